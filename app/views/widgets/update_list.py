"""Progress updates and history of a task, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.reporting import period_words
from app.domain.traffic_light import TaskState
from app.views.language import told, tr
from app.views.retelling import retold
from app.views.theme import FontRole
from app.views.widgets.blocks import Dot
from app.views.widgets.plain_text import PlainText, Tone

if TYPE_CHECKING:
    from app.domain.task_detail import DutyRecord, HistoryRecord, ReceiptRecord, UpdateRecord

NO_UPDATES = tr("Chưa có cập nhật nào.")
NO_HISTORY = tr("Chưa có thay đổi nào được ghi.")

_STATE_WORDS = {
    TaskState.OPEN: tr("Đang thực hiện"),
    TaskState.COMPLETED: tr("Hoàn thành"),
    TaskState.STOPPED: tr("Dừng, thu hồi"),
    TaskState.REOPENED: tr("Mở lại"),
    TaskState.CONFIRMED: tr("Văn phòng đã xác nhận hoàn thành"),
    TaskState.RETURNED: tr("Văn phòng trả lại, chưa công nhận hoàn thành"),
}
_OPINIONS = (
    ("difficulties", tr("Vướng mắc")),
    ("proposal", tr("Đề xuất")),
    ("directive", tr("Chỉ đạo")),
)


def product_words(update: UpdateRecord) -> str:
    """Return a product with number and date: ``Báo cáo quý, số 412/BC-UBND, ngày 19/11/2026``."""
    parts = [update.product]
    if update.product_number:
        parts.append(
            tr("số {product_number}", product_number=update.product_number)
            if update.product
            else update.product_number
        )
    if update.product_date and any(parts):
        parts.append(
            tr("ngày {product_date}", product_date=formats.date_in_text(update.product_date))
        )
    return ", ".join(filter(None, parts))


class UpdateBlock(QWidget):
    """One update: day, state, who; product, result, difficulties."""

    def __init__(self, update: UpdateRecord, parent: QWidget | None = None) -> None:
        """Show an update; one that was taken back stands in grey and says so."""
        super().__init__(parent)
        tone: Tone = "text3" if update.reversed else "text"
        state = _STATE_WORDS[update.state]
        if update.percent is not None and update.state is TaskState.OPEN:
            state = f"{state}, {update.percent}%"
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        day = formats.date_in_table(update.effective_on)
        lines.addWidget(PlainText(f"{day}  {state}", FontRole.BODY, tone, strong=True))
        if product := product_words(update):
            lines.addWidget(PlainText(product, FontRole.BODY, tone))
        if update.result:
            lines.addWidget(PlainText(update.result, FontRole.BODY, tone))
        for field, words in _OPINIONS:
            if value := getattr(update, field):
                lines.addWidget(PlainText(f"{words}: {value}", FontRole.BODY, tone))
        written = tr(
            "{recorded_by} ghi lúc {recorded_at}",
            recorded_by=update.recorded_by,
            recorded_at=formats.moment(update.recorded_at),
        )
        if update.reversed:
            written = tr("Đã hoàn tác. {written}", written=written)
        lines.addWidget(PlainText(written, FontRole.SECOND, "text3"))
        _beside_dot(self, lines, quiet=update.reversed)


class ReceiptBlock(QWidget):
    """One report that came: day, period, which report, who wrote it down."""

    def __init__(
        self, receipt: ReceiptRecord, duty: DutyRecord, parent: QWidget | None = None
    ) -> None:
        """Show a receipt of a duty."""
        super().__init__(parent)
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        day, period = formats.date_in_table(receipt.arrived_on), period_words(receipt.period)
        lines.addWidget(
            PlainText(tr("{day}  Báo cáo {period}", day=day, period=period), strong=True)
        )
        lines.addWidget(PlainText(duty.title))
        written = tr(
            "{recorded_by} ghi lúc {recorded_at}",
            recorded_by=receipt.recorded_by,
            recorded_at=formats.moment(receipt.recorded_at),
        )
        lines.addWidget(PlainText(written, FontRole.SECOND, "text3"))
        _beside_dot(self, lines, quiet=False)


class HistoryBlock(QWidget):
    """One line of the history: what, who, when, and the fields that changed."""

    def __init__(self, record: HistoryRecord, parent: QWidget | None = None) -> None:
        """Show a record."""
        super().__init__(parent)
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        lines.addWidget(PlainText(retold(record.summary)))
        for name, old, new in record.changes:
            before, after = (retold(words) or formats.NONE_SIGN for words in (old, new))
            change = f"{told(name)}: {before} → {after}"
            lines.addWidget(PlainText(change, FontRole.BODY, "text2"))
        written = f"{record.recorded_by}, {formats.moment(record.recorded_at)}"
        lines.addWidget(PlainText(written, FontRole.SECOND, "text3"))
        _beside_dot(self, lines, quiet=True)


def newest_receipts(duties: Sequence[DutyRecord]) -> list[tuple[ReceiptRecord, DutyRecord]]:
    """Return the reports that came for several duties, newest first."""
    found = [(receipt, duty) for duty in duties for receipt in duty.receipts]
    return sorted(found, key=lambda item: (item[0].arrived_on, item[0].recorded_at), reverse=True)


def update_widgets(
    updates: Sequence[UpdateRecord], duties: Sequence[DutyRecord] = ()
) -> list[QWidget]:
    """Return a block for every report and every update, or one line that there is none."""
    blocks: list[QWidget] = [ReceiptBlock(*received) for received in newest_receipts(duties)]
    blocks += [UpdateBlock(update) for update in updates]
    return blocks or [PlainText(NO_UPDATES, FontRole.BODY, "text3")]


def history_widgets(records: Sequence[HistoryRecord]) -> list[QWidget]:
    """Return a block for every line of the history, or one line that there is none."""
    if not records:
        return [PlainText(NO_HISTORY, FontRole.BODY, "text3")]
    return [HistoryBlock(record) for record in records]


def _beside_dot(block: QWidget, lines: QVBoxLayout, *, quiet: bool) -> None:
    row = QHBoxLayout(block)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    dot = QVBoxLayout()
    dot.addWidget(Dot(quiet=quiet))
    dot.addStretch(1)
    row.addLayout(dot)
    row.addLayout(lines, 1)
