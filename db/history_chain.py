"""The chain of history: every audit row is hashed with the hash of the one before it.

What was written stands in ``change``, ``change_row`` and ``change_task``; a hash of all three lies
in ``history_link``. Whoever alters, removes or slips in a row of the past breaks the chain there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.domain.phrases import phrase

_START = "tiendo-history-1"
"""What the first link is chained to; names the formula."""

_CHANGES = (
    "SELECT id, recorded_at, recorded_by, kind, summary, task_id, undoes_id FROM change "
    "WHERE id > ? ORDER BY id"
)
_ROWS = (
    "SELECT id, table_name, row_id, before, after FROM change_row WHERE change_id = ? ORDER BY id"
)
_TASKS = "SELECT id, task_id FROM change_task WHERE change_id = ? ORDER BY id"


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold.

    ``change_id``: the number of the operation, 0 for what no operation wrote. ``recorded_at``: ISO
    time, if it is still there.
    """

    change_id: int
    what: str
    recorded_at: str | None = None


def close_transaction(connection: Connection) -> None:
    """Chain what a transaction recorded, and leave its mark; called right before its commit.

    A register of an older version has neither table yet: then nothing happens.
    """
    query = (
        "SELECT count(*) FROM sqlite_schema "
        "WHERE name IN ('change', 'history_link', 'register_mark')"
    )
    if connection.exec_driver_sql(query).scalar_one() < 3:
        return
    extend(connection)
    connection.exec_driver_sql(
        "UPDATE register_mark SET previous = current, current = lower(hex(randomblob(16)))"
    )


def extend(connection: Connection) -> None:
    """Add a link for every audit row behind the newest link."""
    query = "SELECT change_id, digest FROM history_link ORDER BY change_id DESC LIMIT 1"
    newest = connection.exec_driver_sql(query).first()
    last, digest = newest if newest is not None else (0, _START)
    for change in connection.exec_driver_sql(_CHANGES, (last,)).all():
        digest = _digest(connection, digest, change)
        connection.exec_driver_sql(
            "INSERT INTO history_link (change_id, digest) VALUES (?, ?)", (change[0], digest)
        )


def find_break(connection: Connection) -> Break | None:
    """Return the first place where history is not what was once written; None for a whole one."""
    query = "SELECT change_id, digest FROM history_link ORDER BY change_id"
    links = connection.exec_driver_sql(query).all()
    changes = {row[0]: row for row in connection.exec_driver_sql(_CHANGES, (0,)).all()}
    digest = _START
    for change_id, written in links:
        change = changes.pop(change_id, None)
        if change is None:
            return Break(change_id, phrase("thao tác bị xóa khỏi lịch sử"))
        digest = _digest(connection, digest, change)
        if digest != written:
            return Break(change_id, phrase("nội dung không còn như lúc ghi"), str(change[1]))
    if changes:
        number = min(changes)
        words = phrase("thao tác được chèn vào lịch sử")
        return Break(number, words, str(changes[number][1]))
    return _find_other_record(connection)


def _digest(connection: Connection, before: str, change: Any) -> str:
    number = (change[0],)
    said = [
        before,
        list(change),
        [list(row) for row in connection.exec_driver_sql(_ROWS, number)],
        [list(row) for row in connection.exec_driver_sql(_TASKS, number)],
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_RECORDS = {
    "progress_update": phrase("một lần cập nhật tiến độ"),
    "doer_update": phrase("một lần cập nhật của cơ quan thực hiện"),
    "report_receipt": phrase("một lần nhận báo cáo"),
    "measurement": phrase("một số liệu chỉ tiêu"),
    "evidence": phrase("một tệp minh chứng"),
}
"""Tables to which rows are only ever added or taken back, and what a row of each is."""


def _find_other_record(connection: Connection) -> Break | None:
    """Hold the records of people's work, which are never edited, against what history says."""
    for table, words in _RECORDS.items():
        query = (
            "SELECT change_row.change_id, change_row.row_id, change_row.after, change.recorded_at "
            "FROM change_row JOIN change ON change.id = change_row.change_id "
            "WHERE table_name = ? ORDER BY change_row.id"
        )
        said = {row[1]: row for row in connection.exec_driver_sql(query, (table,)).all()}
        found = connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()  # noqa: S608
        there = {row["id"]: row for row in found}
        for row_id, (change_id, _, after, recorded_at) in said.items():
            wanted = json.loads(after) if after is not None else None
            if (wanted is None) != (row_id not in there):
                return Break(
                    change_id, phrase("{words} bị xóa hoặc thêm", words=words), str(recorded_at)
                )
            if wanted is not None and not _says(there[row_id], wanted):
                return Break(change_id, phrase("{words} bị sửa", words=words), str(recorded_at))
        query = "SELECT json_extract(shipped, '$.id') FROM catalogue_entry WHERE kind = ?"
        shipped = {row[0] for row in connection.exec_driver_sql(query, (table,))}
        if slipped_in := sorted(there.keys() - said.keys() - shipped):
            return Break(
                0,
                phrase(
                    "{words} (dòng {row}) không do thao tác nào ghi", words=words, row=slipped_in[0]
                ),
            )
    return None


def _says(row: Any, wanted: dict[str, Any]) -> bool:
    return all(_plain(row[name]) == _plain(value) for name, value in wanted.items() if name in row)


def _plain(value: Any) -> Any:
    """Return a value as history keeps it: times in ISO form, which SQLite writes with a blank."""
    if not isinstance(value, str) or not value[:4].isdigit():
        return value
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        return value
