"""The bar over a leader's list: assignments that are only suggested, and their confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.records import OfficialRecord, RegisterIndex
from app.domain.suggestions import doubt, evidence
from app.views.language import tr
from app.views.office_words import Suggested, evidence_lines, some_names
from app.views.task_lists import NodeKey, TreeGrouping
from app.views.widgets.info_bar import InfoBar

if TYPE_CHECKING:
    from app.views.prompts import Prompts
    from app.views.session import Session

_UNKNOWN = tr("phụ lục chỉ tiêu")


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
        doubts = _doubts(index, agencies)
        self._bar.show_text(
            tr(
                "{agencies} phân công của đồng chí {name} là gợi ý "
                "từ {source}, chưa được xác nhận.{doubted_words}",
                agencies=len(agencies),
                name=official.name,
                source=_source(index, agencies),
                doubted_words=_doubted_words(doubts),
            ),
            can_act=not self._session.is_past,
            tip=" ".join(doubts.values()),
        )

    def _ask(self) -> None:
        index, official = self._session.index, self._official
        if index is None or official is None:
            return
        agencies = _suggested(index, official.id)
        names = some_names([index.directory.agencies[agency].name for agency in agencies])
        question = tr(
            "Xác nhận đồng chí {name} phụ trách {agencies} cơ quan: {names}?\n\n"
            "{question_of_doubts}"
            "{evidence}\n\n"
            "Sau khi xác nhận, các phân công này không còn ghi là gợi ý. "
            "Hoàn tác được bằng Ctrl+Z. Xem, sửa hoặc bỏ từng gợi ý ở trang Danh mục.",
            name=official.name,
            agencies=len(agencies),
            names=names,
            question_of_doubts=_question_of_doubts(_doubts(index, agencies)),
            evidence=_evidence(index, official, agencies),
        )
        if self._prompts.ask(
            self._bar.window(), tr("Xác nhận phân công"), question, tr("Xác nhận")
        ):
            from app.services import portfolios  # noqa: PLC0415 - the ORM is for writing only

            self._session.run(portfolios.confirm, official.id, owner=self)

    def _dismiss(self) -> None:
        if self._official is not None:
            self._dismissed.add(self._official.id)
        self._bar.show_text("", can_act=False)


def _suggested(index: RegisterIndex, official: int) -> list[int]:
    """Return the agencies that are suggested to be an official's."""
    return [
        agency
        for agency, leader in index.directory.suggested_agency_leaders.items()
        if leader == official and agency in index.directory.agencies
    ]


def _source(index: RegisterIndex, agencies: Sequence[int]) -> str:
    """Return on what the suggestions rest, as the first of them tells."""
    first = evidence(index.directory.suggestion_sources.get(agencies[0], "")) or _UNKNOWN
    # What stands in brackets are the rows of one agency, not of all.
    return first if len(agencies) == 1 else first.partition(" (")[0]


def _evidence(index: RegisterIndex, official: OfficialRecord, agencies: Sequence[int]) -> str:
    names, sources = index.directory.agencies, index.directory.suggestion_sources
    return evidence_lines(
        Suggested(official.name, names[agency].name, sources.get(agency, "")) for agency in agencies
    )


def _doubts(index: RegisterIndex, agencies: Sequence[int]) -> dict[str, str]:
    """Return short name → name and what speaks against it, for agencies with a doubt."""
    names, sources = index.directory.agencies, index.directory.suggestion_sources
    return {
        names[agency].short_name: f"{names[agency].name}: {words}."
        for agency in agencies
        if (words := doubt(sources.get(agency, "")))
    }


def _doubted_words(doubts: dict[str, str]) -> str:
    if not doubts:
        return ""
    if len(doubts) == 1:
        return tr(" Cần cân nhắc: {next}", next=next(iter(doubts.values())))
    return tr(
        " Cần cân nhắc {doubts} phân công: {doubts2}.",
        doubts=len(doubts),
        doubts2="; ".join(doubts),
    )


def _question_of_doubts(doubts: dict[str, str]) -> str:
    if not doubts:
        return ""
    lines = "\n".join(f"• {words}" for words in doubts.values())
    return tr("Cần cân nhắc trước khi xác nhận:\n{lines}\n\n", lines=lines)
