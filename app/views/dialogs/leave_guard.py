"""A form that was filled in is not lost by one key: leaving it asks once.

Only a person is asked: Esc, the window's own X, and the button that leaves. `QDialog.reject` and
`QWidget.close` called by the program leave at once, as ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from app.views.language import tr
from app.views.prompts import Prompts
from app.views.widgets.files_field import FilesField


class LeaveGuard(QObject):
    """Watches one dialog: what stood in its fields when it was shown is no person's work."""

    def __init__(self, dialog: QDialog) -> None:
        """Begin with the first time that the dialog is shown."""
        super().__init__(dialog)
        self._dialog = dialog
        self._shown: list[object] | None = None
        self.question: QMessageBox | None = None
        dialog.installEventFilter(self)

    @property
    def changed(self) -> bool:
        """Whether a field holds something else than when the dialog was shown."""
        return self._shown is not None and self._shown != _held(self._dialog)

    def leave(self) -> None:
        """Close the dialog; where something was entered, only if that is meant."""
        if not self.changed:
            self._dialog.reject()
            return
        if self.question is not None:
            return
        box = Prompts().question_box(
            self._dialog,
            tr("Chưa ghi vào sổ"),
            tr("Bỏ những gì vừa nhập?"),
            (tr("Bỏ và đóng"), tr("Ở lại")),
            cautious=True,
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(self._answered)
        self.question = box
        box.open()

    def eventFilter(self, _dialog: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.Show and self._shown is None:
            self._shown = _held(self._dialog)
        elif kind is QEvent.Type.Close and event.spontaneous() and self.changed:
            event.ignore()
            self.leave()
            return True
        elif (
            kind is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            event.accept()
            self.leave()
            return True
        return False

    def _answered(self, button: QAbstractButton) -> None:
        box, self.question = self.question, None
        if box is not None and box.buttonRole(button) is QMessageBox.ButtonRole.AcceptRole:
            self._dialog.reject()


def _held(dialog: QDialog) -> list[object]:
    """Return what stands in the fields of a dialog, in the order in which they were made."""
    return [
        value for widget in dialog.findChildren(QWidget) if (value := _value(widget)) is not None
    ]


_HOLD: tuple[tuple[type[QWidget], Callable[[Any], object]], ...] = (
    (QLineEdit, lambda field: field.text()),
    (QPlainTextEdit, lambda field: field.toPlainText()),
    (QComboBox, lambda field: field.currentText()),
    (QScrollBar, lambda _bar: None),
    (QAbstractSlider, lambda slider: slider.value()),
    (QAbstractButton, lambda button: button.isChecked() if button.isCheckable() else None),
    (FilesField, lambda field: field.files),
)
"""Kind of field → what it holds; the first that fits."""


def _value(widget: QWidget) -> object | None:
    return next((held(widget) for kind, held in _HOLD if isinstance(widget, kind)), None)
