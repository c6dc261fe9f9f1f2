"""``report`` as Excel and Word, as a letter, with restricted tasks, as a working paper."""

from __future__ import annotations

import docx
import openpyxl
import pytest

from app.domain.sheet_options import RESTRICTED_MARK
from tests import shipped
from tests.commands import done, refused
from tests.paper import page_texts

AGENCY = "Sở Ngoại vụ"
LATE = "2027-01-15"
"""A day after the last limits of the shipped tasks."""


def words_of(path):
    document = docx.Document(str(path))
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(words)


def test_one_command_gives_all_three_files_of_one_sheet(on_register, tmp_path):
    files = {kind: tmp_path / f"biểu.{kind}" for kind in ("pdf", "xlsx", "docx")}
    options = [each for kind, path in files.items() for each in (f"--{kind}", path)]
    told = done(on_register("report", "tracking", "--agency", AGENCY, *options)).splitlines()
    assert len(told) == 3
    assert len({line.rsplit(" ", 1)[1] for line in told}) == 1  # one fingerprint
    count = shipped.printed(agency=AGENCY)
    page = openpyxl.load_workbook(files["xlsx"])["Nhiệm vụ"]
    [table] = page.tables.values()
    first, last = (page[corner].row for corner in table.ref.split(":"))
    assert last - first == count
    assert f"Cơ quan chủ trì: {AGENCY}" in words_of(files["docx"])


@pytest.mark.parametrize("sheet", ["summary", "overdue"])
def test_other_sheets_come_as_files_too(on_register, tmp_path, sheet):
    files = [tmp_path / f"{sheet}.xlsx", tmp_path / f"{sheet}.docx"]
    done(on_register("report", sheet, "--xlsx", files[0], "--docx", files[1], "--as-of", LATE))
    assert openpyxl.load_workbook(files[0]).worksheets[0].tables
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words_of(files[1])


def test_a_letter_is_made_for_an_agency_that_is_late(on_register, tmp_path):
    pdf, word = tmp_path / "công văn.pdf", tmp_path / "công văn.docx"
    done(
        on_register(
            "report", "letter", "--agency", AGENCY, "--as-of", LATE, "--pdf", pdf, "--docx", word
        )
    )
    [page] = page_texts(pdf)
    for words in (f"Kính gửi: {AGENCY}.", "ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Nơi nhận:"):
        assert words in page
        assert words.casefold() in words_of(word).casefold()


def test_no_letter_goes_to_an_agency_that_is_not_late(on_register, tmp_path):
    file = tmp_path / "công văn.pdf"
    words = refused(on_register("report", "letter", "--agency", "Sở Tư pháp", "--pdf", file))
    assert "không có nhiệm vụ quá hạn hoặc sắp đến hạn" in words
    assert not file.exists()


def test_restricted_tasks_are_printed_only_where_asked_for_and_told_on_every_page(
    on_register, tmp_path
):
    file = tmp_path / "biểu.pdf"
    done(on_register("report", "tracking", "--pdf", file, "--include-restricted"))
    assert all(RESTRICTED_MARK in page for page in page_texts(file))
    done(on_register("report", "tracking", "--pdf", file))
    assert not any(RESTRICTED_MARK in page for page in page_texts(file))


def test_a_working_paper_is_asked_for_by_its_name(on_register, tmp_path):
    file = tmp_path / "biểu.pdf"
    done(on_register("report", "summary", "--pdf", file, "--paper", "working"))
    pages = page_texts(file)
    assert all("TÀI LIỆU PHỤC VỤ HỌP" in page for page in pages)
    assert "NGƯỜI LẬP BIỂU" not in pages[-1]
