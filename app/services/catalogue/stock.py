"""One table as the catalogue sees it: what was shipped last, what stands there, what changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, UniqueConstraint, func, select

from app import models

Values = dict[str, Any]
Doers = dict[str, list[int]]
"""Role → ids of agencies, first named first."""

ID, DOERS, PEOPLES, WITHDRAWN = "id", "doers", "peoples", "withdrawn"
"""What an entry keeps beside the columns: the row's number, the agencies in each role, whether
people made the row, and whether it was reported that the row is shipped no longer."""

_DOER_TABLES: dict[str, tuple[type[models.Base], str]] = {
    "task": (models.Assignment, "task_id"),
    "indicator": (models.IndicatorAssignment, "indicator_id"),
    "report_duty": (models.ReportDutyParty, "duty_id"),
}
# Tables without a unique key for what a person may have entered before the catalogue did.
_SAME = {"portfolio": ("official_id", "agency_id", "valid_from")}


def table_of(model: type[models.Base]) -> Table:
    """Return the table of a class."""
    return models.Base.metadata.tables[model.__tablename__]


def plain(value: Any) -> Any:
    """Return a column's value as JSON holds it."""
    return value.isoformat() if isinstance(value, dt.date) else value


@dataclass(slots=True)
class LastShipped:
    """What `catalogue_entry` says of one permanent key."""

    entry_id: int
    shipped: Values


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that was there before: its values before and after (None: it is removed)."""

    table: str
    row_id: int
    before: Values
    after: Values | None


class Stock:
    """The rows of one table that the catalogue ships or once shipped."""

    def __init__(self, connection: Connection, table: Table, last: dict[str, LastShipped]) -> None:
        """Read the rows that were shipped before; ``last``: permanent key → what was shipped."""
        self.table = table
        self.last = last
        self._connection = connection
        ids = [entry.shipped[ID] for entry in last.values()]
        self.rows = {row[ID]: row for row in _rows(connection, table, ID, ids)}
        newest = self._newest_id()
        self._next_id = newest + 1
        self._was_empty = newest == 0
        self._ids_by_key: dict[tuple[Any, ...], int] | None = None
        self.inserts: list[Values] = []
        self.updates: dict[int, Values] = {}
        self.deletes: list[int] = []
        model, owner = _DOER_TABLES.get(table.name, (None, ""))
        self.doers = DoerStock(connection, table_of(model), owner, ids) if model else None

    def insert(self, values: Values) -> int:
        """Queue a new row, and return the number that it will have."""
        number = self._next_id
        self._next_id += 1
        self.inserts.append({ID: number, **values})
        return number

    def find(self, values: Values) -> int | None:
        """Return the row that already says the same under one of the table's unique keys."""
        if self._was_empty:
            return None
        if self._ids_by_key is None:
            self._ids_by_key = self._read_keys()
        for columns in self._keys():
            if all(column in values for column in columns):
                key = (columns, *(plain(values[column]) for column in columns))
                if key in self._ids_by_key:
                    return self._ids_by_key[key]
        return None

    def current(self, row_id: int) -> Values:
        """Return a row's values as they stand, as JSON holds them."""
        return self.rows[row_id]

    def write(self, connection: Connection) -> list[RowChange]:
        """Bring what was queued into the register, and return the rows that this changed."""
        changes = []
        for row_id in self.deletes:
            connection.execute(self.table.delete().where(self.table.c.id == row_id))
            changes.append(RowChange(self.table.name, row_id, self.rows[row_id], None))
        for row_id, values in self.updates.items():
            before = self.rows[row_id]
            after = before | {name: plain(value) for name, value in values.items()}
            version = {"version": self.table.c.version + 1} if "version" in self.table.c else {}
            connection.execute(
                self.table.update().where(self.table.c.id == row_id).values(values | version)
            )
            changes.append(RowChange(self.table.name, row_id, before, after))
        if self.inserts:
            connection.execute(self.table.insert(), self.inserts)
        return changes

    def _newest_id(self) -> int:
        newest: int | None = self._connection.execute(select(func.max(self.table.c.id))).scalar()
        return newest or 0

    def _keys(self) -> list[tuple[str, ...]]:
        unique = [
            tuple(column.name for column in constraint.columns)
            for constraint in self.table.constraints
            if isinstance(constraint, UniqueConstraint)
        ]
        same = _SAME.get(self.table.name)
        return [*unique, same] if same else unique

    def _read_keys(self) -> dict[tuple[Any, ...], int]:
        found: dict[tuple[Any, ...], int] = {}
        for columns in self._keys():
            query = select(self.table.c.id, *(self.table.c[name] for name in columns))
            for row_id, *values in self._connection.execute(query):
                found[columns, *map(plain, values)] = row_id
        return found


