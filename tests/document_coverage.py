"""Where every line, figure and date of a source document stands in the catalogue.

The source documents are no part of the project. They are looked for in ``shared/seeds`` beside it;
``tests/coverage/CODE.yaml`` says for every line which entries of the catalogue carry its content,
or why it carries no duty. ``python -m tests.document_coverage`` prints the table of all documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from app import paths
from app.domain.text import nfc

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT.parent / "shared" / "seeds"
COVERAGE = Path(__file__).with_name("coverage")

REASONS = frozenset(
    ("past_result", "cited_document", "anniversary", "horizon", "context", "numbering")
)
DUTY_KINDS = ("task", "indicator", "report", "scheme")
KINDS = frozenset((*DUTY_KINDS, "section", "fact", "none"))

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_DAY = re.compile(
    r"(?:ngày\s+)?(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4})"
    r"|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<![\d/])(\d{1,2})\s*/\s*(\d{4})|tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE
)
_YEARS = re.compile(r"(?<![\d.,])((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})(?![\d.,])")
_YEAR = re.compile(r"(?<![\d.,/])((?:19|20)\d{2})(?![\d.,]?\d|/)")
# Numbers and symbols of cited documents: 57-NQ/TW, 04/CTr-UBND, 35/2025/NĐ-CP, số 01.
_CITED = re.compile(
    r"\d+(?:/\d{4})?\s*[-/]\s*[A-ZĐa-z]{2,}[\w/-]*|(?:số|khóa|khoá|lần thứ|Biểu|STT)\s+\d+\b"
)
_FIGURE = re.compile(
    rf"(?<![\w.,/-])({_NUMBER})(?:\s*[-–]\s*({_NUMBER}))?\s*(%|‰|[^\W\d_]+)", re.UNICODE
)
_NOT_A_UNIT = frozenset(
    [
        "và",
        "đến",
        "của",
        "là",
        "theo",
        "trong",
        "với",
        "tại",
        "cho",
        "các",
        "hoặc",
        "để",
        "từ",
        "về",
        "do",
        "x",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure with its unit, or a date, as it stands in a line.

    ``keys`` are its numbers or day in a form that does not depend on notation; a date that names
    a year alone has that year.
    """

    text: str
    keys: tuple[str, ...]
    date: bool


@dataclass(slots=True)
class Finding:
    """What the check of one document found, and the sums for the table."""

    code: str
    problems: list[str] = field(default_factory=list)
    lines: int = 0
    without_duty: int = 0
    blocks: int = 0
    tasks: int = 0
    indicators: int = 0
    figures: int = 0
    dates: int = 0


def mentions(line: str) -> list[Mention]:
    """Return every date and every figure with a unit of one line, in order of kinds."""
    rest = nfc(line)
    found: list[Mention] = []

    def take(pattern: re.Pattern[str], keys: Any) -> None:
        nonlocal rest
        found.extend(
            Mention(match.group(0).strip(), keys(match), date=True)
            for match in pattern.finditer(rest)
        )
        rest = pattern.sub(" … ", rest)

    take(_DAY, lambda match: (_day_key([part for part in match.groups() if part]),))
    rest = _CITED.sub(" … ", rest)
    take(_MONTH, lambda match: (_month_key([part for part in match.groups() if part]),))
    take(_YEARS, lambda match: (match.group(1), match.group(2)))
    take(_YEAR, lambda match: (match.group(1),))
    for match in _FIGURE.finditer(rest):
        if match.group(3).lower() not in _NOT_A_UNIT:
            numbers = tuple(canonical(part) for part in match.groups()[:2] if part)
            found.append(Mention(match.group(0).strip(), numbers, date=False))
    return found


