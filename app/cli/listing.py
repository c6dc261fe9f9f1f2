"""``list``: every task with its light, in groups or as JSON."""

from __future__ import annotations

import argparse
import json
from typing import Any

from app.cli.common import as_of, as_of_option, command, open_named
from app.domain import formats
from app.domain.records import NO_LEAD_NAME, NO_LEADER_NAME, RegisterIndex, TaskRef, TaskRow
from app.domain.scopes import office_order
from app.domain.tally import Tally
from app.domain.traffic_light import LIGHT_SIGNS, state_words
from app.services import reading

_LAST = 1 << 30
"""Order of the tasks that nobody leads."""


def add_to(commands: Any) -> None:
    """Add ``list`` to the parser."""
    parser = command(commands, "list", _list, "liệt kê nhiệm vụ kèm đèn")
    parser.add_argument(
        "--by",
        choices=("agency", "leader", "document"),
        default="agency",
        help="gộp theo cơ quan, lãnh đạo hoặc văn bản (mặc định: cơ quan)",
    )
    as_of_option(parser)
    parser.add_argument("--json", action="store_true", help="in ra dạng JSON")


def _list(arguments: argparse.Namespace) -> None:
    register = open_named(arguments)
    try:
        index = reading.load_index(register, as_of(arguments, register))
        rows = reading.load_rows(register, [ref.id for ref in index.tasks], index.as_of)
    finally:
        register.close()
    if arguments.json:
        tasks = [_as_json(index, ref, rows[ref.id]) for ref in index.tasks]
        print(json.dumps(tasks, ensure_ascii=False, indent=1))
        return
    groups: dict[str, list[TaskRef]] = {}
    for ref in index.tasks:
        groups.setdefault(_group(index, ref, arguments.by), []).append(ref)
    for name, refs in sorted(
        groups.items(), key=lambda group: _order(index, group[1][0], arguments.by)
    ):
        print(f"{name}: {len(refs)} nhiệm vụ")
        for ref in refs:
            row = rows[ref.id]
            sign = LIGHT_SIGNS[ref.light]
            words = state_words(ref.assessment)
            print(f"  {sign} {row.code}  {row.title}  [{row.limit_words}; {words}]")
    if arguments.by == "document" and index.closed:
        print(_left_out(index))
    tally = Tally.of(ref.light for ref in index.tasks)
    print(
        f"Số liệu đến hết {formats.date_in_table(index.as_of)}. "
        f"Hoàn thành + chưa hoàn thành + chưa có thông tin + dừng: {tally.proof()}"
    )


def _left_out(index: RegisterIndex) -> str:
    """Say in one line how many tasks of documents of the past are not listed."""
    closed = {ref.document_id for ref in index.closed}
    documents = (d for d in index.directory.documents.values() if d.id in closed)
    named = "; ".join(f"{document.short_title}, {document.end_words}" for document in documents)
    return f"Không gồm {len(index.closed)} nhiệm vụ của văn bản đã kết thúc ({named})."


def _as_json(index: RegisterIndex, ref: TaskRef, row: TaskRow) -> dict[str, Any]:
    directory = index.directory
    lead = directory.agencies.get(ref.lead_id)
    leader = directory.officials.get(ref.leader_id)
    others = [directory.agencies[agency_id].name for agency_id in ref.other_lead_ids]
    return {
        "code": row.code,
        "title": row.title,
        "document": directory.documents[ref.document_id].code,
        "sources": [
            row.code,
            *(f"{directory.documents[at.document_id].code}/{at.locator}" for at in ref.also_at),
        ],
        "lead": [lead.name, *others] if lead else [],
        "leader": leader.name if leader else None,
        "leader_suggested": ref.leader_suggested,
        "due_on": ref.due_on.isoformat() if ref.due_on else None,
        "recurrence": ref.recurrence,
        "light": ref.light.name.lower(),
        "state": state_words(ref.assessment),
        "days": ref.days,
        "completed_on": ref.completed_on.isoformat() if ref.completed_on else None,
        "confidential": ref.confidential,
    }


def _group(index: RegisterIndex, ref: TaskRef, by: str) -> str:
    directory = index.directory
    if by == "document":
        return directory.documents[ref.document_id].short_title
    if by == "leader":
        official = directory.officials.get(ref.leader_id)
        if official is None:
            return NO_LEADER_NAME
        return official.title
    agency = directory.agencies.get(ref.lead_id)
    return agency.name if agency else NO_LEAD_NAME


def _order(index: RegisterIndex, ref: TaskRef, by: str) -> tuple[int, ...]:
    """Return what sorts the group of a task: the order of the window's lists."""
    directory = index.directory
    if by == "document":
        return (directory.documents[ref.document_id].order,)
    if by == "leader":
        official = directory.officials.get(ref.leader_id)
        return (official.order if official else _LAST,)
    return office_order(directory.agencies.get(ref.lead_id), ref.lead_id)
