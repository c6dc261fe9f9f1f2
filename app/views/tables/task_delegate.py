"""Paints the rows of the task table: calm but for what is due soon or overdue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.domain.records import TaskRef
from app.domain.traffic_light import Light, state_words
from app.views import theme as themes
from app.views.language import told, tr
from app.views.tables.column_fit import ICON_ROOM, PADDING
from app.views.tables.head_painter import HeadPainter
from app.views.tables.painting import LEFT, one_line, paint_icon, paint_marks, paint_text
from app.views.tables.task_columns import TaskColumn
from app.views.tables.task_marks import BOX_ROOM, paint_box
from app.views.tables.task_table_model import NAMED_COLUMNS, limit_text
from app.views.theme import FontRole, Theme
from app.views.widgets.badge import badge_height, badge_width, paint_badge
from app.views.widgets.signs import SIGN, paint_sign
from app.views.widgets.tag import paint_tag, tag_width

if TYPE_CHECKING:
    from app.views.tables.task_table import TaskTable

_BAR = 3
_ICON = 14
_GAP = 6

_LEAST_TITLE = 90

PRESSING = (Light.DUE_SOON, Light.OVERDUE)
"""The lights that get a tinted ground and bold words; all others stay quiet."""

_QUIET = frozenset({Light.IN_TIME, Light.UNKNOWN, Light.STOPPED})


NO_RESULT = tr("Chưa có cập nhật")


class _Cell(NamedTuple):
    """What is painted where."""

    painter: QPainter
    rect: QRect
    row: int
    ref: TaskRef
    theme: Theme
    selected: bool


class TaskDelegate(QStyledItemDelegate):
    """Paints cells of task rows; the cells of a head row each paint their part of the whole."""

    def __init__(self, view: TaskTable) -> None:
        """Paint for a table, which knows what has the focus and where the mouse is."""
        super().__init__(view)
        self._view = view
        self._head_painter = HeadPainter()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, themes.row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = themes.current()
        model = self._view.task_model
        rect: QRect = option.rect  # type: ignore[attr-defined] # stubs lack the fields
        row = index.row()
        painter.save()
        painter.setClipRect(rect)
        whole = QRect(0, rect.top(), self._view.viewport().width(), rect.height())
        if model.is_head(row):
            self._head_painter.paint(
                painter, whole, model.head(row), theme, folded=model.is_folded(row)
            )
        else:
            selected = self._view.is_selected(row)
            marked = model.task_at(row) in self._view.marks
            self._paint_ground(painter, whole, row, theme, selected=selected or marked)
            cell = _Cell(painter, rect, row, model.ref(model.task_at(row)), theme, selected)
            if self._view.marks and index.column() == TaskColumn.PLACE:
                paint_box(painter, QPoint(rect.left(), rect.center().y()), theme, chosen=marked)
                cell = cell._replace(rect=rect.adjusted(BOX_ROOM, 0, 0, 0))
            self._paint_cell(cell, TaskColumn(index.column()))
        painter.fillRect(whole.adjusted(0, whole.height() - 1, 0, 0), QColor(theme.line))
        self._paint_focus(painter, whole, row, theme)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, whole: QRect, row: int, theme: Theme, *, selected: bool
    ) -> None:
        if selected:
            painter.fillRect(whole, QColor(theme.selection))
            painter.fillRect(whole.left(), whole.top(), _BAR, whole.height(), QColor(theme.accent))
        elif row == self._view.hovered_row:
            painter.fillRect(whole, QColor(theme.subtle))
        else:
            painter.fillRect(whole, QColor(theme.surface))

    def _paint_focus(self, painter: QPainter, whole: QRect, row: int, theme: Theme) -> None:
        if not (self._view.hasFocus() and row == self._view.currentIndex().row()):
            return
        accent, width = QColor(theme.accent), 1 if self._view.is_selected(row) else 2
        left, top, right, bottom = whole.left(), whole.top(), whole.right(), whole.bottom()
        painter.fillRect(left, top, whole.width(), width, accent)
        painter.fillRect(left, bottom - width + 1, whole.width(), width, accent)
        painter.fillRect(left, top, _BAR, whole.height(), accent)
        painter.fillRect(right - width + 1, top, width, whole.height(), accent)

    def _paint_cell(self, cell: _Cell, column: TaskColumn) -> None:
        model = self._view.task_model
        ref, texts = cell.ref, model.texts(cell.row)
        if column is TaskColumn.STATE:
            _paint_state(cell)
        elif column is TaskColumn.LIMIT:
            _paint_limit(cell, texts.extensions if texts else 0)
        elif column is TaskColumn.LEAD:
            _paint_marked(cell, model.lead_words(ref), cell.theme.text2, words=model.words)
        elif column in NAMED_COLUMNS:
            role = FontRole.SECOND if column is TaskColumn.DOCUMENT else FontRole.BODY
            colour = cell.theme.text2 if model.is_named(ref, column) else cell.theme.text3
            _paint_marked(cell, model.name_words(ref, column), colour, role, words=model.words)
        elif texts is None:
            return
        elif column is TaskColumn.TITLE:
            places = model.found_in(cell.row)
            _paint_title(cell, texts.short_title or texts.title, model.words, places)
        elif column is TaskColumn.PLACE:
            place = model.place_words(cell.row)
            _paint_marked(cell, place, cell.theme.text3, FontRole.SECOND, words=model.words)
        elif ref.confidential:
            return
        elif column is TaskColumn.PRODUCT:
            _paint_marked(cell, texts.product, cell.theme.text2, words=model.words)
        else:
            colour = cell.theme.text2 if texts.latest_result else cell.theme.text3
            _paint_line(cell, texts.latest_result or NO_RESULT, colour)


def _paint_line(cell: _Cell, text: str, colour: str, role: FontRole = FontRole.BODY) -> None:
    paint_text(cell.painter, _inside(cell.rect), text, role, colour)


def _paint_marked(
    cell: _Cell,
    text: str,
    colour: str,
    role: FontRole = FontRole.BODY,
    *,
    words: Sequence[str],
) -> None:
    """Paint one line, with the words found in it on the ground of a mark."""
    room = _inside(cell.rect)
    if words:
        paint_marks(cell.painter, room, text, role, words)
    paint_text(cell.painter, room, text, role, colour)


def _paint_title(cell: _Cell, title: str, words: Sequence[str], places: Sequence[str]) -> None:
    room = _inside(cell.rect)
    if cell.ref.confidential:
        left = QPoint(room.left(), room.center().y())
        paint_icon(cell.painter, left, "lock", "text3", _ICON)
        room.setLeft(room.left() + _ICON + _GAP)
    if places:
        room.setRight(_paint_places(cell, room, places))
    role = FontRole.STRONG if cell.selected else FontRole.BODY
    if words:
        paint_marks(cell.painter, room, title, role, words)
    shown = themes.metrics(role).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
    font = themes.font(role)
    font.setStrikeOut(_is_stopped(cell.ref))
    cell.painter.setFont(font)
    colour = cell.theme.text3 if _is_stopped(cell.ref) else cell.theme.text
    cell.painter.setPen(QColor(colour))
    cell.painter.drawText(room, one_line(LEFT), shown)


def _paint_places(cell: _Cell, room: QRect, places: Sequence[str]) -> int:
    """Say at the right of a title where the words were found; return where the title ends."""
    first = told(places[0])
    words = first if len(places) == 1 else f"{first} +{len(places) - 1}"
    left = room.right() - tag_width(words)
    if left - room.left() < _LEAST_TITLE:
        return room.right()  # the tip says it
    paint_tag(cell.painter, QPointF(left, room.center().y()), words, cell.theme)
    return left - _GAP


def _paint_limit(cell: _Cell, extensions: int) -> None:
    theme, ref, room = cell.theme, cell.ref, _inside(cell.rect)
    words = limit_text(ref)
    stopped = _is_stopped(ref)
    if ref.due_on is not None and not stopped:
        _paint_line(cell, words, theme.text)
        chip = f"+{extensions}"
        left = room.left() + themes.metrics(FontRole.BODY).horizontalAdvance(words) + _GAP
        if extensions and left + tag_width(chip) <= cell.rect.right() + 1:
            paint_tag(cell.painter, QPointF(left, room.center().y()), chip, theme)
    elif ref.recurrence is not None and not stopped:
        middle = QPoint(room.left(), room.center().y())
        paint_icon(cell.painter, middle, "repeat", "text3", _ICON)
        room.setLeft(room.left() + ICON_ROOM)
        paint_text(cell.painter, room, words, FontRole.BODY, theme.text2)
    else:
        _paint_line(cell, words, theme.text3)


def _paint_state(cell: _Cell) -> None:
    ref, rect, theme = cell.ref, cell.rect, cell.theme
    words = told(state_words(ref.assessment))
    if ref.light in PRESSING:
        width = min(badge_width(words), rect.width() - 2)
        top = rect.top() + (rect.height() - 1 - badge_height()) // 2
        badge = QRectF(rect.left(), top, width, badge_height())
        paint_badge(cell.painter, badge, ref.light, words, theme)
        return
    sign = QRectF(rect.left() + PADDING, rect.center().y() - SIGN / 2, SIGN, SIGN)
    paint_sign(cell.painter, sign, ref.light, theme)
    room = rect.adjusted(PADDING + SIGN + _GAP, 0, -PADDING // 2, -1)
    colour = theme.text2 if ref.light in _QUIET else theme.lights[ref.light].text
    paint_text(cell.painter, room, words, FontRole.BODY, colour)


def _is_stopped(ref: TaskRef) -> bool:
    """Return whether a task was stopped or withdrawn itself, not closed with its document."""
    return ref.light is Light.STOPPED and not ref.closed


def _inside(rect: QRect) -> QRect:
    return rect.adjusted(PADDING, 0, -PADDING // 2, -1)
