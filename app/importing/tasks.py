"""Tasks of paragraphs: who does what, by when, and what comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain import review
from app.domain.phrases import phrase
from app.domain.text import fold
from app.importing.agencies import AgencyReader, Mention, unique
from app.importing.lines import Line, Section
from app.importing.names import Names
from app.importing.products import product_in
from app.importing.proposals import Doubt, TaskProposal
from app.importing.roles import Roles, roles_of_heading
from app.importing.secrecy import kept_public
from app.importing.targets import figures
from app.importing.task_rules import segments, why_no_task
from app.importing.time_limits import read_time
from app.importing.time_records import Clock
from app.importing.titles import title_of, with_subject

NO_LEAD = phrase("Văn bản không nêu cơ quan chủ trì ở đoạn này")
FROM_OPENING = phrase("Không nêu cơ quan; lấy theo câu giao việc đứng trước")
NEW_AGENCY = phrase("Chưa có trong danh mục: {name}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Reading:
    """What reading tasks needs to know all the time."""

    reader: AgencyReader
    names: Names
    clock: Clock


@dataclass(slots=True)
class _Piece:
    words: str
    roles: Roles
    suffix: str = ""


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


def paragraph_tasks(
    line: Line, inherited: Roles | None, reading: Reading, addressed: Roles | None = None
) -> tuple[list[TaskProposal], str]:
    """Return the tasks of a paragraph, or why there are none.

    Args:
        line: the paragraph.
        inherited: who the headings around it give their work to.
        reading: what is known.
        addressed: whom the document addresses as a whole; takes what is given to nobody else.
    """
    heading = inherited if inherited is not None and inherited.lead else None
    pieces = []
    reason = ""
    for words, found in segments(line.text, reading.reader, inherited=heading is not None):
        why = why_no_task(line, words, found, inherited)
        if not why:
            pieces.append(_Piece(words, found))
        reason = reason or why
    for n, piece in enumerate(pieces):
        piece.suffix = _LETTERS[n % len(_LETTERS)] if len(pieces) > 1 else ""
    return [_proposal(line, p, inherited or addressed, heading, reading) for p in pieces], reason


def _proposal(
    line: Line, piece: _Piece, around_it: Roles | None, heading: Roles | None, reading: Reading
) -> TaskProposal:
    own = piece.roles
    lead, coordinating, doubts = _who(piece, around_it, heading)
    time = read_time(piece.words, reading.clock)
    doubts += [Doubt("time_limit", doubt) for doubt in time.doubts]
    doubts += agency_doubts("lead", lead) + agency_doubts("coordinating", coordinating)
    doubts += [Doubt("source_text", doubt) for doubt in line.doubts]
    leading = {mention.name for mention in lead}
    body = piece.words[own.body :] if own.body < len(piece.words) - 8 else piece.words
    leader = own.leader or (around_it.leader if around_it is not None else "")
    task = TaskProposal(
        locator=f"{line.locator}{piece.suffix}",
        title=with_subject(title_of(body), piece.words[: own.body]),
        source_text=piece.words if piece.suffix else line.printed,
        lead=names_of(lead),
        coordinating=names_of(coordinating),
        receiving=names_of(m for m in own.receiving if m.name not in leading),
        leader=leader or None,
        time_limit=time.limit,
        product=product_in(body) or None,
        targets=targets_of(piece.words),
        doubts=tuple(doubts),
        blocks=tuple(line.blocks),
    )
    return kept_public(task, piece.words, reading.names)


def _who(
    piece: _Piece, around_it: Roles | None, heading: Roles | None
) -> tuple[list[Mention], list[Mention], list[Doubt]]:
    """Return (lead, coordinating, doubts): the words' own, else those of the heading."""
    own = piece.roles
    lead, coordinating = own.lead, own.coordinating
    if lead and heading is not None and _same_crowd(piece, heading):
        lead = []
    doubts = []
    if not lead and around_it is not None and around_it.lead:
        lead = around_it.lead
        if heading is None:
            doubts.append(Doubt("lead", FROM_OPENING))
        elif not own.chairs_with:
            coordinating = [*heading.coordinating, *coordinating]
    if not lead:
        doubts.append(Doubt("lead", NO_LEAD))
    leading = {mention.name for mention in lead}
    return lead, unique(m for m in coordinating if m.name not in leading), doubts


def _same_crowd(piece: _Piece, heading: Roles) -> bool:
    """Return whether words only say anew whom the heading means.

    "Các sở, ngành tăng cường …" below "đ) Các sở, ban, ngành, UBND các xã, phường".
    """
    if re.search(r"\bgiao\b", fold(piece.words[: piece.roles.body])):
        return False
    return all(mention.collective for mention in [*piece.roles.lead, *heading.lead])


def agency_doubts(name: str, mentions: Sequence[Mention]) -> list[Doubt]:
    """Return what is doubtful about agencies: read in spite of an error, or not known."""
    doubts = [Doubt(name, mention.doubt) for mention in mentions if mention.doubt]
    return doubts + [
        Doubt(name, NEW_AGENCY.format(name=mention.name))
        for mention in mentions
        if not mention.known
    ]


def names_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the names, each once, in the order of the document."""
    return tuple(dict.fromkeys(mention.name for mention in mentions))


def targets_of(words: str) -> tuple[review.Figure, ...]:
    """Return the figures that a task's words set."""
    return tuple(
        review.Figure(figure.text, figure.operator, figure.value, figure.upper, figure.unit)
        for figure in figures(words)
        if figure.unit
    )
