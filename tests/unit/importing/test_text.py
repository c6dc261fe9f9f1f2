from __future__ import annotations

from pathlib import Path

import pytest

from app.importing.blocks import Block, Kind, Part
from app.importing.files import read_blocks

SENTENCE = "Giao Sở Tài chính chủ trì, phối hợp với các đơn vị liên quan thực hiện"
TCVN3 = "Giao Së Tµi chÝnh chñ tr×, phèi hîp víi c¸c ®¬n vÞ liªn quan thùc hiÖn"
VNI = "Giao Sôû Taøi chính chuû trì, phoái hôïp vôùi caùc ñôn vò lieân quan thöïc hieän"


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def blocks_of(tmp_path: Path, text: str) -> tuple[Block, ...]:
    return read_blocks(write(tmp_path, text))[1]


def printed(tmp_path: Path, text: str) -> list[str]:
    return [block.printed for block in blocks_of(tmp_path, text)]


@pytest.mark.parametrize(
    ("data", "encoding", "doubted"),
    [
        (SENTENCE.encode(), "utf-8", False),
        (SENTENCE.encode("utf-8-sig"), "utf-8", False),
        (SENTENCE.encode("utf-16"), "utf-16-le", False),
        (b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "utf-16-be", False),
        (SENTENCE.encode("utf-32"), "utf-32-le", False),
        (SENTENCE.encode("utf-16-le"), "utf-16-le", True),
        (SENTENCE.encode("utf-16-be"), "utf-16-be", True),
        (TCVN3.encode("latin-1"), "TCVN3", True),
        (VNI.encode("cp1252"), "VNI", True),
        (TCVN3.encode(), "TCVN3", True),
        (VNI.encode(), "VNI", True),
    ],
    ids=["utf-8", "marked", "utf-16", "utf-16-be", "utf-32", "bare-le", "bare-be", "tcvn3", "vni",
         "tcvn3-in-utf-8", "vni-in-utf-8"],
)  # fmt: skip
def test_encodings(tmp_path: Path, data: bytes, encoding: str, doubted: bool) -> None:  # noqa: FBT001
    source, blocks = read_blocks(write(tmp_path, data))
    assert [block.text for block in blocks] == [SENTENCE]
    assert source.encoding == encoding
    assert bool(source.warnings) == doubted


def test_windows_vietnamese_code_page(tmp_path: Path) -> None:
    # cp1258 has tones as marks of their own: "ế" is ê and a mark.
    data = "Kê\u0301 hoa\u0323ch Sơ\u0309 Ta\u0300i chi\u0301nh".encode("cp1258")
    source, blocks = read_blocks(write(tmp_path, data))
    assert blocks[0].text == "Kế hoạch Sở Tài chính"
    assert source.encoding == "cp1258"


def test_one_broken_letter_does_not_spoil_a_file(tmp_path: Path) -> None:
    data = ((SENTENCE + "\n\n") * 5).encode() + b"\xff C\xc3\xb4ng an"
    source, blocks = read_blocks(write(tmp_path, data))
    assert blocks[0].text == SENTENCE
    assert source.warnings


WRAPPED = """\
     Nâng cao trách nhiệm của người đứng đầu các cơ quan, đơn
vị trong việc thực hiện nhiệm vụ; phát triển kinh tế
- xã hội vùng cao theo Nghị quyết của
Đảng và Nhà nước.
     Kiểm tra việc thực hiện kỷ luật, kỷ cương hành chính ở
các xã, phường; báo cáo kết quả hằng quý theo quy định của

- 2 -

pháp luật.
1. Sở Nội vụ:
- Lập kế hoạch cải cách hành chính năm 2026 của toàn tỉnh;
- Báo cáo.
"""


def test_lines_broken_by_hand_are_joined(tmp_path: Path) -> None:
    first = (
        "Nâng cao trách nhiệm của người đứng đầu các cơ quan, đơn vị trong việc thực hiện nhiệm "
        "vụ; phát triển kinh tế - xã hội vùng cao theo Nghị quyết của Đảng và Nhà nước."
    )
    second = (
        "Kiểm tra việc thực hiện kỷ luật, kỷ cương hành chính ở các xã, phường; báo cáo kết quả "
        "hằng quý theo quy định của pháp luật."
    )
    assert printed(tmp_path, WRAPPED) == [
        first,
        second,
        "1. Sở Nội vụ:",
        "- Lập kế hoạch cải cách hành chính năm 2026 của toàn tỉnh;",
        "- Báo cáo.",
    ]


