"""Sheets 3, 7 and 8 as plain tables: indicators, targets compared, collective tasks by doer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain import formats
from app.domain.indicator_light import SHOWN_AS
from app.domain.indicator_row import IndicatorRow
from app.domain.traffic_light import LIGHT_SIGNS, Light
from app.reports.comparison import ComparisonRow, ComparisonSheet
from app.reports.doers import COVERED, DoersSheet, MatrixRow
from app.reports.grid import (
    Column,
    Figure,
    Grid,
    GridRow,
    GridSheet,
    Kind,
    Named,
    State,
    Value,
    day_or_words,
)
from app.reports.indicators import IndicatorSheet
from app.reports.pdf.doers import doers_answers, ended_notes

_FIGURE = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?%?")
_NUMBER_FROM_VIETNAMESE = str.maketrans(",.", ".,")
_DOERS_NOTE = (
    "Mỗi ô là kết quả của một cơ quan: ✔ đã xong, ✔! xong quá hạn, ● ▲ ■ chưa xong (trong hạn, sắp "
    "đến hạn, quá hạn), ○ chưa có thông tin; để trống: không phải việc của cơ quan ấy."
)
_COMPARED_NOTE = "Mức ghi đúng như văn bản; trong ngoặc là vị trí."


def figure(words: str, note: str = "") -> Value:
    """Return a printed figure with its number, where it is one: ``1.234,5``, ``98,6%``."""
    if not note and (words == formats.NONE_SIGN or not words.strip()):
        return words
    if _FIGURE.fullmatch(words) is None:
        return Figure(words, None, note)
    number = float(words.rstrip("%").translate(_NUMBER_FROM_VIETNAMESE).replace(",", ""))
    return Figure(words, number / 100 if words.endswith("%") else number, note)


# ---- Sheet 3


def indicators(sheet: IndicatorSheet) -> GridSheet:
    """Return sheet 3; what is a part of an indicator stands under it, drawn in by its depth."""
    period = sheet.period
    columns = (
        Column("STT", Kind.CENTRED, 10),
        Column("Chỉ tiêu", Kind.TEXT, 56),
        Column("Đơn vị tính", Kind.CENTRED, 20),
        Column(f"Kế hoạch năm {period.year}", Kind.NUMBER, 20),
        Column(f"Thực hiện {period.words}", Kind.NUMBER, 20),
        Column(f"Lũy kế {period.so_far_words}", Kind.NUMBER, 20),
        Column("Ghi chú lũy kế", Kind.TEXT, 22, only_excel=True),
        Column("% kế hoạch", Kind.NUMBER, 17),
        Column("% cùng kỳ", Kind.NUMBER, 17),
        Column("Ước cả năm", Kind.NUMBER, 18),
        Column("Cơ quan chịu trách nhiệm", Kind.TEXT, 30),
        Column("Đánh giá", Kind.STATE, 26),
    )
    rows = [
        GridRow(_indicator(row), (group.heading,)) for group in sheet.groups for row in group.rows
    ]
    grid = Grid("Chỉ tiêu", columns, rows, ("Nhóm",), numbered=False)
    answer = f"{sheet.counted}. Kỳ số liệu: {period.words}."
    return GridSheet(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        grids=[grid],
        answers=[answer] if rows else [],
        notes=sheet.notes,
    )


def _indicator(row: IndicatorRow) -> tuple[Value, ...]:
    def percent(words: str) -> Value:
        return figure(words if words == formats.NONE_SIGN else f"{words}%")

    return (
        row.stt,
        f"{formats.NBSP * 3 * row.depth}{row.name}",
        row.unit,
        figure(row.plan),
        figure(row.value),
        figure(row.so_far, row.so_far_note),
        row.so_far_note,
        percent(row.percent_of_plan),
        percent(row.percent_of_last_year),
        figure(row.estimate),
        row.agencies,
        State(SHOWN_AS[row.light], row.light_words),
    )


# ---- Sheet 7


def comparison(sheet: ComparisonSheet) -> GridSheet:
    """Return sheet 7, a column for each document."""
    room = 150 / max(1, len(sheet.documents))
    columns = (
        Column("Chỉ tiêu", Kind.TEXT, 50),
        Column("Đơn vị tính", Kind.CENTRED, 20),
        Column("Năm", Kind.CENTRED, 18),
        *(Column(title, Kind.TEXT, room) for title in _once_each(sheet.documents)),
        Column("Nhận xét", Kind.TEXT, 50),
    )
    rows = [
        GridRow(_compared(row), (group.heading,)) for group in sheet.groups for row in group.rows
    ]
    return GridSheet(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        grids=[Grid("Đối chiếu", columns, rows, ("Mức độ khớp",))],
        answers=[f"{sheet.counted} được từ hai chỗ trở lên đặt ra."] if rows else [],
        notes=[_COMPARED_NOTE],
    )


def _compared(row: ComparisonRow) -> tuple[Value, ...]:
    levels = (
        "; ".join(f"{level.words} ({level.place})" for level in stated) or formats.NONE_SIGN
        for stated in row.levels
    )
    return row.name, row.unit, row.period, *levels, row.remark


# ---- Sheet 8


def doers(sheet: DoersSheet) -> GridSheet:
    """Return sheet 8, a column for each doer."""
    names = _once_each(sheet.doers)
    columns = (
        Column("Nhiệm vụ", Kind.TEXT, 70),
        Column("Căn cứ", Kind.TEXT, 30, only_excel=True),
        Column("Thời hạn", Kind.DATE, 22),
        Column("Đã xong", Kind.CENTRED, 16),
        *(Column(name, Kind.CENTRED, 7, turned=True) for name in names),
    )
    rows = [GridRow(_marked(row), (group.heading,)) for group in sheet.groups for row in group.rows]
    unknown = [
        f"{group.heading}: {formats.number(group.unknown)} nhiệm vụ chưa có danh sách cơ quan."
        for group in sheet.groups
        if group.unknown
    ]
    named = "; ".join(f"{short}: {title}" for short, title in sheet.abbreviations)
    return GridSheet(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        grids=[Grid("Việc chung", columns, rows, ("Giao cho",), total=_doers_total(sheet))],
        answers=["".join(words.text for words in each) for each in doers_answers(sheet)],
        notes=[
            _DOERS_NOTE,
            *ended_notes(sheet),
            *([f"Viết tắt: {named}."] if named else []),
            *unknown,
            *sheet.notes,
        ],
    )


def _marked(row: MatrixRow) -> tuple[Value, ...]:
    signs = (_sign(row, place) for place in range(len(row.marks)))
    done = formats.NONE_SIGN if row.stopped else f"{row.done}/{row.doers}"
    covered = " chung" if row.covered else ""
    named, limit = Named(row.title, row.basis), day_or_words(row.limit)
    return named, row.basis, limit, f"{done}{covered}", *signs


def _sign(row: MatrixRow, place: int) -> str:
    mark = row.marks[place]
    if mark is None:
        return ""
    if row.covered_at(place):
        return COVERED
    return LIGHT_SIGNS[Light.STOPPED if row.stopped else mark]


def _doers_total(sheet: DoersSheet) -> GridRow | None:
    """Return how many tasks each has done, of how many; nothing for a sheet without rows."""
    if not sheet.rows:
        return None
    columns = (sheet.of_doer(place) for place in range(len(sheet.doers)))
    each = (f"{done}/{every}" for done, every in columns)
    whole = f"{sheet.done}/{sheet.turns}"
    return GridRow((Named("Cộng số nhiệm vụ đã xong", ""), "", "", whole, *each))


def _once_each(titles: Sequence[str]) -> list[str]:
    """Return headers that differ from each other: a table of Excel wants that."""
    taken: dict[str, int] = {}
    found = []
    for title in titles:
        taken[title] = taken.get(title, 0) + 1
        found.append(title if taken[title] == 1 else f"{title} ({taken[title]})")
    return found
