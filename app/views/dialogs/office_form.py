"""What the dialogs of Danh mục share: a heading, a form, what will come of it, two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.views import theme
from app.views.dialogs.form_parts import (
    TaskForm,
    field_error,
    field_name,
    form_grid,
    show_error,
)
from app.views.language import told
from app.views.theme import FontRole
from app.views.widgets.plain_text import PlainText


class OfficeForm(TaskForm):
    """A dialog about one thing of the office; it returns what was said and writes nothing."""

    def __init__(self, title: str, accept_words: str, parent: QWidget | None) -> None:
        """Make the parts; rows are added one under the other, then `lay_out_form`."""
        super().__init__(title, accept_words, parent)
        self.form = form_grid()
        self.error = field_error()
        self.accept_button.clicked.connect(self.confirm)
        again = QShortcut(QKeySequence("Ctrl+Return"), self)
        again.activated.connect(self.confirm)

    def add_row(self, words: str, field: QWidget, *, stretched: bool = True) -> None:
        """Add a field with its name at the left."""
        row = self.form.rowCount()
        if row > 1:
            self.form.setRowMinimumHeight(row, 10)
            row += 1
        name = field_name(words, field)
        name.setMinimumHeight(min(field.sizeHint().height(), theme.row_height()))
        self.form.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        if stretched:
            self.form.addWidget(field, row, 1)
        else:
            self.form.addWidget(field, row, 1, Qt.AlignmentFlag.AlignLeft)
        field.setAccessibleName(words)

    def lay_out_form(self, heading: str, note: str = "", *, outcome: bool = True) -> None:
        """Put all together.

        Args:
            heading: what it is about.
            note: a sentence under it, may be empty.
            outcome: whether there is a place that tells what will come.
        """
        content = QVBoxLayout()
        content.setSpacing(14)
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addWidget(PlainText(heading, strong=True))
        if note:
            head.addWidget(PlainText(note, FontRole.SECOND, "text2"))
        content.addLayout(head)
        content.addLayout(self.form)
        self._put_error()
        self.put_together(content, outcome=outcome)

    def show_refusal(self, words: str, *, blocking: bool = True) -> None:
        """Say under the fields what is wrong; "" if nothing is.

        Args:
            words: a sentence.
            blocking: whether nothing can be recorded meanwhile.
        """
        show_error(self.error, words)
        self.accept_button.setEnabled(not (words and blocking))

    def confirm(self) -> None:
        """Take what was said; every dialog decides whether it is enough."""
        raise NotImplementedError

    def _put_error(self) -> None:
        self.form.addWidget(self.error, self.form.rowCount(), 1)


def line(text: str = "", placeholder: str = "") -> QLineEdit:
    """Return a field for one line."""
    field = QLineEdit(text)
    field.setPlaceholderText(told(placeholder))
    return field


def choice(items: list[tuple[str, int]], chosen: int | None = None) -> QComboBox:
    """Return a box that offers words, each with a number behind it."""
    box = QComboBox()
    for words, number in items:
        box.addItem(told(words), number)
    place = box.findData(chosen)
    box.setCurrentIndex(max(place, 0))
    return box


__all__ = ["OfficeForm", "choice", "line"]
