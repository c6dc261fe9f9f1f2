"""Rows of a tracker are the task of the register only where enough of their words say so."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.importing.tracker_words import LEAST_WORDS, TaskWords, sure

TITLES = {
    1: "Theo dõi việc chấp hành kết luận kiểm tra, giám sát; lấy kết quả khắc phục khuyết điểm "
    "làm tiêu chí thi đua",
    2: "Theo dõi, đôn đốc, tổng hợp dữ liệu Khung chỉ số chấm điểm khoa học công nghệ, chuyển đổi "
    "số; báo cáo hàng tháng",
    3: "Số hóa toàn diện quản lý nhà nước, triển khai Đề án 06, phát triển hạ tầng số, cơ sở dữ "
    "liệu quốc gia, dịch vụ công trực tuyến",
    4: "Tăng cường quản lý quan hệ lao động, tiền lương trong doanh nghiệp; giải quyết kịp thời, "
    "không để xảy ra đình công",
    5: "Đổi mới công tác dân vận theo Đề án số 17-ĐA và Quy định số 60-QĐ/TU",
    6: "Rà soát quy hoạch xây dựng các khu dân cư nông thôn trên địa bàn tỉnh",
    7: "Rà soát quy hoạch xây dựng các khu dân cư đô thị trên địa bàn tỉnh",
    8: "Xây dựng kế hoạch triển khai Nghị quyết, báo cáo Thường trực Tỉnh ủy",
    9: "Hoàn thành các mục tiêu, chỉ tiêu của Đề án 06 về hoạt động Hội đồng nhân dân",
}
SHORT = {3: "Số hóa quản lý nhà nước; triển khai Đề án 06, hạ tầng số"}
KNOWN = TaskWords(
    {n: (title, SHORT.get(n, title)) for n, title in TITLES.items()},
    {n: (title,) for n, title in TITLES.items()},
)


@pytest.mark.parametrize(
    "row",
    [
        "Công việc lạ không có trong sổ",
        "Việc khác",
        "Báo cáo công tác tháng",
        "Triển khai Đề án 06",
        "Công việc trong sổ",
        "Rà soát",
        "Xây dựng kế hoạch",
        "Đổi mới công tác dân vận",
        "Theo dõi việc chấp hành",
        "Tổng hợp báo cáo tình hình thực hiện nhiệm vụ tháng của cơ quan, đơn vị",
        "Thực hiện các nhiệm vụ khác do lãnh đạo Ủy ban nhân dân tỉnh giao",
        "Rà soát quy hoạch xây dựng các khu dân cư trên địa bàn tỉnh",  # of two tasks
        "",
        "-",
    ],
)
def test_few_or_common_words_are_never_sure(row: str) -> None:
    assert not sure(KNOWN.like(row))


@pytest.mark.parametrize(
    ("row", "task"),
    [
        (SHORT[3], 3),  # its short title, word for word
        ("SỐ HÓA QUẢN LÝ NHÀ NƯỚC - TRIỂN KHAI ĐỀ ÁN 06, HẠ TẦNG SỐ", 3),
        ("Theo dõi chấp hành kết luận kiểm tra, giám sát; khắc phục khuyết điểm", 1),
        ("Tổng hợp dữ liệu Khung chỉ số chấm điểm khoa học công nghệ, chuyển đổi số", 2),
        ("Rà soát quy hoạch xây dựng các khu dân cư đô thị trên địa bàn tỉnh", 7),
        ("Tăng cường quản lý quan hệ lao đông, tiền lương trong doanh nghiêp; không để đình công",
         4),
        (f"Giao Sở Nội vụ: {TITLES[4]}", 4),
    ],
)  # fmt: skip
def test_rows_as_offices_write_them_are_found(row: str, task: int) -> None:
    found = KNOWN.like(row)
    assert sure(found)
    assert found[0].task_id == task


@given(st.sampled_from(sorted(TITLES)), st.integers(0, 10_000))
def test_a_title_with_a_word_left_out_is_its_task_or_open(task: int, seed: int) -> None:
    words = TITLES[task].split()
    del words[random.Random(seed).randrange(len(words))]  # noqa: S311 - a test's choice
    found = KNOWN.like(" ".join(words))
    assert found[0].task_id == task or not sure(found)


@given(st.lists(st.sampled_from(" ".join(TITLES.values()).split()), max_size=LEAST_WORDS - 1))
def test_less_than_the_least_words_is_never_sure(words: list[str]) -> None:
    found = KNOWN.like(" ".join(words))
    assert not sure(found)


@given(st.text(max_size=60))
def test_any_text_gives_scores_between_nothing_and_one(text: str) -> None:
    for each in KNOWN.like(text):
        assert 0 <= each.forward <= 1 + 1e-9
        assert 0 <= each.score <= 1 + 1e-9


def test_two_tasks_of_one_name_are_left_open() -> None:
    twice = TaskWords({1: (TITLES[6],), 2: (TITLES[6],)}, {1: (TITLES[6],), 2: (TITLES[6],)})
    assert not sure(twice.like(TITLES[6]))
