"""What the program brings along beside its code, and whether all of it is there and whole.

``build_installer.spec`` lays a list of it, with checksums, beside the packed program. A program
that lost a file still starts: help, English texts or a document are simply not there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

LIST = "shipped.txt"
"""A line for each file: SHA-256 in hexadecimal digits, two blanks, path from the program."""

HELP_PAGES = (
    *("start", "overview", "tasks", "documents", "indicators", "calendar", "reports"),
    "directory",
)
HELP_FOLDERS = ("resources/help", "resources/help/en")
TRANSLATIONS = "resources/translations/en.json"
DOCUMENTS = ("CTTD-2026", "CTr04-2026", "KHNQ02-2026", "NQTU-2023", "VKDH-2025")
"""The codes of the catalogue's documents, which are the names of their folders."""

NEEDED = (
    *(f"{folder}/{page}.md" for folder in HELP_FOLDERS for page in HELP_PAGES),
    *(
        f"db/catalogue/{code}/{part}.yaml"
        for code in DOCUMENTS
        for part in ("document", "tasks", "indicators")
    ),
    *("resources/styles/app.qss", "resources/sheets/layout.toml", "resources/icons/app.svg"),
)
"""What is looked for even where there is no list (a program that is run from its sources)."""


def listing(entries: Iterable[tuple[str, str]]) -> str:
    """Return the list of what is shipped.

    Args:
        entries: each file with the folder of the program it is laid into.
    """
    lines = sorted(
        (f"{folder}/{Path(file).name}", _checksum(Path(file))) for file, folder in entries
    )
    return "".join(f"{checksum}  {path}\n" for path, checksum in lines)


def faults(program: Path, *, packed: bool) -> list[str]:
    """Return what of the shipped files is missing or changed, in Vietnamese; [] if all is well.

    Args:
        program: the folder that holds ``resources`` and ``db``.
        packed: whether the list must be there.
    """
    found = [f"thiếu {name}" for name in NEEDED if not (program / name).is_file()]
    found += _faults_of_texts(program / TRANSLATIONS)
    if (program / LIST).is_file():
        found += _faults_of_list(program)
    elif packed:
        found.append(f"thiếu {LIST}")
    return list(dict.fromkeys(found))


def _faults_of_texts(file: Path) -> Iterator[str]:
    try:
        texts = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        texts = None
    if not isinstance(texts, dict) or not texts:
        yield f"không đọc được {TRANSLATIONS}"


def _faults_of_list(program: Path) -> Iterator[str]:
    lines = (program / LIST).read_text("utf-8").splitlines()
    if not lines:
        yield f"{LIST} trống"
    for line in lines:
        checksum, _, name = line.partition("  ")
        file = program / name
        if not file.is_file():
            yield f"thiếu {name}"
        elif _checksum(file) != checksum:
            yield f"{name} đã bị sửa"


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
