"""The line at the foot of the window: register, a past day, what is shown, that sums agree."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from app.views import theme
from app.views.theme import FontRole
from app.views.tips import plain_tip

_BESIDE = 8
_BETWEEN = 6
"""What Qt leaves between two parts."""


class StatusLine(QStatusBar):
    """Where there is no room for all, the least needed goes: the proof, then the number shown.

    A message and a day that is past are told in full.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without texts."""
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setFixedHeight(max(24, theme.line_height(FontRole.SECOND) + 8))
        self._register, self._past = QLabel(), QLabel()
        self._shown, self._proof = QLabel(), QLabel()
        for part in (self._register, self._past):
            part.setContentsMargins(_BESIDE, 0, _BESIDE, 0)
            self.addWidget(part)
        for part in (self._shown, self._proof):
            part.setContentsMargins(_BESIDE, 0, _BESIDE, 0)
            self.addPermanentWidget(part)
        self.messageChanged.connect(lambda _message: self._fit())

    def show_texts(self, register: str, past: str, shown: str, proof: str) -> None:
        """Show other texts; "" for what there is nothing to say about."""
        for part, words in (
            (self._register, register),
            (self._past, past),
            (self._shown, shown),
            (self._proof, proof),
        ):
            part.setText(words)
        self._shown.setToolTip(plain_tip(proof))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        message = self.currentMessage()
        said = self.fontMetrics().horizontalAdvance(message) + 2 * _BESIDE
        left = said if message else _width(self._register) + _width(self._past)
        needed = left + _width(self._shown) + _width(self._proof)
        for part in (self._proof, self._shown):
            part.setVisible(needed <= self.width())
            if part.isHidden():
                needed -= _width(part)


def _width(part: QLabel) -> int:
    return part.sizeHint().width() + _BETWEEN if part.text() else 0
