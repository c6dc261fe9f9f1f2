"""Every sheet as plain tables (see `app.reports.grid`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.domain import formats
from app.domain.tally import Tally, add_all
from app.domain.traffic_light import CLOSED_WORDS, Light
from app.reports import grids_indicators
from app.reports.comparison import ComparisonSheet
from app.reports.doers import DoersSheet
from app.reports.grid import (
    Column,
    Grid,
    GridRow,
    GridSheet,
    Kind,
    Named,
    Share,
    State,
    Value,
    day_or_words,
)
from app.reports.grids_changes import changes_grid, changes_of_leaders
from app.reports.indicators import IndicatorSheet
from app.reports.leader import LeaderSheet, LeaderSheets
from app.reports.overdue import OverdueSheet
from app.reports.pdf.overdue import UNASSIGNED, overdue_answers, overdue_nothing
from app.reports.pdf.sentences import Sentence, counted, group_counts, shares, totals
from app.reports.sheets import Sheet, SummarySheet, TrackingGroup, TrackingRow, TrackingSheet

NOT_REPORTED_NOTE = "Dấu “…” ở cột kết quả: chưa có báo cáo."
SUMMARY_NOTE = (
    "Đã đến hạn: đã hoàn thành hoặc đã quá hạn; là mẫu số của tỷ lệ % đã đến hạn. Nhiệm vụ thường "
    "xuyên xếp theo báo cáo của kỳ đã chốt gần nhất. Sắp đến hạn: còn 0–{days} ngày."
)
COUNT_COLUMNS = (
    Column("Tổng số", Kind.COUNT, 18),
    Column("Hoàn thành đúng hạn", Kind.COUNT, 17),
    Column("Hoàn thành quá hạn", Kind.COUNT, 17),
    Column("Trong hạn", Kind.COUNT, 15),
    Column("Sắp đến hạn", Kind.COUNT, 16),
    Column("Quá hạn", Kind.COUNT, 15),
    Column("Chưa có thông tin", Kind.COUNT, 18),
    Column("Dừng, thu hồi", Kind.COUNT, 15),
    Column("Đã đến hạn", Kind.COUNT, 16),
    Column("% đã đến hạn", Kind.SHARE, 18),
    Column("% tổng số, trừ dừng", Kind.SHARE, 20),
)
"""Counts of a `Tally`: total, the seven lights in order, and both percentages."""

_TITLE = Column("Nội dung nhiệm vụ", Kind.TEXT, 60)
_BASIS = Column("Căn cứ", Kind.TEXT, 34, only_excel=True)
_LEAD = Column("Cơ quan chủ trì", Kind.TEXT, 25)


def as_grids(sheet: Sheet) -> GridSheet:
    """Return a sheet as plain tables."""
    return GRIDS[type(sheet)](sheet)


def plain(sentence: Sentence) -> str:
    """Return a sentence over a table as plain text."""
    return "".join(words.text for words in sentence)


def counts(tally: Tally) -> tuple[Value, ...]:
    """Return what stands in `COUNT_COLUMNS`."""
    return (
        *(tally.total, *tally.counts, tally.due),
        Share(tally.completed, tally.due),
        Share(tally.completed, tally.followed),
    )


def count_columns(name: str, width: float = 60) -> tuple[Column, ...]:
    """Return the columns of counts behind one that names what is counted."""
    return (Column(name, Kind.TEXT, width), *COUNT_COLUMNS)


# ---- Sheet 1


def _tracking(sheet: TrackingSheet) -> GridSheet:
    rows = list(_task_rows(sheet.groups, lead=sheet.show_lead))
    listed = [row for group in sheet.groups for section in group.sections for row in section.rows]
    grids = [
        _by_owner(listed, sheet.tally),
        Grid(
            "Nhiệm vụ",
            _columns(lead=sheet.show_lead),
            rows,
            ("Nhóm", "Mục"),
            parts=True,
            sums={(group.heading,): group_counts(group.tally) for group in sheet.groups},
        ),
    ]
    if sheet.uncounted:
        grids.append(_uncounted(sheet))
    unreported = any(row.result == "…" for row in listed)
    return GridSheet(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        grids=grids,
        answers=_answers(sheet),
        notes=[*sheet.notes, *([NOT_REPORTED_NOTE] if unreported else [])],
    )


def _answers(sheet: TrackingSheet) -> list[str]:
    if sheet.tally.total == 0:
        day = formats.date_in_text(sheet.provenance.as_of)
        return [f"Không có nhiệm vụ nào trong phạm vi của biểu này tính đến hết ngày {day}."]
    if sheet.closed:
        return [plain(totals(sheet.tally, stopped_words=CLOSED_WORDS.lower()))]
    return [plain(totals(sheet.tally)), plain(shares(sheet.tally))]


def _columns(*, lead: bool) -> tuple[Column, ...]:
    return (
        _TITLE,
        _BASIS,
        *((_LEAD,) if lead else ()),
        Column("Cơ quan phối hợp", Kind.TEXT, 25),
        Column("Thời hạn", Kind.DATE, 22),
        Column("Sản phẩm", Kind.TEXT, 25),
        Column("Kết quả đến kỳ báo cáo", Kind.TEXT, 36),
        Column("Tiến độ", Kind.PERCENT, 14),
        Column("Đánh giá", Kind.STATE, 27),
        Column("Vướng mắc, đề xuất", Kind.TEXT, 27),
    )


def _task_rows(groups: Iterable[TrackingGroup], *, lead: bool) -> Iterator[GridRow]:
    for group in groups:
        for section in group.sections:
            for task in section.rows:
                cells = (
                    Named(task.title, task.basis),
                    task.basis,
                    *((task.lead,) if lead else ()),
                    task.coordinating,
                    day_or_words(task.limit),
                    task.product,
                    task.result,
                    task.percent,
                    State(task.light, task.state),
                    task.difficulties,
                )
                yield GridRow(cells, (group.heading, section.heading), _owner(task))


def _owner(task: TrackingRow) -> str:
    """Return the first-named lead, which counts the task."""
    return task.lead.partition("; ")[0]


def _by_owner(rows: Sequence[TrackingRow], whole: Tally) -> Grid:
    """Return the counts by lead agency: the page that a workbook opens with."""
    lights: dict[str, list[Light]] = {}
    for row in rows:
        lights.setdefault(_owner(row), []).append(row.light)
    tallies = {name: Tally.of(found) for name, found in lights.items()}
    return Grid(
        name="Tổng hợp",
        columns=count_columns("Cơ quan chủ trì"),
        rows=[GridRow((name, *counts(tally))) for name, tally in tallies.items()],
        total=GridRow(("Cộng", *counts(whole))),
        only_excel=True,
    )


def _uncounted(sheet: TrackingSheet) -> Grid:
    columns = (
        Column(_TITLE.title, Kind.TEXT, 112),
        _BASIS,
        Column("Cơ quan chủ trì", Kind.TEXT, 61),
        Column("Thời hạn", Kind.DATE, 27),
        Column("Đánh giá chung", Kind.STATE, 40),
    )
    rows = [
        GridRow(
            (
                Named(task.title, task.basis),
                task.basis,
                task.lead,
                day_or_words(task.limit),
                State(task.light, task.state),
            ),
            (group.heading, section.heading),
        )
        for group in sheet.uncounted
        for section in group.sections
        for task in section.rows
    ]
    return Grid(
        name="Ngoài tổng số",
        columns=columns,
        rows=rows,
        under=("Loại", "Văn bản"),
        caption="Nhiệm vụ liên quan, không cộng vào tổng số",
        notes=[group.rest for group in sheet.uncounted if group.rest],
    )


# ---- Sheet 2


def _summary(sheet: SummarySheet) -> GridSheet:
    who = "Lãnh đạo phụ trách" if sheet.by_leader else "Cơ quan chủ trì"
    rows = [
        GridRow((row.name, *counts(row.tally)), (group.heading,))
        for group in sheet.groups
        for row in group.rows
    ]
    total = GridRow(("Cộng", *counts(add_all(group.tally for group in sheet.groups))))
    grid = Grid(
        name="Tổng hợp",
        columns=count_columns(who),
        rows=rows,
        under=("Nhóm",),
        total=total,
        sums={(group.heading,): (group.heading, *counts(group.tally)) for group in sheet.groups},
    )
    groups = Grid(
        name="Theo nhóm",
        columns=count_columns("Nhóm"),
        rows=[GridRow((group.heading, *counts(group.tally))) for group in sheet.groups],
        total=total,
        only_excel=True,
    )
    changes = [changes_grid(sheet.changes)] if sheet.changes is not None else []
    return GridSheet(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        grids=[grid, groups, *changes],
        answers=[plain(shares(sheet.tally))],
        notes=[SUMMARY_NOTE.format(days=sheet.soon_days), *sheet.notes],
    )


# ---- Sheet 5


def _overdue(sheet: OverdueSheet) -> GridSheet:
    columns = (
        Column("Nhiệm vụ", Kind.TEXT, 62),
        Column("Căn cứ", Kind.TEXT, 34, only_excel=True),
        Column("Cơ quan chủ trì", Kind.TEXT, 25),
        Column("Lãnh đạo phụ trách", Kind.TEXT, 23),
        Column("Thời hạn", Kind.DATE, 22),
        Column("Tình trạng", Kind.STATE, 24),
        Column("Số ngày", Kind.COUNT, 14, only_excel=True),
        Column("Gia hạn (lần)", Kind.COUNT, 14),
        Column("Nguyên nhân", Kind.TEXT, 28),
        Column("Đề xuất, kiến nghị", Kind.TEXT, 28),
        Column("Ngày cam kết hoàn thành" if sheet.reminder else "Ý kiến chỉ đạo", Kind.TEXT, 24),
    )
    rows = [
        GridRow(
            (
                Named(row.title, row.basis),
                row.basis,
                row.lead,
                row.leader or UNASSIGNED,
                day_or_words(row.limit),
                State(row.light, row.state),
                row.days,
                row.extensions,
                row.reason,
                row.proposal,
                "",
            ),
            (group.heading,),
            row.lead.partition("; ")[0],
        )
        for group in sheet.groups
        for row in group.rows
    ]
    named = "; ".join(f"{short}: {title}" for short, title in sheet.abbreviations)
    return GridSheet(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        grids=[Grid("Quá hạn", columns, rows, ("Mức",), parts=True, sums=_counts_of_bands(sheet))],
        answers=[plain(sentence) for sentence in overdue_answers(sheet)]
        or [overdue_nothing(sheet)],
        notes=[*sheet.beside, *([f"Viết tắt: {named}."] if named else []), *sheet.notes],
    )


def _counts_of_bands(sheet: OverdueSheet) -> dict[tuple[str, ...], str | tuple[Value, ...]]:
    return {(group.heading,): counted(len(group.rows), "nhiệm vụ") for group in sheet.groups}


# ---- Sheet 4


def _leader(sheet: LeaderSheet) -> GridSheet:
    return _leader_grids(sheet, [sheet], sheet.subtitle, sheet.notes)


def _leaders(sheets: LeaderSheets) -> GridSheet:
    said = [note for sheet in sheets.sheets for note in sheet.notes]
    of_all = [note for note in dict.fromkeys(said) if said.count(note) == len(sheets.sheets)]
    of_one = [
        f"{sheet.name}: {note}"
        for sheet in sheets.sheets
        for note in sheet.notes
        if note not in of_all
    ]
    notes = [*of_one, *of_all]
    return _leader_grids(sheets, sheets.sheets, sheets.subtitle, notes)


def _leader_grids(
    whole: LeaderSheet | LeaderSheets,
    sheets: Sequence[LeaderSheet],
    subtitle: str,
    notes: Sequence[str],
) -> GridSheet:
    late_columns = (
        Column("Nhiệm vụ quá hạn", Kind.TEXT, 90),
        Column("Cơ quan chủ trì", Kind.TEXT, 36),
        Column("Thời hạn", Kind.DATE, 24),
        Column("Quá hạn (ngày)", Kind.COUNT, 20),
        Column("Nguyên nhân", Kind.TEXT, 60),
    )
    late = [
        GridRow(
            (task.title, task.lead, day_or_words(task.limit), task.days, task.reason),
            (sheet.name,),
        )
        for sheet in sheets
        for task in sheet.late
    ]
    bars = [
        GridRow((bar.name, *counts(bar.tally)), (sheet.name,))
        for sheet in sheets
        for bar in sheet.bars
    ]
    asked = [
        GridRow((words,), (sheet.name,)) for sheet in sheets for words in sheet.decisions if words
    ]
    total = counts(add_all(sheet.tally for sheet in sheets))
    grids = [
        Grid(
            "Theo cơ quan",
            count_columns("Cơ quan chủ trì", 55),
            bars,
            ("Lãnh đạo",),
            total=GridRow(("Cộng", *total)),
        ),
        Grid("Quá hạn", late_columns, late, ("Lãnh đạo",), caption="Nhiệm vụ quá hạn"),
    ]
    changed = [(sheet.name, sheet.changes) for sheet in sheets if sheet.changes is not None]
    if changed:
        grids.append(changes_of_leaders(changed))
    if asked:
        column = Column("Đề nghị quyết định", Kind.TEXT, 200)
        grids.append(
            Grid("Đề nghị", (column,), asked, ("Lãnh đạo",), caption="Đề nghị lãnh đạo quyết định")
        )
    return GridSheet(
        form_number=None,
        title=whole.title,
        subtitle=subtitle,
        letterhead=replace(whole.letterhead, signer_left="", signer_right=""),
        provenance=whole.provenance,
        grids=grids,
        answers=[
            f"{sheet.name}: {plain(totals(sheet.tally))}" if len(sheets) > 1 else each
            for sheet in sheets
            for each in (plain(totals(sheet.tally)),)
        ],
        notes=notes,
    )


GRIDS: dict[type, Callable[[Any], GridSheet]] = {
    TrackingSheet: _tracking,
    SummarySheet: _summary,
    LeaderSheet: _leader,
    LeaderSheets: _leaders,
    OverdueSheet: _overdue,
    IndicatorSheet: grids_indicators.indicators,
    ComparisonSheet: grids_indicators.comparison,
    DoersSheet: grids_indicators.doers,
}
"""Kind of record → its plain tables. A letter has none, nor has a pack: it is many sheets."""
