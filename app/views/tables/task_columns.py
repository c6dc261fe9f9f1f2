"""The columns of the task table, declared once: title, width, sort key, filter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from app.views.language import tr
from app.views.tables.row_groups import SortKey
from app.views.task_filters import FilterKey


class TaskColumn(IntEnum):
    """Columns; the order on screen is `USUAL_ORDER`, or the user's."""

    PLACE = 0
    TITLE = 1
    LEAD = 2
    LIMIT = 3
    RESULT = 4
    STATE = 5
    DOCUMENT = 6
    LEADER = 7
    SCHEME = 8
    PRODUCT = 9


USUAL_ORDER = (
    TaskColumn.PLACE,
    TaskColumn.TITLE,
    TaskColumn.DOCUMENT,
    TaskColumn.LEAD,
    TaskColumn.LEADER,
    TaskColumn.SCHEME,
    TaskColumn.LIMIT,
    TaskColumn.PRODUCT,
    TaskColumn.RESULT,
    TaskColumn.STATE,
)

ALWAYS_SHOWN = frozenset({TaskColumn.PLACE, TaskColumn.TITLE, TaskColumn.LIMIT, TaskColumn.STATE})
"""Shown by themselves, whatever the list is grouped by."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """What a column is called, how wide it is, what it sorts and filters by.

    Attributes:
        title: head of the column.
        sample: the longest usual text; the column is as wide as it needs. "" takes what is left.
        sort: sort key, or None where the index has no value to sort by.
        filter: what filters it; its value is the name under which settings keep the column.
    """

    title: str
    sample: str
    sort: SortKey | None
    filter: FilterKey


COLUMNS = {
    TaskColumn.PLACE: ColumnSpec(tr("Vị trí"), "TCTH.2.a #1", SortKey.PLACE, FilterKey.PLACE),
    TaskColumn.TITLE: ColumnSpec(tr("Nhiệm vụ"), "", SortKey.TITLE, FilterKey.TITLE),
    TaskColumn.LEAD: ColumnSpec(
        tr("Chủ trì"), "Sở Nông nghiệp và MT", SortKey.LEAD, FilterKey.LEAD
    ),
    TaskColumn.LIMIT: ColumnSpec(
        tr("Thời hạn"), tr("Thường xuyên"), SortKey.LIMIT, FilterKey.LIMIT
    ),
    TaskColumn.RESULT: ColumnSpec(
        tr("Kết quả gần nhất"), "BC 318/BC-SCT, 27/10/2026", None, FilterKey.RESULT
    ),
    TaskColumn.STATE: ColumnSpec(
        tr("Tình trạng"), tr("Chậm báo cáo 7 ngày"), SortKey.URGENCY, FilterKey.STATE
    ),
    TaskColumn.DOCUMENT: ColumnSpec(
        tr("Văn bản"), "KHNQ02-2026", SortKey.DOCUMENT, FilterKey.DOCUMENT
    ),
    TaskColumn.LEADER: ColumnSpec(
        tr("Lãnh đạo"), "Nguyễn Thành Sinh", SortKey.LEADER, FilterKey.LEADER
    ),
    TaskColumn.SCHEME: ColumnSpec(
        tr("Đề án"), tr("Đề án 06 quốc gia"), SortKey.SCHEME, FilterKey.SCHEME
    ),
    TaskColumn.PRODUCT: ColumnSpec(
        tr("Sản phẩm"), tr("Kế hoạch, báo cáo kết quả"), None, FilterKey.PRODUCT
    ),
}

NAMES = {spec.filter.value: column for column, spec in COLUMNS.items()}
"""Name in the settings → column."""
COLUMN_OF = {spec.filter: column for column, spec in COLUMNS.items()}
