"""Which tasks of the register stand behind the items of a document, and what differs.

Three ways, in this order. What was imported before is known by its text, or by a text that is
nearly so. A task of the shipped catalogue has a title in our own words: it is known by its place,
and by the words, figures and agencies that it shares with the paragraph. Everything else is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from app.domain.review import (
    Counterpart,
    FieldChange,
    Fields,
    KnownNames,
    Match,
    MatchKind,
    ReviewItem,
    TaskFields,
)
from app.domain.text import fold, fold_words
from app.services.importing.differences import (
    SOURCE_TEXT,
    TASK_FIELDS,
    WITHOUT_OUR_WORDS,
    Standing,
    changed_in_document,
    changes,
)

_NEARLY = 72
_NEARLY_AT_THE_PLACE = 45
_SHORTEST_PART = 12
"""Letters of a text below which it is no sign that it stands within another."""
_FITS = {"place": 38, "paragraph": 45, "section": 58, "elsewhere": 78}
"""How alike, of 100, words must be for a shipped task, by how near its place is."""
_SAME_FIGURES, _SAME_LEAD = 10, 8
_LETTER = re.compile(r"(?<=\d)[a-zđ]+$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BETWEEN = re.compile(r"~\d+$")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an earlier file said of a task: its text, and the fields as they were read then.

    ``further_source``: the task is another document's, and this document asks for it once more.
    """

    standing: Standing
    place: str
    text: str
    read: Fields | None
    further_source: bool = False


@dataclass(frozen=True, slots=True)
class Shipped:
    """A task (or a further source of one) of the catalogue that no file was attached to yet."""

    standing: Standing
    locator: str
    words: str
    further_source: bool = False


@dataclass(slots=True)
class TaskPool:
    """All tasks of one document that an item can stand for.

    ``same_content``: this very file was imported before, so that nothing can have changed.
    """

    imported: Sequence[Imported] = ()
    shipped: Sequence[Shipped] = ()
    own_words: frozenset[int] = frozenset()
    same_content: bool = False
    found: set[int] = field(default_factory=set)


def match_items(items: Sequence[ReviewItem], pool: TaskPool, known: KnownNames) -> dict[str, Match]:
    """Return item id → what the register has of it; items that are not named are new."""
    matches: dict[str, Match] = {}
    left = _by_text(items, pool, matches)
    left = _nearly_by_text(left, pool, matches)
    _by_place_and_words([item for item in left if isinstance(item.fields, TaskFields)],
                        pool, known, matches)  # fmt: skip
    return matches


def plain(text: str) -> str:
    """Return a text as texts are compared: folded words."""
    return " ".join(fold_words(text))


# --- imported before ------------------------------------------------------------------------------


def _by_text(
    items: Sequence[ReviewItem], pool: TaskPool, matches: dict[str, Match]
) -> list[ReviewItem]:
    """Match items whose text is that of an import, or holds it, or is held by it."""
    exact: dict[str, list[Imported]] = {}
    for each in pool.imported:
        exact.setdefault(plain(each.text), []).append(each)
    left = []
    for item in items:
        text = plain(item.source_text)
        same = _nearest(item, exact.get(text, ()), pool.found)
        within = same or _within(item, text, pool)
        if not within:
            left.append(item)
            continue
        pool.found |= {each.standing.id for each in within}
        matches[item.id] = _of_imported(within, MatchKind.SAME, 100)
    return left


def _nearest(item: ReviewItem, same: Sequence[Imported], found: set[int]) -> list[Imported]:
    """Return the imports with one text that an item stands for.

    Those at its place: a paragraph can stand behind several tasks. Else one that is still free.
    """
    here = [each for each in same if each.place == item.locator]
    free = [each for each in same if each.standing.id not in found]
    return here or (free or list(same))[:1]


