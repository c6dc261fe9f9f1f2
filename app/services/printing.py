"""Sheets as PDF: in memory for the window, or saved whole under a name."""

from __future__ import annotations

import datetime as dt
import io
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from app.domain.changes import month_before
from app.domain.errors import TienDoError
from app.domain.file_names import plain_name
from app.domain.phrases import phrase
from app.domain.records import (
    COLLECTIVE_NAME,
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    SheetScope,
    SheetScopeKind,
)
from app.domain.result_period import ResultPeriod
from app.domain.sheet_options import FileFormat, Paper
from app.domain.watch import Watch
from app.reports.sheets import Sheet
from app.services import (
    letters,
    reading,
    sheet_doers,
    sheet_indicators,
    sheet_leader,
    sheet_overdue,
    sheets,
)
from app.services.register import Register

AnySheet = TypeVar("AnySheet", bound=Sheet)


class SheetKind(StrEnum):
    """The sheets that can be printed; values are those of the command line."""

    TRACKING = "tracking"
    SUMMARY = "summary"
    INDICATORS = "indicators"
    LEADER = "leader"
    OVERDUE = "overdue"
    LETTER = "letter"
    COMPARISON = "comparison"
    DOERS = "doers"
    PACK = "pack"


EVERYTHING = SheetScope()
_ANY_SCOPE = tuple(SheetScopeKind)
_DOCUMENTS = (SheetScopeKind.ALL, SheetScopeKind.DOCUMENT)
_WHOLE_WORDS = {
    SheetScopeKind.ALL: phrase("Tất cả nhiệm vụ"),
    SheetScopeKind.COLLECTIVE: COLLECTIVE_NAME,
    SheetScopeKind.LIST: phrase("Danh sách đã lọc"),
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
        period: whether it is of one period of results.
        meeting: whether it names the day of the meeting.
        files: as what it can be given.
    """

    name: str
    title: str
    scopes: tuple[SheetScopeKind, ...] = ()
    by_leader: bool = False
    since: bool = False
    period: bool = False
    meeting: bool = False
    files: tuple[FileFormat, ...] = tuple(FileFormat)

    @property
    def needs_agency(self) -> bool:
        """Whether it is about one agency and nothing else."""
        return self.scopes == (SheetScopeKind.AGENCY,)


FORMS = {
    SheetKind.TRACKING: SheetForm(phrase("Biểu 1"), phrase("Biểu theo dõi tiến độ"), _ANY_SCOPE),
    SheetKind.SUMMARY: SheetForm(
        phrase("Biểu 2"), phrase("Biểu tổng hợp"), by_leader=True, since=True
    ),
    SheetKind.INDICATORS: SheetForm(
        phrase("Biểu 3"),
        phrase("Biểu chỉ tiêu"),
        (
            SheetScopeKind.ALL,
            SheetScopeKind.AGENCY,
            SheetScopeKind.LEADER,
            SheetScopeKind.DOCUMENT,
        ),
        period=True,
    ),
    SheetKind.LEADER: SheetForm(
        phrase("Phiếu 4"),
        phrase("Phiếu từng lãnh đạo"),
        (SheetScopeKind.ALL, SheetScopeKind.LEADER),
        since=True,
        period=True,
    ),
    SheetKind.OVERDUE: SheetForm(phrase("Biểu 5"), phrase("Quá hạn, phiếu đôn đốc"), _ANY_SCOPE),
    SheetKind.LETTER: SheetForm(
        phrase("Mẫu 6"),
        phrase("Công văn đôn đốc"),
        (SheetScopeKind.AGENCY,),
        files=(FileFormat.PDF, FileFormat.DOCX),
    ),
    SheetKind.COMPARISON: SheetForm(phrase("Biểu 7"), phrase("Đối chiếu chỉ tiêu"), _DOCUMENTS),
    SheetKind.DOERS: SheetForm(phrase("Biểu 8"), phrase("Ma trận việc chung"), _DOCUMENTS),
    SheetKind.PACK: SheetForm(
        phrase("Bộ tài liệu họp"),
        phrase("Bộ tài liệu họp"),
        since=True,
        period=True,
        meeting=True,
    ),
}
"""In the order in which the window offers them."""


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """Which sheet, of what, as of when; see `SheetForm` for what a kind takes.

    Attributes:
        since: the day that is compared with, None for no comparison.
        period: up to which results of indicators count, None for the newest that has one.
        meeting_on: the day of the meeting, for the cover of a pack.
        paper: as what it leaves the office.
        include_restricted: whether restricted tasks stand on it; it says so then.
    """

    kind: SheetKind
    as_of: dt.date
    scope: SheetScope = EVERYTHING
    by_leader: bool = False
    since: dt.date | None = None
    period: ResultPeriod | None = None
    meeting_on: dt.date | None = None
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


def print_sheet(
    register: Register, request: SheetRequest, watch: Watch | None = None
) -> PrintedSheet:
    """Make a sheet as PDF.

    Args:
        register: the open register.
        request: which sheet, of what, as of when.
        watch: is told how far a pack has come, and may stop it.

    Raises:
        StoppedError: the watch asked for it.
        InputRefusedError: the scope names nothing in the register.
        FontsMissingError: no font with every Vietnamese letter is on this machine.
    """
    if request.kind is SheetKind.PACK:
        from app.services import packs  # noqa: PLC0415 - it prints with what stands here

        return packs.print_pack(register, request, watch)
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
    return on_paper(_MAKERS[request.kind](register, request), request.paper)


def on_paper(sheet: AnySheet, paper: Paper) -> AnySheet:
    """Return a sheet as it leaves the office on one kind of paper."""
    letterhead = replace(sheet.letterhead, paper=paper)
    changed: AnySheet = replace(sheet, letterhead=letterhead)  # type: ignore[type-var]
    return changed


def _tracking(register: Register, request: SheetRequest) -> Sheet:
    return sheets.tracking(
        register,
        request.scope,
        request.as_of,
        include_restricted=request.include_restricted,
    )


def _summary(register: Register, request: SheetRequest) -> Sheet:
    return sheets.summary(
        register,
        request.as_of,
        by_leader=request.by_leader,
        since=request.since,
        include_restricted=request.include_restricted,
    )


def _indicators(register: Register, request: SheetRequest) -> Sheet:
    return sheet_indicators.indicators(register, request.scope, request.as_of, request.period)


def _leader(register: Register, request: SheetRequest) -> Sheet:
    return sheet_leader.leader(
        register,
        request.scope,
        request.as_of,
        request.since or month_before(request.as_of),
        period=request.period,
        include_restricted=request.include_restricted,
    )


def _overdue(register: Register, request: SheetRequest) -> Sheet:
    return sheet_overdue.overdue(
        register,
        request.scope,
        request.as_of,
        include_restricted=request.include_restricted,
    )


def _comparison(register: Register, request: SheetRequest) -> Sheet:
    return sheet_indicators.comparison(register, request.scope, request.as_of)


def _doers(register: Register, request: SheetRequest) -> Sheet:
    return sheet_doers.doers(
        register,
        request.scope,
        request.as_of,
        include_restricted=request.include_restricted,
    )


def _letter(register: Register, request: SheetRequest) -> Sheet:
    return letters.letter(
        register,
        request.scope,
        request.as_of,
        include_restricted=request.include_restricted,
    )


_MAKERS: dict[SheetKind, Callable[[Register, SheetRequest], Sheet]] = {
    SheetKind.TRACKING: _tracking,
    SheetKind.SUMMARY: _summary,
    SheetKind.INDICATORS: _indicators,
    SheetKind.LEADER: _leader,
    SheetKind.OVERDUE: _overdue,
    SheetKind.LETTER: _letter,
    SheetKind.COMPARISON: _comparison,
    SheetKind.DOERS: _doers,
}


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
            phrase(
                "Không lưu được “{name}” vào thư mục “{parent}”. Hãy đóng tệp nếu đang mở ở "
                "chương trình khác, kiểm tra thư mục và chỗ trống trên đĩa, rồi lưu lại.",
                name=path.name,
                parent=path.parent,
            )
        ) from error


def file_name(register: Register, request: SheetRequest, kind: FileFormat) -> str:
    """Return a file name that sorts well and says what the sheet is."""
    words = FORMS[request.kind].name
    if request.kind is not SheetKind.PACK:
        words = f"{words} - {_scope_words(register, request)}"
    return f"{plain_name(words)} - {request.as_of.isoformat()}.{kind.value}"


def _scope_words(register: Register, request: SheetRequest) -> str:
    if request.kind is SheetKind.SUMMARY:
        return (
            phrase("Tổng hợp theo lãnh đạo")
            if request.by_leader
            else phrase("Tổng hợp theo cơ quan")
        )
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
        case SheetScopeKind.SCHEME:
            return directory.schemes[scope.id].name
        case _:
            return directory.documents[scope.id].code
