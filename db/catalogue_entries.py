"""What the files of the shipped catalogue say, as plain records; `db.catalogue_reader` reads them.

``where`` is the place of an entry, "folder/file, dòng n", for messages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.periods import Recurrence
from app.domain.time_limit import TimeLimit

Roles = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An agency with its spellings.

    ``parent`` and ``successor`` are keys of others, ``members`` their names.
    """

    key: str
    name: str
    short: str
    kind: str
    collective: bool
    parent: str | None
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    valid_from: dt.date | None
    valid_to: dt.date | None
    successor: str | None
    note: str
    where: str


@dataclass(frozen=True, slots=True)
class OfficialEntry:
    """A leader."""

    key: str
    name: str
    position: str
    short_position: str
    order: int
    in_office_from: dt.date | None
    in_office_to: dt.date | None
    note: str


@dataclass(frozen=True, slots=True)
class SchemeEntry:
    """A đề án."""

    number: str
    title: str
    scope: str
    confidential: bool
    lead: str | None
    document: str | None
    at: str
    period_from: dt.date | None
    period_to: dt.date | None
    where: str


@dataclass(frozen=True, slots=True)
class PortfolioEntry:
    """A suggested portfolio with the evidence it comes from."""

    official: str
    agency: str
    from_day: dt.date
    document: str
    evidence: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A defect of a document."""

    at: str
    seen: str
    taken_as: str
    why: str


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report duty."""

    code: str
    title: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    recurrence: Recurrence | None
    due_on: dt.date | None
    text: str
    at: str
    task: str | None
    where: str


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A heading of the outline."""

    at: str
    heading: str


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """A task with its place, roles and time limit.

    ``same_work``: this paragraph is no task of its own but a further source of the task with that
    code.
    """

    code: str
    locator: str
    section: str
    same_work: str | None
    title: str
    short: str
    points: tuple[str, ...]
    time: TimeLimit
    product: str
    scheme: str | None
    confidential: bool
    note: str
    roles: Roles
    where: str


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """What one document sets for one year, or (``measure``) over the years since ``from_year``.

    ``at`` is its place where that is not the indicator's own.
    """

    year: int
    measure: str
    from_year: int | None
    at: str
    year_printed: int | None
    operator: str
    value: float | None
    upper: float | None
    unit: str
    text: str
    note: str
    where: str


@dataclass(frozen=True, slots=True)
class ResultEntry:
    """A result of the past that a document reports; ``year_to_date``: not of the whole year."""

    year: int
    year_to_date: bool
    value: float
    unit: str
    text: str
    at: str
    note: str
    where: str


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator, or (``same_as``) further targets of one that another document named."""

    at: str
    same_as: str | None
    stt: str
    group: str
    name: str
    unit: str
    direction: str
    accumulation: str
    parent: str | None
    leader: str | None
    roles: Roles
    targets: tuple[TargetEntry, ...]
    results: tuple[ResultEntry, ...]
    note: str
    where: str


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document with everything in its folder; after ``closed_on`` its tasks are past work."""

    code: str
    number: str | None
    type: str
    title: str
    short_title: str
    issuer: str
    issued_on: dt.date
    issued_precision: str
    closed_on: dt.date | None
    signer: str
    signer_position: str
    signed_for: str
    period_from: dt.date
    period_to: dt.date
    basis: tuple[str, ...]
    recipients: tuple[str, ...]
    notes: tuple[NoteEntry, ...]
    reports: tuple[ReportEntry, ...]
    sections: tuple[SectionEntry, ...]
    tasks: tuple[TaskEntry, ...]
    indicators: tuple[IndicatorEntry, ...]


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """Tasks, by code, that belong together, and why."""

    tasks: tuple[str, ...]
    why: str
    where: str


@dataclass(frozen=True, slots=True)
class ComparisonEntry:
    """What a person made of several targets of one indicator for one year."""

    indicator: str
    year: int
    measure: str
    verdict: str
    note: str
    where: str


@dataclass(frozen=True, slots=True)
class CatalogueFiles:
    """The whole shipped catalogue."""

    agencies: tuple[AgencyEntry, ...]
    officials: tuple[OfficialEntry, ...]
    schemes: tuple[SchemeEntry, ...]
    portfolios: tuple[PortfolioEntry, ...]
    settings: dict[str, str] = field(default_factory=dict)
    documents: tuple[DocumentEntry, ...] = ()
    links: tuple[LinkEntry, ...] = ()
    comparisons: tuple[ComparisonEntry, ...] = ()


def names_in(roles: Roles) -> Sequence[tuple[str, str]]:
    """Return (role, agency name) pairs in order."""
    return [(role, name) for role, names in roles.items() for name in names]
