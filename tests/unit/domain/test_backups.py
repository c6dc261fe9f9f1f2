"""Names of backups, and which of them stay."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.backups import Backup, BackupReason, in_order, name_of, read_name, thinned_out

NOW = dt.datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - local, as all times of a register
AUTO = BackupReason.DURING_WORK

TIMES = st.datetimes(NOW - dt.timedelta(days=900), NOW + dt.timedelta(days=3)).map(
    lambda at: at.replace(microsecond=0)
)
BACKUPS = st.lists(st.tuples(TIMES, st.sampled_from(BackupReason)), max_size=60).map(
    lambda rows: [backup(at, reason, number) for number, (at, reason) in enumerate(rows)]
)


def backup(at: dt.datetime, reason: BackupReason = AUTO, number: int = 0) -> Backup:
    return Backup(Path(f"{number}.tiendo"), at, reason, 1)


@given(
    stem=st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=30),
    at=TIMES,
    reason=st.sampled_from(BackupReason),
    number=st.integers(1, 99),
)
def test_a_name_tells_when_and_why(
    stem: str, at: dt.datetime, reason: BackupReason, number: int
) -> None:
    assert read_name(name_of(stem, at, reason, number)) == (at, reason)


@pytest.mark.parametrize(
    "name",
    [
        "Theo dõi năm 2026.tiendo",
        "Sổ - 2026-13-01 09.00.00 - theo yêu cầu.tiendo",
        "Sổ - 2026-11-21 09.00.00 - vì lý do khác.tiendo",
        "Sổ - 2026-11-21 09.00.00 - theo yêu cầu.tiendo.part12",
        "Sổ - 2026-11-21 09.00.00 - theo yêu cầu.tiendo-wal",
    ],
)
def test_other_files_are_no_backups(name: str) -> None:
    assert read_name(name) is None


def kept_of(found: list[Backup]) -> list[Backup]:
    out = thinned_out(found)
    return [each for each in found if each not in out]


@given(BACKUPS)
def test_the_newest_and_what_protects_stay(found: list[Backup]) -> None:
    kept = kept_of(found)
    assert max((each.taken_at for each in found), default=NOW) == max(
        (each.taken_at for each in kept), default=NOW
    )
    protecting = sorted((each.taken_at for each in found if each.reason.protects), reverse=True)
    for each in found:
        if each not in kept and each.reason.protects:
            assert each.taken_at <= protecting[29]


@given(BACKUPS)
def test_every_month_that_had_one_keeps_one(found: list[Backup]) -> None:
    months = {(each.taken_at.year, each.taken_at.month) for each in found}
    assert {(each.taken_at.year, each.taken_at.month) for each in kept_of(found)} == months


@given(BACKUPS)
def test_thinning_again_takes_nothing_more(found: list[Backup]) -> None:
    assert thinned_out(kept_of(found)) == []


def test_a_year_of_work_leaves_few() -> None:
    hours = [backup(NOW - dt.timedelta(minutes=30 * n), number=n) for n in range(365 * 48)]
    assert 24 + 13 + 6 + 10 <= len(kept_of(hours)) <= 24 + 14 + 8 + 13


def test_a_clock_that_ran_ahead_for_a_day_takes_nothing_of_the_last_weeks() -> None:
    days = [backup(NOW - dt.timedelta(days=n), number=n) for n in range(14)]
    deed = backup(NOW - dt.timedelta(days=40), BackupReason.BEFORE_IMPORT, number=99)
    ahead = [backup(NOW + dt.timedelta(days=3650, hours=n), number=200 + n) for n in range(8)]
    kept = kept_of([*days, deed, *ahead])
    assert {*days[:13], deed} <= set(kept)
    ordered = in_order(kept, NOW)
    assert ordered[0] == days[0]
    assert set(ordered[-len(ahead) :]) <= set(ahead)
