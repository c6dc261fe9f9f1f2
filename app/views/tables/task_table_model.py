"""The rows of the task table: ids in groups; texts are read for the rows that are painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from functools import cached_property, partial
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from app.domain import formats, locator
from app.domain.errors import TienDoError
from app.domain.phrases import joined
from app.domain.records import NO_LEAD_NAME, RegisterIndex, TaskRef, TaskRow
from app.domain.tally import Tally
from app.domain.text import fold_words
from app.domain.time_limit import limit_words
from app.domain.traffic_light import CLOSED_WORDS, Light, state_words
from app.views.language import told, tr
from app.views.tables.found_places import FoundPlaces
from app.views.tables.row_groups import Groups, RowGrouping, RowLayout, RowOrders, Sort
from app.views.tables.row_heads import ALSO_IN, CO_LED, Head, head_of
from app.views.tables.task_columns import COLUMNS, TaskColumn
from app.views.task_filters import FilterKey, value_name
from app.views.tips import plain_tip

if TYPE_CHECKING:
    from app.views.session import Session

NAMED_COLUMNS = (TaskColumn.DOCUMENT, TaskColumn.LEADER, TaskColumn.SCHEME)
"""Columns whose words come from the names of the day."""

ModelIndex = QModelIndex | QPersistentModelIndex

_PAGE = 64
_PAGES_KEPT = 32
_NO_PARENT = QModelIndex()
_OF_HEADS = Qt.ItemFlag.ItemIsEnabled
_OF_TASKS = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
"""Qt asks for flags several times a cell and repaint: put together once."""
_NOTHING = RowLayout([], heads=False, folded=frozenset())


class TaskTableModel(QAbstractTableModel):
    """A flat list of head rows and task rows over the index of a session.

    Only ids are held. The texts of a row come from `reading.load_rows`, a page at a time, and the
    pages used last are kept.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Start empty; `set_view` fills it."""
        super().__init__(parent)
        self._session = session
        self._index: RegisterIndex | None = None
        self._orders: tuple[RowOrders, RowOrders] | None = None
        self._closed = False
        self._groups: Groups = []
        self._layout = _NOTHING
        self._heads: dict[int, Head] = {}
        self._rows: OrderedDict[int, TaskRow] = OrderedDict()
        self._found = FoundPlaces(session)
        self._unreadable = False
        self._has_missing_reports = False
        self._folded: dict[RowGrouping, set[int]] = {kind: set() for kind in RowGrouping}
        self._folded_found: set[int] = set()
        self.grouping = RowGrouping.FLAT
        self.sort_by = Sort()
        self.words: Sequence[str] = ()
        self.mark_suggested = False
        self.document = 0
        """The document that asks for the tasks beside too; 0: an agency co-leads them."""
        self.shows_lead = False

    # ---- What is shown

    def set_view(
        self,
        ids: Collection[int],
        grouping: RowGrouping,
        sort: Sort,
        beside: Collection[int] = (),
        *,
        closed: bool = False,
    ) -> None:
        """Show some tasks of the session's index.

        Args:
            ids: the tasks, in any order.
            grouping: what the group rows stand for.
            sort: order inside the groups.
            beside: tasks that stand in a last group of their own, outside the total.
            closed: whether all ``ids`` belong to documents of the past.
        """
        current, of_the_past = self._take_index()
        orders = of_the_past if closed else current
        self._closed = closed
        self.beginResetModel()
        self.grouping, self.sort_by = grouping, sort
        self._groups = orders.view(ids, grouping, sort) if ids else []
        if beside:
            flat = current.view(beside, RowGrouping.FLAT, sort)
            self._groups = [*self._groups, (ALSO_IN if self.document else CO_LED, flat[0][1])]
        self._heads.clear()
        self._lay_out()
        self.endResetModel()

    def set_words(self, typed: str) -> None:
        """Mark the words of a search from the next `set_view` on; "" marks none.

        Groups folded before the search are unfolded for it, so that no hit is hidden.
        """
        words = fold_words(typed)
        if words != self.words:
            self.words = words
            self._folded_found.clear()

    def fold(self, row: int, *, folded: bool) -> None:
        """Fold or unfold the group of a row."""
        if not self.has_heads or not 0 <= row < self.rowCount():
            return
        key = self._groups[self._layout.group_at(row)][0]
        if folded != (key in self._folded_now):
            self.beginResetModel()
            (self._folded_now.add if folded else self._folded_now.discard)(key)
            self._lay_out()
            self.endResetModel()

    @property
    def has_heads(self) -> bool:
        """Whether groups have head rows."""
        return self.grouping is not RowGrouping.FLAT or len(self._groups) > 1

    @property
    def task_count(self) -> int:
        """Number of tasks on show, folded ones included."""
        return self._layout.task_count

    @property
    def widest_state(self) -> str:
        """The longest words that the column of states has to show in full."""
        if self._closed:
            return told(CLOSED_WORDS)
        if self._index is None or self._has_missing_reports:
            return tr("Thiếu báo cáo 120 ngày")
        return tr("Chậm báo cáo {soon_days} ngày", soon_days=self._index.soon_days)

    # ---- Rows, for the delegate and the view

    def is_head(self, row: int) -> bool:
        """Return whether a row is a head row."""
        return self._layout.is_head(row)

    def is_folded(self, row: int) -> bool:
        """Return whether the group of a row is folded."""
        return self._groups[self._layout.group_at(row)][0] in self._folded_now

    def head_row(self, row: int) -> int:
        """Return the head row of a row's group, -1 where groups have none."""
        return self._layout.head_row(self._groups[self._layout.group_at(row)][0])

    def head(self, row: int) -> Head:
        """Return what the head row of a row's group says."""
        key, ids = self._groups[self._layout.group_at(row)]
        head = self._heads.get(key)
        if head is None:
            assert self._index is not None  # noqa: S101 - there are no rows without an index
            head = head_of(
                self.grouping,
                key,
                self._index,
                Tally.of(self._index.lights(ids)),
                mark_suggested=self.mark_suggested,
            )
            self._heads[key] = head
        return head

    def task_at(self, row: int) -> int:
        """Return the id of the task in a row; 0 for a head row or no row."""
        return self._layout.task_at(row) if 0 <= row < self.rowCount() else 0

    def tasks(self) -> list[int]:
        """Return the tasks on show in their order, those of folded groups left out."""
        return self._layout.tasks_from(0, self.rowCount())

    def row_of(self, task: int) -> int:
        """Return the row of a task, or of the head of its folded group; -1 if it is not here."""
        return self._layout.row_of(task)

    def ref(self, task: int) -> TaskRef:
        """Return the index entry of a task that is on show."""
        assert self._index is not None  # noqa: S101 - there are no rows without an index
        return self._index.ref(task)

    def lead_words(self, ref: TaskRef) -> str:
        """Return who leads a task."""
        agencies = self._index.directory.agencies if self._index is not None else {}
        agency = agencies.get(ref.lead_id)
        return told(NO_LEAD_NAME) if agency is None else agency.short_name

    def is_named(self, ref: TaskRef, column: TaskColumn) -> bool:
        """Return whether a task has what a column of names says: a leader, a đề án."""
        return column is TaskColumn.DOCUMENT or bool(
            ref.leader_id if column is TaskColumn.LEADER else ref.scheme_id
        )

    def name_words(self, ref: TaskRef, column: TaskColumn) -> str:
        """Return lead, document code, leader or đề án of a task."""
        if self._index is None or column is TaskColumn.LEAD:
            return self.lead_words(ref)
        names = self._index.directory
        if column is TaskColumn.DOCUMENT:
            return names.documents[ref.document_id].code
        if column is TaskColumn.LEADER:
            return told(value_name(names, FilterKey.LEADER, ref.leader_id))
        return told(value_name(names, FilterKey.SCHEME, ref.scheme_id)) if ref.scheme_id else ""

    def texts(self, row: int) -> TaskRow | None:
        """Return the texts of a task row; None where the register cannot be read."""
        task = self.task_at(row)
        found = self._rows.get(task)
        if found is None:
            self._read_page(row)
            return self._rows.get(task)
        self._rows.move_to_end(task)
        return found

    def place_words(self, row: int) -> str:
        """Return where a task stands in its document, or in the one that asks for it too."""
        texts = self.texts(row)
        if texts is None:
            return ""
        places = self.ref(texts.id).also_at if self.document else ()
        here = [place.locator for place in places if place.document_id == self.document]
        beside = here and self._groups[self._layout.group_at(row)][0] == ALSO_IN
        return locator.short(here[0] if beside else texts.locator)

    def found_in(self, row: int) -> tuple[str, ...]:
        """Name where the words of a search stand that a task row does not show."""
        texts = self.texts(row) if self.words else None
        if texts is None:
            return ()
        shown = [texts.short_title or texts.title, self.place_words(row)]
        if self.shows_lead:
            shown.append(self.lead_words(self.ref(texts.id)))
        beside = partial(self._layout.tasks_from, row, _PAGE)
        return self._found.of(texts.id, self.words, " ".join(shown), beside)

    # ---- Qt's questions

    def rowCount(self, parent: ModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._layout.row_count

    def columnCount(self, parent: ModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return COLUMNS[TaskColumn(section)].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._layout.is_head(index.row()):
            return _OF_HEADS
        return _OF_TASKS

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(index.row(), TaskColumn(index.column()))

    @cached_property
    def _answers(self) -> dict[int, Callable[[int, TaskColumn], Any]]:
        return {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.UserRole: lambda row, _column: self.task_at(row),
        }

    def _text(self, row: int, column: TaskColumn) -> str:
        if self.is_head(row):
            return self.head(row).spoken if column is TaskColumn.PLACE else ""
        ref = self.ref(self.task_at(row))
        match column:
            case TaskColumn.STATE:
                return told(state_words(ref.assessment))
            case TaskColumn.LIMIT:
                return told(limit_text(ref))
            case TaskColumn.LEAD | TaskColumn.DOCUMENT | TaskColumn.LEADER | TaskColumn.SCHEME:
                return self.name_words(ref, column)
            case _:
                texts = self.texts(row)
                if column is TaskColumn.PLACE:
                    return told(self.place_words(row))
                return "" if texts is None else _read_text(texts, ref, column)

    def _spoken(self, row: int, column: TaskColumn) -> str:
        words = self._text(row, column)
        if column is TaskColumn.TITLE and not self.is_head(row):
            words += self._found_words(row)
        return words

    def _found_words(self, row: int) -> str:
        places = self.found_in(row)
        return tr(" (tìm thấy ở: {places})", places=joined(", ", places)) if places else ""

    def _tip(self, row: int, column: TaskColumn) -> str | None:
        if self.is_head(row):
            return None
        texts = self.texts(row)
        if texts is None:
            return None
        if column is TaskColumn.PLACE:
            return plain_tip(texts.code)
        if column is TaskColumn.TITLE:
            return plain_tip(texts.title + self._found_words(row))
        words = self._text(row, column)
        if column is TaskColumn.DOCUMENT:
            ref, index = self.ref(self.task_at(row)), self._index
            return plain_tip(index.directory.documents[ref.document_id].title if index else words)
        if column is TaskColumn.LIMIT and texts.extensions:
            words = tr(
                "{words}, đã gia hạn {extensions} lần", words=words, extensions=texts.extensions
            )
        return plain_tip(words)

    # ---- Keeping

    @property
    def _folded_now(self) -> set[int]:
        return self._folded_found if self.words else self._folded[self.grouping]

    def _take_index(self) -> tuple[RowOrders, RowOrders]:
        """Return the orders of the tasks that are followed, and of the closed ones."""
        index = self._session.index
        if index is None:
            raise RuntimeError("no register is open")
        if self._orders is None or index is not self._index:
            self._index = index
            self._orders = (
                RowOrders(index, self._ids_by_title),
                RowOrders(index.of_the_past, self._ids_by_title),
            )
            lights, by_report = (
                map(attrgetter(name), index.tasks) for name in ("light", "by_report")
            )
            self._has_missing_reports = Light.OVERDUE in compress(lights, by_report)
            self._rows.clear()
            self._found.forget()
            self._unreadable = False
        return self._orders

    def _ids_by_title(self) -> Sequence[int]:
        from app.services import reading  # noqa: PLC0415 - not before a register is open

        return self._session.read(reading.sorted_ids, "title")

    def _lay_out(self) -> None:
        self._layout = RowLayout(
            self._groups, heads=self.has_heads, folded=frozenset(self._folded_now)
        )

    def _tell_unreadable(self, error: TienDoError) -> None:
        """Leave rows empty: painting cannot fail. The window says why, once and after painting."""
        if not self._unreadable:
            self._unreadable = True
            QTimer.singleShot(0, self, lambda: self._session.failed.emit(error))

    def _read_page(self, row: int) -> None:
        from app.services import reading  # noqa: PLC0415 - not before a register is open

        assert self._index is not None  # noqa: S101 - there are no rows without an index
        missing = [t for t in self._layout.tasks_from(row, _PAGE) if t not in self._rows]
        try:
            found = self._session.read(reading.load_rows, missing, self._index.as_of)
        except TienDoError as error:
            self._tell_unreadable(error)
            return
        self._rows.update(found)
        while len(self._rows) > _PAGE * _PAGES_KEPT:
            self._rows.popitem(last=False)


def _read_text(texts: TaskRow, ref: TaskRef, column: TaskColumn) -> str:
    if column is TaskColumn.TITLE:
        return texts.short_title or texts.title
    if column is TaskColumn.PRODUCT and not ref.confidential:
        return texts.product
    return "" if ref.confidential else texts.latest_result


def limit_text(ref: TaskRef) -> str:
    """Return the time limit of a task for a cell; a stopped task has none any more.

    One that was closed with its document keeps it: it tells what was to be done by when.
    """
    if ref.light is Light.STOPPED and not ref.closed:
        return formats.NONE_SIGN
    return told(limit_words(ref.due_on, ref.recurrence))
