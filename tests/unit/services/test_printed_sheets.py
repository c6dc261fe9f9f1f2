"""Every sheet as a file, read back: from the real catalogue with progress, and from hard texts."""

from __future__ import annotations

import ctypes
import io
import re
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from app.domain.records import SheetScope, SheetScopeKind
from app.reports.pdf import fonts
from app.reports.pdf.layout import MM, load_layout
from app.services import names, printing, reading
from app.services.printing import FORMS, SheetKind, SheetRequest
from tests.paper import page_texts
from tests.registers import TODAY, execute
from tests.sheet_cases import MEETING, harden, work_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.register import Register

A4 = (210 * MM, 297 * MM)
KINDS = [
    SheetKind.SUMMARY,
    SheetKind.INDICATORS,
    SheetKind.LEADER,
    SheetKind.OVERDUE,
    SheetKind.COMPARISON,
    SheetKind.DOERS,
]


@pytest.fixture
def hard(register: Register) -> Register:
    work_on(register)
    harden(register)
    return register


def printed(register: Register, kind: SheetKind, **request) -> bytes:
    since = MEETING if FORMS[kind].since else None
    wanted = SheetRequest(kind, TODAY, since=since, **request)
    return printing.print_sheet(register, wanted).data


def characters(data: bytes) -> Iterator[tuple[int, tuple[float, float], str, tuple[float, ...]]]:
    """Return page, its size, and every visible letter with its box."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for place in range(text.count_chars()):
                letter = text.get_text_range(place, 1)
                if letter.strip():
                    yield number, page.get_size(), letter, text.get_charbox(place)
            text.close()
            page.close()
    finally:
        document.close()


def fonts_of(data: bytes) -> set[tuple[str, bool]]:
    """Return the names of the fonts of all letters, and whether each is in the file."""
    document = pypdfium2.PdfDocument(data)
    found = set()
    try:
        for page in document:
            for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
                font = pdfium.FPDFTextObj_GetFont(item.raw)
                name = ctypes.create_string_buffer(200)
                pdfium.FPDFFont_GetBaseFontName(font, name, 200)
                found.add((name.value.decode(), bool(pdfium.FPDFFont_GetIsEmbedded(font))))
            page.close()
    finally:
        document.close()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_stands_outside_the_text_area(hard: Register, kind: SheetKind) -> None:
    paper = load_layout().paper
    for page, (width, _height), letter, box in characters(printed(hard, kind)):
        left, _bottom, right, _top = box
        assert left >= paper.left - 1.5, (page, letter)
        assert right <= width - paper.right + 1.5, (page, letter)


@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_a4_and_the_fonts_are_in_the_file(hard: Register, kind: SheetKind) -> None:
    data = printed(hard, kind)
    document = pypdfium2.PdfDocument(data)
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    document.close()
    upright = tuple(round(side) for side in A4)
    assert sizes == {upright if kind is SheetKind.LEADER else upright[::-1]}
    used = fonts_of(data)
    assert used
    assert all(embedded for _name, embedded in used), used
    assert not any("Helvetica" in name for name, _embedded in used)


def test_letters_of_another_script_are_printed_where_a_font_has_them(hard: Register) -> None:
    if fonts.load_family().spares.face_of("中") is None:
        pytest.skip("no font with Chinese letters on this machine")
    data = printed(hard, SheetKind.OVERDUE)
    assert "中华人民共和国,阮文明" in " ".join(page_texts(data)).replace(" ", "")
    assert all(embedded for _name, embedded in fonts_of(data))


def test_letters_that_no_font_has_leave_words_and_no_empty_box(
    hard: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts.SpareFonts, "face_of", lambda _self, _letter: None)
    text = " ".join(page_texts(printed(hard, SheetKind.OVERDUE))).replace(" ", "")
    assert "Biểutượng(biểutượng)vàchữHán(?),(?)" in text
    assert "□" not in text


def test_hard_texts_stand_on_the_list_as_they_were_typed(hard: Register) -> None:
    text = " ".join(page_texts(printed(hard, SheetKind.OVERDUE)))
    assert "<b>đậm</b> & ký tự <script>alert(1)</script>" in text
    assert "Tiếng Việt tổ hợp dấu rời: chờ" in text
    assert text.replace(" ", "").count("x" * 200) >= 1
    assert "Sở <i>Rất</i> dài & quan trọng" in text


def test_a_leader_has_exactly_one_page_whatever_the_texts(hard: Register) -> None:
    long = "Rất nhiều chữ trong tên chức danh " * 4
    with_long_office = {"superior": long, "office": long}
    for key, value in with_long_office.items():
        execute(hard, "UPDATE setting SET value = :v WHERE key = :k", v=value[:120], k=key)
    texts = page_texts(printed(hard, SheetKind.LEADER))
    officials = len(reading.load_directory(hard, TODAY).officials)
    assert len(texts) == officials + 1
    assert all("PHIẾU TÌNH HÌNH NHIỆM VỤ" in text for text in texts)
    assert all("Điều cần quyết định" in text for text in texts)


def test_what_does_not_fit_on_the_page_is_counted(hard: Register) -> None:
    last = page_texts(printed(hard, SheetKind.LEADER))[-1]
    assert re.search(r"và \d+ nhiệm vụ khác quá hạn, xem Biểu số 5\.", last)
    assert re.search(r"\d+ cơ quan khác", last)
    assert re.search(r"Hoàn thành thêm \d+: .*?; và \d+ nhiệm vụ khác\.", last)


def test_a_reminder_names_the_agency_and_leaves_room_for_its_day(hard: Register) -> None:
    agency = names.find_agency(hard, "Sở Tài chính")
    scope = SheetScope(SheetScopeKind.AGENCY, agency)
    text = " ".join(page_texts(printed(hard, SheetKind.OVERDUE, scope=scope)))
    assert "PHIẾU ĐÔN ĐỐC THỰC HIỆN NHIỆM VỤ Kính gửi: Sở Tài chính" in text
    assert "Ngày cam kết hoàn thành" in text
    assert "Sắp đến hạn, còn 0–7 ngày" in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_sheet_names_its_day_and_its_fingerprint(hard: Register, kind: SheetKind) -> None:
    made = printing.print_sheet(hard, SheetRequest(kind, TODAY))
    text = " ".join(page_texts(made.data))
    assert "(Số liệu đến hết ngày 21/11/2026)" in text
    assert "in lúc 09:00 21/11/2026" in text
    if kind is not SheetKind.LEADER:
        assert made.fingerprint in text


@pytest.mark.parametrize("kind", [*KINDS, SheetKind.PACK])
def test_the_same_data_give_the_same_bytes(hard: Register, kind: SheetKind) -> None:
    assert printed(hard, kind) == printed(hard, kind)


def test_no_page_ends_with_a_heading(hard: Register) -> None:
    for text in page_texts(printed(hard, SheetKind.OVERDUE))[:-1]:
        body = text.partition("Sổ “")[0].rstrip()
        assert not re.search(r"Quá hạn (?:từ|trên) [\dđến ]+ ngày \d+ nhiệm vụ$", body)


def test_nothing_is_lost_without_colour(hard: Register) -> None:
    """Every light of sheet 5 is a word; those of sheet 8 are told apart by their shapes' words."""
    agency = SheetScope(SheetScopeKind.AGENCY, names.find_agency(hard, "Sở Tài chính"))
    text = " ".join(page_texts(printed(hard, SheetKind.OVERDUE, scope=agency)))
    assert re.search(r"Quá hạn \d+ ngày", text)
    assert "Sắp đến hạn" in text
    matrix = " ".join(page_texts(printed(hard, SheetKind.DOERS)))
    assert "Chú giải:" in matrix


def test_a_file_can_be_written_to_memory_only_when_it_is_whole(hard: Register) -> None:
    out = io.BytesIO(printed(hard, SheetKind.PACK))
    assert out.getvalue().startswith(b"%PDF-")
    assert out.getvalue().rstrip().endswith(b"%%EOF")
