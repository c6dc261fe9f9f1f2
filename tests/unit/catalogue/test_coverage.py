"""Nothing of the source documents is missing in the catalogue: every line, figure and date."""

from __future__ import annotations

from typing import Any

import pytest

from app import paths
from tests import document_coverage as coverage

needs_sources = pytest.mark.skipif(
    not coverage.SOURCES.is_dir(),
    reason="the source documents (shared/seeds) do not lie beside the project",
)


@needs_sources
@pytest.mark.parametrize("code", coverage.codes())
def test_every_line_figure_and_date_is_accounted_for(code: str) -> None:
    assert coverage.finding(code).problems == []


def test_every_document_of_the_catalogue_has_a_coverage_file() -> None:
    shipped = {file.parent.name for file in paths.catalogue().glob("*/document.yaml")}
    assert set(coverage.codes()) == shipped


# ---- the check itself can fail


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("đạt 155.000 tỷ đồng", [("155000",)]),
        ("đạt 14,97%", [("14.97",)]),
        ("giảm 2,5-3 điểm %/năm", [("2.5", "3")]),
        ("có 03 nhà máy", [("3",)]),
        ("trước ngày 05/3/2026", [("5/3/2026",)]),
        ("ngày 05 tháng 3 năm 2026", [("5/3/2026",)]),
        ("trong tháng 9/2026", [("9/2026",)]),
        ("giai đoạn 2026-2030", [("2026", "2030")]),
        ("đến năm 2030", [("2030",)]),
        ("Nghị quyết số 57-NQ/TW", []),
        ("Nghị định số 30/2020/NĐ-CP", []),
        ("mục 1. Mục tiêu", []),
    ],
)
def test_figures_and_dates_are_found(line: str, expected: list[tuple[str, ...]]) -> None:
    assert [mention.keys for mention in coverage.mentions(line)] == expected


class Catalogue(coverage.Shipped):
    """A catalogue of one task, in memory."""

    def __init__(self, *words: str) -> None:
        self.code = "X-2026"
        self.document: dict[str, Any] = {}
        self.blocks = 1
        self._words = {kind: {} for kind in coverage.KINDS}
        self._words["task"]["I#1"] = list(words)

    @property
    def period(self) -> frozenset[str]:
        return frozenset(("2026",))


def problems(line: str, words: str, **coverage_file: Any) -> list[str]:
    entry = {"lines": "1", "kind": "task", "of": ["I#1"]}
    file = {"lines": [entry], **coverage_file}
    return coverage.check(file, [line], Catalogue(words)).problems


def test_a_figure_that_the_task_keeps_passes() -> None:
    assert problems("Thu 23.500 tỷ đồng trong năm 2026", "Thu 23500 tỷ") == []


def test_a_lost_figure_is_told() -> None:
    (problem,) = problems("Thu 23.500 tỷ đồng", "Thu ngân sách")
    assert "23.500 tỷ" in problem


def test_a_lost_date_is_told() -> None:
    (problem,) = problems("trước ngày 06/3/2026", "trước ngày 05/3/2026")
    assert "06/3/2026" in problem


def test_a_listed_figure_needs_a_known_reason() -> None:
    excuse = {"line": 1, "text": "19 mỏ", "reason": "past_result"}
    assert problems("đã cấp 19 mỏ", "Cấp phép", figures=[excuse]) == []
    assert problems("đã cấp 19 mỏ", "Cấp phép", figures=[excuse | {"reason": "so what"}])


def test_a_reason_that_excuses_nothing_is_told() -> None:
    excuse = {"line": 1, "text": "19 mỏ", "reason": "past_result"}
    (problem,) = problems("cấp phép", "Cấp phép", figures=[excuse])
    assert "không cần nữa" in problem


def test_a_line_that_nobody_accounts_for_is_told() -> None:
    file = {"lines": [{"lines": "1", "kind": "task", "of": ["I#1"]}]}
    (problem,) = coverage.check(file, ["một", "", "hai"], Catalogue()).problems
    assert problem.startswith("dòng 3")


def test_an_entry_that_stands_on_no_line_is_told() -> None:
    file = {"lines": [{"lines": "1", "kind": "none", "reason": "mở đầu"}]}
    (problem,) = coverage.check(file, ["một"], Catalogue()).problems
    assert problem.startswith("I#1")


def test_figures_of_a_line_without_duty_need_a_reason() -> None:
    file = {
        "lines": [
            {"lines": "1", "kind": "none", "reason": "kết quả"},
            {"lines": "2", "kind": "task", "of": ["I#1"]},
        ]
    }
    (problem,) = coverage.check(file, ["đạt 7 tỷ", "hai"], Catalogue()).problems
    assert problem.startswith("dòng 1")
