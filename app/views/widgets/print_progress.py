"""How far printing has come, and a button that stops it, where it takes longer than a moment."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.views import theme
from app.views.language import tr
from app.views.theme import FontRole
from app.views.widgets.labels import label

_A_MOMENT_MS = 500


class PrintProgress(QWidget):
    """Stands in for the button that began the printing."""

    stop_asked = Signal()

    def __init__(self, button: QPushButton, parent: QWidget | None = None) -> None:
        """Start hidden.

        Args:
            button: hidden while this is on show.
            parent: the tool bar.
        """
        super().__init__(parent)
        self._button = button
        self._words = label("", FontRole.BODY, "text2")
        self._words.setMinimumWidth(
            theme.metrics(FontRole.BODY).horizontalAdvance(tr("Đang in 100/100")) + 2
        )
        self.stop_button = QPushButton(tr("Dừng in"))
        self.stop_button.setProperty("compact", True)
        self.stop_button.clicked.connect(self.stop_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self.stop_button)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_A_MOMENT_MS)
        self._delay.timeout.connect(self._appear)
        self.hide()

    def begin(self, total: int) -> None:
        """Appear in a moment, unless `end` comes first."""
        self.show_page(1, total)
        self._delay.start()

    def show_page(self, page: int, total: int) -> None:
        """Say which page is under way, of how many."""
        self._words.setText(tr("Đang in {page}/{total}", page=page, total=total))

    def end(self) -> None:
        """Leave the place to the button again."""
        self._delay.stop()
        self._switch(printing=False)

    def _appear(self) -> None:
        self._switch(printing=True)

    def _switch(self, *, printing: bool) -> None:
        # A focus that stood here must not jump to another page.
        focused = self.stop_button.hasFocus()
        self.setVisible(printing)
        self._button.setVisible(not printing)
        if focused:
            self._button.setFocus()
