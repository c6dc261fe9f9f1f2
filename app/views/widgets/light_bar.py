"""A thin bar of the seven lights in their fixed order; it never stands without its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.domain.traffic_light import Light

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.tally import Tally
    from app.views.theme import Theme

GAP = 1
_SMALLEST = 2
_RADIUS = 2.0


def paint_light_bar(
    painter: QPainter, rect: QRectF, tally: Tally, theme: Theme, total: int | None = None
) -> None:
    """Paint a tally as a bar with rounded ends.

    Args:
        painter: where to paint, in logical pixels.
        rect: the room of the longest bar of the same card.
        tally: what to show; nothing is painted for an empty one.
        theme: colours.
        total: count that fills ``rect`` (the same for every bar of a card); None fills it with
            this tally.
    """
    scale = tally.total if total is None else max(total, tally.total)
    if scale == 0:
        return
    ratio = painter.device().devicePixelRatio()
    room = round(rect.width() * ratio * tally.total / scale)
    widths = segment_widths(tally.counts, room, round(GAP * ratio), round(_SMALLEST * ratio))
    shown = [(light, width) for light, width in zip(Light, widths, strict=True) if width]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = round(rect.left() * ratio)
    for place, (light, width) in enumerate(shown):
        segment = QRectF(left / ratio, rect.top(), width / ratio, rect.height())
        ends = (place == 0, place == len(shown) - 1)
        painter.fillPath(_segment(segment, *ends), QColor(theme.lights[light].fill))
        left += width + round(GAP * ratio)
    painter.restore()


def segment_widths(
    counts: Sequence[int], room: int, gap: int = GAP, smallest: int = _SMALLEST
) -> list[int]:
    """Share the pixels of a bar among its counts.

    Args:
        counts: a count for every segment; 0 gets no pixel and no gap.
        room: pixels of the whole bar, gaps included.
        gap: pixels between two segments.
        smallest: pixels that even a count of 1 gets, where the room allows it.

    Returns:
        Whole pixels for every count. With the gaps they fill ``room`` exactly, unless it is too
        small to show every count at its smallest.
    """
    filled = [place for place, count in enumerate(counts) if count]
    widths = [0] * len(counts)
    if not filled:
        return widths
    free = room - gap * (len(filled) - 1) - smallest * len(filled)
    total = sum(counts)
    shares = {place: max(free, 0) * counts[place] / total for place in filled}
    for place in filled:
        widths[place] = smallest + int(shares[place])
    left_over = max(free, 0) - sum(int(share) for share in shares.values())
    by_fraction = sorted(filled, key=lambda place: int(shares[place]) - shares[place])
    for place in by_fraction[:left_over]:
        widths[place] += 1
    return widths


def _segment(rect: QRectF, first: bool, last: bool) -> QPainterPath:  # noqa: FBT001 - both ends
    path = QPainterPath()
    radius = min(_RADIUS, rect.width(), rect.height() / 2)
    path.addRoundedRect(rect, radius, radius)
    for keep_round, x in ((first, rect.left()), (last, rect.right() - rect.width() / 2)):
        if not keep_round:
            half = QPainterPath()
            half.addRect(QRectF(x, rect.top(), rect.width() / 2, rect.height()))
            path = path.united(half)
    return path
