"""Text that stands side by side without ruled lines: letterheads, signatures, plain tables.

Works on pieces with a left and a right end, in points (PDF) or letters (text files).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.text import fold


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line that stand close together."""

    x0: float
    x1: float
    text: str
    bold: bool = False


Pieces = Sequence[Piece]

_FEWEST_LINES = 2
_SHORT = 3  # letters: "1." or "-" before a text is no column


def run_of_columns(
    lines: Sequence[Pieces], start: int, gutter: float, ends: Callable[[int], bool]
) -> tuple[int, list[float]]:
    """Return how many lines from ``start`` stand in the same columns, and where those begin.

    (0, []) if the line at ``start`` is ordinary text. Columns are parted by gutters at least
    ``gutter`` wide that no line of the run crosses; ``ends`` says of the number of a line whether
    no run goes on with it (a blank line before it, or it stands in the middle of the page).
    """
    if not _parted(lines[start]):
        return 0, []
    spans: list[tuple[float, float]] = []
    used = 0
    for n in range(start, len(lines)):
        wider = _with(spans, lines[n], gutter)
        if len(wider) < 2:
            break
        if n > start and (names_columns(lines[n]) or (not _parted(lines[n]) and ends(n))):
            break
        spans = wider
        used += 1
    return (used, [left for left, _ in spans]) if used >= _FEWEST_LINES else (0, [])


def is_table(lines: Sequence[Pieces], lefts: Sequence[float]) -> bool:
    """Return whether a run of columns is a table: it has a heading for its numbers, or three."""
    return names_columns(lines[0]) or (len(lefts) > 2 and sum(len(line) > 2 for line in lines) >= 2)


def names_columns(line: Pieces) -> bool:
    """Return whether a line begins with the heading of a column of numbers."""
    return len(line) > 1 and fold(line[0].text).strip(" .") in {"stt", "tt", "so tt"}


def in_columns(line: Pieces, lefts: Sequence[float]) -> list[str]:
    """Return the text of each column of a line ("" where nothing stands)."""
    texts = [""] * len(lefts)
    for piece in line:
        column = max((n for n, left in enumerate(lefts) if left <= piece.x0 + 1), default=0)
        texts[column] = f"{texts[column]} {piece.text}".strip()
    return texts


def table_rows(lines: Sequence[Pieces], lefts: Sequence[float]) -> list[tuple[int, list[str]]]:
    """Return the rows of a table without lines: (first line, text of each column).

    A row begins where the first column has text; lines without it go on with the row above. Line
    breaks inside a cell are kept.
    """
    rows: list[tuple[int, list[str]]] = []
    for n, line in enumerate(lines):
        texts = in_columns(line, lefts)
        if not rows or texts[0]:
            rows.append((n, texts))
            continue
        above = rows[-1][1]
        for column, text in enumerate(texts):
            above[column] = f"{above[column]}\n{text}".strip()
    return rows


def _parted(line: Pieces) -> bool:
    """Return whether a line has words on both sides of a gap."""
    return len(line) > 1 and all(len(piece.text) > _SHORT for piece in line[-2:])


def _with(
    spans: list[tuple[float, float]], line: Pieces, gutter: float
) -> list[tuple[float, float]]:
    """Return the spans of x that the lines so far fill, ``line`` too; close ones joined."""
    filled = sorted([*spans, *((piece.x0, piece.x1) for piece in line)])
    joined: list[tuple[float, float]] = []
    for left, right in filled:
        if joined and left - joined[-1][1] < gutter:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined
