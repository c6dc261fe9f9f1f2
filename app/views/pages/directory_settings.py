"""Tab Thông số biểu: what a sheet is made with, with the day from which it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain import formats
from app.domain.office import SettingRecord
from app.domain.office_settings import SETTING_KINDS, SettingKind
from app.views.language import tr
from app.views.pages.directory_tab import DirectoryTab, OfficeView
from app.views.tables.plain_records import Column, RecordTable
from app.views.theme import FontRole

if TYPE_CHECKING:
    from app.views.dialogs.setting_dialog import SettingDialog
    from app.views.prompts import Prompts
    from app.views.session import Session

_FROM_THE_BEGINNING = tr("từ đầu")
_EMPTY = tr("(để trống)")


@dataclass(frozen=True, slots=True)
class _Row:
    """A setting with its values, first days first; ``held`` is in force on the day."""

    kind: SettingKind
    values: tuple[SettingRecord, ...]
    held: SettingRecord | None
    following: SettingRecord | None


class SettingsTab(DirectoryTab):
    """Settings of the register; what belongs to this machine alone stands in the menu Cài đặt."""

    title = tr("Thông số biểu")

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(session, prompts, parent)
        self.table: RecordTable[_Row] = RecordTable(
            tr("Thông số của số liệu và biểu in"), _COLUMNS, lambda row: row.kind.key
        )
        self.lay_out(self.table, [])
        self.table.rows_chosen.connect(self._show_panel)
        self.table.activated_at.connect(self.change)

    def refresh(self, view: OfficeView) -> None:
        day = formats.date_in_text(view.day)
        self.summary.setText(tr("Thông số áp dụng cho số liệu và biểu của ngày {day}", day=day))
        self.table.show_records([_row(view, kind) for kind in SETTING_KINDS])
        self._show_panel()

    def focus_table(self) -> None:
        self.table.setFocus()

    def change(self) -> None:
        """Ask for another value of the selected setting from a day on."""
        from app.services import office_settings  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.setting_dialog import SettingDialog  # noqa: PLC0415 - on demand

        view, row = self.view, self.table.chosen
        if view is None or row is None or view.refusal:
            return
        dialog: SettingDialog = SettingDialog(view.office, view.today, row.kind, self)
        self.open_dialog(
            dialog,
            lambda: self.run(office_settings.put, row.kind.key, dialog.value, dialog.from_day),
        )

    def take_back(self) -> None:
        """Take the newest dated value of the selected setting away."""
        from app.services import office_settings  # noqa: PLC0415 - the ORM is for writing only

        row = self.table.chosen
        if row is not None and row.values and row.values[-1].first is not None:
            self.run(office_settings.remove, row.values[-1].id)

    def _show_panel(self) -> None:
        view, row = self.view, self.table.chosen
        if view is None or row is None:
            return
        self.panel.start(row.kind.title)
        self.panel.text(row.kind.hint, tone="text2")
        self.panel.button(
            tr("Đổi từ ngày…"), "edit", self.change, primary=True, refusal=view.refusal
        )
        if row.values and row.values[-1].first is not None:
            day = formats.date_in_table(row.values[-1].first)
            words = tr("Bỏ giá trị từ {day}", day=day)
            self.panel.button(words, "close", self.take_back, refusal=view.refusal)
        self.panel.section(tr("Giá trị theo thời gian"))
        for value in row.values:
            self.panel.pair(_words(row.kind, value), _first_words(value))
        if not row.values:
            self.panel.text(tr("Chưa đặt giá trị nào."), FontRole.SECOND, "text2")
        self.panel.finish()


def _row(view: OfficeView, kind: SettingKind) -> _Row:
    values = [value for value in view.office.settings if value.key == kind.key]
    held = [value for value in values if value.first is None or value.first <= view.day]
    later = [value for value in values if value.first is not None and value.first > view.day]
    return _Row(kind, tuple(values), held[-1] if held else None, later[0] if later else None)


def _words(kind: SettingKind, value: SettingRecord | None) -> str:
    if value is None or not value.value:
        return _EMPTY
    return tr("{value} ngày", value=value.value) if kind.figure else value.value


def _first_words(value: SettingRecord) -> str:
    return (
        tr("từ {first}", first=formats.date_in_table(value.first))
        if value.first
        else _FROM_THE_BEGINNING
    )


def _held_words(row: _Row) -> str:
    return _first_words(row.held) if row.held else ""


def _following_words(row: _Row) -> str:
    if row.following is None:
        return ""
    return f"{_words(row.kind, row.following)} {_first_words(row.following)}"


_COLUMNS: tuple[Column[_Row], ...] = (
    Column(tr("Thông số"), lambda row: row.kind.title),
    Column(tr("Giá trị"), lambda row: _words(row.kind, row.held), share=3),
    Column(tr("Áp dụng"), _held_words),
    Column(tr("Sẽ đổi thành"), _following_words, share=2),
)
