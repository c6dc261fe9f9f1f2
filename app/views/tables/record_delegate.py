"""Paints a `RecordTableModel`: heads over the whole width, cells as their records say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.views import theme as themes
from app.views.language import told
from app.views.tables.painting import LEFT, RIGHT, paint_icon, paint_marks, paint_text
from app.views.tables.trend_line import paint_trend
from app.views.theme import FontRole, Theme
from app.views.widgets.signs import SIGN, paint_sign

if TYPE_CHECKING:
    from app.views.tables.record_rows import Cell, RecordHead
    from app.views.tables.record_table import RecordTable

PADDING = 8
INDENT = 14
_BAR = 3
_ICON = 14
_CHEVRON = 16
_HEAD_LEFT = 30
_GAP = 8
_LEAST_NOTE = 60
LIGHT_TEXT = "light_text"
"""Tone of words in the colour of the light before them."""
ATTENTION = "light_due_soon"
"""Token of the signs behind a text."""


class RecordDelegate(QStyledItemDelegate):
    """Paints the cells of records; the cells of a head row each paint their part of the whole."""

    def __init__(self, view: RecordTable) -> None:
        """Paint for a table, which knows what has the focus and where the mouse is."""
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._view.row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, model, row = themes.current(), self._view.record_model, index.row()
        rect: QRect = option.rect  # type: ignore[attr-defined] # stubs lack the fields
        painter.save()
        painter.setClipRect(rect)
        whole = QRect(0, rect.top(), self._view.viewport().width(), rect.height())
        record = model.record_at(row)
        if record is None:
            _paint_head(painter, whole, model.head(row), theme, folded=model.is_folded(row))
        else:
            selected = self._view.is_selected(row)
            self._paint_ground(painter, whole, row, theme, selected=selected)
            cell = model.cell(record, index.column())
            right = model.columns[index.column()].right
            self._paint_cell(painter, rect, cell, right=right, strong=selected)
        painter.fillRect(whole.adjusted(0, whole.height() - 1, 0, 0), QColor(theme.line))
        self._paint_focus(painter, whole, row, theme)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, whole: QRect, row: int, theme: Theme, *, selected: bool
    ) -> None:
        if selected:
            painter.fillRect(whole, QColor(theme.selection))
            painter.fillRect(whole.left(), whole.top(), _BAR, whole.height(), QColor(theme.accent))
        else:
            hovered = row == self._view.hovered_row
            painter.fillRect(whole, QColor(theme.subtle if hovered else theme.surface))

    def _paint_focus(self, painter: QPainter, whole: QRect, row: int, theme: Theme) -> None:
        if not (self._view.hasFocus() and row == self._view.currentIndex().row()):
            return
        accent, width = QColor(theme.accent), 1 if self._view.is_selected(row) else 2
        left, top, right, bottom = whole.left(), whole.top(), whole.right(), whole.bottom()
        painter.fillRect(left, top, whole.width(), width, accent)
        painter.fillRect(left, bottom - width + 1, whole.width(), width, accent)
        painter.fillRect(left, top, _BAR, whole.height(), accent)
        painter.fillRect(right - width + 1, top, width, whole.height(), accent)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, cell: Cell, *, right: bool, strong: bool
    ) -> None:
        theme = themes.current()
        left = PADDING + cell.indent * INDENT
        room = rect.adjusted(left, 0, -PADDING if right else -PADDING // 2, -1)
        if cell.trend:
            paint_trend(painter, room, cell.trend, theme)
            return
        role = FontRole.STRONG if strong and cell.marked else FontRole.BODY
        colour = "" if cell.light is not None else theme.token(cell.tone)
        if cell.light is not None:
            top = rect.top() + (rect.height() - SIGN) / 2
            paint_sign(painter, QRectF(room.left(), top, SIGN, SIGN), cell.light, theme)
            room.setLeft(room.left() + SIGN + _GAP)
            coloured = cell.tone == LIGHT_TEXT
            role = FontRole.STRONG if coloured else role
            colour = theme.lights[cell.light].text if coloured else theme.token(cell.tone)
        if cell.icon:
            room.setRight(room.right() - _ICON - _GAP)
        words = told(cell.text)
        if cell.marked:
            paint_marks(painter, room, words, role, self._view.record_model.words)
        paint_text(painter, room, words, role, colour, align=RIGHT if right else LEFT)
        if cell.icon:
            width = themes.metrics(role).horizontalAdvance(words)
            at = min(room.left() + width, room.right()) + _GAP
            paint_icon(painter, QPoint(at, room.center().y()), cell.icon, ATTENTION, _ICON)


def _paint_head(
    painter: QPainter, whole: QRect, head: RecordHead, theme: Theme, *, folded: bool
) -> None:
    painter.fillRect(whole, QColor(theme.subtle))
    middle = QPoint(PADDING, whole.center().y())
    paint_icon(painter, middle, "chevron-right" if folded else "chevron-down", "text2", _CHEVRON)
    room = whole.adjusted(_HEAD_LEFT, 0, -PADDING - 4, -1)
    count, title = told(head.count), told(head.title)
    width = themes.metrics(FontRole.BODY).horizontalAdvance(count)
    paint_text(painter, room, count, FontRole.BODY, theme.text2, align=RIGHT)
    room.setRight(room.right() - width - 2 * _GAP)
    role = FontRole.BODY if head.quiet else FontRole.STRONG
    paint_text(painter, room, title, role, theme.text2 if head.quiet else theme.text)
    room.setLeft(room.left() + themes.metrics(role).horizontalAdvance(title) + _GAP)
    if room.width() > _LEAST_NOTE:
        paint_text(painter, room, head.note, FontRole.BODY, theme.text3)
