"""The page Văn bản: the documents of the register, each with its outline and what is unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.outline import DocumentFacts, DocumentOutline
from app.views.tables.document_list import DocumentCard, DocumentList, document_cards
from app.views.theme import FontRole
from app.views.widgets.document_pane import DocumentPane
from app.views.widgets.labels import Sentence, label
from app.views.widgets.task_list import tool_bar_height

if TYPE_CHECKING:
    from app.background.jobs import Job
    from app.views.session import Session

_LIST_WIDTH, _LIST_LEAST, _PANE_LEAST = 400, 280, 420


class DocumentsPage(QWidget):
    """Documents at the left, the current one at the right."""

    status_changed = Signal()
    task_asked = Signal(int)
    """A task is to be opened on the page Nhiệm vụ."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Lay out the page; documents are read when it is first shown."""
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._loading: Job | None = None
        self._outlining: Job | None = None
        self._cards: list[DocumentCard] = []
        self._wanted = ""
        self.summary = label("", FontRole.BODY, "text2")
        self.list = DocumentList()
        self.pane = DocumentPane()
        self.empty = Sentence()
        self._right = QStackedWidget()
        self._right.addWidget(self.empty)
        self._right.addWidget(self.pane)
        self._lay_out()
        self.setFocusProxy(self.list)
        session.index_changed.connect(self._note_change)
        self.list.chosen.connect(self._read_outline)
        self.list.opened.connect(lambda _card: self.pane.focus_outline())
        self.pane.task_asked.connect(self.task_asked)

    # ---- For the window

    @property
    def ready(self) -> bool:
        """Whether what is on show is of the session's index."""
        return not self._stale and self._loading is None and self._outlining is None

    def status_texts(self) -> tuple[str, str]:
        """Return how many documents there are, and how many of them are followed."""
        if not self._cards:
            return "", ""
        followed = sum(not card.closed for card in self._cards)
        tasks = sum(card.tally.total for card in self._cards if not card.closed)
        shown = (
            f"{formats.number(len(self._cards))} văn bản, {formats.number(followed)} đang theo dõi"
        )
        return shown, f"{formats.number(tasks)} nhiệm vụ đang theo dõi"

    def open_document(self, code: str) -> None:
        """Show the document with a code, as soon as it is read."""
        self._wanted = code
        self._choose_wanted()

    # ---- Building

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setObjectName("toolBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(tool_bar_height())
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.summary, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for part, least in ((self.list, _LIST_LEAST), (self._right, _PANE_LEAST)):
            part.setMinimumWidth(least)
            splitter.addWidget(part)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH, 2 * _LIST_WIDTH])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(splitter, 1)

    # ---- Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _note_change(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        from app.services import reading_documents  # noqa: PLC0415 - not before a register is open

        if self._session.index is None:
            return
        if self._loading is not None:
            self._loading.cancel()
        self._stale = False
        self._loading = self._session.run(
            reading_documents.load_documents, self._session.as_of, owner=self, done=self._show
        )

    def _show(self, facts: tuple[DocumentFacts, ...]) -> None:
        self._loading = None
        index = self._session.index
        if index is None:
            return
        self._cards = document_cards(facts, index)
        followed = sum(not card.closed for card in self._cards)
        words = f"{formats.number(followed)} văn bản đang theo dõi"
        past = len(self._cards) - followed
        self.summary.setText(f"{words}, {past} đã kết thúc" if past else words)
        self.list.show_records(self._cards, _is_same)
        self._choose_wanted()
        self.status_changed.emit()

    def _choose_wanted(self) -> None:
        codes = [card.facts.document.code for card in self._cards]
        if self._wanted in codes:
            self.list.choose_row(codes.index(self._wanted))
            self._wanted = ""

    def _read_outline(self, card: DocumentCard | None) -> None:
        from app.services import reading_documents  # noqa: PLC0415 - not before a register is open

        if self._outlining is not None:
            self._outlining.cancel()
            self._outlining = None
        if card is None:
            day = formats.date_in_text(self._session.as_of)
            self.empty.say(f"Đến ngày {day}, sổ chưa có văn bản nào.")
            self._right.setCurrentWidget(self.empty)
            return
        if self._session.register is None:
            return
        self._outlining = self._session.run(
            reading_documents.load_outline,
            card.facts.document.id,
            self._session.as_of,
            owner=self,
            done=lambda outline: self._show_outline(card, outline),
        )

    def _show_outline(self, card: DocumentCard, outline: DocumentOutline) -> None:
        self._outlining = None
        index = self._session.index
        if index is None:
            return
        refs = {ref.id: ref for part in (index.tasks, index.closed) for ref in part}
        self.pane.show_document(card.facts, outline, refs)
        self._right.setCurrentWidget(self.pane)


def _is_same(one: DocumentCard, other: DocumentCard) -> bool:
    return one.facts.document.id == other.facts.document.id
