"""How large a dialog may be: no larger than the screen, also where Windows enlarges everything."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

_FRAME_WIDTH, _FRAME_HEIGHT = 16, 40
"""What the frame and the title of a window take, in logical pixels."""


def room_for(widget: QWidget) -> QSize:
    """Return how large a window may be on the screen of a widget, without its frame."""
    room = widget.window().screen().availableGeometry()
    return QSize(room.width() - _FRAME_WIDTH, room.height() - _FRAME_HEIGHT)


def resize_within(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog a size, or what its screen has room for."""
    dialog.resize(QSize(width, height).boundedTo(room_for(dialog.parentWidget() or dialog)))
