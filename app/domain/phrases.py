"""Sentences of the program that can be told in another language later.

The program's own language is Vietnamese: what a rule says is a Vietnamese ``str``, and goes like
that onto paper, into the register and to the command line. A `Phrase` remembers besides of which
pattern and fields it was made, so that the window can tell it in English (`app.views.language`).
What a person or a document wrote is a plain ``str`` and is never translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Phrase(str):
    """A Vietnamese text that knows its pattern; see `phrase`.

    Attributes:
        pattern: the text with the names of its fields in braces, the key of its translations.
        fields: values by name; a value that is a phrase itself is translated with it.
    """

    __slots__ = ("fields", "pattern")

    pattern: str
    fields: Mapping[str, object]

    def __str__(self) -> str:
        """Return itself, so that the text of an error stays a phrase in ``str(error)``."""
        return self

    def __add__(self, other: str, /) -> str:
        """Return both, one after the other, as a phrase."""
        return joined("", (self, other))

    def __radd__(self, other: str, /) -> str:
        """Return both, one after the other, as a phrase."""
        return joined("", (other, self))

    def format(self, *_unnamed: object, **fields: object) -> str:
        """Fill in the fields of a pattern that stood in a constant, by name."""
        return phrase(self.pattern, **fields)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a copy be made of pattern and fields."""
        return _made, (str.__str__(self), self.pattern, dict(self.fields))


def _made(text: str, pattern: str, fields: Mapping[str, object]) -> Phrase:
    made = Phrase(text)
    made.pattern, made.fields = pattern, fields
    return made


def phrase(pattern: str, /, **fields: object) -> str:
    """Return a sentence of the program.

    Args:
        pattern: the Vietnamese text, written out where this is called: that is where the list of
            texts to translate comes from. Fields stand in it as ``{name}``.
        fields: the values of the fields; without any, the pattern is the text as it stands.

    Returns:
        The Vietnamese text, a `Phrase`.
    """
    return _made(pattern.format_map(fields) if fields else pattern, pattern, fields)


def joined(separator: str, parts: Iterable[str]) -> str:
    """Join texts as ``str.join`` does, each remaining what it is, and so does the separator."""
    named = {f"part{number}": part for number, part in enumerate(parts)}
    if len(named) == 1:
        return named["part0"]
    if not named:
        return ""
    between = separator.replace("{", "{{").replace("}", "}}")
    words = {}
    if isinstance(separator, Phrase):
        between, words = "{between}", {"between": separator}
    return phrase(between.join(f"{{{name}}}" for name in named), **named, **words)


def capital(text: str) -> str:
    """Return a text with a capital at its start, a phrase as a phrase."""
    if not isinstance(text, Phrase):
        return text[:1].upper() + text[1:]
    return _made(text[:1].upper() + text[1:], _CAPITAL, {"text": text})


def small(text: str) -> str:
    """Return a text with a small letter at its start, a phrase as a phrase."""
    if not isinstance(text, Phrase):
        return text[:1].lower() + text[1:]
    return _made(text[:1].lower() + text[1:], _SMALL, {"text": text})


_CAPITAL = "{text:capital}"
"""The pattern of `capital`: a translation begins with a capital of its own."""
_SMALL = "{text:small}"
"""The pattern of `small`."""
