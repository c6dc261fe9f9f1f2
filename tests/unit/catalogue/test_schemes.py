"""Two đề án carry the number 06: a task must hang on the one that its document means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.register import Register

SCOPE_OF_TASK = """
    SELECT scheme.scope, scheme.number FROM task JOIN scheme ON scheme.id = task.scheme_id
    WHERE task.code = ?
"""


def test_the_programme_means_the_national_scheme_06(register: Register) -> None:
    with register.reading() as connection:
        rows = connection.exec_driver_sql(SCOPE_OF_TASK, ("CTr04-2026/II.6.d#1",)).all()
    assert [tuple(row) for row in rows] == [("national", "06")]
