"""Compares proposals with labels: what was found, what is false, which fields are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from app.domain.text import fold
from app.domain.time_limit import TimeLimit
from app.importing.blocks import Kind
from app.importing.files import read_blocks
from app.importing.names import AgencyName, Names, OfficialName, SchemeName
from app.importing.proposals import IndicatorProposal, Proposals, TaskProposal
from app.importing.propose import propose
from app.importing.spellings import key_of
from app.importing.targets import number
from tests.importing import office_files
from tests.importing.block_lists import SOURCE, read_block_list
from tests.importing.catalogue_labels import CATALOGUE, catalogue_truth, paragraph_of

ROOT = Path(__file__).resolve().parents[2]
LABELS = ROOT / "tests" / "importing" / "labels"
SOURCES = ROOT.parent / "shared" / "seeds"
"""Where the text versions of the catalogue's documents lie, if they are beside the project."""

TASK_FIELDS = ("lead", "coordinating", "leader", "time", "product", "figures")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
INDICATOR_FIELDS = ("name", "unit", "operator", "value", "lead", "leader")


@dataclass
class Score:
    """Counts of one document; right and asked are by field."""

    name: str
    labels: int = 0
    found: int = 0
    proposed: int = 0
    false: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def field(self, name: str, *, right: bool, what: str) -> None:
        """Count one field of one label that was found."""
        self.asked[name] += 1
        if right:
            self.right[name] += 1
        else:
            self.wrong.append(f"{name}: {what}")

    @property
    def recall(self) -> float:
        """Share of the labels that were found."""
        return self.found / self.labels if self.labels else 1.0

    @property
    def precision(self) -> float:
        """Share of the proposals that a label stands behind."""
        return 1 - self.false / self.proposed if self.proposed else 1.0

    def share(self, name: str) -> float | None:
        """Share of a field that is right, or None where no label asks for it."""
        return self.right[name] / self.asked[name] if self.asked[name] else None

    def add(self, other: Score) -> None:
        """Add another document's counts."""
        self.labels += other.labels
        self.found += other.found
        self.proposed += other.proposed
        self.false += other.false
        self.right += other.right
        self.asked += other.asked
        self.wrong += other.wrong


@dataclass
class Result:
    """One document: its tasks, its indicators, and dates that nothing in the text supports."""

    name: str
    tasks: Score
    indicators: Score
    made_up: list[str]
    withdrawn: tuple[int, int] = (0, 0)
    facts: tuple[int, int] = (0, 0)


def shipped_names() -> Names:
    """Return the names of the shipped catalogue."""
    agencies = yaml.safe_load((CATALOGUE / "agencies.yaml").read_text(encoding="utf-8"))["agencies"]
    officials = yaml.safe_load((CATALOGUE / "officials.yaml").read_text(encoding="utf-8"))
    schemes = yaml.safe_load((CATALOGUE / "schemes.yaml").read_text(encoding="utf-8"))
    return Names(
        tuple(
            AgencyName(a["name"], tuple(a.get("aliases") or ()), bool(a.get("collective")))
            for a in agencies
        ),
        tuple(OfficialName(o["name"], o["position"]) for o in officials["officials"]),
        tuple(SchemeName(s["number"], s["title"]) for s in schemes["schemes"]),
    )


def measure(labels: Path, names: Names, sources: Path | None = None) -> Result | None:
    """Return how well one labelled document is understood; None if it is not on this machine.

    A document written for the tests is read as its list of blocks: what the rules make of it.
    """
    truth = yaml.safe_load(labels.read_text(encoding="utf-8"))
    if "catalogue" in truth:
        path = sources / truth["source"] if sources else None
        if path is None or not path.exists():
            return None
        source, blocks = read_blocks(path)
        truth = catalogue_truth(truth["catalogue"])
    else:
        # "↑" tells merged cells from blank ones, as Word does.
        source, blocks = (
            replace(SOURCE, format="docx"),
            tuple(read_block_list(labels.with_suffix(".txt"))),
        )
    return _compared(labels.stem, truth, propose(source, blocks, names))


