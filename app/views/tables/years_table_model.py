"""Indicators over the years: results of four years, plan and result of this one, the change."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence

from app.domain import formats
from app.domain.indicator_assessment import IndicatorAssessment
from app.domain.indicator_row import IndicatorRow
from app.domain.indicator_years import YEARS_BACK, change_words, year_words
from app.domain.indicators import IndicatorBook
from app.views.language import tr
from app.views.tables.indicator_columns import longest, plan_column
from app.views.tables.indicator_table_model import name_tip
from app.views.tables.record_rows import Cell, RecordColumn, RecordGroup
from app.views.tables.record_table_model import RecordTableModel

NUMBER, NAME, UNIT, FIRST_YEAR = range(4)
PLAN = FIRST_YEAR + YEARS_BACK
REACHED, CHANGE, OF_PLAN = range(PLAN + 1, PLAN + 4)
_ROOM_FOR_UNIT = 960
_ROOM_FOR_PERCENT = 900
_ROOM_FOR_YEARS = (1240, 1080, 0, 0)
"""Width of the table from which each year is shown, the earliest first."""


class YearsTableModel(RecordTableModel):
    """Rows are indicators by id."""

    def __init__(self) -> None:
        """Start without rows."""
        super().__init__(())
        self._book: IndicatorBook | None = None
        self._written: Mapping[int, IndicatorRow] = {}
        self._assessments: Mapping[int, IndicatorAssessment] = {}
        self._found: Collection[int] = frozenset()

    def show_years(  # noqa: PLR0913 - what a list consists of
        self,
        book: IndicatorBook,
        written: Mapping[int, IndicatorRow],
        assessments: Mapping[int, IndicatorAssessment],
        groups: Sequence[RecordGroup],
        found: Collection[int],
        *,
        words: Sequence[str] = (),
        folded: Sequence[Hashable] = (),
    ) -> None:
        """Show groups of a book; see `ResultTableModel.show_rows`."""
        self._book, self._written, self._found = book, written, found
        self._assessments = assessments
        self.show_groups(groups, self._columns(book), words, folded)

    def cell(self, record: Hashable, column: int) -> Cell:
        assert self._book is not None  # noqa: S101 - there are no rows without a book
        row = self._written[record]  # type: ignore[index] # the keys of this table are ids
        if column == NAME:
            tone = "text" if row.id in self._found else "text3"
            tip = name_tip(self._book.by_id[row.id])
            return Cell(row.name, tone, row.depth, tip=tip, marked=True)
        if column in (NUMBER, UNIT):
            return Cell(row.stt if column == NUMBER else row.unit, "text3")
        words = self._figure(row, column)
        return Cell(words, "text3" if words == formats.NONE_SIGN else "text")

    def _figure(self, row: IndicatorRow, column: int) -> str:
        assert self._book is not None  # noqa: S101 - there are no rows without a book
        if column < PLAN:
            year = self._book.plan_year - YEARS_BACK + column - FIRST_YEAR
            return year_words(self._book.by_id[row.id], year)
        if column == CHANGE:
            return change_words(self._assessments[row.id].figures)
        return {PLAN: row.plan, REACHED: row.so_far, OF_PLAN: row.percent_of_plan}[column]

    def _columns(self, book: IndicatorBook) -> tuple[RecordColumn, ...]:
        year = book.plan_year
        years = range(year - YEARS_BACK, year)
        until = "" if book.period is None else tr(" đến hết {words}", words=book.period.words)
        reached = [row.so_far for row in self._written.values()]
        return (
            RecordColumn(tr("STT"), "100", right=True),
            RecordColumn(tr("Chỉ tiêu")),
            RecordColumn(tr("ĐVT"), tr("Xã, phường"), _ROOM_FOR_UNIT, tip=tr("Đơn vị tính")),
            *(
                RecordColumn(
                    tr("TH {year}", year=each),
                    longest(year_words(indicator, each) for indicator in book.indicators),
                    room,
                    tip=tr("Kết quả năm {each}", each=each),
                    right=True,
                )
                for each, room in zip(years, _ROOM_FOR_YEARS, strict=True)
            ),
            plan_column(year, (row.plan for row in self._written.values())),
            RecordColumn(
                tr("TH {year}", year=year),
                longest(reached),
                tip=tr("Lũy kế hoặc mức đạt được{until}", until=until),
                right=True,
            ),
            RecordColumn(
                tr("So năm trước"),
                tr("So năm trước +"),
                tip=tr("So với năm trước; số chưa đủ năm so với cùng kỳ"),
                right=True,
            ),
            RecordColumn(
                tr("% KH"),
                "100,0",
                _ROOM_FOR_PERCENT,
                tip=tr("So với kế hoạch năm {year}", year=year),
                right=True,
            ),
        )
