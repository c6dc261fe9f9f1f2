"""Parts of a Word document that sheets and letters share: pages, blocks side by side, tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from app.domain import formats
from app.domain.formats import NBSP
from app.domain.text import nfc
from app.domain.traffic_light import LIGHT_SIGNS
from app.reports.docx.styles import S
from app.reports.grid import Figure, Kind, Named, Share, State, Value
from app.reports.pdf.layout import load_layout
from app.reports.pdf.text import bind, bind_all

_LONGEST_PLACE = 24
"""Letters of a locator that fit into a line of the narrowest column that has some."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_PROOF, _PROOF_BELOW = " · vân tay", "\nVân tay"
"""Where the foot of an upright page is broken, so that its number has room beside it."""
_TURNED_HEIGHT = 38
"""Millimetres for the header of columns that are narrower than their names."""
_CENTRED_KINDS = frozenset(
    {Kind.CENTRED, Kind.COUNT, Kind.DATE, Kind.PERCENT, Kind.SHARE, Kind.NUMBER}
)


def clean(words: str) -> str:
    """Return text as a Word document can hold it: letters composed, no control characters.

    What must stay on one line, as on paper, is bound: ``ngày 05/3/2026``, ``14 ngày``.
    """
    return bind(_CONTROLS.sub("", nfc(words).replace("\r\n", "\n").replace("\r", "\n")))


def _length(points: float) -> Emu:
    return Emu(round(points * 12_700))


def set_page(section: Section, *, landscape: bool) -> None:
    """Give a section A4 in one direction and its margins."""
    paper, frame = load_layout().paper, load_layout().frame
    short, long = _length(paper.short), _length(paper.long)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin, section.bottom_margin = (
        _length(paper.top),
        _length(paper.bottom),
    )
    section.left_margin, section.right_margin = (
        _length(paper.left),
        _length(paper.right),
    )
    section.header_distance = _length(frame.page_number - frame.page_number_size)
    section.footer_distance = Mm(8)


def number_anew(section: Section) -> None:
    """Let the pages of a section be numbered by themselves, as those of an appendix are."""
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    for margins in section._sectPr.findall(qn("w:pgMar")):  # noqa: SLF001 - no other way
        margins.addnext(numbers)  # their place in the order of the format


def text_width(section: Section) -> int:
    """Return the width of the text in Word's units."""
    width, left, right = section.page_width, section.left_margin, section.right_margin
    return int(width or 0) - int(left or 0) - int(right or 0)


def write_margins(
    section: Section, marks: Sequence[str], form: str, foot: str, *, of_pack: bool = False
) -> None:
    """Write what stands in the margins: marks, form number on page 1, page number from page 2.

    ``of_pack``: whether the foot says which page of all papers it is.
    """
    section.different_first_page_header_footer = True
    width = Emu(text_width(section))
    for margin in (section.first_page_header, section.header, *_footers(section)):
        margin.is_linked_to_previous = False
    first = section.first_page_header.paragraphs[0]
    first.style = S.MARK
    first.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    first.add_run("   ".join(marks) + (f"\t{form}" if form else ""))
    later = section.header.paragraphs[0]
    later.style = S.PAGE
    add_field(later, "PAGE", "2")
    if marks:
        line = section.header.add_paragraph("   ".join(marks), style=S.MARK)
        line.paragraph_format.space_after = Pt(2)
    for footer in _footers(section):
        paragraph = footer.paragraphs[0]
        paragraph.style = S.FOOT
        if foot:
            narrow = of_pack and (section.page_width or 0) < (section.page_height or 0)
            paragraph.add_run(clean(foot.replace(_PROOF, _PROOF_BELOW) if narrow else foot))
        if of_pack:
            paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
            paragraph.add_run("\tTrang ")
            add_field(paragraph, "PAGE", "")
            paragraph.add_run("/")
            add_field(paragraph, "NUMPAGES", "")
            paragraph.add_run(" của bộ tài liệu")
        if foot or of_pack:
            _border(paragraph, "top")


def _footers(section: Section) -> tuple[_Footer, _Footer]:
    return section.first_page_footer, section.footer


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field that Word fills in: ``PAGE``, ``PAGEREF name``; ``shown`` until it does."""
    for kind, words in (
        ("begin", ""),
        ("", f" {code} "),
        ("separate", ""),
        (None, shown),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - python-docx has no fields
        elif kind == "":
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = words
            run._r.append(text)  # noqa: SLF001
        else:
            run.text = words


def _border(paragraph: Paragraph, side: str, size: int = 4) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001


def side_by_side(document: WordDocument, shares: Sequence[float]) -> list[_Cell]:
    """Add a row of blocks without lines, as wide as shares of the text; return their cells."""
    whole = text_width(document.sections[-1])
    table = document.add_table(rows=1, cols=len(shares))
    table.autofit = False
    for cell, column, share in zip(table.rows[0].cells, table.columns, shares, strict=True):
        cell.width = column.width = Emu(int(whole * share))
    _keep_whole(table.rows[0])
    return list(table.rows[0].cells)


def fill(cell: _Cell, lines: Iterable[tuple[str, S]]) -> list[Paragraph]:
    """Write paragraphs into a cell, the first in the place of its empty one."""
    written: list[Paragraph] = []
    for words, style in lines:
        paragraph = cell.add_paragraph() if written else cell.paragraphs[0]
        _dress(paragraph, style)
        paragraph.add_run(clean(words))
        written.append(paragraph)
    return written


def _dress(paragraph: Paragraph, style: S) -> None:
    """Give a paragraph a style; the library's own way reads all styles for every paragraph."""
    paragraph._p.style = style.key  # noqa: SLF001


