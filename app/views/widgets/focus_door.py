"""A container that hands the keyboard on to one of its parts.

A focus proxy would do that too, but Qt counts a container with one among the stops of the Tab key:
where the container stands behind its parts in that order, Tab comes back to the part for ever and
never reaches the rest of the window. A door is no stop.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class FocusDoor(QObject):
    """Passes the focus of a container on; it lives as long as the container."""

    def __init__(self, container: QWidget, to: QWidget) -> None:
        """Pass it on to a part; ``to`` may be changed."""
        super().__init__(container)
        self.to = to
        container.installEventFilter(self)

    def eventFilter(self, _container: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self.to.setFocus(event.reason())
        return False
