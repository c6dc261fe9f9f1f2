"""Sheets as PDF: in memory for the window, or saved whole under a name."""

from __future__ import annotations

import datetime as dt
import io
import os
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.errors import TienDoError
from app.domain.records import (
    COLLECTIVE_NAME,
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    SheetScope,
    SheetScopeKind,
)
from app.services import reading, sheets
from app.services.register import Register


class SheetKind(StrEnum):
    """The sheets that can be printed; values are those of the command line."""

    TRACKING = "tracking"
    SUMMARY = "summary"


EVERYTHING = SheetScope()
_NUMBERS = {SheetKind.TRACKING: 1, SheetKind.SUMMARY: 2}


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """Which sheet, of what, as of when. ``by_leader`` is for the summary alone."""

    kind: SheetKind
    as_of: dt.date
    scope: SheetScope = EVERYTHING
    by_leader: bool = False


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A finished PDF with what the window says about it."""

    data: bytes
    pages: int
    tasks: int
    fingerprint: str
    file_name: str


class NotSavedError(TienDoError):
    """A sheet could not be written to the place the user chose."""


def print_sheet(register: Register, request: SheetRequest) -> PrintedSheet:
    """Make a sheet as PDF.

    Raises:
        InputRefusedError: the scope names nothing in the register.
        FontsMissingError: no font with every Vietnamese letter is on this machine.
    """
    from app.reports import pdf  # noqa: PLC0415 - reportlab is needed for printing only

    out = io.BytesIO()
    if request.kind is SheetKind.SUMMARY:
        summary = sheets.summary(register, request.as_of, by_leader=request.by_leader)
        pages, tally, provenance = (
            pdf.write_summary(summary, out),
            summary.tally,
            summary.provenance,
        )
    else:
        tracking = sheets.tracking(register, request.scope, request.as_of)
        pages, tally, provenance = (
            pdf.write_tracking(tracking, out),
            tracking.tally,
            tracking.provenance,
        )
    return PrintedSheet(
        data=out.getvalue(),
        pages=pages,
        tasks=tally.total,
        fingerprint=provenance.fingerprint,
        file_name=_file_name(register, request),
    )


def missing_fonts() -> str | None:
    """Return the sentence for the user if no font can print Vietnamese here, else None."""
    from app.reports import pdf  # noqa: PLC0415 - reportlab is needed for printing only

    return pdf.missing_fonts()


def save(data: bytes, path: Path) -> None:
    """Write a file whole or not at all: beside its place first, then under its name.

    Raises:
        NotSavedError: the folder is missing or full, or another program holds the file open.
    """
    try:
        handle, part = tempfile.mkstemp(prefix=f".{path.stem[:40]}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(part, 0o644)  # noqa: PTH101 - mkstemp gives a file to its owner alone
            Path(part).replace(path)
        finally:
            Path(part).unlink(missing_ok=True)
    except OSError as error:
        raise NotSavedError(
            f"Không lưu được “{path.name}” vào thư mục “{path.parent}”. Hãy đóng tệp nếu đang mở ở "
            "chương trình khác, kiểm tra thư mục và chỗ trống trên đĩa, rồi lưu lại."
        ) from error


def _file_name(register: Register, request: SheetRequest) -> str:
    """Return a file name that sorts well and says what the sheet is."""
    words = f"Biểu {_NUMBERS[request.kind]} - {_scope_words(register, request)}"
    safe = "".join("-" if c in '\\/:*?"<>|' else c for c in words)
    return f"{safe} - {request.as_of.isoformat()}.pdf"


def _scope_words(register: Register, request: SheetRequest) -> str:
    if request.kind is SheetKind.SUMMARY:
        return "Tổng hợp theo lãnh đạo" if request.by_leader else "Tổng hợp theo cơ quan"
    directory = reading.load_directory(register, request.as_of)
    scope = request.scope
    match scope.kind:
        case SheetScopeKind.COLLECTIVE:
            return COLLECTIVE_NAME
        case SheetScopeKind.AGENCY:
            agency = directory.agencies.get(scope.id)
            return agency.name if agency else NO_LEAD_NAME
        case SheetScopeKind.LEADER:
            official = directory.officials.get(scope.id)
            return official.name if official else NO_LEADER_NAME
        case SheetScopeKind.DOCUMENT:
            return directory.documents[scope.id].code
        case _:
            return "Tất cả nhiệm vụ"
