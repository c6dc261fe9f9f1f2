"""Công văn đôn đốc on paper and as a Word document, read back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from app.domain.sheet_options import Paper
from app.domain.traffic_light import Light
from app.reports.docx import write_letter
from app.reports.letter import Letter, LetterTask
from app.reports.pdf import write_any
from app.reports.sheets import SheetDoesNotAddUpError

MM = 72 / 25.4
SIGNED = {
    ("KT. Chủ tịch", "Phó Chủ tịch"): "Nguyễn Thành Sinh",
    ("TL. Chủ tịch", "Chánh Văn phòng"): "",
    ("TM. Ủy ban nhân dân", "Chủ tịch"): "Nguyễn Tuấn Anh",
}


def task(number, **changes):
    values: dict[str, Any] = {
        "title": f"Nhiệm vụ số {number} về phát triển cụm công nghiệp trên địa bàn tỉnh",
        "basis": "Chương trình hành động 04/CTr-UBND, II.4.b",
        "limit": "31/03/2026",
        "light": Light.OVERDUE,
        "state": "Quá hạn 75 ngày",
        "extensions": "1 lần",
    }
    return LetterTask(**(values | changes))


def make_letter(build, count=3, **changes):
    sheet = build.tracking([])
    tasks = [task(number) for number in range(1, count + 1)]
    values = {
        "issuer": ("Ủy ban nhân dân", "tỉnh Lào Cai"),
        "symbol": "/UBND-TH",
        "about": "V/v đôn đốc thực hiện nhiệm vụ quá hạn",
        "to": "Sở Công Thương",
        "letterhead": sheet.letterhead,
        "provenance": sheet.provenance,
        "written_on": dt.date(2026, 6, 15),
        "opening": "Qua theo dõi, đến hết ngày 14/6/2026 Sở Công Thương còn 03 nhiệm vụ quá hạn:",
        "tasks": tasks,
        "overdue": count,
        "asked": "Ủy ban nhân dân tỉnh yêu cầu Sở Công Thương:",
        "requests": (
            "Hoàn thành các nhiệm vụ nêu trên.",
            "Đề xuất ngay những việc vượt thẩm quyền.",
        ),
        "closing": "Giao Văn phòng đôn đốc, báo cáo kết quả thực hiện",
        "signer": ("KT. Chủ tịch", "Phó Chủ tịch"),
        "signer_name": "Nguyễn Thành Sinh",
        "recipients": ("Như trên", "Chủ tịch UBND tỉnh (để báo cáo)", "Lưu: VT, TH"),
        "in_appendix": count > 5,
    }
    return Letter(**(values | changes))


def on_paper(build, letter):
    """Return the words of each page, and the sizes of the pages."""
    out = io.BytesIO()
    write_any(letter, out)
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        texts = [build.words_of(page.get_textpage().get_text_range()) for page in document]
        return texts, [page.get_size() for page in document]
    finally:
        document.close()


def in_word(letter):
    out = io.BytesIO()
    write_letter(letter, out)
    return docx.Document(io.BytesIO(out.getvalue()))


def words_of(document):
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(words).replace("\u00a0", " ")


def drafted(letter):
    return dataclasses.replace(
        letter, letterhead=dataclasses.replace(letter.letterhead, paper=Paper.DRAFT)
    )


def test_everything_stands_on_one_upright_page_in_the_order_of_the_decree(build):
    [page], [size] = on_paper(build, make_letter(build))
    assert size == pytest.approx((210 * MM, 297 * MM), abs=1)
    order = (
        *("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI", "/UBND-TH", "V/v đôn đốc"),
        *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        *("Lào Cai, ngày", "tháng 6 năm 2026", "Kính gửi: Sở Công Thương.", "Qua theo dõi"),
        *("Nhiệm vụ số 1", "Quá hạn 75 ngày", "1 lần", "Nhiệm vụ số 3", "yêu cầu Sở Công Thương:"),
        *("1. Hoàn thành", "2. Đề xuất", "kết quả thực hiện./.", "Nơi nhận:", "- Như trên;"),
        *("- Lưu: VT, TH.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thành Sinh"),
    )
    places = [page.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize(("block", "name"), SIGNED.items())
def test_who_signs_for_whom(build, block, name):
    letter = make_letter(build, signer=block, signer_name=name)
    [page], _ = on_paper(build, letter)
    word = words_of(in_word(letter))
    for line in block:
        assert line.upper() in page
        assert line in word
    assert (name or "(Họ và tên)") in page
    assert (name or "(Họ và tên)") in word


def test_a_letter_that_is_issued_says_nothing_of_the_program_and_a_draft_does(build):
    letter = make_letter(build)
    [page], _ = on_paper(build, letter)
    assert "vân tay" not in page
    assert "DỰ THẢO" not in page
    [page], _ = on_paper(build, drafted(letter))
    assert page.startswith("DỰ THẢO")
    assert "ân tay số liệu 7C4E-91AD-3F08" in page
    assert "vân tay" not in in_word(letter).sections[0].footer.paragraphs[0].text
    assert "vân tay" in in_word(drafted(letter)).sections[0].footer.paragraphs[0].text


def test_many_tasks_stand_in_an_appendix_that_repeats_its_header(build):
    letter = make_letter(build, count=60)
    pages, _ = on_paper(build, letter)
    assert "Nhiệm vụ số 1 " not in pages[0]
    assert "Nơi nhận:" in pages[0]
    assert "Phụ lục" in pages[1]
    assert "(Kèm theo Công văn số" in pages[1]
    for number in range(1, 61):
        assert sum(f"Nhiệm vụ số {number} " in page for page in pages) == 1
    assert all("Nhiệm vụ (căn cứ)" in page for page in pages[1:])
    # The appendix is numbered by itself, its first page without a number.
    assert pages[1].startswith("Phụ lục")
    assert len(pages) > 3
    assert all(page.startswith(str(n)) for n, page in enumerate(pages[2:], start=2))
    body, appendix = in_word(letter).sections
    assert appendix.different_first_page_header_footer
    [numbers] = appendix._sectPr.iter(qn("w:pgNumType"))
    assert numbers.get(qn("w:start")) == "1"
    assert not list(body._sectPr.iter(qn("w:pgNumType")))
    [table] = [t for t in in_word(letter).tables if t.style.name == "Table Grid"]
    assert len(table.rows) == 61


@pytest.mark.parametrize("words", ["x" * 400, "<b>&amp;</b> " * 60, "😀 中文 " * 40, "từ " * 900])
def test_any_text_stays_on_the_paper(build, words):
    letter = make_letter(build, opening=words, tasks=[task(1, title=words)], overdue=1)
    pages, _ = on_paper(build, letter)
    assert "kết quả thực hiện./." in " ".join(pages)
    last = next(page for page in pages if "Nơi nhận:" in page)
    assert "kết quả thực hiện./." in last  # the signature takes words with it
    assert words.split(maxsplit=1)[0] in words_of(in_word(letter))


def test_a_letter_counts_what_it_names(build):
    with pytest.raises(SheetDoesNotAddUpError):
        make_letter(build, overdue=2)
