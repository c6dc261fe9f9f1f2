"""Short titles of tasks: the first thing that the words ask for."""

from __future__ import annotations

import pytest

from app.importing.titles import title_of


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (
            "Hằng tháng, trước ngày 05, công khai kết quả giải ngân của từng chủ đầu tư.",
            "Công khai kết quả giải ngân của từng chủ đầu tư",
        ),
        (
            "chịu trách nhiệm toàn diện trước pháp luật về chất lượng công trình.",
            "Chịu trách nhiệm toàn diện trước pháp luật về chất lượng công trình",
        ),
        ("chịu trách nhiệm rà soát toàn bộ hồ sơ đất đai;", "Rà soát toàn bộ hồ sơ đất đai"),
        (
            "theo chức năng, nhiệm vụ tham mưu chính sách hỗ trợ ngư dân",
            "Tham mưu chính sách hỗ trợ ngư dân",
        ),
        ("Hằng năm, rà soát", "Hằng năm, rà soát"),
    ],
)
def test_words_before_the_work_go(words: str, title: str) -> None:
    assert title_of(words) == title
