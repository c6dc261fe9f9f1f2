"""Parts of the page Báo cáo by their words, and a printer that writes a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QRadioButton

from app.views.prompts import ScriptedPrompts
from app.views.widgets.page_view import PageView
from tests.paper import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.views.pages.reports_page import ReportsPage


class PrinterToFile(ScriptedPrompts):
    """Answers the print dialog with a printer that writes a PDF."""

    file: Path

    def choose_printer(self, parent: QWidget | None, printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file))
        return super().choose_printer(parent, printer)


def view_of(page: ReportsPage) -> PageView:
    return page.findChildren(PageView)[0]


def settle(qtbot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: page.ready, timeout=10_000)


def combo(page: ReportsPage, name: str) -> QComboBox:
    return next(box for box in page.findChildren(QComboBox) if box.accessibleName() == name)


def pick(qtbot, page: ReportsPage, name: str, words: str) -> None:
    """Choose a line of a list as a person does."""
    box = combo(page, name)
    place = box.findText(words)
    assert place >= 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)
    settle(qtbot, page)


def press_sheet(qtbot, page: ReportsPage, words: str) -> None:
    button = next(b for b in page.findChildren(QRadioButton) if b.text() == words)
    button.click()
    settle(qtbot, page)


def button(page: ReportsPage, words: str) -> QPushButton:
    """Return a button by its words, which a narrow window leaves to the screen reader."""
    return next(
        b for b in page.findChildren(QPushButton) if words in (b.text(), b.accessibleName())
    )


def shown(page: ReportsPage) -> str:
    """Return the words of the pages on show."""
    return text_of(view_of(page)._data)


def labels(page: ReportsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
