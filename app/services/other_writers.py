"""Notice what others write into an open register: a command beside the window, another program."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from app.domain import acts
from app.domain.phrases import phrase
from app.domain.records import ELSEWHERE, ChangeSet
from app.services.register import Register
from db.engine import told_in_words
from db.queries.schema import change, review_draft

_UNNAMED = phrase("nội dung không có trong lịch sử thao tác")


class OtherWriters:
    """Keeps one connection, on which SQLite tells whether anybody else has committed since.

    Everything runs on the register's worker. A look costs some microseconds while nothing changes.
    """

    def __init__(self, register: Register) -> None:
        """Begin: what is in the register now is known.

        Raises:
            RegisterError: it cannot be read.
        """
        self._name = register.name
        self._own: set[int] = set()
        with told_in_words(self._name):
            self._kept = register.engine.connect()
            try:
                with self._kept.begin():
                    self._version = self._data_version()
                    newest = self._kept.execute(select(func.max(change.c.id))).scalar_one()
                    self._last: int = newest or 0
                    self._drafts = self._kept_drafts()
            except Exception:
                self._kept.close()
                raise

    def note_own(self, change_set: ChangeSet) -> None:
        """Do not tell of a change: this program has made it itself."""
        self._own.add(change_set.change_id)

    def look(self) -> ChangeSet | None:
        """Return what others wrote since the last look; None if they wrote nothing.

        Raises:
            RegisterError: the register cannot be read.
        """
        with told_in_words(self._name), self._kept.begin():  # both of one moment
            version = self._data_version()
            if version == self._version:
                return None
            query = select(change).where(change.c.id > self._last).order_by(change.c.id)
            rows = list(self._kept.execute(query))
            before, self._drafts = self._drafts, self._kept_drafts()
        self._version = version
        self._last = rows[-1].id if rows else self._last
        others = [row for row in rows if row.id not in self._own]
        self._own.clear()
        # To keep a draft under review is no operation: nothing that anybody sees has changed.
        kept_a_draft = not rows and self._drafts != before
        return None if kept_a_draft or (rows and not others) else self._told(others)

    def close(self) -> None:
        """Give the connection back."""
        self._kept.close()

    def _data_version(self) -> int:
        version: int = self._kept.exec_driver_sql("PRAGMA data_version").scalar_one()
        return version

    def _kept_drafts(self) -> tuple[Any, ...]:
        """Return what differs after every draft that is kept or thrown away."""
        numbers = (
            func.count(),
            func.max(review_draft.c.id),
            func.sum(review_draft.c.saved_version),
        )
        return tuple(self._kept.execute(select(*numbers).select_from(review_draft)).one())

    def _told(self, rows: list[Any]) -> ChangeSet:
        if not rows:  # written by something that leaves no history
            return ChangeSet(max(self._last, 1), _UNNAMED, directory=True, kind=ELSEWHERE)
        newest = rows[-1]
        summary = acts.in_history(newest.kind, newest.summary)
        if len(rows) > 1:
            summary = phrase(
                "{count} thao tác, mới nhất là {summary}", count=len(rows), summary=summary
            )
        tasks = frozenset(row.task_id for row in rows if row.task_id)
        everywhere = any(row.task_id is None for row in rows)
        return ChangeSet(newest.id, summary, tasks, directory=everywhere, kind=ELSEWHERE)
