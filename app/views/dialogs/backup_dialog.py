"""Sao lưu và khôi phục: the backups there are, where they lie, and what each would bring back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import paths
from app.domain import formats
from app.domain.backups import Backup, RestorePreview
from app.domain.errors import TienDoError
from app.domain.phrases import capital, joined
from app.views import theme
from app.views.dialogs.help_key import offer_help
from app.views.dialogs.room import resize_within
from app.views.language import tr
from app.views.retelling import retold
from app.views.tables.plain_records import Column, RecordTable
from app.views.theme import FontRole
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText

if TYPE_CHECKING:
    from app.views.prompts import Prompts
    from app.views.session import Session

_SIZE = (860, 560)
_PREVIEW_WIDTH = 330
_WAIT_MS = 150
"""Going through the list with the arrow keys reads no backup in passing."""
_MOST_LOST = 8
_REGISTER_FILE = (tr("Bản sao lưu sổ Tiến Độ"), f"*{paths.REGISTER_SUFFIX}")


class Keeper(Protocol):
    """What the dialog asks of the keeper of backups."""

    @property
    def second(self) -> Path | None:
        """The chosen second place."""

    def make(self) -> None:
        """Make a backup now."""

    def choose_second(self, place: Path | None) -> None:
        """Keep another second place."""

    def restore(self, backup: Backup) -> None:
        """Put a backup in the register's place."""


