"""What a command printed, and whether it was done or refused."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app import cli


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def refused(outcome: Outcome) -> str:
    """Return the one line of a refusal."""
    assert outcome.code == cli.REFUSED
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert outcome.err.strip()
    return outcome.err.strip()


def done(outcome: Outcome) -> str:
    assert (outcome.code, outcome.err) == (cli.DONE, "")
    return outcome.out


def tasks_of(outcome: Outcome) -> dict[str, dict[str, object]]:
    return {task["code"]: task for task in json.loads(done(outcome))}
