"""Dialogs of reporting periods: a new one, and why a closed one is opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain import formats
from app.domain.reporting_periods import (
    PERIOD_KIND_NAMES,
    PeriodKind,
    PeriodRecord,
    ProposedPeriod,
    period_refusal,
    proposed,
    reopening_refusal,
)
from app.views.dialogs.day_dialog import DayDialog
from app.views.dialogs.form_parts import NO_DATE
from app.views.dialogs.office_form import OfficeForm, choice, line
from app.views.dialogs.term_dialog import day_or_nothing
from app.views.language import tr
from app.views.widgets.typed_date_field import TypedDateField

_OWN = tr("Kỳ riêng của cơ quan")
_NOTE = tr(
    "Ngày chốt của tháng, quý, 6 tháng, năm theo Nghị định 09/2019/NĐ-CP; "
    "cơ quan chọn ngày khác thì ghi lại."
)


class PeriodDialog(OfficeForm):
    """Asks for a period; `period` holds the answer."""

    undone_by = tr("Bỏ được khi chưa chốt")

    def __init__(
        self, known: Sequence[PeriodRecord], today: dt.date, parent: QWidget | None = None
    ) -> None:
        """Offer the periods of the calendar that the register does not have."""
        super().__init__(tr("Thêm kỳ báo cáo"), tr("Thêm kỳ"), parent)
        self.period: ProposedPeriod | None = None
        self._known = {period.name.casefold() for period in known}
        self._offered = proposed(today, self._known)
        items = [(each.name, place) for place, each in enumerate(self._offered)]
        over = (n for n, each in enumerate(self._offered) if each.closes_on < today)
        self.kind = choice([*items, (_OWN, -1)], next(over, 0 if items else -1))
        self.name = line()
        self.first = day_or_nothing(None, today)
        self.last = TypedDateField(today, tr("Ngày chốt"), today.year)
        self.last.setFixedWidth(190)
        self.add_row(tr("Kỳ"), self.kind)
        self.add_row(tr("Tên kỳ"), self.name)
        self.add_row(tr("Số liệu từ ngày"), self.first, stretched=False)
        self.add_row(tr("Ngày chốt"), self.last, stretched=False)
        self.lay_out_form(tr("Kỳ báo cáo và ngày chốt số liệu"), _NOTE)
        self.kind.activated.connect(self._show_chosen)
        self.name.textChanged.connect(self._judge)
        self.first.day_changed.connect(self._judge)
        self.last.day_changed.connect(self._judge)
        self._show_chosen()
        self.kind.setFocus()

    def confirm(self) -> None:
        """Take the period if it can be kept so."""
        if self.accept_button.isEnabled() and self.last.day is not None:
            self.period = ProposedPeriod(
                self._chosen_kind, self.name.text(), self.first.day, self.last.day
            )
            self.accept()

    @property
    def _chosen_kind(self) -> PeriodKind:
        place = self.kind.currentData()
        return self._offered[place].kind if place >= 0 else PeriodKind.OWN

    def _show_chosen(self) -> None:
        place = self.kind.currentData()
        own = place < 0
        self.name.setReadOnly(not own)
        if own:
            self.name.clear()
            self.first.clear()
            self.name.setFocus()
        else:
            found = self._offered[place]
            self.name.setText(found.name)
            self.last.setText(formats.date_in_table(found.closes_on))
            first = found.begins_on
            self.first.setText(formats.date_in_table(first) if first else "")
        self._judge()

    def _judge(self) -> None:
        last, first = self.last.day, self.first.day
        self.last.show_wrong(wrong=last is None)
        if last is None or (first is None and self.first.text().strip()):
            self.show_refusal(NO_DATE)
            self.outcome.show_nothing("")
            return
        words = period_refusal(self.name.text(), first, last)
        if self.name.text().strip().casefold() in self._known:
            words = tr("Đã có kỳ “{text}”.", text=self.name.text().strip())
        # Nothing typed yet is no mistake.
        self.show_refusal(words or "" if self.name.text().strip() else "")
        self.accept_button.setEnabled(words is None)
        kind = PERIOD_KIND_NAMES[self._chosen_kind]
        day = formats.date_in_table(last)
        self.outcome.show_nothing(
            tr("{kind}: số liệu tính đến hết {day}, chốt được từ hôm sau.", kind=kind, day=day)
        )


class ClosingDayDialog(DayDialog):
    """Asks for another closing day of an open period; `day` holds the answer."""

    undone_by = tr("Đổi lại được khi chưa chốt")

    def __init__(self, period: PeriodRecord, parent: QWidget | None = None) -> None:
        """Begin with the day that it has."""
        super().__init__(
            tr("Đổi ngày chốt"),
            period.name,
            field=tr("Ngày chốt"),
            outcome=tr("Số liệu của kỳ tính đến hết ngày này; chốt được từ hôm sau."),
            today=period.closes_on,
            parent=parent,
        )


class ReopenDialog(OfficeForm):
    """Asks why the figures of a closed period are opened again; `reason` holds the answer."""

    undone_by = tr("Chốt lại được bất cứ lúc nào")

    def __init__(self, period: PeriodRecord, parent: QWidget | None = None) -> None:
        """Begin without a reason."""
        super().__init__(tr("Mở lại số liệu đã chốt"), tr("Mở lại"), parent)
        self.reason = ""
        self._period = period
        self.field = line(placeholder=tr("Ví dụ: Sở Tài chính gửi bổ sung báo cáo tháng 10"))
        self.field.setMinimumWidth(380)
        self.add_row(tr("Lý do"), self.field)
        self.lay_out_form(
            tr("Mở lại {name}", name=period.name), tr("Lý do được ghi vào lịch sử của sổ.")
        )
        day = formats.date_in_table(period.closes_on)
        self.outcome.show_nothing(
            tr(
                "Số liệu ngày {day} sẽ tính lại theo những gì đã nhập sau khi chốt; biểu in lại có "
                "thể khác biểu đã in. Số liệu đã chốt trước đây vẫn được giữ trong sổ.",
                day=day,
            )
        )
        self.field.textChanged.connect(self._judge)
        self.field.setFocus()
        self._judge()

    def confirm(self) -> None:
        """Take the reason if there is one."""
        if self.accept_button.isEnabled():
            self.reason = self.field.text()
            self.accept()

    def _judge(self) -> None:
        self.accept_button.setEnabled(reopening_refusal(self._period, self.field.text()) is None)
