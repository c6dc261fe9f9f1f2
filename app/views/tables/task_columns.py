"""The columns of the task table, declared once: title, width, sort key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from app.views.tables.row_groups import SortKey


class TaskColumn(IntEnum):
    """Columns in their order."""

    PLACE = 0
    TITLE = 1
    LEAD = 2
    LIMIT = 3
    RESULT = 4
    STATE = 5


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """What a column is called, how wide it is, what it sorts by.

    Attributes:
        title: head of the column.
        sample: the longest usual text; the column is as wide as it needs. "" takes what is left.
        sort: sort key, or None where the index has no value to sort by.
    """

    title: str
    sample: str
    sort: SortKey | None


COLUMNS = {
    TaskColumn.PLACE: ColumnSpec("Vị trí", "TCTH.2.a #1", SortKey.PLACE),
    TaskColumn.TITLE: ColumnSpec("Nhiệm vụ", "", SortKey.TITLE),
    TaskColumn.LEAD: ColumnSpec("Chủ trì", "Sở Nông nghiệp và MT", SortKey.LEAD),
    TaskColumn.LIMIT: ColumnSpec("Thời hạn", "Thường xuyên", SortKey.LIMIT),
    TaskColumn.RESULT: ColumnSpec("Kết quả gần nhất", "BC 318/BC-SCT, 27/10/2026", None),
    TaskColumn.STATE: ColumnSpec("Tình trạng", "Chậm báo cáo 7 ngày", SortKey.URGENCY),
}
