"""Base of all tables: names of constraints, version numbers, and what may only be appended."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

# Fixed names let a later migration drop a constraint by name on every kind of database.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Declarative base; every table has an integer primary key ``id``."""

    metadata = MetaData(naming_convention=NAMING)

    id: Mapped[int] = mapped_column(primary_key=True)


class Versioned:
    """A row that people edit: its version is checked on every write, so no edit is lost."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let the ORM add ``version = ?`` to every UPDATE and DELETE."""
        return {"version_id_col": cls.version}


class AppendOnly:
    """A row that is written once and never changed; undo appends a reversal instead."""

    append_only: ClassVar[bool] = True
