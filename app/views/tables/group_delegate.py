"""Paints the lines of the group tree: name, overdue, total, and a thin bar of the lights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.domain import formats
from app.domain.traffic_light import Light
from app.views import theme as themes
from app.views.language import told
from app.views.tables.group_nodes import Node
from app.views.tables.painting import RIGHT, paint_icon, paint_text
from app.views.theme import FontRole, Theme
from app.views.widgets.light_bar import paint_light_bar
from app.views.widgets.signs import paint_sign
from app.views.widgets.tag import SUGGESTED, paint_tag, tag_width

if TYPE_CHECKING:
    from app.views.tables.group_tree import GroupTree

MARGIN = 12
BRANCH_LEFT = 34
_CHEVRON = 14
_BAR_HEIGHT = 4
_BAR_FOOT = 10
_MARK = 3
_GAP = 6
_COLUMN_GAP = 10
_SIGN = 14
_SMALL_SIGN = 11
_SIGN_GAP = 4


class GroupDelegate(QStyledItemDelegate):
    """Paints nodes; leaders have a second line, nodes below others no bar."""

    def __init__(self, view: GroupTree) -> None:
        """Paint for a tree."""
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        node = self._view.node_model.node(index)
        return QSize(0, node_height(node) if node else 0)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        node = self._view.node_model.node(index)
        if node is None:
            return
        theme = themes.current()
        rect: QRect = option.rect  # type: ignore[attr-defined] # stubs lack the fields
        rect = QRect(0, rect.top(), self._view.viewport().width(), rect.height())
        selected = self._view.selected_key == node.key
        painter.save()
        if self._view.pinned:
            painter.fillRect(rect, QColor(theme.subtle))
        if selected:
            painter.fillRect(rect, QColor(theme.selection))
            painter.fillRect(0, rect.top(), _MARK, rect.height(), QColor(theme.accent))
        elif self._view.is_hovered(index):
            painter.fillRect(rect, QColor(theme.header if self._view.pinned else theme.subtle))
        if node.children:
            name = "chevron-down" if self._view.is_open(index) else "chevron-right"
            middle = QPoint((BRANCH_LEFT - _CHEVRON) // 2 - 2, rect.center().y())
            paint_icon(painter, middle, name, "text2", _CHEVRON)
        left = BRANCH_LEFT if self._view.node_model.has_branches else MARGIN
        # A scroll bar parts the counts from the list well enough.
        right = MARGIN // 2 if self._view.verticalScrollBar().isVisible() else MARGIN
        self._paint_node(painter, rect.adjusted(left, 0, -right, 0), node, theme, bold=selected)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            _paint_focus(painter, rect, theme)
        painter.restore()

    def _paint_node(
        self, painter: QPainter, room: QRect, node: Node, theme: Theme, *, bold: bool
    ) -> None:
        line = room.adjusted(0, _line_top(node), 0, 0)
        line.setHeight(themes.line_height(FontRole.BODY))
        if not _has_bar(node):
            line.moveTop(room.top() + (room.height() - line.height()) // 2)
        line.setRight(self._paint_counts(painter, line, node, theme))
        if node.light is not None:
            sign = QRectF(line.left(), line.center().y() - _SIGN / 2 + 1, _SIGN, _SIGN)
            paint_sign(painter, sign, node.light, theme)
            line.setLeft(line.left() + _SIGN + _GAP)
        self._paint_name(painter, line, node, theme, bold=bold or bool(node.note))
        if node.note:
            note = line.translated(0, line.height())
            note.setRight(room.right())
            paint_text(painter, note, node.note, FontRole.SECOND, theme.text3)
        if _has_bar(node):
            bar = QRectF(
                room.left(), room.bottom() - _BAR_FOOT - _BAR_HEIGHT + 1, room.width(), _BAR_HEIGHT
            )
            # A state's bar shows its share of all tasks: alone it would always be full.
            total = self._view.node_model.widest_total if node.light is not None else None
            paint_light_bar(painter, bar, node.tally, theme, total)

    def _paint_name(
        self, painter: QPainter, line: QRect, node: Node, theme: Theme, *, bold: bool
    ) -> None:
        room = QRect(line)
        if node.suggested:
            room.setRight(room.right() - tag_width(SUGGESTED) - _GAP)
        role = FontRole.STRONG if bold else FontRole.BODY
        paint_text(painter, room, node.name, role, theme.text3 if node.closed else theme.text)
        if node.suggested:
            width = min(themes.metrics(role).horizontalAdvance(told(node.name)), room.width())
            left = QPointF(room.left() + width + _GAP, line.center().y() + 1)
            paint_tag(painter, left, SUGGESTED, theme, dashed=True)

    def _paint_counts(self, painter: QPainter, line: QRect, node: Node, theme: Theme) -> int:
        """Paint total and overdue at the right; return how far the name may reach."""
        total = formats.number(node.tally.total)
        colour = theme.text3 if node.closed else theme.text2
        paint_text(painter, line, total, FontRole.BODY, colour, align=RIGHT)
        metrics = themes.metrics(FontRole.BODY)
        widest = metrics.horizontalAdvance(formats.number(self._view.widest_total))
        right = line.right() - widest - _COLUMN_GAP
        overdue = node.tally[Light.OVERDUE]
        if not overdue or node.light is not None:
            return right + _GAP
        count = formats.number(overdue)
        place = QRect(line)
        place.setRight(right)
        colours = theme.lights[Light.OVERDUE]
        paint_text(painter, place, count, FontRole.STRONG, colours.text, align=RIGHT)
        width = themes.metrics(FontRole.STRONG).horizontalAdvance(count)
        left = right - width - _SIGN_GAP - _SMALL_SIGN + 1
        top = line.center().y() - _SMALL_SIGN / 2 + 1
        sign = QRectF(left, top, _SMALL_SIGN, _SMALL_SIGN)
        paint_sign(painter, sign, Light.OVERDUE, theme)
        return left - _GAP


def node_height(node: Node) -> int:
    """Return the height of a node in pixels: 40, leaders 56, below others 32."""
    if not _has_bar(node):
        return themes.row_height()
    height = themes.line_height(FontRole.BODY) + _line_top(node) + _BAR_FOOT + _BAR_HEIGHT + 4
    if node.note:
        return max(56, height + themes.line_height(FontRole.SECOND))
    return max(40, height)


def _has_bar(node: Node) -> bool:
    return len(node.key) < 2


def _line_top(node: Node) -> int:
    return 6 if node.note else 4


def _paint_focus(painter: QPainter, rect: QRect, theme: Theme) -> None:
    accent = QColor(theme.accent)
    for edge in (
        QRect(rect.left(), rect.top(), rect.width(), 2),
        QRect(rect.left(), rect.bottom() - 1, rect.width(), 2),
        QRect(rect.left(), rect.top(), 2, rect.height()),
        QRect(rect.right() - 1, rect.top(), 2, rect.height()),
    ):
        painter.fillRect(edge, accent)
