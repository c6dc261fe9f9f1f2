"""While one looks for tasks: how many indicators hold the words too, and the way to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.text import fold_words
from app.views.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.background.jobs import Job
    from app.views.session import Session
    from app.views.widgets.info_bar import InfoBar

_QUIET_MS = 400


class IndicatorHint(QObject):
    """Counts in the background, when nobody has typed for a moment."""

    asked = Signal()
    """The indicators are to be shown."""

    def __init__(self, session: Session, bar: InfoBar) -> None:
        """Say it in a bar of its own."""
        super().__init__(bar)
        self._session, self._bar = session, bar
        self._words: Sequence[str] = ()
        self._job: Job | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._count)
        bar.action_clicked.connect(self.asked)
        bar.dismissed.connect(bar.hide)

    def look_for(self, text: str) -> None:
        """Count what holds other words; "" hides the bar."""
        words = fold_words(text)
        if list(words) == list(self._words):
            return
        self._words = words
        self._bar.hide()
        if self._job is not None:
            self._job.cancel()
        if words:
            self._quiet.start()
        else:
            self._quiet.stop()

    def _count(self) -> None:
        as_of, words = self._session.as_of, list(self._words)

        def count(register: object) -> int:
            from app.services import reading_indicators  # noqa: PLC0415 - on the worker
            from app.services.register import Register  # noqa: PLC0415
            from app.views.indicator_lists import count_holding  # noqa: PLC0415

            book = reading_indicators.load_indicators(cast("Register", register), as_of)
            return count_holding(book, words)

        self._job = self._session.run(
            count, owner=self, done=self._show, failed=lambda _error: self._bar.hide()
        )

    def _show(self, count: int) -> None:
        if count and self._words:
            self._bar.show_text(
                tr("Có {count} chỉ tiêu cũng khớp từ đang tìm.", count=count), can_act=True
            )
