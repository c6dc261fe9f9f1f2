"""Parts that only the overview has: rows of tasks and milestones, legend, percentages, trend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.traffic_light import LIGHT_SHORT_NAMES, Light
from app.views import theme as themes
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.card import PADDING, Card
from app.views.widgets.labels import Sentence
from app.views.widgets.pressable import Pressable
from app.views.widgets.signs import paint_sign
from app.views.widgets.tile import signed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.domain.records import Milestone
    from app.domain.tally import Tally

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SIGN = 13
_SIGN_GAP = 8
_LEGEND_GAP = 12


class TwoLineRow(Pressable):
    """A row with a title, a second line, and a light with words at the right."""

    def __init__(  # noqa: PLR0913 - what stands in the row
        self,
        title: str,
        note: str,
        light: Light,
        words: str,
        *,
        lead: str = "",
        strong: bool = False,
        state_width: int = 0,
        tip: str = "",
    ) -> None:
        """Show one line of a list.

        Args:
            title: first line, cut to the room.
            note: second line, smaller.
            light: its sign.
            words: words of the sign.
            lead: bold words at the left, as a day.
            strong: whether the words are bold and in the light's colour.
            state_width: room of sign and words, so that all rows align; 0 aligns to the right.
            tip: the first line in full, where it is a short form.
        """
        super().__init__()
        title, note, words = told(title), told(note), told(words)
        self._title, self._note, self._light, self._words = title, note, light, words
        self._lead, self._strong, self._state_width = lead, strong, state_width
        self.setAccessibleName(", ".join(part for part in (lead, title, note, words) if part))
        self.setToolTip(safe_tip("\n".join(part for part in (told(tip) or title, note) if part)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        if self.hot:
            painter.fillRect(self.rect().adjusted(1, 0, -1, 0), QColor(theme.subtle))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.line))
        right = self._paint_state(painter)
        left = self._paint_lead(painter)
        self._paint_lines(painter, QRect(left, 0, right - 8 - left, self.height()))
        self.paint_ring(painter, 4, 1)
        painter.end()

    def _paint_state(self, painter: QPainter) -> int:
        theme = themes.current()
        role = FontRole.STRONG if self._strong else FontRole.BODY
        colour = theme.lights[self._light].text if self._strong else theme.text2
        width = _SIGN + _SIGN_GAP + themes.metrics(role).horizontalAdvance(self._words)
        left = self.width() - PADDING - max(width, self._state_width)
        top = (self.height() - _SIGN) / 2
        paint_sign(painter, QRectF(left, top, _SIGN, _SIGN), self._light, theme)
        painter.setFont(themes.font(role))
        painter.setPen(QColor(colour))
        place = QRect(left + _SIGN + _SIGN_GAP, 0, self.width(), self.height())
        painter.drawText(place, _LEFT, self._words)
        return left

    def _paint_lead(self, painter: QPainter) -> int:
        if not self._lead:
            return PADDING
        painter.setFont(themes.font(FontRole.STRONG))
        painter.setPen(QColor(themes.current().text))
        painter.drawText(QRect(PADDING, 0, 80, self.height()), _LEFT, self._lead)
        return PADDING + themes.metrics(FontRole.STRONG).horizontalAdvance("00/00") + 12

    def _paint_lines(self, painter: QPainter, room: QRect) -> None:
        theme = themes.current()
        heights = [themes.line_height(role) for role in (FontRole.BODY, FontRole.SECOND)]
        top = (self.height() - sum(heights)) // 2 + 1
        for text, role, colour, height in (
            (self._title, FontRole.BODY, theme.text, heights[0]),
            (self._note, FontRole.SECOND, theme.text3, heights[1]),
        ):
            metrics = themes.metrics(role)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(themes.font(role))
            painter.setPen(QColor(colour))
            painter.drawText(QRect(room.left(), top, room.width(), height), _LEFT, shown)
            top += height


def state_width(words: Sequence[str]) -> int:
    """Return the room of sign and bold words that fits every row."""
    metrics = themes.metrics(FontRole.STRONG)
    widest = max((metrics.horizontalAdvance(told(each)) for each in words), default=0)
    return _SIGN + _SIGN_GAP + widest


def milestone_row(milestone: Milestone, as_of: dt.date, soon_days: int) -> TwoLineRow:
    """Return the row of a milestone: day, what falls due, days left.

    It can be pressed only where it stands for one task.
    """
    left = (milestone.day - as_of).days
    light = Light.DUE_SOON if left <= soon_days else Light.IN_TIME
    words = tr("hôm nay") if left == 0 else tr("{left} ngày", left=formats.number(left))
    day = f"{milestone.day.day:02d}/{milestone.day.month:02d}"
    row = TwoLineRow(milestone.title, milestone.note, light, words, lead=day)
    row.setEnabled(len(milestone.task_ids) == 1)
    return row


class Legend(QWidget):
    """Swatches of the bars with the short names; the last light only where there is one."""

    def __init__(self) -> None:
        """Show the six lights that always have a name here."""
        super().__init__()
        self._lights = tuple(light for light in Light if light is not Light.STOPPED)
        self._lefts: list[int] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Chú giải màu"))
        self._place()

    def show_stopped(self, stopped: bool) -> None:  # noqa: FBT001 - says it all
        """Name the light of stopped tasks as well."""
        last = (Light.STOPPED,) if stopped else ()
        self._lights = (*(light for light in Light if light is not Light.STOPPED), *last)
        self._place()
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.line))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(themes.font(FontRole.SECOND))
        columns = len(self._lefts)
        for place, light in enumerate(self._lights):
            left, top = self._lefts[place % columns], 7 + place // columns * self._line()
            swatch = QRectF(left, top + (self._line() - 10) / 2, 10, 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.lights[light].fill))
            painter.drawRoundedRect(swatch, 2, 2)
            painter.setPen(QColor(theme.text2))
            room = QRect(left + 15, top, self.width(), self._line())
            painter.drawText(room, _LEFT, told(LIGHT_SHORT_NAMES[light]))
        painter.end()

    def _line(self) -> int:
        return themes.line_height(FontRole.SECOND) + 4

    def _place(self) -> None:
        """Choose as many columns as the words leave room for, and the height that follows."""
        metrics = themes.metrics(FontRole.SECOND)
        names = [told(LIGHT_SHORT_NAMES[light]) for light in self._lights]
        words = [15 + metrics.horizontalAdvance(name) for name in names]
        room = self.width() - 2 * PADDING
        for columns in (len(words), 4, 3, 2, 1):
            widths = [max(words[place::columns]) for place in range(columns)]
            spare = room - sum(widths)
            if columns == 1 or spare >= _LEGEND_GAP * (columns - 1):
                break
        gap = min(40, spare // (columns - 1)) if columns > 1 else 0
        self._lefts = [PADDING + sum(widths[:place]) + place * gap for place in range(columns)]
        rows = -(-len(words) // columns)
        self.setFixedHeight(rows * self._line() + 2 * 6 + 1)


class Percentages(QWidget):
    """Both percentages with their denominators, side by side."""

    def __init__(self) -> None:
        """Show none yet."""
        super().__init__()
        self._parts: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Percentage and denominator in words: on tasks due, on all tasks."""
        return self._parts

    def show_tally(self, tally: Tally) -> None:
        """Show the percentages of a tally."""
        done = formats.number(tally.completed)
        due = tr("{done} trên {due} nhiệm vụ đã đến hạn", done=done, due=formats.number(tally.due))
        followed = tr("{done} trên {followed}", done=done, followed=formats.number(tally.followed))
        stopped = tr(", trừ {stopped} việc dừng", stopped=formats.number(tally.stopped))
        self._parts = (
            (
                formats.percent(tally.completed, tally.due),
                due if tally.due else tr("chưa có nhiệm vụ nào đến hạn"),
            ),
            (
                formats.percent(tally.completed, tally.followed),
                followed + (stopped if tally.stopped else tr(" nhiệm vụ")),
            ),
        )
        words = "; ".join(f"{percent}: {words}" for percent, words in self._parts)
        self.setAccessibleName(tr("Tỷ lệ hoàn thành {words}", words=words))
        self.setToolTip(safe_tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        lines = themes.line_height(FontRole.OBJECT_TITLE) + themes.line_height(FontRole.SECOND)
        return QSize(300, lines + 2 * 8 + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.line))
        half = self.width() // 2
        painter.fillRect(half, 1, 1, self.height() - 10, QColor(theme.line))
        for place, (percent, words) in enumerate(self._parts):
            left, width = PADDING + place * half, half - PADDING - 4
            top = 8
            for text, role, colour in (
                (percent, FontRole.OBJECT_TITLE, theme.text),
                (words, FontRole.SECOND, theme.text2),
            ):
                height = themes.line_height(role)
                shown = themes.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, width)
                painter.setFont(themes.font(role))
                painter.setPen(QColor(colour))
                painter.drawText(QRect(left, top, width, height), _LEFT, shown)
                top += height
        painter.end()


