"""Sheets and letters as Word documents for editing, with python-docx.

Import this package late, inside the function that saves: it loads python-docx.
"""

from app.reports.docx.letter import write_letter
from app.reports.docx.pack import write_pack
from app.reports.docx.sheet import write_sheet

__all__ = ["write_letter", "write_pack", "write_sheet"]
