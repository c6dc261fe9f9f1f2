"""Round levels for the axis of a chart, on screen and on paper."""

from __future__ import annotations

import math

_MOST_STEPS = 4


def level_ticks(low: float, high: float) -> list[float]:
    """Return round levels from below ``low`` to above ``high``, in steps of 1, 2, 2,5 or 5."""
    span = max(high - low, 1e-9)
    power = 10.0 ** math.floor(math.log10(span / _MOST_STEPS))
    step = next(
        factor * power for factor in (1, 2, 2.5, 5, 10) if span / (factor * power) <= _MOST_STEPS
    )
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(place * step, 10) for place in range(first, last + 1)]
