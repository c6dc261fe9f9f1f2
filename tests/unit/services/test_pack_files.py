"""The papers of a meeting as Excel and Word, opened again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from app.domain.formats import NBSP
from app.domain.sheet_options import FileFormat
from app.domain.watch import StoppedError
from app.services import exporting
from app.services.printing import SheetKind, SheetRequest
from tests.registers import TODAY
from tests.sheet_cases import MEETING, work_on

if TYPE_CHECKING:
    from app.services.register import Register

REQUEST = SheetRequest(SheetKind.PACK, TODAY, since=MEETING, meeting_on=TODAY)


class Counting:
    """Notes every step; stops before the given one."""

    def __init__(self, stop_at: int = -1) -> None:
        self.steps: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, _words: str) -> None:
        if done == self._stop_at:
            raise StoppedError
        self.steps.append((done, total))


def test_a_workbook_of_the_pack_has_every_table_and_leads_to_it(register: Register) -> None:
    work_on(register)
    made = exporting.export_sheet(register, REQUEST, FileFormat.XLSX)
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    contents = book["Mục lục"]
    assert book.worksheets[0] is contents
    linked = {
        str(cell.hyperlink.location or cell.hyperlink.target)
        for row in contents.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    others = [page.title for page in book.worksheets[1:]]
    assert {link.lstrip("#") for link in linked} == {f"'{name}'!A1" for name in others}
    for wanted in ("Biểu 2 - Tổng hợp", "Biểu 5 - Quá hạn", "Sở Tài chính", "Việc liên quan"):
        assert wanted in others
    words = "\n".join(str(cell.value) for row in contents.iter_rows() for cell in row if cell.value)
    assert "Tổng số 356 = " in words
    assert "ngày 21 tháng 11 năm 2026" in words
    assert made.fingerprint in words
    assert made.parts == len(book.worksheets)
    tables = [table.displayName for page in book.worksheets for table in page.tables.values()]
    assert len(set(tables)) == len(tables) == len(others)


def test_every_task_stands_once_among_the_worksheets_of_agencies(register: Register) -> None:
    made = exporting.export_sheet(register, REQUEST, FileFormat.XLSX)
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    contents = book["Mục lục"]
    agencies = [
        row[3].value
        for row in contents.iter_rows()
        if row[1].value == "Biểu 1" and row[3].value != "Việc liên quan"
    ]
    rows = 0
    for name in agencies:
        [table] = book[str(name)].tables.values()
        first, last = (book[str(name)][corner].row for corner in table.ref.split(":"))
        rows += last - first
    assert f"{rows} nhiệm vụ" == made.counted


def test_word_has_a_section_for_every_sheet_and_a_link_to_it(register: Register) -> None:
    work_on(register)
    watch = Counting()
    made = exporting.export_sheet(register, REQUEST, FileFormat.DOCX, watch)
    document = docx.Document(io.BytesIO(made.data))
    assert len(document.sections) >= made.parts + 1  # letters may have an appendix
    links = [link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert links == marks
    assert len(links) == made.parts
    feet = [section.footer.paragraphs[0].text for section in document.sections]
    assert all("của bộ tài liệu" in foot for foot in feet)
    assert made.fingerprint in feet[0]
    dones = [done for done, _total in watch.steps]
    assert dones == list(range(2 * made.parts))
    assert {total for _done, total in watch.steps} == {2 * made.parts}
    words = "\n".join(paragraph.text for paragraph in document.paragraphs).replace(NBSP, " ")
    assert "Dự thảo công văn đôn đốc Sở Tài chính" in words
    assert "Tổng số 356 = " in words


@pytest.mark.parametrize("kind", [FileFormat.XLSX, FileFormat.DOCX])
def test_it_can_be_stopped(register: Register, kind: FileFormat) -> None:
    with pytest.raises(StoppedError):
        exporting.export_sheet(register, REQUEST, kind, Counting(stop_at=5))
