"""The columns that queries name are those of the models, with their types."""

from __future__ import annotations

import pytest
from sqlalchemy import TableClause

from app.models import Base
from db.queries import schema

TABLES = [table for table in vars(schema).values() if isinstance(table, TableClause)]


def test_all_tables_of_the_register_that_queries_read_are_there() -> None:
    assert len(TABLES) == len({table.name for table in TABLES}) >= 14
    assert {table.name for table in TABLES} <= set(Base.metadata.tables)


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_columns_equal_the_models(table: TableClause) -> None:
    model = Base.metadata.tables[table.name]
    assert {column.name for column in table.c} <= set(model.c.keys())
    kinds = {column.name: type(column.type) for column in table.c}
    assert kinds == {name: type(model.c[name].type) for name in kinds}
