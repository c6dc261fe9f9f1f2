"""The right side of Lịch: what falls due on the chosen day, and the reports round about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats
from app.domain.phrases import capital
from app.domain.records import TaskRef
from app.domain.report_dates import ReportDate
from app.domain.traffic_light import state_words
from app.views import theme as themes
from app.views.calendar_days import day_title, days_left
from app.views.language import told, tr
from app.views.tables.painting import RIGHT, paint_text
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText
from app.views.widgets.pressable import Pressable
from app.views.widgets.signs import SIGN, paint_sign

_MARGIN = 16
_MOST_TASKS = 30


class DayTask(Pressable):
    """One task of the day: title, who leads it, its state."""

    def __init__(self, task: TaskRef, title: str, note: str, parent: QWidget) -> None:
        """Show a task."""
        super().__init__(parent)
        self._light, self._state = task.light, told(state_words(task.assessment))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{title}, {note}, {self._state}")
        lines = self._lines = QVBoxLayout(self)
        lines.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        lines.setSpacing(3)
        for words, role, tone, strong in (
            (title, FontRole.BODY, "text", True),
            (note, FontRole.SECOND, "text2", False),
        ):
            text = PlainText(words, role, tone, strong=strong)  # type: ignore[arg-type]
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            lines.addWidget(text)
        self._room = QWidget()
        self._room.setFixedHeight(themes.line_height(FontRole.BODY) + 4)
        self._room.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lines.addWidget(self._room)

    def sizeHint(self) -> QSize:
        return QSize(240, self._lines.totalHeightForWidth(max(240, self.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.subtle if self.hot else theme.surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.line))
        room = self._room.geometry()
        sign = QRectF(room.left(), room.center().y() - SIGN / 2, SIGN, SIGN)
        paint_sign(painter, sign, self._light, theme)
        words = room.adjusted(SIGN + 8, 0, -40, 0)
        paint_text(painter, words, self._state, FontRole.BODY, theme.lights[self._light].text)
        paint_text(painter, room, tr("Mở"), FontRole.BODY, theme.accent, align=RIGHT)
        self.paint_ring(painter, 2)
        painter.end()


class ReportRow(Pressable):
    """One report date: period, how many have come, its light."""

    def __init__(self, date: ReportDate, parent: QWidget) -> None:
        """Show a report date."""
        super().__init__(parent)
        self._light = date.light.light
        words = date.period.words
        self._words = told(capital(words))
        self._title = date.title
        self._counts = told(date.counts)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        closing = formats.date_in_text(date.period.closing_day)
        self.setAccessibleName(
            tr(
                "{title}, {words}, chốt {closing}, {counts}",
                title=date.title,
                words=words,
                closing=closing,
                counts=date.counts,
            )
        )
        self.setToolTip(
            safe_tip(
                tr(
                    "{title}\n{document}, chốt {closing}",
                    title=date.title,
                    document=date.document,
                    closing=closing,
                )
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(240, themes.two_line_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.subtle if self.hot else theme.surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.line))
        room = self.rect().adjusted(_MARGIN, 0, -_MARGIN, -1)
        sign = QRectF(room.right() - SIGN, room.center().y() - SIGN / 2, SIGN, SIGN)
        paint_sign(painter, sign, self._light, theme)
        room.setRight(room.right() - SIGN - 8)
        paint_text(painter, room, self._counts, FontRole.BODY, theme.text2, align=RIGHT)
        width = themes.metrics(FontRole.BODY).horizontalAdvance(self._counts) + 8
        half = room.height() // 2
        first = QRect(room.left(), room.top() + 3, room.width() - width, half)
        second = QRect(room.left(), room.top() + half, room.width() - width, half - 3)
        paint_text(painter, first, self._words, FontRole.BODY, theme.text)
        paint_text(painter, second, self._title, FontRole.SECOND, theme.text2)
        self.paint_ring(painter, 2)
        painter.end()


class DayPanel(QWidget):
    """Tasks of the day, then reports; at the foot the way to the list."""

    task_asked = Signal(int)
    report_asked = Signal(object)
    """A `ReportDate`."""
    list_asked = Signal(object)
    """The tasks of a day are to be listed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a day."""
        super().__init__(parent)
        self.setAccessibleName(tr("Ngày đang chọn"))
        self._day = dt.date.min
        self._title = label("", FontRole.OBJECT_TITLE, "text", self)
        self._left = label("", FontRole.BODY, "text2", self)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list_button = QPushButton(tr("Mở danh sách ngày này"), self)
        self.list_button.setProperty("compact", True)
        self.list_button.clicked.connect(lambda: self.list_asked.emit(self._day))
        head = QWidget(self)
        head.setObjectName("toolBar")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(max(44, themes.compact_height() + 16))
        row = QHBoxLayout(head)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 1)
        row.addWidget(self._title, 1)
        row.addWidget(self._left)
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        foot.addWidget(self.list_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._area, 1)
        whole.addLayout(foot)

    def show_day(
        self,
        day: dt.date,
        as_of: dt.date,
        tasks: Sequence[TaskRef],
        texts: Mapping[int, tuple[str, str]],
        reports: Sequence[ReportDate],
    ) -> None:
        """Show a day.

        Args:
            day: the day.
            as_of: the day asked for, from which days are counted.
            tasks: those due on the day.
            texts: task id → title and second line.
            reports: report dates to show under them.
        """
        self._day = day
        title = day_title(day)
        self._title.setText(title.removesuffix(f"/{day.year}") if day.year == as_of.year else title)
        self._left.setText(days_left(day, as_of))
        body = _Ground()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for task in tasks[:_MOST_TASKS]:
            title, note = texts.get(task.id, ("", ""))
            row = DayTask(task, title, note, body)
            row.clicked.connect(lambda _c=False, number=task.id: self.task_asked.emit(number))
            lines.addWidget(row)
        if len(tasks) > _MOST_TASKS:
            lines.addWidget(_line(tr("và {tasks} nhiệm vụ khác", tasks=len(tasks) - _MOST_TASKS)))
        if not tasks:
            lines.addWidget(_line(tr("Không có nhiệm vụ nào đến hạn ngày này.")))
        if reports:
            heading = label(tr("Kỳ báo cáo"), FontRole.STRONG, "text", body)
            heading.setContentsMargins(_MARGIN, 14, _MARGIN, 6)
            lines.addWidget(heading)
            for date in reports:
                report = ReportRow(date, body)
                report.clicked.connect(lambda _c=False, date=date: self.report_asked.emit(date))
                lines.addWidget(report)
        lines.addStretch(1)
        self._area.setWidget(body)
        self.list_button.setEnabled(bool(tasks))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.fillRect(0, 0, 1, self.height(), QColor(theme.line))
        painter.end()


class _Ground(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(themes.current().surface))
        painter.end()


def _line(words: str) -> PlainText:
    text = PlainText(words, FontRole.BODY, "text3")
    text.setContentsMargins(_MARGIN, 14, _MARGIN, 8)
    return text
