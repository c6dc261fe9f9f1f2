"""Word files (.docx, .docm): paragraphs with their numbers, tables, notes, boxes, running heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from app.domain.phrases import phrase
from app.importing.blocks import Block, Part, Place
from app.importing.confidentiality import fragments, stamp_in
from app.importing.files import furniture
from app.importing.files.archive import Archive
from app.importing.files.docx_numbering import Numbering
from app.importing.files.docx_styles import Styles
from app.importing.files.docx_tables import frame_cells, is_frame, table_rows
from app.importing.files.docx_text import Paragraph, TextReader
from app.importing.files.making import BlockMaker, Draft
from app.importing.files.office_xml import (
    Element,
    attribute,
    children,
    name_of,
    parse,
    relations,
)
from app.importing.files.refusals import Reason, SecretDocumentError, refused
from app.importing.files.tables import row_blocks
from app.importing.files.watch import Watch

_HEADING_STYLES = ("heading ", "title", "đề mục", "tiêu đề")
_TOP = 25  # paragraphs and rows of the letterhead, where a stamp has its place
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
_REPORT_EVERY = 40  # elements of the body


def read_docx(archive: Archive, main: str, watch: Watch) -> tuple[list[Block], set[str], list[str]]:
    """Return the blocks of an opened Word file, the legacy letters met, and warnings.

    ``main`` is the part that holds the text.
    """
    return _Reader(archive, main, watch).read()


class _Reader:
    def __init__(self, archive: Archive, main: str, watch: Watch) -> None:
        self._archive = archive
        self._watch = watch
        self._main = main
        self._parts = relations(archive, self._main)
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles)
        self._text = TextReader(self._styles)
        self._maker = BlockMaker()
        self._notes = {kind: self._note_elements(kind) for kind in ("footnotes", "endnotes")}
        self._blocks: list[Block] = []
        self._before = ""  # text of a paragraph whose mark was deleted
        self._page, self._saw_pages = 1, False
        self._lines = self._tables = 0
        self._foreign = False

    def read(self) -> tuple[list[Block], set[str], list[str]]:
        heads = list(self._running_heads())
        for n, element in enumerate(self._body()):
            if n % _REPORT_EVERY == 0:
                self._watch.step(self._position(), self._size)
            self._top_element(element)
        self._watch.step(self._size, self._size)
        blocks = [*self._blocks, *heads]
        if not self._saw_pages:
            blocks = [replace(one, place=replace(one.place, page=None)) for one in blocks]
        return blocks, self._maker.legacy, list(self._warnings())

    def _warnings(self) -> Iterator[str]:
        if self._foreign:
            yield phrase(
                "Tệp có đoạn chèn từ tệp khác mà Word chưa nhập hẳn vào; đoạn ấy không đọc được, "
                "hãy mở tệp bằng Word và lưu lại."
            )

    # --- the parts of the file ---

    def _body(self) -> Iterator[Element]:
        """Yield what stands directly in the body, forgetting each once it was used."""
        with self._archive.open(self._main) as stream:
            self._stream = stream
            try:
                for _, element in etree.iterparse(
                    stream,
                    events=("end",),
                    resolve_entities=False,
                    load_dtd=False,
                    no_network=True,
                    remove_comments=True,
                    remove_pis=True,
                ):
                    parent = element.getparent()
                    if parent is None or name_of(parent) != "body":
                        continue
                    yield element
                    element.clear()
                    while element.getprevious() is not None:
                        del parent[0]
            except etree.XMLSyntaxError as error:
                raise refused(Reason.OFFICE_DAMAGED, self._archive.name) from error

    @property
    def _size(self) -> int:
        return max(self._archive.size(self._main), 1)

    def _position(self) -> int:
        return min(self._archive.done, self._size)

    def _running_heads(self) -> Iterator[Block]:
        seen: set[str] = set()
        for part in (Part.HEADER, Part.FOOTER):
            for name in self._parts.get(part, []):
                for block in self._container(parse(self._archive, name), part):
                    self._refuse_stamp(block.printed.split(" | "))
                    bare = furniture.without_page_numbers(block.printed)
                    if block.printed not in seen and any(c.isalpha() for c in bare):
                        seen.add(block.printed)
                        yield block

    def _note_elements(self, kind: str) -> dict[str, Element]:
        notes = children(self._part(kind), kind.removesuffix("s"))
        return {attribute(note, "id") or "": note for note in notes}

    def _part(self, kind: str) -> Element | None:
        names = self._parts.get(kind)
        return parse(self._archive, names[0]) if names else None

    # --- the body ---

    def _top_element(self, element: Element) -> None:
        name = name_of(element)
        if name == "p":
            self._blocks += self._paragraph(element)
        elif name == "tbl":
            self._blocks += self._table(element)
        elif name == "altChunk":
            self._foreign = True
        elif name in _WRAPPERS:
            for inner in element:
                self._top_element(inner)

    def _paragraph(self, element: Element, part: Part = Part.BODY) -> list[Block]:
        self._lines += 1
        paragraph = self._text.read(element)
        self._turn_pages(paragraph.breaks_before)
        place = self._place()
        self._turn_pages(paragraph.breaks_inside)
        text = self._before + paragraph.text
        self._before = f"{text} " if paragraph.joins_next else ""
        if paragraph.joins_next:
            return self._beside(paragraph)
        marker, depth = self._number(paragraph)
        if part is Part.BODY:
            self._refuse_stamp(fragments(text), letterhead=len(self._blocks) < _TOP)
        outline = paragraph.look.outline
        name = self._styles.name(paragraph.style)
        heading = outline is not None and outline < 9
        draft = Draft(
            text,
            place,
            marker=marker,
            level=outline + 1 if heading and outline is not None else depth,
            heading=heading or name.startswith(_HEADING_STYLES),
            bold=paragraph.bold,
            italic=paragraph.italic,
            centred=bool(paragraph.look.centred),
            part=part,
            note=name.startswith(("toc ", "mục lục")),
            doubts=tuple(self._maker.legacy_doubt(one) for one in sorted(paragraph.legacy)),
        )
        blocks = self._maker.blocks(draft, len(self._blocks))
        return blocks + self._beside(paragraph)

    def _beside(self, paragraph: Paragraph) -> list[Block]:
        """Return the blocks of the notes and text boxes that hang on a paragraph."""
        blocks: list[Block] = []
        for box in paragraph.boxes:
            blocks += self._box(box)
        for kind, number in paragraph.notes:
            note = self._notes[kind].pop(number, None)
            blocks += self._container(note, Part.FOOTNOTE)
        return blocks

    def _box(self, box: Element) -> list[Block]:
        if name_of(box) == "textpath":
            self._refuse_stamp([box.get("string") or ""], letterhead=True)
            return []
        blocks = self._container(box, Part.TEXT_BOX)
        self._refuse_stamp([block.printed for block in blocks], letterhead=True)
        return blocks

    def _container(self, root: Element | None, part: Part) -> list[Block]:
        blocks: list[Block] = []
        for element in [] if root is None else root:
            name = name_of(element)
            if name == "p":
                blocks += self._paragraph(element, part)
            elif name == "tbl":
                blocks += self._table(element, part)
            elif name in _WRAPPERS:
                blocks += self._container(element, part)
        return blocks

    def _table(self, table: Element, part: Part = Part.BODY) -> list[Block]:
        if is_frame(table):
            return [block for cell in frame_cells(table) for block in self._container(cell, part)]
        self._tables += 1
        number = self._tables
        beside: list[Block] = []

        def read_cell(cell: Element) -> tuple[str, bool]:
            lines, bold = self._cell_lines(cell, beside)
            return "\n".join(lines), bold

        rows = table_rows(table, read_cell, lambda: replace(self._place(), table=number))
        top = part is Part.BODY and len(self._blocks) < _TOP
        blocks = row_blocks(rows, part)
        if top and not any(block.header for block in blocks):
            for block in blocks:
                texts = [line for cell in block.cells for line in cell.text.split("\n")]
                self._refuse_stamp(texts, letterhead=True)
        return blocks + beside

    def _cell_lines(self, cell: Element, beside: list[Block]) -> tuple[list[str], bool]:
        lines: list[str] = []
        bold = True
        for element in cell:
            name = name_of(element)
            if name == "p":
                self._lines += 1
                paragraph = self._text.read(element)
                self._turn_pages(paragraph.breaks_before + paragraph.breaks_inside)
                beside += self._beside(paragraph)
                marker, _ = self._number(paragraph)
                text, _ = self._maker.unicode(paragraph.text)
                for encoding in paragraph.legacy:
                    self._maker.legacy_doubt(encoding)
                lines.append(f"{marker} {text}".strip())
                bold = bold and (paragraph.bold or not text.strip())
            elif name == "tbl":
                lines += self._nested_lines(element, beside)
            elif name in _WRAPPERS:
                more, more_bold = self._cell_lines(element, beside)
                lines += more
                bold = bold and more_bold
        return lines, bold

    def _nested_lines(self, table: Element, beside: list[Block]) -> list[str]:
        """Return the rows of a table inside a cell, each as one line of the cell."""

        def read_cell(cell: Element) -> tuple[str, bool]:
            lines, bold = self._cell_lines(cell, beside)
            return " ".join(lines), bold

        return [block.text for block in row_blocks(table_rows(table, read_cell, self._place))]

    # --- small things ---

    def _number(self, paragraph: Paragraph) -> tuple[str, int]:
        look = paragraph.look
        if not look.numbering:
            return "", 0
        level = look.numbering_level
        if level is None:
            level = self._numbering.level_of_style(look.numbering, paragraph.style)
        return self._numbering.next(look.numbering, level)

    def _place(self) -> Place:
        return Place(page=self._page, line=self._lines or None)

    def _turn_pages(self, pages: int) -> None:
        self._page += pages
        self._saw_pages = self._saw_pages or pages > 0

    def _refuse_stamp(self, texts: list[str], *, letterhead: bool = False) -> None:
        degree = stamp_in(texts, letterhead=letterhead)
        if degree:
            raise SecretDocumentError(degree)
