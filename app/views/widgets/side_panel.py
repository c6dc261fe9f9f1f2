"""The panel beside a table of Danh mục: what is selected, in sections, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.views import icons, theme
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.focus_frame import FocusFrame
from app.views.widgets.plain_text import PlainText, Tone

_PADDING = 16


class SidePanel(QScrollArea):
    """A title, a second line, then texts, quotations and buttons, top to bottom.

    It is filled anew for every selection with `start`; it scrolls where the window is low.
    """

    left = Signal()
    """The button that had the keyboard is gone: the table is to take it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Start empty; ``name`` is for screen readers."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(240)
        FocusFrame(self)
        self._focused: str | None = None
        self._row: QHBoxLayout | None = None
        self._body = QVBoxLayout()
        self._show_inner(QWidget())

    def start(self, title: str, second: str = "") -> None:
        """Take everything away and show another title."""
        focused = self.focusWidget() if self.isAncestorOf(self.window().focusWidget()) else None
        self._focused = focused.text() if isinstance(focused, QPushButton) else None
        self._show_inner(QWidget())
        self._body.addWidget(PlainText(title, FontRole.OBJECT_TITLE))
        if second:
            self._body.addWidget(PlainText(second, FontRole.SECOND, "text2"))

    def section(self, title: str) -> None:
        """Begin a section."""
        self._body.addSpacing(10)
        self._body.addWidget(PlainText(title, FontRole.STRONG))

    def text(self, words: str, role: FontRole = FontRole.BODY, tone: Tone = "text") -> None:
        """Add a paragraph."""
        self._body.addWidget(PlainText(words, role, tone))

    def pair(self, words: str, second: str) -> None:
        """Add a line with a quieter one close under it."""
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(PlainText(words))
        lines.addWidget(PlainText(second, FontRole.SECOND, "text2"))
        self._body.addLayout(lines)

    def add(self, widget: QWidget) -> None:
        """Add something else."""
        self._body.addWidget(widget)

    def button(
        self,
        words: str,
        icon: str,
        clicked: Callable[[], None],
        *,
        primary: bool = False,
        refusal: str = "",
    ) -> QPushButton:
        """Add a button over the whole width.

        Args:
            words: what it does.
            icon: its sign.
            clicked: what it calls.
            primary: whether it is the one people come for.
            refusal: why it cannot be pressed now, "" if it can.
        """
        button = QPushButton(words)
        button.setProperty("primary", primary)
        button.setIconSize(QSize(16, 16))
        icons.dress(button, icon, "on_primary" if primary else "text", 16)
        button.clicked.connect(clicked)
        button.setEnabled(not refusal)
        button.setToolTip(safe_tip(refusal))
        if self._row is not None:
            self._row.addWidget(button)
        else:
            self._body.addWidget(button)
        return button

    def begin_row(self) -> None:
        """Let the next buttons stand side by side, until `end_row`."""
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._body.addLayout(self._row)

    def end_row(self) -> None:
        """Let what follows stand under it again."""
        self._row = None

    def finish(self) -> None:
        """Let what was added stand at the top; the keyboard stays on the same button, if any."""
        self._body.addStretch()
        words, self._focused = self._focused, None
        if words is None:
            return
        same = [b for b in self.buttons() if b.text() == words and b.isEnabled()]
        if same:
            same[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()

    def buttons(self) -> list[QPushButton]:
        """Return the buttons, top to bottom."""
        return self.widget().findChildren(QPushButton)

    def _show_inner(self, inner: QWidget) -> None:
        self._body = QVBoxLayout(inner)
        self._body.setContentsMargins(_PADDING, 14, _PADDING, 14)
        self._body.setSpacing(8)
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()  # not now: one of its buttons may be at work
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.current().surface))
        painter.end()
        super().paintEvent(event)
