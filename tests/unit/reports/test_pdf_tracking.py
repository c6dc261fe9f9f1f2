"""Sheet 1 as paper: printed, read back with another program's eyes, compared word for word."""

from __future__ import annotations

import ctypes
import dataclasses
import re
import threading
import unicodedata

import pypdfium2
import pytest

from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.reports.pdf.fonts import VIETNAMESE_LETTERS
from app.reports.sheets import SheetDoesNotAddUpError, TrackingGroup, TrackingRow, TrackingSection

HEADER = "(1) (2) (3) (4) (5) (6) (7) (8) (9)"


def cells_of(row: TrackingRow) -> tuple[str, ...]:
    basis = f" ({row.basis})"
    return (row.title + basis, row.lead, row.coordinating, row.limit, row.product, row.result)


@pytest.mark.parametrize("count", [1, 60, 500])
def test_every_word_comes_back_and_rows_stay_whole(build, count):
    sheet = build.tracking(build.groups(count))
    printed = build.print_tracking(sheet)
    assert printed.count == len(printed.pages)
    rows = [row for group in sheet.groups for section in group.sections for row in section.rows]
    page = 0
    for number, row in enumerate(rows, start=1):
        start = build.words_of(f"{number} {row.title}")
        while start not in printed.pages[page]:
            page += 1
        for words in (*cells_of(row), row.state, row.difficulties):
            assert build.words_of(words) in printed.pages[page]
        assert sum(row.title in text for text in printed.pages) == 1


def test_header_and_column_numbers_stand_on_every_page(build):
    printed = build.print_tracking(build.tracking(build.groups(60)))
    assert printed.count > 5
    for text in printed.pages:
        assert "Nội dung nhiệm vụ (căn cứ)" in text
        assert f"{HEADER} (10)" in text


def test_lead_column_goes_where_it_would_repeat_the_scope(build):
    with_lead = build.print_tracking(build.tracking(build.groups(3))).text
    without = build.print_tracking(build.tracking(build.groups(3), show_lead=False)).text
    assert "Cơ quan chủ trì Phối hợp" in with_lead
    assert "Sở Kế hoạch N0001l" in with_lead
    assert "Sở Kế hoạch" not in without
    assert "Cơ quan phối hợp" in without
    assert (
        f"{HEADER} A"
        in build.print_tracking(build.one_section([build.row(1)], show_lead=False)).text
    )


def test_page_numbers_from_page_two_and_form_number_on_page_one(build):
    printed = build.print_tracking(build.tracking(build.groups(40)))
    first, *others = printed.pages
    assert "Biểu số 1" in first
    assert first.split()[0] != "1"
    for number, text in enumerate(others, start=2):
        assert text.split()[0] == str(number)
        assert "Biểu số" not in text


def test_foot_line_stands_on_every_page(build):
    foot = (
        "Sổ “Lào Cai 2026” · số liệu đến hết 14/06/2026 · in lúc 07:42 15/06/2026 · "
        "vân tay số liệu 7C4E-91AD-3F08 · Biểu 1"
    )
    for text in build.print_tracking(build.tracking(build.groups(20))).pages:
        assert foot in text


def test_long_register_name_is_shortened_and_the_fingerprint_kept(build):
    provenance = dataclasses.replace(
        build.tracking([]).provenance, register_name="Sổ theo dõi nhiệm vụ rất dài " * 12
    )
    text = build.print_tracking(build.tracking(build.groups(2), provenance=provenance)).text
    assert "…” · số liệu đến hết 14/06/2026" in text
    assert "Vân tay số liệu 7C4E-91AD-3F08 · Biểu 1" in text


def test_letterhead_of_the_decree(build):
    text = build.print_tracking(build.tracking(build.groups(2))).pages[0]
    for words in (
        "UBND TỈNH LÀO CAI",
        "VĂN PHÒNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Lào Cai, ngày 15 tháng 6 năm 2026",
        "BIỂU THEO DÕI TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ",
        "Tất cả các cơ quan chủ trì",
        "(Số liệu đến hết ngày 14/6/2026)",
    ):
        assert words in text


