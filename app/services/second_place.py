"""The second place for backups: a folder that was chosen on this machine, for every register."""

from __future__ import annotations

from pathlib import Path

from app.settings import MachineSettings

SETTING = "backup_place"


def second_place(settings: MachineSettings | None = None) -> Path | None:
    """Return the chosen second place, which may be missing just now; None if none was chosen."""
    chosen = (settings or MachineSettings()).get(SETTING)
    return Path(chosen) if isinstance(chosen, str) and chosen else None


def choose(settings: MachineSettings, place: Path | None) -> None:
    """Keep another second place, or none."""
    settings.put(SETTING, str(place) if place is not None else "")
