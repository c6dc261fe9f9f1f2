"""Another value of a setting from a day on."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from app.domain import formats
from app.domain.office import Office
from app.domain.office_settings import SettingKind
from app.domain.terms import ONE_DAY
from app.views.dialogs.form_parts import NO_DATE
from app.views.dialogs.office_form import OfficeForm, line
from app.views.language import tr
from app.views.widgets.typed_date_field import TypedDateField


class SettingDialog(OfficeForm):
    """Asks for a value and its first day; `value` and `from_day` hold the answer."""

    def __init__(
        self,
        office: Office,
        today: dt.date,
        kind: SettingKind,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with the value in force."""
        from app.services import office_settings  # noqa: PLC0415 - opened late

        super().__init__(tr("Đổi thông số"), tr("Áp dụng"), parent)
        self._office, self._kind = office, kind
        self.value, self.from_day = "", today
        held = office_settings.in_force(office, kind.key, today)
        self.field = line(held.value if held else "")
        self.day = TypedDateField(today, tr("Áp dụng từ"), today.year)
        self.day.setFixedWidth(150)
        if kind.figure:
            self.field.setFixedWidth(80)
        self.add_row(tr("Giá trị mới"), self.field, stretched=not kind.figure)
        self.add_row(tr("Áp dụng từ"), self.day, stretched=False)
        self.lay_out_form(kind.title, kind.hint)
        self.field.textChanged.connect(self._judge)
        self.day.day_changed.connect(self._judge)
        self.field.setFocus()
        self.field.selectAll()
        self._judge()

    def confirm(self) -> None:
        """Take the answer if it can be carried out."""
        day = self.day.day
        if day is not None and self.accept_button.isEnabled():
            self.value, self.from_day = self.field.text(), day
            self.accept()

    def _judge(self) -> None:
        from app.services import office_settings  # noqa: PLC0415 - opened late

        day = self.day.day
        self.day.show_wrong(wrong=day is None)
        if day is None:
            self.show_refusal(NO_DATE)
            self.outcome.show_nothing("")
            return
        refusal = office_settings.refusal(self._office, self._kind.key, self.field.text(), day)
        unchanged = office_settings.in_force(self._office, self._kind.key, day)
        same = unchanged is not None and unchanged.value == self.field.text().strip()
        # Nothing typed yet is no mistake.
        self.show_refusal("" if same else refusal or "")
        self.accept_button.setEnabled(refusal is None)
        if refusal:
            self.outcome.show_nothing(tr("Ghi giá trị mới và ngày bắt đầu áp dụng."))
            return
        last, first = formats.date_in_table(day - ONE_DAY), formats.date_in_table(day)
        before = f"“{unchanged.value}”" if unchanged and unchanged.value else tr("để trống")
        after = f"“{self.field.text().strip()}”" if self.field.text().strip() else tr("để trống")
        self.outcome.show_nothing(
            tr(
                "Số liệu và biểu đến ngày {last}: {before}; từ ngày {first}: {after}.",
                last=last,
                before=before,
                first=first,
                after=after,
            )
        )
