"""The shipped catalogue as plain entries: facts of documents in readable text files.

Folder layout: ``agencies.yaml``, ``officials.yaml``, ``schemes.yaml``, ``portfolios.yaml``,
``settings.yaml``, and one folder a document with ``document.yaml``, ``tasks.yaml`` and
``indicators.yaml``. References between files are by canonical name or permanent code; a wrong one
is told with file and line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.periods import Recurrence, parse_period
from app.domain.records import AgencyKind, Role
from app.domain.time_limit import TimeLimit, TimeLimitKind
from db.catalogue_yaml import Entry, load

ROLE_KEYS = tuple(role.value for role in Role)
OPERATORS = (
    *("=", ">", ">=", "<", "<=", "~", "range"),
    *("decrease_by", "increase_by", "maintain", "qualitative"),
)
DIRECTIONS = ("increase", "decrease", "maintain")
SCOPES = ("provincial", "national")
ACCUMULATIONS = ("cumulative", "point_in_time", "yearly")

Roles = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An agency with its spellings."""

    key: str
    name: str
    short: str
    kind: str
    collective: bool
    parent: str | None
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    note: str


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


@dataclass(frozen=True, slots=True)
class PortfolioEntry:
    """A suggested portfolio with the evidence it comes from."""

    official: str
    agency: str
    from_day: dt.date
    document: str
    evidence: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A heading of the outline."""

    at: str
    heading: str


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """A task with its place, roles and time limit."""

    code: str
    locator: str
    section: str
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
    """A level set by one document for one year."""

    year: int
    year_printed: int | None
    operator: str
    value: float | None
    upper: float | None
    unit: str
    text: str
    note: str


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
    note: str
    where: str


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document with everything in its folder."""

    code: str
    number: str | None
    type: str
    title: str
    short_title: str
    issuer: str
    issued_on: dt.date
    issued_precision: str
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
class CatalogueFiles:
    """The whole shipped catalogue."""

    agencies: tuple[AgencyEntry, ...]
    officials: tuple[OfficialEntry, ...]
    schemes: tuple[SchemeEntry, ...]
    portfolios: tuple[PortfolioEntry, ...]
    settings: dict[str, str] = field(default_factory=dict)
    documents: tuple[DocumentEntry, ...] = ()


def read(folder: Path) -> CatalogueFiles:
    """Read every file of a catalogue folder.

    Raises:
        CatalogueError: a file is missing or wrong; the message names file and line.
    """
    documents = sorted(file.parent for file in folder.glob("*/document.yaml"))
    return CatalogueFiles(
        agencies=tuple(_agencies(folder / "agencies.yaml")),
        officials=tuple(_officials(folder / "officials.yaml")),
        schemes=tuple(_schemes(folder / "schemes.yaml")),
        portfolios=tuple(_portfolios(folder / "portfolios.yaml")),
        settings=_settings(folder / "settings.yaml"),
        documents=tuple(_document(document) for document in documents),
    )


def _agencies(file: Path) -> Iterator[AgencyEntry]:
    top = load(file)
    for entry in top.entries("agencies"):
        name = entry.text("name")
        yield AgencyEntry(
            key=entry.text("key"),
            name=name,
            short=entry.text("short", name),
            kind=entry.choice("kind", [kind.value for kind in AgencyKind]),
            collective=entry.flag("collective"),
            parent=entry.optional_text("parent"),
            aliases=entry.texts("aliases"),
            members=entry.texts("members"),
            note=entry.text("note", ""),
        )
    top.finish()


def _officials(file: Path) -> Iterator[OfficialEntry]:
    top = load(file)
    for entry in top.entries("officials"):
        entry.texts("seen_in")  # for the reader of the file
        yield OfficialEntry(
            key=entry.text("key"),
            name=entry.text("name"),
            position=entry.text("position"),
            short_position=entry.text("short_position"),
            order=entry.integer("order"),
            in_office_from=entry.day("in_office_from"),
            in_office_to=entry.day("in_office_to"),
            note=entry.text("note", ""),
        )
    top.finish()


