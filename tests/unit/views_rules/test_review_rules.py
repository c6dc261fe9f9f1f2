"""What the list of a review shows, what is marked in the source, and what would be written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import review_acts
from app.domain.review import Decision, MatchKind
from app.views.review.marks import Place, doubtful_words, places
from app.views.review.preview import preview, written_words
from app.views.review.rows import (
    DOCUMENT,
    GONE,
    ListFilter,
    filter_counts,
    next_open,
    review_rows,
)
from tests.review_fakes import UNKNOWN, decided, draft

DECISIONS = st.lists(st.sampled_from(Decision), min_size=9, max_size=9)


def keys(made, chosen, current=""):
    return [row.key for row in review_rows(made, chosen, current) if row.counts is None]


def headings(made, chosen=ListFilter.ALL):
    rows = review_rows(made, chosen)
    return {row.key: (row.title, row.counts.words) for row in rows if row.counts is not None}


def test_items_stand_under_their_sections_and_the_document_first():
    assert keys(draft(), ListFilter.ALL) == [DOCUMENT, "t1", "t2", "t3", "w1", "i1"]
    assert headings(draft()) == {
        "I": ("I. NHIỆM VỤ", "0/4 đã đối chiếu"),
        "II": ("II. CHỈ TIÊU", "0/1 đã đối chiếu"),
    }


def test_filters_show_what_they_say_and_count_it():
    made = review_acts.accept(draft(), "t1")
    assert keys(made, ListFilter.OPEN) == [DOCUMENT, "t2", "t3", "w1", "i1"]
    assert keys(draft(), ListFilter.DOUBTFUL) == [DOCUMENT, "t1"]
    assert keys(made, ListFilter.DOUBTFUL) == [DOCUMENT]
    assert keys(made, ListFilter.ASIDE) == [DOCUMENT, "s1", "s2", "s3", "s4"]
    for chosen, count in filter_counts(made.counts).items():
        assert count == len(keys(made, chosen)) - 1


def test_what_is_looked_at_stays_in_sight_whatever_is_filtered():
    made = review_acts.accept(draft(), "t1")
    assert "t1" in keys(made, ListFilter.OPEN, "t1")
    assert "t1" not in keys(made, ListFilter.OPEN)


def test_what_is_gone_has_a_heading_of_its_own_at_the_end():
    made = draft()
    gone = replace(
        made.item("t3"),
        id="g1",
        blocks=(),
        match=replace(made.item("t3").match, kind=MatchKind.GONE),
    )
    made = replace(made, items=(*made.items, gone))
    assert list(headings(made))[-1] == GONE
    assert "1 đoạn" not in headings(made)[GONE]


@given(DECISIONS)
def test_next_open_goes_round_once_and_finds_every_open_item(decisions):
    made = draft()
    items = [replace(i, decision=d) for i, d in zip(made.items, decisions, strict=True)]
    waiting = {i.id for i in items if i.counted and i.decision is Decision.OPEN}
    for start in ["", *(i.id for i in items)]:
        seen, here = set(), start
        for _ in waiting:
            here = next_open(items, here)
            seen.add(here)
        assert seen == waiting
    if not waiting:
        assert next_open(items, "") == ""


@given(DECISIONS)
def test_every_place_of_a_counted_item_is_marked_and_no_other(decisions):
    made = draft()
    items = [replace(i, decision=d) for i, d in zip(made.items, decisions, strict=True)]
    found = places(items)
    assert set(found) == {block for i in items if i.counted for block in i.blocks}
    for item in items:
        if item.counted and item.decision is Decision.OPEN:
            assert all(found[block] is Place.WAITING for block in item.blocks)


def test_words_of_doubtful_fields_are_those_of_the_document():
    assert doubtful_words(draft().item("t1")) == ("trước ngày 30/6/2026",)
    assert doubtful_words(review_acts.accept(draft(), "t1").item("t1")) == ()


def test_the_preview_tells_everything_that_is_written_and_nothing_else():
    made = review_acts.confirm_new_agency(draft(), UNKNOWN)
    made = review_acts.link(made, "t1", 7, linked=True)
    made = review_acts.end_earlier(made, "w1", 5, ends=True)
    assert preview(made) == []
    parts = {part.title: part.lines for part in preview(decided(made))}
    assert parts == {
        "Nhiệm vụ mới": (
            "I.1 #1  Rà soát dự toán; Sở Tài chính; 30/06/2026",
            "I.2 #1  Xây dựng kho dữ liệu; Ban Chuyển đổi số; Chưa xác định",
        ),
        "Nhiệm vụ thay đổi": ("I.3 #1  Kiểm tra phòng bệnh: Thời hạn: 30/06/2026 → 30/09/2026",),
        "Nhiệm vụ dừng vì bị thu hồi, bãi bỏ": ("KH-2025/I#1  Việc cũ",),
        "Liên kết với nhiệm vụ ở văn bản khác": (
            "I.1 #1  Rà soát dự toán → CTr04-2026/II.2.a#1  Rà soát",
        ),
        "Chỉ tiêu mới": ("II.1 #1  Tỷ lệ bao phủ bảo hiểm y tế: trên 95%, năm 2026",),
        "Cơ quan mới trong danh mục": (UNKNOWN,),
    }
    assert written_words(decided(made)) == "Đưa 3 nhiệm vụ, 1 chỉ tiêu vào sổ"


@pytest.mark.parametrize("decision", [Decision.OPEN, Decision.SKIPPED])
def test_what_is_not_accepted_is_not_written(decision):
    assert preview(decided(draft(), decision)) == []


def test_a_change_that_is_not_taken_is_not_told():
    made = decided(review_acts.take_change(draft(), "t3", "time_limit", taken=False))
    assert "Nhiệm vụ thay đổi" not in {part.title for part in preview(made)}
