"""A field of a proposal: its name, its editor, and under it why it needs a second look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.views import theme
from app.views.dialogs.form_parts import field_error
from app.views.language import told, tr
from app.views.retelling import retold
from app.views.review.editors import Editor, NotUnderstood
from app.views.theme import FontRole
from app.views.widgets.blocks import WarningNote
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText

NAMES_WIDTH = 104


class FieldBox(QWidget):
    """Name at the left, editor at the right, notes under the editor."""

    edited = Signal(str, object)
    """The value is another one: the name of the field, the value."""
    confirmed = Signal(str)
    """The person says that a doubtful value is right."""

    def __init__(self, name: str, words: str, editor: Editor) -> None:
        """Hold an editor.

        Args:
            name: of the field, as doubts name it.
            words: its name on show.
            editor: of its value.
        """
        super().__init__()
        self.name, self.editor = name, editor
        self._notes: list[QWidget] = []
        self._doubts: tuple[str, ...] = ()
        self._marked = False
        self.error = field_error()
        title = label(words, FontRole.BODY, "text2")
        title.setFixedWidth(NAMES_WIDTH)
        title.setFixedHeight(theme.row_height())
        title.setBuddy(editor)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._column.addWidget(editor)
        self._column.addWidget(self.error)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)
        editor.committed.connect(self._tell)

    def show_value(
        self, value: object, doubts: Sequence[str], *, doubtful: bool | None = None
    ) -> None:
        """Show a value, and why it is doubtful; what is being typed stays.

        Args:
            value: of the field.
            doubts: reasons that stand under it.
            doubtful: whether it is marked; None where its reasons decide.
        """
        if not (self.editor.touched and self.editor.isAncestorOf(self.window().focusWidget())):
            self.editor.show_value(value)
        self.say("")
        marked = bool(doubts) if doubtful is None else doubtful
        if marked != self._marked:
            self._marked = marked
            self.editor.mark_doubtful(doubtful=marked)
        if tuple(doubts) != self._doubts:
            self._doubts = tuple(doubts)
            self.editor.inner.setAccessibleDescription(" ".join(map(retold, doubts)))
            self._show_notes()

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why the value is doubtful."""
        return self._doubts

    def understood(self) -> bool:
        """Return whether what was typed is a value; where it is not, say so."""
        try:
            self.editor.value()
        except NotUnderstood as error:
            self.say(str(error))
            return False
        self.say("")
        return True

    def say(self, words: str) -> None:
        """Say what is wrong with the value; "" for nothing."""
        self.error.setText(told(words))
        self.error.setVisible(bool(words))

    def confirm_button(self) -> QPushButton | None:
        """Return the button that confirms a doubtful value, if there is one."""
        return self._notes[0].findChild(QPushButton) if self._notes else None

    def _show_notes(self) -> None:
        for note in self._notes:
            self._column.removeWidget(note)
            note.hide()
            note.deleteLater()
        self._notes = []
        for place, reason in enumerate(self._doubts):
            note = WarningNote()
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(PlainText(retold(reason), FontRole.SECOND), 1)
            if place == 0:
                right = QPushButton(tr("Đúng"))
                right.setProperty("compact", True)
                right.setAccessibleName(tr("{name}: đúng", name=self.editor.inner.accessibleName()))
                right.setToolTip(tr("Giá trị này đúng, bỏ dấu nghi vấn"))
                right.clicked.connect(lambda: self.confirmed.emit(self.name))
                row.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
            note.body.addLayout(row)
            self._column.addWidget(note)
            self._notes.append(note)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at: the parts of the editor, then the button of a doubt."""
        tab = Qt.FocusPolicy.TabFocus
        return [
            each
            for each in self.findChildren(QWidget)
            if each.focusPolicy() & tab
            and each.focusProxy() is None
            and each.window() is self.window()  # no list that drops down
        ]

    def hand_over(self) -> None:
        """Tell of a value that is another one now, once."""
        value = self.editor.value()
        self.editor.settle()
        self.edited.emit(self.name, value)

    def retire(self) -> None:
        """Tell nothing any more: another item takes the place of this one."""
        self.blockSignals(True)

    def _tell(self) -> None:
        if self.editor.touched and not self.signalsBlocked() and self.understood():
            self.hand_over()
