"""From the page Báo cáo to the printer: the pages that are shown, without the window waiting."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from app.domain.records import SheetScope
from app.services.printing import SheetKind
from app.views import pdf_pages, printer
from app.views.pages.reports_page import ReportsPage
from app.views.prompts import Call, Prompts
from tests.report_pages import PrinterToFile, button, labels, press_sheet, settle, shown, view_of
from tests.windows import be_quiet, bury

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def prompts(tmp_path):
    made = PrinterToFile()
    made.file = tmp_path / "máy in.pdf"
    return made


@pytest.fixture
def page(session, prompts, qtbot):
    """Return the page with the summary sheet of three pages on show."""
    made = ReportsPage(session, prompts)
    made.choose(SheetKind.SUMMARY, SheetScope())
    made.resize(1000, 600)
    made.show()
    settle(qtbot, made)
    yield made
    if shiboken6.isValid(made):
        bury(made)


def alike(one: QImage, other: QImage) -> float:
    """Return how much two pages look alike from afar: the correlation of their greys."""
    greys = []
    for image in (one, other):
        small = image.scaled(
            40,
            28,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        ).convertToFormat(QImage.Format.Format_Grayscale8)
        greys.append(np.frombuffer(small.constBits(), np.uint8).astype(float))
    one_grey, other_grey = greys
    return float(np.corrcoef(one_grey, other_grey)[0, 1])


def wait_for_paper(qtbot, page: ReportsPage) -> None:
    """Wait until the last page has gone to the printer."""
    qtbot.waitUntil(lambda: page._printing is None, timeout=10_000)


def test_printed_is_what_is_shown(page, session, qtbot, prompts):
    prompts.answers.append(True)
    qtbot.mouseClick(button(page, "In biểu này"), Qt.MouseButton.LeftButton)
    wait_for_paper(qtbot, page)
    assert prompts.calls == [
        Call("ask", "In biểu", "Biểu 2 - Tổng hợp theo cơ quan - 2026-11-21.pdf")
    ]
    sheet, paper = view_of(page)._data, prompts.file.read_bytes()
    sizes = [pdf_pages.page_sizes(data) for data in (sheet, paper)]
    assert len(sizes[0]) == len(sizes[1]) >= 2
    for (width, height), printed in zip(*sizes, strict=True):
        assert printed == pytest.approx((width, height), abs=2)
        assert width > height
    for number in range(len(sizes[0])):
        pictures = [pdf_pages.draw_page(data, number, 200) for data in (sheet, paper)]
        assert alike(*pictures) > 0.99
    assert alike(pdf_pages.draw_page(sheet, 1, 200), pdf_pages.draw_page(paper, 0, 200)) < 0.9


def test_printing_may_be_called_off_or_limited_to_pages(page, qtbot, prompts, monkeypatch):
    prompts.answers.append(False)
    page.print_sheet()
    assert not prompts.file.exists()

    class SecondPage(PrinterToFile):
        def choose_printer(self, parent, printer):
            assert (printer.fromPage(), printer.toPage()) == (1, view_of(page).pages)
            printer.setFromTo(2, 2)
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            return super().choose_printer(parent, printer)

    prompts.__class__ = SecondPage
    prompts.answers.append(True)
    page.print_sheet()
    wait_for_paper(qtbot, page)
    assert len(pdf_pages.page_sizes(prompts.file.read_bytes())) == 1


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support")
def test_a_printer_that_takes_nothing_is_told(page, qtbot, prompts, tmp_path):
    prompts.file = tmp_path / "không có" / "máy in.pdf"
    prompts.answers.append(True)
    page.print_sheet()
    assert prompts.calls[-1].title == "Chưa in được"
    assert "lưu PDF để in sau" in prompts.calls[-1].text


@pytest.fixture
def held(monkeypatch):
    """Keep every page from being drawn for the printer until the event is set; note by whom."""
    go, drawn_by, real = threading.Event(), [], pdf_pages.draw_page

    def slow(data, number, resolution):
        if resolution == printer._RESOLUTION:
            drawn_by.append(threading.current_thread())
            assert go.wait(5)
        return real(data, number, resolution)

    monkeypatch.setattr(pdf_pages, "draw_page", slow)
    go.drawn_by = drawn_by  # type: ignore[attr-defined]
    return go


def test_a_long_printing_shows_how_far_it_is_and_never_draws_in_the_window(
    page, qtbot, prompts, held
):
    prompts.answers.append(True)
    page.print_sheet()
    assert button(page, "In biểu này").isVisible()  # not before half a second is over
    assert not button(page, "In biểu này").isEnabled()
    qtbot.waitUntil(lambda: "Đang in 1/3" in labels(page))
    assert not button(page, "In biểu này").isVisible()
    page.print_sheet()  # nobody is asked for a second printer
    seen: list[str] = []
    page._printing.moved.connect(lambda: seen.extend(labels(page)))
    held.set()
    wait_for_paper(qtbot, page)
    assert "Đang in 2/3" in seen
    assert len(prompts.calls) == 1
    assert len(pdf_pages.page_sizes(prompts.file.read_bytes())) == 3
    assert threading.main_thread() not in held.drawn_by
    assert button(page, "In biểu này").isVisible()
    assert button(page, "In biểu này").isEnabled()


def test_a_long_printing_can_be_stopped(page, session, qtbot, prompts, held):
    prompts.answers.append(True)
    page.print_sheet()
    qtbot.waitUntil(lambda: button(page, "Dừng in").isVisible())
    qtbot.mouseClick(button(page, "Dừng in"), Qt.MouseButton.LeftButton)
    assert button(page, "In biểu này").isEnabled()
    held.set()
    be_quiet(qtbot, session)
    assert len(held.drawn_by) == 1
    assert [call.kind for call in prompts.calls] == ["ask"]


def test_a_sheet_that_changes_while_it_is_printed_is_printed_as_it_was(
    page, session, qtbot, prompts, held
):
    before = shown(page)
    prompts.answers.append(True)
    page.print_sheet()
    press_sheet(qtbot, page, "Biểu theo dõi tiến độ")
    assert shown(page) != before
    assert not button(page, "In biểu này").isEnabled()
    held.set()
    wait_for_paper(qtbot, page)
    assert len(pdf_pages.page_sizes(prompts.file.read_bytes())) == 3


def test_paper_that_was_asked_for_comes_although_the_window_is_closed(page, qtbot, prompts, held):
    prompts.answers.append(True)
    page.print_sheet()
    run = page._printing
    held.set()
    run.finish()
    assert page._printing is None
    assert len(pdf_pages.page_sizes(prompts.file.read_bytes())) == 3


def test_a_page_that_is_gone_does_not_keep_its_sheet_from_the_printer(
    page, session, qtbot, prompts, held
):
    prompts.answers.append(True)
    page.print_sheet()
    bury(page)
    held.set()
    be_quiet(qtbot, session)
    assert len(pdf_pages.page_sizes(prompts.file.read_bytes())) == 3


@pytest.mark.allow_log("app.views.printer")
def test_a_page_that_cannot_be_drawn_ends_the_printing_in_words(page, qtbot, prompts, monkeypatch):
    def spoilt(_data, _number, _resolution):
        raise ValueError("hỏng")

    prompts.answers.append(True)
    with monkeypatch.context() as patch:
        patch.setattr(pdf_pages, "draw_page", spoilt)
        page.print_sheet()
        wait_for_paper(qtbot, page)
    assert prompts.calls[-1].title == "Chưa in được"
    assert button(page, "In biểu này").isEnabled()


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [("", [0, 1, 2, 3]), ("2", [1]), ("1-2,4", [0, 1, 3]), ("3-9", [2, 3])],
)
def test_ranges_of_pages_are_printed_as_they_were_typed(qapp, ranges, expected):
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setPageRanges(QPageRanges.fromString(ranges))
    target.setPrintRange(QPrinter.PrintRange.PageRange)
    assert printer.chosen_pages(target, 4) == expected
    target.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printer.chosen_pages(target, 4) == expected[::-1]


def test_all_pages_that_were_chosen_after_a_range_are_all(qapp):
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setPageRanges(QPageRanges.fromString("2"))
    target.setPrintRange(QPrinter.PrintRange.AllPages)
    assert printer.chosen_pages(target, 3) == [0, 1, 2]


def test_pages_that_are_not_there_are_refused_in_words(page, qtbot, prompts):
    class Eighth(PrinterToFile):
        def choose_printer(self, parent, printer):
            printer.setPageRanges(QPageRanges.fromString("8-9"))
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            return super().choose_printer(parent, printer)

    prompts.__class__ = Eighth
    prompts.answers.append(True)
    page.print_sheet()
    assert prompts.calls[-1].title == "Chưa in được"
    assert "không có trang 8-9" in prompts.calls[-1].text
    assert not prompts.file.exists()
    assert page._printing is None
    assert button(page, "In biểu này").isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_dialog_offers_the_pages_that_are_there(page, monkeypatch):
    offered = []

    def look(dialog):
        offered.append((dialog.minPage(), dialog.maxPage()))
        return 0

    monkeypatch.setattr(QPrintDialog, "exec", look)
    target = printer.new_printer(view_of(page)._data, "x")
    assert not Prompts().choose_printer(page, target)
    assert offered == [(1, view_of(page).pages)]


def test_copies_are_made_here_where_the_printer_makes_none(qapp, monkeypatch):
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setCopyCount(2)
    monkeypatch.setattr(target, "supportsMultipleCopies", lambda: False)
    target.setCollateCopies(True)
    assert printer.chosen_pages(target, 2) == [0, 1, 0, 1]
    target.setCollateCopies(False)
    assert printer.chosen_pages(target, 2) == [0, 0, 1, 1]
    monkeypatch.setattr(target, "supportsMultipleCopies", lambda: True)
    assert printer.chosen_pages(target, 2) == [0, 1]


def test_a3_takes_the_whole_page_and_a_pack_turns_its_paper(page, qtbot, prompts):
    class Large(PrinterToFile):
        def choose_printer(self, parent, printer):
            printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
            return super().choose_printer(parent, printer)

    prompts.__class__ = Large
    prompts.answers.append(True)
    press_sheet(qtbot, page, "Bộ tài liệu họp")
    sizes = pdf_pages.page_sizes(view_of(page)._data)
    turned = [width > height for width, height in sizes]
    assert len(set(turned)) == 2
    last = turned.index(not turned[0]) + 1

    def choose(parent, printer):
        printer.setFromTo(1, last)
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        return Large.choose_printer(prompts, parent, printer)

    prompts.choose_printer = choose
    page.print_sheet()
    wait_for_paper(qtbot, page)
    paper = pdf_pages.page_sizes(prompts.file.read_bytes())
    assert [width > height for width, height in paper] == turned[:last]
    for (width, height), (wanted, _height) in zip(paper, sizes, strict=False):
        assert width == pytest.approx(wanted * 2**0.5, abs=3), (width, height)
    picture = pdf_pages.draw_page(prompts.file.read_bytes(), last - 1, 100)
    assert alike(picture, pdf_pages.draw_page(view_of(page)._data, last - 1, 100)) > 0.98
