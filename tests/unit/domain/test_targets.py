"""Targets of several documents: the same level written otherwise, or another level."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.targets import (
    Measure,
    Operator,
    StatedTarget,
    Verdict,
    compare,
    level_of,
)

Told = tuple[str, float | None, str, str]
"""Operator, value, unit, text as printed."""


def stated(told: Told, source: str = "CTr04", **more: Any) -> StatedTarget:
    operator, value, unit, text = told
    return StatedTarget(source, operator, value, unit=unit, text=text, **more)


def verdict(one: Told, other: Told) -> Verdict | None:
    there = compare([stated(one), stated(other, "CTTD")])
    back = compare([stated(other, "CTTD"), stated(one)])
    assert there.verdict == back.verdict
    return there.verdict


DIFFERS, NOTATION, UNIT = Verdict.DIFFERS, Verdict.NOTATION, Verdict.UNIT


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The cases that the documents have.
        (("=", 65, "Triệu đồng", "65 triệu đồng"), ("=", 70, "Triệu đồng", "70"), DIFFERS),
        (("~", 75.5, "Tuổi", "khoảng 75,5 tuổi"), ("~", 74, "Tuổi", "khoảng 74 tuổi"), DIFFERS),
        (("=", 100, "%", "100%"), ("=", 97, "%", "97%"), DIFFERS),
        (
            (">", 11, "Triệu lượt", "trên 11 triệu lượt"),
            ("=", 11280, "1000 lượt người", "11.280"),
            DIFFERS,
        ),
        (("=", 32.4, "%", "32,40"), ("~", 32, "%", "khoảng 32%"), DIFFERS),
        (
            (">", 23500, "Tỷ đồng", "trên 23.500 tỷ đồng"),
            ("=", 23500, "Tỷ đồng", "23.500"),
            DIFFERS,
        ),
        (("=", 112, "%", "112"), ("increase_by", 12, "%", "tăng 12%"), NOTATION),
        (("=", 112, "%", "112"), ("=", 12, "%", "12%"), NOTATION),
        (("=", 95, "%", "95"), ("decrease_by", 5, "%", "giảm 5%"), NOTATION),
        ((">", 112, "%", "112"), (">", 112, "%", "tăng bình quân trên 12%/năm"), NOTATION),
        (("=", 10, "Tỷ USD", "10 tỷ USD"), ("=", 10000, "Triệu USD", "10.000"), NOTATION),
        (("=", 10000, "Triệu USD", "10 tỷ USD"), ("=", 10000, "Triệu USD", "10.000"), NOTATION),
        (("=", 11, "Triệu lượt", "11 triệu lượt"), ("=", 11000, "nghìn lượt", "11.000"), NOTATION),
        (
            (">", 240000, "Tỷ đồng", "trên 240 ngàn tỷ đồng"),
            (">", 240, "Nghìn tỷ đồng", "trên 240 nghìn tỷ đồng"),
            None,
        ),
        (
            (">", 240000, "Tỷ đồng", "trên 240 ngàn tỷ đồng"),
            (">", 240000, "Tỷ đồng", "trên 240.000 tỷ đồng"),
            NOTATION,
        ),
        (("=", 13400, "DN", "13.400"), ("=", 13400, "doanh nghiệp", "13.400 doanh nghiệp"), None),
        (("=", 136, "Triệu đồng", "136"), ("=", 136, "Triệu đồng/người/năm", "136 triệu"), None),
        (("maintain", 60, "%", "duy trì 60%"), ("=", 60, "%", "60%"), None),
        (("=", 10.5, "%", "10,50"), ("=", 10.5, "%", "10,5%"), None),
        ((">=", 80, "%", "tối thiểu 80%"), (">", 80, "%", "trên 80%"), DIFFERS),
        # A decrease in points, said as points or as percent.
        (
            ("decrease_by", 3, "Điểm %", "giảm 3 điểm %"),
            ("decrease_by", 3, "Điểm %", "giảm 3%/năm"),
            NOTATION,
        ),
        (("decrease_by", 1.5, "Điểm %", "1,5"), ("=", 1.5, "Điểm %", "1,5"), NOTATION),
        (("decrease_by", 3, "%", "giảm 3%"), ("increase_by", 3, "%", "tăng 3%"), DIFFERS),
        # 500 more is not 500.
        (("increase_by", 500, "DN", "tăng 500"), ("=", 500, "DN", "500"), DIFFERS),
        # Other kinds of unit cannot be compared; an unknown one takes the other's.
        (("=", 4500, "USD", "4.500 USD"), ("=", 110, "Triệu đồng", "110"), UNIT),
        (("=", 45, "Giường", "45"), ("=", 45, "%", "45%"), UNIT),
        (("=", 45, "Giường", "45"), ("=", 45, "", "45"), None),
        # What has no number is left out.
        (("qualitative", None, "", "bao phủ toàn dân"), ("=", 97, "%", "97%"), None),
        (("maintain", None, "", "giữ vững"), ("qualitative", None, "", "tăng"), None),
    ],
)
def test_two_targets(one: Told, other: Told, expected: Verdict | None) -> None:
    assert verdict(one, other) is expected
    assert verdict(one, one) is None


def test_ranges_are_compared_at_both_ends() -> None:
    def decrease(upper: float, text: str) -> StatedTarget:
        return StatedTarget("A", "decrease_by", 2.5, upper, "Điểm %", text)

    same = compare([decrease(3, "giảm 2,5-3 điểm %"), decrease(3, "giảm từ 2,5 đến 3 điểm %")])
    assert same.verdict is None
    other = compare([decrease(3, "giảm 2,5-3 điểm %"), decrease(3.5, "giảm 2,5-3,5 điểm %")])
    assert other.verdict is DIFFERS


def test_other_years_are_told() -> None:
    one = stated(("=", 12, "%", "12%/năm"), from_year=2026)
    other = stated(("=", 12, "%", "12%/năm"), "CTTD", from_year=2025)
    found = compare([one, other])
    assert found.verdict is DIFFERS
    assert found.sentence.startswith("Tính cho giai đoạn khác nhau: ")


@pytest.mark.parametrize(
    ("targets", "sentence"),
    [
        (
            [("=", 65, "Triệu đồng", "65 triệu đồng/năm"), ("=", 70, "Triệu đồng", "70")],
            "Mức khác nhau: A ghi “65 triệu đồng/năm”; B ghi “70 triệu đồng”.",
        ),
        (
            [("=", 11280, "1000 lượt người", "11.280"), (">", 11, "Triệu lượt", "trên 11 triệu")],
            (
                "Mức khác nhau: A ghi “11.280 nghìn lượt người”; B ghi “trên 11 triệu”; đạt "
                "“11.280 nghìn lượt người” thì cũng đạt “trên 11 triệu”."
            ),
        ),
        (
            [("<", 42, "%", "dưới 42%"), ("=", 40, "%", "40")],
            "Mức khác nhau: A ghi “dưới 42%”; B ghi “40%”; đạt “40%” thì cũng đạt “dưới 42%”.",
        ),
        (
            [("=", 23500, "Tỷ đồng", "23.500"), (">", 23500, "Tỷ đồng", "trên 23.500")],
            "Cùng con số, ràng buộc khác nhau: A ghi “23.500 tỷ đồng”; B ghi “trên 23.500”.",
        ),
        (
            [("=", 112, "%", "112"), ("increase_by", 12, "%", "tăng 12%")],
            (
                "Cùng một mức, cách ghi khác nhau: A ghi “112%”; B ghi “tăng 12%”; chỉ số 112 là "
                "tăng 12%."
            ),
        ),
        (
            [("=", 10000, "Triệu USD", "10.000"), ("=", 10, "Tỷ USD", "10 tỷ USD")],
            "Cùng một mức, cách ghi khác nhau: A ghi “10.000 triệu USD”; B ghi “10 tỷ USD”.",
        ),
        (
            [("=", 13400, "DN", "13.400"), ("=", 13400, "DN", "13.400 doanh nghiệp")],
            "Cùng một mức: A ghi “13.400 DN”; B ghi “13.400 doanh nghiệp”.",
        ),
        (
            [("=", 4500, "USD", "4.500"), ("=", 110, "Triệu đồng", "110")],
            (
                "Đơn vị khác nhau nên không so trực tiếp được: A ghi “4.500 USD”; B ghi “110 triệu "
                "đồng”."
            ),
        ),
        ([("=", 97, "%", "97%"), ("qualitative", None, "", "toàn dân")], ""),
        ([("=", 97, "%", "97%")], ""),
        ([], ""),
    ],
)
def test_sentences(targets: list[Told], sentence: str) -> None:
    found = compare([stated(told, source) for told, source in zip(targets, "ABC", strict=False)])
    assert found.sentence == sentence


def test_who_says_the_same_is_named_together_and_the_worst_decides() -> None:
    found = compare(
        [
            stated(("=", 112, "%", "112"), "A"),
            stated(("=", 12, "%", "tăng 12%"), "B"),
            stated(("=", 113, "%", "113"), "C"),
            stated(("=", 112, "%", "112"), "D"),
        ]
    )
    assert found.verdict is DIFFERS
    assert found.sentence == ("Mức khác nhau: A, D ghi “112%”; B ghi “tăng 12%”; C ghi “113%”.")


@pytest.mark.parametrize(
    ("unit", "low", "kind"),
    [
        ("Triệu USD", 5e6, "usd"),
        ("tỷ đồng", 5e9, "dong"),
        ("Nghìn tỷ đồng", 5e12, "dong"),
        ("ngàn tỷ đồng", 5e12, "dong"),
        ("1000 lượt người", 5e3, "luot"),
        ("1.000 lượt", 5e3, "luot"),
        ("triệu lượt khách", 5e6, "luot"),
        ("Tỷ lệ", 5, "ty"),
        ("%", 5, "%"),
        ("Điểm %", 5, "%"),
        ("Giường", 5, "giuong"),
        ("", 5, ""),
    ],
)
def test_units(unit: str, low: float, kind: str) -> None:
    level = level_of(StatedTarget("A", "=", 5, unit=unit))
    assert level is not None
    assert (level.low, level.kind) == (low, kind)


def test_words_of_the_files_are_the_words_of_the_rules() -> None:
    assert [each.value for each in Measure] == ["level", "average", "total", "each_year"]
    assert len(Operator) == 11
