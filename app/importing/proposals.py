"""What is proposed for a document: records of the design's section 8, and their JSON form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.review import Figure, SectionText
from app.domain.targets import Operator
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.importing.blocks import Block, Source
from app.importing.document_facts import DocumentFacts

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a field of a proposal needs a second look, in Vietnamese."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskProposal:
    """One task, and the blocks that it was read from."""

    locator: str
    title: str
    source_text: str
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    monitoring: tuple[str, ...] = ()
    receiving: tuple[str, ...] = ()
    leader: str | None = None
    time_limit: TimeLimit = field(default_factory=lambda: TimeLimit(TimeLimitKind.UNDETERMINED))
    product: str | None = None
    targets: tuple[Figure, ...] = ()
    confidential: bool = False
    doubts: tuple[Doubt, ...] = ()
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorProposal:
    """One indicator with the level that the document sets."""

    locator: str
    name: str
    stt: str | None = None
    group: str | None = None
    unit: str | None = None
    target_text: str | None = None
    operator: Operator | None = None
    value: float | None = None
    upper: float | None = None
    year: int | None = None
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    monitoring: tuple[str, ...] = ()
    leader: str | None = None
    doubts: tuple[Doubt, ...] = ()
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An instruction that ends an earlier one."""

    locator: str
    what: str
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A paragraph or row that gives nothing, and why, so that nothing is lost silently."""

    locator: str
    text: str
    reason: str
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that was read from one document; every block is in exactly one of the four lists.

    ``section_of`` has the locator of each block's section, "" before the first one.
    """

    source: Source
    document: DocumentFacts
    blocks: tuple[Block, ...] = ()
    tasks: tuple[TaskProposal, ...] = ()
    indicators: tuple[IndicatorProposal, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    sections: tuple[SectionText, ...] = ()
    section_of: tuple[str, ...] = ()


def to_json(proposals: Proposals) -> dict[str, Any]:
    """Return the object of the design's section 8, ready for `json.dump`.

    The form has no place for what is uncertain about the file as a whole (its letters were
    converted, its encoding guessed), so every proposal says it as a doubt about its text.
    """
    of_file = tuple(Doubt("source_text", warning) for warning in proposals.source.warnings)
    return {
        "format": FORMAT,
        "document": _document(proposals.document),
        "tasks": [_task(task, of_file) for task in proposals.tasks],
        "indicators": [_indicator(each, of_file) for each in proposals.indicators],
        "withdrawn": [{"locator": item.locator, "what": item.what} for item in proposals.withdrawn],
        "skipped": [
            {"locator": item.locator, "text": item.text, "reason": item.reason}
            for item in proposals.skipped
        ],
    }


def _document(facts: DocumentFacts) -> dict[str, Any]:
    period = None
    if facts.period_from and facts.period_to:
        period = {"from": facts.period_from.isoformat(), "to": facts.period_to.isoformat()}
    return {
        "number": facts.number,
        "type": facts.type,
        "title": facts.title,
        "issuer": facts.issuer,
        "issued_on": facts.issued_on.isoformat() if facts.issued_on else None,
        "signer": facts.signer,
        "signer_position": facts.signer_position,
        "period": period,
    }


def _task(task: TaskProposal, of_file: Sequence[Doubt]) -> dict[str, Any]:
    limit = task.time_limit
    return {
        "locator": task.locator,
        "title": task.title,
        "source_text": task.source_text,
        "lead": list(task.lead),
        "coordinating": list(task.coordinating),
        "monitoring": list(task.monitoring),
        "receiving": list(task.receiving),
        "leader": task.leader,
        "time_limit": {
            "kind": limit.kind.value,
            "date": limit.due_on.isoformat() if limit.due_on else None,
            "text": limit.text or None,
            "recurrence": limit.recurrence.value if limit.recurrence else None,
        },
        "product": task.product,
        "targets": [
            {
                "text": target.text,
                "operator": target.operator.value,
                "value": target.value,
                "upper": target.upper,
                "unit": target.unit or None,
            }
            for target in task.targets
        ],
        "confidential": task.confidential,
        "doubts": _doubts((*task.doubts, *of_file)),
    }


def _indicator(indicator: IndicatorProposal, of_file: Sequence[Doubt]) -> dict[str, Any]:
    return {
        "locator": indicator.locator,
        "stt": indicator.stt,
        "group": indicator.group,
        "name": indicator.name,
        "unit": indicator.unit,
        "target_text": indicator.target_text,
        "operator": indicator.operator.value if indicator.operator else None,
        "value": indicator.value,
        "upper": indicator.upper,
        "year": indicator.year,
        "lead": list(indicator.lead),
        "coordinating": list(indicator.coordinating),
        "monitoring": list(indicator.monitoring),
        "leader": indicator.leader,
        "doubts": _doubts((*indicator.doubts, *of_file)),
    }


def _doubts(doubts: Sequence[Doubt]) -> list[dict[str, str]]:
    return [{"field": doubt.field, "reason": doubt.reason} for doubt in doubts]
