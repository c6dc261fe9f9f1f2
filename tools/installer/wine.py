"""Runs Windows programs in a Debian system of their own that holds wine 10, without a network.

Debian 12's wine is too old for Qt 6.5 and later; trixie's is not, but must not touch the host's
libraries. The system lies in a folder; a session of it is a mount, process and network namespace
that ends, with every process in it, when the session is closed. Making and entering it needs root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tools.installer.places import Places
from tools.installer.steps import BuildError, UnavailableError, run, say

SUITE = "trixie"
PACKAGES = "wine,wine64,xvfb,xauth,imagemagick"
DISPLAY = ":7"
SCREEN = "1366x768x24"
_WINE = "/usr/lib/wine/wine64"  # the wrapper would ask for the 32-bit wine
_STAMP = "made-from"
_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


def reason_against() -> str | None:
    """Return why this machine cannot make or enter wine's root, or None if it can."""
    if os.name != "posix" or not Path("/proc").is_dir():
        return "this is no Linux"
    if os.geteuid() != 0:
        return "only root may mount a system of its own"
    missing = [tool for tool in ("unshare", "nsenter", "chroot") if shutil.which(tool) is None]
    if missing:
        return f"{', '.join(missing)} not installed"
    test = "mount -t tmpfs none /mnt && mount -t proc proc /proc"
    command = ["unshare", "--mount", "--net", "--pid", "--fork", "sh", "-c", test]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if tried.returncode != 0:
        return f"this machine lets nobody mount: {tried.stderr.strip()}"
    return None


def make_root(places: Places) -> None:
    """Make the system in the cache, unless it is there (about 40 s, 1.3 GB).

    Raises:
        BuildError: the packages could not be had.
    """
    root = places.wine_root
    stamp = root / _STAMP
    recipe = f"{SUITE} {PACKAGES}"
    if stamp.is_file() and stamp.read_text("utf-8") == recipe:
        return
    say(f"making a Debian {SUITE} with wine")
    part = root.with_name(f"{root.name}.part")
    for folder in (root, part):
        if folder.exists():
            shutil.rmtree(folder)
    keyring = ["--keyring", str(_KEYRING)] if _KEYRING.is_file() else []
    command = ["mmdebstrap", "--variant=apt", f"--include={PACKAGES}", *keyring, SUITE, str(part)]
    run(command, timeout=900, error=UnavailableError)
    (part / _STAMP).write_text(recipe, "utf-8")
    part.rename(root)


