from __future__ import annotations

import threading
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.domain.pdfium import PDFIUM_LOCK
from app.importing.blocks import Block, Kind, Part, Repeat
from app.importing.files import SecretDocumentError, read_blocks
from app.reports.pdf.fonts import load_family
from tests.hand_made import pdf, scan

PRINTED = Path(__file__).parents[2] / "importing" / "files" / "printed-plan.pdf"
"""`office_documents.plan` with 16 rows and 7 paragraphs, printed by LibreOffice 7.4."""

LONG = "Nâng cao trách nhiệm của người đứng đầu các cơ quan, đơn vị trong việc thực"


@pytest.fixture(scope="module")
def printed() -> tuple[Block, ...]:
    return read_blocks(PRINTED)[1]


def texts(path: Path) -> list[str]:
    return [block.printed for block in read_blocks(path)[1]]


def rows_of(blocks: tuple[Block, ...]) -> list[Block]:
    return [block for block in blocks if block.kind is Kind.TABLE_ROW]


def test_letterhead_and_signature_are_read_column_by_column(printed: tuple[Block, ...]) -> None:
    lines = [block.printed for block in printed]
    assert lines[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH BÌNH SƠN", "Số: 15/KH-UBND"]
    assert lines.index("Độc lập - Tự do - Hạnh phúc") == lines.index("KẾ HOẠCH") - 2
    receivers = lines.index("Nơi nhận:")
    assert lines[receivers : receivers + 5] == [
        "Nơi nhận:", "- Như trên;", "- Lưu: VT, NC.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    ]  # fmt: skip


def test_lines_are_paragraphs_again(printed: tuple[Block, ...]) -> None:
    long = [block for block in printed if block.text.startswith("Nâng cao trách nhiệm")]
    assert len(long) == 7
    assert all(block.text.endswith("của cả nước.") for block in long)
    title = next(block for block in printed if block.text.startswith("Cải cách hành chính tỉnh"))
    assert (title.bold, title.centred, title.place.page) == (True, True, 1)


def test_page_numbers_are_no_text(printed: tuple[Block, ...]) -> None:
    assert not [block for block in printed if block.printed.isdigit()]


def test_a_table_over_pages_is_one_with_whole_rows(printed: tuple[Block, ...]) -> None:
    rows = rows_of(printed)
    assert {block.place.table for block in rows} == {1}
    assert len({block.place.page for block in rows}) > 1
    assert [block.header for block in rows].count(True) == 1
    numbers = [block.cells[0].text for block in rows if block.cells[0].text.isdigit()]
    assert numbers == [str(n) for n in range(1, 17)]
    assert all(block.cells[1].text.endswith(")") for block in rows if not block.bold)
    assert {len(block.cells) for block in rows} == {6}
    joined = [block for block in rows if "Hàng bị ngắt qua trang, đã nối lại" in block.doubts]
    assert len(joined) == 1


def test_merged_cells_and_broken_numbers_in_narrow_columns(printed: tuple[Block, ...]) -> None:
    rows = rows_of(printed)
    group = next(block for block in rows if block.cells[0].text == "I")
    assert [c.repeat for c in group.cells] == [Repeat.OWN, Repeat.OWN, *[Repeat.LEFT] * 4]
    by_number = {block.cells[0].text: block.cells for block in rows}
    leads = [(by_number[n][2].text, by_number[n][2].repeat) for n in ("4", "5", "6")]
    assert leads == [
        ("Sở Khoa học và Công nghệ", Repeat.OWN),
        ("Sở Khoa học và Công nghệ", Repeat.ABOVE),
        ("Sở Khoa học và Công nghệ", Repeat.ABOVE),
    ]
    assert rows[0].cells[0].text == "STT"
    assert by_number["1"][4].text == "Trước 15/01/2026"


def test_a_paragraph_goes_on_over_a_page_and_its_furniture(tmp_path: Path) -> None:
    pages = [
        [(250, 30, "Kế hoạch số 15"), (290, 50, str(n)), *body]
        for n, body in enumerate(
            [
                [(100, 90, "1. Mục đích"), (72, 112, LONG)],
                [(72, 90, "hiện nhiệm vụ."), (100, 112, "2. Yêu cầu")],
                [(100, 90, "3. Nội dung"), (72, 112, LONG)],
            ],
            start=1,
        )
    ]
    assert texts(pdf(tmp_path / "a.pdf", pages)) == [
        "1. Mục đích",
        f"{LONG} hiện nhiệm vụ.",
        "2. Yêu cầu",
        "3. Nội dung",
        LONG,
    ]


def test_a_footnote_stands_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    font = load_family().fonts[0].fontName
    canvas = Canvas(str(path), pagesize=(595, 842))
    for n in range(6):
        canvas.setFont(font, 13)
        canvas.drawString(72, 760 - 18 * n, LONG)
    canvas.setFont(font, 8)
    canvas.drawString(72 + canvas.stringWidth(LONG, font, 13), 765, "1")
    canvas.setFont(font, 9)
    canvas.drawString(72, 60, "1 Ban hành kèm theo Quyết định số 5.")
    canvas.save()
    blocks = read_blocks(path)[1]
    assert [block.part for block in blocks] == [Part.BODY, Part.FOOTNOTE]
    assert "1" not in blocks[0].text
    assert blocks[1].text == "1 Ban hành kèm theo Quyết định số 5."


def test_a_table_without_lines_is_told_by_its_columns(tmp_path: Path) -> None:
    lines = [
        (72, 80, "STT"), (120, 80, "Nội dung"), (300, 80, "Chủ trì"), (450, 80, "Thời hạn"),
        (72, 100, "1"), (120, 100, "Lập kế hoạch cải cách"), (300, 100, "Sở Nội vụ"),
        (450, 100, "Quý II"), (120, 118, "hành chính"),
        (72, 140, "2"), (120, 140, "Rà soát thủ tục"), (300, 140, "Sở Tư pháp"),
    ]  # fmt: skip
    rows = rows_of(read_blocks(pdf(tmp_path / "a.pdf", [lines]))[1])
    assert [[c.text.replace("\n", " ") for c in block.cells] for block in rows] == [
        ["STT", "Nội dung", "Chủ trì", "Thời hạn"],
        ["1", "Lập kế hoạch cải cách hành chính", "Sở Nội vụ", "Quý II"],
        ["2", "Rà soát thủ tục", "Sở Tư pháp", ""],
    ]
    assert all("không có đường kẻ" in block.doubts[0] for block in rows)


def _narrow_table(numbers: range, top: int = 80) -> list[tuple[int, int, str]]:
    """Return a table with narrow white between columns, names of groups, rows of three lines."""
    lines = [(72, top, "TT"), (100, top, "Nội dung công"), (290, top, "Đơn vị"),
             (375, top, "Thời gian"), (450, top, "Sản phẩm"),
             (100, top + 14, "việc"), (290, top + 14, "chủ trì")]  # fmt: skip
    y = top + 28
    for n in numbers:
        if n % 3 == 1:
            lines += [(72, y, "I" * (n // 3 + 1)), (100, y, "Công tác tuyên truyền, phổ biến")]
            y += 14
        lines += [
            (72, y, str(n)), (100, y, f"Tổ chức lớp {n}"), (100, y + 14, "cho công chức"),
            (100, y + 28, "và viên chức"), (290, y, "Vụ Công"), (290, y + 14, "chức"),
            (375, y, "Quý II"), (450, y, "Hội nghị"), (450, y + 14, "tập huấn"),
        ]  # fmt: skip
        y += 42
    return lines


def test_a_narrow_table_without_lines_keeps_its_rows_over_pages(tmp_path: Path) -> None:
    """The heading is printed again on the second page; the third goes on without."""
    rest = [(x, y - 28, text) for x, y, text in _narrow_table(range(7, 9), 80) if y > 80 + 14]
    pages = [_narrow_table(range(1, 4)), _narrow_table(range(4, 7)), rest]
    blocks = read_blocks(pdf(tmp_path / "a.pdf", pages))[1]
    rows = rows_of(blocks)
    assert len(rows) == len(blocks)
    assert [block.header for block in rows].count(True) == 1
    assert [c.text.replace("\n", " ") for c in rows[0].cells] == [
        "TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian", "Sản phẩm",
    ]  # fmt: skip
    numbered = {row.cells[0].text: row for row in rows if row.cells[0].text.isdigit()}
    assert list(numbered) == [str(n) for n in range(1, 9)]
    for n, row in numbered.items():
        assert [cell.text.replace("\n", " ") for cell in row.cells[1:]] == [
            f"Tổ chức lớp {n} cho công chức và viên chức", "Vụ Công chức", "Quý II",
            "Hội nghị tập huấn",
        ]  # fmt: skip
    group = next(row for row in rows if row.cells[0].text == "I")
    assert group.text == "I | Công tác tuyên truyền, phổ biến"
    assert all("không có đường kẻ" in row.doubts[0] for row in rows)


def test_prose_behind_a_table_without_lines_is_no_row(tmp_path: Path) -> None:
    lines = [*_narrow_table(range(1, 3)), (72, 260, f"{LONG} hiện các"), (72, 274, "nhiệm vụ.")]
    blocks = read_blocks(pdf(tmp_path / "a.pdf", [lines]))[1]
    assert [block.kind for block in blocks][-1] is Kind.PARAGRAPH
    assert blocks[-1].text.startswith("Nâng cao trách nhiệm")
    assert rows_of(blocks)[-1].cells[0].text == "2"


def test_a_ruled_box_around_a_text_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont(load_family().fonts[0].fontName, 13)
    canvas.rect(60, 700, 300, 80)
    canvas.drawString(72, 740, "DỰ THẢO lần thứ hai")
    canvas.save()
    assert [block.kind for block in read_blocks(path)[1]] == [Kind.PARAGRAPH]


@pytest.mark.parametrize("text", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_stamp_beside_the_letterhead(tmp_path: Path, text: str) -> None:
    lines = [(72, 60, "UBND TỈNH"), (330, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), (90, 100, text)]
    with pytest.raises(SecretDocumentError, match=text):
        read_blocks(pdf(tmp_path / "a.pdf", [[*lines, (330, 100, "Bình Sơn, ngày 1")]]))


@pytest.mark.parametrize("first", ["UBND TỈNH", "STT"])
def test_a_stamp_in_a_ruled_letterhead(tmp_path: Path, first: str) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont(load_family().fonts[0].fontName, 13)
    canvas.grid([60, 300, 540], [700, 740, 780])
    for x, y, text in ((70, 750, first), (310, 750, "Độ mật"), (70, 710, "1"), (310, 710, "MẬT")):
        canvas.drawString(x, y, text)
    canvas.save()
    if first == "STT":  # a list of documents by their degree
        assert len(read_blocks(path)[1]) == 2
    else:
        with pytest.raises(SecretDocumentError):
            read_blocks(path)


def test_legacy_letters_come_back_with_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))  # Helvetica stands for a font without a table of its letters
    canvas.drawString(72, 700, "Giao Së Tµi chÝnh chñ tr×, ­u tiªn nguån lùc ®Çu t­")
    canvas.save()
    source, blocks = read_blocks(path)
    assert blocks[0].text == "Giao Sở Tài chính chủ trì, ưu tiên nguồn lực đầu tư"
    assert blocks[0].doubts
    assert source.encoding == "TCVN3"


def test_pages_that_are_pictures_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    scan(tmp_path / "scan.pdf")
    canvas = Canvas(str(path), pagesize=(595, 842))
    for n in range(3):
        if n == 1:
            canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, 595, 842)
        else:
            canvas.setFont(load_family().fonts[0].fontName, 13)
            canvas.drawString(72, 700, LONG)
        canvas.showPage()
    canvas.save()
    source, blocks = read_blocks(path)
    assert len(blocks) == 2
    assert source.pages == 3
    assert source.warnings[0].startswith("Trang 2 là ảnh quét")


def test_a_page_turned_on_its_side(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setPageRotation(90)
    canvas.setFont(load_family().fonts[0].fontName, 13)
    canvas.rotate(90)
    canvas.drawString(72, -80, "Dòng thứ nhất.")
    canvas.drawString(72, -110, "Dòng thứ hai.")
    canvas.save()
    assert texts(path) == ["Dòng thứ nhất.", "Dòng thứ hai."]


def test_pages_may_be_drawn_by_another_thread_meanwhile(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [[LONG]] * 3)
    free: list[bool] = []

    def cancelled() -> bool:
        free.append(not PDFIUM_LOCK.locked())
        return False

    read_blocks(path, cancelled=cancelled)
    assert all(free)
    with PDFIUM_LOCK:
        waiting = threading.Thread(target=read_blocks, args=(path,))
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive()
    waiting.join()
