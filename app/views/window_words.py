"""Words and signs of the window's frame."""

from __future__ import annotations

from app.domain.records import RegisterIndex
from app.domain.tally import Tally


def whole(index: RegisterIndex | None) -> tuple[str, str]:
    """Say how much the register holds, and that its counts add up."""
    if index is None:
        return "", ""
    tally = Tally.of(ref.light for ref in index.tasks)
    documents = sum(not d.is_closed(index.as_of) for d in index.directory.documents.values())
    return f"{tally.total} nhiệm vụ, {documents} văn bản", f"Số liệu khớp: {tally.proof()}"


SEARCH_HINTS = {"indicators": "Tìm chỉ tiêu, cơ quan, văn bản, không cần dấu"}
RAIL_ICONS = {
    "Tổng quan": "overview",
    "Nhiệm vụ": "tasks",
    "Chỉ tiêu": "target",
    "Lịch": "calendar",
    "Văn bản": "document",
    "Báo cáo": "report",
    "Danh mục": "catalogue",
}