def _schemes(file: Path) -> Iterator[SchemeEntry]:
    top = load(file)
    for entry in top.entries("schemes"):
        entry.text("note", "")  # for the reader of the file
        period = entry.optional_entry("period")
        yield SchemeEntry(
            number=entry.text("number"),
            title=entry.text("title", ""),
            scope=entry.choice("scope", SCOPES, "provincial"),
            confidential=entry.flag("confidential"),
            lead=entry.optional_text("lead"),
            document=entry.optional_text("document"),
            at=entry.text("at", ""),
            period_from=period.day("from") if period else None,
            period_to=period.day("to") if period else None,
        )
        if period:
            period.finish()
    top.finish()


def _portfolios(file: Path) -> Iterator[PortfolioEntry]:
    top = load(file)
    for entry in top.entries("none"):  # why somebody gets none: for the reader of the file
        entry.text("agency")
        entry.text("why")
    for entry in top.entries("portfolios"):
        entry.text("note", "")
        yield PortfolioEntry(
            official=entry.text("official"),
            agency=entry.text("agency"),
            from_day=_needed_day(entry, "from"),
            document=entry.text("document"),
            evidence=entry.texts("evidence"),
        )
    top.finish()


def _settings(file: Path) -> dict[str, str]:
    top = load(file)
    found = {entry.text("key"): entry.text("value", "") for entry in top.entries("settings")}
    top.finish()
    return found


def _document(folder: Path) -> DocumentEntry:
    entry = load(folder / "document.yaml")
    code = entry.text("code")
    entry.text("symbol", "")  # part of the number, kept for documents without one
    period = entry.entry("period")
    sections, tasks = _tasks(folder / "tasks.yaml", code)
    document = DocumentEntry(
        code=code,
        number=entry.optional_text("number"),
        type=entry.text("type"),
        title=entry.text("title"),
        short_title=entry.text("short_title"),
        issuer=entry.text("issuer"),
        issued_on=_needed_day(entry, "issued_on"),
        issued_precision=entry.choice("issued_precision", ("day", "month", "year")),
        signer=entry.text("signer"),
        signer_position=entry.text("signer_position"),
        signed_for=entry.text("signed_for"),
        period_from=_needed_day(period, "from"),
        period_to=_needed_day(period, "to"),
        basis=entry.texts("basis"),
        recipients=entry.texts("recipients"),
        notes=tuple(_notes(entry)),
        reports=tuple(_reports(entry, code)),
        sections=sections,
        tasks=tasks,
        indicators=tuple(_indicators(folder / "indicators.yaml", code)),
    )
    entry.finish()
    return document


def _notes(document: Entry) -> Iterator[NoteEntry]:
    for entry in document.entries("notes"):
        yield NoteEntry(
            at=entry.text("at"),
            seen=entry.text("seen"),
            taken_as=entry.text("taken_as"),
            why=entry.text("why"),
        )


def _reports(document: Entry, code: str) -> Iterator[ReportEntry]:
    for entry in document.entries("reports"):
        task = entry.optional_text("task")
        entry.text("note", "")
        yield ReportEntry(
            code=entry.text("code"),
            title=entry.text("title"),
            by=entry.texts("by"),
            to=entry.texts("to"),
            recurrence=_recurrence(entry),
            due_on=entry.day("due_on"),
            text=entry.text("text"),
            at=entry.text("at"),
            task=f"{code}/{task}" if task else None,
        )


def _tasks(file: Path, code: str) -> tuple[tuple[SectionEntry, ...], tuple[TaskEntry, ...]]:
    top = load(file)
    if top.text("document") != code:
        raise top.wrong(f"“document” phải là {code}")
    sections: list[SectionEntry] = []
    tasks: list[TaskEntry] = []
    for section in top.entries("sections"):
        place = SectionEntry(section.text("at"), section.text("heading"))
        sections.append(place)
        for block in section.entries("blocks"):
            tasks += _block(block, code, place.at)
    for entry in top.entries("no_task"):  # lines without a task: for the reader of the file
        entry.text("at")
        entry.text("what")
        entry.text("reason")
    top.finish()
    return tuple(sections), tuple(tasks)


