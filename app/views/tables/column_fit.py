"""How wide the columns of the task table are, and which find room: by itself, or as chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHeaderView

from app.views import theme
from app.views.tables.column_choice import ColumnChoice
from app.views.tables.task_columns import ALWAYS_SHOWN, COLUMNS, USUAL_ORDER, TaskColumn
from app.views.tables.task_header import TaskHeader
from app.views.tables.task_marks import BOX_ROOM
from app.views.theme import FontRole
from app.views.widgets.badge import badge_width

if TYPE_CHECKING:
    from app.views.tables.task_table import TaskTable

PADDING = 8
"""Room at both sides of the words of a cell."""

ICON_ROOM = 18
"""Room that an icon takes before the words of a recurring limit."""

_ROOM_FOR = {TaskColumn.RESULT: 820, TaskColumn.LEAD: 760, TaskColumn.DOCUMENT: 900}
"""Width in pixels from which a column leaves the title enough room."""

_LEAST_TITLE = 200
"""Width of the title where the columns that were chosen need more than there is."""

_LEAST_USUAL_TITLE = 90
"""Width of the title under which even the usual columns are scrolled: a screen at 200 %."""

_SECOND = (TaskColumn.PLACE, TaskColumn.DOCUMENT)
"""Columns in smaller letters."""


class ColumnFit(QObject):
    """Shows, orders and widens the columns of a table."""

    changed = Signal(object)
    """A person moved or widened a column: the new `ColumnChoice`."""

    def __init__(self, table: TaskTable, header: TaskHeader) -> None:
        """Take over the head of a table."""
        super().__init__(table)
        self._table, self._header = table, header
        self._choice = ColumnChoice()
        self._wanted: frozenset[TaskColumn] = frozenset()
        self._widest_state = ""
        self._fitting = False
        rows = header
        rows.setFixedHeight(theme.header_height())
        rows.setHighlightSections(False)
        rows.setSectionsClickable(True)
        rows.setSectionsMovable(True)
        rows.setFirstSectionMovable(False)
        rows.setMinimumSectionSize(48)
        self._order(USUAL_ORDER)
        for column, spec in COLUMNS.items():
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, mode.Interactive if spec.sample else mode.Stretch)
        header.sectionMoved.connect(self._note_moved)
        header.sectionResized.connect(self._note_resized)

    @property
    def choice(self) -> ColumnChoice:
        """What a person chose."""
        return self._choice

    def set_choice(self, choice: ColumnChoice) -> None:
        """Show the columns that somebody chose."""
        self._choice = choice
        self._order(choice.order)
        self.fit()

    def want(self, *columns: TaskColumn) -> None:
        """Name the columns that the list itself asks for, where nobody chose."""
        self._wanted = frozenset(columns)
        self.fit()

    def shown(self) -> frozenset[TaskColumn]:
        """Return the columns on show."""
        if self._choice.shown is not None:
            return self._choice.shown
        room = self._table.viewport().width()
        return ALWAYS_SHOWN | {c for c in self._wanted if room >= _ROOM_FOR.get(c, 0)}

    def fit(self) -> None:
        """Give every column its room."""
        self._fitting = True
        shown, table = self.shown(), self._table
        table.task_model.shows_lead = TaskColumn.LEAD in shown
        taken = 0
        for column in TaskColumn:
            table.setColumnHidden(column, column not in shown)
            if column is not TaskColumn.TITLE:
                width = self._width(column)
                if table.columnWidth(column) != width and column in shown:
                    table.setColumnWidth(column, width)
                taken += width if column in shown else 0
        room = table.viewport().width() - taken
        cramped = room < (_LEAST_TITLE if self._choice.shown is not None else _LEAST_USUAL_TITLE)
        mode = QHeaderView.ResizeMode
        self._header.setSectionResizeMode(
            TaskColumn.TITLE, mode.Interactive if cramped else mode.Stretch
        )
        if cramped:
            table.setColumnWidth(TaskColumn.TITLE, _LEAST_TITLE)
            self._take_out_hidden()
        policy = Qt.ScrollBarPolicy
        table.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if cramped else policy.ScrollBarAlwaysOff
        )
        self._fitting = False

    def _take_out_hidden(self) -> None:
        """Hide hidden columns again: Qt keeps room for one hidden before the head was laid out."""
        header = self._header
        if header.length() != sum(map(header.sectionSize, range(header.count()))):
            for column in filter(header.isSectionHidden, range(header.count())):
                header.showSection(column)
                header.hideSection(column)

    def _width(self, column: TaskColumn) -> int:
        boxes = BOX_ROOM if column is TaskColumn.PLACE and self._table.marks else 0
        if column in self._choice.widths:
            return self._choice.widths[column] + boxes
        if column is TaskColumn.STATE:
            return badge_width(self._table.task_model.widest_state) + PADDING
        role = FontRole.SECOND if column in _SECOND else FontRole.BODY
        icon = ICON_ROOM if column is TaskColumn.LIMIT else 0
        words = theme.metrics(role).horizontalAdvance(COLUMNS[column].sample)
        return words + icon + 2 * PADDING + 2 + boxes

    def _order(self, order: tuple[TaskColumn, ...]) -> None:
        self._fitting = True
        for place, column in enumerate(order):
            self._header.moveSection(self._header.visualIndex(column), place)
        self._fitting = False

    def _note_moved(self, _section: int, _old: int, _new: int) -> None:
        if self._fitting:
            return
        count = self._header.count()
        order = tuple(TaskColumn(self._header.logicalIndex(place)) for place in range(count))
        self._take(ColumnChoice(self._choice.shown, order, self._choice.widths))

    def _note_resized(self, section: int, _old: int, new: int) -> None:
        column = TaskColumn(section)
        if self._fitting or column is TaskColumn.TITLE or self._table.isColumnHidden(section):
            return
        boxes = BOX_ROOM if column is TaskColumn.PLACE and self._table.marks else 0
        self._take(self._choice.widen(column, new - boxes))

    def _take(self, choice: ColumnChoice) -> None:
        self._choice = choice
        self.changed.emit(choice)
