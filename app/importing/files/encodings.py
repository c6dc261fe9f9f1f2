"""How a text file stores its letters, found out from the bytes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from app.domain.phrases import phrase
from app.domain.text import nfc
from app.importing.unicode_forms import from_legacy, from_tcvn3, from_vni, looks_vietnamese

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
# The upper bytes of nearly all letters of Vietnamese in UTF-16.
_UPPER_BYTES = frozenset((0x00, 0x01, 0x03, 0x1E, 0x20))
_SAMPLE = 1 << 16
_SURE = 0.5  # share of accented words that must make Vietnamese


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, how it was stored, and what is uncertain about that (Vietnamese)."""

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes) -> Decoded | None:
    """Return the text of a file's bytes; None if they are no text at all."""
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return _checked(Decoded(data.decode(codec, "replace"), name))
    if wide := _wide_without_mark(data):
        text = data[: len(data) // 2 * 2].decode(wide, "replace")
        doubt = phrase(
            "Tệp {wide} không có dấu nhận biết ở đầu, đã đoán theo nội dung", wide=wide.upper()
        )
        return _checked(Decoded(text, wide, doubt))
    if 0 in data:
        return None
    try:
        return _checked(_unicode_or_legacy(data.decode("utf-8")))
    except UnicodeDecodeError:
        return _checked(_one_byte_a_letter(data))


def _unicode_or_legacy(text: str) -> Decoded:
    put_right = from_legacy(text)
    if put_right.encoding:
        return Decoded(put_right.text, put_right.encoding, _converted(put_right.encoding))
    return Decoded(text, "utf-8")


def _one_byte_a_letter(data: bytes) -> Decoded:
    latin = data.decode("latin-1")
    tries = {
        "cp1258": nfc(data.decode("cp1258", "replace")),
        "TCVN3": from_tcvn3(_with_quotes(data, latin)),
        "VNI": from_vni(_with_quotes(data, latin)),
    }
    scores = {name: _score(text) for name, text in tries.items()}
    broken = data.decode("utf-8", "replace")
    lost = broken.count("\ufffd")
    if lost * 100 < len(broken) and _score(broken) >= max(scores.values()):
        doubt = phrase(
            "Có {lost} chỗ không đọc được chữ (hiện là \ufffd), cần đối chiếu với bản gốc",
            lost=lost,
        )
        return Decoded(broken, "utf-8", doubt)
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < _SURE:
        doubt = phrase(
            "Không nhận ra bảng mã của tệp, chữ có thể sai; hãy lưu lại tệp ở dạng Unicode"
        )
        return Decoded(_with_quotes(data, latin), "cp1252", doubt)
    return Decoded(tries[best], best, "" if best == "cp1258" else _converted(best))


def _with_quotes(data: bytes, latin: str) -> str:
    """Return the text with the curly quotes and dashes that Windows puts below letter 160."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return latin


def _score(text: str) -> float:
    return looks_vietnamese(text[:_SAMPLE])


def _converted(encoding: str) -> str:
    return phrase(
        "Chữ được chuyển từ bảng mã cũ {encoding} sang Unicode, cần đối chiếu", encoding=encoding
    )


def _wide_without_mark(data: bytes) -> str:
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 2:
        return ""
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        upper = sample[first : pairs * 2 : 2]
        lower = sample[1 - first : pairs * 2 : 2]
        fitting = sum(byte in _UPPER_BYTES for byte in upper)
        if fitting >= 0.95 * pairs and 0 in upper and lower.count(0) < 0.05 * pairs:
            return name
    return ""


def _checked(decoded: Decoded) -> Decoded | None:
    """Return what was decoded, or None if it is full of what no text has."""
    text = decoded.text
    strange = sum(text.count(chr(code)) for code in (*range(9), *range(14, 27)))
    return None if strange * 100 > len(text) else decoded