def _within(item: ReviewItem, text: str, pool: TaskPool) -> list[Imported]:
    """Return the parts into which a person split the item's text, or the whole it was merged to."""
    stem = _stem(item.locator)
    found = []
    for each in pool.imported:
        other = plain(each.text)
        if min(len(text), len(other)) < _SHORTEST_PART:
            continue
        part = _stem(each.place) == stem and other in text
        whole = text in other and each.read is None
        if part or whole:
            found.append(each)
    return found


def _nearly_by_text(
    items: Sequence[ReviewItem],
    pool: TaskPool,
    matches: dict[str, Match],
) -> list[ReviewItem]:
    """Match the texts that a corrected version changed, the most alike first."""
    free = [each for each in pool.imported if each.standing.id not in pool.found]
    texts = [plain(each.text) for each in free]
    pairs = []
    for item in items:
        text = plain(item.source_text)
        for each, other in zip(free, texts, strict=True):
            near = _NEARLY_AT_THE_PLACE if each.place == item.locator else _NEARLY
            score = fuzz.ratio(text, other, score_cutoff=near)
            if score >= near:
                pairs.append((score + 10 * (each.place == item.locator), item, each, score))
    taken: set[str] = set()
    for _rank, item, each, score in sorted(pairs, key=lambda pair: -pair[0]):
        if item.id in taken or each.standing.id in pool.found:
            continue
        twins = [
            other
            for other in free
            if (other.place, other.text) == (each.place, each.text)
            and other.standing.id not in pool.found
        ]
        taken.add(item.id)
        pool.found |= {other.standing.id for other in twins}
        matches[item.id] = _of_imported(twins, MatchKind.CHANGED, round(score))
    return [item for item in items if item.id not in taken]


def _of_imported(found: Sequence[Imported], kind: MatchKind, score: int) -> Match:
    first, *others = found
    return Match(
        kind=kind,
        target_id=first.standing.id,
        code=first.standing.code,
        title=first.standing.title,
        also=tuple(
            Counterpart(
                each.standing.id, each.standing.code, each.standing.title, each.further_source
            )
            for each in others
        ),
        further_source=first.further_source,
        score=score,
    )


def with_changes(item: ReviewItem, match: Match, pool: TaskPool, known: KnownNames) -> Match:
    """Return the match of something imported with what the document has changed since."""
    each = next(one for one in pool.imported if one.standing.id == match.target_id)
    if pool.same_content or not isinstance(item.fields, type(each.standing.fields)):
        return match
    if match.also:  # which of them a field is about only a person can say
        text = FieldChange(SOURCE_TEXT, each.text, item.source_text)
        return replace(match, changes=(text,)) if match.kind is MatchKind.CHANGED else match
    now = item.read or item.fields
    only = changed_in_document(each.read, now, known) if each.read is not None else None
    if only is not None and match.kind is MatchKind.CHANGED:  # what a person typed counts as well
        typed = changed_in_document(now, item.fields, known)
        only = {name: only[name] or typed.get(name, False) for name in only}
    if match.kind is MatchKind.SAME and only is None:
        return match  # a part that a person made: what it says is theirs
    ours = each.standing.id not in pool.own_words
    names: tuple[str, ...] = TASK_FIELDS if ours else WITHOUT_OUR_WORDS
    if each.further_source:
        names = ()  # what the other document says of its task is not this one's to change
    found = list(changes(names, each.standing.fields, item.fields, known, taken=True, only=only))
    if match.kind is MatchKind.CHANGED:
        old = each.text if each.further_source else each.standing.source_text
        found.append(FieldChange(SOURCE_TEXT, old, item.source_text))
    kind = MatchKind.CHANGED if found else MatchKind.SAME
    return replace(match, kind=kind, changes=tuple(found))


# --- shipped --------------------------------------------------------------------------------------


