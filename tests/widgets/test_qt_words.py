"""What Qt says by itself is Vietnamese: standard buttons, field menus, and its own dialogs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QColorDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from app import main
from app.views import qt_words
from app.views.qt_words import QtWords

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")

NOT_WORDS = {"QShortcut", "QPageSize", "QGuiApplication"}
"""Names of keys and paper sizes, and the direction of writing."""


class Listening(QtWords):
    """Notes what it has no words for."""

    def __init__(self) -> None:
        super().__init__()
        self.missing: set[tuple[str, str]] = set()

    def translate(self, context, sourceText, disambiguation=None, n=-1):  # noqa: N803
        words = super().translate(context, sourceText, disambiguation, n)
        if words is None and context not in NOT_WORDS:
            self.missing.add((context, sourceText))
        return words


@pytest.fixture
def words(qapp) -> Iterator[Listening]:
    made = Listening()
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


STANDARD = {
    "Ok": "Đồng ý",
    "Save": "Lưu",
    "Open": "Mở",
    "Yes": "&Có",
    "No": "&Không",
    "Cancel": "Hủy",
    "Close": "Đóng",
    "Discard": "Không lưu",
    "Apply": "Áp dụng",
    "Retry": "Thử lại",
    "Help": "Trợ giúp",
}


@pytest.mark.parametrize(("name", "text"), STANDARD.items())
def test_standard_buttons_are_vietnamese(words, qtbot, name, text):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton[name])
    qtbot.addWidget(box)
    assert [button.text() for button in box.buttons()] == [text]


def test_every_standard_button_has_words(words, qtbot):
    every = QDialogButtonBox.StandardButton.NoButton
    for button in QDialogButtonBox.StandardButton:
        every |= button
    qtbot.addWidget(QDialogButtonBox(every))
    assert words.missing == set()


def show(qtbot, made: QWidget) -> None:
    qtbot.addWidget(made)
    made.show()
    QCoreApplication.processEvents()
    made.close()


def missing(words: Listening) -> set[tuple[str, str]]:
    """Return what was left in English, but for what is no word: keys, and titles nobody sees."""
    no_words = {"Form", "...", "Alt+Left", "Alt+Right", "Alt+Up"}
    return {each for each in words.missing if each[1] not in no_words}


def test_the_file_dialog_says_nothing_in_english(words, qtbot):
    dialog = QFileDialog(None, "Lưu", "", "PDF (*.pdf)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    show(qtbot, dialog)
    assert missing(words) == set()
    assert "Tên tệp:" in [label.text() for label in dialog.findChildren(QLabel)]


def test_the_print_dialog_says_nothing_in_english(words, qtbot):
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    show(qtbot, dialog)
    assert missing(words) == set()
    assert "In tất cả" in [button.text() for button in dialog.findChildren(QRadioButton)]
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def test_the_colour_dialog_says_nothing_in_english(words, qtbot):
    dialog = QColorDialog()
    dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
    dialog.setOption(QColorDialog.ColorDialogOption.ShowAlphaChannel)
    show(qtbot, dialog)
    assert missing(words) == set()
    assert dialog.windowTitle() == "Chọn màu"


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_menus_of_fields_are_vietnamese(words, qtbot, kind):
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert texts[:2] == ["&Hoàn tác", "&Làm lại"]
    assert missing(words) == set()


def test_what_is_not_known_stays_as_it_is(words):
    assert QCoreApplication.translate("QLineEdit", "Zyx") == "Zyx"
    assert QCoreApplication.translate("Other", "Cancel") == "Cancel"


def test_blanks_to_be_filled_are_kept():
    for texts in qt_words._WORDS.values():
        for english, vietnamese in texts.items():
            blanks = sorted(re.findall(r"%\d", english))
            assert sorted(re.findall(r"%\d", vietnamese)) == blanks, english


def test_the_program_speaks_so(qapp, monkeypatch):
    """The application is made once in a process: here it is the test's, made to look new."""
    installed: list[object] = []
    monkeypatch.setattr(main, "QApplication", lambda _arguments: qapp)
    monkeypatch.setattr(qapp, "installTranslator", installed.append)
    main.make_application([])
    assert [type(each) for each in installed] == [QtWords]
