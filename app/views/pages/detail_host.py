"""Where the detail panel lives: a pane of its own, or over the list in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.domain.errors import TienDoError
from app.domain.records import Role, TaskRef
from app.domain.traffic_light import DEFAULT_SOON_DAYS, Light
from app.views import theme
from app.views.language import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.domain.task_detail import HistoryRecord, TaskDetail
    from app.views.actions import Actions
    from app.views.dialogs.complete_dialog import CompleteDialog
    from app.views.dialogs.report_dialog import ReportDialog
    from app.views.prompts import Prompts
    from app.views.session import Session
    from app.views.widgets.task_detail import TaskDetailPanel

NARROW = 1200
"""Width of a window under which the detail lies over the list."""

DETAIL_WIDTH = 336
_LEAST = 300
_FLOATING = 380
_READ_AFTER = 30
"""Milliseconds that a row has to stay selected until its detail is read: arrows run past many."""

READ_ONLY_PAST = tr(
    "Đang xem số liệu của một ngày đã qua: chuyển Ngày báo cáo về hôm nay để ghi nhận."
)
NOTHING_LISTED = tr("Danh sách đang trống nên chưa chọn nhiệm vụ nào.")

_ENDED = frozenset({Light.DONE_IN_TIME, Light.DONE_LATE, Light.STOPPED})


class DetailHost(QObject):
    """Reads the selected task, shows it where there is room, and completes it.

    Of a continuing task, which is judged by its reports, one report is recorded instead.
    """

    opened_changed = Signal()
    left = Signal()
    """The keyboard goes back to the list."""
    task_asked = Signal(int)
    """A task linked to the one on show is to be opened."""
    doers_asked = Signal()
    """The grid of doers is to be opened."""
    evidence_asked = Signal(object)  # EvidenceRecord
    """A file is to be opened."""
    offered = Signal()
    """What can be done with the selected task may be something else now."""

    def __init__(self, session: Session, actions: Actions, prompts: Prompts, page: QWidget) -> None:
        """Start with no task and, in a wide window, open."""
        super().__init__(page)
        self._session = session
        self._actions = actions
        self._prompts = prompts
        self.page = page
        self._splitter: QSplitter | None = None
        self._task = 0
        self._wanted = True
        self._width = DETAIL_WIDTH
        self._floating = False
        self._floating_open = False
        self._listed = False
        self._list_empty = False
        self.dialog: CompleteDialog | ReportDialog | None = None
        self._panel: TaskDetailPanel | None = None
        self._words: Sequence[str] = ()
        self._acts: tuple[QAction, Sequence[QAction]] | None = None
        self._frame = _Frame()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_READ_AFTER)
        self._delay.timeout.connect(self._read)

    @property
    def panel(self) -> TaskDetailPanel:
        """The panel, made when a task is first shown: the list is painted before that."""
        if self._panel is None:
            self._panel = self._make_panel()
        return self._panel

    def _make_panel(self) -> TaskDetailPanel:
        from app.views.widgets.task_detail import TaskDetailPanel  # noqa: PLC0415 - see `panel`

        panel = TaskDetailPanel(self._read_history)
        panel.complete_asked.connect(self.complete)
        panel.closed.connect(self.close)
        panel.left.connect(self._leave)
        panel.task_asked.connect(self.task_asked)
        panel.doers_asked.connect(self.doers_asked)
        panel.evidence_asked.connect(self.evidence_asked)
        panel.mark(self._words)
        if self._acts is not None:
            panel.show_acts(*self._acts)
        self._frame.hold(panel)
        return panel

    @property
    def shown(self) -> TaskDetail | None:
        """The task on show; None for none."""
        return self._panel.detail if self._panel is not None else None

    def mark(self, words: Sequence[str]) -> None:
        """Mark the words of a search, folded as typed, in this task and those shown after it."""
        self._words = words
        if self._panel is not None:
            self._panel.mark(words)

    def offer_acts(self, update: QAction, more: Sequence[QAction]) -> None:
        """Offer actions beside the one button: one as a button, all in a menu."""
        self._acts = update, more
        if self._panel is not None:
            self._panel.show_acts(update, more)

    # ---- Where it is

    @property
    def is_open(self) -> bool:
        """Whether the panel is on show."""
        return self._floating_open if self._floating else self._wanted

    def dock_into(self, splitter: QSplitter) -> None:
        """Become the last pane of a splitter."""
        self._splitter = splitter
        splitter.splitterMoved.connect(self._note_width)
        self._frame.setMinimumWidth(_LEAST)
        splitter.addWidget(self._frame)

    def fit(self, window_width: int) -> None:
        """Lie over the list in a narrow window, closed at first; else be a pane."""
        narrow = window_width < NARROW
        if narrow != self._floating:
            self._floating = narrow
            self._floating_open = False
            self._place()
            self.opened_changed.emit()
        elif self._floating and self._floating_open:
            self._cover()

    def open(self) -> None:
        """Show the panel."""
        if self._floating:
            self._floating_open = True
        else:
            self._wanted = True
        self._place()
        self.opened_changed.emit()

    def open_with_keyboard(self) -> None:
        """Show the panel and put the keyboard into it."""
        self.open()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard into the panel: on its button, if that can be pressed."""
        self._read_now()
        button = self.panel.complete_button
        target = button if button.isEnabled() and button.isVisible() else self.panel.close_button
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def close(self) -> None:
        """Hide the panel."""
        if self._floating:
            self._floating_open = False
        else:
            self._wanted = False
        self._place()
        self.opened_changed.emit()
        self.left.emit()

    def _note_width(self, _position: int, _handle: int) -> None:
        if self._splitter is not None and not self._floating and self._wanted:
            self._width = self._splitter.sizes()[-1]

    def _leave(self) -> None:
        if self._floating:
            self.close()
        else:
            self.left.emit()

    def _place(self) -> None:
        if self._splitter is None:
            return
        if self._floating:
            self._frame.setParent(self.page)
            self._cover()
        elif self._splitter.indexOf(self._frame) < 0:
            self._splitter.addWidget(self._frame)
        appears = self.is_open and self._frame.isHidden()
        self._frame.setVisible(self.is_open)
        if appears and not self._floating:
            # A hidden pane loses its width while the window is resized.
            *others, width = self._splitter.sizes()
            others[-1] += width - self._width
            self._splitter.setSizes([*others, self._width])

    def _cover(self) -> None:
        width = min(_FLOATING, self.page.width())
        self._frame.setGeometry(self.page.width() - width, 0, width, self.page.height())
        self._frame.raise_()

    # ---- What it shows

    def show_task(self, task: int) -> None:
        """Show a task as soon as it stays selected."""
        self._task = task
        self._listed = True
        self.offer_complete()
        self._delay.start()

    def reload(self) -> None:
        """Read the task again, as of the session's day."""
        self.offer_complete()
        if self._task:
            self._read()

    def follow_list(self, *, listed: bool, empty: bool) -> None:
        """Take note of another list: nothing is recorded for a task that is not in it.

        Args:
            listed: whether the task shown stands in the list.
            empty: whether the list holds no task; then none is shown here either.
        """
        self._listed = listed
        if empty != self._list_empty:
            self._list_empty = empty
            self._read()
        self.offer_complete()

    def offer_complete(self) -> None:
        """Switch the action on if something can be recorded for the selected task now."""
        ref = self._ref()
        can = ref is not None and ref.light not in _ENDED and not self._session.is_past
        shown = self.shown
        if shown is not None and shown.id == self._task and not self._delay.isActive():
            can = can and self.panel.complete_button.isEnabled()
        self._actions.describe_complete(by_report=ref is not None and ref.recurrence is not None)
        self._actions.complete.setEnabled(can and self._listed and self.page.isVisible())
        self.offered.emit()

    @property
    def offers(self) -> bool:
        """Whether anything can be recorded for the selected task now."""
        here, ref = self._listed and self.page.isVisible(), self._ref()
        return here and ref is not None and not ref.closed and not self._session.is_past

    @property
    def has_ended(self) -> bool:
        """Whether the selected task is completed or stopped."""
        ref = self._ref()
        return ref is not None and ref.light in _ENDED

    def current(self) -> TaskDetail | None:
        """Return the selected task, read now if that is still to come; None for none."""
        self._read_now()
        return self.shown if self.offers else None

    def complete(self) -> None:
        """Ask how the selected task was completed, or which of its reports came; record it."""
        self._read_now()
        detail = self.shown
        if detail is None or self.dialog is not None or not self.panel.complete_button.isEnabled():
            return
        dialog = self._report_dialog(detail) if detail.by_report else self._complete_dialog(detail)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _complete_dialog(self, detail: TaskDetail) -> CompleteDialog:
        from app.services import tracking  # noqa: PLC0415 - the ORM is needed for writing only
        from app.views.dialogs.complete_dialog import CompleteDialog  # noqa: PLC0415 - on demand

        today = self._session.today
        dialog = CompleteDialog(detail, today, self._prompts, self.page)
        dialog.accepted.connect(
            lambda: self._session.run(
                tracking.complete_task, detail.id, dialog.completion, today, owner=self
            )
        )
        return dialog

    def _report_dialog(self, detail: TaskDetail) -> ReportDialog:
        from app.services import receipts  # noqa: PLC0415 - the ORM is needed for writing only
        from app.views.dialogs.report_dialog import ReportDialog  # noqa: PLC0415 - on demand

        today, index = self._session.today, self._session.index
        soon_days = DEFAULT_SOON_DAYS if index is None else index.soon_days
        dialog = ReportDialog(detail, today, soon_days, self._prompts, self.page)
        dialog.accepted.connect(
            lambda: self._session.run(
                receipts.record_report, detail.id, dialog.arrival, today, owner=self
            )
        )
        return dialog

    def _forget_dialog(self) -> None:
        self.dialog = None
        self.left.emit()

    def _read_now(self) -> None:
        if self._delay.isActive():
            self._read()

    def _read(self) -> None:
        from app.services import reading  # noqa: PLC0415 - not before a register is open

        self._delay.stop()
        if self._session.index is None:  # closed while the row waited to be read
            return
        if self._list_empty:
            self.panel.show_nothing(NOTHING_LISTED)
            return
        if not self._task:
            self.panel.show_nothing()
            return
        try:
            detail = self._with_doers(
                self._session.read(reading.load_detail, self._task, self._session.as_of)
            )
        except TienDoError as error:
            self.panel.show_nothing(str(error))
            return
        self.panel.show_detail(detail, refusal=self._refusal(detail))
        self.offer_complete()

    def _with_doers(self, detail: TaskDetail) -> TaskDetail:
        """Return a detail with the doers of a collective task."""
        index = self._session.index
        agencies = index.directory.agencies if index is not None else {}
        leads = (agencies.get(a.agency_id) for a in detail.assignments if a.role is Role.LEAD)
        if detail.confidential or not any(lead is not None and lead.collective for lead in leads):
            return detail
        from app.services import doers  # noqa: PLC0415 - for collective tasks only

        found = self._session.read(doers.load_doers, [detail.id], self._session.as_of)
        unlisted = self._session.read(doers.load_unlisted, detail.id, self._session.as_of)
        return replace(detail, doers=found.get(detail.id, ()), unlisted=unlisted)

    def _refusal(self, detail: TaskDetail) -> str:
        if self._session.is_past:
            return READ_ONLY_PAST
        if not detail.by_report:
            return ""
        from app.services import receipts  # noqa: PLC0415 - not before a register is open

        return receipts.obstacle(detail, self._session.today) or ""

    def _read_history(self, task: int) -> Sequence[HistoryRecord]:
        from app.services import reading  # noqa: PLC0415 - not before a register is open

        try:
            return self._session.read(reading.load_history, task)
        except TienDoError as error:
            self._session.failed.emit(error)
            return ()

    def _ref(self) -> TaskRef | None:
        index = self._session.index
        if index is None or not self._task:
            return None
        refs = chain(index.tasks, index.closed)
        return next((ref for ref in refs if ref.id == self._task), None)


class _Frame(QWidget):
    """The panel with a line at its left, which parts it from the list it may lie over."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(1, 0, 0, 0)

    def hold(self, panel: QWidget) -> None:
        """Take the panel in, on show where the frame is: a layout alone would show it later."""
        self._whole.addWidget(panel)
        panel.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))  # until the panel is made
        painter.fillRect(0, 0, 1, self.height(), QColor(theme.current().line_strong))
        painter.end()
