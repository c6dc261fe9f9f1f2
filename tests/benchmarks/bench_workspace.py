"""The day's work at 10 000 and 100 000 tasks with ten updates each, to the repainted window.

``python -m tests.benchmarks.bench_workspace [TASKS…] [--rounds N] [--cpu] [--keep FOLDER]``

Limits at 10 000 (three times that at 100 000): keystroke in search 20 ms, another group 60,
opening a detail 30, another as-of day 100; memory under 250 MB. Rows and pages of scrolling are
told beside.

Everything is done in rounds, and of each single act (a letter, a group, a task, a day) the least
time of all rounds counts: other programs on the machine only ever make an act slower. Told are the
median of the acts and the worst of them. A yardstick of pure computing is told beside, so that
machines can be compared. Painting is what the window itself asks for, no more.

``--cpu`` tells processor time instead; ``--keep`` leaves the registers for the next run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject

from app import paths
from app.background.garbage import GarbageCollector
from app.main import make_application, make_window
from app.pictures.waiting import wait_until
from app.services import reading
from app.services.other_writers import OtherWriters
from app.services.register import open_register
from app.settings import MachineSettings
from app.views.main_window import MainWindow
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import Prompts
from app.views.session import Opened
from app.views.task_filters import FilterKey, TaskFilters
from app.views.task_lists import TreeGrouping
from tests.benchmarks.registers import register_of
from tests.benchmarks.timing import print_table

_TODAY = dt.date(2026, 11, 21)
_TYPED = "giai ngan dau tu cong"
_UPDATES = 10
_GROUPS: tuple[TreeGrouping, ...] = ("leader", "document", "scheme", "state", "month", "agency")
_ROW = 32
_HEAD = ("tasks", "keystroke", "worst", "group", "worst", "detail", "worst", "as-of", "worst",
         "filter", "row", "worst", "page", "worst", "fold", "peak MB", "yardstick")  # fmt: skip
_LIMITS = ("limit", 20, "", 60, "", 30, "", 100, "", "", "", "", "", "", "", 250, "")

Act = Callable[[], object]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table; the peak of memory is that of the largest register so far."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application(["bench"])
    GarbageCollector(application)  # as the program has it
    with tempfile.TemporaryDirectory() as name:
        os.environ[paths.DATA_FOLDER_VARIABLE] = name
        folder = asked.keep or Path(name)
        rows = []
        for count in asked.tasks:
            path = register_of(count, folder, _UPDATES)
            clock = time.process_time if asked.cpu else time.perf_counter
            rows.append((count, *_Day(path, clock, asked.rounds).measure()))
    print_table("The day's work, ms to repainted", _HEAD, [_LIMITS, *rows])
    application.quit()


class _Day:
    """One window on one register, and what is done in it."""

    def __init__(self, path: Path, clock: Callable[[], float], rounds: int) -> None:
        self._clock = clock
        self._rounds = rounds
        register = open_register(path)
        index = reading.load_index(register, _TODAY)
        self._window: MainWindow = make_window(MachineSettings(), Prompts(), _TODAY)
        self._window.resize(1366, 688)
        self._window.show()
        self._window._opened(Opened(register, index, OtherWriters(register)))
        page = self._window.page("tasks")
        assert isinstance(page, TasksPage)
        self._page = page
        self._painted = _Painted(page.list.table.viewport())
        _settle()

    def measure(self) -> tuple[object, ...]:
        """Return the cells of a row; the window is closed then."""
        found: list[float] = []
        for acts in (self._keystrokes, self._groups, self._details, self._days):
            found += self._least(acts)
        found.append(self._least(self._filters)[0])
        for acts in (self._rows, self._pages):
            found += self._least(acts)
        found.append(self._least(self._folds)[0])
        self._close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return (*(f"{figure:.0f}" for figure in found), peak, f"{_yardstick():.0f}")

    def _least(self, acts: Callable[[], Iterable[tuple[Act, float]]]) -> tuple[float, float]:
        """Return median and worst of some acts, of each the least time of all rounds.

        Args:
            acts: gives what is to be timed, and how many seconds of rest follow.
        """
        rounds = []
        for _ in range(self._rounds + 1):  # the first one is a rehearsal: modules are imported
            times = []
            for act, rest in acts():
                times.append(self._timed(act))
                _settle(rest)
            rounds.append(times)
        least = sorted(min(times) for times in zip(*rounds[1:], strict=True))
        return least[len(least) // 2], least[-1]

    def _timed(self, act: Act) -> float:
        """Return the milliseconds of an act and of all painting that it asks for."""
        self._painted.times = 0
        start = self._clock()
        act()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        end = self._clock()
        if not self._painted.times:
            raise RuntimeError("the list was not painted: nothing was measured")
        return 1000 * (end - start)

    def _keystrokes(self) -> Iterable[tuple[Act, float]]:
        """Type a phrase letter by letter; the tree's counts follow in a pause, as for a person."""
        for end in range(1, len(_TYPED) + 1):
            if _TYPED[end - 1] != " ":  # a blank looks for the same words: nothing is painted
                yield partial(self._page.set_search, _TYPED[:end]), 0.0
        _settle()
        self._page.set_search("")
        _settle()

    def _groups(self) -> Iterable[tuple[Act, float]]:
        for grouping in _GROUPS:
            yield partial(self._page.choose_grouping, grouping), 0.3

    def _details(self) -> Iterable[tuple[Act, float]]:
        """Open one task after the other; waiting for the arrow to rest is not counted."""
        for task in self._page.model.tasks()[:40]:

            def show(task: int = task) -> None:
                self._page.list.table.select_task(task)
                self._page.detail._read_now()

            yield show, 0.0

    def _days(self) -> Iterable[tuple[Act, float]]:
        session = self._page._session
        for back in (7, 14, 21, 28, 0):

            def change(day: dt.date = _TODAY - dt.timedelta(days=back)) -> None:
                waiting = QEventLoop()
                session.index_changed.connect(waiting.quit)
                session.set_as_of(day)
                waiting.exec()
                session.index_changed.disconnect(waiting.quit)

            yield change, 0.3

    def _filters(self) -> Iterable[tuple[Act, float]]:
        for filters in (TaskFilters().with_values(FilterKey.STATE, [5]), TaskFilters()):
            yield partial(self._page.tools.apply, filters), 0.3

    def _rows(self) -> Iterable[tuple[Act, float]]:
        return self._scroll(_ROW, 100)

    def _pages(self) -> Iterable[tuple[Act, float]]:
        return self._scroll(16 * _ROW, 100)

    def _scroll(self, step: int, times: int) -> Iterable[tuple[Act, float]]:
        bar = self._page.list.table.verticalScrollBar()
        bar.setValue(0)
        _settle(0.1)
        for number in range(1, times + 1):
            yield partial(bar.setValue, step * number), 0.0

    def _folds(self) -> Iterable[tuple[Act, float]]:
        table = self._page.list.table
        table.verticalScrollBar().setValue(0)
        _settle(0.1)
        for folded, _ in zip(cycle((True, False)), range(4), strict=False):
            yield partial(table.fold, 0, folded=folded), 0.1

    def _close(self) -> None:
        self._window.close()
        wait_until(lambda: self._window.session.jobs.idle)
        self._window.end()


class _Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.Paint
        return False


def _yardstick() -> float:
    """Return the least time of counting to a million, in milliseconds."""
    times = []
    for _ in range(9):
        start = time.perf_counter()
        total = 0
        for number in range(1_000_000):
            total += number
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


def _settle(seconds: float = 0.5) -> None:
    if seconds:
        end = time.monotonic() + seconds
        wait_until(lambda: time.monotonic() > end)


if __name__ == "__main__":
    main()
