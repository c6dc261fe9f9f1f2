"""The menu that chooses the language of the window; it holds from the next start on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.views import language
from app.views.language import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from app.settings import MachineSettings
    from app.views.actions import Actions
    from app.views.prompts import Prompts


class LanguageSwitch(QObject):
    """Keeps the chosen language with the machine's settings and offers to start anew."""

    restart = Signal()
    """The user wants the program to start anew now."""

    def __init__(
        self, actions: Actions, prompts: Prompts, settings: MachineSettings, window: QWidget
    ) -> None:
        """Mark the language that is spoken, and listen."""
        super().__init__(window)
        self._prompts, self._settings, self._window = prompts, settings, window
        self._spoken = language.ENGLISH if language.is_english() else language.VIETNAMESE
        self._choices = {
            language.VIETNAMESE: actions.vietnamese,
            language.ENGLISH: actions.english,
        }
        # Both words: who has come to the wrong language must find the way back.
        self.menu = QMenu("Ngôn ngữ (Language)", window)
        group = QActionGroup(self)
        for name, action in self._choices.items():
            action.setChecked(name == settings.get(language.SETTING, self._spoken))
            group.addAction(action)
            self.menu.addAction(action)
        group.triggered.connect(self._choose)

    def _choose(self, action: QAction) -> None:
        chosen = next(name for name, each in self._choices.items() if each is action)
        if chosen == self._settings.get(language.SETTING, self._spoken):
            return
        self._settings.put(language.SETTING, chosen)
        if chosen != self._spoken and self._prompts.ask(
            self._window,
            action.text(),
            tr("Ngôn ngữ mới có hiệu lực khi chương trình khởi động lại. Khởi động lại ngay?"),
            tr("Khởi động lại"),
            tr("Để sau"),
        ):
            self.restart.emit()
