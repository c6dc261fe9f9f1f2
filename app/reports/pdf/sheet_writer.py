"""The order of every sheet: letterhead, title, answer, table over pages, closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import formats
from app.reports.pdf.closing import Closing
from app.reports.pdf.document import Document, DocumentInfo
from app.reports.pdf.fonts import Face
from app.reports.pdf.frame import SheetFrame, SheetIdentity
from app.reports.pdf.letterhead import write_letterhead, write_title
from app.reports.pdf.rows import Pages, Row
from app.reports.pdf.sentences import Sentence
from app.reports.pdf.table import Table
from app.reports.pdf.text import Run, Style, first_baseline
from app.reports.sheets import Letterhead, Provenance, Sheet


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands over the table of a sheet."""

    form_number: int
    title: str
    subtitle: str
    letterhead: Letterhead
    provenance: Provenance
    answers: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Part:
    """A table with its rows, and the space over it where it follows another one."""

    table: Table
    rows: Sequence[Row]
    drop: float = 0.0


def write_sheet(
    document: Document, head: SheetHead, parts: Sequence[Part], closing: Closing
) -> int:
    """Write a sheet on pages of its own, its tables under each other; return how many it took."""
    letterhead = head.letterhead
    identity = SheetIdentity.of_form(head.form_number, head.provenance, letterhead.marks)
    frame = SheetFrame(document, identity)
    frame.begin_page()
    y = _write_head(frame, head)
    for part in parts:
        last = part is parts[-1]
        y = _write_part(frame, part, y + part.drop, closing if last else None)
    closing.write(frame, y)
    frame.end_page()
    return frame.pages


def _write_part(frame: SheetFrame, part: Part, top: float, closing: Closing | None) -> float:
    """Write a table from ``top`` down and return its lower edge; ``closing`` must fit under it."""
    layout = frame.document.layout
    pages = Pages(
        part.rows,
        frame.bottom - top - part.table.head_height,
        frame.bottom - frame.top - part.table.head_height,
        part.table.reopened,
        layout.table.least_lines,
    )
    if closing is not None:
        measures = layout.closing
        pages.keep_with_last(closing.height, measures.rows_kept, measures.most_empty)
    y = top
    for place, page in enumerate(pages.pages):
        if place:
            frame.end_page()
            frame.begin_page()
            y = frame.top
        if page:
            y = part.table.draw(page, frame.left, y)
    return y


def _write_head(frame: SheetFrame, head: SheetHead) -> float:
    """Write what stands over the table and return where the table begins."""
    baseline = write_letterhead(frame, head.letterhead, head.provenance)
    baseline = write_title(frame, baseline, head.title, head.subtitle, head.provenance)
    measures = frame.document.layout.answer
    y = baseline + measures.drop
    for sentence in head.answers:
        runs = tuple(
            Run(text, Style(Face.BOLD if bold else Face.UPRIGHT, measures.size))
            for text, bold in sentence
        )
        for line in frame.document.typesetter.lines(runs, frame.width):
            baseline = y + first_baseline(measures.size, measures.leading)
            frame.document.line(line, frame.left, baseline)
            y += measures.leading
    return y + measures.after


def sheet_info(title: str, sheet: Sheet) -> DocumentInfo:
    """Return what the file says of itself: title, office, as-of day, fingerprint."""
    return DocumentInfo(
        title=f"{title}. {sheet.subtitle}",
        author=sheet.letterhead.office or sheet.letterhead.superior,
        subject=f"Số liệu đến hết ngày {formats.date_in_text(sheet.provenance.as_of)}",
        keywords=sheet.provenance.fingerprint,
        printed_at=sheet.provenance.printed_at,
    )
