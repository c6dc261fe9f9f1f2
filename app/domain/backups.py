"""Backups of a register: their names, which of them stay, what bringing one back would change."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from pathlib import Path

from app.domain.phrases import phrase

EVERY = dt.timedelta(minutes=30)
"""While changes are made, a backup is made this often at most."""

_PROTECTING = 30
"""So many of those made before a deed, or by hand, are out of reach of thinning."""
_SPANS: tuple[tuple[int | None, Callable[[dt.datetime], object]], ...] = (
    (24, lambda at: (at.date(), at.hour)),
    (14, dt.datetime.date),
    (8, lambda at: at.isocalendar()[:2]),
    (None, lambda at: (at.year, at.month)),
)
"""Of how many spans the newest backup stays (None: of all), and in which span one was made."""
_AHEAD = dt.timedelta(days=1)
"""A backup dated later than this from now was made while a clock ran ahead."""


class BackupReason(Enum):
    """Why a backup was made; the value stands in its name."""

    AFTER_WORK = phrase("sau khi làm việc")
    DURING_WORK = phrase("trong khi làm việc")
    BY_HAND = phrase("theo yêu cầu")
    BEFORE_UPGRADE = phrase("trước khi nâng cấp")
    BEFORE_IMPORT = phrase("trước khi nhập văn bản")
    BEFORE_RESTORE = phrase("trước khi khôi phục")

    @property
    def protects(self) -> bool:
        """Whether it is the way back from a deed, or somebody asked for it."""
        return self not in (BackupReason.AFTER_WORK, BackupReason.DURING_WORK)


_NAME = re.compile(
    r"(?P<stem>.+) - (?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) - (?P<reason>[^\d]+?)"
    r"(?: \((?P<number>\d+)\))?\.tiendo",
    re.DOTALL,
)
_TIME = "%Y-%m-%d %H.%M.%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup as its file's name tells it.

    ``taken_at``: local time. ``size``: bytes. ``elsewhere``: whether it lies on the second place.
    """

    path: Path
    taken_at: dt.datetime
    reason: BackupReason
    size: int
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class LostChange:
    """An operation that bringing a backup back would take out of the register."""

    recorded_at: dt.datetime
    recorded_by: str
    summary: str


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What differs between a register and a backup of it.

    Attributes:
        lost: operations that only the register has, newest first.
        regained: how many operations only the backup has.
        tasks, updates: counts in (register, backup); None where the register cannot be read.
        other_register: whether the backup is one of another register.
        files_missing: contents of evidence that neither the register's folder nor a backup has.
    """

    backup: Backup
    lost: tuple[LostChange, ...] = ()
    regained: int = 0
    tasks: tuple[int | None, int] = (None, 0)
    updates: tuple[int | None, int] = (None, 0)
    other_register: bool = False
    files_missing: int = 0


@dataclass(frozen=True, slots=True)
class BackupOutcome:
    """What came of making a backup: the files made, and why a place got none, in sentences."""

    made: tuple[Backup, ...] = ()
    problems: tuple[str, ...] = field(default=())


def name_of(stem: str, at: dt.datetime, reason: BackupReason, number: int = 1) -> str:
    """Return the file name of a backup; ``number`` tells those of one second apart."""
    again = f" ({number})" if number > 1 else ""
    return f"{stem} - {at.strftime(_TIME)} - {reason.value}{again}.tiendo"


def read_name(name: str) -> tuple[dt.datetime, BackupReason] | None:
    """Return when and why a backup was made; None for a file that is no backup."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        at = dt.datetime.strptime(found["at"], _TIME)  # noqa: DTZ007 - local on purpose
        return at, BackupReason(found["reason"])
    except ValueError:
        return None


def thinned_out(backups: Iterable[Backup]) -> list[Backup]:
    """Return the backups that are no longer needed.

    The newest of each of the last 24 hours, 14 days and 8 weeks in which one was made stays, and
    of every month; so do the newest 30 of those that protect from a deed. Spans are counted, not
    reckoned back from today, as restic and borg do: a clock that runs ahead for a day would else
    make all that there is old at once.
    """
    ordered = sorted(backups, key=lambda each: (each.taken_at, each.path.name), reverse=True)
    kept = set(islice((each.path for each in ordered if each.reason.protects), _PROTECTING))
    for most, span in _SPANS:
        newest: dict[object, Backup] = {}
        for backup in ordered:
            newest.setdefault(span(backup.taken_at), backup)
        kept.update(each.path for each in islice(newest.values(), most))
    return [each for each in ordered if each.path not in kept]


def in_order(backups: Iterable[Backup], now: dt.datetime) -> list[Backup]:
    """Return backups newest first; of two of one moment, the one beside the register.

    What is dated later than tomorrow comes last: a clock ran ahead when it was made, and nobody
    knows how old it is.
    """
    latest = now + _AHEAD
    return sorted(
        backups,
        key=lambda each: (each.taken_at <= latest, each.taken_at, not each.elsewhere),
        reverse=True,
    )
