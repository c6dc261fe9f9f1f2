"""What the page Chỉ tiêu lists: which indicators a filter and a search leave, in which groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from app.domain import formats
from app.domain.indicator_assessment import judge_all
from app.domain.indicator_light import IndicatorLight
from app.domain.indicator_row import IndicatorRow, written
from app.domain.indicator_words import target_words
from app.domain.indicators import (
    AGREEMENT_NAMES,
    Agreement,
    Comparison,
    IndicatorBook,
    IndicatorRecord,
)
from app.domain.phrases import small
from app.domain.records import NO_LEADER_NAME
from app.domain.result_period import usual_of_year
from app.domain.targets import Measure
from app.views.language import told, tr
from app.views.tables.hits import searchable, unseen
from app.views.tables.record_rows import RecordGroup, RecordHead

NOBODY = 0
"""Leader of the indicators that have none."""


@dataclass(frozen=True, slots=True)
class IndicatorFilter:
    """What is chosen: None for everything; `NOBODY` for indicators without a leader."""

    lead: int | None = None
    leader: int | None = None
    document: int | None = None
    words: tuple[str, ...] = ()
    lights: tuple[IndicatorLight, ...] | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != IndicatorFilter()


class ComparisonKey(NamedTuple):
    """A row of the comparison: one indicator, one year, one measure."""

    indicator: int
    year: int
    measure: Measure


class Choice(NamedTuple):
    """One entry of a filter: a key, its name, how many indicators it leaves."""

    key: int
    name: str
    members: int


class IndicatorLists:
    """The indicators of one book, and the words by which they are found."""

    def __init__(self, book: IndicatorBook) -> None:
        """Judge the indicators in the period of a book, and fold their words once."""
        self.book = book
        self.assessments = judge_all(book, book.period or usual_of_year(book.as_of))
        self.rows: dict[int, IndicatorRow] = {
            row.id: row for row in written(book, self.assessments)
        }
        self._texts = {each.id: searchable(_all_words(each, book)) for each in book.indicators}

    # ---- Filtering

    @property
    def followed(self) -> list[IndicatorRecord]:
        """The indicators that are counted: not those of documents of the past."""
        return [each for each in self.book.indicators if not each.closed]

    def found(self, chosen: IndicatorFilter) -> list[IndicatorRecord]:
        """Return the indicators that a filter leaves, in the order of the book.

        Nobody is in charge of those of documents of the past: they are out where that is asked.
        """
        return [each for each in self.book.indicators if self._holds(each, chosen)]

    def leads(self) -> list[Choice]:
        """Return the agencies that answer for an indicator, in the office's order."""
        counts: dict[int, int] = {}
        for indicator in self.followed:
            for role in indicator.responsible:
                counts[role.agency_id] = counts.get(role.agency_id, 0) + 1
        agencies = self.book.agencies.values()
        return [Choice(a.id, a.short_name, counts[a.id]) for a in agencies if a.id in counts]

    def leaders(self) -> list[Choice]:
        """Return the leaders in order of precedence; at the end who has none."""
        counts: dict[int, int] = {}
        officials = {}
        for indicator in self.followed:
            key = indicator.leader.id if indicator.leader else NOBODY
            counts[key] = counts.get(key, 0) + 1
            if indicator.leader is not None:
                officials[key] = indicator.leader
        ordered = sorted(officials.values(), key=lambda official: official.order)
        found = [Choice(each.id, each.title, counts[each.id]) for each in ordered]
        if NOBODY in counts:
            found.append(Choice(NOBODY, NO_LEADER_NAME, counts[NOBODY]))
        return found

    def documents(self) -> list[Choice]:
        """Return the documents that name an indicator."""
        named = [each.documents for each in self.book.indicators]
        counts = {key: sum(key in each for each in named) for key in self.book.documents}
        documents = self.book.documents.values()
        return [Choice(d.id, d.short_title, counts[d.id]) for d in documents if counts[d.id]]

    def _holds(self, indicator: IndicatorRecord, chosen: IndicatorFilter) -> bool:
        if indicator.closed and (chosen.lead, chosen.leader) != (None, None):
            return False
        leads = {role.agency_id for role in indicator.responsible}
        leader = indicator.leader.id if indicator.leader else NOBODY
        return (
            (chosen.lead is None or chosen.lead in leads)
            and (chosen.leader is None or chosen.leader == leader)
            and (chosen.document is None or chosen.document in indicator.documents)
            and not (chosen.words and unseen(chosen.words, self._texts[indicator.id]))
            and (chosen.lights is None or self._is_lit(indicator, chosen.lights))
        )

    def _is_lit(self, indicator: IndicatorRecord, lights: Collection[IndicatorLight]) -> bool:
        return not indicator.closed and self.rows[indicator.id].light in lights

    # ---- Groups

    def groups(self, found: Sequence[IndicatorRecord]) -> list[RecordGroup]:
        """Return the rows of the list: those found, under what they are part of."""
        ids = {each.id for each in found}
        wanted = self.book.with_ancestors(ids)
        listed = [each for each in self.book.indicators if each.id in wanted]
        return [
            RecordGroup(
                (block, name),
                _head(self.book, block, name, [each for each in members if each.id in ids]),
                [each.id for each in members],
            )
            for (block, name), members in _blocks(listed)
        ]

    def comparisons(self, found: Sequence[IndicatorRecord]) -> dict[ComparisonKey, Comparison]:
        """Return what is set more than once among some indicators."""
        return {
            ComparisonKey(indicator.id, each.year, each.measure): each
            for indicator in found
            for each in indicator.comparisons
        }

    def folded_at_first(self) -> list[tuple[int, str]]:
        """Return the groups that begin folded: those of documents of the past."""
        closed = [each for each in self.book.indicators if each.closed]
        return list(dict.fromkeys((each.block, each.group) for each in closed))


