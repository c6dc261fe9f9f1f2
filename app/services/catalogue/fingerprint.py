"""Which catalogue a register was filled from: a fingerprint of the files, kept with its rows.

Every fingerprint that was ever applied is kept, so that an older program that opens the register
again does not bring its older catalogue back.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import Connection, text

_KIND = "catalogue"


def of(folder: Path) -> str:
    """Return the fingerprint of a catalogue folder: names and contents of its files."""
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*.yaml")):
        found.update(file.relative_to(folder).as_posix().encode())
        found.update(b"\0")
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def is_news(connection: Connection, mark: str) -> bool:
    """Tell whether a catalogue was never applied to a register."""
    query = text("SELECT 1 FROM catalogue_entry WHERE kind = :kind AND key = :mark")
    return connection.execute(query, {"kind": _KIND, "mark": mark}).first() is None


def keep(connection: Connection, mark: str) -> None:
    """Remember that a catalogue was applied."""
    connection.execute(
        text("INSERT INTO catalogue_entry (kind, key, shipped) VALUES (:kind, :mark, '{}')"),
        {"kind": _KIND, "mark": mark},
    )
