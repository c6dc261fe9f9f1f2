"""Breaking into lines: nothing lost, nothing wider than its cell."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.pdf.fonts import Face, load_family
from app.reports.pdf.text import Line, Run, Style, Typesetter, bind, bind_all

if TYPE_CHECKING:
    from collections.abc import Sequence

UPRIGHT = Style(Face.UPRIGHT, 11)
ITALIC = Style(Face.ITALIC, 10)
NBSP = "\u00a0"


@pytest.fixture
def setter():
    return Typesetter(load_family())


def texts(lines: Sequence[Line]) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in lines]


def test_lines_break_at_spaces_and_are_filled(setter):
    words = "Kiểm tra thực hành tiết kiệm, chống lãng phí theo Chỉ thị"
    lines = setter.lines((Run(words, UPRIGHT),), 150)
    assert texts(lines) == ["Kiểm tra thực hành tiết kiệm,", "chống lãng phí theo Chỉ thị"]
    assert all(line.width <= 150 for line in lines)


def test_runs_share_a_line_and_keep_the_space_between(setter):
    lines = setter.lines((Run("Sắp xếp lại", UPRIGHT), Run(" (II.1.c)", ITALIC)), 500)
    assert texts(lines) == ["Sắp xếp lại (II.1.c)"]
    first, second = lines[0].pieces
    assert (first.style, second.style) == (UPRIGHT, ITALIC)
    assert second.x == pytest.approx(setter.width("Sắp xếp lại ", UPRIGHT))
    assert lines[0].width == pytest.approx(second.x + setter.width("(II.1.c)", ITALIC))


def test_runs_without_a_space_between_stay_together(setter):
    runs = (Run("tổng số", Style(Face.BOLD, 12)), Run(": hai", Style(Face.UPRIGHT, 12)))
    narrow = setter.width("tổng số", Style(Face.BOLD, 12)) + 0.5
    assert texts(setter.lines(runs, narrow)) == ["tổng", "số: hai"]


def test_unbreakable_spaces_hold_until_the_line_is_too_short(setter):
    runs = (Run(f"đến ngày{NBSP}05/3/2026", UPRIGHT),)
    whole = setter.width(f"ngày{NBSP}05/3/2026", UPRIGHT)
    assert texts(setter.lines(runs, whole + 1)) == ["đến", f"ngày{NBSP}05/3/2026"]
    assert texts(setter.lines(runs, whole - 1)) == ["đến ngày", "05/3/2026"]


def test_long_words_break_after_hyphen_and_slash_then_between_letters(setter):
    width = setter.width("12/KH-UBND-", UPRIGHT) + 0.1
    assert texts(setter.lines((Run("12/KH-UBND-VPUB", UPRIGHT),), width)) == [
        "12/KH-UBND-",
        "VPUB",
    ]
    lines = setter.lines((Run("ơ" * 50, UPRIGHT),), 40)
    assert "".join(texts(lines)) == "ơ" * 50
    assert all(line.width <= 40 for line in lines)


def test_a_short_number_with_a_slash_is_not_broken(setter):
    lines = setter.lines((Run("Quyết định 612/QĐ-UBND", UPRIGHT),), 80)
    assert texts(lines) == ["Quyết định", "612/QĐ-UBND"]


def test_a_letter_wider_than_the_cell_still_appears(setter):
    assert texts(setter.lines((Run("WW", UPRIGHT),), 1)) == ["W", "W"]


def test_line_ends_are_kept_and_blank_lines_dropped(setter):
    assert texts(setter.lines((Run("a\r\n\r\nb\x85c\u2028d", UPRIGHT),), 99)) == list("abcd")


def test_no_words_give_one_empty_line(setter):
    lines = setter.lines((Run(" \n ", UPRIGHT),), 99)
    assert [line.pieces for line in lines] == [()]


def test_slack_lets_a_comma_lean_out():
    runs = (Run("Sắp đến hạn, 6", UPRIGHT),)
    width = Typesetter(load_family()).width("Sắp đến hạn,", UPRIGHT)
    assert texts(Typesetter(load_family()).lines(runs, width - 0.5))[0] == "Sắp đến"
    assert texts(Typesetter(load_family(), slack=0.6).lines(runs, width - 0.5))[0] == "Sắp đến hạn,"


@pytest.mark.parametrize(
    ("given_text", "drawn"),
    [
        ("a\tb", "a b"),
        ("a\u2009b\u3000c", "a b c"),
        ("5\u202f%", f"5{NBSP}%"),
        ("a\x00\x1b\u00ad\u200b\ufeffb", "ab"),
        ("👨\u200d👩", "(biểu tượng)"),
        ("☀\ufe0f", "(biểu tượng)"),
        ("👍🏽 tốt, 🚀 📈", "(biểu tượng) tốt, (biểu tượng) (biểu tượng)"),
        ("✅ xong, ❌, ⚠\ufe0f, 🔴 1\ufe0f\u20e3", "[x] xong, (không), (!), (đỏ) 1"),
        ("🇻🇳", "(biểu tượng)"),
        ("中文", "(?)"),
        ("họ 𠮷 (chữ hiếm)", "họ (?) (chữ hiếm)"),
        ("Ａ①㎡", "A1m2"),
        (unicodedata.normalize("NFD", "Ủy ban đường sắt"), "Ủy ban đường sắt"),
        ("\ud800", "(?)"),
        ("□ □", "□ □"),
        ("≥ – … “x” ½ m² ₫", "≥ – … “x” ½ m² ₫"),
    ],
)
def test_cleaning(setter, given_text, drawn):
    assert setter.clean(given_text) == drawn


def test_what_must_stay_on_one_line():
    assert bind("trình ngày 05/3/2026") == f"trình ngày{NBSP}05/3/2026"
    assert bind("4.365/9.700 tỷ đồng, 14 ngày") == f"4.365/9.700{NBSP}tỷ{NBSP}đồng, 14{NBSP}ngày"
    assert bind("báo cáo quý II năm nay") == f"báo cáo quý{NBSP}II năm nay"
    assert bind("12 sở, 3 ngành") == "12 sở, 3 ngành"
    assert bind_all("II.2.a, đoạn 1") == f"II.2.a,{NBSP}đoạn{NBSP}1"


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\u00a0\u2007\u202f")
    | st.sampled_from("ếữ -/"),
    max_size=80,
)


@given(st.lists(WORDS, min_size=1, max_size=3), st.floats(12, 200))
def test_no_letter_is_lost_and_no_line_is_too_wide(parts, width):
    setter = Typesetter(load_family())
    styles = (UPRIGHT, ITALIC, Style(Face.BOLD, 12))
    runs = tuple(Run(part, style) for part, style in zip(parts, styles, strict=False))
    lines = setter.lines(runs, width)
    drawn = "".join("".join(texts(lines)).split())
    assert drawn == "".join("".join(setter.clean(part) for part in parts).split())
    for line in lines:
        assert line.width <= width + 1e-6 or len("".join(texts([line]))) <= 2
