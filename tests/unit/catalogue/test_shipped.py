"""The shipped catalogue: how many, how long, how dated, and nothing that nobody knows."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from app import paths
from app.domain.text import nfc
from app.domain.time_limit import TimeLimitKind
from db import catalogue_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.catalogue_entries import CatalogueFiles, DocumentEntry, TaskEntry

EXPECTED: dict[str, dict[str, Any]] = {
    file.stem: yaml.safe_load(file.read_text("utf-8"))
    for file in sorted(Path(__file__).with_name("expected").glob("*.yaml"))
}
"""What was counted by hand in every document."""
END_OF_TERM = dt.date(2030, 12, 31)
PLACE = r"[IVX]+(?:\.\S+)?#\d+[a-z]?|(?:TCTH\.\d+|PL\.(?:\d\d|YC))#\d+[a-z]?"
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


def test_every_document_has_its_expectations() -> None:
    assert {each.code for each in shipped().documents} == EXPECTED.keys()


@pytest.mark.parametrize("code", EXPECTED)
def test_tasks_by_section(code: str) -> None:
    tasks = document(code).tasks
    counts = Counter(section(task.locator) for task in tasks)
    said = ", ".join(f"{place} {count}" for place, count in counts.items())
    assert (said, len(tasks)) == (EXPECTED[code]["sections"], EXPECTED[code]["tasks"])


@pytest.mark.parametrize("code", EXPECTED)
def test_paragraphs_with_several_obligations_are_split(code: str) -> None:
    locators = [task.locator for task in document(code).tasks]
    assert [each for each in locators if each[-1].isalpha()] == EXPECTED[code]["split"]


@pytest.mark.parametrize("code", EXPECTED)
def test_number_date_and_last_day(code: str) -> None:
    found, expected = document(code), EXPECTED[code]
    assert f"{found.issued_on}, {found.issued_precision}" == expected["issued"]
    assert (found.number, found.closed_on) == (expected["number"], expected.get("closed_on"))


def test_locators_begin_with_their_section_and_are_unique() -> None:
    codes = [task.code for task in tasks()]
    assert len(codes) == len(set(codes))
    for task in tasks():
        assert task.locator.startswith(task.section)
        assert re.fullmatch(PLACE, task.locator), task.code


@pytest.mark.parametrize("code", EXPECTED)
def test_titles(code: str) -> None:
    titles = [task.title for task in document(code).tasks]
    assert len(titles) == len(set(titles))
    for title in titles:
        assert len(title) <= LONGEST_TITLE, title
        assert title[0].isupper(), title
        assert title[-1] not in ".;:,", title


@pytest.mark.parametrize("code", EXPECTED)
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


@pytest.mark.parametrize("code", EXPECTED)
def test_kinds_of_time_limit(code: str) -> None:
    tasks, expected = document(code).tasks, EXPECTED[code]
    assert Counter(task.time.kind.value for task in tasks) == expected["kinds"]
    dated = [task for task in tasks if task.time.kind is TimeLimitKind.DATE]
    assert {task.locator: task.time.due_on for task in dated} == expected["dates"]


@pytest.mark.parametrize("code", EXPECTED)
def test_other_dates_are_ends_of_periods(code: str) -> None:
    limits = [task.time for task in document(code).tasks]
    periods = [limit for limit in limits if limit.kind is TimeLimitKind.PERIOD]
    assert Counter(limit.period for limit in periods) == EXPECTED[code]["periods"]
    assert all(str(limit.due_on) == f"{limit.period}-12-31" for limit in periods)
    timed = [limit for limit in limits if limit.kind is not TimeLimitKind.UNDETERMINED]
    assert all(limit.text for limit in timed), "the words of time are missing"


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


@pytest.mark.parametrize("code", EXPECTED)
def test_tasks_that_nobody_leads(code: str) -> None:
    without = [task for task in document(code).tasks if not task.roles.get("lead")]
    assert len(without) == EXPECTED[code]["without_lead"]


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


@pytest.mark.parametrize("code", EXPECTED)
def test_report_duties(code: str) -> None:
    found = {}
    for report in document(code).reports:
        said = [report.recurrence and report.recurrence.value, report.due_on]
        words = " ".join(str(part) for part in said if part is not None)
        found[report.code.removeprefix(f"{code}/")] = words or None
    assert found == EXPECTED[code]["reports"]


# ---- the Congress report


def test_the_congress_report_has_no_signer() -> None:
    report = document("VKDH-2025")
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
