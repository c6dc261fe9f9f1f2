"""From blocks to proposals: the one entrance to all that is understood of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.text import fold
from app.importing.agencies import AgencyReader
from app.importing.blocks import Block, Kind, Source
from app.importing.document_facts import read_facts
from app.importing.indicators import is_goal, paragraph_indicators, row_indicator
from app.importing.names import Names
from app.importing.outline import Line, Outline, outline
from app.importing.proposals import (
    IndicatorProposal,
    Proposals,
    Skipped,
    TaskProposal,
    Withdrawn,
)
from app.importing.roles import Roles, read_roles
from app.importing.tables import Table, TableKind, read_tables
from app.importing.tasks import Reading, around, given_by_heading, paragraph_tasks, row_tasks

FRONT = "Phần đầu văn bản"
END = "Nơi nhận, chữ ký"
NOTE = "Chú thích, đầu trang, cuối trang"
HEADING = "Tiêu đề mục"
GIVING = "Câu dẫn giao việc; cơ quan đã ghi vào các nhiệm vụ bên dưới"
BLANK = "Đoạn trống"
_DOCUMENT = (
    r"(?:van ban|chi thi|quyet dinh|ke hoach|thong bao|cong van|cong dien|nghi quyet|chuong trinh|ket luan|noi dung"
    r"|nhiem vu|viec|de an)"
)
_WITHDRAWS = re.compile(
    rf"\W*(?:{_DOCUMENT}\s+nay\s+)?(?:\(?va\)?\s*)?(?:thay the(?: cho)?|bai bo|huy bo|thu hoi|dung thuc hien|tam dung"
    rf"|cham dut(?: thuc hien| hieu luc)?|khong tiep tuc(?: thuc hien| giao)?|thoi giao|ngung)\b"
    rf"[^.;]{{0,160}}?(?:\bso\s*:?\s*\d|\d+[-/][a-z]{{2,}}|da giao|tai {_DOCUMENT}|{_DOCUMENT} (?:da|truoc)|het hieu luc)"
)
_LEADS_IN = re.compile(
    r"(?:nhu sau|sau(?: day)?|cu the|gom|gom co|yeu cau|chi dao|nhiem vu)\W*:?\W*$|:\W*$"
)


def propose(source: Source, blocks: Sequence[Block], names: Names) -> Proposals:
    """Return the proposals for a document.

    Args:
        source: the file that was read.
        blocks: all of its blocks, in reading order.
        names: what the register knows; other agencies are proposed as printed.

    Returns:
        Proposals in which every block stands in exactly one of tasks, indicators, withdrawn and
        skipped, each with a locator that no other has.
    """
    found = outline(blocks)
    tables = read_tables(found.lines)
    facts = read_facts(found.lines)
    reading = Reading(AgencyReader(names.agencies), names, facts.clock)
    work = _Work(found, tables, reading, facts.clock.year or _last_year(facts.period_to))
    work.run()
    return Proposals(
        source,
        facts,
        tuple(blocks),
        tuple(_unique_locators(work.tasks, work.used)),
        tuple(_unique_locators(work.indicators, work.used)),
        tuple(work.withdrawn),
        tuple(work.skipped),
    )


class _Work:
    """Goes through the lines once, and keeps what headings have given to whom."""

    def __init__(
        self, found: Outline, tables: list[Table], reading: Reading, year: int | None
    ) -> None:
        self._lines = found.lines
        self._tables = tables
        self._reading = reading
        self._year = year
        self._given: dict[int, Roles] = {}
        self._fallback: Roles | None = None
        self.tasks: list[TaskProposal] = []
        self.indicators: list[IndicatorProposal] = []
        self.withdrawn: list[Withdrawn] = []
        self.skipped: list[Skipped] = []
        self.used: set[str] = set()

    def run(self) -> None:
        rows = self._rows()
        for line in self._lines:
            if not line.blocks:
                continue  # a row that was joined to the one above
            if line.kind is Kind.TABLE_ROW:
                rows[id(line)]()
            else:
                self._line(line)

    # --- rows -----------------------------------------------------------------------------------

    def _rows(self) -> dict[int, object]:
        """Return for every row of a table what is to be done with it."""
        todo: dict[int, object] = {}
        for table in self._tables:
            for line, reason in table.others:
                todo[id(line)] = lambda line=line, reason=reason: self._skip(line, reason)
            for row in table.rows:
                if table.kind is TableKind.TASKS:
                    todo[id(row.line)] = lambda row=row, table=table: self.tasks.extend(
                        row_tasks(row, table, self._reading)
                    )
                else:
                    todo[id(row.line)] = lambda row=row: self.indicators.append(
                        row_indicator(row, self._reading, self._year)
                    )
        return todo

    # --- paragraphs -----------------------------------------------------------------------------

    def _line(self, line: Line) -> None:
        if not line.text.strip() and not line.marker:
            self._skip(line, BLANK)
        elif line.zone == "note":
            self._skip(line, NOTE)
        elif line.zone == "end":
            self._skip(line, END)
        elif line.zone == "front":
            self._skip(line, FRONT)
        elif line.heading:
            self._heading(line)
        elif _WITHDRAWS.match(fold(line.text)):
            self.withdrawn.append(Withdrawn(line.locator, line.printed, tuple(line.blocks)))
            self.used.add(line.locator)
        else:
            self._content(line)

    def _heading(self, line: Line) -> None:
        given = given_by_heading(line, self._reading)
        if given:
            self._given[id(line.section)] = given
        self._skip(line, HEADING)

    def _content(self, line: Line) -> None:
        inherited = around(line.section, self._given)
        folded = fold(line.text)
        if not line.section.locator and not line.marker:
            self._opening(line, folded)
            return
        if self._introduces(line, folded):
            given = given_by_heading(line, self._reading)
            if given and given.lead:
                self._given[id(line.section)] = given
            self._skip(line, GIVING if given else HEADING)
            return
        if is_goal(line, inherited):
            self.indicators += paragraph_indicators(line, self._year)
            return
        fallback = inherited is None or not inherited.lead
        roles = self._fallback if fallback and inherited is None else inherited
        made, reason = paragraph_tasks(line, roles, fallback, self._reading)
        if not made:
            self._skip(line, reason)
            return
        self.tasks += made
        self._remember(line, made)

    def _opening(self, line: Line, folded: str) -> None:
        """A paragraph before the first section: most are grounds, some address everybody."""
        if _LEADS_IN.search(folded):
            for request in re.finditer(r"\b(?:yeu cau|de nghi|giao)\s+", folded):
                mentions, _end = self._reading.reader.list_at(line.text, request.end())
                if mentions:
                    self._fallback = Roles(lead=mentions)
            self._skip(line, FRONT)
            return
        made, reason = paragraph_tasks(line, None, False, self._reading)
        if (
            made
            and all(task.lead for task in made)
            and re.search(r"\bgiao\b|co trach nhiem", folded)
        ):
            self.tasks += made
        else:
            self._skip(line, reason or FRONT)

    def _introduces(self, line: Line, folded: str) -> bool:
        """Return whether a paragraph only says who has to do what follows."""
        if not line.text.rstrip().endswith(":") or len(line.text) > 400:
            return False
        return line.marker in ("", "-", "+", "•") or len(line.text) < 160

    def _remember(self, line: Line, made: list[TaskProposal]) -> None:
        """ "Sở A, Sở B: …" without a number holds for the paragraphs after it, too."""
        if line.marker or id(line.section) in self._given or len(made) != 1:
            return
        roles = read_roles(line.text, self._reading.reader)
        if roles.lead and line.text[: roles.body].rstrip().endswith(":"):
            self._given[id(line.section)] = Roles(lead=roles.lead)

    def _skip(self, line: Line, reason: str) -> None:
        text = line.printed or line.first.printed
        self.skipped.append(Skipped(line.locator, text, reason, tuple(line.blocks)))
        self.used.add(line.locator)


def _last_year(day: object) -> int | None:
    return getattr(day, "year", None)


def _unique_locators(items: list, used: set[str]) -> list:
    from dataclasses import replace

    out = []
    for item in items:
        name, n = item.locator, 1
        while name in used:
            n += 1
            name = f"{item.locator}~{n}"
        used.add(name)
        out.append(item if name == item.locator else replace(item, locator=name))
    return out
