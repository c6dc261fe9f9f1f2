"""The left side of the page Báo cáo: which sheet, of what."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import scopes
from app.domain.records import (
    COLLECTIVE_NAME,
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    RegisterIndex,
    SheetScope,
    SheetScopeKind,
)
from app.domain.result_period import ResultPeriod
from app.services.printing import FORMS, SheetForm, SheetKind, SheetRequest
from app.views import theme
from app.views.language import told, tr
from app.views.pages.report_options import ReportOptions
from app.views.pages.report_paper import ReportPaper
from app.views.theme import FontRole
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.labels import label

_NOTES = {
    SheetKind.TRACKING: tr("A4 ngang, từng nhiệm vụ"),
    SheetKind.SUMMARY: tr("theo cơ quan, theo lãnh đạo"),
    SheetKind.INDICATORS: tr("kế hoạch, kết quả, đánh giá"),
    SheetKind.LEADER: tr("1 trang mỗi người"),
    SheetKind.OVERDUE: tr("tất cả, hoặc gửi một cơ quan"),
    SheetKind.LETTER: tr("gửi một hoặc nhiều cơ quan"),
    SheetKind.COMPARISON: tr("giữa các văn bản"),
    SheetKind.DOERS: tr("nhiệm vụ × cơ quan thực hiện"),
    SheetKind.PACK: tr("PDF, Excel, Word hoặc từng tệp"),
}
_SHEETS = tuple((kind, form.title, _NOTES[kind]) for kind, form in FORMS.items())
_SCOPES = (
    (SheetScopeKind.ALL, tr("Tất cả nhiệm vụ")),
    (SheetScopeKind.COLLECTIVE, COLLECTIVE_NAME),
    (SheetScopeKind.AGENCY, tr("Một cơ quan chủ trì")),
    (SheetScopeKind.LEADER, tr("Một lãnh đạo phụ trách")),
    (SheetScopeKind.DOCUMENT, tr("Một văn bản")),
    (SheetScopeKind.SCHEME, tr("Một đề án")),
)
_ALL_WORDS = {
    SheetKind.INDICATORS: tr("Tất cả chỉ tiêu"),
    SheetKind.LEADER: tr("Tất cả lãnh đạo"),
    SheetKind.COMPARISON: tr("Tất cả văn bản"),
    SheetKind.DOERS: tr("Tất cả văn bản"),
}
"""What "everything" is called where it is not all tasks."""
_LIST_WORDS = tr("Danh sách ở trang Nhiệm vụ")
_WHOLE = (SheetScopeKind.ALL, SheetScopeKind.COLLECTIVE, SheetScopeKind.LIST)
"""Scopes in which there is nothing more to choose."""
_OF_INDICATORS = (SheetKind.INDICATORS, SheetKind.COMPARISON)


class ReportChoice(QWidget):
    """Asks for sheet and scope; `changed` comes after every choice of a person."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with sheet 1 of everything."""
        super().__init__(parent)
        self._index: RegisterIndex | None = None
        self._sheets = QButtonGroup(self)
        self._scope = _combo(tr("Phạm vi"), [(words, kind) for kind, words in _SCOPES])
        self._what = _combo(tr("Chọn mục"), [])
        self._by = _combo(
            tr("Tổng hợp theo"),
            [(tr("Theo cơ quan chủ trì"), False), (tr("Theo lãnh đạo phụ trách"), True)],
        )
        self._scope_label = label(tr("Phạm vi"), FontRole.BODY, "text2")
        self._by_label = label(tr("Tổng hợp theo"), FontRole.BODY, "text2")
        self._more = ReportOptions()
        self._paper = ReportPaper()
        self._list = SheetScope(SheetScopeKind.LIST)
        self._note = label("", FontRole.SECOND, "text3")
        self._note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(2)
        column.addWidget(label(tr("Chọn biểu"), FontRole.STRONG, "text"))
        column.addSpacing(2)
        for number, (kind, words, note) in enumerate(_SHEETS):
            column.addWidget(self._sheet_button(number, kind, words, note))
            column.addWidget(_under(note))
        column.addSpacing(8)
        for widget in (self._scope_label, self._scope, self._what, self._by_label, self._by):
            column.addWidget(widget)
        column.addWidget(self._more)
        column.addWidget(self._paper)
        column.addWidget(self._note)
        column.addStretch()
        self._scope.activated.connect(self._scope_chosen)
        self._what.activated.connect(self._what_chosen)
        self._by.activated.connect(self.changed)
        self._more.changed.connect(self.changed)
        self._paper.changed.connect(self._paper_chosen)
        door = FocusDoor(self, self._sheets.checkedButton())
        self._sheets.buttonToggled.connect(
            lambda button, chosen: setattr(door, "to", button) if chosen else None
        )
        self._show_fields()

    @property
    def form(self) -> SheetForm:
        """What the chosen sheet takes."""
        return FORMS[self.kind]

    def request(self, as_of: dt.date) -> SheetRequest:
        """Return what is chosen, as of a day."""
        form = self.form
        return SheetRequest(
            kind=self.kind,
            as_of=as_of,
            scope=self.scope if form.scopes else SheetScope(),
            by_leader=form.by_leader and self.by_leader,
            since=self._more.since if form.since else None,
            period=self._more.period if form.period else None,
            meeting_on=self._more.meeting_on if form.meeting else None,
            paper=self._paper.paper,
            include_restricted=self._paper.include_restricted,
        )

    @property
    def kind(self) -> SheetKind:
        """The sheet that is chosen."""
        return _SHEETS[self._sheets.checkedId()][0]

    @property
    def by_leader(self) -> bool:
        """Whether the summary goes by leader."""
        return bool(self._by.currentData())

    @property
    def scope(self) -> SheetScope:
        """The scope that is chosen."""
        kind = SheetScopeKind(self._scope.currentData())
        if kind is SheetScopeKind.LIST:
            return self._list
        if kind in _WHOLE:
            return SheetScope(kind)
        return SheetScope(kind, int(self._what.currentData() or 0))

    def show_index(self, index: RegisterIndex) -> None:
        """Offer what the register holds; the choice stays, even where it has no task that day."""
        scope = self.scope
        self._index = index
        self._offer(scope.kind, scope.id)
        self._more.show_day(index.as_of)
        self._show_note()

    def choose(
        self,
        kind: SheetKind,
        scope: SheetScope,
        *,
        by_leader: bool = False,
        period: ResultPeriod | None = None,
    ) -> None:
        """Choose for the user: what another page shows."""
        if period is not None:
            self._more.choose_period(period)
        number = [sheet for sheet, _words, _note in _SHEETS].index(kind)
        self._sheets.button(number).setChecked(True)
        self._by.setCurrentIndex(int(by_leader))
        if scope.kind is SheetScopeKind.LIST:
            self._list = scope
        self._offer_scopes()
        self._offer(scope.kind, scope.id)
        self._show_fields()

    def _sheet_button(self, number: int, kind: SheetKind, words: str, note: str) -> QRadioButton:
        button = QRadioButton(told(words))
        button.setFont(theme.font(FontRole.STRONG))
        button.setAccessibleDescription(note)
        button.setChecked(kind is SheetKind.TRACKING)
        self._sheets.addButton(button, number)
        button.clicked.connect(self._sheet_chosen)
        return button

    def _sheet_chosen(self) -> None:
        self._offer_scopes()
        self._show_fields()
        self.changed.emit()

    def _scope_chosen(self) -> None:
        self._offer(SheetScopeKind(self._scope.currentData()))
        self._show_fields()
        self.changed.emit()

    def _what_chosen(self) -> None:
        self._show_note()
        self.changed.emit()

    def _offer_scopes(self) -> None:
        """Offer what the chosen sheet can be about; the choice stays where it is among that."""
        before = self.scope
        scopes_ = self.form.scopes
        known = (*_SCOPES, (SheetScopeKind.LIST, _LIST_WORDS)) if self._list.title else _SCOPES
        offered = [(words, kind) for kind, words in known if not scopes_ or kind in scopes_]
        self._scope.clear()
        for words, kind in offered:
            whole = kind is SheetScopeKind.ALL
            self._scope.addItem(
                _ALL_WORDS.get(self.kind, told(words)) if whole else told(words), kind
            )
        if before.kind in (kind for _words, kind in offered):
            self._offer(before.kind, before.id)
        else:
            self._offer(offered[0][1])

    def _offer(self, kind: SheetScopeKind, wanted: int | None = None) -> None:
        self._scope.setCurrentIndex(max(0, self._scope.findData(kind)))
        self._what.clear()
        items = _items(self._index, kind)
        if wanted is not None and wanted not in (key for _words, key in items):
            # Another one in its place would print the wrong sheet.
            items += _named(self._index, kind, wanted)
        for words, key in items:
            self._what.addItem(told(words), key)
        self._what.setCurrentIndex(max(0, self._what.findData(wanted)))

    def _show_fields(self) -> None:
        form = self.form
        for widget in (self._scope_label, self._scope):
            widget.setVisible(bool(form.scopes) and not form.needs_agency)
        self._what.setVisible(bool(form.scopes) and self.scope.kind not in _WHOLE)
        for widget in (self._by_label, self._by):
            widget.setVisible(form.by_leader)
        self._more.show_for(self.kind)
        self._show_note()

    def _paper_chosen(self) -> None:
        self._show_note()
        self.changed.emit()

    def _show_note(self) -> None:
        """Say how many tasks of what is printed stay off the paper."""
        hidden = 0
        if self._index is not None and self.kind not in _OF_INDICATORS:
            scope = self.scope if self.form.scopes else SheetScope()
            hidden = scopes.restricted_count(self._index, scope)
        self._paper.offer_restricted(offered=hidden > 0)
        stays_off = hidden > 0 and not self._paper.include_restricted
        self._note.setText(
            tr("{hidden} nhiệm vụ hạn chế phổ biến không in ra biểu này.", hidden=hidden)
            if stays_off
            else ""
        )


