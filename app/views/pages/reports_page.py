"""The page Báo cáo: choose a sheet, see the page itself, save it or print it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.background.jobs import Job
from app.background.watching import JobWatch
from app.domain.errors import InputRefusedError
from app.domain.records import SheetScope
from app.domain.sheet_options import FileFormat
from app.services import printing
from app.services.printing import PrintedSheet, SheetKind, SheetRequest
from app.views import icons
from app.views.exporter import Exporter
from app.views.language import told, tr
from app.views.pages.report_choice import ReportChoice
from app.views.pages.report_folders import ReportFolders
from app.views.prompts import Prompts
from app.views.session import Session
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.button_row import ButtonRow, WordyButton
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.labels import label
from app.views.widgets.making_bar import MakingBar
from app.views.widgets.page_view import FIT_WIDTH, PageView
from app.views.widgets.print_progress import PrintProgress

if TYPE_CHECKING:
    from app.domain.result_period import ResultPeriod
    from app.views.printer import PrintRun

_ZOOMS = (
    (tr("Vừa chiều rộng"), FIT_WIDTH),
    ("75%", 0.75),
    ("100%", 1.0),
    ("150%", 1.5),
    ("200%", 2.0),
)
_PDF = (tr("Tệp PDF"), "*.pdf")


class ReportsPage(QWidget):
    """Shows the sheet of the session's as-of day; makes it anew after every change."""

    status_changed = Signal()

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Lay out the page; the first sheet is made when it is first shown."""
        super().__init__(parent)
        self._session = session
        self._prompts = prompts
        self._sheet: PrintedSheet | None = None
        self._making: Job | None = None
        self._printing: PrintRun | None = None
        self._watch: JobWatch | None = None
        self._stale = True
        self._choice = ReportChoice()
        self._choice.changed.connect(self._make)
        self._view = PageView(session.jobs)
        self._view.page_changed.connect(self._show_page_number)
        self._message = label("", FontRole.BODY, "text2")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._page_number = QLabel()
        self._making_bar = MakingBar()
        self._making_bar.stop_asked.connect(self._stop_making)
        self._buttons: list[QWidget] = []
        self._folders = ReportFolders(session, prompts, self, self._write_files)
        self._exporter = Exporter(session, prompts, self)
        self._exporter.busy_changed.connect(self._offer_files)
        self._lay_out()
        session.index_changed.connect(self._index_changed)
        self._index_changed()

    def status_texts(self) -> tuple[str, str]:
        """What the status bar says of the sheet on show."""
        if self._sheet is None:
            return "", ""
        return (
            tr(
                "Biểu gồm {counted}, {pages} trang",
                counted=self._sheet.counted,
                pages=self._sheet.pages,
            ),
            tr("Vân tay số liệu: {fingerprint}", fingerprint=self._sheet.fingerprint),
        )

    @property
    def ready(self) -> bool:
        """Whether the sheet is made and its pages in sight are drawn."""
        return self._sheet is not None and self._making is None and self._view.complete

    def choose(
        self,
        kind: SheetKind,
        scope: SheetScope,
        *,
        by_leader: bool = False,
        period: ResultPeriod | None = None,
    ) -> None:
        """Show the sheet of what another page lists, of the period of results that it shows."""
        self._choice.choose(kind, scope, by_leader=by_leader, period=period)
        self._make()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type] # the event as it came
        if self._stale:
            self._make()

    def print_sheet(self) -> None:
        """Ask for a printer and print the pages on show, unless others are made or printed now."""
        if self._sheet is None or self._making is not None or self._printing is not None:
            return
        from app.views import printer  # noqa: PLC0415 - printing is loaded when it is wanted

        data = self._sheet.data
        target = printer.new_printer(data, self._sheet.file_name)
        if not self._prompts.choose_printer(self, target):
            return
        try:
            run = printer.PrintRun(self._session.jobs, data, target)
        except InputRefusedError as error:
            self._prompts.tell(self, tr("Chưa in được"), str(error))
            return
        run.moved.connect(self._show_printing)
        run.failed.connect(self._tell_not_printed)
        run.ended.connect(self._printed)
        self._printing = run
        self._print.setEnabled(False)
        self._progress.begin(run.total)
        run.start()

    def save(self) -> None:
        """Ask for a place and save the PDF there, unless another one is being made."""
        sheet = self._sheet
        if sheet is None or self._making is not None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = Path(folder) / sheet.file_name
        path = self._prompts.save_path(self, tr("Lưu biểu ra tệp PDF"), suggested, [_PDF])
        if path is None:
            return
        self._session.jobs.run_in_pool(
            lambda _job: printing.save(sheet.data, path),
            owner=self,
            done=lambda _none: self._prompts.tell(
                self, tr("Đã lưu"), tr("Đã lưu biểu vào tệp “{path}”.", path=path)
            ),
            failed=self._session.failed.emit,
        )

    def export(self, kind: FileFormat) -> None:
        """Ask for a place and save what is chosen as Excel or Word, as the sheet on show is."""
        index = self._session.index
        if index is None or self._sheet is None or self._making is not None:
            return
        request = self._choice.request(index.as_of)
        if request.kind is SheetKind.PACK:
            self._export_pack(request, kind)
        else:
            self._exporter.save(request, kind)

    def _export_pack(self, request: SheetRequest, kind: FileFormat) -> None:
        """Save all papers as one file, with progress: that takes a while."""
        from app.services import exporting  # noqa: PLC0415 - needed by two buttons only

        path = self._exporter.ask(request, kind)
        if path is not None:
            self._write_files(
                exporting.export_to,
                request,
                kind,
                path,
                done=lambda _made: self._exporter.tell_saved(path),
            )

    def _offer_files(self) -> None:
        """Offer the kinds of file that the sheet on show is given as."""
        files = self._choice.form.files if self._sheet is not None else ()
        for kind, button in ((FileFormat.XLSX, self._excel), (FileFormat.DOCX, self._word)):
            button.setEnabled(kind in files and self._making is None and not self._exporter.busy)

    def make_pack(self) -> None:
        """Show the papers of a meeting, all in one."""
        self.choose(SheetKind.PACK, SheetScope())

    def save_folder(self) -> None:
        """Ask for a folder and write a file for each agency there."""
        index = self._session.index
        if index is not None and self._making is None:
            self._folders.save_pack(self._choice.request(index.as_of))

    def save_letters(self) -> None:
        """Ask for agencies and a folder, and write a letter to each of them there."""
        index = self._session.index
        if index is not None and self._making is None:
            self._folders.save_letters(self._choice.request(index.as_of))

    def _write_files(
        self, service: Callable[..., Any], *arguments: object, done: Callable[[Any], None]
    ) -> None:
        """Write files with progress and a way to stop; the sheet on show stays."""
        if self._making is not None:
            return

        def finish(made: object) -> None:
            self._files_ended()
            done(made)

        def fail(error: Exception) -> None:
            self._files_ended()
            self._folders.tell_failure(error)

        for button in (self._folder, self._letters, self._excel, self._word):
            button.setEnabled(False)
        watch = self._new_watch(tr("Đang dựng từng tệp…"))
        self._making = self._session.run(
            service, *arguments, watch, owner=self, done=finish, failed=fail
        )

    def _files_ended(self) -> None:
        self._made()
        self._folder.setEnabled(True)
        self._letters.setEnabled(True)
        self._offer_files()

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidget(self._choice)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(220)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have the keyboard
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tool_bar())
        column.addWidget(self._making_bar)
        column.addWidget(self._message, 1)
        column.addWidget(self._view, 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(scroll)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([264, 900])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        FocusDoor(self, self._choice)
        self._show(None)

    def _tool_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("toolBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(8)
        previous = self._tool("chevron-left", tr("Trang trước"), lambda: self._turn(-1))
        following = self._tool("chevron-right", tr("Trang sau"), lambda: self._turn(1))
        zoom = QComboBox()
        zoom.setAccessibleName(tr("Cỡ hiển thị"))
        zoom.setProperty("compact", True)
        for words, factor in _ZOOMS:
            zoom.addItem(words, factor)
        zoom.activated.connect(lambda: self._view.set_zoom(zoom.currentData()))
        self._folder = self._button(
            tr("Mỗi cơ quan một tệp…"), tr("Từng tệp…"), "folder", self.save_folder
        )
        self._letters = self._button(
            tr("Nhiều cơ quan…"), tr("Nhiều…"), "folder", self.save_letters
        )
        self._letters.setToolTip(tr("Lập công văn cho nhiều cơ quan một lượt, mỗi cơ quan một tệp"))
        self._excel = self._button(
            "Excel", "Excel", "columns", lambda: self.export(FileFormat.XLSX)
        )
        self._word = self._button("Word", "Word", "document", lambda: self.export(FileFormat.DOCX))
        self._excel.setToolTip(tr("Lưu biểu ra tệp Excel để sửa tiếp"))
        self._word.setToolTip(tr("Lưu biểu ra tệp Word để sửa tiếp"))
        self._save = self._button(tr("Lưu PDF"), "PDF", "save", self.save)
        self._print = self._button(
            tr("In biểu này"), tr("In"), "print", self.print_sheet, primary=True
        )
        self._progress = PrintProgress(self._print)
        self._progress.stop_asked.connect(self._stop_printing)
        self._pack = self._button(
            tr("Cả bộ tài liệu họp"), tr("Cả bộ"), "catalogue", self.make_pack
        )
        self._pack.setToolTip(tr("Dựng cả bộ: bìa, mục lục, phiếu, biểu tổng hợp, từng cơ quan"))
        self._buttons = [previous, following, zoom, self._save, self._print]
        for widget in (previous, self._page_number, following, zoom, self._progress):
            row.addWidget(widget)
        acts = (self._folder, self._letters, self._excel, self._word)
        row.addWidget(ButtonRow((*acts, self._save, self._print, self._pack)), 1)
        return bar

    def _tool(self, icon: str, words: str, clicked: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setProperty("tool", True)
        button.setProperty("compact", True)
        button.setToolTip(safe_tip(words))
        button.setAccessibleName(words)
        icons.dress(button, icon, "text", 18)
        button.clicked.connect(clicked)
        return button

    def _button(
        self,
        words: str,
        short: str,
        icon: str,
        clicked: Callable[[], None],
        *,
        primary: bool = False,
    ) -> WordyButton:
        button = WordyButton(words, short, icon, primary=primary)
        button.clicked.connect(clicked)
        return button

    def _index_changed(self) -> None:
        index = self._session.index
        if index is not None:
            self._choice.show_index(index)
        self._stale = True
        if self.isVisible():
            self._make()

    def _make(self) -> None:
        index = self._session.index
        if index is None:
            return
        self._drop_making()
        self._stale = False
        self._show_pack_buttons()
        self._message.setText(tr("Đang dựng biểu…"))
        for button in (self._save, self._print, self._excel, self._word):
            button.setEnabled(False)  # not the sheet that is about to leave
        self._making = self._session.run(
            printing.print_sheet,
            self._choice.request(index.as_of),
            self._new_watch(tr("Đang dựng biểu…")),
            owner=self,
            done=self._show,
            failed=self._fail,
        )

    def _new_watch(self, words: str) -> JobWatch:
        self._watch = JobWatch(self._session.jobs, self, self._making_bar.show_step)
        self._making_bar.begin(words)
        return self._watch

    def _drop_making(self) -> None:
        """Give up what is being made: its result is no longer wanted."""
        if self._watch is not None:
            self._watch.stop()
        if self._making is not None:
            self._making.cancel()
        self._made()

    def _made(self) -> None:
        self._making, self._watch = None, None
        self._making_bar.end()

    def _stop_making(self) -> None:
        if self._watch is not None:
            self._watch.stop()

    def _show_pack_buttons(self) -> None:
        pack = self._choice.kind is SheetKind.PACK
        self._folder.setVisible(pack)
        self._letters.setVisible(self._choice.kind is SheetKind.LETTER)
        self._pack.setVisible(not pack)

    def _show(self, sheet: PrintedSheet | None) -> None:
        self._made()
        self._sheet = sheet
        self._view.show_pdf(sheet.data if sheet else b"")
        self._view.setVisible(sheet is not None)
        self._message.setVisible(sheet is None)
        for widget in self._buttons:
            widget.setEnabled(sheet is not None)
        self._print.setEnabled(sheet is not None and self._printing is None)
        self._offer_files()
        self._show_page_number(0)
        self.status_changed.emit()

    def _fail(self, error: Exception) -> None:
        self._show(None)
        self._message.setText(told(str(error)))

    def _stop_printing(self) -> None:
        if self._printing is not None:
            self._printing.stop()

    def _show_printing(self) -> None:
        if self._printing is not None:
            self._progress.show_page(self._printing.done + 1, self._printing.total)

    def _printed(self) -> None:
        self._printing = None
        self._print.setEnabled(self._sheet is not None and self._making is None)
        self._progress.end()

    def _tell_not_printed(self) -> None:
        self._prompts.tell(
            self,
            tr("Chưa in được"),
            tr("Máy in không nhận bản in. Hãy kiểm tra máy in rồi in lại, hoặc lưu PDF để in sau."),
        )

    def _turn(self, step: int) -> None:
        page = min(max(self._shown_page + step, 0), max(self._view.pages - 1, 0))
        self._view.go_to(page)

    def _show_page_number(self, page: int) -> None:
        self._shown_page = page
        pages = self._view.pages
        self._page_number.setText(
            tr("Trang {page} / {pages}", page=page + 1, pages=pages) if pages else ""
        )
