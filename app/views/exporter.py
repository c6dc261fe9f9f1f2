"""Save a sheet as a file for editing: asks where, makes it, tells when it is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from app.domain.records import SheetScope
from app.domain.sheet_options import FORMAT_NAMES, FileFormat
from app.views.language import tr
from app.views.prompts import FileKind

if TYPE_CHECKING:
    from app.services.printing import SheetRequest
    from app.views.prompts import Prompts
    from app.views.session import Session

_KINDS: dict[FileFormat, FileKind] = {
    FileFormat.XLSX: (tr("Tệp Excel"), "*.xlsx"),
    FileFormat.DOCX: (tr("Tệp Word"), "*.docx"),
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
        from app.services import exporting  # noqa: PLC0415 - when something is saved

        if self.busy:
            return
        path = self.ask(request, kind)
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

    def ask(self, request: SheetRequest, kind: FileFormat) -> Path | None:
        """Ask where a sheet is to be saved; None where it is not."""
        from app.services import printing  # noqa: PLC0415 - when something is saved

        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        name = self._session.read(printing.file_name, request, kind)
        title = tr("Xuất ra tệp {formats}", formats=FORMAT_NAMES[kind])
        return self._prompts.save_path(self._window, title, folder / name, [_KINDS[kind]])

    def tell_saved(self, path: Path) -> None:
        """Say that a sheet lies there."""
        self._prompts.tell(
            self._window, tr("Đã lưu"), tr("Đã lưu biểu vào tệp “{path}”.", path=path)
        )

    def _saved(self, path: Path) -> None:
        self._be_busy(busy=False)
        self.tell_saved(path)

    def _failed(self, error: Exception) -> None:
        self._be_busy(busy=False)
        self._session.failed.emit(error)

    def _be_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)


class _Window(Protocol):
    """What is needed of the window over which a list is saved."""

    session: Session
    prompts: Prompts


def export_list(window: _Window, page: object | None) -> None:
    """Save as a workbook what a page shows: the list, or the sheet on show.

    Args:
        window: the main window.
        page: the page Nhiệm vụ or Báo cáo; None for the sheet of all tasks.
    """
    from app.services.printing import SheetKind, SheetRequest  # noqa: PLC0415 - when saving

    if isinstance(page, GivesFiles):
        page.export(FileFormat.XLSX)
        return
    scope = page.current_scope() if isinstance(page, HasScope) else SheetScope()
    request = SheetRequest(SheetKind.TRACKING, window.session.as_of, scope)
    parent = cast("QWidget", window)
    exporter = parent.findChild(Exporter) or Exporter(window.session, window.prompts, parent)
    exporter.save(request, FileFormat.XLSX)


@runtime_checkable
class GivesFiles(Protocol):
    """A page that saves the sheet on show as a file for editing."""

    def export(self, kind: FileFormat) -> None:
        """Ask for a place and save."""


@runtime_checkable
class HasScope(Protocol):
    """A page whose list is the scope of a sheet."""

    def current_scope(self) -> SheetScope:
        """What a sheet of the list is about."""
