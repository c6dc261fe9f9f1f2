"""The register's names, as reading a document and correcting a proposal need them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app import paths
from app.domain.review import KnownNames
from app.domain.text import fold
from app.importing.names import AgencyName, Names, OfficialName, SchemeName
from db.catalogue_reader import read_names
from db.queries import importing as queries

if TYPE_CHECKING:
    from sqlalchemy import Connection


def reading_names(connection: Connection, today: dt.date) -> Names:
    """Return the names that documents are read with: agencies, leaders in office, đề án."""
    return Names(
        tuple(
            AgencyName(row.name, tuple(dict.fromkeys((row.short_name, *spellings))), row.collective)
            for row, spellings in queries.agency_names(connection)
        ),
        tuple(OfficialName(row.name, row.position) for row in queries.leaders(connection, today)),
        tuple(
            SchemeName(row.number, row.title, row.confidential)
            for row in queries.schemes(connection)
        ),
    )


def shipped_names() -> Names:
    """Return the names of the shipped catalogue, for reading a document without a register."""
    agencies, officials, schemes = read_names(paths.catalogue())
    return Names(
        tuple(
            AgencyName(
                each.name, tuple(dict.fromkeys((each.short, *each.aliases))), each.collective
            )
            for each in agencies
        ),
        tuple(OfficialName(each.name, each.position) for each in officials),
        tuple(SchemeName(each.number, each.title, each.confidential) for each in schemes),
    )


def known_names(connection: Connection, today: dt.date) -> KnownNames:
    """Return the names that a person may choose from, by every spelling."""
    spellings: dict[str, str] = {}
    for row, others in queries.agency_names(connection):
        for spelling in (row.name, row.short_name, *others):
            spellings.setdefault(fold(spelling), row.name)
    leaders = {fold(row.name): row.name for row in queries.leaders(connection, today)}
    return KnownNames(spellings, leaders)


def agency_ids(connection: Connection) -> dict[str, int]:
    """Return folded spelling → agency id; a name goes before another agency's spelling."""
    found: dict[str, int] = {}
    rows = queries.agency_names(connection)
    for row, _spellings in rows:
        found.setdefault(fold(row.name), row.id)
    for row, spellings in rows:
        for spelling in (row.short_name, *spellings):
            found.setdefault(fold(spelling), row.id)
    return found


def leader_ids(connection: Connection, today: dt.date) -> dict[str, int]:
    """Return folded name → the term of a leader in office."""
    return {fold(row.name): row.id for row in queries.leaders(connection, today)}
