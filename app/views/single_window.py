"""One window a register on a machine: a second start brings the first one to the front."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE_MS = 500


class SingleWindow(QObject):
    """A local socket whose name belongs to a register."""

    def __init__(self, register: Path, parent: QObject | None = None) -> None:
        """Derive the name; nothing is opened yet."""
        super().__init__(parent)
        # Outside Windows a name is a file: a whole path keeps both sides at one place.
        digest = hashlib.sha256(str(register.resolve()).casefold().encode()).hexdigest()
        name = f"tiendo-{digest[:24]}"
        self._name = name if sys.platform == "win32" else str(Path(tempfile.gettempdir(), name))
        self._server: QLocalServer | None = None

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
        server.newConnection.connect(lambda: self._come_to_front(window))
        if server.listen(self._name):
            self._server = server

    def close(self) -> None:
        """Give the name back."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _come_to_front(self, window: QWidget) -> None:
        assert self._server is not None  # noqa: S101 - it is the one that calls
        while self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            connection.disconnected.connect(connection.deleteLater)
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
