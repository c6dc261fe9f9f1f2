"""Values of a worksheet as Excel shows them on a Vietnamese machine: 155.000; 14,97; 30/06/2026."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

from app.domain import formats

_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')  # words, colours and gaps inside a format
_DECIMALS = re.compile(r"[.,](0+)")


def shown(value: Any, number_format: str) -> str:
    """Return a cell's value as text; None is ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime | dt.date):
        return _date(value, number_format)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def exact(value: float, number_format: str) -> str:
    """Return a number in full where its format shows it rounded, "" where it does not."""
    text = _number(value, number_format)
    whole = value * 100 if text.endswith("%") else value
    printed = float(text.rstrip("%").replace(".", "").replace(",", "."))
    if math.isclose(printed, whole, rel_tol=1e-9, abs_tol=1e-9):
        return ""
    return f"{formats.number(float(f'{whole:.10g}'))}{'%' if text.endswith('%') else ''}"


def _date(value: dt.date, number_format: str) -> str:
    codes = _NOT_SHOWN.sub("", number_format).lower()
    if "d" not in codes and "y" in codes:
        return f"{value:%m/%Y}" if "m" in codes else f"{value:%Y}"
    text = f"{value:%d/%m/%Y}"
    if isinstance(value, dt.datetime) and (value.hour or value.minute):
        text = f"{value:%H:%M} {text}"
    return text


def _number(value: float, number_format: str) -> str:
    codes = _NOT_SHOWN.sub("", number_format.split(";", maxsplit=1)[0])
    percent = "%" in codes
    value = value * 100 if percent else value
    plain = codes in {"", "General", "@"}
    decimals = _DECIMALS.search(codes.replace("#,##0", "#0"))
    if plain or not re.search(r"[0#]", codes):
        text = f"{value:.10g}"
    else:
        text = f"{value:.{len(decimals[1]) if decimals else 0}f}"
    if "e" in text:  # very large or small: Excel shows few digits, the whole number says more
        text = f"{value:f}".rstrip("0").rstrip(".")
    if "#,##0" in codes:
        whole, _, rest = text.partition(".")
        text = f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
    else:
        text = text.replace(".", ",")
    return f"{text}%" if percent else text
