"""The list of tasks at 1 000, 10 000 and 100 000: filling, a keystroke in search, sorting.

Each time ends when the list is repainted. Design limits: a keystroke 30 ms at 10 000 and 60 ms at
100 000; sorting 60 ms at 100 000.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
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
from app.views.tables.row_groups import Sort, SortKey
from tests.benchmarks.registers import register_of
from tests.benchmarks.timing import median_ms, print_table

_TODAY = dt.date(2026, 11, 21)
_TYPED = "giai ngan dau tu cong"
_SETTLE_S = 0.5


def main() -> None:
    """Print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application(["bench"])
    GarbageCollector(application)  # as the program has it
    with tempfile.TemporaryDirectory() as name:
        os.environ[paths.DATA_FOLDER_VARIABLE] = name
        rows = [
            _measure(register_of(count, Path(name)), count) for count in (1_000, 10_000, 100_000)
        ]
    head = ("tasks", "read index", "fill", "keystroke", "worst key", "sort limit", "sort title",
            "sort light", "peak MB")  # fmt: skip
    print_table("List of tasks, ms to repainted", head, rows)
    application.quit()


def _measure(path: Path, count: int) -> tuple[object, ...]:
    register = open_register(path)
    reading_time = median_ms(lambda: reading.load_index(register, _TODAY), 3)
    index = reading.load_index(register, _TODAY)
    others = OtherWriters(register)
    window = make_window(MachineSettings(), Prompts(), _TODAY)
    window.resize(1366, 688)
    window.show()
    start = time.perf_counter()
    window._opened(Opened(register, index, others))
    page = window.page("tasks")
    assert isinstance(page, TasksPage)
    _repaint(page)
    filling = 1000 * (time.perf_counter() - start)
    _settle()
    keys = _keystrokes(page)
    sorts = [_sorting(page, column) for column in
             (SortKey.LIMIT, SortKey.TITLE, SortKey.URGENCY)]  # fmt: skip
    window.close()
    wait_until(lambda: window.session.jobs.idle)
    window.session.jobs.close()
    window.session.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    figures = (reading_time, filling, sorted(keys)[len(keys) // 2], max(keys), *sorts)
    return (count, *(f"{figure:.0f}" for figure in figures), peak)


def _keystrokes(page: TasksPage) -> list[float]:
    """Type a phrase letter by letter; the tree's counts follow in a pause, as for a person."""
    times = []
    for end in range(1, len(_TYPED) + 1):
        start = time.perf_counter()
        page.set_search(_TYPED[:end])
        _repaint(page)
        times.append(1000 * (time.perf_counter() - start))
    _settle()
    page.set_search("")
    _settle()
    return times


def _sorting(page: TasksPage, key: SortKey) -> float:
    descending = [False]

    def sort() -> None:
        descending[0] = not descending[0]
        page._sort(Sort(key, descending=descending[0]))
        _repaint(page)

    sort()  # the order by title is read once
    return median_ms(sort)


def _repaint(page: TasksPage) -> None:
    page.repaint()
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    page.list.table.viewport().repaint()


def _settle() -> None:
    end = time.monotonic() + _SETTLE_S
    wait_until(lambda: time.monotonic() > end)


if __name__ == "__main__":
    main()
