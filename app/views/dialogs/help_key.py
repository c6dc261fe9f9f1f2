"""F1 in a dialog: the window's own key does not reach it while the dialog waits for an answer."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget


@runtime_checkable
class OpensHelp(Protocol):
    """The window, which knows what page is in front."""

    def show_help(self, over: QWidget) -> None:
        """Open the help of the page in front, over a window or dialog."""


def offer_help(dialog: QDialog) -> None:
    """Let F1 in a dialog open the help of the page behind it; the dialog stays."""
    QShortcut(QKeySequence("F1"), dialog).activated.connect(lambda: _open(dialog))


def _open(dialog: QDialog) -> None:
    behind = dialog.parentWidget()
    while behind is not None:
        if isinstance(behind, OpensHelp):
            behind.show_help(dialog)
            return
        behind = behind.parentWidget()
