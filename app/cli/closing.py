"""``periods`` and ``close-period``: reporting periods and chốt số liệu."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from app.cli.common import back_up, command, day, open_named
from app.domain import formats
from app.domain.errors import InputRefusedError
from app.domain.periods import parse_period
from app.domain.reporting_periods import PeriodKind, PeriodRecord, ProposedPeriod, of_calendar
from app.services import closing
from app.services.register import Register


def add_to(commands: Any) -> None:
    """Add the commands about periods to the parser."""
    command(commands, "periods", _periods, "liệt kê kỳ báo cáo và ngày chốt số liệu")
    parser = command(commands, "close-period", _close, "chốt số liệu một kỳ báo cáo")
    parser.add_argument(
        "period",
        metavar="KỲ",
        help="2026-10, 2026-Q3, 2026-H1, 2026, hoặc tên kỳ; kỳ chưa có thì thêm",
    )
    parser.add_argument(
        "--closes-on", metavar="NGÀY", type=day, help="ngày chốt, nếu khác ngày theo quy định"
    )


def _periods(arguments: argparse.Namespace) -> None:
    register = open_named(arguments)
    try:
        found = closing.load_periods(register)
    finally:
        register.close()
    for period in found:
        ends = formats.date_in_table(period.closes_on)
        print(f"{period.name}: số liệu đến hết {ends}. {period.state_words}.")
    if not found:
        print("Sổ chưa có kỳ báo cáo nào.")


def _close(arguments: argparse.Namespace) -> None:
    register = open_named(arguments)
    try:
        period = _found(register, arguments)
        change = closing.close(register, period.id)
        back_up(register)
    finally:
        register.close()
    print(change.sentence)


def _found(register: Register, arguments: argparse.Namespace) -> PeriodRecord:
    """Return the period that was named, added or moved to the closing day where one was given."""
    wanted = _wanted(arguments)
    period = _by_name(register, wanted.name)
    if period is None:
        if wanted.kind is PeriodKind.OWN and arguments.closes_on is None:
            raise InputRefusedError(
                f"Sổ không có kỳ “{arguments.period}”. Thêm kỳ riêng thì ghi cả --closes-on."
            )
        closing.add(register, wanted)
        period = _by_name(register, wanted.name)
    elif arguments.closes_on is not None and arguments.closes_on != period.closes_on:
        closing.move_closing_day(register, period.id, arguments.closes_on)
        period = _by_name(register, wanted.name)
    assert period is not None  # noqa: S101 - it was there, or has been added
    return period


def _by_name(register: Register, name: str) -> PeriodRecord | None:
    known = closing.load_periods(register)
    return next((each for each in known if each.name.casefold() == name.casefold()), None)


def _wanted(arguments: argparse.Namespace) -> ProposedPeriod:
    try:
        named = of_calendar(parse_period(arguments.period))
    except (ValueError, KeyError):  # no key, or that of a week, which is no period of reports
        name = " ".join(arguments.period.split())
        named = ProposedPeriod(PeriodKind.OWN, name, None, arguments.closes_on or dt.date.min)
    if arguments.closes_on is None:
        return named
    begins = named.begins_on
    if begins is not None and begins > arguments.closes_on:
        begins = None
    return ProposedPeriod(named.kind, named.name, begins, arguments.closes_on)
