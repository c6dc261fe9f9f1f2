"""What entries name each other by: names, keys and codes, each with its row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from app.domain.errors import CatalogueError
from app.services.catalogue.shelf import Handle
from app.services.catalogue.stock import Doers
from db.catalogue_entries import Roles

T = TypeVar("T")


@dataclass(slots=True)
class Known:
    """Every entry laid down so far, by what others call it."""

    agencies: dict[str, Handle] = field(default_factory=dict)
    agency_keys: dict[str, Handle] = field(default_factory=dict)
    collective: set[str] = field(default_factory=set)
    officials: dict[str, Handle] = field(default_factory=dict)
    schemes: dict[str, Handle] = field(default_factory=dict)
    documents: dict[str, Handle] = field(default_factory=dict)
    sections: dict[str, Handle] = field(default_factory=dict)
    tasks: dict[str, Handle] = field(default_factory=dict)
    indicators: dict[str, Handle] = field(default_factory=dict)

    def agency(self, name: str, where: str) -> int | None:
        """Return the row of an agency; None if people took it away."""
        return found(self.agencies, name, where).id

    def doers(self, roles: Roles, where: str) -> Doers:
        """Return role → agencies as rows."""
        return {role: self._ids(names, where) for role, names in roles.items() if names}

    def _ids(self, names: tuple[str, ...], where: str) -> list[int]:
        ids = (self.agency(name, where) for name in dict.fromkeys(names))
        return [number for number in ids if number is not None]


def found(known: dict[str, T], name: str, where: str) -> T:
    """Return what a name stands for.

    Raises:
        CatalogueError: no file defines it.
    """
    if name not in known:
        raise CatalogueError(f"Danh mục {where}: không có mục nào tên “{name}”.")
    return known[name]


def maybe(known: dict[str, Handle], name: str | None, where: str) -> int | None:
    """Return the row of a name that may be missing."""
    return found(known, name, where).id if name else None


def home(named: dict[str, tuple[str, str]], code: str) -> str:
    """Follow "the same as" from one code to the next, up to an entry of its own.

    Args:
        named: code → (the code that it is the same as, its place).
        code: where to begin.

    Raises:
        CatalogueError: they go round in a circle.
    """
    passed = {code}
    while code in named:
        code, where = named[code]
        if code in passed:
            raise CatalogueError(f"Danh mục {where}: “{code}” dẫn trở lại chính nó.")
        passed.add(code)
    return code
