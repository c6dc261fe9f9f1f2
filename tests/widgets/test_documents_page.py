"""The page Văn bản: documents with their lights, tasks in the outline, what is unclear."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.tally import Tally
from app.views.actions import Actions
from app.views.pages.documents_page import DocumentsPage
from app.views.pages.tasks_page import TasksPage
from app.views.widgets.document_pane import DEFECTS, FACTS
from tests.registers import RESTRICTED, UNDATED, execute, task_id
from tests.windows import be_quiet, bury, in_front, set_day

if TYPE_CHECKING:
    from app.views.tables.document_list import DocumentCard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot, session, prompts):
    actions = Actions()
    made = DocumentsPage(session, actions, prompts)
    made.resize(1286, 616)
    made.show()
    be_quiet(qtbot, session)
    yield made
    bury(made)


def cards(page: DocumentsPage) -> list[DocumentCard]:
    return list(page.list.cards.records)


def open_document(page: DocumentsPage, qtbot, code: str) -> None:
    page.open_document(code)
    be_quiet(qtbot, page._session)


def texts(page: DocumentsPage) -> str:
    shown = page.pane._stack.currentWidget().findChildren(QLabel)
    return "\n".join(label.text() for label in shown)


def test_every_document_is_listed_with_the_lights_of_its_tasks(page, session) -> None:
    assert session.index is not None
    assert len(cards(page)) == 5
    followed = [card for card in cards(page) if not card.closed]
    assert sum((card.tally for card in followed), Tally()) == Tally.of(
        ref.light for ref in session.index.tasks
    )
    assert [card.closed for card in cards(page)] == [False] * 4 + [True]
    assert page.status_texts() == ("5 văn bản, 4 đang theo dõi", "358 nhiệm vụ đang theo dõi")


def test_a_card_says_what_the_document_is(page) -> None:
    programme = cards(page)[0]
    assert programme.spoken.startswith(
        "Chương trình hành động 04/CTr-UBND, 04/CTr-UBND · Chương trình hành động · "
        "Ủy ban nhân dân tỉnh Lào Cai, ngày 03/02/2026 · kỳ năm 2026 · đang theo dõi, 86 nhiệm vụ"
    )
    assert "đã kết thúc ngày 31/12/2023" in cards(page)[-1].spoken
    assert "chưa rõ số" in cards(page)[1].spoken


def test_the_outline_has_every_task_of_the_document_once_under_its_heading(page, qtbot) -> None:
    open_document(page, qtbot, "CTr04-2026")
    rows = page.pane.outline.cards.records
    tasks = [row for row in rows if row.task is not None]
    assert len(tasks) == len({row.task.locator for row in tasks}) == 86
    assert all(row.ref is not None for row in tasks)
    heads = {row.section.locator: row.tasks for row in rows if row.task is None}
    assert sum(count for place, count in heads.items() if "." not in place) == 86
    assert heads["II"] == sum(count for place, count in heads.items() if place.startswith("II."))


def test_a_task_counted_by_another_document_stands_in_its_place_and_says_so(page, qtbot) -> None:
    open_document(page, qtbot, "KHNQ02-2026")
    further = [row for row in page.pane.outline.cards.records if row.task and row.task.elsewhere]
    assert len(further) == 4
    assert "tính ở Chương trình hành động 04/CTr-UBND" in further[0].spoken


def test_a_source_sentence_is_shown_with_its_task(page, qtbot, session) -> None:
    words = "Chủ trì, phối hợp với các cơ quan liên quan rà soát văn bản. " * 8
    key = session.read(task_id, UNDATED)
    execute(session.register, "UPDATE task SET source_text = :words WHERE id = :key",
            words=words, key=key)  # fmt: skip
    execute(session.register, "UPDATE task SET source_text = 'kín' WHERE id = :key",
            key=session.read(task_id, RESTRICTED))  # fmt: skip
    session.reload()
    be_quiet(qtbot, session)
    open_document(page, qtbot, "CTr04-2026")
    outline = page.pane.outline
    row = next(row for row in outline.cards.records if row.task and row.task.task_id == key)
    plain = next(row for row in outline.cards.records if row.task and not row.task.source_text)
    assert words in row.spoken
    assert outline.card_height(row) > outline.card_height(plain)
    assert not any("kín" in row.spoken for row in outline.cards.records)


def test_a_click_and_enter_open_a_task_and_a_heading_opens_nothing(page, qtbot) -> None:
    open_document(page, qtbot, "CTr04-2026")
    outline = page.pane.outline
    asked: list[int] = []
    page.task_asked.connect(asked.append)
    model = outline.cards
    heading, row = model.index(0, 0), model.index(outline.currentIndex().row() + 1, 0)
    button = Qt.MouseButton.LeftButton
    qtbot.mouseClick(outline.viewport(), button, pos=outline.visualRect(heading).center())
    assert asked == []
    qtbot.mouseClick(outline.viewport(), button, pos=outline.visualRect(row).center())
    assert asked == [model.records[row.row()].task.task_id]
    outline.setFocus()
    qtbot.keyClick(outline, Qt.Key.Key_Down)
    qtbot.keyClick(outline, Qt.Key.Key_Return)
    assert asked[1] == model.records[row.row() + 1].task.task_id


def test_arrows_run_past_headings(page, qtbot) -> None:
    open_document(page, qtbot, "CTr04-2026")
    outline = page.pane.outline
    tasks = [i for i, row in enumerate(outline.cards.records) if row.task is not None]
    seen = [outline.currentIndex().row()]
    for _ in range(len(tasks) - 1):
        qtbot.keyClick(outline, Qt.Key.Key_Down)
        seen.append(outline.currentIndex().row())
    assert seen == tasks
    qtbot.keyClick(outline, Qt.Key.Key_Down)
    assert outline.currentIndex().row() == tasks[-1]
    qtbot.keyClick(outline, Qt.Key.Key_Up)
    assert outline.currentIndex().row() == tasks[-2]
    qtbot.keyClick(outline, Qt.Key.Key_Home)
    assert outline.currentIndex().row() == tasks[0]


def test_facts_and_cited_grounds(page, qtbot) -> None:
    open_document(page, qtbot, "KHNQ02-2026")
    page.pane.tabs.setCurrentIndex(FACTS)
    assert "Căn cứ viện dẫn (4)" in texts(page)
    assert "• Chỉ thị số 01/CT-UBND ngày 01/01/2026" in texts(page)
    assert "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH" in texts(page)
    assert "- Văn phòng Chính phủ" in texts(page)


def test_what_is_unclear_in_the_whole_document_stands_first(page, qtbot) -> None:
    open_document(page, qtbot, "CTr04-2026")
    assert page.pane.tabs.tabText(DEFECTS) == "Điểm cần lưu ý 71"
    page.pane.tabs.setCurrentIndex(DEFECTS)
    words = texts(page)
    assert "Cả văn bản (9)" in words
    assert "Theo vị trí trong văn bản (62)" in words
    assert words.index("Nơi nhận") < words.index("Theo vị trí") < words.index("PL.18")


def test_a_day_before_a_document_does_not_know_it(page, qtbot, session) -> None:
    session.set_as_of(dt.date(2026, 2, 10))
    be_quiet(qtbot, session)
    assert [card.facts.document.code for card in cards(page)] == [
        "CTr04-2026", "VKDH-2025", "NQTU-2023",
    ]  # fmt: skip
    session.set_as_of(dt.date(2022, 1, 1))
    be_quiet(qtbot, session)
    assert page.empty.text == "Đến ngày 01/01/2022, sổ chưa có văn bản nào."
    assert page.empty.isVisible()


def test_a_click_in_the_outline_opens_the_task_on_its_page(qtbot, make_window, register_path):
    window = make_window(register_path)
    page = window.page("documents")
    be_quiet(qtbot, window.session)
    page.open_document("CTr04-2026")
    be_quiet(qtbot, window.session)
    wanted = page.pane.outline.current.task.task_id
    page.pane.focus_outline()
    qtbot.keyClick(page.pane.outline, Qt.Key.Key_Return)
    be_quiet(qtbot, window.session)
    tasks = in_front(window)
    assert isinstance(tasks, TasksPage)
    assert tasks.list.table.selected_task == wanted
    set_day(qtbot, window, dt.date(2026, 2, 10))
    window.show_page("documents")
    be_quiet(qtbot, window.session)
    assert len(cards(page)) == 3
