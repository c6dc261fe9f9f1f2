"""The page Văn bản: the documents of the register, each with its outline and what is unclear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats
from app.domain.outline import DocumentFacts, DocumentOutline
from app.domain.review import ReviewEntry
from app.views import icons
from app.views.language import told, tr
from app.views.pages.document_import import DocumentImport
from app.views.pages.review_host import ReviewHost
from app.views.pages.tracker_host import TrackerHost
from app.views.review.reading_bar import ReadingBar
from app.views.review.under_way import UnderWay
from app.views.tables.document_list import DocumentCard, DocumentList, document_cards
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.document_pane import DocumentPane
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.labels import Sentence, label
from app.views.widgets.task_list import tool_bar_height

if TYPE_CHECKING:
    from app.background.jobs import Job
    from app.views.actions import Actions
    from app.views.prompts import Prompts
    from app.views.session import Session

_LIST_WIDTH, _LIST_LEAST, _PANE_LEAST = 400, 250, 370


class DocumentsPage(QWidget):
    """Documents at the left, the current one at the right; or a review in the place of both."""

    status_changed = Signal()
    task_asked = Signal(int)
    """A task is to be opened on the page Nhiệm vụ."""

    def __init__(
        self, session: Session, actions: Actions, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        """Lay out the page; documents are read when it is first shown.

        Args:
            session: the open register.
            actions: of the window.
            prompts: asks for files and for what is not taken back.
            parent: the window.
        """
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._stale = True
        self._loading: Job | None = None
        self._outlining: Job | None = None
        self._cards: list[DocumentCard] = []
        self._wanted = ""
        self.summary = label("", FontRole.BODY, "text2")
        self.list = DocumentList()
        self.pane = DocumentPane()
        self.under_way = UnderWay()
        self.reading_bar = ReadingBar()
        self.imports = DocumentImport(session, prompts, self.reading_bar, self)
        self.import_button = _import_button(actions.import_document, primary=True)
        self.tracker_button = _import_button(actions.import_tracker, primary=False)
        self.empty = Sentence()
        self._right = QStackedWidget()
        self._right.addWidget(self.empty)
        self._right.addWidget(self.pane)
        self._browse = QWidget()
        self._whole = QStackedLayout(self)
        self._whole.addWidget(self._browse)
        self._lay_out()
        self.review = ReviewHost(session, actions, prompts, self)
        self.tracker = TrackerHost(session, prompts, self)
        self.setAcceptDrops(True)
        self._door = FocusDoor(self, self.list)
        session.index_changed.connect(self._note_change)
        self.list.chosen.connect(self._read_outline)
        self.list.opened.connect(lambda _card: self.pane.focus_outline())
        self.pane.task_asked.connect(self.task_asked)
        self.addAction(actions.import_document)
        actions.import_document.triggered.connect(self.imports.choose)
        self.imports.opened.connect(self.review.show_draft)
        actions.import_tracker.triggered.connect(self.imports.choose_tracker)
        self.imports.tracker_read.connect(self.tracker.show_preview)
        self.tracker.shown.connect(self._show_tracker)
        self.tracker.closed.connect(lambda: self._close_review(""))
        self.imports.dropped.connect(self._read)
        self.imports.busy_changed.connect(self._offer_import)
        self.under_way.go_on_asked.connect(self.imports.go_on)
        self.under_way.drop_asked.connect(self.imports.drop)
        self.review.shown.connect(self._show_review)
        self.review.closed.connect(self._close_review)
        self.review.changed.connect(self.status_changed)
        self._offer_import()

    # ---- For the window

    @property
    def ready(self) -> bool:
        """Whether what is on show is of the session's index."""
        return not self._stale and self._loading is None and self._outlining is None

    def status_texts(self) -> tuple[str, str]:
        """Return how many documents there are, and how many of them are followed.

        With a review on show: that nothing of it is in the register yet.
        """
        if self.review.pane is not None:
            return tr("Đang đối chiếu 1 văn bản, chưa ghi gì vào sổ"), self.review.kept_words
        if self.tracker.preview is not None:
            return tr("Đang xem trước bảng theo dõi, chưa ghi gì vào sổ"), told(
                self.tracker.preview.words
            )
        if not self._cards:
            return "", ""
        followed = sum(not card.closed for card in self._cards)
        tasks = sum(card.tally.total for card in self._cards if not card.closed)
        shown = tr(
            "{cards} văn bản, {followed} đang theo dõi",
            cards=formats.number(len(self._cards)),
            followed=formats.number(followed),
        )
        return shown, tr("{tasks} nhiệm vụ đang theo dõi", tasks=formats.number(tasks))

    def open_document(self, code: str) -> None:
        """Show the document with a code, as soon as it is read."""
        self._wanted = code
        self._choose_wanted()

    def own_undo(self) -> str | None:
        """Return what Ctrl+Z takes back in the review; None where none is on show."""
        return self.review.own_undo()

    def undo_own(self) -> None:
        """Take the last act of the review back."""
        self.review.undo()

    def keep_work(self) -> None:
        """Keep what is being typed in the review."""
        self.review.keep_work()

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
        row.addWidget(self.reading_bar)
        row.addWidget(self.tracker_button)
        row.addWidget(self.import_button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.under_way)
        column.addWidget(self.list, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for part, least in ((left, _LIST_LEAST), (self._right, _PANE_LEAST)):
            part.setMinimumWidth(least)
            splitter.addWidget(part)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH, 2 * _LIST_WIDTH])
        whole = QVBoxLayout(self._browse)
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
        from app.services import importing, reading_documents  # noqa: PLC0415 - once one is open

        if self._session.index is None:
            return
        if self._loading is not None:
            self._loading.cancel()
        self._stale = False
        self._offer_import()
        self._session.run(importing.list_reviews, owner=self, done=self._show_under_way)
        self._loading = self._session.run(
            reading_documents.load_documents, self._session.as_of, owner=self, done=self._show
        )

    def _show_under_way(self, entries: tuple[ReviewEntry, ...]) -> None:
        self.under_way.show_entries(entries, self.imports.refusal)

    def _show(self, facts: tuple[DocumentFacts, ...]) -> None:
        self._loading = None
        index = self._session.index
        if index is None:
            return
        self._cards = document_cards(facts, index)
        followed = sum(not card.closed for card in self._cards)
        words = tr("{followed} văn bản đang theo dõi", followed=formats.number(followed))
        past = len(self._cards) - followed
        self.summary.setText(
            tr("{words}, {past} đã kết thúc", words=words, past=past) if past else words
        )
        self.list.show_records(self._cards, _is_same)
        self._choose_wanted()
        self.status_changed.emit()

    # ---- Importing

    def _offer_import(self) -> None:
        refusal = self.imports.refusal
        actions = (self._actions.import_document, self._actions.import_tracker)
        buttons = (self.import_button, self.tracker_button)
        for button, action in zip(buttons, actions, strict=True):
            button.setVisible(not self.imports.busy)
            button.setEnabled(not refusal)
            button.setToolTip(safe_tip(refusal or action.toolTip()))
            button.setAccessibleDescription(told(refusal))

    def _show_review(self) -> None:
        self._show_instead(self.review.pane)

    def _show_tracker(self) -> None:
        self._show_instead(self.tracker.pane)

    def _show_instead(self, pane: QWidget | None) -> None:
        """Show something in the place of the documents, with the keyboard in it."""
        if pane is not None:
            self._whole.addWidget(pane)
            self._whole.setCurrentWidget(pane)
            self._door.to = pane
            pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self.status_changed.emit()

    def _close_review(self, code: str) -> None:
        """Show the documents again, after a review the one that was written."""
        self._whole.setCurrentWidget(self._browse)
        self._door.to = self.list
        self._wanted = code or self._wanted
        self._read()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.status_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._browse.isVisible():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.imports.read(path)

    def _dropped_file(self, data: QMimeData) -> Path | None:
        """Return the one file that is dragged here; None while a review is on show."""
        urls = [url for url in data.urls() if url.isLocalFile()]
        at_work = self.review.pane is not None or self.tracker.pane is not None
        if at_work or self.imports.busy or len(urls) != 1:
            return None
        return Path(urls[0].toLocalFile())

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
            self.empty.say(tr("Đến ngày {day}, sổ chưa có văn bản nào.", day=day))
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


def _import_button(action: QAction, *, primary: bool) -> QPushButton:
    button = QPushButton(action.text())
    button.setProperty("primary", primary)
    button.setProperty("compact", True)
    button.setIconSize(QSize(16, 16))
    icons.dress(button, *(("upload", "on_primary") if primary else ("columns", "text")), 16)
    button.clicked.connect(action.trigger)
    return button


def _is_same(one: DocumentCard, other: DocumentCard) -> bool:
    return one.facts.document.id == other.facts.document.id
