"""Which columns a person wants to see, in which order, how wide: kept on the machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from app.views.tables.task_columns import COLUMNS, NAMES, USUAL_ORDER, TaskColumn

_LEAST_WIDTH, _MOST_WIDTH = 48, 1200


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a person chose of the columns of the task list.

    Attributes:
        shown: the columns to show; None: those that fit the list and the width.
        order: from left to right.
        widths: of the columns that were widened, in pixels.
    """

    shown: frozenset[TaskColumn] | None = None
    order: tuple[TaskColumn, ...] = USUAL_ORDER
    widths: dict[TaskColumn, int] = field(default_factory=dict)

    def show(self, columns: Iterable[TaskColumn]) -> ColumnChoice:
        """Return it with just these columns, the place and the title always among them."""
        return replace(self, shown=frozenset(columns) | {TaskColumn.PLACE, TaskColumn.TITLE})

    def widen(self, column: TaskColumn, width: int) -> ColumnChoice:
        """Return it with another width of a column."""
        return replace(self, widths=self.widths | {column: width})

    def to_json(self) -> dict[str, Any]:
        """Return it as settings keep it: by names, so that a new column changes nothing."""

        def name(column: TaskColumn) -> str:
            return COLUMNS[column].filter.value

        return {
            "shown": None if self.shown is None else sorted(map(name, self.shown)),
            "order": [name(column) for column in self.order],
            "widths": {name(column): width for column, width in self.widths.items()},
        }

    @classmethod
    def from_json(cls, kept: object) -> ColumnChoice:
        """Return what settings kept; what is not understood counts as not kept."""
        if not isinstance(kept, dict):
            return cls()
        shown, order, widths = kept.get("shown"), kept.get("order"), kept.get("widths")
        known = [NAMES[name] for name in _texts(order) if name in NAMES]
        ordered = tuple(dict.fromkeys([*known, *USUAL_ORDER])) if known else USUAL_ORDER
        choice = cls(order=ordered)
        if isinstance(widths, dict):
            choice = replace(
                choice,
                widths={
                    NAMES[name]: width
                    for name, width in widths.items()
                    if name in NAMES
                    and isinstance(width, int)
                    and _LEAST_WIDTH <= width <= _MOST_WIDTH
                },
            )
        if isinstance(shown, list):
            choice = choice.show(NAMES[name] for name in _texts(shown) if name in NAMES)
        return choice


def _texts(values: object) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
