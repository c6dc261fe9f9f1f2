"""A short list of rows that are buttons: one Tab stop, arrows inside, as many rows as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views.widgets.pressable import Pressable

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}


class RowList(QWidget):
    """Rows of equal height; they grow with the room up to a limit.

    With ``least`` given, rows that find no room are hidden, down to that number; without it every
    row is always there.
    """

    def __init__(
        self,
        heights: tuple[int, int, int],
        least: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Start without rows.

        Args:
            heights: smallest, usual and largest height of a row in pixels.
            least: number of rows that are never hidden; None for all.
            parent: the card.
        """
        super().__init__(parent)
        self._heights = heights
        self._least = least
        self._rows: list[Pressable] = []
        self._stop = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def rows(self) -> Sequence[Pressable]:
        """The rows, hidden ones included."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[Pressable]) -> None:
        """Take other rows; the focus stays at its place in the list."""
        focused = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        ring = focused is not None and self._rows[focused].ring
        for old in self._rows:
            old.removeEventFilter(self)
            old.hide()
            old.deleteLater()
        self._rows = list(rows)
        self._stop = focused or 0
        for row in self._rows:
            row.setParent(self)
            row.installEventFilter(self)
            row.show()
        self.setMaximumHeight(self._heights[2] * len(self._rows))
        self._place()
        self.updateGeometry()
        if focused is not None and self._rows:
            reason = Qt.FocusReason.TabFocusReason if ring else Qt.FocusReason.MouseFocusReason
            self._rows[self._stop].setFocus(reason)

    def sizeHint(self) -> QSize:
        return QSize(240, self._heights[1] * self._usual())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._heights[0] * self._fewest())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._move(watched, step)
                return True
        elif isinstance(event, QFocusEvent) and event.gotFocus():
            self._stop = next(i for i, row in enumerate(self._rows) if row is watched)
            self._mark_stop()
        return super().eventFilter(watched, event)

    def _move(self, origin: QObject, step: int) -> None:
        open_rows = [row for row in self._rows if row.isVisibleTo(self) and row.isEnabled()]
        here = next(i for i, row in enumerate(open_rows) if row is origin)
        there = min(max(here + step, 0), len(open_rows) - 1)
        open_rows[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _mark_stop(self) -> None:
        """Let Tab stop at one row only; at the first that can be pressed if the last is gone."""
        able = [i for i, row in enumerate(self._rows) if row.isVisibleTo(self) and row.isEnabled()]
        if able and self._stop not in able:
            self._stop = able[0]
        for place, row in enumerate(self._rows):
            stop = place == self._stop
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def _fewest(self) -> int:
        return len(self._rows) if self._least is None else min(self._least, len(self._rows))

    def _usual(self) -> int:
        return len(self._rows) if self._least is None else min(2 * self._least, len(self._rows))

    def _place(self) -> None:
        if not self._rows:
            return
        smallest, usual, largest = self._heights
        room = self.height()
        if self._least is None:
            shown = len(self._rows)
        else:
            shown = max(self._fewest(), min(len(self._rows), room // usual))
        height = max(smallest, min(largest, room // shown))
        for place, row in enumerate(self._rows):
            row.setGeometry(0, place * height, self.width(), height)
            row.setVisible(place < shown)
        self._mark_stop()
