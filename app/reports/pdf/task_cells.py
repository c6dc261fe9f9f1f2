"""The cells of one task that every table of tasks prints alike."""

from __future__ import annotations

from app.domain.traffic_light import Light
from app.reports.pdf.fonts import Face
from app.reports.pdf.rows import Cell
from app.reports.pdf.table import Table
from app.reports.pdf.text import Run, bind, bind_all
from app.reports.sheets import TrackingRow

TITLE_COLUMN = 1


def title_cell(table: Table, task: TrackingRow) -> Cell:
    """Return what the task is, with its place in the document in small letters."""
    title = Run(bind(task.title), table.style())
    if not task.basis:
        return table.cell(TITLE_COLUMN, (title,))
    basis = Run(f" ({bind_all(task.basis)})", table.small())
    return table.cell(TITLE_COLUMN, (title, basis))


def state_cell(table: Table, column: int, task: TrackingRow) -> Cell:
    """Return the sign of the task's light with its words, bold where it is overdue."""
    return state_words_cell(table, column, task.light, task.state)


def state_words_cell(table: Table, column: int, light: Light, state: str) -> Cell:
    """Return a sign with its words, bold where they say overdue."""
    face = Face.BOLD if light is Light.OVERDUE else Face.UPRIGHT
    return table.cell(column, _state_words(state), face=face, light=light)


def _state_words(state: str) -> str:
    """Keep what follows a comma on one line: ``Sắp đến hạn, 6 ngày``, ``Dừng, thu hồi``."""
    first, *others = state.split(", ")
    return ", ".join([bind(first), *map(bind_all, others)])
