"""A document as its own page shows it: facts, outline with the tasks in place, what is unclear."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from app.domain import formats
from app.domain.phrases import phrase
from app.domain.records import DocumentRecord
from app.domain.sources import DefectRecord, named_places

_IN_OUTLINE = re.compile(r"(?:Phần \d+|[A-ZĐ]+)(?:[.#, (]|$)")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a document says of itself, and what is noted about it.

    Attributes:
        document: number, type, title, issuer, date, signer.
        period_from: first day of what it covers, None where the document names none.
        period_to: last day of what it covers, likewise.
        signed_for: in whose name it is signed ("TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH").
        bases: the documents that it cites as its grounds, as cited.
        recipients: "Nơi nhận", as printed.
        defects: what is missing or contradictory in it, in the order of the document.
    """

    document: DocumentRecord
    period_from: dt.date | None
    period_to: dt.date | None
    signed_for: str
    bases: tuple[str, ...]
    recipients: tuple[str, ...]
    defects: tuple[DefectRecord, ...]

    @property
    def period_words(self) -> str:
        """What it covers: ``năm 2026``, ``2026–2030``, else its two days; "" for no period."""
        first, last = self.period_from, self.period_to
        if first is None or last is None:
            return ""
        if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
            return f"{formats.date_in_text(first)}–{formats.date_in_text(last)}"
        if first.year == last.year:
            return phrase("năm {year}", year=first.year)
        return f"{first.year}–{last.year}"

    @property
    def number_words(self) -> str:
        """Its number, or that none is known."""
        return self.document.number or phrase("chưa rõ số")


@dataclass(frozen=True, slots=True)
class OutlineTask:
    """A task where it stands in a document.

    ``source_text`` is the document's own sentence, "" before the file was imported. ``elsewhere``
    is the document that counts the task, "" for this one.
    """

    task_id: int
    locator: str
    title: str
    source_text: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading of a document with the tasks right under it; ``depth`` counts from 0."""

    locator: str
    heading: str
    depth: int
    tasks: tuple[OutlineTask, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentOutline:
    """The sections of a document in its order, those without a task included."""

    document_id: int
    sections: tuple[OutlineSection, ...] = ()

    @property
    def tasks(self) -> tuple[OutlineTask, ...]:
        """Every task that stands in the document, in its order."""
        return tuple(task for section in self.sections for task in section.tasks)


def is_general(defect: DefectRecord) -> bool:
    """Return whether a defect is about the document as a whole, not about a place of its outline.

    "Trang đầu", "Nơi nhận", "Phụ lục" and the like are words; places of the outline are numbers
    (``II.2.a#1``) or initials (``TCTH.1``).
    """
    return _IN_OUTLINE.match(named_places(defect.place)[0]) is None
