"""What the tabs of Danh mục share: what they show, how they run an operation, their layout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.office import Office
from app.domain.records import RegisterIndex
from app.domain.reporting_periods import PeriodRecord
from app.views import icons
from app.views.language import tr
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.labels import label
from app.views.widgets.side_panel import SidePanel
from app.views.widgets.task_list import tool_bar_height

if TYPE_CHECKING:
    from app.views.prompts import Prompts
    from app.views.session import Session

READ_ONLY = tr("Đang xem ngày đã qua nên chỉ xem. Chọn lại Ngày báo cáo là hôm nay để sửa.")
_PANEL = 276


@dataclass(frozen=True, slots=True)
class OfficeView:
    """What all tabs show: the office of all times, and the tasks of the day."""

    office: Office
    index: RegisterIndex
    today: dt.date
    periods: Sequence[PeriodRecord] = ()
    """Reporting periods, the newest closing day first."""

    @property
    def day(self) -> dt.date:
        """The as-of day."""
        return self.index.as_of

    @property
    def refusal(self) -> str:
        """Why nothing can be changed now; "" if it can."""
        return READ_ONLY if self.day != self.today else ""


class DirectoryTab(QWidget):
    """A table with a tool bar above and a panel beside it."""

    title = ""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Make the parts; the subclass puts its table in with `lay_out`."""
        super().__init__(parent)
        self.session = session
        self.prompts = prompts
        self.view: OfficeView | None = None
        self.dialog: QDialog | None = None
        self.summary = label("", FontRole.BODY, "text2")
        self.panel = SidePanel(tr("Chi tiết: {title}", title=self.title))
        self._tools: list[QPushButton] = []

    def show_view(self, view: OfficeView) -> None:
        """Show the office as it stands now."""
        self.view = view
        for tool in self._tools:
            tool.setEnabled(not view.refusal)
            tool.setToolTip(safe_tip(view.refusal))
        self.refresh(view)

    def refresh(self, view: OfficeView) -> None:
        """Fill table and panel."""
        raise NotImplementedError

    def focus_table(self) -> None:
        """Put the keyboard into the table."""
        raise NotImplementedError

    # ---- Building

    def tool(
        self, words: str, icon: str, clicked: Callable[[], None], *, primary: bool = False
    ) -> QPushButton:
        """Return a button of the tool bar; it is off while a past day is shown."""
        button = QPushButton(words)
        button.setProperty("compact", True)
        button.setProperty("primary", primary)
        button.setIconSize(QSize(16, 16))
        icons.dress(button, icon, "on_primary" if primary else "text", 16)
        button.clicked.connect(clicked)
        self._tools.append(button)
        return button

    def lay_out(self, main: QWidget, tools: Sequence[QWidget], *above: QWidget) -> None:
        """Put the tool bar over the table and the panel; ``above`` stands over the table."""
        bar = QWidget()
        bar.setObjectName("toolBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(tool_bar_height())
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.summary, 1)
        for tool in tools:
            row.addWidget(tool)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (*above, main):
            column.addWidget(widget, int(widget is main))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(left)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([1000, _PANEL])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(splitter, 1)
        self.panel.left.connect(self.focus_table)

    # ---- Doing

    def open_dialog(self, dialog: QDialog, accepted: Callable[[], None]) -> None:
        """Open a dialog over the page; ``accepted`` is called when it was confirmed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(accepted)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def run(self, service: Callable[..., Any], *arguments: Any) -> None:
        """Run an operation; the page reads the office anew when it is done."""
        self.session.run(service, *arguments, owner=self)

    def _forget_dialog(self) -> None:
        self.dialog = None
        self.focus_table()
