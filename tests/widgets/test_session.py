"""What every page shares: the index follows the day and every change, and a closed register is let
go of behind the work that was asked for.
"""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from PySide6.QtCore import QObject

from app.domain.errors import InputRefusedError, RegisterLockedError, RegisterMissingError
from app.domain.records import ChangeSet, UndoState
from app.domain.traffic_light import Light
from app.services import reading, tracking, undo
from app.views.session import Opened, Session
from tests.registers import (
    DATED,
    DATED_PLACE,
    TODAY,
    completion,
    task_id,
)
from tests.windows import be_quiet

FEBRUARY = dt.date(2026, 2, 20)
MARCH = dt.date(2026, 3, 4)


@pytest.fixture
def shown(session):
    """Return the as-of days of the indexes that were shown, in order."""
    days: list[dt.date] = []
    session.index_changed.connect(lambda: days.append(session.index.as_of))
    return days


def light_of(session: Session, code: str) -> Light:
    assert session.index is not None
    key = session.read(task_id, code)
    return next(ref.light for ref in session.index.tasks if ref.id == key)


def complete(session: Session, **receivers) -> None:
    session.run(
        tracking.complete_task,
        session.read(task_id, DATED),
        completion(dt.date(2026, 3, 5)),
        TODAY,
        owner=session,
        **receivers,
    )


def test_it_starts_with_the_first_index(session):
    assert session.as_of == TODAY
    assert not session.is_past
    assert len(session.index.tasks) == 162


def test_another_day_is_another_index(session, shown, qtbot):
    session.set_as_of(FEBRUARY)
    assert session.is_past
    qtbot.waitUntil(lambda: shown == [FEBRUARY])
    assert len(session.index.tasks) == 84
    session.set_as_of(TODAY)
    qtbot.waitUntil(lambda: shown == [FEBRUARY, TODAY])
    assert not session.is_past
    assert len(session.index.tasks) == 162


def test_the_same_day_is_not_read_again(session, shown, qtbot):
    session.set_as_of(TODAY)
    assert session.jobs.idle
    assert shown == []


def test_of_days_chosen_quickly_only_the_last_is_shown(session, shown, qtbot):
    for day in (FEBRUARY, MARCH, FEBRUARY, MARCH):
        session.set_as_of(day)
    be_quiet(qtbot, session)
    assert shown == [MARCH]
    assert session.index.as_of == session.as_of == MARCH


def test_a_change_is_told_after_its_result_and_before_the_new_index(session, qtbot):
    order: list[object] = []
    session.changed.connect(lambda change: order.append(("changed", change.summary)))
    session.index_changed.connect(lambda: order.append(light_of(session, DATED)))
    assert light_of(session, DATED) is Light.OVERDUE
    complete(session, done=lambda change: order.append(("done", bool(change.task_ids))))
    be_quiet(qtbot, session)
    assert order == [
        ("done", True),
        ("changed", f"hoàn thành nhiệm vụ {DATED_PLACE}"),
        Light.DONE_IN_TIME,
    ]


def test_reading_and_operations_that_wrote_nothing_are_no_change(session, shown, qtbot):
    told: list[object] = []
    changes: list[object] = []
    session.changed.connect(changes.append)
    session.run(undo.load_state, owner=session, done=told.append)
    session.run(lambda _register: ChangeSet(0, "không"), owner=session, done=told.append)
    be_quiet(qtbot, session)
    assert told == [UndoState(None, None), ChangeSet(0, "không")]
    assert (changes, shown) == ([], [])


def test_an_error_goes_to_the_one_who_asked_or_to_the_window(session, qtbot):
    mine: list[Exception] = []
    window_s: list[Exception] = []
    session.failed.connect(window_s.append)
    session.run(undo.undo_last, owner=session, failed=mine.append)
    be_quiet(qtbot, session)
    assert ([type(error) for error in mine], window_s) == ([InputRefusedError], [])
    session.run(undo.undo_last, owner=session)
    be_quiet(qtbot, session)
    assert (len(mine), [type(error) for error in window_s]) == (1, [InputRefusedError])


