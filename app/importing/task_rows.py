"""Tasks of tables: one a row, or one a point where a row is a list of points."""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.phrases import phrase
from app.domain.text import fold
from app.domain.time_limit import TimeLimitKind
from app.importing.agencies import Mention, unique
from app.importing.blocks import Repeat
from app.importing.letters import UPPER
from app.importing.products import product_in
from app.importing.proposals import Doubt, TaskProposal
from app.importing.roles import Roles, agencies_of_cell, leader_of_cell, read_roles
from app.importing.secrecy import is_secret, kept_public
from app.importing.table_columns import Column, time_weight
from app.importing.tables import Row, Table
from app.importing.tasks import NO_LEAD, Reading, agency_doubts, names_of, targets_of
from app.importing.time_cells import read_time_cell
from app.importing.time_limits import read_time
from app.importing.time_records import Time
from app.importing.titles import title_of
from app.importing.unread_times import NOT_UNDERSTOOD

FROM_ABOVE = phrase("Ô để trống; lấy theo hàng trên")
OTHER_BESIDE = phrase("Lấy theo cột “{counts}”; cột “{name}” ghi khác: {text}")
BLANK_BESIDE = phrase("Cột “{counts}” để trống; lấy theo cột “{name}”")
_BULLETS = re.compile(rf"\s*\n\s*(?:[-+•*]\s+)|(?<=[.;:])\s+[-+•]\s+(?={UPPER})|^\s*[-+•]\s+")
_JOINT = re.compile(r"(?<=\w)[\s;,.(:-]+(?:co quan |don vi )?phoi hop(?: voi| thuc hien)?\s*:?\s*")
_DIGIT = re.compile(r"\d")
_CRITERIA = re.compile(r"(?i)\s*nội dung,? (?:tiêu chí|trọng tâm|nhiệm vụ)[^:]*:\s*$")


def row_tasks(row: Row, table: Table, reading: Reading) -> list[TaskProposal]:
    """Return the tasks of one row."""
    content = row.values[Column.CONTENT]
    columns = table.columns.values()
    heading, points = _points(content, split=not {Column.TIME, Column.PRODUCT} & set(columns))
    whole = _whole(row, table, read_roles(content, reading.reader), reading)
    if is_secret(" ".join(row.values.values())):
        public = heading or content.split("\n")[0]
        first = _task(whole, public, _time(row, table, content, reading), row.line.text)
        return [kept_public(first, " ".join(row.values.values()), reading.names, public)]
    if not heading and len(points) == 1:
        task = _task(whole, content, _time(row, table, content, reading), row.line.text)
        return [kept_public(task, content, reading.names)]
    made = []
    for n, point in enumerate(points, start=1):
        own = read_time(point, reading.clock)
        words = " ".join(point.split())
        task = replace(_task(whole, point, own, words), locator=f"{row.locator}#{n}")
        made.append(kept_public(task, f"{heading} {point}", reading.names))
    return made


def _whole(row: Row, table: Table, words: Roles, reading: Reading) -> TaskProposal:
    """Return a task with what its row says for all of its points."""
    said, joint = _parted_lead(row.values.get(Column.LEAD, ""))
    words_of = {**row.values, Column.LEAD: said}
    cells = {
        column: agencies_of_cell(words_of.get(column, ""), reading.reader)
        for column in (Column.LEAD, Column.COORDINATING, Column.MONITORING, Column.RECEIVING)
    }
    lead, coordinating = cells[Column.LEAD][0], cells[Column.COORDINATING][0]
    coordinating = unique([*coordinating, *agencies_of_cell(joint, reading.reader)[0]])
    if not lead and Column.LEAD not in table.columns.values():
        lead, coordinating = words.lead, coordinating or words.coordinating
    leading = {mention.name for mention in lead}
    coordinating = [mention for mention in coordinating if mention.name not in leading]
    receiving = [*cells[Column.RECEIVING][0], *(m for _, got in cells.values() for m in got)]
    product = " ".join(row.values.get(Column.PRODUCT, "").split())
    leader = leader_of_cell(row.values.get(Column.LEADER, ""), reading.names.officials)
    return TaskProposal(
        row.locator,
        "",
        "",
        names_of(lead),
        names_of(coordinating),
        names_of(cells[Column.MONITORING][0]),
        names_of(unique([*receiving, *words.receiving])),
        leader or None,
        product=product or None,
        doubts=tuple(_doubts(row, lead, coordinating)),
        blocks=tuple(row.line.blocks),
    )


