"""Sheets as Excel workbooks, with openpyxl.

Import this package late, inside the function that saves: it loads openpyxl.
"""

from app.reports.xlsx.pack import write_pack
from app.reports.xlsx.workbook import write_workbook

__all__ = ["write_pack", "write_workbook"]
