"""The shipped catalogue: how many, how long, how dated, and nothing that nobody knows."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.text import nfc
from app.domain.time_limit import TimeLimitKind
from db import catalogue_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.catalogue_entries import CatalogueFiles, DocumentEntry, TaskEntry

COUNTS = {
    "CTr04-2026": "II.1 10, II.2 11, II.3 5, II.4 8, II.5 8, II.6 7, II.7 7, II.8 5, II.9 5, "
    "II.10 7, II.11 4, II.12 2, III.1 2, III.2 1, III.3 1, III.4 1",
    "KHNQ02-2026": "III.1 3, III.2 2, III.3 1, III.4 6, III.5 6, III.6 12, III.7 14, III.8 17, "
    "III.9 8, TCTH.1 6, TCTH.2 1, TCTH.3 1, TCTH.4 1",
    "VKDH-2025": "IV 5, V 3, VI.1 12, VI.2 2, VI.3 14, VI.4 5, VI.5 4, VI.6 7, VI.7 2, VI.8 4, "
    "VI.9 3, VI.10 3",
    "CTTD-2026": "I 1, I.4 3, II.1 10, III.1 2, III.2 3, III.3 2, III.4 1, III.5 2, IV.1 1, "
    "IV.2 1, IV.3 1, IV.4 3, PL.01 5, PL.02 5, PL.03 5, PL.04 5, PL.05 5, PL.06 10, PL.07 5, "
    "PL.08 5, PL.09 5, PL.10 5, PL.11 5, PL.12 5, PL.13 5, PL.14 6, PL.15 7, PL.16 5, "
    "PL.17 1, PL.YC 5",
}
"""Tasks of every section, in document order."""
SPLIT = {
    *("CTr04-2026/II.11.a#2a", "CTr04-2026/II.11.a#2b"),
    *("CTr04-2026/III.1#1a", "CTr04-2026/III.1#1b"),
    *("KHNQ02-2026/TCTH.1#5a", "KHNQ02-2026/TCTH.1#5b"),
    *("VKDH-2025/VI.1#11a", "VKDH-2025/VI.1#11b"),
    *("VKDH-2025/VI.4#2a", "VKDH-2025/VI.4#2b"),
    *("CTTD-2026/II.1.2#1a", "CTTD-2026/II.1.2#1b"),
    *("CTTD-2026/II.1.3#1a", "CTTD-2026/II.1.3#1b"),
    *("CTTD-2026/II.1.5#1a", "CTTD-2026/II.1.5#1b", "CTTD-2026/II.1.5#1c", "CTTD-2026/II.1.5#1d"),
    *("CTTD-2026/III.3#1a", "CTTD-2026/III.3#1b"),
    *("CTTD-2026/IV.4#1a", "CTTD-2026/IV.4#1b", "CTTD-2026/IV.4#1c"),
}
DATED = {
    "KHNQ02-2026/TCTH.1#2": dt.date(2026, 3, 6),
    "KHNQ02-2026/TCTH.1#5a": dt.date(2026, 5, 25),
    "KHNQ02-2026/TCTH.1#5b": dt.date(2026, 11, 20),
}
KINDS = {
    "CTr04-2026": {"period": 11, "continuing": 4, "undetermined": 69},
    "KHNQ02-2026": {"date": 3, "period": 4, "continuing": 4, "undetermined": 67},
    "CTTD-2026": {"period": 2, "continuing": 0, "undetermined": 0},
    "VKDH-2025": {"period": 6, "continuing": 1, "undetermined": 57},
}
END_OF_TERM = dt.date(2030, 12, 31)
PLACE = r"[IVX]+(?:\.\S+)?#\d+[a-z]?|(?:TCTH\.\d+|PL\.(?:\d\d|YC))#\d+[a-z]?"
LATER_PERIODS = {"CTTD-2026/II.1.5#1b": "2028", "CTTD-2026/II.1.5#1c": "2030"}
"""Periods other than the year 2026: the two reviews of the emulation movement."""
LONGEST_TITLE, LONGEST_POINT, LONGEST_HEADING = 160, 120, 90


@cache
def shipped() -> CatalogueFiles:
    return catalogue_reader.read(paths.catalogue())


def document(code: str) -> DocumentEntry:
    return next(each for each in shipped().documents if each.code == code)


def tasks() -> list[TaskEntry]:
    return [task for each in shipped().documents for task in each.tasks]


def section(locator: str) -> str:
    return ".".join(locator.partition("#")[0].split(".")[:2])


@pytest.mark.parametrize("code", COUNTS)
def test_tasks_by_section(code: str) -> None:
    counts = Counter(section(task.locator) for task in document(code).tasks)
    assert ", ".join(f"{place} {count}" for place, count in counts.items()) == COUNTS[code]


def test_all_tasks_of_every_document() -> None:
    assert {each.code: len(each.tasks) for each in shipped().documents} == {
        "CTr04-2026": 84,
        "KHNQ02-2026": 78,
        "NQTU-2023": 44,
        "VKDH-2025": 64,
        "CTTD-2026": 124,
    }


def test_paragraphs_with_two_obligations_are_split() -> None:
    assert {task.code for task in tasks() if task.code[-1].isalpha()} == SPLIT


def test_locators_begin_with_their_section_and_are_unique() -> None:
    codes = [task.code for task in tasks()]
    assert len(codes) == len(set(codes))
    for task in tasks():
        assert task.locator.startswith(task.section)
        assert re.fullmatch(PLACE, task.locator), task.code


@pytest.mark.parametrize("code", COUNTS)
def test_titles(code: str) -> None:
    titles = [task.title for task in document(code).tasks]
    assert len(titles) == len(set(titles))
    for title in titles:
        assert len(title) <= LONGEST_TITLE, title
        assert title[0].isupper(), title
        assert title[-1] not in ".;:,", title


@pytest.mark.parametrize("code", COUNTS)
def test_short_titles(code: str) -> None:
    for task in document(code).tasks:
        assert task.short, task.code
        assert len(task.short) <= len(task.title), task.code
        assert task.short[0].isupper() or task.short[0].isdigit(), task.short
    shorts = [task.short for task in document(code).tasks]
    assert len(shorts) == len(set(shorts))


def texts() -> Iterator[tuple[str, str]]:
    for each in shipped().documents:
        for task in each.tasks:
            yield from (
                (task.code, text)
                for text in (task.title, task.short, task.product, task.note, *task.points)
            )
        yield from ((f"{each.code}/{s.at}", s.heading) for s in each.sections)


def test_texts_are_clean() -> None:
    for code, text in texts():
        assert text == nfc(text), code
        assert text == " ".join(text.split()), (code, text)
        assert text.count('"') % 2 == 0, (code, text)
        assert text.count("(") == text.count(")"), (code, text)


def test_points_and_headings_are_short() -> None:
    for each in shipped().documents:
        for task in each.tasks:
            long = [point for point in task.points if len(point) > LONGEST_POINT]
            assert not long, task.code
            assert len(task.points) == len(set(task.points)), task.code
        assert all(0 < len(s.heading) <= LONGEST_HEADING for s in each.sections)


def test_three_obligations_have_a_date() -> None:
    dated = {task.code: task.time for task in tasks() if task.time.kind is TimeLimitKind.DATE}
    assert {code: limit.due_on for code, limit in dated.items()} == DATED


def test_other_dates_are_ends_of_periods() -> None:
    for task in tasks():
        limit = task.time
        if limit.kind is TimeLimitKind.PERIOD:
            years = (
                {"2030", "2026"}
                if task.code.startswith("VKDH-2025/")
                else {
                    LATER_PERIODS.get(task.code, "2023" if task.code.startswith("NQTU") else "2026")
                }
            )
            assert limit.period in years, task.code
            assert limit.due_on == dt.date(int(limit.period), 12, 31), task.code
        if limit.kind is not TimeLimitKind.UNDETERMINED:
            assert limit.text, f"{task.code}: the words of time are missing"


@pytest.mark.parametrize("code", KINDS)
def test_kinds_of_time_limit(code: str) -> None:
    assert Counter(task.time.kind.value for task in document(code).tasks) == KINDS[code]


def test_the_restricted_scheme_carries_nothing_but_its_title() -> None:
    (scheme,) = [each for each in shipped().schemes if each.confidential]
    assert scheme.number == "17"
    restricted = [each for each in tasks() if each.scheme == "17"]
    assert [each.code for each in restricted] == ["CTr04-2026/II.11.a#2a", "CTTD-2026/PL.17#1"]
    assert [each for each in tasks() if each.confidential] == restricted
    public = words(scheme.title)
    for task in restricted:
        assert task.points == ()
        assert (task.product, task.time.kind) == ("", TimeLimitKind.UNDETERMINED)
        # Its title says no more than the scheme's public one.
        assert public in words(task.title)
        assert len(words(task.title).replace(public, "")) < 50
    codes = {each.code for each in restricted}
    others = [text for code, text in texts() if code not in codes and "Đề án 17" in text]
    assert others == ["Đề án 17: Mở rộng đối ngoại, chủ động hội nhập và hợp tác quốc tế"]
    assert words(others[0].partition(": ")[2]) in public


def words(text: str) -> str:
    """Return a text without punctuation and capitals."""
    return " ".join(re.findall(r"\w+", text.lower()))


def test_every_name_is_known() -> None:
    agencies = {each.name for each in shipped().agencies}
    officials = {each.name for each in shipped().officials}
    schemes = {each.number for each in shipped().schemes}
    documents = {each.code for each in shipped().documents}
    codes = {task.code for task in tasks()}
    for task in tasks():
        assert {name for names in task.roles.values() for name in names} <= agencies, task.code
        assert task.scheme is None or task.scheme in schemes, task.code
    for each in shipped().documents:
        for report in each.reports:
            assert {*report.by, *report.to} <= agencies, report.code
            assert report.task is None or report.task in codes, report.code
        for indicator in each.indicators:
            named = {name for names in indicator.roles.values() for name in names}
            assert named <= agencies, indicator.at
            assert indicator.leader is None or indicator.leader in officials, indicator.at
    for scheme in shipped().schemes:
        assert scheme.lead is None or scheme.lead in agencies
        assert scheme.document is None or scheme.document in documents
    for portfolio in shipped().portfolios:
        assert portfolio.agency in agencies
        assert portfolio.official in officials
        assert portfolio.document in documents
    keys = {each.key for each in shipped().agencies}
    assert {each.parent for each in shipped().agencies} <= {*keys, None}
    for agency in shipped().agencies:
        assert set(agency.members) <= agencies, agency.key


def test_a_collective_has_single_agencies_as_members_and_tells_how_it_was_read() -> None:
    collective = {each.name for each in shipped().agencies if each.collective}
    filled = [each for each in shipped().agencies if each.members]
    assert [each.name for each in filled] == ["Các sở, ban, ngành"]
    for each in filled:
        assert each.name in collective
        assert len(each.members) == len(set(each.members))
        assert not set(each.members) & collective
        assert "hiểu là" in each.note


def test_only_one_task_of_the_plans_has_no_lead() -> None:
    without = [task.code for task in tasks() if not task.roles.get("lead")]
    plans = [code for code in without if not code.startswith("VKDH-2025/")]
    assert plans == ["KHNQ02-2026/III.3#1"]


def test_the_congress_names_nobody_who_does_the_work() -> None:
    assert not any(task.roles for task in document("VKDH-2025").tasks)
    assert not any(indicator.roles for indicator in document("VKDH-2025").indicators)


def test_an_agency_has_one_role_in_a_task() -> None:
    """Sở Nội vụ alone both works on a đề án (02, 04, 15) and receives the reports on it."""
    twice = set()
    for task in tasks():
        names = Counter(name for names in task.roles.values() for name in names)
        for name in (name for name, count in names.items() if count > 1):
            assert name in task.roles["receiving"], task.code
            twice.add((task.locator.partition("#")[0], name))
    assert twice == {(f"PL.{number}", "Sở Nội vụ") for number in ("02", "04", "15")}


def test_agencies_are_told_apart() -> None:
    agencies = shipped().agencies
    assert len({each.key for each in agencies}) == len({each.name for each in agencies})
    assert len({each.name for each in agencies}) == len(agencies)


def test_an_agency_has_at_most_one_suggested_leader() -> None:
    agencies = [each.agency for each in shipped().portfolios]
    assert len(agencies) == len(set(agencies))
    codes = {indicator.at for indicator in document("CTr04-2026").indicators}
    for portfolio in shipped().portfolios:
        assert portfolio.evidence
        assert set(portfolio.evidence) <= codes


def test_appendix_of_the_programme() -> None:
    indicators = document("CTr04-2026").indicators
    assert len(indicators) == 45
    numbered = [each.at for each in indicators if re.fullmatch(r"PL\.\d+", each.at)]
    assert numbered == [f"PL.{number}" for number in range(1, 28)]
    by_at = {each.at: each for each in indicators}
    for each in indicators:
        assert each.parent is None or each.parent in by_at, each.at
        assert [target.year for target in each.targets][:1] in ([2026], []), each.at
    assert by_at["PL.2"].targets[0].operator == ">"
    assert by_at["PL.2"].targets[0].value == 10
    assert by_at["PL.1"].targets[0].text == "155.000"
    assert by_at["PL.1"].targets[0].value == 155000
    assert by_at["PL.9"].targets[0].text == "112"


def test_communes_lead_most_rows_of_the_appendix() -> None:
    indicators = document("CTr04-2026").indicators
    alone = [each for each in indicators if each.roles.get("lead") == ("UBND các xã, phường",)]
    assert len(alone) == 25
    assert all(each.roles.get("coordinating") for each in alone)


def test_appendices_of_the_plan() -> None:
    indicators = {each.at: each for each in document("KHNQ02-2026").indicators}
    assert [at for at in indicators if at.startswith("PL1.I.")] == [
        f"PL1.I.{number}" for number in range(1, 8)
    ]
    assert [at for at in indicators if at.startswith("PL1.II.")] == [
        f"PL1.II.{number}" for number in range(1, 8)
    ]
    second = [each for at, each in indicators.items() if at.startswith("PL2.")]
    assert len(second) == 4
    texts = [each.targets[0].text for each in second]
    assert texts == ["100%", "Tối thiểu 80%", "100%", "Tối thiểu 95%"]
    assert {each.targets[0].year_printed for each in second} == {2025}
    assert {each.targets[0].year for each in second} == {2026}
    assert [each.targets[0].operator for each in second] == ["=", ">=", "=", ">="]


def test_the_plan_has_no_number_and_no_day() -> None:
    plan = document("KHNQ02-2026")
    assert plan.number is None
    assert (plan.issued_on, plan.issued_precision) == (dt.date(2026, 3, 1), "month")
    programme = document("CTr04-2026")
    assert programme.number == "04/CTr-UBND"
    assert (programme.issued_on, programme.issued_precision) == (dt.date(2026, 2, 3), "day")


def test_report_duties() -> None:
    found = {
        report.code: (report.recurrence and report.recurrence.value, report.due_on)
        for each in shipped().documents
        for report in each.reports
    }
    assert found == {
        "CTr04-2026/BC-THANG": ("monthly", None),
        "CTr04-2026/BC-QUY": ("quarterly", None),
        "CTr04-2026/BC-NAM": ("annual", None),
        "CTr04-2026/BC-TONGHOP": (None, None),
        "KHNQ02-2026/BC-6T": ("once", dt.date(2026, 5, 25)),
        "KHNQ02-2026/BC-NAM": ("once", dt.date(2026, 11, 20)),
        "KHNQ02-2026/BC-THANG": ("monthly", None),
    } | {f"CTTD-2026/BC-DA{number:02d}": (None, None) for number in range(1, 17)}


# ---- the Congress report


def test_the_congress_report_has_neither_number_nor_day_nor_signer() -> None:
    report = document("VKDH-2025")
    assert report.number is None
    assert (report.issued_on.year, report.issued_precision) == (2025, "year")
    assert (report.signer, report.signed_for) == ("", "T/M TỈNH ỦY")
    assert (report.period_from.year, report.period_to) == (2025, END_OF_TERM)


def test_targets_of_the_congress_are_for_the_end_of_the_term() -> None:
    indicators = document("VKDH-2025").indicators
    groups = {match[1] for each in indicators if (match := re.match(r"III\.2#(\d+)", each.at))}
    assert groups == {str(number) for number in range(1, 26)}
    for each in indicators:
        assert each.targets, each.at
        assert {target.year for target in each.targets} == {2030}, each.at
        assert {target.from_year for target in each.targets} <= {None, 2026}, each.at
        assert {result.year for result in each.results} <= {2025}, each.at


def test_an_indicator_of_the_congress_that_has_a_home_is_not_made_anew() -> None:
    homes = {
        f"{code}/{each.at}": each
        for code in ("CTr04-2026", "KHNQ02-2026")
        for each in document(code).indicators
        if not each.same_as
    }
    own = []
    for each in document("VKDH-2025").indicators:
        if each.same_as is None:
            own.append(each.at)
            continue
        units = {target.unit for target in each.targets} | {r.unit for r in each.results}
        assert units <= {"", homes[each.same_as].unit}, each.at
    assert own == [
        *("III.2#25a", "III.2#25b", "VI.3#4", "VI.3#6", "VI.3#7", "VI.4#4"),
        *("VI.6#4", "VI.6#7a", "VI.6#7b"),
    ]
