"""Which module draws which record: one entrance for every sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

from app.reports.comparison import ComparisonSheet
from app.reports.doers import DoersSheet
from app.reports.indicators import IndicatorSheet
from app.reports.leader import LeaderSheet, LeaderSheets
from app.reports.letter import Letter
from app.reports.overdue import OverdueSheet
from app.reports.pdf.comparison import draw_comparison
from app.reports.pdf.document import Document, open_document
from app.reports.pdf.doers import draw_doers
from app.reports.pdf.indicators import draw_indicators
from app.reports.pdf.leader import draw_leader, draw_leaders
from app.reports.pdf.letter import draw_letter
from app.reports.pdf.overdue import draw_overdue
from app.reports.pdf.sheet_writer import sheet_info
from app.reports.pdf.summary import draw_summary
from app.reports.pdf.tracking import draw_tracking
from app.reports.sheets import Sheet, SummarySheet, TrackingSheet

DRAWN: dict[type, Callable[[Document, Any], int]] = {
    TrackingSheet: draw_tracking,
    SummarySheet: draw_summary,
    OverdueSheet: draw_overdue,
    IndicatorSheet: draw_indicators,
    ComparisonSheet: draw_comparison,
    DoersSheet: draw_doers,
    LeaderSheet: draw_leader,
    LeaderSheets: draw_leaders,
    Letter: draw_letter,
}
"""Kind of record → draws it on pages of its own in an open document, and returns how many."""


def draw_any(document: Document, sheet: Sheet) -> int:
    """Draw any sheet on pages of its own in an open document; return how many it took."""
    return DRAWN[type(sheet)](document, sheet)


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
    with open_document(out, sheet_info(sheet.title, sheet)) as document:
        return draw_any(document, sheet)
