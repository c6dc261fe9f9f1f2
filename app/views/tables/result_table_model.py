"""Results of indicators in a period: plan, result, cumulative, percentages, estimate, light."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

from app.domain import formats
from app.domain.indicator_light import LIGHT_NAMES, SHOWN_AS, IndicatorLight
from app.domain.indicator_row import IndicatorRow
from app.domain.indicators import IndicatorBook
from app.domain.records import NO_LEAD_NAME, NO_LEADER_NAME
from app.domain.result_period import ResultPeriod
from app.views.language import told, tr
from app.views.tables.indicator_columns import leader_column, longest, plan_column
from app.views.tables.indicator_table_model import FORK, name_tip
from app.views.tables.record_rows import Cell, RecordColumn, RecordGroup
from app.views.tables.record_table_model import RecordTableModel

NUMBER, NAME, UNIT, PLAN, VALUE, SO_FAR, OF_PLAN = range(7)
OF_LAST_YEAR, ESTIMATE, LIGHT, TREND, LEAD, LEADER = range(7, 13)

_ROOM_FOR_UNIT = 640
_ROOM_FOR_ESTIMATE = 840
_ROOM_FOR_LAST_YEAR = 1020
_ROOM_FOR_LEAD = 1120
_ROOM_FOR_LEADER = 1240
_ROOM_FOR_VALUE = 1340
_ROOM_FOR_TREND = 1480
"""Who answers for an indicator is seen before its figures of one month: 1366 pixels, no detail."""
_NONE = formats.NONE_SIGN


def columns_of(rows: Collection[IndicatorRow], period: ResultPeriod) -> tuple[RecordColumn, ...]:
    """Return the columns for a period, as wide as their longest figure."""
    year = period.year
    return (
        RecordColumn(tr("STT"), "100", right=True),
        RecordColumn(tr("Chỉ tiêu")),
        RecordColumn(
            tr("ĐVT"),
            tr("Xã, phường"),
            _ROOM_FOR_UNIT,
            tr("1000 lượt người"),
            tip=tr("Đơn vị tính"),
        ),
        plan_column(year, (row.plan for row in rows)),
        RecordColumn(
            tr("Trong kỳ"),
            longest(row.value for row in rows),
            _ROOM_FOR_VALUE,
            tip=tr("Kết quả riêng {words}", words=period.words),
            right=True,
        ),
        RecordColumn(
            tr("Lũy kế"),
            longest(row.so_far for row in rows),
            tip=tr("Lũy kế từ đầu năm, hoặc mức đạt được, đến hết {words}", words=period.words),
            right=True,
        ),
        RecordColumn(
            tr("% KH"), "100,0", tip=tr("So với kế hoạch năm {year}", year=year), right=True
        ),
        RecordColumn(
            tr("% cùng kỳ"),
            tr("% cùng kỳ"),
            _ROOM_FOR_LAST_YEAR,
            tip=tr("So với cùng kỳ năm trước"),
            right=True,
        ),
        RecordColumn(
            tr("Ước năm"),
            longest(row.estimate for row in rows),
            _ROOM_FOR_ESTIMATE,
            tip=tr("Ước thực hiện cả năm {year}", year=year),
            right=True,
        ),
        RecordColumn(
            tr("Đánh giá"), tr("● Chưa đánh giá +"), tip=tr("Đánh giá so với kế hoạch năm")
        ),
        RecordColumn(
            tr("Diễn biến"),
            tr("Diễn biến năm"),
            _ROOM_FOR_TREND,
            tip=tr("Lũy kế qua các kỳ năm {year}", year=year),
        ),
        RecordColumn(
            tr("Chủ trì"),
            "Sở Văn hóa, TT và DL",
            _ROOM_FOR_LEAD,
            tip=tr("Cơ quan chủ trì"),
        ),
        leader_column(_ROOM_FOR_LEADER),
    )


class ResultTableModel(RecordTableModel):
    """Rows are indicators by id."""

    def __init__(self) -> None:
        """Start without rows."""
        super().__init__(())
        self._book: IndicatorBook | None = None
        self._written: Mapping[int, IndicatorRow] = {}
        self._found: Collection[int] = frozenset()

    def show_rows(  # noqa: PLR0913 - what a list consists of
        self,
        book: IndicatorBook,
        written: Mapping[int, IndicatorRow],
        groups: Sequence[RecordGroup],
        found: Collection[int],
        *,
        words: Sequence[str] = (),
        folded: Sequence[Hashable] = (),
    ) -> None:
        """Show groups of a book in its period.

        Args:
            book: what is known on a day, with its period.
            written: every indicator's row, by id.
            groups: in order.
            found: the indicators that are meant; others only lead to them.
            words: of a search, to be marked.
            folded: groups that are folded.
        """
        assert book.period is not None  # noqa: S101 - the page chose one
        self._book, self._written, self._found = book, written, found
        self.show_groups(groups, columns_of(written.values(), book.period), words, folded)

    def cell(self, record: Hashable, column: int) -> Cell:
        assert self._book is not None  # noqa: S101 - there are no rows without a book
        row = self._written[record]  # type: ignore[index] # the keys of this table are ids
        if column == NAME:
            indicator = self._book.by_id[row.id]
            tone = "text" if row.id in self._found else "text3"
            icon = FORK if indicator.differing else "warning" if row.warning else ""
            tip = " ".join(part for part in (name_tip(indicator), told(row.warning)) if part)
            return Cell(row.name, tone, row.depth, icon, tip, marked=True)
        return _CELLS[column](row)


def _figure(words: str, tip: str = "", tone: str = "text") -> Cell:
    return Cell(words, "text3" if words == _NONE else tone, tip=tip)


def _so_far(row: IndicatorRow) -> Cell:
    tone = "text2" if row.so_far_note else "text"
    return _figure(row.so_far, row.so_far_note, tone)


def _light(row: IndicatorRow) -> Cell:
    if row.closed:
        return Cell(_NONE, "text3", tip=tr("Văn bản đã kết thúc, không đánh giá"))
    strong = row.light in (IndicatorLight.AT_RISK, IndicatorLight.NOT_ACHIEVED)
    tone = "light_text" if strong else "text2"
    return Cell(LIGHT_NAMES[row.light], tone, tip=row.why, light=SHOWN_AS[row.light])


def _lead(row: IndicatorRow) -> Cell:
    named = row.leads or row.monitors
    if not named:
        return Cell(_NONE, "text3", tip=NO_LEAD_NAME)
    more = f" +{len(named) - 1}" if len(named) > 1 else ""
    return Cell(f"{named[0]}{more}", "text2" if row.leads else "text3", tip=row.agencies)


def _leader(row: IndicatorRow) -> Cell:
    if not row.leader:
        return Cell(_NONE, "text3", tip=NO_LEADER_NAME)
    tip = (
        tr("{leader} (gợi ý, chưa xác nhận)", leader=row.leader)
        if row.leader_suggested
        else row.leader
    )
    return Cell(row.leader, "text3" if row.leader_suggested else "text2", tip=tip)


_CELLS: dict[int, Callable[[IndicatorRow], Cell]] = {
    NUMBER: lambda row: Cell(row.stt, "text3"),
    UNIT: lambda row: Cell(row.unit, "text2"),
    PLAN: lambda row: _figure(row.plan),
    VALUE: lambda row: _figure(row.value),
    SO_FAR: _so_far,
    OF_PLAN: lambda row: _figure(row.percent_of_plan),
    OF_LAST_YEAR: lambda row: _figure(row.percent_of_last_year),
    ESTIMATE: lambda row: _figure(row.estimate),
    LIGHT: _light,
    TREND: lambda row: Cell("", trend=row.trend if len(row.trend) > 1 else ()),
    LEAD: _lead,
    LEADER: _leader,
}
