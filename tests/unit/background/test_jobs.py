"""The one door to threads: order, the thread of arrival, errors, cancelling, and a clean end."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThread
from PySide6.QtWidgets import QLabel

from app.background.jobs import Job, Jobs

PATIENCE_S = 5.0


class Inbox:
    """Keeps what arrived, in order, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[QThread] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(QThread.currentThread())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()
    QCoreApplication.processEvents()


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def gate():
    """Return an event that work waits for; it is opened at the end, whatever happens."""
    opened = threading.Event()
    yield opened
    opened.set()


def run(jobs: Jobs, work, inbox: Inbox, owner: QObject | None = None) -> Job:
    return jobs.run_on_register(work, owner=owner or jobs, done=inbox.done, failed=inbox.failed)


def wait(gate: threading.Event) -> None:
    assert gate.wait(PATIENCE_S)


def worker_threads() -> list[str]:
    names = [thread.name for thread in threading.enumerate()]
    return [name for name in names if name.startswith(("register", "pool"))]


def test_a_result_arrives_on_the_interface_thread_and_work_runs_elsewhere(jobs, inbox, qtbot):
    run(jobs, threading.current_thread, inbox)
    assert not jobs.idle
    qtbot.waitUntil(lambda: jobs.idle)
    assert inbox.threads == {QThread.currentThread()}
    assert inbox.results[0] is not threading.current_thread()
    assert inbox.errors == []


def test_delivering_does_not_claim_the_thread_object_of_qt(jobs, inbox, qtbot):
    # ``QObject.thread`` would: PySide deletes a claimed one together with the claimer, as garbage.
    run(jobs, lambda: None, inbox)
    qtbot.waitUntil(lambda: jobs.idle)
    assert "parent." not in shiboken6.dump(QThread.currentThread())
    jobs.thread()
    assert "parent." in shiboken6.dump(QThread.currentThread())
    shiboken6.delete(jobs)


def test_nothing_arrives_before_the_caller_goes_on(jobs, inbox, qtbot):
    finished = threading.Event()
    run(jobs, finished.set, inbox)
    wait(finished)
    assert inbox.results == []
    qtbot.waitUntil(lambda: inbox.results == [None])


def test_the_register_has_one_worker_that_keeps_the_order(jobs, inbox, qtbot):
    at_work = 0
    most = 0

    def work(number: int) -> tuple[int, int]:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        at_work -= 1
        return number, threading.get_ident()

    for number in range(50):
        run(jobs, lambda number=number: work(number), inbox)
    qtbot.waitUntil(lambda: jobs.idle)
    assert [number for number, _thread in inbox.results] == list(range(50))
    assert len({thread for _number, thread in inbox.results}) == 1
    assert most == 1


def test_the_pool_works_while_the_register_s_worker_is_busy(jobs, inbox, qtbot, gate):
    run(jobs, lambda: wait(gate), inbox)
    drawn = Inbox()
    job = jobs.run_in_pool(lambda job: job, owner=jobs, done=drawn.done, failed=drawn.failed)
    qtbot.waitUntil(lambda: drawn.results == [job])
    assert inbox.results == []
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert inbox.results == [None]


def test_an_error_arrives_as_an_error_and_work_goes_on(jobs, inbox, qtbot):
    mistake = ValueError("sai")

    def fail():
        raise mistake

    run(jobs, fail, inbox)
    run(jobs, lambda: "sau đó", inbox)
    qtbot.waitUntil(lambda: jobs.idle)
    assert inbox.errors == [mistake]
    assert inbox.results == ["sau đó"]
    assert inbox.threads == {QThread.currentThread()}


def test_an_error_of_a_receiver_does_not_keep_others_from_theirs(jobs, inbox, qtbot):
    def trip(_result):
        raise RuntimeError("receiver")

    with qtbot.captureExceptions() as caught:
        jobs.run_on_register(lambda: 1, owner=jobs, done=trip, failed=inbox.failed)
        run(jobs, lambda: 2, inbox)
        qtbot.waitUntil(lambda: jobs.idle and bool(inbox.results))
    assert [str(error) for _kind, error, _trace in caught] == ["receiver"]
    assert inbox.results == [2]
    assert inbox.errors == []


def test_work_that_was_cancelled_while_it_waited_never_runs(jobs, inbox, qtbot, gate):
    ran = []
    run(jobs, lambda: wait(gate), inbox)
    job = run(jobs, lambda: ran.append(1), inbox)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert ran == []
    assert inbox.results == [None]


