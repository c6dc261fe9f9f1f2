"""Filters, columns and saved views of the task list: their menus and popups, and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.domain.errors import TienDoError
from app.domain.traffic_light import LIGHT_NAMES
from app.views import saved_views
from app.views.language import told, tr
from app.views.list_narrowing import Narrowing
from app.views.saved_views import ListState, SavedView
from app.views.tables.column_choice import ColumnChoice
from app.views.tables.row_groups import Sort, SortKey
from app.views.tables.task_columns import COLUMN_OF, COLUMNS, USUAL_ORDER, TaskColumn
from app.views.task_filters import (
    FILTER_NAMES,
    TEXT_KEYS,
    FilterKey,
    TaskFilters,
    chip_words,
    choices,
    years,
)

if TYPE_CHECKING:
    from app.settings import MachineSettings
    from app.views.session import Session
    from app.views.task_lists import TaskLists
    from app.views.widgets.filter_popup import FilterPopup
    from app.views.widgets.group_panel import GroupPanel
    from app.views.widgets.task_list import TaskListPane

_COLUMNS, _VIEWS, _SORT = "task_columns", saved_views.SETTING, "task_sort"


class Kept(Protocol):
    """Where values of this machine are kept; see `MachineSettings`."""

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value."""

    def put(self, key: str, value: Any) -> None:
        """Keep a JSON value."""


