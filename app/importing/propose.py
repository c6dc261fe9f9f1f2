"""From blocks to proposals: the one entrance to all that is understood of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from app.domain.phrases import phrase
from app.domain.review import SectionText
from app.domain.text import fold
from app.importing.agencies import AgencyReader
from app.importing.blocks import Block, Kind, Source
from app.importing.confidentiality import stamped_cell
from app.importing.document_facts import read_facts
from app.importing.files.refusals import SecretRowError
from app.importing.indicators import is_goal, paragraph_indicators, row_indicator
from app.importing.lines import Line, Zone
from app.importing.names import Names
from app.importing.outline import outline
from app.importing.proposals import (
    IndicatorProposal,
    Proposals,
    Skipped,
    TaskProposal,
    Withdrawn,
)
from app.importing.roles import Roles, read_roles
from app.importing.table_columns import TableKind
from app.importing.tables import Row, Table, read_tables
from app.importing.task_rows import row_tasks
from app.importing.tasks import Reading, around, given_by_heading, paragraph_tasks
from app.importing.titles import with_subject
from app.importing.withdrawals import withdrawal_in

FRONT = phrase("Phần đầu văn bản")
HEADING = "Tiêu đề mục"
GIVING = phrase("Câu dẫn giao việc; cơ quan đã ghi vào các nhiệm vụ bên dưới")
BLANK = "Đoạn trống"
_REASONS = {
    Zone.NOTE: phrase("Chú thích, đầu trang, cuối trang"),
    Zone.END: phrase("Nơi nhận, chữ ký"),
    Zone.FRONT: FRONT,
}
_LEADS_IN = re.compile(
    r"(?:nhu sau|sau(?: day)?|cu the|gom|gom co|yeu cau|chi dao|nhiem vu)\W*:?\W*$|:\W*$"
)
_ADDRESSES = re.compile(r"\b(?:yeu cau|de nghi|giao)\s+")
_Item = TypeVar("_Item", TaskProposal, IndicatorProposal, Withdrawn, Skipped)
_DASHES = ("", "-", "+", "•")
_MERGES_KNOWN = ("docx", "xlsx")
_LONGEST_INTRODUCTION = 400
_LONGEST_NUMBERED_INTRODUCTION = 160


def propose(source: Source, blocks: Sequence[Block], names: Names) -> Proposals:
    """Return the proposals for a document.

    Args:
        source: the file that was read.
        blocks: all of its blocks, in reading order.
        names: what the register knows; other agencies are proposed as printed.

    Raises:
        SecretRowError: a row of a table of tasks or indicators is marked as secret.

    Returns:
        Proposals in which every block stands in exactly one of tasks, indicators, withdrawn and
        skipped, each with a locator that no other has.
    """
    lines = outline(blocks)
    tables = read_tables(lines, merges_known=source.format in _MERGES_KNOWN)
    facts = read_facts(lines)
    last_year = facts.period_to.year if facts.period_to else None
    reading = Reading(AgencyReader(names.agencies), names, facts.clock)
    work = _Work(lines, reading, facts.clock.year or last_year)
    work.run(tables)
    used: set[str] = set()
    return Proposals(
        source,
        facts,
        tuple(blocks),
        tuple(_placed(work.tasks, used)),
        tuple(_placed(work.indicators, used)),
        tuple(_placed(work.withdrawn, used)),
        tuple(_placed(work.skipped, used)),
        _sections(lines),
        _section_of(lines, len(blocks)),
    )


def _sections(lines: Sequence[Line]) -> tuple[SectionText, ...]:
    """Return the outline: every section that a line stands in, with those around it."""
    found: dict[str, SectionText] = {}
    for line in lines:
        for section in reversed(line.section.path()):
            if section.locator and section.locator not in found and line.blocks:
                title = f"{section.marker} {section.title}".strip()
                found[section.locator] = SectionText(
                    section.locator, title, line.blocks[0], section.title
                )
    return tuple(found.values())


def _section_of(lines: Sequence[Line], blocks: int) -> tuple[str, ...]:
    found = [""] * blocks
    for line in lines:
        for block in line.blocks:
            found[block] = line.section.locator
    return tuple(found)


class _Work:
    """Goes through the lines once, and keeps what headings have given to whom."""

    def __init__(self, lines: list[Line], reading: Reading, year: int | None) -> None:
        self._lines = lines
        self._reading = reading
        self._year = year
        self._given: dict[int, Roles] = {}
        self._addressed: Roles | None = None  # whom the opening words address
        self.tasks: list[TaskProposal] = []
        self.indicators: list[IndicatorProposal] = []
        self.withdrawn: list[Withdrawn] = []
        self.skipped: list[Skipped] = []

    def run(self, tables: list[Table]) -> None:
        rows = self._rows(tables)
        for line in self._lines:
            if not line.blocks:
                continue  # a row that was joined to the one above
            if line.kind is Kind.TABLE_ROW and line.zone is Zone.BODY:
                rows[id(line)]()
            else:
                self._line(line)

    # --- rows -------------------------------------------------------------------------------------

    def _rows(self, tables: list[Table]) -> dict[int, Callable[[], None]]:
        """Return for every row of a table what is to be done with it."""
        todo: dict[int, Callable[[], None]] = {}
        for table in tables:
            for line, reason in table.others:
                todo[id(line)] = partial(self._skip, line, reason)
            for row in table.rows:
                todo[id(row.line)] = partial(self._row, row, table)
        return todo

    def _row(self, row: Row, table: Table) -> None:
        degree = next(filter(None, (stamped_cell(c.text) for c in row.line.first.cells)), None)
        if degree:
            raise SecretRowError(degree, row.stt.strip(" .") or str(table.rows.index(row) + 1))
        if table.kind is TableKind.TASKS:
            self.tasks += row_tasks(row, table, self._reading)
        else:
            self.indicators.append(row_indicator(row, self._reading, self._year))

    # --- paragraphs -------------------------------------------------------------------------------

    def _line(self, line: Line) -> None:
        if not line.marker and not any(map(str.isalpha, line.text)):
            self._skip(line, BLANK)  # nothing, or the number of a page
        elif line.zone is Zone.FRONT and _LEADS_IN.search(fold(line.text)):
            self._opening(line)  # a letter's first words already say whom it asks
        elif line.zone in _REASONS:
            self._skip(line, _REASONS[line.zone])
        elif line.heading:
            self._heading(line)
        elif (parts := withdrawal_in(line.text))[0]:
            self._withdraw(line, *parts)
        elif not line.section.locator and not line.marker:
            self._opening(line)
        else:
            self._content(line)

    def _withdraw(self, line: Line, what: str, instead: str) -> None:
        """Take an instruction that ends another, and the task that it gives to somebody else."""
        made: list[TaskProposal] = []
        if instead:
            inherited = around(line.section, self._given)
            given, _why = paragraph_tasks(replace(line, text=instead), inherited, self._reading)
            made = [
                replace(task, title=with_subject(task.title, what), source_text=line.printed)
                for task in given
            ]
        self.tasks += made
        words = what if made else line.text
        self.withdrawn.append(
            Withdrawn(line.locator, f"{line.marker} {words}".strip(), tuple(line.blocks))
        )

    def _heading(self, line: Line) -> None:
        given = given_by_heading(line, self._reading)
        if given:
            self._given[id(line.section)] = given
        self._skip(line, HEADING)

    def _opening(self, line: Line) -> None:
        """Take a paragraph before the first section: most are grounds, some address everybody."""
        folded = fold(line.text)
        if _LEADS_IN.search(folded):
            for request in _ADDRESSES.finditer(folded):
                addressed, _end = self._reading.reader.list_at(line.text, request.end())
                if addressed:
                    self._addressed = Roles(lead=addressed)
            self._skip(line, FRONT)
            return
        made, reason = paragraph_tasks(line, None, self._reading)
        gives = re.search(r"\bgiao\b|co trach nhiem", folded)
        if made and gives and all(task.lead for task in made):
            self.tasks += made
        else:
            self._skip(line, reason or FRONT)

    def _content(self, line: Line) -> None:
        inherited = around(line.section, self._given)
        if _introduces(line):
            given = given_by_heading(line, self._reading)
            if given and given.lead:
                self._given[id(line.section)] = given
            self._skip(line, GIVING if given else HEADING)
            return
        if is_goal(line, inherited, self._reading.reader):
            self.indicators += paragraph_indicators(line, self._year)
            return
        made, reason = paragraph_tasks(line, inherited, self._reading, self._addressed)
        if made:
            self.tasks += made
            self._remember(line, made)
        else:
            self._skip(line, reason)

    def _remember(self, line: Line, made: list[TaskProposal]) -> None:
        """Let "Sở A, Sở B: …" without a number hold for the paragraphs after it, too."""
        if line.marker or id(line.section) in self._given or len(made) != 1:
            return
        roles = read_roles(line.text, self._reading.reader)
        if roles.lead and line.text[: roles.body].rstrip().endswith(":"):
            self._given[id(line.section)] = Roles(lead=roles.lead)

    def _skip(self, line: Line, reason: str) -> None:
        text = line.printed or line.first.printed
        self.skipped.append(Skipped(line.locator, text, reason, tuple(line.blocks)))


def _introduces(line: Line) -> bool:
    """Return whether a paragraph only says who has to do what follows ("Sở A:")."""
    if not line.text.rstrip().endswith(":"):
        return False
    longest = _LONGEST_INTRODUCTION if line.marker in _DASHES else _LONGEST_NUMBERED_INTRODUCTION
    return len(line.text) < longest


def _placed(items: Iterable[_Item], used: set[str]) -> Iterable[_Item]:
    """Yield the items, each with a locator that no other has."""
    for item in items:
        name, n = item.locator, 1
        while name in used:
            n += 1
            name = f"{item.locator}~{n}"
        used.add(name)
        yield item if name == item.locator else replace(item, locator=name)