def _items(index: RegisterIndex | None, kind: SheetScopeKind) -> list[tuple[str, int]]:
    """Return name and id of everything in the register that has a task, in the office's order."""
    if index is None:
        return []
    directory = index.directory
    match kind:
        case SheetScopeKind.AGENCY:
            used = {ref.lead_id for ref in index.tasks}
            used |= {agency.id for agency in scopes.concerned_agencies(index)}
            found = [(a.name, a.id) for a in directory.agencies.values() if a.id in used]
            return [*found, (NO_LEAD_NAME, 0)] if 0 in used else found
        case SheetScopeKind.LEADER:
            leaders = [(o.title, o.id) for o in directory.officials.values()]
            return [*leaders, (NO_LEADER_NAME, 0)]
        case SheetScopeKind.DOCUMENT:
            documents = sorted(
                directory.documents.values(), key=lambda each: each.is_closed(index.as_of)
            )
            return [
                (
                    tr("{short_title} (đã kết thúc)", short_title=d.short_title)
                    if d.is_closed(index.as_of)
                    else d.short_title,
                    d.id,
                )
                for d in documents
            ]
        case SheetScopeKind.SCHEME:
            of_tasks = {ref.scheme_id for ref in index.tasks}
            return [(s.full_name, s.id) for s in directory.schemes.values() if s.id in of_tasks]
        case _:
            return []


def _named(index: RegisterIndex | None, kind: SheetScopeKind, wanted: int) -> list[tuple[str, int]]:
    """Return name and id of an agency that has no task; all others are offered anyway."""
    agencies = index.directory.agencies if index is not None else {}
    if kind is SheetScopeKind.AGENCY and wanted in agencies:
        return [(agencies[wanted].name, wanted)]
    return []


def _combo(name: str, items: list[tuple[str, object]]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    for words, data in items:
        combo.addItem(told(words), data)
    return combo


def _under(text: str) -> QLabel:
    note = label(text, FontRole.SECOND, "text3")
    note.setContentsMargins(22, 0, 0, 2)
    note.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return note
