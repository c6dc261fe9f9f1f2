"""What the catalogue ships, laid beside what stands in the register, row by row.

Every shipped row has a permanent key, under which ``catalogue_entry`` keeps what was shipped last.
A column that still has its last shipped value takes the new one; one that people changed stays
theirs. Rows that people made, or took away, are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app import models
from app.domain.catalogue_report import ApplyReport, CatalogueNews, KeptWhy
from app.domain.errors import CatalogueError
from app.services.catalogue.stock import (
    DOERS,
    ID,
    PEOPLES,
    WITHDRAWN,
    Doers,
    LastShipped,
    RowChange,
    Stock,
    Values,
    last_shipped,
    plain,
    table_of,
)

_TOGETHER: dict[str, tuple[frozenset[str], ...]] = {
    "document": (
        frozenset({"issued_on", "issued_precision"}),
        frozenset({"period_from", "period_to"}),
    ),
    "measurement": (frozenset({"value", "cumulative", "unit", "text"}),),
    "official": (frozenset({"position", "short_position"}),),
    "report_duty": (frozenset({"recurrence", "due_on", "text"}),),
    "target": (frozenset({"from_year", "operator", "value", "upper", "unit", "text"}),),
    "task": (frozenset({"short_title", "sort_title"}),),
    "time_limit": (frozenset({"kind", "due_on", "period", "recurrence", "text"}),),
}
"""Columns that say one thing together: a mixture of ours and people's would be wrong."""

_BELOW = frozenset(
    {
        *("agency_alias", "agency_member", "document_note"),
        *("measurement", "target", "target_comparison", "task_link", "task_source"),
    }
)
"""Tables whose rows go when they are shipped no longer; rows of others are kept and reported."""

_QUIET = frozenset({"ordinal", "sort_title", "folded", "exists_from"})
"""Columns that follow from others: not worth a line in a report."""


class Handle(NamedTuple):
    """A row that shipped rows refer to: its number (None: people took it away), and whose it is."""

    id: int | None
    peoples: bool = False


@dataclass(slots=True)
class _Remembered:
    """Entries to write: what is shipped now becomes what was shipped last."""

    added: list[Values] = field(default_factory=list)
    changed: list[Values] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)


