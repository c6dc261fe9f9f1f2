"""SIGKILL at random points of marking, undoing, importing, migrating, backing up and restoring.

After every kill the register is opened as the program opens it. Then: every acknowledged change is
there, at most the one that was under way is there besides, nothing is half there, the whole file
passes ``integrity_check``, and the chain of history is whole. A kill leaves what the system has
taken from the process; a power cut, which loses what the disk had not taken too, is not tried.
"""

from __future__ import annotations

import datetime as dt
import itertools
import lzma
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.domain import review_acts
from app.domain.acts import Progress
from app.domain.backups import BackupReason
from app.domain.review import Decision, ReviewDraft
from app.domain.review_refusals import draft_refusals
from app.services import backups, importing, progress, restoring, undo, upgrade
from app.services.catalogue import apply_catalogue
from app.services.register import Register, create_register, open_register
from db import register_file
from db.register_file import SCHEMA_VERSION
from tests import small_catalogue
from tests.durability.trials import Deed, Figures, is_sound, kill_during, rows
from tests.registers import TODAY

SHARES = {
    "marking": 300,
    "undoing": 200,
    "importing a catalogue": 100,
    "importing a document": 100,
    "migrating": 100,
    "backing up": 100,
    "restoring": 100,
}
"""How the thousand kills are spread."""

OLD = Path(__file__).parents[1] / "migrations" / "v1.tiendo.xz"
_DOCUMENT = Path(__file__).parents[1] / "importing" / "labels" / "tune" / "kh-kinh-te-xa-hoi.txt"
_NOW = dt.datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - local, as all times of a register

Check = Callable[[list[str]], list[str]]
Trial = tuple[Path, Deed, Check, float]
"""The register, what is done to it, what must hold afterwards, and the longest time to the kill."""


