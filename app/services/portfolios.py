"""Who is in charge of which agency: suggested, confirmed, given from a day, ended.

Every function is one operation of one change; undo puts the rows back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.domain import formats
from app.domain.errors import InputRefusedError
from app.domain.office import Office, Transfer, transfer
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.terms import ONE_DAY
from app.services.register import Register
from db.queries import office as office_query
from db.unit_of_work import Writing, writing

_NONE_TO_CONFIRM = phrase("Không còn phân công gợi ý nào để xác nhận.")


@dataclass(frozen=True, slots=True)
class Giving:
    """What a person says when agencies are given to a leader.

    Attributes:
        agency_ids: which agencies.
        official_id: a term of the leader.
        from_day: first day in charge.
        basis: the decision that says so, may be empty.
    """

    agency_ids: tuple[int, ...]
    official_id: int
    from_day: dt.date
    basis: str = ""


def confirm(register: Register, official_id: int) -> ChangeSet:
    """Turn every suggested portfolio of an official into a confirmed one.

    Raises:
        InputRefusedError: there is none to confirm.
    """
    with writing(
        register.engine, register.author(), phrase("xác nhận phân công phụ trách")
    ) as work:
        official = work.session.get(models.Official, official_id)
        suggested = work.session.scalars(
            select(models.Portfolio).where(
                models.Portfolio.official_id == official_id,
                models.Portfolio.confirmed.is_(False),
            )
        ).all()
        if official is None or not suggested:
            raise InputRefusedError(_NONE_TO_CONFIRM)
        work.change.summary = phrase(
            "xác nhận {suggested} phân công của đồng chí {name}",
            suggested=len(suggested),
            name=official.name,
        )
        for portfolio in suggested:
            portfolio.confirmed = True
    return _told(work)


def confirm_rows(register: Register, portfolio_ids: Sequence[int]) -> ChangeSet:
    """Turn suggested portfolios into confirmed ones; those confirmed meanwhile stay so.

    Raises:
        InputRefusedError: there is none to confirm.
    """
    with writing(register.engine, register.author(), "") as work:
        rows = _suggested(work.session, portfolio_ids)
        work.change.summary = phrase(
            "xác nhận {who_has_what}", who_has_what=_who_has_what(work.session, rows)
        )
        for row in rows:
            row.confirmed = True
    return _told(work)


def reject(register: Register, portfolio_ids: Sequence[int]) -> ChangeSet:
    """Take suggested portfolios away; their agencies stand without a leader then.

    Raises:
        InputRefusedError: none of them is a suggestion any more.
    """
    with writing(register.engine, register.author(), "") as work:
        rows = _suggested(work.session, portfolio_ids)
        work.change.summary = phrase(
            "bỏ gợi ý {who_has_what}", who_has_what=_who_has_what(work.session, rows)
        )
        for row in rows:
            work.session.delete(row)
    return _told(work)


def refusal(office: Office, giving: Giving) -> str | None:
    """Return why agencies cannot be given so, or None if they can."""
    if not giving.agency_ids:
        return phrase("Hãy chọn ít nhất một cơ quan.")
    taker = office.term(giving.official_id)
    if taker is None:
        return phrase("Lãnh đạo này không còn trong sổ. Hãy chọn lại.")
    day = formats.date_in_text(giving.from_day)
    if office.term_on(giving.official_id, giving.from_day) is None:
        return phrase(
            "Ngày {day} đồng chí {name} không giữ chức vụ. Hãy chọn ngày khác hoặc lãnh đạo khác.",
            day=day,
            name=taker.name,
        )
    for agency_id in giving.agency_ids:
        agency = office.agency(agency_id)
        if agency is None or not agency.holds(giving.from_day):
            name = agency.name if agency else phrase("Cơ quan này")
            return phrase("{name} không có vào ngày {day}. Hãy chọn ngày khác.", name=name, day=day)
    if all(each.needless for each in transfers(office, giving)):
        return phrase(
            "Đồng chí {name} đã phụ trách từ ngày đó, không có gì thay đổi.", name=taker.name
        )
    return None


def transfers(office: Office, giving: Giving) -> list[Transfer]:
    """Return what giving agencies to a leader does, agency by agency."""
    return [
        transfer(office, agency_id, giving.official_id, giving.from_day)
        for agency_id in giving.agency_ids
    ]


def assign(register: Register, giving: Giving) -> ChangeSet:
    """Give agencies to a leader from a day on.

    Whoever was in charge is so until the day before; what was planned from that day on falls away.

    Raises:
        InputRefusedError: see `refusal`.
    """
    with writing(register.engine, register.author(), "") as work:
        # Read under the write lock: somebody else may have been quicker.
        office = office_query.load(work.session.connection())
        if words := refusal(office, giving):
            raise InputRefusedError(words)
        term = office.term_on(giving.official_id, giving.from_day)
        assert term is not None  # noqa: S101 - refused above
        changes = [each for each in transfers(office, giving) if not each.needless]
        work.change.summary = _given(office, changes, giving, term.name)
        for change in changes:
            _carry_out(work.session, change, giving, term.id)
    return _told(work)


def end(register: Register, portfolio_ids: Sequence[int], last_day: dt.date) -> ChangeSet:
    """End portfolios with a day; from the next day their agencies stand without a leader.

    A portfolio that begins later than ``last_day`` is taken away.

    Raises:
        InputRefusedError: none of them is still there, or they end by that day anyway.
    """
    with writing(register.engine, register.author(), "") as work:
        rows = [
            row
            for row in _rows(work.session, portfolio_ids)
            if row.valid_to is None or row.valid_to > last_day
        ]
        if not rows:
            raise InputRefusedError(phrase("Các phân công này đã kết thúc trước ngày đó."))
        day = formats.date_in_text(last_day)
        work.change.summary = phrase(
            "kết thúc ngày {day} {who_has_what}",
            day=day,
            who_has_what=_who_has_what(work.session, rows),
        )
        for row in rows:
            finish(work.session, row, last_day)
    return _told(work)


def finish(session: Session, row: models.Portfolio, last_day: dt.date) -> None:
    """Let a portfolio end with a day, or never have begun where it begins later."""
    if row.valid_from > last_day:
        session.delete(row)
    else:
        row.valid_to = last_day


def _carry_out(session: Session, change: Transfer, giving: Giving, term_id: int) -> None:
    for portfolio in change.replaced:
        session.delete(session.get_one(models.Portfolio, portfolio.id))
    if change.before is not None:
        before = session.get_one(models.Portfolio, change.before.id)
        before.valid_to = giving.from_day - ONE_DAY
    if change.confirmed is not None:
        row = session.get_one(models.Portfolio, change.confirmed.id)
        row.confirmed = True
        row.source = giving.basis or row.source
        return
    session.add(
        models.Portfolio(
            official_id=term_id,
            agency_id=change.agency_id,
            valid_from=giving.from_day,
            valid_to=None,
            confirmed=True,
            source=giving.basis,
        )
    )


def _given(office: Office, changes: Sequence[Transfer], giving: Giving, name: str) -> str:
    first = office.agency(changes[0].agency_id)
    agencies = (
        first.name
        if first and len(changes) == 1
        else phrase("{changes} cơ quan", changes=len(changes))
    )
    day = formats.date_in_text(giving.from_day)
    terms = [office.term(c.before.official_id) if c.before else None for c in changes]
    givers = {term.name if term else "" for term in terms}
    giver = givers.pop() if len(givers) == 1 else ""
    if giver and giver != name:
        return phrase(
            "bàn giao {agencies} từ đồng chí {giver} sang đồng chí {name} từ ngày {day}",
            agencies=agencies,
            giver=giver,
            name=name,
            day=day,
        )
    return phrase(
        "giao đồng chí {name} phụ trách {agencies} từ ngày {day}",
        name=name,
        agencies=agencies,
        day=day,
    )


def _rows(session: Session, portfolio_ids: Sequence[int]) -> list[models.Portfolio]:
    query = select(models.Portfolio).where(models.Portfolio.id.in_(portfolio_ids))
    return list(session.scalars(query.order_by(models.Portfolio.id)))


def _suggested(session: Session, portfolio_ids: Sequence[int]) -> list[models.Portfolio]:
    rows = [row for row in _rows(session, portfolio_ids) if not row.confirmed]
    if not rows:
        raise InputRefusedError(_NONE_TO_CONFIRM)
    return rows


def _who_has_what(session: Session, rows: Sequence[models.Portfolio]) -> str:
    if len(rows) > 1:
        return phrase("{rows} phân công phụ trách", rows=len(rows))
    official = session.get_one(models.Official, rows[0].official_id)
    agency = session.get_one(models.Agency, rows[0].agency_id)
    return phrase(
        "phân công đồng chí {name} phụ trách {name2}", name=official.name, name2=agency.name
    )


def _told(work: Writing) -> ChangeSet:
    return ChangeSet(work.change.id, work.change.summary, directory=True)
