"""Counts of lights that add up, and the two percentages with their denominators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.traffic_light import Light

LIGHT_COUNT = len(Light)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks stand under each light.

    ``total = completed + open + unknown + stopped`` holds for any counts, because each of the four
    is a sum over the same seven numbers.
    """

    counts: tuple[int, int, int, int, int, int, int] = (0, 0, 0, 0, 0, 0, 0)

    @classmethod
    def of(cls, lights: Iterable[int]) -> Tally:
        """Count lights (`Light` values or plain ints 0–6).

        Raises:
            ValueError: something else is among them.
        """
        found = bytes(lights)  # seven looks over bytes cost half of one over numbers
        counts = tuple(map(found.count, range(LIGHT_COUNT)))
        if sum(counts) != len(found):
            raise ValueError("a light is one of seven")
        return cls(counts)  # type: ignore[arg-type] # seven by construction

    def __getitem__(self, light: Light) -> int:
        """Return the count of one light."""
        return self.counts[light]

    def __add__(self, other: Tally) -> Tally:
        """Add two tallies light by light."""
        added = tuple(a + b for a, b in zip(self.counts, other.counts, strict=True))
        return Tally(added)  # type: ignore[arg-type] # seven by construction

    @property
    def total(self) -> int:
        """Every task once."""
        return sum(self.counts)

    @property
    def completed(self) -> int:
        """Completed, in time or late."""
        return self[Light.DONE_IN_TIME] + self[Light.DONE_LATE]

    @property
    def open(self) -> int:
        """Not completed: in time, due soon or overdue."""
        return self[Light.IN_TIME] + self[Light.DUE_SOON] + self[Light.OVERDUE]

    @property
    def unknown(self) -> int:
        """No information, or no time limit."""
        return self[Light.UNKNOWN]

    @property
    def stopped(self) -> int:
        """Stopped or withdrawn: outside the percentages."""
        return self[Light.STOPPED]

    @property
    def due(self) -> int:
        """Denominator of the first percentage: completed, or open and overdue."""
        return self.completed + self[Light.OVERDUE]

    @property
    def followed(self) -> int:
        """Denominator of the second percentage: all tasks but the stopped ones."""
        return self.total - self.stopped

    def proof(self) -> str:
        """Return the sum as the status bar shows it: ``24 + 123 + 29 + 1 = 177``."""
        return f"{self.completed} + {self.open} + {self.unknown} + {self.stopped} = {self.total}"


def add_all(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of any number of tallies (an empty sum is zero everywhere)."""
    result = Tally()
    for tally in tallies:
        result += tally
    return result
