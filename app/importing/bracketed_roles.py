"""Who does what, said in brackets behind the task: "(Sở A chủ trì; Sở B, Sở C phối hợp)"."""

from __future__ import annotations

import re

from app.domain.text import fold
from app.importing.agencies import AgencyReader, Mention

_BRACKET = re.compile(r"\((?P<words>[^()]{6,400})\)")
_CLAUSE = re.compile(r"\s*[;.]\s*|,\s*(?=phoi hop\b)")
_LABEL = re.compile(
    r"\W*(?:do\s+|giao\s+)?(?:(?:don vi|co quan|cap)\s+)?(?P<role>chu tri|phoi hop)?"
    r"(?:\s+(?:thuc hien|voi))?\s*[:-]?\s*(?:do\s+|giao\s+)?"
)
_CHAIRS = re.compile(r"\s*(?:la |lam )?(?:co quan |don vi )?chu tri\b")
_JOINS = re.compile(r"\s*(?:cung )?phoi hop\b")


def bracketed(text: str, reader: AgencyReader) -> tuple[list[Mention], list[Mention]]:
    """Return (lead, coordinating) of the first brackets that say who is to lead."""
    folded = fold(text)
    for bracket in _BRACKET.finditer(folded):
        if "chu tri" not in bracket["words"]:
            continue
        lead: list[Mention] = []
        joint: list[Mention] = []
        start, end = bracket.span("words")
        cuts = [match.span() for match in _CLAUSE.finditer(folded, start, end)]
        begins = [start, *(cut[1] for cut in cuts)]
        ends = [*(cut[0] for cut in cuts), end]
        for begin, stop in zip(begins, ends, strict=True):
            named, role = _clause(text[begin:stop], folded[begin:stop], reader)
            if role == "chu tri":
                lead += named
            elif role:
                joint += named
        if lead:
            return lead, joint
    return [], []


def _clause(text: str, folded: str, reader: AgencyReader) -> tuple[list[Mention], str]:
    """Return the agencies of one clause, and what they do ("" if nothing is said)."""
    label = _LABEL.match(folded)
    named, end = reader.list_at(text, label.end() if label else 0)
    if not named:
        return [], ""
    if label and label["role"]:
        return named, label["role"]
    if _CHAIRS.match(folded, end):
        return named, "chu tri"
    return named, "phoi hop" if _JOINS.match(folded, end) else ""
