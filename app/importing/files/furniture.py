"""What belongs to the page and not to the text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_PAGE_NUMBER = re.compile(
    r"(?i)\s*[-–—.|\[(]*\s*(?:trang\s*:?\s*|page\s*)?(\d{1,3})(?:\s*(?:/|of)\s*\d{1,3})?"
    r"\s*[-–—.|\])]*\s*"
)
_PAGE_WORDS = re.compile(r"(?i)\b(?:trang|page|of)\b")
_DIGITS = re.compile(r"\d+")
_LONGEST_HEAD = 150  # letters


def page_number(line: str) -> int | None:
    """Return the number if a line is nothing but a page number ("12", "- 12 -", "Trang 3/12")."""
    found = _PAGE_NUMBER.fullmatch(line)
    return int(found[1]) if found else None


def is_marked_page_number(line: str) -> bool:
    """Return whether a page number says itself that it is one: "- 12 -", "Trang 3/12"."""
    return page_number(line) is not None and not line.strip().isdigit()


def without_page_numbers(line: str) -> str:
    """Return a running head without the words of a page number, whose figures are fields."""
    return _PAGE_WORDS.sub("", line)


def running_heads(edges: Sequence[Sequence[str]]) -> set[str]:
    """Return the shapes of lines that stand at the edge of page after page.

    ``edges``: for each page its first and last lines. Compare with `shape`.
    """
    counts = Counter(key for lines in edges for key in {shape(line) for line in lines} if key)
    enough = max(3, len(edges) // 3)
    return {key for key, count in counts.items() if count >= enough}


def shape(line: str) -> str:
    """Return a line with its numbers blanked, "" if it can be no running head."""
    text = " ".join(line.split())
    sentence = len(text) > _LONGEST_HEAD or text.endswith((".", ";", ",", ":"))
    return "" if sentence else _DIGITS.sub("#", text)
