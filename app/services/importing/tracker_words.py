"""Which task the words of a tracker's row are about: how alike they are, counted both ways.

A few common words ("Việc khác", "Báo cáo công tác tháng") stand in nearly every task. What counts
is therefore the share of the *weight* of words that both have: rare words weigh more, pairs of
neighbours count beside single words, and it is asked both ways, of the row and of the task.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.text import fold_words

LEAST_WORDS = 7
"""Fewer different words name no task for certain, unless they are its whole title."""
_FORWARD, _BACKWARD = 0.68, 0.5
"""The share of the row's weight that the task has, and of the task's weight that the row has."""
_AHEAD, _FAR_AHEAD = 0.12, 0.35
"""By how much more alike (of 1) the best must be than the next, and than one that has the row's
words as well."""
_PAIR = 0.5
"""What a pair of neighbours weighs beside a single word: one misspelt word spoils two pairs."""
_SHORTLIST = 12


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a row and a task are.

    Attributes:
        task_id: the task.
        score: 0 to 1; 1 for the same words.
        forward: the share of the row that the task has, 0 to 1.
        enough: whether enough of both is the same for the row to be this task.
        whole: whether the row is one of the names of the task, word for word.
    """

    task_id: int
    score: float
    forward: float
    enough: bool
    whole: bool


class TaskWords:
    """The words of all tasks, to be compared with many rows."""

    def __init__(
        self, names: Mapping[int, Sequence[str]], texts: Mapping[int, Sequence[str]]
    ) -> None:
        """Take the tasks by id: what each is called, and the texts that say it in full."""
        self._names: dict[tuple[str, ...], list[int]] = {}
        for task_id, several in names.items():
            for name in {tuple(fold_words(each)) for each in several}:
                self._names.setdefault(name, []).append(task_id)
        self._features: dict[int, list[frozenset[str]]] = {
            task_id: [_features(words) for text in several if (words := fold_words(text))]
            for task_id, several in texts.items()
        }
        self._with: dict[str, list[int]] = {}
        for task_id, features in self._features.items():
            for feature in frozenset[str]().union(*features):
                self._with.setdefault(feature, []).append(task_id)
        self._count = len(texts)

    def like(self, text: str) -> list[Likeness]:
        """Return the tasks that share words with a text, most alike first."""
        words = tuple(fold_words(text))
        if not words:
            return []
        row = _features(words)
        shared: dict[int, float] = {}
        for feature in row:
            weight = self._weight(feature)
            for task_id in self._with.get(feature, ()):
                shared[task_id] = shared.get(task_id, 0) + weight
        named = self._names.get(words, ())
        nearest = [*named, *heapq.nlargest(_SHORTLIST, shared, key=shared.__getitem__)]
        found = [
            self._likeness(each, len(set(words)), row, whole=each in named)
            for each in dict.fromkeys(nearest)
        ]
        return sorted(found, key=lambda each: (-each.whole, -each.score, each.task_id))

    def _likeness(self, task_id: int, words: int, row: frozenset[str], *, whole: bool) -> Likeness:
        several = self._features[task_id]
        forward = self._share(row, frozenset[str]().union(*several))
        backward = max((self._share(each, row) for each in several), default=0)
        both = forward + backward
        score = 1 if whole else 2 * forward * backward / both if both else 0
        enough = words >= LEAST_WORDS and forward >= _FORWARD and backward >= _BACKWARD
        return Likeness(task_id, score, forward, enough, whole)

    def _share(self, features: frozenset[str], of: frozenset[str]) -> float:
        whole = sum(map(self._weight, features))
        return sum(map(self._weight, features & of)) / whole if whole else 0

    def _weight(self, feature: str) -> float:
        rare = math.log((self._count + 1) / (len(self._with.get(feature, ())) + 0.5))
        return rare * (_PAIR if " " in feature else 1)


def sure(found: Sequence[Likeness]) -> bool:
    """Return whether the first of the likenesses (as `TaskWords.like` orders them) is certain."""
    if not found:
        return False
    first, *rest = found
    if first.whole:
        return not (rest and rest[0].whole)
    return first.enough and all(_clearly_before(first, other) for other in rest)


def _clearly_before(first: Likeness, other: Likeness) -> bool:
    ahead = first.score - other.score
    return ahead >= (_AHEAD if first.forward - other.forward >= _AHEAD else _FAR_AHEAD)


def _features(words: Iterable[str]) -> frozenset[str]:
    words = list(words)
    return frozenset(words) | {f"{one} {other}" for one, other in pairwise(words)}
