"""Rows that were shipped once and are no longer: gone, unless people have worked with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app import models
from app.services.catalogue.stock import (
    DOERS,
    ID,
    Doers,
    LastShipped,
    RowChange,
    Stock,
    Values,
    plain,
    table_of,
)

_STAY = (models.Setting, models.TimeLimitRow)
"""The program asks for its settings by name; a time limit goes with its task."""


class Leftovers:
    """Removes rows after everything else is written, those first that name others."""

    def __init__(self, connection: Connection, stock: Callable[[type[models.Base]], Stock]) -> None:
        """Begin; ``stock`` gives the stock of a table as it was before anything was written."""
        self._connection = connection
        self._stock = stock
        self.changes: list[RowChange] = []
        classes = {mapper.class_ for mapper in models.Base.registry.mappers} - {*_STAY}
        by_table: dict[Table, type[models.Base]] = {table_of(model): model for model in classes}
        tables = reversed(models.Base.metadata.sorted_tables)
        self.order = [by_table[table] for table in tables if table in by_table]

    def is_there(self, model: type[models.Base], last: LastShipped) -> bool:
        """Tell whether people have left a shipped row where it was."""
        return last.shipped[ID] in self._stock(model).rows

    def remove(
        self, model: type[models.Base], last: LastShipped, limit: LastShipped | None
    ) -> bool:
        """Remove a row with its agencies and its time limit; return whether it could go.

        It stays if people changed it or its limit, or entered anything that names it.
        """
        stock = self._stock(model)
        row_id: int = last.shipped[ID]
        own: set[tuple[str, int]] = set()
        if stock.doers:
            own |= {(stock.doers.table.name, number) for number in stock.doers.row_ids(row_id)}
        if limit:
            own.add((table_of(models.TimeLimitRow).name, limit.shipped[ID]))
        touched = not _untouched(stock, last.shipped) or (
            limit is not None and not self._is_as_shipped(models.TimeLimitRow, limit)
        )
        if touched or set(self._references(stock.table, row_id)) - own:
            return False
        for name, number in (*sorted(own), (stock.table.name, row_id)):
            self._delete(name, number)
        return True

    def _is_as_shipped(self, model: type[models.Base], last: LastShipped) -> bool:
        return self.is_there(model, last) and _untouched(self._stock(model), last.shipped)

    def _references(self, table: Table, row_id: int) -> Iterator[tuple[str, int]]:
        """Give table and number of every row that names a row."""
        for other in models.Base.metadata.sorted_tables:
            for key in other.foreign_keys:
                if key.column.table is table:
                    query = select(other.c.id).where(key.parent == row_id)
                    for number in self._connection.execute(query).scalars():
                        yield other.name, number

    def _delete(self, name: str, row_id: int) -> None:
        table = models.Base.metadata.tables[name]
        here = table.c.id == row_id
        row = self._connection.execute(select(table).where(here)).mappings().one()
        before = {column: plain(value) for column, value in row.items()}
        self.changes.append(RowChange(name, row_id, before, None))
        self._connection.execute(table.delete().where(here))


def _untouched(stock: Stock, shipped: Values) -> bool:
    """Tell whether a row stood as it was shipped, in the columns too that people alone fill."""
    row_id = shipped[ID]
    for name, value in stock.current(row_id).items():
        default = stock.table.c[name].default
        # A column that was not shipped is filled by people alone, or by a later version.
        empty = default.arg if isinstance(default, ScalarElementColumnDefault) else None
        if name not in (ID, "version") and value != shipped.get(name, empty):
            return False
    if stock.doers is None or DOERS not in shipped:
        return True
    shipped_doers: Doers = shipped[DOERS]
    return stock.doers.current(row_id) == shipped_doers
