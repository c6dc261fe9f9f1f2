from __future__ import annotations

import unicodedata

import pytest

from app.importing.unicode_forms import (
    clean,
    from_font,
    from_legacy,
    from_tcvn3,
    from_vni,
    is_syllable,
    looks_vietnamese,
    same_tone_marks,
)

LETTERS = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"
# The same letters as iconv writes them in TCVN, and as the VNI fonts have them.
TCVN3 = (
    "b8b5b6b7b9a8bebbbcbdc6a9cac7c8c9cbaed0cccecfd1aad5d2d3d4d6ddd7d8dcdee3dfe1e2e4abe8e5e6e7e9"
    "aceDeaebecEEF3EFF1F2F4ADF8F5F6F7F9FDFAFBFCFE"
)
VNI = (
    "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä ñ eù eø eû eõ eï eâ eá eà eå eã eä "
    "í ì æ ó ò où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï "
    "ö öù öø öû öõ öï yù yø yû yõ î"
)


def test_clean_gives_one_form() -> None:
    decomposed = unicodedata.normalize("NFD", "Ủy  ban\u00a0nhân\u200b dân")
    assert clean(f" {decomposed}\n\x07tỉnh\u00ad ") == "Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà thuỷ khoẻ uỷ", "hòa thủy khỏe ủy"),
        ("HOÀ BÌNH Hoà", "HÒA BÌNH Hòa"),
        ("quý quỷ qúy", "quý quỷ quý"),
        ("toàn hoàn loại ngoài thuyền", "toàn hoàn loại ngoài thuyền"),
    ],
)
def test_old_and_new_tone_marks_compare_equal(new: str, old: str) -> None:
    assert same_tone_marks(new) == old
    assert same_tone_marks(unicodedata.normalize("NFD", new)) == old


def test_every_letter_of_the_legacy_fonts() -> None:
    assert from_tcvn3(bytes.fromhex(TCVN3).decode("latin-1")) == LETTERS
    assert "".join(from_vni(VNI).split()) == LETTERS
    assert from_tcvn3("§µo ¦u tiªn ¥n") == "Đào Ưu tiên Ơn"
    assert from_vni("Ñaøo Öu tieân ÖÙNG DUÏNG") == "Đào Ưu tiên ỨNG DỤNG"


def test_small_codes_between_capitals_are_capitals() -> None:
    assert from_tcvn3("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert from_tcvn3("Hµ Néi vµ X· Héi") == "Hà Nội và Xã Hội"
    assert from_tcvn3("uû ban", capitals=True) == "UỶ BAN"


@pytest.mark.parametrize("word", ["nghiêng,", "Quốc", "gì", "“thuở", "uỷ", "khuya", "ĐẶC"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Céng", "xã/phường", "élève", "các-bon", "cằc", "tóán", "x·"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_legacy_text_is_told_from_unicode() -> None:
    vietnamese = "Giao Sở Tài chính chủ trì, phối hợp với các đơn vị"
    assert from_legacy(vietnamese).encoding == ""
    assert from_legacy(unicodedata.normalize("NFD", vietnamese)).encoding == ""
    assert from_legacy("Giao Së Tµi chÝnh chñ tr×, phèi hîp víi c¸c ®¬n vÞ").text == vietnamese
    vni = from_legacy("Giao Sôû Taøi chính chuû trì, phoái hôïp vôùi caùc ñôn vò")
    assert (vni.text, vni.encoding) == (vietnamese, "VNI")
    french = "Les élèves français étaient déjà à l'école près de là"
    assert from_legacy(french).text == french
    assert from_legacy("Së").text == "Së"  # one word proves nothing


def test_the_font_decides_where_it_is_known() -> None:
    assert from_font("Së", ".VnTime").text == "Sở"
    assert from_font("së", ".VnArialH").text == "SỞ"
    assert from_font("Sôû", "VNI-Times").encoding == "VNI"
    assert from_font("Sở", ".VnTime").encoding == ""  # Unicode text that kept an old font
    assert from_font("Së", "Times New Roman").text == "Së"
    assert from_font("So", "VNI-Helve").encoding == ""


def test_how_vietnamese_a_text_is() -> None:
    assert looks_vietnamese("Sở Tài chính chủ trì") == 1
    assert looks_vietnamese("no accents") == 0
    assert looks_vietnamese("Së Tµi chÝnh") < 0.4
