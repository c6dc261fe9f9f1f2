"""The list of texts of the window, gathered from the code: ``python -m tests.texts``.

A text is what stands as first argument in a call of ``tr`` or ``phrase``. The command prints, as
JSON, those that ``resources/translations/en.json`` lacks (value "") and names those that it has for
nothing.
"""

from __future__ import annotations

import ast
import json
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "app", ROOT / "db")
ENGLISH = paths.translations("en")
_GATHERED = frozenset({"tr", "phrase"})


def patterns(folders: Iterable[Path] = FOLDERS) -> dict[str, str]:
    """Return the place (``app/views/actions.py:31``) where each text first stands, by the text."""
    found: dict[str, str] = {}
    for file in (file for folder in folders for file in sorted(folder.rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in _GATHERED and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.setdefault(first.value, f"{file.relative_to(ROOT)}:{node.lineno}")
    return found


def english() -> dict[str, str]:
    """Return the English text of each Vietnamese one."""
    loaded: dict[str, str] = json.loads(ENGLISH.read_text("utf-8"))
    return loaded


def fields(text: str) -> set[str]:
    """Return the names of the fields of a text; a choice by number names its field too."""
    return {name for _before, name, _spec, _conversion in string.Formatter().parse(text) if name}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


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
