"""Names for files that the program proposes."""

from __future__ import annotations

_LONGEST = 90


def plain_name(words: str) -> str:
    """Return words as a file name that Windows takes, without an ending."""
    safe = "".join("-" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in words)
    return safe[:_LONGEST].rstrip(" .")
