"""The row of figures on a leader's page: seven cells with the change since an earlier day."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from app.domain import formats
from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.reports.pdf.fonts import Face
from app.reports.pdf.frame import SheetFrame
from app.reports.pdf.signs import sign_width
from app.reports.pdf.text import Run, Style

_CELLS: tuple[tuple[str, Light | None], ...] = (
    ("Tổng số", None),
    ("Hoàn thành\nđúng hạn", Light.DONE_IN_TIME),
    ("Hoàn thành\nquá hạn", Light.DONE_LATE),
    ("Trong hạn", Light.IN_TIME),
    ("Sắp đến hạn", Light.DUE_SOON),
    ("Quá hạn", Light.OVERDUE),
    ("Chưa có\nthông tin", Light.UNKNOWN),
)


class Block(NamedTuple):
    """A part of the page: its height, and what draws it from an upper edge down."""

    height: float
    draw: Callable[[float], None]


class _Cell(NamedTuple):
    words: str
    light: Light | None
    figure: str
    change: str


def change_words(now: int, before: int) -> str:
    """Return how a figure changed: ``+2``, ``–3``, ``không đổi``."""
    if now == before:
        return "không đổi"
    return f"{'+' if now > before else '–'}{formats.number(abs(now - before))}"


def figures_block(frame: SheetFrame, now: Tally, before: Tally | None) -> Block:
    """Return the row of a page."""

    def draw(top: float) -> None:
        width = frame.width / len(_CELLS)
        for place, (words, light) in enumerate(_CELLS):
            count = now.total if light is None else now[light]
            change = ""
            if before is not None:
                earlier = before.total if light is None else before[light]
                change = change_words(count, earlier)
            cell = _Cell(words, light, formats.number(count), change)
            _draw_cell(frame, frame.left + place * width, top, cell)

    return Block(frame.document.layout.figures.height, draw)


def _draw_cell(frame: SheetFrame, x: float, top: float, cell: _Cell) -> None:
    document, measures = frame.document, frame.document.layout.figures
    setter = document.typesetter
    width = frame.width / len(_CELLS)
    middle = x + width / 2
    light = cell.light
    if light is Light.OVERDUE:
        document.grey(x, top, width, measures.height, measures.grey)
    document.box(x, top, width, measures.height, measures.line)
    label = Style(Face.UPRIGHT, measures.label_size)
    for place, line in enumerate(setter.lines((Run(cell.words, label),), width)):
        document.centred(line, middle, top + measures.label + place * measures.label_leading)
    number = setter.line(Run(cell.figure, Style(Face.BOLD, measures.number_size)))
    sign = 0.0
    baseline = top + measures.number
    if light is not None:
        signs = document.layout.signs
        sign = sign_width(light, signs, measures.sign_scale) + signs.gap
        left = middle - (sign + number.width) / 2
        document.sign(light, left, baseline - measures.sign_lift, measures.sign_scale)
    document.line(number, middle - (sign + number.width) / 2 + sign, baseline)
    if cell.change:
        style = Style(Face.ITALIC, measures.label_size)
        document.centred(setter.line(Run(cell.change, style)), middle, top + measures.change)
