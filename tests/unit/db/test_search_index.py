"""Full-text search: accents, beginnings of words, and anything a user may type."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import search_index
from db.engine import begin_write, make_engine
from db.register_file import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

TEXTS = {
    1: "Đẩy mạnh giải ngân vốn đầu tư công, đạt 100% kế hoạch",
    2: "Giải phóng mặt bằng; dự án Nhà máy MMA (78 MW)",
    3: "Nghị quyết số 66.7/2025/NQ-CP ngày 15/11/2025",
    4: "NEAR dự án OR kế hoạch NOT AND",
}


@pytest.fixture(scope="module")
def connection(
    shipped_register: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    file = Path(shutil.copy(shipped_register, tmp_path_factory.mktemp("search")))
    engine = make_engine(file, check(file).identity)
    with begin_write(engine) as opened, opened.begin():
        opened.exec_driver_sql("DELETE FROM task_search")
        search_index.put(opened, TEXTS.items())
        yield opened
    engine.dispose()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("giai ngan dau tu cong", [1]),
        ("GIẢI NGÂN", [1]),
        ("giải", [1, 2]),
        ("gia", [1, 2]),
        ("cong giai", [1]),
        ("gia ngan", []),
        ("đầu tư", [1]),
        ("dau tu", [1]),
        ("đâu tư", [1]),
        ("du an", [2, 4]),
        ("66.7/2025", [3]),
        ("nq-cp", [3]),
        ("100%", [1]),
        ("78mw", []),
        ("78 mw", [2]),
        ('"giải ngân"', [1]),
        ("ke hoach*", [1, 4]),
        ("or", [4]),
        ("near", [4]),
        ("", []),
        ("   ", []),
        ('"', []),
        ("***", []),
    ],
)
def test_search(connection: Connection, typed: str, found: list[int]) -> None:
    assert search_index.find(connection, typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        *("words:giải", "giải AND", "OR OR", "NOT", "NEAR(giải ngân, 5)", "{giải}", "^giải"),
        *("giải + ngân", "(giải", "giải)", "'; DROP TABLE task_search; --", "\\", "a\x00b"),
        *("%", "_", "-", "giải:", "\ud800", "²", "Ⅻ", "𠮷", "각", "ﷺ", "👍", "\u200b"),
    ],
)
def test_signs_of_the_query_language_are_plain_text(connection: Connection, typed: str) -> None:
    assert isinstance(search_index.find(connection, typed), list)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(typed=st.text(max_size=30))
def test_nothing_typed_breaks_the_search(connection: Connection, typed: str) -> None:
    assert set(search_index.find(connection, typed)) <= set(TEXTS)


def test_indexing_anew_forgets_the_old_words(connection: Connection) -> None:
    search_index.put(connection, [(9, "tạm thời")])
    search_index.put(connection, [(9, "lâu dài")])
    assert search_index.find(connection, "tam thoi") == []
    assert search_index.find(connection, "lau dai") == [9]
