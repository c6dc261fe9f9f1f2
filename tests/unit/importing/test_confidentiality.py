from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.importing.confidentiality import fragments, stamp_in
from app.importing.entrance import read_document
from app.importing.files import DocumentRefusedError, SecretDocumentError, read_blocks
from app.importing.names import Names
from tests.hand_made import cell, paragraph, row, table, word_file

STAMPS = [
    ("MẬT", "MẬT"),
    ("TỐI MẬT", "TỐI MẬT"),
    ("TUYỆT MẬT", "TUYỆT MẬT"),
    ("[ MẬT ]", "MẬT"),
    ("M Ậ T", "MẬT"),
    ("T Ố I M Ậ T", "TỐI MẬT"),
    ("TỐIMẬT", "TỐI MẬT"),
    ("Độ mật: Mật", "MẬT"),
    ("Mức độ mật: TUYỆT MẬT", "TUYỆT MẬT"),
    ("TỐI MẬT - HỎA TỐC", "TỐI MẬT"),
    (unicodedata.normalize("NFD", "MẬT"), "MẬT"),
    ("TỐI MẬT Bản số: 02", "TỐI MẬT"),
    ("TUYỆT MẬT (Bản số 01/05)", "TUYỆT MẬT"),
    ("TỐI MẬT Bản số 2/5", "TỐI MẬT"),
    ("MẬT (Bản số: 03)", "MẬT"),
    ("MẬT - A1", "MẬT"),
    ("MẬT 12/2026", "MẬT"),
    ("MẬT, ngày 12/3/2026", "MẬT"),
    ("MẬT (không sao chụp, không phổ biến)", "MẬT"),
    ("MẬT. Thời hạn bảo vệ: 10 năm", "MẬT"),
    ("M Ậ T (Bản số 1)", "MẬT"),
    ("TÀI LIỆU MẬT", "MẬT"),
    ("TÀI LIỆU TUYỆT MẬT", "TUYỆT MẬT"),
    ("HỎA TỐC - MẬT (Bản số 4)", "MẬT"),
    ("Độ mật: Mật (Bản số 2)", "MẬT"),
    ("TUYỆT MẬT - Số ĐKVB mật: 12", "TUYỆT MẬT"),
    ("MẬT - Số đăng ký: 5", "MẬT"),
    ("Số: 12-KH/TU (MẬT)", "MẬT"),
    ("Số: 12-KH/TU (Mật)", "MẬT"),
    ("Số: 05/QĐ-UBND - TỐI MẬT", "TỐI MẬT"),
    ("Số ...../BC-UBND (TỐI MẬT, Bản số 3)", "TỐI MẬT"),
]
NO_STAMPS = [
    "bảo mật",
    "BẢO MẬT",
    "bí mật nhà nước",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "thủ tục mật ong",
    "MẬT ONG",
    "Mật",
    "Tối mật",
    "Độ mật",
    "Độ mật: Không",
    "GIẢI MẬT",
    "MÂT",
    "MẬT ONG 2026",
    "MẬT ONG (số 2)",
    "MẬT ĐỘ DÂN SỐ NĂM 2026",
    "MẬT MÃ",
    "MẬT KHẨU SỐ 1",
    "MẬTĐỘ",
    "TỐI MẬT THƯ",
    "Mật ong",
    "Mật (Bản số 2)",
    "DANH MỤC TÀI LIỆU MẬT",
    "QUẢN LÝ TÀI LIỆU MẬT NĂM 2026",
    "TÀI LIỆU MẬT ĐƯỢC SAO CHỤP KHI CÓ SỰ ĐỒNG Ý",
    "MẬT thì không được đăng trên cổng thông tin",
    "TUYỆT MẬT, TỐI MẬT và MẬT là ba độ mật",
    "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật và Mật",
    "Số: 12/KH-BCY MẬT MÃ",
    "Số: 12-QĐ/TU ban hành Danh mục bí mật nhà nước độ MẬT",
    "Số: 12/QĐ-UBND về công tác bảo mật",
    "",
]


