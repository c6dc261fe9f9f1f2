"""Sheets as workbooks, opened again: real tables, days and numbers, text that is no formula."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import string

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sheet_options import Paper
from app.domain.traffic_light import LIGHT_SIGNS, Light
from app.reports.grids import as_grids
from app.reports.sheets import TrackingGroup, TrackingSection
from app.reports.xlsx import write_workbook
from app.reports.xlsx.names import LONGEST, SheetNames

AGENCIES = ("Sở Tài chính", "Sở Công Thương", "Công an tỉnh")


def workbook(sheet):
    out = io.BytesIO()
    count = write_workbook(as_grids(sheet), out)
    book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    assert count == len(book.worksheets)
    return book


def tasks(build, count=12, **changes):
    rows = [
        build.row(number, lead=f"{AGENCIES[number % 3]}; Sở khác", **changes)
        for number in range(1, count + 1)
    ]
    return build.tracking([TrackingGroup("A. Văn bản", [TrackingSection("I. Mục", rows)])])


def header(page):
    [table] = page.tables.values()
    first = page[table.ref.split(":")[0]].row
    return first, [cell.value for cell in page[first] if cell.value]


def cells(page, title):
    """Return the cells of one column of the table."""
    first, titles = header(page)
    [table] = page.tables.values()
    last = page[table.ref.split(":")[1]].row
    column = titles.index(title) + 1
    return [page.cell(row, column) for row in range(first + 1, last + 1)]


def test_there_is_a_page_of_sums_one_of_all_tasks_and_one_for_each_agency(build):
    book = workbook(tasks(build))
    assert book.sheetnames == [
        "Tổng hợp",
        "Nhiệm vụ",
        *("Sở Công Thương", "Công an tỉnh"),
        AGENCIES[0],
    ]
    assert len(cells(book["Nhiệm vụ"], "TT")) == 12
    assert [len(cells(book[name], "TT")) for name in book.sheetnames[2:]] == [4, 4, 4]
    sums = book["Tổng hợp"]
    assert [cell.value for cell in cells(sums, "Tổng số")] == [4, 4, 4]
    total = sums.cell(header(sums)[0] + 4, 3)
    assert (total.value, total.font.bold) == (12, True)


def test_a_sheet_of_one_agency_has_no_second_page_of_it(build):
    sheet = build.one_section([build.row(1), build.row(2, lead="Sở Kế hoạch N0001l")])
    assert workbook(sheet).sheetnames == ["Tổng hợp", "Nhiệm vụ"]


def test_every_page_is_a_table_with_filter_and_frozen_repeated_header_on_a4(build):
    for page in workbook(tasks(build)).worksheets:
        first, titles = header(page)
        [table] = page.tables.values()
        assert table.autoFilter is not None
        assert [column.name for column in table.tableColumns] == titles
        assert page.freeze_panes == f"C{first + 1}"
        assert page.print_title_rows == f"${first}:${first}"
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert "7C4E-91AD-3F08" in page.oddFooter.left.text
        assert page.oddFooter.left.text == page.firstFooter.left.text


def test_days_numbers_and_shares_are_such(build):
    rows = [build.row(1, limit="31/12/2026", percent=45), build.row(2, limit="Hằng tháng")]
    page = workbook(build.one_section(rows))["Nhiệm vụ"]
    day, words = cells(page, "Thời hạn")
    assert (day.value.date(), day.number_format) == (dt.date(2026, 12, 31), "dd/mm/yyyy")
    assert words.value == "Hằng tháng"
    assert cells(page, "Tiến độ")[0].value == 0.45
    sums = workbook(build.summary(build.summary_groups(3)))["Tổng hợp"]
    assert [cell.value for cell in cells(sums, "Tổng số")] == [11, 14, 14]
    assert cells(sums, "% đã đến hạn")[0].value == pytest.approx(2 / 3)
    assert "–" in cells(sums, "Dừng, thu hồi")[0].number_format  # a zero shows as none


def test_a_light_is_word_and_sign(build):
    rows = [build.row(number) for number in range(7)]
    states = cells(workbook(build.one_section(rows))["Nhiệm vụ"], "Đánh giá")
    assert [cell.value for cell in states] == [
        f"{LIGHT_SIGNS[light]} {row.state}" for light, row in zip(Light, rows, strict=True)
    ]
    assert states[Light.OVERDUE].font.bold


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " ="])
def test_what_looks_like_a_formula_is_text_and_stays_so_when_edited(build, begin):
    words = f"{begin}HYPERLINK(1)&cmd|' /C calc'!A0"
    sheet = build.one_section([build.row(1, title=words, result=words, difficulties=words)])
    page = workbook(dataclasses.replace(sheet, subtitle=words, notes=[words]))["Nhiệm vụ"]
    for row in page.iter_rows():
        for cell in row:
            assert cell.data_type != "f", cell.coordinate
            if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                assert cell.quotePrefix, cell.coordinate
                assert cell.value == words.strip()


@pytest.mark.parametrize(
    "words",
    ["<b>&amp;", "x" * 40_000, "a\x00\x0bb\ufffe", "😀 中文 é", "chữ\nxuống dòng", "_x0041_"],
)
def test_any_text_comes_back(build, words):
    [cell] = cells(
        workbook(build.one_section([build.row(1, title=words)]))["Nhiệm vụ"], "Nội dung nhiệm vụ"
    )
    assert len(cell.value) <= 32_767
    expected = words.replace("\x00", "").replace("\x0b", "").replace("\ufffe", "")
    assert cell.value[:100] == expected.replace("_x", "_x005F_x")[:100]


def test_a_sheet_without_tasks_is_a_table_all_the_same(build):
    book = workbook(build.tracking([]))
    assert header(book["Nhiệm vụ"])[1][0] == "TT"


def test_marks_and_signatures_as_on_paper(build):
    sheet = tasks(build)
    for paper, signed in ((Paper.FORMAL, True), (Paper.WORKING, False)):
        letterhead = dataclasses.replace(sheet.letterhead, paper=paper)
        page = workbook(dataclasses.replace(sheet, letterhead=letterhead))["Nhiệm vụ"]
        words = [cell.value for row in page.iter_rows() for cell in row if cell.value]
        assert ("CHÁNH VĂN PHÒNG" in words) is signed
        assert ("TÀI LIỆU PHỤC VỤ HỌP" in words) is not signed


@given(st.lists(st.text(string.printable + "ĐđƯư:[]'", max_size=60), max_size=12))
def test_names_of_pages_are_what_excel_takes(wanted):
    names = SheetNames()
    taken = [names.take(each) for each in wanted]
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert 0 < len(name) <= LONGEST
        assert not set(name) & set("[]:*?/\\\t\n")
        assert name.strip("'") == name
        assert name.casefold() != "history"
