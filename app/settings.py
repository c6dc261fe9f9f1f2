"""Settings of this machine: theme, window, splitters. What changes a sheet lies in the register."""

from __future__ import annotations

import contextlib
import json
import logging
from typing import Any

from app import paths

log = logging.getLogger(__name__)


class MachineSettings:
    """A small JSON file, read once and written whole; a broken one counts as empty."""

    def __init__(self) -> None:
        """Read the file if there is one."""
        self._values: dict[str, Any] = {}
        try:
            loaded = json.loads(paths.settings_file().read_text("utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError):
            log.info("machine settings unreadable, starting with none")
            return
        if isinstance(loaded, dict):
            self._values = loaded

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value, or ``default`` where none was kept."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Keep a JSON value; a disk that cannot be written only means it is asked again."""
        if self._values.get(key) == value:
            return
        self._values[key] = value
        file = paths.settings_file()
        part = file.with_name(f"{file.name}.part")
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), "utf-8")
            part.replace(file)
