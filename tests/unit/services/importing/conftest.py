"""What all tests of the road to the register see of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.services import reading_documents, reading_indicators
from tests.registers import TODAY, what_people_see

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.records import RegisterIndex
    from app.services.register import Register


def used_alone(index: RegisterIndex) -> RegisterIndex:
    """Return an index whose outline has only the sections in which a task stands."""
    used = {ref.section_id for ref in (*index.tasks, *index.closed)}
    sections = {key: each for key, each in index.directory.sections.items() if key in used}
    return replace(index, directory=replace(index.directory, sections=sections))


@pytest.fixture
def seen() -> Callable[..., dict[str, Any]]:
    """Return all that people see of a register, indicators and agencies included."""

    def look(register: Register, as_of: dt.date = TODAY) -> dict[str, Any]:
        found = what_people_see(register, as_of)
        found["index"] = used_alone(found["index"])
        found["indicators"] = reading_indicators.load_indicators(register, as_of)
        found["documents"] = reading_documents.load_documents(register, as_of)
        found["outlines"] = [
            reading_documents.load_outline(register, facts.document.id, as_of)
            for facts in found["documents"]
        ]
        return found

    return look
