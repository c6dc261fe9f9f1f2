"""Holds every program file that is shipped to a licence text that is shipped with it.

``resources/installer/parts.toml`` says what is in which file; its head says how it is written.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from tools.installer.places import RECIPE

TABLE = RECIPE / "parts.toml"
TEXTS = RECIPE / "licences"
"""The texts that no package brings along."""
READ_ME = "READ-ME-FIRST.txt"
BINARY = frozenset({".dll", ".exe", ".pyd", ".ttf"})
"""Endings of files that hold the work of others without showing it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that others made.

    Attributes:
        name: as its makers call it.
        licence: in a few words.
        texts: names of files in the folder of licence texts.
        packages: the Python packages whose own texts the build copies.
        note: further words that its licence wants, or "".
    """

    name: str
    licence: str
    texts: tuple[str, ...]
    packages: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Table:
    """What is in which file.

    Attributes:
        parts: by name.
        files: pattern of a path, and the parts in such a file; the first that fits counts.
        signs: bytes that betray a part, and the parts of which one must then be listed.
    """

    parts: Mapping[str, Part]
    files: Sequence[tuple[str, tuple[str, ...]]]
    signs: Mapping[bytes, tuple[str, ...]]

    def parts_of(self, path: str) -> tuple[str, ...]:
        """Return the names of the parts in a file, by its path with ``/``; () if none is known."""
        for pattern, parts in self.files:
            if fnmatchcase(path.casefold(), pattern.casefold()):
                return parts
        return ()


def read_table(file: Path = TABLE) -> Table:
    """Return the table.

    Raises:
        KeyError: a file names a part that is not described.
    """
    content = tomllib.loads(file.read_text("utf-8"))
    parts = {
        name: Part(
            name,
            each["licence"],
            tuple(each["texts"]),
            tuple(each.get("packages", ())),
            each.get("note", "").strip("\n"),
        )
        for name, each in content["parts"].items()
    }
    files = [(each["pattern"], tuple(each["parts"])) for each in content["files"]]
    for _pattern, names in files:
        for name in names:
            parts[name]
    signs = {sign.encode(): tuple(names) for sign, names in content["signs"].items()}
    return Table(parts, files, signs)


def faults(program: Path, table: Table) -> list[str]:
    """Compare the files of a packed program with the table; return what is wrong, [] if nothing.

    Args:
        program: its folder, the licence texts in its folder ``licences``.
        table: what is in which file.
    """
    return [*_faults_of_files(program, table), *_missing_texts(program / "licences", table)]


def _faults_of_files(program: Path, table: Table) -> Iterator[str]:
    for file in sorted(program.rglob("*")):
        if file.suffix.casefold() not in BINARY or not file.is_file():
            continue
        path = file.relative_to(program).as_posix()
        parts = table.parts_of(path)
        if not parts:
            yield f"{path}: no licence is known for this file"
            continue
        content = file.read_bytes()
        for sign, possible in table.signs.items():
            if sign in content and not set(possible) & set(parts):
                yield f"{path}: holds {possible[0]} ({sign.decode()}), which is not listed"


def _missing_texts(folder: Path, table: Table) -> Iterator[str]:
    for part in table.parts.values():
        for text in part.texts:
            if not (folder / text).is_file():
                yield f"{part.name}: the text {text} is missing"


def read_me(table: Table, head: str) -> str:
    """Return what the folder of licence texts says of itself: the head, then part by part."""
    lines = [head.rstrip(), ""]
    for part in sorted(table.parts.values(), key=lambda each: each.name.casefold()):
        lines.append(f"{part.name}: {part.licence}")
        lines.append(f"  texts: {', '.join(part.texts)}")
        lines += [f"  in: {where}" for where in _where(part, table)]
        lines += [f"  {line}" for line in part.note.splitlines()]
        lines.append("")
    return "\n".join(lines)


def _where(part: Part, table: Table) -> Iterator[str]:
    for pattern, parts in table.files:
        if part.name in parts:
            yield pattern.replace("/", "\\")
