"""The popup under the head of a column: its values to tick, or the words that it must hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats
from app.domain.text import fold
from app.views import theme
from app.views.language import told, tr
from app.views.task_filters import Choice
from app.views.theme import FontRole
from app.views.widgets.card import link_button
from app.views.widgets.labels import label

_WIDTH = 300
_ROWS = 10
_VALUE = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterPopup(QFrame):
    """Asks what may pass one column; closes with Esc or a press elsewhere, then nothing changes."""

    values_chosen = Signal(object)
    """The values that may pass; None where all may."""
    words_chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        """Show nothing yet: `offer_values` or `offer_words` fills it.

        Args:
            title: what is filtered.
            parent: the page.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Lọc cột {title}", title=title))
        self.setFixedWidth(_WIDTH)
        self.field = QLineEdit(self)
        self.field.setProperty("compact", True)
        self.values = QListWidget(self)
        self.values.setAccessibleName(tr("Giá trị của cột"))
        self.values.installEventFilter(self)
        self.field.installEventFilter(self)
        self.all_button = link_button(tr("Chọn tất cả"), self)
        self.none_button = link_button(tr("Bỏ chọn"), self)
        self.accept_button = QPushButton(tr("Lọc"), self)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setProperty("compact", True)
        self.clear_button = QPushButton(tr("Bỏ lọc cột này"), self)
        self.clear_button.setProperty("compact", True)
        self._by_words = False
        self._lay_out(told(title))
        self.field.textChanged.connect(self._show_matching)
        self.all_button.clicked.connect(lambda: self._tick(ticked=True))
        self.none_button.clicked.connect(lambda: self._tick(ticked=False))
        self.accept_button.clicked.connect(self.confirm)
        self.clear_button.clicked.connect(self._clear)

    def offer_values(self, choices: Sequence[Choice], chosen: Collection[int] | None) -> None:
        """Offer values to tick.

        Args:
            choices: in their order.
            chosen: those that pass now; None: all.
        """
        self.field.setPlaceholderText(tr("Gõ để tìm, không cần dấu"))
        self.field.setAccessibleName(tr("Tìm trong danh sách"))
        for choice in choices:
            item = QListWidgetItem(f"{told(choice.name)} ({formats.number(choice.count)})")
            item.setData(_VALUE, choice.value)
            item.setSizeHint(QSize(0, theme.compact_height()))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = chosen is None or choice.value in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.values.addItem(item)
        rows = max(3, min(_ROWS, len(choices)))
        self.values.setFixedHeight(rows * theme.compact_height() + 8)
        self.clear_button.setEnabled(chosen is not None)

    def offer_words(self, typed: str) -> None:
        """Ask for words instead."""
        self._by_words = True
        self.field.setPlaceholderText(tr("Có chứa chữ, không cần dấu"))
        self.field.setAccessibleName(tr("Có chứa chữ"))
        self.field.setText(typed)
        self.field.selectAll()
        for widget in (self.values, self.all_button, self.none_button):
            widget.hide()
        self.clear_button.setEnabled(bool(typed))

    def open_at(self, place: QPoint) -> None:
        """Show it under the head of its column, inside the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        if (too_high := self.height() - room.height()) > 0:
            least = 3 * theme.compact_height()
            self.values.setFixedHeight(max(least, self.values.height() - too_high))
            self.adjustSize()
        left = min(place.x(), room.right() - self.width())
        top = min(place.y(), room.bottom() - self.height())
        self.move(max(left, room.left()), max(top, room.top()))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def confirm(self) -> None:
        """Take what is ticked or typed."""
        if self._by_words:
            self.words_chosen.emit(self.field.text())
        else:
            ticked = self.ticked()
            everything = len(ticked) == self.values.count()
            self.values_chosen.emit(None if everything else frozenset(ticked))
        self.close()

    def ticked(self) -> list[int]:
        """Return the values that are ticked; while one looks for some, only those in sight."""
        looking = bool(self.field.text().strip())
        return [
            item.data(_VALUE)
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked and not (looking and item.isHidden())
        ]

    # ---- Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self.confirm()
                return True
            if watched is self.field and event.key() == Qt.Key.Key_Down and not self._by_words:
                self.values.setFocus(Qt.FocusReason.TabFocusReason)
                first = next((item for item in self._items() if not item.isHidden()), None)
                if first is not None:
                    self.values.setCurrentItem(first)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.setPen(QColor(colours.line_strong))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    # ---- Inside

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(title, FontRole.STRONG, parent=self), 1)
        head.addWidget(self.all_button)
        head.addWidget(self.none_button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.clear_button)
        foot.addStretch(1)
        foot.addWidget(self.accept_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.field)
        whole.addWidget(self.values)
        whole.addLayout(foot)

    def _items(self) -> list[QListWidgetItem]:
        return [self.values.item(row) for row in range(self.values.count())]

    def _show_matching(self, words: str) -> None:
        wanted = fold(words.strip())
        for item in self._items():
            item.setHidden(wanted not in fold(item.text()))

    def _tick(self, *, ticked: bool) -> None:
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def _clear(self) -> None:
        if self._by_words:
            self.words_chosen.emit("")
        else:
            self.values_chosen.emit(None)
        self.close()
