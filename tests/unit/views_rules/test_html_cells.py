"""Tables of the clipboard as HTML: merged cells, missing end tags, tables inside cells."""

from __future__ import annotations

import pytest

from app.views.tables.html_cells import cells_of


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
