"""A bar over a list: one sentence, what can be done about it, and a cross."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from app.views import icons, theme
from app.views.language import told, tr
from app.views.tables.painting import paint_icon
from app.views.tips import plain_tip
from app.views.widgets.card import link_button
from app.views.widgets.plain_text import PlainText

_ICON = 18
_LEAST_BESIDE = 320
"""Width that has to be left for sentence, sign and cross beside the action."""


class InfoBar(QWidget):
    """Says something that is not a mistake, and offers one action."""

    action_clicked = Signal()
    dismissed = Signal()

    def __init__(self, action: str, parent: QWidget | None = None) -> None:
        """Start hidden.

        Args:
            action: words of the action.
            parent: the pane.
        """
        super().__init__(parent)
        self._text = PlainText(parent=self)
        self.action_button = link_button(action, self)
        self.action_button.setFont(theme.font(theme.FontRole.STRONG))
        self.action_button.clicked.connect(self.action_clicked)
        cross = QToolButton(self)
        cross.setProperty("tool", True)
        cross.setProperty("flat", True)
        cross.setProperty("compact", True)
        cross.setAccessibleName(tr("Ẩn thông báo này"))
        cross.setToolTip(tr("Ẩn thông báo này"))
        icons.dress(cross, "close", "text2", 16)
        cross.clicked.connect(self.dismissed)
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(12 + _ICON + 8, 3, 8, 4)
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(2)
        self._rows.setColumnStretch(0, 1)
        self._rows.addWidget(self._text, 0, 0)
        self._rows.addWidget(self.action_button, 0, 1)
        self._rows.addWidget(cross, 0, 2)
        self.hide()

    def show_text(self, text: str, *, can_act: bool, tip: str = "") -> None:
        """Show a sentence, with more about it in a tip; "" hides the bar."""
        self._text.setText(told(text))
        self._text.setToolTip(plain_tip(tip) if tip else "")
        self._text.setAccessibleDescription(told(tip))
        self.action_button.setVisible(can_act)
        self.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        return QSize(400, max(36, super().sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Beside a long action a sentence would stand word under word.
        beside = event.size().width() - self.action_button.sizeHint().width() >= _LEAST_BESIDE
        left = Qt.AlignmentFlag.AlignLeft
        if beside:
            self._rows.addWidget(self.action_button, 0, 1)
        else:
            self._rows.addWidget(self.action_button, 1, 0, left)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.selection))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.line))
        paint_icon(painter, QPoint(12, self.height() // 2), "info", "accent", _ICON)
        painter.end()
