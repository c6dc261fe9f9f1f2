"""The programme of 2026: what its paragraphs say beside its table, and which scheme 06 it means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app import paths
from db import catalogue_reader

if TYPE_CHECKING:
    from app.services.register import Register

CODE = "CTr04-2026"
WITHOUT_TASK = "I.1"
"""The purpose of the programme: it names the growth, and gives no task."""

SCOPE_OF_TASK = """
    SELECT scheme.scope, scheme.number FROM task JOIN scheme ON scheme.id = task.scheme_id
    WHERE task.code = ?
"""


def test_a_figure_of_a_paragraph_stands_beside_the_table_and_in_a_task_of_that_paragraph() -> None:
    documents = catalogue_reader.read(paths.catalogue()).documents
    programme = next(each for each in documents if each.code == CODE)
    said = 0
    for indicator in programme.indicators:
        assert not indicator.targets[0].at, f"{indicator.at}: the table's target comes first"
        for target in indicator.targets[1:]:
            said += 1
            tasks = [each for each in programme.tasks if each.locator.startswith(f"{target.at}#")]
            assert bool(tasks) == (target.at != WITHOUT_TASK), target
            words = " ".join(text for task in tasks for text in (task.title, *task.points))
            for number in re.findall(r"\d[\d.,]*", target.text) if tasks else ():
                assert re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d)", words), target
    assert said == 13


def test_the_programme_means_the_national_scheme_06(register: Register) -> None:
    with register.reading() as connection:
        rows = connection.exec_driver_sql(SCOPE_OF_TASK, (f"{CODE}/II.6.d#1",)).all()
    assert [tuple(row) for row in rows] == [("national", "06")]
