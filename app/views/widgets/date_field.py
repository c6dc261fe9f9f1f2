"""A field for one day, dd/MM/yyyy, with a Vietnamese calendar; tells only of finished input."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QEvent, QLocale, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton, QWidget

from app.views import icons, theme

_VIETNAMESE = QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam)


_ARROW = 28
"""Width of the arrow in the style sheet."""


class DateField(QDateEdit):
    """A date field. `day_changed` comes after Enter, on leaving, or from the calendar."""

    day_changed = Signal(object)
    """The new day, a ``datetime.date``."""

    def __init__(self, day: dt.date, name: str, parent: QWidget | None = None) -> None:
        """Show a day.

        Args:
            day: the first day shown.
            name: what the day is, for screen readers.
            parent: the bar or form.
        """
        super().__init__(QDate(day.year, day.month, day.day), parent)
        self._told = day
        self.setAccessibleName(name)
        self.setLocale(_VIETNAMESE)
        self.setDisplayFormat("dd/MM/yyyy")
        self.setCalendarPopup(True)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._calendar = _calendar()
        self.setCalendarWidget(self._calendar)
        # The text, the arrow, both paddings and borders.
        text = theme.metrics(theme.FontRole.BODY).horizontalAdvance("00/00/0000")
        self.setMinimumWidth(text + _ARROW + 18 + 8)
        self.editingFinished.connect(self._tell)
        self._calendar.clicked.connect(self._tell)
        self._dress()
        theme.on_change(self._dress)

    @property
    def day(self) -> dt.date:
        """The day on show."""
        return _day(self.date())

    def show_day(self, day: dt.date) -> None:
        """Show a day without telling of it."""
        self._told = day
        self.setDate(QDate(day.year, day.month, day.day))

    def set_latest(self, day: dt.date) -> None:
        """Refuse days after this one."""
        self.setMaximumDate(QDate(day.year, day.month, day.day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel that scrolls past must not change a day that nobody has clicked into.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def open_calendar(self) -> None:
        """Open the calendar. Qt opens it by mouse alone, so the arrow is pressed for the user."""
        arrow = QPointF(self.width() - _ARROW / 2, self.height() / 2)
        press = QMouseEvent(
            QEvent.Type.MouseButtonPress,
            arrow,
            self.mapToGlobal(arrow),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.mousePressEvent(press)

    def _tell(self) -> None:
        if self.day != self._told:
            self._told = self.day
            self.day_changed.emit(self.day)

    def _dress(self) -> None:
        for name, arrow in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = self._calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon(arrow))
        weekend = QTextCharFormat()
        weekend.setForeground(theme.current().colour("text2"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(weekday, weekend)
        head = QTextCharFormat()
        head.setForeground(theme.current().colour("text3"))
        head.setBackground(theme.current().colour("surface"))
        self._calendar.setHeaderTextFormat(head)


def _calendar() -> QCalendarWidget:
    result = QCalendarWidget()
    result.setLocale(_VIETNAMESE)
    result.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    result.setGridVisible(False)
    result.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    return result


def _day(date: QDate) -> dt.date:
    return dt.date(date.year(), date.month(), date.day())
