"""Which indicators of the register stand behind those of a document, and which are much like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import fuzz

from app.domain.review import (
    IndicatorFields,
    KnownNames,
    LookAlike,
    Match,
    MatchKind,
    ReviewItem,
)
from app.domain.targets import Operator, StatedTarget, Verdict, compare
from app.domain.text import fold_words
from app.services.importing.differences import (
    INDICATOR_FIELDS,
    LEVEL_FIELDS,
    changed_in_document,
    changes,
)

_SAME_NAME = 84
_SAME_NAME_AT_THE_PLACE = 55
_ALIKE = 84
_MOST = 3


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator of the register, and the level that the document under review sets for it.

    ``target_id`` is 0 where that document sets none. ``read`` is what the document said when it was
    imported last, None where it never was.
    """

    id: int
    code: str
    name: str
    document: str
    place: str
    target_id: int = 0
    target_place: str = ""
    fields: IndicatorFields = field(default_factory=IndicatorFields)
    read: IndicatorFields | None = None


def fields_of(indicator: Any, target: Any, roles: Mapping[str, Sequence[str]]) -> IndicatorFields:
    """Return a row of the register, with the level of one document, as a proposal has it."""
    return IndicatorFields(
        name=indicator.name,
        stt=indicator.stt,
        group=indicator.group,
        unit=(target.unit if target else "") or indicator.unit,
        target_text=target.text if target else "",
        operator=Operator(target.operator) if target else None,
        value=target.value if target else None,
        upper=target.upper if target else None,
        year=target.year if target else None,
        lead=tuple(roles.get("lead", ())),
        coordinating=tuple(roles.get("coordinating", ())),
        monitoring=tuple(roles.get("monitoring", ())),
    )


def match_indicators(
    items: Sequence[ReviewItem],
    pool: Sequence[KnownIndicator],
    known: KnownNames,
    *,
    same_content: bool,
) -> dict[str, Match]:
    """Return item id → the level that the register has of it; items that are not named are new.

    Args:
        items: proposals of indicators.
        pool: all indicators; those with a level of the document are matched.
        known: the register's names.
        same_content: this very file was imported before, so that nothing can have changed.
    """
    own = [each for each in pool if each.target_id or each.place]
    pairs = []
    for item in items:
        for each in own:
            score = _score(item, each)
            if score:
                pairs.append((score, item, each))
    matches: dict[str, Match] = {}
    taken: set[tuple[int, int]] = set()
    for score, item, each in sorted(pairs, key=lambda pair: -pair[0]):
        if item.id in matches or (each.id, each.target_id) in taken:
            continue
        taken.add((each.id, each.target_id))
        matches[item.id] = _match(item, each, known, score, same_content=same_content)
    return matches


def look_alikes(item: ReviewItem, pool: Sequence[KnownIndicator]) -> tuple[LookAlike, ...]:
    """Return the indicators whose name is much like an item's, best first; choices stay."""
    if not isinstance(item.fields, IndicatorFields):
        return ()
    name = _words(item.fields.name)
    linked = {each.target_id for each in item.look_alikes if each.linked}
    found = []
    for each in pool:
        score = fuzz.token_sort_ratio(name, _words(each.name), score_cutoff=_ALIKE)
        if score or each.id in linked:
            found.append((score, each))
    best = sorted(found, key=lambda pair: (-pair[0], pair[1].id))
    kept = [pair for n, pair in enumerate(best) if n < _MOST or pair[1].id in linked]
    return tuple(
        LookAlike(
            each.id, each.code, each.name, each.document, round(score), linked=each.id in linked
        )
        for score, each in kept
    )


def _score(item: ReviewItem, each: KnownIndicator) -> float:
    if not isinstance(item.fields, IndicatorFields):
        return 0
    name, other = _words(item.fields.name), _words(each.name)
    score = max(fuzz.ratio(name, other), fuzz.token_sort_ratio(name, other))
    at_the_place = item.locator in (each.place, each.target_place)
    if score < (_SAME_NAME_AT_THE_PLACE if at_the_place else _SAME_NAME):
        return 0
    same_year = item.fields.year is None or item.fields.year == each.fields.year
    same_value = item.fields.value == each.fields.value
    return score + 20 * at_the_place + 15 * same_year + 10 * same_value


def _match(
    item: ReviewItem,
    each: KnownIndicator,
    known: KnownNames,
    score: float,
    *,
    same_content: bool,
) -> Match:
    match = Match(MatchKind.SAME, each.id, each.code, each.name, score=min(100, round(score)))
    if same_content or not each.target_id or not isinstance(item.fields, IndicatorFields):
        return match
    only = None
    if each.read is not None:
        only = changed_in_document(each.read, item.read or item.fields, known)
    # What the shipped catalogue has was checked by people: a difference is shown, not taken.
    found = changes(
        INDICATOR_FIELDS, each.fields, item.fields, known, taken=only is not None, only=only
    )
    if _same_level(item.fields, each.fields):
        found = tuple(change for change in found if change.field not in LEVEL_FIELDS)
    return replace(match, kind=MatchKind.CHANGED, changes=found) if found else match


def _same_level(one: IndicatorFields, other: IndicatorFields) -> bool:
    """Return whether two levels only differ in how they are written (units, index or growth)."""
    stated = [
        StatedTarget("", each.operator, each.value, each.upper, each.unit, each.target_text)
        for each in (one, other)
        if each.operator is not None
    ]
    return len(stated) == 2 and compare(stated).verdict in (None, Verdict.NOTATION)


def _words(text: str) -> str:
    return " ".join(fold_words(text))
