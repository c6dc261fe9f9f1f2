"""The light of an indicator: one pure function for screen, chart, print and export.

Which figure is judged, and when, depends on the kind of the indicator:

- **Cumulative** (budget revenue) grows through the year. What has reached its level has reached it
  for good: đạt or vượt on that day. A ceiling that is passed is passed for good: không đạt at once.
  Else the expected whole year decides (đúng tiến độ if it reaches the level, có nguy cơ if not);
  without it the pace: at least nine tenths of what the level asks for by now, by the share that the
  same months had last year, or twelfths of the year where that is not known. Where months are
  missing before the last figures there is no pace: chưa đánh giá, and which months is said.
- **Level** (number of businesses) can be read at any time. One that is reached is đạt on that day;
  a ceiling or a level to be kept is đúng tiến độ until the year is over. One not yet reached is
  judged by the expected whole year, else by the straight way from last year's level, else not.
- **Yearly** (happiness index): before the figure of the year is known only an expected or interim
  figure says anything, and then đúng tiến độ or có nguy cơ.
- **Growth** (GRDP > 10 %, industrial index 112): a rate moves with every quarter, so that one that
  reaches its level is đúng tiến độ, one below it có nguy cơ, until the year is over.
- **Change** (poverty down by 1,5 points): the size of the change is judged, so a decrease that
  decreases more is better; in the course of the year by pace.
- **Words** (rank "cao hơn năm trước"): by rank, else by score, against the year before; other words
  are for a person to judge.
- **Part** of a whole (cơ cấu GRDP): documents do not say which way is better; its distance from the
  plan is told, and the whole is checked to be 100.

The figure of the whole year gives đạt, vượt or không đạt. Không đạt only once the year is closed
(14 December; a ceiling on what adds up is the exception): until then it is có nguy cơ.

``vượt`` is better than a level, a minimum, a maximum, or than the far end of a range. "Trên 10"
asks for more than 10 itself: more than 10 is đạt, and the percentage tells by how much.
The tolerances are ours: no document says how near "khoảng" is, or when a pace is too slow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.domain.indicators import Direction
from app.domain.phrases import phrase
from app.domain.targets import Operator
from app.domain.traffic_light import Light

PACE = 0.9
"""Share of what is expected by now from which a pace is good enough."""
ABOUT = 0.02
"""How far "khoảng" reaches, as a share of the level."""
_CLOSE = 1e-9


class IndicatorLight(IntEnum):
    """The six lights; the order is that of every count and filter, the best first."""

    EXCEEDED = 0
    ACHIEVED = 1
    ON_TRACK = 2
    AT_RISK = 3
    NOT_ACHIEVED = 4
    NOT_ASSESSED = 5


LIGHT_NAMES = {
    IndicatorLight.EXCEEDED: phrase("Vượt"),
    IndicatorLight.ACHIEVED: phrase("Đạt"),
    IndicatorLight.ON_TRACK: phrase("Đúng tiến độ"),
    IndicatorLight.AT_RISK: phrase("Có nguy cơ"),
    IndicatorLight.NOT_ACHIEVED: phrase("Không đạt"),
    IndicatorLight.NOT_ASSESSED: phrase("Chưa đánh giá"),
}
"""As cells, badges and counters say them."""

SHOWN_AS = {
    IndicatorLight.EXCEEDED: Light.DONE_IN_TIME,
    IndicatorLight.ACHIEVED: Light.DONE_IN_TIME,
    IndicatorLight.ON_TRACK: Light.IN_TIME,
    IndicatorLight.AT_RISK: Light.DUE_SOON,
    IndicatorLight.NOT_ACHIEVED: Light.OVERDUE,
    IndicatorLight.NOT_ASSESSED: Light.UNKNOWN,
}
"""Sign and colour of each light: those of the tasks."""

COLOURS = {
    Light.DONE_IN_TIME: phrase("Xanh lá"),
    Light.IN_TIME: phrase("Xanh dương"),
    Light.DUE_SOON: phrase("Vàng"),
    Light.OVERDUE: phrase("Đỏ"),
    Light.UNKNOWN: phrase("Xám"),
}


class Kind(StrEnum):
    """How a figure comes about and is judged; see the head of this module."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"
    YEARLY = "yearly"
    GROWTH = "growth"
    CHANGE = "change"
    WORDS = "words"
    PART = "part"