def measure_file(labels: Path, form: str, names: Names) -> Result:
    """Return how well a labelled document is read and understood from a real file of ``form``."""
    truth = yaml.safe_load(labels.read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        path = labels.with_suffix(".pdf")
        if form != "pdf":
            path = Path(folder) / f"{labels.stem}.{form}"
            office_files.write(form, labels.with_suffix(".txt"), path)
        found = propose(*read_blocks(path), names)
    return _compared(f"{labels.stem}.{form}", truth, found)


def forms_of(labels: Path) -> tuple[str, ...]:
    """Return the forms of files in which a labelled document is measured; none of a catalogue's."""
    if not labels.with_suffix(".txt").exists():
        return ()
    made = yaml.safe_load(labels.read_text(encoding="utf-8")).get("forms", ("docx", "txt"))
    return (*made, *(("pdf",) if labels.with_suffix(".pdf").exists() else ()))


def _compared(name: str, truth: dict[str, Any], found: Proposals) -> Result:
    return Result(
        name,
        _tasks(name, truth, found),
        _indicators(name, truth, found),
        made_up_dates(found),
        _withdrawn(truth, found),
        _facts(truth, found),
    )


# --- tasks ---------------------------------------------------------------------------------------


def _tasks(name: str, truth: dict[str, Any], found: Proposals) -> Score:
    score = Score(name, labels=len(truth.get("tasks") or ()), proposed=len(found.tasks))
    used: set[int] = set()
    for label in truth.get("tasks") or ():
        fitting = [n for n, task in enumerate(found.tasks) if is_task(label, task, found)]
        fresh = [n for n in fitting if n not in used]
        if not fitting:
            score.wrong.append(f"MISSED {label.get('at') or label.get('has')}")
            continue
        score.found += 1
        if fresh:
            used.add(fresh[0])
            _task_fields(score, _siblings(label, truth["tasks"]), found.tasks[fresh[0]])
    for n, task in enumerate(found.tasks):
        if n not in used:
            score.false += 1
            score.wrong.append(f"FALSE {task.locator}: {task.source_text[:90]}")
    return score


def _siblings(label: dict[str, Any], labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the labels that one paragraph was split into ("III.1#1a", "III.1#1b")."""
    base = paragraph_of(label.get("at", ""))
    if not base or base == label["at"]:
        return [label]
    return [other for other in labels if paragraph_of(other["at"]) == base]


def is_task(label: dict[str, Any], task: TaskProposal, found: Proposals) -> bool:
    """Return whether a proposal was read from the paragraph that a label is about."""
    if "has" in label:
        return fold(label["has"]) in " ".join(fold(task.source_text).split())
    if label["lines"]:
        return _in_lines(label["lines"], task.blocks, found)
    return paragraph_of(task.locator) == paragraph_of(label["at"])


def _in_lines(lines: list[tuple[int, int]], blocks: tuple[int, ...], found: Proposals) -> bool:
    for n in blocks:
        begins = found.blocks[n].place.line or 0
        behind = (b for b in found.blocks[n + 1 :] if b.kind is not Kind.NOTE)
        ends = next((b.place.line or 0 for b in behind), 10**6)
        if any(first <= max(begins, ends - 1) and begins <= last for first, last in lines):
            return True
    return False


def _task_fields(score: Score, labels: list[dict[str, Any]], task: TaskProposal) -> None:
    """Count the fields; of a paragraph that was labelled as several tasks, any of them is right."""
    label = labels[0]
    what = f"{task.locator}: "

    def agencies(name: str, found: Sequence[str]) -> None:
        wanted = [x.get(name) or [] for x in labels]
        right = any(same_agencies(names, found) for names in wanted)
        score.field(name, right=right, what=f"{what}{wanted} ≠ {found}")

    agencies("lead", task.lead)
    agencies("coordinating", task.coordinating)
    if label.get("leader") or task.leader:
        score.field("leader", right=fold(label.get("leader") or "") == fold(task.leader or ""),
                    what=f"{what}{label.get('leader')} ≠ {task.leader}")  # fmt: skip
    wanted = [x.get("time") or {"kind": "undetermined"} for x in labels]
    words = " ".join(fold(task.source_text).split())
    if all(time.get("text") and fold(time["text"]) not in words for time in wanted):
        wanted = []  # the catalogue took this time from another paragraph of the document
    limit = task.time_limit
    if wanted:
        score.field("time", right=any(_same_time(time, limit) for time in wanted),
                    what=f"{what}{wanted} ≠ {limit.kind.value} {limit.due_on} {limit.recurrence}"
                         f" {limit.text}")  # fmt: skip
    if label.get("figures"):
        told = {figure.value for figure in task.targets}
        numbers = {number(_NUMBER.findall(text)[0]) for text in label["figures"]}
        score.field("figures", right=numbers <= told, what=f"{what}{label['figures']} ≠ {told}")
    if "product" not in label.get("untold", ()) and (label.get("product") or task.product):
        alike = any(
            _alike(p, task.product or "") for p in str(label.get("product") or "").split(" / ")
        )
        score.field("product", right=alike, what=f"{what}{label.get('product')} ≠ {task.product}")


def _same_time(wanted: dict[str, Any], limit: TimeLimit) -> bool:
    if limit.kind.value not in str(wanted.get("kind")).split(" / "):
        return False
    if limit.due_on is not None and str(wanted.get("date")) != limit.due_on.isoformat():
        return False
    every = str(wanted.get("recurrence")).split(" / ")
    return limit.recurrence is None or limit.recurrence.value in every


def same_agencies(wanted: Sequence[str], found: Sequence[str]) -> bool:
    """Return whether two lists name the same agencies; " / " parts right answers."""
    left = [key_of(name) for name in found]
    for name in wanted:
        keys = [key_of(part) for part in name.split(" / ")]
        match = next((key for key in keys if key in left), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _alike(a: str, b: str) -> bool:
    left, right = set(fold(a).split()), set(fold(b).split())
    return bool(left and right) and len(left & right) / len(left | right) >= 0.5


# --- indicators ----------------------------------------------------------------------------------


def _indicators(name: str, truth: dict[str, Any], found: Proposals) -> Score:
    labels = truth.get("indicators") or ()
    score = Score(name, labels=len(labels), proposed=len(found.indicators))
    used: set[int] = set()
    for label in labels:
        scored = [
            (_fits(label, item, found), -n, item)
            for n, item in enumerate(found.indicators)
            if n not in used
        ]
        best = max(scored, default=(0, 0, None), key=lambda fit: fit[:2])
        if not best[0] or best[2] is None:
            score.wrong.append(f"MISSED {label.get('at', '')} {label['name']}")
            continue
        used.add(-best[1])
        score.found += 1
        _indicator_fields(score, label, best[2])
    for n, item in enumerate(found.indicators):
        if n not in used:
            score.false += 1
            score.wrong.append(f"FALSE {item.locator}: {item.name[:80]} {item.target_text}")
    return score


def _fits(label: dict[str, Any], item: IndicatorProposal, found: Proposals) -> float:
    name = _name_alike(label["name"] or "", item.name)
    if "lines" in label:
        here = _in_lines(label["lines"], item.blocks, found) if label["lines"] else name > 0.8
        text = fold(label.get("text") or "")
        same = bool(text) and (
            text in fold(item.target_text or "") or fold(item.target_text or "?") in text
        )
        return (1 + name + same) if here and (name > 0.5 or same or not text) else 0
    value = label.get("value")
    same_value = value is not None and item.value == value
    paragraph = not label.get("lead") and not label.get("leader")
    if name < 0.6:
        return 0
    return name + same_value + (paragraph == ("#" in item.locator))


def _name_alike(a: str, b: str) -> float:
    left, right = fold(a), fold(b)
    if not left or not right:
        return 0
    if left in right or right in left:
        return 1
    words, others = set(left.split()), set(right.split())
    return len(words & others) / max(1, min(len(words), len(others)))


def _indicator_fields(score: Score, label: dict[str, Any], item: IndicatorProposal) -> None:
    what = f"{item.locator}: "
    score.field("name", right=_name_alike(label["name"] or "", item.name) >= 0.7,
                what=f"{what}{label['name']} ≠ {item.name}")  # fmt: skip
    if label.get("unit"):
        units = [fold(unit) for unit in str(label["unit"]).split(" / ")]
        score.field(
            "unit",
            right=fold(item.unit or "") in units,
            what=f"{what}{label['unit']} ≠ {item.unit}",
        )
    operators = str(label["operator"]).split(" / ") if label.get("operator") else [None]
    operator = item.operator.value if item.operator else None
    score.field(
        "operator",
        right=operator in operators,
        what=f"{what}{operators} ≠ {operator} {item.target_text}",
    )
    values = _wanted_values(label)
    if values is not None:
        found = (item.value, item.upper) if values[1] is not None else (item.value, None)
        score.field("value", right=found == values, what=f"{what}{values} ≠ {found}")
    if not label.get("same_as"):
        lead = label.get("lead") or []
        score.field(
            "lead", right=same_agencies(lead, item.lead), what=f"{what}{lead} ≠ {item.lead}"
        )
        if label.get("leader") or item.leader:
            score.field("leader", right=fold(label.get("leader") or "") == fold(item.leader or ""),
                        what=f"{what}{label.get('leader')} ≠ {item.leader}")  # fmt: skip


def _wanted_values(label: dict[str, Any]) -> tuple[float, float | None] | None:
    if "lines" not in label:
        return (label["value"], label.get("upper")) if label.get("value") is not None else None
    if not label.get("text") or label["operator"] == "qualitative":
        return None
    printed = _NUMBER.findall(label["text"])
    if "5 năm" in label["text"]:
        printed = printed[1:]
    if not printed:
        return None
    upper = (
        number(printed[1])
        if len(printed) > 1 and re.search(r"\d\s*-\s*\d", label["text"])
        else None
    )
    return number(printed[0]), upper


# --- the rest ------------------------------------------------------------------------------------


def _withdrawn(truth: dict[str, Any], found: Proposals) -> tuple[int, int]:
    labels = truth.get("withdrawn") or ()
    hits = sum(any(fold(x["has"]) in fold(item.what) for item in found.withdrawn) for x in labels)
    return hits, max(len(labels), len(found.withdrawn))


def _facts(truth: dict[str, Any], found: Proposals) -> tuple[int, int]:
    labels = truth.get("document") or {}
    facts = found.document
    right = 0
    for name, wanted in labels.items():
        is_ = getattr(facts, name)
        right += str(is_) in str(wanted).split(" / ")
    return right, len(labels)


def made_up_dates(found: Proposals) -> list[str]:
    """Return the dates of proposals whose day, month or year no words of the document give."""
    wrong = []
    clock = found.document.clock
    given = {
        year for year in (clock.year, clock.issued_on.year if clock.issued_on else None) if year
    }
    for task in found.tasks:
        day = task.time_limit.due_on
        if day is None:
            continue
        own = " ".join(found.blocks[n].printed for n in task.blocks)
        text = fold(f"{own} {task.time_limit.text}")
        numbers = [int(x) for x in re.findall(r"\d+", text)]
        year_printed = day.year in numbers
        doubted = any(doubt.field == "time_limit" for doubt in task.doubts)
        year = year_printed or (day.year in given and doubted)
        if task.time_limit.kind.value == "date":
            right = day.day in numbers and day.month in numbers and year
        else:
            right = year and bool(re.search(r"thang|quy|nam|20\d\d", fold(task.time_limit.text)))
        if not right:
            wrong.append(f"{task.locator}: {day} from {task.time_limit.text!r}")
    return wrong
