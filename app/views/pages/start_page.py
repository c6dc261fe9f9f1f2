"""The page where no register is open: what happened, and the ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.widgets.labels import wrapped_label

if TYPE_CHECKING:
    from app.views.pages.ways_in import WaysIn

_WIDTH = 760


class StartPage(QWidget):
    """The ways in: the default register, made where it is missing or lost, or another file."""

    create_requested = Signal()
    replace_requested = Signal()
    """The default register is lost: a new one is to be made, and the lost one kept."""
    open_requested = Signal()
    retry_requested = Signal()
    restore_requested = Signal()
    """The damaged register is to be kept aside, and its newest good backup brought back."""
    bring_home_requested = Signal()
    """The register lies where it may not be live: a copy on this machine is to be opened."""
    force_requested = Signal()
    """A person knows that the machine that is noted to have the register open has not."""
    set_aside_requested = Signal()
    """Beside the register lie files of another one: they are to be renamed, and it be opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out the page; `show_waiting`, `show_closed` or `show_error` fill it."""
        super().__init__(parent)
        self._title = wrapped_label(FontRole.PAGE_TITLE)
        self._text = wrapped_label(FontRole.BODY)
        self._text.setProperty("tone", "text2")
        self._retry = QPushButton(tr("Thử lại"))
        self._retry.clicked.connect(self.retry_requested)
        self.ways: WaysIn | None = None
        """The ways in, made when they are first offered."""
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addStretch(2)
        self._column = column
        content = QWidget()
        row = QHBoxLayout(content)
        row.addStretch(1)
        row.addWidget(middle, 8)
        row.addStretch(1)
        # A refusal offers up to four cards: too many for the least window at large letters.
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.show_waiting()

    def show_waiting(self, *, creating: bool = False) -> None:
        """Say that the register is being opened, or, at the first start, made."""
        self._title.setText(tr("Đang tạo sổ theo dõi năm 2026…") if creating else tr("Đang mở sổ…"))
        self._text.setText(
            tr("Chương trình nạp sẵn danh mục, việc này chỉ mất vài giây.") if creating else ""
        )
        self._retry.hide()
        if self.ways is not None:
            self.ways.hide()

    def show_closed(self) -> None:
        """Offer the ways in after the user closed the register."""
        self._fill(
            tr("Chưa mở sổ theo dõi nào"),
            tr(
                "Chọn một cách bắt đầu. Mọi số liệu nằm trên máy này, không cần mạng, "
                "không cần tài khoản."
            ),
        )

    def show_error(
        self,
        message: str,
        *,
        replaceable: bool = False,
        stray: bool = False,
        misplaced: bool = False,
        held: bool = False,
    ) -> None:
        """Say in the error's own words why the register could not be opened.

        Args:
            message: the error's words.
            replaceable: whether it is the default register that is lost: a new one is offered.
            stray: whether files of another register lie beside it: to rename them is offered.
            misplaced: whether it lies where it may not be live: to copy it here is offered.
            held: whether another machine is noted to have it open: to open it all the same is.
        """
        ways = self._fill(tr("Không mở được sổ"), message, refused=True, replaceable=replaceable)
        ways.offer_after_refusal(stray=stray, misplaced=misplaced, held=held)

    def offer_backup(self, offer: str, readable: str) -> None:
        """Offer to bring a backup back, beside the reason that is shown.

        Args:
            offer: which one, and what is lost with it; "" for none.
            readable: what of the damaged register can still be read; "" for nothing.
        """
        if self.ways is not None:
            self.ways.offer_backup(offer)
        if readable:
            self._text.setText(f"{self._text.text()}\n{told(readable)}")

    def _fill(
        self, title: str, text: str, *, refused: bool = False, replaceable: bool = False
    ) -> WaysIn:
        if self.ways is None:
            from app.views.pages.ways_in import WaysIn  # noqa: PLC0415 - most starts need none

            self.ways = WaysIn(self)
            self._column.insertWidget(self._column.count() - 1, self.ways)
        self._title.setText(title)
        self._text.setText(told(text))
        self._retry.setVisible(refused)
        self.ways.offer(refused=refused, replaceable=replaceable)
        self.ways.show()
        return self.ways
