"""``--self-test``: does the program work on this machine? In a folder of its own.

Opens and migrates registers, writes, undoes, reads a document, backs up and restores, prints every
sheet, draws every page of the window with its chart. The installed program has no console: what is
printed stands in ``paths.self_test_file()`` too.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__, paths
from app.domain.acts import Completion
from app.domain.errors import TienDoError
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.review import ItemKind
from app.domain.sheet_options import FileFormat
from app.domain.traffic_light import Light

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from app.services.printing import SheetKind, SheetRequest
    from app.services.register import Register

_TODAY = dt.date(2026, 11, 21)


class SelfTestError(TienDoError):
    """A part of the program does not do on this machine what it should."""


@dataclass(slots=True)
class _Bench:
    """What the steps share."""

    folder: Path
    register: Register | None = None
    task_id: int = 0
    other_id: int = 0
    unexpected: list[BaseException] = field(default_factory=list)
    """What went wrong where nobody waits for it: in a slot of Qt, in a thread."""

    def opened(self) -> Register:
        if self.register is None:
            raise SelfTestError("sổ chưa được mở")
        return self.register


def run_self_test() -> int:
    """Run every step and print one line for each.

    Returns:
        0 if all is well, 1 if a step failed.
    """
    failures, lines = 0, []

    def say(line: str) -> None:
        lines.append(line)
        print(line)

    report = paths.self_test_file()  # before the data folder is moved
    say(f"Tiến Độ {__version__}")
    bench = _Bench(Path(tempfile.mkdtemp(prefix="tiendo-")))
    with _watching(bench.unexpected):
        for words, step in _STEPS:
            try:
                _take(step, bench)
            except Exception as error:  # noqa: BLE001 - every failure is a line of the report
                failures += 1
                say(f"LỖI  {words}: {type(error).__name__}: {error}")
            else:
                say(f"tốt  {words}")
    if bench.register is not None:
        bench.register.close()
    # A step that failed may have left a file open, which Windows does not let go of.
    shutil.rmtree(bench.folder, ignore_errors=True)
    say("Chương trình hoạt động tốt." if not failures else f"{failures} bước lỗi.")
    if not paths.is_packed():
        return 1 if failures else 0
    with contextlib.suppress(OSError):
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text("\n".join([*lines, ""]), "utf-8")
    return 1 if failures else 0


def _take(step: Callable[[_Bench], None], bench: _Bench) -> None:
    """Take a step; what went wrong beside it counts as if the step itself had failed.

    Raises:
        Exception: whatever the step raises, or the first error that was raised beside it.
    """
    bench.unexpected.clear()
    step(bench)
    if bench.unexpected:
        raise SelfTestError(
            "; ".join(dict.fromkeys(f"{type(e).__name__}: {e}" for e in bench.unexpected))
        )


@contextlib.contextmanager
def _watching(unexpected: list[BaseException]) -> Iterator[None]:
    """Keep the errors that Python would only print: those of Qt's slots and of threads."""
    hooks = sys.excepthook, threading.excepthook
    sys.excepthook = lambda _kind, error, _trace: unexpected.append(error)
    threading.excepthook = lambda said: unexpected.append(
        said.exc_value or SelfTestError("một luồng bị lỗi")
    )
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = hooks


def _look_through(_bench: _Bench) -> None:
    """Every shipped file is there and whole, and what is read of them can be read."""
    from app import shipped  # noqa: PLC0415 - rarely wanted
    from app.reports.pdf.fonts import load_family  # noqa: PLC0415
    from app.reports.pdf.layout import load_layout  # noqa: PLC0415
    from db import catalogue_reader  # noqa: PLC0415

    found = shipped.faults(paths.program_folder(), packed=paths.is_packed())
    _demand(not found, "; ".join(found))
    codes = {document.code for document in catalogue_reader.read(paths.catalogue()).documents}
    lost = sorted(set(shipped.DOCUMENTS) - codes)
    _demand(not lost, f"danh mục thiếu văn bản {', '.join(lost)}")
    load_layout()
    load_family()


def _create(bench: _Bench) -> None:
    from app.services.register import open_or_create, verify  # noqa: PLC0415 - as the window does

    bench.register = open_or_create(bench.folder / f"tự kiểm tra{paths.REGISTER_SUFFIX}")
    verify(bench.register)


