"""What a document says about itself."""

# ruff: noqa: E501 - a paragraph of a document is one line here

from __future__ import annotations

import datetime as dt

import pytest

from app.importing.document_facts import DocumentFacts, read_facts
from app.importing.outline import outline
from tests.importing.block_lists import blocks_of


def facts(text: str) -> DocumentFacts:
    return read_facts(outline(blocks_of(text)))


PLAN = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG THÁP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 07 /KH-UBND
Đồng Tháp, ngày 08 tháng 01 năm 2026
KẾ HOẠCH
Phát triển kinh tế - xã hội năm 2026
Thực hiện Nghị quyết số 61/NQ-HĐND ngày 10/12/2025, UBND tỉnh ban hành Kế hoạch như sau:
1. Sở Tài chính rà soát.
2. Sở Y tế báo cáo.
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Đỗ Văn Ân"""


def test_a_plan() -> None:
    assert facts(PLAN) == DocumentFacts(
        number="07/KH-UBND",
        type="Kế hoạch",
        title="Phát triển kinh tế - xã hội năm 2026",
        issuer="Ủy ban nhân dân tỉnh Đồng Tháp",
        issued_on=dt.date(2026, 1, 8),
        signer="Đỗ Văn Ân",
        signer_position="Phó Chủ tịch",
        period_from=dt.date(2026, 1, 1),
        period_to=dt.date(2026, 12, 31),
        printed_year=2026,
        printed_month=1,
    )


@pytest.mark.parametrize(
    "opening",
    [
        "Thời gian qua, Sở Nông nghiệp và Môi trường đã chủ động triển khai các giải pháp.",
        "Hiện nay tình hình hạn mặn diễn biến phức tạp",
        "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các cơ quan:",
    ],
)
def test_the_opening_words_are_no_part_of_the_title(opening: str) -> None:
    text = "CHỈ THỊ\nVề tăng cường phòng, chống hạn mặn,\nbảo vệ vườn cây ăn trái năm 2026"
    title = "Về tăng cường phòng, chống hạn mặn, bảo vệ vườn cây ăn trái năm 2026"
    assert facts(f"{text}\n{opening}\n1. Sở Y tế báo cáo.").title == title


def test_a_number_and_a_day_that_are_left_open_stay_open() -> None:
    text = PLAN.replace("07 /KH", " /KH").replace("ngày 08", "ngày")
    assert facts(text).number is None
    assert facts(text).issued_on is None
    assert facts(text).clock.year == 2026  # the title's period still says the year


def test_an_official_letter_has_no_type_of_its_own() -> None:
    text = "UBND TỈNH A\nSố: 1478/UBND-VP6\nV/v rà soát trụ sở\nA, ngày 09 tháng 7 năm 2026\nKính gửi:\n- Các sở;\nXét đề nghị của Sở Tài chính, UBND tỉnh có ý kiến:\n1. Rà soát."
    assert (facts(text).type, facts(text).title) == ("Công văn", "rà soát trụ sở")


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        ("UBND TỈNH ĐỒNG THÁP\nVĂN PHÒNG", "Văn phòng ủy ban nhân dân tỉnh Đồng Tháp"),
        ("BỘ NỘI VỤ", "Bộ Nội vụ"),
        ("BỘ CÔNG THƯƠNG", "Bộ Công Thương"),
        ("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("ĐẢNG BỘ TỈNH LÂM ĐỒNG\nĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH", "Đảng ủy các cơ quan đảng tỉnh"),
    ],
)
def test_issuers(letterhead: str, issuer: str) -> None:
    found = facts(f"{letterhead}\nSố: 1/TB-VP\nTHÔNG BÁO\nKết luận\n1. Rà soát.").issuer
    assert found is not None
    assert found.casefold() == issuer.casefold()


def test_a_party_office() -> None:
    text = "TỈNH ỦY CÀ MAU\n*\nCà Mau, ngày 15 tháng 10 năm 2025\nSố 12-CTr/TU\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện Nghị quyết\nI- MỤC TIÊU\nTăng."
    found = facts(text)
    assert (found.number, found.type) == ("12-CTr/TU", "Chương trình hành động")


def test_a_title_for_several_years() -> None:
    text = PLAN.replace("năm 2026\nThực", "giai đoạn 2026 - 2030\nThực")
    assert facts(text).period_to == dt.date(2030, 12, 31)
    assert facts(text).clock.year is None


def test_nothing_is_guessed_for_a_text_without_a_first_page() -> None:
    found = facts("Đại hội diễn ra trong bối cảnh thuận lợi.\nI. KẾT QUẢ\nĐã hoàn thành.")
    assert found == DocumentFacts()


def test_letterhead_and_signature_set_in_tables_as_word_files_have_them() -> None:
    text = """| UBND TỈNH AN GIANG // Số: 45/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM // Độc lập - Tự do - Hạnh phúc // An Giang, ngày 10 tháng 3 năm 2026 |
KẾ HOẠCH
Phát triển thủy sản năm 2026
Căn cứ Luật Thủy sản ngày 21/11/2017, UBND tỉnh ban hành Kế hoạch như sau:
1. Sở Tài chính rà soát.

| Nơi nhận: // - Như trên; // - Lưu: VT. | TM. ỦY BAN NHÂN DÂN // KT. CHỦ TỊCH // PHÓ CHỦ TỊCH // Lê Văn Phước |
Phụ lục
|! STT | Nhiệm vụ | Chủ trì |
| 1 | Lập bản đồ | Sở Tài chính |"""
    found = facts(text)
    assert (found.number, found.issued_on) == ("45/KH-UBND", dt.date(2026, 3, 10))
    assert (found.signer, found.signer_position) == ("Lê Văn Phước", "Phó Chủ tịch")
    assert found.issuer == "Ủy ban nhân dân tỉnh An Giang"
