"""Sheets 2 with changes, 3, 7 and 8 say what the register says, and refuse what does not add up."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.changes import Change
from app.domain.doers import DoerEntry
from app.domain.errors import TienDoError
from app.domain.formats import NBSP, date_in_table
from app.domain.indicator_shares import parts_of_wholes
from app.domain.indicators import Agreement
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.result_entry import Cell, FigureKind, ResultBatch, TypedFigure
from app.domain.result_period import ResultPeriod, Span
from app.domain.tally import Tally
from app.reports import grids_indicators
from app.reports.doers import MatrixRow
from app.reports.grid import Kind
from app.reports.grids import as_grids
from app.reports.sheets import SheetDoesNotAddUpError, difference
from app.services import doers as doer_service
from app.services import names, reading, reading_indicators, sheet_doers, sheet_indicators, sheets
from app.services.measurements import record_results
from app.services.printing import SheetKind, SheetRequest, print_sheet
from tests.paper import text_of, words_of
from tests.registers import TODAY, complete, task_id, update, write
from tests.sheet_cases import MEETING, work_on

if TYPE_CHECKING:
    from app.services.register import Register

ALL = SheetScope()
SEPTEMBER = ResultPeriod(2026, Span.MONTH, 9)


def of_document(register: Register, code: str) -> SheetScope:
    return SheetScope(SheetScopeKind.DOCUMENT, names.find_document(register, code))


# ---- Sheet 2 with changes


def test_changes_of_the_summary_lead_from_one_total_to_the_other(register: Register) -> None:
    work_on(register)
    sheet = sheets.summary(register, TODAY, by_leader=False, since=MEETING)
    assert sheet.changes is not None
    assert sheet.changes.now == sheet.tally
    assert sheet.changes.before == sheets.summary(register, MEETING, by_leader=False).tally
    assert sheet.changes.count(Change.COMPLETED) > 0
    assert sheets.summary(register, TODAY, by_leader=False).changes is None


def test_a_summary_with_the_changes_of_another_day_is_refused(register: Register) -> None:
    sheet = sheets.summary(register, TODAY, by_leader=False, since=MEETING)
    early = sheets.summary(register, dt.date(2026, 2, 20), by_leader=False)
    with pytest.raises(SheetDoesNotAddUpError, match="phần thay đổi cho") as refused:
        dataclasses.replace(early, changes=sheet.changes)
    assert isinstance(refused.value, TienDoError)


def test_tasks_of_a_document_issued_meanwhile_are_added(register: Register) -> None:
    sheet = sheets.summary(register, TODAY, by_leader=True, since=dt.date(2026, 2, 20))
    assert sheet.changes is not None
    added = sheet.changes.count(Change.ADDED)
    assert sheet.changes.before.total + added == sheet.tally.total


# ---- Sheet 3


def test_every_indicator_with_a_level_for_the_year_stands_once(register: Register) -> None:
    sheet = sheet_indicators.indicators(register, ALL, TODAY, SEPTEMBER)
    rows = reading_indicators.load_rows(register, TODAY, SEPTEMBER)
    wanted = {row.id for row in rows if not row.closed and row.plan != "–"}
    shown = [row.id for row in sheet.rows]
    assert len(shown) == len(set(shown))
    assert wanted <= set(shown)
    assert sheet.title.endswith("năm 2026")


def test_a_part_never_stands_without_its_whole(register: Register) -> None:
    agency = names.find_agency(register, "Sở Khoa học và Công nghệ")
    sheet = sheet_indicators.indicators(
        register, SheetScope(SheetScopeKind.AGENCY, agency), TODAY, SEPTEMBER
    )
    for group in sheet.groups:
        assert group.rows[0].depth == 0
    assert sheet.subtitle == "Cơ quan chịu trách nhiệm: Sở Khoa học và Công nghệ"


def test_a_document_has_its_own_indicators(register: Register) -> None:
    scope = of_document(register, "CTr04-2026")
    sheet = sheet_indicators.indicators(register, scope, TODAY, SEPTEMBER)
    assert (
        0
        < len(sheet.rows)
        <= len(sheet_indicators.indicators(register, ALL, TODAY, SEPTEMBER).rows)
    )


def test_the_indices_name_who_follows_them(register: Register) -> None:
    agency = names.find_agency(register, "Sở Nội vụ")
    scope = SheetScope(SheetScopeKind.AGENCY, agency)
    sheet = sheet_indicators.indicators(register, scope, TODAY, SEPTEMBER)
    index = next(row for row in sheet.rows if row.name == "Chỉ số cải cách hành chính (PAR INDEX)")
    assert (index.leads, index.agencies) == ((), "Theo dõi: Sở Nội vụ")
    [grid] = grids_indicators.indicators(sheet).grids
    assert any(index.agencies in row.cells for row in grid.rows)


def test_a_structure_that_misses_a_hundred_says_so_under_the_sheet(register: Register) -> None:
    book = reading_indicators.load_indicators(register, TODAY)
    parts = next(iter(parts_of_wholes(book).values()))
    day = SEPTEMBER.last_day
    for part, share in zip(parts, ("14,97", "38,13", "39,57", "7,38"), strict=True):
        typed = TypedFigure(float(share.replace(",", ".")), share)
        cell = Cell(part.id, SEPTEMBER.key, FigureKind.VALUE)
        record_results(register, ResultBatch({cell: typed}, day), TODAY)
    sheet = sheet_indicators.indicators(register, ALL, TODAY, SEPTEMBER)
    whole = book.by_id[parts[0].parent_id].name
    assert f"{whole}: 4 tỷ trọng cộng được 100,05%, thừa 0,05 điểm % so với 100%." in sheet.notes


def test_lost_rows_of_indicators_are_refused(register: Register) -> None:
    sheet = sheet_indicators.indicators(register, ALL, TODAY, SEPTEMBER)
    with pytest.raises(SheetDoesNotAddUpError):
        dataclasses.replace(sheet, groups=sheet.groups[1:])


# ---- Sheet 7


def test_every_comparison_stands_once_the_worst_first(register: Register) -> None:
    book = reading_indicators.load_indicators(register, TODAY)
    every = [each for indicator in book.indicators for each in indicator.comparisons]
    sheet = sheet_indicators.comparison(register, ALL, TODAY)
    assert sheet.total == len(every)
    assert sheet.groups[0].rows[0].agreement is Agreement.DIFFERS
    order = [list(Agreement).index(group.rows[0].agreement) for group in sheet.groups]
    assert order == sorted(order)


def test_levels_stand_in_the_column_of_their_document(register: Register) -> None:
    sheet = sheet_indicators.comparison(register, ALL, TODAY)
    row = next(
        row
        for group in sheet.groups
        for row in group.rows
        if row.name.startswith("Thu nhập bình quân") and row.period == "năm 2030"
    )
    said = {
        document: [level.words for level in levels]
        for document, levels in zip(sheet.documents, row.levels, strict=True)
        if levels
    }
    assert said == {
        "Chỉ thị thi đua 2026-2030": ["70 triệu đồng"],
        "Văn kiện Đại hội Đảng bộ tỉnh 2025-2030": ["65 triệu đồng/năm"],
    }


def test_of_one_document_only_what_it_shares(register: Register) -> None:
    whole = sheet_indicators.comparison(register, ALL, TODAY)
    part = sheet_indicators.comparison(register, of_document(register, "CTr04-2026"), TODAY)
    assert 0 < part.total < whole.total
    column = part.documents.index("Chương trình hành động 04/CTr-UBND")
    assert all(row.levels[column] for group in part.groups for row in group.rows)


# ---- Sheet 8


def test_every_collective_task_is_named_or_counted(register: Register) -> None:
    sheet = sheet_doers.doers(register, ALL, TODAY)
    index = reading.load_index(register, TODAY)
    assert sheet.total == len(sheet_doers.collective(index, ALL))
    assert len(sheet.rows) < sheet.total  # nobody has listed the doers of some
    assert "Sở Tài chính" in sheet.doers


def test_what_one_doer_has_done_stands_in_its_cell(register: Register) -> None:
    task = task_id(register, "KHNQ02-2026/TCTH.1#2")
    finance = names.find_agency(register, "Sở Tài chính")
    entry = DoerEntry(dt.date(2026, 3, 5), TODAY, "Kế hoạch 15/KH-STC")
    doer_service.mark(register, task, [finance], entry, TODAY)
    sheet = sheet_doers.doers(register, ALL, TODAY)
    column = sheet.doers.index("Sở Tài chính")
    assert sheet.of_doer(column)[0] == 1
    (row,) = [row for row in sheet.rows if row.done]
    assert (row.done, row.doers) == (1, 19)
    before = sheet_doers.doers(register, ALL, dt.date(2026, 3, 4))
    assert not any(row.done for row in before.rows)


def test_a_task_completed_as_a_whole_leaves_no_doer_open(register: Register) -> None:
    task = task_id(register, "KHNQ02-2026/TCTH.1#2")
    finance = names.find_agency(register, "Sở Tài chính")
    entry = DoerEntry(dt.date(2026, 3, 5), TODAY, "Kế hoạch 15/KH-STC")
    doer_service.mark(register, task, [finance], entry, TODAY)
    complete(register, "KHNQ02-2026/TCTH.1#2", dt.date(2026, 3, 6))
    sheet = sheet_doers.doers(register, ALL, TODAY)
    (row,) = [row for row in sheet.rows if row.done]
    assert (row.done, row.doers, row.covered) == (19, 19, 18)
    assert sheet.covered() == (18, 1)
    column = sheet.doers.index("Sở Xây dựng")
    assert sheet.of_doer(column)[0] == 1
    said = words_of(text_of(print_sheet(register, SheetRequest(SheetKind.DOERS, TODAY)).data))
    assert "19 trong 742 lượt cơ quan thực hiện đã xong, bằng 2,6%" in said
    assert "(trong đó 18 lượt theo 1 nhiệm vụ đã hoàn thành chung)" in said
    assert "19/19 chung" in said
    assert "C: nhiệm vụ đã được ghi hoàn thành chung" in said


def test_a_stopped_task_counts_for_no_doer(register: Register) -> None:
    before = sheet_doers.doers(register, ALL, TODAY)
    task = task_id(register, "KHNQ02-2026/TCTH.1#2")
    write(register, update(task, dt.date(2026, 11, 3), "stopped", product_number="12/QĐ-UBND"))
    sheet = sheet_doers.doers(register, ALL, TODAY)
    assert (sheet.turns, sheet.stopped) == (before.turns - 19, 1)
    said = words_of(text_of(print_sheet(register, SheetRequest(SheetKind.DOERS, TODAY)).data))
    assert "1 nhiệm vụ dừng, thu hồi không tính" in said


def test_the_matrix_as_a_file_says_what_paper_says(register: Register) -> None:
    complete(register, "KHNQ02-2026/TCTH.1#2", dt.date(2026, 3, 6))
    sheet = as_grids(sheet_doers.doers(register, ALL, TODAY))
    (grid,) = sheet.grids
    (row,) = [row for row in grid.rows if row.cells[3] == "19/19 chung"]
    assert row.cells.count("C") == 19
    assert grid.total is not None
    assert grid.total.cells[3] == "19/742"
    assert "19 trong 742 lượt" in sheet.answers[0].replace(NBSP, " ")


def test_the_limits_of_the_matrix_are_days_in_a_workbook(register: Register) -> None:
    sheet = sheet_doers.doers(register, ALL, TODAY)
    (grid,) = as_grids(sheet).grids
    place = [column.title for column in grid.columns].index("Thời hạn")
    assert grid.columns[place].kind is Kind.DATE
    limits = [row.cells[place] for row in grid.rows]
    assert any(isinstance(limit, dt.date) for limit in limits)
    shown = [date_in_table(each) if isinstance(each, dt.date) else each for each in limits]
    assert shown == [row.limit for row in sheet.rows]
    assert not any("/" in each for each in limits if isinstance(each, str))


def test_a_matrix_with_a_short_row_is_refused(register: Register) -> None:
    sheet = sheet_doers.doers(register, ALL, TODAY)
    group = sheet.groups[0]
    short = MatrixRow("x", "", "", group.rows[0].marks[1:])
    broken = dataclasses.replace(group, rows=[short, *group.rows[1:]])
    with pytest.raises(SheetDoesNotAddUpError):
        dataclasses.replace(sheet, groups=[broken, *sheet.groups[1:]])


def test_how_sums_differ_names_the_light_where_the_totals_agree() -> None:
    found, total = Tally((1, 0, 2, 0, 0, 0, 0)), Tally((1, 0, 0, 0, 2, 0, 0))
    words = difference("cộng các dòng", found, total)
    assert words == "cộng các dòng cho 2 nhiệm vụ “Trong hạn”, tổng của biểu là 0"
    more = difference("cộng các dòng", found, Tally((1, 0, 0, 0, 0, 0, 0)))
    assert more == "cộng các dòng cho 3 nhiệm vụ, tổng của biểu là 1"
