"""Tables without ruled lines on a PDF page: told by their heading and the white between columns.

The heading begins with "STT" or "TT". White that (almost) no line below it crosses parts columns;
a row begins where the first column has a number. What comes of it is a grid like a ruled one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from app.domain.text import fold
from app.importing.files import furniture
from app.importing.files.pdf_grid import Grid, Region
from app.importing.files.pdf_lines import Line
from app.importing.files.pdf_page import Word

_STT = ("stt", "tt")
_MARKER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|[a-zđ]|[-–+*•])[.)]?")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_GAP = 0.42  # of the letters' size: more than a blank
_LEAST_GAP = 5.0  # points
_CROSSING = 8  # of so many lines one may cross a gutter: rows that only name a group
_FEWEST_COLUMNS = 3
_FULL = 0.75  # of the table's width: a line of prose
_BIN = 0.5  # points


def find_plain_grids(lines: Sequence[Line], before: Grid | None, *, goes_on: bool) -> list[Grid]:
    """Return the tables without lines among lines of print that stand in no ruled table.

    Args:
        lines: of one page.
        before: the last table without lines on the pages before; its heading may be printed again.
        goes_on: that table ended its page, so that this one may begin with its rows.
    """
    found: list[Grid] = []
    start = 0
    if before is not None and goes_on:
        going_on, start = _going_on(lines, before)
        found += going_on
    while start < len(lines):
        if not _is_heading(lines[start]):
            start += 1
            continue
        grid, end = _table(lines, start, before)
        found += [grid] if grid else []
        start = max(end, start + 1)
    return found


def reaches_foot(grid: Grid, lines: Sequence[Line]) -> bool:
    """Return whether nothing but a page number stands below a table."""
    below = [line for line in lines if line.base > grid.ys[-1]]
    return all(furniture.page_number(line.text) is not None for line in below)


def _is_heading(line: Line) -> bool:
    first = fold(line.words[0].text).strip(" .")
    second = fold(line.words[1].text).strip(" .") if len(line.words) > 1 else ""
    return (first in _STT or (first == "so" and second == "tt")) and len(_pieces(line)) > 1


def _table(lines: Sequence[Line], start: int, before: Grid | None) -> tuple[Grid | None, int]:
    end = start + 1
    left, right = lines[start].x0, lines[start].x1
    while end < len(lines) and not (_is_prose(lines[end], left, right) or _is_heading(lines[end])):
        end += 1
    again = _printed_again(lines[start:end], before)
    edges = before.xs if before and again else _edges(lines[start:end])
    if len(edges) < _FEWEST_COLUMNS + 1:
        return None, end
    end = start + _fitting(lines[start:end], edges)
    rows = [n for n in range(start + 1, end) if _begins_row(lines[n], edges)]
    if not rows:
        return None, end
    body = start + again if again else rows[0]
    heading = lines[start:body]
    numbers = [line for line in heading if _numbers_columns(line)]
    named = [line for line in heading if line not in numbers]
    parts = [named, *([line] for line in numbers), *_rows(lines[body:end], edges)]
    return _grid(parts, edges, tuple(line.text for line in heading)), end


def _printed_again(lines: Sequence[Line], before: Grid | None) -> int:
    """Return how many lines are the heading of the table before, printed again: 0 if none."""
    if before is None or not before.heading:
        return 0
    printed = tuple(line.text for line in lines[: len(before.heading)])
    return len(printed) if printed == before.heading else 0


def _numbers_columns(line: Line) -> bool:
    return len(line.words) > 2 and all(_COLUMN_NUMBER.fullmatch(w.text) for w in line.words)


def _going_on(lines: Sequence[Line], before: Grid) -> tuple[list[Grid], int]:
    """Return the rest of a table from the page before, and the first line behind it."""
    start = next(
        (n for n, line in enumerate(lines) if furniture.page_number(line.text) is None), len(lines)
    )
    end = start
    while (
        end < len(lines)
        and not _is_heading(lines[end])
        and not _is_prose(lines[end], before.xs[0], before.xs[-1])
    ):
        end += 1
    end = start + _fitting(lines[start:end], before.xs)
    inside = [line for line in lines[start:end] if not _crosses(line, before.xs)]
    if end - start < 1 or len(inside) * 2 < end - start:
        return [], start
    if not any(_begins_row(line, before.xs) for line in lines[start:end]):
        return [], start
    return [_grid(_rows(lines[start:end], before.xs), before.xs, before.heading)], end


# --- columns -------------------------------------------------------------------------------------


def _gutter(line: Line) -> float:
    return max(_LEAST_GAP, _GAP * line.size)


def _pieces(line: Line) -> list[list[Word]]:
    groups = [[line.words[0]]]
    for a, b in pairwise(line.words):
        if b.x0 - a.x1 >= _gutter(line):
            groups.append([])
        groups[-1].append(b)
    return groups


def _is_prose(line: Line, left: float, right: float) -> bool:
    """Return whether a line goes over most of the table's width without a gap."""
    wide = max(group[-1].x1 - group[0].x0 for group in _pieces(line))
    return wide >= _FULL * (right - left) and not _MARKER.fullmatch(fold(line.words[0].text))


