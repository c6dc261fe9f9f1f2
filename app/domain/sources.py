"""What documents say of a task beside its own paragraph: further sources, linked work, defects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.domain import locator
from app.domain.phrases import joined, phrase
from app.domain.text import fold_words

if TYPE_CHECKING:
    from app.domain.records import DocumentRecord
    from app.domain.task_detail import TaskDetail
    from app.domain.traffic_light import Assessment

_BETWEEN_PLACES = re.compile(r"[,;] ")
_PART_OF_PARAGRAPH = re.compile(r"(?<=\d)[^\W\d_]$")
_AS_PRINTED = "giữ như in"
"""What a defect is taken as that is left alone: it says nothing of what it is."""
_TOLD = 2 / 3
"""Share of a text's words that another text must hold to say the same."""
_FEWEST_WORDS = 4


class SourcePlace(NamedTuple):
    """Where another document asks for the work of a task."""

    document_id: int
    section_id: int
    locator: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A paragraph of another document that asks for the same work, as that document puts it."""

    document: DocumentRecord
    locator: str
    section_heading: str
    title: str
    points: tuple[str, ...]
    time_text: str
    expected_product: str
    note: str
    source_text: str

    @property
    def code(self) -> str:
        """Document and place, as the code of a task has them."""
        return f"{self.document.code}/{self.locator}"


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """Another task that belongs to a task, how it stands, and why it belongs to it."""

    task_id: int
    title: str
    document: DocumentRecord
    locator: str
    assessment: Assessment
    why: str


@dataclass(frozen=True, slots=True)
class DefectRecord:
    """What is missing or contradictory at a place of a document, and what it was taken to be."""

    document: DocumentRecord
    place: str
    seen: str
    taken_as: str
    reason: str

    def is_told_by(self, note: str) -> bool:
        """Return whether a task's own note says the same, word for word or nearly so."""
        told = fold_words(note)
        texts = [self.seen] if self.taken_as.startswith(_AS_PRINTED) else [self.seen, self.taken_as]
        return any(_share(text, told) >= _TOLD for text in texts)


def places_of(task_locator: str) -> Sequence[str]:
    """Return where defects are noted, nearest first: ``III.7#1a``, ``III.7#1``, ``III.7``."""
    paragraph = _PART_OF_PARAGRAPH.sub("", task_locator)
    block = task_locator.partition("#")[0]
    return list(dict.fromkeys((task_locator, paragraph, block)))


def named_places(place: str) -> Sequence[str]:
    """Return the places that a defect names: one, or several with commas between."""
    return _BETWEEN_PLACES.split(place)


def cited(document: DocumentRecord, task_locator: str) -> str:
    """Return a paragraph as a sentence cites it: ``Chương trình 04, mục II.2, điểm a, đoạn 1``."""
    return joined(", ", (document.short_title, locator.citation(task_locator)))


def completes_words(detail: TaskDetail) -> str:
    """Return in which documents a task with several sources is completed at once; "" for one."""
    if not detail.sources:
        return ""
    documents = {detail.document.id, *(source.document.id for source in detail.sources)}
    places = [
        cited(detail.document, detail.locator),
        *(cited(source.document, source.locator) for source in detail.sources),
    ]
    return phrase(
        "Hoàn thành ở cả {documents} văn bản: {places}.",
        documents=len(documents),
        places=joined("; ", places),
    )


def basis_words(detail: TaskDetail) -> str:
    """Return all places of a task for a table; the own document is named by the heading above."""
    further = (
        joined(", ", (source.document.short_title, locator.words(source.locator)))
        for source in detail.sources
    )
    return joined("; ", (locator.words(detail.locator), *further))


def _share(text: str, told: Sequence[str]) -> float:
    """Return how much of a text's words is told: a short text as it stands or not at all.

    A number that is not told says that something else is meant.
    """
    words = fold_words(text)
    if len(words) <= _FEWEST_WORDS:
        return float(bool(words) and f" {' '.join(words)} " in f" {' '.join(told)} ")
    missing = set(words).difference(told)
    if any(word[0].isdigit() for word in missing):
        return 0
    return 1 - len(missing) / len(set(words))
