"""What a person made of targets goes before the figures; words alone are not compared."""

from __future__ import annotations

from app.domain.agreement import compared
from app.domain.indicator_words import difference_words
from app.domain.indicators import Agreement
from app.domain.targets import Measure, Operator, Verdict
from tests.indicator_fakes import CONGRESS, DOCUMENTS, make_target

SEVENTY = make_target(70, 2030, text="70 triệu đồng")
SIXTY_FIVE = make_target(65, 2030, CONGRESS, text="65 triệu đồng")


def test_different_levels_differ_and_the_sentence_says_who_asks_for_what():
    found = compared([SEVENTY, SIXTY_FIVE], DOCUMENTS, None)
    assert found is not None
    assert (found.agreement, found.year, found.measure) == (
        Agreement.DIFFERS,
        2030,
        Measure.LEVEL,
    )
    assert difference_words(found) == (
        "Năm 2030: mức khác nhau: Chương trình 04 (Phụ lục, dòng 1) ghi “70 triệu đồng”; "
        "Văn kiện Đại hội tỉnh 2025-2030 (Phụ lục, dòng 1) ghi “65 triệu đồng”."
    )


def test_equal_levels_agree():
    found = compared([SEVENTY, make_target(70, 2030, CONGRESS)], DOCUMENTS, None)
    assert found is not None
    assert found.agreement is Agreement.SAME


def test_a_judgement_goes_before_the_figures():
    judged = (Verdict.NOTATION, "Lời văn làm tròn")
    found = compared([SEVENTY, SIXTY_FIVE], DOCUMENTS, judged)
    assert found is not None
    assert (found.agreement, found.note) == (Agreement.NOTATION, "Lời văn làm tròn")


def test_a_note_that_only_repeats_the_figures_is_not_said_twice():
    found = compared([SEVENTY, SIXTY_FIVE], DOCUMENTS, (Verdict.DIFFERS, "Mức khác nhau: A, B"))
    assert found is not None
    assert found.note == ""


def test_words_are_not_compared_but_for_a_judgement():
    words = make_target(None, 2030, operator=Operator.QUALITATIVE, text="toàn dân")
    assert compared([SEVENTY, words], DOCUMENTS, None) is None
    found = compared([SEVENTY, words], DOCUMENTS, (Verdict.DIFFERS, ""))
    assert found is not None
    assert found.agreement is Agreement.DIFFERS
