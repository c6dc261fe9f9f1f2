"""Keep an open window up to date: with what others write, and with the day that it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.views.session import Session

_LOOK_EVERY_MS = 3000
_LONGEST_WAIT = dt.timedelta(hours=1)
"""Timers of a whole day come early or late, and do not know of a clock that was set."""
_AFTER_MIDNIGHT = dt.timedelta(seconds=1)
_EVENTS = frozenset(
    {
        QEvent.Type.WindowActivate,
        QEvent.Type.WindowDeactivate,
        QEvent.Type.WindowStateChange,
        QEvent.Type.Show,
        QEvent.Type.Hide,
    }
)


class Freshness(QObject):
    """Looks every few seconds while somebody works in the window, and when they come back to it.

    The day is looked at around midnight too, and after sleep: no laptop counts while it sleeps.
    """

    def __init__(self, window: QWidget, session: Session, clock: Callable[[], dt.datetime]) -> None:
        """Begin to look.

        Args:
            window: looks stop while it is hidden, minimised or behind another program.
            session: told what there is to tell.
            clock: local time.
        """
        super().__init__(window)
        self._window = window
        self._session = session
        self._clock = clock
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_EVERY_MS)
        self._looking.timeout.connect(session.look_elsewhere)
        self._midnight = QTimer(self)
        self._midnight.setSingleShot(True)
        self._midnight.timeout.connect(self._look_at_the_day)
        window.installEventFilter(self)
        self._look_at_the_day()
        self._follow_window()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _EVENTS:
            self._follow_window()
        return super().eventFilter(watched, event)

    def _follow_window(self) -> None:
        window = self._window
        wanted = window.isActiveWindow() and window.isVisible() and not window.isMinimized()
        if wanted and not self._looking.isActive():
            self._looking.start()
            self._look_at_the_day()
            self._session.look_elsewhere()
        elif not wanted:
            self._looking.stop()

    def _look_at_the_day(self) -> None:
        now = self._clock()
        if now.date() != self._session.today:
            self._session.set_today(now.date())
        tomorrow = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time.min)
        wait = min(tomorrow - now + _AFTER_MIDNIGHT, _LONGEST_WAIT)
        self._midnight.start(round(wait.total_seconds() * 1000))
