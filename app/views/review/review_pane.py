"""The review as one page: list, document and proposal side by side, everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain import review_acts
from app.domain.records import RegisterIndex
from app.domain.review import Decision, ItemKind, ReviewItem
from app.views.dialogs.form_parts import choice_field
from app.views.language import tr
from app.views.review.desk import ReviewDesk
from app.views.review.document_form import DECIDES_MATCH, DocumentForm
from app.views.review.item_form import ItemForm
from app.views.review.item_list import ReviewList
from app.views.review.marks import doubtful_words, places
from app.views.review.pane_parts import DoubtTag, Foot, Head, SourceBar, tool_bar
from app.views.review.rows import (
    DOCUMENT,
    FILTER_NAMES,
    KIND_NAMES,
    ListFilter,
    ReviewRow,
    filter_counts,
    place_words,
    review_rows,
)
from app.views.review.source_view import SourceView
from app.views.theme import FontRole
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.labels import label

if TYPE_CHECKING:
    from app.views.actions import Actions
    from app.views.session import Session

_UNKNOWN = "unknown"
_LIST_WIDTH, _FORM_WIDTH = 248, 508
_LEAST_LIST, _LEAST_SOURCE, _LEAST_FORM = 192, 210, 412
READ_ONLY = tr("Đang xem ngày đã qua nên chưa đối chiếu được. Chọn lại Ngày báo cáo là hôm nay.")
NOTHING_LEFT = tr("Đã đối chiếu hết. Bấm “Ghi vào sổ” ở phía trên để xem trước và ghi.")


class ReviewPane(QWidget):
    """Shows a `ReviewDesk` and hands what the person does to it."""

    left = Signal()
    """The person goes on later."""
    write_asked = Signal()
    """The person wants to see what would be written."""
    agency_asked = Signal(str)
    """It is to be said who an agency is: as printed."""
    document_chosen = Signal(int)
    """The person says which document of the register this is; 0: a new one."""
    compare_asked = Signal()
    """What the register has is to be read anew: document or items are others now."""

    def __init__(
        self, session: Session, actions: Actions, desk: ReviewDesk, parent: QWidget | None = None
    ) -> None:
        """Show a review.

        Args:
            session: which day is looked at; today's alone may be worked on.
            actions: of the window; those of the review work while this is on show.
            desk: the review.
            parent: the page.
        """
        super().__init__(parent)
        self._session, self._actions, self.desk = session, actions, desk
        self._filling = False
        self._offered: RegisterIndex | None = None
        self.head = Head()
        self.filter = QComboBox()
        self.filter.setProperty("compact", True)
        self.filter.setAccessibleName(tr("Lọc các mục"))
        self.filter.addItems(list(FILTER_NAMES.values()))
        self.list = ReviewList()
        self.source = SourceView()
        self.source_bar = SourceBar()
        self.kind = choice_field(tr("Loại mục"), KIND_NAMES.values())
        self.kind.setProperty("compact", True)
        self.title = label(tr("Thông tin văn bản"), FontRole.STRONG)
        self.place = label("", FontRole.BODY, "text2")
        self.doubts = DoubtTag()
        self.form = ItemForm(session.today)
        self.document_form = DocumentForm(session.today)
        self._forms = QStackedWidget()
        self._forms.addWidget(self.form)
        self._forms.addWidget(self.document_form)
        self.foot = Foot(actions)
        self._lay_out()
        self._connect()
        self.source.show_blocks(desk.draft.blocks)
        self._door = FocusDoor(self, self.list)
        self._show_all()

    # ---- Building

    def _lay_out(self) -> None:
        self._left = left = _column(tool_bar(self.filter, stretch=0), self.list)
        middle = _column(self.source_bar, self.source, self.source_bar.legend)
        signs = QWidget()
        row = QHBoxLayout(signs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.kind)
        row.addWidget(self.place)
        row.addStretch()
        row.addWidget(self.doubts)
        self.kind.setFixedWidth(150)
        right = _column(tool_bar(signs), self._forms, self.foot)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for part, least in ((left, _LEAST_LIST), (middle, _LEAST_SOURCE), (right, _LEAST_FORM)):
            part.setMinimumWidth(least)
            splitter.addWidget(part)
        splitter.setSizes([_LIST_WIDTH, 2000, _FORM_WIDTH])
        for place, stretch in enumerate((0, 1, 0)):
            splitter.setStretchFactor(place, stretch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(splitter, 1)

    def minimumSizeHint(self) -> QSize:
        """Return the room without the list; see `resizeEvent`."""
        return QSize(_LEAST_SOURCE + _LEAST_FORM + 1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the list where form and source need all there is: keys go on without it."""
        super().resizeEvent(event)
        fits = self.width() >= _LEAST_LIST + _LEAST_SOURCE + _LEAST_FORM + 2
        self._left.setHidden(not fits)
        self._door.to = self.list if fits else self.source

    def _settle_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard where nothing is changed by it."""
        self._door.to.setFocus(reason)

    def _connect(self) -> None:
        desk, form = self.desk, self.form
        desk.changed.connect(self._show_all)
        desk.moved.connect(self._show_all)
        desk.refused.connect(self.foot.say_refusal)
        self._session.index_changed.connect(self._show_all)
        self.head.later.clicked.connect(self._leave)
        self.head.write.clicked.connect(self._write)
        self.filter.activated.connect(self._choose_filter)
        self.list.chosen.connect(self._go_to_row)
        self.list.opened.connect(lambda _row: self.focus_form())
        self.source.block_clicked.connect(self._go_to_block)
        self.source_bar.smaller.clicked.connect(lambda: self.source.zoom(-1))
        self.source_bar.larger.clicked.connect(lambda: self.source.zoom(1))
        self.kind.activated.connect(lambda place: self._turn(list(KIND_NAMES)[place]))
        form.kind_asked.connect(self._turn)
        form.focus_lost.connect(self._settle_focus)
        form.edited.connect(lambda name, value: self._on_item(review_acts.correct, name, value))
        form.confirmed.connect(lambda name: self._on_item(review_acts.confirm, name))
        form.change_taken.connect(
            lambda name, on: self._on_item(review_acts.take_change, name, taken=on)
        )
        form.linked.connect(lambda key, on: self._on_item(review_acts.link, key, linked=on))
        form.ends.connect(lambda key, on: self._on_item(review_acts.end_earlier, key, ends=on))
        form.agency_asked.connect(self._ask_agency)
        self.document_form.edited.connect(self._correct_document)
        self.document_form.confirmed.connect(self._confirm_document)
        self.document_form.document_chosen.connect(self.document_chosen)
        act = self._actions
        for action, doing in (
            (act.accept_item, self.accept),
            (act.skip_item, self._skip_or_reopen),
            (act.split_item, self._split),
            (act.merge_item, self._merge),
            (act.next_item, self._next),
            (act.previous_item, self._previous),
        ):
            self.addAction(action)
            # A method of this widget, no lambda: the actions outlive it.
            action.triggered.connect(doing)

    # ---- What the person does

    def accept(self) -> None:
        """Accept what is on show, and go on to the next item that waits."""
        item = self.desk.item
        if not self._flush() or self._session.is_past:
            return
        if item is None:
            self._settle_document()
        if item is not None and not item.counted:
            self.desk.step(1)
        elif item is None or item.decision is Decision.ACCEPTED:
            self._go_on()
        elif self.desk.accept():
            self._after_decision()

    def _skip_or_reopen(self) -> None:
        item = self.desk.item
        if item is None or not item.counted or not self._flush() or self._session.is_past:
            return
        if item.decision is Decision.OPEN:
            self.desk.skip()
            self._after_decision()
        else:
            self.desk.act(review_acts.reopen, item.id)

    def _after_decision(self) -> None:
        if not self.desk.draft.counts.open:
            self.foot.say(NOTHING_LEFT)
            self.head.write.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        """Look at the next item that waits; where none does, at the next one of the list."""
        if not self.desk.go_next_open():
            self.desk.step(1)

    def _split(self) -> None:
        if self.desk.item is None or not self._flush() or self._session.is_past:
            return
        before = len(self.desk.draft.items)
        self.desk.split(self.form.cut_at)
        if len(self.desk.draft.items) != before:
            self.compare_asked.emit()

    def _merge(self) -> None:
        if self.desk.item is None or not self._flush() or self._session.is_past:
            return
        before = len(self.desk.draft.items)
        self.desk.merge_next()
        if len(self.desk.draft.items) != before:
            self.compare_asked.emit()

    def _turn(self, kind: ItemKind) -> None:
        item = self.desk.item
        if item is None or item.kind is kind:
            return
        if self._flush() and self.desk.act(review_acts.turn_into, item.id, kind):
            self.compare_asked.emit()
        self._show_all()

    def _next(self) -> None:
        if self._flush():
            self.desk.step(1)

    def _previous(self) -> None:
        if self._flush():
            self.desk.step(-1)

    def _go_to_row(self, row: ReviewRow | None) -> None:
        if row is None or self._filling or row.key == self.desk.current:
            return
        if self._flush():
            self.desk.go(row.key)
        else:
            self._show_list()

    def _go_to_block(self, block: int) -> None:
        key = self.desk.item_at(block)
        if key and self._flush():
            self.desk.go(key)

    def _choose_filter(self, place: int) -> None:
        self.desk.choose_filter(ListFilter(place))
        rows = review_rows(self.desk.draft, self.desk.filter)
        keys = [row.key for row in rows if row.item is not None]
        if keys and self.desk.current not in keys:
            self.desk.go(keys[0])

    def _on_item(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        if self.desk.item is not None and not self._session.is_past:
            self.desk.act(act, self.desk.current, *args, **kwargs)

    def _correct_document(self, name: str, value: object) -> None:
        if not self.desk.act(review_acts.correct_document, name, value):
            return
        precision = self.desk.draft.document.issued_precision
        if name == "issued_on" and (value is None or precision == _UNKNOWN):
            known = _UNKNOWN if value is None else "day"
            self.desk.act(review_acts.correct_document, "issued_precision", known)
        if name in DECIDES_MATCH:
            self.compare_asked.emit()

    def _confirm_document(self, name: str) -> None:
        value = getattr(self.desk.draft.document, name)
        self.desk.act(review_acts.correct_document, name, value)

    def _settle_document(self) -> None:
        """Take what the document's form shows as right."""
        for name in dict.fromkeys(
            d.field for d in self.desk.draft.document_doubts if not d.settled
        ):
            if hasattr(self.desk.draft.document, name):
                self._confirm_document(name)

    def _ask_agency(self, printed: str) -> None:
        if self._flush():
            self.agency_asked.emit(printed)

    def _leave(self) -> None:
        if self._flush():
            self.left.emit()

    def _write(self) -> None:
        if self._flush():
            self.write_asked.emit()

    def _flush(self) -> bool:
        """Hand what is being typed to the desk; False where it is not understood."""
        shown = self.document_form if self.desk.item is None else self.form
        return shown.flush()

    def flush(self) -> None:
        """Keep what is being typed, as far as it is understood."""
        self._flush()

    def focus_form(self) -> None:
        """Put the keyboard into the first field of what is on show."""
        (self.document_form if self.desk.item is None else self.form).focus_first()

    # ---- Showing

    def _show_all(self) -> None:
        if self._session.index is None:
            return
        draft, item = self.desk.draft, self.desk.item
        self.head.show_draft(draft, past=self._session.is_past)
        self._show_list()
        current = item.blocks if item is not None else ()
        waved = doubtful_words(item) if item is not None else ()
        self.source.show_places(places(draft.items), current, waved)
        self.source_bar.show_place(draft, current)
        if item is None:
            self._offer_documents(self._session.index)
            self.document_form.show_document(draft)
        else:
            self.form.show_item(draft, item)
        shown = self.document_form if item is None else self.form
        if self._forms.currentWidget() is not shown:
            held = self._forms.isAncestorOf(self.window().focusWidget())
            self._forms.setCurrentWidget(shown)
            if held:
                self._settle_focus()
        self._show_item_head(item)
        past = READ_ONLY if self._session.is_past else ""
        self._forms.setEnabled(not past)
        self.kind.setEnabled(not past)
        self.foot.show_item(draft, item, past)
        self._order_stops()

    def _order_stops(self) -> None:
        """Let Tab go from the list over the source to the form, which is made anew with items."""
        foot, head, bar = self.foot, self.head, self.source_bar
        shown = self.document_form if self.desk.item is None else self.form
        chain: list[QWidget] = [self.filter, self.list, self.source, bar.smaller, bar.larger]
        chain += [self.kind, *shown.stops(), foot.split, foot.merge, foot.skip, foot.accept]
        chain += [head.later, head.write]
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._door.to.hasFocus():
            self._settle_focus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _offer_documents(self, index: RegisterIndex) -> None:
        if self._offered is not index:
            self._offered = index
            documents = index.directory.documents.values()
            issued = [each for each in documents if each.issued_on <= index.as_of]
            self.document_form.offer_documents(issued)

    def _show_list(self) -> None:
        draft, chosen = self.desk.draft, self.desk.filter
        self._filling = True
        for place, count in filter_counts(draft.counts).items():
            self.filter.setItemText(place, f"{FILTER_NAMES[place]} ({count})")
        self.filter.setCurrentIndex(chosen)
        rows = review_rows(draft, chosen, self.desk.current)
        if rows != self.list.cards.records:
            self.list.show_records(rows, _is_same)
        self.list.choose_key(self.desk.current or DOCUMENT)
        self._filling = False

    def _show_item_head(self, item: ReviewItem | None) -> None:
        self.title.setVisible(item is None)
        self.kind.setVisible(item is not None)
        doubts = [d for d in self.desk.draft.document_doubts if not d.settled]
        if item is not None:
            self.kind.setCurrentIndex(list(KIND_NAMES).index(item.kind))
            doubts = list(item.open_doubts)
        self.place.setText(place_words(item) if item is not None else "")
        fields = len({each.field for each in doubts})
        self.doubts.show_words(tr("{fields} trường nghi vấn", fields=fields) if fields else "")


def _is_same(one: ReviewRow, other: ReviewRow) -> bool:
    return one.key == other.key and (one.counts is None) == (other.counts is None)


def _column(*parts: QWidget) -> QWidget:
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, int(isinstance(part, ReviewList | SourceView | QStackedWidget)))
    return pane
