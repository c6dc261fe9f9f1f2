"""What changed since an earlier day: the words of a line, and the table under sheet 2."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import formats
from app.domain.changes import CHANGE_NAMES, Change
from app.domain.traffic_light import Light
from app.reports.changes import ChangedTask, ChangeRecord
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.rows import Align, Row, make_row
from app.reports.pdf.sentences import counted
from app.reports.pdf.sheet_writer import Part
from app.reports.pdf.table import HeadCell, Padding, Table
from app.reports.pdf.text import Run, bind, bind_all

CHANGE_LIGHTS = {
    Change.COMPLETED: Light.DONE_IN_TIME,
    Change.OVERDUE: Light.OVERDUE,
    Change.STOPPED: Light.STOPPED,
}
"""The sign beside a change; others have that of what is under way."""

_HEAD = ("Thay đổi", "Số\nnhiệm vụ", "Nhiệm vụ (cơ quan chủ trì)")
_MOST_NAMED = 10


def change_sign(kind: Change) -> Light:
    """Return the sign that stands beside a change."""
    return CHANGE_LIGHTS.get(kind, Light.IN_TIME)


def task_words(task: ChangedTask) -> str:
    """Return a task in a list of changes: ``phủ sóng 5G, quá hạn 6 ngày (Sở KH&CN)``."""
    note = f", {bind_all(task.note)}" if task.note else ""
    return f"{task.title.rstrip('.')}{note} ({task.lead})"


def bridge_words(changes: ChangeRecord) -> str:
    """Return how the total of the earlier day became that of the later one.

    ``Tổng số 355 ngày 31/10/2026 + 3 mới giao = 358.``
    """
    day = formats.date_in_text(changes.since)
    words = [f"Tổng số {formats.number(changes.before.total)} nhiệm vụ ngày {day}"]
    for sign, kind in (("+", Change.ADDED), ("+", Change.ARRIVED), ("−", Change.LEFT)):
        if number := changes.count(kind):
            words.append(f"{sign} {counted(number, CHANGE_NAMES[kind].lower())}")
    if len(words) == 1:
        return f"{words[0]}, không thêm, không bớt."
    return f"{' '.join(words)} = {formats.number(changes.now.total)} nhiệm vụ."


def changes_part(document: Document, changes: ChangeRecord) -> Part:
    """Return the table as it follows that of sheet 2."""
    measures = document.layout.changes
    table = Table(
        document,
        measures.columns,
        Padding(measures.top, measures.bottom),
        [HeadCell(words, column) for column, words in enumerate(_HEAD)],
    )
    return Part(table, _rows(table, changes), measures.drop)


def _rows(table: Table, changes: ChangeRecord) -> Sequence[Row]:
    heading = f"Thay đổi từ ngày {formats.date_in_text(changes.since)}"
    words = (
        Run(bind(f"{heading}. "), table.style(Face.BOLD)),
        Run(bind(bridge_words(changes)), table.style()),
    )
    rows = [make_row(table.across(words), table.group, heading=True)]
    for group in changes.groups:
        names = [task_words(task) for task in group.tasks[:_MOST_NAMED]]
        if rest := len(group.tasks) - len(names):
            names.append(f"và {counted(rest, 'nhiệm vụ khác')}")
        cells = (
            table.cell(0, CHANGE_NAMES[group.kind], face=Face.BOLD, light=change_sign(group.kind)),
            table.cell(1, formats.number(len(group.tasks)), Align.CENTRE, face=Face.BOLD),
            table.cell(2, bind(f"{'; '.join(names)}.")),
        )
        label = CHANGE_NAMES[group.kind].lower()
        rows.append(make_row(cells, table.body, trail=(heading,), label=label))
    if len(rows) == 1:
        nothing = Run("Không có thay đổi nào.", table.style(Face.ITALIC))
        rows.append(make_row(table.across((nothing,)), table.section, trail=(heading,)))
    return rows
