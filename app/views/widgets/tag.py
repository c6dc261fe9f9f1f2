"""A small tag: dashed for what is only suggested ("gợi ý"), else plain ("+1")."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views import theme as themes
from app.views.language import told, tr
from app.views.theme import FontRole, Theme

SUGGESTED = tr("gợi ý")

_PADDING = 4
_RADIUS = 3.0


def tag_width(words: str) -> int:
    """Return the width of a tag in pixels."""
    return themes.metrics(FontRole.SMALL).horizontalAdvance(told(words)) + 2 * _PADDING + 2


def tag_height() -> int:
    """Return the height of a tag in pixels (18 at usual letters)."""
    return themes.line_height(FontRole.SMALL) + 4


def paint_tag(
    painter: QPainter, left_middle: QPointF, words: str, theme: Theme, *, dashed: bool = False
) -> None:
    """Paint a tag.

    Args:
        painter: where to paint.
        left_middle: middle of its left edge.
        words: what it says.
        theme: colours.
        dashed: whether its border says that this is only suggested.
    """
    size = QSize(tag_width(words), tag_height())
    corner = QPointF(left_middle.x(), left_middle.y() - size.height() / 2)
    rect = QRectF(corner, size.toSizeF())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(theme.text3 if dashed else theme.line_strong), 1)
    if dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(QColor(theme.surface))
    inner = rect.toAlignedRect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, _RADIUS, _RADIUS)
    painter.setFont(themes.font(FontRole.SMALL))
    painter.setPen(QColor(theme.text2))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, told(words))
    painter.restore()


class SuggestedTag(QWidget):
    """The dashed tag as a widget; its tool tip tells on what the suggestion rests."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say "gợi ý"."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(SUGGESTED)

    def sizeHint(self) -> QSize:
        return QSize(tag_width(SUGGESTED), tag_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = QPointF(0, self.height() / 2)
        paint_tag(painter, middle, SUGGESTED, themes.current(), dashed=True)
        painter.end()