def comparison_groups(found: dict[ComparisonKey, Comparison]) -> list[RecordGroup]:
    """Return the rows of the comparison, worst first."""
    groups = []
    for agreement in Agreement:
        keys = [key for key, each in found.items() if each.agreement is agreement]
        head = RecordHead(AGREEMENT_NAMES[agreement], _NOTES[agreement], _places(len(keys)))
        groups.append(RecordGroup(agreement, head, keys))
    return groups


def tally_words(found: dict[ComparisonKey, Comparison]) -> str:
    """Return how many comparisons there are of each kind, in one line."""
    parts = []
    for agreement in Agreement:
        count = sum(each.agreement is agreement for each in found.values())
        if count:
            parts.append(f"{formats.number(count)} {told(small(AGREEMENT_NAMES[agreement]))}")
    return ", ".join(parts)


def differing(found: Collection[Comparison]) -> int:
    """Return in how many places documents really disagree."""
    return sum(each.agreement is Agreement.DIFFERS for each in found)


_NOTES = {
    Agreement.DIFFERS: tr("mức đặt ra không giống nhau"),
    Agreement.UNIT: tr("chưa so trực tiếp được"),
    Agreement.NOTATION: tr("cùng một mức, viết khác nhau"),
    Agreement.SAME: tr("cùng một mức ở các văn bản"),
}


def _places(count: int) -> str:
    return tr("{count} mức", count=formats.number(count))


def _blocks(
    listed: Sequence[IndicatorRecord],
) -> Iterator[tuple[tuple[int, str], list[IndicatorRecord]]]:
    for key, members in groupby(listed, key=lambda each: (each.block, each.group)):
        yield key, list(members)


def _head(
    book: IndicatorBook, block: int, name: str, members: Sequence[IndicatorRecord]
) -> RecordHead:
    document = book.documents[block]
    closed = document.is_closed(book.as_of)
    note = document.short_title
    if closed:
        note = f"{note}, {told(document.end_words)}"
    return RecordHead(name or document.short_title, note, _count_words(members), quiet=closed)


def _count_words(members: Sequence[IndicatorRecord]) -> str:
    parts = sum(each.depth > 0 for each in members)
    words = tr("{members} chỉ tiêu", members=formats.number(len(members) - parts))
    return (
        tr("{words}, {parts} dòng phụ", words=words, parts=formats.number(parts))
        if parts
        else words
    )


def count_holding(book: IndicatorBook, words: Sequence[str]) -> int:
    """Return how many indicators hold every word, folded as typed; nothing is judged for it."""
    return sum(not unseen(words, searchable(_all_words(each, book))) for each in book.indicators)


def _all_words(indicator: IndicatorRecord, book: IndicatorBook) -> str:
    """Return everything by which an indicator is found."""
    agencies = [book.agencies[role.agency_id] for role in indicator.roles]
    return " ".join(
        [
            indicator.name,
            indicator.unit,
            indicator.group,
            indicator.place,
            *(f"{agency.name} {agency.short_name}" for agency in agencies),
            indicator.leader.title if indicator.leader else "",
            *(f"{target.text} {target_words(target)}" for target in indicator.targets),
            *(result.text for result in indicator.results),
            *(book.document_name(document) for document in indicator.documents),
        ]
    )
