"""Every action of the window once: its words, its shortcut, its icon.

Menus, buttons and pages show these and connect to them; none declares a shortcut of its own.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from app.views import icons
from app.views.language import tr
from app.views.retelling import retold
from app.views.tips import safe_tip

COMPLETE = tr("Đánh dấu hoàn thành")
RECORD_REPORT = tr("Ghi nhận báo cáo")
"""What the same action does with a task that is judged by its reports."""


class Actions(QObject):
    """All actions; an action that nobody has connected is to be hidden or disabled."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the actions; ``parent`` is the window, which takes them with `all_actions`."""
        super().__init__(parent)
        self.complete = self._action(COMPLETE, "check", "Ctrl+Return", "Ctrl+Enter")
        self.update = self._action(tr("Cập nhật tiến độ…"), "history", "Ctrl+U")
        self.extend = self._action(tr("Gia hạn…"), "calendar", "Ctrl+G")
        self.stop = self._action(tr("Dừng, thu hồi…"), "minus")
        self.reopen = self._action(tr("Mở lại…"), "repeat")
        self.verdict = self._action(tr("Xác nhận, trả lại…"), "check", "Ctrl+Shift+K")
        self.edit = self._action(tr("Sửa nhiệm vụ…"), "edit", "Ctrl+E")
        self.quick_edit = self._action(tr("Sửa nhanh trong danh sách"), "edit", "F2")
        self.new_task = self._action(tr("Nhiệm vụ mới…"), "plus", "Ctrl+N")
        self.assign_leader = self._action(tr("Giao lãnh đạo phụ trách…"), "user")
        self.note = self._action(tr("Ghi chú…"), "edit")
        self.doers = self._action(tr("Cơ quan thực hiện…"), "users", "Ctrl+J")
        self.undo = self._action(tr("Hoàn tác"), "undo", "Ctrl+Z")
        self.redo = self._action(tr("Làm lại"), "redo", "Ctrl+Y", "Ctrl+Shift+Z")
        self.print = self._action(tr("In danh sách này"), "print", "Ctrl+P")
        self.export = self._action(tr("Xuất danh sách này ra Excel…"), "download", "Ctrl+Shift+S")
        self.list_tools = self._action(tr("Lọc, chọn cột, lưu cách xem…"), "filter", "Ctrl+L")
        self.search = self._action(tr("Tìm kiếm"), "search", "Ctrl+K", "Ctrl+F")

        # Of a review: live only while one is on show, so that keys may be shared with other pages.
        self.accept_item = self._action(tr("Đúng, xem tiếp"), "check", "Ctrl+Return", "Ctrl+Enter")
        self.skip_item = self._action(tr("Bỏ qua hoặc mở lại"), "skip", "Ctrl+B")
        self.split_item = self._action(tr("Tách tại con trỏ của câu gốc"), "fork", "Ctrl+T")
        self.merge_item = self._action(tr("Gộp với mục sau"), "merge", "Ctrl+M")
        self.next_item = self._action(tr("Mục sau"), "", "Ctrl+PgDown")
        self.previous_item = self._action(tr("Mục trước"), "", "Ctrl+PgUp")
        self.review_actions = (
            self.accept_item,
            self.skip_item,
            self.split_item,
            self.merge_item,
            self.next_item,
            self.previous_item,
        )
        for action in self.review_actions:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.import_document = self._action(tr("Nhập văn bản…"), "upload", "Ctrl+I")
        self.import_tracker = self._action(tr("Nhập kết quả từ Excel…"), "columns")
        self._make_pages()
        self._make_register()

    def _make_pages(self) -> None:
        # Numbered as the rail is, so that a number never moves when a page is added below.
        self.go_overview = self._action(tr("Tổng quan"), "overview", "Ctrl+1")
        self.go_tasks = self._action(tr("Nhiệm vụ"), "tasks", "Ctrl+2")
        self.go_indicators = self._action(tr("Chỉ tiêu"), "target", "Ctrl+3")
        self.go_documents = self._action(tr("Văn bản"), "document", "Ctrl+5")
        self.go_calendar = self._action(tr("Lịch"), "calendar", "Ctrl+4")
        self.go_reports = self._action(tr("Báo cáo"), "report", "Ctrl+6")
        self.go_directory = self._action(tr("Danh mục"), "catalogue", "Ctrl+7")

    def _make_register(self) -> None:
        self.open_register = self._action(tr("Mở sổ…"), "folder", "Ctrl+O")
        self.close_register = self._action(tr("Đóng sổ"), "close", "Ctrl+W")
        self.quit = self._action(tr("Thoát"), "", "Ctrl+Q")
        self.dark_theme = self._action(tr("Nền tối"), "", "Ctrl+Shift+D")
        self.dark_theme.setCheckable(True)
        # Each in its own words: that is how people find theirs.
        self.vietnamese = self._action("Tiếng Việt", "")
        self.english = self._action("English", "")
        for language in (self.vietnamese, self.english):
            language.setCheckable(True)
        self.next_pane = self._action(tr("Sang khung bên"), "", "F6")
        self.previous_pane = self._action(tr("Về khung trước"), "", "Shift+F6")
        self.sheet_settings = self._action(tr("Thông số biểu…"), "settings")
        self.backups = self._action(tr("Sao lưu và khôi phục…"), "history")
        self.backups.setEnabled(False)
        self.pack = self._action(tr("Mang sổ sang máy khác…"), "upload")
        self.pack.setEnabled(False)
        self.unpack = self._action(tr("Nhận sổ từ máy khác…"), "download")
        self.help = self._action(tr("Hướng dẫn"), "info", "F1")
        self.about = self._action(tr("Giới thiệu"), "")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def all_actions(self) -> list[QAction]:
        """Return every action, for ``QWidget.addActions``."""
        return self.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def describe_complete(self, *, by_report: bool) -> None:
        """Say what the action does with the selected task.

        Args:
            by_report: whether it is a continuing task, of which a report is recorded instead.
        """
        words = RECORD_REPORT if by_report else COMPLETE
        self.complete.setText(words)
        self.complete.setIconText(words)
        self.complete.setToolTip(self._tip(self.complete))

    def describe_undo(self, undo: str | None, redo: str | None) -> None:
        """Say on the two actions what they would do next; None disables them.

        Args:
            undo: what Ctrl+Z would take back, in words.
            redo: what Ctrl+Y would do again, in words.
        """
        for action, words, what in (
            (self.undo, tr("Hoàn tác"), undo),
            (self.redo, tr("Làm lại"), redo),
        ):
            action.setEnabled(what is not None)
            action.setText(f"{words}: {retold(what)}" if what else words)
            action.setIconText(words)
            action.setToolTip(safe_tip(self._tip(action)))

    def _action(self, text: str, icon: str, *shortcuts: str) -> QAction:
        action = QAction(text, self)
        action.setIconText(text.removesuffix("…"))
        action.setShortcuts([QKeySequence(keys) for keys in shortcuts])
        action.setToolTip(self._tip(action))
        if icon:
            icons.dress(action, icon, "text")
        return action

    def _tip(self, action: QAction) -> str:
        """Words and first shortcut, as Windows programs write them."""
        words = action.text().removesuffix("…")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        return f"{words} ({keys.replace('Return', 'Enter')})" if keys else words
