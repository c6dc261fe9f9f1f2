"""A day that is typed as people type it (5/3, 05/03/2026, 5-3-26), or taken from a calendar."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from app.domain import formats
from app.views import icons
from app.views.language import tr


class TypedDateField(QLineEdit):
    """A line to type a day into; on leaving, what was understood is written out."""

    day_changed = Signal()

    def __init__(
        self, day: dt.date, name: str, default_year: int, parent: QWidget | None = None
    ) -> None:
        """Show a day.

        Args:
            day: the first day shown.
            name: what the day is, for screen readers.
            default_year: year of a day typed without one.
            parent: the form.
        """
        super().__init__(formats.date_in_table(day), parent)
        self._default_year = default_year
        self._first = day
        self._latest: dt.date | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("ngày/tháng/năm"))
        opening = QAction(tr("Mở lịch"), self)
        opening.setToolTip(tr("Mở lịch (Alt+mũi tên xuống)"))
        icons.dress(opening, "calendar", "text2", 18)
        opening.triggered.connect(self.open_calendar)
        self.addAction(opening, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self.day_changed)

    @property
    def day(self) -> dt.date | None:
        """The day as it is understood; None where it is none."""
        try:
            return formats.parse_date(self.text(), default_year=self._default_year)
        except ValueError:
            return None

    def set_latest(self, day: dt.date) -> None:
        """Offer no days after this one; its year completes a day typed without one."""
        self._latest = day
        self._default_year = day.year

    def show_wrong(self, *, wrong: bool) -> None:
        """Give the field the border of a mistake, or take it away."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def open_calendar(self) -> None:
        """Open a calendar under the field; a click or Enter in it takes the day."""
        from app.views.widgets.calendar import Calendar  # noqa: PLC0415 - on demand

        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFrameShape(QFrame.Shape.Box)
        calendar = Calendar(self.day or self._first, self._latest, popup)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)

        def take(day: dt.date) -> None:
            self.setText(formats.date_in_table(day))
            popup.close()
            self.editingFinished.emit()

        calendar.day_taken.connect(take)
        popup.adjustSize()
        corner = QPoint(self.width() - popup.width(), self.height())
        popup.move(self.mapToGlobal(corner))
        popup.show()
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and alt):
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if (day := self.day) is not None:
            self.setText(formats.date_in_table(day))
