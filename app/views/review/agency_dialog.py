"""Say who an agency is that the register does not know: a known one, or a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from app.domain.records import AGENCY_KIND_NAMES, AgencyKind
from app.domain.review import KnownNames, NameChoice, UnknownAgency
from app.views.dialogs.form_parts import (
    TaskForm,
    choice_field,
    field_error,
    field_name,
    form_grid,
    line_field,
    show_error,
)
from app.views.language import tr
from app.views.review.editors import NamesField, Offered
from app.views.theme import FontRole
from app.views.widgets.plain_text import PlainText

_INDENT = 24


class AgencyDialog(TaskForm):
    """After it was accepted `known` holds the name chosen, else `new_name` and its kin do."""

    def __init__(
        self, agency: UnknownAgency, names: KnownNames, parent: QWidget | None = None
    ) -> None:
        """Ask about a name.

        Args:
            agency: as printed, with what is spelt nearly alike.
            names: of the register.
            parent: the page.
        """
        super().__init__(tr("Cơ quan chưa có trong danh mục"), tr("Ghi nhận"), parent)
        self.known, self.new_name, self.new_short = "", "", ""
        self.new_kind = AgencyKind.OTHER
        self.is_known = QRadioButton(tr("Là cách viết khác của cơ quan đã có"))
        self.is_new = QRadioButton(tr("Là cơ quan mới, thêm vào danh mục"))
        choices = QButtonGroup(self)
        for button in (self.is_known, self.is_new):
            choices.addButton(button)
        offered = Offered(names)
        self.field = NamesField(tr("Cơ quan đã có"), offered.agencies, offered.spellings)
        self.field.setPlaceholderText(tr("Gõ tên, không cần dấu"))
        self.candidates = [QRadioButton(name.replace("&", "&&")) for name in agency.candidates]
        self.name = line_field(tr("Tên cơ quan mới"), agency.name or agency.printed)
        self.short = line_field(tr("Tên ngắn"), agency.short_name, tr("Để trống: như tên đầy đủ"))
        self._kinds: list[AgencyKind] = [
            kind for kind in AgencyKind if kind is not AgencyKind.COLLECTIVE
        ]
        self.kind = choice_field(
            tr("Loại cơ quan"), [AGENCY_KIND_NAMES[each] for each in self._kinds]
        )
        self.kind.setCurrentIndex(self._kinds.index(_kind(agency)))
        self.error = field_error()
        self._lay_out_fields(agency)
        self.outcome.hide()
        known = agency.choice is NameChoice.KNOWN or bool(agency.candidates)
        chosen = agency.known or (agency.candidates[0] if agency.candidates else "")
        self.field.setText(chosen)
        (self.is_new if agency.choice is NameChoice.NEW or not known else self.is_known).click()
        for candidate in self.candidates:
            candidate.clicked.connect(lambda _on, box=candidate: self._take(box))
        self.is_known.toggled.connect(self._follow)
        self.accept_button.clicked.connect(self._confirm)
        self._follow()
        (self.field if self.is_known.isChecked() else self.name).setFocus()

    def _lay_out_fields(self, agency: UnknownAgency) -> None:
        printed = PlainText(f"“{agency.printed}”", FontRole.OBJECT_TITLE)
        told = tr("Lựa chọn này dùng cho mọi chỗ trong văn bản ghi tên như vậy.")
        form = form_grid()
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(printed)
        column.addWidget(PlainText(told, FontRole.SECOND, "text2"))
        form.addLayout(column, 0, 0, 1, 2)
        form.setRowMinimumHeight(1, 12)
        form.addWidget(self.is_known, 2, 0, 1, 2)
        form.setRowMinimumHeight(3, 6)
        form.addWidget(field_name(tr("Cơ quan"), self.field, _INDENT), 4, 0)
        form.addWidget(self.field, 4, 1)
        near = QVBoxLayout()
        near.setContentsMargins(0, 6, 0, 0)
        for box in self.candidates:
            near.addWidget(box)
        if self.candidates:
            # Ticks of their own: the two choices above stay as they are.
            group = QButtonGroup(self)
            for box in self.candidates:
                group.addButton(box)
            self.candidates[0].setChecked(True)
            form.addLayout(near, 5, 1)
        form.setRowMinimumHeight(6, 12)
        form.addWidget(self.is_new, 7, 0, 1, 2)
        form.setRowMinimumHeight(8, 6)
        for row, (words, field) in enumerate(
            ((tr("Tên"), self.name), (tr("Tên ngắn"), self.short), (tr("Loại"), self.kind))
        ):
            form.addWidget(field_name(words, field, _INDENT), 9 + 2 * row, 0)
            form.addWidget(field, 9 + 2 * row, 1)
            form.setRowMinimumHeight(10 + 2 * row, 8)
        form.addWidget(self.error, 16, 1)
        self.lay_out_under(None, form)

    def _follow(self) -> None:
        known = self.is_known.isChecked()
        for field in (self.field, *self.candidates):
            field.setEnabled(known)
        for field in (self.name, self.short, self.kind):
            field.setEnabled(not known)

    def _take(self, box: QRadioButton) -> None:
        self.field.setText(box.text().replace("&&", "&"))

    def _confirm(self) -> None:
        if self.is_known.isChecked():
            names = self.field.names
            if len(names) != 1 or self.field.not_known:
                show_error(self.error, tr("Hãy chọn một cơ quan trong danh sách hiện ra khi gõ."))
                self.field.setFocus()
                return
            self.known = names[0]
        else:
            if not self.name.text().strip():
                show_error(self.error, tr("Hãy ghi tên cơ quan."))
                self.name.setFocus()
                return
            self.new_name = " ".join(self.name.text().split())
            self.new_short = " ".join(self.short.text().split())
            self.new_kind = self._kinds[self.kind.currentIndex()]
        self.accept()


def _kind(agency: UnknownAgency) -> AgencyKind:
    kind = agency.agency_kind
    return AgencyKind.OTHER if kind is AgencyKind.COLLECTIVE else kind
