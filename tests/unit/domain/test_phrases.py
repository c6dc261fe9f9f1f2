"""Phrases: Vietnamese texts that keep their pattern through all that sentences are made of."""

from __future__ import annotations

import copy
import pickle
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from app.domain.phrases import Phrase, capital, joined, phrase

WORDS = st.text(st.characters(exclude_characters="{}"), max_size=20)


def parts(text: str) -> tuple[str, dict[str, object]]:
    assert isinstance(text, Phrase)
    return text.pattern, dict(text.fields)


def test_a_phrase_is_its_vietnamese_text() -> None:
    text = phrase("còn {days} ngày", days=3)
    assert text == "còn 3 ngày"
    assert hash(text) == hash("còn 3 ngày")
    assert parts(text) == ("còn {days} ngày", {"days": 3})


def test_braces_without_fields_are_letters() -> None:
    assert phrase("{ghi chú}") == "{ghi chú}"


def test_a_pattern_kept_in_a_constant_is_filled_in() -> None:
    kept = phrase("Không đọc được “{name}”.")
    assert parts(kept.format(name="a.docx"))[0] == "Không đọc được “{name}”."
    assert kept.format(name="a.docx") == "Không đọc được “a.docx”."


def test_the_text_of_an_error_stays_a_phrase() -> None:
    assert parts(str(ValueError(phrase("hết {n}", n=1)))) == ("hết {n}", {"n": 1})


@given(st.lists(st.one_of(WORDS, WORDS.map(lambda text: phrase("đến {text}", text=text)))), WORDS)
def test_joining_gives_what_str_join_gives(texts: list[str], separator: str) -> None:
    assert joined(separator, texts) == separator.join(texts)


@given(WORDS, WORDS)
def test_added_texts_keep_the_phrase(before: str, after: str) -> None:
    text = before + phrase("hạn {day}", day="30/6") + after
    assert text == f"{before}hạn 30/6{after}"
    assert isinstance(text, Phrase)


@given(WORDS)
def test_a_capital_keeps_the_rest(text: str) -> None:
    said = capital(phrase("đến {text}", text=text))
    assert said == f"Đến {text}"
    assert isinstance(said, Phrase)


def test_one_part_stays_what_it_is() -> None:
    assert joined(", ", [phrase("một")]) == "một"
    assert joined(", ", []) == ""
    assert type(joined(", ", ["tên"])) is str


def test_copies_keep_pattern_and_fields() -> None:
    text = phrase("còn {days} ngày", days=3)
    for other in (copy.copy(text), copy.deepcopy(text), pickle.loads(pickle.dumps(text))):  # noqa: S301 - our own
        assert other == text
        assert parts(other) == parts(text)


def test_the_register_stores_the_text() -> None:
    with sqlite3.connect(":memory:") as connection:
        found = connection.execute("SELECT ?", (phrase("còn {n} ngày", n=2),)).fetchone()
    connection.close()
    assert found == ("còn 2 ngày",)
    assert type(found[0]) is str
