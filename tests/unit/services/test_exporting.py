"""Every sheet as Excel and Word, from the shipped register, opened again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from app.domain.errors import InputRefusedError
from app.domain.formats import NBSP
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.sheet_options import FileFormat
from app.reports.grid import Figure
from app.reports.grids import as_grids
from app.reports.grids_indicators import figure
from app.services import exporting, names, printing
from app.services.printing import SheetKind, SheetRequest
from tests.paper import text_of, words_of
from tests.registers import TODAY
from tests.sheet_cases import MEETING, work_on

if TYPE_CHECKING:
    from app.services.register import Register

EDITABLE = [
    kind
    for kind, form in printing.FORMS.items()
    if FileFormat.XLSX in form.files and kind is not SheetKind.PACK
]


@pytest.mark.parametrize("kind", EDITABLE)
def test_every_row_of_a_sheet_stands_in_both_files(register: Register, kind: SheetKind) -> None:
    request = SheetRequest(kind, TODAY)
    grids = as_grids(printing.make_sheet(register, request)).grids
    book = exporting.export_sheet(register, request, FileFormat.XLSX)
    pages = openpyxl.load_workbook(io.BytesIO(book.data))
    for grid in grids:
        [table] = pages[grid.name].tables.values()
        first, last = (pages[grid.name][corner].row for corner in table.ref.split(":"))
        assert last - first == max(len(grid.rows), 1)
    word = exporting.export_sheet(register, request, FileFormat.DOCX)
    document = docx.Document(io.BytesIO(word.data))
    tables = [t for t in document.tables if t.style is not None and t.style.name == "Table Grid"]
    assert len(tables) == sum(not grid.only_excel for grid in grids)
    assert book.fingerprint == word.fingerprint
    assert (book.file_name[-5:], word.file_name[-5:]) == (".xlsx", ".docx")


def test_a_letter_is_not_given_as_a_workbook(register: Register) -> None:
    agency = SheetScope(SheetScopeKind.AGENCY, names.find_agency(register, "Sở Tài chính"))
    request = SheetRequest(SheetKind.LETTER, TODAY, agency)
    with pytest.raises(InputRefusedError, match="chỉ xuất được ra PDF và Word"):
        exporting.export_sheet(register, request, FileFormat.XLSX)


@pytest.mark.parametrize("kind", [SheetKind.SUMMARY, SheetKind.LEADER])
def test_what_changed_stands_in_the_files_too(register: Register, kind: SheetKind) -> None:
    work_on(register)
    sheet = as_grids(printing.make_sheet(register, SheetRequest(kind, TODAY, since=MEETING)))
    [changes] = [grid for grid in sheet.grids if grid.name == "Thay đổi"]
    assert changes.caption == "Thay đổi từ ngày 31/10/2026"
    done = [row for row in changes.rows if row.under[-1] == "Hoàn thành thêm"]
    assert len(done) == 12
    assert any("Tổng số 356" in note.replace(NBSP, " ") or ":" in note for note in changes.notes)


def test_the_share_of_what_is_late_names_the_same_whole_as_on_paper(register: Register) -> None:
    work_on(register)  # one task is stopped: it is in the total, and followed by nobody
    request = SheetRequest(SheetKind.OVERDUE, TODAY)
    [answer] = as_grids(printing.make_sheet(register, request)).answers
    assert "bằng 7,6% của 355 nhiệm vụ đang theo dõi" in answer.replace(NBSP, " ")
    assert words_of(answer) in text_of(printing.print_sheet(register, request).data)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("155.000", 155_000.0),
        ("14,97", 14.97),
        ("98,6%", 0.986),
        ("-1.234,5", -1234.5),
        ("> 10", None),
        ("1.2.3", None),
        ("quý III", None),
    ],
)
def test_a_printed_figure_is_a_number_where_it_is_one(words: str, number: float | None) -> None:
    found = figure(words)
    assert isinstance(found, Figure)
    assert found.value == (None if number is None else pytest.approx(number))
    assert figure("–") == "–"
