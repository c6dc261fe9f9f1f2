"""Where the name of an agency ends that nobody knows: before a task, or with its cell.

A name is a type word ("Sở", "Công ty"), words with capitals, and behind each of them the small
letters of a compound ("Khai thác công trình thủy lợi"). No list can hold all verbs; but the name of
a place ends a name, a number is counted by a verb, and a known name is not made longer by a verb.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from app.importing import agency_words as words
from app.importing.letters import UPPER

PLACES = (
    "an giang|bac ninh|bac giang|bac kan|bac lieu|ba ria - vung tau|ben tre|binh dinh|binh duong"
    "|binh phuoc|binh thuan|ca mau|can tho|cao bang|da nang|dak lak|dak nong|dien bien|dong nai"
    "|dong thap|gia lai|ha giang|ha nam|ha noi|ha tinh|hai duong|hai phong|hau giang|hoa binh"
    "|hung yen|khanh hoa|kien giang|kon tum|lai chau|lam dong|lang son|lao cai|long an|nam dinh"
    "|nghe an|ninh binh|ninh thuan|phu tho|phu yen|quang binh|quang nam|quang ngai|quang ninh"
    "|quang tri|soc trang|son la|tay ninh|thai binh|thai nguyen|thanh hoa|thua thien hue|hue"
    "|tien giang|ho chi minh|tra vinh|tuyen quang|vinh long|vinh phuc|yen bai"
    "|viet nam|tay nguyen|nam bo|bac bo|trung bo|da lat|nha trang|bao loc"
)
"""Provinces and cities, those before the mergers of 2025 too, and regions; folded."""

REGIONS = frozenset(
    ("tay nguyen", "nam bo", "bac bo", "trung bo", "tay bac", "dong bac", "mien trung", "mien nui",
     "tay nam bo", "dong nam bo", "bac trung bo", "nam trung bo", "dong bang song cuu long",
     "dong bang song hong")
)  # fmt: skip
"""Regions, which hold several provinces; folded."""

_PLACE_ENDS = re.compile(rf"\b(?:{PLACES})$")
_GOES_ON = re.compile(  # what goes on in a name behind a known one or a place
    r"(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|dac khu|cap(?! \d)|cac"
    r"|thuoc|truc thuoc|cua|va|khu vuc"
    r"|trung uong|ve|co so|vung|nuoc|nghiep vu|lien quan|tren dia ban|so \d|chi nhanh"
    r"|dia phuong|quoc gia|nhan dan|da khoa|[-–&])(?!\w)"
)
_NUMBERED = re.compile(  # words that take a number inside a name
    r"\b(?:khu vuc|so|vung|khu|phuong|quan|huyen|xa|co so|khoa|doi|to|du an|tuyen|hang|cap|loai"
    r"|doan|phong|ban|thang|nam|quy|ngay|cum|lien doan|trung doan|su doan|trai|tram|va|tu|den|thu)$"
)
_COUNTS = re.compile(r"(?P<verb>[^\W\d_]+)\s+(?:tren |them |it nhat |toi thieu )?\d")
_PARTED = re.compile(r"\s*[,/]\s*(?:(?:va|cung)\s+)?|\s+(?:va|cung)\s+|\s+[-–]\s+")
_OTHERS = re.compile(
    r"(?:don vi|co quan|dia phuong|so(?! (?:lieu|hoa))|nganh|ban(?! do)"
    r"|ubnd|uy ban|doan the|doanh nghiep|to chuc"
    r"|chu dau tu|nha thau|lien quan)\b"
)
_ORDERS = re.compile(
    r"[\s,]+(?:chu tri|phoi hop|dau moi|tham muu|bao cao|thuc hien|trien khai|ra soat"
    r"|hoan thanh|trinh(?= (?:ubnd|uy ban|chu tich|tinh|bo truong|cap))"
    r"|don doc|theo doi|de xuat|tong hop|chiu trach nhiem|co trach nhiem|lam dau moi|la dau moi"
    r"|khan truong)\b"
)


def ends_with_place(folded: str, start: int, end: int) -> bool:
    """Return whether the name from ``start`` to ``end`` ends with the name of a place."""
    return bool(_PLACE_ENDS.search(folded, start, end))


def goes_on(folded: str, at: int) -> bool:
    """Return whether the small letters at ``at`` go on in a name that could have ended before."""
    return bool(_GOES_ON.match(folded, at))


def counts(text: str, folded: str, before: int, at: int) -> bool:
    """Return whether the word at ``at`` counts something, as a verb does: "… lắp 20 camera".

    ``before`` is where the name so far ends: behind a single capital the word is the second
    syllable of a name ("Khuyến nông 2").
    """
    found = _COUNTS.match(folded, at)
    if not found or _NUMBERED.search(folded, 0, found.end("verb")):
        return False
    last = text[:before].rsplit(None, 2)[-2:]
    one_capital = last[-1][:1].isupper() and not last[0][:1].isupper()
    return not one_capital


def of_head(text: str, folded: str, start: int) -> bool:
    """Return whether a name with a capital type word begins at ``start``; no collective."""
    if words.PLURAL.match(folded, start) or words.COMMUNES.match(folded, start):
        return False
    return text[start : start + 1].isupper() and bool(words.HEAD.match(folded, start))


def end_in_cell(folded: str, position: int, limit: int, begins: Callable[[int], bool]) -> int:
    """Return where a name ends that stands in a cell of nothing but names.

    Args:
        folded: the cell.
        position: where the type word ends.
        limit: the first sign that no name goes past.
        begins: says whether another agency begins at a place.
    """
    order = _ORDERS.search(folded, position, limit)
    reach = order.start() if order else limit
    for parted in _PARTED.finditer(folded, position, reach):
        after = parted.end()
        if words.PLURAL.match(folded, after) or _OTHERS.match(folded, after):
            return parted.start()
        if begins(after):
            return parted.start()
    return reach


def lower_follows(text: str, end: int) -> bool:
    """Return whether a word in small letters follows at ``end``."""
    return bool(re.compile(rf"\s+(?!{UPPER})[^\W\d_]").match(text, end))
