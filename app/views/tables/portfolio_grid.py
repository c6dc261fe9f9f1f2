"""The grid agency × leader as a widget: pills where a leader is in charge, dashed if suggested."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.domain.office import TermRecord
from app.views import theme as themes
from app.views.language import tr
from app.views.tables.leader_header import LeaderHeader
from app.views.tables.office_table import PADDING, Index, OfficeDelegate, OfficeTable
from app.views.tables.painting import paint_icon, paint_text
from app.views.tables.portfolio_grid_model import (
    AGENCY,
    FIRST_LEADER,
    TASKS,
    Cell,
    CellKind,
    PortfolioGridModel,
)
from app.views.tables.portfolio_rows import GridHead, GridLine, GridRow, Group
from app.views.theme import FontRole, Theme

_LEAST_AGENCY = 220
_LEAST_LEADER = 136
_TASKS = 76
_ICON = 14
_GAP = 6
_RADIUS = 4.0


class PortfolioGrid(OfficeTable):
    """Shows a `PortfolioGridModel`; agencies are selected, one or more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(
            tr("Phân công phụ trách: cơ quan và lãnh đạo"),
            several=True,
            by_cell=True,
            parent=parent,
        )
        self.grid_model = PortfolioGridModel(self)
        self.setModel(self.grid_model)
        self.setItemDelegate(_GridDelegate(self))
        self.setHorizontalHeader(LeaderHeader(self.grid_model, self))

    def show_lines(self, lines: list[GridLine], leaders: list[TermRecord]) -> None:
        """Show other lines; the same agencies stay selected, the keyboard stays in its column."""
        chosen, current = self.agency_ids(), self.currentIndex()
        at = self.grid_model.line(current.row())
        scrolled = self.verticalScrollBar().value()
        self.grid_model.show(lines, leaders)
        self.clearSpans()
        for row, line in enumerate(lines):
            if isinstance(line, GridHead):
                self.setSpan(row, 0, 1, self.grid_model.columnCount())
        self._fit_columns()
        self._choose_again(chosen, at.agency.id if isinstance(at, GridRow) else 0, current.column())
        self.verticalScrollBar().setValue(scrolled)

    def agency_ids(self) -> list[int]:
        """Return the selected agencies, top to bottom."""
        lines = (self.grid_model.line(row) for row in self.chosen_rows())
        return [line.agency.id for line in lines if isinstance(line, GridRow)]

    def chosen_lines(self) -> list[GridRow]:
        """Return the rows of the selected agencies."""
        lines = (self.grid_model.line(row) for row in self.chosen_rows())
        return [line for line in lines if isinstance(line, GridRow)]

    def choose_agency(self, agency_id: int, column: int = AGENCY) -> bool:
        """Select one agency; False if it is not in the grid."""
        row = self.grid_model.row_of(agency_id)
        if row >= 0:
            self.choose_row(row, column)
        return row >= 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _choose_again(self, chosen: list[int], current: int, column: int) -> None:
        flags = self.selectionModel().SelectionFlag
        if not self.choose_agency(current, max(column, 0)):
            row = self.first_row()
            if row >= 0:
                self.choose_row(row)
            return
        for agency_id in chosen:
            if (row := self.grid_model.row_of(agency_id)) >= 0:
                index = self.grid_model.index(row, 0)
                self.selectionModel().select(index, flags.Select | flags.Rows)

    def _fit_columns(self) -> None:
        """Give every leader the same width, and the agencies what is left."""
        leaders = self.grid_model.columnCount() - FIRST_LEADER
        if leaders <= 0:
            return
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        bold = themes.metrics(FontRole.STRONG)
        least = max(
            [_LEAST_LEADER]
            + [bold.horizontalAdvance(leader.name) + 17 for leader in self.grid_model.leaders]
        )
        room = self.viewport().width() - _TASKS
        wanted = max(least, room // (leaders + 2))  # wide windows share what is left over
        fitting = (room - _LEAST_AGENCY) // leaders
        # Where it has to be scrolled anyway, names are not cut besides.
        each = min(wanted, fitting) if fitting >= _LEAST_LEADER else least
        self.setColumnWidth(AGENCY, max(_LEAST_AGENCY, room - leaders * each))
        self.setColumnWidth(TASKS, _TASKS)
        for place in range(leaders):
            self.setColumnWidth(FIRST_LEADER + place, each)


class _GridDelegate(OfficeDelegate):
    """Paints heads across the grid, and what leaders have of agencies."""

    _table: PortfolioGrid

    def sizeHint(self, _option: object, _index: Index) -> QSize:
        return QSize(0, themes.row_height())

    def paint_cell(
        self, painter: QPainter, rect: QRect, index: Index, theme: Theme, *, chosen: bool
    ) -> None:
        model = self._table.grid_model
        line = model.line(index.row())
        if isinstance(line, GridHead):
            _paint_head(painter, rect, line, theme)
        elif index.column() == AGENCY and isinstance(line, GridRow):
            role = FontRole.STRONG if chosen else FontRole.BODY
            room = rect.adjusted(PADDING + 3, 0, -PADDING, -1)
            fits = themes.metrics(role).horizontalAdvance(line.agency.name) <= room.width()
            name = line.agency.name if fits else line.agency.short_name
            paint_text(painter, room, name, role, theme.text)
        elif index.column() < FIRST_LEADER:
            super().paint_cell(painter, rect, index, theme, chosen=chosen)
        else:
            painter.fillRect(rect.left(), rect.top(), 1, rect.height(), QColor(theme.line))
            if cell := model.cell(index):
                _paint_pill(painter, rect, cell, theme)


def _paint_head(painter: QPainter, rect: QRect, head: GridHead, theme: Theme) -> None:
    painter.fillRect(rect, QColor(theme.doubt if head.group is Group.NONE else theme.subtle))
    left = rect.left() + PADDING + 3
    if head.group is Group.NONE:
        paint_icon(painter, QPoint(left, rect.center().y()), "warning", "text2", _ICON)
        left += _ICON + _GAP
    room = rect.adjusted(left - rect.left(), 0, -PADDING, -1)
    paint_text(painter, room, head.title, FontRole.STRONG, theme.text)
    width = themes.metrics(FontRole.STRONG).horizontalAdvance(head.title) + 10
    paint_text(painter, room.adjusted(width, 0, 0, 0), head.note, FontRole.BODY, theme.text2)


def _paint_pill(painter: QPainter, rect: QRect, cell: Cell, theme: Theme) -> None:
    suggested, planned = cell.kind is CellKind.SUGGESTED, cell.kind is CellKind.PLANNED
    role = FontRole.SECOND
    icon = "" if suggested else ("clock" if planned else "check")
    text = themes.metrics(role).horizontalAdvance(cell.words)
    width = min(text + (_ICON + 4 if icon else 0) + 14, rect.width() - 8)
    height = themes.line_height(role) + 6
    place = QRectF(rect.center().x() - width / 2 + 1, rect.center().y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(theme.text3 if suggested else theme.line_strong), 1)
    if suggested:
        pen.setDashPattern([3, 2])
    painter.setPen(Qt.PenStyle.NoPen if planned else pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if planned else QColor(theme.surface))
    inner = place.toAlignedRect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, _RADIUS, _RADIUS)
    room = inner.toAlignedRect().adjusted(6, 0, -4, 0)
    if icon:
        token = "text3" if planned else "accent"
        paint_icon(painter, QPoint(room.left(), room.center().y() + 1), icon, token, _ICON)
        room.setLeft(room.left() + _ICON + 4)
    paint_text(painter, room, cell.words, role, theme.text3 if planned else theme.text)
