"""What is left of a damaged register, and what its newest good backup would bring back."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain.backups import Backup, LostChange
from app.domain.phrases import joined, phrase
from app.services import backups, restoring
from db import backup as copies
from db import register_file

_COUNTED = {
    "task": phrase("{count} nhiệm vụ"),
    "progress_update": phrase("{count} cập nhật"),
    "document": phrase("{count} văn bản"),
}


@dataclass(frozen=True, slots=True)
class DamageReport:
    """What can be told of a register that is damaged.

    Attributes:
        readable: what can still be read of it, in words; "" if nothing can.
        backup: the newest backup that is whole, if there is one.
        lost: what the register still shows to have been written after that backup, newest first;
            None where its history cannot be read.
    """

    readable: str
    backup: Backup | None
    lost: tuple[LostChange, ...] | None

    @property
    def offer(self) -> str:
        """Say what bringing the backup back means; "" without one."""
        if self.backup is None:
            return ""
        at = phrase(
            "Bản sao lưu tốt mới nhất: {taken_at:%H:%M ngày %d/%m/%Y}, đã kiểm tra. ",
            taken_at=self.backup.taken_at,
        )
        if self.lost is None:
            return phrase("{at}Những gì ghi sau lúc đó phải ghi lại.", at=at)
        if not self.lost:
            return phrase("{at}Không thấy thao tác nào ghi sau lúc đó.", at=at)
        newest = self.lost[0].summary
        return phrase(
            "{at}{lost} thao tác ghi sau đó phải ghi lại, mới nhất: {newest}.",
            at=at,
            lost=len(self.lost),
            newest=newest,
        )


def report(path: Path, second: Path | None = None) -> DamageReport:
    """Look at a damaged register, which is only read, and at its backups.

    Args:
        path: the register's file.
        second: the chosen second place of backups.
    """
    path = register_file.real_path(path)
    backup = backups.newest_good(path, second)
    lost = restoring.lost_since(path, backup) if backup is not None else None
    return DamageReport(_readable(path), backup, lost)


def _readable(path: Path) -> str:
    found = []
    for table, words in _COUNTED.items():
        with (
            suppress(sqlite3.Error, UnicodeDecodeError, OSError),
            copies.reading(path) as connection,
        ):
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - ours
            if rows:
                found.append(words.format(count=len(rows)))
    if not found:
        return ""
    return phrase("Trong tệp hỏng còn đọc được {found}.", found=joined(", ", found))
