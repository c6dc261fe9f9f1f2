"""The model of the task table: texts are read when asked for, heads count what they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.errors import RegisterLockedError
from app.domain.periods import Recurrence
from app.domain.sources import SourcePlace
from app.domain.traffic_light import Light
from app.views.tables.row_groups import RowGrouping, Sort, SortKey
from app.views.tables.row_heads import ALSO_IN_NAME, CO_LED_NAME
from app.views.tables.task_columns import TaskColumn
from app.views.tables.task_table_model import TaskTableModel
from app.views.tips import plain_tip
from tests.factories import PLAN, PROGRAMME, make_task_ref
from tests.task_fakes import TASKS, FakeSession, make_task_index

ALL = [task.id for task in TASKS]


@pytest.fixture
def session(qapp):
    return FakeSession()


@pytest.fixture
def model(session):
    made = TaskTableModel(session.as_session())
    tester = QAbstractItemModelTester(made)
    made.set_view(ALL, RowGrouping.DOCUMENT, Sort())
    yield made
    tester.deleteLater()


def _text(model, row, column):
    return model.data(model.index(row, column))


def _rows(model):
    return [model.task_at(row) for row in range(model.rowCount())]


def test_rows_are_heads_and_tasks(model):
    assert _rows(model) == [0, 1, 2, 3, 4, 5, 0, 6, 7, 8, 9]
    assert model.task_count == 9


def test_heads_count_their_tasks(model):
    head = model.head(0)
    assert (head.title, head.note, head.count_words) == (
        "CTr04-2026",
        "ngày 03/02/2026",
        "5 nhiệm vụ",
    )
    assert head.tally[Light.OVERDUE] == 1
    assert model.head(7).note == "(chưa có số), tháng 2/2026"
    assert _text(model, 6, TaskColumn.PLACE).startswith("KHNQ02-2026, (chưa có số)")


def test_cells_say_what_the_columns_are_for(model):
    assert _text(model, 5, TaskColumn.TITLE) == "Nhiệm vụ 5"
    assert _text(model, 5, TaskColumn.LIMIT) == "31/10/2026"
    assert _text(model, 5, TaskColumn.STATE) == "Quá hạn 21 ngày"
    assert _text(model, 5, TaskColumn.LEAD) == "Sở Tài chính"
    assert _text(model, 10, TaskColumn.LIMIT) == "–"  # stopped: no limit any more
    assert _text(model, 10, TaskColumn.LEAD) == "Chưa có cơ quan chủ trì"


def test_texts_are_read_a_page_at_a_time_and_kept(session):
    tasks = tuple(make_task_ref(number) for number in range(1, 1001))
    session.index = make_task_index(tasks)
    model = TaskTableModel(session.as_session())
    model.set_view([task.id for task in tasks], RowGrouping.FLAT, Sort())
    assert not session.asked("load_rows")
    for row in range(20):
        model.texts(row)
    model.texts(500)
    model.set_view([1, 2, 3], RowGrouping.FLAT, Sort())
    model.texts(2)
    asked = [ids for ids, _as_of in session.asked("load_rows")]
    assert [(ids[0], len(ids)) for ids in asked] == [(1, 64), (501, 64)]


def test_the_pages_used_last_are_kept(session):
    tasks = tuple(make_task_ref(number) for number in range(1, 4001))
    session.index = make_task_index(tasks)
    model = TaskTableModel(session.as_session())
    model.set_view([task.id for task in tasks], RowGrouping.FLAT, Sort())
    for row in range(0, 4000, 64):
        model.texts(row)
        model.texts(0)  # painted all the time
    model.texts(3990)
    assert sum(1 for ids, _ in session.asked("load_rows") if ids[0] == 1) == 1
    assert len(model._rows) <= 64 * 32


def test_a_new_index_is_read_anew(model, session):
    assert _text(model, 1, TaskColumn.TITLE) == "Nhiệm vụ 1"
    session.titles[1] = "Tên mới"
    session.index = make_task_index()
    model.set_view(ALL, RowGrouping.DOCUMENT, Sort())
    assert _text(model, 1, TaskColumn.TITLE) == "Tên mới"


def test_a_folded_group_is_its_head(model):
    model.fold(2, folded=True)
    assert _rows(model) == [0, 0, 6, 7, 8, 9]
    assert model.is_folded(0)
    assert not model.is_folded(1)
    assert model.head(0).count_words == "5 nhiệm vụ"
    assert model.row_of(3) == 0
    model.fold(0, folded=False)
    assert model.rowCount() == 11


def test_folding_is_remembered_by_grouping_and_suspended_by_a_search(model):
    model.fold(0, folded=True)
    model.set_view(ALL, RowGrouping.AGENCY, Sort())
    assert not model.is_folded(0)
    model.set_words("nhiem")
    model.set_view(ALL, RowGrouping.DOCUMENT, Sort())
    assert not model.is_folded(0)
    model.set_words("")
    model.set_view(ALL, RowGrouping.DOCUMENT, Sort())
    assert model.is_folded(0)


def test_what_is_only_co_led_stands_in_a_last_group_outside_the_total(model):
    model.set_view([1, 2], RowGrouping.DOCUMENT, Sort(SortKey.URGENCY), beside=[6])
    assert _rows(model) == [0, 2, 1, 0, 6]
    head = model.head(3)
    assert (head.title, head.note, head.counted) == (CO_LED_NAME, "không cộng vào tổng", False)


def test_what_a_document_asks_for_too_stands_last_with_its_place_there(session):
    place = SourcePlace(PLAN, 3, "III.1#7")
    tasks = [make_task_ref(1, also_at=(place,)), make_task_ref(2, document_id=PLAN)]
    session.index = make_task_index(tasks)
    model = TaskTableModel(session.as_session())
    model.document = PLAN
    model.set_view([2], RowGrouping.SECTION, Sort(), beside=[1])
    assert _rows(model) == [0, 2, 0, 1]
    head = model.head(2)
    assert (head.title, head.note, head.counted) == (ALSO_IN_NAME, "không cộng vào tổng", False)
    assert _text(model, 3, TaskColumn.PLACE) == "III.1 #7"
    model.set_view([1, 2], RowGrouping.DOCUMENT, Sort())
    assert _text(model, 1, TaskColumn.PLACE) != "III.1 #7"


def test_tasks_beside_a_document_of_the_past_are_followed_ones(session):
    place = SourcePlace(PROGRAMME, 1, "II.1#7")
    past = make_task_ref(2, closed=True)
    index = make_task_index([make_task_ref(1, document_id=PLAN, also_at=(place,))])
    session.index = replace(index, closed=(past,))
    model = TaskTableModel(session.as_session())
    model.document = PROGRAMME
    model.set_view([2], RowGrouping.SECTION, Sort(), beside=[1], closed=True)
    assert _rows(model) == [0, 2, 0, 1]


def test_a_confidential_task_shows_its_title_alone(session):
    session.index = make_task_index([make_task_ref(1, confidential=True)])
    model = TaskTableModel(session.as_session())
    model.set_view([1], RowGrouping.FLAT, Sort())
    assert _text(model, 0, TaskColumn.RESULT) == ""
    assert _text(model, 0, TaskColumn.TITLE) == "Nhiệm vụ 1"


def test_a_title_that_looks_like_markup_is_shown_as_it_stands(model, session):
    session.titles[1] = "<b>Đậm</b> & <img src=x>"
    model.set_view(ALL, RowGrouping.DOCUMENT, Sort())
    assert _text(model, 1, TaskColumn.TITLE) == "<b>Đậm</b> & <img src=x>"
    tip = model.data(model.index(1, TaskColumn.TITLE), Qt.ItemDataRole.ToolTipRole)
    assert tip == "<span>&lt;b&gt;Đậm&lt;/b&gt; &amp; &lt;img src=x&gt;</span>"
    assert plain_tip("") == ""


def test_an_extension_is_told_in_the_tip(model, session, monkeypatch):
    loaded = session._load_rows
    monkeypatch.setattr(
        session,
        "_load_rows",
        lambda ids, day: {k: v._replace(extensions=2) for k, v in loaded(ids, day).items()},
    )
    tip = model.data(model.index(5, TaskColumn.LIMIT), Qt.ItemDataRole.ToolTipRole)
    assert tip == "<span>31/10/2026, đã gia hạn 2 lần</span>"


def test_an_unreadable_register_is_told_once_and_leaves_rows_empty(model, session, qtbot):
    session.fail = RegisterLockedError("Sổ đang bận.")
    session.index = replace(session.index)
    model.set_view(ALL, RowGrouping.DOCUMENT, Sort())
    told: list[object] = []
    session.failed.connect(told.append)
    assert _text(model, 1, TaskColumn.TITLE) == ""
    assert _text(model, 2, TaskColumn.TITLE) == ""
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(1)
    assert told == [session.fail]


def test_head_rows_can_be_reached_but_not_selected(model):
    head, row = model.flags(model.index(0, 0)), model.flags(model.index(1, 0))
    assert not head & Qt.ItemFlag.ItemIsSelectable
    assert head & Qt.ItemFlag.ItemIsEnabled
    assert row & Qt.ItemFlag.ItemIsSelectable


def test_a_recurring_limit_is_said_in_words(session):
    session.index = make_task_index([make_task_ref(1, recurrence=Recurrence.MONTHLY)])
    model = TaskTableModel(session.as_session())
    model.set_view([1], RowGrouping.FLAT, Sort())
    assert _text(model, 0, TaskColumn.LIMIT) == "Hằng tháng"
