"""What a person chooses about a sheet beside its content: as what it is printed, as which file."""

from __future__ import annotations

from enum import StrEnum

from app.domain.phrases import phrase


class Paper(StrEnum):
    """As what a sheet leaves the office (Nghị định 30/2020/NĐ-CP knows only the first).

    A paper for a meeting and a draft bear their mark on every page and carry neither number nor
    signature; values are those of the command line.
    """

    FORMAL = "formal"
    WORKING = "working"
    DRAFT = "draft"


PAPER_NAMES = {
    Paper.FORMAL: phrase("Bản chính thức, có chữ ký"),
    Paper.WORKING: phrase("Tài liệu phục vụ họp"),
    Paper.DRAFT: phrase("Dự thảo"),
}

PAPER_MARKS = {
    Paper.FORMAL: "",
    Paper.WORKING: phrase("TÀI LIỆU PHỤC VỤ HỌP"),
    Paper.DRAFT: phrase("DỰ THẢO"),
}
"""What stands on every page."""

RESTRICTED_MARK = phrase("CÓ NHIỆM VỤ HẠN CHẾ PHỔ BIẾN")
"""What stands on every page of a sheet that holds restricted tasks because they were asked for."""


class FileFormat(StrEnum):
    """Kinds of file a sheet is given as; values are the endings."""

    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"


FORMAT_NAMES = {FileFormat.PDF: "PDF", FileFormat.XLSX: "Excel", FileFormat.DOCX: "Word"}
