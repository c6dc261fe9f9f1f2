"""Reading WordprocessingML without a model of it: names, values and switches of elements."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from app.importing.files.archive import Archive
from app.importing.files.refusals import Reason, refused

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFF = {"0", "false", "off", "none"}

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it


def parser() -> etree.XMLParser:
    """Return a parser that follows nothing: no entity, no document type, no address."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )


def parse(archive: Archive, part: str) -> Element | None:
    """Return the root of a part, or None if the archive has none of that name."""
    if part not in archive:
        return None
    try:
        return etree.fromstring(archive.read(part), parser())
    except etree.XMLSyntaxError as error:
        raise refused(Reason.OFFICE_DAMAGED, archive.name) from error


def relations(archive: Archive, part: str) -> dict[str, list[str]]:
    """Return the parts that ``part`` refers to, by kind ("styles", "header"): never outside ones.

    ``part`` "" asks for the parts that the file as a whole refers to.
    """
    found: dict[str, list[str]] = {}
    for relation, target in _relations(archive, part):
        found.setdefault(relation.get("Type", "").rpartition("/")[2], []).append(target)
    return found


def relations_by_id(archive: Archive, part: str) -> dict[str, str]:
    """Return the parts that ``part`` refers to, by the id that it uses for them."""
    return {relation.get("Id", ""): target for relation, target in _relations(archive, part)}


def _relations(archive: Archive, part: str) -> Iterator[tuple[Element, str]]:
    folder, _, name = part.rpartition("/")
    for relation in children(parse(archive, posixpath.join(folder, "_rels", f"{name}.rels"))):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]
        if relation.get("TargetMode") != "External" and target in archive:
            yield relation, target


def main_part(archive: Archive) -> str | None:
    """Return the part that holds a Word or Excel file's content, or None if it is neither."""
    names = relations(archive, "").get("officeDocument", [])
    return next((n for n in names if n.startswith(("word/", "xl/")) and n.endswith(".xml")), None)


def name_of(element: Element) -> str:
    """Return the element's name without its namespace (Word has two for the same names)."""
    return _local(element.tag)


@lru_cache(maxsize=4096)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child called path[0], its first child called path[1], and so on."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == name), None)
    return element


def children(element: Element | None, name: str = "") -> Iterator[Element]:
    """Yield the children of that name; without a name all."""
    if element is not None:
        yield from (one for one in element if not name or name_of(one) == name)


def attribute(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute of Word's own namespace."""
    if element is None:
        return None
    value = element.get(f"{{{W}}}{name}")
    return element.get(f"{{{_STRICT}}}{name}") if value is None else value


def number(element: Element | None, name: str = "val") -> int | None:
    """Return an attribute as a whole number; what is none counts as not there."""
    value = attribute(element, name)
    try:
        return None if value is None else int(value)
    except ValueError:
        return None


def switch(properties: Element | None, name: str) -> bool | None:
    """Return whether a property is on, off, or not said (None): <w:b/>, <w:b w:val="0"/>."""
    found = child(properties, name)
    return None if found is None else (attribute(found) or "1").lower() not in _OFF
