"""Parts of the dialogs that record something about one task: subject, names, outcome, foot."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import locator
from app.domain.phrases import small
from app.domain.records import Role
from app.domain.task_detail import TaskDetail
from app.domain.traffic_light import Assessment, Light, state_words
from app.views import icons, theme
from app.views.dialogs.form_room import FormRoom
from app.views.dialogs.help_key import offer_help
from app.views.dialogs.leave_guard import LeaveGuard
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.widgets.badge import LightBadge
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText

WIDTH = 600
PADDING = 20
_NAMES_WIDTH = 100
FIELD_WIDTH = WIDTH - 2 * PADDING - _NAMES_WIDTH

NO_DATE = tr("Chưa rõ ngày. Ghi như 5/3 hoặc 05/03/2026.")


class TaskForm(QDialog):
    """A dialog about one task: its title, a form, what would come of it, and two buttons.

    A person who leaves it by Esc, X or "Hủy" after something was entered is asked once (`guard`).

    ``undone_by``: what the foot promises; "" for a dialog that writes nothing into the register.
    """

    undone_by = tr("Hoàn tác được bằng Ctrl+Z")

    def __init__(self, title: str, accept_words: str, parent: QWidget | None) -> None:
        """Make the parts; `lay_out` puts them together.

        Args:
            title: of the window.
            accept_words: of the button that records.
            parent: the page.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(WIDTH)
        offer_help(self)
        self.guard = LeaveGuard(self)
        self.outcome = Outcome(self)
        self.accept_button = QPushButton(accept_words)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)

    def lay_out(self, detail: TaskDetail, form: QGridLayout, *remarks: QWidget) -> None:
        """Put the task at the head, then the form, remarks on it, the outcome, and the buttons."""
        self.lay_out_under(Subject(detail), form, *remarks)

    def lay_out_under(self, subject: QWidget | None, form: QGridLayout, *remarks: QWidget) -> None:
        """Do so with another head, or with none."""
        content = QVBoxLayout()
        content.setSpacing(16)
        if subject is not None:
            content.addWidget(subject)
        content.addLayout(form)
        for remark in remarks:
            content.addWidget(remark)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.activated.connect(self.accept_button.click)
        self.put_together(content)

    def put_together(self, content: QVBoxLayout, *, outcome: bool = True) -> None:
        """Put a form over its outcome and the buttons: it scrolls where the screen is too low.

        What would come of it stays in sight then, as the buttons do.
        """
        content.setContentsMargins(PADDING, 16, PADDING, content.spacing() if outcome else 16)
        below = QWidget(self)
        below.setMinimumWidth(WIDTH)
        lines = QVBoxLayout(below)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        if outcome:
            lines.addWidget(_OutcomeRoom(self.outcome, below))
        else:
            self.outcome.hide()
        lines.addWidget(self._foot())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(FormRoom(content, below, self))
        whole.addWidget(below)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.end()

    def _foot(self) -> QWidget:
        foot = _Foot(self)
        foot.setMinimumWidth(WIDTH)  # a form with long names to choose from is wider
        row = QHBoxLayout(foot)
        row.setContentsMargins(PADDING, 12, PADDING, 12)
        row.setSpacing(8)
        if self.undone_by:
            sign = QLabel()
            sign.setPixmap(icons.pixmap("undo", "text2", 16, self.devicePixelRatioF()))
            row.addWidget(sign)
        row.addWidget(label(self.undone_by, FontRole.BODY, "text2"), 1)
        cancel = QPushButton(tr("Hủy"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.guard.leave)
        row.addWidget(self.accept_button)
        row.addWidget(cancel)
        return foot


class Outcome(QWidget):
    """The light that would come, and why."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a light."""
        super().__init__(parent)
        self.badge = LightBadge(parent=self)
        self.why = PlainText("", FontRole.SECOND, "text2", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(16)
        row.addWidget(self.badge)
        row.addWidget(self.why, 1)
        # Three lines always: the dialog must not jump while one types.
        self.why.setMinimumHeight(3 * theme.line_height(FontRole.SECOND))

    def show_light(self, assessment: Assessment, why: str) -> None:
        """Show a light and its reason."""
        self.badge.show_light(assessment.light, state_words(assessment))
        self.badge.show()
        self.why.setText(why)

    def show_nothing(self, words: str) -> None:
        """Say why there is no light yet."""
        self.badge.hide()
        self.why.setText(words)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 2 * PADDING, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.subtle))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


