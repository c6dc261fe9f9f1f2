"""The doers of a collective task one by one: who has done it, and when.

A task given to "Các sở, ban, ngành" counts once in every total; who of them has done it is followed
here, beside the task's own light, and never changes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.domain.phrases import phrase
from app.domain.traffic_light import Assessment, Light

DONE_LIGHTS = (Light.DONE_IN_TIME, Light.DONE_LATE)


@dataclass(frozen=True, slots=True)
class DoerState:
    """How one doer of one task stands as of a day.

    Attributes:
        agency_id: the doer.
        name: its canonical name on that day.
        short_name: for narrow columns.
        done_on: date of its product; None while it is not done.
        product: what it sent ("Kế hoạch 15/KH-SXD"), may be empty.
        assessment: its own light, by `app.domain.traffic_light.assess` from the task's limit.
        recorded_at: when the state was entered last; None where nothing was entered yet.
        recorded_by: who entered it.
    """

    agency_id: int
    name: str
    short_name: str
    done_on: dt.date | None
    product: str
    assessment: Assessment
    recorded_at: dt.datetime | None = None
    recorded_by: str = ""

    @property
    def done(self) -> bool:
        """Whether this doer has done the task."""
        return self.done_on is not None


@dataclass(frozen=True, slots=True)
class DoerEntry:
    """What a person says of some doers.

    Attributes:
        done_on: date of the product; None: not done after all, from ``on`` on.
        on: the day from which "not done" counts; of no meaning with ``done_on``.
        product: the same for all that are marked, may be empty.
    """

    done_on: dt.date | None
    on: dt.date
    product: str = ""


class Entered(Protocol):
    """What one entry says: ``state`` is "done" or "open", from ``effective_on`` on."""

    @property
    def state(self) -> str:
        """One of "done" and "open"."""

    @property
    def effective_on(self) -> dt.date:
        """The day from which it holds."""


_Entry = TypeVar("_Entry", bound=Entered)


def in_force(entries: Iterable[_Entry], as_of: dt.date) -> _Entry | None:
    """Return the entry that holds for one doer on a day, None where none does.

    "Done" replaces the day of a "done" that stood, and whatever was said of later days: there is
    one date of the product. "Open" ends what stood from its own day on.

    Args:
        entries: in the order in which they were entered, without those taken back.
        as_of: the calendar day.
    """
    stand: list[_Entry] = []
    for entry in entries:
        while (
            entry.state == "done"
            and stand
            and (stand[-1].state == "done" or stand[-1].effective_on > entry.effective_on)
        ):
            stand.pop()
        stand.append(entry)
    return next((each for each in reversed(stand) if each.effective_on <= as_of), None)


def progress_words(doers: Sequence[DoerState], unlisted: Sequence[str] = ()) -> str:
    """Return how many have done it: ``7/19 cơ quan đã xong``; "" where nobody is known.

    Args:
        doers: the doers that are known.
        unlisted: names of the collectives beside them whose members nobody has listed: they are
            doers, too, so the count is not the whole.
    """
    if not doers:
        return ""
    words = phrase(
        "{doers}/{doers2} cơ quan đã xong",
        doers=sum(doer.done for doer in doers),
        doers2=len(doers),
    )
    if not unlisted:
        return words
    return phrase("{words}; chưa có danh sách: {names}", words=words, names="; ".join(unlisted))


def all_done(doers: Sequence[DoerState]) -> bool:
    """Return whether every doer that is known has done it; False where nobody is known."""
    return bool(doers) and all(doer.done for doer in doers)
