"""Views of the task list that were given a name: kept on the machine, by permanent names.

A view names agencies, leaders, documents and đề án by their keys, not by the numbers of one
register, so that it means the same after the register was moved, restored or made anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.records import Directory
from app.domain.traffic_light import Light
from app.views.language import tr
from app.views.tables.row_groups import Sort, SortKey
from app.views.task_filters import FilterKey, TaskFilters
from app.views.task_lists import NodeKey, TreeGrouping

SETTING = "task_views"
"""Where the machine's settings keep them."""

MOST_VIEWS = 30
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ListState:
    """What the list shows: grouping, node, lights, sorting, filters and words of a search."""

    grouping: TreeGrouping
    key: NodeKey = ()
    lights: tuple[Light, ...] | None = None
    sort: Sort | None = None
    filters: TaskFilters = field(default_factory=TaskFilters)
    search: str = ""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A name, and the list as JSON values."""

    name: str
    state: Mapping[str, Any]


_KINDS: dict[TreeGrouping, tuple[str, ...]] = {
    "agency": ("agency",),
    "leader": ("official", "agency"),
    "document": ("document", "section"),
    "scheme": ("scheme",),
    "state": ("plain",),
    "month": ("plain", "plain"),
}
_FILTER_KINDS = {
    FilterKey.DOCUMENT: "document",
    FilterKey.LEAD: "agency",
    FilterKey.LEADER: "official",
    FilterKey.SCHEME: "scheme",
    FilterKey.LIMIT: "plain",
    FilterKey.STATE: "plain",
    FilterKey.DAY: "plain",
}


def to_json(state: ListState, names: Directory) -> dict[str, Any]:
    """Return a list as it is kept."""
    keys = _permanent(names)
    kinds = _KINDS[state.grouping]
    return {
        "grouping": state.grouping,
        "key": [_word(keys[kind], each) for kind, each in zip(kinds, state.key, strict=False)],
        "lights": None if state.lights is None else [int(light) for light in state.lights],
        "sort": None if state.sort is None else [state.sort.key.value, state.sort.descending],
        "values": {
            key.value: sorted((_word(keys[_FILTER_KINDS[key]], v) for v in values), key=str)
            for key, values in state.filters.values
        },
        "words": {key.value: words for key, words in state.filters.words},
        "year": state.filters.year,
        "search": state.search,
    }


def from_json(kept: Mapping[str, Any], names: Directory) -> ListState | None:
    """Return a list that was kept, None where what it is about is not in this register."""
    ids = {kind: {key: each for each, key in found.items()} for kind, found in
           _permanent(names).items()}  # fmt: skip
    try:
        grouping: TreeGrouping = kept["grouping"]
        kinds = _KINDS[grouping]
        key = tuple(_id(ids[kind], each) for kind, each in zip(kinds, kept["key"], strict=False))
        values = tuple(
            (FilterKey(name), frozenset(_known(ids[_FILTER_KINDS[FilterKey(name)]], words)))
            for name, words in kept["values"].items()
        )
        words = tuple((FilterKey(name), str(text)) for name, text in kept["words"].items())
        lights, sort = kept["lights"], kept["sort"]
        return ListState(
            grouping,
            key,
            None if lights is None else tuple(Light(light) for light in lights),
            None if sort is None else Sort(SortKey(sort[0]), descending=bool(sort[1])),
            TaskFilters(values, words, int(kept["year"])),
            str(kept["search"]),
        )
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):
        return None


def read(kept: object) -> list[SavedView]:
    """Return the views that settings kept; what is not understood is left out."""
    if not isinstance(kept, list):
        return []
    views = [
        SavedView(each["name"], each["state"])
        for each in kept
        if isinstance(each, dict)
        and isinstance(each.get("name"), str)
        and isinstance(each.get("state"), dict)
    ]
    return views[:MOST_VIEWS]


def put(views: list[SavedView], view: SavedView) -> list[SavedView]:
    """Return the views with one more; one of the same name is replaced where it stands."""
    names = [each.name for each in views]
    if view.name in names:
        place = names.index(view.name)
        return [*views[:place], view, *views[place + 1 :]]
    return [*views, view][-MOST_VIEWS:]


def kept(views: list[SavedView]) -> list[dict[str, Any]]:
    """Return views as settings keep them."""
    return [{"name": view.name, "state": dict(view.state)} for view in views]


def to_note(kept_views: object) -> bytes:
    """Return what settings kept as it travels with a register; b"" for no views."""
    views = kept(read(kept_views))
    return json.dumps({"views": views}, ensure_ascii=False).encode() if views else b""


def joined(kept_views: object, note: bytes) -> list[SavedView]:
    """Return the views of this machine, and those that came with a register under other names.

    Args:
        kept_views: what settings kept.
        note: what came; anything else than views is passed over.
    """
    mine = read(kept_views)
    try:
        found = json.loads(note)
    except (ValueError, RecursionError):
        return mine
    theirs = read(found.get("views")) if isinstance(found, dict) else []
    names = {view.name for view in mine}
    new = (view for view in theirs if view.name not in names and len(view.name) <= LONGEST_NAME)
    return [*mine, *new][:MOST_VIEWS]


def suggested_name(group: str, lights: str, filters: list[str], search: str) -> str:
    """Return a name to begin with: what is listed, of whom, and what narrows it."""
    head = (
        tr("{lights} của {group}", lights=lights, group=group)
        if lights and group
        else (lights or group)
    )
    parts = [head, *filters, f"“{search.strip()}”" if search.strip() else ""]
    return ", ".join(part for part in parts if part)[:LONGEST_NAME]


def _permanent(names: Directory) -> dict[str, dict[int, str]]:
    documents, sections = names.documents, names.sections
    return {
        "agency": {each.id: each.key for each in names.agencies.values()},
        "official": {each.id: each.key for each in names.officials.values()},
        "document": {each.id: each.code for each in documents.values()},
        "section": {
            each.id: f"{documents[each.document_id].code}/{each.locator}"
            for each in sections.values()
        },
        "scheme": {each.id: each.name for each in names.schemes.values()},
        "plain": {},
    }


def _word(keys: Mapping[int, str], value: int) -> int | str:
    """Return the key of an id; constants (0 for nobody) and plain numbers stay as they are."""
    return keys.get(value, value)


def _id(ids: Mapping[str, int], word: Any) -> int:
    if isinstance(word, str):
        return ids[word]
    if isinstance(word, bool) or not isinstance(word, int):
        raise TypeError(word)
    return word


def _known(ids: Mapping[str, int], words: list[Any]) -> list[int]:
    """Return the ids of those that this register knows; others cannot be in the list."""
    return [_id(ids, word) for word in words if not isinstance(word, str) or word in ids]
