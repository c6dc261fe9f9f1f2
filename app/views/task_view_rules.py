"""What a node of the tree means for the list beside it: its groups, columns, order, sheet."""

from __future__ import annotations

import datetime as dt

from app.domain import formats
from app.domain.records import RegisterIndex, SheetScope, SheetScopeKind, TaskRef
from app.views.grouping import lead_key
from app.views.language import tr
from app.views.list_request import COLLECTIVE
from app.views.tables.row_groups import RowGrouping, Sort, SortKey, month_key
from app.views.tables.task_columns import TaskColumn
from app.views.task_lists import NodeKey, TreeGrouping

TREE_WIDTHS: dict[TreeGrouping, int] = {
    "agency": 224,
    "leader": 272,
    "document": 304,
    "scheme": 304,
    "state": 224,
    "month": 224,
}
"""Width of the tree by grouping, in pixels, until somebody moves its edge."""

_WHOLE_MONTH = 2
"""Length of the key of a month: (year, month)."""


def row_grouping(grouping: TreeGrouping, key: NodeKey) -> RowGrouping:
    """Return what the group rows stand for: what the node itself leaves open."""
    if grouping == "document":
        return RowGrouping.SECTION if key else RowGrouping.DOCUMENT
    if grouping == "scheme" and not key:
        return RowGrouping.SCHEME
    if grouping == "month" and len(key) < _WHOLE_MONTH and (not key or key[0] > 0):
        return RowGrouping.MONTH
    one_agency = (grouping == "agency" and key and key[0] > 0) or (
        grouping == "leader" and len(key) > 1
    )
    return RowGrouping.DOCUMENT if one_agency else RowGrouping.AGENCY


def default_sort(grouping: TreeGrouping) -> Sort:
    """Return the order of a list nobody has sorted: leaders see what is reddest first."""
    if grouping == "month":
        return Sort(SortKey.LIMIT)
    return Sort(SortKey.URGENCY) if grouping in ("leader", "state") else Sort()


def shows_lead(grouping: TreeGrouping, key: NodeKey) -> bool:
    """Return whether rows have to say who leads them: no group row above them does."""
    if grouping in ("scheme", "month"):
        return row_grouping(grouping, key) is not RowGrouping.AGENCY
    return grouping == "document"


def shows_result(grouping: TreeGrouping) -> bool:
    """Return whether rows say what was reported last."""
    return grouping == "leader"


def wanted_columns(grouping: TreeGrouping, key: NodeKey) -> list[TaskColumn]:
    """Return the columns that a list asks for beside those that are always there."""
    rows = row_grouping(grouping, key)
    columns = []
    if rows not in (RowGrouping.DOCUMENT, RowGrouping.SECTION):
        columns.append(TaskColumn.DOCUMENT)  # else the place alone does not say which
    if shows_lead(grouping, key):
        columns.append(TaskColumn.LEAD)
    if shows_result(grouping):
        columns.append(TaskColumn.RESULT)
    return columns


def sheet_scope(grouping: TreeGrouping, key: NodeKey) -> SheetScope:
    """Return what a sheet of the list is about; what no sheet is made for is everything."""
    if grouping == "leader" and len(key) > 1 and key[1] > 0:
        return SheetScope(SheetScopeKind.AGENCY, key[1])
    kinds = {
        "agency": SheetScopeKind.AGENCY,
        "leader": SheetScopeKind.LEADER,
        "document": SheetScopeKind.DOCUMENT,
        **({"scheme": SheetScopeKind.SCHEME} if key and key[0] else {}),
    }
    if key and key[0] == COLLECTIVE:
        return SheetScope(SheetScopeKind.COLLECTIVE)
    if grouping not in kinds or not key:
        return SheetScope()
    return SheetScope(kinds[grouping], key[0])


def grouping_of(task: TaskRef, wanted: TreeGrouping) -> TreeGrouping:
    """Return the grouping that shows a task: of the closed ones only that by document does."""
    return "document" if task.closed else wanted


def node_of(task: TaskRef, grouping: TreeGrouping, index: RegisterIndex) -> NodeKey:
    """Return the node at the top of the tree that counts a task."""
    if grouping == "month":
        return (task.due_on.year if task.due_on else month_key(task),)
    keys = {
        "agency": lead_key(task, index),
        "leader": task.leader_id,
        "document": task.document_id,
        "scheme": task.scheme_id,
        "state": int(task.light),
    }
    return (keys[grouping],)


def empty_words(  # noqa: PLR0913 - what can empty a list
    *,
    has_tasks: bool,
    filtered: bool,
    search: str,
    found_closed: bool,
    joint: bool,
    as_of: dt.date,
) -> tuple[str, str]:
    """Return why a list is empty, and what helps.

    Args:
        has_tasks: whether only the counter above leaves none.
        filtered: whether columns are filtered.
        search: the words looked for, "" for none.
        found_closed: whether documents of the past hold the words.
        joint: whether the agency is one of many in other tasks.
        as_of: the day of the list.
    """
    if has_tasks:
        return (
            tr("Không có nhiệm vụ nào ở tình trạng đang lọc."),
            tr("Bấm bộ đếm khác ở trên để xem các tình trạng khác."),
        )
    if filtered:
        return (
            tr("Không có nhiệm vụ nào qua được các bộ lọc."),
            tr("Bấm dấu × của từng bộ lọc ở trên để bỏ bộ lọc ấy."),
        )
    if search:
        advice = tr("Thử ít từ hơn hoặc kiểm tra lại chữ; xóa ô tìm kiếm để trở về danh sách.")
        if found_closed:
            advice = tr("Bấm dòng ở trên để xem kết quả trong văn bản đã kết thúc.")
        return tr("Không tìm thấy “{search}”.", search=search.strip()), advice
    if joint:
        return (
            tr("Cơ quan này không chủ trì nhiệm vụ nào."),
            tr("Bấm dòng nhiệm vụ giao chung ở trên để xem việc cơ quan cùng thực hiện."),
        )
    return (
        tr("Đến ngày {as_of}, sổ chưa có nhiệm vụ nào.", as_of=formats.date_in_text(as_of)),
        tr("Chọn Ngày báo cáo muộn hơn ở phía trên, hoặc mở sổ khác."),
    )
