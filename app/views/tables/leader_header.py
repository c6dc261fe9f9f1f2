"""The head of the grid agency × leader: name over position and number of agencies."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.views import theme as themes
from app.views.tables.painting import LEFT, RIGHT, paint_text
from app.views.tables.portfolio_grid_model import TASKS, PortfolioGridModel
from app.views.theme import FontRole

PADDING = 8
_SHORT = ("Phó Chủ tịch", "PCT")
"""The office's own abbreviation, where a column is too narrow for the words."""


class LeaderHeader(QHeaderView):
    """Paints heads in two lines; the style sheet knows only one."""

    def __init__(self, model: PortfolioGridModel, parent: QWidget) -> None:
        """Paint the leaders of a model."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        name, second = themes.line_height(FontRole.STRONG), themes.line_height(FontRole.SECOND)
        self._height = name + second + 12
        self.setFixedHeight(self._height)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = themes.current()
        painter.save()
        painter.fillRect(rect, QColor(theme.header))
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), QColor(theme.line_strong))
        room = rect.adjusted(PADDING, 0, -PADDING, -1)
        leader = self._model.leader_at(section)
        if leader is None:
            across = RIGHT if section == TASKS else LEFT
            words = self._model.headerData(section, Qt.Orientation.Horizontal)
            paint_text(painter, room, words, FontRole.STRONG, theme.text2, align=across)
            painter.restore()
            return
        painter.fillRect(rect.left(), rect.top(), 1, rect.height(), QColor(theme.line_strong))
        top, height = room.top() + 5, themes.line_height(FontRole.STRONG)
        upper = QRect(room.left(), top, room.width(), height)
        lower = QRect(room.left(), top + height, room.width(), themes.line_height(FontRole.SECOND))
        paint_text(painter, upper, leader.name, FontRole.STRONG, theme.text)
        count = str(self._model.held(leader))
        paint_text(painter, lower, count, FontRole.SECOND, theme.text2, align=RIGHT)
        lower.setRight(lower.right() - themes.metrics(FontRole.SECOND).horizontalAdvance(count) - 6)
        position = leader.short_position
        if themes.metrics(FontRole.SECOND).horizontalAdvance(position) > lower.width():
            position = position.replace(*_SHORT)
        paint_text(painter, lower, position, FontRole.SECOND, theme.text2)
        painter.restore()
