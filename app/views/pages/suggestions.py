"""The bar over a leader's list: assignments that are only suggested, and their confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import TienDoError
from app.domain.records import OfficialRecord, RegisterIndex
from app.views.office_words import evidence, some_names
from app.views.task_lists import NodeKey, TreeGrouping
from app.views.widgets.info_bar import InfoBar

if TYPE_CHECKING:
    from app.views.prompts import Prompts
    from app.views.session import Session


class Suggestions(QObject):
    """Fills the bar for the leader that is selected."""

    def __init__(
        self, session: Session, prompts: Prompts, bar: InfoBar, parent: QObject | None = None
    ) -> None:
        """Work a bar."""
        super().__init__(parent)
        self._session = session
        self._prompts = prompts
        self._bar = bar
        self._official: OfficialRecord | None = None
        self._dismissed: set[int] = set()
        bar.action_clicked.connect(self._ask)
        bar.dismissed.connect(self._dismiss)

    def show_for(self, grouping: TreeGrouping, key: NodeKey) -> None:
        """Show the bar if the node is a leader, or one of a leader's agencies, with suggestions."""
        index = self._session.index
        official = (
            index.directory.officials.get(key[0])
            if index is not None and grouping == "leader" and key
            else None
        )
        self._official = official
        if index is None or official is None or official.id in self._dismissed:
            self._bar.show_text("", can_act=False)
            return
        agencies = _suggested(index, official.id)
        if not agencies:
            self._bar.show_text("", can_act=False)
            return
        self._bar.show_text(
            f"{len(agencies)} phân công của đồng chí {official.name} là gợi ý "
            f"từ {self._source(index, official.id, len(agencies))}, chưa được xác nhận.",
            can_act=not self._session.is_past,
        )

    def _source(self, index: RegisterIndex, official: int, count: int) -> str:
        """Return on what the suggestions rest, as one of their tasks tells."""
        from app.services import reading  # noqa: PLC0415 - not before a register is open

        unknown = "phụ lục chỉ tiêu"
        task = next(
            (ref for ref in index.tasks if ref.leader_id == official and ref.leader_suggested), None
        )
        if task is None:
            return unknown
        try:
            source = self._session.read(reading.load_detail, task.id, index.as_of).leader_source
        except TienDoError:
            return unknown
        # What stands in brackets are the rows of one agency, not of all.
        return (source if count == 1 else source.partition(" (")[0]) or unknown

    def _ask(self) -> None:
        index, official = self._session.index, self._official
        if index is None or official is None:
            return
        agencies = _suggested(index, official.id)
        question = (
            f"Xác nhận đồng chí {official.name} phụ trách {len(agencies)} cơ quan: "
            f"{some_names(agencies)}?\n\n{self._evidence(official.id)}"
            "Sau khi xác nhận, các phân công này không còn ghi là gợi ý. "
            "Hoàn tác được bằng Ctrl+Z. Xem, sửa hoặc bỏ từng gợi ý ở trang Danh mục."
        )
        if self._prompts.ask(self._bar.window(), "Xác nhận phân công", question, "Xác nhận"):
            from app.services import portfolios  # noqa: PLC0415 - the ORM is for writing only

            self._session.run(portfolios.confirm, official.id, owner=self)

    def _evidence(self, official: int) -> str:
        """Return on what each suggestion rests, with a blank line after it; "" if unreadable."""
        from app.services import directory  # noqa: PLC0415 - not before a register is open

        try:
            office = self._session.read(directory.load_office)
        except TienDoError:
            return ""
        mine = [each for each in office.suggested() if each.official_id == official]
        return f"{evidence(office, mine)}\n\n"

    def _dismiss(self) -> None:
        if self._official is not None:
            self._dismissed.add(self._official.id)
        self._bar.show_text("", can_act=False)


def _suggested(index: RegisterIndex, official: int) -> list[str]:
    agencies = index.directory.agencies
    return [
        agencies[agency].name
        for agency, leader in index.directory.suggested_agency_leaders.items()
        if leader == official and agency in agencies
    ]
