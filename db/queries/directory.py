"""Names and settings: agencies, officials, documents, sections, portfolios, as of one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, or_, select

from app.domain.records import (
    AgencyKind,
    AgencyRecord,
    Directory,
    DocumentRecord,
    OfficialRecord,
    SectionRecord,
)
from app.domain.schemes import SchemeRecord
from app.domain.terms import ONE_DAY, holds, person_of
from db.queries import closed
from db.queries.kept import kept
from db.queries.schema import (
    agency,
    agency_alias,
    agency_member,
    document,
    official,
    portfolio,
    scheme,
    section,
    setting,
)

DOCUMENT_ORDER = (
    func.coalesce(document.c.period_from, document.c.issued_on).desc(),
    document.c.issued_on,
    document.c.ordinal,
)
"""The order of documents everywhere: this year's programme before the five-year report it came
from, and what was issued first before what followed from it. One without a period stands by the
day of its issue."""

EXISTS = document.c.issued_on < dt.date.max
"""The condition that a document was not taken back after its import."""


def followed_on(day: dt.date) -> ColumnElement[bool]:
    """Return the condition that a document is not one of the past on a day."""
    return or_(document.c.closed_on.is_(None), document.c.closed_on >= day)


class AgencyLeader(NamedTuple):
    """The official whose portfolio holds an agency on a day."""

    official_id: int
    confirmed: bool
    source: str


@kept
def agencies(connection: Connection) -> dict[int, AgencyRecord]:
    """Return every agency by id, in the office's order."""
    rows = connection.execute(select(agency).order_by(agency.c.ordinal, agency.c.id))
    return {
        row.id: AgencyRecord(
            id=row.id,
            key=row.key,
            name=row.name,
            short_name=row.short_name,
            kind=AgencyKind(row.kind),
            collective=row.collective,
            order=row.ordinal,
        )
        for row in rows
    }


@kept
def heirs_on(connection: Connection, as_of: dt.date) -> dict[int, int]:
    """Return ended agency → the agency that stands in its place on a day.

    A task that was given to an agency is led by its heir from the day on which it was renamed or
    merged; on earlier days nothing stands here, so that they keep the old name.
    """
    return {ended: heirs[-1].id for ended, heirs in _successions(connection, as_of).items()}


@kept
def newborn_heirs_on(connection: Connection, as_of: dt.date) -> dict[int, int]:
    """Return the part of `heirs_on` whose heirs began when the agency ended: by another name.

    What such an agency had sent counts for its heir; one that was there before answers for itself.
    """
    return {
        ended: heirs[-1].id
        for ended, heirs in _successions(connection, as_of).items()
        if all(heir.newborn for heir in heirs)
    }


class _Heir(NamedTuple):
    """One step of a succession; ``newborn``: it began on the day after the one before ended."""

    id: int
    newborn: bool


@kept
def _successions(connection: Connection, as_of: dt.date) -> dict[int, list[_Heir]]:
    columns = (agency.c.id, agency.c.valid_from, agency.c.valid_to, agency.c.successor_id)
    known = {row.id: row for row in connection.execute(select(*columns))}
    ended = {
        row.id: row.successor_id
        for row in known.values()
        if row.successor_id is not None and row.valid_to is not None and row.valid_to < as_of
    }
    found: dict[int, list[_Heir]] = {}
    for start in ended:
        here, heirs = start, list[_Heir]()
        while here in ended and len(heirs) < len(ended):  # a circle would be a damaged register
            heir = known[ended[here]]
            newborn = heir.valid_from == known[here].valid_to + ONE_DAY
            heirs.append(_Heir(heir.id, newborn))
            here = heir.id
        found[start] = heirs
    return found


@kept
def agencies_on(connection: Connection, as_of: dt.date) -> dict[int, AgencyRecord]:
    """Return every agency by id; in the place of an ended one stands its heir of the day."""
    known = agencies(connection)
    return known | {ended: known[heir] for ended, heir in heirs_on(connection, as_of).items()}


def aliases(connection: Connection) -> Sequence[tuple[str, int]]:
    """Return (folded spelling, agency id) for every alias."""
    rows = connection.execute(select(agency_alias.c.folded, agency_alias.c.agency_id))
    return [(row.folded, row.agency_id) for row in rows]


@kept
def memberships(connection: Connection, as_of: dt.date) -> dict[int, set[int]]:
    """Return agency id → the collective agencies to which it belongs on a day.

    A first or last day that is not known does not limit.
    """
    first, last = agency_member.c.valid_from, agency_member.c.valid_to
    rows = connection.execute(
        select(agency_member.c.member_id, agency_member.c.collective_id).where(
            or_(first.is_(None), first <= as_of), or_(last.is_(None), last >= as_of)
        )
    )
    found: dict[int, set[int]] = {}
    for member_id, collective_id in rows:
        found.setdefault(member_id, set()).add(collective_id)
    return found


@kept
def officials(connection: Connection) -> dict[int, OfficialRecord]:
    """Return every term of every official by id, in order of precedence."""
    rows = connection.execute(select(official).order_by(official.c.ordinal))
    return {
        row.id: OfficialRecord(
            id=row.id,
            key=row.key,
            name=row.name,
            position=row.position,
            short_position=row.short_position,
            order=row.ordinal,
        )
        for row in rows
    }


