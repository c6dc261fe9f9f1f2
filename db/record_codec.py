"""Records of the domain as JSON and back, by their declared types.

What a closed period keeps has to be read by every later program. So a field that a record has got
since takes its default, or is blank; one that it has lost is passed over; nothing depends on the
order of fields, nor on names of modules.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
import types
import typing
import zlib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin

from app.domain import (
    doers,
    indicator_assessment,
    indicator_figures,
    indicator_light,
    indicators,
    periods,
    records,
    reporting,
    result_period,
    schemes,
    sources,
    targets,
    task_detail,
    time_limit,
    traffic_light,
)

Record = TypeVar("Record")

_NAMES: dict[str, Any] = {
    name: value
    for module in (
        *(doers, indicator_assessment, indicator_figures, indicator_light, indicators, periods),
        *(records, reporting, result_period, schemes, sources, targets, task_detail),
        *(time_limit, traffic_light),
    )
    for name, value in vars(module).items()
}
"""Names that the records' types use, some of which their modules import for type checkers alone."""


def pack(value: object) -> bytes:
    """Return a record, or a sequence of them, as compressed JSON; the same record, same bytes."""
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def unpack(kind: type[Record], content: bytes) -> Record:
    """Return what `pack` was given.

    Args:
        kind: its type, as ``TaskDetail`` or ``list[TaskRow]``.
        content: what `pack` returned.
    """
    return cast("Record", made(kind, json.loads(zlib.decompress(content))))


def plain(value: Any) -> Any:  # noqa: PLR0911 - one answer a kind of value
    """Return a record as JSON can hold it."""
    kind: Any = type(value)
    fields = _fields_of(kind)
    if fields is not None:
        return {name: plain(getattr(value, name)) for name in fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return [[plain(key), plain(item)] for key, item in value.items()]
    if isinstance(value, AbstractSet):
        return sorted(plain(item) for item in value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value


def made(kind: Any, value: Any) -> Any:  # noqa: PLR0911 - one answer a kind of type
    """Return the value of a type from what `plain` made of it."""
    if value is None or kind is Any:
        return value
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return made(next(each for each in inner if each is not type(None)), value)
    if origin is not None:
        return _collection(origin, inner, value)
    if _fields_of(kind) is not None:
        return _record(kind, value)
    if issubclass(kind, Enum):
        return kind(value)
    if issubclass(kind, dt.datetime):
        return dt.datetime.fromisoformat(value)
    if issubclass(kind, dt.date):
        return dt.date.fromisoformat(value)
    return kind(value) if kind is float else value


def _collection(origin: Any, inner: tuple[Any, ...], value: Any) -> Any:
    if issubclass(origin, Mapping):
        key, item = inner
        return {_key(made(key, first)): made(item, second) for first, second in value}
    if issubclass(origin, AbstractSet):
        return frozenset(made(inner[0], each) for each in value)
    if origin in (list, Sequence):
        return [made(inner[0], each) for each in value]
    if origin is tuple and Ellipsis not in inner:
        return tuple(made(kind, each) for kind, each in zip(inner, value, strict=True))
    return tuple(made(inner[0], each) for each in value)


def _key(key: Any) -> Any:
    return tuple(key) if isinstance(key, list) else key


def _record(kind: Any, value: Mapping[str, Any]) -> Any:
    known = _fields_of(kind)
    assert known is not None  # noqa: S101 - asked for before
    given = {}
    for name, (hint, has_default) in known.items():
        if name in value:
            given[name] = made(hint, value[name])
        elif not has_default:
            given[name] = _blank(hint)
    return kind(**given)


def _blank(hint: Any) -> Any:
    """Return the value of a field that no record had when it was kept."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return None
    if origin is not None:
        return {} if issubclass(origin, Mapping) else ()
    return {str: "", bool: False, int: 0, float: 0.0}.get(hint)


@cache
def _fields_of(kind: Any) -> dict[str, tuple[Any, bool]] | None:
    """Return field → (type, whether it has a default) of a record; None for what is none."""
    if dataclasses.is_dataclass(kind):
        defaults = {
            field.name: field.default is not dataclasses.MISSING
            or field.default_factory is not dataclasses.MISSING
            for field in dataclasses.fields(kind)
            if field.init
        }
    elif isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        given = getattr(kind, "_field_defaults", {})
        defaults = {name: name in given for name in kind._fields}
    else:
        return None
    own = vars(sys.modules[kind.__module__])
    hints = typing.get_type_hints(kind, globalns={**_NAMES, **own})
    return {name: (hints[name], has_default) for name, has_default in defaults.items()}