def _migrate(bench: _Bench) -> None:
    from app.services import backups  # noqa: PLC0415 - as the window does
    from app.services.register import open_register  # noqa: PLC0415
    from db.engine import make_new_engine  # noqa: PLC0415
    from db.migrate import make_oldest  # noqa: PLC0415

    path = bench.folder / f"sổ cũ{paths.REGISTER_SUFFIX}"
    engine = make_new_engine(path)
    make_oldest(engine)
    engine.dispose()
    open_register(path).close()
    _demand(len(backups.all_backups(path)) == 1, "sổ cũ chưa được sao lưu trước khi nâng cấp")


def _read(bench: _Bench) -> None:
    from app.services import reading  # noqa: PLC0415

    index = reading.load_index(bench.opened(), _TODAY)
    _demand(len(index.tasks) > 0, "danh mục trống")
    late = [ref.id for ref in index.tasks if ref.light is Light.OVERDUE]
    _demand(bool(late), "không có nhiệm vụ quá hạn để thử")
    bench.task_id, bench.other_id = late[0], late[-1]
    found = reading.search(bench.opened(), "giai ngan dau tu cong")
    _demand(bool(found), "tìm không dấu không ra kết quả")


def _write(bench: _Bench) -> None:
    from app.services import reading, tracking  # noqa: PLC0415

    done = Completion("Báo cáo thử", "01/BC", _TODAY)
    tracking.complete_task(bench.opened(), bench.task_id, done, _TODAY)
    detail = reading.load_detail(bench.opened(), bench.task_id, _TODAY)
    _demand(detail.assessment.light is Light.DONE_LATE, "đèn sau khi hoàn thành không đúng")


def _undo(bench: _Bench) -> None:
    from app.services import reading, undo  # noqa: PLC0415

    undo.undo_last(bench.opened())
    detail = reading.load_detail(bench.opened(), bench.task_id, _TODAY)
    _demand(detail.assessment.light is Light.OVERDUE, "hoàn tác không trả lại đèn cũ")


def _import(bench: _Bench) -> None:
    from app.domain import review_acts  # noqa: PLC0415
    from app.services import undo  # noqa: PLC0415
    from app.services.importing import accept_review, open_review  # noqa: PLC0415

    file = bench.folder / "kế hoạch.docx"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in _DOCUMENT.items():
            archive.writestr(name, content)
    draft = open_review(bench.opened(), file)
    _demand(draft.file_format == "docx", "không đọc được tệp Word")
    found = [item for item in draft.items if item.kind is ItemKind.TASK]
    _demand(len(found) == 1, f"đọc được {len(found)} nhiệm vụ thay vì 1")
    before = _task_count(bench)
    draft = replace(draft, document=replace(draft.document, code="TKT-2026"))
    accept_review(bench.opened(), review_acts.accept(draft, found[0].id), _TODAY)
    _demand(_task_count(bench) == before + 1, "nhiệm vụ của văn bản chưa vào sổ")
    undo.undo_last(bench.opened())
    _demand(_task_count(bench) == before, "hoàn tác không trả lại sổ như trước khi nhập")


def _task_count(bench: _Bench) -> int:
    from app.services import reading  # noqa: PLC0415

    return len(reading.load_index(bench.opened(), _TODAY).tasks)


def _back_up(bench: _Bench) -> None:
    """Back up, write, restore: the write must be gone."""
    from app.domain.backups import BackupReason  # noqa: PLC0415
    from app.services import backups, reading, restoring, tracking  # noqa: PLC0415
    from app.services.register import open_register  # noqa: PLC0415

    register = bench.opened()
    (made,) = backups.make(register, BackupReason.BY_HAND).made
    tracking.complete_task(register, bench.other_id, Completion("Thử", "", _TODAY), _TODAY)
    register.close()
    bench.register = None
    restoring.restore(register.path, made, "tự kiểm tra")
    bench.register = open_register(register.path)
    detail = reading.load_detail(bench.register, bench.other_id, _TODAY)
    _demand(detail.assessment.light is Light.OVERDUE, "khôi phục không trả lại sổ cũ")


def _print(bench: _Bench) -> None:
    from app.services import printing  # noqa: PLC0415

    for kind in printing.FORMS:
        sheet = printing.print_sheet(bench.opened(), _request(bench, kind))
        printing.save(sheet.data, bench.folder / f"{kind}.pdf")
        _demand(sheet.pages > 0, f"biểu {kind} không có trang nào")


