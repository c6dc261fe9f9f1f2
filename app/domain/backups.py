"""Backups of a register: their names, which of them stay, what bringing one back would change."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

EVERY = dt.timedelta(minutes=30)
"""While changes are made, a backup is made this often at most."""

_KEPT_WHOLE = dt.timedelta(days=30)
"""How long a backup made before a deed, or by hand, is out of reach of thinning."""
_HOURS = dt.timedelta(days=1)
_DAYS = dt.timedelta(days=14)
_WEEKS = dt.timedelta(weeks=8)


class BackupReason(Enum):
    """Why a backup was made; the value stands in its name."""

    AFTER_WORK = "sau khi làm việc"
    DURING_WORK = "trong khi làm việc"
    BY_HAND = "theo yêu cầu"
    BEFORE_UPGRADE = "trước khi nâng cấp"
    BEFORE_IMPORT = "trước khi nhập văn bản"
    BEFORE_RESTORE = "trước khi khôi phục"

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


def thinned_out(backups: Iterable[Backup], now: dt.datetime) -> list[Backup]:
    """Return the backups that are no longer needed.

    Of every hour of the last day, every day of the last two weeks, every week of the last eight and
    every month of all time, the newest stays. So does, for thirty days, whatever protects
    from a deed, and always the newest of all. What is dated in the future is not touched: then the
    clock is wrong, or was.
    """
    ordered = sorted(backups, key=lambda each: (each.taken_at, each.path.name), reverse=True)
    seen: set[tuple[object, ...]] = set()
    out = []
    for backup in ordered:
        age = now - backup.taken_at
        if age < dt.timedelta(0) or (backup.reason.protects and age < _KEPT_WHOLE):
            continue
        span = _span(backup.taken_at, age)
        if span in seen and backup is not ordered[0]:
            out.append(backup)
        seen.add(span)
    return out


def _span(at: dt.datetime, age: dt.timedelta) -> tuple[object, ...]:
    if age < _HOURS:
        return "hour", at.date(), at.hour
    if age < _DAYS:
        return "day", at.date()
    if age < _WEEKS:
        return ("week", *at.isocalendar()[:2])
    return "month", at.year, at.month
