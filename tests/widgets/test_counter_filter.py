"""Counters add up, filter, and give way where there is no room."""

from __future__ import annotations

import pytest

from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.views import theme
from app.views.theme import LIGHT_THEME
from app.views.widgets.counter_filter import FILTERS, CounterFilter, Wording

TALLY = Tally((5, 1, 10, 2, 3, 4, 2))
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def counters(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)
    made = CounterFilter()
    qtbot.addWidget(made)
    made.show_tally(TALLY)
    made.show()
    return made


def _names(counters):
    return [button.accessibleName() for button in counters.buttons]


def test_counters_say_their_counts(counters):
    assert _names(counters) == [
        "Tất cả: 27 nhiệm vụ",
        "Hoàn thành: 6 nhiệm vụ",
        "Trong hạn: 10 nhiệm vụ",
        "Sắp đến hạn: 2 nhiệm vụ",
        "Quá hạn: 3 nhiệm vụ",
        "Chưa rõ: 4 nhiệm vụ",
    ]


def test_the_filters_hold_every_light_once_but_the_stopped():
    lights = [light for _words, lights in FILTERS[1:] for light in lights or ()]
    assert sorted(lights) == [light for light in Light if light is not Light.STOPPED]
    assert TALLY.total == sum(TALLY[light] for light in lights) + TALLY.stopped


def test_a_click_tells_the_lights(counters, qtbot):
    with qtbot.waitSignal(counters.lights_chosen) as told:
        counters.buttons[1].click()
    assert told.args == [(Light.DONE_IN_TIME, Light.DONE_LATE)]
    with qtbot.waitSignal(counters.lights_chosen) as told:
        counters.buttons[0].click()
    assert told.args == [None]


def test_one_counter_is_chosen_at_a_time_and_showing_tells_nobody(counters):
    told: list[object] = []
    counters.lights_chosen.connect(told.append)
    counters.choose((Light.OVERDUE,))
    assert [button.isChecked() for button in counters.buttons].index(True) == 4
    counters.choose((Light.OVERDUE, Light.DUE_SOON))  # no counter stands for these
    assert not any(button.isChecked() for button in counters.buttons)
    counters.choose(None)
    assert counters.buttons[0].isChecked()
    assert told == []


def test_words_give_way_before_counts_do(counters):
    wide = counters.sizeHint().width()
    counters.fit(wide)
    assert counters.sizeHint().width() == wide
    counters.fit(wide - 1)
    assert counters.buttons[3].width_for(Wording.SHORT) < counters.buttons[3].width_for(
        Wording.FULL
    )
    assert wide - 40 < counters.sizeHint().width() < wide
    counters.fit(200)
    assert counters.buttons[4].toolTip() == "Quá hạn"
    assert not counters.grab().isNull()
    counters.fit(wide)
    assert counters.buttons[4].toolTip() == ""
