"""PDF writers of the sheets, with reportlab.

Import this package late, inside the function that prints: it loads reportlab.
"""

from app.reports.pdf.document import DocumentInfo
from app.reports.pdf.fonts import FontsMissingError, missing_fonts
from app.reports.pdf.kinds import draw_any, write_any
from app.reports.pdf.layout import LayoutError
from app.reports.pdf.pack import PackWriter, open_pack
from app.reports.pdf.summary import write_summary
from app.reports.pdf.tracking import write_tracking

__all__ = [
    "DocumentInfo",
    "FontsMissingError",
    "LayoutError",
    "PackWriter",
    "draw_any",
    "missing_fonts",
    "open_pack",
    "write_any",
    "write_summary",
    "write_tracking",
]
