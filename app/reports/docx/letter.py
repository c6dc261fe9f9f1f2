"""Công văn đôn đốc as a Word document: its number, day and signature are left to the office."""

from __future__ import annotations

from typing import BinaryIO

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.shared import Pt

from app.reports.docx import parts
from app.reports.docx.sheet import describe, provenance_words
from app.reports.docx.styles import S, new_document
from app.reports.grid import Kind, Named
from app.reports.letter import HEADS, NAME_LEFT_OPEN, Letter
from app.reports.pdf.layout import load_layout
from app.reports.pdf.letter import END
from app.reports.pdf.letterhead import MOTTO, NATION

_KINDS = (Kind.COUNT, Kind.TEXT, Kind.DATE, Kind.CENTRED, Kind.CENTRED)


def write_letter(letter: Letter, out: BinaryIO) -> int:
    """Write a letter as .docx.

    Args:
        letter: what it says.
        out: takes the bytes.

    Returns:
        The number of tables that hold its tasks.
    """
    document = new_document()
    write_letter_body(document, letter)
    describe(document, f"{letter.title}. {letter.subtitle}", letter.letterhead, letter.provenance)
    document.save(out)
    return 1


def write_letter_body(document: WordDocument, letter: Letter, *, of_pack: bool = False) -> None:
    """Write a letter into the last section of a document."""
    _set_up(document, letter, of_pack=of_pack)
    _write_head(document, letter)
    document.add_paragraph(parts.clean(letter.opening), style=S.BODY)
    if not letter.in_appendix:
        _write_table(document, letter)
    for words in (letter.asked, *letter.numbered_requests, f"{letter.closing}{END}"):
        document.add_paragraph(parts.clean(words), style=S.BODY)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _write_signature(document, letter)
    for note in letter.notes:
        document.add_paragraph(parts.clean(note), style=S.NOTE)
    if letter.in_appendix:
        document.add_section(WD_SECTION.NEW_PAGE)
        _set_up(document, letter, of_pack=of_pack)
        if not of_pack:
            parts.number_anew(document.sections[-1])
        _write_appendix(document, letter)


def _set_up(document: WordDocument, letter: Letter, *, of_pack: bool) -> None:
    """Set paper and margins of the last section."""
    section = document.sections[-1]
    parts.set_page(section, landscape=False)
    foot = provenance_words(letter.provenance, "Mẫu 6") if letter.is_draft else ""
    parts.write_margins(section, letter.letterhead.marks, "", foot, of_pack=of_pack)


def _write_head(document: WordDocument, letter: Letter) -> None:
    measures, paper = load_layout().letter, load_layout().paper
    whole = paper.short - paper.left - paper.right
    left = measures.agency_block / whole
    agency, nation = parts.side_by_side(document, (left, 1 - left))
    parts.fill(agency, [(line, S.OFFICE) for line in letter.issuer])
    parts.short_line(agency, load_layout().letterhead.office_line_share / 2)
    agency.add_paragraph(parts.clean(letter.number_words), style=S.NUMBER)
    agency.add_paragraph(parts.clean(letter.about), style=S.ABOUT)
    parts.fill(nation, [(NATION, S.NATION), (MOTTO, S.MOTTO)])
    parts.short_line(nation, 0.6)
    nation.add_paragraph(parts.clean(letter.date_words), style=S.DATE)
    document.add_paragraph(parts.clean(f"{letter.subtitle}."), style=S.TO)


def _write_table(document: WordDocument, letter: Letter) -> None:
    table = parts.add_table(document, HEADS, load_layout().letter.columns)
    for number, task in enumerate(letter.tasks, start=1):
        named = Named(task.title, task.basis)
        values = (number, named, task.limit, task.state, task.extensions)
        parts.add_row(table, values, _KINDS, bold=False)
    after = document.add_paragraph(style=S.NOTE)
    after.paragraph_format.line_spacing = Pt(6)


def _write_signature(document: WordDocument, letter: Letter) -> None:
    measures = load_layout().letter
    left, right = parts.side_by_side(document, (0.46, 0.54))
    recipients = [(line, S.RECIPIENT) for line in letter.recipient_lines]
    written = parts.fill(left, [("Nơi nhận:", S.RECIPIENTS), *recipients])
    signer = parts.fill(right, [(line, S.SIGNER) for line in letter.signer] or [("", S.SIGNER)])
    for first in (written[0], signer[0]):
        first.paragraph_format.space_before = Pt(measures.signer_drop / 2)
    name = right.add_paragraph(style=S.NAME)
    run = name.add_run(parts.clean(letter.signer_name) or NAME_LEFT_OPEN)
    if not letter.signer_name:
        run.bold, run.italic = False, True
    name.paragraph_format.space_before = Pt(measures.name_drop - measures.signer_leading)


def _write_appendix(document: WordDocument, letter: Letter) -> None:
    title = document.add_paragraph("Phụ lục", style=S.SUBTITLE)
    title.runs[0].font.size = Pt(load_layout().letterhead.title_size)
    document.add_paragraph(parts.clean(letter.appendix_title), style=S.TITLE)
    document.add_paragraph(parts.clean(letter.appendix_source), style=S.DATE)
    _write_table(document, letter)
