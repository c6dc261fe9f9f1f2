"""How rows fall on pages, with plain numbers instead of paper."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.reports.pdf.rows import Cell, Pages, Row, RowLook, make_row
from app.reports.pdf.text import Line

LOOK = RowLook(leading=10, ascent=8, top=2, bottom=3, side=1)
LEAST = 2


def lines(count: int) -> tuple[Line, ...]:
    return tuple(Line((), float(number)) for number in range(count))


def body(count: int = 1, trail: tuple[str, ...] = ("A", "I"), name: str = "") -> Row:
    return make_row([Cell(lines(count)), Cell(lines(1))], LOOK, trail=trail, label=name)


def heading(trail: tuple[str, ...] = ()) -> Row:
    return make_row([Cell(lines(1))], LOOK, trail=trail, heading=True)


def total() -> Row:
    return make_row([Cell(lines(1))], LOOK, tied=True)


def reopen(trail: tuple[str, ...]) -> Row:
    """A row whose line is marked by a negative number."""
    return make_row([Cell((Line((), -float(len(trail))),))], LOOK, heading=True)


def lay_out(rows: list[Row], first: float = 100.0, room: float = 100.0) -> Pages:
    return Pages(rows, first, room, reopen, LEAST)


def counts(pages: Pages) -> list[int]:
    return [len(page) for page in pages.pages]


def test_rows_fill_pages_in_order():
    pages = lay_out([body(trail=()) for _ in range(14)])
    assert counts(pages) == [6, 6, 2]
    assert pages.left == 100 - 2 * 15


def test_headings_stay_with_their_first_row():
    rows = [body(trail=()) for _ in range(5)]
    rows += [heading(), heading(("A",)), body(), body()]
    assert counts(lay_out(rows)) == [5, 4]


def test_sum_row_stays_with_the_row_above():
    rows = [*(body(trail=()) for _ in range(6)), total()]
    assert counts(lay_out(rows)) == [5, 2]


def test_a_page_inside_a_group_opens_with_its_name():
    pages = lay_out([heading(), heading(("A",)), *(body() for _ in range(8))])
    assert counts(pages) == [6, 5]
    assert pages.pages[1][0].cells[0].lines[0].width == -2


def test_a_row_that_fits_a_page_is_not_cut():
    pages = lay_out([body(trail=()), body(9, trail=())])
    assert [row.line_count for page in pages.pages for row in page] == [1, 9]


def test_a_taller_row_is_cut_and_keeps_every_line():
    pages = lay_out([body(trail=()), body(40, trail=(), name="nhiệm vụ 2"), body(trail=())])
    tall = [row for page in pages.pages for row in page if row.line_count > 1]
    kept = [line.width for row in tall if len(row.cells) == 2 for line in row.cells[0].lines]
    assert kept == list(range(40))
    assert tall[0].cells[1].lines
    assert not tall[-1].cells[1].lines
    assert tall[-1].continued


def test_an_empty_first_page_only_where_nothing_fits():
    pages = lay_out([body(5, trail=())], first=30.0)
    assert counts(pages) == [0, 1]


def test_room_for_signatures_takes_two_rows_along():
    pages = lay_out([body(trail=()) for _ in range(6)])
    assert pages.keep_with_last(50, 2)
    assert counts(pages) == [4, 2]
    assert pages.left == 70


def test_one_row_goes_along_where_two_would_leave_the_page_half_empty():
    pages = lay_out([body(trail=()) for _ in range(6)])
    assert pages.keep_with_last(50, 2, most_empty=0.3)
    assert counts(pages) == [5, 1]


def test_a_single_row_stays_alone_where_the_page_before_would_be_half_empty():
    pages = lay_out([body() for _ in range(7)], first=90)
    assert pages.keep_with_last(50, 2, most_empty=0.1)
    assert counts(pages) == [6, 2]


def test_a_single_row_is_joined_by_the_one_before():
    pages = lay_out([body() for _ in range(7)], first=90)
    assert counts(pages) == [6, 2]
    assert pages.keep_with_last(50, 2)
    assert counts(pages) == [5, 3]


def test_the_first_page_keeps_a_row_if_it_can():
    pages = lay_out([body(trail=()), body(trail=())], first=30)
    assert pages.keep_with_last(40, 2)
    assert counts(pages) == [1, 1]


def test_a_lone_row_goes_with_the_signatures():
    pages = lay_out([body(trail=())], first=20)
    assert pages.keep_with_last(40, 2)
    assert counts(pages) == [0, 1]


def test_too_long_notes_move_nothing():
    pages = lay_out([body(trail=()) for _ in range(6)])
    assert not pages.keep_with_last(500, 2)
    assert counts(pages) == [6]


def test_the_end_of_a_cut_row_goes_with_the_signatures():
    pages = lay_out([body(26, trail=())])
    assert [row.line_count for page in pages.pages for row in page] == [9, 9, 8]
    assert pages.keep_with_last(50, 2)
    assert [row.line_count for page in pages.pages for row in page] == [9, 9, 6, 2]


SIZES = st.lists(
    st.tuples(st.sampled_from(["heading", "body", "total"]), st.integers(1, 30)), max_size=40
)


@given(SIZES, st.integers(0, 100), st.integers(0, 150))
def test_for_any_rows_nothing_is_lost_and_no_page_overflows(sizes, first, closing):
    rows: list[Row] = []
    for place, (kind, size) in enumerate(sizes):
        if kind == "heading" and sum(row.heading for row in rows[-2:]) < 2:
            rows.append(heading())
        elif kind == "total" and place and not rows[-1].heading:
            rows.append(total())
        else:
            rows.append(body(size, name=f"nhiệm vụ {place}"))
    pages = lay_out(rows, first=float(first))
    pages.keep_with_last(closing, 2)
    printed = [
        line.width
        for page in pages.pages
        for row in page
        for line in row.cells[0].lines
        if line.width >= 0
    ]
    assert printed == [line.width for row in rows for line in row.cells[0].lines]
    for place, page in enumerate(pages.pages):
        assert sum(row.height for row in page) <= (100 if place else first)
        assert not page[-1:] or not page[-1].heading or page[-1] is rows[-1]