@pytest.mark.parametrize(("text", "degree"), STAMPS)
def test_stamps(text: str, degree: str) -> None:
    assert stamp_in(["Số: 12/KH-UBND", text]) == degree


@pytest.mark.parametrize("text", NO_STAMPS)
def test_words_that_are_no_stamp(text: str) -> None:
    assert stamp_in([text]) is None


@pytest.mark.parametrize(
    "text",
    [
        "MÂT", "MAT", "TÔI MẠT", "Tối mật", "Mật", "Tối mật (Bản số 2)", "MÂT Bàn sô: 02",
    ],
)  # fmt: skip
def test_a_misread_stamp_counts_in_the_letterhead(text: str) -> None:
    assert stamp_in([text], letterhead=True)


def test_not_every_word_of_the_letterhead() -> None:
    letterhead = ["BẢO MẬT", "MẮT", "MẶT TRẬN TỔ QUỐC", "Bí mật nhà nước", "MẤT MÙA"]
    letterhead += ["MẤT 2 NGÀY", "Mật độ dân số", "Mặt bằng số 2", "MAT 2"]
    assert stamp_in(letterhead, letterhead=True) is None


def test_fragments_part_at_gaps() -> None:
    assert stamp_in(fragments("Số: 5/KH-UBND\t\tMẬT")) == "MẬT"
    assert stamp_in(fragments("UBND TỈNH      TỐI MẬT")) == "TỐI MẬT"
    assert stamp_in(fragments("bảo vệ bí mật nhà nước")) is None


BOX = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>"
BOX += "</v:shape></w:pict></w:r></w:p>"
WATERMARK = '<w:p><w:r><w:pict><v:shape><v:textpath string="MẬT"/></v:shape></w:pict></w:r></w:p>'
BODY = paragraph("UBND TỈNH") + paragraph("Giao Sở Nội vụ lập danh sách ZQX.")


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (paragraph("MẬT") + BODY, {}),
        (BODY * 20 + paragraph("TUYỆT MẬT"), {}),
        (paragraph("Mật", run="<w:caps/>") + BODY, {}),
        (BODY + BOX.format(paragraph("Tối mật")), {}),
        (BODY, {"header": paragraph("MẬT")}),
        (BODY, {"header": paragraph("TỐI MẬT Bản số: 02")}),
        (BODY + BOX.format(paragraph("TUYỆT MẬT (Bản số 01/05)")), {}),
        (
            table(row(cell(paragraph("TỈNH ỦY") + paragraph("TỐI MẬT Bản số 2/5")), "ĐẢNG")) + BODY,
            {},
        ),
        (BODY, {"footer": table(row("MẬT", "Trang 1"))}),
        (BODY, {"header": WATERMARK}),
        (table(row(cell(paragraph("UBND TỈNH") + paragraph("MẬT")), "CỘNG HÒA")) + BODY, {}),
    ],
    ids=[
        "top",
        "appendix",
        "caps",
        "box",
        "header",
        "copy-header",
        "copy-box",
        "copy-letterhead",
        "footer",
        "watermark",
        "letterhead",
    ],
)
def test_a_stamped_word_file_is_refused(
    tmp_path: Path, content: str, parts: dict[str, str]
) -> None:
    path = word_file(tmp_path / "danh-sach-ZQX.docx", content, **parts)
    with pytest.raises(SecretDocumentError, match="MẬT") as caught:
        read_blocks(path)
    assert "ZQX" not in str(caught.value)  # neither its name nor a word of it