def _edges(lines: Sequence[Line]) -> list[float]:
    """Return where columns begin and end: in the middle of the white that parts them."""
    left = min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    bins = [0] * (int((right - left) / _BIN) + 2)
    for line in lines:
        for group in _pieces(line):
            first, last = int((group[0].x0 - left) / _BIN), int((group[-1].x1 - left) / _BIN)
            for n in range(first, last + 1):
                bins[n] += 1
    allowed = len(lines) // _CROSSING
    least = min(_gutter(line) for line in lines) * 0.8
    edges = [left - 1]
    white = 0
    for n, crossed in enumerate(bins):
        if crossed <= allowed:
            white += 1
            continue
        if white * _BIN >= least and n > white:
            edges.append(left + (n - white / 2) * _BIN)
        white = 0
    return [*edges, right + 1]


def _column(x: float, edges: Sequence[float]) -> int:
    return max(sum(edge <= x for edge in edges[:-1]) - 1, 0)


def _span(group: Sequence[Word], edges: Sequence[float]) -> tuple[int, int]:
    """Return the first and the last column that words stand in."""
    first, last = group[0], group[-1]
    return (
        _column((first.x0 + first.x1) / 2, edges),
        _column((last.x0 + last.x1) / 2, edges),
    )


def _crosses(line: Line, edges: Sequence[float]) -> bool:
    return any(a != b for a, b in (_span(group, edges) for group in _pieces(line)))


def _fitting(lines: Sequence[Line], edges: Sequence[float]) -> int:
    """Return how many lines belong to the table: words behind it begin in the number's column."""
    for n, line in enumerate(lines[1:], start=1):
        first = _pieces(line)[0]
        begins, ends = _span(first, edges)
        if begins == 0 and not _MARKER.fullmatch(fold(first[0].text)):
            outside = ends > 0 or first[-1].x1 > edges[1] + 2 or line.x0 < edges[0] - 2
            if outside:
                return n
        if furniture.page_number(line.text) is not None and begins > 0 and n == len(lines) - 1:
            return n
    return len(lines)


# --- rows ----------------------------------------------------------------------------------------


def _begins_row(line: Line, edges: Sequence[float]) -> bool:
    first = line.words[0]
    number = _MARKER.fullmatch(fold(first.text).strip())
    return bool(number) and _column((first.x0 + first.x1) / 2, edges) == 0


def _rows(lines: Sequence[Line], edges: Sequence[float]) -> list[Sequence[Line]]:
    cuts = [n for n, line in enumerate(lines) if _begins_row(line, edges)]
    cuts = [0, *(n for n in cuts if n > 0), len(lines)]
    return [lines[a:b] for a, b in pairwise(cuts)]


def _grid(rows: Sequence[Sequence[Line]], edges: Sequence[float], heading: tuple[str, ...]) -> Grid:
    tops = [min(line.base - line.size for line in row) for row in rows]
    last = max(line.base + line.size * 0.4 for line in rows[-1])
    regions = []
    for n, row in enumerate(rows):
        made = [Region(n, c, edges[c], edges[c + 1]) for c in range(len(edges) - 1)]
        groups = [_span(group, edges) for line in row for group in _pieces(line)]
        wide = [span for span in groups if span[0] != span[1]]
        if n and len(row) == 1 and wide and wide[-1][1] == max(span[1] for span in groups):
            first = wide[-1][0] or min(1, len(made) - 1)  # the number keeps its column
            made[first].right = edges[-1]
            made = [*made[: first + 1], *[made[first]] * (len(made) - first - 1)]
        regions.append(made)
    return Grid(list(edges), [*tops, last], regions, plain=True, heading=heading)
