"""Who did what with a task and when, with the old and the new value of what was changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from app.domain import formats, locator
from app.domain.periods import Recurrence
from app.domain.phrases import phrase
from app.domain.records import ROLE_NAMES, Role
from app.domain.task_detail import HistoryRecord
from app.domain.time_limit import limit_words
from db.queries import directory as names
from db.queries.schema import (
    change,
    change_row,
    change_task,
    progress_update,
    scheme,
    task,
    time_limit,
)

_Change = tuple[str, str, str]
"""Field, old value, new value, in words."""

_TEXTS = {
    "title": phrase("Tên nhiệm vụ"),
    "short_title": phrase("Tên ngắn"),
    "expected_product": phrase("Sản phẩm"),
}

_DOER_WORDS = {"done": phrase("Đã xong ngày {day}"), "open": phrase("Chưa xong từ ngày {day}")}


def history(connection: Connection, task_id: int) -> tuple[HistoryRecord, ...]:
    """Return the changes that a task's history shows, newest first."""
    of_several = select(change_task.c.change_id).where(change_task.c.task_id == task_id)
    query = (
        select(change)
        .where(or_(change.c.task_id == task_id, change.c.id.in_(of_several)))
        .order_by(change.c.id.desc())
    )
    changes = connection.execute(query).all()
    reader = _Reader(connection, task_id)
    rows = reader.rows(found.id for found in changes)
    return tuple(
        HistoryRecord(
            found.recorded_at,
            found.recorded_by,
            _sentence(found.kind, found.summary),
            tuple(reader.words(rows.get(found.id, ()))),
        )
        for found in changes
    )


def _sentence(kind: str, summary: str) -> str:
    if kind == "undo":
        return phrase("Hoàn tác: {summary}", summary=summary)
    if kind == "redo":
        return phrase("Làm lại: {summary}", summary=summary)
    return f"{summary[:1].upper()}{summary[1:]}"