def test_a_list_of_secret_documents_is_no_secret_document(tmp_path: Path) -> None:
    content = (
        BODY
        + paragraph("Danh mục bí mật nhà nước độ Mật")
        + table(row("STT", "Tên văn bản", "Độ mật"), row("1", "Phương án A", "MẬT"))
        + paragraph("Bảo đảm bảo mật; thủ tục mật ong")
    )
    assert len(read_blocks(word_file(tmp_path / "a.docx", content))[1]) == 6


def test_stamped_text_and_workbook(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("UBND TỈNH BÌNH SƠN          MẬT\nSố: 5/KH-UBND\n", "utf-8")
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["C2"] = "Độ mật: Tối mật"
    sheet["A5"], sheet["B5"] = "STT", "Nội dung"
    book.save(tmp_path / "a.xlsx")
    sheet["C2"] = "Bảo mật"
    sheet.oddHeader.center.text = "MẬT"
    book.save(tmp_path / "b.xlsx")
    for name in ("a.txt", "a.xlsx", "b.xlsx"):
        with pytest.raises(SecretDocumentError):
            read_blocks(tmp_path / name)


def test_a_secret_document_is_a_refusal() -> None:
    assert issubclass(SecretDocumentError, DocumentRefusedError)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_stamp_on_a_hidden_sheet_counts(tmp_path: Path, state: str) -> None:
    book = openpyxl.Workbook()
    seen: Any = book.active
    seen["A1"], seen["B1"], seen["A2"], seen["B2"] = "STT", "Nhiệm vụ", 1, "Xây dựng đề án"
    other = book.create_sheet("PL")
    other.sheet_state = state
    other["A3"], other["B3"], other["A4"] = "STT", "Độ mật", "MẬT"  # a table's column is no stamp
    book.save(tmp_path / "a.xlsx")
    read_blocks(tmp_path / "a.xlsx")
    other["D1"] = "TUYỆT MẬT (Bản số 2)"
    book.save(tmp_path / "b.xlsx")
    other["D1"] = None
    other.oddFooter.center.text = "MẬT"
    book.save(tmp_path / "c.xlsx")
    for name in ("b.xlsx", "c.xlsx"):
        with pytest.raises(SecretDocumentError):
            read_blocks(tmp_path / name)


@pytest.mark.parametrize("line", ["TỐI MẬT Bản số: 02", "TỈNH ỦY      MẬT - A1"])
def test_a_stamp_with_a_number_in_a_text(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"TỈNH ỦY LÂM ĐỒNG\n{line}\nSố: 5-CT/TU\n\nCHỈ THỊ\n", "utf-8")
    with pytest.raises(SecretDocumentError):
        read_blocks(path)


# --- a row of a table ----------------------------------------------------------------------------

_HEAD = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Ghi chú")


@pytest.mark.parametrize(
    ("note", "degree"), [("MẬT", "MẬT"), ("Tối mật", "TỐI MẬT"), ("(Mật)", "MẬT")]
)
def test_a_row_of_tasks_that_is_marked_secret_is_refused_by_its_number(
    tmp_path: Path, note: str, degree: str
) -> None:
    first = row("1", "Lập kế hoạch", "Sở Y tế", "30/9/2026", "")
    second = row("2", "Xây dựng phương án ZQX", "Sở Y tế", "30/9/2026", note)
    path = word_file(tmp_path / "a.docx", BODY + table(row(*_HEAD), first, second))
    with pytest.raises(SecretDocumentError) as caught:
        read_document(path, Names())
    assert "Hàng 2 của bảng" in str(caught.value)
    assert degree in str(caught.value)
    assert "ZQX" not in str(caught.value)


@pytest.mark.parametrize("note", ["Mật ong", "Bảo mật thông tin", "Không mật", ""])
def test_a_row_about_other_things_is_read(tmp_path: Path, note: str) -> None:
    first = row("1", "Lập kế hoạch", "Sở Y tế", "30/9/2026", note)
    path = word_file(tmp_path / "a.docx", BODY + table(row(*_HEAD), first))
    assert len(read_document(path, Names()).tasks) == 1
