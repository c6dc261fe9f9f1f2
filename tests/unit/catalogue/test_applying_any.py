"""Whatever people change and whatever is shipped next: theirs survives, and twice is once.

The rules are told here a second time, in other words: a value that differs from what was shipped
when people wrote it is people's for ever; every other value is the newest one shipped.
"""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.catalogue_report import ApplyReport
from app.services.catalogue.applying import apply_entries
from app.services.register import Register, verify
from db import catalogue_reader
from tests.conftest import open_as_office
from tests.registers import execute
from tests.small_catalogue import HYDRO, INDEX, PARK, PLANNING, rows

if TYPE_CHECKING:
    from db.catalogue_entries import CatalogueFiles, DocumentEntry, IndicatorEntry, TaskEntry

TASKS = (HYDRO, PLANNING, PARK)
LEADS = ("Sở Tài chính", "Sở Công Thương", "Ủy ban nhân dân tỉnh")
TEXTS = st.sampled_from(["", "một", "hai", "ba"])

# What the next catalogue says: per task a title, points and leads; levels; spellings.
SHIPMENT = st.fixed_dictionaries(
    {
        "titles": st.fixed_dictionaries(dict.fromkeys(TASKS, TEXTS)),
        "points": st.fixed_dictionaries(dict.fromkeys(TASKS, TEXTS)),
        "leads": st.fixed_dictionaries(
            {code: st.lists(st.sampled_from(LEADS), min_size=1, unique=True) for code in TASKS}
        ),
        "level": st.integers(110, 113),
        "aliases": st.sets(st.sampled_from(["STC", "Tài chính", "S. TC"])),
    }
)
# What people do between two catalogues.
EDIT = st.one_of(
    st.tuples(st.just("title"), st.sampled_from(TASKS), TEXTS),
    st.tuples(st.just("points"), st.sampled_from(TASKS), TEXTS),
    st.tuples(st.just("lead"), st.sampled_from(TASKS), st.sampled_from(LEADS)),
    st.tuples(st.just("level"), st.just(INDEX), st.integers(110, 113)),
    st.tuples(st.just("add alias"), st.just("tai-chinh"), st.sampled_from(["STC", "Sở TC"])),
    st.tuples(st.just("drop alias"), st.just("tai-chinh"), st.sampled_from(["STC", "S. TC"])),
)


def shipped_as(base: CatalogueFiles, wanted: dict[str, Any]) -> CatalogueFiles:
    def task(entry: TaskEntry) -> TaskEntry:
        if entry.code not in TASKS:
            return entry
        return dataclasses.replace(
            entry,
            title=f"{entry.code} {wanted['titles'][entry.code]}",
            points=(wanted["points"][entry.code],),
            roles={"lead": tuple(wanted["leads"][entry.code])},
        )

    def indicator(entry: IndicatorEntry) -> IndicatorEntry:
        targets = tuple(
            dataclasses.replace(target, value=wanted["level"]) if target.value == 112 else target
            for target in entry.targets
        )
        return dataclasses.replace(entry, targets=targets)

    def document(entry: DocumentEntry) -> DocumentEntry:
        return dataclasses.replace(
            entry,
            tasks=tuple(map(task, entry.tasks)),
            indicators=tuple(map(indicator, entry.indicators)),
        )

    finance, *others = base.agencies
    aliases = tuple(sorted(wanted["aliases"]))
    return dataclasses.replace(
        base,
        agencies=(dataclasses.replace(finance, aliases=aliases), *others),
        documents=tuple(map(document, base.documents)),
    )


def edit(register: Register, what: str, key: str, new: Any) -> None:
    match what:
        case "title" | "points":
            statement = f"UPDATE task SET {what} = :new WHERE code = :key"  # noqa: S608 - ours
        case "lead":
            execute(
                register,
                "DELETE FROM assignment WHERE task_id = (SELECT id FROM task WHERE code = :key)",
                key=key,
            )
            statement = (
                "INSERT INTO assignment (task_id, agency_id, role, ordinal) "
                "SELECT task.id, agency.id, 'lead', 0 FROM task, agency "
                "WHERE code = :key AND agency.name = :new"
            )
        case "level":
            statement = "UPDATE target SET value = :new WHERE place = 'PL.1'"
        case "add alias":
            statement = (
                "INSERT INTO agency_alias (id, agency_id, text, folded) "
                "SELECT (SELECT max(id) + 100 FROM agency_alias), id, :new, '' FROM agency "
                "WHERE key = :key ON CONFLICT DO NOTHING"
            )
        case _:
            statement = "DELETE FROM agency_alias WHERE text = :new"
    named = {name: value for name, value in (("key", key), ("new", new)) if f":{name}" in statement}
    execute(register, statement, **named)