class Sense(StrEnum):
    """Where better figures lie."""

    HIGHER = "higher"
    LOWER = "lower"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a document asks for in a year, in the indicator's unit.

    Attributes:
        operator: how it binds.
        value: the number; None where it is in words.
        upper: the far end of a range.
        direction: which way is better, where the operator does not say so.
        decimals: with how many places the document prints it.
        improvement: whether words ask for more than the year before ("cao hơn năm 2025").
    """

    operator: Operator
    value: float | None
    upper: float | None = None
    direction: Direction = Direction.INCREASE
    decimals: int = 0
    improvement: bool = False

    @property
    def sense(self) -> Sense:
        """Where better figures lie: by the operator, else by the direction.

        A change is recorded by its size, so that more of it is better whichever way it goes.
        """
        match self.operator:
            case Operator.ABOVE | Operator.AT_LEAST | Operator.INCREASE_BY | Operator.DECREASE_BY:
                return Sense.HIGHER
            case Operator.BELOW | Operator.AT_MOST:
                return Sense.LOWER
        match self.direction:
            case Direction.INCREASE:
                return Sense.HIGHER
            case Direction.DECREASE:
                return Sense.LOWER
        return Sense.WITHIN

    def meets(self, figure: float) -> bool:
        """Return whether a figure is what is asked for, or better."""
        low, high = self.ends()
        match self.sense:
            case Sense.HIGHER:
                if self.operator is Operator.ABOVE:
                    return figure > low and not _same(figure, low)
                return figure >= low - self._about() or _same(figure, low)
            case Sense.LOWER:
                if self.operator is Operator.BELOW:
                    return figure < high and not _same(figure, high)
                return figure <= high + self._about() or _same(figure, high)
        # Kept is what is printed the same: 14,97 holds from 14,965 to 14,975.
        room = max(0.5 * 10**-self.decimals, self._about())
        return bool(low - room - _CLOSE <= figure <= high + room + _CLOSE)

    def beats(self, figure: float) -> bool:
        """Return whether a figure is better than what is asked for."""
        low, high = self.ends()
        if self.operator in (Operator.ABOVE, Operator.BELOW, Operator.MAINTAIN):
            return False
        match self.sense:
            case Sense.HIGHER:
                return figure > high + self._about() and not _same(figure, high)
            case Sense.LOWER:
                return figure < low - self._about() and not _same(figure, low)
        return False

    def ends(self) -> tuple[float, float]:
        """Return the near and the far end of a range; of a level both are the same."""
        assert self.value is not None  # noqa: S101 - words are judged by `_by_words`
        upper = self.value if self.upper is None else self.upper
        return min(self.value, upper), max(self.value, upper)

    def _about(self) -> float:
        return abs(self.value or 0.0) * ABOUT if self.operator is Operator.ABOUT else 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Score and rank of a year.

    Attributes:
        score: None where only the rank is known.
        rank: 1 is the best; None where only the score is known.
        ranked_of: how many are ranked; None where nobody says.
    """

    score: float | None = None
    rank: int | None = None
    ranked_of: int | None = None


