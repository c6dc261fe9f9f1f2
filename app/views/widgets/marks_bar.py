"""The bar under a list that says how many tasks are chosen, and what can be done with them all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain import formats
from app.views import theme
from app.views.language import tr
from app.views.theme import FontRole
from app.views.widgets.card import link_button
from app.views.widgets.labels import label

_MARGIN = 12


class MarksBar(QWidget):
    """Hidden while nothing is chosen; it takes its own room and never covers rows."""

    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden; `offer` gives it its buttons."""
        super().__init__(parent)
        self._count = 0
        self.words = label("", FontRole.STRONG, "text", self)
        self.clear_button = link_button(tr("Bỏ chọn (Esc)"), self)
        self.clear_button.clicked.connect(self.let_go)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_MARGIN, 7, _MARGIN, 6)
        self._row.setSpacing(6)
        self._row.addWidget(self.words)
        self._row.addWidget(self.clear_button)
        self._row.addStretch(1)
        self.buttons: list[QPushButton] = []
        self.hide()

    def offer(self, actions: Sequence[tuple[str, QAction]]) -> None:
        """Show actions as buttons, the first as the one people come for."""
        for words, action in actions:
            button = QPushButton(words, self)
            button.setProperty("compact", True)
            button.setProperty("primary", not self.buttons)
            button.setAccessibleName(tr("{words} các nhiệm vụ đang chọn", words=words))
            button.clicked.connect(action.trigger)
            self._row.addWidget(button)
            self.buttons.append(button)

    def show_count(self, count: int) -> None:
        """Say how many tasks are chosen; none hides the bar."""
        self._count = count
        self._fit()
        self.setVisible(bool(count))

    def set_enabled(self, *, enabled: bool) -> None:
        """Switch the buttons on or off; letting go is always possible."""
        for button in self.buttons:
            button.setEnabled(enabled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.selection))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.line_strong))
        painter.end()

    def _fit(self) -> None:
        """Say it shorter where there is no room."""
        number = formats.number(self._count)
        room = self.width() - 2 * _MARGIN
        room -= sum(button.sizeHint().width() + 6 for button in self.buttons)
        metrics = theme.metrics(FontRole.STRONG)
        full = tr("{number} nhiệm vụ đang chọn", number=number)
        clear = theme.metrics(FontRole.BODY).horizontalAdvance(tr("Bỏ chọn (Esc)")) + 16
        fits = metrics.horizontalAdvance(full) + clear <= room
        self.words.setText(full if fits else tr("{number} đang chọn", number=number))
        self.clear_button.setText(tr("Bỏ chọn (Esc)") if fits else tr("Bỏ"))
        self.clear_button.setAccessibleName(tr("Bỏ chọn"))
