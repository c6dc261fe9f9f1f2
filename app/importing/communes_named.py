"""Lists of places behind one office: "UBND các xã A, B", "UBND các phường 1, 2, 3 Bảo Lộc"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.importing import agency_words as words
from app.importing.letters import NAME, NUMBER_OF_PLACE
from app.importing.name_ends import PLACES, REGIONS
from app.importing.phrases import verb_at

_OPENS = re.compile(
    r"(?:(?:chu tich|bi thu)\s+)?(?P<office>ubnd|uy ban nhan dan|hdnd|dang uy)\s+(?P<all>cac\s+)?"
    r"(?P<kind>(?:xa|phuong|huyen|thi xa|thanh pho|tinh)"
    r"(?:(?:\s*,\s*|\s+va\s+)(?:xa|phuong|dac khu))*)"
    r"(?P<colon>\s*:\s*|\s+)"
)
_PLACE = re.compile(
    rf"(?:(xã|phường|thị trấn|đặc khu|tỉnh|thành phố)\s+)?"
    rf"((?:\d{{1,2}}(?!\d)\s*)?(?:{NAME}{NUMBER_OF_PLACE}?)?)"
)
_NUMBER_ALONE = re.compile(r"\d{1,2}$")
_NEXT_NUMBER = re.compile(r"\s*(?:[,;]|và\s)")
_OF_TOWN = re.compile(rf"\s+[-–]\s+(?:{PLACES})(?!\w)")  # "phường Xuân Hương - Đà Lạt"
_LIKE_HEADS = tuple(  # places whose first word differs from an office's only by its marks
    f"{word} "
    for word in (
        "Bảo", "Bản", "Bàn", "Bồ", "Bố", "Bó", "Vũ", "Viên", "Đại", "Phong", "Đoan", "Đồi", "Tô",
        "Quy", "Quý", "Quỳ", "Hồi", "Hợi", "Cúc", "Thành", "Thạnh",
    )
)  # fmt: skip
_OFFICES = {"hdnd": "HĐND", "dang uy": "Đảng ủy"}


@dataclass(frozen=True, slots=True)
class Commune:
    """One of the offices that a list names, with where its words stand."""

    name: str
    start: int
    end: int


def communes_at(text: str, folded: str, start: int) -> list[Commune]:
    """Return the office of each place in the list that begins at ``start``, [] if none does."""
    named = _OPENS.match(folded, start)
    if not named or not (":" in named["colon"] or named["all"]):
        return []
    office = _OFFICES.get(named["office"], "UBND")
    kind = text[named.start("kind") : named.end("kind")].lower()
    found: list[Commune] = []
    kinds: list[str] = []
    position = named.end()
    while match := _PLACE.match(text, position):
        if not _is_place(text, folded, match, first=not found):
            break
        kind = match[1] or kind
        town = _OF_TOWN.match(folded, match.end())
        end = town.end() if town else match.end(2)
        place = text[match.start(2) : end].strip()
        end = match.start(2) + len(text[match.start(2) : end].rstrip())
        found.append(Commune(place, position if found else start, end))
        kinds.append(f"{office} {kind}")
        parted = words.SEPARATOR.match(folded, end)
        if not parted:
            break
        position = parted.end()
    names = _with_towns([each.name for each in found])
    return [
        Commune(f"{kind} {name}", each.start, each.end)
        for kind, name, each in zip(kinds, names, found, strict=True)
    ]


def _is_place(text: str, folded: str, match: re.Match[str], *, first: bool) -> bool:
    at = match.start(2)
    if not match[2].strip() or words.COMMUNES.match(folded, at):
        return False
    if words.HEAD.match(folded, at) and not match[2].startswith(_LIKE_HEADS):
        return False
    if folded[at : match.end(2)] in REGIONS:  # "UBND các tỉnh Tây Nguyên" is no list
        return False
    if _NUMBER_ALONE.match(match[2].strip()):
        return not first or bool(_NEXT_NUMBER.match(text, match.end()))
    # "UBND các xã, phường Tập trung …": an order, no commune
    return not (verb_at(text, folded, at) and text[match.end() :].lstrip()[:1].islower())


def _with_towns(names: list[str]) -> list[str]:
    """Give "1", "2" the town that only the last of them names: "3 Bảo Lộc"."""
    whole: list[str] = []
    town = ""
    for name in reversed(names):
        number, _, rest = name.partition(" ")
        if number.isdigit():
            town = rest or town
            whole.append(f"{number} {town}".strip())
        else:
            town = ""
            whole.append(name)
    return whole[::-1]
