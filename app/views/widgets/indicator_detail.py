"""The detail of an indicator: what is asked for by when, by whom, and where documents disagree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.indicator_assessment import IndicatorAssessment
from app.domain.indicator_light import LIGHT_NAMES, SHOWN_AS, IndicatorLight
from app.domain.indicator_series import told_series
from app.domain.indicators import (
    ACCUMULATION_WORDS,
    DIRECTION_WORDS,
    IndicatorBook,
    IndicatorRecord,
)
from app.domain.road import Road, Stop, pace_words, road_of
from app.domain.traffic_light import CLOSED_WORDS, Light
from app.views import icons, theme
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.widgets.badge import LightBadge
from app.views.widgets.blocks import WarningNote
from app.views.widgets.entry_history import EntryHistory, entered
from app.views.widgets.focus_frame import FocusFrame
from app.views.widgets.found_text import FoundText
from app.views.widgets.indicator_facts import (
    agreement_words,
    charge_rows,
    difference_note,
    level_rows,
)
from app.views.widgets.judging_choice import JudgingChoice, years_to_choose
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText

if TYPE_CHECKING:
    from app.views.charts.series_frame import RoadFrame, SeriesFrame
    from app.views.prompts import Prompts

NOT_ASSESSED = LIGHT_NAMES[IndicatorLight.NOT_ASSESSED]
NOTHING_CHOSEN = tr("Chọn một chỉ tiêu trong danh sách để xem chi tiết.")
NO_ROAD = tr(
    "Chưa đủ mức của hai năm để vẽ lộ trình; "
    "bình quân, tổng, mức tăng giảm không phải là mức của một năm."
)
PAST_POINT = tr("Điểm rỗng màu xám: mức của văn bản đã kết thúc.")

_MARGIN = 16


class IndicatorDetail(QWidget):
    """Shows one indicator."""

    closed = Signal()
    """The cross."""
    left = Signal()
    """Esc: the keyboard wants back to the list."""
    entry_asked = Signal(int)
    """The button that enters results: the indicator."""
    judging_chosen = Signal(int, object, int)
    """Another target judges: the indicator, the target, the year."""

    def __init__(self, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Start with no indicator; ``prompts`` asks where a picture is saved."""
        super().__init__(parent)
        self.indicator: IndicatorRecord | None = None
        self._book: IndicatorBook | None = None
        self._editable = True
        self._words: Sequence[str] = ()
        self._chart: RoadFrame | None = None
        self._series: SeriesFrame | None = None
        self._prompts = prompts
        self.setAccessibleName(tr("Chi tiết chỉ tiêu"))
        self._badge = LightBadge(Light.UNKNOWN, NOT_ASSESSED, self)
        self._number = label("", FontRole.BODY, "text2", self)
        self._name = FoundText(role=FontRole.OBJECT_TITLE, parent=self)
        self._kind = PlainText(role=FontRole.SECOND, tone="text2", parent=self)
        self.why = PlainText(role=FontRole.BODY, parent=self)
        self.entry_button = self._entry_button()
        self.close_button = self._close_button()
        self._page = QScrollArea(self)
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setWidgetResizable(True)
        self._page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.viewport().setAutoFillBackground(False)
        self._page.setAccessibleName(tr("Chi tiết chỉ tiêu"))
        FocusFrame(self._page)
        self._lay_out()

    def shows(self, key: int, book: IndicatorBook) -> bool:
        """Return whether an indicator of this very book is on show."""
        return self.indicator is book.by_id.get(key) and self._book is book

    def show_indicator(
        self,
        indicator: IndicatorRecord,
        book: IndicatorBook,
        assessment: IndicatorAssessment,
        *,
        editable: bool = True,
    ) -> None:
        """Show an indicator; the scroll position stays if it is the one already on show.

        Args:
            indicator: which one.
            book: what is known on a day, with its period.
            assessment: its light in that period.
            editable: whether results and choices can be recorded.
        """
        same = self.indicator is not None and self.indicator.id == indicator.id
        scrolled = self._page.verticalScrollBar().value() if same else 0
        self.indicator, self._book, self._editable = indicator, book, editable
        if indicator.closed:
            self._badge.show_light(Light.STOPPED, CLOSED_WORDS)
        else:
            light = assessment.light
            self._badge.show_light(SHOWN_AS[light], LIGHT_NAMES[light])
        self.why.setText("" if indicator.closed else assessment.why)
        self.why.setVisible(not indicator.closed)
        self.entry_button.setVisible(editable and not indicator.closed)
        self._number.setText(number_words(indicator))
        self._name.setText(indicator.name)
        self._kind.setText(kind_line(indicator))
        self._fill(indicator, book, assessment)
        for text in self.findChildren(FoundText):
            text.mark(self._words)
        self._page.verticalScrollBar().setValue(scrolled)
        self._stack.setCurrentWidget(self._shown)

    def show_nothing(self, words: str = NOTHING_CHOSEN) -> None:
        """Say why there is no indicator."""
        self.indicator = None
        self._nothing.setText(words)
        self._stack.setCurrentWidget(self._empty)

    def mark(self, words: Sequence[str]) -> None:
        """Mark the words of a search in this indicator and those shown after it."""
        self._words = words
        for text in self.findChildren(FoundText):
            text.mark(words)

    def sizeHint(self) -> QSize:
        return QSize(420, 480)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.fillRect(0, 0, 1, self.height(), QColor(theme.current().line_strong))
        painter.end()

    # ---- Building

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._badge)
        head.addStretch(1)
        head.addWidget(self._number)
        head.addWidget(self.close_button)
        top = QVBoxLayout()
        top.setContentsMargins(_MARGIN, 8, 10, 8)
        top.setSpacing(4)
        top.addLayout(head)
        top.addWidget(self._name)
        top.addWidget(self._kind)
        top.addWidget(self.why)
        self._shown = QWidget(self)
        whole = QVBoxLayout(self._shown)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._page, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        foot.addWidget(self.entry_button)
        foot.addStretch(1)
        whole.addLayout(foot)
        self._nothing = PlainText(NOTHING_CHOSEN, FontRole.BODY, "text3", self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty = QWidget(self)
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(24, 48, 24, 24)
        empty.addWidget(self._nothing)
        empty.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._shown)

    def _close_button(self) -> QToolButton:
        button = QToolButton(self)
        for name in ("tool", "flat", "compact"):
            button.setProperty(name, True)
        button.setAccessibleName(tr("Đóng chi tiết"))
        button.setToolTip(tr("Đóng chi tiết (Esc)"))
        icons.dress(button, "close", "text2", 18)
        button.clicked.connect(self.closed)
        return button

    def _entry_button(self) -> QPushButton:
        button = QPushButton(tr("Nhập kết quả"), self)
        button.setProperty("compact", True)
        button.setAutoDefault(False)
        icons.dress(button, "plus", "text2", 18)
        button.clicked.connect(
            lambda: self.entry_asked.emit(self.indicator.id if self.indicator else 0)
        )
        return button

    def _fill(
        self, indicator: IndicatorRecord, book: IndicatorBook, assessment: IndicatorAssessment
    ) -> None:
        for chart in (self._chart, self._series):
            if chart is not None:
                chart.setParent(self)  # it is made once: the page may be thrown away
                chart.hide()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, 4, _MARGIN, _MARGIN)
        column.setSpacing(8)
        if assessment.warning:
            warning = WarningNote()
            warning.body.addWidget(PlainText(assessment.warning))
            column.addWidget(warning)
        if (difference := difference_note(indicator)) is not None:
            column.addWidget(difference)
        for year in years_to_choose(indicator, book):
            choice = JudgingChoice(indicator, year, book, editable=self._editable)
            choice.target_chosen.connect(
                lambda target, of, key=indicator.id: self.judging_chosen.emit(key, target, of)
            )
            column.addWidget(choice)
        self._add_results(column, indicator, book)
        self._add_road(column, indicator, road_of(indicator, book), book.as_of)
        column.addWidget(_heading(tr("Mức và kết quả theo năm")))
        column.addWidget(level_rows(indicator, book))
        if words := agreement_words(indicator):
            column.addWidget(PlainText(words, FontRole.SECOND, "text2"))
        column.addWidget(_heading(tr("Phụ trách")))
        column.addWidget(charge_rows(indicator, book))
        if indicator.note:
            note = WarningNote()
            note.body.addWidget(PlainText(tr("Ghi chú về văn bản"), strong=True))
            note.body.addWidget(PlainText(indicator.note))
            column.addWidget(note)
        column.addStretch(1)
        self._page.setWidget(content)
        content.setAutoFillBackground(False)  # setWidget switches it on

    def _add_results(
        self, column: QVBoxLayout, indicator: IndicatorRecord, book: IndicatorBook
    ) -> None:
        series = told_series(indicator, book.plan_year)
        if not entered(indicator):
            return
        if series.results:
            chart = self._series_chart()
            chart.show_series(series, indicator.name, book.as_of)
            column.addWidget(_heading(series.title))
            column.addWidget(chart)
            chart.show()
        column.addWidget(_heading(tr("Các lần nhập kết quả")))
        column.addWidget(EntryHistory(indicator, book))

    def _series_chart(self) -> SeriesFrame:
        if self._series is None:
            from app.views.charts.series_frame import SeriesFrame  # noqa: PLC0415 - slow to import

            self._series = SeriesFrame(self._prompts, self)
        return self._series

    def _add_road(
        self, column: QVBoxLayout, indicator: IndicatorRecord, road: Road, as_of: dt.date
    ) -> None:
        if not road.can_be_drawn:
            if indicator.targets:
                column.addWidget(PlainText(NO_ROAD, FontRole.SECOND, "text3"))
            return
        column.addWidget(_heading(tr("Lộ trình {years}", years=", ".join(map(str, road.years)))))
        chart = self._road_chart()
        chart.show_road(road, indicator.name, as_of)
        column.addWidget(chart)
        chart.show()
        if words := pace_words(road, indicator.direction):
            column.addWidget(PlainText(words, FontRole.SECOND, "text2"))
        if road.of(Stop.PAST):
            column.addWidget(PlainText(PAST_POINT, FontRole.SECOND, "text3"))

    def _road_chart(self) -> RoadFrame:
        if self._chart is None:
            from app.views.charts.series_frame import RoadFrame  # noqa: PLC0415 - slow to import

            self._chart = RoadFrame(self._prompts, self)
        return self._chart


def number_words(indicator: IndicatorRecord) -> str:
    """Return its number in its document: ``STT 3``, or that it is a row under another."""
    number = indicator.stt.strip("+-")
    if indicator.depth:
        return tr("Dòng phụ")
    return tr("STT {number}", number=number) if number else ""


def kind_line(indicator: IndicatorRecord) -> str:
    """Return unit, direction and accumulation: how its figures are to be read."""
    words = (DIRECTION_WORDS[indicator.direction], ACCUMULATION_WORDS[indicator.accumulation])
    kinds = list(map(told, words))
    return " · ".join([indicator.unit, *kinds] if indicator.unit else kinds)


def _heading(words: str) -> PlainText:
    heading = PlainText(words, strong=True)
    heading.setContentsMargins(0, 6, 0, 0)
    return heading
