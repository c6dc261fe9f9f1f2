"""Letters to several agencies at once, one file each, from one reading."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain import formats
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import RegisterIndex, SheetScope, SheetScopeKind
from app.domain.sheet_options import FileFormat
from app.domain.traffic_light import Light
from app.domain.watch import Unwatched, Watch
from app.reports.letter import Letter
from app.services import folders, printing, sheet_facts
from app.services.letters import letter_of, urged
from app.services.packs import agency_scopes
from app.services.printing import SheetRequest
from app.services.register import Register
from app.services.sheet_rows import Material
from app.services.sheets import printed

TITLE = "Công văn đôn đốc"
NOBODY = phrase(
    "Không có cơ quan nào có nhiệm vụ quá hạn hoặc sắp đến hạn, nên không có công văn đôn đốc."
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """An agency that could be urged, and why: how much is overdue, how much is due soon."""

    id: int
    name: str
    overdue: int
    due_soon: int


@dataclass(frozen=True, slots=True)
class LetterBatch:
    """Which letters are written: to whom (None: all that something presses), as what files."""

    agencies: Collection[int] | None = None
    kinds: Sequence[FileFormat] = (FileFormat.DOCX, FileFormat.PDF)


@dataclass(frozen=True, slots=True)
class LetterFolder:
    """What was written into a folder: so many letters, in so many files."""

    folder: Path
    letters: int
    files: int


def addressees(index: RegisterIndex) -> list[Addressee]:
    """Return the agencies that something presses, in the order of sheet 2."""
    found = []
    for scope in agency_scopes(index):
        lights = [ref.light for ref in printed(index, scope)]
        late, soon = lights.count(Light.OVERDUE), lights.count(Light.DUE_SOON)
        if scope.id and late + soon:
            name = index.directory.agencies[scope.id].name
            found.append(Addressee(scope.id, name, late, soon))
    return found


def write_letters(
    register: Register,
    request: SheetRequest,
    folder: Path,
    batch: LetterBatch,
    watch: Watch | None = None,
) -> LetterFolder:
    """Write a letter to each of several agencies into a folder.

    Names begin with a number, so that they sort as the office does. Every file is written whole or
    not at all. No file is replaced: a letter that is there may have been edited.

    Args:
        register: the open register.
        request: as of which day, on which paper.
        folder: made where it is missing.
        batch: to whom, as PDF, Word or both.
        watch: is told of every letter, and may stop the work; files that are written stay.

    Raises:
        InputRefusedError: nothing presses any of them.
        FileThereError: one of the files is there; nothing was written.
        NotSavedError: the folder cannot be made or written to.
        StoppedError: the watch asked for it.
    """
    facts = sheet_facts.load_sheet_facts(
        register,
        request.as_of,
        lambda index: [ref.id for scope in _scopes(index, batch) for ref in urged(index, scope)],
        include_restricted=request.include_restricted,
    )
    material = Material.of(facts, register.clock())
    scopes = _scopes(material.index, batch)
    if not scopes:
        raise InputRefusedError(NOBODY)
    files = _files(material, request, folder, batch, scopes)
    folders.refuse_taken(path for paths in files for path in paths)
    folders.make_folder(folder)
    watched = watch or Unwatched()
    for number, (scope, paths) in enumerate(zip(scopes, files, strict=True)):
        name = material.index.directory.agencies[scope.id].short_name
        watched.step(number, len(scopes), name)
        letter = printing.on_paper(letter_of(material, scope), request.paper)
        for kind, path in zip(batch.kinds, paths, strict=True):
            folders.save_new(_written(letter, kind), path)
    return LetterFolder(folder, len(scopes), sum(map(len, files)))


def told(made: LetterFolder) -> str:
    """Return what was written, in one sentence."""
    letters, files = formats.number(made.letters), formats.number(made.files)
    return phrase(
        "Đã lưu {letters} công văn, {files} tệp vào thư mục “{folder}”.",
        letters=letters,
        files=files,
        folder=made.folder,
    )


def _files(
    material: Material,
    request: SheetRequest,
    folder: Path,
    batch: LetterBatch,
    scopes: Sequence[SheetScope],
) -> list[list[Path]]:
    """Return for each letter its files, one for each kind."""
    found = []
    for number, scope in enumerate(scopes, start=1):
        name = material.index.directory.agencies[scope.id].short_name
        words = f"{TITLE} {name} - {request.as_of.isoformat()}"
        file = folders.numbered(number, len(scopes), words)
        found.append([folder / f"{file}.{kind.value}" for kind in batch.kinds])
    return found


def _scopes(index: RegisterIndex, batch: LetterBatch) -> list[SheetScope]:
    chosen = batch.agencies
    return [
        SheetScope(SheetScopeKind.AGENCY, each.id)
        for each in addressees(index)
        if chosen is None or each.id in chosen
    ]


def _written(letter: Letter, kind: FileFormat) -> bytes:
    out = io.BytesIO()
    if kind is FileFormat.DOCX:
        from app.reports import docx  # noqa: PLC0415 - python-docx is needed for saving only

        docx.write_letter(letter, out)
    else:
        from app.reports import pdf  # noqa: PLC0415 - reportlab is needed for printing only

        pdf.write_any(letter, out)
    return out.getvalue()
