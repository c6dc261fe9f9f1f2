"""One window a register on a machine: a second start brings the first one to the front."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app import paths

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE_MS = 500


class SingleWindow(QObject):
    """A local socket whose name belongs to a register."""

    def __init__(self, register: Path, parent: QObject | None = None) -> None:
        """Derive the name; nothing is opened yet."""
        super().__init__(parent)
        self._name = _name_of(register)
        self._server: QLocalServer | None = None
        self._window: QWidget | None = None

    def is_for(self, register: Path) -> bool:
        """Tell whether it belongs to a register, by whatever way its path leads there."""
        return self._name == _name_of(register)

    def raise_first(self) -> bool:
        """Ask a window that has the register open to come to the front; False if there is none."""
        # Where there is no such file nobody listens, and Qt's network part can wait.
        if sys.platform != "win32" and not Path(self._name).exists():
            return False
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - rarely needed

        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        _let_others_come_to_front()
        socket.write(b"raise")
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    def listen(self, window: QWidget) -> None:
        """Come to the front whenever a second start asks for it."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the first paint

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # A window that was killed leaves its name behind (not on Windows); nobody answers there.
        QLocalServer.removeServer(self._name)
        server.newConnection.connect(self._come_to_front)
        if server.listen(self._name):
            self._server, self._window = server, window

    def close(self) -> None:
        """Give the name back."""
        if self._server is not None:
            self._server.close()
            self._server = self._window = None

    def _come_to_front(self) -> None:
        window = self._window
        if self._server is None or window is None:  # given back meanwhile
            return
        while self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            connection.disconnected.connect(connection.deleteLater)
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()


def _let_others_come_to_front() -> None:
    """Windows lets only the program that the user has just started give the front away."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - for this system only

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def _name_of(register: Path) -> str:
    digest = hashlib.sha256(str(paths.resolved(register)).casefold().encode()).hexdigest()
    name = f"tiendo-{digest[:24]}"
    # Outside Windows a name is a file: a whole path keeps both sides at one place.
    return name if sys.platform == "win32" else str(Path(tempfile.gettempdir(), name))
