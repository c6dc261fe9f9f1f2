"""Undo and redo: everything comes back as it was, and history is only ever appended to."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from app.domain.errors import ConflictError, InputRefusedError, TienDoError
from app.domain.records import UndoState
from app.services import portfolios, reading, undo
from tests.conftest import open_as_office
from tests.registers import (
    CONTINUING,
    CONTINUOUS,
    DATED,
    DATED_PLACE,
    TODAY,
    UNDATED,
    UNDATED_PLACE,
    YEARLY,
    changes,
    complete,
    completion,
    execute,
    report,
    rows_of,
    task_id,
    what_people_see,
)

if TYPE_CHECKING:
    from app.services.register import Register

CODES = (DATED, YEARLY, UNDATED, "CTr04-2026/II.7.đ#1")
MONTHS = ("2026-09", "2026-10", "2026-11", "2026-12")


def official_id(register: Register, name: str = "Nguyễn Tuấn Anh") -> int:
    officials = reading.load_index(register, TODAY).directory.officials
    return next(official.id for official in officials.values() if official.name == name)


def test_undo_brings_back_exactly_what_was(register: Register) -> None:
    before = what_people_see(register)
    past = what_people_see(register, dt.date(2026, 5, 1))
    complete(register, DATED, on=dt.date(2026, 3, 10))
    done, done_past = what_people_see(register), what_people_see(register, dt.date(2026, 5, 1))
    assert done != before
    assert done_past != past
    change = undo.undo_last(register)
    assert change.task_ids == {task_id(register, DATED)}
    assert what_people_see(register) == before
    assert what_people_see(register, dt.date(2026, 5, 1)) == past
    undo.redo_last(register)
    assert what_people_see(register) == done
    assert what_people_see(register, dt.date(2026, 5, 1)) == done_past


def test_a_reversal_takes_the_effective_date_of_what_it_reverses(register: Register) -> None:
    complete(register, DATED, on=dt.date(2026, 3, 10))
    undo.undo_last(register)
    rows = rows_of(register, "progress_update")
    assert len(rows) == 2
    dates = {str(value) for row in rows for value in row if str(value).startswith("2026-03")}
    assert dates == {"2026-03-10"}
    detail = reading.load_detail(register, task_id(register, DATED), TODAY)
    assert [update.reversed for update in detail.updates] == [True]
    assert detail.latest_update is None


def test_confirmed_portfolios_are_undone_and_done_again(register: Register) -> None:
    before = what_people_see(register)
    change = portfolios.confirm(register, official_id(register))
    assert change.directory
    assert change.summary == "xác nhận 5 phân công của đồng chí Nguyễn Tuấn Anh"
    confirmed = what_people_see(register)
    assert confirmed != before
    assert undo.undo_last(register).directory
    assert what_people_see(register) == before
    assert undo.redo_last(register).directory
    assert what_people_see(register) == confirmed


def test_nothing_to_undo_or_redo_is_told(register: Register) -> None:
    assert undo.load_state(register) == UndoState(None, None)
    with pytest.raises(InputRefusedError, match="Không còn thao tác nào để hoàn tác"):
        undo.undo_last(register)
    with pytest.raises(InputRefusedError, match="Không còn thao tác nào để làm lại"):
        undo.redo_last(register)
    complete(register, DATED)
    with pytest.raises(InputRefusedError, match="làm lại"):
        undo.redo_last(register)
    undo.undo_last(register)
    with pytest.raises(InputRefusedError, match="hoàn tác"):
        undo.undo_last(register)
    assert [row.kind for row in changes(register)] == ["do", "undo"]


def test_undo_and_redo_say_what_comes(register: Register) -> None:
    first, second = f"hoàn thành nhiệm vụ {DATED_PLACE}", f"hoàn thành nhiệm vụ {UNDATED_PLACE}"
    complete(register, DATED)
    complete(register, UNDATED)
    assert undo.load_state(register) == UndoState(second, None)
    assert undo.undo_last(register).summary == second
    assert undo.load_state(register) == UndoState(first, second)
    assert undo.undo_last(register).summary == first
    assert undo.load_state(register) == UndoState(None, first)
    assert undo.redo_last(register).summary == first
    assert undo.load_state(register) == UndoState(first, second)


def test_a_new_operation_forgets_what_could_be_redone(register: Register) -> None:
    complete(register, DATED)
    undo.undo_last(register)
    complete(register, UNDATED)
    assert undo.load_state(register).redo is None
    with pytest.raises(InputRefusedError):
        undo.redo_last(register)


def test_history_is_appended_never_rewritten(register: Register) -> None:
    task = task_id(register, DATED)
    complete(register, DATED)
    kept = rows_of(register, "progress_update")
    undo.undo_last(register)
    undo.redo_last(register)
    assert rows_of(register, "progress_update")[: len(kept)] == kept
    assert [line.summary for line in reading.load_history(register, task)] == [
        f"Làm lại: hoàn thành nhiệm vụ {DATED_PLACE}",
        f"Hoàn tác: hoàn thành nhiệm vụ {DATED_PLACE}",
        f"Hoàn thành nhiệm vụ {DATED_PLACE}",
    ]
    rows = changes(register)
    assert [(row.kind, row.undoes_id) for row in rows] == [
        ("do", None),
        ("undo", rows[0].id),
        ("redo", rows[1].id),
    ]


def test_a_task_undone_can_be_completed_anew(register: Register) -> None:
    complete(register, DATED, on=dt.date(2026, 3, 10))
    undo.undo_last(register)
    complete(register, DATED, on=dt.date(2026, 3, 5), product="Quyết định")
    detail = reading.load_detail(register, task_id(register, DATED), TODAY)
    assert detail.completed_on == dt.date(2026, 3, 5)
    assert [update.reversed for update in detail.updates] == [True, False]


def test_undo_goes_on_after_a_restart(register_path: Path) -> None:
    register = open_as_office(register_path)
    before = what_people_see(register)
    complete(register, DATED)
    done = what_people_see(register)
    register.close()
    register = open_as_office(register_path)
    undo.undo_last(register)
    assert what_people_see(register) == before
    register.close()
    register = open_as_office(register_path)
    undo.redo_last(register)
    assert what_people_see(register) == done
    register.close()


def test_undo_of_what_another_window_did(register: Register) -> None:
    second = open_as_office(register.path)
    try:
        before = what_people_see(register)
        complete(second, DATED)
        undo.undo_last(register)
        assert what_people_see(second) == before
    finally:
        second.close()


def test_two_windows_undo_one_operation_once(register: Register) -> None:
    second = open_as_office(register.path)
    complete(register, DATED)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def run(one: Register) -> None:
        start.wait()
        try:
            undo.undo_last(one)
        except TienDoError as error:
            outcomes.append(type(error).__name__)
        else:
            outcomes.append("undone")

    threads = [threading.Thread(target=run, args=(one,)) for one in (register, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second.close()
    assert sorted(outcomes) == ["InputRefusedError", "undone"]
    assert [row.kind for row in changes(register)] == ["do", "undo"]


def test_a_row_changed_since_is_not_overwritten(register: Register) -> None:
    portfolios.confirm(register, official_id(register))
    execute(register, "UPDATE portfolio SET valid_to = '2026-12-31' WHERE confirmed")
    before = rows_of(register, "portfolio")
    with pytest.raises(ConflictError, match="đã được sửa sau đó"):
        undo.undo_last(register)
    assert rows_of(register, "portfolio") == before
    assert [row.kind for row in changes(register)] == ["do"]


class UndoMachine(RuleBasedStateMachine):
    """Any run of operations, undos, redos and restarts, beside two plain stacks."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        path = shutil.copy(self.template, self.folder)
        self.register = open_as_office(Path(path))
        self.operations = 0
        self.done: list[Any] = [self.seen()]
        self.undone: list[Any] = []

    def seen(self) -> Any:
        return reading.load_index(self.register, TODAY)

    def did(self) -> None:
        self.operations += 1
        self.done.append(self.seen())
        self.undone.clear()

    @rule(code=st.sampled_from(CODES), days=st.integers(0, 280))
    def complete(self, code: str, days: int) -> None:
        on = TODAY - dt.timedelta(days=days)
        try:
            complete(self.register, code, on=on)
        except InputRefusedError:
            assert self.seen() == self.done[-1]
        else:
            self.did()

    @rule(name=st.sampled_from(["Nguyễn Tuấn Anh", "Nguyễn Thành Sinh", "Ngô Hạnh Phúc"]))
    def confirm(self, name: str) -> None:
        try:
            portfolios.confirm(self.register, official_id(self.register, name))
        except InputRefusedError:
            assert self.seen() == self.done[-1]
        else:
            self.did()

    @rule(
        code=st.sampled_from([CONTINUING, CONTINUOUS]),
        period=st.sampled_from(MONTHS),
        days=st.integers(0, 60),
    )
    def report(self, code: str, period: str, days: int) -> None:
        try:
            report(self.register, code, period, TODAY - dt.timedelta(days=days))
        except InputRefusedError:
            assert self.seen() == self.done[-1]
        else:
            self.did()

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def undo(self) -> None:
        undo.undo_last(self.register)
        self.operations += 1
        self.undone.append(self.done.pop())
        assert self.seen() == self.done[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        undo.redo_last(self.register)
        self.operations += 1
        self.done.append(self.undone.pop())
        assert self.seen() == self.done[-1]

    @rule()
    def restart(self) -> None:
        path = self.register.path
        self.register.close()
        self.register = open_as_office(path)

    def teardown(self) -> None:
        try:
            state = undo.load_state(self.register)
            assert (state.undo is None) == (len(self.done) == 1)
            assert (state.redo is None) == (not self.undone)
            assert len(changes(self.register)) == self.operations
        finally:
            self.register.close()
            shutil.rmtree(self.folder)


def test_any_chain_of_undo_and_redo(shipped_register: Path) -> None:
    UndoMachine.template = shipped_register
    run_state_machine_as_test(
        UndoMachine, settings=settings(max_examples=15, stateful_step_count=14)
    )


def test_completions_say_the_same_after_a_chain(register: Register) -> None:
    seen = [what_people_see(register)]
    for code in CODES:
        complete(register, code, on=completion().completed_on)
        seen.append(what_people_see(register))
    for wanted in reversed(seen[:-1]):
        undo.undo_last(register)
        assert what_people_see(register) == wanted
    for wanted in seen[1:]:
        undo.redo_last(register)
        assert what_people_see(register) == wanted
