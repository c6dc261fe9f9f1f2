"""Indicators as they cross layers: what documents ask for, what was reached, who is in charge."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.phrases import phrase
from app.domain.records import AgencyRecord, DocumentRecord, OfficialRecord, Role
from app.domain.result_period import ResultPeriod
from app.domain.targets import Measure, Operator
from app.domain.task_detail import AssignmentRecord

if TYPE_CHECKING:
    from app.domain.indicator_assessment import IndicatorAssessment

_YEARS = re.compile(r"(?:(?P<first>\d{4})-)?(?P<last>\d{4})")
"""A period of whole years: 2025, or 2021-2025 for an average."""


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"


class Accumulation(StrEnum):
    """How a figure comes about in the course of a year."""

    CUMULATIVE = "cumulative"
    POINT_IN_TIME = "point_in_time"
    YEARLY = "yearly"


DIRECTION_WORDS = {
    Direction.INCREASE: phrase("tăng là tốt"),
    Direction.DECREASE: phrase("giảm là tốt"),
    Direction.MAINTAIN: phrase("giữ ổn định"),
}
ACCUMULATION_WORDS = {
    Accumulation.CUMULATIVE: phrase("cộng dồn trong năm"),
    Accumulation.POINT_IN_TIME: phrase("tính tại thời điểm"),
    Accumulation.YEARLY: phrase("tính theo năm"),
}


class Agreement(StrEnum):
    """How several targets of one indicator for one year stand to each other, worst first.

    The first three are those of `app.domain.targets.Verdict`.
    """

    DIFFERS = "differs"
    UNIT = "unit"
    NOTATION = "notation"
    SAME = "same"


AGREEMENT_NAMES = {
    Agreement.DIFFERS: phrase("Khác nhau"),
    Agreement.UNIT: phrase("Khác đơn vị"),
    Agreement.NOTATION: phrase("Khác cách ghi"),
    Agreement.SAME: phrase("Thống nhất"),
}


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """What one document sets; see `app.models.Target`."""

    document_id: int
    place: str
    year: int
    measure: Measure
    from_year: int | None
    operator: Operator
    value: float | None
    upper: float | None
    unit: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """What was reached in a period; see `app.models.Measurement`.

    Several may be known for one period: the last of them in `IndicatorRecord.results` holds, and
    those before it are what was said earlier.
    """

    period: str
    value: float | None
    cumulative: float | None
    unit: str
    text: str
    document_id: int
    place: str
    source: str
    note: str
    effective_on: dt.date
    same_period: float | None = None
    estimate: float | None = None
    rank: int | None = None
    ranked_of: int | None = None
    recorded_at: dt.datetime | None = None
    recorded_by: str = ""
    id: int = 0

    @property
    def year(self) -> int | None:
        """The year with which the period ends, if it is of whole years."""
        match = _YEARS.fullmatch(self.period)
        return int(match["last"]) if match else None

    @property
    def averaged(self) -> bool:
        """Whether the figure is the yearly average of several years: no level of any of them."""
        match = _YEARS.fullmatch(self.period)
        return match is not None and match["first"] is not None

    @property
    def figure(self) -> float | None:
        """The value of the period, or what was reached in the year so far."""
        return self.cumulative if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several targets of one indicator for one year, and how they stand to each other.

    ``sentence`` says who asks for what; ``note`` is what a person made of it.
    """

    year: int
    measure: Measure
    targets: tuple[TargetRecord, ...]
    agreement: Agreement
    sentence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class JudgingChoice:
    """Which target of a year judges an indicator: a person chose it on a day."""

    year: int
    document_id: int
    place: str
    chosen_on: dt.date
    chosen_by: str


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """One indicator with all that is known of it on a day.

    Attributes:
        depth: 0 for an indicator, 1 and more for the rows under it.
        block: document whose list it stands in; its own, or that of the indicator it is part of.
        targets: by year, its own document's first among those of a year.
        results: oldest first.
        comparisons: by year; one for each year and measure that is set more than once.
        closed: whether its document is one of the past and no other sets anything for it.
        choices: which of several targets of a year a person chose to judge by.
    """

    id: int
    code: str
    parent_id: int
    depth: int
    document_id: int
    block: int
    place: str
    stt: str
    group: str
    name: str
    unit: str
    direction: Direction
    accumulation: Accumulation
    note: str
    roles: tuple[AssignmentRecord, ...]
    leader: OfficialRecord | None
    leader_suggested: bool
    targets: tuple[TargetRecord, ...]
    results: tuple[ResultRecord, ...]
    comparisons: tuple[Comparison, ...]
    closed: bool
    choices: tuple[JudgingChoice, ...] = ()

    def agencies(self, role: Role) -> tuple[AssignmentRecord, ...]:
        """Return the agencies in one role, first named first."""
        return tuple(each for each in self.roles if each.role is role)

    @property
    def responsible(self) -> tuple[AssignmentRecord, ...]:
        """Who answers for it: the leads; of what nobody leads, as the indices, who follows it."""
        return self.agencies(Role.LEAD) or self.agencies(Role.MONITORING)

    @property
    def documents(self) -> frozenset[int]:
        """The documents that name it."""
        return frozenset({self.document_id, *(target.document_id for target in self.targets)})

    @property
    def differing(self) -> tuple[Comparison, ...]:
        """Where documents really disagree."""
        return tuple(each for each in self.comparisons if each.agreement is Agreement.DIFFERS)

    def targets_of(self, year: int) -> tuple[TargetRecord, ...]:
        """Return what is set for a year: levels first, then what holds over several years."""
        found = [target for target in self.targets if target.year == year]
        return tuple(sorted(found, key=lambda target: target.measure is not Measure.LEVEL))

    def result_of(self, year: int) -> ResultRecord | None:
        """Return the newest result of a whole year, else the average of the years up to it."""
        found = [each for each in self.results if each.year == year]
        return max(reversed(found), key=lambda each: not each.averaged, default=None)

    def comparison_of(self, year: int, measure: Measure) -> Comparison | None:
        """Return how the targets of a year stand to each other, if there are several."""
        return next(
            (each for each in self.comparisons if (each.year, each.measure) == (year, measure)),
            None,
        )


