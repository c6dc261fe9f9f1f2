"""The start of the day on Tổng quan: five figures in one line, each leading to what it counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.views import theme as themes
from app.views.day_facts import DayFact
from app.views.language import tr
from app.views.tables.painting import paint_text
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.pressable import Pressable
from app.views.widgets.signs import SIGN, paint_sign

_PADDING = 10
_GAP = 6


class DayStrip(QWidget):
    """Figures side by side, or under each other where the page is narrow."""

    pressed = Signal(int)
    """A figure was pressed: its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without figures."""
        super().__init__(parent)
        self.setAccessibleName(tr("Đầu ngày"))
        self.facts: list[FactButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._columns = 5

    def show_facts(self, facts: Sequence[DayFact]) -> None:
        """Show figures; those of the same place keep their button."""
        while len(self.facts) < len(facts):
            button = FactButton(self)
            place = len(self.facts)
            button.clicked.connect(lambda _c=False, place=place: self.pressed.emit(place))
            self.facts.append(button)
            self._put(button, place)
        for button, fact in zip(self.facts, facts, strict=False):
            button.show_fact(fact)

    def set_columns(self, columns: int) -> None:
        """Stack the figures for the width."""
        if columns != self._columns:
            self._columns = columns
            for place, button in enumerate(self.facts):
                self._put(button, place)

    def _put(self, button: QWidget, place: int) -> None:
        self._grid.addWidget(button, place // self._columns, place % self._columns)


class FactButton(Pressable):
    """One figure: sign, number, words."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.fact = DayFact("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_fact(self, fact: DayFact) -> None:
        """Show another figure."""
        self.fact = fact
        self.setAccessibleName(f"{fact.figure} {fact.words}")
        self.setToolTip(safe_tip(f"{fact.figure} {fact.words}. {fact.tip}".rstrip(". ")))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, themes.two_line_height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.subtle if self.hot else theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        half = self.height() // 2
        left = _PADDING
        if self.fact.light is not None:
            sign = QRectF(left, (half + 4 - SIGN) / 2 + 1, SIGN, SIGN)
            paint_sign(painter, sign, self.fact.light, theme)
            left += SIGN + _GAP
        room = QRect(left, 4, self.width() - left - _PADDING, half - 2)
        paint_text(painter, room, self.fact.figure, FontRole.STRONG, theme.text)
        words = QRect(_PADDING, half, self.width() - 2 * _PADDING, half - 4)
        paint_text(painter, words, self.fact.words, FontRole.SECOND, theme.text2)
        self.paint_ring(painter, 6)
        painter.end()
