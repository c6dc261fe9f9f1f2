"""What every step of the build uses: words on the terminal, commands that must succeed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class BuildError(Exception):
    """The build cannot go on; the message says why, and what would help."""


class UnavailableError(BuildError):
    """This machine cannot build at all: parts cannot be had, or nothing may be mounted."""


def say(words: str) -> None:
    """Tell what is being done."""
    print(f"== {words}", file=sys.stderr, flush=True)


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    timeout: float | None = None,
    error: type[BuildError] = BuildError,
) -> str:
    """Run a command and return what it said.

    Raises:
        BuildError: it failed, or took longer than ``timeout`` seconds; what it said last is told.
            ``error`` says which kind.
    """
    words = [str(part) for part in command]
    try:
        result = subprocess.run(  # noqa: S603 - the build's own commands
            words,
            cwd=cwd,
            env=env,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except FileNotFoundError as missing:
        raise UnavailableError(f"{words[0]} is not installed") from missing
    except subprocess.TimeoutExpired as late:
        raise error(f"{words[0]} took longer than {timeout:.0f} s") from late
    said = result.stdout.decode("utf-8", "replace")
    if result.returncode != 0:
        tail = "\n".join(said.splitlines()[-30:])
        raise error(f"{' '.join(words[:6])} … ended with {result.returncode}:\n{tail}")
    return said


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
