"""The list of texts of the window, gathered from the code: ``python -m tests.texts``.

A text is what stands as first argument in a call of ``tr`` or ``phrase``. The command prints, as
JSON, those that ``resources/translations/en.json`` lacks (value "") and names those that it has for
nothing.
"""

from __future__ import annotations

import ast
import functools
import json
import re
import string
import sys
from pathlib import Path

from app import paths

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "app", ROOT / "db")
ENGLISH = paths.translations("en")
_GATHERED = frozenset({"tr", "phrase"})
VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)


@functools.cache
def calls() -> tuple[tuple[str, ast.expr | None], ...]:
    """Return place (``app/views/actions.py:31``) and first argument of each call that gathers."""
    return tuple(
        (f"{file.relative_to(ROOT).as_posix()}:{node.lineno}", node.args[0] if node.args else None)
        for folder in FOLDERS
        for file in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and gathers(node)
    )


def patterns() -> dict[str, str]:
    """Return the place where each text first stands, by the text."""
    found: dict[str, str] = {}
    for place, first in calls():
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            found.setdefault(first.value, place)
    return found


def english() -> dict[str, str]:
    """Return the English text of each Vietnamese one."""
    loaded: dict[str, str] = json.loads(ENGLISH.read_text("utf-8"))
    return loaded


def fields(text: str) -> set[str]:
    """Return the names of the fields of a text; a choice by number names its field too."""
    return {name for _before, name, _spec, _conversion in string.Formatter().parse(text) if name}


def gathers(call: ast.Call) -> bool:
    """Tell whether a call names a text of the window."""
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in _GATHERED


def main() -> int:
    """Print what is missing and what is left over; 1 if there is any."""
    wanted, known = patterns(), english()
    missing = {text: "" for text in wanted if text not in known}
    left_over = [text for text in known if text not in wanted]
    json.dump(missing, sys.stdout, ensure_ascii=False, indent=0)
    for text in left_over:
        sys.stdout.write(f"\nunused: {text}")
    sys.stdout.write("\n")
    return 1 if missing or left_over else 0


if __name__ == "__main__":
    sys.exit(main())
