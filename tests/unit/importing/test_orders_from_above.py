"""Orders that one above gives to another, and orders behind words of agreement, are tasks."""

# ruff: noqa: E501 - a paragraph of a document is one line here

from __future__ import annotations

import datetime as dt

import pytest

from app.importing.names import AgencyName, Names
from app.importing.proposals import Proposals
from app.importing.propose import propose
from tests.importing.block_lists import SOURCE, blocks_of

NAMES = Names(
    tuple(
        AgencyName(name)
        for name in (
            "Sở Tài chính",
            "Sở Khoa học và Công nghệ",
            "Sở Nội vụ",
            "Sở Giáo dục và Đào tạo",
        )
    )
)


def read(words: str) -> Proposals:
    return propose(SOURCE, blocks_of(f"I. NHIỆM VỤ\n1. {words}"), NAMES)


@pytest.mark.parametrize(
    "above", ["UBND tỉnh", "Ủy ban nhân dân tỉnh Lâm Đồng", "Chủ tịch UBND thành phố"]
)
def test_who_is_directed_leads_and_keeps_the_day(above: str) -> None:
    first, second = read(
        f"{above} chỉ đạo Sở Tài chính trình phương án phân bổ vốn trước ngày 31/8/2026; "
        "Sở Khoa học và Công nghệ hoàn thành trục liên thông trong quý III năm 2026."
    ).tasks
    assert (first.lead, first.time_limit.due_on) == (("Sở Tài chính",), dt.date(2026, 8, 31))
    assert (second.lead, second.time_limit.period) == (("Sở Khoa học và Công nghệ",), "2026-Q3")


def test_who_is_directed_leads_without_a_day() -> None:
    leads = [
        task.lead
        for task in read(
            "UBND tỉnh chỉ đạo Sở Tài chính trình phương án; Sở Nội vụ hoàn thành đề án."
        ).tasks
    ]
    assert leads == [("Sở Tài chính",), ("Sở Nội vụ",)]


@pytest.mark.parametrize("opening", ["Đồng chí", "Giao đồng chí"])
def test_a_leader_who_directs_sets_no_indicator(opening: str) -> None:
    found = read(
        f"{opening} Lê Văn An, Phó Chủ tịch UBND tỉnh chỉ đạo Sở Nội vụ sắp xếp trụ sở dôi dư, hoàn thành 100% trong năm 2026."
    )
    (task,) = found.tasks
    assert (task.lead, task.leader, found.indicators) == (("Sở Nội vụ",), "Lê Văn An", ())


def test_work_behind_an_agreement_is_a_task() -> None:
    found = read(
        "Đồng ý chủ trương theo đề nghị của Sở Nội vụ về tuyển dụng viên chức; giao Sở Nội vụ phối hợp "
        "Sở Giáo dục và Đào tạo triển khai, xong trước khai giảng học kỳ II năm học 2026 - 2027."
    )
    (task,) = found.tasks
    assert (task.lead, task.coordinating) == (("Sở Nội vụ",), ("Sở Giáo dục và Đào tạo",))
    assert (found.indicators, task.targets) == ((), ())


def test_a_bare_figure_still_is_an_indicator() -> None:
    assert len(read("Tỷ lệ giải ngân vốn đầu tư công đạt 100% trong năm 2026.").indicators) == 1


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        (
            "UBND các xã Ea Kar, Krông Pắc, M'Drắk bàn giao mặt bằng.",
            ("UBND xã Ea Kar", "UBND xã Krông Pắc", "UBND xã M'Drắk"),
        ),
        (
            "UBND xã Cư M’gar, UBND xã Ia R’Sai bàn giao mặt bằng.",
            ("UBND xã Cư M’gar", "UBND xã Ia R’Sai"),
        ),
        ("Công an xã Đắk R'lấp tuyên truyền phòng cháy.", ("Công an xã Đắk R'lấp",)),
    ],
)
def test_names_with_an_apostrophe_are_names(words: str, lead: tuple[str, ...]) -> None:
    (task,) = read(words).tasks
    assert task.lead == lead


def test_who_coordinates_in_a_cell_of_leads_is_not_lost() -> None:
    text = "Phụ lục\n|! TT | Nhiệm vụ | Cơ quan thực hiện | Thời hạn |\n| 1 | Xây dựng đề án | Sở Nội vụ chủ trì; phối hợp: Sở Tài chính, TKV | Quý II |"
    (task,) = propose(SOURCE, blocks_of(text), NAMES).tasks
    assert (task.lead, task.coordinating) == (("Sở Nội vụ",), ("Sở Tài chính", "TKV"))