def test_unbroken_paragraphs_stay_apart(tmp_path: Path) -> None:
    long = SENTENCE * 4
    text = f"KẾ HOẠCH\ncủa tỉnh\n\n{long}\n{long}.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT."
    assert printed(tmp_path, text) == [
        "KẾ HOẠCH", "của tỉnh", long, f"{long}.", "Nơi nhận:", "- Như trên;", "- Lưu: VT.",
    ]  # fmt: skip


def test_pages_and_their_furniture(tmp_path: Path) -> None:
    pages = [f"Kế hoạch số 15\n{n}\n\n{SENTENCE} {n}.\n" for n in range(1, 5)]
    source, blocks = read_blocks(write(tmp_path, "\f".join(pages)))
    assert [block.text for block in blocks] == [f"{SENTENCE} {n}." for n in range(1, 5)]
    assert [block.place.page for block in blocks] == [1, 2, 3, 4]
    assert source.pages == 4


def test_numbers_that_are_no_page_numbers_stay(tmp_path: Path) -> None:
    assert printed(tmp_path, "Số xã đạt chuẩn\n\n17\n\nTổng\n\n40\n") == [
        "Số xã đạt chuẩn", "17", "Tổng", "40",
    ]  # fmt: skip


TABS = (
    "Phụ lục I\n\nSTT\tChỉ tiêu\tĐVT\tKế hoạch\n1\tTỷ lệ đô thị hóa\t%\t32,4\n"
    '2\t"Thu ngân sách\ntrên địa bàn"\tTỷ đồng\t23.500\n\tTrong đó: thu nội địa\t\t15.000\n'
    "3\tSố giường\nbệnh\tGiường\t43\n\n"
    "STT\tChi tiêu\tĐVT\tKế hoạch\n4\tTuổi thọ\tTuổi\t72,4\n\nGhi chú: số liệu ước tính"
)


def test_tables_pasted_with_tabs(tmp_path: Path) -> None:
    blocks = blocks_of(tmp_path, TABS)
    assert blocks[0].kind is Kind.HEADING
    rows = [block for block in blocks if block.kind is Kind.TABLE_ROW]
    assert [[c.text for c in block.cells] for block in rows] == [
        ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch"],
        ["1", "Tỷ lệ đô thị hóa", "%", "32,4"],
        ["2", "Thu ngân sách\ntrên địa bàn", "Tỷ đồng", "23.500"],
        ["", "Trong đó: thu nội địa", "", "15.000"],
        ["3", "Số giường\nbệnh", "Giường", "43"],
        ["4", "Tuổi thọ", "Tuổi", "72,4"],
    ]
    assert [block.header for block in rows] == [True] + [False] * 5
    assert rows[5].place.line == 12
    assert blocks[-1].kind is Kind.PARAGRAPH


MARKDOWN = """\
## CHỈ THỊ

**1. Mục tiêu:** phát triển *bền vững*<sup>1</sup> trên địa bàn tỉnh, nâng cao đời sống của

<sup>1</sup> Nghị quyết số 5.

-----

người dân.

| STT | Đề án | Chủ trì |
|-----|:-----:|---------|
| 01 | <p>Đề án 01: Cải cách</p> <ul> <li>- Một;</li> <li>- Hai.</li></ul> | Sở Nội vụ |

| | | |
|----|--|--|
| | - Ba. | |
| 02 | A \\| B | **Sở Y tế** |
"""


def test_markdown(tmp_path: Path) -> None:
    heading, goal, note, *rows = blocks_of(tmp_path, MARKDOWN)
    assert (heading.kind, heading.level, heading.text) == (Kind.HEADING, 2, "CHỈ THỊ")
    assert goal.printed == (
        "1. Mục tiêu: phát triển bền vững trên địa bàn tỉnh, nâng cao đời sống của người dân."
    )
    assert (note.part, note.text) == (Part.FOOTNOTE, "Nghị quyết số 5.")
    assert [block.header for block in rows] == [True, False, False]
    assert rows[1].cells[1].text == "Đề án 01: Cải cách\n- Một;\n- Hai.\n- Ba."
    assert rows[1].doubts == ("Hàng bị ngắt qua trang, đã nối lại",)
    assert [c.text for c in rows[2].cells] == ["02", "A | B", "Sở Y tế"]
    assert rows[2].cells[2].bold


ALIGNED = """\
        UBND TỈNH BÌNH SƠN             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
             SỞ NỘI VỤ                    Độc lập - Tự do - Hạnh phúc

STT    Nội dung nhiệm vụ          Chủ trì           Thời hạn
1      Lập kế hoạch cải           Sở Nội vụ         Quý II/2026
       cách hành chính
2      Rà soát thủ tục            Sở Tư pháp        30/6/2026
"""