def test_a_page_opening_inside_a_group_names_it_again(build):
    sheet = build.tracking(build.groups(30, per_group=30, per_section=30))
    printed = build.print_tracking(sheet)
    heading = "G1. Chương trình hành động của tỉnh · M1.0 mục về phát triển (tiếp theo)"
    assert heading not in printed.pages[0]
    assert all(heading in text for text in printed.pages[1:])


def test_a_section_that_opens_a_page_follows_its_group_only(build):
    sheet = build.tracking(build.groups(30, per_group=30, per_section=1))
    reopened = "G1. Chương trình hành động của tỉnh (tiếp theo) M1."
    for text in build.print_tracking(sheet).pages[1:]:
        assert reopened in text


def test_counts_of_a_group_stand_in_its_heading(build):
    rows = [build.row(1, light=Light.OVERDUE), build.row(2, light=Light.IN_TIME)]
    text = build.print_tracking(build.one_section(rows)).text
    assert "A. Văn bản 2 nhiệm vụ, 1 quá hạn" in text


def test_tasks_are_numbered_through_the_sheet_and_headings_may_be_empty(build):
    rows = [build.row(number) for number in (1, 2, 3)]
    groups = [
        TrackingGroup("A. Một", [TrackingSection("", rows[:1]), TrackingSection("Không", [])]),
        TrackingGroup("B. Trống", []),
        TrackingGroup("", [TrackingSection("", rows[1:])]),
    ]
    text = build.print_tracking(build.tracking(groups)).text
    for number in (1, 2, 3):
        assert f"{number} N{number:04d} tham" in text
    assert "Không" not in text
    assert "B. Trống" not in text


def test_a_row_taller_than_a_page_is_cut_between_lines_and_loses_nothing(build):
    result = " ".join(f"kết quả{number:04d} đạt" for number in range(330))
    assert len(result) > 5000
    rows = [build.row(1), build.row(2, result=result), build.row(3)]
    printed = build.print_tracking(build.one_section(rows))
    found = [word for word in printed.text.split() if re.fullmatch(r"quả\d{4}", word)]
    assert found == [f"quả{number:04d}" for number in range(330)]
    assert "A. Văn bản · I. Mục · nhiệm vụ 2 (tiếp theo)" in printed.text
    assert sum(build.words_of(f"2 {rows[1].title}") in text for text in printed.pages) == 1


def test_hard_texts_are_printed_as_they_stand(build):
    texts = ("<b>đậm</b> & <para>", "a < b && c > d", "&amp; &lt;", "100% \\ (ngoặc) [vuông]")
    row = build.row(1, title=texts[0], coordinating=texts[1], product=texts[2], result=texts[3])
    text = build.print_tracking(build.one_section([row])).text
    for words in texts:
        assert words in text


def test_a_word_wider_than_its_cell_is_broken_and_every_letter_kept(build):
    word = "".join(chr(ord("a") + place % 26) for place in range(200))
    printed = build.print_tracking(build.one_section([build.row(1, result=word)]))
    assert word in printed.text.replace(" ", "")


def test_letters_without_a_glyph_leave_words(build):
    row = build.row(1, title="Biểu tượng 🎉 chữ 中文 hết", result="dòng một\n\tdòng\x00 hai\x1b")
    text = build.print_tracking(build.one_section([row])).text
    assert "Biểu tượng (biểu tượng) chữ (?) hết" in text
    assert "dòng một dòng hai" in text


def test_combining_marks_are_printed_as_whole_letters(build):
    words = "Nghị quyết về thúc đẩy tăng trưởng: ữ ậ ỡ Ễ"
    row = build.row(1, result=unicodedata.normalize("NFD", words))
    assert words in build.print_tracking(build.one_section([row])).text


