"""Names and settings: agencies, officials, documents, sections, portfolios, as of one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, or_, select

from app.domain.records import (
    AgencyKind,
    AgencyRecord,
    Directory,
    DocumentRecord,
    OfficialRecord,
    SectionRecord,
)
from db.queries.schema import (
    agency,
    agency_alias,
    agency_member,
    document,
    official,
    portfolio,
    section,
    setting,
)

DOCUMENT_ORDER = (document.c.period_from.desc(), document.c.issued_on, document.c.ordinal)
"""The order of documents everywhere: this year's programme before the five-year report it came
from, and what was issued first before what followed from it."""


def followed_on(day: dt.date) -> ColumnElement[bool]:
    """Return the condition that a document is not one of the past on a day."""
    return or_(document.c.closed_on.is_(None), document.c.closed_on >= day)


class AgencyLeader(NamedTuple):
    """The official whose portfolio holds an agency on a day."""

    official_id: int
    confirmed: bool
    source: str


def agencies(connection: Connection) -> dict[int, AgencyRecord]:
    """Return every agency by id, in the office's order."""
    rows = connection.execute(select(agency).order_by(agency.c.ordinal))
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


def aliases(connection: Connection) -> Sequence[tuple[str, int]]:
    """Return (folded spelling, agency id) for every alias."""
    rows = connection.execute(select(agency_alias.c.folded, agency_alias.c.agency_id))
    return [(row.folded, row.agency_id) for row in rows]


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


def officials(connection: Connection) -> dict[int, OfficialRecord]:
    """Return every official by id, in order of precedence."""
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


def documents(connection: Connection) -> dict[int, DocumentRecord]:
    """Return every document by id, in `DOCUMENT_ORDER`."""
    rows = connection.execute(select(document).order_by(*DOCUMENT_ORDER))
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


def sections(connection: Connection) -> dict[int, SectionRecord]:
    """Return every section by id, in document order."""
    rows = connection.execute(select(section).order_by(section.c.document_id, section.c.ordinal))
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


def in_force(as_of: dt.date) -> ColumnElement[bool]:
    """Return the condition that a portfolio holds on a day, its first and last day included."""
    return (portfolio.c.valid_from <= as_of) & or_(
        portfolio.c.valid_to.is_(None), portfolio.c.valid_to >= as_of
    )


def agency_leaders(connection: Connection, as_of: dt.date) -> dict[int, AgencyLeader]:
    """Return agency id → leader on a day; a confirmed portfolio goes before a suggested one."""
    rows = connection.execute(
        select(portfolio)
        .where(in_force(as_of))
        .order_by(portfolio.c.confirmed, portfolio.c.valid_from, portfolio.c.id)
    )
    return {row.agency_id: AgencyLeader(row.official_id, row.confirmed, row.source) for row in rows}


def directory(connection: Connection, as_of: dt.date) -> Directory:
    """Return all names, which portfolios are only suggested, who is one of whom, as of a day."""
    leaders = agency_leaders(connection, as_of)
    return Directory(
        agencies=agencies(connection),
        officials=officials(connection),
        documents=documents(connection),
        sections=sections(connection),
        suggested_agency_leaders={
            agency_id: leader.official_id
            for agency_id, leader in leaders.items()
            if not leader.confirmed
        },
        memberships=memberships(connection, as_of),
    )


def setting_values(connection: Connection, as_of: dt.date) -> dict[str, str]:
    """Return key → value of every setting in force on a day."""
    rows = connection.execute(
        select(setting.c.key, setting.c.value)
        .where(or_(setting.c.valid_from.is_(None), setting.c.valid_from <= as_of))
        .order_by(setting.c.valid_from.nulls_first())
    )
    return {row.key: row.value for row in rows}
