"""How large a dialog may be: no larger than the screen, also where Windows enlarges everything."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

_FRAME_WIDTH, _FRAME_HEIGHT = 16, 40
"""What the frame and the title of a window take, in logical pixels."""


def resize_within(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog a size, or what its screen has room for."""
    parent = dialog.parentWidget()
    room = (parent or dialog).screen().availableGeometry()
    dialog.resize(
        min(width, room.width() - _FRAME_WIDTH), min(height, room.height() - _FRAME_HEIGHT)
    )