class DoerStock:
    """The agencies in each role of the rows of one table: for every role an ordered list."""

    def __init__(
        self, connection: Connection, table: Table, owner: str, owner_ids: Sequence[int]
    ) -> None:
        """Read the agencies of some owners; ``owner`` is the column that names them."""
        self.table = table
        self._owner = owner
        self._rows: dict[int, list[Values]] = {}
        for row in _rows(connection, table, owner, owner_ids):
            self._rows.setdefault(row[owner], []).append(row)
        self._inserts: list[Values] = []
        self._changed: dict[int, Doers] = {}

    def current(self, owner_id: int) -> Doers:
        """Return role → agencies of one owner."""
        found: Doers = {}
        for row in sorted(self._rows.get(owner_id, ()), key=_place):
            found.setdefault(row["role"], []).append(row["agency_id"])
        return found

    def row_ids(self, owner_id: int) -> set[int]:
        """Return the numbers of one owner's rows."""
        return {row[ID] for row in self._rows.get(owner_id, ())}

    def add(self, owner_id: int, doers: Doers) -> None:
        """Queue the agencies of a new owner."""
        self._inserts += self._values(owner_id, doers).values()

    def change(self, owner_id: int, doers: Doers) -> None:
        """Queue other agencies for an owner that is there."""
        self._changed[owner_id] = doers

    def write(self, connection: Connection) -> list[RowChange]:
        """Bring what was queued into the register; agencies that stay keep their row."""
        changes = []
        for owner_id, doers in self._changed.items():
            wanted = self._values(owner_id, doers)
            for row in self._rows.get(owner_id, ()):
                values = wanted.pop((row["agency_id"], row["role"]), None)
                here = self.table.c.id == row[ID]
                if values is None:
                    connection.execute(self.table.delete().where(here))
                    changes.append(RowChange(self.table.name, row[ID], row, None))
                elif row | values != row:
                    connection.execute(self.table.update().where(here).values(values))
                    changes.append(RowChange(self.table.name, row[ID], row, row | values))
            self._inserts += wanted.values()
        if self._inserts:
            connection.execute(self.table.insert(), self._inserts)
        return changes

    def _values(self, owner_id: int, doers: Doers) -> dict[tuple[int, str], Values]:
        named = [(agency_id, role) for role, ids in doers.items() for agency_id in ids]
        rows = {}
        for ordinal, (agency_id, role) in enumerate(named):
            place = {"ordinal": ordinal} if "ordinal" in self.table.c else {}
            rows[agency_id, role] = {
                self._owner: owner_id,
                "agency_id": agency_id,
                "role": role,
                **place,
            }
        return rows


def last_shipped(connection: Connection) -> dict[str, dict[str, LastShipped]]:
    """Return kind → permanent key → what was shipped last."""
    entry = table_of(models.CatalogueEntry)
    found: dict[str, dict[str, LastShipped]] = {}
    for row in connection.execute(select(entry).order_by(entry.c.id)):
        found.setdefault(row.kind, {})[row.key] = LastShipped(row.id, dict(row.shipped))
    return found


def _rows(
    connection: Connection, table: Table, column: str, ids: Iterable[int]
) -> Iterable[Values]:
    wanted = list(ids)
    if not wanted:
        return
    # As one JSON text: SQLite allows 32 766 variables in a statement, no more.
    among = func.json_each(json.dumps(wanted)).table_valued("value")
    query = select(table).where(table.c[column].in_(select(among.c.value)))
    for row in connection.execute(query).mappings():
        yield {name: plain(value) for name, value in row.items()}


def _place(row: Mapping[str, Any]) -> tuple[int, int]:
    return row.get("ordinal", 0), row[ID]
