"""How far long work has come, and a button that stops it, where it takes longer than a moment."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.widgets.labels import label

_A_MOMENT_MS = 500


class MakingBar(QWidget):
    """Stands under the tool bar while something is made; `stop_asked` comes from its button."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._words = label("", FontRole.BODY, "text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(160, 8)
        self._bar.setAccessibleName(tr("Tiến độ"))
        self.stop_button = QPushButton(tr("Dừng"))
        self.stop_button.setProperty("compact", True)
        self.stop_button.clicked.connect(self.stop_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        row.addWidget(self.stop_button)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_A_MOMENT_MS)
        self._delay.timeout.connect(self.show)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def begin(self, words: str) -> None:
        """Appear in a moment, unless `end` comes first."""
        self._words.setText(told(words))
        self._bar.setRange(0, 0)
        self._delay.start()

    def show_step(self, done: int, total: int, words: str) -> None:
        """Say how many steps are over and what is made now."""
        self.show_share(
            done,
            total,
            tr("Đang dựng {done}/{total}: {words}", done=done + 1, total=total, words=words),
        )

    def show_share(self, done: int, total: int, words: str) -> None:
        """Say what share of the work is over, and what is under way in words of its own."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._words.setText(told(words))

    def say(self, words: str) -> None:
        """Say something else."""
        self._words.setText(told(words))

    def end(self) -> None:
        """Disappear."""
        self._delay.stop()
        self.hide()
