"""Every refusal: the right reason, one sentence, nothing of the file in it but its name."""

from __future__ import annotations

import os
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.importing.files import DocumentRefusedError, read_blocks
from tests.hand_made import (
    bomb,
    old_office,
    paragraph,
    pdf,
    pdf_bomb,
    picture,
    scan,
    sheet_file,
    word_file,
    zipped,
)

ENTITY = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BODY = paragraph("Giao Sở Nội vụ")


def cut_off(path: Path) -> Path:
    word_file(path, BODY * 200)
    path.write_bytes(path.read_bytes()[:-400])
    return path


def broken_inside(path: Path) -> Path:
    word_file(path, "".join(paragraph(f"Việc số {n * 7919}") for n in range(500)))
    data = bytearray(path.read_bytes())
    middle = data.index(b"word/document.xml") + 400
    data[middle : middle + 50] = bytes(50)
    path.write_bytes(data)
    return path


def not_well_formed(path: Path) -> Path:
    return word_file(path, "<w:p><w:r>")


def lying(path: Path) -> Path:
    """Write a bomb whose headers say that its text is small."""
    word_file(path, "<w:p/>" * 3_000_000)
    data = bytearray(path.read_bytes())
    name = b"word/document.xml"
    local = data.index(name) - 30
    central = data.index(name, data.index(b"PK\x01\x02")) - 46
    for place in (local + 22, central + 24):
        struct.pack_into("<I", data, place, 1000)
    path.write_bytes(data)
    return path


def encrypted_part(path: Path) -> Path:
    word_file(path, BODY)
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + place] |= 1
            start += 4
    path.write_bytes(data)
    return path


def raw(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


CASES: list[tuple[str, Callable[[Path], Path], str]] = [
    ("cut.docx", cut_off, "bị hỏng hoặc tải về chưa hết"),
    ("broken.docx", broken_inside, "bị hỏng hoặc tải về chưa hết"),
    ("xml.docx", not_well_formed, "bị hỏng hoặc tải về chưa hết"),
    ("text.docx", raw(b"no archive at all"), "bị hỏng hoặc tải về chưa hết"),
    ("bomb.docx", bomb, "nén bất thường"),
    ("bomb.pdf", lambda p: pdf_bomb(p, 80), "nén bất thường"),
    ("white.pdf", lambda p: pdf_bomb(p, 20), "không có chữ nào"),  # large, but no bomb
    ("lying.docx", lying, "bị hỏng hoặc tải về chưa hết"),
    ("entity.docx", lambda p: word_file(p, BODY, head=ENTITY), "khai báo không có trong tệp"),
    ("billion.docx", lambda p: word_file(p, BODY, head=BILLION), "khai báo không có trong tệp"),
    ("entity.xlsx", lambda p: sheet_file(p, "", head=ENTITY), "khai báo không có trong tệp"),
    ("locked.pdf", lambda p: pdf(p, [["a"]], password="x"), "được đặt mật khẩu mở"),  # noqa: S106
    ("locked.docx", lambda p: old_office(p, "EncryptedPackage"), "được đặt mật khẩu;"),
    ("locked.xlsx", lambda p: old_office(p, "EncryptedPackage"), "được đặt mật khẩu;"),
    ("part.docx", encrypted_part, "được đặt mật khẩu;"),
    ("empty.docx", raw(b""), "rỗng"),
    ("empty.txt", raw(b""), "rỗng"),
    ("blank.txt", raw(b" \r\n\t\n"), "rỗng"),
    ("zeros.docx", raw(bytes(5000)), "rỗng"),
    ("nothing.docx", lambda p: word_file(p, paragraph("")), "không có chữ nào"),
    ("picture.pdf", picture, "là ảnh"),
    ("photo.pdf", raw(b"\xff\xd8\xff\xe0" + bytes(500)), "là ảnh"),
    ("old.doc", lambda p: old_office(p, "WordDocument"), "Word dạng cũ"),
    ("renamed.docx", lambda p: old_office(p, "WordDocument"), "Word dạng cũ"),
    ("old.xls", lambda p: old_office(p, "Workbook"), "Excel dạng cũ"),
    ("binary.xlsb", lambda p: zipped(p, {"xl/workbook.bin": ""}), "Excel dạng cũ"),
    ("old.ppt", lambda p: old_office(p, "PowerPoint Document"), "Office dạng cũ"),
    ("rich.doc", raw(b"{\\rtf1 abc}"), "RTF"),
    ("page.doc", raw(b"<html><body>a</body></html>"), "HTML"),
    ("open.odt", lambda p: zipped(p, {"mimetype": "a", "content.xml": "<a/>"}), "OpenDocument"),
    ("other.zip", lambda p: zipped(p, {"a.txt": "abc"}), "không phải tệp .docx"),
    ("program.exe", raw(b"MZ" + bytes(range(256)) * 20), "không phải tệp .docx"),
    ("program.txt", raw(b"MZ" + bytes(range(256)) * 20), "không phải tệp .docx"),
    ("cut.pdf", raw(b"%PDF-1.7\n1 0 obj\n<<"), "bị hỏng hoặc tải về chưa hết"),
    ("text.pdf", raw(b"not a PDF"), "bị hỏng hoặc tải về chưa hết"),
    ("scan.pdf", scan, "là bản quét"),
]


@pytest.mark.parametrize(("name", "make", "words"), CASES, ids=[case[0] for case in CASES])
def test_refusals(tmp_path: Path, name: str, make: Callable[[Path], Path], words: str) -> None:
    path = make(tmp_path / name)
    with pytest.raises(DocumentRefusedError) as caught:
        read_blocks(path)
    said = str(caught.value)
    assert words in said
    assert name in said
    assert "hãy" in said  # what to do
    assert re.fullmatch(r"[^\n]+[^.]\.", said)
    assert not re.search(r"[.!?]\s+[A-ZĐÀ-Ỹ]", said.replace("Lưu thành (Save As)", ""))


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefusedError, match="Không tìm thấy"):
        read_blocks(tmp_path / "khong-co.docx")
    with pytest.raises(DocumentRefusedError, match="là thư mục"):
        read_blocks(tmp_path)


def test_names_are_shown_without_control_characters(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefusedError, match="a b"):
        read_blocks(tmp_path / "a\n\tb\x1b.docx")


def test_names_that_climb_out_are_read_past_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = word_file(folder / "a.docx", BODY)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../evil.txt", "x")
        archive.writestr("C:\\evil.txt", "x")
    source, blocks = read_blocks(path)
    assert [block.text for block in blocks] == ["Giao Sở Nội vụ"]
    assert "trỏ ra ngoài" in source.warnings[0]
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a.docx"]


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    path = word_file(tmp_path / "ke-hoach.pdf", BODY)
    assert read_blocks(path)[0].format == "docx"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with names of files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "ống.txt")
    with pytest.raises(DocumentRefusedError, match="không phải tệp"):
        read_blocks(tmp_path / "ống.txt")