def _by_place_and_words(
    items: Sequence[ReviewItem],
    pool: TaskPool,
    known: KnownNames,
    matches: dict[str, Match],
) -> None:
    """Give every shipped task the paragraph that fits it best; parts of one may share it."""
    texts = {item.id: plain(item.source_text) for item in items}
    pairs = [
        (score, item, each)
        for each in pool.shipped
        for item in items
        if (score := _fit(item, texts[item.id], each, known)) > 0
    ]
    chosen: dict[str, list[tuple[float, Shipped]]] = {}
    placed: set[int] = set()  # by identity: a task can also be a further source
    for score, item, each in sorted(pairs, key=lambda pair: -pair[0]):
        there = chosen.setdefault(item.id, [])
        if id(each) not in placed and (not there or _shares(there[0][1], each)):
            placed.add(id(each))
            there.append((score, each))
    by_id = {item.id: item for item in items}
    for item_id, several in chosen.items():
        if several:
            # The document's own task speaks for the paragraph, before another document's.
            found = sorted((each for _score, each in several), key=lambda e: e.further_source)
            pool.found |= {each.standing.id for each in found}
            matches[item_id] = _attached(by_id[item_id], several[0][0], found, known)


def _shares(first: Shipped, other: Shipped) -> bool:
    """Return whether two shipped tasks can come of one paragraph: they are parts of one."""
    return first is other or _stem(first.locator) == _stem(other.locator)


def _attached(item: ReviewItem, score: float, found: Sequence[Shipped], known: KnownNames) -> Match:
    first, *others = found
    differs: tuple[FieldChange, ...] = ()
    if not others and not first.further_source:
        fields = first.standing.fields
        differs = changes(WITHOUT_OUR_WORDS, fields, item.fields, known, taken=False)
    return Match(
        kind=MatchKind.ATTACHES,
        target_id=first.standing.id,
        code=first.standing.code,
        title=first.standing.title,
        changes=differs,
        also=tuple(
            Counterpart(
                each.standing.id, each.standing.code, each.standing.title, each.further_source
            )
            for each in others
        ),
        further_source=first.further_source,
        score=min(100, round(score)),
    )


def _fit(item: ReviewItem, text: str, each: Shipped, known: KnownNames) -> float:
    """Return how well a paragraph fits a shipped task, 0 where it does not."""
    near = _nearness(item.locator, each.locator)
    words = fuzz.token_set_ratio(text, each.words, score_cutoff=_FITS["place"] - 18)
    if words == 0:
        return 0
    score = words + _figures(text, each.words) * _SAME_FIGURES
    if isinstance(item.fields, TaskFields) and isinstance(each.standing.fields, TaskFields):
        lead = {fold(known.spellings.get(fold(n), n)) for n in item.fields.lead}
        score += _SAME_LEAD * bool(lead & {fold(n) for n in each.standing.fields.lead})
    if score < _FITS[near]:
        return 0
    return score + {"place": 30, "paragraph": 24, "section": 12, "elsewhere": 0}[near]


def _nearness(place: str, other: str) -> str:
    if place == other:
        return "place"
    if _stem(place) == _stem(other):
        return "paragraph"
    return "section" if place.partition("#")[0] == other.partition("#")[0] else "elsewhere"


def _stem(locator: str) -> str:
    """Return the paragraph of a place: ``III.1#1b`` → ``III.1#1``."""
    return _LETTER.sub("", _BETWEEN.sub("", locator))


def _figures(text: str, words: str) -> float:
    """Return the share of the figures of a title that stand in a text, -1 to 1; 0 without any."""
    wanted = {number for number in _NUMBER.findall(words) if len(number) > 1}
    if not wanted:
        return 0
    there = set(_NUMBER.findall(text))
    return 2 * len(wanted & there) / len(wanted) - 1


def gone(pool: TaskPool, least: float) -> Iterable[Imported]:
    """Return what an earlier version had and this one does not.

    Args:
        pool: after matching.
        least: share of the earlier tasks that must be there for the file to be another version of
            the document, and not a further part of it (an appendix in a file of its own).
    """
    tasks = {each.standing.id: each for each in pool.imported if not each.further_source}
    if pool.same_content or not tasks:
        return ()
    missing = [each for task_id, each in tasks.items() if task_id not in pool.found]
    return missing if len(tasks) - len(missing) >= least * len(tasks) else ()
