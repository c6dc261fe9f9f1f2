"""How far the doers of a collective task have come: one line, a bar, and who is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.doers import DoerState, progress_words
from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.views import theme
from app.views.language import tr
from app.views.theme import FontRole
from app.views.widgets.card import link_button
from app.views.widgets.light_bar import paint_light_bar
from app.views.widgets.plain_text import PlainText

_MOST_NAMED = 6


class DoerSummary(QWidget):
    """Counts the doers; the link opens their grid."""

    asked = Signal()

    def __init__(
        self,
        doers: Sequence[DoerState],
        unlisted: Sequence[str] = (),
        *,
        waits: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show the doers of one task.

        Args:
            doers: those that are known.
            unlisted: collectives whose members nobody has listed; the bar leaves them room.
            waits: whether all is done and the task is still to be completed as a whole.
            parent: the detail.
        """
        super().__init__(parent)
        self.link = link_button(tr("Mở bảng (Ctrl+J)"), self)
        self.link.setAccessibleName(tr("Mở bảng cơ quan thực hiện"))
        self.link.clicked.connect(self.asked)
        head = QHBoxLayout()
        words = progress_words(doers, unlisted) or tr("Chưa có danh sách cơ quan")
        head.addWidget(PlainText(words), 1)
        head.addWidget(self.link)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addLayout(head)
        if doers:
            lights = [doer.assessment.light for doer in doers]
            lights += [Light.UNKNOWN] * len(unlisted)
            self.tally = Tally.of(lights)
            lines.addWidget(_Bar(self.tally, self))
        if waits:
            lines.addWidget(PlainText(completion_hint(unlisted), FontRole.SECOND, "text2"))
        missing = [doer.short_name for doer in doers if not doer.done]
        if missing and len(missing) < len(doers):
            more = len(missing) - _MOST_NAMED
            rest = tr(" và {more} cơ quan khác", more=more) if more > 0 else ""
            named = tr(
                "Chưa xong: {missing}{rest}", missing=", ".join(missing[:_MOST_NAMED]), rest=rest
            )
            lines.addWidget(PlainText(named, FontRole.SECOND, "text2"))


def completion_hint(unlisted: Sequence[str]) -> str:
    """Return how a task whose known doers have all done it becomes completed."""
    if unlisted:
        return tr(
            "Các cơ quan có trong danh sách đều đã xong, nhiệm vụ chưa ghi hoàn thành. Nhập nốt "
            "danh sách còn thiếu, hoặc đánh dấu hoàn thành (Ctrl+Enter ở danh sách nhiệm vụ)."
        )
    return tr(
        "Mọi cơ quan đã xong, nhiệm vụ chưa ghi hoàn thành: đánh dấu hoàn thành bằng Ctrl+Enter ở "
        "danh sách nhiệm vụ."
    )


class _Bar(QWidget):
    """The lights of the doers."""

    def __init__(self, tally: Tally, parent: QWidget) -> None:
        super().__init__(parent)
        self._tally = tally
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_light_bar(painter, QRectF(self.rect()), self._tally, theme.current())
        painter.end()
