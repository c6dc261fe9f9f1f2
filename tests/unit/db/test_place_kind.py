"""Where a live register may not lie: network drives and synchronised folders are recognised."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import RegisterLockedError, RegisterPlaceError
from app.services.register import bring_home, create_register, open_register, verify
from db import place_kind
from db.place_kind import PlaceKind, is_share, network_mount, place_of

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/van-phong /mnt/chung nfs4 rw 0 0
//10.0.0.5/Van\040phong /mnt/Van\040phong cifs rw 0 0
/dev/sdb1 /mnt/chung/usb vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/a/sổ.tiendo", ""),
        ("/mnt/chung/sổ.tiendo", "server:/van-phong"),
        ("/mnt/chung khác/sổ.tiendo", ""),
        ("/mnt/Van phong/2026/sổ.tiendo", "//10.0.0.5/Van phong"),
        ("/mnt/chung/usb/sổ.tiendo", ""),
    ],
)
def test_the_nearest_mount_decides(path: str, name: str) -> None:
    assert network_mount(Path(path), MOUNTS) == name


@pytest.mark.parametrize(
    ("path", "share"),
    [
        (r"\\server\chung\sổ.tiendo", True),
        (r"\\?\UNC\server\chung\sổ.tiendo", True),
        (r"\\?\C:\TienDo\sổ.tiendo", False),
        (r"C:\TienDo\sổ.tiendo", False),
        ("Z:/sổ.tiendo", False),
    ],
)
def test_a_share_is_known_by_its_name(path: str, *, share: bool) -> None:
    assert is_share(path) is share


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - UBND tỉnh", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Văn phòng)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("OneDriver", ""),
        ("Theo dõi", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, folder: str, name: str) -> None:
    found = place_of(tmp_path / folder / "2026" / "sổ.tiendo")
    assert found.name == name
    assert found.kind is (PlaceKind.SYNCHRONISED if name else PlaceKind.LOCAL)


def test_or_by_what_the_system_says_and_lies_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert place_of(tmp_path / "sổ.tiendo").kind is PlaceKind.LOCAL
    (tmp_path / ".dropbox.cache").mkdir()
    assert place_of(tmp_path / "a" / "sổ.tiendo").name == "Dropbox"
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "riêng"))
    assert place_of(tmp_path / "riêng" / "sổ.tiendo").name == "OneDrive"


def test_a_live_register_is_refused_there_and_not_touched(
    register_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place_kind, "_mounts", lambda: f"srv:/x {register_path.parent} nfs rw 0 0")
    before = {file.name: file.read_bytes() for file in register_path.parent.iterdir()}
    with pytest.raises(RegisterPlaceError, match="ổ mạng “srv:/x”") as caught:
        open_register(register_path)
    told = str(caught.value)
    assert "nơi thứ hai" in told
    assert told.endswith(".")
    with pytest.raises(RegisterPlaceError):
        create_register(register_path.with_name("mới.tiendo"))
    assert {file.name: file.read_bytes() for file in register_path.parent.iterdir()} == before


def test_it_can_be_brought_home(register_path: Path, tmp_path: Path) -> None:
    there = tmp_path / "OneDrive" / "sổ.tiendo"
    there.parent.mkdir()
    there.write_bytes(register_path.read_bytes())
    files = there.with_suffix(".files")
    files.mkdir()
    (files / ("a" * 64)).write_bytes(b"content")
    with pytest.raises(RegisterPlaceError, match="OneDrive"):
        open_register(there)
    home = bring_home(there)
    assert home.name == "sổ.tiendo"
    assert (home.with_suffix(".files") / ("a" * 64)).read_bytes() == b"content"
    register = open_register(home)
    verify(register)
    register.close()
    assert bring_home(there).name == "sổ (2).tiendo"
    assert sorted(item.name for item in there.parent.iterdir()) == ["sổ.files", "sổ.tiendo"]


def test_one_that_is_open_elsewhere_is_not_brought_home(
    register_path: Path, tmp_path: Path
) -> None:
    there = tmp_path / "OneDrive" / "sổ.tiendo"
    there.parent.mkdir()
    there.write_bytes(register_path.read_bytes())
    Path(f"{there}-wal").write_bytes(b"not folded in")
    with pytest.raises(RegisterLockedError, match="đang mở"):
        bring_home(there)


def test_what_a_crash_left_beside_a_folded_log_keeps_nobody(
    register_path: Path, tmp_path: Path
) -> None:
    there = tmp_path / "OneDrive" / "sổ.tiendo"
    there.parent.mkdir()
    there.write_bytes(register_path.read_bytes())
    Path(f"{there}-wal").touch()
    Path(f"{there}-shm").write_bytes(bytes(32768))
    assert bring_home(there).name == "sổ.tiendo"
