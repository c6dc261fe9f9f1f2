"""The room of a form: as high as it needs or as its screen allows; there it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from app.views.dialogs.room import room_for


class FormRoom(QScrollArea):
    """Holds the content of a dialog over its foot."""

    def __init__(self, content: QLayout, foot: QWidget, dialog: QWidget) -> None:
        """Hold a layout; ``foot`` stands below, no narrower, and stays on the screen."""
        super().__init__(dialog)
        self._foot = foot
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have the keyboard
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._content = content
        self._body = QWidget()
        self._body.setLayout(content)
        self.setWidget(self._body)
        self._body.setAutoFillBackground(False)  # setWidget switches it on

    def sizeHint(self) -> QSize:
        layout = self._content
        wanted = layout.totalSizeHint()
        # Texts wrap; what cannot, as a choice among long names, makes the form wider.
        width = max(layout.totalMinimumSize().width(), self._foot.minimumWidth())
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        most = room_for(self).height() - self._foot.sizeHint().height()
        return QSize(width, min(height if height >= 0 else wanted.height(), most))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
