"""Kinds of numbering: which marker stands above which, and how it is written in a locator."""

from __future__ import annotations

import re

from app.domain.text import fold

ROMAN = r"[IVXL]+"
# Ranks from the outermost: a marker of a lower rank closes the sections of higher ones.
_RANKS = (
    ("part", re.compile(r"(?i)phần\b"), 0),
    ("chapter", re.compile(r"(?i)chương\b"), 1),
    ("letter", re.compile(r"[A-ZĐ][.)/]?"), 2),
    ("roman", re.compile(rf"{ROMAN}(?:\.\d+)*[.)/]?"), 3),
    ("section", re.compile(r"(?i)(?:tiểu )?mục\b"), 3),
    ("article", re.compile(r"(?i)điều\b"), 3),
    ("number", re.compile(r"\d{1,3}[.)/]?"), 4),
    ("number2", re.compile(r"\d{1,2}\.\d{1,2}[.)]?"), 5),
    ("number3", re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}[.)]?"), 6),
    ("bracket", re.compile(r"\((?:\d{1,3}|[ivx]+)\)"), 7),
    ("point", re.compile(r"\(?[a-zđ]\d?(?:\.\d+)*[.)/]"), 8),
    ("dash", re.compile(r"[-•*]"), 9),
    ("plus", re.compile(r"\+"), 10),
)
ALWAYS_OUTER = frozenset({"part", "chapter", "letter", "roman", "section", "article"})
"""Kinds that never stand below a point, wherever their counting begins."""
DASH_RANK = 9
_WORDED = {"part": "P", "chapter": "C", "section": "M", "article": "Đ"}
_ORDINALS = {
    "nhat": "1", "hai": "2", "ba": "3", "tu": "4", "bon": "4", "nam": "5", "sau": "6", "bay": "7",
}  # fmt: skip
_FIRST = re.compile(
    r"\(?(?:(?:\d{1,2}\.)*0?1|I|i|a|A)[.)/-]*"
    r"|(?i:(?:phần|chương|mục|điều).*\b(?:nhất|1|i))\.?"
)


def rank_of(marker: str) -> tuple[str, int]:
    """Return (kind, rank) of a marker; ("", -1) for what is no number or sign."""
    marker = marker.strip()
    # "I-" and "1-" are printed by offices of the Party.
    plain = marker.rstrip("-– ") or marker
    # "I." is a Roman number, "C." or "D." a letter.
    if re.fullmatch(rf"{ROMAN}[.)/]?", plain) and not re.fullmatch(r"[CDLM][.)/]?", plain):
        return "roman", 3
    for kind, pattern, rank in _RANKS:
        found = pattern.match(plain) if kind in _WORDED else pattern.fullmatch(plain)
        if found:
            return kind, rank
    return "", -1


def token_of(kind: str, marker: str) -> str:
    """Return a marker as it stands in a locator: "a", "(2)", "Đ3" for Điều 3."""
    if kind in _WORDED:
        last = fold(marker).split()[-1]
        number = _ORDINALS.get(last, last)
        roman = bool(re.fullmatch(r"[ivxl]+", number))
        return f"{_WORDED[kind]}{arabic(number.upper()) if roman else number}"
    if kind == "bracket":
        return marker.replace(" ", "")
    return marker.strip("()./-– ")


def restarts(before: str, marker: str) -> bool:
    """Return whether ``marker`` begins a new counting after ``before``."""
    return is_first(marker) and not is_first(before)


def is_first(marker: str) -> bool:
    """Return whether a marker is the first of its kind: "1.", "a)", "I.", "2.1."."""
    return bool(_FIRST.fullmatch(marker.strip()))


def arabic(roman: str) -> int:
    """Return the value of a Roman number."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for letter, following in zip(roman, [*roman[1:], ""], strict=True):
        value = values.get(letter, 0)
        total += -value if values.get(following, 0) > value else value
    return total
