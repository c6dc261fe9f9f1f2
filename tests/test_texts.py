"""The texts of the window: each is gathered, has an English one, and both can be filled in."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
import string
from typing import TYPE_CHECKING

import pytest

from app.views import language
from tests import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VIEWS = texts.ROOT / "app" / "views"
NAMES_IN_ENGLISH = re.compile(r"Tiến Độ|NĐ-CP|“KT. Chủ tịch / Phó Chủ tịch”")
"""What stays Vietnamese in an English sentence: the program's name, that of a decree, and what a
signature block is written like."""
PLURAL_WORDS = frozenset({"several"})
"""Fields that hold no more than a Vietnamese word for more than one (``các ``)."""

NOT_TOLD = {
    "qt_words.py": "Qt's own words, looked up by Qt's English ones; an English window has those",
    "list_sheet.py": "the title of a sheet: paper stays Vietnamese",
}
"""Files of the window whose Vietnamese is not told in another language, and why."""
LITERALS_NOT_TOLD = {
    "Tiếng Việt": "languages are named in themselves",
    "Ngôn ngữ (Language)": "languages are named in themselves",
    " UBND tỉnh": "part of a position as registers hold it",
    "Phó Chủ tịch": "part of a position as registers hold it",
    "Đề án ": "part of the number of a scheme as registers hold it",
    r"^\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ]|\(\d+\))[.)/]?\s+": "numbers in documents",
    "Sở Khoa học và CN": "width of a column of names",
    "Sở Nông nghiệp và MT": "width of a column of names",
    "Sở Văn hóa, TT và DL": "width of a column of names",
    "Sở Văn hóa, Thể thao và DL +1": "width of a column of names",
    "Nguyễn Thành Sinh": "width of a column of names",
    "Nguyễn Thành Sinh +": "width of a column of names",
}

MAKERS = "app/domain/phrases.py"
"""Makes phrases of patterns that it was given."""

ENGLISH = texts.english()
GATHERED = texts.patterns()


def untold(file: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of every literal that is neither gathered nor a docstring."""
    tree = ast.parse(file.read_text("utf-8"))
    passed_over = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            passed_over.add(id(node.value))
        if isinstance(node, ast.Call) and node.args and texts.gathers(node):
            passed_over.add(id(node.args[0]))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in passed_over
        ):
            yield node.lineno, node.value


UNTOLD = [
    (file.relative_to(VIEWS).as_posix(), line, text)
    for file in sorted(VIEWS.rglob("*.py"))
    for line, text in untold(file)
]


def sample(pattern: str, number: int) -> dict[str, object]:
    """Return a value for each field of a text: a day where it is written as one, else a number."""
    return {
        name: dt.datetime(2026, 11, 5, 7, 30) if "%" in (spec or "") else number  # noqa: DTZ001
        for _before, name, spec, _conversion in string.Formatter().parse(pattern)
        if name
    }


def test_every_text_has_an_english_one_and_none_is_left_over() -> None:
    assert GATHERED.keys() - ENGLISH.keys() == set()
    assert ENGLISH.keys() - GATHERED.keys() == set()


def test_no_text_is_translated_twice() -> None:
    pairs = json.loads(texts.ENGLISH.read_text("utf-8"), object_pairs_hook=list)
    assert len(pairs) == len(dict(pairs))


def test_every_text_has_english_words() -> None:
    """All are filled, and Vietnamese letters stand in names only."""
    assert [text for text, words in ENGLISH.items() if text.strip() and not words.strip()] == []
    left = [
        words
        for words in ENGLISH.values()
        if texts.VIETNAMESE.search(NAMES_IN_ENGLISH.sub("", words))
    ]
    assert left == []


def test_both_languages_have_the_same_fields() -> None:
    differing = {
        text: words
        for text, words in ENGLISH.items()
        if texts.fields(text) - PLURAL_WORDS != texts.fields(words) - PLURAL_WORDS
    }
    assert differing == {}


def test_what_is_joined_to_other_words_keeps_its_edges() -> None:
    """Spaces at both ends; a colon, dots or a comma there."""

    def edges(text: str) -> tuple[str, ...]:
        inner = text.strip()
        last = inner[-1:] if inner[-1:] in (":", "…") else ""
        first = inner[:1] if inner[:1] in (",", ";") else ""
        return (*text.split(inner or None, 1)[:1], first, last, text[len(text.rstrip()) :])

    assert {t: w for t, w in ENGLISH.items() if edges(t) != edges(w)} == {}


@pytest.mark.parametrize("number", [1, 5])
def test_every_text_can_be_filled_in(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for text, words in ENGLISH.items():
        values = sample(words, number) | sample(text, number)
        assert text.format_map(values) == language.tr(text, **values) or not values
    monkeypatch.setattr(language, "_words", ENGLISH)
    for text, words in ENGLISH.items():
        values = sample(words, number) | sample(text, number)
        said = language.tr(text, **values)
        assert "|" not in said or "|" in text
        assert not values or not re.search(r"[{}]", said)


def test_no_vietnamese_stands_in_the_window_ungathered() -> None:
    found = [
        f"{name}:{line}: {text}"
        for name, line, text in UNTOLD
        if texts.VIETNAMESE.search(text) and name not in NOT_TOLD and text not in LITERALS_NOT_TOLD
    ]
    assert found == []


def test_no_word_without_accents_stands_in_the_window_ungathered() -> None:
    """``In``, ``Ghi``, ``Sau``: what is gathered in one place must be so in every place."""
    short = {
        text for text in GATHERED if not texts.VIETNAMESE.search(text) and re.search(r"\w", text)
    }
    found = [
        f"{name}:{line}: {text}"
        for name, line, text in UNTOLD
        if text in short and name not in NOT_TOLD
    ]
    assert found == []


def test_every_exception_is_needed() -> None:
    assert {text for _name, _line, text in UNTOLD} >= LITERALS_NOT_TOLD.keys()
    assert {
        name for name, _line, text in UNTOLD if texts.VIETNAMESE.search(text)
    } >= NOT_TOLD.keys()


def test_gathering_needs_the_text_itself() -> None:
    """A name or an f-string as first argument would be missing from the list."""
    found = [
        place
        for place, first in texts.calls()
        if not isinstance(first, ast.Constant) and not place.startswith(MAKERS)
    ]
    assert found == []
