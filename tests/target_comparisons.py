"""Comparisons of targets that the rules find in the shipped catalogue.

``python -m tests.target_comparisons`` prints them as entries of ``comparisons.yaml``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import paths
from app.domain.targets import Comparison, StatedTarget, Verdict, compare
from db import catalogue_reader

if TYPE_CHECKING:
    from db.catalogue_entries import CatalogueFiles, IndicatorEntry


@dataclass(frozen=True)
class Found:
    """One comparison: code of the indicator, its name, year and measure, and what came of it."""

    indicator: str
    name: str
    year: int
    measure: str
    verdict: Verdict
    sentence: str


def found_in(shipped: CatalogueFiles) -> list[Found]:
    """Return the comparisons whose targets do not simply agree, in the order of the catalogue."""
    entries = {
        f"{document.code}/{entry.at}": entry
        for document in shipped.documents
        for entry in document.indicators
    }
    groups: dict[tuple[str, int, str], list[StatedTarget]] = {}
    for document in shipped.documents:
        for entry in document.indicators:
            code = home(entries, f"{document.code}/{entry.at}")
            for target in entry.targets:
                stated = StatedTarget(
                    source=f"{document.code} ({target.at or entry.at})",
                    operator=target.operator,
                    value=target.value,
                    upper=target.upper,
                    unit=target.unit or entry.unit or entries[code].unit,
                    text=target.text,
                    from_year=target.from_year,
                )
                groups.setdefault((code, target.year, target.measure), []).append(stated)
    compared = ((key, compare(targets)) for key, targets in groups.items())
    return [
        _found(entries[key[0]], key, comparison, comparison.verdict)
        for key, comparison in compared
        if comparison.verdict is not None
    ]


def home(entries: dict[str, IndicatorEntry], code: str) -> str:
    """Return the code of the indicator that an entry means."""
    same = entries[code].same_as
    return home(entries, same) if same else code


def _found(
    entry: IndicatorEntry, key: tuple[str, int, str], comparison: Comparison, verdict: Verdict
) -> Found:
    code, year, measure = key
    return Found(code, entry.name, year, measure, verdict, comparison.sentence)


def as_yaml(comparisons: list[Found]) -> str:
    """Return comparisons as the text of ``comparisons.yaml``."""
    lines = ["comparisons:"]
    for each in comparisons:
        measure = "" if each.measure == "level" else f"    measure: {each.measure}\n"
        lines.append(
            f"\n  # {each.name}\n"
            f"  - indicator: {each.indicator}\n"
            f"    year: {each.year}\n"
            f"{measure}"
            f"    verdict: {each.verdict}\n"
            f"    note: {json.dumps(each.sentence, ensure_ascii=False)}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_yaml(found_in(catalogue_reader.read(paths.catalogue()))))