def test_every_vietnamese_letter_comes_back_in_every_face(build):
    letters = " ".join(sorted(VIETNAMESE_LETTERS))
    assert len(VIETNAMESE_LETTERS) == 134 + 12  # with the vowels that bear no mark
    group = TrackingGroup(
        letters,  # bold
        [TrackingSection(letters, [build.row(1, title=letters, basis=letters)])],
    )  # bold italic, upright, italic
    text = build.print_tracking(build.tracking([group])).text
    assert text.count(letters) == 4
    assert f"({letters})" in text


def test_more_letters_than_one_font_subset_holds(build):
    codes = [*range(0x100, 0x180), *range(0x391, 0x3A2), *range(0x3B1, 0x3C2), *range(0x410, 0x450)]
    words = [f"{chr(code)}{chr(code)}x" for code in codes]
    letters = " ".join(sorted(VIETNAMESE_LETTERS))
    row = build.row(1, title=letters, result=" ".join(words))
    printed = build.print_tracking(build.one_section([row]))
    assert letters in printed.text
    found = printed.text.split()
    assert [word for word in found if word in words] == words
    assert printed.data.count(b"/FontFile2") > 4


def test_overdue_words_are_bold(build):
    rows = [build.row(1, light=Light.OVERDUE, state="Quá hạn 33 ngày")]
    printed = build.print_tracking(build.one_section(rows))
    assert "Bold" in _font_of(printed.data, "33 ngày")
    assert "Bold" not in _font_of(printed.data, "N0001 tham mưu")


def test_empty_cells_say_none_or_not_yet_reported(build):
    rows = [
        build.row(1, coordinating="", product="", result="", percent=None, light=Light.IN_TIME),
        build.row(2, result="", light=Light.STOPPED, state="Dừng, thu hồi"),
    ]
    text = build.print_tracking(build.one_section(rows)).text
    assert "31/12/2026 – … – Trong hạn" in text
    assert "Dấu “…” ở cột kết quả: chưa có báo cáo." in text
    reported = build.print_tracking(build.one_section([build.row(1)])).text
    assert "Dấu “…”" not in reported


def test_a_sheet_without_tasks_says_so_on_a_whole_page(build):
    printed = build.print_tracking(build.tracking([]))
    assert printed.count == 1
    text = printed.text
    assert "Không có nhiệm vụ nào trong phạm vi của biểu này tính đến hết ngày 14/6/2026." in text
    for words in ("CỘNG HÒA", "Biểu số 1", "Nội dung nhiệm vụ", "Chú giải:", "NGƯỜI LẬP BIỂU"):
        assert words in text
    assert "Tổng số" not in text


def test_notes_legend_and_signatures(build):
    sheet = build.tracking(build.groups(2), notes=("Ghi chú thứ nhất.",), soon_days=10)
    text = build.print_tracking(sheet).text
    assert "Ghi chú thứ nhất. Chú giải: hoàn thành đúng hạn" in text
    assert "sắp đến hạn (còn 0–10 ngày)" in text
    assert "NGƯỜI LẬP BIỂU CHÁNH VĂN PHÒNG" in text


def test_no_signature_without_a_title(build):
    letterhead = dataclasses.replace(
        build.tracking([]).letterhead, signer_left="", signer_right="KT. Giám đốc\nPhó Giám đốc"
    )
    text = build.print_tracking(build.tracking(build.groups(2), letterhead=letterhead)).text
    assert "NGƯỜI LẬP" not in text
    assert "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC" in text


@pytest.mark.parametrize("count", range(1, 26))
def test_signatures_are_never_alone(build, count):
    rows = [build.row(number) for number in range(1, count + 1)]
    printed = build.print_tracking(build.one_section(rows))
    last = printed.pages[-1]
    assert "NGƯỜI LẬP BIỂU" in last
    with_rows = [sum(row.title in page for row in rows) for page in printed.pages]
    assert with_rows[-1] >= 1
    # Three of these tall rows fill a page: one goes along, so that none is left half empty.
    assert all(found >= 2 for found in with_rows[1:-1])


