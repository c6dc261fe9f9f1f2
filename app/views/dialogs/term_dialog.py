"""Dialogs of leaders: who they are, another position, leaving office."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain import formats
from app.domain.office import Office, TermRecord
from app.domain.terms import ONE_DAY
from app.domain.text import nfc
from app.views.dialogs.form_parts import NO_DATE
from app.views.dialogs.office_form import OfficeForm, choice, line
from app.views.language import tr
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from app.services.officials import TermEntry

_OF_THE_PROVINCE = " UBND tỉnh"
_POSITION = tr("Ví dụ: Phó Chủ tịch UBND tỉnh")
_NOT_KNOWN = tr("Để trống nếu chưa rõ")


class TermDialog(OfficeForm):
    """A new leader, or a correction of a term; `entry` holds the answer."""

    def __init__(
        self,
        office: Office,
        today: dt.date,
        term: TermRecord | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            office: as it stands.
            today: whose year a day typed without one takes.
            term: what is corrected; None for a new leader.
            parent: the page.
        """
        title = tr("Thêm lãnh đạo") if term is None else tr("Sửa thông tin lãnh đạo")
        super().__init__(title, tr("Thêm") if term is None else tr("Ghi"), parent)
        self._office, self._term = office, term
        self.entry: TermEntry | None = None
        self._asked = term is not None
        self.name = line(term.name if term else "", tr("Họ và tên"))
        self.position = line(term.position if term else "", _POSITION)
        self.short = line(term.short_position if term else "", tr("Như in trên biểu"))
        self.first = day_or_nothing(term.first if term else today, today)
        self.last = day_or_nothing(term.last if term else None, today)
        self.add_row(tr("Họ và tên"), self.name)
        self.add_row(tr("Chức vụ"), self.position)
        self.add_row(tr("Viết gọn"), self.short)
        self.add_row(tr("Từ ngày"), self.first, stretched=False)
        if term is not None:
            self.add_row(tr("Đến ngày"), self.last, stretched=False)
        heading = tr("Lãnh đạo mới") if term is None else term.title
        self.lay_out_form(
            heading, tr("Trước ngày bắt đầu, biểu không ghi tên lãnh đạo này."), outcome=False
        )
        follow_position(self.position, self.short)
        for field in (self.name, self.position, self.short, self.first, self.last):
            field.textChanged.connect(self._judge)
        self.name.setFocus()

    def confirm(self) -> None:
        """Take the answer if nothing is wrong with it."""
        self._asked = True
        self._judge()
        if self.accept_button.isEnabled():
            self.entry = self._said()
            self.accept()

    def _said(self) -> TermEntry:
        from app.services.officials import TermEntry  # noqa: PLC0415 - opened late

        return TermEntry(
            name=_tidy(self.name),
            position=_tidy(self.position),
            short_position=_tidy(self.short),
            first=self.first.day,
            last=self.last.day,
            note=self._term.note if self._term else "",
        )

    def _judge(self) -> None:
        """Say what is wrong; what is only missing in a new form is said when it is confirmed."""
        from app.services import officials  # noqa: PLC0415 - opened late

        wrong = [field for field in (self.first, self.last) if field.text() and field.day is None]
        for field in (self.first, self.last):
            field.show_wrong(wrong=field in wrong)
        refusal = officials.refusal(
            self._office, self._said(), self._term.id if self._term else None
        )
        missing = not (_tidy(self.name) and _tidy(self.position) and _tidy(self.short))
        if wrong:
            self.show_refusal(NO_DATE)
        elif missing and not self._asked:
            self.show_refusal("")
        else:
            self.show_refusal(refusal or "")


class PromotionDialog(OfficeForm):
    """Another position from a day; `entry` holds the answer."""

    def __init__(
        self, office: Office, today: dt.date, term: TermRecord, parent: QWidget | None = None
    ) -> None:
        """Ask for the position that follows a term."""
        super().__init__(tr("Đổi chức vụ"), tr("Đổi chức vụ"), parent)
        self._office, self._term = office, term
        self.entry: TermEntry | None = None
        self.position = line("", _POSITION)
        self.short = line("", tr("Như in trên biểu"))
        self.first = TypedDateField(today, tr("Từ ngày"), today.year)
        self.first.setFixedWidth(150)
        self.add_row(tr("Chức vụ mới"), self.position)
        self.add_row(tr("Viết gọn"), self.short)
        self.add_row(tr("Từ ngày"), self.first, stretched=False)
        self.lay_out_form(term.title, tr("Các cơ quan đang phụ trách được giữ nguyên."))
        follow_position(self.position, self.short)
        for field in (self.position, self.short, self.first):
            field.textChanged.connect(self._judge)
        self.position.setFocus()
        self._judge()

    def confirm(self) -> None:
        """Take the answer if it can be carried out."""
        refusal = self._refusal()
        self.show_refusal(refusal)
        if not refusal:
            self.entry = self._said()
            self.accept()

    def _said(self) -> TermEntry:
        from app.services.officials import TermEntry  # noqa: PLC0415 - opened late

        return TermEntry("", _tidy(self.position), _tidy(self.short), self.first.day)

    def _refusal(self) -> str:
        from app.services import officials  # noqa: PLC0415 - opened late

        if self.first.day is None:
            return NO_DATE
        return officials.promotion_refusal(self._office, self._term.id, self._said()) or ""

    def _judge(self) -> None:
        self.first.show_wrong(wrong=self.first.day is None)
        missing = not _tidy(self.position)
        refusal = self._refusal()
        self.show_refusal("" if missing and self.first.day else refusal)
        if refusal or self.first.day is None:
            self.outcome.show_nothing(tr("Ghi chức vụ mới và ngày nhận chức vụ."))
            return
        last = formats.date_in_table(self.first.day - ONE_DAY)
        self.outcome.show_nothing(
            tr(
                "Biểu đến ngày {last} ghi “{title}”; biểu từ ngày {day} ghi “{tidy} {name}”.",
                last=last,
                title=self._term.title,
                day=formats.date_in_table(self.first.day),
                tidy=_tidy(self.short),
                name=self._term.name,
            )
        )


