"""Buttons that give way where there is little room: to a sign, or with the end of their words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.views import icons, theme
from app.views.theme import FontRole
from app.views.tips import plain_tip

_AROUND = 28


class YieldingButton(QPushButton):
    """Shows words where there is room for them, else a sign."""

    def __init__(
        self,
        words: str,
        icon: str,
        parent: QWidget | None = None,
    ) -> None:
        """Show words.

        Args:
            words: what it does; its name for screen readers and, without a tip of its own, its tip.
            icon: what stands for them.
            parent: the bar.
        """
        super().__init__(parent)
        self._words, self._icon_name = words, icon
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._show(narrow=False)

    def sizeHint(self) -> QSize:
        words = theme.metrics(FontRole.BODY).horizontalAdvance(self._words)
        return QSize(words + _AROUND, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        height = super().sizeHint().height()
        return QSize(height, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show(narrow=event.size().width() < self.sizeHint().width() - 2)

    def _show(self, *, narrow: bool) -> None:
        self.setText("" if narrow else self._words)
        self.setIcon(icons.icon(self._icon_name, "text", 18) if narrow else QIcon())


class ElidedButton(QPushButton):
    """Shows as much of a long name as there is room for; a name that is cut stands in its tip."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        """Show a name, as from a register: never mark-up, no shortcut."""
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)

    def sizeHint(self) -> QSize:
        words = theme.metrics(FontRole.BODY).horizontalAdvance(self._words)
        return QSize(words + _AROUND, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - _AROUND
        metrics = theme.metrics(FontRole.BODY)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
