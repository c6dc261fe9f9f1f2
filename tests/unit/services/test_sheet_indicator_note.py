"""The sentence on a leader's page: counts of the leader's indicators, and those that worry."""

from __future__ import annotations

import datetime as dt
import html
import io
import zipfile

import pytest

from app.domain.indicators import IndicatorRecord
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.result_entry import Cell, FigureKind, ResultBatch, TypedFigure
from app.domain.result_period import ResultPeriod, Span
from app.domain.sheet_options import FileFormat
from app.pictures.invented_results import invent
from app.reports.leader import LeaderSheet
from app.services import exporting, names, printing
from app.services.measurements import record_results
from app.services.printing import SheetKind, SheetRequest
from app.services.reading_indicators import load_indicators, load_rows
from app.services.register import Register
from app.services.sheet_indicator_note import indicator_note
from tests.paper import text_of
from tests.registers import TODAY

OCTOBER = ResultPeriod(2026, Span.MONTH, 10)


def notes(register: Register, as_of: dt.date = TODAY) -> dict[str, str]:
    book = load_indicators(register, as_of)
    leaders = {each.leader.name: each.leader.id for each in book.indicators if each.leader}
    return {name: indicator_note(book, key) for name, key in leaders.items()}


def test_nothing_is_said_before_anything_is_known(register: Register) -> None:
    assert set(notes(register).values()) == {""}


def test_each_leader_s_indicators_are_counted_and_the_worrying_are_named(
    register: Register,
) -> None:
    invent(register, TODAY)
    said = notes(register)["Nguyễn Tuấn Anh"]
    assert said.startswith("Chỉ tiêu đến hết 10 tháng năm 2026: ")
    assert "có nguy cơ" in said
    assert "Tổng vốn đầu tư thực hiện trên địa bàn (ước 86.500, kế hoạch trên 90.000)" in said
    assert said.endswith(".")
    counted = sum(
        int(each.split(": ")[1].split(" ", 1)[0]) for each in notes(register).values() if each
    )
    rows = [row for row in load_rows(register, TODAY, OCTOBER) if row.leader and not row.closed]
    assert counted <= len(rows)


def test_indicators_that_are_not_assessed_are_counted_too(register: Register) -> None:
    book = load_indicators(register, TODAY)
    leader = next(each.leader.id for each in book.indicators if each.leader and not each.closed)
    said = indicator_note(book, leader, OCTOBER)
    assert said.startswith("Chỉ tiêu đến hết 10 tháng năm 2026: ")
    assert said.endswith(" chưa đánh giá.")
    of_year = indicator_note(book, leader, ResultPeriod(2026, Span.YEAR))
    assert of_year.startswith("Chỉ tiêu cả năm 2026: ")
    assert indicator_note(book, 0, OCTOBER).startswith("Chỉ tiêu đến hết")
    assert indicator_note(book, -1, OCTOBER) == ""


def test_a_past_day_knows_nothing_of_later_results(register: Register) -> None:
    invent(register, TODAY)
    before = notes(register, dt.date(2026, 2, 1))
    assert not any(before.values())


def test_rows_of_a_sheet_are_those_of_the_day_and_period(register: Register) -> None:
    invent(register, TODAY)
    revenue = "Thu ngân sách nhà nước trên địa bàn"

    def so_far(as_of: dt.date, period: ResultPeriod) -> str:
        return next(r.so_far for r in load_rows(register, as_of, period) if r.name == revenue)

    assert so_far(TODAY, OCTOBER) == "20.874"
    assert so_far(TODAY, ResultPeriod(2026, Span.HALF)) == "11.985"
    assert so_far(dt.date(2026, 10, 29), OCTOBER) == "18.662"
    assert so_far(dt.date(2026, 1, 31), OCTOBER) == "–"


def test_a_figure_of_the_year_goes_before_what_was_expected(register: Register) -> None:
    revenue = _revenue(register)
    assert revenue.leader is not None
    for period, kind, value in (
        ("2026-10", FigureKind.ESTIMATE, 23000.0),
        ("2026", FigureKind.VALUE, 22500.0),
    ):
        typed = TypedFigure(value, f"{value:g}")
        batch = ResultBatch({Cell(revenue.id, period, kind): typed}, dt.date(2026, 11, 20))
        record_results(register, batch, TODAY)
    book = load_indicators(register, TODAY)
    october = indicator_note(book, revenue.leader.id, OCTOBER)
    assert "trên địa bàn (ước 23.000, kế hoạch 23.500)" in october
    year = indicator_note(book, revenue.leader.id, ResultPeriod(2026, Span.YEAR))
    assert "trên địa bàn (22.500, kế hoạch 23.500)" in year


def test_the_page_of_a_leader_is_of_the_period_that_was_chosen(register: Register) -> None:
    invent(register, TODAY)
    leader = names.find_leader(register, "Nguyễn Tuấn Anh")
    scope = SheetScope(SheetScopeKind.LEADER, leader)
    months = {}
    for span, index in ((Span.MONTH, 3), (Span.HALF, 1), (Span.MONTH, 10)):
        period = ResultPeriod(2026, span, index)
        request = SheetRequest(SheetKind.LEADER, TODAY, scope, period=period)
        made = printing.make_sheet(register, request)
        assert isinstance(made, LeaderSheet)
        months[made.indicators.split(" năm 2026")[0]] = made.provenance.fingerprint
    assert list(months) == [f"Chỉ tiêu đến hết {count} tháng" for count in (3, 6, 10)]
    assert len(set(months.values())) == 3


def test_all_sheets_of_a_pack_are_of_one_period(register: Register) -> None:
    invent(register, TODAY)
    of_year = Cell(_revenue(register).id, "2026-11", FigureKind.CUMULATIVE)
    batch = ResultBatch({of_year: TypedFigure(22900, "22.900")}, TODAY)
    record_results(register, batch, TODAY)
    words = text_of(printing.print_sheet(register, SheetRequest(SheetKind.PACK, TODAY)).data)
    assert "Chỉ tiêu đến hết 11 tháng năm 2026" in words
    assert "Kỳ số liệu: tháng 11/2026." in words


def _revenue(register: Register) -> IndicatorRecord:
    book = load_indicators(register, TODAY)
    return next(each for each in book.indicators if each.code == "CTr04-2026/PL.5")


@pytest.mark.parametrize("kind", [FileFormat.PDF, FileFormat.DOCX, FileFormat.XLSX])
def test_missing_months_are_named_on_every_paper(register: Register, kind: FileFormat) -> None:
    key = _revenue(register).id
    months = {
        Cell(key, f"2026-{month:02d}", FigureKind.VALUE): TypedFigure(1500, "1.500")
        for month in (1, 2, 4)
    }
    record_results(register, ResultBatch(months, dt.date(2026, 5, 5)), TODAY)
    request = SheetRequest(SheetKind.INDICATORS, TODAY, period=OCTOBER)
    if kind is FileFormat.PDF:
        words = text_of(printing.print_sheet(register, request).data)
    else:
        data = exporting.export_sheet(register, request, kind).data
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            words = " ".join(
                parts.read(name).decode("utf-8", "ignore") for name in parts.namelist()
            )
    assert "chưa đủ số liệu tháng 3" in " ".join(html.unescape(words).split())
