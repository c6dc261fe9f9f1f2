"""The calendar of reports: what is due, receipts of several at once, duties switched on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import formats
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.report_dates import ReportDate
from app.domain.traffic_light import DEFAULT_SOON_DAYS
from app.services.register import Register
from app.services.task_words import future
from db.queries import directory as names
from db.queries import report_dates as query
from db.queries.index import SOON_DAYS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.unit_of_work import Writing

_GONE = phrase("Kỳ báo cáo này không còn trong sổ. Hãy mở lại Lịch và chọn kỳ khác.")
_NOBODY = phrase("Chưa chọn cơ quan nào.")


@dataclass(frozen=True, slots=True)
class ReportDates:
    """The report dates of some days, and how many duties name no period."""

    dates: tuple[ReportDate, ...]
    without_dates: int


def load_dates(register: Register, first: dt.date, last: dt.date, as_of: dt.date) -> ReportDates:
    """Return the report dates between two days as of a day, soonest first."""
    with register.reading() as connection:
        return ReportDates(
            tuple(query.dates(connection, first, last, as_of, _soon_days(connection, as_of))),
            query.without_dates(connection, as_of),
        )


def receipt_refusal(
    date: ReportDate, agency_ids: Sequence[int], arrived_on: dt.date | None, today: dt.date
) -> str | None:
    """Return why receipts cannot be recorded (or, without a day, taken back); None if they can."""
    chosen = [sender for sender in date.senders if sender.agency_id in set(agency_ids)]
    if not chosen:
        return _NOBODY
    if arrived_on is None:
        if not any(sender.arrived_on for sender in chosen):
            return phrase("Báo cáo của các cơ quan đã chọn chưa được ghi nhận.")
        return None
    if all(sender.arrived_on for sender in chosen):
        return phrase("Báo cáo của các cơ quan đã chọn đã được ghi nhận.")
    return future(phrase("Ngày đến"), arrived_on, today)


def record(
    register: Register,
    date: ReportDate,
    agency_ids: Sequence[int],
    arrived_on: dt.date,
    today: dt.date,
) -> ChangeSet:
    """Record that the report of one period came from some agencies: one step of undo.

    The first receipt switches the duty on from its day. Where the last member of a collective has
    sent its report, the collective has: a task that it leads is judged by that.

    Raises:
        InputRefusedError: nobody is named, all of these reports came already, the day lies in the
            future, or the period is gone.
        RegisterError: SQLite refused; nothing is written.
    """
    from app.models import ReportDuty, ReportReceipt  # noqa: PLC0415 - for writing only
    from db.unit_of_work import writing  # noqa: PLC0415

    author = register.author()
    with writing(register.engine, author, "") as work:
        now = _again(work, date, today)
        if refusal := receipt_refusal(now, agency_ids, arrived_on, today):
            raise InputRefusedError(refusal)
        wanted = set(agency_ids)
        chosen = [s for s in now.senders if s.agency_id in wanted and s.arrived_on is None]
        duty = work.session.get_one(ReportDuty, date.duty.id)
        if duty.active_from is None:
            duty.active_from = arrived_on
        owed = query.owed_by(work.session.connection(), now.duty.id, today)
        have = {s.agency_id for s in now.senders if s.arrived_on} | {s.agency_id for s in chosen}
        whole = [
            collective
            for collective, members in owed.collectives.items()
            if members and have.issuperset(members)
        ]
        days = {sender.agency_id: arrived_on for sender in chosen}
        came = [sender.arrived_on for sender in now.senders if sender.arrived_on]
        days |= dict.fromkeys(_new(work, now, whole), max([arrived_on, *came]))
        for agency, day in days.items():
            work.session.add(
                ReportReceipt(
                    duty_id=now.duty.id,
                    agency_id=agency,
                    period=now.period.key,
                    arrived_on=day,
                    recorded_at=author.at,
                    recorded_by=author.user,
                )
            )
        who = (
            chosen[0].short_name
            if len(chosen) == 1
            else phrase("{chosen} cơ quan", chosen=len(chosen))
        )
        work.change.summary = phrase(
            "nhận báo cáo {words} của {who} theo {document}",
            words=now.period.words,
            who=who,
            document=now.document,
        )
    return ChangeSet(work.change.id, work.change.summary, directory=True)


def take_back(
    register: Register, date: ReportDate, agency_ids: Sequence[int], today: dt.date
) -> ChangeSet:
    """Take wrong receipts of one period out again; undo puts them back.

    A receipt of a whole collective goes with that of any of its members.

    Raises:
        InputRefusedError: none of these reports was recorded.
        RegisterError: SQLite refused; nothing is written.
    """
    from sqlalchemy import select  # noqa: PLC0415 - for writing only

    from app.models import ReportReceipt  # noqa: PLC0415
    from db.unit_of_work import writing  # noqa: PLC0415

    with writing(register.engine, register.author(), "") as work:
        now = _again(work, date, today)
        if refusal := receipt_refusal(now, agency_ids, None, today):
            raise InputRefusedError(refusal)
        wanted = set(agency_ids)
        chosen = [s for s in now.senders if s.agency_id in wanted and s.arrived_on]
        owed = query.owed_by(work.session.connection(), now.duty.id, today)
        ids = {sender.agency_id for sender in chosen}
        ids |= {c for c, members in owed.collectives.items() if ids.intersection(members)}
        rows = work.session.scalars(
            select(ReportReceipt).where(
                ReportReceipt.duty_id == now.duty.id,
                ReportReceipt.period == now.period.key,
                ReportReceipt.agency_id.in_(ids),
            )
        ).all()
        if not rows:
            raise InputRefusedError(_GONE)
        for row in rows:
            work.session.delete(row)
        who = (
            chosen[0].short_name
            if len(chosen) == 1
            else phrase("{chosen} cơ quan", chosen=len(chosen))
        )
        work.change.summary = phrase(
            "bỏ ghi nhận báo cáo {words} của {who}", words=now.period.words, who=who
        )
    return ChangeSet(work.change.id, work.change.summary, directory=True)


def switch_refusal(date: ReportDate, from_day: dt.date | None) -> str | None:
    """Return why a duty cannot be judged from a day on (None: no more), or None if it can."""
    if from_day == date.duty.active_from:
        return phrase("Chế độ báo cáo này đã được đặt như vậy.")
    if from_day is None and date.arrived:
        return phrase("Đã có báo cáo được ghi nhận nên vẫn tính đèn. Hãy đổi ngày bắt đầu tính.")
    return None


def switch_on(register: Register, date: ReportDate, from_day: dt.date | None) -> ChangeSet:
    """Judge a duty from a day on, without waiting for its first report; None judges it no more.

    Raises:
        InputRefusedError: it stands so already.
        RegisterError: SQLite refused; nothing is written.
    """
    from app.models import ReportDuty  # noqa: PLC0415 - for writing only
    from db.unit_of_work import writing  # noqa: PLC0415

    if refusal := switch_refusal(date, from_day):
        raise InputRefusedError(refusal)
    day = (
        phrase("từ ngày {from_day}", from_day=formats.date_in_text(from_day))
        if from_day
        else phrase("nữa")
    )
    what = phrase("tính đèn theo") if from_day else phrase("không tính đèn theo")
    summary = f"{what} “{date.title}” {day}"
    with writing(register.engine, register.author(), summary) as work:
        work.session.get_one(ReportDuty, date.duty.id).active_from = from_day
    return ChangeSet(work.change.id, summary, directory=True)


def _again(work: Writing, date: ReportDate, today: dt.date) -> ReportDate:
    """Read a report date under the write lock: somebody else may have been quicker."""
    connection, day = work.session.connection(), date.period.closing_day
    for each in query.dates(connection, day, day, today, _soon_days(connection, today)):
        if each.duty.id == date.duty.id and each.period.key == date.period.key:
            return each
    raise InputRefusedError(_GONE)


def _new(work: Writing, date: ReportDate, agencies: Sequence[int]) -> list[int]:
    """Return the agencies without a receipt of the period."""
    from sqlalchemy import select  # noqa: PLC0415 - for writing only

    from app.models import ReportReceipt  # noqa: PLC0415

    there = work.session.scalars(
        select(ReportReceipt.agency_id).where(
            ReportReceipt.duty_id == date.duty.id, ReportReceipt.period == date.period.key
        )
    ).all()
    return [agency for agency in agencies if agency not in there]


def _soon_days(connection: Connection, as_of: dt.date) -> int:
    return int(names.setting_values(connection, as_of).get(SOON_DAYS, DEFAULT_SOON_DAYS))