NO_STANDING = Standing()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a year on a day.

    Attributes:
        so_far: cumulative figure, or the newest level or rate, of the months up to ``months``.
        months: how many months of the year `so_far` covers, 1 to 12.
        incomplete: whether figures of later months are known that cannot be added to `so_far`,
            because those of months in between are not.
        estimate: what the whole year is expected to give.
        whole_year: the figure of the whole year.
        closed: whether the year is closed on the day.
        last_year: the figure of the whole year before.
        same_period: the figure of the same months of the year before.
        standing: score and rank of the year.
        standing_before: score and rank of the year before.
    """

    so_far: float | None = None
    months: int = 12
    incomplete: bool = False
    estimate: float | None = None
    whole_year: float | None = None
    closed: bool = False
    last_year: float | None = None
    same_period: float | None = None
    standing: Standing = NO_STANDING
    standing_before: Standing = NO_STANDING


class Ground(StrEnum):
    """What a light rests on: the sentence of why is made from it."""

    NO_TARGET = "no_target"
    NOTHING_KNOWN = "nothing_known"
    WHOLE_YEAR = "whole_year"
    REACHED = "reached"
    PASSED = "passed"
    """A ceiling was passed."""
    HOLDS = "holds"
    """Reached now, and it has to stay so."""
    ESTIMATE = "estimate"
    PACE = "pace"
    WAY = "way"
    """The way from last year's level."""
    NO_WAY = "no_way"
    """Not reached, and nothing says where it should be by now."""
    BELOW = "below"
    """A rate, or a level to keep, that is not what it should be."""
    RANK = "rank"
    SCORE = "score"
    WORDS = "words"
    NOT_COMPARABLE = "not_comparable"
    INCOMPLETE = "incomplete"
    """Months are missing before the last figures."""
    PART = "part"


@dataclass(frozen=True, slots=True)
class Judged:
    """A light and what it rests on; ``expected`` is the figure that would do by now."""

    light: IndicatorLight
    ground: Ground
    expected: float | None = None


def assess(  # noqa: PLR0911 - one return for each ground
    kind: Kind, sought: Sought | None, known: Known
) -> Judged:
    """Judge an indicator in a year.

    Args:
        kind: how its figures come about.
        sought: what is asked for; None if no document asks for anything in this year.
        known: what was reached, expected, and how it was a year before.
    """
    if sought is None:
        return Judged(IndicatorLight.NOT_ASSESSED, Ground.NO_TARGET)
    if kind is Kind.PART:
        return Judged(IndicatorLight.NOT_ASSESSED, Ground.PART)
    if sought.value is None:
        if not sought.improvement:
            return Judged(IndicatorLight.NOT_ASSESSED, Ground.WORDS)
        return _by_words(known)
    if known.whole_year is not None:
        return _by_whole_year(kind, sought, known.whole_year, closed=known.closed)
    if known.so_far is not None:
        return _by_figure_so_far(kind, sought, known, known.so_far)
    if known.estimate is not None:
        return _by_estimate(sought, known.estimate)
    ground = Ground.INCOMPLETE if known.incomplete else Ground.NOTHING_KNOWN
    return Judged(IndicatorLight.NOT_ASSESSED, ground)


def _by_whole_year(kind: Kind, sought: Sought, figure: float, *, closed: bool) -> Judged:
    if sought.meets(figure):
        return Judged(_reached(sought, figure), Ground.WHOLE_YEAR)
    passed = kind is Kind.CUMULATIVE and sought.sense is Sense.LOWER
    light = IndicatorLight.NOT_ACHIEVED if closed or passed else IndicatorLight.AT_RISK
    return Judged(light, Ground.WHOLE_YEAR)


def _by_figure_so_far(kind: Kind, sought: Sought, known: Known, figure: float) -> Judged:
    met, cumulative = sought.meets(figure), kind is Kind.CUMULATIVE
    if cumulative and sought.sense is Sense.HIGHER and met:
        return Judged(_reached(sought, figure), Ground.REACHED)
    if cumulative and sought.sense is Sense.LOWER and not met:
        return Judged(IndicatorLight.NOT_ACHIEVED, Ground.PASSED)
    if known.estimate is not None and _decides(kind, sought, known.estimate, met=met):
        return _by_estimate(sought, known.estimate)
    if cumulative or (kind is Kind.CHANGE and not met):
        if known.incomplete:
            return Judged(IndicatorLight.NOT_ASSESSED, Ground.INCOMPLETE)
        return _by_pace(sought, known, figure)
    return _by_level(kind, sought, known, figure)