class Session:
    """A running system with wine, a screen and some folders of the host."""

    def __init__(self, root: Path, work: Path, folders: Mapping[str, Path] | None = None) -> None:
        r"""Describe it; nothing runs yet.

        Args:
            root: from `make_root`.
            work: the host's folder that is seen as ``/work`` inside, and by Windows programs as
                ``Z:\work``; wine keeps its Windows drive in it.
            folders: further folders of the host, by the path they get inside.
        """
        self._root = root
        self._work = work
        self._folders = {"/work": work, **(folders or {})}
        self._holder: subprocess.Popen[bytes] | None = None
        self._inner_pid = ""
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        """Start it."""
        self._work.mkdir(parents=True, exist_ok=True)
        # The mounts are private to the namespace and go with it.
        script = f"""
            set -eu
            root=$1; shift
            mount --bind "$root" "$root"
            while [ $# -gt 0 ]; do
                mkdir -p "$root$1"
                mount --bind "$2" "$root$1"
                shift 2
            done
            mount -t proc proc "$root/proc"
            mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
            mount --rbind /dev "$root/dev"
            exec chroot "$root" Xvfb {DISPLAY} -screen 0 {SCREEN} -nolisten tcp
        """
        folders = [word for inside, host in self._folders.items() for word in (inside, str(host))]
        isolate = ["--mount", "--net", "--pid", "--fork", "--kill-child=KILL"]
        self._holder = subprocess.Popen(  # noqa: S603 - our own words
            ["unshare", *isolate, "sh", "-c", script, "sh", str(self._root), *folders],  # noqa: S607
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._inner_pid = self._find_inner()
        for _try in range(200):
            if self._sh(["test", "-e", f"/tmp/.X11-unix/X{DISPLAY[1:]}"]).returncode == 0:  # noqa: S108
                break
            time.sleep(0.1)
        else:
            self.close()
            raise UnavailableError("the screen inside wine's root did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        self.close()

    def close(self) -> None:
        """End every process of it; the mounts go too."""
        if self._holder is not None:
            self._holder.kill()  # and, by --kill-child, what it started
            self._holder.wait()
            self._holder = None
        while self._started:
            self._started.pop().wait()

    def wine(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        cwd: str = "/work",
        timeout: float = 120,
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program and wait for it.

        Args:
            command: program (a path of either kind) and arguments.
            env: environment beside wine's own.
            cwd: folder inside to start in.
            timeout: seconds.

        Raises:
            BuildError: it did not end in time.
        """
        return self._sh([_WINE, *command], env=env, cwd=cwd, timeout=timeout)

    def start(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> None:
        """Start a Windows program and do not wait for it."""
        self._started.append(
            subprocess.Popen(  # noqa: S603 - ends with the session
                self._entered([_WINE, *command], env, "/work"),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def picture(self, name: str) -> Path:
        """Save a picture of the screen as ``name`` in the work folder, and return its path."""
        command = ["import", "-window", "root", f"/work/{name}"]
        result = self._sh(command, env={"DISPLAY": DISPLAY})
        if result.returncode != 0:
            raise BuildError(f"no picture of the screen: {result.stdout}")
        return self._work / name

    def settle(self) -> None:
        """Wait until every Windows program has ended and wine has written its registry.

        Raises:
            BuildError: one went on running.
        """
        self._sh(["/usr/lib/wine/wineserver", "-w"], timeout=60)

    def _find_inner(self) -> str:
        assert self._holder is not None  # noqa: S101 - started just before
        children = Path(f"/proc/{self._holder.pid}/task/{self._holder.pid}/children")
        for _try in range(100):
            if self._holder.poll() is not None:
                raise UnavailableError("wine's root could not be entered")
            # It must be in the new root already, else commands would run in the host's.
            if (pids := children.read_text("ascii").split()) and self._entered_root(pids[0]):
                return pids[0]
            time.sleep(0.05)
        self.close()
        raise UnavailableError("wine's root did not come up")

    def _entered_root(self, pid: str) -> bool:
        try:
            return Path(f"/proc/{pid}/root").readlink() == self._root
        except OSError:
            return False

    def _sh(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        cwd: str = "/",
        timeout: float = 300,
    ) -> subprocess.CompletedProcess[str]:
        # Into a file, not a pipe: a program that this one starts and leaves running would keep a
        # pipe open, and its end would be waited for.
        with tempfile.TemporaryFile() as said:
            try:
                ended = subprocess.run(  # noqa: S603 - our own words
                    self._entered(command, env, cwd),
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    timeout=timeout,
                    check=False,
                )
            except subprocess.TimeoutExpired as error:
                raise BuildError(f"{command[:3]} took longer than {timeout:.0f} s") from error
            said.seek(0)
            words = said.read().decode("utf-8", "replace").replace("\r\n", "\n")
        return subprocess.CompletedProcess(ended.args, ended.returncode, words)

    def _entered(
        self, command: Sequence[str], env: Mapping[str, str] | None, cwd: str
    ) -> list[str]:
        known = {
            "HOME": "/root",
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "LANG": "C.UTF-8",
            "DISPLAY": DISPLAY,
            "WINEPREFIX": "/work/wine",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "winedbg.exe=d;mscoree=;mshtml=",
            **(env or {}),
        }
        spaces = ["--mount", "--net", "--pid", "--root"]
        return [
            *("nsenter", "--target", self._inner_pid, *spaces, f"--wd={self._root}{cwd}"),
            *("env", "-i", *(f"{name}={value}" for name, value in known.items()), *command),
        ]
