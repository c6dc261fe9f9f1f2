"""Who leads, said in brackets behind the task."""

from __future__ import annotations

import pytest

from app.importing.names import AgencyName, Names
from app.importing.propose import propose
from tests.importing.block_lists import SOURCE, blocks_of

NAMES = Names(tuple(AgencyName(f"Sở {name}") for name in ("Tài chính", "Xây dựng", "Nội vụ")))
JOINT = ("Sở Xây dựng", "Sở Nội vụ")


@pytest.mark.parametrize(
    ("brackets", "coordinating"),
    [
        ("(Sở Tài chính chủ trì; Sở Xây dựng, Sở Nội vụ phối hợp)", JOINT),
        ("(do Sở Tài chính chủ trì)", ()),
        ("(chủ trì: Sở Tài chính; phối hợp: Sở Xây dựng, Sở Nội vụ)", JOINT),
        ("(Cơ quan chủ trì: Sở Tài chính)", ()),
        ("(Sở Tài chính là cơ quan chủ trì, phối hợp: Sở Xây dựng, Sở Nội vụ)", JOINT),
    ],
)
def test_brackets_say_who_leads(brackets: str, coordinating: tuple[str, ...]) -> None:
    text = (
        f"II. NHIỆM VỤ\n1. Hoàn thành việc sắp xếp trụ sở dôi dư trước ngày 30/9/2026 {brackets}."
    )
    (task,) = propose(SOURCE, blocks_of(text), NAMES).tasks
    assert (task.lead, task.coordinating) == (("Sở Tài chính",), coordinating)


@pytest.mark.parametrize(
    "brackets", ["(Sở Tài chính có ý kiến tại Công văn số 12/STC)", "(kinh phí do tỉnh chủ trì)"]
)
def test_other_brackets_give_no_lead(brackets: str) -> None:
    text = (
        f"II. NHIỆM VỤ\n1. Hoàn thành việc sắp xếp trụ sở dôi dư trước ngày 30/9/2026 {brackets}."
    )
    (task,) = propose(SOURCE, blocks_of(text), NAMES).tasks
    assert task.lead == ()
