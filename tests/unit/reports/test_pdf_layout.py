"""The settings file of the sheets: the measures of the decree, and clear words when it is wrong."""

from __future__ import annotations

import pytest

from app.reports.pdf.layout import LAYOUT_FILE, MM, LayoutError, load_layout, read_layout


def test_columns_fill_the_width_of_the_text():
    layout = load_layout()
    paper = layout.paper
    width = paper.long - paper.left - paper.right
    assert width == pytest.approx(252 * MM)
    for columns in (
        layout.tracking.columns,
        layout.tracking.columns_with_lead,
        layout.tracking.columns_uncounted,
        layout.summary.columns,
        layout.summary.columns_by_leader,
        layout.overdue.columns,
        layout.overdue.columns_reminder,
        layout.indicators.columns,
        layout.changes.columns,
    ):
        assert sum(columns) == pytest.approx(width)
    upright = paper.short - paper.left - paper.right
    assert sum(layout.leader.columns) == pytest.approx(upright)


def test_margins_and_type_keep_to_the_decree():
    layout = load_layout()
    assert 20 <= layout.paper.top / MM <= 25
    assert 20 <= layout.paper.bottom / MM <= 25
    assert 30 <= layout.paper.left / MM <= 35.001
    assert 15 <= layout.paper.right / MM <= 20
    assert 13 <= layout.frame.page_number_size <= 14
    assert 12 <= layout.letterhead.nation_size <= 13
    assert 13 <= layout.letterhead.motto_size <= 14
    assert 1 / 3 <= layout.letterhead.office_line_share <= 1 / 2
    assert 11 <= layout.table.size <= 12


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("top_mm = 20", "", "top"),
        ("top_mm = 20", "top_mm = 20\nextra = 1", "extra"),
        ("top_mm = 20", 'top_mm = "20"', "paper.top"),
        ("least_lines = 4", "least_lines = 4.5", "table.least_lines"),
        ('done = "#1B6B3A"', 'done = "green"', "signs.done"),
        ("[frame]", "[rame]", "frame"),
        ("[paper]", "[paper", "layout.toml"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, old, new, named):
    file = tmp_path / "layout.toml"
    file.write_text(LAYOUT_FILE.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(LayoutError, match=named):
        read_layout(file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(LayoutError, match=r"layout\.toml"):
        read_layout(tmp_path / "layout.toml")