def test_a_day_that_cannot_be_read_leaves_the_last_one_on_show(session, shown, qtbot, monkeypatch):
    def locked(_register, _day):
        raise RegisterLockedError("đang bị giữ")

    failures: list[str] = []
    session.failed.connect(lambda error: failures.append(str(error)))
    monkeypatch.setattr(reading, "load_index", locked)
    session.set_as_of(FEBRUARY)
    be_quiet(qtbot, session)
    assert failures == ["đang bị giữ"]
    assert shown == [TODAY]
    assert (session.as_of, session.is_past) == (TODAY, False)


def test_reading_at_once_needs_an_open_register(session):
    assert session.read(reading.find_task, DATED) == session.read(task_id, DATED)
    session.close()
    with pytest.raises(RuntimeError):
        session.read(reading.find_task, DATED)
    with pytest.raises(RuntimeError):
        session.run(undo.load_state, owner=session)


def test_closing_drops_what_is_still_to_come(session, shown, qtbot):
    arrived: list[object] = []
    begun, go = threading.Event(), threading.Event()

    def slow(_register):
        begun.set()
        assert go.wait(5)

    session.changed.connect(arrived.append)
    session.failed.connect(arrived.append)
    session.run(slow, owner=session, done=arrived.append)
    complete(session, done=arrived.append)
    session.run(undo.redo_last, owner=session)
    session.set_as_of(FEBRUARY)
    assert begun.wait(5)
    session.close()
    go.set()
    be_quiet(qtbot, session)
    assert (arrived, shown) == ([], [])
    assert (session.register, session.index, session.as_of) == (None, None, TODAY)


def test_a_closed_register_is_one_file_that_nobody_holds(session, register_path, qtbot):
    complete(session)
    session.run(undo.load_state, owner=session)  # waits behind: must not open the file anew
    session.close()
    session.jobs.close()
    assert [file.name for file in register_path.parent.iterdir()] == [register_path.name]


def test_another_register_may_be_opened_after_closing(session, shown, register_path, qtbot):
    complete(session)
    session.close()
    opened = Opened.of(register_path, TODAY, create=False)
    session.open(opened.register, opened.index)
    be_quiet(qtbot, session)
    assert shown == [TODAY]


def test_a_result_of_the_old_register_does_not_reach_the_new_one(session, register_path, qtbot):
    arrived: list[object] = []
    go = threading.Event()
    session.run(lambda _register: go.wait(5), owner=session, done=arrived.append)
    session.close()
    opened = Opened.of(register_path, TODAY, create=False)
    session.open(opened.register, opened.index)
    go.set()
    be_quiet(qtbot, session)
    assert arrived == []


def test_a_result_needs_its_owner(session, qtbot):
    arrived: list[object] = []
    owner = QObject()
    session.run(undo.load_state, owner=owner, done=arrived.append)
    del owner
    be_quiet(qtbot, session)
    assert arrived == []


def test_opening_tells_its_errors_and_holds_nothing(register_path, tmp_path, monkeypatch):
    with pytest.raises(RegisterMissingError):
        Opened.of(tmp_path / "không có.tiendo", TODAY, create=False)

    def locked(_register, _day):
        raise RegisterLockedError("đang bị giữ")

    monkeypatch.setattr(reading, "load_index", locked)
    with pytest.raises(RegisterLockedError):
        Opened.of(register_path, TODAY, create=False)
    assert [file.name for file in register_path.parent.iterdir()] == [register_path.name]


def test_opening_makes_a_register_only_where_it_may(tmp_path):
    path = tmp_path / "mới" / "Sổ.tiendo"
    opened = Opened.of(path, TODAY, create=True)
    opened.register.close()
    assert opened.index.register_name == "Sổ"
    assert len(opened.index.tasks) == 162