class Shelf:
    """Takes every shipped row once, decides what becomes of it, and writes all at the end."""

    def __init__(self, connection: Connection) -> None:
        """Begin inside a write transaction; references may be made before what they name."""
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        self._connection = connection
        self._last = last_shipped(connection)
        self.was_empty = not self._last
        self._stocks: dict[str, Stock] = {}
        self._put: dict[str, set[str]] = {}
        self._remembered = _Remembered()
        self._moved: set[tuple[str, str]] = set()
        self._added: list[CatalogueNews] = []
        self._corrected: list[CatalogueNews] = []
        self._kept: list[CatalogueNews] = []
        self.changes: list[RowChange] = []

    def put(  # noqa: PLR0913 - a row, its place, and what belongs to it
        self,
        model: type[models.Base],
        key: str,
        values: Values,
        *,
        where: str,
        owner: Handle | None = None,
        doers: Doers | None = None,
    ) -> Handle:
        """Lay down one shipped row.

        Args:
            model: its table.
            key: its permanent key.
            values: its columns; what people alone fill is left out.
            where: its place in the files, for messages.
            owner: the row above it: below a row that people made nothing is shipped.
            doers: role → agencies, for tables that have them.

        Raises:
            CatalogueError: the files have this key twice.
        """
        stock = self._stock(model)
        kind = stock.table.name
        seen = self._put.setdefault(kind, set())
        if key in seen:
            raise CatalogueError(f"Danh mục {where}: “{key}” lặp lại.")
        seen.add(key)
        last = stock.last.get(key)
        if last is None:
            return self._first(stock, key, values, owner, doers)
        return self._again(stock, key, last, values, doers)

    def moved(self, model: type[models.Base], key: str) -> None:
        """Tell that what had a row of its own is now shipped as part of another one."""
        self._moved.add((model.__tablename__, key))

    def finish(self) -> ApplyReport:
        """Write everything, and return what came of it."""
        self._no_longer_shipped()
        for stock in self._stocks.values():
            self.changes += stock.write(self._connection)
            if stock.doers:
                self.changes += stock.doers.write(self._connection)
        for kind, key in sorted(self._moved):
            self._fold(kind, key)
        self._write_entries()
        return ApplyReport(tuple(self._added), tuple(self._corrected), tuple(self._kept))

    def ids(self, model: type[models.Base]) -> list[int]:
        """Return the numbers of the shipped rows of a table, after `finish`."""
        entry = table_of(models.CatalogueEntry)
        query = select(entry.c.shipped).where(entry.c.kind == model.__tablename__)
        return [shipped[ID] for shipped in self._connection.execute(query).scalars()]

    # ---- one row

    def _first(
        self,
        stock: Stock,
        key: str,
        values: Values,
        owner: Handle | None,
        doers: Doers | None,
    ) -> Handle:
        kind = stock.table.name
        if (owner and owner.peoples) or _lacks_a_row(stock.table, values):
            return Handle(None)
        found = stock.find(values)
        if found is not None:
            self._remember(stock, key, None, {ID: found, PEOPLES: True})
            self._kept.append(CatalogueNews(kind, key, why=KeptWhy.PEOPLES))
            return Handle(found, peoples=True)
        row_id = stock.insert(values)
        if stock.doers and doers is not None:
            stock.doers.add(row_id, doers)
        self._remember(stock, key, None, _shipped(row_id, values, doers))
        self._added.append(CatalogueNews(kind, key))
        return Handle(row_id)

    def _again(
        self, stock: Stock, key: str, last: LastShipped, values: Values, doers: Doers | None
    ) -> Handle:
        row_id: int = last.shipped[ID]
        there = row_id in stock.rows
        if last.shipped.get(PEOPLES):
            return Handle(row_id if there else None, peoples=True)
        now = _shipped(row_id, values, doers)
        if not there:
            if now != _known(last.shipped, now):
                self._kept.append(CatalogueNews(stock.table.name, key, why=KeptWhy.REMOVED))
            self._remember(stock, key, last, now)
            return Handle(None)
        taken, kept = _decide(stock, row_id, last.shipped, values)
        if taken:
            stock.updates[row_id] = {name: values[name] for name in taken}
        if stock.doers and doers is not None:
            taken_roles, kept_roles = self._decide_doers(stock, row_id, last.shipped, doers)
            taken, kept = taken | taken_roles, kept | kept_roles
        self._tell(stock.table.name, key, taken, kept)
        self._remember(stock, key, last, now)
        return Handle(row_id)

    def _decide_doers(
        self, stock: Stock, row_id: int, last: Values, new: Doers
    ) -> tuple[set[str], set[str]]:
        assert stock.doers is not None  # noqa: S101 - asked by the caller
        current = stock.doers.current(row_id)
        before: Doers = last.get(DOERS, current)  # version 1 did not remember them
        wanted, taken, kept = {}, set(), set()
        for role in dict.fromkeys((*new, *current, *before)):
            here, shipped = current.get(role, []), new.get(role, [])
            ours = here == before.get(role, [])
            if here != shipped and ours:
                taken.add(role)
            elif here != shipped and shipped != before.get(role, []):
                kept.add(role)
            wanted[role] = shipped if ours else here
        if taken:
            stock.doers.change(row_id, wanted)
        return taken, kept

    def _tell(self, kind: str, key: str, taken: set[str], kept: set[str]) -> None:
        for names, news, why in (
            (taken, self._corrected, None),
            (kept, self._kept, KeptWhy.EDITED),
        ):
            worth = tuple(sorted(names - _QUIET))
            if worth:
                news.append(CatalogueNews(kind, key, worth, why))

    # ---- what is shipped no longer

    def _no_longer_shipped(self) -> None:
        for kind, entries in self._last.items():
            if kind not in _TABLES:
                continue
            stock = self._stock(_TABLES[kind])
            put = self._put.get(kind, set())
            for key, last in entries.items():
                if key not in put:
                    self._left_over(stock, key, last)

    def _left_over(self, stock: Stock, key: str, last: LastShipped) -> None:
        kind, row_id = stock.table.name, last.shipped[ID]
        if last.shipped.get(PEOPLES) or row_id not in stock.rows:
            self._remembered.dropped.append(last.entry_id)
        elif kind in _BELOW:
            self._remembered.dropped.append(last.entry_id)
            if _untouched(stock, last.shipped) and not self._referred_to(stock.table, row_id):
                stock.deletes.append(row_id)
                self._corrected.append(CatalogueNews(kind, key))
            else:  # from now on it is theirs
                self._kept.append(CatalogueNews(kind, key, why=KeptWhy.WITHDRAWN))
        elif (kind, key) not in self._moved and not last.shipped.get(WITHDRAWN):
            self._remember(stock, key, last, last.shipped | {WITHDRAWN: True})
            self._kept.append(CatalogueNews(kind, key, why=KeptWhy.WITHDRAWN))

    def _fold(self, kind: str, key: str) -> None:
        """Remove a row that is part of another one now, unless people have worked with it."""
        stock = self._stock(_TABLES[kind])
        last = stock.last.get(key)
        if last is None or last.shipped[ID] not in stock.rows:
            return
        row_id = last.shipped[ID]
        limit = self._last.get("time_limit", {}).get(key) if kind == "task" else None
        own = {("time_limit", limit.shipped[ID])} if limit else set()
        if stock.doers:
            own |= {(stock.doers.table.name, number) for number in stock.doers.row_ids(row_id)}
        touched = not _untouched(stock, last.shipped) or (
            limit is not None and not _untouched(self._stock(models.TimeLimitRow), limit.shipped)
        )
        if touched or set(self._references(stock.table, row_id)) - own:
            if not last.shipped.get(WITHDRAWN):
                self._remember(stock, key, last, last.shipped | {WITHDRAWN: True})
                self._kept.append(CatalogueNews(kind, key, why=KeptWhy.WORKED_ON))
            return
        for name, number in (*own, (kind, row_id)):
            self._remove(name, number)
        entries = (last, limit) if limit else (last,)
        self._remembered.dropped += [entry.entry_id for entry in entries]
        self._corrected.append(CatalogueNews(kind, key))

    def _remove(self, name: str, row_id: int) -> None:
        table = models.Base.metadata.tables[name]
        here = table.c.id == row_id
        row = self._connection.execute(select(table).where(here)).mappings().one()
        before = {column: plain(value) for column, value in row.items()}
        self.changes.append(RowChange(name, row_id, before, None))
        self._connection.execute(table.delete().where(here))

    def _referred_to(self, table: Table, row_id: int) -> bool:
        return next(self._references(table, row_id), None) is not None

    def _references(self, table: Table, row_id: int) -> Iterator[tuple[str, int]]:
        """Give table and number of every row that names a row."""
        for other in models.Base.metadata.sorted_tables:
            for key in other.foreign_keys:
                if key.column.table is table:
                    query = select(other.c.id).where(key.parent == row_id)
                    for number in self._connection.execute(query).scalars():
                        yield other.name, number

    # ---- what is kept for the next time

    def _remember(self, stock: Stock, key: str, last: LastShipped | None, shipped: Values) -> None:
        if last is None:
            entry = {"kind": stock.table.name, "key": key, "shipped": shipped}
            self._remembered.added.append(entry)
        elif shipped != last.shipped:
            self._remembered.changed.append({"entry_id": last.entry_id, "shipped": shipped})

    def _write_entries(self) -> None:
        entry = table_of(models.CatalogueEntry)
        for changed in self._remembered.changed:
            here = entry.c.id == changed["entry_id"]
            self._connection.execute(entry.update().where(here).values(shipped=changed["shipped"]))
        for entry_id in self._remembered.dropped:
            self._connection.execute(entry.delete().where(entry.c.id == entry_id))
        if self._remembered.added:
            self._connection.execute(entry.insert(), self._remembered.added)

    def _stock(self, model: type[models.Base]) -> Stock:
        name = model.__tablename__
        if name not in self._stocks:
            last = self._last.get(name, {})
            self._stocks[name] = Stock(self._connection, table_of(model), last)
        return self._stocks[name]


