"""Sheets as Word documents, opened again: styles, repeated headers, the blocks of the decree."""

from __future__ import annotations

import dataclasses
import io

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from app.domain.formats import NBSP
from app.domain.sheet_options import Paper
from app.domain.traffic_light import LIGHT_SIGNS, Light
from app.reports.docx import write_sheet
from app.reports.docx.parts import bound_places
from app.reports.docx.styles import S
from app.reports.grids import as_grids
from app.reports.pdf.sentences import group_counts


def opened(sheet):
    out = io.BytesIO()
    write_sheet(as_grids(sheet), out)
    return docx.Document(io.BytesIO(out.getvalue()))


def with_rows(document):
    """Return the tables that hold the sheet's rows."""
    return [table for table in document.tables if table.style.name == "Table Grid"]


def words_of(document):
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(words)


def test_the_blocks_of_the_decree_stand_on_a4_across(build):
    document = opened(build.tracking(build.groups(20)))
    [section] = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width, section.page_height) == pytest.approx((Mm(297), Mm(210)), abs=700)
    assert (section.left_margin, section.right_margin) == pytest.approx((Mm(30), Mm(15)), abs=700)
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml
    assert "Biểu số 1" in section.first_page_header.paragraphs[0].text
    for footer in (section.footer, section.first_page_footer):
        assert "vân tay số liệu 7C4E-91AD-3F08" in footer.paragraphs[0].text
    words = words_of(document)
    for block in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"):
        assert block in words
    assert "Lào Cai, ngày 15 tháng 6 năm 2026" in words.replace(NBSP, " ")


def test_styles_are_named_in_the_file_as_we_name_them(build):
    styles = opened(build.tracking(build.groups(1))).styles
    assert [styles[style].style_id for style in S] == [style.key for style in S]


def test_every_paragraph_has_a_style_of_ours(build):
    document = opened(build.tracking(build.groups(5)))
    ours = {style.value for style in S}
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                assert {paragraph.style.name for paragraph in cell.paragraphs} <= ours | {"Normal"}
    assert {paragraph.style.name for paragraph in document.paragraphs} <= ours
    assert document.styles[S.TITLE].font.name == "Times New Roman"
    assert document.styles[S.TITLE].font.size.pt == 14


def test_header_rows_repeat_and_no_row_is_cut(build):
    [table] = with_rows(opened(build.tracking(build.groups(30))))
    head = table.rows[0]._tr
    assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    for row in table.rows:
        assert row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_every_task_stands_under_its_headings(build):
    sheet = build.tracking(build.groups(14))
    [table] = with_rows(opened(sheet))
    rows = [
        list(dict.fromkeys(cell.text.replace(NBSP, " ") for cell in row.cells))
        for row in table.rows
    ]
    expected = []
    for group in sheet.groups:
        expected.append([f"{group.heading} ({group_counts(group.tally)})".replace(NBSP, " ")])
        for section in group.sections:
            expected.append([section.heading])
            expected += [[f"{row.title} ({row.basis})"] for row in section.rows]
    found = [row if len(row) == 1 else [row[1]] for row in rows[1:]]
    assert found == expected
    overdue = next(
        r for g in sheet.groups for s in g.sections for r in s.rows if r.light is Light.OVERDUE
    )
    assert any(f"{LIGHT_SIGNS[Light.OVERDUE]} {overdue.state}" in row for row in rows)


def test_the_summary_adds_up_in_its_last_row(build):
    sheet = build.summary(build.summary_groups(20))
    [table] = with_rows(opened(sheet))
    last = [cell.text for cell in table.rows[-1].cells]
    assert last[1:3] == ["Cộng", str(sheet.tally.total)]
    assert all(run.bold for run in table.rows[-1].cells[1].paragraphs[0].runs)


def test_signatures_take_the_last_row_and_the_notes_with_them(build):
    document = opened(build.tracking(build.groups(3), notes=["Ghi chú."]))
    [table] = with_rows(document)
    cells = table.rows[-1].cells
    assert all(each.paragraph_format.keep_with_next for cell in cells for each in cell.paragraphs)
    [note] = [each for each in document.paragraphs if each.text == "Ghi chú."]
    assert note.paragraph_format.keep_with_next


def test_a_long_place_may_break_after_a_comma_alone():
    short, long = "II.2.a, đoạn 1", "KHNQ02: Tổ chức thực hiện, mục 1, đoạn 2"
    bound = bound_places(f"{short}; {long}")
    assert bound.replace(NBSP, " ") == f"{short}; {long}"
    assert [part.replace(NBSP, " ") for part in bound.split(" ")] == [
        "II.2.a, đoạn 1;",
        "KHNQ02: Tổ chức thực hiện,",
        "mục 1,",
        "đoạn 2",
    ]


def test_groups_of_the_summary_have_their_sums(build):
    sheet = build.summary(build.summary_groups(20))
    [table] = with_rows(opened(sheet))
    found = {row.cells[1].text: row.cells[2].text for row in table.rows}
    assert [found[group.heading] for group in sheet.groups] == [
        str(group.tally.total) for group in sheet.groups
    ]


@pytest.mark.parametrize("paper", [Paper.WORKING, Paper.DRAFT])
def test_a_working_paper_is_marked_and_signed_by_nobody(build, paper):
    sheet = build.tracking(build.groups(5))
    signed = opened(sheet)
    assert "NGƯỜI LẬP BIỂU" in words_of(signed).upper()
    letterhead = dataclasses.replace(sheet.letterhead, paper=paper, symbol="/BC-VP")
    document = opened(dataclasses.replace(sheet, letterhead=letterhead))
    assert letterhead.marks[0] in document.sections[0].first_page_header.paragraphs[0].text
    assert letterhead.marks[0] in document.sections[0].header.paragraphs[1].text
    assert "NGƯỜI LẬP BIỂU" not in words_of(document).upper()
    assert "/BC-VP" not in words_of(document)


def test_a_formal_sheet_leaves_its_number_open(build):
    sheet = build.tracking(build.groups(5))
    letterhead = dataclasses.replace(sheet.letterhead, symbol="/BC-VP", signer_name="Trần Bình")
    words = words_of(opened(dataclasses.replace(sheet, letterhead=letterhead)))
    assert "Số:" in words
    assert "/BC-VP" in words
    assert "Trần Bình" in words


@pytest.mark.parametrize("words", ["<b>&amp;</b>", "x" * 5_000, "a\x00\x0bb\ufffe", "😀 中文 é"])
def test_any_text_comes_back(build, words):
    plain = words.replace("\x00", "").replace("\x0b", "").replace("\ufffe", "")
    assert plain in words_of(opened(build.one_section([build.row(1, result=words)])))


def test_what_is_not_counted_stands_in_a_table_of_its_own(build):
    sheet = build.tracking(build.groups(5), uncounted=[build.uncounted(4, rest="Còn 3 việc khác.")])
    document = opened(sheet)
    _counted, beside = with_rows(document)
    assert len(beside.rows) == 1 + 1 + 2 + 4
    assert "Còn 3 việc khác." in words_of(document)
