"""Lines over a list that lead to tasks beside it, which its total does not hold."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain import formats
from app.domain.tally import Tally
from app.views import theme as themes
from app.views.language import tr
from app.views.tables.head_painter import paint_signs
from app.views.tables.painting import paint_icon, paint_text
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.pressable import Pressable

_ICON = 16
_LEFT = 8
_TEXT_LEFT = 30
_RIGHT = 12
_GAP = 8
_LEAST_NOTE = 60

NOT_COUNTED = tr("không cộng vào tổng số")
BACK = tr("Trở về danh sách chủ trì")
BACK_TO_FOUND = tr("Trở về kết quả tìm kiếm")


class BesideBar(Pressable):
    """Says how many tasks there are beside the list and how they stand; pressed, they are listed.

    A kind of line names its ``sign`` and ``tip``, and says its `count_words` and its way ``back``.
    """

    sign = ""
    tip = ""
    back = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden: most lists have nothing beside them."""
        super().__init__(parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tally = Tally()
        self.hide()

    def show_tasks(self, tally: Tally, *, listed: bool) -> None:
        """Show the lights of the tasks; none hides the line.

        Args:
            tally: counts of the tasks beside the list.
            listed: whether the list shows them now, so that a press leads back.
        """
        self._tally = tally
        self.setChecked(listed)
        self.setAccessibleName(", ".join(self.words))
        self.setToolTip(safe_tip(self.tip))
        self.setVisible(tally.total > 0)
        self.update()

    @property
    def words(self) -> tuple[str, str]:
        """What the line says: what a press does, and the remark beside it."""
        count = self.count_words(formats.number(self._tally.total))
        if self.isChecked():
            return self.back, tr(
                "đang xem {count}, {not_counted}", count=count, not_counted=NOT_COUNTED
            )
        return tr("và {count}", count=count), NOT_COUNTED

    def count_words(self, count: str) -> str:
        """Return a number of tasks with what they are."""
        raise NotImplementedError

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
        name = "chevron-left" if self.isChecked() else self.sign
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


class JointBar(BesideBar):
    """Tasks given to many, of which the agency of the list is one of the doers."""

    sign = "users"
    tip = tr(
        "Nhiệm vụ văn bản giao chung cho nhiều cơ quan, cơ quan này cùng thực hiện. "
        "Sổ đếm mỗi nhiệm vụ một lần, ở “Việc chung (tập thể)”."
    )
    back = BACK

    def count_words(self, count: str) -> str:
        return tr("{count} nhiệm vụ giao chung", count=count)


class ClosedBar(BesideBar):
    """What a search finds in documents of the past."""

    sign = "history"
    tip = tr("Nhiệm vụ của văn bản đã kết thúc: còn tra cứu được, không còn theo dõi.")
    back = BACK_TO_FOUND

    def count_words(self, count: str) -> str:
        return tr("{count} kết quả trong văn bản đã kết thúc", count=count)