class LeavingDialog(OfficeForm):
    """The last day in office and who takes over; `last_day` and `successor` hold the answer."""

    def __init__(
        self, office: Office, today: dt.date, term: TermRecord, parent: QWidget | None = None
    ) -> None:
        """Ask for the end of a term."""
        super().__init__(tr("Thôi giữ chức vụ"), tr("Ghi nhận"), parent)
        self._office, self._term = office, term
        self.last_day = today
        self.successor: int | None = None
        self.day = TypedDateField(today, tr("Ngày cuối"), today.year)
        self.day.setFixedWidth(150)
        others = [
            (each.title, each.id)
            for each in office.terms
            if each.person != term.person and (each.last is None or each.last >= today)
        ]
        self.taker = choice([(tr("Chưa bàn giao cho ai"), 0), *others])
        self.add_row(tr("Ngày cuối"), self.day, stretched=False)
        self.add_row(tr("Bàn giao cho"), self.taker)
        self.lay_out_form(term.title, tr("Biểu đến hết ngày cuối vẫn ghi tên lãnh đạo này."))
        self.day.day_changed.connect(self._judge)
        self.taker.currentIndexChanged.connect(self._judge)
        self.day.setFocus()
        self.day.selectAll()
        self._judge()

    def confirm(self) -> None:
        """Take the answer if it can be carried out."""
        day = self.day.day
        if day is not None and self.accept_button.isEnabled():
            self.last_day, self.successor = day, self.taker.currentData() or None
            self.accept()

    def _judge(self) -> None:
        from app.services import officials  # noqa: PLC0415 - opened late

        day, taker = self.day.day, self.taker.currentData() or None
        self.day.show_wrong(wrong=day is None)
        if day is None:
            self.show_refusal(NO_DATE)
            self.outcome.show_nothing("")
            return
        refusal = officials.leaving_refusal(self._office, self._term.id, day, taker) or ""
        self.show_refusal(refusal)
        self.outcome.show_nothing("" if refusal else self._outcome(day, taker))

    def _outcome(self, day: dt.date, taker: int | None) -> str:
        held = [
            portfolio
            for portfolio in self._office.portfolios
            if (own := self._office.term(portfolio.official_id)) is not None
            and own.person == self._term.person
            and (portfolio.last is None or portfolio.last > day)
        ]
        first = formats.date_in_table(day + ONE_DAY)
        if not held:
            return tr(
                "Từ {first}, đồng chí {name} không còn trong danh sách lãnh đạo.",
                first=first,
                name=self._term.name,
            )
        heir = self._office.term(taker) if taker else None
        if heir is None:
            return tr(
                "Từ {first}, {held} cơ quan chưa có lãnh đạo phụ trách.",
                first=first,
                held=len(held),
            )
        return tr(
            "Từ {first}, đồng chí {name} phụ trách {held} cơ quan.",
            first=first,
            name=heir.name,
            held=len(held),
        )


def follow_position(position: QLineEdit, short: QLineEdit) -> None:
    """Fill the short form from the position until a person types it."""

    def follow(words: str) -> None:
        if not short.isModified():
            short.setText(words.removesuffix(_OF_THE_PROVINCE))

    position.textEdited.connect(follow)


def day_or_nothing(day: dt.date | None, today: dt.date) -> TypedDateField:
    """Return a field for a day that may stay empty; ``today`` gives the year of a short one."""
    field = TypedDateField(day or today, tr("Ngày"), today.year)
    if day is None:
        field.clear()
    field.setPlaceholderText(_NOT_KNOWN)
    field.setFixedWidth(190)
    return field


def _tidy(field: QLineEdit) -> str:
    return " ".join(nfc(field.text()).split())
