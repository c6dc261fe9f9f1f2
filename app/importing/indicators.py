"""Indicators: figures that stand alone in sections of targets, and rows of tables of targets."""

from __future__ import annotations

import re

from app.domain.phrases import capital, phrase
from app.domain.targets import Operator
from app.domain.text import fold
from app.importing import phrases
from app.importing.agencies import AgencyReader
from app.importing.letters import UPPER
from app.importing.lines import Line
from app.importing.proposals import Doubt, IndicatorProposal
from app.importing.roles import Roles, agencies_of_cell, leader_of_cell, opens_order
from app.importing.table_columns import Column
from app.importing.tables import Row
from app.importing.targets import Figure, figures, read_target_cell, year_in
from app.importing.task_rows import FROM_ABOVE
from app.importing.task_rules import AGENTS_DO, sets_day
from app.importing.tasks import Reading, agency_doubts, names_of

NO_YEAR = phrase("Không ghi năm của mức này")
YEAR_FROM_HEADING = phrase("Năm lấy theo tên mục hoặc thời kỳ của văn bản")
SEVERAL_NAMES = phrase("Tách từ một câu có nhiều mức; cần đối chiếu tên")
NO_TARGET = phrase("Không có mức trong bảng")
_WITHOUT_FIGURE = re.compile(r"\b(?:chi so|thu hang|xep hang|dat chuan|ty le|chi tieu|muc do)\b")
_GOAL_START = re.compile(
    r"\W*(?:\(?\d{1,2}[.)]\s*)?(?:phan dau|den (?:het |cuoi )?nam|nam 20\d\d|trong nam|giai doan"
    r"|duy tri|giu vung|giam|tang|tao|dat|hang nam"
    r"|moi nam|toan tinh|ty le|ti le|so |tong |toc do|gia tri|muc |chi so|thu nhap|\d)"
)

_NAMED = re.compile(r"\W*(?=[^\W\d_])[^:;.]{4,90}:\s+(?=[^\W\d_])")
_NO_GOALS = (phrases.PAST, phrases.PURPOSE, phrases.MONEY)
_SO_FAR = re.compile(  # by their marks: "đã" is no "đa", "đà" or "dạ"
    r"(?i)\b(?:đến nay|tính đến|lũy kế|luỹ kế|thời gian qua|vừa qua|còn thiếu)\b"
    r"|\bđã (?:bàn giao|giải ngân|xử lý|tổ chức|cấp|phê duyệt|khởi công|thông xe)\b"
)
_DUTY = re.compile(
    r"\b(?:(?:chiu|co) trach nhiem|chu tri|bao cao (?:ubnd|uy ban|so|chu tich|ket qua|ve))\b"
)
_LONGEST_QUALITATIVE = 28  # words of a goal without a figure
_LONGEST_GOAL = 70  # words of a goal outside the sections of goals


def is_goal(line: Line, inherited: Roles | None, reader: AgencyReader) -> bool:
    """Return whether a paragraph only sets figures, and asks nobody to do anything."""
    folded = fold(line.text)
    if (inherited is not None and inherited.lead) or AGENTS_DO.match(folded):
        return False
    about = line.section.holds()
    found = figures(line.text)
    if opens_order(line.text, reader, among_goals=about == phrases.TARGETS):
        return False
    if about == phrases.TARGETS:
        short = line.marker and len(line.text.split()) < _LONGEST_QUALITATIVE
        return bool(found) or bool(short and _WITHOUT_FIGURE.search(folded))
    if not found or about in _NO_GOALS or _reports(line.text, folded):
        return False
    if _asks_somebody(line.text) or sets_day(folded) or _DUTY.search(folded):
        return False
    starts = _GOAL_START.match(folded) or not phrases.opens_with_verb(line.text, folded)
    sentences = len(re.findall(rf"[.]\s+{UPPER}", line.text)) + 1
    short = sentences <= 3 and len(line.text.split()) < _LONGEST_GOAL
    return bool(line.marker and starts and short)


