from __future__ import annotations

from pathlib import Path

import pytest

from app.importing.blocks import Kind
from app.importing.files import read_blocks
from app.importing.files.docx_numbering import counted
from tests.hand_made import cell, numbered, paragraph, row, table, word_file


def level(n: int, form: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


OUTLINE = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.")
    + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    + level(3, "lowerLetter", "%4)")
    + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">' + level(0, "bullet", "\uf02d") + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="2">' + level(0, "decimal", "Điều %1.") + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)


def markers(tmp_path: Path, content: str, **parts: str) -> list[str]:
    path = word_file(tmp_path / "a.docx", content, numbering=OUTLINE, **parts)
    return [block.marker for block in read_blocks(path)[1]]


def test_levels_count_and_restart(tmp_path: Path) -> None:
    levels = [0, 1, 1, 3, 3, 1, 3, 0, 1, 2]
    content = "".join(numbered("Việc", level=n) for n in levels)
    assert markers(tmp_path, content) == [
        "I.", "1.", "2.", "a)", "b)", "3.", "a)", "II.", "1.", "2.1.1",
    ]  # fmt: skip


def test_lists_of_one_family_count_on_until_told_to_begin_anew(tmp_path: Path) -> None:
    content = (
        numbered("Việc")
        + numbered("Việc", level=1)
        + numbered("Việc", list_id=3, level=1)
        + numbered("Việc", list_id=3, level=1)
        + numbered("Việc", list_id=1, level=1)
    )
    assert markers(tmp_path, content) == ["I.", "1.", "5.", "6.", "7."]


def test_dashes_of_picture_fonts_and_worded_numbers(tmp_path: Path) -> None:
    content = numbered("Việc", list_id=2) + numbered("Phạm vi", list_id=4)
    path = word_file(tmp_path / "a.docx", content, numbering=OUTLINE)
    dash, article = read_blocks(path)[1]
    assert dash.marker == "-"
    assert (article.kind, article.marker) == (Kind.HEADING, "Điều 1")


def test_deleted_and_empty_paragraphs(tmp_path: Path) -> None:
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = (
        f"<w:p><w:pPr>{numbering}<w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:del><w:r><w:delText>Bỏ</w:delText></w:r></w:del></w:p>"
    )
    assert markers(tmp_path, numbered("Một") + gone + numbered("Hai")) == ["I.", "II."]


def test_numbers_in_a_column_of_empty_cells(tmp_path: Path) -> None:
    number = numbered("", list_id=1)
    content = table(
        row("STT", "Nội dung", "Chủ trì"),
        row(cell(number), "Một", "Sở A"),
        row(cell(number), "Hai", "Sở B"),
    )
    blocks = read_blocks(word_file(tmp_path / "a.docx", content, numbering=OUTLINE))[1]
    assert [block.cells[0].text for block in blocks] == ["STT", "I.", "II."]


def test_numbers_of_a_style_and_a_paragraph_that_takes_them_away(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    style = '<w:pStyle w:val="Muc"/>'
    off = style + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    content = paragraph("Một", properties=style) + paragraph("Không", properties=off)
    assert markers(tmp_path, content, styles=styles) == ["I.", ""]


def test_a_typed_number_stays_in_the_text_of_a_numbered_paragraph(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", numbered("1. Việc", list_id=2), numbering=OUTLINE)
    block = read_blocks(path)[1][0]
    assert (block.marker, block.text) == ("-", "1. Việc")


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (27, "lowerLetter", "aa"),
        (4, "upperLetter", "D"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (3, "decimalZero", "03"),
        (2, "vietnameseCounting", "hai"),
        (5, "none", ""),
        (5, "chicago", "5"),
    ],
)
def test_number_forms(value: int, form: str, text: str) -> None:
    assert counted(value, form) == text
