"""YAML with line numbers: every wrong value is told with its file and line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from app.domain.errors import CatalogueError
from app.domain.text import nfc


class Entry:
    """One mapping of a catalogue file, read key by key; what is left over is a misspelt key."""

    def __init__(self, values: dict[str, Any], file: Path, line: int) -> None:
        """Wrap a mapping that begins on ``line`` (from 1) of ``file``."""
        self._values = dict(values)
        self.file = file
        self.line = line

    def wrong(self, message: str) -> CatalogueError:
        """Return the error for this entry, with file and line."""
        return CatalogueError(f"Danh mục {self.where}: {message}")

    @property
    def where(self) -> str:
        """File and line: the folder too, because every document has files of the same names."""
        return _place(self.file, self.line)

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text; ``default`` None means that the key must stand there."""
        value = self._values.pop(key, default)
        if value is None:
            if default is None:
                raise self.wrong(f"thiếu “{key}”")
            value = default
        if not isinstance(value, str | int | float):
            raise self.wrong(f"“{key}” phải là chữ")
        return nfc(str(value)).strip()

    def optional_text(self, key: str) -> str | None:
        """Take a text that may be null or missing."""
        return self.text(key, "") or None

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        """Take one of some words."""
        value = self.text(key, default)
        if value not in choices:
            raise self.wrong(f"“{key}” là “{value}”, phải là một trong: {', '.join(choices)}")
        return value

    def number(self, key: str) -> float | None:
        """Take a number that may be missing."""
        value = self._values.pop(key, None)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise self.wrong(f"“{key}” phải là số")
        return value

    def integer(self, key: str, default: int | None = None) -> int:
        """Take a whole number."""
        value = self._values.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(f"“{key}” phải là số nguyên")
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Take true or false."""
        value = self._values.pop(key, default)
        if not isinstance(value, bool):
            raise self.wrong(f"“{key}” phải là true hoặc false")
        return value

    def day(self, key: str) -> dt.date | None:
        """Take an ISO date that may be null or missing."""
        value = self._values.pop(key, None)
        if value is not None and type(value) is not dt.date:  # a moment is a date too
            raise self.wrong(f"“{key}” phải là ngày dạng 2026-03-06")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts; missing means empty."""
        value = self._values.pop(key, None) or []
        if not isinstance(value, list) or not all(isinstance(v, str | int) for v in value):
            raise self.wrong(f"“{key}” phải là danh sách chữ")
        return tuple(nfc(str(v)).strip() for v in value)

    def has(self, key: str) -> bool:
        """Tell whether the key stands there."""
        return key in self._values

    def entry(self, key: str) -> Entry:
        """Take a nested mapping."""
        value = self._values.pop(key, None)
        if not isinstance(value, Entry):
            raise self.wrong(f"thiếu “{key}” hoặc không đúng dạng")
        return value

    def optional_entry(self, key: str) -> Entry | None:
        """Take a nested mapping that may be null or missing."""
        if self._values.get(key) is None:
            self._values.pop(key, None)
            return None
        return self.entry(key)

    def entries(self, key: str) -> Iterator[Entry]:
        """Take a list of mappings; each is finished when the next is asked for."""
        value = self._values.pop(key, None) or []
        if not isinstance(value, list) or not all(isinstance(v, Entry) for v in value):
            raise self.wrong(f"“{key}” phải là danh sách mục")
        for entry in value:
            yield entry
            entry.finish()

    def finish(self) -> None:
        """Refuse keys that nobody asked for."""
        if self._values:
            raise self.wrong(f"không hiểu khóa: {', '.join(map(str, self._values))}")


class _Loader(yaml.CSafeLoader):
    """Safe loader, parsing in C, whose mappings are `Entry` objects that know their line."""

    file: Path


# YAML 1.1 reads on, off, yes and no as truth values; here they are words and keys.
_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile("^(?:true|false)$"), list("tf"))


def _construct(loader: _Loader, node: yaml.MappingNode) -> Entry:
    loader.flatten_mapping(node)
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        place = _place(loader.file, key_node.start_mark.line + 1)
        if not isinstance(key_node, yaml.ScalarNode):
            raise CatalogueError(f"Danh mục {place}: khóa phải là một chữ")
        key = loader.construct_object(key_node, deep=True)
        if key in values:
            raise CatalogueError(f"Danh mục {place}: “{key}” lặp lại")
        values[key] = loader.construct_object(value_node, deep=True)
    return Entry(values, loader.file, node.start_mark.line + 1)


def _construct_day(loader: _Loader, node: yaml.ScalarNode) -> dt.date:
    try:
        day: dt.date = loader.construct_yaml_timestamp(node)
    except ValueError as error:
        place = _place(loader.file, node.start_mark.line + 1)
        raise CatalogueError(f"Danh mục {place}: không có ngày {node.value}") from error
    return day


def _place(file: Path, line: int) -> str:
    return f"{file.parent.name}/{file.name}, dòng {line}"


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _construct_day)


def load(file: Path) -> Entry:
    """Return the mapping that a catalogue file holds.

    Raises:
        CatalogueError: the file is missing, is no YAML, or is no mapping; with file and line.
    """
    try:
        source = file.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise CatalogueError(f"Không đọc được tệp danh mục {file.name}: {error}") from error
    loader = _Loader(source)
    loader.file = file
    try:
        value = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError(f"Danh mục {_place(file, line)}: {error.problem}") from error
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 1
        raise CatalogueError(f"Danh mục {_place(file, line)}: {error.reason}") from error
    finally:
        loader.dispose()
    if not isinstance(value, Entry):
        raise CatalogueError(f"Danh mục {_place(file, 1)}: phải là các mục có tên")
    return value