class BackupDialog(QDialog):
    """Lists backups and shows what differs; what is asked for is done by the keeper."""

    def __init__(
        self, keeper: Keeper, session: Session, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        """Begin to read the list of the register that is open."""
        super().__init__(parent)
        self.setWindowTitle(tr("Sao lưu và khôi phục"))
        resize_within(self, *_SIZE)
        offer_help(self)
        self._keeper, self._session, self._prompts = keeper, session, prompts
        self._chosen_file: Backup | None = None
        self._preview: RestorePreview | None = None
        self._asked = QTimer(self)
        self._asked.setSingleShot(True)
        self._asked.setInterval(_WAIT_MS)
        self._asked.timeout.connect(self._read_preview)
        self.table: RecordTable[Backup] = RecordTable(tr("Các bản sao lưu"), _COLUMNS, _key)
        self.table.rows_chosen.connect(self._choose)
        self.problem = PlainText("", FontRole.SECOND)
        self.problem.setProperty("tone", "text2")
        self.place = PlainText("", FontRole.SECOND, "text2")
        self.heading = PlainText("", strong=True)
        self.words = PlainText("", FontRole.BODY, "text2")
        self.restore_button = self._button(tr("Khôi phục bản này…"), self._restore, primary=True)
        self.make_button = self._button(tr("Sao lưu ngay"), self._keeper.make)
        self.second_button = self._button(tr("Chọn nơi thứ hai…"), self._choose_second)
        self.drop_button = self._button(tr("Bỏ nơi thứ hai"), self._drop_second)
        self.file_button = self._button(tr("Mở bản sao lưu khác…"), self._choose_file)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Read the list of backups anew."""
        from app.services import backups  # noqa: PLC0415 - on the worker

        register, second = self._session.register, self._keeper.second
        if register is None:
            return
        beside = backups.folder_of(register.path)
        self.place.setText(
            tr("Bản sao lưu nằm ở “{beside}”. ", beside=beside)
            + (
                tr("Nơi thứ hai: “{second}”.", second=second)
                if second
                else tr("Chưa chọn nơi thứ hai (USB, ổ khác).")
            )
        )
        self.drop_button.setVisible(second is not None)
        path = register.path
        self._session.jobs.run_in_pool(
            lambda _job: backups.all_backups(path, second),
            owner=self,
            done=self.table.show_records,
            failed=self._tell,
        )

    def show_problems(self, problems: tuple[str, ...]) -> None:
        """Say why a place got no backup; nothing if each got one."""
        self.problem.setText(joined(" ", problems))
        self.problem.setVisible(bool(problems))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.end()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.make_button)
        top.addWidget(self.second_button)
        top.addWidget(self.drop_button)
        top.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.heading)
        right.addWidget(self.words)
        right.addStretch(1)
        right.addWidget(
            label(tr("Sổ hiện tại được sao lưu trước khi thay."), FontRole.SECOND, "text2")
        )
        right.addWidget(self.restore_button)
        side = QWidget()
        side.setFixedWidth(_PREVIEW_WIDTH)
        side.setLayout(right)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.table, 1)
        middle.addWidget(side)
        foot = QHBoxLayout()
        foot.addWidget(self.file_button)
        foot.addStretch(1)
        foot.addWidget(self._button(tr("Đóng"), self.accept))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self.place)
        whole.addWidget(self.problem)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        self.problem.hide()
        self._show_nothing()

    def _button(self, words: str, pressed: object, *, primary: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda _checked=False: pressed())  # type: ignore[operator]
        return button

    def _choose(self) -> None:
        self._chosen_file = None
        self._show_nothing()
        self._asked.start()

    def _choose_file(self) -> None:
        from app.services import restoring  # noqa: PLC0415 - on demand

        register = self._session.register
        if register is None:
            return
        folder = self._keeper.second or register.path.parent
        path = self._prompts.open_path(self, tr("Mở bản sao lưu khác"), folder, [_REGISTER_FILE])
        if path is None:
            return
        try:
            self._chosen_file = restoring.as_backup(path, register.path)
        except TienDoError as error:
            self._tell(error)
            return
        self._show_nothing()
        self._asked.start()

    def _read_preview(self) -> None:
        from app.services import restoring  # noqa: PLC0415 - on the worker

        backup, register = self._chosen_file or self.table.chosen, self._session.register
        if backup is None or register is None:
            return
        self.words.setText(tr("Đang so sánh…"))
        self._session.jobs.run_in_pool(
            lambda _job: restoring.preview(register, register.path, backup),
            owner=self,
            done=self._show_preview,
            failed=self._show_reason,
        )

    def _show_nothing(self) -> None:
        self._preview = None
        self.restore_button.setEnabled(False)
        self.heading.setText("")
        self.words.setText(tr("Chọn một bản để xem sẽ thay đổi những gì."))

    def _show_preview(self, preview: RestorePreview) -> None:
        if preview.backup != (self._chosen_file or self.table.chosen):
            return  # another one was chosen meanwhile
        self._preview = preview
        at = preview.backup.taken_at
        day = formats.date_in_text(at.date())
        self.heading.setText(tr("Nếu khôi phục bản lúc {at:%H:%M} ngày {day}", at=at, day=day))
        self.words.setText("\n".join(difference(preview)))
        self.restore_button.setEnabled(True)

    def _show_reason(self, error: Exception) -> None:
        if not isinstance(error, TienDoError):
            raise error
        self.words.setText(str(error))

    def _restore(self) -> None:
        preview = self._preview
        if preview is None:
            return
        at = preview.backup.taken_at
        day = formats.date_in_text(at.date())
        other = tr("Bản này là của SỔ KHÁC. ") if preview.other_register else ""
        gone = tr("{lost} thao tác ghi sau đó sẽ không còn trong sổ. ", lost=len(preview.lost))
        question = tr(
            "{other}Thay sổ bằng bản sao lưu lúc {at:%H:%M} ngày {day}? "
            "{gone}Sổ hiện tại được sao lưu trước, lấy lại được bằng "
            "chính cửa sổ này.",
            other=other,
            at=at,
            day=day,
            gone=gone if preview.lost else "",
        )
        if self._prompts.ask(self, tr("Khôi phục sổ"), question, tr("Khôi phục"), cautious=True):
            self.accept()
            self._keeper.restore(preview.backup)

    def _choose_second(self) -> None:
        place = self._prompts.folder(
            self, tr("Chọn nơi thứ hai để sao lưu"), self._keeper.second or Path.home()
        )
        if place is not None:
            self._keeper.choose_second(place)
            self.refresh()

    def _drop_second(self) -> None:
        self._keeper.choose_second(None)
        self.show_problems(())
        self.refresh()

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, TienDoError):
            raise error
        self._prompts.tell(self, tr("Chưa thực hiện được"), str(error))


def difference(preview: RestorePreview) -> list[str]:
    """Return in lines what bringing a backup back would change."""
    lines = []
    if preview.other_register:
        lines.append(tr("• Bản này là của SỔ KHÁC."))
    if not preview.lost and not preview.regained:
        lines.append(tr("• Giống sổ hiện tại, không có gì thay đổi."))
    if preview.lost:
        lines.append(tr("• {lost} thao tác ghi sau đó sẽ không còn:", lost=len(preview.lost)))
        shown = preview.lost[:_MOST_LOST]
        lines += [f"   {each.recorded_at:%d/%m %H:%M} {retold(each.summary)}" for each in shown]
        if len(preview.lost) > _MOST_LOST:
            lines.append(tr("   và {lost} thao tác khác", lost=len(preview.lost) - _MOST_LOST))
    if preview.regained:
        lines.append(
            tr("• {regained} thao tác chỉ có trong bản này sẽ trở lại.", regained=preview.regained)
        )
    for words, (now, then) in ((tr("nhiệm vụ"), preview.tasks), (tr("cập nhật"), preview.updates)):
        if now is not None and now != then:
            lines.append(tr("• Số {words}: {now} → {then}.", words=words, now=now, then=then))
    if preview.files_missing:
        lines.append(
            tr(
                "• {files_missing} tệp minh chứng không còn ở đâu.",
                files_missing=preview.files_missing,
            )
        )
    return lines


def _key(backup: Backup) -> object:
    return backup.path


def _when(backup: Backup) -> str:
    return f"{formats.date_in_table(backup.taken_at.date())} {backup.taken_at:%H:%M}"


def _where(backup: Backup) -> str:
    return tr("Nơi thứ hai") if backup.elsewhere else tr("Máy này")


_COLUMNS: tuple[Column[Backup], ...] = (
    Column(tr("Thời điểm"), _when),
    Column(tr("Lý do"), lambda backup: capital(backup.reason.value), share=1),
    Column(tr("Nơi"), _where),
)
