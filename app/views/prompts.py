"""The only place that opens message and file dialogs, so that tests can answer instead.

Buttons carry their own Vietnamese words: the platform's "Yes" and "Cancel" say neither what will
happen nor in which language. Texts are shown plain, for they can hold what a document says.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

# By module: Qt makes its classes when they are first asked for, and a start asks nothing.
from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import Qt, QUrl

from app.views.language import told, tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QMessageBox, QWidget

FileKind = tuple[str, str]
"""Words and pattern of a kind of file: ``("Tệp PDF", "*.pdf")``."""


class Prompts:
    """Asks and tells the user."""

    def ask(  # noqa: PLR0913 - what a question consists of
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        yes: str,
        no: str = tr("Hủy"),
        *,
        cautious: bool = False,
    ) -> bool:
        """Ask a question that has two answers.

        Args:
            parent: window that waits for the answer.
            title: title of the dialog.
            text: the question, plain text.
            yes: words of the button that goes on ("Vẫn ghi nhận").
            no: words of the button that leaves all as it is; Esc answers it too.
            cautious: whether Enter answers ``no``.

        Returns:
            True for ``yes``.
        """
        box = self.question_box(parent, title, text, (yes, no), cautious=cautious)
        box.exec()
        accepted = (
            box.buttonRole(box.clickedButton()) is QtWidgets.QMessageBox.ButtonRole.AcceptRole
        )
        box.deleteLater()
        return accepted

    def question_box(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        answers: tuple[str, str],
        *,
        cautious: bool,
    ) -> QMessageBox:
        """Return the box of a question, not shown yet; see `ask`."""
        box = self._box(parent, QtWidgets.QMessageBox.Icon.Question, title, text)
        accept = box.addButton(told(answers[0]), QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        reject = box.addButton(told(answers[1]), QtWidgets.QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(reject if cautious else accept)
        box.setEscapeButton(reject)
        return box

    def tell(self, parent: QWidget | None, title: str, text: str) -> None:
        """Tell the user a sentence that must not be missed, plain text."""
        box = self._box(parent, QtWidgets.QMessageBox.Icon.Information, title, text)
        close = box.addButton(tr("Đóng"), QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(close)
        box.setEscapeButton(close)
        box.exec()
        box.deleteLater()

    def save_path(
        self, parent: QWidget | None, title: str, suggested: Path, kinds: Sequence[FileKind]
    ) -> Path | None:
        """Ask where to save.

        Args:
            parent: window that waits for the answer.
            title: title of the dialog.
            suggested: folder and name to begin with.
            kinds: kinds of file offered, the usual one first.

        Returns:
            The path, with the ending of the chosen kind where none was typed; None if called off.
        """
        chosen, kind = QtWidgets.QFileDialog.getSaveFileName(
            parent, title, str(suggested), _filter(kinds)
        )
        if not chosen:
            return None
        path = Path(chosen)
        endings = [Path(pattern).suffix for _words, pattern in kinds]
        if path.suffix.lower() in endings:
            return path
        ending = next((e for e in endings if f"*{e})" in kind), endings[0])
        path = path.with_name(path.name + ending)
        # The dialog asked about another name than the one that will be written.
        exists = tr("Tệp “{name}” đã có trong thư mục này. Ghi đè lên tệp đó?", name=path.name)
        if path.exists() and not self.ask(parent, title, exists, tr("Ghi đè"), cautious=True):
            return None
        return path

    def open_path(
        self, parent: QWidget | None, title: str, folder: Path, kinds: Sequence[FileKind]
    ) -> Path | None:
        """Ask for a file that exists; None if called off."""
        chosen, _kind = QtWidgets.QFileDialog.getOpenFileName(
            parent, title, str(folder), _filter(kinds)
        )
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        """Ask for a folder that exists; None if called off."""
        chosen = QtWidgets.QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(chosen) if chosen else None

    def open_document(self, path: Path) -> bool:
        """Open a file with the program that the system has for it; False if there is none."""
        return QtGui.QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def choose_printer(self, parent: QWidget | None, printer: QPrinter) -> bool:
        """Let the user set up a printer (which one, pages, copies, paper); False if called off.

        The printer's pages, first to last, are those that may be chosen.
        """
        from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415 - for printing only

        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, max(1, printer.toPage()))
        dialog.setWindowTitle(tr("In biểu"))
        return dialog.exec() == QPrintDialog.DialogCode.Accepted

    def _box(
        self, parent: QWidget | None, sign: QMessageBox.Icon, title: str, text: str
    ) -> QMessageBox:
        box = QtWidgets.QMessageBox(parent)
        box.setIcon(sign)
        box.setWindowTitle(told(title))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(told(text))
        return box


@dataclass(frozen=True, slots=True)
class Call:
    """One prompt that a test's answers stood in for: its kind, title and text."""

    kind: str
    title: str
    text: str


class ScriptedPrompts(Prompts):
    """Answers from a queue instead of a person, and remembers what was asked.

    A question without an answer left fails the test instead of hanging it.
    """

    def __init__(self, answers: Iterable[bool | Path | None] = ()) -> None:
        """Take the answers in the order in which they will be asked for."""
        self.answers = deque(answers)
        self.calls: list[Call] = []

    def ask(  # noqa: PLR0913 - as the real one
        self,
        parent: QWidget | None,  # noqa: ARG002
        title: str,
        text: str,
        yes: str,  # noqa: ARG002
        no: str = tr("Hủy"),  # noqa: ARG002
        *,
        cautious: bool = False,  # noqa: ARG002
    ) -> bool:
        """Return the next answer, which must be a bool."""
        answer = self._answer(Call("ask", title, text))
        if not isinstance(answer, bool):
            raise TypeError(f"{answer!r} is no answer to {title!r}")
        return answer

    def tell(self, parent: QWidget | None, title: str, text: str) -> None:  # noqa: ARG002
        """Remember what was told; needs no answer."""
        self.calls.append(Call("tell", title, text))

    def save_path(
        self,
        parent: QWidget | None,  # noqa: ARG002
        title: str,
        suggested: Path,
        kinds: Sequence[FileKind],  # noqa: ARG002
    ) -> Path | None:
        """Return the next answer, a path or None."""
        return self._path(Call("save_path", title, str(suggested)))

    def open_path(
        self,
        parent: QWidget | None,  # noqa: ARG002
        title: str,
        folder: Path,
        kinds: Sequence[FileKind],  # noqa: ARG002
    ) -> Path | None:
        """Return the next answer, a path or None."""
        return self._path(Call("open_path", title, str(folder)))

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:  # noqa: ARG002
        """Return the next answer, a path or None."""
        return self._path(Call("folder", title, str(start)))

    def open_document(self, path: Path) -> bool:
        """Return the next answer, which must be a bool; nothing is opened."""
        return self.ask(None, "open_document", str(path), "")

    def choose_printer(self, parent: QWidget | None, printer: QPrinter) -> bool:
        """Return the next answer, which must be a bool; the printer stays as it is."""
        return self.ask(parent, tr("In biểu"), printer.docName(), tr("In"))

    def _answer(self, call: Call) -> bool | Path | None:
        self.calls.append(call)
        if not self.answers:
            raise AssertionError(f"nobody answers {call}")
        return self.answers.popleft()

    def _path(self, call: Call) -> Path | None:
        answer = self._answer(call)
        if isinstance(answer, bool):
            raise TypeError(f"{answer!r} is no path for {call.title!r}")
        return answer


def _filter(kinds: Sequence[FileKind]) -> str:
    return ";;".join(f"{words} ({pattern})" for words, pattern in kinds)
