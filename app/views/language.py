"""What the window says, in the language of this machine: Vietnamese, or English by a switch.

The texts stand in Vietnamese where they are used; ``resources/translations/en.json`` gives the
English one of each. The language is chosen before the first widget is made and holds until the
program ends: constants of modules are told in it too. Paper, the register, documents and commands
stay Vietnamese.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from typing import Final

from app import paths
from app.domain.phrases import Phrase, capital, small
from app.settings import MachineSettings

log = logging.getLogger(__name__)

VIETNAMESE: Final = "vi"
ENGLISH: Final = "en"
SETTING: Final = "language"
"""Key of the machine's settings."""
VARIABLE: Final = "TIENDO_LANGUAGE"
"""Environment variable that overrides the setting (tests, pictures)."""

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""What ``{number:month}`` says of the number of a month; ``{number:mon}`` says three letters."""


def tr(pattern: str, /, **fields: object) -> str:
    """Return a text of the window in the chosen language.

    Args:
        pattern: the Vietnamese text, written out where this is called, fields as ``{name}``.
        fields: values of the fields; phrases among them are translated too.
    """
    if _words is None:
        return pattern.format_map(fields) if fields else pattern
    return _translated(pattern, fields)


def told(text: str) -> str:
    """Return what a rule or service said in the chosen language; what people wrote, as it is."""
    if _words is None or not isinstance(text, Phrase):
        return text
    return _translated(text.pattern, text.fields)


def is_english() -> bool:
    """Tell whether the window speaks English."""
    return _words is not None


def texts() -> Mapping[str, str]:
    """Return the English of every text by the Vietnamese one; none in a Vietnamese window."""
    return _words or {}


def values(fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return the values of fields as a translation takes them; see `_Value`."""
    return {name: _Value(value) for name, value in fields.items()}


def _translated(pattern: str, fields: Mapping[str, object]) -> str:
    assert _words is not None  # noqa: S101 - asked by the callers
    words = _words.get(pattern, pattern)
    if not fields:
        return words
    return words.format_map(values(fields))


class _Value:
    """A field of a translation.

    ``{n:task|tasks}`` chooses by the number, ``{text:capital}`` begins with a capital letter,
    ``{text:small}`` with a small one.
    """

    def __init__(self, value: object) -> None:
        self._value = told(value) if isinstance(value, str) else value

    def __format__(self, spec: str) -> str:
        if "|" in spec:
            one, more = spec.split("|")
            return one if str(self._value) == "1" else more
        if spec in ("month", "mon"):
            name = _MONTHS[int(str(self._value)) - 1]
            return name if spec == "month" else name[:3]
        if spec == "capital":
            return capital(str(self._value))
        if spec == "small":
            return small(str(self._value))
        return format(self._value, spec)

    def __str__(self) -> str:
        return str(self._value)


def _chosen() -> str:
    return str(os.environ.get(VARIABLE) or MachineSettings().get(SETTING, VIETNAMESE))


def _load() -> dict[str, str] | None:
    if _chosen() != ENGLISH:
        return None
    try:
        loaded: dict[str, str] = json.loads(paths.translations(ENGLISH).read_text("utf-8"))
    except (OSError, ValueError):  # a program that lost a file of its own still starts
        log.info("no English texts, speaking Vietnamese")
        return None
    return loaded


_words: Final = _load()
"""English by Vietnamese text; None for the program's own language."""
