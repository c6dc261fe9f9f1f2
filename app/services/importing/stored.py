"""A draft as JSON and back: every record by the types of its fields, so that nothing is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from app.domain.review import KIND_OF_FIELDS, Fields, KnownNames, ReviewDraft

_LEFT_OUT = frozenset({"known", "past", "id", "version"})
"""Of the draft itself: what the register knows better when the draft is opened again."""
_Record = TypeVar("_Record")
_BY_KIND = {kind.value: record for record, kind in KIND_OF_FIELDS.items()}
_KIND = "kind"


def to_json(draft: ReviewDraft) -> dict[str, Any]:
    """Return a draft as JSON values, without the register's names and the steps of undo."""
    plain: dict[str, Any] = encode(draft)
    return {name: value for name, value in plain.items() if name not in _LEFT_OUT}


def from_json(
    plain: dict[str, Any], *, draft_id: int, version: int, known: KnownNames
) -> ReviewDraft:
    """Return the draft that `to_json` was given, with the register's names of today."""
    read = {
        name: _decode(kind, plain[name])
        for name, kind in _kinds(ReviewDraft).items()
        if name in plain
    }
    return ReviewDraft(**read, id=draft_id, version=version, known=known)


def encode(value: Any) -> Any:
    """Return a record, and all records in it, as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {
            each.name: encode(getattr(value, each.name))
            for each in fields(value)
            if not (isinstance(value, ReviewDraft) and each.name in _LEFT_OUT)
        }
        kind = KIND_OF_FIELDS.get(type(value))
        return plain | {_KIND: kind.value} if kind else plain
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def decode_fields(plain: dict[str, Any]) -> Fields:
    """Return the fields of an item that `encode` was given."""
    fields_: Fields = decode(_BY_KIND[plain[_KIND]], plain)
    return fields_


def decode(record: type[_Record], plain: dict[str, Any]) -> _Record:
    """Return the record that `encode` was given; what a newer program added is left out."""
    kinds = _kinds(cast("Any", record))
    return record(**{name: _decode(kinds[name], plain[name]) for name in kinds if name in plain})


def _decode(kind: Any, plain: Any) -> Any:  # noqa: PLR0911 - one for every kind of value
    if plain is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        options = [option for option in get_args(kind) if option is not NoneType]
        if len(options) > 1:
            return decode_fields(plain)
        kind = options[0]
    if get_origin(kind) is tuple:
        return tuple(_decode(get_args(kind)[0], each) for each in plain)
    if is_dataclass(kind):
        return decode(cast("type[Any]", kind), plain)
    if issubclass(kind, Enum):
        return kind(plain)
    if issubclass(kind, dt.date):
        return kind.fromisoformat(plain)
    return float(plain) if kind is float else plain


@cache
def _kinds(record: type) -> dict[str, Any]:
    return get_type_hints(record)
