"""Results of indicators in a file: read, without the register being touched."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.result_report import ReportTable
from app.importing.blocks import Cancelled
from app.importing.files import read_blocks
from app.importing.results import read_results

NO_TABLE = phrase(
    "Không tìm thấy bảng kết quả chỉ tiêu trong tệp “{name}”. "
    "Bảng cần có cột tên chỉ tiêu và cột thực hiện, lũy kế hoặc ước thực hiện."
)


def read_report(path: Path, cancelled: Cancelled | None = None) -> list[ReportTable]:
    """Return the tables of a report (.xlsx, .docx, .pdf, .txt) that give results.

    Args:
        path: the file; nothing else is opened, nothing is written.
        cancelled: asked now and then.

    Raises:
        DocumentRefusedError: the file cannot or must not be read (an `InputRefusedError`).
        InputRefusedError: it has no table of results.
        ReadingCancelledError: ``cancelled`` said so.
    """
    _source, blocks = read_blocks(path, None, cancelled)
    tables = read_results(blocks)
    if not tables:
        raise InputRefusedError(NO_TABLE.format(name=path.name))
    return tables
