"""Which indicators a filter and a search leave, in which groups, and what is compared."""

from __future__ import annotations

from app.domain.indicators import Agreement
from app.domain.targets import Measure
from app.domain.text import fold_words
from app.views.indicator_lists import (
    NOBODY,
    ComparisonKey,
    IndicatorFilter,
    IndicatorLists,
    comparison_groups,
    differing,
    tally_words,
)
from tests.factories import CHAIRMAN, DEPUTY, FINANCE, PROGRAMME, SCIENCE
from tests.indicator_fakes import CONGRESS, GROWTH, INCOME, OLD, PAST, SHARE, make_book

LISTS = IndicatorLists(make_book())


def ids(**chosen: object) -> list[int]:
    return [each.id for each in LISTS.found(IndicatorFilter(**chosen))]  # type: ignore[arg-type]


def searched(typed: str) -> list[int]:
    return ids(words=tuple(fold_words(typed)))


def test_everything_is_found_without_a_filter():
    assert ids() == [1, INCOME, SHARE, GROWTH, OLD]


def test_search_ignores_accents_and_looks_into_agencies_leaders_and_printed_words():
    assert searched("thu nhap") == [INCOME]
    assert searched("khoa hoc") == [SHARE]
    assert searched("hien hanh") == [SHARE]
    assert searched("65 trieu dong nam") == [INCOME]
    assert searched("trieu dong khong co") == []


def test_the_last_word_may_be_a_beginning_and_no_other():
    assert searched("thu nha") == [INCOME]
    assert searched("th nhap") == []


def test_filters_narrow_together():
    assert ids(lead=FINANCE) == [1, INCOME, GROWTH]
    assert ids(lead=FINANCE, leader=CHAIRMAN) == [1, INCOME]
    assert ids(document=CONGRESS, leader=DEPUTY) == [SHARE]


def test_nobody_is_in_charge_of_what_is_past():
    assert ids(leader=NOBODY) == [GROWTH]
    assert ids(document=PAST) == [OLD]


def test_choices_are_counted_without_what_is_past():
    assert LISTS.leads() == [(FINANCE, "Sở Tài chính", 3), (SCIENCE, "Sở Khoa học và CN", 1)]
    assert [(key, count) for key, _name, count in LISTS.leaders()] == [
        (CHAIRMAN, 2),
        (DEPUTY, 1),
        (NOBODY, 1),
    ]
    assert [key for key, _name, _count in LISTS.documents()] == [PROGRAMME, CONGRESS, PAST]


def test_a_part_is_listed_under_its_whole_which_is_not_counted():
    (group,) = LISTS.groups(LISTS.found(IndicatorFilter(words=("thu", "nhap"))))
    assert list(group.records) == [1, INCOME]
    assert group.head.count == "0 chỉ tiêu, 1 dòng phụ"


def test_groups_of_documents_of_the_past_are_quiet_and_begin_folded():
    first, last = LISTS.groups(LISTS.found(IndicatorFilter()))
    assert (first.head.count, first.head.quiet) == ("3 chỉ tiêu, 1 dòng phụ", False)
    assert last.head.quiet
    assert "đã kết thúc ngày 31/12/2023" in last.head.note
    assert LISTS.folded_at_first() == [last.key]


def test_comparisons_stand_worst_first():
    found = LISTS.comparisons(LISTS.followed)
    assert set(found) == {
        ComparisonKey(INCOME, 2030, Measure.LEVEL),
        ComparisonKey(SHARE, 2030, Measure.LEVEL),
    }
    groups = {group.key: list(group.records) for group in comparison_groups(found)}
    assert groups[Agreement.DIFFERS] == [ComparisonKey(INCOME, 2030, Measure.LEVEL)]
    assert list(groups) == list(Agreement)
    assert tally_words(found) == "1 khác nhau, 1 thống nhất"
    assert differing(found.values()) == 1
