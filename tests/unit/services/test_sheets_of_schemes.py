"""Sheets of one đề án: its tasks and no others, under its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InputRefusedError
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.sheet_options import FileFormat
from app.services import names, printing, reading, sheets
from app.services.printing import SheetKind, SheetRequest
from tests.paper import text_of
from tests.registers import TODAY

if TYPE_CHECKING:
    from app.services.register import Register


def largest(register: Register) -> int:
    """Return the đề án that has most tasks."""
    found = [ref.scheme_id for ref in reading.load_index(register, TODAY).tasks if ref.scheme_id]
    return max(found, key=found.count)


def test_a_sheet_of_a_scheme_counts_its_tasks_alone(register: Register) -> None:
    index = reading.load_index(register, TODAY)
    scheme = index.directory.schemes[largest(register)]
    scope = SheetScope(SheetScopeKind.SCHEME, scheme.id)
    sheet = sheets.tracking(register, scope, TODAY)
    wanted = [r for r in index.tasks if r.scheme_id == scheme.id and not r.confidential]
    assert sheet.tally.total == len(wanted) > 0
    assert sheet.subtitle == scheme.full_name
    request = SheetRequest(SheetKind.OVERDUE, TODAY, scope)
    printed = printing.print_sheet(register, request)
    assert scheme.name in text_of(printed.data).replace("\u00a0", " ")
    assert printed.file_name == f"Biểu 5 - {scheme.name} - 2026-11-21.pdf"
    assert printing.file_name(register, request, FileFormat.XLSX).endswith(".xlsx")


def test_a_scheme_is_found_by_its_name_or_number(register: Register) -> None:
    scheme = reading.load_index(register, TODAY).directory.schemes[largest(register)]
    for typed in (scheme.name, scheme.name.lower(), scheme.full_name):
        assert names.find_scheme(register, typed, TODAY) == scheme.id
    with pytest.raises(InputRefusedError, match="Không có đề án nào"):
        names.find_scheme(register, "Đề án 999", TODAY)


def test_a_scheme_that_is_not_there_is_refused(register: Register) -> None:
    with pytest.raises(InputRefusedError, match="Đề án này không có trong sổ"):
        sheets.tracking(register, SheetScope(SheetScopeKind.SCHEME, 9_999), TODAY)
