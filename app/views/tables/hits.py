"""Where the words of a search stand in a text, so that a table can mark them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.text import fold

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