def _by_level(kind: Kind, sought: Sought, known: Known, figure: float) -> Judged:
    """Judge what does not add up."""
    if sought.meets(figure):
        if kind is Kind.LEVEL and sought.sense is Sense.HIGHER:
            return Judged(_reached(sought, figure), Ground.REACHED)
        return Judged(IndicatorLight.ON_TRACK, Ground.HOLDS)
    if kind is Kind.GROWTH or sought.sense is Sense.WITHIN:
        return Judged(IndicatorLight.AT_RISK, Ground.BELOW)
    return _by_way(sought, known, figure)


def _decides(kind: Kind, sought: Sought, estimate: float, *, met: bool) -> bool:
    """Return whether the expected whole year says more than a figure that is (not) reached."""
    return kind is Kind.CUMULATIVE or not met or not sought.meets(estimate)


def _reached(sought: Sought, figure: float) -> IndicatorLight:
    better = sought.beats(figure)
    return IndicatorLight.EXCEEDED if better else IndicatorLight.ACHIEVED


def _by_estimate(sought: Sought, estimate: float) -> Judged:
    light = IndicatorLight.ON_TRACK if sought.meets(estimate) else IndicatorLight.AT_RISK
    return Judged(light, Ground.ESTIMATE)


def _by_pace(sought: Sought, known: Known, figure: float) -> Judged:
    """Judge what adds up by how much of it there should be by now."""
    low, high = sought.ends()
    share = _share_by_now(known)
    if sought.sense is Sense.LOWER:
        most = high * share / PACE
        good, expected = figure <= most or _same(figure, most), most
    else:
        least = low * share * PACE
        good, expected = figure >= least or _same(figure, least), least
    light = IndicatorLight.ON_TRACK if good else IndicatorLight.AT_RISK
    return Judged(light, Ground.PACE, expected)


def _share_by_now(known: Known) -> float:
    """Return which share of the year is usual by now: that of last year, else twelfths."""
    before, whole = known.same_period, known.last_year
    if before is not None and whole is not None and 0 < before <= whole:
        return before / whole
    return known.months / 12


def _by_way(sought: Sought, known: Known, figure: float) -> Judged:
    """Judge a level by the straight way from last year's to the one asked for."""
    if known.last_year is None:
        return Judged(IndicatorLight.NOT_ASSESSED, Ground.NO_WAY)
    low, high = sought.ends()
    lower = sought.sense is Sense.LOWER
    end = high if lower else low
    there_already = sought.meets(known.last_year)
    way = 0.0 if there_already else (end - known.last_year) * known.months / 12 * PACE
    expected = end if there_already else known.last_year + way
    good = figure <= expected if lower else figure >= expected
    on_way = not there_already and (good or _same(figure, expected))
    light = IndicatorLight.ON_TRACK if on_way else IndicatorLight.AT_RISK
    return Judged(light, Ground.WAY, expected)


def _by_words(known: Known) -> Judged:
    """Judge "higher than last year": by rank where both are comparable, else by score."""
    now, before = known.standing, known.standing_before
    if (now.rank, now.score) == (None, None):
        return Judged(IndicatorLight.NOT_ASSESSED, Ground.NOTHING_KNOWN)
    if now.rank is not None and before.rank is not None and now.ranked_of == before.ranked_of:
        return _improved(Ground.RANK, before.rank - now.rank, closed=known.closed)
    if now.score is not None and before.score is not None:
        return _improved(Ground.SCORE, now.score - before.score, closed=known.closed)
    return Judged(IndicatorLight.NOT_ASSESSED, Ground.NOT_COMPARABLE)


def _improved(ground: Ground, by: float, *, closed: bool) -> Judged:
    if by > 0:
        return Judged(IndicatorLight.ACHIEVED, ground)
    return Judged(IndicatorLight.NOT_ACHIEVED if closed else IndicatorLight.AT_RISK, ground)


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_CLOSE, abs_tol=_CLOSE)
