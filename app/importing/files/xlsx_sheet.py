"""What openpyxl's quick reading leaves out of a worksheet: merged cells, formulas, hidden rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from app.importing.files.archive import Archive
from app.importing.files.office_xml import child, children, name_of, parse, relations_by_id
from app.importing.files.refusals import Reason, refused

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_MERGED = 20_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_HEAD_CODES = re.compile(r'&(?:"[^"]*"|\d+|[LCRPNDTFAZGBIUESXYK+-])')


@dataclass(frozen=True, slots=True)
class Area:
    """Cells merged into one; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Structure:
    """The shape of one sheet."""

    rows: int = 0
    merged: list[Area] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    running_heads: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: its name, its part, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


def sheets(archive: Archive, main: str) -> list[Sheet]:
    """Return the sheets in the order of their tabs."""
    parts = relations_by_id(archive, main)
    found = []
    for element in children(child(parse(archive, main), "sheets"), "sheet"):
        key = element.get(_RELATION) or element.get(_STRICT_RELATION) or ""
        part = parts.get(key, "")
        if "worksheets/" in part:
            hidden = element.get("state", "visible") != "visible"
            found.append(Sheet(element.get("name", ""), part, hidden))
    return found


def structure(archive: Archive, part: str) -> Structure:
    """Return the shape of a sheet, read as a stream."""
    found = Structure()
    with archive.open(part) as stream:
        try:
            for _, element in etree.iterparse(
                stream, events=("end",), resolve_entities=False, load_dtd=False, no_network=True
            ):
                _look_at(element, found)
        except etree.XMLSyntaxError as error:
            raise refused(Reason.OFFICE_DAMAGED, archive.name) from error
    return found


def _look_at(element: etree._Element, found: Structure) -> None:
    name = name_of(element)
    if name == "f":
        cell = element.getparent()
        place = _place(cell.get("r", "")) if cell is not None else None
        if place:
            found.formulas.add(place)
    elif name == "row":
        found.rows += 1
        if element.get("hidden") in {"1", "true"} and (element.get("r") or "").isdigit():
            found.hidden_rows.add(int(element.get("r", "0")))
        element.clear()
        rows = element.getparent()
        while rows is not None and element.getprevious() is not None:
            del rows[0]
    elif name == "mergeCell" and len(found.merged) < _MOST_MERGED:
        start, _, end = element.get("ref", "").partition(":")
        first, last = _place(start), _place(end)
        if first and last:
            found.merged.append(Area(*first, *last))
    elif name.endswith(("Header", "Footer")) and name != "headerFooter" and element.text:
        found.running_heads += [text for text in _HEAD_CODES.split(element.text) if text.strip()]


def _place(reference: str) -> tuple[int, int] | None:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column
