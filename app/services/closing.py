"""Reporting periods: kept, closed (chốt số liệu), and opened again by a person with a reason.

A closing keeps every task of its day with its light, the texts, the names, settings, doers, and
the indicators with their figures and lights. From then on every reading of that day gives what was
kept (`db.queries.closed`), so late entries change open days alone. All that is done with periods
stands in history and is no step of undo: Ctrl+Z never opens a closed day.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert
from sqlalchemy.orm import Session

from app import models
from app.domain import formats
from app.domain.changes import month_before
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import ChangeSet, RegisterIndex
from app.domain.reporting_periods import (
    PeriodRecord,
    ProposedPeriod,
    closing_refusal,
    period_refusal,
    reopening_refusal,
)
from app.domain.terms import ONE_DAY
from app.domain.text import nfc
from app.services.register import Register
from db.queries import closed, task_details
from db.queries import directory as names
from db.queries import doers as doer_query
from db.queries import index as index_query
from db.queries import indicators as indicator_query
from db.queries import tasks as task_queries
from db.unit_of_work import Writing, writing

_CHUNK = 40
"""Tasks whose details are kept in one part: small enough for one to be read quickly."""


def load_periods(register: Register) -> list[PeriodRecord]:
    """Return every period with its closings, the newest closing day first."""
    with register.reading() as connection:
        return closed.periods(connection)


def add(register: Register, period: ProposedPeriod) -> ChangeSet:
    """Add a period.

    Raises:
        InputRefusedError: it has no name or one that is taken, or ends before it begins.
    """
    name = _tidy(period.name)
    _refuse(period_refusal(name, period.begins_on, period.closes_on))
    with writing(register.engine, register.author(), "", kind="closing") as work:
        known = closed.periods(work.session.connection())
        if any(each.name.casefold() == name.casefold() for each in known):
            raise InputRefusedError(phrase("Đã có kỳ “{name}”.", name=name))
        row = models.ReportingPeriod(
            kind=period.kind.value,
            name=name,
            begins_on=period.begins_on,
            closes_on=period.closes_on,
        )
        work.session.add(row)
        day = formats.date_in_text(period.closes_on)
        work.change.summary = phrase(
            "thêm kỳ báo cáo “{name}”, chốt ngày {day}", name=name, day=day
        )
    return _told(work)


def move_closing_day(register: Register, period_id: int, closes_on: dt.date) -> ChangeSet:
    """Give a period that is open another closing day.

    Raises:
        InputRefusedError: it is closed, or would end before it begins.
    """
    with writing(register.engine, register.author(), "", kind="closing") as work:
        period = _period(work.session.connection(), period_id)
        _refuse_closed(period)
        _refuse(period_refusal(period.name, period.begins_on, closes_on))
        row = work.session.get_one(models.ReportingPeriod, period_id)
        row.closes_on = closes_on
        day = formats.date_in_text(closes_on)
        work.change.summary = phrase(
            "đổi ngày chốt của kỳ “{name}” thành {day}", name=period.name, day=day
        )
    return _told(work)


def remove(register: Register, period_id: int) -> ChangeSet:
    """Take a period away that was never closed.

    Raises:
        InputRefusedError: it was closed once; what was kept stays.
    """
    with writing(register.engine, register.author(), "", kind="closing") as work:
        period = _period(work.session.connection(), period_id)
        if period.closings:
            raise InputRefusedError(
                phrase("{name} đã từng chốt số liệu nên không bỏ được.", name=period.name)
            )
        work.session.delete(work.session.get_one(models.ReportingPeriod, period_id))
        work.change.summary = phrase("bỏ kỳ báo cáo “{name}”", name=period.name)
    return _told(work)


def close(register: Register, period_id: int) -> ChangeSet:
    """Close a period: keep everything of its day as it stands now.

    Where another period with the same closing day is closed, what that one keeps holds for both.

    Raises:
        InputRefusedError: it is closed already, or its last day is not over.
    """
    with writing(register.engine, register.author(), "", kind="closing") as work:
        connection = work.session.connection()
        period = _period(connection, period_id)
        _refuse(closing_refusal(period, register.clock().date()))
        shared = closed.holder_on(connection, period.closes_on)
        kept = None if shared else _kept(connection, period)
        row = models.PeriodClosing(
            period_id=period_id,
            closes_on=period.closes_on,
            holder_id=shared,
            fingerprint=_fingerprint(kept[1] if kept else closed.parts(connection, shared or 0)),
            closed_at=work.author.at,
            closed_by=work.author.user,
        )
        work.session.add(row)
        day = formats.date_in_text(period.closes_on)
        work.change.summary = phrase(
            "chốt số liệu kỳ “{name}”, tính đến hết ngày {day}", name=period.name, day=day
        )
        work.session.flush()
        if kept:
            _keep(work.session, row.id, *kept)
    return _told(work)


def reopen(register: Register, period_id: int, reason: str) -> ChangeSet:
    """Open a closed period again, for a reason that stands in history; what was kept stays kept.

    Raises:
        InputRefusedError: it is not closed, or no reason is given.
    """
    with writing(register.engine, register.author(), "", kind="closing") as work:
        period = _period(work.session.connection(), period_id)
        _refuse(reopening_refusal(period, reason))
        assert period.closing is not None  # noqa: S101 - else it was refused
        row = work.session.get_one(models.PeriodClosing, period.closing.id)
        row.reopened_at, row.reopened_by = work.author.at, work.author.user
        row.reason = _tidy(reason)
        work.change.summary = phrase(
            "mở lại số liệu kỳ “{name}”: {reason}", name=period.name, reason=row.reason
        )
    return _told(work)


def altered(register: Register) -> list[str]:
    """Return the names of closed periods whose kept figures are not those that were closed."""
    with register.reading() as connection:
        found = []
        for period in closed.periods(connection):
            closing = period.closing
            if closing is None:
                continue
            holder = closed.holder_on(connection, closing.closes_on) or closing.id
            if _fingerprint(closed.parts(connection, holder)) != closing.fingerprint:
                found.append(period.name)
        return found


# ---- Keeping


_Parts = list[tuple[str, int, bytes]]


def _kept(connection: Connection, period: PeriodRecord) -> tuple[RegisterIndex, _Parts]:
    """Return the index of a closing day and everything else that is read of it, packed.

    The lights of indicators are kept for every period that can be looked at on that day. What its
    sheets compare with belongs to it: the end of the month before, and the day before the period
    begins.
    """
    from app.domain.indicator_assessment import judge_all  # noqa: PLC0415 - for closing only
    from app.domain.result_period import offered, usual  # noqa: PLC0415
    from db.record_codec import pack  # noqa: PLC0415

    day = period.closes_on
    index = index_query.load(connection, day, "")
    ids = _ids(index)
    details = task_details.details(connection, ids, day, index.soon_days) if ids else []
    by_id = {detail.id: detail for detail in details}
    rows = task_queries.rows(connection, ids, day)
    book = indicator_query.load(connection, day)
    parts = [
        (closed.INDEX, 0, pack(index)),
        (closed.SETTINGS, 0, pack(names.setting_values(connection, day))),
        (closed.ROWS, 0, pack([rows[task] for task in ids])),
        (closed.INDICATORS, 0, pack(book)),
        (closed.DOERS, 0, pack(doer_query.states_on(connection, ids, day, index.soon_days))),
    ]
    earlier = {month_before(day)}
    if period.begins_on is not None:
        earlier.add(period.begins_on - ONE_DAY)
    for since in sorted(earlier):
        before = index_query.load(connection, since, "")
        parts.append((closed.INDEX, since.toordinal(), pack(before)))
    for looked_at in dict.fromkeys((*offered(day), usual(day))):
        judged = judge_all(replace(book, period=looked_at), looked_at)
        parts.append((closed.JUDGED, closed.number_of(looked_at), pack(judged)))
    for number, first in enumerate(range(0, len(ids), _CHUNK)):
        chunk = [by_id[task] for task in ids[first : first + _CHUNK]]
        parts.append((closed.DETAILS, number, pack(chunk)))
    return index, parts


def _ids(index: RegisterIndex) -> list[int]:
    return [ref.id for ref in (*index.tasks, *index.closed)]


def _keep(session: Session, closing_id: int, index: RegisterIndex, parts: _Parts) -> None:
    """Write what is kept; the audit names the closing, not every one of its rows."""
    refs = (*index.tasks, *index.closed)
    tasks = [
        {
            "closing_id": closing_id,
            "task_id": ref.id,
            "light": ref.light.name.lower(),
            "days": ref.days,
            "part": place // _CHUNK,
        }
        for place, ref in enumerate(refs)
    ]
    if tasks:
        session.execute(insert(models.FrozenTask), tasks)
    session.execute(
        insert(models.FrozenPart),
        [
            {"closing_id": closing_id, "what": what, "number": number, "content": content}
            for what, number, content in parts
        ],
    )


def _fingerprint(parts: Sequence[tuple[str, int, bytes]]) -> str:
    digest = hashlib.sha256()
    for what, number, content in sorted(parts, key=lambda part: part[:2]):
        digest.update(f"{what} {number} {len(content)}\n".encode())
        digest.update(content)
    code = digest.hexdigest()[:12].upper()
    return "-".join((code[:4], code[4:8], code[8:]))


# ---- Shared


def _period(connection: Connection, period_id: int) -> PeriodRecord:
    found = next((each for each in closed.periods(connection) if each.id == period_id), None)
    if found is None:
        raise InputRefusedError(phrase("Kỳ báo cáo này không còn trong sổ."))
    return found


def _refuse(words: str | None) -> None:
    if words:
        raise InputRefusedError(words)


def _refuse_closed(period: PeriodRecord) -> None:
    if period.closing is not None:
        raise InputRefusedError(
            phrase("{name} đã chốt số liệu. Hãy mở lại trước khi đổi ngày chốt.", name=period.name)
        )


def _tidy(words: str) -> str:
    return " ".join(nfc(words).split())


def _told(work: Writing) -> ChangeSet:
    return ChangeSet(work.change.id, work.change.summary, directory=True)
