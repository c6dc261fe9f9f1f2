"""``report`` of the sheets for a meeting: what each takes, and the pack as a file or a folder."""

from __future__ import annotations

import openpyxl
import pytest

from app import cli
from app.domain.tally import Tally
from app.reports import sheets
from tests.commands import done, refused
from tests.paper import page_texts, text_of


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("indicators", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2026"),
        ("leader", "PHIẾU TÌNH HÌNH NHIỆM VỤ"),
        ("overdue", "DANH SÁCH NHIỆM VỤ QUÁ HẠN"),
        ("comparison", "BIỂU ĐỐI CHIẾU CHỈ TIÊU GIỮA CÁC VĂN BẢN"),
        ("doers", "MA TRẬN NHIỆM VỤ GIAO CHUNG"),
        ("pack", "TÀI LIỆU HỌP"),
    ],
)
def test_every_sheet_is_a_file(on_register, tmp_path, sheet, title):
    file = tmp_path / "biểu.pdf"
    told = done(on_register("report", sheet, "--pdf", file))
    texts = page_texts(file)
    assert f"{len(texts)} trang" in told
    assert title in texts[0]


def test_one_leader_has_one_page(on_register, tmp_path):
    file = tmp_path / "phiếu.pdf"
    options = ("--leader", "nguyen thanh sinh", "--since", "2026-10-31")
    done(on_register("report", "leader", "--pdf", file, *options))
    [page] = page_texts(file)
    assert "Kính trình: Phó Chủ tịch Nguyễn Thành Sinh" in page
    assert "3. Thay đổi từ ngày 31/10/2026" in page


def test_the_summary_tells_changes_where_a_day_is_given(on_register, tmp_path):
    plain, told = tmp_path / "1.pdf", tmp_path / "2.pdf"
    done(on_register("report", "summary", "--pdf", plain))
    done(on_register("report", "summary", "--pdf", told, "--since", "28/02/2026"))
    assert "Thay đổi từ ngày" not in text_of(plain)
    assert "Thay đổi từ ngày 28/02/2026" in text_of(told)


def test_indicators_of_a_period(on_register, tmp_path):
    file = tmp_path / "chỉ tiêu.pdf"
    done(on_register("report", "indicators", "--pdf", file, "--period", "2026-q3"))
    assert "Kỳ số liệu: quý III/2026" in text_of(file)


def test_the_pack_as_a_file_and_as_a_folder(on_register, tmp_path):
    file, folder = tmp_path / "bộ.pdf", tmp_path / "họp" / "tháng 11"
    options = ("--folder", folder, "--meeting", "24/11/2026")
    first, second = done(on_register("report", "pack", "--pdf", file, *options)).splitlines()
    names = sorted(path.name for path in folder.iterdir())
    assert f"Đã lưu {len(names)} tệp vào {folder}" in first
    assert str(file) in second
    assert names[0] == "00 - Tổng hợp - 2026-11-21.pdf"
    assert "ngày 24 tháng 11 năm 2026" in page_texts(file)[0]


def test_the_pack_as_a_workbook(on_register, tmp_path):
    file = tmp_path / "bộ.xlsx"
    told = done(on_register("report", "pack", "--xlsx", file))
    assert str(file) in told
    assert openpyxl.load_workbook(file).sheetnames[0] == "Mục lục"


def test_letters_to_all_that_are_late_in_a_folder(on_register, tmp_path):
    folder = tmp_path / "đôn đốc"
    told = done(on_register("report", "letter", "--folder", folder))
    files = sorted(folder.iterdir())
    assert told.startswith(f"Đã lưu {len(files) // 2} công văn, {len(files)} tệp")
    assert [file.suffix for file in files[:2]] == [".docx", ".pdf"]
    files[0].write_bytes(b"edited")
    assert "không ghi đè" in refused(on_register("report", "letter", "--folder", folder))
    assert files[0].read_bytes() == b"edited"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("tracking", "--meeting", "24/11/2026"), "--meeting không dùng cho tracking"),
        (("overdue", "--folder", "x"), "--folder không dùng cho overdue"),
        (("overdue", "--period", "2026-Q3"), "--period không dùng cho overdue"),
        (("indicators", "--period", "quý 3"), "“quý 3” không phải kỳ số liệu"),
        (("pack", "--agency", "Sở Tài chính"), "--agency không dùng cho pack"),
        (("doers", "--leader", "x"), "--leader không dùng cho doers"),
    ],
)
def test_what_a_sheet_does_not_take_is_told(capsys, options, words):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["report", *options, "--pdf", "x.pdf"])
    assert stopped.value.code == cli.WRONG_USAGE
    assert words in capsys.readouterr().err


def test_a_name_that_nobody_has_is_refused(on_register, tmp_path):
    file = tmp_path / "x.pdf"
    assert "Không có lãnh đạo nào" in refused(
        on_register("report", "leader", "--pdf", file, "--leader", "Trần Văn Không")
    )
    assert not file.exists()


def test_a_sheet_that_does_not_add_up_is_told_in_one_line(on_register, tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "add_all", lambda _tallies: Tally((1, 0, 0, 0, 0, 0, 0)))
    file = tmp_path / "x.pdf"
    told = refused(on_register("report", "summary", "--pdf", file))
    assert "“Biểu tổng hợp tiến độ theo cơ quan chủ trì”" in told
    assert "cộng các dòng cho 1 nhiệm vụ, tổng của biểu là " in told
    assert "chưa được in" in told
    assert "lệnh check" in told
    assert not file.exists()
