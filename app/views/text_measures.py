"""Measures of lines of text that are asked for again with every repaint, and so are remembered.

Shaping a line costs some 20 microseconds, more than painting its ground; a list shows the same
names, dates and states in row after row, and after a keystroke most of its titles again.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

_MOST_KEPT = 2048
"""Lines remembered for a font, about a megabyte of words; beyond that all are forgotten."""


class RememberingMetrics(QFontMetrics):
    """Metrics of a font that never changes; widths and cut lines are worked out once."""

    def __init__(self, font: QFont) -> None:
        """Measure a font."""
        super().__init__(font)
        self._widths: dict[str, int] = {}
        self._cut: dict[tuple[str, Qt.TextElideMode, int], str] = {}

    def horizontalAdvance(self, text: str, *more: Any, **named: Any) -> int:
        if more or named:
            return super().horizontalAdvance(text, *more, **named)
        known = self._widths.get(text)
        if known is None:
            if len(self._widths) >= _MOST_KEPT:
                self._widths.clear()
            known = self._widths[text] = super().horizontalAdvance(text)
        return known

    def elidedText(
        self, text: str, mode: Qt.TextElideMode, width: int, flags: int | None = None
    ) -> str:
        if flags:
            return super().elidedText(text, mode, width, flags)
        key = (text, mode, width)
        known = self._cut.get(key)
        if known is None:
            if len(self._cut) >= _MOST_KEPT:
                self._cut.clear()
            known = self._cut[key] = super().elidedText(text, mode, width)
        return known
