"""What a page asks of the task page: which group of which grouping, and which lights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from app.domain.traffic_light import Light
    from app.views.task_filters import TaskFilters

COLLECTIVE = -1
"""Key of "Việc chung (tập thể)" among the agencies."""

NONE = 0
"""Key of the tasks without an agency or leader ("Chưa phân công")."""

ALL = -2
"""Key of the whole tree of a grouping: nothing is picked, the grouping alone is wanted."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """A list of tasks that somebody asks to see.

    Attributes:
        group: grouping to show; "all" is the plain list of every task.
        key: agency or official id, a `Light` for "state", or one of the constants above; `ALL`
            with "all".
        light: only tasks with one of these lights; None for every light.
        filters: filters on columns; None for none.
    """

    group: Literal["agency", "leader", "state", "all"]
    key: int = ALL
    light: tuple[Light, ...] | None = None
    filters: TaskFilters | None = None
