"""Process start to painted list of 1 000 tasks, over an empty Qt window in the same run.

Design limit: at most 4.5 times the empty window.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.registers import register_of
from tests.benchmarks.timing import print_table

_RUNS = 9

_EMPTY = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, application.quit)
window = Window()
window.resize(1366, 688)
window.show()
application.exec()
"""

# The list itself says when it has painted rows for the first time.
_LIST = """
import gc, os, sys
gc.disable()  # as app.__main__ does before anything is imported
from app.views.tables import task_table
painted = task_table.TaskTable.paintEvent
def stop_when_painted(self, event):
    painted(self, event)
    if self.model() is not None and self.model().rowCount() > 0:
        sys.stdout.write("painted"); sys.stdout.flush()
        os._exit(0)
task_table.TaskTable.paintEvent = stop_when_painted
sys.argv = ["app", "--register", sys.argv[1]]
from app.__main__ import main as start
start()
"""


def _run(code: str, *arguments: str, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, *arguments],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {"TIENDO_DATA": name}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        # The installed program is shipped compiled: here the first run compiles for the others.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        (folder / "machine.json").write_text(json.dumps({"page": "tasks"}))
        rows = []
        register = str(register_of(1000, folder))
        big = str(register_of(100_000, folder))
        for code, argument in ((_EMPTY, ""), (_LIST, register), (_LIST, big)):  # warm the caches
            _run(code, argument, environment=environment)
        times: dict[str, list[float]] = {"empty": [], "1 000": [], "100 000": []}
        for _ in range(_RUNS):  # turn by turn, so that a noisy moment meets them all
            times["empty"].append(_run(_EMPTY, environment=environment))
            times["1 000"].append(_run(_LIST, register, environment=environment))
        for _ in range(3):
            times["100 000"].append(_run(_LIST, big, environment=environment))
        empty = statistics.median(times["empty"])
        for what, values in times.items():
            middle = statistics.median(values)
            rows.append((what, f"{middle:.0f}", f"{min(values):.0f}", f"{middle / empty:.2f}"))
        print_table("Start to painted list, ms", ("tasks", "median", "least", "× empty"), rows)


if __name__ == "__main__":
    main()
