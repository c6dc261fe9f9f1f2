"""What kind of place a file lies in: this machine's disk, a network drive, a synchronised folder.

SQLite's locks do not hold over a network (https://www.sqlite.org/useovernet.html), and a program
that synchronises a folder copies a register and its log at different moments, or brings back an old
one.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PureWindowsPath

from app import paths


class PlaceKind(Enum):
    """Where a live register may lie, and where not."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCHRONISED = "synchronised"


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place; ``name`` says which one, for a person."""

    kind: PlaceKind
    name: str = ""


_LOCAL = Place(PlaceKind.LOCAL)
_DRIVE_REMOTE = 4  # GetDriveTypeW
_NETWORK_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "afs", "afp", "ceph", "lustre"),
        *("glusterfs", "gpfs", "beegfs", "davfs", "webdav", "ocfs2", "gfs2", "fuse.sshfs"),
        *("fuse.davfs2", "fuse.rclone", "fuse.smbnetfs", "fuse.glusterfs", "fuse.gvfsd-fuse"),
        *("fuse.curlftpfs", "fuse.s3fs", "fuse.google-drive-ocamlfuse"),
    }
)
_VARIABLES = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
}
_FOLDERS = re.compile(
    r"(?P<name>onedrive|dropbox|google ?drive|googledrive|icloud ?drive|nextcloud|owncloud|"
    r"pcloud ?drive|megasync|my drive|shared drives)(?: ?[-(].*)?",
    re.IGNORECASE,
)
_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "my drive": "Google Drive",
    "shared drives": "Google Drive",
}
_MARKERS = {".dropbox.cache": "Dropbox", ".tmp.driveupload": "Google Drive"}


def place_of(path: Path) -> Place:
    """Tell in what kind of place a file lies, or would lie.

    What cannot be told counts as this machine's disk: nobody is kept from a register by a guess.
    """
    full = paths.resolved(path)
    if name := _network(full):
        return Place(PlaceKind.NETWORK, name)
    if name := _synchronised(full):
        return Place(PlaceKind.SYNCHRONISED, name)
    return _LOCAL


def _network(path: Path) -> str:
    if sys.platform == "win32":
        return _windows_network(path)
    return network_mount(path, _mounts())


def is_share(name: str) -> bool:
    r"""Tell whether a Windows path names a share itself (``\\server\share``, ``\\?\UNC\…``)."""
    drive = PureWindowsPath(name).drive
    return drive.upper().startswith("\\\\?\\UNC\\") or (
        drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\"))
    )


def network_mount(path: Path, mounts: str) -> str:
    """Return the network file system that holds a path; "" for a disk of the machine.

    Args:
        path: absolute, without links.
        mounts: what ``/proc/mounts`` says.
    """
    best, kind, source = "", "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = _unescaped(fields[1])
        inside = str(path) == place or str(path).startswith(f"{place.rstrip('/')}/")
        if inside and len(place) >= len(best):
            best, kind, source = place, fields[2], _unescaped(fields[0])
    return source if kind in _NETWORK_TYPES else ""


def _unescaped(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text("utf-8", "replace")
    except OSError:
        return ""


def _windows_network(path: Path) -> str:
    if is_share(str(path)):
        return PureWindowsPath(path).drive
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - on Windows only

        if ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE:
            return path.drive
    return ""


def _synchronised(path: Path) -> str:
    for variable, name in _VARIABLES.items():
        folder = os.environ.get(variable)
        if folder and path.is_relative_to(folder):
            return name
    for parent in path.parents:
        if found := _FOLDERS.fullmatch(parent.name):
            return _NAMES.get(found["name"].lower(), found["name"])
        for marker, name in _MARKERS.items():
            if os.path.lexists(parent / marker):
                return name
    return ""
