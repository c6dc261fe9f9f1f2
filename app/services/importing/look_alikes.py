"""Tasks of other documents that say nearly the same, and tasks that an instruction may withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from app.domain.review import Earlier, LookAlike, ReviewItem, TaskFields
from app.domain.text import fold_words
from app.services.importing.match_document import plain_number

_ALIKE = 80
_MOST = 3
_MAY_BE_WITHDRAWN, _MAY_BE_OF_CITED = 70, 45
_MOST_EARLIER = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task of the register as it is compared: its title and, if it was imported, its text."""

    task_id: int
    code: str
    title: str
    document_id: int
    document: str
    document_number: str
    words: str
    text: str


def look_alikes(
    item: ReviewItem, candidates: Sequence[Candidate], document_id: int
) -> tuple[LookAlike, ...]:
    """Return the tasks of other documents that an item is much like, best first.

    Choices that a person made before stay.
    """
    if not isinstance(item.fields, TaskFields):
        return ()
    title = " ".join(fold_words(item.fields.title))
    text = " ".join(fold_words(item.source_text))
    linked = {each.target_id for each in item.look_alikes if each.linked}
    found = []
    for each in candidates:
        if each.document_id == document_id:
            continue
        score = fuzz.token_sort_ratio(title, each.words, score_cutoff=_ALIKE)
        if each.text:
            score = max(score, fuzz.ratio(text, each.text, score_cutoff=_ALIKE))
        if score >= _ALIKE or each.task_id in linked:
            found.append((score, each))
    best = sorted(found, key=lambda pair: (-pair[0], pair[1].task_id))
    kept = [pair for n, pair in enumerate(best) if n < _MOST or pair[1].task_id in linked]
    return tuple(
        LookAlike(
            each.task_id,
            each.code,
            each.title,
            each.document,
            round(score),
            linked=each.task_id in linked,
        )
        for score, each in kept
    )


def earlier(
    what: str, before: Sequence[Earlier], candidates: Sequence[Candidate]
) -> tuple[Earlier, ...]:
    """Return the tasks that an instruction may withdraw: of a document that it cites first.

    Args:
        what: the instruction as printed.
        before: what was found for it before, with what the person chose.
        candidates: all tasks that are followed.
    """
    words, number = " ".join(fold_words(what)), plain_number(what)
    chosen = {each.task_id: each for each in before if each.ends}
    found = []
    for each in candidates:
        cited = bool(each.document_number) and plain_number(each.document_number) in number
        near = max(fuzz.token_set_ratio(words, each.words), fuzz.partial_ratio(words, each.text))
        if near >= (_MAY_BE_OF_CITED if cited else _MAY_BE_WITHDRAWN) or each.task_id in chosen:
            found.append((cited, near, each))
    best = sorted(found, key=lambda one: (-one[0], -one[1], one[2].task_id))
    kept = [one for n, one in enumerate(best) if n < _MOST_EARLIER or one[2].task_id in chosen]
    return tuple(
        Earlier(
            each.task_id,
            each.code,
            each.title,
            each.document,
            round(near),
            ends=each.task_id in chosen,
        )
        for _cited, near, each in kept
    )
