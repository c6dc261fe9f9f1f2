"""Collect cyclic garbage on the interface thread alone.

Python collects on whichever thread happens to allocate. A worker would then destroy widgets that
hang in a cycle, and Qt crashes when a widget dies on another thread than its own. So automatic
collection is off while a window lives, and this timer collects in its stead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 1000


class GarbageCollector(QObject):
    """Switches automatic collection off, and collects in quiet moments of its thread's loop."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin; what exists now is taken to stay for life and is not looked at again."""
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> int | None:
        """Collect the oldest generation that is due by Python's own thresholds.

        Returns:
            The generation that was collected, or None where none was due.
        """
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        old_enough = [age for age, (count, threshold) in enumerate(due) if count > threshold]
        if not old_enough:
            return None
        gc.collect(old_enough[-1])
        return old_enough[-1]

    def stop(self) -> None:
        """Hand collection back to Python, when no worker runs any more."""
        self._timer.stop()
        gc.enable()
