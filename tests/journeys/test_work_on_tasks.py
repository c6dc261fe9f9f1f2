"""A morning's work on tasks through the whole window: update with a file, extend, complete several,
and all of it undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from app.domain.records import Role
from app.domain.traffic_light import Light
from app.services import evidence
from app.views.dialogs.extend_dialog import ExtendDialog
from app.views.dialogs.progress_dialog import ProgressDialog
from app.views.dialogs.several_dialog import CompleteSeveralDialog
from app.views.dialogs.task_dialog import NewTaskDialog
from app.views.pages.tasks_page import TasksPage
from tests.registers import DATED, UNDATED, YEARLY, changes, task_id, what_people_see
from tests.windows import be_quiet, in_front

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.register import Register
    from app.views.main_window import MainWindow
    from app.views.prompts import ScriptedPrompts

Dialog = TypeVar("Dialog", bound=QDialog)
SEVERAL = (DATED, YEARLY, UNDATED)

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", "propagateSizeHints", r"raise\(\)", "grabbing the"
)

CONTROL = Qt.KeyboardModifier.ControlModifier


def register_of(window: MainWindow) -> Register:
    assert window.session.register is not None
    return window.session.register


def tasks(window: MainWindow) -> TasksPage:
    page = in_front(window)
    assert isinstance(page, TasksPage)
    return page


def press(qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


@dataclass
class Morning:
    """The window at work, and what was to be seen after every step."""

    window: MainWindow
    qtbot: QtBot
    steps: list[dict[str, Any]] = field(default_factory=list)

    @property
    def page(self) -> TasksPage:
        return tasks(self.window)

    @property
    def register(self) -> Register:
        return register_of(self.window)

    def task(self, code: str) -> int:
        return task_id(self.register, code)

    def note(self) -> None:
        """Keep what is to be seen now."""
        self.steps.append(what_people_see(self.register))

    def asked(self, key: Qt.Key, kind: type[Dialog]) -> Dialog:
        """Press Ctrl and a key; return the dialog that it opens, ready to be typed into."""
        press(self.qtbot, key)
        dialog = self.page.acts.dialog
        assert isinstance(dialog, kind)
        self.qtbot.waitUntil(dialog.isVisible)
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    def confirm(self) -> None:
        """Press Ctrl+Enter in the dialog, wait until it is written, and go back to the list."""
        press(self.qtbot, Qt.Key.Key_Return)
        be_quiet(self.qtbot, self.window.session)
        assert self.page.acts.dialog is None
        self.window.activateWindow()  # a desktop does this by itself
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.page.focus_list()
        self.note()

    def light(self, code: str) -> Light:
        index = self.window.session.index
        assert index is not None
        return next(ref.light for ref in index.tasks if ref.id == self.task(code))


@pytest.fixture
def morning(make_window, qtbot, register_path):
    window = make_window(register_path)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    made = Morning(window, qtbot)
    made.note()
    return made


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    file = tmp_path / "Báo cáo 412.pdf"
    file.write_bytes(b"%PDF-1.7")
    return file


def test_update_attach_extend_complete_several_and_undo_all_the_way(
    morning, prompts, proof
) -> None:
    morning.page.open_task(morning.task(DATED))
    _update_with_a_file(morning, prompts, proof)
    _extend(morning)
    _enter_a_task(morning)
    _complete_several(morning)
    assert len(changes(morning.register)) == 4
    _undo_all_and_do_again(morning)


def _update_with_a_file(morning: Morning, prompts: ScriptedPrompts, proof: Path) -> None:
    dialog = morning.asked(Qt.Key.Key_U, ProgressDialog)
    prompts.answers.append(proof)
    dialog.percent.setText("60")
    dialog.difficulties.setPlainText("Thiếu khung giá")
    dialog.files.button.click()
    morning.confirm()
    assert len(list(evidence.folder_of(morning.register).iterdir())) == 1
    shown = morning.page.detail.current()
    assert shown is not None
    assert [file.name for file in shown.evidence] == ["Báo cáo 412.pdf"]


def _extend(morning: Morning) -> None:
    dialog = morning.asked(Qt.Key.Key_G, ExtendDialog)
    dialog.limit.date.setText("15/12")
    dialog.authority.setText("Công văn 1832/UBND-TH")
    dialog.date.setText("4/5")
    morning.confirm()
    assert morning.light(DATED) is Light.IN_TIME


def _enter_a_task(morning: Morning) -> None:
    dialog = morning.asked(Qt.Key.Key_N, NewTaskDialog)
    dialog.title_field.setPlainText("Báo cáo việc sửa cầu Làng Giàng")
    dialog.roles[Role.LEAD].setText("so xay dung")
    dialog.limit.date.setText("20/12")
    morning.confirm()
    made = morning.task("GIAO-2026/GT#1")
    morning.qtbot.waitUntil(lambda: morning.page.list.table.selected_task == made)


def _complete_several(morning: Morning) -> None:
    table = morning.page.list.table
    ids = [morning.task(code) for code in SEVERAL]
    for task in ids:
        assert table.select_task(task)
        press(morning.qtbot, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    assert set(table.marks.ids) == set(ids)
    dialog = morning.asked(Qt.Key.Key_Return, CompleteSeveralDialog)
    dialog.product.setText("Báo cáo chung")
    morning.confirm()
    assert not table.marks
    assert {morning.light(code) for code in SEVERAL} == {Light.DONE_IN_TIME}


def _undo_all_and_do_again(morning: Morning) -> None:
    for key, wanted in (
        *((Qt.Key.Key_Z, step) for step in reversed(morning.steps[:-1])),
        *((Qt.Key.Key_Y, step) for step in morning.steps[1:]),
    ):
        press(morning.qtbot, key)
        be_quiet(morning.qtbot, morning.window.session)
        now = what_people_see(morning.register)
        for part in ("rows", "details"):
            assert now[part] == wanted[part]
        assert now["index"].tasks == wanted["index"].tasks
