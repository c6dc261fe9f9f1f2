"""Short forms of agencies' names as offices write them: "Sở NN&MT", "CA tỉnh", "Bộ CHQS tỉnh".

A short form stands for the first letters of words that follow one another in a known name; what it
could mean twice means nothing ("Sở NV": Nội vụ or Ngoại vụ), and stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.text import fold
from app.importing.letters import UPPER
from app.importing.names import AgencyName

_LETTERS = re.compile(rf"(?:{UPPER}[ghr]?){{2,10}}(?!\w)")
_MORE_LETTERS = re.compile(rf"(?:\s?[&.\-–,]\s?|\s+và\s+)(?:{UPPER}[ghr]?){{1,8}}(?!\w)")
_MOST_PARTS = 4  # "VH,TT&DL" has three

_WORD = re.compile(r"[^\W_]+")
_SHORT = re.compile(rf"(?:{UPPER}[ghr]?){{2,10}}")
_CHUNK = re.compile(rf"{UPPER}[ghr]?")
_JOINT = re.compile(rf"(?<=[A-ZĐgr])\s*[&.,\-–]+\s*(?=(?:{UPPER}[ghr]?){{1,8}}(?!\w))")
_OWN_WORDS = ("ubnd", "hdnd", "vp", "mttq")  # words of their own in every known name
_UNSAID = frozenset(("va", "cua", "ve"))
_OF_PROVINCE = ("tinh", "thanh pho")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a printed name: as it is, or the first letters of several (``chunks``)."""

    folded: str
    chunks: tuple[str, ...] = ()


def first_letters(text: str, start: int) -> list[int]:
    """Return where first letters that begin at ``start`` can end, the farthest first.

    "VH,TT&DL" is one name, "TC, XD" two: only a list of known names can tell.
    """
    letters = _LETTERS.match(text, start)
    ends: list[int] = []
    while letters and len(ends) < _MOST_PARTS:
        ends.append(letters.end())
        letters = _MORE_LETTERS.match(text, letters.end())
    return ends[::-1]


class ShortForms:
    """Finds which known agencies a short form can stand for."""

    def __init__(self, agencies: Iterable[AgencyName]) -> None:
        """Index the words of every spelling by the first letter."""
        self._spellings: dict[str, list[tuple[tuple[str, ...], AgencyName]]] = {}
        for agency in dict.fromkeys(agencies):
            if agency.collective:
                continue
            for spelling in (agency.name, *agency.aliases):
                words = tuple(_WORD.findall(fold(spelling)))
                if len(words) > 1:
                    self._spellings.setdefault(words[0][0], []).append((words, agency))

    def meanings(self, printed: str) -> list[AgencyName]:
        """Return the agencies that ``printed`` can be short for; none if it is not short."""
        tokens = _tokens(printed)
        if not any(token.chunks for token in tokens):
            return []
        found: dict[str, AgencyName] = {}
        for words, agency in self._spellings.get(tokens[0].folded[0], ()):
            if any(_fits(tokens, shown) for shown in _ways(words)):
                found.setdefault(agency.name, agency)
        return list(found.values())


def _tokens(printed: str) -> list[_Token]:
    """Return the words; those in capitals, joined over "&" and "," ("NN&MT"), as first letters."""
    tokens: list[_Token] = []
    for word in _WORD.findall(_JOINT.sub("", printed)):
        short = _SHORT.fullmatch(word) and fold(word) not in _OWN_WORDS
        chunks = tuple(fold(part) for part in _CHUNK.findall(word)) if short else ()
        tokens.append(_Token(fold(word), chunks))
    return tokens


def _ways(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Yield the words of a name, and without the "tỉnh" at its end that short forms leave out."""
    yield words
    for tail in _OF_PROVINCE:
        last = tuple(tail.split())
        if words[-len(last) :] == last and len(words) > len(last) + 1:
            yield words[: -len(last)]


def _fits(tokens: Sequence[_Token], words: Sequence[str]) -> bool:
    """Return whether the tokens say every word of a name, in order."""
    if not tokens or not words:
        return not tokens and all(word in _UNSAID for word in words)
    first, rest = tokens[0], tokens[1:]
    if words[0] == first.folded and _fits(rest, words[1:]):
        return True
    after = _initials(first.chunks, words) if first.chunks else 0
    return bool(after) and _fits(rest, words[after:])


def _initials(chunks: tuple[str, ...], words: Sequence[str]) -> int:
    """Return how many words the letters stand for, "và" left out; 0 if they do not fit."""
    at = 0
    for chunk in chunks:
        while at < len(words) and words[at] in _UNSAID and not words[at].startswith(chunk):
            at += 1
        if at >= len(words) or not words[at].startswith(chunk):
            return 0
        at += 1
    return at