class Expected:
    """What must stand in the register, kept value by value as a person would."""

    def __init__(self, wanted: dict[str, Any]) -> None:
        self.shipped = self._values(wanted)
        self.values = dict(self.shipped)
        self.aliases: set[str] = set()
        self.ours: set[str] = set()  # shipped, and people did not take them away
        self.left_alone: set[str] = set()  # shipped too, but people added or took them away
        self._ship_aliases(wanted["aliases"])

    def ship(self, wanted: dict[str, Any]) -> None:
        now = self._values(wanted)
        for key, value in now.items():
            if self.values[key] == self.shipped[key]:
                self.values[key] = value
        self.shipped = now
        self._ship_aliases(wanted["aliases"])

    def _ship_aliases(self, wanted: set[str]) -> None:
        self.aliases -= self.ours - wanted
        self.ours &= wanted
        self.left_alone &= wanted
        self.left_alone |= (wanted & self.aliases) - self.ours
        self.ours |= wanted - self.left_alone
        self.aliases |= self.ours

    def edit(self, what: str, key: str, new: Any) -> None:
        match what:
            case "add alias":
                self.aliases |= {new}
            case "drop alias":
                self.aliases -= {new}
                self.left_alone |= {new} & self.ours
                self.ours -= {new}
            case "lead":
                self.values[what, key] = [new]
            case _:
                self.values[what, key] = new

    def _values(self, wanted: dict[str, Any]) -> dict[tuple[str, str], Any]:
        values: dict[tuple[str, str], Any] = {("level", INDEX): wanted["level"]}
        for code in TASKS:
            values["title", code] = f"{code} {wanted['titles'][code]}"
            values["points", code] = wanted["points"][code]
            values["lead", code] = wanted["leads"][code]
        return values


def found(register: Register) -> dict[tuple[str, str], Any]:
    values: dict[tuple[str, str], Any] = {}
    for code, title, points in rows(register, "SELECT code, title, points FROM task"):
        values["title", code], values["points", code] = title, points
        values["lead", code] = []
    query = (
        "SELECT code, agency.name FROM assignment JOIN task ON task.id = task_id "
        "JOIN agency ON agency.id = agency_id ORDER BY code, assignment.ordinal"
    )
    for code, name in rows(register, query):
        values["lead", code].append(name)
    ((values["level", INDEX],),) = rows(register, "SELECT value FROM target WHERE place = 'PL.1'")
    return values


def aliases(register: Register) -> set[str]:
    query = (
        "SELECT text FROM agency_alias JOIN agency ON agency.id = agency_id "
        "WHERE key = 'tai-chinh' AND text <> name"
    )
    return {text for (text,) in rows(register, query)}


def everything(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    tables = [
        *("agency", "agency_alias", "assignment", "document", "indicator", "target", "task"),
        *("task_source", "task_link", "time_limit", "measurement", "change", "change_row"),
    ]
    # What is remembered of a row that people took away is left out: it may be forgotten one
    # application later, which nobody can see.
    return {table: rows(register, f'SELECT * FROM "{table}" ORDER BY id') for table in tables}  # noqa: S608


@settings(
    max_examples=25,
    phases=(Phase.generate,),  # making a failure small would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=SHIPMENT, rounds=st.lists(st.tuples(st.lists(EDIT, max_size=4), SHIPMENT), max_size=3))
def test_people_and_catalogue_side_by_side(
    small_register_file: Path,
    small_folder: Path,
    first: dict[str, Any],
    rounds: list[tuple[list[tuple[str, str, Any]], dict[str, Any]]],
) -> None:
    base = catalogue_reader.read(small_folder)
    with tempfile.TemporaryDirectory() as folder:
        register = open_as_office(shutil.copyfile(small_register_file, Path(folder) / "sổ.tiendo"))
        try:
            apply_entries(register, shipped_as(base, first), "first")
            expected = Expected(first)
            for number, (edits, wanted) in enumerate(rounds):
                for what, key, new in edits:
                    edit(register, what, key, new)
                    expected.edit(what, key, new)
                apply_entries(register, shipped_as(base, wanted), f"round {number}")
                expected.ship(wanted)
                assert found(register) == expected.values
                assert aliases(register) == expected.aliases
                before = everything(register)
                report = apply_entries(register, shipped_as(base, wanted), f"again {number}")
                assert report == ApplyReport()
                assert everything(register) == before
            verify(register)
        finally:
            register.close()
