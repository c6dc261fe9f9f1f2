"""Styles of a Word file: what a paragraph or run has without saying so itself."""

from __future__ import annotations

from dataclasses import dataclass

from app.importing.files.office_xml import (
    Element,
    attribute,
    child,
    children,
    name_of,
    number,
    switch,
)


@dataclass(frozen=True, slots=True)
class Look:
    """Properties that matter for reading; None: not said here, ask the style it is based on."""

    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    centred: bool | None = None
    outline: int | None = None  # 0 is the highest heading
    numbering: int | None = None  # numId; 0 takes a style's numbering away
    numbering_level: int | None = None

    def over(self, below: Look) -> Look:
        """Return these properties, and those of ``below`` where nothing is said here."""
        if self is PLAIN or below is PLAIN:
            return below if self is PLAIN else self
        values = (
            getattr(below, name) if (own := getattr(self, name)) is None else own
            for name in self.__slots__
        )
        return Look(*values)


PLAIN = Look()


class Styles:
    """The styles part, resolved on demand."""

    def __init__(self, root: Element | None) -> None:
        """Take the root of word/styles.xml, or None if the file has none."""
        self._elements = {attribute(style, "styleId"): style for style in children(root, "style")}
        self._looks: dict[str | None, Look] = {}
        self._base = run_look(child(root, "docDefaults", "rPrDefault", "rPr"))
        self.default = next(
            (
                key
                for key, style in self._elements.items()
                if attribute(style, "type") == "paragraph" and attribute(style, "default") == "1"
            ),
            None,
        )

    def look(self, style: str | None) -> Look:
        """Return what a style says, with everything it is based on."""
        if style not in self._looks:
            self._looks[style] = self._resolve(style, set())
        return self._looks[style]

    def paragraph(self, style: str | None) -> Look:
        """Return what a paragraph of that style (None: the default one) has in the end."""
        return self.look(style if style in self._elements else self.default).over(self._base)

    def name(self, style: str | None) -> str:
        """Return the style's name in small letters, "" if unknown."""
        return (attribute(child(self._elements.get(style), "name")) or "").lower()

    def _resolve(self, style: str | None, seen: set[str | None]) -> Look:
        element = self._elements.get(style)
        if element is None or style in seen:
            return PLAIN
        own = paragraph_look(child(element, "pPr")).over(run_look(child(element, "rPr")))
        below = attribute(child(element, "basedOn"))
        return own.over(self._resolve(below, seen | {style})) if below else own


def run_look(properties: Element | None) -> Look:
    """Return what an rPr element says."""
    if properties is None or not len(properties):
        return PLAIN
    capitals = switch(properties, "caps")
    return Look(
        bold=switch(properties, "b"),
        italic=switch(properties, "i"),
        capitals=switch(properties, "smallCaps") if capitals is None else capitals,
        hidden=switch(properties, "vanish"),
        font=_font(child(properties, "rFonts")),
    )


def paragraph_look(properties: Element | None) -> Look:
    """Return what a pPr element says (not the look of its paragraph mark)."""
    if properties is None or not len(properties):
        return PLAIN
    values: dict[str, int | bool | None] = {}
    for element in properties:
        name = name_of(element)
        if name == "jc":
            values["centred"] = attribute(element) == "center"
        elif name == "outlineLvl":
            values["outline"] = number(element)
        elif name == "numPr":
            values["numbering"] = number(child(element, "numId"))
            values["numbering_level"] = number(child(element, "ilvl"))
    return Look(**values)  # type: ignore[arg-type]


def _font(fonts: Element | None) -> str | None:
    return attribute(fonts, "hAnsi") or attribute(fonts, "ascii") or attribute(fonts, "cs")
