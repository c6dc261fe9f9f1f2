"""Targets of indicators: what a document asks for, and whether two documents ask for the same."""

from __future__ import annotations

from enum import StrEnum


class Operator(StrEnum):
    """How a target binds its value. A range goes up to an upper value, and so may a change."""

    EQUAL = "="
    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="
    ABOUT = "~"
    RANGE = "range"
    DECREASE_BY = "decrease_by"
    INCREASE_BY = "increase_by"
    MAINTAIN = "maintain"
    QUALITATIVE = "qualitative"


WITHOUT_VALUE = frozenset({Operator.MAINTAIN, Operator.QUALITATIVE})
"""Operators that may stand without a number."""
WITH_UPPER = frozenset({Operator.RANGE, Operator.DECREASE_BY, Operator.INCREASE_BY})
"""Operators that may go up to an upper value; a range must."""


class Measure(StrEnum):
    """What is measured: the level in one year, or something over the years since an earlier one."""

    LEVEL = "level"
    AVERAGE = "average"
    TOTAL = "total"
    EACH_YEAR = "each_year"


class Verdict(StrEnum):
    """How the targets of several documents differ: really, or in notation or unit only."""

    DIFFERS = "differs"
    NOTATION = "notation"
    UNIT = "unit"
