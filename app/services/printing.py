"""Sheets as PDF: in memory for the window, or saved whole under a name."""

from __future__ import annotations

import datetime as dt
import io
import os
import tempfile
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from app.domain.errors import TienDoError
from app.domain.records import (
    COLLECTIVE_NAME,
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    SheetScope,
    SheetScopeKind,
)
from app.domain.sheet_options import FileFormat, Paper
from app.reports.sheets import Sheet
from app.services import reading, sheet_overdue, sheets
from app.services.register import Register

AnySheet = TypeVar("AnySheet", bound=Sheet)


class SheetKind(StrEnum):
    """The sheets that can be printed; values are those of the command line."""

    TRACKING = "tracking"
    SUMMARY = "summary"
    OVERDUE = "overdue"


EVERYTHING = SheetScope()
_ANY_SCOPE = tuple(SheetScopeKind)
_WHOLE_WORDS = {
    SheetScopeKind.ALL: "Tất cả nhiệm vụ",
    SheetScopeKind.COLLECTIVE: COLLECTIVE_NAME,
    SheetScopeKind.LIST: "Danh sách đã lọc",
}


@dataclass(frozen=True, slots=True)
class SheetForm:
    """What can be chosen for one kind of sheet.

    Attributes:
        name: begins the name of its file and sorts it ("Biểu 1").
        title: its name in the window.
        scopes: what it can be about; () where it is about everything.
        by_leader: whether it goes by agency or by leader.
        since: whether it compares with an earlier day.
    """

    name: str
    title: str
    scopes: tuple[SheetScopeKind, ...] = ()
    by_leader: bool = False
    since: bool = False


FORMS = {
    SheetKind.TRACKING: SheetForm("Biểu 1", "Biểu theo dõi tiến độ", _ANY_SCOPE),
    SheetKind.SUMMARY: SheetForm("Biểu 2", "Biểu tổng hợp", by_leader=True, since=True),
    SheetKind.OVERDUE: SheetForm("Biểu 5", "Danh sách quá hạn, phiếu đôn đốc", _ANY_SCOPE),
}
"""In the order in which the window offers them."""


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """Which sheet, of what, as of when; see `SheetForm` for what a kind takes.

    Attributes:
        since: the day that is compared with, None for no comparison.
        paper: as what it leaves the office.
        include_restricted: whether restricted tasks stand on it; it says so then.
    """

    kind: SheetKind
    as_of: dt.date
    scope: SheetScope = EVERYTHING
    by_leader: bool = False
    since: dt.date | None = None
    paper: Paper = Paper.FORMAL
    include_restricted: bool = False


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A finished PDF with what the window says about it (``counted``: "12 nhiệm vụ")."""

    data: bytes
    pages: int
    counted: str
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

    sheet = make_sheet(register, request)
    out = io.BytesIO()
    pages = pdf.write_any(sheet, out)
    return PrintedSheet(
        data=out.getvalue(),
        pages=pages,
        counted=sheet.counted,
        fingerprint=sheet.provenance.fingerprint,
        file_name=file_name(register, request, FileFormat.PDF),
    )


def make_sheet(register: Register, request: SheetRequest) -> Sheet:
    """Return what a sheet says, for any kind of file.

    Raises:
        InputRefusedError: the scope names nothing in the register.
    """
    made: Sheet = _made(register, request)
    return on_paper(made, request.paper)


def on_paper(sheet: AnySheet, paper: Paper) -> AnySheet:
    """Return a sheet as it leaves the office on one kind of paper."""
    letterhead = replace(sheet.letterhead, paper=paper)
    changed: AnySheet = replace(sheet, letterhead=letterhead)  # type: ignore[type-var]
    return changed


def _made(register: Register, request: SheetRequest) -> Sheet:
    as_of, restricted = request.as_of, request.include_restricted
    match request.kind:
        case SheetKind.SUMMARY:
            return sheets.summary(
                register,
                as_of,
                by_leader=request.by_leader,
                since=request.since,
                include_restricted=restricted,
            )
        case SheetKind.OVERDUE:
            return sheet_overdue.overdue(
                register, request.scope, as_of, include_restricted=restricted
            )
        case _:
            return sheets.tracking(register, request.scope, as_of, include_restricted=restricted)


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


def file_name(register: Register, request: SheetRequest, kind: FileFormat) -> str:
    """Return a file name that sorts well and says what the sheet is."""
    words = f"{FORMS[request.kind].name} - {_scope_words(register, request)}"
    safe = "".join("-" if c in '\\/:*?"<>|' else c for c in words)
    return f"{safe} - {request.as_of.isoformat()}.{kind.value}"


def _scope_words(register: Register, request: SheetRequest) -> str:
    if request.kind is SheetKind.SUMMARY:
        return "Tổng hợp theo lãnh đạo" if request.by_leader else "Tổng hợp theo cơ quan"
    if request.scope.kind in _WHOLE_WORDS:
        return _WHOLE_WORDS[request.scope.kind]
    directory = reading.load_directory(register, request.as_of)
    scope = request.scope
    match scope.kind:
        case SheetScopeKind.AGENCY:
            agency = directory.agencies.get(scope.id)
            return agency.name if agency else NO_LEAD_NAME
        case SheetScopeKind.LEADER:
            official = directory.officials.get(scope.id)
            return official.name if official else NO_LEADER_NAME
        case _:
            return directory.documents[scope.id].code
