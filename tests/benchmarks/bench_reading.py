"""Reading documents: from the file to its blocks, for each format."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import openpyxl

from app.importing.files import read_blocks
from tests.benchmarks.timing import median_ms, print_table
from tests.hand_made import pdf
from tests.office_documents import TASK_ROWS, plan

_LINE = "Nâng cao trách nhiệm của người đứng đầu các cơ quan, đơn vị trong việc thực"
_PRINTED = Path(__file__).parents[1] / "importing" / "files" / "printed-plan.pdf"


def _workbook(path: Path, rows: int) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Giao việc")
    sheet.append(["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm"])
    for n in range(rows):
        sheet.append([n + 1, *TASK_ROWS[n % len(TASK_ROWS)]])
    book.save(path)
    return path


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan(folder / "40-trang.docx", rows=200, paragraphs=60)
        text = folder / "40-trang.txt"
        text.write_text(f"{_LINE}\n" * 1600, "utf-8")
        files = [
            folder / "40-trang.docx",
            _PRINTED,
            pdf(folder / "40-trang.pdf", [[_LINE] * 40] * 40),
            pdf(folder / "500-trang.pdf", [[_LINE] * 40] * 500),
            _workbook(folder / "1000-hang.xlsx", 1000),
            text,
        ]
        rows = []
        for path in files:
            source, blocks = read_blocks(path)
            time = median_ms(partial(read_blocks, path), 3)
            rows.append((path.name, source.pages or "", len(blocks), f"{time:.0f}"))
        print_table("Reading documents", ("file", "pages", "blocks", "ms"), rows)


if __name__ == "__main__":
    main()
