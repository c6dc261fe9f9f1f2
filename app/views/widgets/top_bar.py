"""The bar over every page: its title, the search field, the as-of day, undo, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from app.views import icons, theme
from app.views.language import tr
from app.views.widgets.day_field import DayField

if TYPE_CHECKING:
    import datetime as dt

    from app.views.actions import Actions

_SEARCH_WIDTH = 376
_SPACING = 8
_HINT = tr("Tìm nhiệm vụ, cơ quan, văn bản, không cần dấu")


class TopBar(QWidget):
    """Says where one is, and holds what works on every page."""

    search_changed = Signal(str)
    search_left = Signal()
    """Enter or Down in the search field: go to the list."""
    day_chosen = Signal(object)
    day_refused = Signal(str)
    """Why a day that was typed went back."""

    def __init__(self, actions: Actions, today: dt.date, parent: QWidget | None = None) -> None:
        """Lay out the bar; pages add their own widgets with `show_page`."""
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(max(48, theme.row_height() + 16))
        self._title = QLabel()
        self._title.setFont(theme.font(theme.FontRole.PAGE_TITLE))
        self._title.setMinimumWidth(104)
        self._hint = _HINT
        self.search = self._search_field(actions.search)
        self._extras = QHBoxLayout()
        self._extras.setSpacing(_SPACING)
        self._day_label = QLabel(tr("Ngày báo cáo"))
        self._day_label.setProperty("tone", "text2")
        self.day = DayField(today, tr("Ngày báo cáo: số liệu tính đến hết ngày này"))
        self.day.set_latest(today)
        self.day.day_chosen.connect(self.day_chosen)
        self.day.refused.connect(self.day_refused)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.setSpacing(_SPACING)
        layout.addWidget(self._title)
        layout.addSpacing(8)
        layout.addWidget(self.search, 12)
        layout.addStretch(1)
        layout.addLayout(self._extras)
        layout.addWidget(self._day_label)
        layout.addWidget(self.day)
        layout.addWidget(_divider())
        layout.addWidget(_button(actions.undo, flat=True))
        layout.addWidget(_button(actions.redo, flat=True))
        actions.print.setIconText(tr("In"))
        layout.addWidget(_button(actions.export, flat=True))
        layout.addWidget(_button(actions.print, words=True))
        self._shown: list[QWidget] = []
        self._row = layout

    def show_page(self, title: str, widgets: list[QWidget], hint: str = "") -> None:
        """Show a page's title and its own widgets; those of the last page leave.

        Args:
            title: of the page.
            widgets: of the page.
            hint: what its search looks for; "" for what the pages look for that have no own.
        """
        self._hint = hint or _HINT
        self._show_hint()
        self._title.setText(title)
        for widget in self._shown:
            self._extras.removeWidget(widget)
            widget.hide()
        for widget in widgets:
            self._extras.addWidget(widget)
            widget.show()
        self._shown = widgets
        self._fit()

    def show_day(self, day: dt.date, today: dt.date) -> None:
        """Show the as-of day; one that is not today stands on a yellow ground.

        No day after ``today`` can be chosen.
        """
        self.day.set_latest(today)
        self.day.show_day(day)
        past = day != today
        if self.day.property("doubt") != past:
            self.day.setProperty("doubt", past)
            self.day.style().unpolish(self.day)
            self.day.style().polish(self.day)

    def set_open(self, *, register_open: bool) -> None:
        """Switch on what needs an open register."""
        self.search.setEnabled(register_open)
        self.day.setEnabled(register_open)
        self._show_hint()

    def _show_hint(self) -> None:
        closed = tr("Mở hoặc tạo sổ để tìm kiếm")
        self.search.setPlaceholderText(self._hint if self.search.isEnabled() else closed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take away the words before fields where a field or a button would be cut for them.

        The fields say in their tips, and to screen readers, what they are, and the rail which page
        it is. The words before a page's own field go last: two days side by side need them.
        """
        before = [each for each in self._shown if isinstance(each, QLabel)]
        words = [self._day_label, self._title, *before]
        self._row.invalidate()
        needed = self._row.minimumSize().width()
        needed += sum(_width(each) for each in words if each.isHidden())
        for each in words:
            each.setHidden(needed > self.width())
            if each.isHidden():
                needed -= _width(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed = event.type() is QEvent.Type.KeyPress
            if pressed and event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.search_left.emit()
                return True
        return super().eventFilter(watched, event)

    def _search_field(self, action: QAction) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(tr("Tìm nhiệm vụ, cơ quan, văn bản"))
        field.setMaximumWidth(_SEARCH_WIDTH)
        field.setMinimumWidth(104)
        field.setClearButtonEnabled(True)
        field.setToolTip(action.toolTip())
        sign = QAction(field)
        icons.dress(sign, "search", "text3", 18)
        field.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        field.textEdited.connect(self.search_changed)
        field.textChanged.connect(lambda text: None if text else self.search_changed.emit(""))
        field.installEventFilter(self)
        return field


def _width(words: QLabel) -> int:
    return max(words.minimumWidth(), words.sizeHint().width()) + _SPACING


def _button(action: QAction, *, words: bool = False, flat: bool = False) -> QToolButton:
    button = QToolButton()
    button.setProperty("tool", True)
    button.setProperty("flat", flat)
    button.setProperty("wide", words)
    button.setDefaultAction(action)
    button.setIconSize(QSize(18, 18))
    if words:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _divider() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine)
    line.setFixedHeight(24)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    return line
