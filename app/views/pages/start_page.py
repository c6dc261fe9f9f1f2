"""The page where no register is open: what happened, and the ways in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import paths
from app.views import icons, theme
from app.views.theme import FontRole

_WIDTH = 760
_NOTE = "note"


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
        self._title = _label(FontRole.PAGE_TITLE)
        self._text = _label(FontRole.BODY)
        self._text.setProperty("tone", "text2")
        self._retry = QPushButton("Thử lại")
        self._retry.clicked.connect(self.retry_requested)
        self._create = self._way(
            "catalogue",
            "Tạo sổ năm 2026 có sẵn danh mục",
            "Cơ quan, lãnh đạo UBND tỉnh, chỉ tiêu và nhiệm vụ của Chương trình 04 và Kế hoạch "
            "Nghị quyết 02, kèm căn cứ. Sổ mới chưa ghi tiến độ nào.",
            "Tạo sổ",
            self.create_requested,
            primary=True,
        )
        self._open = self._way(
            "folder",
            "Mở sổ đã có",
            "Chọn tệp sổ (đuôi .tiendo) trên máy này.",
            "Mở sổ…",
            self.open_requested,
        )
        self._open_other = self._way(
            "folder",
            "Mở sổ khác",
            "Chọn tệp sổ khác (đuôi .tiendo), ví dụ bản chép trên USB hoặc máy khác.",
            "Mở sổ khác…",
            self.open_requested,
        )
        self._replace = self._way(
            "catalogue",
            "Tạo sổ mới, giữ lại tệp cũ",
            "Tệp cũ không bị xóa: tệp ở lại cùng thư mục, tên có thêm chữ “giữ lại” và ngày hôm "
            "nay. Sổ mới có sẵn danh mục nhưng chưa ghi tiến độ nào.",
            "Tạo sổ mới",
            self.replace_requested,
        )
        self._set_aside = self._way(
            "folder",
            "Để riêng tệp lạ rồi mở sổ",
            "Tệp lạ không bị xóa: tệp ở lại cùng thư mục, tên có thêm chữ “tệp lạ, giữ lại” và "
            "ngày hôm nay. Sổ giữ nguyên.",
            "Để riêng, mở sổ",
            self.set_aside_requested,
        )
        self._bring_home = self._way(
            "folder",
            "Chép sổ về máy này rồi mở",
            f"Bản chép nằm ở {paths.data_folder()}; bản ở chỗ cũ giữ nguyên, từ nay chỉ ghi vào "
            "bản trên máy này.",
            "Chép về, mở sổ",
            self.bring_home_requested,
            primary=True,
        )
        self._force = self._way(
            "lock",
            "Vẫn mở sổ này",
            "Chỉ khi chắc chắn máy kia không còn mở sổ.",
            "Vẫn mở",
            self.force_requested,
        )
        self._restore = self._way(
            "history",
            "Khôi phục từ bản sao lưu",
            "",
            "Khôi phục",
            self.restore_requested,
            primary=True,
        )
        self._place = _label(FontRole.SECOND)
        self._place.setProperty("tone", "text3")
        self._place.setText(f"Sổ mới được lưu tại {paths.default_register().parent}")
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        refused = (self._restore, self._bring_home, self._set_aside, self._force)
        for widget in (*refused, self._create, self._open, self._open_other, self._replace):
            column.addWidget(widget)
        column.addWidget(self._place)
        column.addStretch(2)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(middle, 8)
        layout.addStretch(1)
        self.show_waiting()

    def show_waiting(self, *, creating: bool = False) -> None:
        """Say that the register is being opened, or, at the first start, made."""
        self._fill(
            "Đang tạo sổ theo dõi năm 2026…" if creating else "Đang mở sổ…",
            "Chương trình nạp sẵn danh mục, việc này chỉ mất vài giây." if creating else "",
            ways=False,
        )

    def show_closed(self) -> None:
        """Offer the ways in after the user closed the register."""
        self._fill(
            "Chưa mở sổ theo dõi nào",
            "Chọn một cách bắt đầu. Mọi số liệu nằm trên máy này, không cần mạng, "
            "không cần tài khoản.",
            ways=True,
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
        self._fill("Không mở được sổ", message, ways=True, refused=True, replaceable=replaceable)
        self._set_aside.setVisible(stray)
        self._bring_home.setVisible(misplaced)
        self._force.setVisible(held)

    def offer_backup(self, offer: str, readable: str) -> None:
        """Offer to bring a backup back, beside the reason that is shown.

        Args:
            offer: which one, and what is lost with it; "" for none.
            readable: what of the damaged register can still be read; "" for nothing.
        """
        note = self._restore.findChild(QLabel, _NOTE)
        assert isinstance(note, QLabel)  # noqa: S101 - every way has one
        note.setText(f"{offer} Tệp hỏng được giữ lại cùng thư mục.")
        self._restore.setVisible(bool(offer))
        if readable:
            self._text.setText(f"{self._text.text()}\n{readable}")

    def _fill(
        self,
        title: str,
        text: str,
        *,
        ways: bool,
        refused: bool = False,
        replaceable: bool = False,
    ) -> None:
        self._title.setText(title)
        self._text.setText(text)
        creatable = ways and not replaceable and not paths.default_register().exists()
        self._retry.setVisible(refused)
        self._create.setVisible(creatable)
        self._open.setVisible(ways and not refused)
        self._open_other.setVisible(ways and refused)
        self._replace.setVisible(replaceable)
        for way in (self._set_aside, self._restore, self._bring_home, self._force):
            way.setVisible(False)
        self._place.setVisible(creatable or replaceable)

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
        heading, note = _label(FontRole.STRONG), _label(FontRole.BODY)
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


def _label(role: FontRole) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFont(theme.font(role))
    label.setWordWrap(True)
    return label
