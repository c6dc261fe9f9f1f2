"""The proposal as a form: what is doubtful stands with its reason under its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.records import ROLE_NAMES, Role
from app.domain.review import (
    FieldDoubt,
    Fields,
    IndicatorFields,
    ItemKind,
    KnownNames,
    MatchKind,
    NameChoice,
    ReviewDraft,
    ReviewItem,
    SkippedFields,
    TaskFields,
    UnknownAgency,
)
from app.domain.text import fold
from app.domain.time_limit import TimeLimit
from app.domain.traffic_light import DEFAULT_SOON_DAYS, TaskState, assess, state_words
from app.views import theme
from app.views.language import tr
from app.views.review import editors
from app.views.review.editors import Editor, Offered
from app.views.review.field_box import NAMES_WIDTH, FieldBox
from app.views.review.match_card import MatchCard
from app.views.theme import FontRole
from app.views.widgets.badge import LightBadge
from app.views.widgets.blocks import WarningNote
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText

if TYPE_CHECKING:
    from collections.abc import Callable

_PADDING = 16
_MOST_LINES = 4
_SOURCE_WIDTH = 430
_ROLES = (Role.LEAD, Role.COORDINATING, Role.MONITORING, Role.RECEIVING)
AT_ONCE = tr("nếu chưa có kết quả nào")


class ItemForm(QScrollArea):
    """Shows one item and tells what the person changes; it changes nothing itself."""

    edited = Signal(str, object)
    """A field has another value: its name, the value."""
    confirmed = Signal(str)
    """A doubtful field is right as it is: its name."""
    change_taken = Signal(str, bool)
    linked = Signal(int, bool)
    ends = Signal(int, bool)
    agency_asked = Signal(str)
    """It is to be said who an agency is that the register does not know: as printed."""
    focus_lost = Signal()
    """The field that had the keyboard is gone with its item."""
    kind_asked = Signal(object)
    """The item is to become one of another `ItemKind`."""

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        """Start empty; ``today`` decides the light that a task would get."""
        super().__init__(parent)
        self._today = today
        self._offered = Offered(KnownNames())
        self._names_of: object = None
        self._shown: tuple[object, ...] = ()
        self.item: ReviewItem | None = None
        self.boxes: dict[str, FieldBox] = {}
        self.source: QTextEdit | None = None
        self.card: MatchCard | None = None
        self._body = QVBoxLayout()
        self._general = WarningNote()
        self._unknown: QWidget | None = None
        self._light: _Light | None = None
        self.setAccessibleName(tr("Đề xuất"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # ---- Showing

    def show_item(self, draft: ReviewDraft, item: ReviewItem) -> None:
        """Show an item; fields that are being typed into stay."""
        if draft.known is not self._names_of:
            self._names_of, self._offered = draft.known, Offered(draft.known)
        shape = (item.id, item.kind, item.source_text, item.match, item.look_alikes)
        extra = item.fields if not isinstance(item.fields, TaskFields | IndicatorFields) else None
        if (*shape, extra) != self._shown:
            same_item = bool(self._shown) and self._shown[0] == item.id
            self._shown = (*shape, extra)
            scrolled = self.verticalScrollBar().value()
            held = self.isAncestorOf(self.window().focusWidget())
            focused = self._focused_name()
            self._build(item)
            self.verticalScrollBar().setValue(scrolled if same_item else 0)
            if same_item and focused in self.boxes:
                self.boxes[focused].editor.setFocus()
            elif held:
                self.focus_lost.emit()
        self.item = item
        unknown = _unknown_agencies(draft, item.fields)
        for name, box in self.boxes.items():
            doubts = [each.reason for each in item.open_doubts if each.field == name]
            # That a name is not known stands with its choice, once.
            told = [r for r in doubts if not any(r.endswith(each.printed) for each in unknown)]
            box.show_value(getattr(item.fields, name), told, doubtful=bool(doubts))
        self._show_general([each for each in item.open_doubts if each.field not in self.boxes])
        self._show_unknown(unknown)
        if self._light is not None and isinstance(item.fields, TaskFields):
            self._light.show_limit(item.fields.time_limit, self._today)

    def flush(self) -> bool:
        """Hand over what was typed and not yet told; False where something is not understood."""
        for box in list(self.boxes.values()):
            if not box.editor.touched:
                continue
            if not box.understood():
                box.editor.setFocus()
                self.ensureWidgetVisible(box)
                return False
            box.hand_over()
        return True

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, top to bottom."""
        found: list[QWidget] = list(self.card.boxes) if self.card is not None else []
        found += [self.source] if self.source is not None else []
        for name, box in self.boxes.items():
            found += box.stops()
            found += self.unknown_buttons() if name == Role.LEAD.value else []
        return found

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        if self.boxes:
            next(iter(self.boxes.values())).editor.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def cut_at(self) -> int:
        """Where in the source text the cursor stands."""
        return self.source.textCursor().position() if self.source is not None else 0

    # ---- Building

    def _focused_name(self) -> str:
        focused = self.window().focusWidget()
        return next((n for n, box in self.boxes.items() if box.isAncestorOf(focused)), "")

    def _build(self, item: ReviewItem) -> None:
        for box in self.boxes.values():
            box.retire()
        inner = QWidget()
        self._body = QVBoxLayout(inner)
        self._body.setContentsMargins(_PADDING, 12, _PADDING, 12)
        self._body.setSpacing(6)
        self.boxes, self._unknown, self._light, self.source = {}, None, None, None
        self._add_card(item)
        if item.source_text:
            self._add_source(item)
        self._general = WarningNote()
        self._general.hide()
        self._body.addWidget(self._general)
        if item.match.kind is not MatchKind.GONE:  # what is gone is not corrected
            self._build_fields(item.fields)
        self._body.addStretch(1)
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()  # not now: one of its buttons may be at work
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    def _build_fields(self, fields: Fields) -> None:
        match fields:
            case TaskFields():
                self._build_task(fields)
            case IndicatorFields():
                self._build_indicator(fields)
            case SkippedFields():
                self._build_skipped(fields)
            case _:
                self._add("what", tr("Nội dung"), editors.TextEditor(tr("Nội dung thu hồi"), 3))

    def _add(self, name: str, words: str, editor: Editor) -> None:
        box = FieldBox(name, words, editor)
        box.edited.connect(self.edited)
        box.confirmed.connect(self.confirmed)
        self.boxes[name] = box
        self._body.addWidget(box)

    def _add_card(self, item: ReviewItem) -> None:
        self.card = MatchCard(item)
        self.card.change_taken.connect(self.change_taken)
        self.card.linked.connect(self.linked)
        self.card.ends.connect(self.ends)
        self._body.addWidget(self.card)

    def _add_source(self, item: ReviewItem) -> None:
        self.source = SourceText(item.source_text)
        self._body.addWidget(self.source)

    def _build_task(self, fields: TaskFields) -> None:
        self._add("title", tr("Tên nhiệm vụ"), editors.TextEditor(tr("Tên nhiệm vụ"), 2))
        self._add_roles(_ROLES[:2])
        limit = editors.LimitEditor(fields.time_limit, self._today)
        self._add("time_limit", tr("Thời hạn"), limit)
        self._add(
            "product",
            tr("Sản phẩm"),
            editors.LineEditor(tr("Sản phẩm"), tr("Không ghi trong đoạn này")),
        )
        self._add_roles(_ROLES[2:])
        self._add("leader", tr("Lãnh đạo"), editors.LeaderEditor(tr("Lãnh đạo"), self._offered))
        if fields.targets:
            self._add("targets", tr("Mức, con số"), editors.FiguresEditor(fields.targets))
        self._add(
            "confidential", "", editors.TickEditor(tr("Theo chế độ bảo mật, không in ra biểu"))
        )
        self._light = _Light()
        self._body.addWidget(self._light)

    def _build_indicator(self, _fields: IndicatorFields) -> None:
        line = editors.LineEditor
        self._add("name", tr("Tên chỉ tiêu"), editors.TextEditor(tr("Tên chỉ tiêu"), 2))
        self._add("unit", tr("Đơn vị tính"), line(tr("Đơn vị tính")))
        self._add("target_text", tr("Mức như in"), line(tr("Mức như in")))
        operators = editors.ChoiceEditor(tr("Cách so"), editors.OPERATOR_NAMES)
        self._add("operator", tr("Cách so"), operators)
        self._add("value", tr("Số"), editors.NumberEditor(tr("Số")))
        self._add(
            "upper", tr("Số trên"), editors.NumberEditor(tr("Số trên"), tr("Chỉ khi có hai số"))
        )
        self._add("year", tr("Năm"), editors.YearEditor(tr("Năm")))
        self._add_roles(_ROLES[:3])
        self._add("leader", tr("Lãnh đạo"), editors.LeaderEditor(tr("Lãnh đạo"), self._offered))
        self._add("stt", tr("Số thứ tự"), line(tr("Số thứ tự")))
        self._add("group", tr("Nhóm"), line(tr("Nhóm")))

    def _build_skipped(self, fields: SkippedFields) -> None:
        self._body.addWidget(PlainText(tr("Lý do để ngoài: {reason}", reason=fields.reason)))
        words = tr("Nếu đoạn này có giao việc, chuyển nó thành nhiệm vụ rồi ghi cho đủ.")
        self._body.addWidget(PlainText(words, FontRole.SECOND, "text2"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, kind in (
            (tr("Chuyển thành nhiệm vụ"), ItemKind.TASK),
            (tr("Thành chỉ tiêu"), ItemKind.INDICATOR),
        ):
            button = QPushButton(name)
            button.clicked.connect(lambda _down=False, kind=kind: self.kind_asked.emit(kind))
            row.addWidget(button)
        row.addStretch()
        self._body.addLayout(row)

    def _add_roles(self, roles: Iterable[Role]) -> None:
        for role in roles:
            editor = editors.NamesEditor(ROLE_NAMES[role], self._offered)
            self._add(role.value, ROLE_NAMES[role], editor)

    def _show_general(self, doubts: Sequence[FieldDoubt]) -> None:
        """Show doubts of what has no field; accepting the item settles them."""
        for old in self._general.findChildren(PlainText):
            self._general.body.removeWidget(old)
            old.deleteLater()
        for doubt in doubts:
            self._general.body.addWidget(PlainText(doubt.reason, FontRole.SECOND))
        self._general.setVisible(bool(doubts))

    # ---- Agencies that the register does not know

    def _show_unknown(self, unknown: list[UnknownAgency]) -> None:
        if self._unknown is not None:
            self._body.removeWidget(self._unknown)
            self._unknown.hide()
            self._unknown.deleteLater()
            self._unknown = None
        if unknown and self.boxes:
            self._unknown = _Unknown(unknown, self.agency_asked.emit)
            after = self.boxes[Role.LEAD.value]
            self._body.insertWidget(self._body.indexOf(after) + 1, self._unknown)

    def unknown_buttons(self) -> list[QPushButton]:
        """Return the buttons that ask who an unknown agency is."""
        return self._unknown.findChildren(QPushButton) if self._unknown is not None else []

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.current().surface))
        painter.end()
        super().paintEvent(event)