def keys_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the keys of all dates, years and numbers that some texts hold, however written."""
    found: set[str] = set()
    for text in map(nfc, texts):
        for match in _DAY.finditer(text):
            day, month, year = (int(part) for part in match.groups() if part)
            found |= {_day_key([day, month, year]), f"{month}/{year}", str(year)}
        for match in _MONTH.finditer(text):
            month, year = (int(part) for part in match.groups() if part)
            found |= {f"{month}/{year}", str(year)}
        found |= {canonical(number) for number in re.findall(_NUMBER, text)}
    return frozenset(found)


def canonical(number: str) -> str:
    """Write a Vietnamese number (``155.000``, ``14,97``, ``03``) in one form."""
    value = Decimal(number.replace(".", "").replace(",", "."))
    return f"{value.normalize():f}"


def _day_key(parts: list[Any]) -> str:
    day, month, year = (int(part) for part in parts)
    return f"{day}/{month}/{year}"


def _month_key(parts: list[Any]) -> str:
    month, year = (int(part) for part in parts)
    return f"{month}/{year}"


class Shipped:
    """The catalogue of one document as plain YAML: the words of each entry by kind and place."""

    def __init__(self, code: str, folder: Path | None = None) -> None:
        self.code = code
        self._folder = folder or paths.catalogue()
        self.document = _yaml(self._folder / code / "document.yaml")
        self.blocks = 0
        self._words: dict[str, dict[str, list[str]]] = {kind: {} for kind in KINDS}
        self._words["fact"]["document"] = list(strings(self.document))
        self._read_tasks()
        for entry in _yaml(self._folder / code / "indicators.yaml").get("indicators") or []:
            self._words["indicator"][entry["at"]] = list(strings(entry))
        for entry in self.document.get("reports") or []:
            self._words["report"][entry["code"]] = list(strings(entry))
            if entry.get("task"):
                self._words["task"][str(entry["task"])] += strings(entry)
        for entry in _yaml(self._folder / "schemes.yaml")["schemes"]:
            self._words["scheme"][str(entry["number"])] = list(strings(entry))

    def _read_tasks(self) -> None:
        for section in _yaml(self._folder / self.code / "tasks.yaml")["sections"]:
            self._words["section"][section["at"]] = [section["heading"], section["at"]]
            for block in section.get("blocks") or []:
                self.blocks += 1
                own = {key: value for key, value in block.items() if key != "tasks"}
                for task in block.get("tasks") or []:
                    place = f"{block['at']}#{task['n']}"
                    self._words["task"][place] = [
                        *strings(own), *strings(task), section["heading"]
                    ]  # fmt: skip

    def places(self, kind: str) -> frozenset[str]:
        """Return the places of all entries of a kind."""
        return frozenset(self._words[kind])

    def words(self, kind: str, place: str) -> list[str]:
        """Return every text and number of one entry, and of the notes about its place."""
        notes = [
            text
            for note in self.document.get("notes") or []
            if place.partition("#")[0] in str(note["at"]).split(", ")
            for text in strings(note)
        ]
        return self._words[kind][place] + notes

    @property
    def period(self) -> frozenset[str]:
        """The years that the document is about: its tasks need not repeat them."""
        first, last = (self.document["period"][key].year for key in ("from", "to"))
        return frozenset(str(year) for year in range(first, last + 1))


def strings(value: Any) -> Iterator[str]:
    """Return all scalars of a YAML tree as texts, numbers in Vietnamese notation."""
    if isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        yield f"{Decimal(str(value)):f}".replace(".", ",")
    elif hasattr(value, "strftime"):
        yield f"{value.day}/{value.month}/{value.year}"
    else:
        yield str(value)


def check(coverage: dict[str, Any], lines: list[str], shipped: Shipped) -> Finding:
    """Compare a coverage file with its document and the catalogue; say every gap in words.

    Args:
        coverage: the coverage file as read.
        lines: the document's lines, in order.
        shipped: the catalogue of the document.
    """
    finding = Finding(shipped.code, blocks=shipped.blocks)
    finding.tasks = len(shipped.places("task"))
    finding.indicators = len(shipped.places("indicator"))
    ranges = _ranges_by_line(coverage, finding)
    _check_entries(coverage, shipped, finding)
    excuses = [dict(each) for each in coverage.get("figures") or []]
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        finding.lines += 1
        here = ranges.get(number, [])
        if not here:
            finding.problems.append(f"dòng {number} không thuộc mục nào: {line.strip()[:60]}")
        finding.without_duty += all(each["kind"] == "none" for each in here)
        _check_mentions(number, line, here, excuses, shipped, finding)
    finding.problems += [
        f"figures: “{each['text']}” không cần nữa" for each in excuses if not each.get("used")
    ]
    return finding


def _ranges_by_line(coverage: dict[str, Any], finding: Finding) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for entry in coverage["lines"]:
        if entry["kind"] not in KINDS:
            finding.problems.append(f"{entry['lines']}: không có loại {entry['kind']}")
        if entry["kind"] == "none" and not entry.get("reason"):
            finding.problems.append(f"{entry['lines']}: thiếu lý do")
        if entry.get("figures", "context") not in REASONS:
            finding.problems.append(f"{entry['lines']}: không có loại lý do {entry['figures']}")
        first, _, last = str(entry["lines"]).partition("-")
        for number in range(int(first), int(last or first) + 1):
            found.setdefault(number, []).append(entry)
    return found


def _check_entries(coverage: dict[str, Any], shipped: Shipped, finding: Finding) -> None:
    named: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for entry in coverage["lines"]:
        for place in map(str, entry.get("of") or []):
            named[entry["kind"]].add(place)
            if place not in shipped.places(entry["kind"]):
                finding.problems.append(f"{entry['lines']}: danh mục không có {place}")
    for kind in ("task", "indicator"):
        missing = shipped.places(kind) - named[kind]
        finding.problems += [f"{place} không ứng với dòng nào" for place in sorted(missing)]
    # A report duty may stand on the lines of its task.
    tasks = {str(each.get("task")): each["code"] for each in shipped.document.get("reports") or []}
    told = named["report"] | {code for task, code in tasks.items() if task in named["task"]}
    missing = shipped.places("report") - told
    finding.problems += [f"{code} không ứng với dòng nào" for code in sorted(missing)]


def _check_mentions(  # noqa: PLR0917 - one line with all that it is held against
    number: int,
    line: str,
    here: list[dict[str, Any]],
    excuses: list[dict[str, Any]],
    shipped: Shipped,
    finding: Finding,
) -> None:
    found = mentions(line)
    finding.dates += sum(each.date for each in found)
    finding.figures += sum(not each.date for each in found)
    if not found or not here:
        return
    duties = [each for each in here if each["kind"] != "none"]
    if not duties:
        if not any(each.get("figures") for each in here):
            finding.problems.append(f"dòng {number} có số liệu nhưng không ghi loại lý do")
        return
    words = [
        text
        for each in duties
        for place in map(str, each.get("of") or [])
        if place in shipped.places(each["kind"])
        for text in shipped.words(each["kind"], place)
    ]
    known = keys_in(words) | shipped.period
    for mention in found:
        if not set(mention.keys) <= known and not _excused(mention, number, excuses):
            finding.problems.append(f"dòng {number}: “{mention.text}” không có trong danh mục")


def _excused(mention: Mention, number: int, excuses: list[dict[str, Any]]) -> bool:
    """Say whether the coverage file lists a mention as no target and no deadline, with a reason."""
    for excuse in excuses:
        fits = excuse.get("line", number) == number and excuse.get("reason") in REASONS
        if fits and set(mention.keys) <= keys_in([str(excuse["text"])]):
            excuse["used"] = True
            return True
    return False


def codes() -> list[str]:
    """Return the documents that have a coverage file."""
    return sorted(file.stem for file in COVERAGE.glob("*.yaml"))


@cache
def finding(code: str) -> Finding:
    """Check one document of the shipped catalogue."""
    coverage = _yaml(COVERAGE / f"{code}.yaml")
    lines = (SOURCES / coverage["source"]).read_text("utf-8").split("\n")
    return check(coverage, lines, Shipped(code))


def table() -> str:
    """Return the table of all documents."""
    rows: list[tuple[str, ...]] = [
        ("văn bản", "dòng", "không giao việc", "khối", "nhiệm vụ", "chỉ tiêu", "số", "ngày")
    ]
    for code in codes():
        each = finding(code)
        sums = (each.lines, each.without_duty, each.blocks, each.tasks, each.indicators)
        rows.append((code, *map(str, (*sums, each.figures, each.dates))))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def _yaml(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


if __name__ == "__main__":
    print(table())  # noqa: T201 - a command talks
    for each in map(finding, codes()):
        for problem in each.problems:
            print(f"{each.code}: {problem}")  # noqa: T201
