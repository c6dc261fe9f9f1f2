"""Commands of the office, on a day that never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import cli
from app.cli import common
from tests.commands import Outcome
from tests.conftest import NOW, USER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.register import Register


@pytest.fixture
def office(monkeypatch, capsys):
    """Run a command on 21/11/2026 at 9:00, as the office's user."""

    def on_that_day(opening: Callable[[Path], Register]) -> Callable[[Path], Register]:
        def opened(path: Path) -> Register:
            register = opening(path)
            register.user, register.clock = USER, lambda: NOW
            return register

        return opened

    for name in ("open_register", "open_or_create"):
        monkeypatch.setattr(common, name, on_that_day(getattr(common, name)))

    def run(*arguments: object) -> Outcome:
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(str(ended.code))
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run


@pytest.fixture
def on_register(office, register_path):
    """Run a command on a register of the test's own."""

    def run(command: str, *arguments: object) -> Outcome:
        outcome: Outcome = office(command, "--register", register_path, *arguments)
        return outcome

    return run
