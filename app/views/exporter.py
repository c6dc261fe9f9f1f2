"""Save a sheet as a file for editing: asks where, makes it, tells when it is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from app.domain.sheet_options import FORMAT_NAMES, FileFormat
from app.views.prompts import FileKind

if TYPE_CHECKING:
    from app.services.printing import SheetRequest
    from app.views.prompts import Prompts
    from app.views.session import Session

_KINDS: dict[FileFormat, FileKind] = {
    FileFormat.XLSX: ("Tệp Excel", "*.xlsx"),
    FileFormat.DOCX: ("Tệp Word", "*.docx"),
}


class Exporter(QObject):
    """One saving at a time; `busy_changed` comes when one begins and when it ends."""

    busy_changed = Signal(bool)

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget) -> None:
        """``parent``: the page or window over which is asked and told."""
        super().__init__(parent)
        self._session, self._prompts, self._window = session, prompts, parent
        self.busy = False

    def save(self, request: SheetRequest, kind: FileFormat) -> None:
        """Ask for a place and save a sheet there as Excel or Word."""
        from app.services import exporting, printing  # noqa: PLC0415 - when something is saved

        if self.busy:
            return
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        name = self._session.read(printing.file_name, request, kind)
        title = f"Xuất ra tệp {FORMAT_NAMES[kind]}"
        path = self._prompts.save_path(self._window, title, folder / name, [_KINDS[kind]])
        if path is None:
            return
        self._be_busy(busy=True)
        self._session.run(
            exporting.export_to,
            request,
            kind,
            path,
            owner=self._window,
            done=lambda _made: self._saved(path),
            failed=self._failed,
        )

    def _saved(self, path: Path) -> None:
        self._be_busy(busy=False)
        self._prompts.tell(self._window, "Đã lưu", f"Đã lưu biểu vào tệp “{path}”.")

    def _failed(self, error: Exception) -> None:
        self._be_busy(busy=False)
        self._session.failed.emit(error)

    def _be_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
