"""The day's work at 10 000 and 100 000 tasks with ten updates each, to the repainted window.

Limits at 10 000 (three times that at 100 000): keystroke in search 20 ms, another group 60, opening
a detail 30, another as-of day 100; memory under 250 MB. One row of scrolling is told beside.
``--cpu`` tells the time of the processor instead: on a machine that others keep busy it is what an
idle one would need.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from app import paths
from app.background.garbage import GarbageCollector
from app.main import make_application, make_window
from app.pictures.waiting import wait_until
from app.services import reading
from app.services.other_writers import OtherWriters
from app.services.register import open_register
from app.settings import MachineSettings
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import Prompts
from app.views.session import Opened
from app.views.task_filters import FilterKey, TaskFilters
from tests.benchmarks.registers import register_of
from tests.benchmarks.timing import print_table

_TODAY = dt.date(2026, 11, 21)
_TYPED = "giai ngan dau tu cong"
_UPDATES = 10
_GROUPS = ("leader", "document", "scheme", "state", "month", "agency")
_HEAD = ("tasks", "keystroke", "worst", "group", "worst", "detail", "filter", "row scrolled",
         "as-of", "peak MB")  # fmt: skip
_LIMITS = ("limit", "20", "", "60", "", "30", "", "", "100", "250")


_clock = time.process_time if "--cpu" in sys.argv else time.perf_counter


def main(counts: tuple[int, ...] = (10_000, 100_000)) -> None:
    """Print the table; the peak of memory is that of the largest register so far."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application(["bench"])
    GarbageCollector(application)  # as the program has it
    with tempfile.TemporaryDirectory() as name:
        os.environ[paths.DATA_FOLDER_VARIABLE] = name
        rows = [_measure(register_of(count, Path(name), _UPDATES), count) for count in counts]
    print_table("The day's work, ms to repainted", _HEAD, [_LIMITS, *rows])
    application.quit()


def _measure(path: Path, count: int) -> tuple[object, ...]:
    register = open_register(path)
    index = reading.load_index(register, _TODAY)
    window = make_window(MachineSettings(), Prompts(), _TODAY)
    window.resize(1366, 688)
    window.show()
    window._opened(Opened(register, index, OtherWriters(register)))
    page = window.page("tasks")
    assert isinstance(page, TasksPage)
    _settle()
    keys, groups = _keystrokes(page), _groups(page)
    figures = (
        _median(keys), max(keys), _median(groups), max(groups), _details(page), _filter(page),
        _scroll(page), _as_of(page),
    )  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    window.close()
    wait_until(lambda: window.session.jobs.idle)
    window.end()
    return (count, *(f"{figure:.0f}" for figure in figures), peak)


def _keystrokes(page: TasksPage) -> list[float]:
    times = [_timed(page, lambda end=end: page.set_search(_TYPED[:end])) for end in
             range(1, len(_TYPED) + 1)]  # fmt: skip
    _settle()
    page.set_search("")
    _settle()
    return times


def _groups(page: TasksPage) -> list[float]:
    """Change to every grouping and back, twice: the second time orders are known."""
    times = []
    for grouping in (*_GROUPS, *_GROUPS):
        times.append(_timed(page, lambda g=grouping: page.choose_grouping(g)))
        _settle(0.3)
    return times


def _details(page: TasksPage) -> float:
    tasks = page.model.tasks()[:40]
    shown = iter(tasks)

    def show() -> None:
        task = next(shown)
        page.list.table.select_task(task)
        page.detail.show_task(task)
        page.detail._read_now()

    return _median([_timed(page, show) for _ in range(30)])


def _filter(page: TasksPage) -> float:
    turn = [False]

    def change() -> None:
        turn[0] = not turn[0]
        page.tools.apply(TaskFilters().with_values(FilterKey.STATE, [5]) if turn[0] else
                         TaskFilters())  # fmt: skip

    found = _median([_timed(page, change) for _ in range(8)])
    page.tools.apply(TaskFilters())
    return found


def _scroll(page: TasksPage) -> float:
    bar = page.list.table.verticalScrollBar()
    place = iter(range(0, 40 * 32, 32))
    return _median([_timed(page, lambda: bar.setValue(next(place))) for _ in range(30)])


def _as_of(page: TasksPage) -> float:
    session = page._session
    days = iter(_TODAY - dt.timedelta(days=number + 1) for number in range(9))

    def change() -> None:
        day = next(days)
        session.set_as_of(day)
        wait_until(lambda: session.index is not None and session.index.as_of == day)

    return _median([_timed(page, change) for _ in range(7)])


def _timed(page: TasksPage, work: object) -> float:
    start = _clock()
    work()  # type: ignore[operator] # a call without arguments
    _repaint(page)
    return 1000 * (_clock() - start)


def _median(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def _repaint(page: TasksPage) -> None:
    page.repaint()
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    page.list.table.viewport().repaint()


def _settle(seconds: float = 0.5) -> None:
    end = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() > end)


if __name__ == "__main__":
    main(tuple(int(a) for a in sys.argv[1:] if a.isdigit()) or (10_000, 100_000))
