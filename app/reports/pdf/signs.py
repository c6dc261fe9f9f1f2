"""The seven signs as vector shapes: Times New Roman has no ✔, and paper may have no colour.

Each shape differs in outline, so that it reads in black and white: check, check with an exclamation
mark, disc, triangle, filled square, ring, dash.
"""

from __future__ import annotations

from functools import lru_cache

from app.domain.traffic_light import Light
from app.reports.pdf.layout import Colour, SignMeasures

_ROUND = 0.5523
"""Length of the handles of a Bézier curve that draws a quarter of a circle of radius 1."""

_BLACK = "0 g 0 G"


def sign_width(light: Light, measures: SignMeasures, scale: float = 1.0) -> float:
    """Return the width of a sign in points."""
    share = measures.late_share if light is Light.DONE_LATE else 1.0
    return measures.side * share * scale


@lru_cache(maxsize=64)
def sign_shape(  # noqa: PLR0911 - seven signs
    light: Light, measures: SignMeasures, scale: float = 1.0
) -> str:
    """Return the PDF operators that draw a sign with its lower left corner at (0, 0).

    They change colours and line width, so they belong between ``q`` and ``Q``.
    """
    side = measures.side * scale
    match light:
        case Light.DONE_IN_TIME:
            return _check(side, measures)
        case Light.DONE_LATE:
            return f"{_check(side, measures)} {_exclamation(side)}"
        case Light.IN_TIME:
            return _disc(side, 0.46, measures.in_time, measures.outline)
        case Light.DUE_SOON:
            return _triangle(side, measures)
        case Light.OVERDUE:
            return _square(side, measures)
        case Light.UNKNOWN:
            return _disc(side, 0.4, (1.0, 1.0, 1.0), measures.ring_outline)
        case Light.STOPPED:
            return _box(0, side * 0.5 - measures.dash_height / 2, side, measures.dash_height)


def _check(side: float, measures: SignMeasures) -> str:
    corners = ((0.05, 0.45), (0.37, 0.14), (0.98, 0.92))
    path = " ".join(
        f"{x * side:.2f} {y * side:.2f} {'l' if place else 'm'}"
        for place, (x, y) in enumerate(corners)
    )
    return f"{_colour(measures.done)} RG {measures.check_width:.2f} w {path} S"


def _exclamation(side: float) -> str:
    stroke = _box(side * 1.17, side * 0.36, side * 0.17, side * 0.6)
    return f"{stroke} {_box(side * 1.17, side * 0.06, side * 0.17, side * 0.17)}"


def _disc(side: float, share: float, fill: Colour, outline: float) -> str:
    radius, middle = side * share, side / 2
    near, far = middle - radius, middle + radius
    handle = radius * _ROUND
    low, high = middle - handle, middle + handle
    curves = (
        (far, high, high, far, middle, far),
        (low, far, near, high, near, middle),
        (near, low, low, near, middle, near),
        (high, near, far, low, far, middle),
    )
    path = " ".join(" ".join(f"{value:.2f}" for value in curve) + " c" for curve in curves)
    start = f"{far:.2f} {middle:.2f} m"
    return f"{_colour(fill)} rg 0 G {outline:.2f} w {start} {path} b"


def _triangle(side: float, measures: SignMeasures) -> str:
    line = measures.strong_outline
    left, right, foot = line * 0.8, side - line * 0.8, line * 0.7
    top = side - line * 0.9
    path = f"{left:.2f} {foot:.2f} m {right:.2f} {foot:.2f} l {side / 2:.2f} {top:.2f} l"
    return f"{_colour(measures.due_soon)} rg 0 G {line:.2f} w {path} b"


def _square(side: float, measures: SignMeasures) -> str:
    line = measures.outline
    inner = side - line
    path = f"{line / 2:.2f} {line / 2:.2f} {inner:.2f} {inner:.2f} re"
    return f"{_colour(measures.overdue)} rg 0 G {line:.2f} w {path} b"


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"{_BLACK} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f"


def _colour(colour: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in colour)