class SourceText(QTextEdit):
    """The source sentence with a cursor in it, which says where to cut."""

    def __init__(self, text: str) -> None:
        """Show a text, some lines high; longer ones scroll."""
        super().__init__()
        self.setPlainText(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Câu gốc"))
        self.setAccessibleDescription(tr("Đặt con trỏ vào chỗ cần tách rồi bấm Ctrl+T."))
        self.setToolTip(tr("Đặt con trỏ vào chỗ bắt đầu nhiệm vụ thứ hai rồi bấm Ctrl+T để tách"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(2)
        self.setFont(theme.font(FontRole.SOURCE))
        self.document().setDefaultFont(theme.font(FontRole.SOURCE))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        room = QRect(0, 0, _SOURCE_WIDTH, 0)
        metrics = theme.metrics(FontRole.SOURCE)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        most = _MOST_LINES * metrics.lineSpacing()
        self.setFixedHeight(min(needed, most) + 14)


class _Unknown(WarningNote):
    """Names that the register does not know, each with what was decided about it."""

    def __init__(self, agencies: list[UnknownAgency], asked: Callable[[str], None]) -> None:
        super().__init__(icon="building")
        for each in agencies:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(PlainText(unknown_words(each), FontRole.SECOND), 1)
            unresolved = each.choice is NameChoice.UNRESOLVED
            button = QPushButton(tr("Chọn…") if unresolved else tr("Đổi…"))
            button.setProperty("compact", True)
            button.setAccessibleName(tr("{printed}: là cơ quan nào", printed=each.printed))
            button.clicked.connect(lambda _down=False, printed=each.printed: asked(printed))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)


def _unknown_agencies(draft: ReviewDraft, fields: Fields) -> list[UnknownAgency]:
    """Return the agencies of an item that the register does not know."""
    if not isinstance(fields, TaskFields | IndicatorFields):
        return []
    named = {name for role in _ROLES for name in fields.agencies(role)}
    named = {name for name in named if fold(name) not in draft.known.spellings}
    return [each for each in draft.agencies if each.printed in named]


def unknown_words(each: UnknownAgency) -> str:
    """Return what was decided about a name, in words."""
    match each.choice:
        case NameChoice.KNOWN:
            return tr(
                "“{printed}” là cách viết của {known}.", printed=each.printed, known=each.known
            )
        case NameChoice.NEW:
            return tr(
                "“{printed}”: thêm vào danh mục, tên “{name}”.",
                printed=each.printed,
                name=each.name,
            )
        case _:
            return tr(
                "“{printed}” chưa có trong danh mục: là cơ quan mới hay cơ quan đã có?",
                printed=each.printed,
            )


class _Light(QWidget):
    """The light that a task would get at once."""

    def __init__(self) -> None:
        super().__init__()
        self._badge = LightBadge(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        name = label(tr("Đèn khi ghi"), FontRole.BODY, "text2")
        name.setFixedWidth(NAMES_WIDTH)
        row.addWidget(name)
        row.addWidget(self._badge)
        row.addWidget(label(f"  {AT_ONCE}", FontRole.SECOND, "text2"))
        row.addStretch()

    def show_limit(self, limit: TimeLimit, today: dt.date) -> None:
        found = assess(
            as_of=today,
            state=TaskState.OPEN,
            completed_on=None,
            due_on=limit.due_on,
            continuing=limit.recurrence is not None,
            soon_days=DEFAULT_SOON_DAYS,
        )
        self._badge.show_light(found.light, state_words(found))
