"""A table of records folds its groups, keeps its place, and is worked by keyboard alone."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.views.tables.record_rows import Cell, RecordColumn, RecordGroup, RecordHead
from app.views.tables.record_table import RecordTable
from app.views.tables.record_table_model import RecordTableModel

COLUMNS = (
    RecordColumn("Tên"),
    RecordColumn("Mức", "100", right=True),
    RecordColumn("Ai", "abc", 500),
)


class Names(RecordTableModel):
    def cell(self, record: Hashable, column: int) -> Cell:
        return Cell(f"{record} {column}", tip="<b>" if column else "", marked=True)


def group(key: str, *records: str) -> RecordGroup:
    return RecordGroup(key, RecordHead(key.upper(), "ghi chú", f"{len(records)} dòng"), records)


GROUPS = (group("a", "a1", "a2"), group("b", "b1", "b2", "b3"))


@pytest.fixture
def table(qtbot):
    model = Names(COLUMNS)
    view = RecordTable(model, "Thử")
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(600, 300)
    model.show_groups(GROUPS, COLUMNS)
    view.show()
    return view


def rows(view: RecordTable) -> list[str]:
    model = view.record_model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_heads_stand_over_their_records(table):
    assert rows(table)[:3] == ["A, ghi chú, 2 dòng", "a1 0", "a2 0"]
    assert table.record_model.record_count == 5


def test_a_group_without_records_has_no_head(table):
    table.record_model.show_groups((group("c"), *GROUPS), COLUMNS)
    assert "C" not in " ".join(rows(table))


def test_left_folds_and_right_unfolds(qtbot, table):
    told: list[Any] = []
    table.folded.connect(lambda key, folded: told.append((key, folded)))
    table.select("a2")
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert rows(table)[:2] == ["A, ghi chú, 2 dòng", "B, ghi chú, 3 dòng"]
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert rows(table)[1] == "a1 0"
    assert told == [("a", True), ("a", False)]


def test_selecting_a_record_of_a_folded_group_unfolds_it(table):
    table.record_model.show_groups(GROUPS, COLUMNS, folded=("b",))
    assert table.select("b3")
    assert table.selected == "b3"
    assert rows(table)[-1] == "b3 0"
    assert not table.select("c1")


def test_the_selected_record_stays_over_other_rows(table):
    told: list[Any] = []
    table.select("b1")
    table.record_selected.connect(told.append)
    table.record_model.show_groups((group("b", "b0", "b1"),), COLUMNS)
    assert table.currentIndex().row() == 2
    assert told == []


def test_a_record_that_is_gone_leaves_its_place_but_a_press_there_tells(qtbot, table):
    table.select("a1")
    told: list[Any] = []
    table.record_selected.connect(told.append)
    table.record_model.show_groups((group("b", "b1", "b2"),), COLUMNS)
    assert told == []
    place = table.visualRect(table.record_model.index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == ["b1"]


def test_select_first_tells_even_where_its_place_is_current(table):
    table.select("a1")
    told: list[Any] = []
    table.record_selected.connect(told.append)
    table.record_model.show_groups((group("b", "b1"),), COLUMNS)
    table.select_first()
    assert told == ["b1"]


def test_enter_opens_a_record_and_folds_at_a_head(qtbot, table):
    told: list[Any] = []
    table.record_activated.connect(told.append)
    table.select("a1")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told == ["a1"]
    assert rows(table)[1] == "B, ghi chú, 3 dòng"


def test_a_click_on_a_head_folds(qtbot, table):
    place = table.visualRect(table.record_model.index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows(table)[1] == "B, ghi chú, 3 dòng"


def test_columns_come_with_the_room(table):
    assert not table.isColumnHidden(2)
    table.resize(400, 300)
    assert table.isColumnHidden(2)


def test_tips_are_never_markup(table):
    tip = table.record_model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<span>&lt;b&gt;</span>"


def test_names_are_scrolled_to_rather_than_lost(table):
    assert table.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    others = sum(table.columnWidth(place) for place, each in enumerate(COLUMNS) if each.sample)
    name = next(place for place, each in enumerate(COLUMNS) if not each.sample)
    table.resize(others + 40, 300)
    assert table.columnWidth(name) >= 100
    assert table.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded
    table.resize(600, 300)
    assert table.horizontalHeader().length() == table.viewport().width()
