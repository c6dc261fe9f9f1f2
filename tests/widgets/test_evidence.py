"""Files as proofs: chosen in a dialog, listed in the detail, opened by a double click."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton

from app.domain import formats
from app.domain.task_detail import EvidenceRecord
from app.views import theme
from app.views.actions import Actions
from app.views.dialogs.complete_dialog import CompleteDialog
from app.views.dialogs.progress_dialog import ProgressDialog
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import ScriptedPrompts
from app.views.theme import LIGHT_THEME
from app.views.widgets.evidence_list import EvidenceList
from tests.task_fakes import FakeSession, make_detail, make_update

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")

TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 9, 5)  # noqa: DTZ001 - local time


@pytest.fixture(autouse=True)
def _light(qapp):
    theme.apply(qapp, LIGHT_THEME)


@pytest.fixture
def proof(tmp_path):
    file = tmp_path / "412-BC-UBND.pdf"
    file.write_bytes(b"x" * 3000)
    return file


@pytest.fixture
def show(qtbot):
    def made(widget):
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return made


def record(number: int = 1, name: str = "412-BC-UBND.pdf") -> EvidenceRecord:
    return EvidenceRecord(number, 1, name, 1_300_000, "0" * 64, NOW, "can.bo")


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (3000, "3 KB"), (1_300_000, "1,2 MB"), (1 << 30, "1.024,0 MB")]
)
def test_sizes_are_told_as_people_read_them(size, words):
    assert formats.file_size(size) == words


def test_an_update_with_nothing_but_a_file_is_one(show, proof):
    dialog = show(ProgressDialog(make_detail(), TODAY, ScriptedPrompts([proof])))
    dialog.files.button.click()
    dialog.accept_button.click()
    assert dialog.progress.files == (proof,)


def test_a_completion_takes_files_and_gives_them_back(show, proof, tmp_path):
    other = tmp_path / "phụ lục.xlsx"
    other.write_bytes(b"x")
    prompts = ScriptedPrompts([proof, other, proof, None])
    dialog = show(CompleteDialog(make_detail(expected_product="Báo cáo"), TODAY, prompts))
    for _ in range(4):
        dialog.files.button.click()
    assert dialog.files.files == (proof, other)
    buttons = dialog.files.findChildren(QPushButton)
    out = next(b for b in buttons if b.accessibleName() == "Bỏ tệp 412-BC-UBND.pdf")
    out.click()
    dialog.accept_button.click()
    assert dialog.completion.files == (other,)


def test_a_program_is_refused_under_the_field(show, tmp_path):
    program = tmp_path / "chay.exe"
    program.write_bytes(b"MZ")
    prompts = ScriptedPrompts([program])
    dialog = show(CompleteDialog(make_detail(), TODAY, prompts))
    dialog.files.button.click()
    assert "không phải minh chứng" in dialog.files_error.text()
    assert dialog.files_error.isVisible()
    assert dialog.files.files == ()


def test_files_can_be_dropped(show, proof):
    dialog = show(ProgressDialog(make_detail(), TODAY, ScriptedPrompts()))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(proof)), QUrl("https://example.org/x.pdf")])
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(2, 2), Qt.DropAction.CopyAction, mime, buttons, modifiers)
    dialog.files.dropEvent(drop)
    assert dialog.files.files == (proof,)


def test_the_list_opens_what_is_activated(show, qtbot):
    files = show(EvidenceList([record(2, "b.pdf"), record(1)]))
    with qtbot.waitSignal(files.open_asked) as asked:
        files.list.setCurrentRow(1)
        QTest.keyClick(files.list, Qt.Key.Key_Return)
    assert asked.args == [record(1)]
    assert "1,2 MB, can.bo thêm lúc 09:05 21/11/2026" in files.list.item(0).toolTip()


@pytest.mark.parametrize("opened", [True, False])
def test_the_detail_lists_files_and_opens_a_copy(show, qtbot, tmp_path, opened):
    session = FakeSession()
    session.details[5] = {"evidence": (record(),), "updates": (make_update(),)}
    prompts = ScriptedPrompts([True, opened])
    page = TasksPage(session.as_session(), Actions(), prompts)
    page.resize(1286, 616)
    show(page)
    page.list.table.select_task(5)
    page.detail.current()
    tabs = page.detail.panel._tabs.bar
    assert tabs.tabText(2) == "Minh chứng 1"
    assert tabs.isTabVisible(2)
    tabs.setCurrentIndex(2)
    files = page.detail.panel.findChildren(QListWidget)[-1]
    files.itemActivated.emit(files.item(0))
    assert session.asked("open_copy") == [(record(),)]
    page.acts._show_copy(tmp_path / "412-BC-UBND.pdf")
    assert [call.kind for call in prompts.calls] == ["ask", "ask", *([] if opened else ["tell"])]
    page.list.table.select_task(4)
    page.detail.current()
    assert not tabs.isTabVisible(2)
