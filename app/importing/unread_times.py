"""Words of time that set a limit but give no day: told with a doubt, not passed over."""

from __future__ import annotations

import re

from app.domain.phrases import phrase
from app.importing.phrases import inside

NOT_UNDERSTOOD = phrase("Không hiểu được chữ ghi thời hạn")
AFTER = phrase("“Từ …”, “Sau …” là mốc bắt đầu, không phải hạn hoàn thành")
PART_OF = phrase("Hạn nằm trong một phần của tháng, quý hoặc năm; chưa rõ ngày nào")

_WITH_YEAR = r"(?:\s*(?:/|,?\s*nam)\s*20\d\d)"
_NAMED_PART = (
    r"(?:(?:tuan|dot|ky)\s*(?:thu\s*)?(?:\d|[iv]+|nhat|hai|ba|tu|dau(?: tien)?|cuoi)"
    r"|nua dau|nua cuoi|thuong tuan|trung tuan|ha tuan)"
)
_BARE_PART = r"(?:dau|giua)"  # in a sentence only behind a word that sets a limit
_OF = r"\s*(?:cua\s*)?"
BEFORE_SPAN = re.compile(rf"\b(?:{_NAMED_PART}|{_BARE_PART}){_OF}$")
"""What makes a month, quarter or year behind it a part of one; for folded text."""
_PART = re.compile(
    rf"\b(?:trong |vao |hoan thanh |xong )*(?:{_NAMED_PART}"
    rf"|(?:(?<=trong )|(?<=vao )|(?<=thanh )){_BARE_PART}){_OF}"
    r"(?:thang\s*\d{1,2}|quy\s*(?:iv|i{1,3}|[1-4]))(?!\d)"
    rf"{_WITH_YEAR}?"
)
_AFTER = re.compile(
    r"\b(?:ke tu |tu )?sau\s+(?:ngay\s*)?\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]\s*20\d\d"
    rf"|thang\s*\d{{1,2}}{_WITH_YEAR})"
    rf"|\bsau\s+(?:het\s+)?(?:thang\s*\d{{1,2}}|quy\s*(?:iv|i{{1,3}}|[1-4])){_WITH_YEAR}"
    r"|(?<!hieu luc )(?<!thi hanh )(?<!ke )\b(?:ke tu|bat dau tu|tu)\s+ngay\s*\d{1,2}\s*[/.-]"
    r"\s*\d{1,2}\s*[/.-]\s*20\d\d(?!\s*(?:den|toi|-|–))"
)
_CUE = re.compile(
    r"\b(?:truoc|cham nhat|muon nhat|hoan thanh|xong|thoi han|thoi gian (?:hoan thanh|thuc hien)"
    r"|den het)(?:\s+(?:trong|truoc|vao|la|den|ngay|thang|quy))*\s*:?\s*"
    r"(?:(?<=ngay )|(?<=thang )|(?<=quy )|(?=\d))"
    r"[\dolvi|]{1,2}\s?[/.-]\s?[\dolvi|/.\- ]*[\dol]"
)


def unread(text: str, folded: str, cited: list[tuple[int, int]]) -> tuple[str, str]:
    """Return (words, doubt) of a limit in a text where none was read; else ("", "")."""
    for pattern, doubt in ((_PART, PART_OF), (_CUE, NOT_UNDERSTOOD), (_AFTER, AFTER)):
        for match in pattern.finditer(folded):
            if not inside(match.end() - 1, cited):
                return text[match.start() : match.end()].strip(" ,;."), doubt
    return "", ""
