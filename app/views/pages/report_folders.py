"""What the page Báo cáo saves as many files in a folder: a file each agency, letters to several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

from app.domain.watch import StoppedError
from app.services.printing import NotSavedError
from app.views.language import tr

if TYPE_CHECKING:
    from app.services.letter_folder import LetterFolder
    from app.services.packs import PackFolder
    from app.services.printing import SheetRequest
    from app.views.dialogs.letters_dialog import LettersDialog
    from app.views.prompts import Prompts
    from app.views.session import Session

Begin = Callable[..., None]
"""Runs a service that takes a request, a folder and more, and a watch; see `ReportsPage`."""


class ReportFolders(QObject):
    """Asks where, lets the page run it, tells what came of it."""

    def __init__(self, session: Session, prompts: Prompts, page: QWidget, begin: Begin) -> None:
        """``begin``: starts a service with progress and a way to stop it."""
        super().__init__(page)
        self._session, self._prompts, self._page = session, prompts, page
        self._begin = begin
        self.dialog: LettersDialog | None = None

    def save_pack(self, request: SheetRequest) -> None:
        """Ask for a folder and write a file for each agency there."""
        from app.services import packs  # noqa: PLC0415 - needed by this button only

        folder = self._ask(tr("Chọn nơi đặt thư mục tài liệu họp"), packs.TITLE, request.as_of)
        if folder is not None:
            self._begin(packs.print_folder, request, folder, done=self._tell_pack)

    def save_letters(self, request: SheetRequest) -> None:
        """Ask to whom and where, and write a letter to each."""
        from app.services import letter_folder  # noqa: PLC0415 - needed by this button only
        from app.views.dialogs.letters_dialog import LettersDialog  # noqa: PLC0415

        index = self._session.index
        if index is None or self.dialog is not None:
            return
        found = letter_folder.addressees(index)
        if not found:
            self._prompts.tell(self._page, tr("Công văn đôn đốc"), letter_folder.NOBODY)
            return
        dialog = LettersDialog(found, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._write_letters(request, dialog))
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def tell_failure(self, error: Exception) -> None:
        """Say that it was stopped, or hand the error on."""
        if isinstance(error, StoppedError):
            words = tr("Đã dừng. Các tệp đã lưu xong vẫn còn.")
            self._prompts.tell(self._page, tr("Đã dừng"), words)
        else:
            self._session.failed.emit(error)

    def _write_letters(self, request: SheetRequest, dialog: LettersDialog) -> None:
        from app.services import letter_folder  # noqa: PLC0415 - as above

        title = letter_folder.TITLE
        folder = self._ask(tr("Chọn nơi đặt thư mục công văn"), title, request.as_of)
        if folder is not None:
            self._begin(
                letter_folder.write_letters,
                request,
                folder,
                dialog.batch,
                done=self._tell_letters,
            )

    def _ask(self, title: str, name: str, as_of: dt.date) -> Path | None:
        """Return a folder of its own in the one that was chosen, None where none was.

        Files of an earlier run stay as they are, edited or not: the new ones go beside them.
        """
        from app.services import folders  # noqa: PLC0415 - as above

        documents = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(QStandardPaths.writableLocation(documents))
        chosen = self._prompts.folder(self._page, title, start)
        if chosen is None:
            return None
        try:
            return folders.fresh(chosen / f"{name} {as_of.isoformat()}")
        except NotSavedError as error:
            self._prompts.tell(self._page, tr("Chưa lưu được"), str(error))
            return None

    def _tell_pack(self, made: PackFolder) -> None:
        text = tr(
            "Đã lưu {files} tệp, {pages} trang vào thư mục “{folder}”.",
            files=made.files,
            pages=made.pages,
            folder=made.folder,
        )
        self._prompts.tell(self._page, tr("Đã lưu"), text)

    def _tell_letters(self, made: LetterFolder) -> None:
        from app.services import letter_folder  # noqa: PLC0415 - as above

        self._prompts.tell(self._page, tr("Đã lưu"), letter_folder.told(made))

    def _forget(self, _result: Any) -> None:
        self.dialog = None