class _Reader:
    """Puts the rows that changes wrote into words."""

    def __init__(self, connection: Connection, task_id: int) -> None:
        self._connection = connection
        self._task_id = task_id
        self._agencies = names.agencies(connection)
        self._officials = names.officials(connection)

    def rows(self, change_ids: Iterable[int]) -> dict[int, list[Any]]:
        """Return the rows of some changes that are about the task."""
        query = (
            select(change_row)
            .where(change_row.c.change_id.in_(list(change_ids)))
            .order_by(change_row.c.id)
        )
        found: dict[int, list[Any]] = {}
        for row in self._connection.execute(query):
            if self._concerns(row):
                found.setdefault(row.change_id, []).append(row)
        return found

    def words(self, rows: Sequence[Any]) -> list[_Change]:
        """Return what one change did to the task."""
        found: list[_Change] = []
        for row in rows:
            match row.table_name:
                case "task" if row.before and row.after:
                    found += self._task(row.before, row.after)
                case "time_limit" if row.after and row.after["kind"] != "reversal":
                    found += self._limit(row)
                case "progress_update" if row.after and row.after["percent"] is not None:
                    found += self._percent(row)
                case "evidence":
                    found.append(_pair(phrase("Minh chứng"), row, lambda values: values["name"]))
                case "task_link":
                    found.append(_pair(phrase("Nhiệm vụ liên quan"), row, self._linked))
        if any(row.table_name == "task" and row.before is None for row in rows):
            return []  # a new task has no old values
        found += self._doers([row for row in rows if row.table_name == "doer_update"])
        return found + self._roles([row for row in rows if row.table_name == "assignment"])

    def _concerns(self, row: Any) -> bool:
        values = row.after or row.before or {}
        if row.table_name == "task":
            return bool(row.row_id == self._task_id)
        return self._task_id in (values.get("task_id"), values.get("other_id"))

    def _task(self, before: dict[str, Any], after: dict[str, Any]) -> list[_Change]:
        read: dict[str, tuple[str, Callable[[Any], str]]] = {
            **{name: (words, str) for name, words in _TEXTS.items()},
            "points": (phrase("Nội dung chính"), lambda text: "; ".join(text.splitlines())),
            "leader_id": (phrase("Lãnh đạo"), self._official),
            "scheme_id": (phrase("Đề án"), self._scheme),
            "confidential": (
                phrase("Bảo mật"),
                lambda secret: phrase("có") if secret else phrase("không"),
            ),
        }
        return [
            (words, as_words(before[name]), as_words(after[name]))
            for name, (words, as_words) in read.items()
            if before[name] != after[name]
        ]

    def _official(self, official_id: int | None) -> str:
        official = self._officials.get(official_id or 0)
        return official.title if official else ""

    def _scheme(self, scheme_id: int | None) -> str:
        query = select(scheme.c.number).where(scheme.c.id == (scheme_id or 0))
        return self._connection.execute(query).scalar_one_or_none() or ""

    def _linked(self, values: dict[str, Any]) -> str:
        other = values["other_id"] if values["task_id"] == self._task_id else values["task_id"]
        place = self._connection.execute(
            select(task.c.locator).where(task.c.id == other)
        ).scalar_one_or_none()
        return locator.short(place or "")

    def _doers(self, rows: Sequence[Any]) -> list[_Change]:
        """Return which doers were marked, one line for each day and state."""
        marked: dict[tuple[str, str], list[str]] = {}
        for row in rows:
            said = row.after or {}
            if said.get("state") in _DOER_WORDS:
                names_of = marked.setdefault((said["state"], said["effective_on"]), [])
                names_of.append(self._agencies[said["agency_id"]].short_name)
        return [
            (_DOER_WORDS[state].format(day=_day_words(day)), "", ", ".join(who))
            for (state, day), who in marked.items()
        ]

    def _limit(self, row: Any) -> list[_Change]:
        query = (
            select(time_limit.c.due_on, time_limit.c.recurrence)
            .where(
                time_limit.c.task_id == self._task_id,
                time_limit.c.id < row.row_id,
                time_limit.c.kind != "reversal",
            )
            .order_by(time_limit.c.id.desc())
            .limit(1)
        )
        old = self._connection.execute(query).first()
        new = self._connection.execute(
            select(time_limit.c.due_on, time_limit.c.recurrence).where(
                time_limit.c.id == row.row_id
            )
        ).one()
        return [(phrase("Thời hạn"), _limit_words(old), _limit_words(new))] if old else []

    def _percent(self, row: Any) -> list[_Change]:
        query = (
            select(progress_update.c.percent)
            .where(
                progress_update.c.task_id == self._task_id,
                progress_update.c.id < row.row_id,
                progress_update.c.percent.is_not(None),
            )
            .order_by(progress_update.c.id.desc())
            .limit(1)
        )
        old = self._connection.execute(query).scalar_one_or_none()
        new = row.after["percent"]
        return (
            [] if old == new else [(phrase("Tiến độ"), "" if old is None else f"{old}%", f"{new}%")]
        )

    def _roles(self, rows: Sequence[Any]) -> list[_Change]:
        found = []
        for role in Role:
            gone = [r.before for r in rows if r.after is None and r.before["role"] == role]
            come = [r.after for r in rows if r.before is None and r.after["role"] == role]
            if gone or come:
                found.append((ROLE_NAMES[role], self._named(gone), self._named(come)))
        first_before = [r.before for r in rows if r.before and _is_first_lead(r.before)]
        first_after = [r.after for r in rows if r.after and _is_first_lead(r.after)]
        if first_before and first_after and not found:
            found.append(
                (phrase("Chủ trì đứng đầu"), self._named(first_before), self._named(first_after))
            )
        return found

    def _named(self, assignments: Sequence[dict[str, Any]]) -> str:
        agencies = (self._agencies.get(values["agency_id"]) for values in assignments)
        return "; ".join(agency.name for agency in agencies if agency)


def _pair(words: str, row: Any, read: Any) -> _Change:
    return words, read(row.before) if row.before else "", read(row.after) if row.after else ""


def _is_first_lead(values: dict[str, Any]) -> bool:
    return bool(values["role"] == Role.LEAD and values["ordinal"] == 0)


def _limit_words(row: Any) -> str:
    if row is None:
        return formats.NONE_SIGN
    return limit_words(row.due_on, Recurrence(row.recurrence) if row.recurrence else None)


def _day_words(day: str) -> str:
    return formats.date_in_text(dt.date.fromisoformat(day))
