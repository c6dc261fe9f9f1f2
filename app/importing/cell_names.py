"""Names in a cell of agencies that no pattern knows: "TKV, PVN", "Cảng HKQT Phú Bài", "Petrolimex".

In a column of agencies whatever is written as a name is one: it is proposed as new, never dropped.
"""

from __future__ import annotations

import re

from app.domain.phrases import capital
from app.domain.text import fold
from app.importing import agency_words as words
from app.importing.letters import UPPER, WORD
from app.importing.phrases import verb_at

_BEGINS = re.compile(r"[\s,;/.]*(?:(?:và|cùng|&|-|–|\+|•)\s+)?")
_ENDS = re.compile(rf"[;,:()\[\]\n/]|\.\s|\s[-–]\s|\s(?:và|&|cùng)\s+(?={UPPER})")
_NO_NAME = re.compile(  # words of cells that name nobody
    r"(?:nhu|nt\b|theo|khong|co(?! quan| so)\b|chua|tat ca|toan|cung|dong chi|d/c|ong|ba|mot so"
    r"|ngoai ra|trong do|thoi (?:gian|han)|truoc|sau|thang|quy (?:[iv]+|\d)|nam \d|lien quan|khac"
    r"|neu|ghi chu|cac|nguoi|nhiem vu|noi dung|hoan thanh|da |dang |qua |tuy |khi |de |la |va "
    r"|bao cao|ke hoach|thuong xuyen|hang |dinh ky|yeu cau|giao )(?!\w)"
)
_FEWEST_LETTERS = 2
_MOST_WORDS = 10
_COMMUNE = re.compile(
    r"(?i)(?P<office>(?:(?:UBND|HĐND|Đảng ủy|Đảng uỷ|Công an)\s+)?)(?P<kind>xã|phường|đặc khu)\s+\S"
)
_NAMES_ALONE = re.compile(
    rf"(?:(?P<kind>xã|phường|đặc khu)\s+)?"
    rf"(?P<name>{WORD}(?:\s+{WORD}){{0,4}}(?:\s+\d{{1,2}}(?!\d))?)"
)
_BRAND = re.compile(rf"{UPPER}{{3,8}}(?!\w)|(?P<word>{UPPER}[a-z]{{3,}})(?!\w)")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|kh|gh|gi|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_NO_PLACE = re.compile(
    r"(?:Đồng|Kế|Quyết|Nghị|Báo|Dự|Đề|Phương|Chương|Tờ|Hồ|Chỉ|Danh|Văn|Thông|Kết|Công) "
    rf"(?!{UPPER})"
)


def bare_name_at(text: str, position: int) -> tuple[int, int] | None:
    """Return where a name begins and ends that stands at ``position`` of a cell, or None.

    It begins with a capital at the beginning of the cell or behind a separator; words that hand
    work over, refer ("Như trên") or tell a time are none.
    """
    start = _behind_separator(text, position)
    before = text[:start].rstrip()
    if start >= len(text) or not text[start].isupper() or before.endswith("("):
        return None
    if position and start - position <= _spaces(text, position) and before[-1:] not in ";,./":
        return None  # goes on with what stands before it
    stop = _ENDS.search(text, start)
    end = stop.start() if stop else len(text)
    name = text[start:end].rstrip(" .*")
    if stop and stop[0] == ":":
        return None
    folded = fold(name)
    few = sum(map(str.isalpha, name)) < _FEWEST_LETTERS or len(name.split()) > _MOST_WORDS
    if few or _NO_NAME.match(folded + " ") or _opens_with_verb(name, folded):
        return None
    return start, start + len(name)


def _behind_separator(text: str, position: int) -> int:
    begins = _BEGINS.match(text, position)
    return begins.end() if begins else position


def is_brand(text: str, at: int) -> bool:
    """Return whether letters of a company stand at ``at``: "TKV", "Petrolimex" (no syllable)."""
    found = _BRAND.match(text, at)
    return found is not None and not (found["word"] and _SYLLABLE.fullmatch(found["word"].lower()))


def _spaces(text: str, position: int) -> int:
    return len(text[position:]) - len(text[position:].lstrip())


def _opens_with_verb(name: str, folded: str) -> bool:
    verb = verb_at(name, folded, 0)
    behind = name[len(verb) :].lstrip()[:1]
    return " " in verb or bool(verb and (behind.islower() or not behind))


def same_kind_of_place(text: str, start: int, before: str) -> tuple[str, int]:
    """Read "Phú Xuân" behind "UBND phường Thuận Hóa": the committee of another ward.

    Args:
        text: the list.
        start: where the words begin.
        before: the name before them.

    Returns:
        (name of the agency, where its words end); ("", start) if no such place stands there.
    """
    kind = _COMMUNE.match(before)
    name = _NAMES_ALONE.match(text, start) if kind else None
    if not kind or not name or name["name"].isupper() or _NO_PLACE.match(text, start):
        return "", start
    if not name["kind"] and " " not in name["name"]:
        return "", start
    folded = fold(text)
    if words.HEAD.match(folded, start) or words.TITLE.match(folded, start):
        return "", start
    printed_kind = name["kind"] or kind["kind"]
    whole = f"{kind['office']}{printed_kind} {name['name']}"
    return capital(whole), name.end()
