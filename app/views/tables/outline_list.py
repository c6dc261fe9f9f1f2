"""The outline of a document with its tasks where they stand, each with its light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from app.domain import formats, locator
from app.domain.outline import DocumentOutline, OutlineSection, OutlineTask
from app.domain.records import TaskRef
from app.domain.traffic_light import Light, state_words
from app.views import theme as themes
from app.views.language import told, tr
from app.views.tables.card_list import CardList
from app.views.tables.painting import RIGHT, paint_icon, paint_text
from app.views.theme import FontRole
from app.views.widgets.badge import badge_height, badge_width, paint_badge
from app.views.widgets.signs import SIGN, paint_sign

_MARGIN, _INDENT, _GAP = 16, 16, 8
_STATE = 190
_EDGE = 3
_MOST_SOURCE_LINES = 3
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_LOUD = (Light.DUE_SOON, Light.OVERDUE)


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A heading, or a task with its light; ``tasks`` counts those under a heading.

    ``unclear`` counts what is noted as missing or contradictory right there.
    """

    section: OutlineSection
    task: OutlineTask | None = None
    ref: TaskRef | None = None
    tasks: int = 0
    unclear: int = 0

    @property
    def state(self) -> str:
        """The words of the task's light."""
        return told(state_words(self.ref.assessment)) if self.ref is not None else ""

    @property
    def spoken(self) -> str:
        """The row in words, for screen readers."""
        if self.task is None:
            words = locator.heading(self.section.locator, self.section.heading)
            noted = tr(", {unclear} điểm cần lưu ý", unclear=self.unclear) if self.unclear else ""
            return tr(
                "{words}, {tasks} nhiệm vụ{noted}",
                words=words,
                tasks=formats.number(self.tasks),
                noted=noted,
            )
        parts = [told(locator.words(self.task.locator)), self.task.title, self.state]
        if self.task.elsewhere:
            parts.append(tr("tính ở {elsewhere}", elsewhere=self.task.elsewhere))
        return ", ".join(part for part in (*parts, self.task.source_text) if part)


def outline_rows(
    outline: DocumentOutline, refs: Mapping[int, TaskRef], unclear: Mapping[str, int]
) -> list[OutlineRow]:
    """Return headings and tasks in the order of the document.

    Args:
        outline: the document.
        refs: task id → the task as it stands on the day.
        unclear: place → what is noted there.
    """
    rows: list[OutlineRow] = []
    for section in outline.sections:
        rows.append(OutlineRow(section, unclear=unclear.get(section.locator, 0)))
        rows += [
            OutlineRow(section, task, refs.get(task.task_id), unclear=unclear.get(task.locator, 0))
            for task in section.tasks
        ]
    return [
        replace(row, tasks=_tasks_below(rows, place)) if row.task is None else row
        for place, row in enumerate(rows)
    ]


def _tasks_below(rows: Sequence[OutlineRow], place: int) -> int:
    depth, count = rows[place].section.depth, 0
    for row in rows[place + 1 :]:
        if row.task is not None:
            count += 1
        elif row.section.depth <= depth:
            break
    return count


