"""A sheet as plain tables: what Excel and Word write, whatever sheet it is.

PDF draws each sheet with rules of its own; a workbook or a document for editing needs only columns
with kinds, rows under headings, and the words around them. One function a sheet makes that, in
`app.reports.grids`; the writers know no sheet.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from app.domain.traffic_light import Light
from app.reports.sheets import Letterhead, Provenance

_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


class Kind(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    CENTRED = "centred"
    COUNT = "count"
    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"
    SHARE = "share"
    STATE = "state"


class State(NamedTuple):
    """A light with its words; the sign is written before them."""

    light: Light
    words: str


class Named(NamedTuple):
    """What a task is, with its place in the document; a workbook has a column for each."""

    title: str
    basis: str


class Figure(NamedTuple):
    """A figure as it is printed, and as a number; ``value`` None where it is none ("> 10").

    ``note`` stands under it on paper; a workbook has a column for it.
    """

    words: str
    value: float | None
    note: str = ""


class Share(NamedTuple):
    """A part of a whole, as a percentage; nothing of nothing is none."""

    part: int
    whole: int


NOTHING = "Không có."
"""What stands in the place of rows where there are none."""

Value = str | float | dt.date | Named | State | Share | Figure | None
"""None and "" are empty; a `Kind.COUNT` of 0 is none; a `Kind.PERCENT` is 45 for 45%."""


def day_or_words(limit: str) -> Value:
    """Return a time limit as a day where it is one, so that it sorts as one."""
    found = _DATE.fullmatch(limit)
    if found is None:
        return limit
    return dt.date(int(found[3]), int(found[2]), int(found[1]))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, what it holds, its width on paper in millimetres.

    ``only_excel``: facts to sort and filter by that would be said twice on paper. ``turned``: the
    header runs upwards, for it is wider than its column.
    """

    title: str
    kind: Kind
    width: float
    only_excel: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its cells by column, and the headings under which it stands, outermost first.

    ``part``: the name of the workbook's sheet on which it stands too (one for each agency).
    """

    cells: tuple[Value, ...]
    under: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One table.

    Attributes:
        name: of the workbook's sheet.
        columns: in order.
        rows: in order.
        under: headers of the columns that name the headings of rows, in a workbook.
        caption: words over the table where it is not the sheet's first.
        total: the last row, which adds up; None for a table without one.
        notes: lines under this table alone.
        numbered: whether a column TT stands before the others.
        parts: whether the rows stand again on a sheet for each `GridRow.part`.
        only_excel: whether paper has these figures elsewhere.
        sums: what stands beside a heading on paper, by the headings from the outermost to it: words
            at its end, or a cell for each column.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[GridRow]
    under: tuple[str, ...] = ()
    caption: str = ""
    total: GridRow | None = None
    notes: Sequence[str] = ()
    numbered: bool = True
    parts: bool = False
    only_excel: bool = False
    sums: Mapping[tuple[str, ...], str | tuple[Value, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns: a fault of the program."""
        for row in (*self.rows, *([self.total] if self.total else [])):
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"{self.name}: {len(row.cells)} cells, {len(self.columns)} columns"
                )


@dataclass(frozen=True, slots=True)
class GridSheet:
    """A whole sheet: head, tables, notes.

    Attributes:
        form_number: of the form ("Biểu số 1"), None for a list that is no form.
        answers: the sentences over the first table.
    """

    form_number: int | None
    title: str
    subtitle: str
    letterhead: Letterhead
    provenance: Provenance
    grids: Sequence[Grid]
    answers: Sequence[str] = field(default_factory=tuple)
    notes: Sequence[str] = field(default_factory=tuple)
