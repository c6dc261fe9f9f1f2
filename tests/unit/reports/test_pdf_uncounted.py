"""The table under sheet 1: outside its total, whole on paper, and never parted from its heading."""

from __future__ import annotations

import pytest

HEAD = "TT Nội dung nhiệm vụ (căn cứ) Cơ quan chủ trì Thời hạn Đánh giá chung"
HEADING = "Nhiệm vụ giao chung (không cộng vào tổng số): {}"


def rows_of(group):
    return [row for section in group.sections for row in section.rows]


def test_it_follows_the_counted_tasks_and_counts_from_one(build):
    group = build.uncounted(4, rest="Còn 3 nhiệm vụ khác.")
    text = build.print_tracking(build.tracking(build.groups(2), uncounted=[group])).text
    assert "Tổng số 2 nhiệm vụ" in text
    assert f"{HEAD} {HEADING.format(4)} Chương trình 1 {rows_of(group)[0].title}" in text
    for number, row in enumerate(rows_of(group), start=1):
        words = f"{number} {row.title} ({row.basis}) {row.lead} {row.limit} {row.state}"
        assert build.words_of(words) in text
    assert "Còn 3 nhiệm vụ khác. Chú giải:" in text


def test_a_sheet_without_such_tasks_has_no_second_table(build):
    text = build.print_tracking(build.tracking(build.groups(2))).text
    assert "Đánh giá chung" not in text


def test_several_groups_stand_in_one_table(build):
    groups = [build.uncounted(2), build.uncounted(3)]
    text = build.print_tracking(build.tracking(build.groups(2), uncounted=groups)).text
    assert text.count(HEAD) == 1
    assert HEADING.format(2) in text
    assert HEADING.format(3) in text


@pytest.mark.parametrize("count", range(1, 16))
def test_wherever_the_page_ends_heading_rows_and_signatures_stay_together(build, count):
    group = build.uncounted(5, rest="Còn 9 nhiệm vụ khác.")
    sheet = build.tracking(build.groups(count), uncounted=[group])
    printed = build.print_tracking(sheet)
    for row in rows_of(group):
        assert sum(row.title in page for page in printed.pages) == 1
    begun = next(page for page in printed.pages if HEADING.format(5) in page)
    assert rows_of(group)[0].title in begun
    for page in printed.pages:
        assert (HEAD in page) == any(row.title in page for row in rows_of(group))
    assert "Còn 9 nhiệm vụ khác." in printed.pages[-1]
    assert "NGƯỜI LẬP BIỂU" in printed.pages[-1]


def test_a_long_list_names_its_headings_again_on_the_next_page(build):
    group = build.uncounted(60)
    printed = build.print_tracking(build.tracking(build.groups(1), uncounted=[group]))
    again = f"{HEAD} {HEADING.format(60)} · Kế hoạch (tiếp theo)"
    assert again in printed.pages[-1]
    assert printed.count > 3


def test_an_agency_without_tasks_of_its_own_still_gets_them(build):
    printed = build.print_tracking(build.tracking([], uncounted=[build.uncounted(3)]))
    assert "Không có nhiệm vụ nào trong phạm vi của biểu này" in printed.text
    assert HEADING.format(3) in printed.text
    assert "Tổng số" not in printed.text
