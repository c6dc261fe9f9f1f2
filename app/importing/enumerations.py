"""Several tasks that one paragraph counts up for one agency, each with its own time limit.

"Sở A: (1) … quý II/2026; (2) … trước ngày 15/11/2026" and "Sở B có trách nhiệm: … trước 30/5; …
trước 30/9" are as many tasks as there are limits; points that share one limit are steps of one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from app.domain.text import fold
from app.importing.agencies import AgencyReader, unique
from app.importing.roles import Roles, read_roles
from app.importing.time_limits import read_time
from app.importing.time_records import Clock

_MARKER = re.compile(r"(?:(?<=[:;.,])\s*|^\s*)\(?(?P<mark>\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s+(?=\w)")
_ORDERS = (
    tuple(str(n) for n in range(1, 31)),
    tuple("abcdefghijklmnopqrstuvwxyz"),
    tuple("abcdđeghiklmnopqrstuvxy"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
)
_INSTALMENT = re.compile(r"\W*(?:lan|dot|giai doan|nam|quy|thang|ky|buoc|truoc|ngay|\d)\b")
_PART = re.compile(r";\s+")
_NOBODY_KNOWS = Clock()  # whether a limit is set does not depend on the year


def enumerated(text: str, roles: Roles, reader: AgencyReader) -> list[tuple[str, Roles]]:
    """Return (words, roles) of each task that a paragraph counts up; [] if it is one task.

    Args:
        text: a paragraph, or the part of it that is given to one lead.
        roles: who is named in it; its lead and who coordinates hold for every part.
        reader: finds agencies.
    """
    start, parts = _marked(text) or _after_colon(text, roles)
    if not parts:
        return []
    head = read_roles(text[:start], reader)
    lead = head.lead or roles.lead
    found = []
    for part in parts:
        own = read_roles(part, reader)
        if own.lead:
            found.append((part, own))
            continue
        leading = {mention.name for mention in lead}
        joint = unique(m for m in [*head.coordinating, *own.coordinating] if m.name not in leading)
        shared = replace(own, lead=lead, coordinating=joint, leader=own.leader or head.leader)
        shared.chairs_with = head.chairs_with or own.chairs_with
        found.append((part, shared))
    return found


def _marked(text: str) -> tuple[int, list[str]] | None:
    """Return where "(1)" begins and the parts behind "(1)", "(2)", …, or None."""
    marks = list(_MARKER.finditer(text))
    counted = tuple(mark["mark"] for mark in marks)
    if len(counted) < 2 or not any(order[: len(counted)] == counted for order in _ORDERS):
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [text[mark.end() : end].strip(" ;,") for mark, end in zip(marks, ends, strict=True)]
    return (marks[0].start(), parts) if sum(map(_sets_limit, parts)) > 1 else None


def _after_colon(text: str, roles: Roles) -> tuple[int, list[str]]:
    """Return where the work begins and its parts, if each sets its own limit, else no parts."""
    start = roles.body
    if not roles.lead or not text[:start].rstrip().endswith(":"):
        return 0, []
    cuts = [match.end() for match in _PART.finditer(text, start)]
    parts = [text[a:b].strip(" ;") for a, b in pairwise([start, *cuts, len(text)])]
    if len(parts) < 2 or not all(_is_task(part) for part in parts):
        return 0, []
    return start, parts


def _is_task(part: str) -> bool:
    """Return whether a part sets a day of its own; what returns is part of one duty."""
    limit = read_time(part, _NOBODY_KNOWS).limit
    return bool(limit.text) and not limit.recurrence and not _INSTALMENT.match(fold(part))


def _sets_limit(part: str) -> bool:
    return bool(read_time(part, _NOBODY_KNOWS).limit.text)
