"""Two people edit one task: both texts are shown, and nothing is overwritten unseen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services import task_editing
from app.services.register import open_register
from app.views.dialogs.conflict_dialog import ConflictDialog
from tests.registers import DATED, task_id
from tests.windows import be_quiet

if TYPE_CHECKING:
    from app.services.register import Register

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def editing(make_window, register_path, qtbot):
    """A window in which the dated task is being edited, with a new product typed."""
    window = make_window(register_path)
    page = window.page("tasks")
    task = window.session.read(task_id, DATED)
    page.open_task(task)
    be_quiet(qtbot, window.session)
    page.acts.edit()
    page.acts.dialog.product.setText("Sản phẩm của tôi <b>")
    return window


def change_elsewhere(register: Register, **values: Any) -> None:
    task = task_id(register, DATED)
    before = task_editing.load_editable(register, task)
    task_editing.edit_task(register, before, replace(before.draft, **values))


def now(window):
    read = window.session.read
    return read(task_editing.load_editable, read(task_id, DATED)).draft


def saved(window, qtbot) -> ConflictDialog:
    acts = window.page("tasks").acts
    acts.dialog.accept_button.click()
    be_quiet(qtbot, window.session)
    dialog = acts.dialog
    assert isinstance(dialog, ConflictDialog)
    return dialog


def elsewhere(register_path, **values: Any) -> None:
    other = open_register(register_path)
    change_elsewhere(other, **values)
    other.close()


def test_both_texts_are_shown_and_what_one_side_changed_is_chosen(editing, register_path, qtbot):
    elsewhere(register_path, title="Tên của người khác")
    dialog = saved(editing, qtbot)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Tên của người khác" in said
    assert "Sản phẩm của tôi <b>" in said
    plain = {label.textFormat() for label in dialog.findChildren(QLabel)}
    assert plain == {Qt.TextFormat.PlainText}
    assert not dialog.mine["title"].isChecked()
    assert dialog.mine["product"].isChecked()
    dialog.confirm()
    be_quiet(qtbot, editing.session)
    assert (now(editing).title, now(editing).product) == (
        "Tên của người khác",
        "Sản phẩm của tôi <b>",
    )


def test_where_both_changed_the_registers_text_stays_unless_chosen(editing, register_path, qtbot):
    elsewhere(register_path, product="Sản phẩm của người khác")
    dialog = saved(editing, qtbot)
    assert not dialog.mine["product"].isChecked()
    assert any("cả hai sửa" in label.text() for label in dialog.findChildren(QLabel))
    dialog.mine["product"].setChecked(True)
    dialog.confirm()
    be_quiet(qtbot, editing.session)
    assert now(editing).product == "Sản phẩm của tôi <b>"


def test_to_leave_it_changes_nothing(editing, register_path, qtbot):
    elsewhere(register_path, product="Sản phẩm của người khác")
    saved(editing, qtbot).reject()
    be_quiet(qtbot, editing.session)
    assert now(editing).product == "Sản phẩm của người khác"


def test_a_third_change_meanwhile_asks_again(editing, register_path, qtbot):
    elsewhere(register_path, title="Tên của người khác")
    dialog = saved(editing, qtbot)
    elsewhere(register_path, title="Tên thứ ba")
    dialog.confirm()
    be_quiet(qtbot, editing.session)
    again = editing.page("tasks").acts.dialog
    assert isinstance(again, ConflictDialog)
    assert "Tên thứ ba" in [label.text() for label in again.findChildren(QLabel)]
    again.reject()
    be_quiet(qtbot, editing.session)


def test_the_same_text_twice_is_no_conflict(editing, register_path, qtbot):
    elsewhere(register_path, product="Sản phẩm của tôi <b>")
    acts = editing.page("tasks").acts
    acts.dialog.accept_button.click()
    be_quiet(qtbot, editing.session)
    assert acts.dialog is None
    assert editing.prompts.calls == []
