"""Báo cáo: every sheet can be chosen with what it takes; the pack is shown, saved, stopped."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QRadioButton

from app.domain.records import SheetScope
from app.domain.result_period import ResultPeriod, Span, usual
from app.domain.sheet_options import FileFormat
from app.domain.tally import Tally
from app.domain.watch import StoppedError
from app.reports import sheets
from app.services import packs, printing
from app.services.printing import FORMS, SheetKind
from app.views.dialogs.letters_dialog import LettersDialog
from app.views.pages.report_options import ReportOptions
from app.views.pages.reports_page import ReportsPage
from app.views.widgets.day_field import DayField
from app.views.widgets.making_bar import MakingBar
from app.views.widgets.period_field import PeriodField
from tests.paper import text_of
from tests.report_pages import button, combo, labels, pick, press_sheet, settle, shown, view_of
from tests.windows import be_quiet, bury

if TYPE_CHECKING:
    from app.views.session import Session

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

OCTOBER = dt.date(2026, 10, 31)


@pytest.fixture
def page(session, prompts, qtbot):
    made = ReportsPage(session, prompts)
    made.resize(1000, 600)
    made.show()
    qtbot.waitUntil(lambda: made.ready, timeout=10_000)
    yield made
    bury(made)


def day_field(page: ReportsPage, name: str) -> DayField:
    return next(f for f in page.findChildren(DayField) if f.accessibleName() == name)


def scopes_offered(page: ReportsPage) -> list[str]:
    box = combo(page, "Phạm vi")
    return [box.itemText(n) for n in range(box.count())]


def test_every_sheet_is_offered_under_its_name(page):
    names = [each.text() for each in page.findChildren(QRadioButton)]
    assert names == [form.title for form in FORMS.values()]


@pytest.mark.parametrize("kind", [SheetKind.LEADER, SheetKind.OVERDUE, SheetKind.DOERS])
def test_a_sheet_is_shown_as_it_is_printed(page, session, qtbot, kind):
    press_sheet(qtbot, page, FORMS[kind].title)
    as_of = session.index.as_of
    period = usual(as_of) if FORMS[kind].period else None  # as the page offers it
    request = printing.SheetRequest(kind, as_of, since=OCTOBER, period=period)
    assert view_of(page)._data == session.read(printing.print_sheet, request).data


def test_a_sheet_offers_only_the_scopes_that_it_takes(page, qtbot):
    pick(qtbot, page, "Phạm vi", "Một cơ quan chủ trì")
    press_sheet(qtbot, page, "Phiếu từng lãnh đạo")
    assert scopes_offered(page) == ["Tất cả lãnh đạo", "Một lãnh đạo phụ trách"]
    assert not combo(page, "Chọn mục").isVisible()
    pick(qtbot, page, "Phạm vi", "Một lãnh đạo phụ trách")
    assert view_of(page).pages == 1
    press_sheet(qtbot, page, "Biểu chỉ tiêu")
    assert "Một văn bản" in scopes_offered(page)
    assert combo(page, "Chọn mục").isVisible()  # the leader stays chosen


def test_the_letter_is_for_one_agency(page, session, qtbot):
    names = [each.text() for each in page.findChildren(QRadioButton)]
    page.findChildren(QRadioButton)[names.index("Công văn đôn đốc")].click()
    be_quiet(qtbot, session)
    assert not combo(page, "Phạm vi").isVisible()
    assert combo(page, "Chọn mục").isVisible()


def test_changes_stand_on_the_summary_where_they_are_asked_for(page, qtbot):
    press_sheet(qtbot, page, "Biểu tổng hợp")
    assert "Thay đổi từ ngày" not in shown(page)
    box = next(b for b in page.findChildren(QCheckBox) if b.isVisible())
    box.click()
    settle(qtbot, page)
    assert "Thay đổi từ ngày 31/10/2026" in shown(page)
    field = day_field(page, "So với ngày")
    field.setText("15/9/2026")
    field.editingFinished.emit()
    settle(qtbot, page)
    assert "Thay đổi từ ngày 15/9/2026" in shown(page)


def test_indicators_are_of_the_period_that_is_chosen(page, qtbot):
    press_sheet(qtbot, page, "Biểu chỉ tiêu")
    assert "Kỳ số liệu: tháng 10/2026" in shown(page)
    pick(qtbot, page, "Kỳ số liệu chỉ tiêu", "Quý III/2026")
    assert "Kỳ số liệu: quý III/2026" in shown(page)


def test_the_period_that_another_page_shows_is_taken_over(page, qtbot):
    third = ResultPeriod(2026, Span.QUARTER, 3)
    page.choose(SheetKind.INDICATORS, SheetScope(), period=third)
    settle(qtbot, page)
    assert "Kỳ số liệu: quý III/2026" in shown(page)
    page.choose(SheetKind.LEADER, SheetScope())
    settle(qtbot, page)
    assert page.findChild(PeriodField).period == third
    assert page.findChild(PeriodField).isVisible()


def test_january_offers_december_first(qtbot):
    options = ReportOptions()
    qtbot.addWidget(options)
    options.show_day(dt.date(2027, 1, 12))
    assert options.period == ResultPeriod(2026, Span.MONTH, 12)


def test_one_button_shows_the_whole_pack(page, qtbot):
    assert not button(page, "Mỗi cơ quan một tệp…").isVisible()
    button(page, "Cả bộ tài liệu họp").click()
    settle(qtbot, page)
    assert "TÀI LIỆU HỌP" in shown(page)
    assert not button(page, "Cả bộ tài liệu họp").isVisible()
    words, _proof = page.status_texts()
    assert words.endswith(f"{view_of(page).pages} trang")


def test_a_file_for_each_agency_goes_into_a_folder_of_its_own(page, qtbot, prompts, tmp_path):
    button(page, "Cả bộ tài liệu họp").click()
    settle(qtbot, page)
    chosen = tmp_path / "họp"
    prompts.answers.append(chosen)
    button(page, "Mỗi cơ quan một tệp…").click()
    qtbot.waitUntil(lambda: button(page, "Mỗi cơ quan một tệp…").isEnabled(), timeout=20_000)
    (folder,) = chosen.iterdir()
    assert folder.name == "Bộ tài liệu họp 2026-11-21"
    files = sorted(folder.iterdir())
    assert files[0].name == "00 - Tổng hợp - 2026-11-21.pdf"
    assert "BIỂU THEO DÕI" in text_of(files[1])
    assert prompts.calls[-1].text.startswith(f"Đã lưu {len(files)} tệp")


class Held:
    """A pack that waits before its second step."""

    def __init__(self) -> None:
        self.first, self.go = threading.Event(), threading.Event()

    def __call__(self, _register, _request, *rest):
        watch = rest[-1]
        watch.step(0, 9, "Chủ tịch")
        self.first.set()
        assert self.go.wait(5)
        watch.step(1, 9, "Phó Chủ tịch")
        raise AssertionError("it went on")


def test_the_making_of_a_pack_can_be_stopped(page, session: Session, qtbot, monkeypatch):
    held = Held()
    monkeypatch.setattr(printing, "print_sheet", held)
    page.make_pack()
    bar = page.findChild(MakingBar)
    qtbot.waitUntil(lambda: bar.isVisible() and "1/9: Chủ tịch" in bar.words, timeout=5_000)
    bar.stop_button.click()
    held.go.set()
    qtbot.waitUntil(lambda: str(StoppedError()) in labels(page), timeout=5_000)
    assert not bar.isVisible()
    assert session.jobs.idle


def test_a_stopped_folder_keeps_what_was_saved(page, qtbot, prompts, monkeypatch, tmp_path):
    button(page, "Cả bộ tài liệu họp").click()
    settle(qtbot, page)
    held = Held()
    monkeypatch.setattr(packs, "print_folder", held)
    prompts.answers.append(tmp_path)
    button(page, "Mỗi cơ quan một tệp…").click()
    assert held.first.wait(5)
    page.findChild(MakingBar).stop_button.click()
    held.go.set()
    qtbot.waitUntil(lambda: bool(prompts.calls) and prompts.calls[-1].title == "Đã dừng")
    assert button(page, "Mỗi cơ quan một tệp…").isEnabled()


def test_another_choice_stops_the_pack_under_way(page, qtbot, monkeypatch):
    held, real = Held(), printing.print_sheet
    monkeypatch.setattr(printing, "print_sheet", held)
    page.make_pack()
    assert held.first.wait(5)
    monkeypatch.setattr(printing, "print_sheet", real)
    next(b for b in page.findChildren(QRadioButton) if b.text() == "Biểu tổng hợp").click()
    held.go.set()
    settle(qtbot, page)
    assert "BIỂU TỔNG HỢP" in shown(page)


def test_the_pack_is_saved_as_a_workbook_with_progress(page, qtbot, prompts, tmp_path):
    button(page, "Cả bộ tài liệu họp").click()
    settle(qtbot, page)
    file = tmp_path / "họp.xlsx"
    prompts.answers.append(file)
    button(page, "Excel").click()
    qtbot.waitUntil(lambda: button(page, "Excel").isEnabled(), timeout=30_000)
    assert "Mục lục" in openpyxl.load_workbook(file).sheetnames
    assert prompts.calls[-1].text == f"Đã lưu biểu vào tệp “{file}”."
    assert not page.findChild(MakingBar).isVisible()


def letters_dialog(page: ReportsPage, qtbot) -> LettersDialog:
    press = next(b for b in page.findChildren(QRadioButton) if b.text() == "Công văn đôn đốc")
    press.click()
    qtbot.waitUntil(lambda: button(page, "Nhiều cơ quan…").isVisible())
    qtbot.waitUntil(lambda: page._making is None, timeout=10_000)
    button(page, "Nhiều cơ quan…").click()
    dialog = page.findChild(LettersDialog)
    assert dialog is not None
    return dialog


def test_letters_to_several_agencies_go_into_one_folder(page, session, qtbot, prompts, tmp_path):
    dialog = letters_dialog(page, qtbot)
    texts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert texts
    assert all(" quá hạn" in text or " sắp đến hạn" in text for text in texts)
    for row in range(dialog.list.count()):
        dialog.list.item(row).setCheckState(Qt.CheckState.Checked)
    dialog.kinds[FileFormat.DOCX].setChecked(False)
    prompts.answers.append(tmp_path)
    dialog.accept_button.click()
    qtbot.waitUntil(
        lambda: bool(prompts.calls) and prompts.calls[-1].title == "Đã lưu", timeout=20_000
    )
    files = sorted((tmp_path / "Công văn đôn đốc 2026-11-21").iterdir())
    assert [file.name[:2] for file in files] == [f"{n:02d}" for n in range(1, len(texts) + 1)]
    assert "Kính gửi:" in text_of(files[0])
    assert prompts.calls[-1].text.startswith(f"Đã lưu {len(texts)} công văn")
    assert button(page, "Nhiều cơ quan…").isEnabled()


def test_a_sheet_that_does_not_add_up_is_told_on_the_page(page, session, qtbot, monkeypatch):
    monkeypatch.setattr(sheets, "add_all", lambda _tallies: Tally((1, 0, 0, 0, 0, 0, 0)))
    next(b for b in page.findChildren(QRadioButton) if b.text() == "Biểu theo dõi tiến độ").click()
    qtbot.waitUntil(lambda: any("không khớp" in text for text in labels(page)), timeout=10_000)
    [told] = [text for text in labels(page) if "không khớp" in text]
    assert "“Biểu theo dõi tiến độ thực hiện nhiệm vụ”" in told
    assert not button(page, "In biểu này").isEnabled()


def test_letters_of_the_day_that_were_edited_stay(page, qtbot, prompts, tmp_path):
    edited = tmp_path / "Công văn đôn đốc 2026-11-21" / "01 - Công văn.docx"
    edited.parent.mkdir()
    edited.write_bytes(b"my own words")
    dialog = letters_dialog(page, qtbot)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    prompts.answers.append(tmp_path)
    dialog.accept_button.click()
    qtbot.waitUntil(
        lambda: bool(prompts.calls) and prompts.calls[-1].title == "Đã lưu", timeout=20_000
    )
    assert list(edited.parent.iterdir()) == [edited]
    assert edited.read_bytes() == b"my own words"
    new = tmp_path / "Công văn đôn đốc 2026-11-21 (2)"
    assert list(new.iterdir())
    assert f"“{new}”" in prompts.calls[-1].text


def test_no_letter_without_an_agency_or_a_kind_of_file(page, qtbot):
    dialog = letters_dialog(page, qtbot)
    for row in range(dialog.list.count()):
        dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.accept_button.isEnabled()
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert dialog.accept_button.isEnabled()
    for box in dialog.kinds.values():
        box.setChecked(False)
    assert not dialog.accept_button.isEnabled()
    dialog.reject()
    assert not button(page, "Mỗi cơ quan một tệp…").isVisible()
