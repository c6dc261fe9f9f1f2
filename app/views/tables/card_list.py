"""A list whose rows are painted cards: one is current, Enter or a click opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.views import theme as themes
from app.views.tips import plain_tip

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MARK = 3


class CardModel(QAbstractListModel, Generic[T]):
    """Records in rows; what they say to a screen reader is asked of a function."""

    def __init__(self, spoken: Callable[[T], str], parent: QObject | None = None) -> None:
        """Start without records."""
        super().__init__(parent)
        self._spoken = spoken
        self.records: Sequence[T] = ()

    def show(self, records: Sequence[T]) -> None:
        """Show other records."""
        self.beginResetModel()
        self.records = records
        self.endResetModel()

    def record(self, index: Index) -> T | None:
        """Return the record of an index."""
        return self.records[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.record(index)
        if record is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._spoken(record))
        return None


class CardList(QListView, Generic[T]):
    """Shows records as cards; a subclass says how high each is and paints it."""

    chosen = Signal(object)
    """Another record is current."""
    opened = Signal(object)
    """Enter, or a click where `click_opens` says so."""

    def __init__(
        self, name: str, spoken: Callable[[T], str], parent: QWidget | None = None
    ) -> None:
        """Start without records.

        Args:
            name: what it lists, for screen readers.
            spoken: says a record in words.
            parent: the pane.
        """
        super().__init__(parent)
        self.cards: CardModel[T] = CardModel(spoken, self)
        self._hovered = -1
        self._quiet = False
        self.setModel(self.cards)
        self.setItemDelegate(_CardDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # ---- For subclasses

    def card_height(self, record: T) -> int:
        """Return the height of a card in pixels."""
        raise NotImplementedError

    def paint_card(self, painter: QPainter, rect: QRect, record: T, *, current: bool) -> None:
        """Paint a card on its ground."""
        raise NotImplementedError

    def can_choose(self, record: T) -> bool:
        """Return whether a record can be current."""
        del record
        return True

    def click_opens(self, record: T) -> bool:
        """Return whether a click opens a record as Enter does."""
        del record
        return False

    # ---- For pages

    @property
    def current(self) -> T | None:
        """The record the keyboard stands on."""
        return self.cards.record(self.currentIndex())

    def show_records(self, records: Sequence[T], same: Callable[[T, T], bool]) -> None:
        """Show other records; the same one stays current, else the nearest one."""
        shown = self.cards.records
        if len(shown) == len(records) and all(map(same, shown, records)):
            self.cards.records = records  # the same rows say something else: nothing moves
            self.scheduleDelayedItemsLayout()
            self.viewport().update()
            self.chosen.emit(self.current)
            return
        before, row = self.current, self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self._quiet = True
        self.cards.show(records)
        wanted = next(
            (i for i, each in enumerate(records) if before is not None and same(before, each)),
            min(max(row, 0), len(records) - 1),
        )
        self.choose_row(wanted)
        self._quiet = False
        self.verticalScrollBar().setValue(scrolled)
        self.chosen.emit(self.current)

    def choose_row(self, row: int) -> None:
        """Stand on a row, or on the next one that can be chosen."""
        records = self.cards.records
        below = (i for i in range(max(row, 0), len(records)) if self.can_choose(records[i]))
        if (place := next(below, None)) is not None:
            self.setCurrentIndex(self.cards.index(place, 0))

    # ---- Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._quiet:
            self.chosen.emit(self.current)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Run past the rows that cannot be chosen."""
        index = super().moveCursor(action, modifiers)
        back = (
            QAbstractItemView.CursorAction.MoveUp,
            QAbstractItemView.CursorAction.MovePageUp,
            QAbstractItemView.CursorAction.MoveHome,
        )
        step = -1 if action in back and action is not back[-1] else 1
        row = index.row()
        while 0 <= row < len(self.cards.records) and not self.can_choose(self.cards.records[row]):
            row += step
        if not 0 <= row < len(self.cards.records):
            if step < 0:
                self.scrollToTop()  # headings over the first card come into sight, too
            return self.cards.index(self.currentIndex().row(), 0)
        return self.cards.index(row, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current
        if event.key() in _ENTER and not event.modifiers() and current is not None:
            self.opened.emit(current)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        record = self._record_at(event)
        if record is not None and self.can_choose(record):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        record = self._record_at(event)
        left = event.button() is Qt.MouseButton.LeftButton
        if left and record is not None and record is self.current and self.click_opens(record):
            self.opened.emit(record)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        record = self._record_at(event)
        able = record is not None and self.can_choose(record)
        self._hovered = self.indexAt(event.position().toPoint()).row() if able else -1
        opens = record is not None and able and self.click_opens(record)
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_row(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # heights may depend on the width

    def ground(self, row: int) -> str:
        """Return the colour of a row's ground, "" for none."""
        theme = themes.current()
        if row == self.currentIndex().row():
            return theme.selection
        return theme.subtle if row == self._hovered else ""

    def _record_at(self, event: QMouseEvent) -> T | None:
        return self.cards.record(self.indexAt(event.position().toPoint()))


class _CardDelegate(QStyledItemDelegate):
    """Paints ground, edge, line and focus of a card; its list paints what stands on it."""

    def __init__(self, view: CardList[Any]) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        record = self._view.cards.record(index)
        return QSize(0, 0 if record is None else self._view.card_height(record))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        record = self._view.cards.record(index)
        if record is None:
            return
        theme = themes.current()
        rect = QRect(option.rect)  # type: ignore[attr-defined] # stubs lack the fields
        rect.setWidth(self._view.viewport().width())
        current = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setClipRect(rect)
        if self._view.can_choose(record):
            if ground := self._view.ground(index.row()):
                painter.fillRect(rect, QColor(ground))
            if current:
                painter.fillRect(0, rect.top(), _MARK, rect.height(), QColor(theme.accent))
        self._view.paint_card(painter, rect, record, current=current)
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), QColor(theme.line))
        if current and self._view.hasFocus():
            _paint_focus(painter, rect, theme.accent)
        painter.restore()


def _paint_focus(painter: QPainter, rect: QRect, accent: str) -> None:
    for edge in (
        QRect(rect.left(), rect.top(), rect.width(), 2),
        QRect(rect.left(), rect.bottom() - 1, rect.width(), 2),
        QRect(rect.left(), rect.top(), 2, rect.height()),
        QRect(rect.right() - 1, rect.top(), 2, rect.height()),
    ):
        painter.fillRect(edge, QColor(accent))
