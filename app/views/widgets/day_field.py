"""A day of the top bar: typed freely or taken from a calendar; told of when it is finished."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain import formats
from app.views import theme
from app.views.language import tr
from app.views.widgets.typed_date_field import TypedDateField


class DayField(TypedDateField):
    """`day_chosen` comes after Enter, on leaving, or from the calendar.

    A wrong day goes back, and so does one after the latest; `refused` says why.
    """

    day_chosen = Signal(object)
    """The new day, a ``datetime.date``."""
    refused = Signal(str)
    """Why what was typed went back."""

    def __init__(self, day: dt.date, name: str, parent: QWidget | None = None) -> None:
        """Show a day.

        Args:
            day: the first day shown; its year completes a day typed without one, until there is a
                latest day.
            name: what the day is, for screen readers.
            parent: the bar.
        """
        super().__init__(day, name, day.year, parent)
        self._told = day
        text = theme.metrics(theme.FontRole.BODY).horizontalAdvance("00/00/0000")
        self.setFixedWidth(text + 28 + 26)
        self.editingFinished.connect(self._finish)

    @property
    def shown(self) -> dt.date:
        """The day that was last shown or told of."""
        return self._told

    def show_day(self, day: dt.date) -> None:
        """Show a day without telling of it; what is being typed stays if the day is the same."""
        typing = self.hasFocus() and self.isModified() and day == self._told
        if not typing:
            self._write(day)

    def _finish(self) -> None:
        day = self.day
        if day is None:
            typed = self.text().strip()
            self._write(self._told)
            if typed:
                self.refused.emit(tr("“{typed}” không phải ngày, giữ nguyên ngày cũ.", typed=typed))
        elif self._latest is not None and day > self._latest:
            self._write(self._told)
            words = tr(
                "Ngày {day} chưa đến, giữ nguyên ngày cũ. Chỉ chọn được đến {latest}.",
                day=formats.date_in_table(day),
                latest=formats.date_in_table(self._latest),
            )
            self.refused.emit(words)
        elif day != self._told:
            self._write(day)
            self.day_chosen.emit(day)

    def _write(self, day: dt.date) -> None:
        self._told = day
        self.setText(formats.date_in_table(day))
