"""Tables of a clipboard's HTML: merged cells keep the columns, and no table is without end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.views.tables.html_cells import cells_of


def table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def test_a_cell_merged_downwards_keeps_the_columns_of_the_rows_below():
    html = table(
        "<td rowspan=3>Thu ngân sách</td><td>Tháng 1</td><td>155.000</td>",
        "<td>Tháng 2</td><td>14,97</td>",
        "<td>Tháng 3</td><td>1</td>",
        "<td>Rừng</td><td>Năm</td><td>61,5</td>",
    )
    assert cells_of(html) == [
        ["Thu ngân sách", "Tháng 1", "155.000"],
        ["", "Tháng 2", "14,97"],
        ["", "Tháng 3", "1"],
        ["Rừng", "Năm", "61,5"],
    ]


def test_a_cell_merged_both_ways_and_one_at_the_end():
    html = table(
        "<td rowspan=2 colspan=2>A</td><td>B</td><td rowspan=2>C</td>",
        "<td>D</td>",
        "<td>E</td><td>F</td><td>G</td><td>H</td>",
    )
    assert cells_of(html) == [["A", "", "B", "C"], ["", "", "D", ""], ["E", "F", "G", "H"]]


@pytest.mark.parametrize("span", ["0", "-3", "²", "", "x", " 1 ", "1.5"])
def test_a_span_that_is_no_number_is_one(span):
    assert cells_of(table(f'<td colspan="{span}" rowspan="{span}">A</td><td>B</td>')) == [
        ["A", "B"]
    ]


def test_spans_without_end_take_no_memory():
    wide = "<td colspan=99999999 rowspan=99999999>A</td>"
    rows = cells_of(table(*[wide] * 200, *[""] * 2_000))
    assert sum(map(len, rows)) < 3_000_000
    assert rows[0][0] == "A"


@given(
    st.lists(
        st.sampled_from(
            [
                "<tr>",
                "</tr>",
                "<td>",
                "</td>",
                "<td rowspan=2>",
                "x",
                "<br>",
                "<td colspan=3>",
                "</table>",
                "<table>",
                "&nbsp;",
                "<!--",
            ]
        )
    )
)
def test_whatever_the_order_of_the_tags_rows_come_back(pieces):
    rows = cells_of("".join(pieces))
    assert all(isinstance(cell, str) for row in rows for cell in row)
    assert len(rows) <= pieces.count("<tr>")


@pytest.mark.parametrize(
    ("html", "cells"),
    [
        (
            "<table><tr><td rowspan=2>a</td><td>1</td></tr><tr><td>2</td></tr></table>",
            [["a", "1"], ["", "2"]],
        ),
        (
            (
                "<table><tr><td rowspan=3 colspan=2>a</td><td>1</td></tr><tr><td>2</td></tr>"
                "<tr><td>3</td></tr><tr><td>b</td><td>c</td><td>4</td></tr></table>"
            ),
            [["a", "", "1"], ["", "", "2"], ["", "", "3"], ["b", "c", "4"]],
        ),
        (
            "<table><tr><td>x<td rowspan=2>1<tr><td>y<tr><td>z<td>2</table>",  # no end tags
            [["x", "1"], ["y", ""], ["z", "2"]],
        ),
        (
            (
                "<table><tr><td><p>Thu <b>ngân</b> sách</p>\n <p>nhà&nbsp;nước</p></td>"
                "<td>20<sup></sup>.874</td></tr></table>"
            ),
            [["Thu ngân sách\nnhà nước", "20.874"]],
        ),
        (
            (
                "<table><tr><td>a<table><tr><td>trong</td></tr></table></td><td>1</td></tr>"
                "<tr><td>b</td><td>2</td></tr></table><table><tr><td>khác</td></tr></table>"
            ),
            [["atrong", "1"], ["b", "2"]],
        ),
    ],
)
def test_merged_and_careless_html_keeps_its_columns(html, cells):
    assert cells_of(html) == cells
