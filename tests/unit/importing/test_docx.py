from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.importing.blocks import Block, Kind, Part, Repeat
from app.importing.files import read_blocks
from tests.hand_made import W, cell, paragraph, row, table, word_file, zipped
from tests.office_documents import plan

BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
    "<w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def read(path: Path) -> tuple[Block, ...]:
    return read_blocks(path)[1]


def body(tmp_path: Path, content: str, **parts: str) -> list[str]:
    return [block.printed for block in read(word_file(tmp_path / "a.docx", content, **parts))]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_plan_as_offices_write_it(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"
    plan(path, rows=8)
    source, blocks = read_blocks(path)
    assert (source.file_name, source.format, source.warnings) == ("ke-hoach.docx", "docx", ())
    texts = [block.text for block in blocks]
    letterhead = blocks[0].cells
    assert letterhead[1].text.split("\n")[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    title = blocks[texts.index("KẾ HOẠCH")]
    assert title.bold
    assert title.centred
    purpose = blocks[texts.index("MỤC ĐÍCH, YÊU CẦU")]
    assert (purpose.kind, purpose.marker) == (Kind.ITEM, "I.")
    appendix = next(block for block in blocks if block.marker == "PHỤ LỤC")
    assert appendix.kind is Kind.HEADING
    rows = [block for block in blocks if block.kind is Kind.TABLE_ROW and block.place.table == 3]
    assert [block.header for block in rows] == [True] + [False] * 9
    assert [c.repeat for c in rows[1].cells] == [Repeat.OWN, Repeat.OWN, *[Repeat.LEFT] * 4]
    leads = [(c.text, c.repeat) for c in (block.cells[2] for block in rows[5:8])]
    assert leads == [
        ("Sở Khoa học và Công nghệ", Repeat.OWN),
        ("Sở Khoa học và Công nghệ", Repeat.ABOVE),
        ("Sở Khoa học và Công nghệ", Repeat.ABOVE),
    ]


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    content = (
        f"<w:p>{run('Hoàn thành trước ')}"
        f"<w:del><w:r><w:delText>30/6</w:delText></w:r></w:del><w:ins>{run('31/7')}</w:ins></w:p>"
        f"<w:p><w:moveFrom>{run('Chuyển đi')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo>{run('Chuyển đến')}</w:moveTo></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Nửa đầu')}</w:p>"
        f"<w:p>{run('nửa sau')}</w:p>"
        + table(row("1", "Còn"), row("2", "Đã xóa", properties="<w:del/>"))
    )
    assert body(tmp_path, content) == [
        "Hoàn thành trước 31/7",
        "Chuyển đến",
        "Nửa đầu nửa sau",
        "1 | Còn",
    ]


def test_hidden_text_codes_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    page = (
        field.format("begin")
        + "<w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>"
        + field.format("separate")
        + run("7")
        + field.format("end")
    )
    content = (
        f"<w:p>{run('Giao Sở Nội vụ')}{run(' (ghi chú riêng)', '<w:vanish/>')}</w:p>"
        f"<w:p>{run('Trang ')}{page}</w:p>"
        f"<w:p>{run('chữ hoa', '<w:caps/>')}<w:r><w:softHyphen/><w:noBreakHyphen/></w:r></w:p>"
    )
    assert body(tmp_path, content) == ["Giao Sở Nội vụ", "Trang", "CHỮ HOA-"]


def test_bold_comes_from_styles_and_can_be_taken_away(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="Goc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Goc"><w:pPr><w:jc w:val="center"/>'
        '<w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    )
    style = '<w:pStyle w:val="Muc"/>'
    content = paragraph("Đậm", properties=style) + paragraph(
        "Thường", properties=style, run='<w:b w:val="0"/>'
    )
    first, second = read(word_file(tmp_path / "a.docx", content, styles=styles))
    assert (first.kind, first.level, first.bold, first.centred) == (Kind.HEADING, 2, True, True)
    assert not second.bold


def test_line_breaks_part_points_and_join_sentences(tmp_path: Path) -> None:
    broken = "<w:r><w:br/></w:r>"
    content = (
        f"<w:p>{run('KẾ HOẠCH')}{broken}{run('Triển khai Nghị quyết')}{broken}{run('số 02')}</w:p>"
        f"<w:p>{run('1. Sở A')}{broken}{run('2. Sở B')}</w:p>"
    )
    assert body(tmp_path, content) == [
        "KẾ HOẠCH",
        "Triển khai Nghị quyết số 02",
        "1. Sở A",
        "2. Sở B",
    ]


def test_letterhead_typed_with_tabs_is_two_columns(tmp_path: Path) -> None:
    tabs = "<w:r><w:tab/><w:tab/></w:r>"
    content = (
        f"<w:p>{run('UBND TỈNH BÌNH SƠN')}{tabs}{run('Độc lập - Tự do')}</w:p>"
        f"<w:p>{run('1.')}<w:r><w:tab/></w:r>{run('Mục đích')}</w:p>"
    )
    assert body(tmp_path, content) == ["UBND TỈNH BÌNH SƠN", "Độc lập - Tự do", "1. Mục đích"]


def test_spans_over_rows_and_columns_are_resolved(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    content = table(
        row(cell("TT", down), cell("Cơ quan", wide)),
        row(cell("", on), "Chủ trì", "Phối hợp"),
        row("1", cell("Sở A", down), "Sở B"),
        row("2", cell("cũ", on), "Sở C\n"),
    )
    rows = read(word_file(tmp_path / "a.docx", content))
    assert [block.header for block in rows] == [True, True, False, False]
    assert [c.text for c in rows[0].cells] == ["TT", "Cơ quan", "Cơ quan"]
    assert [c.text for c in rows[1].cells] == ["TT", "Chủ trì", "Phối hợp"]
    assert [c.text for c in rows[3].cells] == ["2", "Sở A", "Sở C"]
    assert rows[3].cells[1].repeat is Repeat.ABOVE
    assert rows[3].text == "2 | Sở C"
    assert [(b.place.table, b.place.row) for b in rows] == [(1, 1), (1, 2), (1, 3), (1, 4)]


def test_borders_drawn_a_millimetre_apart_are_one_column(tmp_path: Path) -> None:
    grid = (700, 4000, 60, 2000)
    content = table(
        row("STT", cell("Nội dung", '<w:gridSpan w:val="2"/>'), "Chủ trì"),
        row("1", "Việc một", cell("Sở A", '<w:gridSpan w:val="2"/>')),
        grid=grid,
    )
    rows = read(word_file(tmp_path / "a.docx", content))
    assert [[c.text for c in block.cells] for block in rows] == [
        ["STT", "Nội dung", "Chủ trì"],
        ["1", "Việc một", "Sở A"],
    ]


def test_rows_that_begin_later_and_tables_in_cells(tmp_path: Path) -> None:
    inner = table(row("a", "b")) + paragraph("sau")
    content = table(
        row("x", "y", "z"),
        row("chỉ một", properties='<w:gridBefore w:val="1"/>'),
        row("1", cell(inner), "3"),
    )
    rows = read(word_file(tmp_path / "a.docx", content))
    assert [c.text for c in rows[1].cells] == ["", "chỉ một"]
    assert rows[2].cells[1].text == "a | b\nsau"


def test_a_frame_of_one_column_holds_paragraphs(tmp_path: Path) -> None:
    content = table(row(cell(paragraph("1. Một") + paragraph("2. Hai"))))
    blocks = read(word_file(tmp_path / "a.docx", content))
    assert [(block.kind, block.marker) for block in blocks] == [
        (Kind.ITEM, "1."),
        (Kind.ITEM, "2."),
    ]


def test_notes_boxes_and_running_heads(tmp_path: Path) -> None:
    content = (
        f"<w:p>{run('Theo Nghị quyết')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' này')}"
        f"{BOX.format(paragraph('DỰ THẢO'))}</w:p>"
    )
    notes = f'<w:footnote w:id="2">{paragraph("Ban hành năm 2025.")}</w:footnote>'
    head = paragraph("Kế hoạch 15") + paragraph("3") + paragraph("Trang / 12")
    blocks = read(
        word_file(tmp_path / "a.docx", content, footnotes=notes, header=head, footer=head)
    )
    assert [(block.kind, block.part, block.text) for block in blocks] == [
        (Kind.PARAGRAPH, Part.BODY, "Theo Nghị quyết này"),
        (Kind.NOTE, Part.TEXT_BOX, "DỰ THẢO"),
        (Kind.NOTE, Part.FOOTNOTE, "Ban hành năm 2025."),
        (Kind.NOTE, Part.HEADER, "Kế hoạch 15"),
    ]


def test_pages_are_told_where_word_wrote_them_down(tmp_path: Path) -> None:
    turned = "<w:r><w:lastRenderedPageBreak/></w:r>"
    content = f"<w:p>{run('Một')}</w:p><w:p>{turned}{run('Hai')}</w:p>"
    source, blocks = read_blocks(word_file(tmp_path / "a.docx", content))
    assert [block.place.page for block in blocks] == [1, 2]
    assert source.pages == 2
    unknown = read(word_file(tmp_path / "b.docx", paragraph("Một")))
    assert unknown[0].place.page is None


def test_old_fonts_are_converted_run_by_run(tmp_path: Path) -> None:
    tcvn3, capitals, vni = (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        for font in (".VnTime", ".VnTimeH", "VNI-Times")
    )
    content = (
        f"<w:p>{run('Céng hßa', tcvn3)}{run(' x· héi', tcvn3)}</w:p>"
        f"<w:p>{run('uû ban', capitals)}</w:p>"
        f"<w:p>{run('Nhieäm v', vni)}{run('uï', vni)}</w:p>"
    )
    source, blocks = read_blocks(word_file(tmp_path / "a.docx", content))
    assert [block.text for block in blocks] == ["Cộng hòa xã hội", "UỶ BAN", "Nhiệm vụ"]
    assert all("phông chữ cũ" in block.doubts[0] for block in blocks)
    assert len(source.warnings) == 2


def test_a_megabyte_in_one_cell_is_cut_and_said(tmp_path: Path) -> None:
    content = table(row("1", "Sở A " * 200_000))
    block = read(word_file(tmp_path / "a.docx", content))[0]
    assert len(block.cells[1].text) < 33_000
    assert "ký tự đầu" in block.doubts[0]


def test_a_very_long_paragraph_is_parted_at_sentences(tmp_path: Path) -> None:
    blocks = read(word_file(tmp_path / "a.docx", paragraph("Một câu dài. " * 10_000)))
    assert len(blocks) > 3
    assert all(block.text.endswith("dài.") for block in blocks)
    assert all(block.doubts for block in blocks[1:])


def rewritten(path: Path, change: Callable[[str, str], tuple[str, str]]) -> Path:
    """Write an archive anew with each name and text changed."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    return zipped(path, dict(change(name, text) for name, text in files.items()))


def test_strict_office_files_have_another_namespace(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("Đậm", run='<w:b w:val="true"/>'))
    usual, strict = W.split('"')[1], "http://purl.oclc.org/ooxml/wordprocessingml/main"
    rewritten(path, lambda name, text: (name, text.replace(usual, strict)))
    block = read(path)[0]
    assert (block.text, block.bold) == ("Đậm", True)


@pytest.mark.parametrize("change", [lambda name: f"/{name}", lambda name: name.replace("/", "\\")])
def test_part_names_as_other_programs_write_them(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("Việc"))
    rewritten(path, lambda name, text: (change(name), text))
    source, blocks = read_blocks(path)
    assert [block.text for block in blocks] == ["Việc"]
    assert source.warnings == ()


def test_the_main_part_can_have_any_name(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("Việc"))
    rewritten(path, lambda name, text: (name, text.replace("word/document.xml", "word/a2.xml")))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/a2.xml", archive.read("word/document.xml"))
    assert [block.text for block in read(path)] == ["Việc"]
