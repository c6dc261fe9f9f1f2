"""The page Danh mục: everything that the office keeps with dates, of all times."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.domain.office import (
    AliasRecord,
    MemberRecord,
    Office,
    OfficeAgency,
    PortfolioRecord,
    SettingRecord,
    TermRecord,
)
from app.domain.records import AgencyKind
from db.queries.schema import agency, agency_alias, agency_member, official, portfolio, setting


def load(connection: Connection) -> Office:
    """Return the office; ``connection`` is in a read transaction."""
    return Office(
        terms=_terms(connection),
        portfolios=_portfolios(connection),
        agencies=_agencies(connection),
        aliases=[
            AliasRecord(row.id, row.agency_id, row.text)
            for row in connection.execute(select(agency_alias).order_by(agency_alias.c.id))
        ],
        members=[
            MemberRecord(row.id, row.collective_id, row.member_id, row.valid_from, row.valid_to)
            for row in connection.execute(select(agency_member).order_by(agency_member.c.id))
        ],
        settings=[
            SettingRecord(row.id, row.key, row.value, row.valid_from)
            for row in connection.execute(
                select(setting).order_by(setting.c.key, setting.c.valid_from.nulls_first())
            )
        ],
    )


def _terms(connection: Connection) -> list[TermRecord]:
    query = select(official).order_by(official.c.ordinal, official.c.in_office_from, official.c.id)
    return [
        TermRecord(
            id=row.id,
            key=row.key,
            name=row.name,
            position=row.position,
            short_position=row.short_position,
            order=row.ordinal,
            first=row.in_office_from,
            last=row.in_office_to,
            note=row.note,
        )
        for row in connection.execute(query)
    ]


def _portfolios(connection: Connection) -> list[PortfolioRecord]:
    query = select(portfolio).order_by(portfolio.c.valid_from, portfolio.c.id)
    return [
        PortfolioRecord(
            id=row.id,
            official_id=row.official_id,
            agency_id=row.agency_id,
            first=row.valid_from,
            last=row.valid_to,
            confirmed=row.confirmed,
            source=row.source,
        )
        for row in connection.execute(query)
    ]


def _agencies(connection: Connection) -> list[OfficeAgency]:
    query = select(agency).order_by(agency.c.ordinal, agency.c.id)
    return [
        OfficeAgency(
            id=row.id,
            key=row.key,
            name=row.name,
            short_name=row.short_name,
            kind=AgencyKind(row.kind),
            collective=row.collective,
            order=row.ordinal,
            note=row.note,
            first=row.valid_from,
            last=row.valid_to,
            successor_id=row.successor_id,
        )
        for row in connection.execute(query)
    ]