class OutlineList(CardList[OutlineRow]):
    """Headings and tasks; a task is opened by a click or Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a document."""
        super().__init__(tr("Bố cục văn bản và nhiệm vụ"), lambda row: row.spoken, parent)

    def can_choose(self, record: OutlineRow) -> bool:
        return record.task is not None

    def click_opens(self, record: OutlineRow) -> bool:
        return record.task is not None

    def card_height(self, record: OutlineRow) -> int:
        height = themes.row_height()
        if record.task is None or not record.task.source_text:
            return height
        lines = min(self._source_lines(record), _MOST_SOURCE_LINES)
        return height + lines * themes.metrics(FontRole.SOURCE).lineSpacing() + 8

    def paint_card(
        self, painter: QPainter, rect: QRect, record: OutlineRow, *, current: bool
    ) -> None:
        if record.task is None:
            _paint_heading(painter, rect, record)
            return
        line = QRect(rect.left(), rect.top(), rect.width(), themes.row_height() - 1)
        left = _left(record)
        end = _paint_state(painter, line, record)
        theme = themes.current()
        place = locator.short(record.task.locator)
        width = themes.metrics(FontRole.SECOND).horizontalAdvance(place) + 2
        room = QRect(left, line.top(), width, line.height())
        paint_text(painter, room, place, FontRole.SECOND, theme.text3)
        room = QRect(room.right() + 1 + _GAP + 4, line.top(), 0, line.height())
        room.setRight(end - _GAP)
        room.setRight(_paint_elsewhere(painter, room, record))
        role = FontRole.STRONG if current else FontRole.BODY
        paint_text(painter, room, record.task.title, role, theme.text)
        if record.task.source_text:
            self._paint_source(painter, rect, record)

    def _source_room(self, record: OutlineRow) -> int:
        return self.viewport().width() - _left(record) - _EDGE - 10 - _MARGIN

    def _source_lines(self, record: OutlineRow) -> int:
        assert record.task is not None  # noqa: S101 - asked of tasks only
        metrics = themes.metrics(FontRole.SOURCE)
        room = QRect(0, 0, max(80, self._source_room(record)), 0)
        whole = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, record.task.source_text)
        return max(1, round(whole.height() / metrics.lineSpacing()))

    def _paint_source(self, painter: QPainter, rect: QRect, record: OutlineRow) -> None:
        assert record.task is not None  # noqa: S101 - asked of tasks only
        theme, left = themes.current(), _left(record)
        top = rect.top() + themes.row_height() - 2
        room = QRect(left, top, 0, rect.bottom() - 6 - top)
        room.setWidth(self._source_room(record) + _EDGE + 10)
        painter.fillRect(room.left(), room.top(), _EDGE, room.height(), QColor(theme.line_strong))
        painter.setFont(themes.font(FontRole.SOURCE))
        painter.setPen(QColor(theme.text2))
        text = self._shown_source(record.task.source_text, self._source_room(record))
        painter.drawText(room.adjusted(_EDGE + 10, 0, 0, 0), _WRAPPED, text)

    @staticmethod
    def _shown_source(text: str, width: int) -> str:
        """Return as much of a sentence as its lines hold; what is cut ends in an ellipsis."""
        metrics = themes.metrics(FontRole.SOURCE)
        most = _MOST_SOURCE_LINES * metrics.lineSpacing()

        def fits(shown: str) -> bool:
            return metrics.boundingRect(QRect(0, 0, width, 0), _WRAPPED, shown).height() <= most

        if fits(text):
            return text
        low, high = 0, len(text)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if fits(f"{text[:middle]}…") else (low, middle)
        return f"{text[:low].rstrip()}…"


def _left(row: OutlineRow) -> int:
    return _MARGIN + (row.section.depth + 1) * _INDENT


def _paint_heading(painter: QPainter, rect: QRect, row: OutlineRow) -> None:
    theme, depth = themes.current(), row.section.depth
    painter.fillRect(rect, QColor(theme.header if depth == 0 else theme.subtle))
    count = formats.number(row.tasks) if row.tasks else ""
    right = rect.adjusted(0, 0, -_MARGIN, -1)
    paint_text(painter, right, count, FontRole.SECOND, theme.text3, align=RIGHT)
    room = rect.adjusted(_MARGIN + depth * _INDENT, 0, -_MARGIN - 40, -1)
    if row.unclear:
        room.setRight(room.right() - 16 - _GAP)
        paint_icon(painter, QPoint(room.right() + _GAP, rect.center().y()), "warning", "text3", 16)
    role = FontRole.STRONG if depth == 0 else FontRole.BODY
    words = locator.heading(row.section.locator, row.section.heading)
    paint_text(painter, room, words, role, theme.text if depth == 0 else theme.text2)


def _paint_state(painter: QPainter, line: QRect, row: OutlineRow) -> int:
    """Paint the light in its column; return where the column begins."""
    left = line.right() - _MARGIN - _STATE
    if row.ref is None:
        return left
    theme, light = themes.current(), row.ref.light
    if light in _LOUD:
        height = badge_height()
        top = line.center().y() - height / 2 + 1
        width = min(badge_width(row.state), _STATE + 8)
        paint_badge(painter, QRectF(left - 8, top, width, height), light, row.state, theme)
        return left - 8
    sign = QRectF(left, line.center().y() - SIGN / 2 + 1, SIGN, SIGN)
    paint_sign(painter, sign, light, theme)
    room = QRect(left + SIGN + 6, line.top(), _STATE - SIGN - 6, line.height())
    paint_text(painter, room, row.state, FontRole.BODY, theme.text2)
    return left


def _paint_elsewhere(painter: QPainter, room: QRect, row: OutlineRow) -> int:
    """Say at the right end of a title which document counts the task; return its new end."""
    if row.task is None or not row.task.elsewhere:
        return room.right()
    words = tr("tính ở {elsewhere}", elsewhere=row.task.elsewhere)
    width = min(themes.metrics(FontRole.SECOND).horizontalAdvance(words), room.width() // 2)
    place = QRect(room.right() - width, room.top(), width, room.height())
    paint_text(painter, place, words, FontRole.SECOND, themes.current().text3)
    return place.left() - _GAP
