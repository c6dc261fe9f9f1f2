"""The papers of a meeting beside LibreOffice: the tables of 40 agencies, in the same run.

LibreOffice converts the agencies' worksheets of the program's own export from .xlsx to PDF; the
program draws the same sheets, and the whole pack. Then the growth with the number of tasks, and the
memory of 1 000 pages, measured in a process of its own.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2
from sqlalchemy import text

from app.domain.sheet_options import FileFormat
from app.reports.pdf import DocumentInfo, open_pack
from app.reports.sheets import TrackingSheet
from app.services import exporting, packs, sheet_facts, sheets
from app.services.printing import SheetKind, SheetRequest
from app.services.register import Register, open_register
from app.services.sheet_rows import Material
from db.engine import begin_write
from tests.benchmarks.registers import register_of
from tests.benchmarks.timing import print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

_TODAY = dt.date(2026, 11, 21)
_AGENCIES = 40
_TASKS = 1_000
_GROWTH = (250, 500, 1_000, 2_000)
_PAGES = 1_000
_REQUEST = SheetRequest(SheetKind.PACK, _TODAY)


def spread(register: Register, count: int) -> None:
    """Let exactly so many agencies lead the tasks, one after the other."""
    with begin_write(register.engine) as connection, connection.begin():
        ids = connection.execute(
            text("SELECT id FROM agency WHERE valid_to IS NULL ORDER BY ordinal LIMIT :n"),
            {"n": count},
        ).scalars()
        agencies = list(ids)
        connection.execute(text("DELETE FROM assignment WHERE role = 'lead'"))
        tasks = connection.execute(text("SELECT id FROM task ORDER BY id")).scalars().all()
        connection.execute(
            text(
                "INSERT INTO assignment (task_id, agency_id, role, ordinal) "
                "VALUES (:t, :a, 'lead', 0)"
            ),
            [{"t": task, "a": agencies[n % count]} for n, task in enumerate(tasks)],
        )


def sheets_of(register: Register) -> list[TrackingSheet]:
    """Return sheet 1 of every agency."""
    facts = sheet_facts.load_sheet_facts(
        register, _TODAY, lambda index: [ref.id for ref in index.tasks]
    )
    material = Material.of(facts, register.clock())
    return [sheets.tracking_of(material, scope) for scope in packs.agency_scopes(material.index)]


def draw(found: Sequence[TrackingSheet]) -> tuple[int, float]:
    """Draw sheets into one file; return pages and seconds."""
    start = time.perf_counter()
    info = DocumentInfo("", "", "", "", found[0].provenance.printed_at)
    with open_pack(io.BytesIO(), info) as pack:
        pack.chapter("Phần")
        for sheet in found:
            pack.add("Biểu 1", sheet.subtitle, sheet)
        pages = pack.finish_plain()
    return pages, time.perf_counter() - start


def write_workbook(register: Register, path: Path) -> None:
    """Write the same tables as the program exports them, one worksheet for each agency."""
    request = SheetRequest(SheetKind.TRACKING, _TODAY)
    made = exporting.export_sheet(register, request, FileFormat.XLSX)
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    for page in book.worksheets[:-_AGENCIES]:  # what stands before the agencies
        book.remove(page)
    book.save(path)


def convert(path: Path) -> tuple[int, float] | None:
    """Let LibreOffice convert a workbook; None where it is not installed or cannot do it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    command = [
        program,
        f"-env:UserInstallation=file://{path.parent / 'profile'}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(path.parent),
        str(path),
    ]
    start = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True, timeout=900)  # noqa: S603
    seconds = time.perf_counter() - start
    made = path.with_suffix(".pdf")
    if not made.exists():
        return None
    document = pypdfium2.PdfDocument(made)
    pages = len(document)
    document.close()
    return pages, seconds


def beside_libreoffice(folder: Path) -> None:
    """Print the pack of 40 agencies and LibreOffice's PDF of the same tables."""
    register = open_register(register_of(_TASKS, folder))
    spread(register, _AGENCIES)
    start = time.perf_counter()
    found = sheets_of(register)
    making = time.perf_counter() - start
    draw(found[:2])  # fonts are read once in the life of the program
    pages, drawing = draw(found)
    start = time.perf_counter()
    whole = packs.print_pack(register, _REQUEST)
    packing = time.perf_counter() - start
    workbook = folder / "pack.xlsx"
    write_workbook(register, workbook)
    register.close()
    convert(workbook)  # its first start makes a profile; the second is what counts
    other = convert(workbook)
    rows = [
        ("sheet 1 of each agency", pages, f"{drawing:.2f}", f"{pages / drawing:.0f}"),
        (
            "the same with reading",
            pages,
            f"{drawing + making:.2f}",
            f"{pages / (drawing + making):.0f}",
        ),
        ("the whole pack", whole.pages, f"{packing:.2f}", f"{whole.pages / packing:.0f}"),
    ]
    if other is not None:
        rows.append(("LibreOffice", other[0], f"{other[1]:.2f}", f"{other[0] / other[1]:.0f}"))
    print_table(f"{len(found)} agencies, {_TASKS} tasks", ("", "pages", "seconds", "pages/s"), rows)
    if other is None:
        print("LibreOffice Calc (soffice) is not installed here: nothing to compare with.")  # noqa: T201
        return
    print(  # noqa: T201
        f"The same tables take LibreOffice {other[1] / drawing:.0f} times as long, "
        f"{other[1] / (drawing + making):.0f} times with the reading of the register."
    )


def growth(folder: Path) -> None:
    """Print the pack of ever more tasks: the time for a page must not grow."""
    rows = []
    for count in _GROWTH:
        register = open_register(register_of(count, folder))
        start = time.perf_counter()
        made = packs.print_pack(register, _REQUEST)
        seconds = time.perf_counter() - start
        register.close()
        rows.append((count, made.pages, f"{seconds:.2f}", f"{1000 * seconds / made.pages:.1f}"))
    print_table("The whole pack", ("tasks", "pages", "seconds", "ms/page"), rows)


def memory(folder: Path) -> None:
    """Print the most memory that a process takes that prints 1 000 pages and nothing else."""
    path = register_of(_GROWTH[-1], folder)
    command = [sys.executable, "-m", __spec__.name, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    print(done.stdout, end="")  # noqa: T201


def print_many(path: Path) -> None:
    """Print pages of agencies over and over until there are enough, and tell the memory."""
    import resource  # noqa: PLC0415 - Windows has none

    register = open_register(path)
    found = sheets_of(register)
    register.close()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    info = DocumentInfo("", "", "", "", found[0].provenance.printed_at)
    with tempfile.TemporaryFile() as out, open_pack(out, info) as pack:
        pack.chapter("Phần")
        while pack.pages < _PAGES:
            for sheet in found:
                pack.add("Biểu 1", sheet.subtitle, sheet)
                if pack.pages >= _PAGES:
                    break
        pages = pack.finish_plain()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{pages} pages: {most} MB at most, of which {before} before the first page")  # noqa: T201


def main() -> None:
    """Print everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        beside_libreoffice(folder)
        growth(folder)
        memory(folder)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print_many(Path(sys.argv[1]))
    else:
        main()