def run(folder: Path, seed: int, share: int = 1) -> list[Figures]:
    """Kill a child over and over; ``share`` 20 means a twentieth of the counts."""
    template = folder / "Sổ.tiendo"
    create_register(template)
    _warm_up(template, folder / "warm.tiendo")
    found = []
    for name, count in SHARES.items():
        place = folder / name.replace(" ", "-")
        place.mkdir()
        chance = random.Random(f"{seed} {name}")
        figures = Figures(f"SIGKILL while {name}")
        _run_kind(_TRIALS[name](place, template, chance), -(-count // share), chance, figures)
        found.append(figures)
    return found


def _warm_up(template: Path, path: Path) -> None:
    """Import here what a first write imports, so that children are killed at work."""
    shutil.copyfile(template, path)
    register = opened_by_the_office(path)
    progress.update_progress(register, open_tasks(path)[0], Progress(TODAY, 1, "kết quả"), TODAY)
    undo.undo_last(register)
    importing.open_review(register, _DOCUMENT)
    backups.make(register, BackupReason.BY_HAND)
    register.close()


def _run_kind(trials: Iterator[Trial], count: int, chance: random.Random, figures: Figures) -> None:
    for path, deed, check, spread in itertools.islice(trials, count):
        acknowledged, at_work = kill_during(deed, spread, chance)
        figures.runs += 1
        figures.count("acknowledged steps", len(acknowledged))
        figures.count("killed at work" if at_work else "had ended before")
        log = path.with_name(f"{path.name}-wal")
        figures.count("logs left to recover", int(log.exists() and log.stat().st_size > 0))
        try:
            wrong = [*is_sound(path), *check(acknowledged)]
        except Exception as error:  # noqa: BLE001 - any is a failure of the trial
            wrong = [f"{type(error).__name__}: {error}"]
        figures.failures += [f"run {figures.runs}: {each}" for each in wrong]


def opened_by_the_office(path: Path) -> Register:
    """Open a register as its office, at a fixed time."""
    register = open_register(path)
    register.user, register.clock = "can.bo", lambda: _NOW
    return register


# ---- marking and undoing: one register, killed over and over


def _acknowledged_are_there(path: Path, before: int) -> Check:
    def check(acknowledged: list[str]) -> list[str]:
        ids = [int(line) for line in acknowledged]
        there = {row[0] for row in rows(path, "SELECT id FROM change")}
        wrong = [f"change {each} was acknowledged and is lost" for each in ids if each not in there]
        new = len([each for each in there if isinstance(each, int) and each > before])
        if new > len(ids) + 1:
            wrong.append(f"{new} changes, {len(ids)} acknowledged")
        return wrong

    return check


def _same(moment: dt.datetime) -> dt.datetime:
    return moment


def _newest(path: Path) -> int:
    return max((int(str(row[0])) for row in rows(path, "SELECT id FROM change")), default=0)


def _marking(place: Path, template: Path, chance: random.Random) -> Iterator[Trial]:
    path = shutil.copyfile(template, place / template.name)
    tasks = open_tasks(path)
    proof = place / "biên bản.txt"
    for turn in itertools.count():
        number = chance.random()

        def deed(told: Callable[[str], None], turn: int = turn, number: float = number) -> None:
            mine = random.Random(number)
            register = opened_by_the_office(path)
            if turn % 3 == 0:  # beside a reader nothing is folded in, and the log grows
                reader = register.engine.connect()
                reader.begin()
                reader.exec_driver_sql("SELECT count(*) FROM change").scalar_one()
            told("ready")
            for step in itertools.count():
                files: tuple[Path, ...] = ()
                if step % 4 == 0:
                    proof.write_text(f"biên bản {turn} {step}", "utf-8")
                    files = (proof,)
                said = Progress(TODAY, mine.randrange(100), f"kết quả {turn}.{step}", files=files)
                done = progress.update_progress(register, mine.choice(tasks), said, TODAY)
                told(str(done.change_id))

        yield path, deed, _acknowledged_are_there(path, _newest(path)), 0.8


def _undoing(place: Path, template: Path, chance: random.Random) -> Iterator[Trial]:
    path = shutil.copyfile(template, place / template.name)
    tasks = open_tasks(path)
    for _ in itertools.count():
        number = chance.random()

        def deed(told: Callable[[str], None], number: float = number) -> None:
            mine = random.Random(number)
            register = opened_by_the_office(path)
            told("ready")
            while True:
                said = Progress(TODAY, mine.randrange(100), "kết quả")
                done = progress.update_progress(register, mine.choice(tasks), said, TODAY)
                told(str(done.change_id))
                for act in (undo.undo_last, undo.redo_last, undo.undo_last):
                    told(str(act(register).change_id))

        yield path, deed, _acknowledged_are_there(path, _newest(path)), 0.8


def open_tasks(path: Path) -> list[int]:
    """Return tasks of which progress can be recorded."""
    query = (
        "SELECT task.id FROM task JOIN document ON document.id = task.document_id "
        "WHERE document.closed_on IS NULL ORDER BY task.id LIMIT 50"
    )
    return [int(str(row[0])) for row in rows(path, query)]


# ---- importing: all of it or nothing


def _catalogues(place: Path, _template: Path, _chance: random.Random) -> Iterator[Trial]:
    shipped = small_catalogue.write(place / "catalogue")
    path = place / "Sổ.tiendo"
    small_catalogue.make_register(shipped, path)
    files = sorted(shipped.glob("*.yaml"))
    originals = {file: file.read_text("utf-8") for file in files}
    for turn in itertools.count(1):
        for file, text in originals.items():
            # Every title says in which turn it was shipped.
            file.write_text(text.replace("title: ", f"title: Lượt {turn} "), "utf-8")

        def deed(told: Callable[[str], None]) -> None:
            register = opened_by_the_office(path)
            told("ready")
            apply_catalogue(register, shipped)
            told("applied")

        def check(acknowledged: list[str], turn: int = turn) -> list[str]:
            titles = [str(row[0]) for row in rows(path, "SELECT title FROM task")]
            new = sum(title.startswith(f"Lượt {turn} ") for title in titles)
            if new not in (0, len(titles)) or (acknowledged and not new):
                return [f"half applied: {new} of {len(titles)} titles"]
            return []

        yield path, deed, check, 1.0


def _documents(place: Path, template: Path, _chance: random.Random) -> Iterator[Trial]:
    prepared = place / "prepared" / template.name
    prepared.parent.mkdir()
    shutil.copyfile(template, prepared)
    decided_review(prepared)
    before = _counts(prepared)
    after: set[tuple[int, ...]] = set()
    for turn in itertools.count():
        path = place / f"{turn}" / template.name
        path.parent.mkdir()
        shutil.copyfile(prepared, path)

        def deed(told: Callable[[str], None], path: Path = path) -> None:
            register = opened_by_the_office(path)
            (entry,) = importing.list_reviews(register)
            draft = importing.load_review(register, entry.id)
            told("ready")
            importing.accept_review(register, draft, TODAY)
            told("accepted")

        def check(acknowledged: list[str], path: Path = path) -> list[str]:
            now = _counts(path)
            shutil.rmtree(path.parent)
            if now == before:
                return ["what was accepted is lost"] if acknowledged else []
            after.add(now)  # whoever is through, is through with the same
            return ["half imported"] if len(after) > 1 or now[0] <= before[0] or now[2] else []

        yield path, deed, check, 0.6


def decided_review(path: Path) -> None:
    """Put the review of a document into a register, with everything of it decided."""
    register = opened_by_the_office(path)
    draft = _decided(register, importing.open_review(register, _DOCUMENT))
    importing.save_review(register, draft)
    register.close()


def _decided(register: Register, draft: ReviewDraft) -> ReviewDraft:
    """Return a draft about which a person has decided everything."""
    for each in draft.agencies:
        draft = review_acts.confirm_new_agency(draft, each.printed)
    draft = importing.rematch(register, draft)
    draft = review_acts.accept_certain(draft)
    for item in draft.items:
        if item.counted and item.decision is Decision.OPEN:
            try:
                draft = review_acts.accept(draft, item.id)
            except Exception:  # noqa: BLE001 - what cannot be accepted is skipped
                draft = review_acts.skip(draft, item.id)
    draft = replace(draft)
    assert not draft_refusals(draft), draft_refusals(draft)
    return draft


def _counts(path: Path) -> tuple[int, ...]:
    """Return how many tasks, documents and drafts there are, and all else that import writes."""
    tables = ("task", "document", "review_draft", "section", "assignment", "time_limit", "change")
    return tuple(int(str(rows(path, f"SELECT count(*) FROM {each}")[0][0])) for each in tables)  # noqa: S608


# ---- migrating, backing up, restoring


def put_old_register(path: Path) -> None:
    """Put a register of version 1 there, without the rows that no operation of it wrote.

    They are in the sample to be seen migrated; `check` takes them for slipped in, as they are.
    """
    path.write_bytes(lzma.decompress(OLD.read_bytes()))
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("progress_update", "report_receipt"):
            connection.execute(
                f"DELETE FROM {table} WHERE id NOT IN "  # noqa: S608 - names of our own
                "(SELECT row_id FROM change_row WHERE table_name = ?)",
                (table,),
            )


def _migrating(place: Path, _template: Path, _chance: random.Random) -> Iterator[Trial]:
    old = place / "old.tiendo"
    put_old_register(old)
    query = "SELECT id, task_id, effective_on, state, product FROM progress_update ORDER BY id"
    said = rows(old, query)
    for turn in itertools.count():
        path = place / f"{turn}" / "Sổ.tiendo"
        path.parent.mkdir()
        shutil.copyfile(old, path)

        def deed(told: Callable[[str], None], path: Path = path) -> None:
            identity = register_file.check(path).identity
            from db.engine import make_engine  # noqa: PLC0415 - as opening does it

            register = Register(path, make_engine(path, identity), identity)
            told("ready")
            upgrade.upgrade_schema(register)
            told("migrated")
            upgrade.refresh_catalogue(register)
            told("refreshed")

        def check(_acknowledged: list[str], path: Path = path) -> list[str]:
            version = register_file.check(path).schema_version
            now = rows(path, query)
            shutil.rmtree(path.parent)
            wrong = [] if version == SCHEMA_VERSION else [f"version {version}"]
            return wrong if now == said else [*wrong, "progress updates differ"]

        yield path, deed, check, 1.6


def _backing_up(place: Path, template: Path, chance: random.Random) -> Iterator[Trial]:
    path = shutil.copyfile(template, place / template.name)
    tasks = open_tasks(path)
    usb = place / "USB"
    usb.mkdir()
    for turn in itertools.count():
        number = chance.random()

        def deed(told: Callable[[str], None], turn: int = turn, number: float = number) -> None:
            mine = random.Random(number)
            register = opened_by_the_office(path)
            told("ready")
            for step in itertools.count():
                now = _NOW + dt.timedelta(minutes=turn * 60 + step)
                register.clock = partial(_same, now)
                said = Progress(TODAY, mine.randrange(100), "kết quả")
                progress.update_progress(register, mine.choice(tasks), said, TODAY)
                outcome = backups.make(register, BackupReason.DURING_WORK, usb)
                told(str(outcome.made[0].path))

        def check(acknowledged: list[str]) -> list[str]:
            # One that is gone was thinned out for a newer one of its hour.
            left = {each.path for each in backups.all_backups(path)}
            last = Path(acknowledged[-1]) if acknowledged else None
            lost = last is not None and last not in left and max(left).name < last.name
            return ["backup lost"] if lost else []

        yield path, deed, check, 0.5


def _restoring(place: Path, template: Path, _chance: random.Random) -> Iterator[Trial]:
    path = shutil.copyfile(template, place / template.name)
    task = open_tasks(path)[0]
    register = opened_by_the_office(path)
    kept = []
    for number in (1, 2):
        day = _NOW - dt.timedelta(days=number)
        register.clock = partial(_same, day)
        progress.update_progress(register, task, Progress(TODAY, number, f"bản {number}"), TODAY)
        kept.append(backups.make(register, BackupReason.BY_HAND).made[0])
    register.close()
    for _ in itertools.count():

        def deed(told: Callable[[str], None]) -> None:
            told("ready")
            for backup in itertools.cycle(kept):
                restoring.restore(path, backup, "can.bo")
                told(backup.path.name)

        def check(_acknowledged: list[str]) -> list[str]:
            said = {str(row[0]) for row in rows(path, "SELECT result FROM progress_update")}
            for file in path.parent.glob("*.part*"):
                file.unlink()
            return [] if said in ({"bản 1"}, {"bản 1", "bản 2"}) else [f"mixed: {sorted(said)}"]

        yield path, deed, check, 0.8


_TRIALS: dict[str, Callable[[Path, Path, random.Random], Iterator[Trial]]] = {
    "marking": _marking,
    "undoing": _undoing,
    "importing a catalogue": _catalogues,
    "importing a document": _documents,
    "migrating": _migrating,
    "backing up": _backing_up,
    "restoring": _restoring,
}
