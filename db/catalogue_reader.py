"""The shipped catalogue as plain entries: facts of documents in readable text files.

Folder layout: ``agencies.yaml``, ``officials.yaml``, ``schemes.yaml``, ``portfolios.yaml``,
``settings.yaml``, and one folder a document with ``document.yaml``, ``tasks.yaml`` and
``indicators.yaml``. What holds several documents together, ``links.yaml`` and
``comparisons.yaml``, may be missing. References between files are by canonical name or permanent
code; a wrong one is told with file and line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from app.domain.periods import Recurrence, parse_period
from app.domain.records import AgencyKind, Role
from app.domain.targets import WITH_UPPER, WITHOUT_VALUE, Measure, Operator, Verdict
from app.domain.time_limit import TimeLimit, TimeLimitKind
from db.catalogue_entries import (
    AgencyEntry,
    CatalogueFiles,
    ComparisonEntry,
    DocumentEntry,
    IndicatorEntry,
    LinkEntry,
    NoteEntry,
    OfficialEntry,
    PortfolioEntry,
    ReportEntry,
    ResultEntry,
    Roles,
    SchemeEntry,
    SectionEntry,
    TargetEntry,
    TaskEntry,
)
from db.catalogue_yaml import Entry, load

ROLE_KEYS = tuple(role.value for role in Role)
OPERATORS = tuple(operator.value for operator in Operator)
DIRECTIONS = ("increase", "decrease", "maintain")
SCOPES = ("provincial", "national")
ACCUMULATIONS = ("cumulative", "point_in_time", "yearly")
MEASURES = tuple(measure.value for measure in Measure)
VERDICTS = tuple(verdict.value for verdict in Verdict)

_NO_TIME = TimeLimit(TimeLimitKind.UNDETERMINED)


def read(folder: Path) -> CatalogueFiles:
    """Read every file of a catalogue folder; documents in the order in which they were issued.

    Raises:
        CatalogueError: a file is missing or wrong; the message names file and line.
    """
    documents = [_document(file.parent) for file in sorted(folder.glob("*/document.yaml"))]
    return CatalogueFiles(
        agencies=tuple(_agencies(folder / "agencies.yaml")),
        officials=tuple(_officials(folder / "officials.yaml")),
        schemes=tuple(_schemes(folder / "schemes.yaml")),
        portfolios=tuple(_portfolios(folder / "portfolios.yaml")),
        settings=_settings(folder / "settings.yaml"),
        documents=tuple(sorted(documents, key=lambda each: (each.issued_on, each.code))),
        links=tuple(_links(folder / "links.yaml")),
        comparisons=tuple(_comparisons(folder / "comparisons.yaml")),
    )


def read_names(
    folder: Path,
) -> tuple[tuple[AgencyEntry, ...], tuple[OfficialEntry, ...], tuple[SchemeEntry, ...]]:
    """Read the agencies, leaders and đề án of a catalogue folder, and nothing else of it.

    Raises:
        CatalogueError: see `read`.
    """
    return (
        tuple(_agencies(folder / "agencies.yaml")),
        tuple(_officials(folder / "officials.yaml")),
        tuple(_schemes(folder / "schemes.yaml")),
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
            valid_from=entry.day("valid_from"),
            valid_to=entry.day("valid_to"),
            successor=entry.optional_text("successor"),
            note=entry.text("note", ""),
            where=entry.where,
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
            where=entry.where,
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
        yield PortfolioEntry(
            official=entry.text("official"),
            agency=entry.text("agency"),
            from_day=_needed_day(entry, "from"),
            document=entry.text("document"),
            evidence=entry.texts("evidence"),
            note=entry.text("note", ""),
            where=entry.where,
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
        closed_on=entry.day("closed_on"),
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
            where=entry.where,
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
    same_work = entry.optional_text("same_work")
    return TaskEntry(
        code=f"{code}/{locator}",
        locator=locator,
        section=section,
        same_work=same_work,
        title=entry.text("title"),
        short=entry.text("short"),
        points=entry.texts("points"),
        time=_time_limit(entry.entry("time")) if entry.has("time") or not same_work else _NO_TIME,
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
            results=tuple(_results(entry)),
            note=entry.text("note", ""),
            where=entry.where,
        )
    top.finish()


def _targets(indicator: Entry) -> Iterator[TargetEntry]:
    for entry in indicator.entries("targets"):
        target = TargetEntry(
            year=entry.integer("year"),
            measure=entry.choice("measure", MEASURES, "level"),
            from_year=entry.integer("from_year") if entry.has("from_year") else None,
            at=entry.text("at", ""),
            year_printed=entry.integer("year_printed") if entry.has("year_printed") else None,
            operator=entry.choice("operator", OPERATORS),
            value=entry.number("value"),
            upper=entry.number("upper"),
            unit=entry.text("unit", ""),
            text=entry.text("text"),
            note=entry.text("note", ""),
            where=entry.where,
        )
        _check_target(entry, target)
        yield target


def _check_target(entry: Entry, target: TargetEntry) -> None:
    if (target.measure == Measure.LEVEL) != (target.from_year is None):
        raise entry.wrong("“from_year” đi cùng “measure” average, total hoặc each_year")
    if target.from_year is not None and target.from_year >= target.year:
        raise entry.wrong(f"“from_year” {target.from_year} phải trước “year” {target.year}")
    if target.value is None and target.operator not in WITHOUT_VALUE:
        raise entry.wrong(f"“operator” {target.operator} cần “value”")
    if target.upper is None and target.operator == Operator.RANGE:
        raise entry.wrong("“operator” range cần “upper”")
    if target.upper is not None and target.operator not in WITH_UPPER:
        raise entry.wrong(f"“operator” {target.operator} không có “upper”")


def _results(indicator: Entry) -> Iterator[ResultEntry]:
    for entry in indicator.entries("results"):
        value = entry.number("value")
        if value is None:
            raise entry.wrong("thiếu “value”")
        yield ResultEntry(
            year=entry.integer("year"),
            from_year=entry.integer("from_year") if entry.has("from_year") else None,
            year_to_date=entry.flag("year_to_date"),
            value=value,
            unit=entry.text("unit", ""),
            text=entry.text("text"),
            at=entry.text("at", ""),
            note=entry.text("note", ""),
            where=entry.where,
        )


def _links(file: Path) -> Iterator[LinkEntry]:
    if not file.exists():
        return
    top = load(file)
    for entry in top.entries("links"):
        tasks = entry.texts("tasks")
        if len(set(tasks)) < max(len(tasks), 2):
            raise entry.wrong("“tasks” phải là ít nhất hai mã khác nhau")
        yield LinkEntry(tasks=tasks, why=entry.text("why"), where=entry.where)
    top.finish()


def _comparisons(file: Path) -> Iterator[ComparisonEntry]:
    if not file.exists():
        return
    top = load(file)
    for entry in top.entries("comparisons"):
        yield ComparisonEntry(
            indicator=entry.text("indicator"),
            year=entry.integer("year"),
            measure=entry.choice("measure", MEASURES, "level"),
            verdict=entry.choice("verdict", VERDICTS),
            note=entry.text("note", ""),
            where=entry.where,
        )
    top.finish()


def _recurrence(entry: Entry) -> Recurrence | None:
    """Take how often something returns; null where the document says only "theo quy định"."""
    value = entry.choice("recurrence", ["", *(each.value for each in Recurrence)], "")
    return Recurrence(value) if value else None


def _needed_day(entry: Entry, key: str) -> dt.date:
    day = entry.day(key)
    if day is None:
        raise entry.wrong(f"thiếu “{key}”")
    return day
