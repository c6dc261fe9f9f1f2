"""Names that the caller knows: agencies, officials and schemes of the register.

Reading a document only compares with them; nothing here opens a register or a file.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgencyName:
    """An agency's canonical name, and every other spelling that means it."""

    name: str
    aliases: tuple[str, ...] = ()
    collective: bool = False


@dataclass(frozen=True, slots=True)
class OfficialName:
    """A leader's name and position."""

    name: str
    position: str = ""


@dataclass(frozen=True, slots=True)
class SchemeName:
    """A numbered đề án; `confidential` if nothing beyond its public title may be kept."""

    number: str
    title: str
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """All known names; empty for a register that has none yet."""

    agencies: tuple[AgencyName, ...] = ()
    officials: tuple[OfficialName, ...] = ()
    schemes: tuple[SchemeName, ...] = ()
