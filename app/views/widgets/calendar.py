"""A month to choose a day from, in the language of the window and the colours of the theme."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from app.views import icons, theme
from app.views.language import is_english

_VIETNAMESE = QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam)

_MOST_SHOWN = 42
"""Days in the six weeks of a page."""


class Calendar(QCalendarWidget):
    """Tells of a day that was clicked or confirmed with Enter, once."""

    day_taken = Signal(object)
    """The day, a ``datetime.date``."""

    def __init__(self, day: dt.date, latest: dt.date | None, parent: QWidget | None = None) -> None:
        """Show the month of a day.

        Args:
            day: the day that is marked at first.
            latest: days after this one cannot be taken; None for no such day.
            parent: the popup.
        """
        super().__init__(parent)
        self._taken = False
        self.setLocale(QLocale() if is_english() else _VIETNAMESE)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setGridVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setSelectedDate(_date(day))
        self._dress()
        if latest is not None:
            self._end_with(_date(latest))
        # A double click is both.
        self.clicked.connect(self._take)
        self.activated.connect(self._take)

    def _take(self, date: QDate) -> None:
        if not self._taken:
            self._taken = True
            self.day_taken.emit(dt.date(date.year(), date.month(), date.day()))

    def _end_with(self, latest: QDate) -> None:
        self.setMaximumDate(latest)
        # The style sheet gives every day one colour; the month of the latest day is the last one.
        grey = QTextCharFormat()
        grey.setForeground(theme.current().colour("disabled_text"))
        for days in range(1, _MOST_SHOWN):
            self.setDateTextFormat(latest.addDays(days), grey)

    def _dress(self) -> None:
        for name, arrow in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = self.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon(arrow))
        weekend = QTextCharFormat()
        weekend.setForeground(theme.current().colour("text2"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, weekend)
        head = QTextCharFormat()
        head.setForeground(theme.current().colour("text3"))
        head.setBackground(theme.current().colour("surface"))
        self.setHeaderTextFormat(head)


def _date(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
