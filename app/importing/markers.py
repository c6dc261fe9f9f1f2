"""The number or sign before a paragraph: "I.", "1.1.", "(2)", "đ)", "-", "Chương II"."""

from __future__ import annotations

import re
import unicodedata

from app.importing.letters import UPPER

_DASHES = "-–—−‐‑\uf02d"
_DOTS = "•●▪■◦○o\uf0b7\uf0a7\uf0d8\uf0fc\uf076"  # the high ones are Word's Symbol and Wingdings
_ROMAN = r"[IVXLC]+"
_CAPITALS = (  # a word in capitals
    "[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]{2,}\\b"
)

_WORD = r"(?i:phần|chương|mục|tiểu mục|điều|phụ lục|biểu(?: mẫu)?(?: số)?|phụ biểu(?: số)?)"
_WORDED = re.compile(
    rf"(?P<head>{_WORD}\s+(?:(?i:thứ)\s+\w+|(?:số\s+)?(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z])\b)"
    r"|(?i:phụ lục)(?=\s*$))"
    rf"(?:\s*[.:)]\s*|\s*[-–]\s+|\s*$|\s+(?={_CAPITALS}))"
)
_HEAD = re.compile(rf"{_WORD}\b")
_TYPED = re.compile(
    rf"""(?P<marker>
        \(\s?(?:\d{{1,3}}|[a-zđ]|{_ROMAN}|[ivx]+)\s?\)        # (1) (a) (II)
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?:\.|\)|(?=\s+{UPPER}))  # 1.1. 2.3.1 with a capital
      | \d{{1,3}}(?:\.|\)|/)(?!\d)                            # 1. 1) 1/
      | (?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|{_ROMAN})[-–](?=\s+[^\W\d_])  # 1- 2.1- II- (Party)
      | {_ROMAN}(?:\.\d{{1,2}})*(?:\.|\)|/(?=\s)|(?=\s+[-–]\s))     # I. II) III -
      | (?!VI\b|XI\b){_ROMAN}(?=\s+{_CAPITALS})                # IV TÊN, but not VI PHẠM, XI MĂNG
      | [ivx]{{2,5}}\)
      | [A-ZĐ](?:\.\d{{1,2}})*(?:[.)]|/(?=\s))                           # A. B)
      | [a-zđ]\d?(?:\.\d{{1,2}})*(?:\)|\.(?=\s)|/(?=\s))      # a) đ) a1) a.1) b.
      | [{_DASHES}](?=\s|[^\W\d_])                            # - and the dashes that Word makes
      | \+(?=\s|[^\W\d_])
      | [*](?=\s+\S|[^\W\d_])
      | [{_DOTS}](?=\s)
    )\s*(?=\S)""",
    re.VERBOSE,
)
# What looks like a point and is none: an initial before a name, a day, a sum.
_NO_POINT = re.compile(r"[A-ZĐ]\.\s?[A-ZĐ]\.|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,3}/\s?\d")


def split_marker(text: str) -> tuple[str, str]:
    """Return ("1.", "Sở Tài chính …") for "1. Sở Tài chính …"; no marker: ("", text).

    ``text`` is clean (`unicode_forms.clean`). A dash of any kind is given as "-", a bullet as "•".
    """
    worded = _WORDED.match(text)
    if worded and text[0].isupper():
        return worded["head"], text[worded.end() :]
    found = _TYPED.match(text)
    if not found or _NO_POINT.match(text):
        return "", text
    rest = text[found.end() :]
    if found["marker"][-1].isalpha():  # "III - NHIỆM VỤ"
        rest = rest.lstrip("-– ")
    return plain_sign(found["marker"]), rest


def plain_sign(marker: str) -> str:
    """Return the marker without spaces in brackets, dashes as "-" and bullets as "•"."""
    marker = marker.strip()
    if len(marker) == 1 and marker in _DASHES:
        return "-"
    if len(marker) == 1 and (marker in _DOTS or unicodedata.category(marker) == "Co"):
        return "•"  # a sign of a picture font can be any of its bullets
    return re.sub(r"\(\s+|\s+\)", lambda found: found[0].strip(), marker)


def is_heading_marker(marker: str) -> bool:
    """Return whether ``marker`` names a part of the document (Chương, Phụ lục …)."""
    return bool(_HEAD.match(marker))
