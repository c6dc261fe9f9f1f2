"""Vietnamese text: one way to normalise, to fold for search, and to sort."""

from __future__ import annotations

import re
import unicodedata

# đ has no decomposition in Unicode, so NFD leaves it alone; ð is what some old fonts give for it.
_STROKED_D = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})

_WORD = re.compile(r"[^\W_]+")

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS, start=10)}
# Order of the five tone marks in Vietnamese dictionaries: level, huyền, hỏi, ngã, sắc, nặng.
_TONE_RANK = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_VOWEL_MARKS = {"\u0302", "\u0306", "\u031b"}  # â ê ô, ă, ơ ư


def nfc(text: str) -> str:
    """Return ``text`` in Unicode NFC, the only form that the register stores."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return ``text`` in lower case without tone and vowel marks, đ as d: the form of search.

    Accepts NFC or NFD. The result has as many characters as the NFC form of ``text``, so that a
    position found in the folded text marks the same place in the NFC text.
    """
    return nfc(text).translate(_folded)


def fold_words(text: str) -> list[str]:
    """Return the words of ``text``, folded; everything that is no letter or digit separates."""
    return _WORD.findall(fold(text))


def sort_key(text: str) -> str:
    """Return a key that sorts as a Vietnamese dictionary does (a ă â b c d đ e ê …).

    Letters decide first, tone marks only between words that are otherwise equal.
    """
    letters: list[str] = []
    tones: list[str] = []
    for character in nfc(text).lower():
        base, tone = _split_tone(character)
        letters.append(_LETTER_RANK.get(base, f"0{base}"))
        tones.append(tone)
    return "".join(letters) + "\x00" + "".join(tones)


def _fold_letter(character: str) -> str:
    if character < "\x80":
        return character.lower()
    base = unicodedata.normalize("NFD", character)[0].translate(_STROKED_D).lower()
    return base if len(base) == 1 else character


class _Folded(dict[int, str]):
    """Every letter met so far with its folded form: a keystroke folds thousands of them."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        return folded


_folded = _Folded()


def _split_tone(character: str) -> tuple[str, str]:
    if character < "\x80":
        return character, "0"
    base, *marks = tuple(unicodedata.normalize("NFD", character))
    tone = next((_TONE_RANK[mark] for mark in marks if mark in _TONE_RANK), "0")
    kept = base + "".join(mark for mark in marks if mark in _VOWEL_MARKS)
    return nfc(kept), tone
