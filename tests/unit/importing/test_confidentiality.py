from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.importing.confidentiality import fragments, stamp_in
from app.importing.files import DocumentRefusedError, SecretDocumentError, read_blocks
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
    "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật và Mật",
    "",
]


@pytest.mark.parametrize(("text", "degree"), STAMPS)
def test_stamps(text: str, degree: str) -> None:
    assert stamp_in(["Số: 12/KH-UBND", text]) == degree


@pytest.mark.parametrize("text", NO_STAMPS)
def test_words_that_are_no_stamp(text: str) -> None:
    assert stamp_in([text]) is None


@pytest.mark.parametrize("text", ["MÂT", "MAT", "TÔI MẠT", "Tối mật", "Mật"])
def test_a_misread_stamp_counts_in_the_letterhead(text: str) -> None:
    assert stamp_in([text], letterhead=True)


def test_not_every_word_of_the_letterhead() -> None:
    letterhead = ["BẢO MẬT", "MẮT", "MẶT TRẬN TỔ QUỐC", "Bí mật nhà nước", "MẤT MÙA"]
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
        (BODY, {"footer": table(row("MẬT", "Trang 1"))}),
        (BODY, {"header": WATERMARK}),
        (table(row(cell(paragraph("UBND TỈNH") + paragraph("MẬT")), "CỘNG HÒA")) + BODY, {}),
    ],
    ids=["top", "appendix", "caps", "box", "header", "footer", "watermark", "letterhead"],
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