@dataclass(frozen=True)
class IndicatorBook:
    """Every indicator known on a day, in the order of documents; those of the past come last.

    ``period`` is the one whose figures are looked at; without it the year of the day. ``kept`` has
    the lights that a closing keeps, by the key of their period: they are not judged again.
    """

    as_of: dt.date
    indicators: Sequence[IndicatorRecord]
    agencies: Mapping[int, AgencyRecord] = field(default_factory=dict)
    documents: Mapping[int, DocumentRecord] = field(default_factory=dict)
    period: ResultPeriod | None = None
    kept: Mapping[str, Mapping[int, IndicatorAssessment]] = field(
        default_factory=dict, compare=False
    )

    @cached_property
    def by_id(self) -> Mapping[int, IndicatorRecord]:
        """Every indicator by its id."""
        return {each.id: each for each in self.indicators}

    @property
    def result_year(self) -> int:
        """The year before the one looked at."""
        return self.plan_year - 1

    @property
    def plan_year(self) -> int:
        """The year looked at: that of the period, else that of the day."""
        return self.as_of.year if self.period is None else self.period.year

    @cached_property
    def goal_year(self) -> int:
        """The last year that a document sets anything for."""
        years = [target.year for each in self.indicators for target in each.targets]
        return max([self.plan_year, *years])

    def with_ancestors(self, ids: Iterable[int]) -> set[int]:
        """Return some indicators and all that they are part of."""
        found: set[int] = set()
        for key in ids:
            at = key
            while at and at not in found and at in self.by_id:
                found.add(at)
                at = self.by_id[at].parent_id
        return found

    def document_name(self, document_id: int) -> str:
        """Return the short title of a document."""
        document = self.documents.get(document_id)
        return "" if document is None else document.short_title


_BRIEF_WORDS = 4


def brief_title(document: DocumentRecord) -> str:
    """Return the first words of a document's short title, for a column head or a chart."""
    return " ".join(document.short_title.split()[:_BRIEF_WORDS])
