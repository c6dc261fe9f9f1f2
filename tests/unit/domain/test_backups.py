"""Names of backups, and which of them stay."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.backups import Backup, BackupReason, name_of, read_name, thinned_out

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


@given(BACKUPS)
def test_the_newest_and_what_protects_stay(found: list[Backup]) -> None:
    out = thinned_out(found, NOW)
    kept = [each for each in found if each not in out]
    if found:
        assert max(each.taken_at for each in found) == max(each.taken_at for each in kept)
    month = NOW - dt.timedelta(days=30)
    for each in out:
        assert not each.reason.protects or each.taken_at <= month
        assert each.taken_at <= NOW


@given(BACKUPS)
def test_every_month_that_had_one_keeps_one(found: list[Backup]) -> None:
    kept = [each for each in found if each not in thinned_out(found, NOW)]
    months = {(each.taken_at.year, each.taken_at.month) for each in found}
    # A week that spans two months keeps one backup, of the later month.
    old = {
        (each.taken_at.year, each.taken_at.month)
        for each in found
        if each.taken_at < NOW - dt.timedelta(weeks=14)
    }
    assert old <= {(each.taken_at.year, each.taken_at.month) for each in kept} <= months


@given(BACKUPS)
def test_thinning_again_takes_nothing_more(found: list[Backup]) -> None:
    kept = [each for each in found if each not in thinned_out(found, NOW)]
    assert thinned_out(kept, NOW) == []


def test_a_year_of_work_leaves_few() -> None:
    hours = [backup(NOW - dt.timedelta(minutes=30 * n), number=n) for n in range(365 * 48)]
    kept = len(hours) - len(thinned_out(hours, NOW))
    assert 24 + 13 + 6 + 10 <= kept <= 25 + 14 + 8 + 13
