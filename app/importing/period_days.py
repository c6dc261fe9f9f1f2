"""Days that return: "trước ngày 20 hằng tháng", "hằng quý, chậm nhất ngày 05 tháng sau".

Such a day has no year, and often no month; it belongs to the words of the recurrence and is no
limit by itself.
"""

from __future__ import annotations

import re

_BY = r"(?:truoc|cham nhat(?: la)?|muon nhat(?: la)?|vao|xong)"
_NO_YEAR = r"(?!\d|\s*[/.-]\s*\d|\s*nam\s*\d)"
_NUMBER = rf"\d{{1,2}}(?:\s*/\s*\d{{1,2}}|\s*thang\s*\d{{1,2}})?{_NO_YEAR}"
_OF = (
    r"(?:\s*(?:cua\s+)?(?:thang|quy|ky|nam)\s+(?:cuoi(?: cung)?|dau(?: tien)?|sau|ke tiep|lien ke"
    r"|tiep theo|bao cao)(?:\s+(?:cua\s+)?(?:moi\s+)?(?:quy|ky|nam)(?:\s+(?:sau|bao cao))?)?)?"
)
_DAY = rf"(?:(?:{_BY}\s*(?:{_BY}\s+|den\s+)?)?ngay\s*|{_BY}\s*(?=\d+\s*/)){_NUMBER}{_OF}"
_DAYS = rf"{_DAY}(?:\s*(?:,|;|va|hoac)\s*(?:{_DAY}|{_NUMBER}))*"
_WEEKDAY = (
    rf"(?:(?:{_BY}|truoc)\s+)?(?:(?:ngay|sang|chieu|trua)\s+)?"
    r"(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\b"
)
_BEFORE = re.compile(rf"(?:dinh ky\s*,?\s*)?(?:(?:\(?{_DAYS}\)?|{_WEEKDAY})\s*(?:cua\s+)?)?$")
_AFTER = re.compile(rf"\s*[,(]?\s*(?:{_DAYS}\s*\)?|(?<=tuan[ ,]){_WEEKDAY}|(?<=tuan, ){_WEEKDAY})")
_EVERY = r"(?:hang|moi)\s+(?:thang|quy|nam)"

RETURNING_DAY = re.compile(
    rf"{_DAYS}\s*(?:cua\s*)?{_EVERY}"
    rf"|(?:{_EVERY}|dinh ky (?:\w+\s){{0,2}}(?:thang|quy|nam))\s*[,(]?\s*{_DAYS}"
)
"""A day beside the words of its recurrence, in folded text."""


def with_days(folded: str, clause: int, every: tuple[int, int]) -> tuple[int, int]:
    """Return where words of a recurrence begin and end with the days that belong to them.

    Args:
        folded: the text.
        clause: where the clause begins before which no day is looked for.
        every: where "hằng tháng" begins and ends.
    """
    before = _BEFORE.search(folded, clause, every[0])
    after = _AFTER.match(folded, every[1])
    return before.start() if before else every[0], after.end() if after else every[1]