def _reports(text: str, folded: str) -> bool:
    """Return whether a paragraph tells what was reached, not what is to be."""
    return phrases.tells_of_past(folded) or bool(_SO_FAR.search(text))


def _asks_somebody(text: str) -> bool:
    """Return whether a short name and a colon stand before an order: "Ban A: xây dựng …"."""
    named = _NAMED.match(text)
    rest = text[named.end() :] if named else ""
    return bool(rest) and phrases.opens_with_verb(rest, fold(rest))


def paragraph_indicators(line: Line, year: int | None) -> list[IndicatorProposal]:
    """Return the indicators of a paragraph of figures."""
    found = figures(line.text)
    if not found:
        words = line.text.strip(" .;")
        found = [Figure(words, Operator.QUALITATIVE, name=words)]
    group = line.section.title or None
    around = next((n for node in line.section.path() if (n := year_in(fold(node.title)))), None)
    made = []
    for n, figure in enumerate(found):
        doubts = [Doubt("name", SEVERAL_NAMES)] if len(found) > 1 else []
        value_year = figure.year or around or year
        if value_year is None:
            doubts.append(Doubt("year", NO_YEAR))
        elif not figure.year:
            doubts.append(Doubt("year", YEAR_FROM_HEADING))
        suffix = "abcdefghijklmnopqrstuvwxyz"[n % 26] if len(found) > 1 else ""
        if n >= 26:
            suffix += str(n)
        made.append(
            IndicatorProposal(
                locator=f"{line.locator}{suffix}",
                name=capital(figure.name),
                stt=line.marker.strip("(). ") or None,
                group=group,
                unit=figure.unit or None,
                target_text=figure.text,
                operator=figure.operator,
                value=figure.value,
                upper=figure.upper,
                year=value_year,
                doubts=tuple(doubts),
                blocks=tuple(line.blocks),
            )
        )
    return made


def row_indicator(row: Row, reading: Reading, year: int | None) -> IndicatorProposal:
    """Return the indicator of a row of a table of targets."""
    values = row.values
    name = " ".join(values[Column.INDICATOR].split())
    unit = " ".join(values.get(Column.UNIT, "").split())
    printed = " ".join(values.get(Column.PLAN, "").split())
    figure = read_target_cell(printed, unit, name) if printed.strip(" -–") else None
    if figure is None and re.search(r"phan dau|cao hon|xep hang|thu hang|duy tri", fold(name)):
        figure = Figure("", Operator.QUALITATIVE, unit=unit)
    lead, _ = agencies_of_cell(values.get(Column.LEAD, ""), reading.reader)
    coordinating, _ = agencies_of_cell(values.get(Column.COORDINATING, ""), reading.reader)
    monitoring, _ = agencies_of_cell(values.get(Column.MONITORING, ""), reading.reader)
    doubts = [Doubt(column.value, FROM_ABOVE) for column in row.filled]
    doubts += agency_doubts("lead", lead) + agency_doubts("coordinating", coordinating)
    doubts += [Doubt("source_text", doubt) for doubt in row.line.doubts]
    doubts += [Doubt("value", cell.doubt) for cell in row.line.first.cells if cell.doubt]
    if figure is None:
        doubts.append(Doubt("value", NO_TARGET))
    leading = {mention.name for mention in lead}
    return IndicatorProposal(
        locator=row.locator,
        name=capital(re.sub(r"^[-+•*]\s*", "", name)),
        stt=row.stt or None,
        group=row.group or None,
        unit=(figure.unit if figure and figure.unit else unit) or None,
        target_text=printed or None,
        operator=figure.operator if figure else None,
        value=figure.value if figure else None,
        upper=figure.upper if figure else None,
        year=row.year or year,
        lead=names_of(lead),
        coordinating=names_of(m for m in coordinating if m.name not in leading),
        monitoring=names_of(monitoring),
        leader=leader_of_cell(values.get(Column.LEADER, ""), reading.names.officials) or None,
        doubts=tuple(doubts),
        blocks=tuple(row.line.blocks),
    )
