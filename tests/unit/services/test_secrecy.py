"""What is restricted keeps its public title alone, and no text of a register reaches the log."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app import log as logs
from app import paths
from app.domain.acts import Progress
from app.domain.errors import RegisterError
from app.services import printing, progress, reading, sheets, task_editing
from app.services.printing import SheetKind, SheetRequest
from tests.registers import DATED, TODAY, scopes, task_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.register import Register

HIDDEN = "Zzykmat"
"""In no title, and in no shipped text."""


@pytest.fixture
def restricted(register: Register) -> Register:
    """A register in which a task with much said of it was then marked as restricted."""
    task = task_id(register, DATED)
    said = Progress(
        TODAY, 10, f"{HIDDEN} một", f"{HIDDEN} hai", f"{HIDDEN} ba", directive=f"{HIDDEN} bốn"
    )
    progress.update_progress(register, task, said, TODAY)
    for changed in ({"product": f"{HIDDEN} năm"}, {"confidential": True}):
        before = task_editing.load_editable(register, task)
        task_editing.edit_task(register, before, replace(before.draft, **changed))
    return register


def test_it_is_on_no_sheet(restricted: Register) -> None:
    for scope in scopes(restricted):
        assert HIDDEN not in repr(sheets.tracking(restricted, scope, TODAY))
    for by_leader in (True, False):
        assert HIDDEN not in repr(sheets.summary(restricted, TODAY, by_leader=by_leader))


def test_it_is_in_no_pdf_and_the_sheet_says_that_something_is_left_out(
    restricted: Register,
) -> None:
    sheet = printing.print_sheet(restricted, SheetRequest(SheetKind.TRACKING, TODAY))
    assert HIDDEN.encode() not in sheet.data
    whole = sheets.tracking(restricted, scopes(restricted)[0], TODAY)
    assert any("hạn chế phổ biến" in note for note in whole.notes)


def test_search_finds_nothing_of_it_but_its_title(restricted: Register) -> None:
    for words in (HIDDEN, HIDDEN.lower()[:5]):
        assert reading.search(restricted, words) == []
    title = reading.load_detail(restricted, task_id(restricted, DATED), TODAY).title
    assert reading.search(restricted, " ".join(title.split()[:4])) != []


@pytest.fixture
def log_file() -> Iterator[None]:
    logs.start(logging.DEBUG)
    yield
    for handler in list(logging.getLogger().handlers):
        if isinstance(handler.formatter, logs.PlaceFormatter):
            handler.close()
            logging.getLogger().removeHandler(handler)


@pytest.mark.allow_log
@pytest.mark.usefixtures("log_file")
def test_the_log_says_where_an_error_came_from_and_quotes_nothing(register: Register) -> None:
    log = logging.getLogger("test")
    try:
        try:
            paths.__dict__[HIDDEN]
        except KeyError as error:
            raise ValueError(f"{HIDDEN} again") from error
    except ValueError:
        log.exception("unexpected error")
    with pytest.raises(RegisterError) as caught, register.reading() as connection:
        connection.execute(text("SELECT :words FROM nowhere"), {"words": HIDDEN})
    log.error("unexpected error", exc_info=caught.value)
    assert HIDDEN not in f"{caught.value}{caught.value.__cause__}"
    written = paths.log_file().read_text("utf-8")
    assert HIDDEN not in written
    for words in ("KeyError", "ValueError", "OperationalError", "services/test_secrecy.py"):
        assert words in written


@pytest.mark.usefixtures("log_file")
def test_work_leaves_no_text_in_the_log(register: Register) -> None:
    task = task_id(register, DATED)
    progress.update_progress(register, task, Progress(TODAY, 10, HIDDEN), TODAY)
    reading.search(register, HIDDEN)
    title = reading.load_detail(register, task, TODAY).title
    file = paths.log_file()
    written = file.read_text("utf-8") if file.exists() else ""
    assert HIDDEN not in written
    assert title not in written
