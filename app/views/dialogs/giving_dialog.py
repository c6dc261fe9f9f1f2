"""Give agencies to a leader from a day, or hand one leader's agencies over to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.office import Office, TermRecord
from app.views import theme
from app.views.dialogs.form_parts import NO_DATE
from app.views.dialogs.office_form import OfficeForm, choice, line
from app.views.language import tr
from app.views.office_words import effects, some_names
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from app.services.portfolios import Giving

_ROWS_SHOWN = 5


class GivingDialog(OfficeForm):
    """Asks who is in charge of agencies from which day; `giving` holds the answer."""

    def __init__(
        self,
        office: Office,
        today: dt.date,
        agency_ids: Sequence[int],
        taker: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Ask for agencies that are fixed, or, with none given, for those of one leader.

        Args:
            office: as it stands.
            today: the usual first day.
            agency_ids: which agencies; empty to hand over those of a leader.
            taker: term of the leader to begin with.
            parent: the page.
        """
        handing_over = not agency_ids
        super().__init__(
            tr("Bàn giao phụ trách") if handing_over else tr("Giao phụ trách"),
            tr("Bàn giao") if handing_over else tr("Giao phụ trách"),
            parent,
        )
        self._office, self._today, self._fixed = office, today, tuple(agency_ids)
        self.giving: Giving | None = None
        terms = _reachable(office, today)
        self.giver = choice([(term.title, term.id) for term in terms if _held(office, term, today)])
        self.agencies = QListWidget()
        self.taker = choice([(term.title, term.id) for term in terms], taker)
        self.day = TypedDateField(today, tr("Từ ngày"), today.year)
        self.day.setFixedWidth(150)
        self.basis = line("", tr("Ví dụ: Thông báo 15/TB-UBND ngày 01/7/2026; không bắt buộc"))
        if handing_over:
            self._offer_agencies()
        self.add_row(tr("Giao cho"), self.taker)
        self.add_row(tr("Từ ngày"), self.day, stretched=False)
        self.add_row(tr("Căn cứ"), self.basis)
        names = [a.name for i in self._fixed if (a := office.agency(i)) is not None]
        heading = tr("Chuyển cơ quan sang lãnh đạo khác") if handing_over else some_names(names)
        self.lay_out_form(
            heading, tr("Ngày trước ngày này vẫn giữ lãnh đạo cũ trên màn hình và biểu.")
        )
        self.taker.currentIndexChanged.connect(self._judge)
        self.day.day_changed.connect(self._judge)
        self.agencies.itemChanged.connect(self._judge)
        (self.giver if handing_over else self.taker).setFocus()
        self._judge()

    def confirm(self) -> None:
        """Take the answer if it is one that can be carried out."""
        giving = self._said()
        if giving is not None and self.accept_button.isEnabled():
            self.giving = giving
            self.accept()

    def _offer_agencies(self) -> None:
        height = theme.compact_height()
        self.agencies.setFixedHeight(_ROWS_SHOWN * height + 8)
        self.add_row(tr("Từ đồng chí"), self.giver)
        self.add_row(tr("Cơ quan"), self.agencies)
        self.agencies.setToolTip(tr("Bỏ dấu ở cơ quan không bàn giao (phím cách)"))
        self.giver.currentIndexChanged.connect(self._list_agencies)
        self._list_agencies()

    def _list_agencies(self) -> None:
        giver = self._office.term(self.giver.currentData() or 0)
        self.agencies.blockSignals(True)
        self.agencies.clear()
        for agency_id in _held(self._office, giver, self._today) if giver else ():
            agency = self._office.agency(agency_id)
            item = QListWidgetItem(agency.name if agency else "")
            item.setData(Qt.ItemDataRole.UserRole, agency_id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsSelectable)
            item.setSizeHint(QSize(0, theme.compact_height()))
            item.setCheckState(Qt.CheckState.Checked)
            self.agencies.addItem(item)
        if giver is not None and self.taker.currentData() == giver.id:
            self.taker.setCurrentIndex(int(self.taker.currentIndex() == 0))
        self.agencies.blockSignals(False)
        self._judge()

    def _chosen(self) -> tuple[int, ...]:
        if self._fixed:
            return self._fixed
        items = [self.agencies.item(row) for row in range(self.agencies.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _said(self) -> Giving | None:
        from app.services.portfolios import Giving  # noqa: PLC0415 - the dialog is opened late

        day, taker = self.day.day, self.taker.currentData()
        if day is None or taker is None:
            return None
        return Giving(self._chosen(), taker, day, self.basis.text().strip())

    def _judge(self) -> None:
        """Show what would come of what is said."""
        from app.services import portfolios  # noqa: PLC0415 - the dialog is opened late

        giving = self._said()
        self.day.show_wrong(wrong=self.day.day is None)
        if giving is None:
            self.show_refusal(
                NO_DATE if self.day.day is None else tr("Chưa có lãnh đạo nào đang giữ chức vụ.")
            )
            self.outcome.show_nothing("")
            return
        words = portfolios.refusal(self._office, giving) or ""
        self.show_refusal(words)
        term = self._office.term_on(giving.official_id, giving.from_day)
        if words or term is None:
            self.outcome.show_nothing(tr("Chưa có gì thay đổi."))
            return
        changes = portfolios.transfers(self._office, giving)
        self.outcome.show_nothing(effects(self._office, changes, term.name, giving.from_day))


def _reachable(office: Office, today: dt.date) -> list[TermRecord]:
    """Return one term of everybody who is or will be in office, in order."""
    found: dict[str, TermRecord] = {}
    for term in office.terms:
        if term.last is None or term.last >= today:
            found.setdefault(term.person, term)
    return list(found.values())


def _held(office: Office, term: TermRecord, day: dt.date) -> list[int]:
    """Return the agencies of which a leader is in charge on a day, suggested ones included."""
    return [
        portfolio.agency_id
        for portfolio in office.portfolios
        if portfolio.holds(day)
        and (own := office.term_on(portfolio.official_id, day)) is not None
        and own.person == term.person
    ]