@pytest.mark.parametrize("fails", [False, True])
def test_a_result_that_was_called_off_while_it_was_made_is_dropped(jobs, inbox, qtbot, gate, fails):
    begun = threading.Event()

    def work():
        begun.set()
        wait(gate)
        if fails:
            raise ValueError

    job = run(jobs, work, inbox)
    wait(begun)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert (inbox.results, inbox.errors) == ([], [])


def test_a_result_that_was_called_off_on_its_way_is_dropped(jobs, inbox, qtbot):
    finished = threading.Event()
    job = run(jobs, finished.set, inbox)
    wait(finished)
    job.cancel()
    qtbot.waitUntil(lambda: jobs.idle)
    assert inbox.results == []


def test_work_in_the_pool_can_look_whether_it_is_still_wanted(jobs, inbox, qtbot, gate):
    begun = threading.Event()
    seen = []

    def work(job):
        begun.set()
        wait(gate)
        seen.append(job.cancelled)

    job = jobs.run_in_pool(work, owner=jobs, done=inbox.done, failed=inbox.failed)
    wait(begun)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert seen == [True]
    assert inbox.results == []


def test_a_late_result_never_reaches_a_closed_widget(jobs, qtbot, gate):
    widget = QLabel()
    other = Inbox()
    jobs.run_on_register(
        lambda: wait(gate),
        owner=widget,
        done=lambda _none: widget.setText("muộn"),
        failed=lambda _error: widget.setText("lỗi"),
    )
    run(jobs, lambda: "sau", other)
    shiboken6.delete(widget)
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert other.results == ["sau"]


def test_a_late_result_never_reaches_a_widget_that_python_forgot(jobs, inbox, qtbot, gate):
    owner = QObject()
    run(jobs, lambda: wait(gate), inbox, owner)
    del owner
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert inbox.results == []


def test_closing_waits_for_work_ends_every_thread_and_drops_results(jobs, inbox, gate):
    begun = threading.Event()
    ended: list[str] = []

    def work(job):
        begun.set()
        assert job._cancelled.wait(PATIENCE_S)  # closing calls it off, and waits all the same
        ended.append("pool")

    jobs.run_in_pool(work, owner=jobs, done=inbox.done, failed=inbox.failed)
    run(jobs, lambda: "quick", inbox)
    wait(begun)
    assert worker_threads()
    jobs.close()
    assert ended == ["pool"]
    assert worker_threads() == []
    QCoreApplication.processEvents()
    assert (inbox.results, inbox.errors) == ([], [])
    assert jobs.idle


def test_work_that_waits_when_the_door_closes_never_runs(jobs, inbox, gate):
    begun, ran = threading.Event(), []
    waiting: list[Job] = []

    def work():
        begun.set()
        wait(gate)
        assert waiting[0]._cancelled.wait(PATIENCE_S)

    run(jobs, work, inbox)
    waiting.append(run(jobs, lambda: ran.append(1), inbox))
    wait(begun)
    gate.set()
    jobs.close()
    assert ran == []


def test_closing_twice_and_closing_unused_is_nothing_special(qapp):
    jobs = Jobs()
    jobs.close()
    jobs.close()
    assert worker_threads() == []


def test_the_end_of_a_register_comes_behind_all_its_work(jobs, inbox, qtbot, gate):
    order: list[str] = []
    run(jobs, lambda: wait(gate), inbox)
    run(jobs, lambda: order.append("work"), inbox)
    jobs.end_on_register(lambda: order.append("end"))
    assert order == []
    gate.set()
    jobs.close()
    # What was asked for before is no longer wanted, the end is.
    assert order[-1] == "end"


def test_the_end_of_a_register_runs_at_once_after_closing(jobs):
    order: list[str] = []
    jobs.close()
    jobs.end_on_register(lambda: order.append("end"))
    assert order == ["end"]


def test_work_that_outlives_the_door_is_not_delivered(qapp, inbox, gate):
    jobs = Jobs()
    run(jobs, lambda: wait(gate), inbox, qapp)
    executor = jobs._register
    shiboken6.delete(jobs)
    gate.set()
    executor.shutdown(wait=True)
    jobs._pool.shutdown(wait=True)
    QCoreApplication.processEvents()
    assert (inbox.results, inbox.errors) == ([], [])
