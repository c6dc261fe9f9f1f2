"""The window in English says nothing of its own in Vietnamese, in any scene of the pictures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from app.views import language
from tests.english import Leaks
from tests.texts import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def walked(folder: Path, spoken: str) -> subprocess.CompletedProcess[str]:
    """Walk the window in a process of its own, for which the language is chosen before."""
    folder.mkdir()
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.english", str(folder)],
        cwd=ROOT,
        env=os.environ | {language.VARIABLE: spoken, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_every_page_and_dialog_is_told_in_english(tmp_path: Path) -> None:
    told = walked(tmp_path / "en", language.ENGLISH)
    assert told.stdout, told.stderr[-2000:]
    assert json.loads(told.stdout) == {}
    assert told.returncode == 0


def test_the_walk_tells_the_programs_words_from_those_of_people() -> None:
    leaks = Leaks()
    leaks.scene = "any"
    for text in ("Quá hạn 12 ngày", "Đánh dấu hoàn thành", "Overdue 12 days", "Sở Xây dựng"):
        leaks.see(text, "label")
    assert list(leaks.found) == ["Quá hạn 12 ngày", "Đánh dấu hoàn thành"]
