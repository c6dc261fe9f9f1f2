"""The ways Vietnamese letters are stored: Unicode forms, tone marks, TCVN3 and VNI fonts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from app.domain.text import nfc

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Zero-width signs, soft hyphens and direction marks that pasting leaves behind.
_INVISIBLE = re.compile("[\u00ad\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84]")


def clean(text: str) -> str:
    """Return ``text`` in NFC, in one line, with single plain spaces and nothing invisible."""
    if not text.isascii():
        text = nfc(_INVISIBLE.sub("", text))
    return " ".join(_CONTROL.sub(" ", text).split())


# --- old and new places of the tone mark -----------------------------------------------------

_OPEN_DIPHTHONG = re.compile(r"(?i)(?<!q)(?:o[aeàáảãạèéẻẽẹ]|[òóỏõọ][ae]|u[yỳýỷỹỵ]|[ùúủũụ]y)(?!\w)")
_AFTER_Q = re.compile(r"(?i)(?<=q)[ùúủũụ]y(?!\w)")


def same_tone_marks(text: str) -> str:
    """Return ``text`` with the tone mark of open oa, oe and uy on the first vowel: hoà → hòa.

    For comparing only: what is shown and stored keeps the letters of the document.
    """
    text = _AFTER_Q.sub(lambda match: _tone_on(match[0], 1), nfc(text))
    return _OPEN_DIPHTHONG.sub(lambda match: _tone_on(match[0], 0), text)


def _tone_on(vowels: str, place: int) -> str:
    letters = unicodedata.normalize("NFD", vowels)
    tone = "".join(mark for mark in letters if mark in _TONES)
    bare = [mark for mark in letters if mark not in _TONES]
    bare[place] += tone
    return nfc("".join(bare))


# --- legacy fonts ----------------------------------------------------------------------------

# TCVN 5712 (VN3, "ABC", fonts .Vn…): one byte a letter; capitals with a tone had their own fonts.
_TCVN3 = dict(
    zip(
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ¡¢£¤¥¦§",
        "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)

# VNI for Windows (fonts VNI-…): the bare vowel, then a sign for the rest; a few letters alone.
_VNI_ALONE = dict(zip("ñíìæóòôöî", "đíìỉĩịơưỵ", strict=True))
_VNI_SIGNS = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}


def _vni_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for vowel in "aeiouyôö":
        for sign, marks in _VNI_SIGNS.items():
            letter = nfc(_VNI_ALONE.get(vowel, vowel) + marks)
            if len(letter) == 1:
                pairs[vowel + sign] = letter
    pairs |= _VNI_ALONE
    small = dict(pairs)
    for code, letter in small.items():
        for typed in {code.upper(), code[0].upper() + code[1:]}:
            pairs[typed] = letter.upper()
    return pairs


_VNI = _vni_pairs()
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_WORD = re.compile(r"[^\W\d_]+")


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Return TCVN3 text (seen as Latin-1 letters) in Unicode.

    ``capitals``: the font shows small codes as capitals (fonts whose name ends in H). Without it,
    letters between capitals become capitals: "CéNG HßA" is "CỘNG HÒA".
    """
    text = text.translate(_TCVN3_TABLE)
    return text.upper() if capitals else _raise_between_capitals(text)


def from_vni(text: str) -> str:
    """Return VNI text (seen as Latin-1 letters) in Unicode."""
    return _VNI_CODE.sub(lambda match: _VNI[match[0]], text)


def _raise_between_capitals(text: str) -> str:
    # "Xã" can be either; it is XÃ when the word before or after is written in capitals.
    words = list(_WORD.finditer(text))
    sure = [_is_capital_word(word[0]) for word in words]
    pieces, end = [], 0
    for place, word in enumerate(words):
        plain = [letter for letter in word[0] if letter.isascii()]
        near = any(sure[max(place - 1, 0) : place + 2])
        capital = sure[place] or (near and len(plain) == 1 and plain[0].isupper())
        pieces += [text[end : word.start()], word[0].upper() if capital else word[0]]
        end = word.end()
    return "".join([*pieces, text[end:]])


def _is_capital_word(word: str) -> bool:
    plain = [letter for letter in word if letter.isascii()]
    if not plain or not all(letter.isupper() for letter in plain):
        return False
    return len(plain) > 1 or (len(word) > 1 and not word[0].isascii())


