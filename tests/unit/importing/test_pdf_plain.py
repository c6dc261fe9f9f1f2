"""Tables without ruled lines: whatever stands on a page, no word is lost or taken twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.importing.files.pdf_lines import lines_of
from app.importing.files.pdf_page import Word
from app.importing.files.pdf_plain import find_plain_grids, reaches_foot

TEXTS = st.sampled_from(
    ["STT", "TT", "Số", "1", "2.", "a)", "II", "-", "Sở", "Nhiệm vụ", "(1)", "x"]
)
WORDS = st.lists(
    st.builds(
        lambda text, x, y, wide: Word(text, x, x + wide, y, 12.0),
        TEXTS,
        st.floats(20, 500),
        st.integers(3, 40).map(lambda n: n * 14.0),
        st.floats(1, 90),
    ),
    max_size=60,
)


@given(WORDS, WORDS)
def test_every_word_is_in_one_table_or_in_none(first: list[Word], second: list[Word]) -> None:
    before, goes_on = None, False
    for words in (first, second):
        lines = lines_of(words, 1) if words else []
        grids = find_plain_grids(lines, before, goes_on=goes_on)
        taken = sum(any(grid.take(word) for grid in grids) for word in words)
        inside = {id(region): region for grid in grids for row in grid.regions for region in row}
        assert sum(len(region.words) for region in inside.values()) == taken
        for grid in grids:
            assert len(grid.xs) > 3
            assert grid.xs == sorted(grid.xs)
            assert len(grid.ys) == len(grid.regions) + 1
        before = grids[-1] if grids else before
        goes_on = bool(grids) and reaches_foot(grids[-1], lines)