def _export(bench: _Bench) -> None:
    from app.services import exporting, printing  # noqa: PLC0415

    for kind, form in printing.FORMS.items():
        for file in form.files:
            if file is FileFormat.PDF:
                continue
            made = exporting.export_sheet(bench.opened(), _request(bench, kind), file)
            printing.save(made.data, bench.folder / f"{kind}.{file}")
            _demand(made.data.startswith(b"PK"), f"biểu {kind} không thành tệp {file}")


def _request(bench: _Bench, kind: SheetKind) -> SheetRequest:
    """Return the sheet about everything; a letter goes to the first agency that is late."""
    from app.services import printing, reading  # noqa: PLC0415

    if not printing.FORMS[kind].needs_agency:
        return printing.SheetRequest(kind, _TODAY)
    tasks = reading.load_index(bench.opened(), _TODAY).tasks
    late = next(ref.lead_id for ref in tasks if ref.light is Light.OVERDUE and ref.lead_id)
    return printing.SheetRequest(kind, _TODAY, SheetScope(SheetScopeKind.AGENCY, late))


def _draw(bench: _Bench) -> None:
    """Draw every page of the window, with its chart, off the screen where that can draw text."""
    if sys.platform != "win32":  # there it knows no fonts: the window is shown for a moment
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ[paths.DATA_FOLDER_VARIABLE] = str(bench.folder)
    from app.main import make_application  # noqa: PLC0415 - Qt for this step only
    from app.pictures.drawing import draw  # noqa: PLC0415
    from app.views import theme  # noqa: PLC0415

    application = make_application(["tiendo"])
    files = draw(bench.folder, ((1366, 768),), (theme.DARK_THEME,))
    blank = blank_pictures(files)
    _demand(not blank, f"hình vẽ trống: {', '.join(blank)}")
    _demand(not (missing := _missing_letters(application.font())), f"phông thiếu chữ {missing}")
    application.quit()


def blank_pictures(files: Sequence[Path]) -> list[str]:
    """Return the names of the pictures that show nothing, or too little to be a page.

    Letters with smooth edges alone have hundreds of colours; an empty window has a handful. The
    middle is looked at, for the list of pages at the left is drawn by every window.
    """
    from PySide6.QtGui import QImage  # noqa: PLC0415 - Qt for this step only

    blank = []
    for file in files:
        if file.suffix != ".png":
            continue
        picture = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
        wide, high = picture.width(), picture.height()
        middle = picture.copy(wide // 4, high // 8, wide // 2, high * 3 // 4)
        colours = set() if middle.isNull() else set(memoryview(middle.constBits()).cast("I"))
        if len(colours) < _FEWEST_COLOURS:
            blank.append(file.name)
    return blank


def _missing_letters(font: QFont) -> str:
    """Return the Vietnamese letters that no font of this machine has a shape for."""
    from PySide6.QtGui import QTextLayout  # noqa: PLC0415 - Qt for this step only

    from app.reports.pdf.fonts import VIETNAMESE_LETTERS  # noqa: PLC0415

    missing = []
    for letter in sorted(VIETNAMESE_LETTERS):
        layout = QTextLayout(letter, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        shapes = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
        if not shapes or 0 in shapes:
            missing.append(letter)
    return "".join(missing)


_FEWEST_COLOURS = 16
"""A window without content has less than ten; the poorest page had 214 with smooth letters."""
_PARAGRAPHS = (
    "KẾ HOẠCH",
    "Cải cách hành chính năm 2026",
    "II. NHIỆM VỤ",
    "1. Sở Nội vụ chủ trì xây dựng Đề án vị trí việc làm, trình UBND tỉnh trước ngày 30/6/2026.",
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>'
    + "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in _PARAGRAPHS)
    + "</w:body></w:document>",
}
"""The parts of a small Word document."""


def _demand(truth: bool, words: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not truth:
        raise SelfTestError(words)


_STEPS: tuple[tuple[str, Callable[[_Bench], None]], ...] = (
    ("đủ các tệp đi kèm", _look_through),
    ("tạo và kiểm tra sổ", _create),
    ("nâng cấp sổ của bản cũ, có sao lưu", _migrate),
    ("đọc danh mục, tìm không dấu", _read),
    ("ghi hoàn thành", _write),
    ("hoàn tác", _undo),
    ("nhập văn bản Word vào sổ, rồi hoàn tác", _import),
    ("sao lưu và khôi phục", _back_up),
    ("in mọi biểu ra PDF", _print),
    ("xuất biểu ra Excel và Word", _export),
    ("vẽ mọi trang của cửa sổ và biểu đồ", _draw),
)