class _OutcomeRoom(QWidget):
    """The room around an outcome; it comes and goes with it."""

    def __init__(self, outcome: Outcome, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, 0, PADDING, 16)
        hidden = outcome.isHidden()
        row.addWidget(outcome)
        outcome.installEventFilter(self)
        outcome.setHidden(hidden)
        self.setHidden(hidden)

    def eventFilter(self, _outcome: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() is QEvent.Type.ShowToParent)
        return False


class Subject(QWidget):
    """The task at the head of the dialog, behind an edge in the accent colour."""

    def __init__(self, detail: TaskDetail) -> None:
        """Show title, lead, place and limit of a task."""
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(15, 2, 0, 2)
        lines.setSpacing(3)
        title = PlainText(detail.title, strong=True)
        lines.addWidget(title)
        leads = detail.agencies(Role.LEAD)
        place = f"{detail.document.short_title}, {locator.short(detail.locator)}"
        limit = tr("thời hạn {words}", words=small(detail.time_limit.words))
        parts = [*leads[:1], place, limit]
        lines.addWidget(PlainText(" · ".join(parts), FontRole.SECOND, "text2"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 3, self.height(), QColor(theme.current().accent))
        painter.end()


class _Foot(QWidget):
    """The ground under the buttons."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.header))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.line))
        painter.end()


def form_grid() -> QGridLayout:
    """Return a grid whose first column holds the names of the fields."""
    form = QGridLayout()
    form.setHorizontalSpacing(0)
    form.setVerticalSpacing(0)
    form.setColumnMinimumWidth(0, _NAMES_WIDTH)
    form.setColumnStretch(1, 1)
    return form


def field_name(words: str, field: QWidget, indent: int = 0) -> QLabel:
    """Return the name of a field, at its left."""
    name = label(words, FontRole.BODY, "text2")
    name.setBuddy(field)
    name.setContentsMargins(indent, 8 if isinstance(field, QPlainTextEdit) else 0, 12, 0)
    return name


def field_error() -> QLabel:
    """Return the place under a field for what is wrong with it; hidden at first."""
    text = label("", FontRole.SECOND)
    colours = text.palette()
    colours.setColor(
        colours.ColorRole.WindowText, QColor(theme.current().lights[Light.OVERDUE].text)
    )
    text.setPalette(colours)
    text.setContentsMargins(0, 4, 0, 0)
    text.setWordWrap(True)
    text.hide()
    return text


def show_error(place: QLabel, words: str) -> None:
    """Say under a field what is wrong with it; "" takes it away."""
    place.setText(told(words))
    place.setVisible(bool(words))


def line_field(name: str, text: str = "", hint: str = "") -> QLineEdit:
    """Return a field for one line; ``name`` is for screen readers, ``hint`` stands in it."""
    field = QLineEdit(text)
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field


def text_field(name: str, lines: int, text: str = "", hint: str = "") -> QPlainTextEdit:
    """Return a field for some lines, which Tab leaves."""
    field = QPlainTextEdit(text)
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setFixedHeight(lines * theme.line_height(FontRole.BODY) + 14)
    field.setPlaceholderText(hint)
    return field


def choice_field(name: str, items: Iterable[str]) -> QComboBox:
    """Return a field to choose from a list; long items do not widen the dialog."""
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    combo.addItems(list(map(told, items)))
    return combo