class _Forgotten:
    """Keeps values for as long as the page lives: for pages without settings."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        self._values[key] = value


class ListTools(QObject):
    """Changes what the list shows only by its signals: the page decides."""

    filters_changed = Signal()
    """`Narrowing.filters` are others now."""
    state_asked = Signal(object)
    """A saved view was chosen: its `ListState`."""
    left = Signal()
    """A popup or dialog was closed: the keyboard goes back to the list."""

    def __init__(
        self,
        session: Session,
        narrowing: Narrowing,
        pane: TaskListPane,
        groups: GroupPanel,
        settings: MachineSettings | None,
    ) -> None:
        """Listen to the head of the table, the chips, the menu button and the saved views."""
        super().__init__(pane)
        self._session, self._narrowing = session, narrowing
        self._pane, self._groups = pane, groups
        self._kept: Kept = settings or _Forgotten()
        self._lists: TaskLists | None = None
        self._state = ListState("agency")
        self._group_name = ""
        self.popup: FilterPopup | None = None
        self.dialog: QDialog | None = None
        self.views: list[SavedView] = []
        self._views_read: object = None
        self._read_views()
        table = pane.table
        table.columns.set_choice(ColumnChoice.from_json(self._kept.get(_COLUMNS)))
        table.columns.changed.connect(self._keep_columns)
        table.head.filter_asked.connect(lambda at, _place: self.ask(COLUMNS[TaskColumn(at)].filter))
        table.head.menu_asked.connect(self._show_column_menu)
        pane.chips.removed.connect(self._remove)
        pane.chips.cleared.connect(lambda: self.apply(TaskFilters()))
        pane.chips.save_asked.connect(self.save_view)
        pane.tools_button.clicked.connect(self.show_menu)
        groups.views.chosen.connect(self.open_view)
        groups.views.removed.connect(self.remove_view)
        groups.views.renamed.connect(self.rename_view)
        self._show_views()

    # ---- For the page

    @property
    def kept_sort(self) -> Sort | None:
        """The sorting that a person chose last; None for the usual one of each list."""
        kept = self._kept.get(_SORT)
        try:
            return Sort(SortKey(kept[0]), descending=bool(kept[1]))
        except (TypeError, ValueError, IndexError, KeyError):
            return None

    def keep_sort(self, sort: Sort | None) -> None:
        """Keep the sorting that a person chose."""
        self._kept.put(_SORT, None if sort is None else [sort.key.value, sort.descending])

    def show_state(self, state: ListState, lists: TaskLists, group_name: str) -> None:
        """Take note of what the list shows; chips, funnels and the marked view follow."""
        self._state, self._lists, self._group_name = state, lists, group_name
        names, filters = lists.index.directory, state.filters
        self._pane.chips.show_filters(
            [(k, told(chip_words(filters, k, names))) for k in filters.keys]
        )
        columns = [COLUMN_OF[key] for key in filters.keys if key in COLUMN_OF]
        self._pane.table.head.show_filtered(columns)
        self._show_views()

    # ---- Filters

    def apply(self, filters: TaskFilters) -> None:
        """Filter the list."""
        if self._lists is None:
            return
        try:
            self._narrowing.filter_by(filters, self._lists)
        except TienDoError as error:
            self._session.failed.emit(error)
            return
        self.filters_changed.emit()

    def ask(self, key: FilterKey) -> None:
        """Open the popup of one column."""
        if self._lists is None:
            return
        filters = self._narrowing.filters
        from app.views.widgets.filter_popup import FilterPopup  # noqa: PLC0415 - on demand

        popup = FilterPopup(told(FILTER_NAMES[key]), self._pane)
        if key in TEXT_KEYS:
            popup.offer_words(filters.typed(key))
        else:
            others = self._narrowing.passing(filters.without(key), self._lists)
            found = choices(self._lists.index, key, others)
            popup.offer_values(found, filters.chosen(key))
        popup.values_chosen.connect(
            lambda values: self.apply(self._narrowing.filters.with_values(key, values))
        )
        popup.words_chosen.connect(
            lambda words: self.apply(self._narrowing.filters.with_words(key, words))
        )
        popup.destroyed.connect(self._forget_popup)
        self.popup = popup
        head, column = self._pane.table.head, COLUMN_OF[key]
        shown = not self._pane.table.isColumnHidden(column)
        popup.open_at(head.below(column) if shown else head.mapToGlobal(QPoint(0, head.height())))

    def _remove(self, key: FilterKey) -> None:
        self.apply(self._narrowing.filters.without(key))
        self.left.emit()

    def _forget_popup(self) -> None:
        self.popup = None

    # ---- Menus

    def show_menu(self) -> None:
        """Open the menu of the list under its button."""
        button = self._pane.tools_button
        self.menu(button).popup(button.mapToGlobal(QPoint(0, button.height())))

    def menu(self, parent: QWidget) -> QMenu:
        """Return the menu: filters, year, columns, saving."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        by_column = _submenu(menu, tr("Lọc theo cột"))
        for column in USUAL_ORDER:
            key = COLUMNS[column].filter
            entry = by_column.addAction(f"{told(FILTER_NAMES[key])}…")
            entry.triggered.connect(lambda _checked=False, key=key: self.ask(key))
        self._add_years(_submenu(menu, tr("Lọc theo năm")))
        clear = menu.addAction(tr("Bỏ tất cả bộ lọc"))
        clear.setEnabled(bool(self._narrowing.filters))
        clear.triggered.connect(lambda: self.apply(TaskFilters()))
        menu.addSeparator()
        self._add_columns(_submenu(menu, tr("Cột hiển thị")))
        menu.addSeparator()
        menu.addAction(tr("Lưu cách xem này…")).triggered.connect(self.save_view)
        return menu

    def _add_years(self, menu: QMenu) -> None:
        if self._lists is None:
            return
        current = self._narrowing.filters.year
        for year in (0, *years(self._lists.index)):
            entry = menu.addAction(tr("Việc của năm {year}", year=year) if year else tr("Mọi năm"))
            entry.setCheckable(True)
            entry.setChecked(year == current)
            entry.triggered.connect(lambda _checked=False, year=year: self._choose_year(year))

    def _choose_year(self, year: int) -> None:
        filters = self._narrowing.filters
        self.apply(TaskFilters(filters.values, filters.words, year))

    def _show_column_menu(self, section: int, place: QPoint) -> None:
        column = TaskColumn(section)
        spec, table = COLUMNS[column], self._pane.table
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if spec.sort is not None:
            for words, descending in (
                (tr("Sắp xếp tăng dần"), False),
                (tr("Sắp xếp giảm dần"), True),
            ):
                sort = Sort(spec.sort, descending=descending)
                entry = menu.addAction(words)
                entry.triggered.connect(lambda _c=False, sort=sort: table.sort_asked.emit(sort))
            menu.addSeparator()
        menu.addAction(tr("Lọc {title}…", title=spec.title.lower())).triggered.connect(
            lambda: self.ask(spec.filter)
        )
        hide = menu.addAction(tr("Ẩn cột {title}", title=spec.title))
        hide.setEnabled(column not in (TaskColumn.PLACE, TaskColumn.TITLE))
        hide.triggered.connect(lambda: self._turn_column(column))
        menu.addSeparator()
        self._add_columns(_submenu(menu, tr("Cột hiển thị")))
        menu.popup(place)

    def _add_columns(self, menu: QMenu) -> None:
        columns = self._pane.table.columns
        shown = columns.shown()
        for column in columns.choice.order:
            entry = menu.addAction(COLUMNS[column].title)
            entry.setCheckable(True)
            entry.setChecked(column in shown)
            entry.setEnabled(column not in (TaskColumn.PLACE, TaskColumn.TITLE))
            entry.triggered.connect(lambda _c=False, column=column: self._turn_column(column))
        menu.addSeparator()
        usual = QAction(tr("Trả lại cột ban đầu"), menu)
        usual.setEnabled(columns.choice != ColumnChoice())
        usual.triggered.connect(lambda: self._choose_columns(ColumnChoice()))
        menu.addAction(usual)

    def _turn_column(self, column: TaskColumn) -> None:
        columns = self._pane.table.columns
        self._choose_columns(columns.choice.show(columns.shown() ^ {column}))

    def _choose_columns(self, choice: ColumnChoice) -> None:
        self._pane.table.columns.set_choice(choice)
        self._keep_columns(choice)

    def _keep_columns(self, choice: ColumnChoice) -> None:
        self._kept.put(_COLUMNS, choice.to_json())

    # ---- Saved views

    def save_view(self) -> None:
        """Ask for a name, and keep what the list shows under it."""
        from app.views.dialogs.view_name_dialog import ViewNameDialog  # noqa: PLC0415 - on demand

        if self._lists is None or self.dialog is not None:
            return
        state, names = self._state, self._lists.index.directory
        lights = tr(" và ").join(told(LIGHT_NAMES[light]) for light in state.lights or ())
        filters = [told(chip_words(state.filters, key, names)) for key in state.filters.keys]
        group = told(self._group_name) if state.key else ""
        suggested = saved_views.suggested_name(group, lights, filters, state.search)
        what = suggested or tr("Mọi nhiệm vụ")
        taken = [view.name for view in self.views]
        dialog = ViewNameDialog(suggested, taken, what, self._pane)
        kept = saved_views.to_json(state, names)
        self._open(
            dialog, lambda: self._keep(saved_views.put(self.views, SavedView(dialog.name, kept)))
        )

    def rename_view(self, name: str) -> None:
        """Ask for another name of a view."""
        from app.views.dialogs.view_name_dialog import ViewNameDialog  # noqa: PLC0415 - on demand

        if self.dialog is not None:
            return
        others = [view.name for view in self.views if view.name != name]
        dialog = ViewNameDialog(name, others, tr("Đổi tên “{name}”", name=name), self._pane)

        def rename() -> None:
            renamed = SavedView(dialog.name, next(v for v in self.views if v.name == name).state)
            views = [view for view in self.views if view.name != dialog.name or view.name == name]
            self._keep([renamed if view.name == name else view for view in views])

        self._open(dialog, rename)

    def remove_view(self, name: str) -> None:
        """Forget a view; the list stays as it is."""
        self._keep([view for view in self.views if view.name != name])

    def open_view(self, name: str) -> None:
        """Show a view that was kept."""
        view = next((each for each in self.views if each.name == name), None)
        if view is None or self._lists is None:
            return
        state = saved_views.from_json(view.state, self._lists.index.directory)
        if state is None:
            self._pane.info.show_text(
                tr(
                    "Cách xem “{name}” nói về cơ quan, lãnh đạo hoặc văn bản không có trong "
                    "sổ này.",
                    name=name,
                ),
                can_act=False,
            )
            return
        self.state_asked.emit(state)

    def _keep(self, views: list[SavedView]) -> None:
        self._kept.put(_VIEWS, saved_views.kept(views))
        self._show_views()

    def _read_views(self) -> None:
        kept = self._kept.get(_VIEWS)
        if kept is not self._views_read:  # kept here, or come with a register
            self._views_read = kept
            self.views = saved_views.read(kept)

    def _show_views(self) -> None:
        self._read_views()
        current = ""
        if self._lists is not None and self.views:
            here = saved_views.to_json(self._state, self._lists.index.directory)
            current = next((v.name for v in self.views if dict(v.state) == here), "")
        self._groups.views.show_views([view.name for view in self.views], current)

    def _open(self, dialog: QDialog, accepted: Any) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(accepted)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None
        self.left.emit()


def _submenu(menu: QMenu, title: str) -> QMenu:
    """Return a menu inside a menu, which owns it: Python must not let go of it first."""
    submenu = QMenu(title, menu)
    menu.addMenu(submenu)
    return submenu
