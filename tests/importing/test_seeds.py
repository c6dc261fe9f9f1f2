"""The five documents as text files, where they lie beside the project (``shared/seeds``)."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from app.importing.blocks import Block, Kind
from app.importing.files import read_blocks

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))

pytestmark = pytest.mark.skipif(len(FILES) < 5, reason="the documents are not beside the project")


def blocks_of(number: int) -> tuple[Block, ...]:
    return read_blocks(FILES[number])[1]


def letters(text: str) -> Counter[str]:
    """Count letters and digits: what joining and splitting must never change."""
    return Counter(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("number", [0, 1, 4])
def test_no_text_is_lost(number: int) -> None:
    raw = re.sub(r"<[^>]+>", "", FILES[number].read_text("utf-8"))
    read = letters(" ".join(block.printed for block in blocks_of(number)))
    lost = letters(raw) - read
    # Headers that are repeated on each page of a table go, and nothing else.
    assert sum(lost.values()) < 0.02 * sum(letters(raw).values())
    assert not read - letters(raw)


def test_indicators_of_five_pages_are_one_table() -> None:
    rows = [block for block in blocks_of(0) if block.kind is Kind.TABLE_ROW]
    assert {block.place.table for block in rows} == {1}
    assert sum(block.header for block in rows) == 1
    numbers = [int(block.cells[0].text) for block in rows if block.cells[0].text.isdigit()]
    assert [n for n in range(1, 28) if n in numbers] == list(range(1, 28))


def test_schemes_cut_by_pages_are_whole() -> None:
    rows = [block for block in blocks_of(1) if block.kind is Kind.TABLE_ROW]
    schemes = [block for block in rows if block.cells[0].text.isdigit()]
    assert [int(block.cells[0].text) for block in schemes] == list(range(1, 18))
    assert all(block.cells[2].text for block in schemes)


def test_points_keep_their_numbers() -> None:
    markers = [block.marker for block in blocks_of(4) if block.kind is Kind.ITEM]
    assert {"I.", "III.", "(1)", "(7)", "-", "9."} <= set(markers)


def test_lines_of_a_book_are_paragraphs() -> None:
    blocks = blocks_of(3)
    cut = [b for b in blocks if b.kind is Kind.PARAGRAPH and b.text[0].islower()]
    assert len(cut) < 0.05 * len(blocks)
