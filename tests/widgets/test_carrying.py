"""Mang sổ sang máy khác, through the window: a bar that moves, a button that stops it."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from app.background.jobs import Jobs
from app.domain.watch import Watch
from app.services import carrying as service
from app.settings import MachineSettings
from app.views import saved_views
from app.views.carrying import Carrying
from tests.registers import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Slow:
    """A package that is made in two steps, the second one when it is let on."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.ended = ""

    def pack(self, _register: Any, target: Path, watch: Watch, _note: bytes) -> service.Packed:
        self.ended = "stopped"
        watch.step(1, 4, "Đang đóng gói sổ")
        self.go_on.wait(10)
        watch.step(2, 4, "Đang đóng gói tệp minh chứng 1/1")
        self.ended = "made"
        return service.Packed(target, 1, 2048)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    work = Slow()
    monkeypatch.setattr(service, "pack", work.pack)
    yield work
    work.go_on.set()


@pytest.fixture
def carrying(qtbot: QtBot, jobs: Jobs, prompts: Any, tmp_path: Path) -> Carrying:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    register = SimpleNamespace(name="Sổ")
    session: Any = SimpleNamespace(register=register, jobs=jobs, today=TODAY)
    prompts.answers.append(tmp_path / "sổ.tiendogoi")
    made = Carrying(session, prompts, window, MachineSettings())
    made.bar.setParent(window)
    return made


def test_the_bar_says_how_far_it_is_and_goes(
    carrying: Carrying, slow: Slow, prompts: Any, qtbot: QtBot
) -> None:
    carrying.pack()
    qtbot.waitUntil(lambda: carrying.bar.words == "Đang đóng gói sổ")
    qtbot.waitUntil(carrying.bar.isVisible)
    slow.go_on.set()
    qtbot.waitUntil(lambda: carrying.job is None)
    assert slow.ended == "made"
    assert "1 tệp minh chứng" in prompts.calls[-1].text
    assert not carrying.bar.isVisible()


def test_the_button_stops_it_and_nothing_is_told(
    carrying: Carrying, slow: Slow, prompts: Any, qtbot: QtBot
) -> None:
    carrying.pack()
    qtbot.waitUntil(carrying.bar.isVisible)
    carrying.bar.stop_button.click()
    assert carrying.bar.words == "Đang dừng…"
    slow.go_on.set()
    qtbot.waitUntil(lambda: carrying.job is None)
    assert slow.ended == "stopped"
    assert len(prompts.calls) == 1  # where to
    assert not carrying.bar.isVisible()


def test_saved_views_come_with_the_register(
    carrying: Carrying, prompts: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    theirs = [{"name": "Quá hạn", "state": {}}]
    note = saved_views.to_note(theirs)
    monkeypatch.setattr(service, "unpack", lambda *_args: tmp_path / "Sổ.tiendo")
    monkeypatch.setattr(service, "note_in", lambda _path: note)
    with qtbot.waitSignal(carrying.unpacked):
        carrying.unpack()
    assert MachineSettings().get(saved_views.SETTING) == theirs
