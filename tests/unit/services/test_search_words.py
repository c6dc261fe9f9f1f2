"""What a screenful of rows is found by is read without walking through the whole register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from app.services import search_words
from tests import shipped

if TYPE_CHECKING:
    from app.services.register import Register


def test_a_few_tasks_are_looked_up_by_their_keys(register: Register) -> None:
    with register.reading() as connection:
        plan = connection.execute(
            text(f"EXPLAIN QUERY PLAN {search_words._SOME.text}"), {"ids": "[1, 2]"}
        ).all()
    steps = [step.detail for step in plan]
    assert not [step for step in steps if step.startswith("SCAN task")], steps
    assert any(step.startswith("SEARCH task USING INTEGER PRIMARY KEY") for step in steps), steps


def test_none_means_all(register: Register) -> None:
    with register.reading() as connection:
        everything = search_words._rows(connection, None)
        ids = [row.id for row in everything]
        assert len(ids) == sum(len(each.tasks) for each in shipped.catalogue().documents)
        assert search_words._rows(connection, []) == []
        assert [row.id for row in search_words._rows(connection, ids[:3])] == sorted(ids[:3])
