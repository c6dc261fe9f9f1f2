"""Buttons of a bar that give way together: to fewer signs, to shorter words, at last to signs."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.views import icons, theme
from app.views.theme import FontRole
from app.views.tips import plain_tip

_AROUND = 28
_SIGN = 22
_SPACING = 8


class Wording(IntEnum):
    """How much a button says, the most first."""

    FULL = 0
    """Words beside a sign."""
    WORDS = 1
    SHORT = 2
    SIGN = 3


class WordyButton(QPushButton):
    """A button of a `ButtonRow`."""

    def __init__(
        self, words: str, short: str, icon: str, parent: QWidget | None = None, *, primary: bool
    ) -> None:
        """Show words beside a sign.

        Args:
            words: what it does; its name for screen readers and, without a tip of its own, its tip.
            short: the same in a word.
            icon: what stands for it.
            parent: the row.
            primary: whether it is the one that is meant to be pressed.
        """
        super().__init__(parent)
        self._texts = {Wording.FULL: words, Wording.WORDS: words, Wording.SHORT: short}
        self._wording = Wording.FULL
        self._icon_name, self._tone = icon, "on_primary" if primary else "text"
        self._role = FontRole.STRONG if primary else FontRole.BODY
        self.setProperty("compact", True)
        self.setProperty("primary", primary)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.setIconSize(QSize(16, 16))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self._show)
        self._show()

    @property
    def wording(self) -> Wording:
        """How much it says now."""
        return self._wording

    def say(self, wording: Wording) -> None:
        """Say more or less."""
        if wording is not self._wording:
            self._wording = wording
            self._show()
            self.updateGeometry()

    def width_as(self, wording: Wording) -> int:
        """Return how wide it is where it says that much, in pixels."""
        if wording is Wording.SIGN:
            return super().sizeHint().height()
        sign = _SIGN if wording is Wording.FULL else 0
        return theme.metrics(self._role).horizontalAdvance(self._texts[wording]) + sign + _AROUND

    def sizeHint(self) -> QSize:
        return QSize(self.width_as(self._wording), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _show(self) -> None:
        self.setText(self._texts.get(self._wording, ""))
        signed = self._wording in (Wording.FULL, Wording.SIGN)
        self.setIcon(icons.icon(self._icon_name, self._tone, 16) if signed else QIcon())


class ButtonRow(QWidget):
    """Buttons at the right end of a bar; all of them say equally much."""

    def __init__(self, buttons: Sequence[WordyButton], parent: QWidget | None = None) -> None:
        """Show buttons, which may be hidden and shown later."""
        super().__init__(parent)
        self._buttons = tuple(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACING)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # see minimumSizeHint
        row.addStretch(1)
        for button in self._buttons:
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._needed(Wording.FULL), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needed(Wording.SIGN), super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a button came or went
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitting = (each for each in Wording if self._needed(each) <= self.width())
        wording = next(fitting, Wording.SIGN)
        for button in self._buttons:
            button.say(wording)

    def _needed(self, wording: Wording) -> int:
        shown = [each for each in self._buttons if not each.isHidden()]
        return sum(each.width_as(wording) for each in shown) + _SPACING * max(0, len(shown) - 1)