_TABLES: dict[str, type[models.Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in models.Base.registry.mappers
}


def _decide(stock: Stock, row_id: int, last: Values, values: Values) -> tuple[set[str], set[str]]:
    """Return the columns that take the shipped value, and those where people's own stays."""
    current = stock.current(row_id)
    new = {name: plain(value) for name, value in values.items()}
    # A column that an older version did not know holds what its migration put there.
    before = {name: last.get(name, current[name]) for name in new}
    taken: set[str] = set()
    kept: set[str] = set()
    for group in _groups(stock.table.name, new):
        if all(current[name] == new[name] for name in group):
            continue
        if all(current[name] == before[name] for name in group):
            taken |= group
        elif any(new[name] != before[name] for name in group):
            kept |= {name for name in group if current[name] != new[name]}
    return {name for name in taken if current[name] != new[name]}, kept


def _groups(kind: str, names: Mapping[str, Any]) -> Sequence[frozenset[str]]:
    together = _TOGETHER.get(kind, ())
    alone = [frozenset({name}) for name in names if not any(name in group for group in together)]
    return [*(group & names.keys() for group in together), *alone]


def _untouched(stock: Stock, shipped: Values) -> bool:
    """Tell whether a row stands as it was shipped, in the columns too that people alone fill."""
    row_id = shipped[ID]
    for name, value in stock.current(row_id).items():
        column = stock.table.c[name]
        # Ours may have been shipped by a version that did not know a column.
        alone = (
            column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
        )
        if name not in (ID, "version") and value != shipped.get(name, alone):
            return False
    return (
        stock.doers is None or DOERS not in shipped or stock.doers.current(row_id) == shipped[DOERS]
    )


def _shipped(row_id: int, values: Values, doers: Doers | None) -> Values:
    kept = {ID: row_id, **{name: plain(value) for name, value in values.items()}}
    return kept if doers is None else kept | {DOERS: doers}


def _known(last: Values, now: Values) -> Values:
    return {name: last[name] for name in now if name in last}


def _lacks_a_row(table: Table, values: Values) -> bool:
    """Tell whether a row cannot stand because people took away what it must name."""
    return any(
        values.get(column.name, 0) is None and not column.nullable and column.foreign_keys
        for column in table.columns
    )
