"""Which words ask somebody to do something, and where one task ends and the next begins."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from app.domain.phrases import phrase
from app.domain.text import fold
from app.importing import agency_words, phrases
from app.importing.agencies import AgencyReader
from app.importing.enumerations import enumerated
from app.importing.lines import Line
from app.importing.roles import Roles, read_roles, takes_over

AGREES = phrase("Đồng ý, ghi nhận hoặc đánh giá; không giao việc")
PAST = phrase("Đánh giá việc đã qua, không giao việc")
PURPOSE = phrase("Mục đích, yêu cầu, quan điểm chung; không giao việc")
GOAL = phrase("Mục tiêu chung, không có mức")
STATE = phrase("Nêu tình hình, kết quả; không giao việc")
MONEY = phrase("Quy định về kinh phí, hiệu lực; không giao việc")
NO_ORDER = phrase("Không có lời giao việc")
AGENTS_DO = re.compile(
    r"\W*\d+\s*%\s+(?:cac )?(?:co quan|don vi|dia phuong|so|xa|phuong|to chuc|cap uy|truong)\b"
    r"[^;.]*?\b(?:ban hanh|xay dung|to chuc|trien khai|thuc hien|dang ky|hoan thanh viec)\b"
)
""" "100% cơ quan, đơn vị ban hành kế hoạch": a figure, but agencies are to do something."""
_GIVEN = re.compile(r"\bgiao\s+(?=\S)")
_GIVES = re.compile(
    r"(?:\bgiao\s+(?:cho\s+|trach nhiem cho\s+|nhiem vu cho\s+)?|\bde nghi\s+|\byeu cau\s+"
    r"|\bphan cong\s+)"
)
_EXCEPTS = re.compile(r"(?:Riêng|riêng)\s+(?=UBND|Ủy ban|Uỷ ban|Sở|Ban|Công an)")
_WITH_TIME = re.compile(r"\b(?:xong|hoan thanh|cham nhat|truoc ngay|trong (?:thang|quy))\b")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\S)|(?<=:)\s+(?=[Gg]iao\s)")
_BY_DAY = re.compile(r"(?:truoc|cham nhat|xong|hoan thanh)[^.;]{0,20}ngay \d")
_DONE_BY_DAY = re.compile(r"(?<!\bda )\bhoan thanh[^.;]{0,20}\btruoc ngay \d")
_OF_AGENCY = re.compile(rf"\W*{agency_words.HEAD.pattern}")
_HAS_DONE = re.compile(  # by its marks: "Đà Lạt", "đa khoa" and "chữa bệnh" are folded alike
    r"[^,;:.]{2,90}?\s(?:(?:đã|(?:vẫn )?chưa)\s(?!được (?:giao|phân công))"
    r"|là đơn vị (?:hoàn thành|đạt|dẫn đầu))"
)
_STILL_TO_DO = re.compile(r"\b(?:khan truong|tiep tuc|phai|can|yeu cau|de nghi|chiu trach nhiem)\b")
_FIRST_SENTENCES = 2
_FARTHEST_LEAD = 420  # letters from the beginning of a sentence to who is to act
_READ_OF_SENTENCE = 700


def why_no_task(line: Line, text: str, roles: Roles, inherited: Roles | None) -> str:
    """Return why words ask for nothing, in Vietnamese, or "" if they ask for something.

    Args:
        line: where the words stand.
        text: a paragraph, or the part of it that is given to one lead.
        roles: who is named in the words.
        inherited: who a heading gives them to.
    """
    folded = fold(text)
    given = bool(roles.lead) and bool(_GIVEN.search(folded))
    closing = phrases.closing_reason(folded)
    if closing:
        return closing
    if phrases.agrees_only(folded) and not given:
        return AGREES
    if given or AGENTS_DO.match(folded):
        return ""
    return _why_not_here(line, folded, roles, inherited) or _why_not_said(
        line, text, folded, roles, inherited
    )


def _why_not_here(line: Line, folded: str, roles: Roles, inherited: Roles | None) -> str:
    """Return why words ask for nothing in the section where they stand."""
    about = line.section.holds()
    if about == phrases.PAST:
        return PAST
    if about == phrases.PURPOSE and not (roles.lead and _BY_DAY.search(folded)):
        return PURPOSE
    if about == phrases.TARGETS and not roles.lead and inherited is None:
        return GOAL
    return MONEY if about == phrases.MONEY and not roles.lead else ""


def _why_not_said(line: Line, text: str, folded: str, roles: Roles, inherited: Roles | None) -> str:
    """Return why words ask for nothing by how they are said."""
    verb = phrases.opens_with_verb(text, folded)
    past = phrases.tells_of_past(folded) or _has_done(text, folded)
    orders = verb or _orders_soon(text)
    if past and not orders:
        return STATE
    if roles.lead or (inherited is not None and (inherited.lead or verb)) or sets_day(folded):
        return ""
    about = line.section.holds()
    if about == phrases.OTHER and past and not (verb and _WITH_TIME.search(folded)):
        return STATE
    if about == phrases.WORK:
        return "" if orders else NO_ORDER
    return "" if verb and line.section.locator else NO_ORDER


def _has_done(text: str, folded: str) -> bool:
    """Return whether a sentence says of an agency what it has done, or has not."""
    agency = _OF_AGENCY.match(folded)
    done = agency and _HAS_DONE.match(text, agency.end())
    return bool(done) and not _STILL_TO_DO.search(folded)


def sets_day(folded: str) -> bool:
    """Return whether words set a day by which something is to be done, as no mere figure does."""
    return bool(_DONE_BY_DAY.search(folded))


def _orders_soon(text: str) -> bool:
    """Return whether one of the first sentences begins as an instruction."""
    sentences = re.split(r"(?<=[.;:])\s+", text)[:_FIRST_SENTENCES]
    return any(phrases.opens_with_verb(part, fold(part)) for part in sentences)


def segments(text: str, reader: AgencyReader, *, inherited: bool) -> list[tuple[str, Roles]]:
    """Part a paragraph that gives work to several agencies, one after the other.

    "… giao Sở A …; giao Sở B …" are two tasks, and so is what `enumerated` parts. Without
    "giao" a sentence that begins with another agency is a task of its own only where no heading
    gives the whole paragraph to somebody.
    """
    begins: list[int] = []
    leads: list[str] = []
    listed = 0  # "Sở A; Sở B tổ chức …": where a list of those who lead goes to
    for start in (0, *(match.end() for match in _SENTENCE.finditer(text))):
        part = text[start : start + _READ_OF_SENTENCE]
        if start < listed or _in_brackets(text, start):
            continue
        if start and not _begins_task(part, reader, inherited=inherited):
            continue
        roles = read_roles(part, reader)
        names = [mention.name for mention in roles.lead]
        if names and names != leads and (start == 0 or roles.body <= _FARTHEST_LEAD):
            if start and not begins and inherited and _EXCEPTS.match(part):
                begins.append(0)  # what stands before is still given to those of the heading
            begins.append(start)
            leads = names
            listed = start + roles.body
    cuts = [0, *begins[1:], len(text)]
    pieces = [text[a:b].strip() for a, b in pairwise(cuts)] if len(begins) > 1 else [text]
    found: list[tuple[str, Roles]] = []
    for piece in pieces:
        roles = read_roles(piece, reader)
        if not roles.lead and len(begins) == 1 and not _orders_soon(text[: begins[0]]):
            later = read_roles(text[begins[0] :], reader)
            roles = replace(later, body=later.body + begins[0], leader=roles.leader or later.leader)
        found += enumerated(piece, roles, reader) or [(piece, roles)]
    return found


def _in_brackets(text: str, position: int) -> bool:
    return text.count("(", 0, position) > text.count(")", 0, position) and ")" in text[position:]


def _begins_task(part: str, reader: AgencyReader, *, inherited: bool) -> bool:
    if _GIVES.match(fold(part[:60])) or _EXCEPTS.match(part):
        return True
    if inherited:
        return False
    named, end = reader.list_at(part, 0)
    acts = bool(named) and bool(re.search(r"\w", part[end:]))
    return acts and takes_over(part, fold(part), end)
