"""The catalogue beside the documents it was written from: no figure lost, no sentence copied.

The documents are not part of the project. They are looked for beside it, in ``shared/seeds``;
without them these tests are skipped.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from app import paths
from app.domain.text import nfc
from db import catalogue_reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[3]
SEEDS = ROOT.parent / "shared" / "seeds"
NAMES = Path(__file__).with_name("names_as_printed.txt")
LONGEST_COPY = 11


class Source(NamedTuple):
    """Where the assignments of a document begin in its text, and how many figures they have."""

    file: str
    heading: str
    fewest_figures: int


DOCUMENTS = {
    "CTr04-2026": Source("000_*.txt", "II. NHIỆM VỤ VÀ CÁC GIẢI PHÁP CHỦ YẾU", 50),
    "KHNQ02-2026": Source("004_*.txt", "III. NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU", 50),
    "CTTD-2026": Source("001_*.txt", "I. NỘI DUNG TRỌNG TÂM PHONG TRÀO THI ĐUA", 40),
}
"""The Congress report and the resolution of 2023 are gone through line by line in test_coverage."""
ASSIGNMENTS_END = "Nơi nhận:"

# A number and all that is written with it: 23.500, 78MW, 66.7/2025/NQ-CP, 25/5/2026, 2026-2030.
FIGURE = re.compile(r"\d[0-9A-Za-zĐđ.,/\-–&]*")
WITH_UNIT = re.compile(r"(?<![\w./,-])(\d[\d.,]*(?:-\d[\d.,]*)?)\s?(%|[^\W\d_]+(?:/[^\W\d_]+)?)")
YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?")
DATE_IN_WORDS = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the source documents are not beside the project"
)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", nfc(text).replace("*", ""))


@cache
def assignments(code: str) -> str:
    """Return the paragraphs of a document that give tasks, as one text."""
    source = DOCUMENTS[code]
    (file,) = SEEDS.glob(source.file)
    text = nfc(file.read_text("utf-8"))
    start = text.index(source.heading)
    return text[start : text.index(ASSIGNMENTS_END, start)]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif value is not None:
        yield str(value)


@cache
def catalogue_text(code: str) -> str:
    """Return everything that a document's catalogue folder says."""
    files = sorted((paths.catalogue() / code).glob("*.yaml"))
    texts = (text for file in files for text in strings(yaml.safe_load(file.read_text("utf-8"))))
    return " | ".join(plain(text) for text in texts)


def stands_in(figure: str, text: str) -> bool:
    return re.search(rf"(?<![0-9A-Za-z,]){re.escape(figure)}(?![0-9])", text) is not None


@pytest.mark.parametrize("code", DOCUMENTS)
def test_no_figure_date_or_number_is_lost(code: str) -> None:
    source = plain(assignments(code))
    figures = {match[0].rstrip(".,-–/&") for match in FIGURE.finditer(source)}
    assert len(figures) > DOCUMENTS[code].fewest_figures
    missing = {figure for figure in figures if not stands_in(figure, catalogue_text(code))}
    assert not missing


@pytest.mark.parametrize("code", DOCUMENTS)
def test_every_number_stands_with_its_unit(code: str) -> None:
    source = plain(assignments(code))
    found = {
        (match[1].rstrip("."), match[2])
        for match in WITH_UNIT.finditer(source)
        if not YEAR.fullmatch(match[1].rstrip(".,")) and not match[1].endswith((".", ","))
    }
    assert len(found) > 15
    missing = {
        f"{number} {unit}"
        for number, unit in found
        if not re.search(
            rf"(?<![\w.,]){re.escape(number)}\s?{re.escape(unit)}",
            catalogue_text(code),
            re.IGNORECASE,  # headings in capitals
        )
    }
    assert not missing


@pytest.mark.parametrize("code", DOCUMENTS)
def test_every_date_in_words_stands_there_too(code: str) -> None:
    text = catalogue_text(code)
    for day, month, year in DATE_IN_WORDS.findall(plain(assignments(code))):
        numbers = rf"0?{int(day)}/0?{int(month)}/{year}"
        words = rf"ngày 0?{int(day)} tháng 0?{int(month)} năm {year}"
        assert re.search(f"{numbers}|{words}", text), (day, month, year)


# ---- paragraphs


def paragraphs(code: str) -> list[str]:
    """Return paragraphs; one that goes on after a page (it begins in lower case) is made whole."""
    found: list[str] = []
    for part in re.split(r"\n\s*\n|\n(?=- )", assignments(code)):
        text = plain(part).strip()
        if found and text[:1].islower() and not re.match(r"[a-zđ]\) ", text):
            found[-1] = f"{found[-1]} {text}"
        elif text:
            found.append(text)
    return found


# Who does the work, a note, or the closing words: no task of its own.
LEAD_IN = re.compile(r"[a-zđ]\) |\(\d\) .{0,90}:$|\(Phân công|Trên đây là |Thủ trưởng các sở")


def paragraphs_by_section(code: str) -> dict[str, int]:
    """Count the paragraphs under each "1." of each chapter that are neither heading nor lead-in.

    A number that stands alone is its own paragraph. The part "Tổ chức thực hiện" of the plan, which
    repeats a number, is called TCTH.
    """
    chapter, section = "", ""
    counts: dict[str, int] = {}
    for text in paragraphs(code):
        if match := re.match(r"(I{1,3}V?)\. [A-ZĐ]", text):
            chapter, section = "TCTH" if match[1] == chapter else match[1], ""
        elif match := re.match(r"(\d{1,2})\. ", text):
            section = f"{chapter}.{match[1]}"
            counts[section] = 0
        elif section and not LEAD_IN.match(text):
            counts[section] += 1
    return {section: count or 1 for section, count in counts.items()}


