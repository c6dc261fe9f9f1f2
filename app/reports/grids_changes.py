"""What changed since an earlier day as a plain table, under that of sheets 2 and 4."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import formats
from app.domain.changes import CHANGE_NAMES
from app.reports.changes import ChangeRecord
from app.reports.grid import Column, Grid, GridRow, Kind
from app.reports.pdf.changes import bridge_words

_COLUMNS = (
    Column("Nhiệm vụ", Kind.TEXT, 120),
    Column("Cơ quan chủ trì", Kind.TEXT, 50),
    Column("Ghi chú", Kind.TEXT, 40),
)
_NAME = "Thay đổi"


def changes_grid(changes: ChangeRecord) -> Grid:
    """Return every task to which something happened, under what happened to it."""
    rows = _rows(changes, ())
    nothing = [] if rows else ["Không có thay đổi nào."]
    return Grid(
        name=_NAME,
        columns=_COLUMNS,
        rows=rows,
        under=(_NAME,),
        caption=f"Thay đổi từ ngày {formats.date_in_text(changes.since)}",
        notes=[bridge_words(changes), *nothing],
    )


def changes_of_leaders(changes: Sequence[tuple[str, ChangeRecord]]) -> Grid:
    """Return the same for several leaders, by their names."""
    since = formats.date_in_text(changes[0][1].since)
    several = len(changes) > 1
    notes = [
        f"{name}: {bridge_words(each)}" if several else bridge_words(each) for name, each in changes
    ]
    return Grid(
        name=_NAME,
        columns=_COLUMNS,
        rows=[row for name, each in changes for row in _rows(each, (name,))],
        under=("Lãnh đạo", _NAME),
        caption=f"Thay đổi từ ngày {since}",
        notes=notes,
    )


def _rows(changes: ChangeRecord, under: tuple[str, ...]) -> list[GridRow]:
    return [
        GridRow((task.title, task.lead, task.note), (*under, CHANGE_NAMES[group.kind]))
        for group in changes.groups
        for task in group.tasks
    ]
