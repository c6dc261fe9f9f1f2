"""What the register has of an item: nothing, the same, something else, or only a look-alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from app.domain import locator
from app.domain.review import (
    FieldChange,
    IndicatorFields,
    ItemKind,
    LookAlike,
    Match,
    MatchKind,
    ReviewItem,
    WithdrawnFields,
)
from app.views import theme as themes
from app.views.language import told, tr
from app.views.tables.painting import paint_icon
from app.views.theme import FontRole
from app.views.widgets.plain_text import PlainText

_ICONS = {
    MatchKind.NONE: "plus",
    MatchKind.SAME: "check",
    MatchKind.CHANGED: "edit",
    MatchKind.ATTACHES: "paperclip",
    MatchKind.GONE: "minus",
}
_ICON = 16
NOTHING = tr("(trống)")


class MatchCard(QWidget):
    """One sentence with a sign, and under it what the person may tick."""

    change_taken = Signal(str, bool)
    """Whether the new value of a field is to be written: its name."""
    linked = Signal(int, bool)
    """Whether the item is to be linked to a look-alike: its number."""
    ends = Signal(int, bool)
    """Whether an earlier task is to be ended: its number."""

    def __init__(self, item: ReviewItem) -> None:
        """Show what the register has of an item."""
        super().__init__()
        self._icon = _ICONS[item.match.kind] if item.counted else "minus"
        self.boxes: list[QCheckBox] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(10 + _ICON + 8, 8, 10, 8)
        column.setSpacing(4)
        self._column = column
        self.sentence = PlainText(match_sentence(item), FontRole.BODY)
        column.addWidget(self.sentence)
        for also in item.match.also:
            words = tr(
                "Câu này còn gắn vào {short}: {title}",
                short=locator.short(_place(also.code)),
                title=also.title,
            )
            column.addWidget(PlainText(words, FontRole.SECOND, "text2"))
        for change in item.match.changes:
            name = FIELD_NAMES.get(change.field, change.field)
            self._tick(
                f"{name}: {old_and_new(change)}",
                change.taken,
                partial(self.change_taken.emit, change.field),
            )
        for each in item.look_alikes:
            self._tick(
                like_words(each, item.kind),
                each.linked,
                partial(self.linked.emit, each.target_id),
            )
        if isinstance(item.fields, WithdrawnFields):
            for earlier in item.fields.earlier:
                self._tick(
                    tr(
                        "Dừng nhiệm vụ: {title} ({code}, giống {score}%)",
                        title=earlier.title,
                        code=earlier.code,
                        score=earlier.score,
                    ),
                    earlier.ends,
                    partial(self.ends.emit, earlier.task_id),
                )

    def _tick(self, words: str, on: bool, told: Callable[[bool], None]) -> None:  # noqa: FBT001
        row = _WrappedTick(words, on)
        row.box.toggled.connect(told)
        self.boxes.append(row.box)
        self._column.addWidget(row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.subtle))
        painter.fillRect(0, 0, 3, self.height(), QColor(theme.line_strong))
        middle = 8 + themes.line_height(FontRole.BODY) // 2
        paint_icon(painter, QPoint(10, middle), self._icon, "text2", _ICON)
        painter.end()


class _WrappedTick(QWidget):
    """A tick with words that wrap, which a check box alone cannot."""

    def __init__(self, words: str, on: bool) -> None:  # noqa: FBT001 - as Qt says it
        super().__init__()
        self.box = QCheckBox()
        self.box.setChecked(on)
        self.box.setAccessibleName(words)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        text = PlainText(words, FontRole.SECOND)
        text.setContentsMargins(22, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text)
        self.box.setParent(self)
        self.box.setFixedSize(self.box.sizeHint())
        self.box.move(0, 0)
        self.box.show()


FIELD_NAMES = {
    "title": tr("Tên"),
    "lead": tr("Chủ trì"),
    "coordinating": tr("Phối hợp"),
    "monitoring": tr("Theo dõi"),
    "receiving": tr("Nhận báo cáo"),
    "leader": tr("Lãnh đạo"),
    "time_limit": tr("Thời hạn"),
    "product": tr("Sản phẩm"),
    "targets": tr("Mức, con số"),
    "confidential": tr("Bảo mật"),
    "name": tr("Tên chỉ tiêu"),
    "unit": tr("Đơn vị"),
    "target_text": tr("Mức như in"),
    "operator": tr("Cách so"),
    "value": tr("Số"),
    "upper": tr("Số trên"),
    "year": tr("Năm"),
    "source_text": tr("Câu gốc"),
}


def old_and_new(change: FieldChange) -> str:
    """Return what the register has of a field, and what it would get."""
    return f"{told(change.old) or NOTHING} → {told(change.new) or NOTHING}"


def match_sentence(item: ReviewItem) -> str:
    """Return how an item stands to the register, in one sentence."""
    match = item.match
    if item.kind is ItemKind.SKIPPED:
        return tr("Đoạn này không được ghi vào sổ.")
    if item.kind is ItemKind.WITHDRAWN:
        return tr("Nội dung này thu hồi hoặc bãi bỏ việc đã giao; chọn nhiệm vụ bị dừng, nếu có:")
    what = tr("chỉ tiêu") if isinstance(item.fields, IndicatorFields) else tr("nhiệm vụ")
    here = _named(match)
    if match.kind is MatchKind.NONE:
        like = tr(" Có việc gần giống ở văn bản khác:") if item.look_alikes else ""
        return tr("Mới: sổ chưa có {what} này.{like}", what=what, like=like)
    if match.further_source:
        return tr("Câu gốc được gắn làm nguồn khác của nhiệm vụ đã có: {here}", here=here)
    return {
        MatchKind.SAME: tr("Sổ đã có {what} này, không có gì đổi: {here}", what=what, here=here),
        MatchKind.CHANGED: tr(
            "Sổ đã có {what} này từ bản trước, bản này khác: {here}", what=what, here=here
        ),
        MatchKind.ATTACHES: tr(
            "Câu gốc được gắn vào {what} đã có trong sổ: {here}", what=what, here=here
        ),
        MatchKind.GONE: tr(
            "Bản này không còn {what} đã nhập từ bản trước: {here}. "
            "Nhận: dừng, lấy văn bản này làm căn cứ. Bỏ qua: giữ nguyên trong sổ.",
            what=what,
            here=here,
        ),
    }[match.kind]


def like_words(each: LookAlike, kind: ItemKind) -> str:
    """Return what linking to a look-alike would do."""
    doing = (
        tr("Ghi thành mức của chỉ tiêu đã có") if kind is ItemKind.INDICATOR else tr("Liên kết với")
    )
    place = locator.short(_place(each.code))
    return tr(
        "{doing}: {title} ({place}, {document}, giống {score}%)",
        doing=doing,
        title=each.title,
        place=place,
        document=each.document,
        score=each.score,
    )


def _named(match: Match) -> str:
    return f"{match.title} ({locator.short(_place(match.code))})" if match.code else match.title


def _place(code: str) -> str:
    return code.partition("/")[2] or code
