"""Labels made of the shipped catalogue: its tasks and indicators are what its documents hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

_ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = _ROOT / "db" / "catalogue"
COVERAGE = _ROOT / "tests" / "coverage"


def catalogue_truth(code: str) -> dict[str, Any]:
    """Return labels made of the catalogue's tasks and indicators of a document."""
    folder = CATALOGUE / code
    lines = _lines(code)
    tasks = yaml.safe_load((folder / "tasks.yaml").read_text(encoding="utf-8"))
    made = []
    for section in tasks["sections"]:
        for block in section.get("blocks", ()):
            for task in block["tasks"]:
                at = f"{block['at']}#{task['n']}"
                time = task.get("time") or {}
                made.append({
                    "at": at,
                    "lines": lines.get(at),
                    "lead": task.get("lead", block.get("lead")) or [],
                    "coordinating": task.get("coordinating", block.get("coordinating")) or [],
                    "time": {"kind": time.get("kind"), "date": time.get(True, time.get("on")),
                             "recurrence": time.get("recurrence"), "text": time.get("text")},
                    "untold": {"product"},
                    "title": task["title"],
                    "figures": [],
                })  # fmt: skip
    places = {paragraph_of(label["at"]): label for label in made}
    indicators = []
    homes = _homes()
    for item in yaml.safe_load((folder / "indicators.yaml").read_text(encoding="utf-8"))[
        "indicators"
    ]:
        home = homes.get(item.get("same_as", ""), item)
        target = next((t for t in item.get("targets") or [] if "at" not in t), None)
        if paragraph_of(item["at"]) in places:
            # The paragraph is a task: it stands in that list alone, and the level in its figures.
            levels = [target["text"] for target in item.get("targets") or ()]
            places[paragraph_of(item["at"])]["figures"] += levels
            continue
        if "#" not in item["at"] and not item["at"].startswith("PL"):
            continue  # a level that is named at several places of the text
        indicators.append({
            "at": item["at"],
            "lines": lines.get(item["at"]),
            "name": item.get("name_printed") or home.get("name"),
            "unit": item.get("unit") if "same_as" not in item else None,
            "text": target.get("text") if target else None,
            "operator": target["operator"] if target else None,
            "lead": item.get("lead") or [],
            "leader": item.get("leader"),
            "same_as": "same_as" in item,
        })  # fmt: skip
    return {"tasks": made, "indicators": indicators}


def paragraph_of(at: str) -> str:
    """Return a place without the letter that parts one paragraph: ``III.1#1b`` → ``III.1#1``."""
    return re.sub(r"(?<=\d)[a-zđ]$", "", at)


def _homes() -> dict[str, Any]:
    homes = {}
    for path in CATALOGUE.glob("*/indicators.yaml"):
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))["indicators"]:
            homes[f"{path.parent.name}/{item['at']}"] = item
    return homes


def _lines(code: str) -> dict[str, list[tuple[int, int]]]:
    path = COVERAGE / f"{code}.yaml"
    if not path.exists():
        return {}
    found: dict[str, list[tuple[int, int]]] = {}
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["lines"]:
        for at in entry.get("of") or ():
            for part in str(entry["lines"]).split(","):
                first, _, last = part.strip().partition("-")
                found.setdefault(at, []).append((int(first), int(last or first)))
    return found