def short_line(cell: _Cell, share: float) -> None:
    """Add the line under an agency or the motto: a share of the block's width, centred."""
    paragraph = cell.add_paragraph(style=S.NUMBER)
    indent = int((cell.width or 0) * (1 - share) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Emu(indent)
    paragraph.paragraph_format.line_spacing = Pt(5)
    _border(paragraph, "top", 6)


def add_table(document: WordDocument, titles: Sequence[str], widths: Sequence[float]) -> Table:
    """Add a table with a header that repeats on every page.

    Args:
        document: the open document.
        titles: of the columns.
        widths: of the columns; they are stretched to the width of the text.
    """
    whole = text_width(document.sections[-1])
    scale = whole / sum(widths)
    table: Table = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _tighten(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(int(width * scale))
    head = table.rows[0]
    for cell, title, width in zip(head.cells, titles, widths, strict=True):
        cell.width = Emu(int(width * scale))
        fill(cell, [(title, S.HEAD)])
        _shade(cell, "E6E6E6")
    repeated = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001
    _keep_whole(head)
    return table


def turn_header(table: Table, column: int) -> None:
    """Let the header of a column run upwards, with room for a short name."""
    cell = table.rows[0].cells[column]
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "btLr")
    cell._tc.get_or_add_tcPr().append(direction)  # noqa: SLF001 - python-docx has no such thing
    table.rows[0].height = Mm(_TURNED_HEIGHT)


def add_row(
    table: Table,
    values: Sequence[Value],
    kinds: Sequence[Kind],
    *,
    bold: bool,
    followed: bool = False,
) -> None:
    """Add a row that no page cuts.

    Args:
        table: the table it ends.
        values: by column.
        kinds: of the columns.
        bold: whether it adds others up.
        followed: whether the next row must stand on the same page.
    """
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # the library's own
    _keep_whole(row)
    # One look at all cells: asking for each anew costs the square of their number.
    for cell, column, value, kind in zip(row.cells, table.columns, values, kinds, strict=True):
        cell.width = column.width
        paragraph = cell.paragraphs[0]
        _dress(paragraph, S.CENTRED if kind in _CENTRED_KINDS else S.CELL)
        if followed:
            paragraph.paragraph_format.keep_with_next = True
        write_value(paragraph, value, bold=bold)
        if bold:
            _shade(cell, "F1F1F1")


def keep_last_row(table: Table) -> None:
    """Keep the last row of a table on the page of what follows it."""
    for cell in table.rows[-1].cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def add_heading_row(table: Table, words: str, *, group: bool) -> None:
    """Add a heading over all columns that stays with the row under it."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # the library's own
    _keep_whole(row)
    cells = row.cells
    merged = cells[0].merge(cells[-1])
    fill(merged, [(words, S.GROUP if group else S.SECTION)])
    if group:
        _shade(merged, "F1F1F1")


def write_value(paragraph: Paragraph, value: Value, *, bold: bool = False) -> None:
    """Write a value as words."""
    match value:
        case Named(title, basis):
            paragraph.add_run(clean(title)).bold = bold or None
            if basis:
                _add_small(paragraph, f" ({bound_places(clean(basis))})")
        case Figure(words, _number, note):
            paragraph.add_run(clean(words))
            if note:
                _add_small(paragraph, f" ({clean(note)})")
        case State(light, words):
            run = paragraph.add_run(f"{LIGHT_SIGNS[light]} {clean(words)}")
            run.bold = bold or words.startswith("Quá hạn") or None
        case _:
            paragraph.add_run(words_of(value)).bold = bold or None


def _add_small(paragraph: Paragraph, words: str) -> None:
    small = paragraph.add_run(words)
    small.italic = True
    small.font.size = Pt(load_layout().table.small_size)


def bound_places(basis: str) -> str:
    """Return places that no line breaks, but after a comma where one is longer than a line.

    Word would break such a place within a word.
    """
    places = []
    for place in basis.split("; "):
        commas = place.split(", ")
        apart = len(place) > _LONGEST_PLACE
        places.append((", " if apart else f",{NBSP}").join(map(bind_all, commas)))
    return "; ".join(places)


def words_of(value: str | float | dt.date | Share | None) -> str:
    """Return a value in the words of a sheet."""
    if value is None:
        return formats.NONE_SIGN
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Share):
        return formats.percent(*value)
    if isinstance(value, dt.date):
        return formats.date_in_table(value)
    return formats.count(value) if isinstance(value, int) else formats.number(value)


def _tighten(table: Table) -> None:
    """Set the padding of all cells to that of the sheets."""
    side = load_layout().table.side
    margins = OxmlElement("w:tblCellMar")
    for name, points in (("top", 1.5), ("left", side), ("bottom", 1.5), ("right", side)):
        edge = OxmlElement(f"w:{name}")
        edge.set(qn("w:w"), str(round(points * 20)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)  # noqa: SLF001


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001
