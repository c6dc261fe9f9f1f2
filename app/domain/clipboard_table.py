"""Cells as Excel puts them on the clipboard: tabs between columns, line ends between rows.

A cell that holds a tab, a line end or a quotation mark stands in quotation marks, in which each
mark is doubled. The last row ends with a line end of its own.
"""

from __future__ import annotations


def read_cells(text: str) -> list[list[str]]:
    r"""Return rows of cells; line ends may be ``\r\n``, ``\n`` or ``\r``."""
    rows: list[list[str]] = []
    row: list[str] = []
    at = 0
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x00")
    while at <= len(text):
        cell, at = _cell(text, at)
        row.append(cell)
        ends_row = at >= len(text) or text[at] == "\n"
        if ends_row:
            rows.append(row)
            row = []
        at += 1
        if ends_row and at >= len(text):
            break
    return rows


def _cell(text: str, at: int) -> tuple[str, int]:
    """Return the cell that begins at a place, and the place of what ends it."""
    if at < len(text) and text[at] == '"' and (quoted := _quoted(text, at)) is not None:
        return quoted
    end = at
    while end < len(text) and text[end] not in "\t\n":
        end += 1
    return text[at:end], end


def _quoted(text: str, at: int) -> tuple[str, int] | None:
    """Return a cell in quotation marks; None where its mark is only a letter of a text."""
    said: list[str] = []
    place = at + 1
    while place < len(text):
        if text[place] != '"':
            said.append(text[place])
            place += 1
        elif text[place + 1 : place + 2] == '"':
            said.append('"')
            place += 2
        else:
            place += 1
            closes = place >= len(text) or text[place] in "\t\n"
            return ("".join(said), place) if closes else None
    return None


def write_cells(rows: list[list[str]]) -> str:
    """Return cells as a spreadsheet takes them from the clipboard."""
    return "".join("\t".join(_written(cell) for cell in row) + "\r\n" for row in rows)


def _written(cell: str) -> str:
    if any(sign in cell for sign in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
