"""Ask for one day, such as the last day of a portfolio."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from app.views.dialogs.form_parts import NO_DATE
from app.views.dialogs.office_form import OfficeForm
from app.views.widgets.typed_date_field import TypedDateField


class DayDialog(OfficeForm):
    """Asks for a day; `day` holds it after the dialog was accepted."""

    def __init__(  # noqa: PLR0913 - the words of a question
        self,
        title: str,
        heading: str,
        *,
        field: str,
        outcome: str,
        today: dt.date,
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            title: of the window, and of the button.
            heading: what it is about.
            field: which day.
            outcome: what will come of it.
            today: the day to begin with.
            parent: the page.
        """
        super().__init__(title, title, parent)
        self.day = today
        self.field = TypedDateField(today, field, today.year)
        self.field.setFixedWidth(150)
        self.add_row(field, self.field, stretched=False)
        self.lay_out_form(heading)
        self.outcome.show_nothing(outcome)
        self.field.day_changed.connect(self._judge)
        self.field.setFocus()
        self.field.selectAll()

    def confirm(self) -> None:
        """Take the day."""
        if (day := self.field.day) is not None:
            self.day = day
            self.accept()

    def _judge(self) -> None:
        self.field.show_wrong(wrong=self.field.day is None)
        self.show_refusal(NO_DATE if self.field.day is None else "")
