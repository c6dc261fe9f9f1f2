"""What the program itself once wrote into the register, told in the language of the window.

A register keeps acts of its history and doubts of a review as plain Vietnamese sentences. In an
English window they are recognised by the pattern they were made of; what is not recognised, as the
words of a person, is shown as it stands.
"""

from __future__ import annotations

import re
import string
from functools import cache, lru_cache
from typing import NamedTuple

from app.domain.phrases import Phrase
from app.views import language

_FEWEST = 4
"""Letters of a pattern beside its fields, below which it would fit what people write too."""

_MANY = 16
"""The same of a pattern that does not begin with words of its own."""


class _Pattern(NamedTuple):
    text: str
    begins: str
    ends: str
    longest: str
    letters: int


def retold(text: str) -> str:
    """Return a sentence of the register in the chosen language.

    Args:
        text: as it was written, in Vietnamese; one that was just made is told by its pattern.

    Returns:
        The English sentence where the program's own pattern is recognised, with names and what
        people wrote as they are; the text itself otherwise, and in a Vietnamese window.
    """
    if isinstance(text, Phrase) or not language.is_english():
        return language.told(text)
    return _english(text)


@lru_cache(maxsize=4096)
def _english(text: str) -> str:
    return language.texts().get(text) or _filled_in(text)


def _filled_in(text: str) -> str:
    """Return the English of a text with fields; a field that is a name alone stays as it is."""
    texts = language.texts()
    for pattern in _patterns():
        if (
            pattern.longest in text
            and text.startswith(pattern.begins)
            and text.endswith(pattern.ends)
            and (match := _rule(pattern.text).fullmatch(text))
        ):
            values = {name: _filled_in(value) for name, value in match.groupdict().items()}
            try:
                return texts[pattern.text].format_map(language.values(values))
            except ValueError:  # a format that wants a day or a number instead of its words
                return text
    return text


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Return the patterns with fields, those with most words of their own first."""
    found = []
    for text in language.texts():
        pieces = [piece for piece, *_field in string.Formatter().parse(text)]
        ends = "" if text.endswith("}") else pieces[-1]
        letters = sum(len(piece.strip()) for piece in pieces)
        if "{" in text and letters >= (_FEWEST if pieces[0].strip() else _MANY):
            found.append(_Pattern(text, pieces[0], ends, max(pieces, key=len), letters))
    return tuple(sorted(found, key=lambda pattern: -pattern.letters))


@cache
def _rule(text: str) -> re.Pattern[str]:
    rule, seen = "", set()
    for piece, name, _spec, _conversion in string.Formatter().parse(text):
        rule += re.escape(piece)
        if name:
            rule += f"(?P={name})" if name in seen else f"(?P<{name}>.*?)"
            seen.add(name)
    return re.compile(rule, re.DOTALL)
