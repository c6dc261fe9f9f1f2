"""The outline: sections, locators, zones, broken paragraphs."""

# ruff: noqa: E501 - a paragraph of a document is one line here

from __future__ import annotations

from app.importing.lines import Line, Zone
from app.importing.outline import outline
from tests.importing.block_lists import blocks_of


def lines(text: str) -> list[Line]:
    return outline(blocks_of(text))


def locators(text: str) -> list[str]:
    return [line.locator for line in lines(text) if line.zone is Zone.BODY]


def test_parts_of_administrative_documents() -> None:
    text = """I. NHIỆM VỤ
1. Kinh tế
a) Sở Tài chính:
Rà soát kế hoạch vốn.
- Báo cáo kết quả.
b) Sở Y tế:
Đẩy mạnh tiêm chủng.
2. Xã hội
(1) Sở Nội vụ:
- Tuyên truyền."""
    assert locators(text) == [
        "I", "I.1", "I.1.a", "I.1.a#1", "I.1.a#2", "I.1.b", "I.1.b#1",
        "I.2", "I.2.(1)", "I.2.(1)#1",
    ]  # fmt: skip


def test_numbers_with_their_parent_s_number_say_it_once() -> None:
    text = (
        "II. NHIỆM VỤ\n1. Hạ tầng\n1.1. Nâng cấp mạng.\n1.2. Mở rộng kho.\n2. Dữ liệu\n2.1. Số hóa."
    )
    assert locators(text) == ["II", "II.1", "II.1.1#1", "II.1.2#1", "II.2", "II.2.1#1"]


def test_a_number_used_twice_takes_the_initials_of_its_title() -> None:
    text = "III. NHIỆM VỤ CHỦ YẾU\n1. Rà soát.\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính đôn đốc."
    assert locators(text) == ["III", "III.1#1", "TCTH", "TCTH.1#1"]


def test_articles_chapters_and_numbers_of_the_party() -> None:
    text = "Chương II. QUY ĐỊNH\nĐiều 3. Giao Sở Y tế rà soát.\nĐiều 4. Hiệu lực."
    assert locators(text) == ["C2", "C2.Đ3#1", "C2.Đ4#1"]
    text = "I- MỤC TIÊU\n1- Phấn đấu tăng.\nII- NHIỆM VỤ\n1- Tuyên truyền\n1.1- Mở lớp."
    assert locators(text) == ["I", "I.1#1", "II", "II.1", "II.1.1#1"]


def test_parts_keep_roman_numbers_apart() -> None:
    text = "Phần thứ nhất\nI. KẾT QUẢ\nĐã làm tốt nhiều việc trong nhiệm kỳ.\nPhần thứ hai\nI. NHIỆM VỤ\nTiếp tục."
    assert locators(text) == ["P1", "P1.I", "P1.I#1", "P2", "P2.I", "P2.I#1"]


def test_appendices() -> None:
    text = "I. A\nRà soát.\nPhụ lục I\nDANH MỤC\n| 1 | a |\nPhụ lục II\n1. Xây dựng kế hoạch."
    assert locators(text)[:4] == ["I", "I#1", "PL1", "PL1~2"]
    assert locators(text)[-2:] == ["PL2", "PL2.1#1"]


def test_an_appendix_without_its_word_begins_at_its_title_behind_the_signature() -> None:
    text = """Số: 1/QĐ-UBND
Điều 1. Giao việc.
Điều 2. Thi hành.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn A
DANH MỤC NHIỆM VỤ
(Kèm theo Quyết định số 1/QĐ-UBND)
1. Xây dựng kế hoạch."""
    assert [line.locator for line in lines(text)][-3:] == ["PL", "PL~2", "PL.1#1"]


def test_front_body_and_end() -> None:
    text = """UBND TỈNH A
Số: 5/KH-UBND
KẾ HOẠCH
Phòng, chống dịch năm 2026
Căn cứ Luật Phòng bệnh ngày 01/7/2025 của Quốc hội;
1. Sở Y tế rà soát.
Nơi nhận:
- Như trên;
TM. ỦY BAN NHÂN DÂN
Trần B"""
    zones = [line.zone.value for line in lines(text)]
    assert zones == ["front"] * 4 + ["body"] * 2 + ["end"] * 4


def test_a_paragraph_cut_by_a_page_is_one_line_with_both_blocks() -> None:
    text = """I. A
- Chủ động nghiên cứu, tham mưu các chính sách từ sớm, góp
~ 1 Chú thích ở chân trang
phần nâng cao chất lượng văn bản.
Đoạn khác."""
    found = lines(text)
    assert found[1].blocks == [1, 3]
    assert found[1].text.endswith("từ sớm, góp phần nâng cao chất lượng văn bản.")
    assert [line.zone for line in found] == [Zone.BODY, Zone.BODY, Zone.NOTE, Zone.BODY]


def test_an_ended_sentence_is_not_joined() -> None:
    found = lines("I. A\n- Chủ động nghiên cứu, tham mưu các chính sách từ sớm.\nphần khác của mục")
    assert len(found) == 3


def test_a_numbered_instruction_is_no_heading() -> None:
    heading, task, closing = lines(
        "II. NHIỆM VỤ\n1. Sở Y tế rà soát cơ số thuốc.\n2. Sở Tài chính bố trí kinh phí."
    )
    assert (heading.heading, task.heading, closing.heading) == (True, False, False)


def test_a_worksheet_of_work_has_no_letterhead() -> None:
    text = "|! STT | Nhiệm vụ | Chủ trì |\n| 1 | Rà soát | UBND các xã, phường |\n| 2 | Số hóa | CHỦ TỊCH |"
    assert [line.zone for line in lines(text)] == [Zone.BODY] * 3
