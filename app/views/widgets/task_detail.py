"""The detail panel: light, title, why, the one button people come for, and three tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import locator
from app.domain.traffic_light import TaskState, state_words
from app.views import icons, theme
from app.views.actions import COMPLETE, RECORD_REPORT
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.badge import LightBadge
from app.views.widgets.evidence_list import EvidenceList
from app.views.widgets.focus_frame import FocusFrame
from app.views.widgets.found_text import FoundText
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText
from app.views.widgets.task_facts import TaskFacts
from app.views.widgets.update_list import history_widgets, update_widgets
from app.views.widgets.yielding_button import YieldingButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.task_detail import HistoryRecord, TaskDetail

CONFIDENTIAL = tr("Nội dung theo chế độ bảo mật, không hiển thị.")
NOTHING_CHOSEN = tr("Chọn một nhiệm vụ trong danh sách để xem chi tiết.")
ALREADY_DONE = tr("Nhiệm vụ này đã được đánh dấu hoàn thành.")
STOPPED = tr("Nhiệm vụ này đã dừng, thu hồi nên không đánh dấu hoàn thành.")


_MARGIN = 16
_TABS = (tr("Chung"), tr("Cập nhật"), tr("Minh chứng"), tr("Lịch sử"))
_UPDATES, _EVIDENCE, _HISTORY = 1, 2, 3


class TaskDetailPanel(QWidget):
    """Shows one task."""

    complete_asked = Signal()
    task_asked = Signal(int)
    """A linked task is to be opened."""
    doers_asked = Signal()
    """The grid of doers is to be opened."""
    evidence_asked = Signal(object)  # EvidenceRecord
    """A file is to be opened."""
    closed = Signal()
    """The cross."""
    left = Signal()
    """Esc: the keyboard wants back to the list."""

    def __init__(
        self,
        load_history: Callable[[int], Sequence[HistoryRecord]],
        parent: QWidget | None = None,
    ) -> None:
        """Start with no task.

        Args:
            load_history: reads the history of a task; asked when its tab is opened.
            parent: the page.
        """
        super().__init__(parent)
        self.detail: TaskDetail | None = None
        self._load_history = load_history
        self._filled: set[int] = set()
        self._words: Sequence[str] = ()
        self._update: QAction | None = None
        self.setAccessibleName(tr("Chi tiết nhiệm vụ"))
        self._badge = LightBadge(parent=self)
        self._place = label("", FontRole.BODY, "text2", self)
        self._title = FoundText(role=FontRole.OBJECT_TITLE, parent=self)
        self._why = PlainText(role=FontRole.SECOND, tone="text2", parent=self)
        self.close_button = self._close_button()
        self.complete_button = self._complete_button()
        self.update_button = YieldingButton(tr("Cập nhật"), "history", self)
        self.more_button = self._more_button()
        self._tabs = _Tabs(self)
        self._pages = [self._tabs.add_page(words) for words in _TABS]
        self._tabs.bar.currentChanged.connect(self._fill_tab)
        self._secret = PlainText(CONFIDENTIAL, FontRole.BODY, "text2", self)
        self._secret.setContentsMargins(16, 12, 16, 0)
        self._lay_out()

    def show_acts(self, update: QAction, more: Sequence[QAction]) -> None:
        """Offer actions beside the one button: one as a button, all in a menu."""
        self._update = update
        self.update_button.clicked.connect(update.trigger)
        self.more_button.menu().addActions(list(more))
        update.changed.connect(self._follow_update)
        self._follow_update()

    def show_detail(self, detail: TaskDetail, *, refusal: str) -> None:
        """Show a task; scroll position and tab stay if it is the one already on show.

        Args:
            detail: the task.
            refusal: why nothing can be written now, "" if it can.
        """
        same = self.detail is not None and self.detail.id == detail.id
        scrolled = [page.verticalScrollBar().value() for page in self._pages]
        self.detail = detail
        self._filled = {0}
        self._badge.show_light(detail.assessment.light, state_words(detail.assessment))
        self._place.setText(locator.short(detail.locator))
        self._place.setToolTip(safe_tip(detail.code))
        self._title.setText(detail.title)
        self._why.setText(detail.why)
        self._offer(refusal or refusal_of(detail), by_report=detail.by_report)
        self._why.setVisible(not detail.confidential)
        self._tabs.setVisible(not detail.confidential)
        self._secret.setVisible(detail.confidential)
        if not detail.confidential:
            self._fill_tabs(detail)
        self.mark(self._words)
        if not same:
            self._tabs.bar.setCurrentIndex(0)
        self._fill_tab()
        for page, value in zip(self._pages, scrolled, strict=True):
            page.verticalScrollBar().setValue(value if same else 0)
        self._stack.setCurrentWidget(self._shown)

    def show_nothing(self, words: str = NOTHING_CHOSEN) -> None:
        """Say why there is no task."""
        self.detail = None
        self._nothing.setText(words)
        self._stack.setCurrentWidget(self._empty)

    def mark(self, words: Sequence[str]) -> None:
        """Mark the words of a search, folded as typed, in this task and those shown after it."""
        self._words = words
        for text in self.findChildren(FoundText):
            text.mark(words)
        for facts in self.findChildren(TaskFacts):
            facts.reveal(words)

    def sizeHint(self) -> QSize:
        return QSize(336, 480)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.end()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._badge)
        head.addStretch(1)
        head.addWidget(self._place)
        head.addWidget(self.close_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.complete_button)
        buttons.addWidget(self.update_button)
        buttons.addWidget(self.more_button)
        buttons.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(16, 8, 10, 8)
        top.setSpacing(4)
        top.addLayout(head)
        for text in (self._title, self._why):
            top.addWidget(text)
        top.addSpacing(6)
        top.addLayout(buttons)
        self._shown = QWidget(self)
        whole = QVBoxLayout(self._shown)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._secret)
        whole.addWidget(self._tabs, 1)
        whole.addStretch(0)
        self._nothing = PlainText(NOTHING_CHOSEN, FontRole.BODY, "text3", self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty = QWidget(self)
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(24, 48, 24, 24)
        empty.addWidget(self._nothing)
        empty.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._shown)

    def _close_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("tool", True)
        button.setProperty("flat", True)
        button.setProperty("compact", True)
        button.setAccessibleName(tr("Đóng chi tiết"))
        button.setToolTip(tr("Đóng chi tiết (Esc)"))
        icons.dress(button, "close", "text2", 18)
        button.clicked.connect(self.closed)
        return button

    def _complete_button(self) -> QPushButton:
        button = QPushButton(COMPLETE, self)
        button.setProperty("primary", True)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        icons.dress(button, "check", "on_primary", 18)
        button.clicked.connect(self.complete_asked)
        return button

    def _follow_update(self) -> None:
        if self._update is not None:
            self.update_button.setEnabled(self._update.isEnabled())
            self.update_button.setToolTip(self._update.toolTip())

    def _more_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("tool", True)
        button.setAccessibleName(tr("Việc khác với nhiệm vụ này"))
        button.setToolTip(tr("Việc khác với nhiệm vụ này"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(QMenu(button))
        icons.dress(button, "more", "text", 18)
        return button

    def _offer(self, refusal: str, *, by_report: bool) -> None:
        self.complete_button.setText(RECORD_REPORT if by_report else COMPLETE)
        self.complete_button.setEnabled(not refusal)
        what = tr("báo cáo của một kỳ và ngày đến") if by_report else tr("sản phẩm và ngày")
        self.complete_button.setToolTip(
            safe_tip(refusal or tr("Ghi nhận {what} (Ctrl+Enter)", what=what))
        )
        self.complete_button.setAccessibleDescription(told(refusal))

    def _fill_tabs(self, detail: TaskDetail) -> None:
        facts = TaskFacts(detail)
        facts.all_updates_asked.connect(lambda: self._tabs.bar.setCurrentIndex(1))
        facts.task_asked.connect(self.task_asked)
        facts.doers_asked.connect(self.doers_asked)
        _put(self._pages[0], facts)
        count = len(detail.updates) + sum(len(duty.receipts) for duty in detail.duties)
        self._tabs.bar.setTabText(
            1, tr("Cập nhật {count}", count=count) if count else tr("Cập nhật")
        )
        self._tabs.bar.setTabText(
            _EVIDENCE, tr("Minh chứng {evidence}", evidence=len(detail.evidence))
        )
        self._tabs.bar.setTabVisible(_EVIDENCE, bool(detail.evidence))

    def _fill_tab(self) -> None:
        """Fill the tab in front, if it is not filled yet: most are never looked at."""
        detail, tab = self.detail, self._tabs.bar.currentIndex()
        if detail is None or detail.confidential or tab in self._filled:
            return
        self._filled.add(tab)
        if tab == _UPDATES:
            _fill(self._pages[tab], update_widgets(detail.updates, detail.duties))
        elif tab == _EVIDENCE:
            files = EvidenceList(detail.evidence)
            files.open_asked.connect(self.evidence_asked)
            _put(self._pages[tab], files)
        elif tab == _HISTORY:
            _fill(self._pages[tab], history_widgets(self._load_history(detail.id)))
        self.mark(self._words)


def refusal_of(detail: TaskDetail) -> str:
    """Return why a task cannot be marked complete, "" if it can."""
    if detail.closed_refusal:
        return detail.closed_refusal
    reasons = {TaskState.COMPLETED: ALREADY_DONE, TaskState.STOPPED: STOPPED}
    return reasons.get(detail.state, "")


class _Tabs(QWidget):
    """Tabs that begin where the text does, over a line from edge to edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = QTabBar(self)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self._stack = QStackedWidget(self)
        self.bar.currentChanged.connect(self._stack.setCurrentIndex)
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 0, 0, 1)
        row.addWidget(self.bar)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addWidget(self._stack, 1)

    def add_page(self, words: str) -> QScrollArea:
        """Add a tab with a page that scrolls."""
        page = QScrollArea(self)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setWidgetResizable(True)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.viewport().setAutoFillBackground(False)
        page.setAccessibleName(words)
        FocusFrame(page)
        self._stack.addWidget(page)
        self.bar.addTab(words)
        return page

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self._stack.y() - 1
        painter.fillRect(0, line, self.width(), 1, QColor(theme.current().line))
        painter.end()


def _put(page: QScrollArea, content: QWidget) -> None:
    before, focused = page.widget(), page.window().focusWidget()
    if before is not None and focused is not None and before.isAncestorOf(focused):
        page.setFocus(Qt.FocusReason.OtherFocusReason)  # what has the keyboard is about to go
    page.setWidget(content)
    content.setAutoFillBackground(False)  # setWidget switches it on


def _fill(page: QScrollArea, blocks: Sequence[QWidget]) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(12)
    for block in blocks:
        column.addWidget(block)
    column.addStretch(1)
    _put(page, content)
