"""How well documents are understood: recall, precision and right fields, per document and overall.

Run from the project's root: ``python -m tests.benchmarks.import_quality [--sources DIR]``.
``--sources`` is a folder with the text versions of the catalogue's documents (they are not part of
the project); without it only the documents of `tests/importing/labels` are measured. ``--errors``
lists what is wrong in the part to tune on; the part to measure on only ever shows its figures.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.importing.quality import (
    INDICATOR_FIELDS,
    LABELS,
    SOURCES,
    TASK_FIELDS,
    Result,
    Score,
    forms_of,
    measure,
    measure_file,
    shipped_names,
)


def main() -> int:
    """Print the table of each part; exit code 1 if a date was made up."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sources", type=Path, default=SOURCES)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    names = shipped_names()
    made_up = 0
    for part in ("tune", "measure"):
        found = [
            measure(path, names, options.sources) for path in sorted((LABELS / part).glob("*.yaml"))
        ]
        results = [result for result in found if result is not None]
        show(part, results)
        left_out = len(found) - len(results)
        if left_out:
            _say(f"  ({left_out} documents of the catalogue left out: no --sources)")
        if options.errors and part == "tune":
            for result in results:
                _say(f"\n--- {result.name}")
                _say("\n".join([*result.tasks.wrong, *result.indicators.wrong, *result.made_up]))
        made_up += sum(len(result.made_up) for result in results)
        files = [
            measure_file(path, form, names)
            for path in sorted((LABELS / part).glob("*.yaml"))
            for form in forms_of(path)
        ]
        show(f"{part}, from real files", files)
        if options.errors and part == "tune":
            for result in files:
                _say(f"\n--- {result.name}")
                _say("\n".join([*result.tasks.wrong, *result.indicators.wrong, *result.made_up]))
        made_up += sum(len(result.made_up) for result in files)
    return 1 if made_up else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def show(part: str, results: list[Result]) -> None:
    """Print the two tables of one part."""
    _say(f"\n== {part}: tasks")
    _say(
        _row(
            "document", ["labels", "recall", "precis.", *TASK_FIELDS, "made up", "withdr.", "facts"]
        )
    )
    total = Score("overall")
    for result in results:
        total.add(result.tasks)
        counts = ("{}/{}".format(*result.withdrawn), "{}/{}".format(*result.facts))
        figures = _figures(result.tasks, TASK_FIELDS)
        _say(_row(result.name, [*figures, str(len(result.made_up)), *counts]))
    made_up = sum(len(result.made_up) for result in results)
    _say(_row("overall", [*_figures(total, TASK_FIELDS), str(made_up)]))
    _say(f"== {part}: indicators")
    _say(_row("document", ["labels", "recall", "precis.", *INDICATOR_FIELDS]))
    total = Score("overall")
    for result in results:
        total.add(result.indicators)
        if result.indicators.labels or result.indicators.proposed:
            _say(_row(result.name, _figures(result.indicators, INDICATOR_FIELDS)))
    _say(_row("overall", _figures(total, INDICATOR_FIELDS)))


def _figures(score: Score, fields: tuple[str, ...]) -> list[str]:
    shares = [score.share(name) for name in fields]
    return [
        str(score.labels),
        f"{score.recall:.3f}",
        f"{score.precision:.3f}",
        *("-" if share is None else f"{share:.3f}" for share in shares),
    ]


def _row(name: str, cells: list[str]) -> str:
    return f"{name:<28}" + "".join(f"{cell:>13}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main())
