"""Numbers as typed and pasted, Vietnamese and English, and cells of a spreadsheet's clipboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import formats
from app.domain.clipboard_table import read_cells, write_cells
from app.domain.typed_number import (
    Notation,
    Sign,
    doubtful,
    notation_of,
    read_number,
    signed,
)

VN, EN = Notation.VIETNAMESE, Notation.ENGLISH


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("155.000", 155000, 155),
        ("155,000", 155, 155000),
        ("14,97", 14.97, 14.97),
        ("14.97", 14.97, 14.97),
        ("1.234.567", 1234567, 1234567),
        ("1,234,567.5", 1234567.5, 1234567.5),
        ("1.234.567,5", 1234567.5, 1234567.5),
        ("0.125", 0.125, 0.125),
        ("0,125", 0.125, 0.125),
        ("23500", 23500, 23500),
        ("155 000", 155000, 155000),
        ("155\u00a0000,5", 155000.5, 155000.5),
        ("20.874 tỷ đồng", 20874, 20.874),
        ("trên 10%", 10, 10),
        ("> 90000", 90000, 90000),
        ("-1,5", -1.5, -1.5),
        ("giảm 1,5 điểm %", -1.5, -1.5),
        ("+0,3", 0.3, 0.3),
        ("(1.234)", -1234, -1.234),
    ],
)
def test_numbers(text, vietnamese, english):
    found = [read_number(text, notation) for notation in (VN, EN)]
    assert [signed(each) for each in found if each] == [vietnamese, english]
    assert doubtful(text) == (vietnamese != english)


@pytest.mark.parametrize("text", ["", " ", "–", "-", "…", "x"])
def test_an_empty_cell_is_no_zero(text):
    number = read_number(text)
    assert number is not None
    assert number.value is None


@pytest.mark.parametrize(
    "text", ["chưa có", "2,5-3", "12/34", "05/3/2026", "1.23.456", "1,2,3", "1.234,5.6", "a5"]
)
def test_what_is_no_number_is_not_guessed(text):
    assert read_number(text) is None


def test_signs_units_and_bounds_are_told():
    growth = read_number("tăng 0,3")
    assert growth is not None
    assert (growth.value, growth.sign) == (0.3, Sign.UP)
    share = read_number("96,5 %")
    assert share is not None
    assert share.percent
    money = read_number("trên 3,12 tỷ USD")
    assert money is not None
    assert (money.bound, money.rest) == ("trên", "tỷ USD")


@pytest.mark.parametrize(
    ("cells", "notation"),
    [
        (["155.000", "14,97"], VN),
        (["155,000", "14.97"], EN),
        (["155.000", "23.500"], None),  # only thousands: nobody can tell
        (["155.000", "1.234.567"], VN),
        (["14.97", "9.5"], EN),
        (["14,97", "9.5"], None),  # they contradict
        (["23500", "", "12"], VN),  # nothing is doubtful
        (["155.000,5"], VN),
    ],
)
def test_what_is_pasted_together_tells_its_notation(cells, notation):
    assert notation_of(cells) is notation


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)))
def test_what_we_write_is_read_back(value):
    words = formats.number(value)
    read = read_number(words, VN)
    assert read is not None
    assert signed(read) == pytest.approx(float(f"{value:.10g}"))
    assert notation_of([words]) in (VN, None)


@given(st.text())
def test_no_text_breaks_it(text):
    for notation in Notation:
        read_number(text, notation)
    notation_of([text])


cell = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=8)


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(cell, min_size=n, max_size=n), min_size=1, max_size=4)
    )
)
def test_cells_come_back_from_the_clipboard(rows):
    assert read_cells(write_cells(rows)) == rows


def test_a_clipboard_of_excel():
    text = 'Thu ngân sách\t"23.500\r\n(tỷ đồng)"\t\r\n"Nói ""đạt"""\t14,97\t5\r\n'
    assert read_cells(text) == [
        ["Thu ngân sách", "23.500\n(tỷ đồng)", ""],
        ['Nói "đạt"', "14,97", "5"],
    ]


def test_a_mark_inside_a_text_is_a_letter():
    assert read_cells('5" ống\tb\n"mở đầu" rồi thôi\tc') == [
        ['5" ống', "b"],
        ['"mở đầu" rồi thôi', "c"],
    ]
