"""Words of rules told in English by the window, while a sheet of the list stays Vietnamese."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain import locator
from app.domain.periods import Period, Recurrence
from app.domain.phrases import Phrase, capital
from app.domain.traffic_light import Assessment, Light, state_words
from app.views import language, list_sheet
from app.views.grouping import groups_by_lead
from app.views.language import told
from app.views.list_request import COLLECTIVE
from app.views.saved_views import ListState
from app.views.tables.group_nodes import build_forest
from app.views.task_filters import FilterKey, TaskFilters, chip_words, choices
from tests.task_fakes import make_task_index
from tests.texts import english


@pytest.fixture
def in_english(monkeypatch) -> None:
    monkeypatch.setattr(language, "_words", english())


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("II.2.a#1", "section II.2, point a, paragraph 1"),
        ("TCTH.1#2", "Implementation, section 1, paragraph 2"),
        ("III.7.(2)#1b", "section III.7, point (2), paragraph 1b"),
        ("GT#3", "Assigned directly, no. 3"),
        ("II", "section II"),
    ],
)
def test_a_place_is_told_in_english(place: str, said: str) -> None:
    assert told(locator.citation(place)) == said


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(2026, 9, Recurrence.MONTHLY), "September 2026"),
        (Period(2026, 4, Recurrence.QUARTERLY), "Quarter IV/2026"),
        (Period(2026, 2, Recurrence.SEMIANNUAL), "Second half of 2026"),
        (Period(2026, 1, Recurrence.ANNUAL), "2026"),
    ],
)
def test_a_period_is_told_in_english(period: Period, said: str) -> None:
    assert told(capital(period.words)) == said


@pytest.mark.usefixtures("in_english")
def test_a_narrow_month_has_three_letters() -> None:
    assert language.tr("T{month}", month=9) == "Sep"


@pytest.mark.usefixtures("in_english")
def test_days_are_told_in_english_by_their_number() -> None:
    one, two = (state_words(Assessment(Light.OVERDUE, days)) for days in (1, 2))
    assert (told(one), told(two)) == ("Overdue 1 day", "Overdue 2 days")


@pytest.mark.usefixtures("in_english")
def test_special_groups_are_told_in_english() -> None:
    names = {group.key: told(group.name) for group in groups_by_lead(make_task_index())}
    assert names[COLLECTIVE] == "Collective tasks"


@pytest.mark.usefixtures("in_english")
def test_the_title_of_a_sheet_stays_vietnamese() -> None:
    index = make_task_index()
    month = next(each for each in choices(index, FilterKey.LIMIT, None) if each.value > 0)
    filters = TaskFilters().with_values(FilterKey.LIMIT, [month.value])
    node = next(node for node in build_forest(index, "state").nodes if node.light is not None)
    state = ListState("state", node.key, None, filters=filters)
    scope = list_sheet.scope_of(state, {1}, index.directory, node.name)
    year, number = divmod(month.value, 100)
    assert scope.title == f"Danh sách: {node.name}; Thời hạn: Tháng {number}/{year}"
    shown = told(chip_words(filters, FilterKey.LIMIT, index.directory))
    assert shown == f"Time limit: {dt.date(year, number, 1):%B} {year}"


def test_what_is_said_of_a_place_is_a_phrase() -> None:
    assert isinstance(locator.words("II.2.a#1"), Phrase)
    assert isinstance(locator.heading("TCTH.1", "Lập kế hoạch"), Phrase)
    assert type(locator.section_words("II.2")) is str
