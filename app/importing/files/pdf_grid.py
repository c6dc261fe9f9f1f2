"""Ruled tables on a page: drawn lines become a grid, missing lines become merged cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.importing.files.pdf_page import Rule, Word

_NEAR = 3.0  # points within which two lines are one, or touch
_COVERED = 0.5  # share of a cell's side that must be drawn


@dataclass(slots=True)
class Region:
    """A cell, or several that no line parts: its words, and where it begins."""

    row: int
    column: int
    left: float
    right: float
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A ruled table; `regions[row][column]` is the (merged) cell there."""

    xs: list[float]
    ys: list[float]
    regions: list[list[Region]]
    plain: bool = False  # no line is drawn: columns are parted by the white between them
    heading: tuple[str, ...] = ()  # of a plain table: the lines of print that name the columns

    def take(self, word: Word) -> bool:
        """Keep the word if it stands in this table; return whether it does."""
        x, y = (word.x0 + word.x1) / 2, word.base - word.size * 0.3
        if not (self.xs[0] < x < self.xs[-1] and self.ys[0] < y < self.ys[-1]):
            return False
        row, column = bisect_left(self.ys, y) - 1, bisect_left(self.xs, x) - 1
        self.regions[row][column].words.append(word)
        return True


def find_grids(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Grid]:
    """Return the tables of a page from top to bottom; frames around one text are no tables."""
    levels, uprights = _joined(level), _joined(upright)
    grids = [_grid(rows, columns) for rows, columns in _touching(levels, uprights)]
    found = [grid for grid in grids if grid is not None]
    return sorted(found, key=lambda grid: grid.ys[0])


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules with pieces of one line joined: most programs draw cell by cell."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if lines and rule.at - lines[-1][-1].at <= 1.5:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    joined: list[Rule] = []
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        start = end = None
        for rule in sorted(line, key=lambda one: one.start):
            if start is None or end is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _NEAR:
                end = max(end, rule.end)
            else:
                joined.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None and end is not None:
            joined.append(Rule(at, start, end))
    return joined


def _touching(levels: list[Rule], uprights: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of lines that hang together: one a table."""
    groups = _Groups(len(levels) + len(uprights))
    for n, upright in enumerate(uprights):
        for m, level in enumerate(levels):
            if (
                level.start - _NEAR <= upright.at <= level.end + _NEAR
                and upright.start - _NEAR <= level.at <= upright.end + _NEAR
            ):
                groups.join(m, len(levels) + n)
    tables: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for n, rule in enumerate([*levels, *uprights]):
        table = tables.setdefault(groups.of(n), ([], []))
        table[0 if n < len(levels) else 1].append(rule)
    return list(tables.values())


def _grid(levels: list[Rule], uprights: list[Rule]) -> Grid | None:
    if not uprights or len(levels) < 2:
        return None
    # Tables without outer lines still have level lines that reach to their sides.
    sides = [min(rule.start for rule in levels), max(rule.end for rule in levels)]
    ends = [min(rule.start for rule in uprights), max(rule.end for rule in uprights)]
    xs = _places([rule.at for rule in uprights], sides)
    ys = _places([rule.at for rule in levels], ends)
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(xs, ys, _regions(xs, ys, levels, uprights))


def _places(lines: list[float], edges: list[float]) -> list[float]:
    places: list[float] = []
    for at in sorted(lines):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    for edge in edges:
        if all(abs(edge - place) > 2 * _NEAR for place in places):
            places.append(edge)
    return sorted(places)


def _regions(
    xs: list[float], ys: list[float], levels: list[Rule], uprights: list[Rule]
) -> list[list[Region]]:
    rows, columns = len(ys) - 1, len(xs) - 1
    groups = _Groups(rows * columns)
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column in range(columns - 1):
            if not _drawn(uprights, xs[column + 1], top, bottom):
                groups.join(row * columns + column, row * columns + column + 1)
    for column, (left, right) in enumerate(pairwise(xs)):
        for row in range(rows - 1):
            if not _drawn(levels, ys[row + 1], left, right):
                groups.join(row * columns + column, (row + 1) * columns + column)
    made: dict[int, Region] = {}
    table: list[list[Region]] = []
    for row in range(rows):
        line = []
        for column in range(columns):
            key = groups.of(row * columns + column)
            region = made.setdefault(key, Region(row, column, xs[column], xs[column + 1]))
            region.left = min(region.left, xs[column])
            region.right = max(region.right, xs[column + 1])
            line.append(region)
        table.append(line)
    return table


def _drawn(rules: list[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(
        max(min(rule.end, end) - max(rule.start, start), 0.0)
        for rule in rules
        if abs(rule.at - at) <= _NEAR
    )
    return covered >= _COVERED * (end - start)


class _Groups:
    """Disjoint sets; the smallest member names its group."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def of(self, member: int) -> int:
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]
            member = self._above[member]
        return member

    def join(self, one: int, other: int) -> None:
        one, other = self.of(one), self.of(other)
        self._above[max(one, other)] = min(one, other)
