"""Names that Excel takes: of a workbook's sheets and of its tables."""

from __future__ import annotations

import re

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = "history"
"""Excel keeps this name for itself, in any case."""


class SheetNames:
    """Gives every sheet of a workbook a name of its own; case makes no difference to Excel."""

    def __init__(self) -> None:
        """Begin with none taken."""
        self._taken = {_RESERVED}

    def take(self, wanted: str) -> str:
        """Return ``wanted`` as Excel takes it, numbered where it is taken already."""
        plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("' ") or "Biểu"
        name, number = plain[:LONGEST].strip("' "), 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            name = plain[: LONGEST - len(ending)].strip("' ") + ending
        self._taken.add(name.casefold())
        return name
