"""What differs between a proposal and the register, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.records import Role
from app.domain.review import FieldChange, Fields, KnownNames, TaskFields
from app.domain.targets import Operator
from app.domain.text import fold
from app.domain.time_limit import TimeLimit, TimeLimitKind

SOURCE_TEXT = "source_text"
TASK_FIELDS = (
    "title", "lead", "coordinating", "monitoring", "receiving", "leader", "time_limit", "product",
)  # fmt: skip
WITHOUT_OUR_WORDS = tuple(name for name in TASK_FIELDS if name not in ("title", "product"))
"""Fields that can be compared with a shipped task, whose title and product are in our words."""
LEVEL_FIELDS = ("operator", "value", "upper", "unit")
INDICATOR_FIELDS = (*LEVEL_FIELDS, "year")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task or indicator stands in the register, in the fields of a proposal."""

    id: int
    code: str
    title: str
    fields: Fields
    source_text: str = ""


def words(name: str, value: Any) -> str:
    """Return a field's value for a person; "" for nothing."""
    if value in (None, "", ()):
        return ""
    if isinstance(value, TimeLimit):
        return value.words
    if isinstance(value, tuple):
        return "; ".join(value)
    if name in ("value", "upper"):
        return f"{value:g}".replace(".", ",")
    return value.value if isinstance(value, Operator) else str(value)


def same(name: str, one: Any, other: Any, known: KnownNames) -> bool:
    """Return whether two values of a field say the same; names are compared by their agency."""
    if isinstance(one, TimeLimit) and isinstance(other, TimeLimit):
        return replace(one, text="", period=None) == replace(other, text="", period=None)
    if name in {role.value for role in Role}:
        return _canonical(one, known) == _canonical(other, known)
    if isinstance(one, str) and isinstance(other, str):
        return fold(" ".join(one.split())) == fold(" ".join(other.split()))
    return bool(one == other)


def changes(  # noqa: PLR0913 - what is compared, and how
    names: Iterable[str],
    standing: Fields,
    new: Fields,
    known: KnownNames,
    *,
    taken: bool,
    only: Mapping[str, bool] | None = None,
) -> tuple[FieldChange, ...]:
    """Return the fields in which the new differs from what stands.

    Args:
        names: fields to compare.
        standing: the register's.
        new: the proposal's.
        known: the register's names.
        taken: whether a difference is taken over unless the person says otherwise.
        only: field → whether the document itself changed it since it was imported last; fields
            that it did not change are left as people made them. None: nothing is known of that.
    """
    found = []
    for name in names:
        if only is not None and not only.get(name):
            continue
        old_value, new_value = getattr(standing, name), getattr(new, name)
        if only is None and _says_nothing(new_value):
            continue  # and takes nothing away
        if not same(name, old_value, new_value, known):
            found.append(FieldChange(name, words(name, old_value), words(name, new_value), taken))
    return tuple(found)


def changed_in_document(before: Fields, now: Fields, known: KnownNames) -> dict[str, bool]:
    """Return field → whether two versions of a document differ in it."""
    if type(before) is not type(now):
        return {}
    names = TASK_FIELDS if isinstance(now, TaskFields) else INDICATOR_FIELDS
    return {
        name: not same(name, getattr(before, name), getattr(now, name), known) for name in names
    }


def _says_nothing(value: Any) -> bool:
    if isinstance(value, TimeLimit):
        return value.kind is TimeLimitKind.UNDETERMINED
    return value in (None, "", ())


def _canonical(names: tuple[str, ...], known: KnownNames) -> list[str]:
    return [fold(known.spellings.get(fold(name), name)) for name in names]
