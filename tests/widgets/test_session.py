"""What every page shares: the index follows the day and every change, and a closed register is let
go of behind the work that was asked for.
"""

from __future__ import annotations

import datetime as dt
import shutil
import threading

import pytest
from PySide6.QtCore import QObject

from app.domain.errors import InputRefusedError, RegisterLockedError, RegisterMissingError
from app.domain.records import ELSEWHERE, ChangeSet, UndoState
from app.domain.traffic_light import Light
from app.services import reading, tracking, undo
from app.views.session import Opened, Session
from tests import shipped
from tests.conftest import open_as_office
from tests.registers import DATED, DATED_PLACE, TODAY, completion, execute, task_id
from tests.registers import complete as complete_beside
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
    assert len(session.index.tasks) == shipped.count()


def test_another_day_is_another_index(session, shown, qtbot):
    session.set_as_of(FEBRUARY)
    assert session.is_past
    qtbot.waitUntil(lambda: shown == [FEBRUARY])
    assert len(session.index.tasks) == shipped.count(FEBRUARY)
    session.set_as_of(TODAY)
    qtbot.waitUntil(lambda: shown == [FEBRUARY, TODAY])
    assert not session.is_past
    assert len(session.index.tasks) == shipped.count()


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
    be_quiet(qtbot, session)
    opened = Opened.of(register_path, TODAY, create=False)
    session.open(opened)
    be_quiet(qtbot, session)
    assert shown == [TODAY]


def test_a_result_of_the_old_register_does_not_reach_the_new_one(
    session, register_path, tmp_path, qtbot
):
    other = shutil.copyfile(register_path, tmp_path / "khác.tiendo")
    arrived: list[object] = []
    go = threading.Event()
    session.run(lambda _register: go.wait(5), owner=session, done=arrived.append)
    session.close()
    opened = Opened.of(other, TODAY, create=False)
    session.open(opened)
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


@pytest.fixture
def beside(register_path):
    """Return the session's register as a command opens it."""
    opened = open_as_office(register_path)
    yield opened
    opened.close()


def test_what_another_program_wrote_is_told_and_read(session, beside, shown, qtbot):
    told: list[ChangeSet] = []
    session.changed.connect(told.append)
    session.look_elsewhere()
    be_quiet(qtbot, session)
    assert (told, shown) == ([], [])
    complete_beside(beside, DATED, on=dt.date(2026, 3, 5))
    session.look_elsewhere()
    session.look_elsewhere()  # one look at a time is enough
    be_quiet(qtbot, session)
    assert [change.kind for change in told] == [ELSEWHERE]
    assert shown == [TODAY]
    assert light_of(session, DATED) is Light.DONE_IN_TIME
    session.look_elsewhere()
    be_quiet(qtbot, session)
    assert len(told) == 1


def test_one_s_own_change_is_not_taken_for_another_s(session, qtbot):
    told: list[ChangeSet] = []
    session.changed.connect(told.append)
    complete(session)
    session.look_elsewhere()
    be_quiet(qtbot, session)
    session.look_elsewhere()
    be_quiet(qtbot, session)
    assert [change.kind for change in told] == ["do"]


def test_a_look_that_fails_disturbs_nobody_and_the_next_one_is_made(session, beside, qtbot):
    failures: list[Exception] = []
    told: list[ChangeSet] = []
    session.failed.connect(failures.append)
    session.changed.connect(told.append)
    execute(beside, "ALTER TABLE change RENAME TO gone")
    session.look_elsewhere()
    be_quiet(qtbot, session)
    execute(beside, "ALTER TABLE gone RENAME TO change")
    session.look_elsewhere()
    be_quiet(qtbot, session)
    assert (failures, len(told)) == ([], 1)


def test_without_a_register_there_is_nowhere_to_look(session):
    session.close()
    session.look_elsewhere()
    assert session.jobs.idle


TOMORROW = TODAY + dt.timedelta(days=1)


def test_who_looks_at_today_goes_on_to_the_next_day(session, shown, qtbot):
    with qtbot.waitSignal(session.today_changed):
        session.set_today(TOMORROW)
    be_quiet(qtbot, session)
    assert shown == [TOMORROW]
    assert not session.is_past
    assert (session.today, session.as_of, session.index.as_of) == (TOMORROW,) * 3


def test_a_past_day_that_was_chosen_stays_on_show(session, shown, qtbot):
    session.set_as_of(MARCH)
    be_quiet(qtbot, session)
    session.set_today(TOMORROW)
    be_quiet(qtbot, session)
    assert shown == [MARCH]
    assert (session.today, session.as_of) == (TOMORROW, MARCH)


def test_yesterday_that_was_chosen_is_not_taken_for_today(session, qtbot):
    session.set_as_of(TODAY - dt.timedelta(days=1))
    session.set_today(TOMORROW)
    be_quiet(qtbot, session)
    assert session.as_of == TODAY - dt.timedelta(days=1)
    session.set_as_of(TODAY)
    be_quiet(qtbot, session)
    assert session.is_past


def test_a_clock_that_is_set_back_shows_no_day_to_come(session, qtbot):
    session.set_as_of(TODAY - dt.timedelta(days=1))
    session.set_today(MARCH)
    be_quiet(qtbot, session)
    assert (session.as_of, session.is_past) == (MARCH, False)


def test_a_day_begins_without_a_register_too(session):
    session.close()
    session.set_today(TOMORROW)
    assert (session.as_of, session.is_past) == (TOMORROW, False)


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
    opened.close()
    assert opened.index.register_name == "Sổ"
    assert len(opened.index.tasks) == shipped.count()
