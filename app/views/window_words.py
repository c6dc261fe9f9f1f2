"""Words and signs of the window's frame."""

from __future__ import annotations

from app.domain.records import RegisterIndex
from app.domain.tally import Tally
from app.views.language import tr


def whole(index: RegisterIndex | None) -> tuple[str, str]:
    """Say how much the register holds, and that its counts add up."""
    if index is None:
        return "", ""
    tally = Tally.of(ref.light for ref in index.tasks)
    documents = sum(not d.is_closed(index.as_of) for d in index.directory.documents.values())
    return tr("{total} nhiệm vụ, {documents} văn bản", total=tally.total, documents=documents), tr(
        "Số liệu khớp: {proof}", proof=tally.proof()
    )


SEARCH_HINTS = {"indicators": tr("Tìm chỉ tiêu, cơ quan, văn bản, không cần dấu")}
RAIL_ICONS = {
    tr("Tổng quan"): "overview",
    tr("Nhiệm vụ"): "tasks",
    tr("Chỉ tiêu"): "target",
    tr("Lịch"): "calendar",
    tr("Văn bản"): "document",
    tr("Báo cáo"): "report",
    tr("Danh mục"): "catalogue",
}
