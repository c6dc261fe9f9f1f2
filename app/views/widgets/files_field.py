"""Files to be kept as proofs: chosen one by one or dropped, each can be taken out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain import formats
from app.views import icons, theme
from app.views.language import tr
from app.views.theme import FontRole
from app.views.widgets.card import link_button
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.labels import label

if TYPE_CHECKING:
    from app.views.prompts import Prompts

_KINDS = ((tr("Mọi tệp"), "*"),)
_TAKE_OUT = tr("Bỏ")


class FilesField(QWidget):
    """A button to choose a file, and a line for each that was."""

    changed = Signal()
    refused = Signal(str)
    """Why a file that was chosen is not taken."""

    def __init__(self, prompts: Prompts, width: int, parent: QWidget | None = None) -> None:
        """Start without files.

        Args:
            prompts: asks for a file.
            width: of the field; long names are cut in their middle.
            parent: the form.
        """
        super().__init__(parent)
        self._prompts = prompts
        self._width = width
        self._folder = Path.home()
        self.files: tuple[Path, ...] = ()
        self.setAcceptDrops(True)
        self.button = QPushButton(tr("Chọn tệp…"), self)
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(tr("Chọn tệp minh chứng"))
        icons.dress(self.button, "paperclip", "text2", 16)
        self.button.clicked.connect(self._choose)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._lines)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        FocusDoor(self, self.button)

    def add(self, path: Path) -> None:
        """Take a file, if it can be kept."""
        from app.services import evidence  # noqa: PLC0415 - not before a dialog is open

        refusal = evidence.file_refusal(path)
        if refusal is None and path not in self.files:
            self.files = (*self.files, path)
            self._show()
        self.refused.emit(refusal or "")

    def remove(self, path: Path) -> None:
        """Take a file out again."""
        self.files = tuple(each for each in self.files if each != path)
        self.button.setFocus()
        self._show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.add(Path(url.toLocalFile()))
        event.acceptProposedAction()

    def _choose(self) -> None:
        path = self._prompts.open_path(self, tr("Chọn tệp minh chứng"), self._folder, _KINDS)
        if path is not None:
            self._folder = path.parent
            self.add(path)

    def _show(self) -> None:
        while self._lines.count():
            line = self._lines.takeAt(0).widget()
            line.hide()
            line.deleteLater()
        for path in self.files:
            self._lines.addWidget(self._line(path))
        self.changed.emit()

    def _line(self, path: Path) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        size = formats.file_size(path.stat().st_size)
        metrics = theme.metrics(FontRole.BODY)
        room = self._width - metrics.horizontalAdvance(f"{size}{_TAKE_OUT}") - 48
        name = metrics.elidedText(path.name, Qt.TextElideMode.ElideMiddle, room)
        row.addWidget(label(name, FontRole.BODY, "text", line))
        row.addWidget(label(size, FontRole.BODY, "text2", line))
        out = link_button(_TAKE_OUT, line)
        out.setAutoDefault(False)
        out.setAccessibleName(tr("Bỏ tệp {name}", name=path.name))
        out.clicked.connect(lambda: self.remove(path))
        row.addWidget(out)
        row.addStretch(1)
        return line
