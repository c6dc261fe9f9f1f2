"""Reads for the window and the commands: records as of a day, never a row of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import Directory, Overview, RegisterIndex, SearchedText, TaskRow
from app.domain.traffic_light import DEFAULT_SOON_DAYS
from app.services.register import Register
from app.services.search_words import searched_texts
from db import search_index
from db.queries import directory as names
from db.queries import index as index_query
from db.queries import tasks as task_queries

if TYPE_CHECKING:
    from app.domain.task_detail import HistoryRecord, TaskDetail


def load_index(register: Register, as_of: dt.date) -> RegisterIndex:
    """Return every task with its light as of a day."""
    with register.reading() as connection:
        return index_query.load(connection, as_of, register.name)


def load_directory(register: Register, as_of: dt.date) -> Directory:
    """Return the names that everything refers to by id, as of a day."""
    with register.reading() as connection:
        return names.directory(connection, as_of)


def load_overview(register: Register, index: RegisterIndex, compare_on: dt.date) -> Overview:
    """Return what the page Tổng quan needs beside the index that it shows.

    Args:
        register: the open register.
        index: of the day on show.
        compare_on: the day that it is compared with.
    """
    from db.queries import overview as overview_query  # noqa: PLC0415 - when visited

    with register.reading() as connection:
        return Overview(
            completed_by_month=overview_query.completed_by_month(index.tasks, index.as_of),
            milestones=overview_query.milestones(connection, index.tasks, index.as_of),
            before=index_query.tally_before(connection, compare_on, index.as_of),
        )


def load_rows(register: Register, ids: Sequence[int], as_of: dt.date) -> dict[int, TaskRow]:
    """Return the texts of some tasks as a table shows them."""
    with register.reading() as connection:
        return task_queries.rows(connection, ids, as_of)


def load_detail(register: Register, task_id: int, as_of: dt.date) -> TaskDetail:
    """Return everything about one task as of a day.

    Raises:
        InputRefusedError: the task did not exist yet on that day.
    """
    found = load_details(register, [task_id], as_of)
    if not found:
        raise InputRefusedError(phrase("Nhiệm vụ này chưa có trong sổ vào ngày báo cáo đã chọn."))
    return found[0]


def load_details(register: Register, ids: Sequence[int] | None, as_of: dt.date) -> list[TaskDetail]:
    """Return everything about some tasks (None: all) as of a day, in document order."""
    from db.queries import task_details  # noqa: PLC0415 - not needed for the first list

    with register.reading() as connection:
        settings = names.setting_values(connection, as_of)
        soon_days = int(settings.get(index_query.SOON_DAYS, DEFAULT_SOON_DAYS))
        return task_details.details(connection, ids, as_of, soon_days)


def load_history(register: Register, task_id: int) -> tuple[HistoryRecord, ...]:
    """Return who did what with a task and when, newest first."""
    from db.queries import history as history_query  # noqa: PLC0415 - not for the first list

    with register.reading() as connection:
        return history_query.history(connection, task_id)


def search(register: Register, text: str) -> list[int]:
    """Return ids of the tasks that hold every word of ``text``, accents and case ignored."""
    with register.reading() as connection:
        return search_index.find(connection, text)


def ids_with_words(register: Register, column: str, text: str, as_of: dt.date) -> frozenset[int]:
    """Return the tasks of which one column holds every word of ``text`` (no accents, no case).

    Args:
        register: the open register.
        column: one of `db.queries.text_columns`.
        text: what was typed; each word may stand anywhere in the column.
        as_of: the day of the results.
    """
    from app.domain.text import fold  # noqa: PLC0415 - when a filter is set
    from db.queries import text_columns  # noqa: PLC0415

    wanted = fold(text).split()
    with register.reading() as connection:
        said = text_columns.texts(connection, column, as_of)
    folded = ((task, fold(words)) for task, words in said.items())
    return frozenset(task for task, words in folded if all(word in words for word in wanted))


def load_searched_texts(
    register: Register, ids: Sequence[int]
) -> dict[int, tuple[SearchedText, ...]]:
    """Return what some tasks are found by beside their short titles, part by part."""
    with register.reading() as connection:
        return searched_texts(connection, ids)


def sorted_ids(register: Register, column: str) -> list[int]:
    """Return all ids in the order of a column: "title" (Vietnamese dictionary) or "code"."""
    orders = {"title": task_queries.ids_by_title, "code": task_queries.ids_by_code}
    with register.reading() as connection:
        return orders[column](connection)


def find_task(register: Register, code_or_locator: str) -> int:
    """Return the id of the task with a code, or with a locator that only one document has.

    Raises:
        InputRefusedError: no task has it, or several do.
    """
    with register.reading() as connection:
        found = task_queries.id_of(connection, code_or_locator)
        if len(found) > 1:  # a place in a document of the past is asked for by its full code
            today = register.clock().date()
            found = task_queries.id_of(connection, code_or_locator, followed_on=today) or found
    if not found:
        raise InputRefusedError(
            phrase(
                "Không có nhiệm vụ nào mang mã hoặc vị trí “{code_or_locator}”. "
                "Lệnh list cho biết mã của từng nhiệm vụ.",
                code_or_locator=code_or_locator,
            )
        )
    if len(found) > 1:
        raise InputRefusedError(
            phrase(
                "Vị trí “{code_or_locator}” có ở {found} văn bản. "
                "Hãy ghi cả mã văn bản, ví dụ CTr04-2026/II.1.a#1.",
                code_or_locator=code_or_locator,
                found=len(found),
            )
        )
    return found[0]
