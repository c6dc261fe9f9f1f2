"""The review as a person works on it: by keyboard, with doubts, refusals, cuts and joins."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit

from app.domain.review import Decision, ItemKind, NameChoice
from app.services import importing
from app.views import theme
from app.views.actions import Actions
from app.views.pages.review_host import ReviewHost
from app.views.review.finish_dialog import FinishDialog
from app.views.review.rows import DOCUMENT, ListFilter
from tests.review_fakes import FINANCE, HEALTH, UNKNOWN, decided, draft
from tests.windows import be_quiet, bury

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def host(qtbot, session, prompts):
    """Return a host with a review on show, the first task in front."""
    from PySide6.QtWidgets import QStackedLayout, QWidget  # noqa: PLC0415

    page = QWidget()
    layout = QStackedLayout(page)
    actions = Actions(page)
    made = ReviewHost(session, actions, prompts, page)
    stored = importing.save_review(session.register, draft())
    made.show_draft(stored)
    pane = made.pane
    assert pane is not None
    layout.addWidget(pane)
    page.resize(1286, 600)
    page.show()
    page.activateWindow()
    be_quiet(qtbot, session)
    pane.setFocus()
    yield made
    if made.dialog is not None:
        bury(made.dialog)
    bury(page)


@pytest.fixture
def pane(host):
    return host.pane


@pytest.fixture
def at_task(pane):
    pane.desk.go("t1")
    return pane


def press(qtbot, key, modifier=CONTROL):
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def decision(pane, item):
    return pane.desk.draft.item(item).decision


def test_it_begins_with_the_document_where_that_is_doubtful(pane):
    assert pane.desk.current == DOCUMENT
    assert pane.document_form.boxes["issued_on"].doubts == ("Văn bản không ghi ngày.",)
    assert pane.doubts.text == "1 trường nghi vấn"
    assert pane._forms.currentWidget() is pane.document_form


def test_ctrl_enter_accepts_and_goes_on_to_the_next_item_that_waits(pane, qtbot):
    press(qtbot, Qt.Key.Key_Return)
    assert pane.desk.current == "t1"
    assert pane.desk.draft.document_doubts[0].settled
    press(qtbot, Qt.Key.Key_Return)
    assert decision(pane, "t1") is Decision.ACCEPTED
    assert pane.desk.current == "t2"
    assert pane.head.progress.text() == "1/5 đã đối chiếu"


def test_a_refusal_is_told_at_the_foot_and_changes_nothing(at_task, qtbot):
    at_task.desk.go("t2")
    before = at_task.desk.draft
    press(qtbot, Qt.Key.Key_Return)
    assert at_task.desk.draft == before
    assert UNKNOWN in at_task.foot.said
    at_task.desk.go("t3")
    assert UNKNOWN not in at_task.foot.said


def test_skip_and_open_again_by_one_key(at_task, qtbot):
    press(qtbot, Qt.Key.Key_B)
    assert decision(at_task, "t1") is Decision.SKIPPED
    at_task.desk.go("t1")
    assert at_task.foot.skip.text() == "Mở lại"
    press(qtbot, Qt.Key.Key_B)
    assert decision(at_task, "t1") is Decision.OPEN


def test_page_keys_go_through_the_items_of_the_list(at_task, qtbot):
    seen = []
    for _ in range(5):
        press(qtbot, Qt.Key.Key_PageDown)
        seen.append(at_task.desk.current)
    assert seen == ["t2", "t3", "w1", "i1", "i1"]
    press(qtbot, Qt.Key.Key_PageUp)
    assert at_task.desk.current == "w1"
    assert at_task.list.current.key == "w1"


def test_a_field_is_corrected_when_the_keyboard_leaves_it(at_task, qtbot):
    product = at_task.form.boxes["product"].editor
    product.setFocus()
    qtbot.keyClicks(product.line, "Bao cao")
    qtbot.keyClick(product.line, Qt.Key.Key_Tab)
    assert at_task.desk.draft.item("t1").fields.product == "Bao cao"
    assert len(at_task.desk.draft.past) == 1


def test_what_is_typed_belongs_to_its_item_though_accepting_goes_on(at_task, qtbot):
    title = at_task.form.boxes["title"].editor
    title.text.setFocus()
    title.text.selectAll()
    qtbot.keyClicks(title.text, "Ten moi")
    press(qtbot, Qt.Key.Key_Return)
    assert at_task.desk.draft.item("t1").fields.title == "Ten moi"
    assert at_task.desk.draft.item("t2").fields.title == "Xây dựng kho dữ liệu"
    assert decision(at_task, "t1") is Decision.ACCEPTED


def test_what_is_no_day_is_told_under_its_field_and_nothing_is_accepted(at_task, qtbot):
    box = at_task.form.boxes["time_limit"]
    box.editor.limit.date.setText("32/13")
    press(qtbot, Qt.Key.Key_Return)
    assert decision(at_task, "t1") is Decision.OPEN
    assert at_task.desk.current == "t1"
    assert box.error.text() == "Chưa rõ ngày hết hạn. Ghi như 5/3 hoặc 05/03/2026."


def test_looking_at_items_corrects_nothing(pane, qtbot, session):
    before = pane.desk.draft
    for item in before.items:
        pane.desk.go(item.id)
        assert pane.form.flush()
    pane.desk.go(DOCUMENT)
    assert pane.document_form.flush()
    be_quiet(qtbot, session)
    assert pane.desk.draft is before


def test_a_limit_keeps_the_words_of_the_document(at_task, qtbot):
    date = at_task.form.boxes["time_limit"].editor.limit.date
    date.setFocus()
    date.selectAll()
    qtbot.keyClicks(date, "15/7/2026")
    qtbot.keyClick(date, Qt.Key.Key_Return)
    limit = at_task.desk.draft.item("t1").fields.time_limit
    assert (limit.due_on, limit.text) == (dt.date(2026, 7, 15), "trước ngày 30/6/2026")
    assert not at_task.desk.draft.item("t1").open_doubts


def test_a_doubt_is_confirmed_by_its_button_and_the_mark_goes(at_task, qtbot):
    box = at_task.form.boxes["time_limit"]
    assert at_task.source.waved_words() == ["trước ngày 30/6/2026"]
    qtbot.mouseClick(box.confirm_button(), Qt.MouseButton.LeftButton)
    assert box.doubts == ()
    assert at_task.source.waved_words() == []
    assert at_task.doubts.isHidden()
    assert decision(at_task, "t1") is Decision.OPEN


def test_agencies_are_known_by_any_spelling_and_unknown_ones_stay_as_typed(at_task, qtbot):
    lead = at_task.form.boxes["lead"].editor
    lead.field.setText("so tc; Ban Mới")
    lead.committed.emit()
    assert at_task.desk.draft.item("t1").fields.lead == (FINANCE, "Ban Mới")
    assert "Ban Mới" in {each.printed for each in at_task.desk.draft.agencies}
    assert [b.text() for b in at_task.form.unknown_buttons()] == ["Chọn…"]


def test_a_figure_without_a_tick_is_left_out_and_can_come_back(at_task):
    editor = at_task.form.boxes["targets"].editor
    assert editor.boxes[0].text() == "trên 95%  (> 95 %)"
    editor.boxes[0].click()
    assert at_task.desk.draft.item("t1").fields.targets == ()
    editor.boxes[0].click()
    assert len(at_task.desk.draft.item("t1").fields.targets) == 1


def test_split_at_the_cursor_of_the_source_sentence(at_task, qtbot):
    source = at_task.form.source
    cursor = source.textCursor()
    cursor.setPosition(source.toPlainText().index("báo cáo"))
    source.setTextCursor(cursor)
    press(qtbot, Qt.Key.Key_T)
    parts = [i for i in at_task.desk.draft.items if 2 in i.blocks]
    assert [i.source_text[:8] for i in parts] == ["1. Sở Tà", "báo cáo "]
    assert at_task.desk.current == "t1"
    assert len({i.locator for i in at_task.desk.draft.items}) == len(at_task.desk.draft.items)


def test_split_at_the_beginning_is_refused_in_words(at_task, qtbot):
    at_task.form.source.moveCursor(QTextCursor.MoveOperation.Start)
    press(qtbot, Qt.Key.Key_T)
    assert "con trỏ" in at_task.foot.said
    assert len(at_task.desk.draft.items) == len(draft().items)


def test_merge_with_the_next_and_take_it_back(host, at_task, qtbot, session):
    press(qtbot, Qt.Key.Key_M)
    be_quiet(qtbot, session)
    assert "t2" not in {i.id for i in at_task.desk.draft.items}
    assert at_task.source.current_blocks == (2, 3)
    assert host.own_undo()
    while at_task.desk.can_undo:
        host.undo()
    assert [i.id for i in at_task.desk.draft.items] == [i.id for i in draft().items]


def test_undo_looks_at_what_it_takes_back(host, at_task, qtbot):
    press(qtbot, Qt.Key.Key_Return)
    at_task.desk.go("i1")
    host.undo()
    assert at_task.desk.current == "t1"
    assert decision(at_task, "t1") is Decision.OPEN
    assert host.own_undo() == ""


def test_skipped_paragraphs_are_listed_with_reasons_and_become_tasks(pane, qtbot):
    pane.filter.activated.emit(int(ListFilter.ASIDE))
    pane.desk.go("s4")
    assert "Lý do để ngoài: Nơi nhận, chữ ký" in _texts(pane.form)
    assert not pane.foot.skip.isEnabled()
    button = next(
        b for b in pane.form.findChildren(QAbstractButton) if b.text() == "Chuyển thành nhiệm vụ"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    item = pane.desk.draft.item("s4")
    assert item.kind is ItemKind.TASK
    assert set(pane.form.boxes) >= {"title", "lead", "time_limit"}
    assert pane.desk.draft.counts.total == 6


def test_a_click_in_the_source_shows_what_was_read_from_it(pane):
    pane.source.block_clicked.emit(7)
    assert pane.desk.current == "i1"
    assert pane.form.boxes["value"].editor.value() == 95
    assert pane.source.current_blocks == (7,)


def test_what_differs_from_the_register_is_taken_or_not(pane):
    pane.desk.go("t3")
    assert "bản này khác" in pane.form.card.sentence.text()
    assert pane.form.card.boxes[0].accessibleName() == "Thời hạn: 30/06/2026 → 30/09/2026"
    pane.form.card.boxes[0].click()
    assert not pane.desk.draft.item("t3").match.changes[0].taken


def test_look_alikes_are_linked_only_when_ticked(at_task):
    box = at_task.form.card.boxes[0]
    assert "Chương trình 04, giống 91%" in box.accessibleName()
    assert not box.isChecked()
    box.click()
    assert at_task.desk.draft.item("t1").look_alikes[0].linked


def test_a_withdrawn_instruction_ends_what_is_ticked_and_tells_if_nothing_is(pane):
    pane.desk.go("w1")
    assert "chỉ ghi nhận" in pane.foot.said
    pane.form.card.boxes[0].click()
    assert pane.desk.draft.item("w1").fields.earlier[0].ends
    assert pane.foot.said == ""


def test_an_unknown_agency_is_mapped_or_added_for_the_whole_document(host, pane, qtbot):
    pane.desk.go("t2")
    qtbot.mouseClick(pane.form.unknown_buttons()[0], Qt.MouseButton.LeftButton)
    dialog = host.dialog
    assert dialog.is_known.isChecked()
    assert dialog.field.text() == HEALTH
    dialog.field.setText("khong co")
    dialog.accept_button.click()
    assert dialog.error.text()
    dialog.field.setText("Sở TC")
    dialog.accept_button.click()
    assert pane.desk.draft.agencies[0].known == FINANCE
    pane.form.unknown_buttons()[0].click()
    dialog = host.dialog
    dialog.is_new.click()
    dialog.name.setText("  Ban Chuyển đổi số   tỉnh ")
    dialog.accept_button.click()
    agency = pane.desk.draft.agencies[0]
    assert (agency.choice, agency.name) == (NameChoice.NEW, "Ban Chuyển đổi số tỉnh")


def test_the_document_is_corrected_and_its_day_is_known_then(pane, qtbot, session):
    day = pane.document_form.boxes["issued_on"].editor
    day.setFocus()
    qtbot.keyClicks(day.field, "12/1/2026")
    qtbot.keyClick(day.field, Qt.Key.Key_Return)
    be_quiet(qtbot, session)
    document = pane.desk.draft.document
    assert (document.issued_on, document.issued_precision) == (dt.date(2026, 1, 12), "day")
    assert pane.doubts.isHidden()


def test_every_act_is_kept_at_once(pane, qtbot, session):
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    be_quiet(qtbot, session)
    assert pane.desk.unsaved == 0
    kept = importing.load_review(session.register, pane.desk.draft.id)
    assert [i.decision for i in kept.items] == [i.decision for i in pane.desk.draft.items]


def test_a_review_that_was_kept_elsewhere_is_left_and_nothing_is_overwritten(
    host, pane, qtbot, session
):
    elsewhere = importing.load_review(session.register, pane.desk.draft.id)
    importing.save_review(session.register, decided(elsewhere, Decision.SKIPPED))
    closed: list[str] = []
    host.closed.connect(closed.append)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    be_quiet(qtbot, session)
    assert closed == [""]
    assert host.pane is None
    assert [call.kind for call in host._prompts.calls] == ["tell"]
    kept = importing.load_review(session.register, elsewhere.id)
    assert kept.counts.open == 0


def test_what_is_not_understood_keeps_the_review_open(at_task):
    at_task.form.boxes["time_limit"].editor.limit.date.setText("32/13")
    left = []
    at_task.left.connect(lambda: left.append(True))
    at_task.head.later.click()
    assert left == []
    assert not at_task.form.boxes["time_limit"].error.isHidden()


def test_writing_waits_until_everything_is_decided_and_says_why(host, pane, qtbot, session):
    assert not pane.head.write.isEnabled()
    assert "Còn 5 mục chưa đối chiếu." in pane.head.write.toolTip()
    pane.desk.replace_draft(decided(pane.desk.draft, Decision.SKIPPED))
    assert pane.head.write.isEnabled()
    pane.head.write.click()
    assert isinstance(host.dialog, FinishDialog)
    assert host.dialog.accept_button.text() == "Đưa 0 nhiệm vụ vào sổ"


def test_on_a_past_day_nothing_is_decided_and_the_reason_is_plain(pane, qtbot, session):
    pane.desk.go("t1")
    session.set_as_of(dt.date(2026, 6, 1))
    be_quiet(qtbot, session)
    assert "ngày đã qua" in pane.foot.said
    assert not pane.foot.accept.isEnabled()
    assert not pane._forms.isEnabled()
    pane.accept()
    assert decision(pane, "t1") is Decision.OPEN


def test_everything_that_takes_the_keyboard_has_a_name(pane):
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
    for item in ("t1", "t2", "t3", "w1", "i1", "s1", DOCUMENT):
        pane.desk.go(item)
        nameless = [
            each
            for kind in kinds
            for each in pane.findChildren(kind)
            if each.isVisible()
            and each.focusPolicy() is not Qt.FocusPolicy.NoFocus
            and not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
        ]
        assert nameless == []


def test_tab_goes_from_the_list_over_the_source_through_the_form_and_esc_comes_back(pane, qtbot):
    pane.desk.go("t2")
    pane.list.setFocus()
    seen = []
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
        if seen[-1] is pane.foot.accept:
            break
    boxes = pane.form.boxes
    wanted = [
        pane.source,
        pane.form.source,
        boxes["title"].editor.text,
        boxes["lead"].editor.field,
        pane.form.unknown_buttons()[0],
        boxes["coordinating"].editor.field,
        boxes["product"].editor.line,
        pane.foot.accept,
    ]
    places = [seen.index(each) for each in wanted]
    assert places == sorted(places)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert pane.list.hasFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert boxes["title"].editor.text.hasFocus()


def test_it_is_drawn_in_both_themes_and_in_a_narrow_window(pane, qapp):
    light = pane.grab().toImage()
    theme.apply(qapp, theme.DARK_THEME)
    assert pane.grab().toImage() != light
    theme.apply(qapp, theme.LIGHT_THEME)
    pane.window().resize(855, 520)
    pane.desk.go("t1")
    assert pane.foot.accept.text() == "Đúng, xem tiếp"
    assert pane.foot.accept.width() >= pane.foot.accept.sizeHint().width()


def test_on_a_very_narrow_screen_the_list_makes_room_and_gets_it_back(pane, qtbot):
    pane.window().resize(620, 400)
    assert not pane.list.isVisible()
    accept = pane.foot.accept
    qtbot.waitUntil(lambda: accept.mapTo(pane, accept.rect().topRight()).x() <= pane.width())
    pane.setFocus()
    assert pane.source.hasFocus()
    pane.window().resize(1286, 600)
    assert pane.list.isVisible()
    qtbot.keyClick(pane.source, Qt.Key.Key_Escape)
    assert pane.list.hasFocus()


def test_on_a_high_screen_a_field_of_some_lines_does_not_grow(pane):
    pane.window().resize(1286, 1100)
    pane.desk.go("t1")
    box = pane.form.boxes["title"]
    assert box.height() <= box.sizeHint().height()


def _texts(widget):
    from PySide6.QtWidgets import QLabel  # noqa: PLC0415

    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
