"""One indicator as a row of a list or a sheet: every cell as it is written, as of a period.

The same rows stand on screen, in the sheet "Biểu chỉ tiêu" and in the one page for a leader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain import formats
from app.domain.indicator_assessment import IndicatorAssessment, judge_all
from app.domain.indicator_figures import Figures
from app.domain.indicator_light import LIGHT_NAMES, IndicatorLight, Kind
from app.domain.indicator_why import missing_words, standing_parts
from app.domain.indicator_words import cell_words, figure, target_words
from app.domain.indicators import IndicatorBook, IndicatorRecord
from app.domain.phrases import capital, joined, phrase, small
from app.domain.records import Role
from app.domain.result_period import ResultPeriod


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """What is written about an indicator; "–" stands for what is not known or does not apply.

    Attributes:
        depth: 0 for an indicator, 1 and more for the rows under it.
        plan: with its sign as printed: ``> 10``.
        value: of the period alone.
        so_far: from January to the end of the period; a level as it was read last.
        so_far_note: of which earlier period `so_far` is, that it was added up, which months are
            missing; else "".
        light: see `indicator_light`; `light_words` is its word, `why` the sentence.
        warning: what does not add up.
        of_year: whether `so_far` is the figure of the whole year.
        monitors: agencies that follow it for the office, as the indices have them.
        trend: the figures of the periods of the year in order, for a small line; may be empty.
    """

    id: int
    depth: int
    stt: str
    block: int
    group: str
    name: str
    unit: str
    plan: str
    value: str
    so_far: str
    so_far_note: str
    percent_of_plan: str
    percent_of_last_year: str
    estimate: str
    leads: tuple[str, ...]
    leader: str
    leader_suggested: bool
    light: IndicatorLight
    light_words: str
    why: str
    warning: str
    closed: bool
    trend: tuple[float, ...] = ()
    monitors: tuple[str, ...] = ()
    of_year: bool = False

    @property
    def agencies(self) -> str:
        """Who leads, and who follows it for the office: ``Sở Y tế; theo dõi: Sở Tài chính``."""
        watching = (
            phrase("theo dõi: {monitors}", monitors="; ".join(self.monitors))
            if self.monitors
            else ""
        )
        return capital(joined("; ", (*self.leads, *([watching] if watching else []))))


def rows_of(book: IndicatorBook, period: ResultPeriod) -> list[IndicatorRow]:
    """Return the rows of a book as of a period, in its order.

    Args:
        book: what is known on a day; its `period` should be the same.
        period: up to which results count.
    """
    return written(book, judge_all(book, period))


def written(
    book: IndicatorBook, assessments: Mapping[int, IndicatorAssessment]
) -> list[IndicatorRow]:
    """Return the rows of a book of which the lights are known."""
    return [row_of(each, assessments[each.id], book) for each in book.indicators]


def row_of(
    indicator: IndicatorRecord, assessment: IndicatorAssessment, book: IndicatorBook
) -> IndicatorRow:
    """Return one indicator as a row."""
    figures = assessment.figures
    return IndicatorRow(
        id=indicator.id,
        depth=indicator.depth,
        stt="" if indicator.depth else indicator.stt.strip("+-"),
        block=indicator.block,
        group=indicator.group,
        name=indicator.name,
        unit=indicator.unit,
        plan=plan_words(indicator, figures),
        value=_printed(figures.value, figures),
        so_far=so_far_words(figures),
        so_far_note=_so_far_note(figures),
        percent_of_plan=_percent(figures.percent_of_plan),
        percent_of_last_year=_percent(figures.percent_of_last_year),
        estimate=_printed(figures.estimate, figures),
        leads=_agencies(indicator, Role.LEAD, book),
        leader="" if indicator.leader is None else indicator.leader.name,
        leader_suggested=indicator.leader_suggested,
        light=assessment.light,
        light_words=LIGHT_NAMES[assessment.light],
        why=assessment.why,
        warning=assessment.warning,
        closed=indicator.closed,
        trend=trend_of(indicator, figures),
        monitors=_agencies(indicator, Role.MONITORING, book),
        of_year=figures.whole_year is not None,
    )


def _agencies(indicator: IndicatorRecord, role: Role, book: IndicatorBook) -> tuple[str, ...]:
    return tuple(book.agencies[each.agency_id].short_name for each in indicator.agencies(role))


def plan_words(indicator: IndicatorRecord, figures: Figures) -> str:
    """Return the level that judges, with its sign; else what documents say of the year."""
    if figures.sought is not None:
        return target_words(figures.sought)
    return cell_words(indicator, figures.period.year)


def so_far_words(figures: Figures) -> str:
    """Return what was reached so far, for a cell; of an index of places score and rank."""
    if figures.kind is Kind.WORDS and (parts := standing_parts(figures.standing)):
        return joined(" · ", parts)
    return _printed(figures.reached, figures)


def _so_far_note(figures: Figures) -> str:
    notes = []
    period = figures.so_far_period
    if period is not None and period.last_month != figures.period.last_month:
        notes.append(phrase("số liệu {so_far_words}", so_far_words=period.so_far_words))
    if figures.added_up:
        notes.append(phrase("cộng từ số từng kỳ"))
    if figures.missing and figures.whole_year is None:
        notes.append(missing_words(figures))
    return joined("; ", notes)


def _printed(value: float | None, figures: Figures) -> str:
    return formats.NONE_SIGN if value is None else figure(value, figures.printed)


def _percent(value: float | None) -> str:
    return formats.NONE_SIGN if value is None else formats.number(formats.tenths(value), 1)


def trend_of(indicator: IndicatorRecord, figures: Figures) -> tuple[float, ...]:
    """Return the figures so far of the year's periods that have one, in order."""
    from app.domain.indicator_series import year_series  # noqa: PLC0415 - it needs these records

    return tuple(point.value for point in year_series(indicator, figures.period.year).results)


@dataclass(frozen=True, slots=True)
class LightTally:
    """How many indicators have each light; rows under an indicator are counted too."""

    counts: tuple[int, ...]

    @classmethod
    def of(cls, lights: Iterable[IndicatorLight]) -> LightTally:
        """Count some lights."""
        found = Counter(lights)
        return cls(tuple(found[light] for light in IndicatorLight))

    def __getitem__(self, light: IndicatorLight) -> int:
        """Return how many have a light."""
        return self.counts[light]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts)

    def proof(self) -> str:
        """Return the sum in words: ``2 + 0 + 21 + 8 + 0 + 14 = 45``."""
        return f"{' + '.join(map(formats.number, self.counts))} = {formats.number(self.total)}"

    def words(self) -> str:
        """Return the counts that are not 0: ``1 đạt, 5 đúng tiến độ``."""
        return joined(
            ", ",
            (
                joined(" ", (formats.number(self[light]), small(LIGHT_NAMES[light])))
                for light in IndicatorLight
                if self[light]
            ),
        )


def tally_of(rows: Sequence[IndicatorRow]) -> LightTally:
    """Count the lights of rows; those of documents of the past are not counted."""
    return LightTally.of(row.light for row in rows if not row.closed)
