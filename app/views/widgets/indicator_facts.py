"""The parts of an indicator's detail: disagreements, levels by year, who is in charge, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.indicator_words import (
    difference_words,
    kind_words,
    level_words,
    place_words,
    result_kind_words,
    result_period_words,
    result_words,
    years_words,
)
from app.domain.indicators import (
    AGREEMENT_NAMES,
    Agreement,
    IndicatorBook,
    IndicatorRecord,
    ResultRecord,
    TargetRecord,
)
from app.domain.phrases import small
from app.domain.records import NO_LEAD_NAME, NO_LEADER_NAME, ROLE_NAMES, Role
from app.domain.targets import Measure
from app.views import theme as themes
from app.views.language import tr
from app.views.tables.indicator_table_model import FORK
from app.views.theme import FontRole
from app.views.widgets.blocks import WarningNote
from app.views.widgets.found_text import FoundText
from app.views.widgets.plain_text import PlainText, Tone
from app.views.widgets.tag import SuggestedTag

_NAMES_WIDTH = 76
_TOP = Qt.AlignmentFlag.AlignTop


class Line(NamedTuple):
    """One level or result: when, how much, of what kind, who says so, in which words."""

    years: str
    figure: str
    kind: str
    source: str
    printed: str
    note: str
    quiet: bool


class Rows(QWidget):
    """Lines of a small table, each with a line under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._lines: list[Sequence[QWidget]] = []
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(0)

    def add(self, cells: Sequence[QWidget]) -> None:
        """Add a line."""
        row = self.grid.rowCount()
        for column, cell in enumerate(cells):
            self.grid.addWidget(cell, row, column)
        self._lines.append(cells)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QColor(themes.current().line)
        for cells in self._lines:
            bottom = max(cell.geometry().bottom() for cell in cells)
            painter.fillRect(0, bottom, self.width(), 1, line)
        painter.end()


def lines_of(indicator: IndicatorRecord, book: IndicatorBook) -> list[Line]:
    """Return results and targets by year; of a year, what was reached before what was asked for."""
    lines = [
        *((each.period, 0, _result_line(each, book)) for each in indicator.results),
        *((str(each.year), 1, _target_line(each, book)) for each in indicator.targets),
    ]
    return [line for _year, _kind, line in sorted(lines, key=lambda each: each[:2])]


def _result_line(result: ResultRecord, book: IndicatorBook) -> Line:
    source = result.source or place_words(book, result.document_id, result.place)
    return Line(
        result_period_words(result.period),
        result_words(result),
        result_kind_words(result),
        source,
        result.text,
        result.note,
        quiet=False,
    )


def _target_line(target: TargetRecord, book: IndicatorBook) -> Line:
    document = book.documents[target.document_id]
    closed = document.is_closed(book.as_of)
    kind = kind_words(target)
    if target.measure is Measure.LEVEL and target.year == book.plan_year:
        kind = tr("kế hoạch năm")
    source = place_words(book, target.document_id, target.place)
    words = tr("bằng lời") if target.value is None and target.text else level_words(target)
    return Line(years_words(target), words, kind, source, target.text, target.note, quiet=closed)


def level_rows(indicator: IndicatorRecord, book: IndicatorBook) -> QWidget:
    """Return every level and result by year, with its words as printed and its place."""
    rows = Rows()
    rows.grid.setColumnStretch(2, 1)
    lines = lines_of(indicator, book)
    for line in lines:
        tone: Tone = "text3" if line.quiet else "text"
        year = PlainText(line.years, strong=not line.quiet, tone=tone)
        figure = PlainText(line.figure, tone=tone)
        kind = PlainText(line.kind, FontRole.SECOND, "text3")
        for text in (year, figure, kind):
            text.setWordWrap(False)
        said = [PlainText(f"“{line.printed}”", tone=tone)] if line.printed else []
        said.append(PlainText(line.source, FontRole.SECOND, "text2"))
        if line.note:
            said.append(PlainText(line.note, FontRole.SECOND, "text3"))
        rows.add([_stack(year), _stack(figure, kind), _stack(*said)])
    if not lines:
        rows.add([PlainText(tr("Văn bản nêu chỉ tiêu nhưng không đặt mức nào."), tone="text2")])
    return rows


def difference_note(indicator: IndicatorRecord) -> QWidget | None:
    """Return in sentences where documents disagree, or None where they do not."""
    if not indicator.differing:
        return None
    note = WarningNote(icon=FORK)
    for each in indicator.differing:
        note.body.addWidget(PlainText(difference_words(each)))
        if each.note:
            note.body.addWidget(PlainText(each.note, FontRole.SECOND, "text2"))
    return note


def agreement_words(indicator: IndicatorRecord) -> str:
    """Return which comparisons differ in notation or unit only; "" for none."""
    found = [
        tr(
            "Năm {year}: {agreement}",
            year=each.year,
            agreement=small(AGREEMENT_NAMES[each.agreement]),
        )
        + (f" ({each.note})" if each.note else "")
        for each in indicator.comparisons
        if each.agreement in (Agreement.NOTATION, Agreement.UNIT)
    ]
    return "; ".join(found)


def charge_rows(indicator: IndicatorRecord, book: IndicatorBook) -> QWidget:
    """Return who leads, helps and watches, which leader is in charge, and where it stands."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, _NAMES_WIDTH)
    grid.setColumnStretch(1, 1)
    leads = "\n".join(each.agency_name for each in indicator.agencies(Role.LEAD))
    _fact(grid, ROLE_NAMES[Role.LEAD], FoundText(leads or NO_LEAD_NAME, strong=bool(leads)))
    for role in (Role.COORDINATING, Role.MONITORING, Role.RECEIVING):
        if names := [each.agency_name for each in indicator.agencies(role)]:
            _fact(grid, ROLE_NAMES[role], FoundText("; ".join(names)))
    _fact(grid, tr("Lãnh đạo"), _leader(indicator))
    place = place_words(book, indicator.document_id, indicator.place)
    _fact(grid, tr("Văn bản"), FoundText(place))
    return whole


def _leader(indicator: IndicatorRecord) -> QWidget:
    if indicator.leader is None:
        return PlainText(NO_LEADER_NAME, tone="text3")
    name = PlainText(indicator.leader.title)
    if not indicator.leader_suggested:
        return name
    name.setWordWrap(False)
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(name)
    row.addWidget(SuggestedTag())
    row.addStretch(1)
    return both


def _fact(grid: QGridLayout, name: str, value: QWidget) -> None:
    row = grid.rowCount()
    grid.addWidget(PlainText(name, tone="text2"), row, 0, _TOP)
    grid.addWidget(value, row, 1, _TOP)


def _stack(*texts: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 6, 0, 7)
    column.setSpacing(1)
    for text in texts:
        column.addWidget(text)
    column.addStretch(1)
    return whole
