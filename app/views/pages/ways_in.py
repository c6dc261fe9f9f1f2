"""The ways in that the start page offers: cards with a button each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import paths
from app.views import icons
from app.views.language import tr
from app.views.theme import FontRole
from app.views.widgets.labels import wrapped_label

if TYPE_CHECKING:
    from app.views.pages.start_page import StartPage

_NOTE = "note"


class WaysIn(QWidget):
    """All ways in; those that fit what happened are on show."""

    def __init__(self, page: StartPage) -> None:
        """Ask a page's signals for what is chosen."""
        super().__init__(page)
        self._create = self._way(
            "catalogue",
            tr("Tạo sổ năm 2026 có sẵn danh mục"),
            tr(
                "Cơ quan, lãnh đạo UBND tỉnh, chỉ tiêu và nhiệm vụ của Chương trình 04 và Kế hoạch "
                "Nghị quyết 02, kèm căn cứ. Sổ mới chưa ghi tiến độ nào."
            ),
            tr("Tạo sổ"),
            page.create_requested,
            primary=True,
        )
        self._open = self._way(
            "folder",
            tr("Mở sổ đã có"),
            tr("Chọn tệp sổ (đuôi .tiendo) trên máy này."),
            tr("Mở sổ…"),
            page.open_requested,
        )
        self._open_other = self._way(
            "folder",
            tr("Mở sổ khác"),
            tr("Chọn tệp sổ khác (đuôi .tiendo), ví dụ bản chép trên USB hoặc máy khác."),
            tr("Mở sổ khác…"),
            page.open_requested,
        )
        self._replace = self._way(
            "catalogue",
            tr("Tạo sổ mới, giữ lại tệp cũ"),
            tr(
                "Tệp cũ không bị xóa: tệp ở lại cùng thư mục, tên có thêm chữ “giữ lại” và ngày "
                "hôm nay. Sổ mới có sẵn danh mục nhưng chưa ghi tiến độ nào."
            ),
            tr("Tạo sổ mới"),
            page.replace_requested,
        )
        self._set_aside = self._way(
            "folder",
            tr("Để riêng tệp lạ rồi mở sổ"),
            tr(
                "Tệp lạ không bị xóa: tệp ở lại cùng thư mục, tên có thêm chữ “tệp lạ, giữ lại” và "
                "ngày hôm nay. Sổ giữ nguyên."
            ),
            tr("Để riêng, mở sổ"),
            page.set_aside_requested,
        )
        self._bring_home = self._way(
            "folder",
            tr("Chép sổ về máy này rồi mở"),
            tr(
                "Bản chép nằm ở {data_folder}; bản ở chỗ cũ giữ nguyên, từ nay chỉ ghi vào "
                "bản trên máy này.",
                data_folder=paths.data_folder(),
            ),
            tr("Chép về, mở sổ"),
            page.bring_home_requested,
            primary=True,
        )
        self._force = self._way(
            "lock",
            tr("Vẫn mở sổ này"),
            tr("Chỉ khi chắc chắn máy kia không còn mở sổ."),
            tr("Vẫn mở"),
            page.force_requested,
        )
        self._restore = self._way(
            "history",
            tr("Khôi phục từ bản sao lưu"),
            "",
            tr("Khôi phục"),
            page.restore_requested,
            primary=True,
        )
        self._place = wrapped_label(FontRole.SECOND)
        self._place.setProperty("tone", "text3")
        self._place.setText(
            tr("Sổ mới được lưu tại {parent}", parent=paths.default_register().parent)
        )
        self._refused = (self._restore, self._bring_home, self._set_aside, self._force)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        usual = (self._create, self._open, self._open_other, self._replace)
        for widget in (*self._refused, *usual, self._place):
            column.addWidget(widget)

    def offer(self, *, refused: bool, replaceable: bool) -> None:
        """Offer the usual ways.

        Args:
            refused: whether a register was refused: then another one may be opened.
            replaceable: whether it is the default register that is lost: a new one is offered.
        """
        creatable = not replaceable and not paths.default_register().exists()
        self._create.setVisible(creatable)
        self._open.setVisible(not refused)
        self._open_other.setVisible(refused)
        self._replace.setVisible(replaceable)
        for way in self._refused:
            way.setVisible(False)
        self._place.setVisible(creatable or replaceable)

    def offer_after_refusal(self, *, stray: bool, misplaced: bool, held: bool) -> None:
        """Offer the ways out of a refusal; see `StartPage.show_error`."""
        self._set_aside.setVisible(stray)
        self._bring_home.setVisible(misplaced)
        self._force.setVisible(held)

    def offer_backup(self, offer: str) -> None:
        """Offer to bring a backup back: which one, and what is lost with it; "" for none."""
        note = self._restore.findChild(QLabel, _NOTE)
        assert isinstance(note, QLabel)  # noqa: S101 - every way has one
        note.setText(tr("{offer} Tệp hỏng được giữ lại cùng thư mục.", offer=offer))
        self._restore.setVisible(bool(offer))

    def _way(  # noqa: PLR0913 - what a way in shows
        self, icon: str, title: str, text: str, words: str, signal: object, *, primary: bool = False
    ) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", True)
        sign = QPushButton()
        sign.setProperty("flat", True)
        sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        icons.dress(sign, icon, "accent", 24)
        heading, note = wrapped_label(FontRole.STRONG), wrapped_label(FontRole.BODY)
        heading.setText(title)
        note.setText(text)
        note.setObjectName(_NOTE)
        note.setProperty("tone", "text2")
        button = QPushButton(words)
        button.setProperty("primary", primary)
        button.setMinimumWidth(136)
        button.setAccessibleName(title)
        button.clicked.connect(signal)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(heading)
        texts.addWidget(note)
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(12)
        row.addWidget(sign)
        row.addLayout(texts, 1)
        row.addWidget(button)
        return frame
