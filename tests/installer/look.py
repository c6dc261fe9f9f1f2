"""Runs on Windows beside the installed program and tells what a user would see; Python alone.

``look.py windows`` | ``start SECONDS TITLE COMMAND…`` | ``close TITLE`` | ``minimize TITLE`` |
``press TITLE BUTTON`` | ``type TITLE KEY…`` | ``run LINE``
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from ctypes import wintypes

_CLOSE, _CLICK, _GET_TEXT = 0x0010, 0x00F5, 0x000D
_KEY_DOWN, _KEY_UP = 0x0100, 0x0101
_KEYS = {"tab": 0x09, "enter": 0x0D, "space": 0x20}
_MINIMIZED = 6
_LONGEST = 4096


def windows() -> list[dict[str, object]]:
    """Return every visible window: handle, title, the texts in it, whether it is minimized."""
    return [
        {
            "handle": handle,
            "title": _title(handle),
            "texts": [_text(child) for child in _inside(handle)],
            "minimized": bool(_user().IsIconic(handle)),
        }
        for handle in _visible()
    ]


def start(patience: float, title: str, command: list[str]) -> float:
    """Start a program, or open one file as a double click does; see `main`.

    Returns:
        The seconds until a window with the title is there; -1 if none came.
    """
    begin = time.monotonic()
    if len(command) == 1:
        os.startfile(command[0])  # type: ignore[attr-defined,unused-ignore]  # noqa: S606 - a double click
    else:
        subprocess.Popen(command)  # noqa: S603 - the test's own words
    while time.monotonic() - begin < patience:
        if any(title in _title(handle) for handle in _visible()):
            return time.monotonic() - begin
        time.sleep(0.05)
    return -1


def close(title: str) -> int:
    """Ask every window with a title to close, as its cross does; return how many there were."""
    found = [handle for handle in _visible() if title in _title(handle)]
    for handle in found:
        _user().PostMessageW(handle, _CLOSE, 0, 0)
    return len(found)


def minimize(title: str) -> int:
    """Put every window with a title into the task bar; return how many there were."""
    found = [handle for handle in _visible() if title in _title(handle)]
    for handle in found:
        _user().ShowWindow(handle, _MINIMIZED)
    return len(found)


def press(title: str, button: str) -> int:
    """Press a button of a window; return how many there were."""
    found = [
        child
        for handle in _visible()
        if title in _title(handle)
        for child in _inside(handle)
        if _text(child).replace("&", "") == button
    ]
    for child in found:
        _user().PostMessageW(child, _CLICK, 0, 0)
    return len(found)


def type_keys(title: str, names: list[str]) -> int:
    """Type keys into the windows with a title, for those that draw their own buttons.

    Returns:
        How many windows there were.
    """
    found = [handle for handle in _visible() if title in _title(handle)]
    for handle in found:
        for name in names:
            for message in (_KEY_DOWN, _KEY_UP):
                _user().PostMessageW(handle, message, _KEYS[name], 0)
            time.sleep(0.2)
    return len(found)


def _user():
    return ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]


def _visible() -> list[int]:
    return [handle for handle in _listed(_user().EnumWindows) if _user().IsWindowVisible(handle)]


def _inside(handle: int) -> list[int]:
    return _listed(lambda take, extra: _user().EnumChildWindows(handle, take, extra))


def _listed(enumerate_: Callable[..., object]) -> list[int]:
    found: list[int] = []

    def take(handle: int, _extra: int) -> bool:
        found.append(handle)
        return True

    kind = ctypes.WINFUNCTYPE  # type: ignore[attr-defined,unused-ignore]
    enumerate_(kind(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)(take), 0)
    return found


def _title(handle: int) -> str:
    """Return the title; Windows keeps it, so that a window that is busy has one too."""
    buffer = ctypes.create_unicode_buffer(_LONGEST)
    _user().GetWindowTextW(wintypes.HWND(handle), buffer, _LONGEST)
    return _composed(buffer.value)


def _text(handle: int) -> str:
    """Return the text of what stands in a window, which only its program knows."""
    buffer = ctypes.create_unicode_buffer(_LONGEST)
    # With a limit of time: a window that does not answer must not hold up the others.
    _user().SendMessageTimeoutW(wintypes.HWND(handle), _GET_TEXT, _LONGEST, buffer, 2, 1000, None)
    return _composed(buffer.value)


def _composed(words: str) -> str:
    """Return words with whole letters: NSIS' own Vietnamese has some in two parts."""
    return unicodedata.normalize("NFC", words)


_ACTS: dict[str, Callable[[list[str]], object]] = {
    "windows": lambda _rest: windows(),
    "start": lambda rest: start(float(rest[0]), rest[1], rest[2:]),
    "close": lambda rest: close(rest[0]),
    "minimize": lambda rest: minimize(rest[0]),
    "press": lambda rest: press(rest[0], rest[1]),
    "type": lambda rest: type_keys(rest[0], rest[1:]),
    # The line as it stands, without more quotes.
    "run": lambda rest: subprocess.call(rest[0]),  # noqa: S603
}


def main(arguments: list[str]) -> object:
    """Do what the first argument says."""
    what, *rest = arguments
    return _ACTS[what](rest)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])))
