"""What is read with doubts noted, from the file to the proposals; none makes a date up."""

from __future__ import annotations

import codecs
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.importing.entrance import read_document
from app.importing.files import read_blocks
from app.importing.names import AgencyName, Names
from app.importing.proposals import to_json
from app.importing.propose import propose
from tests.hand_made import cell, paragraph, pdf, row, table, word_file
from tests.imported import BODY, FOOT, HEAD
from tests.importing.quality import made_up_dates

NAMES = Names((
    AgencyName("Sở Xây dựng"), AgencyName("Sở Tài chính"), AgencyName("Công an tỉnh"),
    AgencyName("Sở Nông nghiệp và Môi trường"), AgencyName("Ủy ban nhân dân tỉnh"),
    AgencyName("Sở Nội vụ"),
))  # fmt: skip
TEXT = f"{HEAD}{BODY}{FOOT}"
LEADS = [
    "Sở Xây dựng", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Môi trường",
    "Ban Quản lý Hạ tầng Vùng cao", "Công an tỉnh",
]  # fmt: skip
# "Giao Sở Tài chính chủ trì … trước ngày 30/11/2026" as two old fonts write it.
TCVN3 = "I. NHIÖM Vô\n\n1. Giao Së Tµi chÝnh chñ tr×, phèi hîp víi Së Néi vô rµ so¸t quy ho¹ch, hoµn thµnh tr­íc ngµy 30/11/2026.\n"  # noqa: E501
VNI = "I. NHIEÄM VUÏ\n\n1. Giao Sôû Taøi chính chuû trì, phoái hôïp vôùi Sôû Noäi vuï raø soaùt quy hoaïch, hoaøn thaønh tröôùc ngaøy 30/11/2026.\n"  # noqa: E501


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "bare"])
@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16(tmp_path: Path, order: str, *, marked: bool) -> None:
    mark = {"le": codecs.BOM_UTF16_LE, "be": codecs.BOM_UTF16_BE}[order] if marked else b""
    path = tmp_path / "a.txt"
    path.write_bytes(mark + TEXT.encode(f"utf-16-{order}"))
    found = read_document(path, NAMES)
    assert [task.lead[0] for task in found.tasks] == LEADS
    assert bool(found.source.warnings) is not marked
    assert made_up_dates(found) == []


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [(TCVN3, "latin-1", "TCVN3"), (VNI, "cp1252", "VNI")],
    ids=["tcvn3", "vni"],
)
def test_old_fonts(tmp_path: Path, text: str, encoding: str, name: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    found = read_document(path, NAMES)
    task = found.tasks[0]
    assert (task.lead, task.coordinating) == (("Sở Tài chính",), ("Sở Nội vụ",))
    assert str(task.time_limit.due_on) == "2026-11-30"
    assert name in found.source.warnings[0]
    doubts = to_json(found)["tasks"][0]["doubts"]
    assert [doubt["reason"] for doubt in doubts if name in doubt["reason"]]


def test_formula_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"])
    sheet.append([1, "Rà soát quy hoạch khu dân cư", "Sở Xây dựng", "", "=DATE(2026,11,30)"])
    sheet.append([2, "Kiểm tra dự án chậm tiến độ", "Sở Tài chính", "", "30/11/2026"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    first, second = read_document(path, NAMES).tasks
    assert first.time_limit.due_on is None  # openpyxl stores no result: nothing is made up
    assert any("không có kết quả lưu" in doubt.reason for doubt in first.doubts)
    assert str(second.time_limit.due_on) == "2026-11-30"
    assert not any("kết quả lưu" in doubt.reason for doubt in second.doubts)


def test_a_megabyte_in_one_cell(tmp_path: Path) -> None:
    rows = [
        ["STT", "Nội dung", "Cơ quan chủ trì", "Thời hạn"],
        ["1", f"Rà soát quy hoạch {'x' * (1 << 20)}", "Sở Xây dựng", "Quý IV/2026"],
        ["2", "Kiểm tra dự án chậm tiến độ", "Sở Tài chính", "30/11/2026"],
    ]
    body = table(*(row(*(cell(paragraph(text)) for text in texts)) for texts in rows))
    found = read_document(word_file(tmp_path / "a.docx", body), NAMES)
    assert [task.lead for task in found.tasks] == [("Sở Xây dựng",), ("Sở Tài chính",)]
    assert any("ký tự" in doubt.reason for doubt in found.tasks[0].doubts)
    assert len(found.tasks[0].title) <= 150


def test_archive_names_that_climb_out(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    body = "".join(paragraph(line) for line in TEXT.splitlines() if line)
    path = word_file(folder / "a.docx", body)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../evil.txt", "x")
    found = read_document(path, NAMES)
    assert [task.lead[0] for task in found.tasks] == LEADS
    assert "trỏ ra ngoài" in found.source.warnings[0]
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a.docx"]


def test_500_pages_with_progress(tmp_path: Path) -> None:
    line = "a) So Xay dung ra soat quy hoach, hoan thanh truoc ngay 30/11/2026."
    path = pdf(tmp_path / "a.pdf", [[line] * 4] * 500)
    steps: list[tuple[int, int]] = []
    source, blocks = read_blocks(path, lambda done, total: steps.append((done, total)))
    found = propose(source, blocks, NAMES)
    assert source.pages == 500
    assert steps[-1][0] == steps[-1][1]
    assert len(steps) > 2
    lists = (found.tasks, found.indicators, found.withdrawn, found.skipped)
    told = {n for items in lists for item in items for n in item.blocks}
    assert told == set(range(len(blocks)))
