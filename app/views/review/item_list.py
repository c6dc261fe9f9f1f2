"""The list of a review: the document, its sections with how far each is, and their items."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from app.domain.review import Decision, ReviewItem
from app.views import theme as themes
from app.views.language import tr
from app.views.review.rows import ReviewRow, place_words
from app.views.tables.card_list import CardList
from app.views.tables.painting import RIGHT, paint_icon, paint_text
from app.views.theme import FontRole

_MARGIN, _ICON, _GAP = 12, 16, 6
_LOCATOR = 74


class ReviewList(CardList[ReviewRow]):
    """Rows of a review; headings are only read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(tr("Các mục của văn bản"), lambda row: row.spoken, parent)

    def can_choose(self, record: ReviewRow) -> bool:
        return record.counts is None

    def card_height(self, record: ReviewRow) -> int:
        del record
        return themes.row_height()

    def choose_key(self, key: str) -> bool:
        """Stand on the row of an item, without telling of it; False if it is not listed."""
        for row, record in enumerate(self.cards.records):
            if record.key == key and record.counts is None:
                if self.currentIndex().row() != row:
                    self.setCurrentIndex(self.cards.index(row, 0))
                self.scrollTo(self.currentIndex())
                return True
        return False

    def paint_card(
        self, painter: QPainter, rect: QRect, record: ReviewRow, *, current: bool
    ) -> None:
        room = rect.adjusted(_MARGIN, 0, -_MARGIN, -1)
        if record.counts is not None:
            _paint_heading(painter, rect, room, record)
            return
        theme, role = themes.current(), FontRole.STRONG if current else FontRole.BODY
        icon, token = _sign(record)
        paint_icon(painter, QPoint(room.left(), rect.center().y()), icon, token, _ICON)
        room.setLeft(room.left() + _ICON + _GAP)
        item = record.item
        if item is not None:
            place = QRect(room.left(), room.top(), 0, room.height())
            words = place_words(item)
            width = themes.metrics(FontRole.SECOND).horizontalAdvance(words) + 2
            place.setWidth(min(width, _LOCATOR))
            paint_text(painter, place, words, FontRole.SECOND, theme.text3)
            room.setLeft(place.right() + _GAP)
            if item.open_doubts and item.decision is Decision.OPEN:
                room.setRight(_paint_doubts(painter, room, str(len(item.open_doubts))))
        paint_text(painter, room, record.title, role, theme.text)


def _paint_heading(painter: QPainter, rect: QRect, room: QRect, row: ReviewRow) -> None:
    theme, counts = themes.current(), row.counts
    assert counts is not None  # noqa: S101 - asked of headings only
    painter.fillRect(rect, QColor(theme.header))
    words = (
        f"{counts.done}/{counts.total}"
        if counts.total
        else tr("{skipped} đoạn", skipped=counts.skipped)
    )
    paint_text(painter, room, words, FontRole.SECOND, theme.text2, align=RIGHT)
    metrics = themes.metrics(FontRole.SECOND)
    room.setRight(room.right() - metrics.horizontalAdvance(words) - _GAP)
    if counts.doubts:
        room.setRight(_paint_doubts(painter, room, str(counts.doubts)))
    paint_text(painter, room, row.title, FontRole.STRONG, theme.text)


def _paint_doubts(painter: QPainter, room: QRect, words: str) -> int:
    """Paint a count of doubts at the right end; return how far other words may reach."""
    colours = themes.current()
    paint_text(painter, room, words, FontRole.SECOND, colours.text2, align=RIGHT)
    left = room.right() - themes.metrics(FontRole.SECOND).horizontalAdvance(words) - 4 - _ICON
    paint_icon(painter, QPoint(left, room.center().y() + 1), "warning", "light_due_soon", _ICON)
    return left - _GAP


def _sign(row: ReviewRow) -> tuple[str, str]:
    if row.item is None:
        return ("document", "text2") if row.settled else ("warning", "light_due_soon")
    return item_sign(row.item)


def item_sign(item: ReviewItem) -> tuple[str, str]:
    """Return icon and colour of what became of an item."""
    if not item.counted:
        return "minus", "text3"
    return {
        Decision.OPEN: ("circle", "text3"),
        Decision.ACCEPTED: ("check", "light_done_in_time"),
        Decision.SKIPPED: ("skip", "text3"),
    }[item.decision]
