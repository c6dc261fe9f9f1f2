"""The views that were given a name, over the tree: one press shows one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.views import theme as themes
from app.views.language import tr
from app.views.tables.painting import paint_icon, paint_text
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.pressable import Pressable

_MOST_ROWS = 5
_LEFT, _ICON, _GAP = 12, 14, 8


def _row_height() -> int:
    return themes.line_height(FontRole.BODY) + 10


class SavedViewRow(Pressable):
    """One view; pressed, the list shows it. Delete, or its menu, takes it away."""

    removed = Signal(str)
    renamed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Show a name."""
        super().__init__(parent)
        self.name = name
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Cách xem đã lưu: {name}", name=name))
        self.setToolTip(safe_tip(tr("{name}\nBấm phải để đổi tên hoặc xóa", name=name)))

    def nextCheckState(self) -> None:
        """Leave it to the page: it knows what the list shows."""

    def sizeHint(self) -> QSize:
        return QSize(160, _row_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.name)
        elif event.key() == Qt.Key.Key_F2:
            self.renamed.emit(self.name)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Đổi tên…")).triggered.connect(lambda: self.renamed.emit(self.name))
        menu.addAction(tr("Xóa cách xem này")).triggered.connect(
            lambda: self.removed.emit(self.name)
        )
        menu.popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        ground = theme.selection if self.isChecked() else theme.subtle
        painter.fillRect(self.rect(), QColor(ground if self.hot or self.isChecked() else
                                             theme.surface))  # fmt: skip
        paint_icon(painter, QPoint(_LEFT, self.height() // 2), "filter", "accent", _ICON)
        room = QRect(self.rect()).adjusted(_LEFT + _ICON + _GAP, 0, -_LEFT, 0)
        role = FontRole.STRONG if self.isChecked() else FontRole.BODY
        paint_text(painter, room, self.name, role, theme.text)
        self.paint_ring(painter, 2)
        painter.end()


class SavedViewsList(QScrollArea):
    """Rows of views; hidden while there are none, and never higher than five of them."""

    chosen = Signal(str)
    removed = Signal(str)
    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setAccessibleName(tr("Cách xem đã lưu"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: list[SavedViewRow] = []
        self.hide()

    def show_views(self, names: Sequence[str], current: str = "") -> None:
        """Show other views; the one that the list shows is marked."""
        if [row.name for row in self.rows] != list(names):
            self._fill(names)
        for row in self.rows:
            row.setChecked(row.name == current)

    def _fill(self, names: Sequence[str]) -> None:
        body = _Body()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 2, 0, 3)
        lines.setSpacing(0)
        self.rows = []
        for name in names:
            row = SavedViewRow(name, body)
            row.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            row.removed.connect(self.removed)
            row.renamed.connect(self.renamed)
            lines.addWidget(row)
            self.rows.append(row)
        lines.addStretch(1)
        self.setWidget(body)
        self.setFixedHeight(min(len(names), _MOST_ROWS) * _row_height() + 6)
        self.setVisible(bool(names))


class _Body(QWidget):
    """The ground of the rows, with a line under it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.line))
        painter.end()
