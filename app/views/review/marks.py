"""What is marked in the source: what became of each place, and which words are doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from PySide6.QtGui import QColor

from app.domain.review import Decision, IndicatorFields, ReviewItem, TaskFields
from app.domain.time_limit import TimeLimit
from app.domain.traffic_light import Light
from app.views import theme


class Place(Enum):
    """What became of the items at a place."""

    WAITING = "waiting"
    DONE = "done"
    SKIPPED = "skipped"
    CURRENT = "current"


_PLACES = {
    Decision.OPEN: Place.WAITING,
    Decision.ACCEPTED: Place.DONE,
    Decision.SKIPPED: Place.SKIPPED,
}


def places(items: Iterable[ReviewItem]) -> Mapping[int, Place]:
    """Return number of a block → what became of what was read from it; what waits goes first."""
    found: dict[int, Place] = {}
    for item in items:
        if not item.counted:
            continue
        place = _PLACES[item.decision]
        for block in item.blocks:
            if found.get(block) is not Place.WAITING:
                found[block] = place
    return found


def edge_colour(place: Place) -> QColor:
    """Return the colour of the edge beside a place."""
    colours = theme.current()
    return QColor(
        {
            Place.CURRENT: colours.lights[Light.DUE_SOON].fill,
            Place.DONE: colours.lights[Light.DONE_IN_TIME].sign,
            Place.WAITING: colours.line_strong,
            Place.SKIPPED: colours.line,
        }[place]
    )


def doubtful_words(item: ReviewItem) -> tuple[str, ...]:
    """Return the words of an item's doubtful fields, as they may stand in the source."""
    names = dict.fromkeys(doubt.field for doubt in item.open_doubts)
    return tuple(words for name in names for words in _words(item, name))


def _words(item: ReviewItem, name: str) -> list[str]:
    fields = item.fields
    if not isinstance(fields, TaskFields | IndicatorFields) or name in ("title", "name"):
        return []
    value = getattr(fields, name, "")
    if isinstance(value, TimeLimit):
        value = value.text
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, tuple):
        return [each if isinstance(each, str) else each.text for each in value]
    return [fields.target_text] if isinstance(fields, IndicatorFields) else []
