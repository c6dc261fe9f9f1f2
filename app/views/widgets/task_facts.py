"""The tab "Chung" of the detail panel: roles, limit, content, basis, notes, latest update."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.records import NO_LEAD_NAME, NO_LEADER_NAME, ROLE_NAMES, Role
from app.views.language import tr
from app.views.theme import FontRole
from app.views.tips import plain_tip
from app.views.widgets.blocks import PercentBar
from app.views.widgets.card import link_button
from app.views.widgets.doer_summary import DoerSummary
from app.views.widgets.found_text import FoundText
from app.views.widgets.plain_text import PlainText
from app.views.widgets.tag import SuggestedTag
from app.views.widgets.task_sources import DocumentNotes, FurtherSource, LinkRow, OwnSource
from app.views.widgets.update_list import ReceiptBlock, UpdateBlock, newest_receipts

if TYPE_CHECKING:
    from app.domain.task_detail import LimitRecord, TaskDetail

_NAMES_WIDTH = 84


class TaskFacts(QWidget):
    """Everything about a task that is not its history."""

    all_updates_asked = Signal()
    """The link to the tab of updates."""
    task_asked = Signal(int)
    """A linked task."""
    doers_asked = Signal()

    def __init__(self, detail: TaskDetail, parent: QWidget | None = None) -> None:
        """Show a task."""
        super().__init__(parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(8)
        whole.addLayout(_facts(detail))
        if detail.doers is not None:
            whole.addWidget(_heading(tr("Cơ quan thực hiện")))
            doers = DoerSummary(detail.doers, detail.unlisted, waits=detail.waits_for_completion)
            doers.asked.connect(self.doers_asked)
            whole.addWidget(doers)
        if detail.points:
            whole.addWidget(_heading(tr("Nội dung chính")))
            whole.addLayout(_points(detail.points))
        if len(detail.limits) > 1:
            whole.addWidget(_heading(tr("Các lần đặt thời hạn")))
            for limit in detail.limits:
                whole.addWidget(PlainText(limit_words_of(limit)))
        whole.addWidget(_heading(tr("Căn cứ")))
        whole.addWidget(OwnSource(detail))
        for source in detail.sources:
            whole.addWidget(FurtherSource(source))
        self._notes = DocumentNotes(detail) if detail.source_note or detail.defects else None
        if self._notes is not None:
            whole.addWidget(self._notes)
        if detail.links:
            whole.addWidget(_heading(tr("Nhiệm vụ liên quan")))
            whole.addLayout(self._links(detail))
        if reports := newest_receipts(detail.duties):
            whole.addLayout(self._latest_heading(tr("Báo cáo gần nhất"), len(reports)))
            whole.addWidget(ReceiptBlock(*reports[0]))
        if (latest := detail.latest_update) is not None:
            whole.addLayout(self._latest_heading(tr("Cập nhật gần nhất"), len(detail.updates)))
            whole.addWidget(UpdateBlock(latest))
        whole.addStretch(1)

    def reveal(self, words: Sequence[str]) -> None:
        """Unfold what is folded if the words of a search stand in it."""
        if self._notes is not None:
            self._notes.reveal(words)

    def _links(self, detail: TaskDetail) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for link in detail.links:
            row = LinkRow(link)
            row.clicked.connect(
                lambda _checked=False, task=link.task_id: self.task_asked.emit(task)
            )
            rows.addWidget(row)
        return rows

    def _latest_heading(self, words: str, count: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(_heading(words), 1)
        link = link_button(tr("Tất cả ({count})", count=count))
        link.clicked.connect(self.all_updates_asked)
        row.addWidget(link)
        return row


class _OneLine(PlainText):
    """Asks for the room of one line, and wraps where it does not get it."""

    def sizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height()
        )


def limit_remarks(detail: TaskDetail) -> str:
    """Return what stands in grey beside the time limit: its words, and how it was moved."""
    remarks = [f"“{detail.time_limit.text}”"] if detail.time_limit.text else []
    if detail.extensions:
        moved = tr("gia hạn {extensions} lần", extensions=detail.extensions)
        if detail.extension_authority:
            moved += tr(" theo {authority}", authority=detail.extension_authority)
        if detail.first_due_on is not None:
            moved += tr(
                ", hạn đầu {first_due_on}", first_due_on=formats.date_in_text(detail.first_due_on)
            )
        remarks.append(moved)
    elif detail.first_due_on not in (None, detail.time_limit.due_on):
        remarks.append(
            tr("hạn đầu {first_due_on}", first_due_on=formats.date_in_text(detail.first_due_on))
        )
    return "; ".join(remarks)


def limit_words_of(record: LimitRecord) -> str:
    """Return a limit with what set it: ``30/06/2026 theo Công văn 12/UBND-TH ngày 04/5/2026``."""
    by = record.authority or tr("văn bản giao nhiệm vụ")
    return tr(
        "{words} theo {by} ngày {set_on}",
        words=record.limit.words,
        by=by,
        set_on=formats.date_in_text(record.set_on),
    )


def confirmation_words(detail: TaskDetail) -> str:
    """Return whether the centre took a completion, and when."""
    if detail.confirmed_on is None:
        return tr("Chưa xác nhận")
    return tr(
        "Văn phòng xác nhận ngày {confirmed_on}",
        confirmed_on=formats.date_in_text(detail.confirmed_on),
    )


def _facts(detail: TaskDetail) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, _NAMES_WIDTH)
    grid.setColumnStretch(1, 1)
    leads = "\n".join(detail.agencies(Role.LEAD)) or NO_LEAD_NAME
    _row(grid, ROLE_NAMES[Role.LEAD], FoundText(leads, strong=True))
    for role in (Role.COORDINATING, Role.MONITORING, Role.RECEIVING):
        if names := detail.agencies(role):
            _row(grid, ROLE_NAMES[role], FoundText("; ".join(names)))
    _row(grid, tr("Lãnh đạo"), _leader(detail))
    _row(grid, tr("Thời hạn"), _limit(detail))
    if detail.expected_product:
        _row(grid, tr("Sản phẩm"), FoundText(detail.expected_product))
    if detail.scheme:
        _row(grid, tr("Đề án"), PlainText(detail.scheme.removeprefix("Đề án ")))
    if detail.completed_on is not None:
        _row(grid, tr("Xác nhận"), PlainText(confirmation_words(detail)))
    if detail.percent is not None:
        _row(grid, tr("Tiến độ"), _percent(detail.percent))
    return grid


def _row(grid: QGridLayout, name: str, value: QWidget) -> None:
    row = grid.rowCount()
    words = PlainText(name, FontRole.BODY, "text2")
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(words, row, 0, top)
    grid.addWidget(value, row, 1, top)


def _leader(detail: TaskDetail) -> QWidget:
    if detail.leader is None:
        return PlainText(NO_LEADER_NAME, FontRole.BODY, "text3")
    if not detail.leader_suggested:
        return PlainText(detail.leader.title)
    name = _OneLine(detail.leader.title)
    tag = SuggestedTag()
    evidence = detail.leader_source or tr("chưa rõ căn cứ")
    tag.setToolTip(plain_tip(tr("Gợi ý từ {evidence}, chưa được xác nhận.", evidence=evidence)))
    tag.setAccessibleDescription(tr("Gợi ý từ {evidence}, chưa được xác nhận.", evidence=evidence))
    return _side_by_side(name, tag)


def _limit(detail: TaskDetail) -> QWidget:
    words = PlainText(detail.time_limit.words)
    remarks = limit_remarks(detail)
    if not remarks:
        return words
    both = QWidget()
    lines = QVBoxLayout(both)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    lines.addWidget(words)
    lines.addWidget(PlainText(remarks, FontRole.SECOND, "text3"))
    return both


def _percent(percent: int) -> QWidget:
    number = PlainText(f"{percent}%")
    number.setWordWrap(False)
    return _side_by_side(PercentBar(percent), number)


def _side_by_side(*widgets: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return both


def _heading(words: str) -> PlainText:
    heading = PlainText(words, strong=True)
    heading.setContentsMargins(0, 6, 0, 0)
    return heading


def _points(points: tuple[str, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(4)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for row, point in enumerate(points):
        bullet = PlainText("•", FontRole.BODY, "text3")
        bullet.setWordWrap(False)
        bullet.setFixedWidth(10)
        grid.addWidget(bullet, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(FoundText(point), row, 1)
    return grid
