"""Dialogs of agencies: names, other spellings, renamed or merged from a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain import formats
from app.domain.office import Office, OfficeAgency
from app.domain.records import AGENCY_KIND_NAMES, AgencyKind
from app.domain.terms import ONE_DAY
from app.domain.text import nfc
from app.views import theme
from app.views.dialogs.form_parts import NO_DATE
from app.views.dialogs.office_form import OfficeForm, choice, line
from app.views.language import told, tr
from app.views.office_words import some_names
from app.views.theme import FontRole
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from app.services.agencies import AgencyEntry, Replacement

_LINES = 8
_BY_A_NEW_NAME = 0


class AgencyDialog(OfficeForm):
    """A new agency, or a correction; `entry` holds the answer."""

    def __init__(
        self, office: Office, agency: OfficeAgency | None = None, parent: QWidget | None = None
    ) -> None:
        """Ask; without an agency for a new one."""
        title = tr("Thêm cơ quan") if agency is None else tr("Sửa thông tin cơ quan")
        super().__init__(title, tr("Thêm") if agency is None else tr("Ghi"), parent)
        self._office, self._agency = office, agency
        self._asked = agency is not None
        self.entry: AgencyEntry | None = None
        self.name = line(agency.name if agency else "", tr("Tên đầy đủ như in trên biểu"))
        self.short = line(agency.short_name if agency else "", tr("Dùng ở cột hẹp của biểu"))
        self.kind = QComboBox()
        for kind, words in AGENCY_KIND_NAMES.items():
            if kind is not AgencyKind.COLLECTIVE or (agency and agency.kind is kind):
                self.kind.addItem(told(words), kind)
        if agency is not None:
            self.kind.setCurrentIndex(self.kind.findData(agency.kind))
        self.add_row(tr("Tên cơ quan"), self.name)
        self.add_row(tr("Tên gọi gọn"), self.short)
        self.add_row(tr("Loại"), self.kind)
        if agency is None:
            self.lay_out_form(tr("Cơ quan mới"), outcome=False)
        else:
            note = tr("Sửa chữ viết sai, áp dụng cho mọi ngày. Đổi tên từ một ngày: dùng Đổi tên.")
            self.lay_out_form(agency.name, note, outcome=False)
        follow_name(self.name, self.short)
        for field in (self.name, self.short):
            field.textChanged.connect(self._judge)
        self.name.setFocus()

    def confirm(self) -> None:
        """Take the answer if nothing is wrong with it."""
        self._asked = True
        self._judge()
        if self.accept_button.isEnabled():
            self.entry = self._said()
            self.accept()

    def _said(self) -> AgencyEntry:
        from app.services.agencies import AgencyEntry  # noqa: PLC0415 - opened late

        collective = self._agency.collective if self._agency else False
        kind = AgencyKind(self.kind.currentData())
        return AgencyEntry(tidy(self.name), tidy(self.short), kind, collective)

    def _judge(self) -> None:
        from app.services import agencies  # noqa: PLC0415 - opened late

        number = self._agency.id if self._agency else None
        refusal = agencies.refusal(self._office, self._said(), number) or ""
        missing = not (tidy(self.name) and tidy(self.short))
        self.show_refusal("" if missing and not self._asked else refusal)


class AliasDialog(OfficeForm):
    """The spellings of an agency, one a line; `texts` holds the answer."""

    def __init__(self, office: Office, agency: OfficeAgency, parent: QWidget | None = None) -> None:
        """Begin with those that are known."""
        super().__init__(tr("Cách gọi khác"), tr("Ghi"), parent)
        self._office, self._agency = office, agency
        self.texts: list[str] = []
        own = (agency.name, agency.short_name)
        known = [a.text for a in office.aliases if a.agency_id == agency.id and a.text not in own]
        self._first = known
        self.field = QPlainTextEdit("\n".join(known))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(_LINES * theme.line_height(FontRole.BODY) + 14)
        self.field.setPlaceholderText(tr("Mỗi dòng một cách gọi"))
        self.add_row(tr("Cách gọi"), self.field)
        note = tr("Khi nhập văn bản hoặc tìm kiếm, các cách gọi này được hiểu là cơ quan trên.")
        self.lay_out_form(agency.name, note, outcome=False)
        self.field.textChanged.connect(self._judge)
        self.field.setFocus()
        self._judge()

    def confirm(self) -> None:
        """Take the answer if something changed and nothing is wrong with it."""
        if self.accept_button.isEnabled():
            self.texts = self._said()
            self.accept()

    def _said(self) -> list[str]:
        lines = (" ".join(nfc(row).split()) for row in self.field.toPlainText().splitlines())
        return [row for row in lines if row]

    def _judge(self) -> None:
        from app.services import agencies  # noqa: PLC0415 - opened late

        said = self._said()
        self.show_refusal(agencies.alias_refusal(self._office, self._agency.id, said) or "")
        if said == self._first:
            self.accept_button.setEnabled(False)


class ReplacementDialog(OfficeForm):
    """Rename or merge agencies from a day; `replacement` holds the answer."""

    def __init__(
        self,
        office: Office,
        today: dt.date,
        agencies: Sequence[OfficeAgency],
        parent: QWidget | None = None,
    ) -> None:
        """Ask what stands in the place of agencies."""
        super().__init__(tr("Đổi tên, sáp nhập"), tr("Áp dụng"), parent)
        self._office, self._agencies = office, tuple(agencies)
        self.replacement: Replacement | None = None
        numbers = {agency.id for agency in agencies}
        others = [(a.name, a.id) for a in office.agencies if a.holds(today) and a.id not in numbers]
        new = tr("Cơ quan mang tên mới") if len(agencies) == 1 else tr("Cơ quan mới thành lập")
        self.heir = choice([(new, _BY_A_NEW_NAME), *others])
        self.heir.setMaxVisibleItems(16)
        self.name = line("", tr("Tên mới, đầy đủ"))
        self.short = line("", tr("Dùng ở cột hẹp của biểu"))
        self.day = TypedDateField(today, tr("Từ ngày"), today.year)
        self.day.setFixedWidth(150)
        self.add_row(tr("Nay là"), self.heir)
        self.add_row(tr("Tên mới"), self.name)
        self.add_row(tr("Tên gọi gọn"), self.short)
        self.add_row(tr("Từ ngày"), self.day, stretched=False)
        heading = some_names([agency.name for agency in agencies])
        note = tr("Nhiệm vụ, báo cáo và lịch sử đi theo; biểu của ngày trước vẫn in tên cũ.")
        self.lay_out_form(heading, note)
        follow_name(self.name, self.short)
        self.heir.currentIndexChanged.connect(self._judge)
        self.day.day_changed.connect(self._judge)
        for field in (self.name, self.short):
            field.textChanged.connect(self._judge)
        self.name.setFocus()
        self._judge()

    def confirm(self) -> None:
        """Take the answer if it can be carried out."""
        said = self._said()
        if said is not None and self.accept_button.isEnabled():
            self.replacement = said
            self.accept()

    def _said(self) -> Replacement | None:
        from app.services.agencies import Replacement  # noqa: PLC0415 - opened late

        day, heir = self.day.day, self.heir.currentData()
        if day is None:
            return None
        numbers = tuple(agency.id for agency in self._agencies)
        if heir != _BY_A_NEW_NAME:
            return Replacement(numbers, heir, "", "", day)
        return Replacement(numbers, None, tidy(self.name), tidy(self.short), day)

    def _judge(self) -> None:
        from app.services import agencies  # noqa: PLC0415 - opened late

        by_name = self.heir.currentData() == _BY_A_NEW_NAME
        for field in (self.name, self.short):
            field.setEnabled(by_name)
        said = self._said()
        self.day.show_wrong(wrong=said is None)
        if said is None:
            self.show_refusal(NO_DATE)
            self.outcome.show_nothing("")
            return
        refusal = agencies.replacement_refusal(self._office, said) or ""
        unsaid = by_name and not tidy(self.name)
        self.show_refusal("" if unsaid else refusal)
        self.accept_button.setEnabled(not refusal)
        if refusal:
            self.outcome.show_nothing(tr("Ghi tên mới, hoặc chọn cơ quan nhận nhiệm vụ."))
            return
        last = formats.date_in_table(said.from_day - ONE_DAY)
        first = formats.date_in_table(said.from_day)
        old = some_names([agency.short_name for agency in self._agencies])
        heir = self.heir.currentText() if not by_name else tidy(self.name)
        words = tr(
            "Đến ngày {last}: {old}. Từ ngày {first}: {heir}.",
            last=last,
            old=old,
            first=first,
            heir=heir,
        )
        if by_name:
            words = f"{words} {self._leader_words(said)}"
        self.outcome.show_nothing(words)

    def _leader_words(self, said: Replacement) -> str:
        """Return who will be in charge of a new agency, or that nobody will."""
        from app.services import agencies  # noqa: PLC0415 - opened late

        held = agencies.heirs_portfolio(self._office, said.agency_ids, said.from_day)
        term = self._office.term(held.official_id) if held else None
        if term is None:
            return tr("Chưa có lãnh đạo phụ trách; hãy giao ở Phân công phụ trách.")
        return tr("Lãnh đạo phụ trách: {leader}.", leader=term.name)


def follow_name(name: QLineEdit, short: QLineEdit) -> None:
    """Fill the short name from the name until a person types it."""

    def follow(words: str) -> None:
        if not short.isModified() and name.isModified():
            short.setText(words)

    if not short.text():
        name.textEdited.connect(follow)


def tidy(field: QLineEdit) -> str:
    """Return what a field holds, in composed letters and single blanks."""
    return " ".join(nfc(field.text()).split())