@kept
def terms_on(connection: Connection, as_of: dt.date) -> dict[int, int]:
    """Return official id → the term in which the same person is in office on a day.

    A person who changed position has several terms; nobody stands here after the last one.
    """
    rows = connection.execute(
        select(official.c.id, official.c.key, official.c.in_office_from, official.c.in_office_to)
    ).all()
    in_office = {
        person_of(row.key): row.id
        for row in rows
        if holds(row.in_office_from, row.in_office_to, as_of)
    }
    return {
        row.id: in_office[person] for row in rows if (person := person_of(row.key)) in in_office
    }


@kept
def documents(connection: Connection) -> dict[int, DocumentRecord]:
    """Return every document by id, in `DOCUMENT_ORDER`."""
    rows = connection.execute(select(document).where(EXISTS).order_by(*DOCUMENT_ORDER))
    return {
        row.id: DocumentRecord(
            id=row.id,
            code=row.code,
            number=row.number,
            type=row.type,
            title=row.title,
            short_title=row.short_title,
            issuer=row.issuer,
            issued_on=row.issued_on,
            issued_precision=row.issued_precision,
            signer=row.signer,
            signer_position=row.signer_position,
            order=order,
            closed_on=row.closed_on,
        )
        for order, row in enumerate(rows)
    }


@kept
def sections(connection: Connection) -> dict[int, SectionRecord]:
    """Return every section by id, in document order."""
    query = select(section).join(document, document.c.id == section.c.document_id).where(EXISTS)
    rows = connection.execute(query.order_by(section.c.document_id, section.c.ordinal))
    return {
        row.id: SectionRecord(
            id=row.id,
            document_id=row.document_id,
            locator=row.locator,
            heading=row.heading,
            order=row.ordinal,
        )
        for row in rows
    }


@kept
def schemes(connection: Connection) -> dict[int, SchemeRecord]:
    """Return every đề án by id, the province's first, in the order of their numbers."""
    rows = connection.execute(
        select(scheme.c.id, scheme.c.number, scheme.c.title, scheme.c.scope).order_by(
            scheme.c.scope == "national", scheme.c.number
        )
    )
    return {
        row.id: SchemeRecord(row.id, row.number, row.title, row.scope == "national") for row in rows
    }


def in_force(as_of: dt.date) -> ColumnElement[bool]:
    """Return the condition that a portfolio holds on a day, its first and last day included."""
    return (portfolio.c.valid_from <= as_of) & or_(
        portfolio.c.valid_to.is_(None), portfolio.c.valid_to >= as_of
    )


@kept
def agency_leaders(connection: Connection, as_of: dt.date) -> dict[int, AgencyLeader]:
    """Return agency id → leader on a day; a confirmed portfolio goes before a suggested one.

    The leader is the term of office of that day; a portfolio of nobody in office is none.
    """
    terms = terms_on(connection, as_of)
    rows = connection.execute(
        select(portfolio)
        .where(in_force(as_of))
        .order_by(portfolio.c.confirmed, portfolio.c.valid_from, portfolio.c.id)
    )
    return {
        row.agency_id: AgencyLeader(terms[row.official_id], row.confirmed, row.source)
        for row in rows
        if row.official_id in terms
    }


def directory(connection: Connection, as_of: dt.date) -> Directory:
    """Return all names as of a day; of a closed day as they were kept."""
    holder = closed.holder_on(connection, as_of)
    if holder is not None:
        return closed.index(connection, holder, "").directory
    return live_directory(connection, as_of)


def live_directory(connection: Connection, as_of: dt.date) -> Directory:
    """Return all names, which portfolios are only suggested, who is one of whom, as of a day."""
    leaders = agency_leaders(connection, as_of)
    in_office = set(terms_on(connection, as_of).values())
    return Directory(
        agencies=agencies(connection),
        officials={key: each for key, each in officials(connection).items() if key in in_office},
        documents=documents(connection),
        sections=sections(connection),
        suggested_agency_leaders={
            agency_id: leader.official_id
            for agency_id, leader in leaders.items()
            if not leader.confirmed
        },
        memberships=memberships(connection, as_of),
        schemes=schemes(connection),
        suggestion_sources={
            agency_id: leader.source
            for agency_id, leader in leaders.items()
            if not leader.confirmed
        },
    )


def setting_values(connection: Connection, as_of: dt.date) -> dict[str, str]:
    """Return key → value of every setting in force on a day; of a closed day as they were kept."""
    holder = closed.holder_on(connection, as_of)
    if holder is not None:
        return closed.settings(connection, holder)
    return live_settings(connection, as_of)


@kept
def live_settings(connection: Connection, as_of: dt.date) -> dict[str, str]:
    """Return key → value of every setting in force on a day."""
    rows = connection.execute(
        select(setting.c.key, setting.c.value)
        .where(or_(setting.c.valid_from.is_(None), setting.c.valid_from <= as_of))
        .order_by(setting.c.valid_from.nulls_first())
    )
    return {row.key: row.value for row in rows}
