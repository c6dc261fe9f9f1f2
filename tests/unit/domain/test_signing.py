"""Forms of signing by Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import pytest

from app.domain import signing


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("KT. Chủ tịch / Phó Chủ tịch", ("KT. Chủ tịch", "Phó Chủ tịch")),
        ("tl.Chủ tịch/Chánh Văn phòng", ("TL. Chủ tịch", "Chánh Văn phòng")),
        ("Chánh Văn phòng", ("Chánh Văn phòng",)),
        (
            "TM. Ủy ban nhân dân / KT. Chủ tịch / Phó Chủ tịch",
            ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
        ),
        ("", ()),
    ],
)
def test_lines_stand_under_each_other_and_the_form_in_capitals(text, block) -> None:
    assert signing.lines(text) == block
    assert signing.refusal(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("KT. Chủ tịch", "cần chức danh người ký"),
        ("TUQ. Chủ tịch", "cần chức danh người ký"),
        ("PP. Chủ tịch / Phó Chủ tịch", "Thể thức ký chỉ gồm TM., KT., TL., TUQ., Q."),
        ("TM. A / KT. B / C / D", "nhiều nhất ba dòng"),
    ],
)
def test_what_the_decree_does_not_know_is_refused(text, words) -> None:
    assert words in (signing.refusal(text) or "")
