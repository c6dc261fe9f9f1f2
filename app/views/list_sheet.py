"""The list of the window as filtered, as the scope of a sheet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.domain.records import Directory, SheetScope, SheetScopeKind
from app.domain.traffic_light import LIGHT_NAMES
from app.views import task_view_rules as rules
from app.views.saved_views import ListState
from app.views.task_filters import chip_words

_MOST_LETTERS = 180
"""What fits on two lines under a title."""


def scope_of(
    state: ListState,
    shown: Collection[int],
    names: Directory,
    group_name: str,
    part: str = "",
) -> SheetScope:
    """Return what a sheet of the list is about.

    A whole group is the scope itself: its sheet also says what stands beside the total. Anything
    narrower, or a group that no sheet is made for, is the list of just the tasks on show.

    Args:
        state: what the list shows.
        shown: its tasks, without those beside.
        names: of the day.
        group_name: the group, in words.
        part: in words, which part of the list is turned to (joint tasks, documents of the past).
    """
    whole = rules.sheet_scope(state.grouping, state.key)
    exact = not state.key or whole != SheetScope()
    narrowed = bool(state.lights is not None or state.filters or state.search.strip() or part)
    if exact and not narrowed:
        return whole
    return SheetScope(
        SheetScopeKind.LIST, tasks=frozenset(shown), title=_title(state, names, group_name, part)
    )


def part_words(*, joint: bool, closed: bool) -> str:
    """Return which part of the list is turned to, in words; "" for the list itself."""
    if joint:
        return "nhiệm vụ giao chung"
    return "thuộc văn bản đã kết thúc" if closed else ""


def _title(state: ListState, names: Directory, group_name: str, part: str) -> str:
    words: list[str] = [group_name if state.key else "", part]
    if state.lights is not None:
        words.append(", ".join(LIGHT_NAMES[light].lower() for light in state.lights))
    words += [chip_words(state.filters, key, names) for key in state.filters.keys]
    if state.search.strip():
        words.append(f"tìm “{state.search.strip()}”")
    title = f"Danh sách: {_joined(words)}"
    return title if len(title) <= _MOST_LETTERS else f"{title[: _MOST_LETTERS - 1].rstrip()}…"


def _joined(words: Sequence[str]) -> str:
    return "; ".join(word for word in words if word) or "đã lọc"
