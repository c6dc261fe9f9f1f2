"""The rows of the office's own tracker beside the register: a tick, the task, old and new."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.domain import formats, locator
from app.domain.tracker import TrackerAct, TrackerColumn, TrackerPreview, TrackerRow
from app.domain.traffic_light import Light
from app.views import theme as themes
from app.views.language import told, tr
from app.views.tables.card_list import CardList
from app.views.tables.painting import RIGHT, paint_icon, paint_text
from app.views.theme import FontRole

ACT_NAMES = {
    TrackerAct.NOTHING: tr("Không đổi"),
    TrackerAct.PROGRESS: tr("Cập nhật tiến độ"),
    TrackerAct.COMPLETE: tr("Đánh dấu hoàn thành"),
    TrackerAct.STOP: tr("Dừng, thu hồi"),
}
_MARGIN, _BOX, _GAP = 16, 16, 10
_ACT, _DAY, _LEAST_TITLE = 150, 84, 80


class RowFilter(IntEnum):
    """Which rows are listed; the numbers are the places in the box."""

    ALL = 0
    WRITTEN = 1
    PROBLEM = 2
    UNCHANGED = 3


ROW_FILTER_NAMES = {
    RowFilter.ALL: tr("Mọi dòng"),
    RowFilter.WRITTEN: tr("Sẽ ghi"),
    RowFilter.PROBLEM: tr("Cần xem lại"),
    RowFilter.UNCHANGED: tr("Không đổi hoặc bỏ qua"),
}


def kind_of(row: TrackerRow) -> RowFilter:
    """Return in which of the three parts a row is."""
    if row.problem:
        return RowFilter.PROBLEM
    return RowFilter.WRITTEN if row.written else RowFilter.UNCHANGED


def rows_of(preview: TrackerPreview, chosen: RowFilter) -> list[TrackerRow]:
    """Return the rows that a filter shows."""
    return [row for row in preview.rows if chosen in (RowFilter.ALL, kind_of(row))]


def can_tick(row: TrackerRow) -> bool:
    """Return whether it is the person's to say if a row is written."""
    return not row.problem and row.act is not TrackerAct.NOTHING


def row_title(row: TrackerRow) -> str:
    """Return the task of a row, or what the row says of it."""
    if row.task is not None:
        return row.task.title
    return (
        row.cells.get(TrackerColumn.CONTENT, "")
        or row.cells.get(TrackerColumn.CODE, "")
        or told(row.id)
    )


def change_words(row: TrackerRow) -> str:
    """Return what would be written, old beside new."""
    changes = (
        f"{told(each.field)}: {told(each.old) or tr('(trống)')} → {told(each.new) or tr('(trống)')}"
        for each in row.changes
    )
    return "; ".join(changes)


def spoken(row: TrackerRow) -> str:
    """Return a row in words, for screen readers."""
    tick = (tr("sẽ ghi") if row.taken else tr("không ghi")) if can_tick(row) else ""
    act = ACT_NAMES[row.act]
    parts = (told(row.id), row_title(row), act, tick, told(row.problem) or change_words(row))
    return ", ".join(part for part in parts if part)


class TrackerList(CardList[TrackerRow]):
    """The rows; Space or a click on its tick says whether one is written."""

    ticked = Signal(str, bool)
    """Whether a row is to be written: its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(tr("Các dòng của bảng theo dõi"), spoken, parent)

    def card_height(self, record: TrackerRow) -> int:
        del record
        body, second = (themes.line_height(role) for role in (FontRole.BODY, FontRole.SECOND))
        return 7 + body + 3 + second + 8

    def paint_card(
        self, painter: QPainter, rect: QRect, record: TrackerRow, *, current: bool
    ) -> None:
        theme = themes.current()
        _paint_tick(painter, _tick_rect(rect), record)
        room = rect.adjusted(_MARGIN + _BOX + _GAP, 7, -_MARGIN, 0)
        line = QRect(room)
        line.setHeight(themes.line_height(FontRole.BODY))
        second = QRect(line).translated(0, line.height() + 3)
        second.setHeight(themes.line_height(FontRole.SECOND))
        # The day gives way to the title; it stands in the detail too.
        day_room = _DAY if line.width() >= _ACT + _DAY + _LEAST_TITLE else 0
        day = formats.date_in_table(record.on) if record.on and record.changes else ""
        if day_room:
            paint_text(painter, line, day, FontRole.BODY, theme.text2, align=RIGHT)
        act = QRect(line)
        act.setLeft(line.right() - day_room - _ACT)
        act.setRight(line.right() - day_room)
        colour = theme.text2 if can_tick(record) or record.problem else theme.text3
        unknown = record.problem and record.act is TrackerAct.NOTHING
        words = "" if unknown else ACT_NAMES[record.act]
        paint_text(painter, act, words, FontRole.BODY, colour)
        line.setRight(act.left() - _GAP)
        role = FontRole.STRONG if current else FontRole.BODY
        paint_text(painter, line, row_title(record), role, theme.text)
        row_words = told(record.id)
        place = row_words.rpartition(", ")[2] or row_words
        if record.task is not None:
            where = locator.short(record.task.code.partition("/")[2])
            place = f"{place} → {where}, {record.task.code.partition('/')[0]}"
        width = themes.metrics(FontRole.SECOND).horizontalAdvance(place) + 2
        taken = min(width, second.width() // 2)
        beginning = QRect(second)
        beginning.setWidth(taken)
        paint_text(painter, beginning, place, FontRole.SECOND, theme.text3)
        second.setLeft(second.left() + taken + 12)
        if record.problem:
            middle = QPoint(second.left(), second.center().y() + 1)
            paint_icon(painter, middle, "warning", "light_due_soon", 14)
            second.setLeft(second.left() + 20)
            amber = theme.lights[Light.DUE_SOON].text
            paint_text(painter, second, record.problem, FontRole.SECOND, amber)
        else:
            paint_text(painter, second, change_words(record), FontRole.SECOND, theme.text2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current
        if event.key() == Qt.Key.Key_Space and row is not None:
            if can_tick(row):
                self.ticked.emit(row.id, not row.taken)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self.cards.record(index)
        near = _tick_rect(self.visualRect(index)).adjusted(-8, -8, 8, 8)
        if row is not None and can_tick(row) and near.contains(place):
            self.ticked.emit(row.id, not row.taken)


def _tick_rect(rect: QRect) -> QRect:
    return QRect(_MARGIN, rect.center().y() - _BOX // 2, _BOX, _BOX)


def _paint_tick(painter: QPainter, rect: QRect, row: TrackerRow) -> None:
    theme = themes.current()
    if not can_tick(row):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ticked = row.taken
    painter.setPen(QPen(QColor(theme.primary if ticked else theme.field_border), 1))
    painter.setBrush(QColor(theme.primary if ticked else theme.surface))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()
    if ticked:
        paint_icon(
            painter, QPoint(rect.left() + 2, rect.center().y() + 1), "check", "on_primary", 12
        )
