"""The page Nhiệm vụ: groups at the left, the list in the middle, one task at the right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.errors import TienDoError
from app.domain.records import SheetScope
from app.domain.tally import Tally
from app.domain.text import fold_words
from app.domain.traffic_light import Light
from app.views import list_sheet
from app.views import task_view_rules as rules
from app.views.language import tr
from app.views.list_narrowing import Narrowing
from app.views.list_request import ALL, ListRequest
from app.views.pages.detail_host import DETAIL_WIDTH, DetailHost
from app.views.pages.indicator_hint import IndicatorHint
from app.views.pages.list_tools import ListTools
from app.views.pages.pane_tour import PaneTour, Stop
from app.views.pages.suggestions import Suggestions
from app.views.pages.task_acts import TaskActs
from app.views.saved_views import ListState
from app.views.tables.group_nodes import build_forest
from app.views.tables.row_groups import RowGrouping, Sort
from app.views.tables.task_table_model import TaskTableModel
from app.views.task_filters import TaskFilters
from app.views.task_lists import NodeKey, TaskLists, TreeGrouping
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.group_panel import GroupPanel
from app.views.widgets.task_list import TaskListPane

if TYPE_CHECKING:
    from app.settings import MachineSettings
    from app.views.actions import Actions
    from app.views.prompts import Prompts
    from app.views.session import Session

_RECOUNT_AFTER = 150
"""Milliseconds without a keystroke until the tree is counted anew."""
_OFFER_AFTER = 200
"""Milliseconds of quiet until the first task of a new list is selected."""


@dataclass(frozen=True, slots=True)
class _View:
    """What is chosen: node, lights, sorting (None for the usual one of the grouping).

    ``joint``: not the agency's own tasks but those given to many, itself among them.
    ``closed``: not what a search found but what it found in documents of the past.
    """

    grouping: TreeGrouping = "agency"
    key: NodeKey = ()
    lights: tuple[Light, ...] | None = None
    sort: Sort | None = None
    joint: bool = False
    closed: bool = False


class TasksPage(QWidget):
    """Puts the three panes together; each knows nothing of the others."""

    status_changed = Signal()
    """`status_texts` says something else now."""
    search_asked = Signal(str)
    """A saved view looks for words: the window's field is to hold them."""
    indicators_asked = Signal()
    """The indicators that hold the words of the search are to be shown."""
    task_asked = Signal(int)
    """The detail asks for a task that belongs to the one on show."""

    def __init__(
        self,
        session: Session,
        actions: Actions,
        prompts: Prompts,
        parent: QWidget | None = None,
        *,
        settings: MachineSettings | None = None,
    ) -> None:
        """Show the session's register, if one is open; ``settings`` keep columns and views."""
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self._lists: TaskLists | None = None
        self._view = _View()
        self._before_search: _View | None = None
        self.narrowing = Narrowing(session)
        self._shown_tally = Tally()
        self._shown: Collection[int] = ()
        self._tree_moved = False
        self._sized = False
        self.groups = GroupPanel(self)
        self.model = TaskTableModel(session, self)
        self.list = TaskListPane(self.model, self)
        self.detail = DetailHost(session, actions, prompts, self)
        self.acts = TaskActs(session, actions, prompts, self.detail, self.list)
        self.tools = ListTools(session, self.narrowing, self.list, self.groups, settings)
        self._view = replace(self._view, sort=self.tools.kept_sort)
        self.hint = IndicatorHint(session, self.list.indicators)
        self.hint.asked.connect(self.indicators_asked)
        self.suggestions = Suggestions(session, prompts, self.list.info, self)
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(_RECOUNT_AFTER)
        self._recount.timeout.connect(self._show_groups)
        self._offer = QTimer(self)
        self._offer.setSingleShot(True)
        self._offer.setInterval(_OFFER_AFTER)
        self._offer.timeout.connect(self._offer_first)
        self._lay_out()
        self._connect()
        PaneTour(self, actions, self._panes)
        self._offer_detail()
        if session.index is not None:
            self._take_index()

    # ---- For the window

    def set_search(self, text: str) -> None:
        """Show what holds the words typed, over the whole register; "" brings the group back."""
        self.hint.look_for(text)
        if self.narrowing.is_same_search(text):
            self.narrowing.search = text
            return
        if not fold_words(text):
            self._end_search()
            self._show_groups()
        elif self._read(lambda lists: self.narrowing.look_for(text, lists)):
            self._begin_search()
            self._recount.start()
        self._show_list()

    def apply_request(self, request: ListRequest) -> None:
        """Show a group and lights, as another page asks."""
        grouping: TreeGrouping = "agency" if request.group == "all" else request.group
        key = () if request.group == "all" or request.key == ALL else (request.key,)
        self._forget_search()
        self._drop_filters(request.filters)
        self._view = replace(self._fresh(grouping, key), lights=request.light)
        self._show_groups()
        self._show_list()

    def open_task(self, task: int) -> None:
        """Select a task and show its detail, whatever has to be chosen for that."""
        if self._lists is None or task not in self._lists:
            return
        if not self.list.table.select_task(task):
            self._forget_search()
            self._drop_filters()
            ref = self._lists.ref(task)
            grouping = rules.grouping_of(ref, self._view.grouping)
            self._view = self._fresh(grouping, rules.node_of(ref, grouping, self._lists.index))
            self._show_groups()
            self._show_list()
            self.list.table.select_task(task)
        self.detail.open()
        self.list.table.setFocus()

    def current_scope(self) -> SheetScope:
        """Return what a sheet of this list is about."""
        if self._lists is None:
            return SheetScope()
        view, names = self._view, self._lists.index.directory
        part = list_sheet.part_words(joint=view.joint, closed=view.closed)
        return list_sheet.scope_of(self._state(), self._shown, names, self._group_name(), part)

    def status_texts(self) -> tuple[str, str]:
        """Return how many tasks of how many are shown, and that their counts add up."""
        if self._lists is None:
            return "", ""
        shown = formats.number(self._shown_tally.total)
        proof = tr("Số liệu khớp: {proof}", proof=self._shown_tally.proof())
        if self._shows_closed:
            return tr("Hiển thị {shown} nhiệm vụ của văn bản đã kết thúc", shown=shown), proof
        total = formats.number(len(self._lists.everything))
        return tr("Hiển thị {shown} / {total} nhiệm vụ", shown=shown, total=total), proof

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.list.table.setFocus(Qt.FocusReason.TabFocusReason)

    def pane_sizes(self) -> list[int]:
        """Return the widths of the panes, to be kept on the machine."""
        return self._splitter.sizes()

    def set_pane_sizes(self, sizes: Sequence[int]) -> None:
        """Take widths that were kept."""
        self._tree_moved = self._sized = True
        self._splitter.setSizes(list(sizes))

    # ---- Building

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for pane, least in ((self.groups, 160), (self.list, 460)):
            pane.setMinimumWidth(least)
            self._splitter.addWidget(pane)
        self.detail.dock_into(self._splitter)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setStretchFactor(2, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        self._door = FocusDoor(self, self.list.table)
        self.setTabOrder(self.groups.box, self.groups.tree)
        self.setTabOrder(self.groups.tree, self.groups.pinned)

    def _connect(self) -> None:
        self._session.index_changed.connect(self._take_index)
        self._splitter.splitterMoved.connect(self._note_moved)
        self.groups.grouping_chosen.connect(self.choose_grouping)
        self.groups.node_selected.connect(self._choose_node)
        self.groups.entered.connect(self.focus_list)
        self.list.counters.lights_chosen.connect(self._choose_lights)
        self.list.all_lights_asked.connect(lambda: self._choose_lights(None))
        self.list.joint.clicked.connect(self._turn_joint)
        self.list.closed.clicked.connect(self._turn_closed)
        self.list.detail_asked.connect(self.detail.open_with_keyboard)
        table = self.list.table
        table.sort_asked.connect(self._sort)
        table.task_selected.connect(self.detail.show_task)
        table.task_activated.connect(lambda _task: self.detail.open_with_keyboard())
        self.detail.opened_changed.connect(self._offer_detail)
        self.detail.left.connect(self.focus_list)
        self.detail.task_asked.connect(self.task_asked)
        self.acts.left.connect(self.focus_list)
        self.tools.left.connect(self.focus_list)
        self.tools.filters_changed.connect(self._show_filtered)
        self.tools.state_asked.connect(self._show_state)
        self.acts.made.connect(self.open_task)
        self.addAction(self._actions.list_tools)
        self._actions.list_tools.triggered.connect(self.tools.show_menu)

    # ---- What the panes ask for

    def choose_grouping(self, grouping: TreeGrouping) -> None:
        """Show the whole tree of another grouping."""
        self._view = replace(self._fresh(grouping, ()), lights=self._view.lights)
        if self._before_search is not None:
            self._before_search = replace(self._view, lights=self._before_search.lights)
        self._show_groups()
        self._show_list()

    def _choose_node(self, key: NodeKey) -> None:
        self._view = replace(self._view, key=key, joint=False, closed=False)
        self._show_list()

    def _choose_lights(self, lights: tuple[Light, ...] | None) -> None:
        self._view = replace(self._view, lights=lights)
        self._show_list()

    def _turn_joint(self) -> None:
        self._view = replace(self._view, joint=not self._view.joint)
        self._show_list()

    def _turn_closed(self) -> None:
        self._view = replace(self._view, closed=not self._view.closed, lights=None)
        self._show_list()

    def _sort(self, sort: Sort) -> None:
        self._view = replace(self._view, sort=None if sort == Sort() else sort)
        self.tools.keep_sort(self._view.sort)
        self._show_list()

    def _show_filtered(self) -> None:
        self._show_groups()
        self._show_list()

    def _show_state(self, state: ListState) -> None:
        """Show a view that was kept under a name."""
        self._forget_search()
        if not self._read(lambda lists: self.narrowing.filter_by(state.filters, lists)):
            return
        self._view = _View(state.grouping, state.key, state.lights, state.sort)
        self.search_asked.emit(state.search)
        if state.search and self._read(lambda lists: self.narrowing.look_for(state.search, lists)):
            self._before_search = self._fresh(state.grouping, ())
        self._show_groups()
        self._show_list()

    def _fresh(self, grouping: TreeGrouping, key: NodeKey) -> _View:
        """Return the view of another group: sorted as before, every light."""
        return _View(grouping, key, sort=self._view.sort)

    def _panes(self) -> list[Stop]:
        panes: list[Stop] = [(self.groups.tree, None), (self.list.table, None)]
        if self.detail.is_open:
            panes.append((self.detail.panel, self.detail.take_focus))
        return panes

    def _note_moved(self, _position: int, handle: int) -> None:
        self._tree_moved = self._tree_moved or handle == 1

    def _offer_detail(self) -> None:
        self.list.offer_detail(offered=not self.detail.is_open)

    # ---- Showing

    def _take_index(self) -> None:
        index = self._session.index
        if index is None:
            return
        self._lists = TaskLists(index)
        self._read(self.narrowing.reread)
        self._show_groups()
        self._show_list(scroll=True)
        self.detail.reload()

    def _show_groups(self) -> None:
        self._recount.stop()
        if self._lists is None:
            return
        self.detail.mark(fold_words(self.narrowing.search))
        index, view = self._lists.index, self._view
        forest = build_forest(index, view.grouping, self.narrowing.left)
        if forest.find(view.key) is None and not self.narrowing.narrows:
            # The group lost its last task (another day, another leader): show everything.
            self._view = replace(view, key=(), joint=False)
        self.groups.show_forest(view.grouping, forest, index)
        self.groups.show_selected(self._view.key)
        if not self._tree_moved:
            self._give_tree(self._usual_tree_width())

    def _usual_tree_width(self) -> int:
        return rules.TREE_WIDTHS[self._view.grouping]

    def _give_tree(self, width: int) -> None:
        sizes = self._splitter.sizes()
        if sizes[0] and sizes[0] != width:
            sizes[1] += sizes[0] - width
            sizes[0] = width
            self._splitter.setSizes(sizes)

    def _show_list(self, *, scroll: bool = False) -> None:
        if self._lists is None:
            return
        lists = self._lists
        scope, beside = self._scope(lists)
        view = self._view
        self.list.counters.show_tally(lists.tally(scope))
        self.list.counters.choose(view.lights)
        ids = lists.with_lights(scope, view.lights)
        beside = lists.with_lights(beside, view.lights)
        self._shown, self._shown_tally = ids, lists.tally(ids)
        sort = view.sort or rules.default_sort(view.grouping)
        table = self.list.table
        table.columns.want(*rules.wanted_columns(view.grouping, view.key))
        table.show_sort(view.sort or Sort())
        self.model.mark_suggested = view.grouping == "leader"
        self.model.document = view.key[0] if view.grouping == "document" and view.key else 0
        self.model.set_words(self.narrowing.search)
        with table.keeping_place(scroll=scroll):
            self.model.set_view(ids, self._row_grouping(), sort, beside, closed=self._shows_closed)
        self._door.to = self.list.table if ids or beside else self.groups.tree
        if ids or beside:
            self.list.show_table()
        else:
            self.list.show_empty(*self._empty_words(scope), can_show_all=bool(scope))
        listed = self.model.row_of(table.selected_task) >= 0
        self.detail.follow_list(listed=listed, empty=not (ids or beside))
        self.suggestions.show_for(view.grouping, view.key)
        self._tell_tools(lists)
        if not scroll or not table.selected_task:
            self._offer.start()
        self.status_changed.emit()

    def _scope(self, lists: TaskLists) -> tuple[Collection[int], Collection[int]]:
        """Return the tasks that the list counts, and those that it shows beside them.

        The line of joint tasks is shown with it, or that of the hits in documents of the past.
        Where the last of them is gone (another day, another word), the list goes back.
        """
        beside = self.narrowing.closed if not self._view.key else ()
        if self._view.closed and not beside:
            self._view = replace(self._view, closed=False)
        self.list.closed.show_tasks(lists.tally(beside), listed=self._view.closed)
        if self._view.closed:
            return beside, ()
        view = self._view
        joint = self._cut(lists.joint(view.grouping, view.key))
        if view.joint and not joint:
            self._view = view = replace(view, joint=False)
        self.list.joint.show_tasks(lists.tally(joint), listed=view.joint)
        if view.joint:
            return joint, ()
        others = (*lists.co_led(view.grouping, view.key), *lists.also_in(view.grouping, view.key))
        members = lists.members(view.grouping, view.key)
        return self._cut(members, whole=not view.key), self._cut(others)

    @property
    def _shows_closed(self) -> bool:
        """Whether the list holds tasks of documents of the past, which no total counts."""
        view, lists = self._view, self._lists
        return view.closed or (lists is not None and lists.is_closed(view.grouping, view.key))

    def _row_grouping(self) -> RowGrouping:
        if self._view.closed:
            return RowGrouping.DOCUMENT
        return rules.row_grouping(self._view.grouping, self._view.key)

    def _offer_first(self) -> None:
        """Select the first task of a list that was asked for and has none selected."""
        table = self.list.table
        if self.isVisible() and self.model.row_of(table.selected_task) < 0:
            table.select_first()

    def _empty_words(self, scope: Collection[int]) -> tuple[str, str]:
        return rules.empty_words(
            has_tasks=bool(scope),
            filtered=bool(self.narrowing.filters),
            search=self.narrowing.search if self.narrowing.searching else "",
            found_closed=not self.list.closed.isHidden(),
            joint=not self.list.joint.isHidden(),
            as_of=self._session.as_of,
        )

    # ---- Searching

    def _cut(self, ids: Collection[int], *, whole: bool = False) -> Collection[int]:
        return self.narrowing.cut(ids, closed=self._shows_closed, whole=whole)

    def _read(self, read: Callable[[TaskLists], None]) -> bool:
        """Ask the register what narrows the list; False if it cannot be read."""
        if self._lists is None:
            return False
        try:
            read(self._lists)
        except TienDoError as error:
            self._session.failed.emit(error)
            return False
        return True

    def _begin_search(self) -> None:
        if self._before_search is None:
            self._before_search = self._view
            self._view = replace(self._view, key=(), lights=None, joint=False)
            self.groups.show_selected(())

    def _end_search(self) -> None:
        self.narrowing.end_search()
        if self._before_search is not None:
            self._view, self._before_search = self._before_search, None

    def _forget_search(self) -> None:
        self.narrowing.end_search()
        self._before_search = None
        self.model.set_words("")

    def _drop_filters(self, others: TaskFilters | None = None) -> None:
        self._read(lambda lists: self.narrowing.filter_by(others or TaskFilters(), lists))

    def _tell_tools(self, lists: TaskLists) -> None:
        self.tools.show_state(self._state(), lists, self._group_name())

    def _state(self) -> ListState:
        view, (filters, search) = self._view, (self.narrowing.filters, self.narrowing.search)
        return ListState(view.grouping, view.key, view.lights, view.sort, filters, search)

    def _group_name(self) -> str:
        return node.name if (node := self.groups.forest.find(self._view.key)) else ""

    # ---- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.detail.fit(self.window().width())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._sized:
            self._sized = True
            tree = self._usual_tree_width()
            self._splitter.setSizes([tree, self.width() - tree - DETAIL_WIDTH, DETAIL_WIDTH])
        self.detail.fit(self.window().width())
        self.detail.offer_complete()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.detail.offer_complete()
