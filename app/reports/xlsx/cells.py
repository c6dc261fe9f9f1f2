"""Values into cells: text that is never a formula, days and numbers as such."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Sequence

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from app.domain import formats
from app.domain.text import nfc
from app.domain.traffic_light import LIGHT_SIGNS, Light
from app.reports.grid import Figure, Kind, Named, Share, State, Value

FACE = "Times New Roman"
SIZE = 11
MOST_LETTERS = 32_767
"""What one cell of Excel holds."""

DAY_FORMAT = "dd/mm/yyyy"
COUNT_FORMAT = f'#,##0;-#,##0;"{formats.NONE_SIGN}"'
"""A zero is counted and shown as none, as on paper."""
SHARE_FORMAT = "0.0%"
PERCENT_FORMAT = "0%"

_FORMULA_BEGINS = ("=", "+", "-", "@")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_ESCAPE_LOOK = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel would read ``_x0041_`` as the letter that it names."""
_LETTERS, _LETTERS_BOLD = 1.25, 1.1
"""Letters of this face for one of the widths in which Excel measures columns."""
_LINE = 14.5
_TURNED_LINES = 9
"""Lines as high as the longest short name of an agency is wide."""
_TALLEST = 409
"""Points that Excel gives a row."""
_FIRST_YEAR = 1900
"""Excel counts days from here."""

THIN = Side(style="thin", color="FF808080")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", start_color="FFE6E6E6")
SUM_FILL = PatternFill("solid", start_color="FFF1F1F1")
LIGHT_COLOURS = {
    Light.DONE_IN_TIME: "FF1B6B3A",
    Light.DONE_LATE: "FF1B6B3A",
    Light.IN_TIME: "FF1F4E8C",
    Light.DUE_SOON: "FF8A6100",
    Light.OVERDUE: "FFB3141B",
    Light.UNKNOWN: "FF404040",
    Light.STOPPED: "FF404040",
}
"""Of words on white: darker than the signs on paper where yellow would not be read."""

_ALIGNED = {
    Kind.TEXT: Alignment(vertical="top", wrap_text=True),
    Kind.STATE: Alignment(vertical="top", wrap_text=True),
    Kind.NUMBER: Alignment(horizontal="right", vertical="top", wrap_text=True),
}
_CENTRED = Alignment(horizontal="center", vertical="top", wrap_text=True)
_PLAIN = Font(name=FACE, size=SIZE)
_BOLD = Font(name=FACE, size=SIZE, bold=True)
_STATE = {
    light: Font(name=FACE, size=SIZE, color=colour, bold=light is Light.OVERDUE)
    for light, colour in LIGHT_COLOURS.items()
}


def put(cell: Cell | MergedCell, value: Value, kind: Kind, *, bold: bool = False) -> None:
    """Write a value with the look of its column."""
    cell.font = _BOLD if bold else _PLAIN
    cell.alignment = _ALIGNED.get(kind, _CENTRED)
    match value:
        case None | "":
            pass
        case State(light, words):
            put_text(cell, f"{LIGHT_SIGNS[light]} {words}")
            cell.font = _STATE[light]
        case Named(words, _) | Figure(words, None, _) | str(words):
            put_text(cell, words)
        case dt.date():
            _put_day(cell, value)
        case Share(_, 0):
            put_text(cell, formats.NONE_SIGN)
        case Share(part, whole):
            _put_number(cell, part / whole, SHARE_FORMAT)
        case Figure(words, number, _):
            plain = "#,##0" if float(number or 0).is_integer() else "#,##0.0##"
            _put_number(cell, number or 0, SHARE_FORMAT if words.endswith("%") else plain)
        case _ if kind is Kind.PERCENT:
            _put_number(cell, value / 100, PERCENT_FORMAT)
        case _:
            _put_number(cell, value, COUNT_FORMAT if kind is Kind.COUNT else "General")


def _put_day(cell: Cell | MergedCell, day: dt.date) -> None:
    if day.year < _FIRST_YEAR:
        put_text(cell, formats.date_in_table(day))
        return
    cell.value = day
    cell.number_format = DAY_FORMAT


def _put_number(cell: Cell | MergedCell, number: float, shown_as: str) -> None:
    cell.value = number
    cell.number_format = shown_as


def put_text(cell: Cell | MergedCell, words: str) -> None:
    """Write text as text: what looks like a formula stays what it says, also when it is edited."""
    text = clean(words)
    cell.value = text
    # openpyxl would make a formula of what begins with "=".
    cell.data_type = "s"
    if text.startswith(_FORMULA_BEGINS):
        cell.quotePrefix = True  # what Excel keeps of a typed apostrophe


def height(page: Worksheet, row: int, widths: Sequence[float], *, bold: bool = False) -> float:
    """Return how high a row has to be for its words, in points; at least one line.

    Not every program makes rows as high as their words when it opens a workbook. The width of a
    letter is a mean, taken on the wide side, so that a line too many is left rather than one cut.
    """
    lines = 1
    per_line = _LETTERS_BOLD if bold else _LETTERS
    for cell, width in zip(page[row], widths, strict=False):
        if cell.alignment.textRotation:
            lines = max(lines, _TURNED_LINES)
        elif isinstance(cell.value, str):
            room = max(1, int((width - 1) * per_line))
            parts = cell.value.split("\n")
            lines = max(lines, sum(max(1, len(textwrap.wrap(part, room))) for part in parts))
    return min(lines * _LINE + 3, _TALLEST)


def clean(words: str) -> str:
    """Return text as a cell can hold it: no control characters, no tab, at most what fits."""
    text = _CONTROLS.sub("", nfc(words).replace("\r\n", "\n").replace("\r", "\n"))
    text = _ESCAPE_LOOK.sub("_x005F_", text.replace("\t", " ").strip(" \n"))
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
