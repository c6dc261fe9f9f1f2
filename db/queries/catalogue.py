"""What the shipped catalogue wrote, for those who must tell its rows from people's."""

from __future__ import annotations

from sqlalchemy import Connection, select

from db.queries.schema import catalogue_entry


def keys(connection: Connection, kind: str) -> frozenset[str]:
    """Return the permanent keys of one kind that were shipped ("task": codes)."""
    query = select(catalogue_entry.c.key).where(catalogue_entry.c.kind == kind)
    return frozenset(connection.execute(query).scalars())
