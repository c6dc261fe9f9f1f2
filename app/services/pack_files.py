"""The papers of a meeting as Excel or Word, for those who want to edit them; see `packs`."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain import formats
from app.domain.phrases import phrase
from app.domain.sheet_options import FileFormat
from app.domain.watch import Unwatched, Watch
from app.reports.grid import Grid, GridSheet
from app.reports.leader import LeaderSheet, LeaderSheets
from app.reports.letter import Letter
from app.reports.pack import PackChapter, PackEntry
from app.reports.sheets import Sheet, TrackingSheet
from app.services.exporting import ExportedSheet
from app.services.packs import TITLE, PackItem, PackMaker, PackPart, Sums
from app.services.printing import SheetRequest
from app.services.register import Register

_RELATED = "Việc liên quan"
_OF_LEADERS = "Phiếu của tất cả lãnh đạo"


def export_pack(
    register: Register, request: SheetRequest, kind: FileFormat, watch: Watch | None = None
) -> ExportedSheet:
    """Make the papers of a meeting as one file for editing.

    Word has every sheet as on paper. A workbook has a worksheet for each table: the leaders' tables
    are joined, each agency has its tasks, and the letters, which are no tables, are left out.

    Args:
        register: the open register.
        request: as of which day, compared with which one, for which meeting.
        kind: Excel or Word.
        watch: is told of every sheet, and may stop the work.

    Raises:
        StoppedError: the watch asked for it.
        SheetDoesNotAddUpError: two sheets contradict each other; nothing is made then.
    """
    maker = PackMaker(register, request)
    sums = Sums()
    watched = watch or Unwatched()
    out = io.BytesIO()
    if kind is FileFormat.XLSX:
        from app.reports import xlsx  # noqa: PLC0415 - openpyxl is needed for saving only

        made = _made(maker, sums, watched, steps=1)
        chapters = [_as_tables(maker, part, sheets) for part, sheets in made]
        count = xlsx.write_pack(chapters, maker.cover(sums), out)
    else:
        from app.reports import docx  # noqa: PLC0415 - python-docx is needed for saving only

        made = _made(maker, sums, watched, steps=2)
        chapters = [_as_papers(part, sheets) for part, sheets in made]
        count = docx.write_pack(chapters, maker.cover(sums), out, watched)
    return ExportedSheet(
        data=out.getvalue(),
        parts=count,
        counted=phrase("{n} nhiệm vụ", n=formats.number(maker.tally.total)),
        fingerprint=maker.fingerprint,
        file_name=f"{TITLE} - {request.as_of.isoformat()}.{kind.value}",
    )


def _made(
    maker: PackMaker, sums: Sums, watch: Watch, *, steps: int
) -> Iterator[tuple[PackPart, list[tuple[PackItem, Sheet]]]]:
    """Make the sheets part by part; ``steps``: how many each takes until the file is there."""
    parts = maker.parts()
    total = sum(len(part.items) for part in parts) * steps
    done = 0
    for part in parts:
        sheets = []
        for item in part.items:
            watch.step(done, total, item.words)
            sheet = maker.made(item)
            sums.add(sheet)
            sheets.append((item, sheet))
            done += 1
        yield part, sheets


def _as_papers(part: PackPart, sheets: Sequence[tuple[PackItem, Sheet]]) -> PackChapter:
    from app.reports.grids import as_grids  # noqa: PLC0415 - needed for saving only

    return PackChapter(
        part.title,
        [
            PackEntry(
                item.form, item.words, sheet if isinstance(sheet, Letter) else as_grids(sheet)
            )
            for item, sheet in sheets
        ],
    )


def _as_tables(
    maker: PackMaker, part: PackPart, sheets: Sequence[tuple[PackItem, Sheet]]
) -> PackChapter:
    """Return a part as tables whose names tell them apart in one workbook."""
    from app.reports.grids import as_grids  # noqa: PLC0415 - needed for saving only

    entries = []
    leaders = [sheet for _item, sheet in sheets if isinstance(sheet, LeaderSheet)]
    if leaders:
        together = LeaderSheets(leaders[0].letterhead, maker.provenance(), leaders)
        entries.append(_entry(sheets[0][0].form, _OF_LEADERS, as_grids(together)))
    related: list[tuple[str, Grid]] = []
    for item, sheet in sheets:
        if isinstance(sheet, TrackingSheet):
            tables = as_grids(sheet)
            beside = [grid for grid in tables.grids if grid.caption]
            related += [(item.short, grid) for grid in beside]
            tasks = [
                replace(grid, name=item.short, parts=False)
                for grid in tables.grids
                if not grid.only_excel and grid not in beside
            ]
            entries.append(PackEntry(item.form, item.words, replace(tables, grids=tasks)))
        elif not isinstance(sheet, LeaderSheet | Letter):
            entries.append(_entry(item.form, item.words, as_grids(sheet)))
    if related:
        whole = _together(maker, as_grids(sheets[0][1]), related)
        entries.append(PackEntry(sheets[0][0].form, _RELATED, whole))
    return PackChapter(part.title, entries)


def _together(maker: PackMaker, sheet: GridSheet, related: Sequence[tuple[str, Grid]]) -> GridSheet:
    """Return one table of what stands beside the totals of all agencies."""
    first = related[0][1]
    rows = [replace(row, under=(name, *row.under)) for name, grid in related for row in grid.rows]
    notes = [f"{name}: {note}" for name, grid in related for note in grid.notes]
    grid = replace(first, name=_RELATED, rows=rows, under=("Cơ quan", *first.under), notes=notes)
    provenance = maker.provenance()
    return replace(
        sheet, subtitle=_RELATED, provenance=provenance, grids=[grid], answers=(), notes=()
    )


def _entry(form: str, words: str, sheet: GridSheet) -> PackEntry:
    """Return a sheet whose worksheets are named after its form, none of them parted."""
    grids = [replace(grid, name=f"{form} - {grid.name}", parts=False) for grid in sheet.grids]
    return PackEntry(form, words, replace(sheet, grids=grids))
