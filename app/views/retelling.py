"""What the program itself once wrote into the register, told in the language of the window.

A register keeps acts of its history and doubts of a review as plain Vietnamese sentences. In an
English window they are recognised by the pattern they were made of. A sentence is told in English
whole or not at all: where a part of it is neither a name nor words of the program, it stays.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from app.domain.phrases import Phrase, capital, small
from app.views import language

_FEWEST = 3
"""Letters of a pattern beside its fields, below which it would fit what people write too."""
_NUMBER = re.compile(r"\d[\d.,/:–-]*")
_EDGE = re.compile(r"[\s,;:.()–-]*")


class _Pattern(NamedTuple):
    """A text with fields: what stands before the first one, then each with what follows it."""

    text: str
    begins: str
    fields: tuple[tuple[str, str], ...]
    letters: int


def retold(text: str) -> str:
    """Return a sentence of the register in the chosen language.

    Args:
        text: as it was written, in Vietnamese; one that was just made is told by its pattern.

    Returns:
        The English sentence where the program's own words are recognised, with names and what
        people wrote as they are; the text itself otherwise, and in a Vietnamese window.
    """
    if not text or isinstance(text, Phrase) or not language.is_english():
        return language.told(text)
    return _english(text) or text


@lru_cache(maxsize=4096)
def _english(text: str) -> str | None:
    """Return the English of words of the program; None for anything else."""
    texts = language.texts()
    if text in texts:
        return texts[text]
    begun = capital(text)  # the name of a setting or a column within a sentence
    if begun in texts:
        return small(texts[begun])
    for pattern in _patterns():
        # What begins with a field would fit nearly everything, but for a number of things.
        if text.startswith(pattern.begins) and (pattern.begins or text[0].isdigit()):
            rest = text[len(pattern.begins) :]
            values = _values(pattern.fields, rest, by_number=not pattern.begins)
            if values is not None:
                try:
                    return texts[pattern.text].format_map(language.values(values))
                except ValueError:  # a format that wants a day or a number instead of its words
                    return None
    return None


def _values(
    fields: tuple[tuple[str, str], ...],
    text: str,
    *,
    by_number: bool = False,
    attached: bool = False,
) -> dict[str, str] | None:
    """Share a text out among fields; None where it does not fit, or a part is not understood.

    ``by_number``: whether the first field must be a number; ``attached``: whether it follows
    another one at once, so that it may be empty or words of the program, but no name.
    """
    if not fields:
        return None if text else {}
    (name, after), *rest = fields
    for end in _ends(text, after, last=not rest):
        if by_number and not _NUMBER.fullmatch(text[:end]):
            continue
        if attached and end and (_inner(text) == text or _is_name(_inner(text[:end]))):
            continue
        value = _value(text[:end])
        if value is None:
            continue
        others = _values(tuple(rest), text[end + len(after) :], attached=not after)
        if others is not None and others.get(name, value) == value:
            return {name: value, **others}
    return None


def _ends(text: str, after: str, *, last: bool) -> Iterator[int]:
    """Yield where a field may end: before each place of the words that follow it."""
    if last:
        if text.endswith(after):
            yield len(text) - len(after)
        return
    if not after:
        yield from range(len(text) + 1)
        return
    place = text.find(after)
    while place >= 0:
        yield place
        place = text.find(after, place + 1)


def _value(value: str) -> str | None:
    """Return a field as an English sentence shows it; None for Vietnamese words not understood.

    Names begin with a capital or a quotation mark, the program's own words within a sentence with
    a small letter or a number.
    """
    inner = _inner(value)
    if _NUMBER.fullmatch(inner) or _is_name(inner):
        return value
    told = _english(inner) or _counted(inner) or _listed(inner)
    return None if told is None else value.removesuffix(inner) + told


def _inner(value: str) -> str:
    """Return a text without the blanks and marks at its start."""
    edge = _EDGE.match(value)
    return value[edge.end() :] if edge else value


def _is_name(inner: str) -> bool:
    return not (inner[:1].islower() or inner[:1].isdigit())


def _counted(text: str) -> str | None:
    """Return the English of a number with words behind it: ``3 nhiệm vụ mới``."""
    number, _, words = text.partition(" ")
    told = _english(words) if _NUMBER.fullmatch(number) and words else None
    return None if told is None else f"{number} {told}"


def _listed(text: str) -> str | None:
    """Return the English of parts set off by commas, if each is understood."""
    parts = text.split(", ")
    told = [_english(part) or _counted(part) for part in parts] if len(parts) > 1 else [None]
    return None if None in told else ", ".join(filter(None, told))


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Return the patterns with fields, those with most words of their own first."""
    found = []
    for text in language.texts():
        begins, letters = "", 0
        fields: list[tuple[str, str]] = []
        for words, name, _spec, _conversion in string.Formatter().parse(text):
            letters += len(words.strip())
            if fields:
                fields[-1] = (fields[-1][0], words)
            else:
                begins = words
            if name:
                fields.append((name, ""))
        if fields and letters >= _FEWEST:
            found.append(_Pattern(text, begins, tuple(fields), letters))
    return tuple(sorted(found, key=lambda pattern: -pattern.letters))
