"""Folding and sorting of Vietnamese, letter by letter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import fold, fold_words, nfc, sort_key

VOWELS = {
    "a": "a à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ",
    "e": "e è é ẻ ẽ ẹ ê ề ế ể ễ ệ",
    "i": "i ì í ỉ ĩ ị",
    "o": "o ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ",
    "u": "u ù ú ủ ũ ụ ư ừ ứ ử ữ ự",
    "y": "y ỳ ý ỷ ỹ ỵ",
    "d": "đ",
}
MARKED = [
    (letter, base)
    for base, letters in VOWELS.items()
    for small in letters.split()
    if small != base
    for letter in (small, small.upper())
]


def test_there_are_134_marked_letters() -> None:
    assert len({letter for letter, _ in MARKED}) == 134


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_letter_folds_to_its_base_in_both_forms(form: str) -> None:
    for letter, base in MARKED:
        assert fold(unicodedata.normalize(form, letter)) == base  # type: ignore[arg-type] # NFC, NFD


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_folded_text_keeps_its_places(form: str) -> None:
    text = "Đẩy mạnh giải ngân vốn đầu tư công: 23.500 tỷ đồng – Ủy ban (ĐỀ ÁN 08)"
    given_text = unicodedata.normalize(form, text)  # type: ignore[arg-type] # NFC, NFD
    folded = fold(given_text)
    assert folded == "day manh giai ngan von dau tu cong: 23.500 ty dong – uy ban (de an 08)"
    assert len(folded) == len(nfc(text))
    assert nfc(text)[folded.index("von") :].startswith("vốn")


@given(st.text(max_size=60))
def test_folding_keeps_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(nfc(text))
    assert fold(folded) == folded
    assert fold(text.swapcase()) == folded or not text.isascii()


@pytest.mark.parametrize("written", ["ð", "Ð", "đ", "Đ", "d", "D"])
def test_every_d_is_d(written: str) -> None:
    assert fold(written) == "d"


def test_words_are_letters_and_digits_only() -> None:
    typed = '  Sở "Tài chính", NĐ-CP/66.7; 100%*  '
    assert fold_words(typed) == ["so", "tai", "chinh", "nd", "cp", "66", "7", "100"]
    assert fold_words("?!–…") == []


def test_letters_sort_as_in_a_vietnamese_dictionary() -> None:
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(set(letters), key=sort_key) == letters


def test_tones_decide_only_between_equal_letters() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(set(tones), key=sort_key) == tones
    # Letters first: "mạ" goes before "mai" whatever the tone.
    assert sorted(["mai", "mạ", "ma", "mã nữa"], key=sort_key) == ["ma", "mạ", "mã nữa", "mai"]


def test_a_known_list_in_order() -> None:
    known = [
        "07 dự án thủy điện",
        "Ban Quản lý",
        "Bảo hiểm xã hội tỉnh",
        "Công an tỉnh",
        "Dân tộc",
        "Đào tạo",
        "Đầu tư",
        "Đề án",
        "Giải ngân",
        "Ngân hàng",
        "Nông nghiệp",
        "Sở Công Thương",
        "Sở Tài chính",
        "Sở Tư pháp",
        "Thanh tra tỉnh",
        "Thuế tỉnh",
        "Tòa án",
        "Ủy ban",
        "Văn phòng",
        "Y tế",
    ]
    assert sorted(sorted(known), key=sort_key) == known
    mixed = [unicodedata.normalize("NFD", name).upper() for name in known]
    assert [sort_key(name) for name in mixed] == [sort_key(name) for name in known]
