"""Tasks of other documents that say nearly the same, and tasks that an instruction may withdraw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

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


class Others:
    """The tasks of other documents, ready to be compared with many items."""

    def __init__(self, candidates: Sequence[Candidate], document_id: int) -> None:
        """Take the tasks that are followed; those of the document itself are left out."""
        others = [each for each in candidates if each.document_id != document_id]
        self._by_id = {each.task_id: each for each in others}
        self._titles = {each.task_id: each.words for each in others}
        self._texts = {each.task_id: each.text for each in others if each.text}

    def like(self, item: ReviewItem) -> tuple[LookAlike, ...]:
        """Return the tasks that an item is much like, best first; choices made before stay."""
        if not isinstance(item.fields, TaskFields):
            return ()
        title = " ".join(fold_words(item.fields.title))
        text = " ".join(fold_words(item.source_text))
        linked = {each.target_id for each in item.look_alikes if each.linked}
        scores: dict[int, float] = dict.fromkeys(linked & self._by_id.keys(), 0.0)
        for _words, score, task_id in (
            *_near(title, self._titles, fuzz.token_sort_ratio),
            *_near(text, self._texts, fuzz.ratio),
        ):
            scores[task_id] = max(score, scores.get(task_id, 0))
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        kept = [pair for n, pair in enumerate(best) if n < _MOST or pair[0] in linked]
        return tuple(
            _look_alike(self._by_id[task_id], score, linked=task_id in linked)
            for task_id, score in kept
        )


def _near(
    words: str, choices: Mapping[int, str], scorer: Callable[..., float]
) -> Sequence[tuple[str, float, int]]:
    return process.extract(words, choices, scorer=scorer, score_cutoff=_ALIKE, limit=_MOST)


def _look_alike(each: Candidate, score: float, *, linked: bool) -> LookAlike:
    return LookAlike(
        each.task_id, each.code, each.title, each.document, round(score), linked=linked
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
