"""Lines of a document: its paragraphs and rows, each in its section and its zone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.importing.blocks import Block, Kind
from app.importing.phrases import OTHER


class Zone(StrEnum):
    """Which part of the form of Nghị định 30/2020 a line belongs to."""

    FRONT = "front"  # letterhead, number, day, type, title
    BODY = "body"
    END = "end"  # recipients and signature
    NOTE = "note"


@dataclass(slots=True)
class Section:
    """A node of the outline."""

    locator: str
    marker: str = ""
    title: str = ""
    rank: int = -1
    kind: str = ""
    parent: Section | None = None
    about: str = OTHER
    appendix: bool = False
    paragraphs: int = 0

    def path(self) -> list[Section]:
        """Return this section and those around it, innermost first."""
        found: list[Section] = []
        node: Section | None = self
        while node is not None:
            found.append(node)
            node = node.parent
        return found

    def holds(self) -> str:
        """Return what the nearest section around says that it is about."""
        return next((section.about for section in self.path() if section.about), OTHER)


@dataclass(slots=True)
class Line:
    """A paragraph (or a row), joined again where a page break had parted it."""

    blocks: list[int]
    text: str
    marker: str
    section: Section
    locator: str
    kind: Kind
    first: Block
    heading: bool = False  # gives a section its title, or introduces what follows
    zone: Zone = Zone.BODY
    doubts: tuple[str, ...] = ()
    appendix: bool = False  # begins an appendix

    @property
    def printed(self) -> str:
        """The text as printed, with its marker."""
        return f"{self.marker} {self.text}".strip()