SPLIT = {"CTr04-2026": {"II.11": 1, "III.1": 1}, "KHNQ02-2026": {"TCTH.1": 1}}
"""Paragraphs that hold two obligations."""


@pytest.mark.parametrize("code", SPLIT)
def test_tasks_are_as_many_as_the_paragraphs_of_their_section(code: str) -> None:
    wanted = Counter(paragraphs_by_section(code))
    wanted.update(SPLIT[code])
    (document,) = [d for d in catalogue_reader.read(paths.catalogue()).documents if d.code == code]
    tasks = Counter(".".join(task.locator.split("#")[0].split(".")[:2]) for task in document.tasks)
    assert tasks == wanted


BULLET = re.compile(r"(?:^|[.:|]) ?- (?=[^\W\d])")


def criteria_by_scheme() -> dict[str, int]:
    """Count the criteria of each đề án in the directive's table, whose rows go on after a page."""
    (file,) = SEEDS.glob("001_*.txt")
    table = nfc(file.read_text("utf-8")).partition("BIỂU PHÂN CÔNG")[2]
    counts: dict[str, int] = {}
    number = ""
    for line in table.splitlines():
        cells = [cell.strip() for cell in plain(re.sub(r"<[^>]+>", " ", line)).split("|")]
        if len(cells) < 4 or not cells[2].strip("-"):
            continue
        number = cells[1] if re.fullmatch(r"\d\d", cells[1]) else number
        if number:
            counts[number] = counts.get(number, 0) + len(BULLET.findall(cells[2]))
    return counts


def test_tasks_are_as_many_as_the_criteria_of_their_scheme() -> None:
    documents = catalogue_reader.read(paths.catalogue()).documents
    (directive,) = [document for document in documents if document.code == "CTTD-2026"]
    tasks = Counter(task.scheme for task in directive.tasks if task.scheme)
    assert tasks == criteria_by_scheme()
    assert {f"PL.{task.scheme}" for task in directive.tasks if task.scheme} == {
        task.section for task in directive.tasks if task.scheme
    }


# ---- our own words


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", nfc(text).lower())


@cache
def copied_runs() -> frozenset[tuple[str, ...]]:
    """Return every run of twelve words of all documents."""
    length = LONGEST_COPY + 1
    return frozenset(
        tuple(words[at : at + length])
        for file in SEEDS.glob("*.txt")
        for words in (words_of(file.read_text("utf-8")),)
        for at in range(len(words) - length + 1)
    )


@cache
def names() -> dict[str, list[list[str]]]:
    """Return first word → official names as words, longest first."""
    shipped = catalogue_reader.read(paths.catalogue())
    lines = [line for line in NAMES.read_text("utf-8").splitlines() if line and line[0] != "#"]
    lines += [name for agency in shipped.agencies for name in (agency.name, *agency.aliases)]
    lines += [f"Đề án {scheme.number}: {scheme.title}" for scheme in shipped.schemes]
    lines += [scheme.title for scheme in shipped.schemes]
    lines += [each.name for document in shipped.documents for each in document.indicators]
    found: dict[str, list[list[str]]] = {}
    for words in sorted(map(words_of, lines), key=len, reverse=True):
        if words:
            found.setdefault(words[0], []).append(words)
    return found


def without_names(words: list[str]) -> int:
    """Count the words that belong to no official name."""
    at = count = 0
    while at < len(words):
        name = next((n for n in names().get(words[at], ()) if words[at : at + len(n)] == n), None)
        count += name is None
        at += len(name) if name else 1
    return count


def copies(text: str) -> Iterator[str]:
    """Give the stretches of a text that a document has word for word, names left out of count."""
    words, length = words_of(text), LONGEST_COPY + 1
    start = end = -1
    for at in range(len(words) + 1):
        if at + length <= len(words) and tuple(words[at : at + length]) in copied_runs():
            start = at if start < 0 else start
            end = at + length
        elif start >= 0 and at >= end:
            if without_names(words[start:end]) > LONGEST_COPY:
                yield " ".join(words[start:end])
            start = -1


def own_texts() -> Iterable[tuple[str, str]]:
    for document in catalogue_reader.read(paths.catalogue()).documents:
        for section in document.sections:
            yield f"{document.code}/{section.at}", section.heading
        for task in document.tasks:
            for text in (task.title, task.short, *task.points, task.product):
                yield task.code, text


def test_no_sentence_of_a_document_is_copied() -> None:
    copied = [f"{code}: {run}" for code, text in own_texts() for run in copies(text)]
    assert not copied, "\n".join(copied)


def test_a_copied_sentence_is_found() -> None:
    line = next(text for text in paragraphs("CTr04-2026") if len(text) > 400)
    assert list(copies(line))
    assert not list(copies("Chiến lược quốc gia về phòng, chống tham nhũng, tiêu cực đến năm 2030"))


def test_every_reviewed_name_stands_in_the_catalogue() -> None:
    said = " ".join(" ".join(words_of(text)) for _, text in own_texts())
    for line in NAMES.read_text("utf-8").splitlines():
        if line and line[0] != "#":
            assert " ".join(words_of(line)) in said, line
