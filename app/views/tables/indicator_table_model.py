"""The list of indicators: figures of three years, who leads, and where documents disagree."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence

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
from app.views.tables.record_rows import Cell, RecordColumn, RecordGroup
from app.views.tables.record_table_model import RecordTableModel

FORK = "fork"
"""Sign of an indicator of which documents ask for different things."""

NUMBER, NAME, UNIT, RESULT, PLAN, GOAL, LEAD, LEADER = range(8)

_ROOM_FOR_LEAD = 780
_ROOM_FOR_LEADER = 1040


def columns_of(book: IndicatorBook) -> tuple[RecordColumn, ...]:
    """Return the columns for the years of a book."""
    result, plan, goal = book.result_year, book.plan_year, book.goal_year
    return (
        RecordColumn("STT", "100"),
        RecordColumn("Chỉ tiêu"),
        RecordColumn("ĐVT", "Xã, phường", tip="Đơn vị tính"),
        RecordColumn(f"TH {result}", "> 141.700", tip=f"Kết quả năm {result}", right=True),
        RecordColumn(f"KH {plan}", "> 155.000", tip=f"Mục tiêu năm {plan}", right=True),
        RecordColumn(
            f"Mục tiêu {goal}", "mỗi năm 2,5–3 +", tip=f"Mục tiêu đến năm {goal}", right=True
        ),
        RecordColumn("Chủ trì", "Sở Khoa học và CN", _ROOM_FOR_LEAD, tip="Cơ quan chủ trì"),
        RecordColumn("Lãnh đạo", "Vũ Thị Hiền Hạnh", _ROOM_FOR_LEADER, tip="Lãnh đạo phụ trách"),
    )


class IndicatorTableModel(RecordTableModel):
    """Rows are indicators by id; a row that only leads to its parts is grey."""

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
        tone = "text" if indicator.id in self._found else "text3"
        match column:
            case 0:
                number = indicator.stt if indicator.stt.strip("+-") and not indicator.depth else ""
                return Cell(number, "text3")
            case 1:
                icon = FORK if indicator.differing else ""
                tip = name_tip(indicator, book)
                return Cell(indicator.name, tone, indicator.depth, icon, tip, marked=True)
            case 2:
                return Cell(indicator.unit, "text2")
            case 3:
                return _result_cell(indicator, book)
            case 4:
                return _target_cell(indicator, book, book.plan_year)
            case 5:
                return _goal_cell(indicator, book)
            case 6:
                return _lead_cell(indicator, book)
            case _:
                return _leader_cell(indicator)


def name_tip(indicator: IndicatorRecord, book: IndicatorBook) -> str:
    """Return the whole name, and in which words documents disagree."""
    sayings = [difference_words(each, book) for each in indicator.differing]
    return " ".join([indicator.name, *sayings]) if sayings else indicator.name


def _result_cell(indicator: IndicatorRecord, book: IndicatorBook) -> Cell:
    result = indicator.result_of(book.result_year)
    if result is None:
        return Cell(formats.NONE_SIGN, "text3", tip=f"Chưa có kết quả năm {book.result_year}")
    source = result.source or place_words(book, result.document_id, result.place)
    note = f". {result.note}" if result.note else ""
    tone = "text2" if result.averaged else "text"
    words = result_cell_words(indicator, book.result_year)
    return Cell(words, tone, tip=f"“{result.text}” ({source}){note}")


def _target_cell(indicator: IndicatorRecord, book: IndicatorBook, year: int) -> Cell:
    targets = indicator.targets_of(year)
    if not targets:
        return Cell(formats.NONE_SIGN, "text3", tip=f"Không văn bản nào đặt mức cho năm {year}")
    level = targets[0].measure is Measure.LEVEL and targets[0].value is not None
    tips = [
        f"“{each.text}” ({kind_words(each)} {years_words(each)}: "
        f"{place_words(book, each.document_id, each.place)})"
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
        return Cell(first, "text3", tip=f"Theo dõi: {_names(monitors)}", marked=True)
    first = book.agencies[leads[0].agency_id].short_name
    words = f"{first} +{len(leads) - 1}" if len(leads) > 1 else first
    return Cell(words, "text2", tip=_names(leads), marked=True)


def _leader_cell(indicator: IndicatorRecord) -> Cell:
    leader = indicator.leader
    if leader is None:
        return Cell(formats.NONE_SIGN, "text3", tip="Chưa phân công lãnh đạo")
    tip = f"{leader.title} (gợi ý, chưa xác nhận)" if indicator.leader_suggested else leader.title
    return Cell(leader.name, "text3" if indicator.leader_suggested else "text2", tip=tip, marked=True)


def _names(roles: Sequence[object]) -> str:
    return "; ".join(str(getattr(role, "agency_name", "")) for role in roles)