def test_notes_longer_than_a_page_flow_on_and_stay_whole(build):
    notes = [f"Ghi chú số {number} về nhiệm vụ giao chung." for number in range(1, 90)]
    printed = build.print_tracking(build.tracking(build.groups(4), notes=notes))
    assert " ".join(notes[-3:]) in printed.pages[-1]
    assert "NGƯỜI LẬP BIỂU" in printed.pages[-1]
    for note in notes:
        assert note in printed.text


def test_more_than_a_thousand_tasks_keep_their_number_on_one_line(build):
    row = build.row(7)
    sheet = build.one_section([row] * 1005)
    text = build.print_tracking(sheet).pages[-1]
    assert "1.005 N0007" in text


def test_same_data_same_bytes_whatever_was_printed_before(build):
    sheet = build.tracking(build.groups(30))
    first = build.print_tracking(sheet).data
    build.print_tracking(build.tracking(build.groups(3)))
    assert build.print_tracking(sheet).data == first
    later = dataclasses.replace(sheet, subtitle="Khác")
    assert build.print_tracking(later).data != first


def test_threads_do_not_mix_their_letters(build):
    sheets = [build.tracking(build.groups(count)) for count in (20, 33)]
    alone = [build.print_tracking(sheet).data for sheet in sheets]
    together: dict[int, bytes] = {}

    def work(place):
        together[place] = build.print_tracking(sheets[place]).data

    threads = [threading.Thread(target=work, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[0], together[1]] == alone


def test_only_our_fonts_and_all_embedded(build):
    data = build.print_tracking(build.tracking(build.groups(12))).data
    names = re.findall(rb"/BaseFont /(\S+)", data)
    assert len(names) == 4
    assert all(re.fullmatch(rb"[A-Z]{6}\+(LiberationSerif|TimesNewRoman)\S*", n) for n in names)
    assert data.count(b"/FontFile2") == 4
    assert data.count(b"/ToUnicode") == 4
    assert b"Helvetica" not in data
    assert b"ASCII85" not in data


def test_properties_of_the_file(build):
    data = build.print_tracking(build.tracking(build.groups(2))).data
    document = pypdfium2.PdfDocument(data)
    facts = document.get_metadata_dict()
    document.close()
    assert facts["Title"].startswith("Biểu theo dõi tiến độ thực hiện nhiệm vụ. Tất cả")
    assert facts["Author"] == "Văn phòng"
    assert facts["Subject"] == "Số liệu đến hết ngày 14/6/2026"
    assert facts["Keywords"] == "7C4E-91AD-3F08"
    assert facts["CreationDate"] == "D:20260615074200"
    assert b"/Lang (vi-VN)" in data


def test_nothing_stands_outside_the_text_area(build):
    rows = [
        build.row(1, title="đ" * 300, coordinating="abc/def-ghi/" * 20, limit="x" * 60),
        build.row(2, state="W" * 40, lead="M" * 90, difficulties="Ữ" * 70, product="w" * 50),
    ]
    sheet = build.one_section(rows, subtitle="Cơ quan chủ trì " * 30)
    document = pypdfium2.PdfDocument(build.print_tracking(sheet).data)
    left, right = 30 / 25.4 * 72, (297 - 15) / 25.4 * 72
    for page in document:
        text = page.get_textpage()
        for place in range(text.count_chars()):
            box = text.get_charbox(place)
            assert left - 1 <= box[0] <= box[2] <= right + 1
            assert 0 < box[1] <= box[3] < page.get_height()
    document.close()


def test_a_wrong_tally_never_reaches_the_writer(build):
    with pytest.raises(SheetDoesNotAddUpError, match="Tất cả"):
        build.tracking(build.groups(3), tally=Tally((1, 0, 0, 0, 0, 0, 0)))


def _font_of(data: bytes, words: str) -> str:
    """Return the name of the font of the last letter of ``words``."""
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage()
    place = text.get_text_range().index(words) + len(words) - 1
    name = ctypes.create_string_buffer(100)
    pypdfium2.raw.FPDFText_GetFontInfo(text, place, name, 100, ctypes.c_int())
    document.close()
    return name.value.decode()