class TrendCard(Card):
    """Completed so far this year: a chart, or a sentence while nothing is completed."""

    def __init__(self) -> None:
        """Leave the chart for later: its library is slow to import."""
        super().__init__(tr("Nhiệm vụ hoàn thành, lũy kế"))
        self._chart: QWidget | None = None
        self._points: tuple[tuple[dt.date, int], ...] = ()
        self.empty = Sentence()
        self.percentages = Percentages()
        room = QWidget()
        room.setMinimumHeight(130)
        # Ignored: the chart would ask for far more than its share of the column.
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        margins = QVBoxLayout(room)
        margins.setContentsMargins(PADDING, 0, PADDING, 4)
        self._stack = QStackedLayout()
        margins.addLayout(self._stack)
        self._stack.addWidget(self.empty)
        self.body.addWidget(room, 1)
        self.body.addWidget(self.percentages)

    @property
    def chart(self) -> QWidget | None:
        """The chart, once there was something to draw."""
        return self._chart

    def show_year(self, points: Sequence[tuple[dt.date, int]], year: int) -> None:
        """Show the months of a year; with nothing completed, say so."""
        self._points = tuple(points)
        self.set_title(tr("Nhiệm vụ hoàn thành, lũy kế {year}", year=year))
        counts = [count for _day, count in self._points]
        if not any(counts):
            self.empty.say(tr("Chưa có nhiệm vụ nào hoàn thành trong năm {year}", year=year))
            self._stack.setCurrentWidget(self.empty)
            self.set_aside("")
            return
        month = counts[-1] - counts[-2] if len(counts) > 1 else counts[-1]
        self.set_aside(
            tr("tháng {month}: {signed}", month=self._points[-1][0].month, signed=signed(month))
        )
        self.empty.say("")
        # In an idle moment: importing the chart's library takes longer than painting the page.
        QTimer.singleShot(0, self, self._draw)

    def _draw(self) -> None:
        from app.views.charts.trend import TrendChart  # noqa: PLC0415 - slow, see above

        if not isinstance(self._chart, TrendChart):
            self._chart = TrendChart()
            self._stack.addWidget(self._chart)
        self._chart.show_points(self._points)
        self._stack.setCurrentWidget(self._chart)
