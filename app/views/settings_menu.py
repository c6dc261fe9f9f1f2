"""The menu at the foot of the rail: registers, carrying them, theme, language, help, about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu

from app import __version__, paths
from app.views import theme
from app.views.language import tr
from app.views.language_switch import LanguageSwitch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.settings import MachineSettings
    from app.views.actions import Actions
    from app.views.carrying import Carrying
    from app.views.prompts import Prompts
    from app.views.session import Session


class SettingsMenu(QObject):
    """Builds the menu, and does what belongs to no page."""

    bar_made = Signal(object)
    """A bar that shows long work, and stops it: for the foot of the window."""
    unpacked = Signal(object)
    """The path of a register that was brought out of a package."""

    def __init__(
        self,
        session: Session,
        actions: Actions,
        prompts: Prompts,
        settings: MachineSettings,
        window: QWidget,
    ) -> None:
        """Listen to the actions that are done here."""
        super().__init__(window)
        self._session, self._prompts, self._settings = session, prompts, settings
        self._window = window
        self._carrying: Carrying | None = None
        self.restart_wanted = False
        """Whether the window was closed to start the program anew."""
        self._languages = LanguageSwitch(actions, prompts, settings, window)
        self._languages.restart.connect(self._restart)
        self.menu = self._menu(actions)
        actions.pack.triggered.connect(lambda: self._carry().pack())
        actions.unpack.triggered.connect(lambda: self._carry().unpack())
        actions.dark_theme.toggled.connect(self._set_dark)
        actions.about.triggered.connect(self._about)

    def _menu(self, actions: Actions) -> QMenu:
        menu = QMenu(self._window)
        menu.addAction(actions.open_register)
        menu.addAction(actions.close_register)
        menu.addSeparator()
        menu.addAction(actions.pack)
        menu.addAction(actions.unpack)
        menu.addAction(actions.backups)
        menu.addAction(actions.sheet_settings)
        menu.addAction(actions.dark_theme)
        menu.addMenu(self._languages.menu)
        menu.addSeparator()
        menu.addAction(actions.help)
        menu.addAction(actions.about)
        menu.addAction(actions.quit)
        return menu

    def _carry(self) -> Carrying:
        from app.views.carrying import Carrying  # noqa: PLC0415 - on demand

        if self._carrying is None:
            self._carrying = Carrying(self._session, self._prompts, self._window, self._settings)
            self.bar_made.emit(self._carrying.bar)
            self._carrying.unpacked.connect(self.unpacked)
        return self._carrying

    def _restart(self) -> None:
        self.restart_wanted = True
        self._window.close()

    def _about(self) -> None:
        self._prompts.tell(
            self._window,
            tr("Giới thiệu"),
            tr(
                "Tiến Độ {version__}\nTheo dõi nhiệm vụ của Ủy ban nhân dân tỉnh, không cần mạng.\n"
                "Sổ mặc định: {default_register}",
                version__=__version__,
                default_register=paths.default_register(),
            ),
        )

    def _set_dark(self, dark: bool) -> None:  # noqa: FBT001 - a Qt slot
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - a window has one
        theme.apply(application, theme.DARK_THEME if dark else theme.LIGHT_THEME)
        self._settings.put("theme", theme.current().name)
