"""How far the reading of a file is, and a button that stops it, where it takes longer."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.views.language import tr
from app.views.review.pane_parts import ShareBar
from app.views.theme import FontRole
from app.views.widgets.labels import label

_A_MOMENT_MS = 500


class ReadingBar(QWidget):
    """Stands in the tool bar while a file is read."""

    stop_asked = Signal()
    shown = Signal(bool)
    """Whether it is on show: its place belongs to others where it is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._name = ""
        self.words = label("", FontRole.BODY, "text2")
        self.bar = ShareBar()
        self.stop_button = QPushButton(tr("Dừng đọc"))
        self.stop_button.setProperty("compact", True)
        self.stop_button.clicked.connect(self.stop_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.words, self.bar, self.stop_button):
            row.addWidget(part)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_A_MOMENT_MS)
        self._delay.timeout.connect(lambda: self._switch(on=True))
        self.hide()

    def begin(self, name: str) -> None:
        """Appear in a moment, unless `end` comes first."""
        self._name = name
        self.show_progress(0, 1)
        self._delay.start()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is: parts done, parts in all."""
        share = min(done, total) / total if total else 0
        read = tr("Đang đọc {name}, {value}%", name=self._name, value=int(100 * share))
        self.words.setText(
            tr("Đang tìm nhiệm vụ trong {name}…", name=self._name) if share >= 1 else read
        )
        self.bar.show_share(int(1000 * share), 1000)

    def end(self) -> None:
        """Go."""
        self._delay.stop()
        self._switch(on=False)

    def _switch(self, *, on: bool) -> None:
        self.setVisible(on)
        self.shown.emit(on)
