"""The menu of languages: kept for the next start, and a start anew if wanted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app import paths
from app.settings import MachineSettings
from app.views import language
from app.views.actions import Actions
from app.views.language_switch import LanguageSwitch
from app.views.prompts import ScriptedPrompts

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def actions(qtbot):
    return Actions()


def switch(qtbot, actions, *answers: bool) -> tuple[LanguageSwitch, MachineSettings, list[None]]:
    window = QWidget()
    qtbot.addWidget(window)
    settings = MachineSettings()
    made = LanguageSwitch(actions, ScriptedPrompts(answers), settings, window)
    restarts: list[None] = []
    made.restart.connect(lambda: restarts.append(None))
    return made, settings, restarts


def test_the_language_spoken_is_marked(qtbot, actions) -> None:
    switch(qtbot, actions)
    assert (actions.vietnamese.isChecked(), actions.english.isChecked()) == (True, False)


def test_a_choice_is_kept_and_the_program_starts_anew(qtbot, actions) -> None:
    _made, settings, restarts = switch(qtbot, actions, True)
    actions.english.trigger()
    assert settings.get(language.SETTING) == language.ENGLISH
    assert MachineSettings().get(language.SETTING) == language.ENGLISH
    assert len(restarts) == 1


def test_a_start_anew_can_wait(qtbot, actions) -> None:
    made, settings, restarts = switch(qtbot, actions, False)
    actions.english.trigger()
    actions.english.trigger()  # a second time asks nothing
    assert settings.get(language.SETTING) == language.ENGLISH
    assert restarts == []
    assert actions.english.isChecked()
    actions.vietnamese.trigger()  # back to what is spoken: nothing to ask
    assert settings.get(language.SETTING) == language.VIETNAMESE
    assert made.menu.title() == "Ngôn ngữ (Language)"


@pytest.mark.parametrize(
    ("kept", "words"),
    [("en", "Mark complete"), ("vi", "Đánh dấu hoàn thành"), ("xx", "Đánh dấu hoàn thành")],
)
def test_the_next_start_speaks_what_was_chosen(tmp_path, monkeypatch, kept, words) -> None:
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.delenv(language.VARIABLE)
    (tmp_path / "machine.json").write_text(json.dumps({language.SETTING: kept}), "utf-8")
    told = subprocess.run(
        [sys.executable, "-c", "from app.views.actions import COMPLETE; print(ascii(COMPLETE))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == ascii(words)


def test_a_missing_file_of_texts_leaves_the_program_vietnamese(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(language.VARIABLE, language.ENGLISH)
    monkeypatch.setattr(paths, "translations", lambda _language: tmp_path / "none.json")
    assert language._load() is None
