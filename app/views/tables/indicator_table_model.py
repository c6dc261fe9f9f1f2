"""The list of indicators: figures of three years, who leads, and where documents disagree."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence

from app.domain import formats
from app.domain.indicator_words import (
    cell_words,
    difference_words,
    kind_words,
    last_words,
    place_words,
    result_cell_words,
    years_words,
)
from app.domain.indicators import IndicatorBook, IndicatorRecord
from app.domain.records import NO_LEAD_NAME, Role
from app.domain.targets import Measure
from app.domain.task_detail import AssignmentRecord
from app.views.language import told, tr
from app.views.tables.indicator_columns import leader_column, longest
from app.views.tables.record_rows import Cell, RecordColumn, RecordGroup
from app.views.tables.record_table_model import RecordTableModel

FORK = "fork"
"""Sign of an indicator of which documents ask for different things."""

NUMBER, NAME, UNIT, RESULT, PLAN, GOAL, LEAD, LEADER = range(8)

_ROOM_FOR_LEAD = 780
_ROOM_FOR_LEADER = 1040


def columns_of(book: IndicatorBook) -> tuple[RecordColumn, ...]:
    """Return the columns for the years of a book, as wide as their longest figure."""
    result, plan, goal = book.result_year, book.plan_year, book.goal_year
    results = [result_cell_words(each, result) for each in book.indicators]
    return (
        RecordColumn(tr("STT"), "100", right=True),
        RecordColumn(tr("Chỉ tiêu")),
        RecordColumn(
            tr("ĐVT"), tr("Xã, phường"), wide_sample=tr("1000 lượt người"), tip=tr("Đơn vị tính")
        ),
        RecordColumn(
            tr("TH {year}", year=result),
            longest(results),
            tip=tr("Kết quả năm {result}", result=result),
            right=True,
        ),
        RecordColumn(
            tr("KH {year}", year=plan),
            _longest_target(book, plan),
            tip=tr("Mục tiêu năm {plan}", plan=plan),
            right=True,
        ),
        RecordColumn(
            tr("Mục tiêu {goal}", goal=goal),
            _longest_target(book, goal),
            tip=tr("Mục tiêu đến năm {goal}", goal=goal),
            right=True,
        ),
        RecordColumn(
            tr("Chủ trì"),
            "Sở Khoa học và CN",
            _ROOM_FOR_LEAD,
            "Sở Văn hóa, Thể thao và DL +1",
            tip=tr("Cơ quan chủ trì"),
        ),
        leader_column(_ROOM_FOR_LEADER),
    )


def _longest_target(book: IndicatorBook, year: int) -> str:
    numbered = [
        each
        for each in book.indicators
        if (targets := each.targets_of(year)) and targets[0].value is not None
    ]
    return longest(cell_words(each, year) for each in numbered)


class IndicatorTableModel(RecordTableModel):
    """Rows are indicators by id."""

    def __init__(self) -> None:
        """Start without a book."""
        super().__init__(())
        self._book: IndicatorBook | None = None
        self._found: Collection[int] = frozenset()

    def show_book(
        self,
        book: IndicatorBook,
        groups: Sequence[RecordGroup],
        found: Collection[int],
        words: Sequence[str] = (),
        folded: Sequence[Hashable] = (),
    ) -> None:
        """Show groups of a book.

        Args:
            book: what is known on a day.
            groups: in order.
            found: the indicators that are meant; others only lead to them.
            words: of a search, to be marked.
            folded: groups that are folded.
        """
        self._book, self._found = book, found
        self.show_groups(groups, columns_of(book), words, folded)

    def cell(self, record: Hashable, column: int) -> Cell:
        assert self._book is not None  # noqa: S101 - there are no rows without a book
        book = self._book
        indicator = book.by_id[record]  # type: ignore[index] # the keys of this table are ids
        if column == NAME:
            # A row that only leads to its parts is grey.
            tone = "text" if indicator.id in self._found else "text3"
            icon = FORK if indicator.differing else ""
            tip = name_tip(indicator)
            return Cell(indicator.name, tone, indicator.depth, icon, tip, marked=True)
        return _CELLS[column](indicator, book)


def name_tip(indicator: IndicatorRecord) -> str:
    """Return the whole name, and in which words documents disagree."""
    sayings = [difference_words(each) for each in indicator.differing]
    return " ".join([indicator.name, *map(told, sayings)]) if sayings else indicator.name


def _number_cell(indicator: IndicatorRecord, _book: IndicatorBook) -> Cell:
    shown = indicator.stt.strip("+-") and not indicator.depth
    return Cell(indicator.stt if shown else "", "text3")


def _unit_cell(indicator: IndicatorRecord, _book: IndicatorBook) -> Cell:
    return Cell(indicator.unit, "text2")


def _result_cell(indicator: IndicatorRecord, book: IndicatorBook) -> Cell:
    result = indicator.result_of(book.result_year)
    if result is None:
        return Cell(
            formats.NONE_SIGN,
            "text3",
            tip=tr("Chưa có kết quả năm {result_year}", result_year=book.result_year),
        )
    source = result.source or place_words(book, result.document_id, result.place)
    note = f". {result.note}" if result.note else ""
    tone = "text2" if result.averaged else "text"
    words = result_cell_words(indicator, book.result_year)
    return Cell(words, tone, tip=f"“{result.text}” ({told(source)}){note}")


def _plan_cell(indicator: IndicatorRecord, book: IndicatorBook) -> Cell:
    return _target_cell(indicator, book, book.plan_year)


def _target_cell(indicator: IndicatorRecord, book: IndicatorBook, year: int) -> Cell:
    targets = indicator.targets_of(year)
    if not targets:
        return Cell(
            formats.NONE_SIGN,
            "text3",
            tip=tr("Không văn bản nào đặt mức cho năm {year}", year=year),
        )
    level = targets[0].measure is Measure.LEVEL and targets[0].value is not None
    tips = [
        f"“{each.text}” ({told(kind_words(each))} {years_words(each)}: "
        f"{told(place_words(book, each.document_id, each.place))})"
        for each in targets
    ]
    return Cell(cell_words(indicator, year), "text" if level else "text2", tip="; ".join(tips))


def _goal_cell(indicator: IndicatorRecord, book: IndicatorBook) -> Cell:
    if indicator.closed and not indicator.targets_of(book.goal_year):
        return Cell(last_words(indicator), "text2")
    return _target_cell(indicator, book, book.goal_year)


def _lead_cell(indicator: IndicatorRecord, book: IndicatorBook) -> Cell:
    leads = indicator.agencies(Role.LEAD)
    if not leads:
        monitors = indicator.agencies(Role.MONITORING)
        if not monitors:
            return Cell(formats.NONE_SIGN, "text3", tip=NO_LEAD_NAME)
        first = book.agencies[monitors[0].agency_id].short_name
        return Cell(first, "text3", tip=tr("Theo dõi: {names}", names=_names(monitors)))
    first = book.agencies[leads[0].agency_id].short_name
    words = f"{first} +{len(leads) - 1}" if len(leads) > 1 else first
    return Cell(words, "text2", tip=_names(leads))


def _leader_cell(indicator: IndicatorRecord, _book: IndicatorBook) -> Cell:
    leader = indicator.leader
    if leader is None:
        return Cell(formats.NONE_SIGN, "text3", tip=tr("Chưa phân công lãnh đạo"))
    tip = (
        tr("{title} (gợi ý, chưa xác nhận)", title=leader.title)
        if indicator.leader_suggested
        else leader.title
    )
    return Cell(leader.name, "text3" if indicator.leader_suggested else "text2", tip=tip)


def _names(roles: Sequence[AssignmentRecord]) -> str:
    return "; ".join(role.agency_name for role in roles)


_CELLS: dict[int, Callable[[IndicatorRecord, IndicatorBook], Cell]] = {
    NUMBER: _number_cell,
    UNIT: _unit_cell,
    RESULT: _result_cell,
    PLAN: _plan_cell,
    GOAL: _goal_cell,
    LEAD: _lead_cell,
    LEADER: _leader_cell,
}
