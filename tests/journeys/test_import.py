"""A plan as an office writes it becomes tasks: read, reviewed, left and gone on with, written,
undone; every step as a person does it in the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.review import Decision
from app.views.pages.documents_page import DocumentsPage
from app.views.review.finish_dialog import FinishDialog
from tests.office_documents import plan
from tests.registers import changes, rows_of, what_people_see
from tests.windows import be_quiet, in_front

if TYPE_CHECKING:
    from pathlib import Path

    from app.views.main_window import MainWindow
    from app.views.review.review_pane import ReviewPane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", r"raise\(\)")

CONTROL = Qt.KeyboardModifier.ControlModifier
PLANS_ROWS = 4


def press(qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def documents(window: MainWindow) -> DocumentsPage:
    page = in_front(window)
    assert isinstance(page, DocumentsPage)
    return page


def review(window: MainWindow) -> ReviewPane:
    pane = documents(window).review.pane
    assert pane is not None
    return pane


def settle_names(window: MainWindow) -> None:
    """Say of every agency that the register does not know that it is new."""
    from app.domain import review_acts  # noqa: PLC0415

    desk = review(window).desk
    for agency in desk.draft.agencies:
        desk.act(review_acts.confirm_new_agency, agency.printed)


def finish(window: MainWindow) -> None:
    """Confirm the preview."""
    dialog = documents(window).review.dialog
    assert isinstance(dialog, FinishDialog)
    dialog.accept_button.click()
    window.activateWindow()  # without a screen nobody gives it back to the window


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "KH cải cách hành chính.docx"
    plan(path, rows=PLANS_ROWS, paragraphs=2)
    return path


def test_a_plan_becomes_tasks_and_is_undone(  # noqa: PLR0915 - a journey has many steps
    qtbot, make_window, register_path, prompts, file
):
    window = make_window(register_path)
    register = window.session.register
    before = what_people_see(register)

    # Ctrl+5, Ctrl+I: the file is chosen and read; the review stands in the place of the list.
    press(qtbot, Qt.Key.Key_5)
    be_quiet(qtbot, window.session)
    prompts.answers.append(file)
    press(qtbot, Qt.Key.Key_I)
    be_quiet(qtbot, window.session)
    pane = review(window)
    total = pane.desk.draft.counts.total
    assert total == PLANS_ROWS + 2
    assert pane.desk.current == ""
    assert "15/KH-UBND" in pane.document_form.boxes["number"].editor.value()
    assert not pane.head.write.isEnabled()

    # Ctrl+Enter takes the document's facts, then two items; the third is corrected, one skipped.
    settle_names(window)
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Return)
    assert pane.desk.draft.counts.done == 2
    title = pane.form.boxes["title"].editor
    title.setFocus()
    qtbot.keyClick(title.focusWidget(), Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(title.focusWidget(), "Ten da sua")
    press(qtbot, Qt.Key.Key_Return)
    titles = {getattr(i.fields, "title", ""): i.decision for i in pane.desk.draft.items}
    assert titles["Ten da sua"] is Decision.ACCEPTED
    press(qtbot, Qt.Key.Key_B)
    assert pane.desk.draft.counts.words == f"4/{total} đã đối chiếu"
    be_quiet(qtbot, window.session)
    assert what_people_see(register) == before

    # Left and gone on with: nothing is lost.
    kept = pane.desk.draft
    qtbot.mouseClick(pane.head.later, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, window.session)
    page = documents(window)
    assert page.review.pane is None
    assert [entry.done for entry in page.under_way.entries] == [4]
    qtbot.mouseClick(page.under_way.buttons()[0], Qt.MouseButton.LeftButton)
    be_quiet(qtbot, window.session)
    pane = review(window)
    assert replace(pane.desk.draft, version=0) == replace(kept, version=0)
    while pane.desk.draft.counts.open:
        press(qtbot, Qt.Key.Key_Return)
    be_quiet(qtbot, window.session)

    # Written once, with a preview; the document is in the list, its tasks in their places.
    assert pane.head.write.isEnabled()
    qtbot.mouseClick(pane.head.write, Qt.MouseButton.LeftButton)
    dialog = page.review.dialog
    assert isinstance(dialog, FinishDialog)
    assert dialog.accept_button.text() == f"Đưa {total - 1} nhiệm vụ vào sổ"
    finish(window)
    be_quiet(qtbot, window.session)
    assert page.review.pane is None
    card = page.list.current
    assert card is not None
    assert card.facts.document.number == "15/KH-UBND"
    assert card.tally.total == total - 1
    outline = page.pane.outline.cards.records
    assert [row.task.source_text != "" for row in outline if row.task] == [True] * (total - 1)
    assert not page.under_way.isVisible()
    index = window.session.index
    assert len(index.tasks) == len(before["index"].tasks) + total - 1
    assert len(changes(register)) == 1

    # Ctrl+Z takes all of it back in one step; the review waits again.
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_Z)
    be_quiet(qtbot, window.session)
    after = what_people_see(register)
    # The index of words keeps tasks that were taken back; no list knows them.
    known = {ref.id for ref in before["index"].tasks} | {r.id for r in before["index"].closed}
    after["found"] = [task for task in after["found"] if task in known]
    assert after == before
    numbers = [card.facts.document.number for card in page.list.cards.records]
    assert "15/KH-UBND" not in numbers
    assert len(page.under_way.entries) == 1
    assert rows_of(register, "review_draft")


def test_the_same_file_again_changes_nothing(qtbot, make_window, register_path, prompts, file):
    window = make_window(register_path)
    register = window.session.register
    window.show_page("documents")
    be_quiet(qtbot, window.session)
    for round_ in range(2):
        prompts.answers.append(file)
        press(qtbot, Qt.Key.Key_I)
        be_quiet(qtbot, window.session)
        settle_names(window)
        pane = review(window)
        press(qtbot, Qt.Key.Key_Return)
        while pane.desk.draft.counts.open:
            press(qtbot, Qt.Key.Key_Return)
        be_quiet(qtbot, window.session)
        if round_:
            break
        pane.head.write.click()
        finish(window)
        be_quiet(qtbot, window.session)
    seen = what_people_see(register)
    pane.head.write.click()
    finish(window)
    be_quiet(qtbot, window.session)
    assert what_people_see(register) == seen