def _parted_lead(cell: str) -> tuple[str, str]:
    """Part "Sở A chủ trì; phối hợp: Sở B" of a cell of leads into (leads, who coordinates)."""
    joint = _JOINT.search(fold(cell))
    return (cell[: joint.start()], cell[joint.end() :]) if joint else (cell, "")


def _task(whole: TaskProposal, words: str, time: Time, source: str) -> TaskProposal:
    return TaskProposal(
        whole.locator,
        title_of(words),
        source,
        whole.lead,
        whole.coordinating,
        whole.monitoring,
        whole.receiving,
        whole.leader,
        time.limit,
        whole.product or product_in(words) or None,
        targets_of(words),
        doubts=(*whole.doubts, *(Doubt("time_limit", doubt) for doubt in time.doubts)),
        blocks=whole.blocks,
    )


def _time(row: Row, table: Table, content: str, reading: Reading) -> Time:
    """Return the time of its own cell, or where there is none, of the words themselves."""
    time = read_time_cell(row.values.get(Column.TIME, ""), reading.clock)
    blank = not time.limit.text
    counts = table.name_of(Column.TIME)
    for name, cell in _times_beside(row, table):
        beside = read_time_cell(cell, reading.clock)
        if _says_nothing(beside):
            continue
        if blank:
            blank = False
            time = replace(
                beside, doubts=(*beside.doubts, BLANK_BESIDE.format(counts=counts, name=name))
            )
            counts = name
        elif not _same(beside, time):
            other = OTHER_BESIDE.format(counts=counts, name=name, text=beside.limit.text)
            time = replace(time, doubts=(*time.doubts, other))
    if blank:  # "Thường xuyên" across start and end, in a file that tells no merged cells
        start = read_time_cell(row.values.get(Column.START, ""), reading.clock)
        blank = start.limit.kind is not TimeLimitKind.CONTINUING
        time = time if blank else start
    return read_time(content, reading.clock) if blank else time


def _times_beside(row: Row, table: Table) -> list[tuple[str, str]]:
    """Return (words over it, cell) of every other column of limits, those that count most first."""
    cells = row.line.first.cells
    found = [
        (table.names[n], cells[n].text)
        for n, column in table.columns.items()
        if column is Column.TIME_BESIDE and n < len(cells) and cells[n].repeat is not Repeat.LEFT
    ]
    return sorted(found, key=lambda each: -time_weight(each[0]))


def _says_nothing(time: Time) -> bool:
    """Return whether a cell is blank, or has words that set no limit ("đang làm")."""
    if time.limit.kind is not TimeLimitKind.UNDETERMINED:
        return False
    return not time.limit.text or (
        NOT_UNDERSTOOD in time.doubts and not _DIGIT.search(time.limit.text)
    )


def _same(one: Time, other: Time) -> bool:
    """Return whether two cells set the same limit, in other words perhaps."""
    if one.limit.due_on and other.limit.due_on:
        return one.limit.due_on == other.limit.due_on
    return one.limit == other.limit


def _doubts(row: Row, lead: list[Mention], coordinating: list[Mention]) -> list[Doubt]:
    doubts = [Doubt(column.value, FROM_ABOVE) for column in row.filled]
    doubts += [] if lead else [Doubt("lead", NO_LEAD)]
    doubts += agency_doubts("lead", lead) + agency_doubts("coordinating", coordinating)
    doubts += [Doubt("source_text", doubt) for doubt in row.line.doubts]
    return doubts


def _points(content: str, *, split: bool) -> tuple[str, list[str]]:
    """Return (title of the row, its points); a cell without a list is one point.

    In a table with its own times or products the points are steps of one task.
    """
    parts = [part.strip() for part in _BULLETS.split(content) if part and part.strip(" -\n")]
    if not split or len(parts) < 2:
        return "", [content]
    if re.match(r"\s*[-+•]\s", content):
        return "", parts
    return _CRITERIA.sub("", parts[0]).strip(), parts[1:]
