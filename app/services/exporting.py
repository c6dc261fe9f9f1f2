"""Sheets as Excel and Word, for those who want to edit: the same records as on paper."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import InputRefusedError
from app.domain.phrases import joined, phrase
from app.domain.sheet_options import FORMAT_NAMES, FileFormat
from app.domain.watch import Watch
from app.reports.letter import Letter
from app.services import printing
from app.services.printing import SheetKind, SheetRequest
from app.services.register import Register


@dataclass(frozen=True, slots=True)
class ExportedSheet:
    """A finished file; ``parts`` counts its worksheets (Excel) or tables (Word)."""

    data: bytes
    parts: int
    counted: str
    fingerprint: str
    file_name: str


def export_sheet(
    register: Register, request: SheetRequest, kind: FileFormat, watch: Watch | None = None
) -> ExportedSheet:
    """Make a sheet as a file for editing.

    Args:
        register: the open register.
        request: which sheet, of what, as of when.
        kind: Excel or Word; PDF is `printing.print_sheet`.
        watch: is told how far a pack has come, and may stop it.

    Raises:
        InputRefusedError: the scope names nothing in the register, or the sheet is not given so.
        StoppedError: the watch asked for it.
    """
    from app.reports import grids  # noqa: PLC0415 - needed for saving only

    form = printing.FORMS[request.kind]
    if kind not in form.files:
        kinds = joined(phrase(" và "), (FORMAT_NAMES[each] for each in form.files))
        raise InputRefusedError(
            phrase("{title} chỉ xuất được ra {kinds}.", title=form.title, kinds=kinds)
        )
    if request.kind is SheetKind.PACK:
        from app.services import pack_files  # noqa: PLC0415 - it saves with what stands here

        return pack_files.export_pack(register, request, kind, watch)
    sheet = printing.make_sheet(register, request)
    out = io.BytesIO()
    if kind is FileFormat.XLSX:
        from app.reports import xlsx  # noqa: PLC0415 - openpyxl is needed for saving only

        parts = xlsx.write_workbook(grids.as_grids(sheet), out)
    else:
        from app.reports import docx  # noqa: PLC0415 - python-docx is needed for saving only

        if isinstance(sheet, Letter):
            parts = docx.write_letter(sheet, out)
        else:
            parts = docx.write_sheet(grids.as_grids(sheet), out)
    return ExportedSheet(
        data=out.getvalue(),
        parts=parts,
        counted=sheet.counted,
        fingerprint=sheet.provenance.fingerprint,
        file_name=printing.file_name(register, request, kind),
    )


def export_to(
    register: Register,
    request: SheetRequest,
    kind: FileFormat,
    path: Path,
    watch: Watch | None = None,
) -> ExportedSheet:
    """Make a sheet as a file for editing and save it under a name, whole or not at all.

    Raises:
        InputRefusedError: see `export_sheet`.
        StoppedError: see `export_sheet`.
        NotSavedError: see `printing.save`.
    """
    made = export_sheet(register, request, kind, watch)
    printing.save(made.data, path)
    return made
