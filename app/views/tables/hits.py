"""Where the words of a search stand in a text, so that a table can mark them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.records import SearchedText
from app.domain.text import fold, fold_words

_WORD = re.compile(r"[^\W_]+")


def hit_ranges(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of the words found in ``text``.

    A word is found as search finds it: whole, the last one as a beginning, accents and case
    ignored.

    Args:
        text: NFC text.
        words: folded words as typed (`app.domain.text.fold_words`).

    Returns:
        (start, length) pairs in order; neighbours that only blanks part are one place.
    """
    if not words:
        return []
    whole, beginning = set(words), words[-1]
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(fold(text)):
        word = match.group()
        if word not in whole and not word.startswith(beginning):
            continue
        length = len(word) if word in whole else len(beginning)
        start = match.start()
        if found and not text[sum(found[-1]) : start].strip():
            start, length = found[-1][0], start + length - found.pop()[0]
        found.append((start, length))
    return found


def searchable(text: str) -> str:
    """Return the folded words of a text, each between blanks: what words are looked for in."""
    return f" {' '.join(fold_words(text))} "


def unseen(words: Sequence[str], shown: str) -> list[str]:
    """Return the words of a search that do not stand in what can be seen, for `places_of`.

    Args:
        words: folded words as typed; the last one is a beginning.
        shown: `searchable`.
    """
    # A word between blanks is whole; the last one needs none behind it.
    wanted = [*(f" {word} " for word in words[:-1]), *(f" {word}" for word in words[-1:])]
    return _not_in(shown, wanted)


def places_of(missing: list[str], texts: Sequence[SearchedText]) -> tuple[str, ...]:
    """Return the names of the fewest texts that hold what `unseen` returned, the fullest first.

    Args:
        missing: what is looked for.
        texts: `searchable`, in the order of their weight.
    """
    places = []
    while missing and texts:
        left = [_not_in(text.text, missing) for text in texts]
        fullest = min(range(len(texts)), key=lambda number: len(left[number]))
        if len(left[fullest]) == len(missing):
            break
        places.append(texts[fullest].place)
        missing = left[fullest]
    return tuple(places)


def _not_in(text: str, wanted: list[str]) -> list[str]:
    return [word for word in wanted if word not in text]
