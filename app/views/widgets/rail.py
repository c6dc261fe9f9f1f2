"""The left rail: one button a page, the menu of the program at its foot."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from app.views import icons, theme
from app.views.language import tr

_WIDE, _NARROW, _ITEM = 80, 56, 60
_MARK = 4
_MARGIN, _PADDING = 6, 3
"""Beside the buttons, and between the edge of a button and its word (2 in the style, 1 of air)."""


class Rail(QWidget):
    """Page buttons in one column. `set_narrow` leaves only their icons."""

    def __init__(self, pages: list[QAction], menu: QMenu, parent: QWidget | None = None) -> None:
        """Show a button for each page action, which must be checkable.

        Args:
            pages: actions in order; their icon text is the button's word.
            menu: what the button at the foot opens.
            parent: the window.
        """
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons = [self._page_button(action) for action in pages]
        self._foot = self._button(tr("Cài đặt"), "settings")
        self._foot.setAccessibleName(tr("Cài đặt và sổ"))
        self._foot.setToolTip(tr("Cài đặt và sổ"))
        self._foot.clicked.connect(lambda: self._open(menu))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        layout.setSpacing(0)
        for button in self._buttons:
            layout.addWidget(button)
        layout.addStretch()
        layout.addWidget(self._foot)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone (with the words as tooltips), or icons over words."""
        self.setFixedWidth(_NARROW if narrow else self._width_for_words())
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if narrow
            else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        )
        for button in (*self._buttons, self._foot):
            button.setToolButtonStyle(style)
            button.setFixedSize(self.width() - 2 * _MARGIN, 48 if narrow else self._item_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for button in self._buttons:
            if button.isChecked():
                bar = button.geometry()
                colour = theme.current().colour("rail_mark")
                painter.fillRect(0, bar.top() + 12, _MARK, bar.height() - 24, colour)

    def _width_for_words(self) -> int:
        """Return the usual width, or more where a word of a chosen page would be cut."""
        metrics = QFontMetrics(theme.font(theme.FontRole.SMALL, strong=True))
        widest = max(metrics.horizontalAdvance(b.text()) for b in (*self._buttons, self._foot))
        return max(_WIDE, widest + 2 * (_MARGIN + _PADDING))

    def _item_height(self) -> int:
        return max(_ITEM, theme.line_height(theme.FontRole.SMALL) + 46)

    def _page_button(self, action: QAction) -> QToolButton:
        button = self._button(action.iconText(), "")
        button.setCheckable(True)
        button.setDefaultAction(action)
        action.toggled.connect(self.update)
        return button

    def _button(self, words: str, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("rail", True)
        button.setText(words)
        button.setFont(theme.font(theme.FontRole.SMALL))
        button.setIconSize(QSize(22, 22))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon:
            icons.dress(button, icon, "rail_text", 22)
        return button

    def _open(self, menu: QMenu) -> None:
        corner = self._foot.mapToGlobal(QPoint(self._foot.width() + 6, self._foot.height()))
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))
