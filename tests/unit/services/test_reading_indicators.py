"""Indicators as of a day: who is in charge, what documents set by then, what was known by then."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import text

from app import models, paths
from app.domain.indicators import Agreement, IndicatorBook, IndicatorRecord
from app.domain.records import Role
from app.domain.targets import Measure
from app.services.reading_indicators import load_indicators
from app.services.register import Register
from tests import small_catalogue
from tests.conftest import open_as_office
from tests.registers import TODAY, write

INDEX = small_catalogue.INDEX


@pytest.fixture(scope="module")
def small_path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    path = folder / "so.tiendo"
    small_catalogue.make_register(small_catalogue.write(folder / "catalogue"), path)
    return path


@pytest.fixture
def small(small_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    copy = tmp_path / small_path.name
    copy.write_bytes(small_path.read_bytes())
    monkeypatch.setattr(paths, "catalogue", lambda: small_path.parent / "catalogue")
    register = open_as_office(copy)
    yield register
    register.close()


@pytest.fixture(scope="module")
def shipped(shipped_register: Path, tmp_path_factory) -> IndicatorBook:
    copy = tmp_path_factory.mktemp("book") / shipped_register.name
    copy.write_bytes(shipped_register.read_bytes())
    register = open_as_office(copy)
    try:
        return load_indicators(register, TODAY)
    finally:
        register.close()


def of(book: IndicatorBook, code: str) -> IndicatorRecord:
    return next(each for each in book.indicators if each.code == code)


def value_of(indicator: IndicatorRecord, year: int) -> float | None:
    result = indicator.result_of(year)
    return None if result is None else result.value


def measured(register: Register, value: float, known_on: dt.date, **fields: object) -> None:
    key = of(load_indicators(register, TODAY), INDEX).id
    row = models.Measurement(
        indicator_id=key,
        period="2025",
        value=value,
        effective_on=known_on,
        recorded_at=dt.datetime.combine(known_on, dt.time(8)),
        recorded_by="can.bo",
        **fields,
    )
    write(register, row)


def test_parts_stand_under_their_whole_in_its_group(small):
    whole, part, *_ = load_indicators(small, TODAY).indicators
    assert (whole.code, part.code) == (INDEX, f"{INDEX}.1")
    assert (part.depth, part.parent_id, part.block) == (1, whole.id, whole.document_id)


def test_targets_come_with_document_place_and_words(small):
    index = of(load_indicators(small, TODAY), INDEX)
    assert [(each.year, each.text, each.place, each.measure) for each in index.targets] == [
        (2026, "112", "PL.1", Measure.LEVEL),
        (2026, "tăng trên 12%", "II.1", Measure.LEVEL),
        (2030, "bình quân trên 13%/năm", "I.9", Measure.AVERAGE),
    ]
    assert [role.agency_name for role in index.agencies(Role.LEAD)] == ["Sở Công Thương"]


def test_what_a_person_made_of_targets_holds(small):
    (comparison,) = of(load_indicators(small, TODAY), INDEX).comparisons
    assert comparison.agreement is Agreement.NOTATION
    assert comparison.note == "Chỉ số 112 là tăng 12%"


def test_a_document_that_is_not_issued_yet_sets_nothing(small):
    before = load_indicators(small, dt.date(2026, 2, 2))
    assert [each.year for each in of(before, INDEX).targets] == [2030]
    assert f"{INDEX}.1" not in [each.code for each in before.indicators]
    assert load_indicators(small, dt.date(2020, 1, 1)).indicators == []


def test_a_result_is_seen_from_the_day_on_which_it_is_known(small):
    measured(small, 108.0, dt.date(2026, 5, 4), text="108")
    april = of(load_indicators(small, dt.date(2026, 5, 3)), INDEX)
    may = of(load_indicators(small, dt.date(2026, 5, 4)), INDEX)
    assert value_of(april, 2025) == 109.5
    assert value_of(may, 2025) == 108.0


def test_a_result_that_was_taken_back_is_gone(small):
    measured(small, 108.0, dt.date(2026, 5, 4))
    with small.reading() as connection:
        wrong = connection.execute(text("SELECT max(id) FROM measurement")).scalar_one()
    measured(small, 108.0, dt.date(2026, 5, 4), reverses_id=wrong)
    assert value_of(of(load_indicators(small, TODAY), INDEX), 2025) == 109.5


def test_part_of_a_year_is_no_result_of_the_year(small):
    index = of(load_indicators(small, TODAY), INDEX)
    this_year = index.result_of(2026)
    assert this_year is not None
    assert (this_year.value, this_year.figure) == (None, 40)


def test_the_appendix_comes_first_and_documents_of_the_past_last(shipped):
    blocks = list(dict.fromkeys((each.block, each.group) for each in shipped.indicators))
    names = [(shipped.documents[block].code, group) for block, group in blocks]
    assert [group[:3].strip() for code, group in names[:4] if code == "CTr04-2026"] == [
        "I.",
        "II.",
        "III",
        "IV.",
    ]
    assert names[-1][0] == "NQTU-2023"
    closed = [each.closed for each in shipped.indicators]
    assert closed == sorted(closed)
    assert sum(closed) == 25


def test_the_45_rows_of_the_appendix_have_their_numbers_and_leaders(shipped):
    rows = [e for e in shipped.indicators if shipped.documents[e.block].code == "CTr04-2026"]
    assert len(rows) == 45
    assert sum(each.depth == 0 for each in rows) == 27
    assert all(each.leader is not None and not each.leader_suggested for each in rows)


def test_the_known_disagreements_are_found(shipped):
    differing = {
        (each.code, comparison.year) for each in shipped.indicators for comparison in each.differing
    }
    for code in ("PL.3.1", "PL.14", "PL.14.1", "PL.17"):
        assert (f"CTr04-2026/{code}", 2030) in differing
    assert ("CTr04-2026/PL.1", 2030) not in differing


def test_the_years_of_the_columns(shipped):
    assert (shipped.result_year, shipped.plan_year, shipped.goal_year) == (2025, 2026, 2030)


def test_the_average_of_a_term_is_no_level(shipped):
    growth = of(shipped, "CTr04-2026/PL.2").result_of(2025)
    assert growth is not None
    assert growth.averaged
    assert growth.figure == 6.92
