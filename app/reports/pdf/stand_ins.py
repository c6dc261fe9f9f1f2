"""What stands on paper for a letter that no font on hand has: a sign, a word, a mark; never a box.

Emoji lie beyond what the PDF library can make searchable, and few fonts for documents have them.
"""

from __future__ import annotations

import re
import unicodedata

PICTURE_WORDS = "(biểu tượng)"
"""For a picture without a word of its own, and for several of them in a row."""

MISSING_WORDS = "(?)"
"""For letters of a script that no font on hand has, one or several in a row."""

_PICTURE, _MISSING = "\ue000", "\ue001"
"""Private letters that stand for such a letter until a whole row of them is known."""

_ROWS = re.compile(f"{_PICTURE}+|{_MISSING}+")

_WORDS = {
    "✅": "[x]",
    "✔": "[x]",
    "✓": "[x]",
    "☑": "[x]",
    "☐": "[ ]",
    "❌": "(không)",
    "✖": "(không)",
    "✗": "(không)",
    "✘": "(không)",
    "⚠": "(!)",
    "❗": "!",
    "❓": "?",
    "➡": "→",
    "➔": "→",
    "⬆": "↑",
    "⬇": "↓",
    "⬅": "←",
    "⭐": "*",
    "★": "*",
    "☆": "*",
    "🔴": "(đỏ)",
    "🟠": "(cam)",
    "🟡": "(vàng)",
    "🟢": "(xanh lá)",
    "🔵": "(xanh)",
    "⚪": "(trắng)",
    "⚫": "(đen)",
    "🟥": "(đỏ)",
    "🟨": "(vàng)",
    "🟩": "(xanh lá)",
    "🟦": "(xanh)",
}
"""Signs that people put in the place of a word: what they say must not be lost."""


def stand_in(letter: str, letters: frozenset[str]) -> str:
    """Return what stands for a letter without a font; `spelt` writes it out.

    Args:
        letter: one code point.
        letters: what the faces of the sheets have.
    """
    words = _WORDS.get(letter, "")
    if words and letters.issuperset(words):
        return words
    category = unicodedata.category(letter)
    if category == "Me" or _is_tone(letter):  # a ring around a digit, the tone of a skin
        return ""
    return _PICTURE if category == "So" else _MISSING


def spelt(text: str) -> str:
    """Return text with every row of letters that have no font written out once."""
    return _ROWS.sub(_written, text)


def _written(row: re.Match[str]) -> str:
    return PICTURE_WORDS if row[0][0] == _PICTURE else MISSING_WORDS


def _is_tone(letter: str) -> bool:
    return "\U0001f3fb" <= letter <= "\U0001f3ff"
