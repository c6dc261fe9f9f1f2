"""Báo cáo: the sheet that was chosen, the page itself, saved as it is shown."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from app.domain import scopes
from app.domain.errors import InputRefusedError
from app.domain.records import SheetScope, SheetScopeKind
from app.services import names, printing, tracking
from app.services.printing import SheetKind
from app.views.pages.reports_page import ReportsPage
from app.views.prompts import Call
from tests import shipped
from tests.paper import page_texts, text_of
from tests.registers import DATED, TODAY, completion, task_id
from tests.report_pages import (
    button,
    combo,
    labels,
    pick,
    press_sheet,
    settle,
    shown,
    view_of,
)
from tests.windows import be_quiet, bury

if TYPE_CHECKING:
    from app.views.session import Session

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FEBRUARY = dt.date(2026, 2, 20)
FINANCE, SINH = "Sở Tài chính", "Nguyễn Thành Sinh"


def restricted_note(count: int) -> str:
    return f"{count} nhiệm vụ hạn chế phổ biến không in ra biểu này."


RESTRICTED_NOTE = restricted_note(shipped.restricted())


@pytest.fixture
def page(session, prompts, qtbot):
    made = ReportsPage(session, prompts)
    made.resize(1000, 600)
    made.show()
    qtbot.waitUntil(lambda: made.ready, timeout=10_000)
    yield made
    bury(made)


def offered(page: ReportsPage) -> list[str]:
    box = combo(page, "Chọn mục")
    return [box.itemText(n) for n in range(box.count())]


def sheet_of(session: Session, kind: SheetKind, **request) -> printing.PrintedSheet:
    assert session.index is not None
    wanted = printing.SheetRequest(kind, session.index.as_of, **request)
    return session.read(printing.print_sheet, wanted)


def test_it_begins_with_the_tracking_sheet_of_everything(page, session):
    pages = view_of(page).pages
    assert "Tất cả các cơ quan, tất cả văn bản" in shown(page)
    assert pages == sheet_of(session, SheetKind.TRACKING).pages
    assert f"Trang 1 / {pages}" in labels(page)
    shown_words, proof = page.status_texts()
    assert shown_words == f"Biểu gồm {shipped.printed()} nhiệm vụ, {pages} trang"
    fingerprint = sheet_of(session, SheetKind.TRACKING).fingerprint
    assert proof == f"Vân tay số liệu: {fingerprint}"
    assert RESTRICTED_NOTE in labels(page)


@pytest.mark.parametrize(
    ("scope", "what", "only"),
    [
        ("Một cơ quan chủ trì", FINANCE, {"agency": FINANCE}),
        ("Một lãnh đạo phụ trách", f"Phó Chủ tịch {SINH}", {"leader": SINH}),
        ("Một lãnh đạo phụ trách", "Chưa phân công lãnh đạo", {"leader": shipped.NOBODY}),
        (
            "Một văn bản",
            "Kế hoạch triển khai Nghị quyết 02/NQ-CP",
            {"document": "KHNQ02-2026"},
        ),
    ],
)
def test_a_scope_that_is_chosen_is_the_sheet_on_show(page, qtbot, scope, what, only):
    count = shipped.printed(**only)
    pick(qtbot, page, "Phạm vi", scope)
    pick(qtbot, page, "Chọn mục", what)
    assert what in page_texts(view_of(page)._data)[0]
    assert f"Tổng số {count} nhiệm vụ" in shown(page)
    assert page.status_texts()[0].startswith(f"Biểu gồm {count} nhiệm vụ")
    assert f"Trang 1 / {view_of(page).pages}" in labels(page)


def test_restricted_tasks_are_counted_in_the_scope_that_is_printed(page, session, qtbot):
    hidden = [ref for ref in session.index.tasks if ref.confidential]
    agencies, documents = session.index.directory.agencies, session.index.directory.documents
    other = next(d for d in documents.values() if d.id not in {ref.document_id for ref in hidden})
    pick(qtbot, page, "Phạm vi", "Một cơ quan chủ trì")
    lead = hidden[0].lead_id
    own = sum(ref.lead_id == lead for ref in hidden)
    for agency, noted in ((FINANCE, False), (agencies[lead].name, True)):
        pick(qtbot, page, "Chọn mục", agency)
        assert (restricted_note(own) in labels(page)) == noted, agency
        assert (f"Không in {own} nhiệm vụ" in shown(page)) == noted, agency
    page.choose(SheetKind.TRACKING, SheetScope(SheetScopeKind.DOCUMENT, other.id))
    settle(qtbot, page)
    assert RESTRICTED_NOTE not in labels(page)
    press_sheet(qtbot, page, "Biểu tổng hợp")
    assert RESTRICTED_NOTE in labels(page)
    press_sheet(qtbot, page, "Biểu theo dõi tiến độ")
    assert RESTRICTED_NOTE not in labels(page)
    page.choose(SheetKind.TRACKING, SheetScope())
    settle(qtbot, page)
    assert RESTRICTED_NOTE in labels(page)


def test_agencies_that_only_take_part_are_offered(page, session, qtbot):
    pick(qtbot, page, "Phạm vi", "Một cơ quan chủ trì")
    court = "Tòa án nhân dân tỉnh"
    assert court in offered(page)
    assert "Các chủ đầu tư" not in offered(page)
    pick(qtbot, page, "Chọn mục", court)
    assert "cùng chủ trì (không cộng vào tổng số): 1" in shown(page)


def test_choosing_a_kind_of_scope_shows_its_first_line(page, qtbot):
    pick(qtbot, page, "Phạm vi", "Một cơ quan chủ trì")
    assert combo(page, "Chọn mục").isVisible()
    assert offered(page)[0] == combo(page, "Chọn mục").currentText()
    assert f"Cơ quan chủ trì: {offered(page)[0]}" in shown(page)
    pick(qtbot, page, "Phạm vi", "Tất cả nhiệm vụ")
    assert not combo(page, "Chọn mục").isVisible()
    assert f"Tổng số {shipped.printed()} nhiệm vụ" in shown(page)


def test_the_summary_goes_by_agency_or_by_leader(page, qtbot):
    press_sheet(qtbot, page, "Biểu tổng hợp")
    assert not combo(page, "Phạm vi").isVisible()
    assert "THEO CƠ QUAN CHỦ TRÌ" in shown(page)
    pick(qtbot, page, "Tổng hợp theo", "Theo lãnh đạo phụ trách")
    assert "THEO LÃNH ĐẠO PHỤ TRÁCH" in shown(page)
    press_sheet(qtbot, page, "Biểu theo dõi tiến độ")
    assert combo(page, "Phạm vi").isVisible()
    assert not combo(page, "Tổng hợp theo").isVisible()


def test_another_page_may_choose(page, session, qtbot):
    agency = session.read(names.find_agency, FINANCE)
    page.choose(SheetKind.TRACKING, SheetScope(SheetScopeKind.AGENCY, agency))
    settle(qtbot, page)
    assert combo(page, "Chọn mục").currentText() == FINANCE
    assert "Cơ quan chủ trì: Sở Tài chính" in shown(page)
    page.choose(SheetKind.SUMMARY, SheetScope(), by_leader=True)
    settle(qtbot, page)
    assert "THEO LÃNH ĐẠO PHỤ TRÁCH" in shown(page)


def test_a_page_that_is_made_late_knows_the_register(session, prompts, qtbot):
    agency = session.read(names.find_agency, FINANCE)
    late = ReportsPage(session, prompts)
    late.choose(SheetKind.TRACKING, SheetScope(SheetScopeKind.AGENCY, agency))
    late.resize(1000, 600)
    late.show()
    settle(qtbot, late)
    assert "Cơ quan chủ trì: Sở Tài chính" in shown(late)
    bury(late)


def test_another_day_makes_the_sheet_anew_and_keeps_the_choice(page, session, qtbot):
    pick(qtbot, page, "Phạm vi", "Một cơ quan chủ trì")
    pick(qtbot, page, "Chọn mục", FINANCE)
    before = page.status_texts()
    session.set_as_of(FEBRUARY)
    qtbot.waitUntil(lambda: page.ready and page.status_texts() != before, timeout=10_000)
    assert "Cơ quan chủ trì: Sở Tài chính" in shown(page)
    assert "(Số liệu đến hết ngày 20/02/2026)" in shown(page)
    assert combo(page, "Chọn mục").currentText() == FINANCE


def test_an_agency_without_tasks_on_a_day_is_not_exchanged_for_another(page, session, qtbot):
    pick(qtbot, page, "Phạm vi", "Một cơ quan chủ trì")
    pick(qtbot, page, "Chọn mục", FINANCE)
    session.set_as_of(dt.date(2026, 1, 15))  # before any document
    qtbot.waitUntil(lambda: "0 nhiệm vụ" in page.status_texts()[0], timeout=10_000)
    assert combo(page, "Chọn mục").currentText() == FINANCE
    assert "Cơ quan chủ trì: Sở Tài chính" in shown(page)


def test_a_change_makes_the_sheet_anew(page, session, qtbot):
    before = page.status_texts()[1]
    session.run(
        tracking.complete_task,
        session.read(task_id, DATED),
        completion(dt.date(2026, 3, 5)),
        TODAY,
        owner=page,
    )
    qtbot.waitUntil(lambda: page.ready and page.status_texts()[1] != before, timeout=10_000)
    assert "Hoàn thành 1 nhiệm vụ" in shown(page)


def test_a_hidden_page_makes_its_sheet_when_it_is_shown(page, session, qtbot, monkeypatch):
    made: list[dt.date] = []
    real = printing.print_sheet

    def note(register, request, watch):
        made.append(request.as_of)
        return real(register, request, watch)

    monkeypatch.setattr(printing, "print_sheet", note)
    page.hide()
    session.set_as_of(FEBRUARY)
    be_quiet(qtbot, session)
    assert made == []
    page.show()
    qtbot.waitUntil(lambda: page.ready and made == [FEBRUARY], timeout=10_000)
    page.hide()
    page.show()
    be_quiet(qtbot, session)
    assert made == [FEBRUARY]


def test_an_error_is_shown_in_its_words_instead_of_a_sheet(page, session, qtbot, monkeypatch):
    def refuse(_register, _request, _watch):
        raise InputRefusedError("Văn bản này không có trong sổ.")

    with monkeypatch.context() as patch:
        patch.setattr(printing, "print_sheet", refuse)
        page.choose(SheetKind.SUMMARY, SheetScope())
        be_quiet(qtbot, session)
    assert "Văn bản này không có trong sổ." in labels(page)
    assert not view_of(page).isVisible()
    assert page.status_texts() == ("", "")
    assert not button(page, "Lưu PDF").isEnabled()
    assert not button(page, "In biểu này").isEnabled()
    page.print_sheet()
    page.save()  # nothing is there to be asked about
    page.choose(SheetKind.SUMMARY, SheetScope())
    settle(qtbot, page)
    assert "Văn bản này không có trong sổ." not in labels(page)
    assert button(page, "Lưu PDF").isEnabled()


def test_the_sheet_of_before_is_not_printed_in_place_of_the_one_asked_for(
    page, session, qtbot, prompts, monkeypatch
):
    go, real = threading.Event(), printing.print_sheet

    def slow(register, request, watch):
        assert go.wait(5)
        return real(register, request, watch)

    monkeypatch.setattr(printing, "print_sheet", slow)
    page.choose(SheetKind.SUMMARY, SheetScope())
    page.print_sheet()
    page.save()
    assert not button(page, "Lưu PDF").isEnabled()
    assert not button(page, "In biểu này").isEnabled()
    go.set()
    settle(qtbot, page)
    assert prompts.calls == []
    assert button(page, "In biểu này").isEnabled()


def test_saved_is_what_is_shown(page, session, qtbot, prompts, tmp_path):
    press_sheet(qtbot, page, "Biểu tổng hợp")
    file = tmp_path / "tổng hợp.pdf"
    prompts.answers.append(file)
    qtbot.mouseClick(button(page, "Lưu PDF"), Qt.MouseButton.LeftButton)
    be_quiet(qtbot, session)
    assert text_of(file) == shown(page)
    asked, told = prompts.calls
    assert asked.text.endswith("Biểu 2 - Tổng hợp theo cơ quan - 2026-11-21.pdf")
    assert told == Call("tell", "Đã lưu", f"Đã lưu biểu vào tệp “{file}”.")


def test_saving_may_be_called_off(page, session, qtbot, prompts):
    prompts.answers.append(None)
    page.save()
    assert [call.kind for call in prompts.calls] == ["save_path"]
    assert session.jobs.idle


def test_a_place_that_cannot_be_written_is_told(page, session, qtbot, prompts, tmp_path):
    failures: list[str] = []
    session.failed.connect(lambda error: failures.append(str(error)))
    prompts.answers.append(tmp_path / "không có" / "biểu.pdf")
    page.save()
    be_quiet(qtbot, session)
    assert len(failures) == 1
    assert failures[0].startswith("Không lưu được “biểu.pdf”")


def test_turning_pages_goes_to_their_tops_and_stops_at_both_ends(page, qtbot):
    turn = {b.accessibleName(): b for b in page.findChildren(QToolButton) if b.accessibleName()}
    pages = view_of(page).pages
    turn["Trang trước"].click()
    assert f"Trang 1 / {pages}" in labels(page)
    for number in range(2, 5):
        turn["Trang sau"].click()
        assert f"Trang {number} / {pages}" in labels(page)
    turn["Trang trước"].click()
    assert f"Trang 3 / {pages}" in labels(page)


def test_zoom_is_chosen_from_a_list(page, qtbot):
    view = view_of(page)
    box = combo(page, "Cỡ hiển thị")
    for words, wider in (("200%", True), ("Vừa chiều rộng", False)):
        box.setCurrentText(words)
        box.activated.emit(box.currentIndex())
        assert (view.horizontalScrollBar().maximum() > 0) is wider


def test_every_agency_offered_has_a_sheet_of_its_own_tasks(page, session, qtbot):
    pick(qtbot, page, "Phạm vi", "Một cơ quan chủ trì")
    assert len(offered(page)) == len(set(offered(page)))
    leads = {ref.lead_id for ref in session.index.tasks}
    beside = scopes.concerned_agencies(session.index)
    assert len(offered(page)) == len(leads) + len(beside)
    assert offered(page)[-1] == "Chưa có cơ quan chủ trì"
    pick(qtbot, page, "Chọn mục", offered(page)[-1])
    assert page_texts(view_of(page)._data)
    assert page.status_texts()[0].startswith(
        f"Biểu gồm {shipped.printed(agency=shipped.NOBODY)} nhiệm vụ"
    )
