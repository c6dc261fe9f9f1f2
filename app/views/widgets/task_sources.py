"""Parts of the detail panel from other places: sources, linked tasks, defects of the documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from app.domain import locator
from app.domain.sources import DefectRecord, LinkRecord, SourceRecord, cited
from app.domain.traffic_light import state_words
from app.views import theme as themes
from app.views.language import told, tr
from app.views.tables.hits import hit_ranges
from app.views.theme import FontRole
from app.views.widgets.blocks import Quotation, WarningNote
from app.views.widgets.card import link_button
from app.views.widgets.found_text import FoundText
from app.views.widgets.plain_text import PlainText
from app.views.widgets.pressable import Pressable
from app.views.widgets.signs import SIGN, paint_sign

if TYPE_CHECKING:
    from app.domain.task_detail import TaskDetail

NO_SOURCE = tr("Câu gốc sẽ hiện ở đây sau khi nhập tệp văn bản.")
NOTES_NAME = tr("Ghi chú về văn bản")

_FIRST_DEFECTS = 2
"""Defects shown before the rest is asked for: those nearest to the task."""
_ROW_LEFT = SIGN + 8


class OwnSource(Quotation):
    """The paragraph of the task's own document."""

    def __init__(self, detail: TaskDetail) -> None:
        """Show place, heading, and the sentence if it was imported."""
        super().__init__()
        place = cited(detail.document, detail.locator)
        _add_place(self, place, detail.section_heading)
        if detail.source_text:
            self.body.addWidget(FoundText(detail.source_text, FontRole.SOURCE))
        else:
            self.body.addWidget(PlainText(NO_SOURCE, FontRole.SECOND, "text3"))


class FurtherSource(Quotation):
    """A paragraph of another document, as that document puts the same work."""

    def __init__(self, source: SourceRecord) -> None:
        """Show place, heading, title, points, what it says of time and product, and its note."""
        super().__init__()
        _add_place(self, cited(source.document, source.locator), source.section_heading)
        self.body.addWidget(FoundText(source.title))
        for point in source.points:
            self.body.addWidget(FoundText(f"• {point}", FontRole.SECOND, "text2"))
        for name, words in (
            (tr("Thời hạn"), f"“{source.time_text}”" if source.time_text else ""),
            (tr("Sản phẩm"), source.expected_product),
            (tr("Ghi chú"), source.note),
        ):
            if words:
                self.body.addWidget(FoundText(f"{name}: {words}", FontRole.SECOND, "text2"))
        if source.source_text:
            self.body.addWidget(FoundText(source.source_text, FontRole.SOURCE))


class LinkRow(Pressable):
    """A task that belongs to the one on show: its light, what it is, where it stands, and why."""

    def __init__(self, link: LinkRecord) -> None:
        """Show a linked task."""
        super().__init__()
        self._light = link.assessment.light
        state = told(state_words(link.assessment))
        place = f"{state} · {locator.in_document(link.locator, link.document.short_title)}"
        self.setAccessibleName(f"{link.title}, {place}")
        self.setAccessibleDescription(link.why)
        self.setToolTip(tr("Mở nhiệm vụ này"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._lines = lines = QVBoxLayout(self)
        lines.setContentsMargins(_ROW_LEFT, 4, 4, 4)
        lines.setSpacing(1)
        for text in (
            PlainText(link.title),
            PlainText(place, FontRole.SECOND, "text2"),
            PlainText(link.why, FontRole.SECOND, "text3"),
        ):
            # The whole row is pressed, its words are not selected.
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            lines.addWidget(text)

    def sizeHint(self) -> QSize:
        return self._lines.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._lines.minimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        if self.hot:
            painter.fillRect(self.rect(), QColor(theme.selection))
        line = themes.line_height(FontRole.BODY)
        paint_sign(painter, QRectF(0, 4 + (line - SIGN) / 2, SIGN, SIGN), self._light, theme)
        self.paint_ring(painter, 2)
        painter.end()


class DocumentNotes(WarningNote):
    """What documents leave unclear: the task's own note, then defects noted where it stands."""

    def __init__(self, detail: TaskDetail) -> None:
        """Show the note and the nearest defects; the rest is shown when it is asked for."""
        super().__init__()
        self._hidden: list[FoundText] = []
        self.body.addWidget(PlainText(NOTES_NAME, strong=True))
        if detail.source_note:
            self.body.addWidget(FoundText(detail.source_note))
        for place, defect in enumerate(detail.defects):
            texts = _defect_texts(defect, detail)
            for text in texts:
                self.body.addWidget(text)
            if place >= _FIRST_DEFECTS:
                self._hidden += texts
        for text in self._hidden:
            text.hide()
        self.more = link_button(
            tr("Xem cả {defects} ghi chú của mục này", defects=len(detail.defects)), self
        )
        self.more.setVisible(bool(self._hidden))
        self.more.clicked.connect(self.show_all)
        self.body.addWidget(self.more)

    def show_all(self) -> None:
        """Show every defect."""
        for text in self._hidden:
            text.show()
        self.more.hide()

    def reveal(self, words: Sequence[str]) -> None:
        """Show every defect if the words of a search stand in a hidden one."""
        if any(hit_ranges(text.text(), words) for text in self._hidden):
            self.show_all()


def _add_place(quotation: Quotation, place: str, heading: str) -> None:
    quotation.body.addWidget(FoundText(place, FontRole.BODY, "text2"))
    if heading and heading not in place:
        quotation.body.addWidget(PlainText(heading, FontRole.SECOND, "text3"))


def _defect_texts(defect: DefectRecord, detail: TaskDetail) -> list[FoundText]:
    where = "" if defect.document.id == detail.document.id else f"{defect.document.short_title}: "
    said = FoundText(f"{where}{defect.seen} → {defect.taken_as}")
    said.setContentsMargins(0, 4, 0, 0)
    return [said, FoundText(defect.reason, FontRole.SECOND, "text2")]
