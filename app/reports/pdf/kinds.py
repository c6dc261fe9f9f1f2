"""Which module draws which record: one entrance for every sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple

from app.reports.overdue import OverdueSheet
from app.reports.pdf.document import Document, open_document
from app.reports.pdf.overdue import draw_overdue, overdue_title
from app.reports.pdf.sheet_writer import sheet_info
from app.reports.pdf.summary import draw_summary, summary_title
from app.reports.pdf.tracking import TITLE, draw_tracking
from app.reports.sheets import Sheet, SummarySheet, TrackingSheet


class Writer(NamedTuple):
    """How one kind of record is drawn, and what it is called."""

    draw: Callable[[Document, Any], int]
    title: Callable[[Any], str]


WRITERS: dict[type, Writer] = {
    TrackingSheet: Writer(draw_tracking, lambda _sheet: TITLE),
    SummarySheet: Writer(draw_summary, summary_title),
    OverdueSheet: Writer(draw_overdue, overdue_title),
}


def title_of(sheet: Sheet) -> str:
    """Return the title of any sheet, as in a sentence."""
    return WRITERS[type(sheet)].title(sheet)


def draw_any(document: Document, sheet: Sheet) -> int:
    """Draw any sheet on pages of its own in an open document; return how many it took."""
    return WRITERS[type(sheet)].draw(document, sheet)


def write_any(sheet: Sheet, out: BinaryIO) -> int:
    """Write any sheet as a PDF file.

    Args:
        sheet: what it says.
        out: takes the bytes; written only when the whole sheet has been laid out.

    Returns:
        The number of pages.

    Raises:
        FontsMissingError: no font with all Vietnamese letters on this machine.
        SheetDoesNotAddUpError: a row does not give its own total.
    """
    with open_document(out, sheet_info(title_of(sheet), sheet)) as document:
        return draw_any(document, sheet)
