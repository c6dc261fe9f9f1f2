"""The papers of a meeting as one Word document: a section for each sheet, contents with links.

Page numbers of the contents are fields: Word fills them in when it opens the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.text.paragraph import Paragraph

from app.domain.watch import Watch
from app.reports.docx import parts
from app.reports.docx.letter import write_letter_body
from app.reports.docx.sheet import describe, provenance_words, write_body
from app.reports.docx.styles import S, new_document
from app.reports.letter import Letter
from app.reports.pack import PackChapter, PackCover
from app.reports.pdf.layout import load_layout
from app.reports.pdf.pack import cover_lines, proof_words

_FORM = "Bộ tài liệu họp"
_AFTER_FIELDS = frozenset(
    qn(f"w:{name}") for name in ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "rsids")
)
"""What stands behind the wish to fill in fields, in the order that the format asks for."""


def write_pack(
    chapters: Sequence[PackChapter], cover: PackCover, out: BinaryIO, watch: Watch
) -> int:
    """Write the papers of a meeting as .docx.

    Args:
        chapters: parts with their sheets as plain tables, or letters.
        cover: what stands on the first page.
        out: takes the bytes.
        watch: is told of every sheet that is written: as many steps again as it took to make them.

    Returns:
        The number of sheets.

    Raises:
        StoppedError: the watch asked for it.
    """
    total = sum(len(chapter.entries) for chapter in chapters)
    document = new_document()
    parts.set_page(document.sections[0], landscape=False)
    foot = provenance_words(cover.provenance, _FORM)
    parts.write_margins(document.sections[0], cover.letterhead.marks, "", foot, of_pack=True)
    _write_cover(document, cover)
    _write_contents(document, chapters, cover)
    number = 0
    for chapter in chapters:
        for entry in chapter.entries:
            watch.step(total + number, 2 * total, f"ghi {entry.words}")
            number += 1
            document.add_section(WD_SECTION.NEW_PAGE)
            before = len(document.paragraphs)
            if isinstance(entry.sheet, Letter):
                write_letter_body(document, entry.sheet, of_pack=True)
            else:
                write_body(document, entry.sheet, of_pack=True)
            _mark(document.paragraphs[before], number)
    _ask_for_fields(document)
    describe(document, _FORM, cover.letterhead, cover.provenance)
    document.save(out)
    return number


def _write_cover(document: WordDocument, cover: PackCover) -> None:
    measures = load_layout().cover
    letterhead = cover.letterhead
    for words, style in ((letterhead.superior, S.SUPERIOR), (letterhead.office, S.OFFICE)):
        if words.strip():
            document.add_paragraph(parts.clean(words), style=style)
    title = document.add_paragraph("Tài liệu họp", style=S.TITLE)
    title.runs[0].font.size = Pt(measures.title_size)
    title.paragraph_format.space_before = Mm(70)
    subject, *lines = cover_lines(cover)
    written = document.add_paragraph(parts.clean(subject), style=S.TITLE)
    written.paragraph_format.space_after = Pt(measures.text_leading)
    for line in lines:
        paragraph = document.add_paragraph(parts.clean(line), style=S.TO)
        paragraph.paragraph_format.space_before = Pt(4)
        paragraph.paragraph_format.space_after = Pt(4)
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _write_contents(
    document: WordDocument, chapters: Sequence[PackChapter], cover: PackCover
) -> None:
    document.add_paragraph("Mục lục", style=S.TITLE)
    width = Emu(parts.text_width(document.sections[-1]))
    number = 0
    for chapter in chapters:
        heading = document.add_paragraph(parts.clean(chapter.title), style=S.CAPTION)
        heading.paragraph_format.space_before = Pt(6)
        heading.paragraph_format.keep_with_next = True
        for entry in chapter.entries:
            number += 1
            line = document.add_paragraph(style=S.ENTRY)
            line.paragraph_format.tab_stops.add_tab_stop(
                width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )
            _link(line, f"{entry.form}. {parts.clean(entry.words)}", number)
            line.add_run("\t")
            parts.add_field(line, f"PAGEREF {_name(number)} \\h", "")
    note = document.add_paragraph(parts.clean(proof_words(cover)), style=S.ANSWER)
    note.paragraph_format.space_before = Pt(12)


def _name(number: int) -> str:
    return f"bieu_{number}"


def _mark(paragraph: Paragraph, number: int) -> None:
    """Let contents lead to a paragraph, and Word's pane of headings name it."""
    for kind in ("Start", "End"):
        mark = OxmlElement(f"w:bookmark{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "Start":
            mark.set(qn("w:name"), _name(number))
        paragraph._p.append(mark)  # noqa: SLF001 - python-docx has no bookmarks


def _link(paragraph: Paragraph, words: str, number: int) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(number))
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(words)
    link.append(run._r)  # noqa: SLF001 - python-docx has no links inside a document
    paragraph._p.append(link)  # noqa: SLF001


def _ask_for_fields(document: WordDocument) -> None:
    """Let Word fill in the page numbers of the contents when it opens the file."""
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    settings = document.settings.element
    later = next((each for each in settings if each.tag in _AFTER_FIELDS), None)
    if later is None:
        settings.append(update)
    else:
        later.addprevious(update)
