"""The filters in force as chips over the list: each is taken away by a press."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views import theme as themes
from app.views.language import told, tr
from app.views.tables.painting import paint_icon, paint_text
from app.views.task_filters import FilterKey
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.card import link_button
from app.views.widgets.pressable import Pressable

_MARGIN, _GAP = 12, 6
_CROSS = 12
_MOST_WIDTH = 320


class FilterChip(Pressable):
    """One filter; pressed, it is taken away."""

    def __init__(self, words: str, parent: QWidget) -> None:
        """Say what the filter lets pass."""
        super().__init__(parent)
        self._words = told(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Bỏ lọc {words}", words=words))
        self.setToolTip(safe_tip(tr("{words}. Bấm để bỏ lọc.", words=words)))
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        words = themes.metrics(FontRole.BODY).horizontalAdvance(self._words)
        width = min(_MOST_WIDTH, words + _CROSS + 8 + 2 * 10)
        return QSize(width, themes.line_height(FontRole.BODY) + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent), 1))
        painter.setBrush(QColor(theme.surface if self.hot else theme.selection))
        radius = self.height() / 2
        inner = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, radius, radius)
        room = QRect(self.rect()).adjusted(10, 0, -10 - _CROSS - 6, 0)
        paint_text(painter, room, self._words, FontRole.BODY, theme.text)
        cross = QPoint(self.width() - 10 - _CROSS, self.height() // 2)
        paint_icon(painter, cross, "close", "text2", _CROSS)
        self.paint_ring(painter, radius)
        painter.end()


class FilterChips(QWidget):
    """Chips in lines, then the ways out; hidden while nothing is filtered."""

    removed = Signal(object)
    """A chip was pressed: its `FilterKey`."""
    cleared = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setAccessibleName(tr("Bộ lọc đang dùng"))
        self.chips: dict[FilterKey, FilterChip] = {}
        self.clear_button = link_button(tr("Bỏ tất cả"), self)
        self.clear_button.setAccessibleName(tr("Bỏ tất cả bộ lọc"))
        self.save_button = link_button(tr("Lưu cách xem…"), self)
        self.clear_button.clicked.connect(self.cleared)
        self.save_button.clicked.connect(self.save_asked)
        self.hide()

    def show_filters(self, filters: Sequence[tuple[FilterKey, str]]) -> None:
        """Show a chip for each filter; none hides the bar."""
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        before: QWidget | None = None
        for key, words in filters:
            chip = FilterChip(words, self)
            chip.clicked.connect(lambda _checked=False, key=key: self.removed.emit(key))
            chip.show()
            self.chips[key] = chip
            if before is not None:
                self.setTabOrder(before, chip)
            before = chip
        if before is not None:
            self.setTabOrder(before, self.clear_button)
            self.setTabOrder(self.clear_button, self.save_button)
        self.clear_button.setVisible(len(self.chips) > 1)
        self._place()
        self.setVisible(bool(self.chips))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.line))
        painter.end()

    def _place(self) -> None:
        """Put the parts in lines as wide as the bar, and make it as high as they need."""
        parts = [*self.chips.values(), self.clear_button, self.save_button]
        shown = [part for part in parts if not part.isHidden()]
        right, left, top, line = self.width() - _MARGIN, _MARGIN, _GAP, 0
        for part in shown:
            size = part.sizeHint()
            if left > _MARGIN and left + size.width() > right:
                left, top, line = _MARGIN, top + line + _GAP, 0
            part.setGeometry(QRect(QPoint(left, top), size))
            left, line = left + size.width() + _GAP, max(line, size.height())
        height = top + line + _GAP + 1
        if height != self.height():
            self.setFixedHeight(height)