def _block(block: Entry, code: str, section: str) -> list[TaskEntry]:
    at = block.text("at")
    roles = _roles(block)
    note = block.text("note", "")
    return [_task(entry, code, section, at, roles, note) for entry in block.entries("tasks")]


def _task(  # noqa: PLR0913, PLR0917 - what a task takes from its block
    entry: Entry, code: str, section: str, at: str, roles: Roles, note: str
) -> TaskEntry:
    locator = f"{at}#{entry.text('n')}"
    notes = [text for text in (note, entry.text("note", "")) if text]
    return TaskEntry(
        code=f"{code}/{locator}",
        locator=locator,
        section=section,
        title=entry.text("title"),
        short=entry.text("short"),
        points=entry.texts("points"),
        time=_time_limit(entry.entry("time")),
        product=entry.text("product", ""),
        scheme=entry.optional_text("scheme"),
        confidential=entry.flag("confidential"),
        note=" ".join(notes),
        roles=roles | _roles(entry),
        where=entry.where,
    )


def _roles(entry: Entry) -> Roles:
    return {key: entry.texts(key) for key in ROLE_KEYS if entry.has(key)}


def _time_limit(entry: Entry) -> TimeLimit:
    kind = TimeLimitKind(entry.choice("kind", [kind.value for kind in TimeLimitKind]))
    recurrence = _recurrence(entry)
    period = entry.optional_text("period")
    due_on = entry.day("on")
    try:
        if period and due_on is None:
            due_on = parse_period(period).last_day
        limit = TimeLimit(
            kind=kind,
            due_on=due_on,
            period=period,
            recurrence=recurrence,
            text=entry.text("text", ""),
        )
    except ValueError as error:
        raise entry.wrong(f"thời hạn không hợp lệ: {error}") from error
    entry.finish()
    return limit


def _indicators(file: Path, code: str) -> Iterator[IndicatorEntry]:
    top = load(file)
    if top.text("document") != code:
        raise top.wrong(f"“document” phải là {code}")
    for entry in top.entries("indicators"):
        same_as = entry.optional_text("same_as")
        entry.text("name_printed", "")  # the spelling of the source, for the reader of the file
        yield IndicatorEntry(
            at=entry.text("at"),
            same_as=same_as,
            stt=entry.text("stt", ""),
            group=entry.text("group", ""),
            name=entry.text("name", "" if same_as else None),
            unit=entry.text("unit", ""),
            direction=entry.choice("direction", DIRECTIONS, "increase"),
            accumulation=entry.choice("accumulation", ACCUMULATIONS, "yearly"),
            parent=entry.optional_text("parent"),
            leader=entry.optional_text("leader"),
            roles=_roles(entry),
            targets=tuple(_targets(entry)),
            note=entry.text("note", ""),
            where=entry.where,
        )
    top.finish()


def _targets(indicator: Entry) -> Iterator[TargetEntry]:
    for entry in indicator.entries("targets"):
        yield TargetEntry(
            year=entry.integer("year"),
            year_printed=entry.integer("year_printed") if entry.has("year_printed") else None,
            operator=entry.choice("operator", OPERATORS),
            value=entry.number("value"),
            upper=entry.number("upper"),
            unit=entry.text("unit", ""),
            text=entry.text("text"),
            note=entry.text("note", ""),
        )


def _recurrence(entry: Entry) -> Recurrence | None:
    """Take how often something returns; null where the document says only "theo quy định"."""
    value = entry.choice("recurrence", ["", *(each.value for each in Recurrence)], "")
    return Recurrence(value) if value else None


def _needed_day(entry: Entry, key: str) -> dt.date:
    day = entry.day(key)
    if day is None:
        raise entry.wrong(f"thiếu “{key}”")
    return day


def names_in(roles: Roles) -> Sequence[tuple[str, str]]:
    """Return (role, agency name) pairs in order."""
    return [(role, name) for role, names in roles.items() for name in names]
