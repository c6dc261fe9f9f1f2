"""Leaders: who they are, in which position, from when until when.

A leader who changes position gets a second term (`app.domain.office`), so that a sheet of an
earlier day keeps the position of that day; portfolios follow the person.
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
from app.domain.office import Office, TermRecord
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.terms import ONE_DAY, TERM_SIGN, person_of
from app.domain.text import fold, fold_words
from app.services import portfolios
from app.services.register import Register
from db.queries import office as office_query
from db.unit_of_work import Writing, writing

_GONE = phrase("Lãnh đạo này không còn trong sổ. Hãy xem lại danh sách.")


@dataclass(frozen=True, slots=True)
class TermEntry:
    """What a person says of one term of office; days that are not known are None."""

    name: str
    position: str
    short_position: str
    first: dt.date | None = None
    last: dt.date | None = None
    note: str = ""


def refusal(office: Office, entry: TermEntry, official_id: int | None = None) -> str | None:
    """Return why a term cannot be kept so, or None if it can.

    Args:
        office: as it stands.
        entry: what is to be kept.
        official_id: the term that is corrected; None for a new leader.
    """
    if words := _wrong(entry):
        return words
    known = office.term(official_id) if official_id is not None else None
    if official_id is not None and known is None:
        return _GONE
    person = known.person if known else ""
    if any(fold(t.name) == fold(entry.name) and t.person != person for t in office.terms):
        return phrase(
            "Đã có đồng chí {name} trong danh sách. "
            "Nếu là người đó nhận chức vụ khác, hãy dùng Đổi chức vụ.",
            name=entry.name.strip(),
        )
    others = [t for t in office.terms if t.person == person and t.id != official_id]
    if known is not None and any(_overlap(entry.first, entry.last, other) for other in others):
        return phrase("Thời gian này trùng với một chức vụ khác của cùng đồng chí.")
    return None


def _wrong(entry: TermEntry) -> str | None:
    """Return what is wrong with an entry whatever else is kept."""
    if not entry.name.strip():
        return phrase("Hãy ghi họ và tên.")
    if not entry.position.strip() or not entry.short_position.strip():
        return phrase("Hãy ghi chức vụ, ví dụ Phó Chủ tịch UBND tỉnh.")
    if entry.first is not None and entry.last is not None and entry.last < entry.first:
        return phrase("Ngày thôi giữ chức vụ sớm hơn ngày bắt đầu.")
    return None


def add(register: Register, entry: TermEntry) -> ChangeSet:
    """Add a leader at the end of the order.

    Raises:
        InputRefusedError: see `refusal`.
    """
    with writing(register.engine, register.author(), "") as work:
        office = _office(work)
        if words := refusal(office, entry):
            raise InputRefusedError(words)
        order = max((term.order for term in office.terms), default=0) + 1
        keys = {term.key for term in office.terms}
        work.session.add(_row(entry, _new_key("-".join(fold_words(entry.name)), keys), order))
        work.change.summary = phrase(
            "thêm đồng chí {name}, {position}",
            name=entry.name.strip(),
            position=entry.position.strip(),
        )
    return _told(work)


def edit(register: Register, official_id: int, entry: TermEntry) -> ChangeSet:
    """Correct what stands of a term; the name holds for all terms of the person.

    Raises:
        InputRefusedError: see `refusal`.
    """
    with writing(register.engine, register.author(), "") as work:
        office = _office(work)
        if words := refusal(office, entry, official_id):
            raise InputRefusedError(words)
        row = _get(work.session, official_id)
        row.position, row.short_position = entry.position.strip(), entry.short_position.strip()
        row.in_office_from, row.in_office_to = entry.first, entry.last
        row.note = entry.note.strip()
        for term in _terms_of(work.session, row.key):
            term.name = entry.name.strip()
        work.change.summary = phrase("sửa thông tin đồng chí {name}", name=entry.name.strip())
    return _told(work)


def promotion_refusal(office: Office, official_id: int, entry: TermEntry) -> str | None:
    """Return why a leader cannot take another position from ``entry.first``, or None."""
    term = office.term(official_id)
    if term is None:
        return _GONE
    if entry.first is None or not entry.position.strip() or not entry.short_position.strip():
        return phrase("Hãy ghi chức vụ mới và ngày nhận chức vụ.")
    if not term.holds(entry.first - ONE_DAY):
        day = formats.date_in_text(entry.first)
        return phrase(
            "Trước ngày {day} đồng chí {name} không giữ chức vụ {short_position}.",
            day=day,
            name=term.name,
            short_position=term.short_position,
        )
    if fold(entry.position) == fold(term.position):
        return phrase("Đồng chí {name} đang giữ đúng chức vụ này.", name=term.name)
    later = [t for t in office.terms if t.person == term.person and t.id != term.id]
    if any(_overlap(entry.first, term.last, each) for each in later):
        return phrase("Thời gian này trùng với một chức vụ khác của cùng đồng chí.")
    return None


def promote(register: Register, official_id: int, entry: TermEntry) -> ChangeSet:
    """Let a leader take another position from a day; the portfolios go on.

    Args:
        register: the open register.
        official_id: the term that ends the day before.
        entry: position and first day of the next term; its name and last day are not asked.

    Raises:
        InputRefusedError: see `promotion_refusal`.
    """
    with writing(register.engine, register.author(), "") as work:
        office = _office(work)
        if words := promotion_refusal(office, official_id, entry):
            raise InputRefusedError(words)
        row = _get(work.session, official_id)
        assert entry.first is not None  # noqa: S101 - refused above
        keys = {term.key for term in office.terms}
        following = TermEntry(
            row.name, entry.position, entry.short_position, entry.first, row.in_office_to
        )
        row.in_office_to = entry.first - ONE_DAY
        new = _row(following, _new_key(person_of(row.key), keys, TERM_SIGN), row.ordinal)
        work.session.add(new)
        day = formats.date_in_text(entry.first)
        work.change.summary = phrase(
            "đồng chí {name} giữ chức {position} từ ngày {day}",
            name=row.name,
            position=new.position,
            day=day,
        )
    return _told(work)


def leaving_refusal(
    office: Office, official_id: int, last_day: dt.date, successor_id: int | None
) -> str | None:
    """Return why a leader cannot leave with a day, or None."""
    term = office.term(official_id)
    if term is None:
        return _GONE
    if not term.holds(last_day):
        day = formats.date_in_text(last_day)
        return phrase("Ngày {day} đồng chí {name} không giữ chức vụ này.", day=day, name=term.name)
    if successor_id is None:
        return None
    taker = office.term(successor_id)
    if taker is None or taker.person == term.person:
        return phrase("Hãy chọn một lãnh đạo khác nhận bàn giao.")
    if office.term_on(successor_id, last_day + ONE_DAY) is None:
        day = formats.date_in_text(last_day + ONE_DAY)
        return phrase(
            "Ngày {day} đồng chí {name} không giữ chức vụ nên chưa nhận bàn giao được.",
            day=day,
            name=taker.name,
        )
    return None


def leave(
    register: Register, official_id: int, last_day: dt.date, successor_id: int | None = None
) -> ChangeSet:
    """End a term with a day; its agencies go to a successor, or stand without a leader.

    Raises:
        InputRefusedError: see `leaving_refusal`.
    """
    with writing(register.engine, register.author(), "") as work:
        office = _office(work)
        if words := leaving_refusal(office, official_id, last_day, successor_id):
            raise InputRefusedError(words)
        row = _get(work.session, official_id)
        row.in_office_to = last_day
        held = _held_after(work.session, row.key, last_day)
        day = formats.date_in_text(last_day)
        work.change.summary = phrase(
            "đồng chí {name} thôi giữ chức {position} sau ngày {day}",
            name=row.name,
            position=row.position,
            day=day,
        )
        taker = office.term_on(successor_id, last_day + ONE_DAY) if successor_id else None
        if taker is not None and held:
            work.change.summary += phrase(
                ", bàn giao {held} cơ quan cho đồng chí {name}", held=len(held), name=taker.name
            )
        for portfolio in held:
            if taker is not None:
                work.session.add(_taken_over(portfolio, taker, last_day + ONE_DAY))
            portfolios.finish(work.session, portfolio, last_day)
    return _told(work)


def move(register: Register, official_id: int, step: int) -> ChangeSet:
    """Move a leader up (-1) or down (1) in the order of precedence.

    Raises:
        InputRefusedError: the leader stands at the end already.
    """
    with writing(register.engine, register.author(), "") as work:
        row = _get(work.session, official_id)
        rows = work.session.scalars(
            select(models.Official).order_by(models.Official.ordinal, models.Official.id)
        ).all()
        persons = list(dict.fromkeys(person_of(each.key) for each in rows))
        here = persons.index(person_of(row.key))
        there = here + step
        if not 0 <= there < len(persons):
            raise InputRefusedError(phrase("Đồng chí này đã ở đầu hoặc cuối danh sách."))
        persons[here], persons[there] = persons[there], persons[here]
        for each in rows:
            each.ordinal = persons.index(person_of(each.key)) + 1
        direction = phrase("lên trên") if step < 0 else phrase("xuống dưới")
        work.change.summary = phrase(
            "xếp đồng chí {name} {direction}", name=row.name, direction=direction
        )
    return _told(work)


def _held_after(session: Session, key: str, last_day: dt.date) -> list[models.Portfolio]:
    """Return the portfolios of a person that reach beyond a day."""
    terms = [term.id for term in _terms_of(session, key)]
    rows = session.scalars(
        select(models.Portfolio)
        .where(models.Portfolio.official_id.in_(terms))
        .order_by(models.Portfolio.id)
    )
    return [row for row in rows if row.valid_to is None or row.valid_to > last_day]


def _taken_over(
    portfolio: models.Portfolio, taker: TermRecord, first_day: dt.date
) -> models.Portfolio:
    """Return the portfolio of a successor: what was a suggestion stays one."""
    return models.Portfolio(
        official_id=taker.id,
        agency_id=portfolio.agency_id,
        valid_from=max(first_day, portfolio.valid_from),
        valid_to=portfolio.valid_to,
        confirmed=portfolio.confirmed,
        source=portfolio.source,
    )


def _overlap(first: dt.date | None, last: dt.date | None, other: TermRecord) -> bool:
    begins_after = first is not None and other.last is not None and first > other.last
    ends_before = last is not None and other.first is not None and last < other.first
    return not (begins_after or ends_before)


def _row(entry: TermEntry, key: str, order: int) -> models.Official:
    return models.Official(
        key=key,
        name=entry.name.strip(),
        position=entry.position.strip(),
        short_position=entry.short_position.strip(),
        ordinal=order,
        in_office_from=entry.first,
        in_office_to=entry.last,
        note=entry.note.strip(),
    )


def _new_key(wanted: str, taken: set[str], sign: str = "-") -> str:
    """Return a key that nobody has; later terms and namesakes are numbered from 2."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}{sign}{number}" in taken:
        number += 1
    return f"{wanted}{sign}{number}"


def _get(session: Session, official_id: int) -> models.Official:
    row = session.get(models.Official, official_id)
    if row is None:
        raise InputRefusedError(_GONE)
    return row


def _terms_of(session: Session, key: str) -> Sequence[models.Official]:
    rows = session.scalars(select(models.Official)).all()
    return [row for row in rows if person_of(row.key) == person_of(key)]


def _office(work: Writing) -> Office:
    # Read under the write lock: somebody else may have been quicker.
    return office_query.load(work.session.connection())


def _told(work: Writing) -> ChangeSet:
    return ChangeSet(work.change.id, work.change.summary, directory=True)
