"""The text of a Word paragraph as printed: changes accepted, hidden text and codes left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.importing.files.docx_styles import Look, Styles, paragraph_look, run_look
from app.importing.files.office_xml import Element, attribute, child, name_of, switch
from app.importing.unicode_forms import from_font

_GONE = {"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "delText", "instrText"}
_BREAKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_PAGE_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}  # their numbers are no text of the document
_PICTURE_SIGNS = {"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"}


@dataclass(slots=True)
class Paragraph:
    """What one paragraph says and looks like."""

    style: str | None
    look: Look  # of its style and itself: numbering, outline level, centred
    text: str = ""
    bold: bool = False
    italic: bool = False
    legacy: set[str] = field(default_factory=set)  # "TCVN3", "VNI" if their fonts were used
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnotes", "2")
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored here
    breaks_before: int = 0  # pages that Word began before its text, when it last laid the file out
    breaks_inside: int = 0
    joins_next: bool = False  # its mark was deleted: the next paragraph goes on with it


@dataclass(slots=True)
class _Piece:
    text: str
    font: str
    bold: bool
    italic: bool


@dataclass(slots=True)
class _Field:
    """A field code under way: the code is left out, the result is text (but for page numbers)."""

    code: str = ""
    in_result: bool = False

    @property
    def silent(self) -> bool:
        return not self.in_result or bool(_PAGE_FIELDS.intersection(self.code.split()[:1]))


class TextReader:
    """Reads paragraphs one after the other; fields may reach over several of them."""

    def __init__(self, styles: Styles) -> None:
        """Take the file's styles."""
        self._styles = styles
        self._fields: list[_Field] = []
        self._pieces: list[_Piece] = []

    def read(self, element: Element) -> Paragraph:
        """Return what a ``w:p`` element says."""
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle"))
        look = paragraph_look(properties).over(self._styles.paragraph(style))
        paragraph = Paragraph(style, look)
        paragraph.joins_next = child(properties, "rPr", "del") is not None
        self._pieces = []
        self._walk(element, paragraph)
        self._finish(paragraph)
        return paragraph

    def _walk(self, parent: Element, paragraph: Paragraph) -> None:
        for element in parent:
            name = name_of(element)
            if name == "r":
                self._run(element, paragraph)
            elif name == "fldSimple":
                code = (attribute(element, "instr") or "").upper()
                self._fields.append(_Field(code, in_result=True))
                self._walk(element, paragraph)
                self._fields.pop()
            elif name == "AlternateContent":
                self._walk(_chosen(element), paragraph)
            elif name not in _GONE:
                self._walk(element, paragraph)  # ins, moveTo, hyperlink, sdt, smartTag …

    def _run(self, run: Element, paragraph: Paragraph) -> None:
        properties = child(run, "rPr")
        look = run_look(properties)
        if (style := attribute(child(properties, "rStyle"))) is not None:
            look = look.over(self._styles.look(style))
        look = look.over(paragraph.look)
        for element in run:
            self._in_run(element, look, paragraph)

    def _in_run(self, element: Element, look: Look, paragraph: Paragraph) -> None:
        name = name_of(element)
        if text := _printed(element, name):
            self._add(text, look)
        elif name in {"fldChar", "instrText"}:
            self._field_sign(element, name)
        elif name == "lastRenderedPageBreak":
            if any(piece.text.strip() for piece in self._pieces):
                paragraph.breaks_inside += 1
            else:
                paragraph.breaks_before += 1
        elif name == "AlternateContent":
            for inner in _chosen(element):
                self._in_run(inner, look, paragraph)
        elif not look.hidden:
            _hang(element, name, paragraph)

    def _add(self, text: str, look: Look) -> None:
        if look.hidden or any(one.silent for one in self._fields):
            return
        text = text.upper() if look.capitals else text
        piece = _Piece(text, look.font or "", bool(look.bold), bool(look.italic))
        last = self._pieces[-1] if self._pieces else None
        same = last and (last.font, last.bold, last.italic) == (
            piece.font,
            piece.bold,
            piece.italic,
        )
        if last and same:
            last.text += text  # legacy letters of two signs may be cut between two runs
        else:
            self._pieces.append(piece)

    def _field_sign(self, element: Element, name: str) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            return
        elif name == "instrText" and not self._fields[-1].in_result:
            self._fields[-1].code += (element.text or "").upper()
        elif kind == "separate":
            self._fields[-1].in_result = True
        elif kind == "end":
            self._fields.pop()

    def _finish(self, paragraph: Paragraph) -> None:
        for piece in self._pieces:
            converted = from_font(piece.text, piece.font)
            paragraph.text += converted.text
            if converted.encoding:
                paragraph.legacy.add(converted.encoding)
        seen = [piece for piece in self._pieces if piece.text.strip()]
        paragraph.bold = bool(seen) and all(piece.bold for piece in seen)
        paragraph.italic = bool(seen) and all(piece.italic for piece in seen)


def _printed(element: Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "br":
        return "\n" if attribute(element, "type") in {None, "textWrapping"} else ""
    return _symbol(element) if name == "sym" else _BREAKS.get(name, "")


def _hang(element: Element, name: str, paragraph: Paragraph) -> None:
    """Keep what is anchored in a run: the number of a note, the text boxes of a drawing."""
    if name in {"footnoteReference", "endnoteReference"}:
        paragraph.notes.append(
            (name.removesuffix("Reference") + "s", attribute(element, "id") or "")
        )
    elif name in {"drawing", "pict", "object"}:
        paragraph.boxes += _boxes(element)


def _chosen(alternatives: Element) -> Element:
    """Return the one of several drawings of the same thing that a new Word shows."""
    choice = child(alternatives, "Choice")
    fallback = child(alternatives, "Fallback")
    chosen = choice if choice is not None else fallback
    return alternatives if chosen is None else chosen


def _boxes(drawing: Element) -> list[Element]:
    found: list[Element] = []
    for element in drawing:
        name = name_of(element)
        if name in {"txbxContent", "textpath"}:  # a textpath is letters drawn: watermarks, stamps
            found.append(element)
        elif name == "AlternateContent":
            found += _boxes(_chosen(element))
        else:
            found += _boxes(element)
    return found


def _symbol(element: Element) -> str:
    code = attribute(element, "char") or ""
    if attribute(element, "font") in _PICTURE_SIGNS:
        return "•"
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def row_is_deleted(row: Element) -> bool:
    """Return whether tracked changes took the row away."""
    properties = child(row, "trPr")
    return child(properties, "del") is not None or bool(switch(properties, "hidden"))
