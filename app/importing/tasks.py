"""Tasks: which paragraphs and rows ask somebody to do something, and what exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.text import fold
from app.domain.time_limit import TimeLimitKind
from app.importing import phrases, roles as role_rules
from app.importing.agencies import AgencyReader, Mention, unique
from app.importing.letters import UPPER
from app.importing.names import Names
from app.importing.outline import Line, Section
from app.importing.products import product_in
from app.importing.proposals import Doubt, Target, TaskProposal
from app.importing.roles import (
    Roles,
    agencies_of_cell,
    leader_of_cell,
    read_roles,
    roles_of_heading,
)
from app.importing.tables import Column, Row, Table
from app.importing.targets import figures
from app.importing.time_limits import Clock, read_time, read_time_cell
from app.importing.titles import title_of

NO_LEAD = "Văn bản không nêu cơ quan chủ trì ở đoạn này"
FROM_OPENING = "Không nêu cơ quan; lấy theo câu giao việc đứng trước"
FROM_ABOVE = "Ô để trống; lấy theo hàng trên"
NEW_AGENCY = "Chưa có trong danh mục: {name}"
SECRET = "Thuộc diện bảo vệ bí mật nhà nước; chỉ giữ tên công khai"
_SECRET = re.compile(
    r"(?:che do|quy dinh|bao dam|dung)\b[^.;]{0,60}\bbao ve bi mat nha nuoc|\bche do mat\b|\btai lieu mat\b"
)
_ABOUT_SECRECY = re.compile(
    r"(?:cong tac|phap luat ve|luat|tuyen truyen[^.;]{0,30}) bao ve bi mat nha nuoc"
)
_GIVES = re.compile(
    r"(?:\bgiao\s+(?:cho\s+|trach nhiem cho\s+|nhiem vu cho\s+)?|\bde nghi\s+|\byeu cau\s+|\bphan cong\s+)"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\S)|(?<=:)\s+(?=[Gg]iao\s)")
_BULLETS = re.compile(rf"\s*\n\s*(?:[-+•*]\s+)|(?<=[.;:])\s+[-+•]\s+(?={UPPER})|^\s*[-+•]\s+")
_CRITERIA = re.compile(
    r"(?:noi dung,? tieu chi[^:\n]*|noi dung|nhiem vu|gom|bao gom|cu the)\s*:\s*$"
)
AGENTS_DO = re.compile(
    r"\W*\d+\s*%\s+(?:cac )?(?:co quan|don vi|dia phuong|so|xa|phuong|to chuc|cap uy|truong)\b[^;.]*?"
    r"\b(?:ban hanh|xay dung|to chuc|trien khai|thuc hien|dang ky|hoan thanh viec)\b"
)


@dataclass(slots=True)
class Reading:
    """What reading tasks needs to know all the time."""

    reader: AgencyReader
    names: Names
    clock: Clock


@dataclass(slots=True)
class _Draft:
    words: str
    roles: Roles
    inherited: Roles | None = None
    suffix: str = ""
    doubts: list[Doubt] = field(default_factory=list)


# --- what gives work to whom, in headings --------------------------------------------------------


def given_by_heading(line: Line, reading: Reading) -> Roles | None:
    """Return the roles that a heading gives to all that follows it, or None."""
    found = roles_of_heading(line.text, reading.reader)
    if found.lead or found.coordinating:
        return found
    return None


def around(section: Section, given: dict[int, Roles]) -> Roles | None:
    """Return the roles that hold in a section: its own, or those of the nearest around it."""
    return next((given[id(node)] for node in section.path() if id(node) in given), None)


# --- paragraphs ----------------------------------------------------------------------------------


def segments(text: str, reading: Reading, *, inherited: bool) -> list[tuple[str, Roles]]:
    """Part a paragraph that gives work to several agencies, one after the other.

    "… giao Sở A …; giao Sở B …" are two tasks. Without "giao" a sentence that begins with another
    agency is a task of its own only where no heading gives the whole paragraph to somebody.
    """
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
    found: list[tuple[int, Roles]] = []
    for start in starts:
        part = text[start : start + 700]
        if (
            start
            and not _GIVES.match(fold(part[:60]))
            and (inherited or not _agency_first(part, reading))
        ):
            continue
        roles = read_roles(part, reading.reader)
        if roles.lead and (start == 0 or roles.body <= 420):
            names = [mention.name for mention in roles.lead]
            if not found or names != [mention.name for mention in found[-1][1].lead]:
                found.append((start, roles))
    if len(found) < 2:
        return [(text, read_roles(text, reading.reader))]
    pieces = []
    for n, (start, _roles) in enumerate(found):
        end = found[n + 1][0] if n + 1 < len(found) else len(text)
        begin = 0 if n == 0 else start
        piece = text[begin:end].strip()
        pieces.append((piece, read_roles(piece, reading.reader)))
    return pieces


def _agency_first(part: str, reading: Reading) -> bool:
    named, end = reading.reader.list_at(part, 0)
    return (
        bool(named)
        and bool(re.search(r"\w", part[end:]))
        and role_rules.takes_over(part, fold(part), end)
    )


def is_task(line: Line, text: str, roles: Roles, inherited: Roles | None) -> tuple[bool, str]:
    """Return (whether a piece of a paragraph asks for something, why not)."""
    folded = fold(text)
    closing = phrases.closing_reason(folded)
    if closing:
        return False, closing
    about = line.section.holds()
    given = bool(re.search(r"\bgiao\s+(?=\S)", folded)) and bool(roles.lead)
    verb = phrases.opens_with_verb(text, folded)
    if phrases.agrees_only(folded) and not given:
        return False, "Đồng ý, ghi nhận hoặc đánh giá; không giao việc"
    if given:
        return True, ""
    if about == phrases.PAST:
        return False, "Đánh giá việc đã qua, không giao việc"
    if about == phrases.PURPOSE and not (roles.lead and read_time_quick(folded)):
        return False, "Mục đích, yêu cầu, quan điểm chung; không giao việc"
    if about == phrases.TARGETS and not roles.lead and inherited is None:
        if AGENTS_DO.match(folded):
            return True, ""
        return False, "Mục tiêu chung, không có mức"
    if phrases.tells_of_past(folded) and not verb and not _orders_anywhere(text):
        return False, "Nêu tình hình, kết quả; không giao việc"
    if roles.lead:
        return True, ""
    if about == phrases.MONEY:
        return False, "Quy định về kinh phí, hiệu lực; không giao việc"
    if inherited is not None and (inherited.lead or verb):
        return True, ""
    if about == phrases.OTHER and phrases.tells_of_past(folded):
        return False, "Nêu tình hình, kết quả; không giao việc"
    if verb or (about == phrases.WORK and _orders_anywhere(text)):
        if about == phrases.OTHER and not line.section.locator:
            return False, "Lời dẫn, không giao việc"
        return True, ""
    return False, "Không có lời giao việc"


def read_time_quick(folded: str) -> bool:
    """Return whether a paragraph sets a day ("trước ngày …")."""
    return bool(re.search(r"(?:truoc|cham nhat|xong|hoan thanh)[^.;]{0,20}ngay \d", folded))


def _orders_anywhere(text: str) -> bool:
    """Return whether one of the first sentences begins as an instruction."""
    sentences = re.split(r"(?<=[.;:])\s+", text)[:2]
    return any(phrases.opens_with_verb(part, fold(part)) for part in sentences)


def paragraph_tasks(
    line: Line, inherited: Roles | None, fallback: bool, reading: Reading
) -> tuple[list[TaskProposal], str]:
    """Return the tasks of a paragraph, or why there are none."""
    drafts: list[_Draft] = []
    reason = ""
    shared = inherited if inherited is not None and not fallback else None
    for words, found in segments(
        line.text, reading, inherited=shared is not None and bool(shared.lead)
    ):
        wanted, why = is_task(line, words, found, None if fallback else inherited)
        if wanted:
            drafts.append(_Draft(words, found, inherited))
        reason = reason or why
    made = []
    for n, draft in enumerate(drafts):
        draft.suffix = "abcdefghijklmnopqrstuvwxyz"[n % 26] if len(drafts) > 1 else ""
        made.append(_proposal(line, draft, fallback, reading))
    return made, reason


def _proposal(line: Line, draft: _Draft, fallback: bool, reading: Reading) -> TaskProposal:
    own, around_it = draft.roles, draft.inherited
    doubts = draft.doubts
    lead, coordinating = own.lead, own.coordinating
    if (  # "Các sở, ngành tăng cường …" below "đ) Các sở, ban, ngành, UBND các xã, phường"
        lead
        and around_it is not None
        and around_it.lead
        and not fallback
        and not re.search(r"\bgiao\b", fold(draft.words[: own.body]))
        and all(mention.collective for mention in [*lead, *around_it.lead])
    ):
        lead = []
    if not lead and around_it is not None and around_it.lead:
        lead = around_it.lead
        if fallback:
            doubts.append(Doubt("lead", FROM_OPENING))
        if not own.chairs_with:
            coordinating = (
                [*around_it.coordinating, *coordinating] if not fallback else coordinating
            )
    if not lead:
        doubts.append(Doubt("lead", NO_LEAD))
    leading = {mention.name for mention in lead}
    coordinating = unique(m for m in coordinating if m.name not in leading)
    receiving = [m for m in own.receiving if m.name not in leading]
    leader = own.leader or (around_it.leader if around_it is not None else "")
    time = read_time(draft.words, reading.clock)
    doubts += [Doubt("time_limit", doubt) for doubt in time.doubts]
    body = draft.words[own.body :] if own.body < len(draft.words) - 8 else draft.words
    doubts += _agency_doubts("lead", lead) + _agency_doubts("coordinating", coordinating)
    doubts += [Doubt("source_text", doubt) for doubt in line.doubts]
    task = TaskProposal(
        locator=f"{line.locator}{draft.suffix}",
        title=title_of(body),
        source_text=line.printed if not draft.suffix else draft.words,
        lead=_names(lead),
        coordinating=_names(coordinating),
        receiving=_names(receiving),
        leader=leader or None,
        time_limit=time.limit,
        product=product_in(body) or None,
        targets=_targets(draft.words),
        doubts=tuple(doubts),
        blocks=tuple(line.blocks),
    )
    return kept_public(task, draft.words, reading.names)


def _agency_doubts(name: str, mentions: Sequence[Mention]) -> list[Doubt]:
    doubts = [Doubt(name, mention.doubt) for mention in mentions if mention.doubt]
    return doubts + [
        Doubt(name, NEW_AGENCY.format(name=mention.name))
        for mention in mentions
        if not mention.known
    ]


def _names(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.name for mention in mentions))


def _targets(words: str) -> tuple[Target, ...]:
    return tuple(
        Target(figure.text, figure.operator, figure.value, figure.upper, figure.unit)
        for figure in figures(words)
        if figure.unit
    )


def kept_public(task: TaskProposal, words: str, names: Names) -> TaskProposal:
    """Return the task; under rules of secrecy only its public title remains."""
    folded = fold(words)
    scheme = next(
        (
            scheme
            for scheme in names.schemes
            if scheme.confidential
            and re.search(rf"\bde an (?:so )?0*{re.escape(scheme.number.lstrip('0'))}\b", folded)
        ),
        None,
    )
    if scheme is None and (not _SECRET.search(folded) or _ABOUT_SECRECY.search(folded)):
        return task
    title = f"Đề án {scheme.number}: {scheme.title}" if scheme else task.title
    return TaskProposal(
        task.locator,
        title,
        title,
        task.lead,
        task.coordinating,
        task.monitoring,
        task.receiving,
        task.leader,
        task.time_limit,
        confidential=True,
        doubts=(*task.doubts, Doubt("confidential", SECRET)),
        blocks=task.blocks,
    )


# --- rows ----------------------------------------------------------------------------------------


def row_tasks(row: Row, table: Table, reading: Reading) -> list[TaskProposal]:
    """Return the tasks of one row: one, or one a point where the row is a list of points."""
    doubts: list[Doubt] = [
        Doubt(_FIELDS[column], FROM_ABOVE) for column in row.filled if column in _FIELDS
    ]
    values = row.values
    lead, received_by_lead = agencies_of_cell(values.get(Column.LEAD, ""), reading.reader)
    coordinating, received = agencies_of_cell(values.get(Column.COORDINATING, ""), reading.reader)
    monitoring, _ = agencies_of_cell(values.get(Column.MONITORING, ""), reading.reader)
    receiving, _ = agencies_of_cell(values.get(Column.RECEIVING, ""), reading.reader)
    content = values[Column.CONTENT]
    has_lead_column = Column.LEAD in table.columns.values()
    words = read_roles(content, reading.reader)
    if not lead and not has_lead_column:
        lead, coordinating = words.lead, coordinating or words.coordinating
    if not lead:
        doubts.append(Doubt("lead", NO_LEAD))
    leading = {mention.name for mention in lead}
    coordinating = [m for m in coordinating if m.name not in leading]
    time_column = Column.TIME in table.columns.values()
    time = read_time_cell(values.get(Column.TIME, ""), reading.clock)
    if time.limit.kind is TimeLimitKind.UNDETERMINED and not time.limit.text:
        time = read_time(content, reading.clock)
    doubts += [Doubt("time_limit", doubt) for doubt in time.doubts]
    doubts += _agency_doubts("lead", lead) + _agency_doubts("coordinating", coordinating)
    doubts += [Doubt("source_text", doubt) for doubt in row.line.doubts]
    product = " ".join(values.get(Column.PRODUCT, "").split())
    leader = leader_of_cell(values.get(Column.LEADER, ""), reading.names.officials)
    heading, points = _points(
        content, split=not time_column and Column.PRODUCT not in table.columns.values()
    )
    whole = row.line.first.text
    made = []
    for n, point in enumerate(points, start=1):
        own = read_time(point, reading.clock) if len(points) > 1 else time
        made.append(
            TaskProposal(
                locator=row.locator if len(points) == 1 and not heading else f"{row.locator}#{n}",
                title=title_of(point),
                source_text=whole if len(points) == 1 else " ".join(point.split()),
                lead=_names(lead),
                coordinating=_names(coordinating),
                monitoring=_names(monitoring),
                receiving=_names([*receiving, *received, *received_by_lead, *words.receiving]),
                leader=leader or None,
                time_limit=own.limit,
                product=product or product_in(point) or None,
                targets=_targets(point),
                doubts=tuple(doubts),
                blocks=tuple(row.line.blocks),
            )
        )
    secret = " ".join(values.values())
    folded = fold(secret)
    if _SECRET.search(folded) and not _ABOUT_SECRECY.search(folded):
        public = heading or content.split("\n")[0]
        first = made[0]
        made = [
            kept_public(
                TaskProposal(
                    first.locator, title_of(public), public, first.lead, first.coordinating, first.monitoring,
                    first.receiving, first.leader, first.time_limit, doubts=first.doubts, blocks=first.blocks,
                ),
                secret, reading.names,
            )
        ]  # fmt: skip
    return made


_FIELDS = {
    Column.LEAD: "lead",
    Column.COORDINATING: "coordinating",
    Column.MONITORING: "monitoring",
    Column.LEADER: "leader",
}


def _points(content: str, *, split: bool) -> tuple[str, list[str]]:
    """Return (title of the row, its points); a cell without a list is one point."""
    if not split:
        return "", [content]
    parts = [part.strip() for part in _BULLETS.split(content) if part and part.strip(" -\n")]
    if len(parts) < 2:
        return "", [content]
    starts_with_point = bool(re.match(r"\s*[-+•]\s", content))
    if starts_with_point:
        return "", parts
    heading = parts[0]
    criteria = re.search(r"(?i)\s*nội dung,? tiêu chí[^:]*:\s*$", heading)
    return (heading[: criteria.start()] if criteria else heading).strip(), parts[1:]
