"""A box that filters a list: closed, it says what by, and in bold what is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from app.domain import formats
from app.domain.phrases import capital, small
from app.views import theme as themes
from app.views.language import told, tr
from app.views.tables.painting import paint_text
from app.views.theme import FontRole

_ALL = tr("tất cả")
_LEAST_WIDTH = 96
_POPUP_WIDTH = 300


class FilterBox(QComboBox):
    """Offers all and one entry a choice."""

    key_chosen = Signal(object)
    """A person chose an entry: its key, None for all."""

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        """Offer all.

        Args:
            prefix: what is filtered by ("Chủ trì").
            parent: the bar.
        """
        super().__init__(parent)
        self._prefix = prefix
        self._names: dict[int, str] = {}
        self.setAccessibleName(tr("Lọc theo {prefix}", prefix=small(prefix)))
        self.setProperty("compact", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMaxVisibleItems(20)
        self.view().setMinimumWidth(_POPUP_WIDTH)
        self.offer(())
        self.activated.connect(lambda _place: self.key_chosen.emit(self.key))

    @property
    def key(self) -> int | None:
        """The key that is chosen, None for all."""
        chosen: int | None = self.currentData()
        return chosen

    def offer(self, choices: Iterable[tuple[int, str, int]]) -> None:
        """Offer other entries (key, name, count); the choice stays where it still is one."""
        key = self.key if self.count() else None
        self._names = {}
        self.clear()
        self.addItem(capital(_ALL), None)
        for choice, words, count in choices:
            self._names[choice] = name = told(words)
            self.addItem(f"{name} ({formats.number(count)})", choice)
        self.choose(key)

    def choose(self, key: int | None) -> None:
        """Choose without telling of it; a key that is not offered chooses all."""
        self.setCurrentIndex(max(0, self.findData(key)) if key is not None else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""  # type: ignore[attr-defined] # stubs lack the fields
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        theme = themes.current()
        room = QRect(self.rect()).adjusted(9, 0, -24, 0)
        if self.key is None:
            words = f"{self._prefix}: {_ALL}"
            fits = themes.metrics(FontRole.BODY).horizontalAdvance(words) <= room.width()
            shown = words if fits else self._prefix
            paint_text(painter, room, shown, FontRole.BODY, theme.text2)
        else:
            paint_text(painter, room, self._names[self.key], FontRole.STRONG, theme.accent)
        painter.end()
