"""What the document says about itself, as a form: it comes before its tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.records import DocumentRecord
from app.domain.review import ReviewDraft
from app.views import theme
from app.views.language import told, tr
from app.views.review import editors
from app.views.review.editors import Editor
from app.views.review.field_box import FieldBox
from app.views.theme import FontRole
from app.views.widgets.blocks import Quotation, WarningNote
from app.views.widgets.plain_text import PlainText

PRECISIONS = {
    "day": tr("Rõ ngày"),
    "month": tr("Chỉ rõ tháng, năm"),
    "year": tr("Chỉ rõ năm"),
    "unknown": tr("Chưa rõ"),
}
DECIDES_MATCH = frozenset({"number", "type", "title", "issuer", "issued_on", "code"})
"""Fields that say which document of the register this is."""


class DocumentForm(QScrollArea):
    """Shows the document and tells what the person changes; it changes nothing itself."""

    edited = Signal(str, object)
    """A field has another value: its name, the value."""
    confirmed = Signal(str)
    """A doubtful field is right as it is: its name."""
    document_chosen = Signal(int)
    """The person says which document of the register it is; 0: a new one."""

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        """Lay out the fields, empty; ``today`` completes days typed without a year."""
        super().__init__(parent)
        self.boxes: dict[str, FieldBox] = {}
        self._ids = [0]
        self.setAccessibleName(tr("Thông tin văn bản"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._body = QVBoxLayout(inner)
        self._body.setContentsMargins(16, 12, 16, 12)
        self._body.setSpacing(8)
        self._standing = Quotation()
        self._said = PlainText()
        self._standing.body.addWidget(self._said)
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Văn bản này là"))
        self.choice.setToolTip(tr("Chọn lại nếu nhận nhầm văn bản"))
        self.choice.activated.connect(self._tell_choice)
        self._standing.body.addWidget(self.choice)
        self._body.addWidget(self._standing)
        self._warning = WarningNote()
        self._warned = PlainText(role=FontRole.SECOND)
        self._warning.body.addWidget(self._warned)
        self._body.addWidget(self._warning)
        line = editors.LineEditor
        self._add("number", tr("Số, ký hiệu"), line(tr("Số, ký hiệu"), tr("Ví dụ: 15/KH-UBND")))
        self._add("type", tr("Loại văn bản"), line(tr("Loại văn bản"), tr("Kế hoạch, Chỉ thị…")))
        self._add("title", tr("Trích yếu"), editors.TextEditor(tr("Trích yếu"), 3))
        self._add("issuer", tr("Nơi ban hành"), line(tr("Cơ quan ban hành")))
        self._add("issued_on", tr("Ngày ban hành"), editors.DayEditor(tr("Ngày ban hành"), today))
        self._add("issued_precision", "", editors.ChoiceEditor(tr("Rõ đến đâu"), PRECISIONS))
        self._add("signer", tr("Người ký"), line(tr("Người ký")))
        self._add("signer_position", tr("Chức vụ"), line(tr("Chức vụ người ký")))
        self._add(
            "period_from", tr("Thực hiện từ"), editors.DayEditor(tr("Thực hiện từ ngày"), today)
        )
        self._add("period_to", tr("đến"), editors.DayEditor(tr("Thực hiện đến ngày"), today))
        self._add(
            "short_title",
            tr("Tên ngắn"),
            line(tr("Tên ngắn"), tr("Tên trong danh sách và trên biểu")),
        )
        self._add(
            "code", tr("Mã ngắn"), line(tr("Mã ngắn"), tr("Ví dụ: KH15-2026; giữ nguyên về sau"))
        )
        self._body.addStretch(1)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    def offer_documents(self, documents: Sequence[DocumentRecord]) -> None:
        """Offer the documents of the register that it may be."""
        self._ids = [0, *(each.id for each in documents)]
        self.choice.clear()
        names = [tr("Đã có: {short_title}", short_title=each.short_title) for each in documents]
        self.choice.addItems([tr("Là văn bản mới"), *names])

    def _tell_choice(self, place: int) -> None:
        self.document_chosen.emit(self._ids[place])

    def show_document(self, draft: ReviewDraft) -> None:
        """Show the document of a draft; a field that is being typed into stays."""
        known = draft.document_id if draft.document_id in self._ids else 0
        self.choice.setCurrentIndex(self._ids.index(known))
        self._said.setText(draft.document_words)
        self._standing.setVisible(bool(draft.document_words))
        self._warned.setText("\n".join(map(told, draft.warnings)))
        self._warning.setVisible(bool(draft.warnings))
        for name, box in self.boxes.items():
            doubts = [
                each.reason
                for each in draft.document_doubts
                if each.field == name and not each.settled
            ]
            box.show_value(getattr(draft.document, name), doubts)

    def flush(self) -> bool:
        """Hand over what was typed and not yet told; False where something is not understood."""
        for box in self.boxes.values():
            if not box.editor.touched:
                continue
            if not box.understood():
                box.editor.setFocus()
                self.ensureWidgetVisible(box)
                return False
            box.hand_over()
        return True

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, top to bottom."""
        return [self.choice, *(stop for box in self.boxes.values() for stop in box.stops())]

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self.boxes["number"].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, name: str, words: str, editor: Editor) -> None:
        box = FieldBox(name, words, editor)
        box.edited.connect(self.edited)
        box.confirmed.connect(self.confirmed)
        self.boxes[name] = box
        self._body.addWidget(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.current().surface))
        painter.end()
        super().paintEvent(event)
