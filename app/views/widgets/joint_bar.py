"""The line over an agency's list: tasks given to many, of which the agency is one of the doers."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain import formats
from app.domain.tally import Tally
from app.views import theme as themes
from app.views.tables.head_painter import paint_signs
from app.views.tables.painting import paint_icon, paint_text
from app.views.theme import FontRole
from app.views.widgets.pressable import Pressable

_ICON = 16
_LEFT = 8
_TEXT_LEFT = 30
_RIGHT = 12
_GAP = 8
_LEAST_NOTE = 60

NOT_COUNTED = "không cộng vào tổng số"
BACK = "Trở về danh sách chủ trì"


class JointBar(Pressable):
    """Says how many joint tasks there are and how they stand; pressed, the list shows them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden: most lists have no joint tasks."""
        super().__init__(parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tally = Tally()
        self.hide()

    def show_tasks(self, tally: Tally, *, listed: bool) -> None:
        """Show the lights of the joint tasks; none hides the line.

        Args:
            tally: counts of the joint tasks.
            listed: whether the list shows them now, so that a press leads back.
        """
        self._tally = tally
        self.setChecked(listed)
        self.setAccessibleName(", ".join(self.words))
        self.setToolTip(
            "Nhiệm vụ văn bản giao chung cho nhiều cơ quan, cơ quan này cùng thực hiện. "
            "Sổ đếm mỗi nhiệm vụ một lần, ở “Việc chung (tập thể)”."
        )
        self.setVisible(tally.total > 0)
        self.update()

    @property
    def words(self) -> tuple[str, str]:
        """What the line says: what a press does, and the remark beside it."""
        count = f"{formats.number(self._tally.total)} nhiệm vụ giao chung"
        if self.isChecked():
            return BACK, f"đang xem {count}, {NOT_COUNTED}"
        return f"và {count}", NOT_COUNTED

    def nextCheckState(self) -> None:
        """Leave it to the page: the line changes with the list."""

    def sizeHint(self) -> QSize:
        return QSize(_TEXT_LEFT + _RIGHT, themes.row_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.selection if self.hot else theme.subtle))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.line))
        name = "chevron-left" if self.isChecked() else "users"
        paint_icon(painter, QPoint(_LEFT, self.height() // 2), name, "accent", _ICON)
        self._paint_words(painter, self.rect().adjusted(_TEXT_LEFT, 0, -_RIGHT, -1))
        self.paint_ring(painter, 2)
        painter.end()

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        theme = themes.current()
        link, note = self.words
        width = themes.metrics(FontRole.BODY).horizontalAdvance(link)
        if not self.isChecked():  # the counters above show the lights of what is listed
            room.setRight(paint_signs(painter, room, width, self._tally, theme))
        paint_text(painter, room, link, FontRole.BODY, theme.accent)
        room.setLeft(room.left() + width + _GAP)
        if room.width() > _LEAST_NOTE:
            paint_text(painter, room, note, FontRole.BODY, theme.text3)
