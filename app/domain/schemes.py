"""Đề án as lists name them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.phrases import joined, phrase


@dataclass(frozen=True, slots=True)
class SchemeRecord:
    """A đề án: number, title, and whether it is the nation's and not the province's."""

    id: int
    number: str
    title: str
    national: bool = False

    @property
    def name(self) -> str:
        """Number as people say it: ``Đề án 06``; a national one says so, for numbers recur."""
        return phrase(
            "Đề án {number}{value}",
            number=self.number,
            value=phrase(" quốc gia") if self.national else "",
        )

    @property
    def full_name(self) -> str:
        """Number and title."""
        return joined(": ", (self.name, self.title)) if self.title else self.name