def test_columns_of_blanks(tmp_path: Path) -> None:
    blocks = blocks_of(tmp_path, ALIGNED)
    assert [block.text for block in blocks[:4]] == [
        "UBND TỈNH BÌNH SƠN",
        "SỞ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert [[c.text for c in block.cells] for block in blocks[4:]] == [
        ["STT", "Nội dung nhiệm vụ", "Chủ trì", "Thời hạn"],
        ["1", "Lập kế hoạch cải\ncách hành chính", "Sở Nội vụ", "Quý II/2026"],
        ["2", "Rà soát thủ tục", "Sở Tư pháp", "30/6/2026"],
    ]


def test_a_megabyte_in_one_line(tmp_path: Path) -> None:
    blocks = blocks_of(tmp_path, "Một câu dài. " * 80_000)
    assert sum(len(block.text) for block in blocks) > 1_000_000
    assert max(len(block.text) for block in blocks) < 33_000
    assert all(block.doubts for block in blocks)


def test_a_first_line_set_in_begins_a_paragraph_though_the_line_before_is_full(tmp_path) -> None:
    full = "Giao Sở Tài chính chủ trì, phối hợp với các đơn vị liên quan thực hiện xong."
    rest = "và báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện các việc này."
    text = f"    {full}\n{rest}\n" * 3
    text += f"    {full}\n    {full}\n"
    assert [line[:8] for line in printed(tmp_path, text)] == ["Giao Sở "] * 5


def test_a_heading_in_two_rows_without_merged_cells_names_every_column(tmp_path) -> None:
    text = (
        "STT\tNhiệm vụ\tPhân công thực hiện\t\tThời hạn\n"
        "\t\tChủ trì\tPhối hợp\t\n"
        "1\tRà soát quy hoạch\tSở Xây dựng\tSở Y tế\tQuý II/2026\n"
        "2\tLập kế hoạch\tSở Y tế\tSở Xây dựng\tQuý III/2026\n"
    )
    assert [block.header for block in blocks_of(tmp_path, text)] == [True, True, False, False]


def test_a_lone_page_number_in_the_middle_of_the_page_is_no_text(tmp_path) -> None:
    text = (
        f"    {SENTENCE}\nThông báo số 61/TB-VP\n\n{'2':>40}\n\nngày 10/6/2026 của tỉnh.\n"
        f"    {SENTENCE}.\n"
    )
    assert not any(" 2 " in line for line in printed(tmp_path, text))


def test_page_numbers_in_the_middle_without_empty_lines_are_no_text(tmp_path: Path) -> None:
    text = f"1. {SENTENCE}.\n{'2':>36}\n2. {SENTENCE}.\n3. {SENTENCE}.\n{'3':>36}\n4. {SENTENCE}.\n"
    assert not any(line.strip() in {"2", "3"} for line in printed(tmp_path, text))


@pytest.mark.parametrize("number", ["2", "\n2\n", "- 2 -", f"{'2':>30}"])
def test_a_page_number_in_the_middle_of_a_sentence_is_joined_away(
    tmp_path: Path, number: str
) -> None:
    text = (
        "1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát quy hoạch các khu dân cư\n"
        f"{number}\nnông thôn, hoàn thành trước ngày 30/6/2026.\n"
        "2. Sở Y tế rà soát các cơ sở khám chữa bệnh trên địa bàn toàn tỉnh, báo cáo kết quả.\n"
        "3. Sở Nội vụ rà soát đội ngũ cán bộ của các cơ quan, đơn vị trong tỉnh Trang 3/9\n"
        "và các xã, phường, xong trước ngày 30/8/2026.\n"
    )
    lines = printed(tmp_path, text)
    assert any("các khu dân cư nông thôn" in line for line in lines)
    assert any("trong tỉnh và các xã" in line for line in lines)


def test_a_number_that_is_no_page_number_stays_in_its_sentence(tmp_path: Path) -> None:
    text = (
        "Sở Y tế lập danh sách các cơ sở khám bệnh trên địa bàn toàn tỉnh, gồm\n45\ncơ sở công.\n"
    )
    assert "gồm 45 cơ sở" in " ".join(" ".join(line.split()) for line in printed(tmp_path, text))


def test_a_cited_number_at_the_beginning_of_a_line_is_no_point(tmp_path: Path) -> None:
    text = (
        "5. Thôi giao Sở Xây dựng chủ trì lập Đề án cấp nước nông thôn tại Thông báo số\n"
        "211/TB-UBND ngày 04/8/2026; giao Sở Y tế tiếp nhận.\n"
        "6. Tổ chức thực hiện có hiệu quả chương trình tổng thể quốc gia về chuyển đổi số\n"
        "7. Sở Y tế rà soát các cơ sở khám bệnh trên địa bàn toàn tỉnh, báo cáo kết quả.\n"
    )
    assert [line.split()[0] for line in printed(tmp_path, text)] == ["5.", "6.", "7."]