# --- telling them apart ----------------------------------------------------------------------

_SYLLABLE = re.compile(
    r"(?:ngh|ng(?![eêi])|nh|n|ch|c(?![eêiy])|gh|gi|g(?![eêy])|kh|k|ph|p|qu|th|tr|t|b|d|đ|h|l|m|r"
    r"|s|v|x)?"
    r"(?:(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|oa|oă|oe|oo|uâ|uê|uô|uơ|uy|uyê|uya|iê|yê|ươ|ua|ưa|ia)"
    r"(?P<coda>ch|c|ng|nh|n|m|p|t)?"
    r"|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu)"
)
_EDGES = re.compile(r"^[^\w]+|[^\w]+$|\d")
_HYPHEN_IN_WORD = re.compile(r"(?<![\w-])(?:[^\W\d_]+-[^\W\d_]*|-[^\W\d_]+)(?![\w-])")
_SURE_WORDS = 3  # a shorter text proves nothing
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")  # letters that no legacy font has


@dataclass(frozen=True, slots=True)
class Legacy:
    """Text after its letters were put right, and the way they had been stored."""

    text: str
    encoding: str  # "TCVN3", "VNI" or "" (was Unicode already)


def looks_vietnamese(text: str) -> float:
    """Return which share of the accented words of ``text`` are possible Vietnamese syllables.

    Returns 0 if there is no accented word.
    """
    words = [word for word in text.split() if not word.isascii()]
    good = sum(map(is_syllable, words))
    return good / len(words) if words else 0.0


def is_syllable(word: str) -> bool:
    """Return whether ``word`` can be a Vietnamese syllable: onset, rhyme, at most one tone."""
    word = nfc(_EDGES.sub("", word)).lower()
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in letters if mark in _TONES)
    bare = nfc("".join(mark for mark in letters if mark not in _TONES))
    found = _SYLLABLE.fullmatch(bare)
    if not found or len(tones) > 1:
        return False
    stopped = found["coda"] in {"c", "ch", "p", "t"}
    return not stopped or tones in {"\u0301", "\u0323"}


def from_font(text: str, font: str) -> Legacy:
    """Return ``text`` in Unicode if ``font`` is one of the legacy families, else unchanged."""
    name = font.lower()
    # Unicode text can stand in an old font (the system then draws it with another): left alone.
    if text.isascii() and not name.endswith("h"):
        return Legacy(text, "")
    if name.startswith(".vn") and _all_latin1(text):
        return Legacy(from_tcvn3(text, capitals=name.endswith("h")), "TCVN3")
    if name.startswith("vni") and _all_latin1(text):
        return Legacy(from_vni(text), "VNI")
    return Legacy(text, "")


def from_legacy(text: str) -> Legacy:
    """Return ``text`` in Unicode if it is plainly TCVN3 or VNI letters, else unchanged.

    It is legacy text when it makes no Vietnamese as it stands and good Vietnamese once converted.
    """
    if text.isascii() or _UNICODE_ONLY.search(text):
        return Legacy(text, "")
    sample = text[:20_000]
    words = sum(not word.isascii() for word in sample.split())
    now = looks_vietnamese(sample)
    if words < _SURE_WORDS or now > 0.5:
        return Legacy(text, "")
    tries = [("TCVN3", _from_printed_tcvn3), ("VNI", from_vni)]
    scored = [(_score(convert(sample), words), name, convert) for name, convert in tries]
    best, name, convert = max(scored, key=lambda one: one[0])
    if best < 0.75 or best < now + 0.35:
        return Legacy(text, "")
    return Legacy(convert(text), name)


def _from_printed_tcvn3(text: str) -> str:
    """Convert TCVN3 text that may have been printed to PDF, where its ư became a hyphen."""

    def restored(word: re.Match[str]) -> str:
        with_letter = word[0].replace("-", "ư")
        return with_letter if is_syllable(with_letter) else word[0]

    return _HYPHEN_IN_WORD.sub(restored, from_tcvn3(text))


def _score(text: str, words_before: int) -> float:
    # Counted against the words that were accented before: a table that turns accents into nothing
    # must not win.
    good = sum(is_syllable(word) for word in text.split() if not word.isascii())
    return min(good / words_before, looks_vietnamese(text))


def _all_latin1(text: str) -> bool:
    return all(letter < "\u0100" or unicodedata.category(letter)[0] in "PS" for letter in text)
