"""The window opens, refuses, closes and exchanges registers, and lives through all of it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import SIGNAL, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction

from app import paths
from app.domain.traffic_light import Light
from app.settings import MachineSettings
from app.views.pages.overview_page import OverviewPage
from app.views.pages.start_page import StartPage
from app.views.pages.tasks_page import TasksPage
from app.views.session import Opened
from app.views.widgets.day_field import DayField
from tests import shipped
from tests.spoilt import damage, damage_slightly, held, make_newer
from tests.windows import bar, be_quiet, complete, in_front, light, press, status, texts

if TYPE_CHECKING:
    from pathlib import Path

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(make_window, register_path):
    return make_window(register_path)


# Opening


def test_the_first_start_makes_the_register_and_shows_the_overview(make_window):
    path = paths.default_register()
    assert not path.exists()
    window = make_window(path, create=True)
    assert path.exists()
    page = in_front(window)
    assert isinstance(page, OverviewPage)
    assert window.windowTitle() == "Tiến Độ – Theo dõi năm 2026"
    assert [tile.figure for tile in page.tiles] == shipped.tiles()
    assert status(window) == [
        "Sổ: Theo dõi năm 2026",
        f"{shipped.count()} nhiệm vụ, {len(shipped.documents())} văn bản",
        f"Số liệu khớp: {shipped.tally().proof()}",
    ]


def test_while_the_first_register_is_made_the_window_says_so(make_window, qtbot, monkeypatch):
    go, real = threading.Event(), Opened.of

    def slow(path, today, *, create):
        assert go.wait(5)
        return real(path, today, create=create)

    window = make_window(paths.default_register(), create=True)
    window._close_register()
    folder = paths.default_register().parent
    qtbot.waitUntil(lambda: not list(folder.glob("*.tiendo-*")))  # the worker lets go of it
    paths.default_register().rename(paths.default_register().with_suffix(".cu"))
    monkeypatch.setattr(Opened, "of", slow)
    window.opener.create()
    assert texts(window)[0] == "Đang tạo sổ theo dõi năm 2026…"
    go.set()
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)


def missing(path: Path) -> None:
    path.rename(path.with_suffix(".cat"))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (missing, "Không tìm thấy sổ"),
        (damage, "bị hỏng"),
        (make_newer, "do phiên bản mới hơn của Tiến Độ ghi"),
    ],
)
def test_a_refused_register_shows_the_reason_and_the_window_lives(
    make_window, register_path, qtbot, spoil, words
):
    whole = register_path.read_bytes()
    spoil(register_path)
    spoilt = register_path.read_bytes() if register_path.exists() else None
    window = make_window(register_path)
    assert isinstance(in_front(window), StartPage)
    assert texts(window)[0] == "Không mở được sổ"
    assert words in texts(window)[1]
    assert (register_path.read_bytes() if register_path.exists() else None) == spoilt
    assert status(window) == ["Chưa mở sổ nào"]
    assert not window.actions_.go_tasks.isEnabled()
    assert not window.actions_.print.isEnabled()
    press(qtbot, window, "Thử lại")
    be_quiet(qtbot, window.session)
    assert words in texts(window)[1]
    register_path.write_bytes(whole)
    press(qtbot, window, "Thử lại")
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)


def test_a_held_register_can_be_opened_once_it_is_free(
    make_window, register_path, qtbot, monkeypatch
):
    monkeypatch.setattr("db.engine.BUSY_TIMEOUT_MS", 50)
    with held(register_path):
        window = make_window(register_path)
        assert "đang bị chương trình khác giữ" in texts(window)[1]
    press(qtbot, window, "Thử lại")
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)


def test_damage_that_is_found_after_the_first_paint_closes_the_register(make_window, register_path):
    damage_slightly(register_path)
    window = make_window(register_path)
    assert isinstance(in_front(window), StartPage)
    assert "bị hỏng" in texts(window)[1]
    assert window.session.register is None


def test_a_missing_register_offers_to_make_the_default_one(make_window, tmp_path, qtbot):
    window = make_window(tmp_path / "không có.tiendo")
    press(qtbot, window, "Tạo sổ")
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)
    assert paths.default_register().exists()


def test_an_error_of_the_program_while_opening_is_no_dead_window(
    make_window, register_path, qtbot, monkeypatch
):
    def trip(_path, _today, *, create):
        raise ZeroDivisionError

    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(Opened, "of", trip)
        window = make_window(register_path)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
    assert texts(window)[0] == "Chưa mở sổ theo dõi nào"
    window.opener.retry()
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)


# Closing and opening another


def test_closing_leads_to_the_start_page_and_lets_go_of_the_file(window, register_path, qtbot):
    window.show_page("tasks")
    qtbot.keyClicks(bar(window).search, "ke hoach")
    window.actions_.close_register.trigger()
    assert isinstance(in_front(window), StartPage)
    assert texts(window)[0] == "Chưa mở sổ theo dõi nào"
    assert window.windowTitle() == "Tiến Độ"
    assert status(window) == ["Chưa mở sổ nào"]
    assert bar(window).search.text() == ""
    assert not any(action.isChecked() for action in window._page_actions.values())
    folder = register_path.parent
    qtbot.waitUntil(lambda: [file.name for file in folder.iterdir()] == [register_path.name])


@pytest.mark.parametrize("moment", ["at once", "while undoing"])
def test_closing_at_a_bad_moment_is_nothing_special(make_window, register_path, qtbot, moment):
    window = make_window(register_path)
    complete(qtbot, window)
    window.actions_.undo.trigger()
    if moment == "at once":
        window._close_register()
        window.opener.retry()
    window.actions_.close_register.trigger()
    be_quiet(qtbot, window.session)
    if moment == "at once":
        window._close_register()
    be_quiet(qtbot, window.session)
    assert not window.actions_.undo.isEnabled()
    assert not window.actions_.redo.isEnabled()
    assert window.prompts.calls == []


def test_what_waits_for_a_quiet_moment_does_not_miss_a_closed_register(window):
    window._close_register()
    window._after_opening()
    assert window.session.jobs.idle


def test_another_register_may_be_opened(window, prompts, shipped_register, tmp_path, qtbot):
    other = tmp_path / "Sổ khác.tiendo"
    other.write_bytes(shipped_register.read_bytes())
    complete(qtbot, window)
    window.show_page("tasks")
    prompts.answers.append(other)
    qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)
    be_quiet(qtbot, window.session)
    assert window.windowTitle() == "Tiến Độ – Sổ khác"
    assert status(window)[0] == "Sổ: Sổ khác"
    assert light(window) is Light.OVERDUE
    assert not window.actions_.undo.isEnabled()
    assert prompts.calls[0].title == "Mở sổ"


def test_choosing_no_file_changes_nothing(window, prompts):
    page = in_front(window)
    prompts.answers.append(None)
    window.actions_.open_register.trigger()
    assert in_front(window) is page
    assert window.session.register is not None


def test_of_two_registers_asked_for_the_later_one_stays(
    window, prompts, shipped_register, tmp_path, qtbot
):
    for name in ("A.tiendo", "B.tiendo"):
        (tmp_path / name).write_bytes(shipped_register.read_bytes())
        prompts.answers.append(tmp_path / name)
    window.actions_.open_register.trigger()
    window.actions_.open_register.trigger()
    be_quiet(qtbot, window.session)
    assert window.windowTitle() == "Tiến Độ – B"
    window._close_register()
    qtbot.waitUntil(
        lambda: {file.name for file in tmp_path.glob("*.tiendo*")} == {"A.tiendo", "B.tiendo"}
    )


def test_closing_and_opening_leaves_nothing_behind_in_the_bar(window, qtbot):
    fields = len(bar(window).findChildren(DayField))
    for _ in range(3):
        window._close_register()
        window.opener.retry()
        be_quiet(qtbot, window.session)
    assert len(bar(window).findChildren(DayField)) == fields


def test_the_window_opens_on_the_page_it_was_closed_on(make_window, register_path, qtbot):
    first = make_window(register_path)
    first.show_page("tasks")
    first.resize(1100, 700)
    first.close()
    first.end()
    assert MachineSettings().get("page") == "tasks"
    second = make_window(register_path, width=0, height=0)
    assert isinstance(in_front(second), TasksPage)


def test_a_page_of_another_version_is_not_missed(make_window, register_path):
    MachineSettings().put("page", "no such page")
    assert isinstance(in_front(make_window(register_path)), OverviewPage)


def test_a_register_that_was_closed_leaves_nobody_who_listens_to_the_actions(
    make_window, register_path, qtbot
):
    window = make_window(register_path)

    def listeners() -> dict[str, int]:
        actions = [each for each in vars(window.actions_).values() if isinstance(each, QAction)]
        return {each.text(): each.receivers(SIGNAL("triggered(bool)")) for each in actions}

    window._close_register()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before = listeners()
    for _ in range(2):
        window.opener.retry()
        be_quiet(qtbot, window.session)
        for page in window._makers:
            window.show_page(page)
            be_quiet(qtbot, window.session)
        assert listeners() != before
        window._close_register()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert listeners() == before
