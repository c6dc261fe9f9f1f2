"""Two or more views of the same things, side by side in one frame; one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.views.language import told


class Segments(QWidget):
    """A row of buttons of which one is down."""

    chosen = Signal(int)
    """A person chose another one: its place."""

    def __init__(self, words: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        """Choose the first one.

        Args:
            words: of each button.
            name: of the whole, for screen readers.
            parent: the bar.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self.buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, text in enumerate(words):
            button = QToolButton(self)
            button.setText(told(text))
            button.setCheckable(True)
            segment = {0: "first", len(words) - 1: "last"}.get(place, "middle")
            button.setProperty("segment", segment)
            self._group.addButton(button, place)
            self.buttons.append(button)
            row.addWidget(button)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)

    @property
    def place(self) -> int:
        """The one that is chosen."""
        return self._group.checkedId()

    def choose(self, place: int) -> None:
        """Choose without telling of it."""
        self.buttons[place].setChecked(True)

    def show_words(self, words: Sequence[str]) -> None:
        """Show other words, as with other counts."""
        for button, text in zip(self.buttons, words, strict=True):
            button.setText(told(text))
