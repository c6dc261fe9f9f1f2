"""What goes another way than the usual day of `test_installed_program`, on the same machine.

The tests stand in the order in which they happen; each goes on where the last one stopped.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app import paths
from tests.installer import machine as there
from tests.installer.machine import Machine
from tests.installer.test_installed_program import (
    EXECUTABLE,
    REGISTER,
    SLOWEST_S,
    TITLE,
    UNINSTALL,
    files_in,
    refused_words,
    setup,
)
from tools.installer.licences import faults, read_table
from tools.installer.places import places

FAILED, NEWER, NO_PLACE_FOR_STICK = 2, 4, 5
KEY = r"HKCU\Software\TienDo"
STICK = r"C:\Ổ USB"
ELSEWHERE = r"C:\Chương trình khác"
CRASH = "Lỗi ngoài dự kiến"
LONGEST_OF_OLD = 260
"""What a path could have before Windows 10, its drive and end counted."""


def close(machine: Machine, title: str = TITLE) -> None:
    assert machine.look("close", title) == 1
    assert machine.wait_for(lambda: not any(title in each for each in machine.titles()))
    machine.session.settle()


@pytest.fixture(scope="module")
def installed(machine: Machine, installer: Path) -> Machine:
    """Install the program on a machine that has it no more."""
    assert machine.run(setup(installer), "/S") == 0
    return machine


def test_every_program_file_has_its_licence_beside_it(installed):
    program = installed.path(there.PROGRAM)
    assert faults(program, read_table()) == []
    said = (program / "licences" / "READ-ME-FIRST.txt").read_text("utf-8")
    assert "pyexpat.pyd" in said
    assert "uninstall.exe" in said


def test_a_copy_for_a_stick_is_not_laid_over_the_installed_program(installed, installer):
    folder = installed.path(there.PROGRAM)
    before = files_in(folder)
    assert installed.run(setup(installer), "/S", "/PORTABLE") == NO_PLACE_FOR_STICK
    words = refused_words(installed)
    assert "đã được cài trên máy này" in words
    assert there.PROGRAM in words
    assert files_in(folder) == before
    assert paths.PORTABLE_MARKER not in before


def test_an_update_that_fails_leaves_the_program_as_it_was(installed, installer):
    """A file where a folder is wanted stands for a full disk: the licence texts come last."""
    folder = installed.path(there.PROGRAM)
    (folder / "_internal" / "of-the-old-version.txt").touch()
    shutil.rmtree(folder / "licences")
    (folder / "licences").touch()
    before = files_in(folder)
    assert installed.run(setup(installer), "/S") == FAILED
    assert files_in(folder) == before
    assert installed.run(EXECUTABLE, "list", "--help") == 0
    (folder / "licences").unlink()
    assert installed.run(setup(installer), "/S") == 0
    assert not (folder / "_internal" / "of-the-old-version.txt").exists()


def test_an_error_at_the_start_is_told_reported_and_survived_by_a_new_start(installed):
    """A missing file of the program stands for any error that nobody has foreseen."""
    style = installed.path(there.PROGRAM) / "_internal" / "resources" / "styles" / "app.qss"
    aside = style.with_name("aside")
    style.rename(aside)
    installed.start(EXECUTABLE)
    try:
        assert installed.wait_for(lambda: CRASH in installed.titles())
        shutil.copyfile(installed.session.picture("crash.png"), places().build / "crash.png")
    finally:
        aside.rename(style)
    (report,) = installed.path(rf"{there.DATA}\log").glob("su-co-*.txt")
    words = report.read_text("utf-8")
    assert "FileNotFoundError" in words
    assert there.USER not in words
    assert installed.look("type", CRASH, "tab", "space") == 1  # "Khởi động lại", the other button
    assert installed.wait_for(lambda: any(TITLE in title for title in installed.titles()))
    close(installed)
    report.unlink()


def test_an_update_into_another_folder_moves_the_program(installed, installer):
    data = files_in(installed.path(there.DATA))
    assert installed.run_line(rf"{setup(installer)} /S /D={ELSEWHERE}") == 0
    assert not installed.path(there.PROGRAM).exists()
    assert ELSEWHERE.replace("\\", "\\\\") in installed.registry(KEY)
    assert files_in(installed.path(there.DATA)) == data
    assert installed.open_and_time(TITLE, there.DESKTOP_ICON) > 0
    close(installed)
    assert installed.run_line(rf"{setup(installer)} /S /D={there.PROGRAM}") == 0
    assert not installed.path(ELSEWHERE).exists()


def test_the_same_folder_by_another_name_is_no_move(installed, installer):
    before = files_in(installed.path(there.PROGRAM))
    named = there.PROGRAM.replace("Programs", "PROGRAMS")
    assert installed.run_line(rf"{setup(installer)} /S /D={named}") == 0
    assert files_in(installed.path(there.PROGRAM)) == before


def test_a_window_from_a_stick_leaves_the_machine_alone(installed, installer):
    on_machine = files_in(installed.path(there.DATA))
    before = installed.registry(KEY)
    assert installed.run_line(rf"{setup(installer)} /S /PORTABLE /D={STICK}") == 0
    stick = installed.path(STICK)
    assert installed.open_and_time(TITLE, rf"{STICK}\TienDo.exe") > 0
    close(installed)
    # A new version on the stick needs no option: the marker says what it is.
    assert installed.run_line(rf"{setup(installer)} /S /D={STICK}") == 0
    assert not (stick / "uninstall.exe").exists()
    assert (stick / paths.PORTABLE_MARKER).exists()
    names = files_in(stick / paths.PORTABLE_FOLDER)
    assert REGISTER.rpartition("\\")[2] in names
    assert files_in(installed.path(there.DATA)) == on_machine
    assert installed.registry(KEY) == before
    shutil.rmtree(stick)


def test_a_register_may_lie_deep(installed):
    folder = rf"{there.HOME}\Desktop" + "".join(
        rf"\Hồ sơ công việc của phòng, phần {number:02d}" for number in range(1, 9)
    )
    register = rf"{folder}\Sổ nằm sâu.tiendo"
    assert len(register) > LONGEST_OF_OLD
    assert installed.run(EXECUTABLE, "--register", register, "init") == 0
    assert installed.run(EXECUTABLE, "--register", register, "backup") == 0
    assert installed.open_and_time(f"{TITLE}Sổ nằm sâu", EXECUTABLE, register) > 0
    close(installed)
    names = files_in(installed.path(folder))
    assert any(name.endswith(".tiendo") and "/" in name for name in names), "no backup beside it"


def test_removing_takes_a_stray_marker_along(installed):
    installed.path(rf"{there.PROGRAM}\{paths.PORTABLE_MARKER}").touch()
    assert installed.run(UNINSTALL, "/S") == 0
    installed.session.settle()
    assert not installed.path(there.PROGRAM).exists()


def test_a_copy_for_a_stick_does_not_go_where_the_installed_program_belongs(installed, installer):
    """By now nothing is installed: the usual folder is taken where none is named."""
    assert installed.run(setup(installer), "/S", "/PORTABLE") == NO_PLACE_FOR_STICK
    assert "/PORTABLE /D=E:" in refused_words(installed)
    for folder in (there.PROGRAM, there.PROGRAM.lower(), there.PROGRAM + "\\"):
        line = rf"{setup(installer)} /S /PORTABLE /D={folder}"
        assert installed.run_line(line) == NO_PLACE_FOR_STICK, folder
        refused_words(installed)
    assert not installed.path(there.PROGRAM).exists()


def test_an_older_version_is_not_put_over_a_newer_copy_on_a_stick(
    installed, installer, older_installer
):
    stick = installed.path(STICK)
    (stick / "licences").mkdir(parents=True)
    (stick / "licences" / "of somebody.txt").touch()
    assert installed.run_line(rf"{setup(installer)} /S /PORTABLE /D={STICK}") == 0
    assert (stick / "licences" / "of somebody.txt").exists()
    before = files_in(stick)
    for option in ("/PORTABLE ", ""):
        line = rf"Z:\older\{older_installer.name} /S {option}/D={STICK}"
        assert installed.run_line(line) == NEWER, option
        words = refused_words(installed)
        assert "đang có bản mới hơn" in words
        assert STICK in words
    assert files_in(stick) == before
    shutil.rmtree(stick)


def test_a_newer_program_that_was_deleted_by_hand_keeps_no_older_one_out(
    installed, installer, older_installer
):
    assert installed.run(setup(installer), "/S") == 0
    shutil.rmtree(installed.path(there.PROGRAM))
    installed.path(there.DESKTOP_ICON).unlink()
    assert installed.run(rf"Z:\older\{older_installer.name}", "/S") == 0
    assert installed.path(EXECUTABLE).exists()
    assert installed.path(there.DESKTOP_ICON).exists()
    assert installed.run(UNINSTALL, "/S") == 0
    installed.session.settle()
    assert not installed.path(there.PROGRAM).exists()


def test_the_self_test_sees_what_the_installed_program_lost(installed, installer):
    assert installed.run(setup(installer), "/S") == 0
    inside = installed.path(there.PROGRAM) / "_internal"
    lost = ("resources/help/en/tasks.md", "resources/icons/save.svg", "db/catalogue/links.yaml")
    for name in lost:
        (inside / name).unlink()
    assert installed.run(EXECUTABLE, "--self-test", patience=SLOWEST_S) == 1
    report = installed.path(rf"{there.DATA}\log\self-test.txt").read_text("utf-8")
    for name in lost:
        assert f"thiếu {name}" in report
    assert installed.run(UNINSTALL, "/S") == 0
    installed.session.settle()
