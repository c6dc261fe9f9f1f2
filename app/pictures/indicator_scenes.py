"""Pictures of the page Chỉ tiêu with invented results: list, years, entering, pasting, a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.clipboard_table import read_cells
from app.domain.result_entry import FigureKind
from app.domain.result_period import ResultPeriod, Span
from app.domain.result_report import ReportLine, ReportTable
from app.domain.typed_number import notation_of
from app.pictures.waiting import settle
from app.views.language import tr
from app.views.main_window import MainWindow
from app.views.pages.indicators_page import IndicatorsPage
from app.views.prompts import Prompts
from app.views.widgets.indicator_list import RESULTS, YEARS

REVENUE, INDEX = "CTr04-2026/PL.5", "KHNQ02-2026/PL1.II.1"


def _page(window: MainWindow) -> IndicatorsPage:
    window.session.set_as_of(window.session.today)
    page = window.page("indicators")
    assert isinstance(page, IndicatorsPage)  # noqa: S101 - the window made it
    settle(window)
    return page


def _id(page: IndicatorsPage, code: str) -> int:
    book = page.book
    return next((each.id for each in book.indicators if each.code == code), 0) if book else 0


def _results(window: MainWindow) -> None:
    page = _page(window)
    page.list.views.buttons[RESULTS].click()
    page.open_indicator(_id(page, REVENUE))


def _years(window: MainWindow) -> None:
    page = _page(window)
    page.list.views.buttons[YEARS].click()
    page.open_indicator(_id(page, INDEX))


def _entering(window: MainWindow) -> QWidget:
    from app.views.dialogs.results_dialog import ResultsDialog  # noqa: PLC0415 - when drawn

    page = _page(window)
    book = page.book
    assert book is not None  # noqa: S101 - the page was read
    dialog = ResultsDialog(book, page.listed, window.session.today, Silent(), window)
    dialog.go_to(_id(page, REVENUE))
    model = dialog.grid_model
    cells = [model.cell_at(dialog.grid.currentIndex().row() + step, 2) for step in range(3)]
    words = ("20.912", "61.350,5", "chưa có")
    model.put({c: model.read(c, w) for c, w in zip(cells, words, strict=True) if c is not None})
    dialog.open()
    return dialog


def _pasting(window: MainWindow) -> QWidget:
    from app.views.dialogs.result_paste import Paste  # noqa: PLC0415 - when drawn
    from app.views.dialogs.result_preview import ResultPreview  # noqa: PLC0415
    from app.views.tables.entry_grid_model import EntryColumn, EntryGridModel  # noqa: PLC0415

    page = _page(window)
    book = page.book
    assert book is not None  # noqa: S101 - the page was read
    model = EntryGridModel(book, window)
    october = ResultPeriod(2026, Span.MONTH, 10)
    columns = [EntryColumn(october, kind) for kind in tuple(FigureKind)[:4]]
    model.show_rows(page.listed, columns, by_period=False)
    text = "20.912\t17.630\n61.350\t58.650\nchưa có\t\n10.046\t8.900\n"
    paste = Paste(model, read_cells(text), model.row_of(_id(page, REVENUE)), 2)
    preview = ResultPreview(
        *(tr("Xem trước số liệu dán"), tr("Đưa vào bảng"), paste.lines, notation_of(paste.texts)),
        window,
        remarks=paste.remarks,
    )
    if preview.notation is None:
        preview.notations.buttons()[0].click()
    preview.open()
    return preview


def _reporting(window: MainWindow) -> QWidget:
    from app.views.dialogs.result_import_dialog import ResultImportDialog  # noqa: PLC0415

    page = _page(window)
    book = page.book
    assert book is not None  # noqa: S101 - the page was read
    today: dt.date = window.session.today
    dialog = ResultImportDialog("Bao cao 11 thang.xlsx", [_REPORT], book, today, window)
    dialog.open()
    return dialog


class Silent(Prompts):
    """Lets a dialog with figures close unasked."""

    def ask(self, *_arguments: object, **_options: object) -> bool:
        return True


_SO_FAR, _ESTIMATE = FigureKind.CUMULATIVE, FigureKind.ESTIMATE
_REPORT = ReportTable(
    {_SO_FAR: "Lũy kế 11 tháng năm 2026", _ESTIMATE: "Ước cả năm 2026"},
    ResultPeriod(2026, Span.MONTH, 11),
    (
        ReportLine(
            *("1", "Tổng sản phẩm trên địa bàn (giá hiện hành)", "Tỷ đồng"),
            {_SO_FAR: "124.480", _ESTIMATE: "155.600"},
        ),
        ReportLine(
            *("5", "Thu ngân sách nhà nước trên địa bàn", "Triệu đồng"),
            {_SO_FAR: "22.974.000", _ESTIMATE: "24.000.000"},
        ),
        ReportLine("6", "Tổng vốn đầu tư toàn xã hội", "Tỷ đồng", {_SO_FAR: "68.350,5"}),
        ReportLine("", "Số vụ tai nạn", "Vụ", {_SO_FAR: "41"}),
        ReportLine("13", "Phát triển nhà ở xã hội", "Căn hộ", {_SO_FAR: "964"}),
    ),
)

SCENES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "chi-tieu-ket-qua": _results,
    "chi-tieu-cac-nam": _years,
    "nhap-ket-qua": _entering,
    "dan-ket-qua": _pasting,
    "ket-qua-tu-tep": _reporting,
}
