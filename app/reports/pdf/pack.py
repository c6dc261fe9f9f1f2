"""The papers of a meeting: sheets bound into one file, with cover, contents and bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from app.domain import formats
from app.domain.traffic_light import LIGHT_NAMES, Light
from app.reports.pack import PackCover
from app.reports.pdf.binding import BoundDocument, Link, open_bound
from app.reports.pdf.clipping import clipped
from app.reports.pdf.closing import Closing, task_legend
from app.reports.pdf.document import DocumentInfo
from app.reports.pdf.fonts import Face
from app.reports.pdf.frame import SheetFrame, SheetIdentity
from app.reports.pdf.kinds import draw_any
from app.reports.pdf.text import Line, Run, Style, bind
from app.reports.sheets import Letterhead, Sheet

_FOOT = "Bộ tài liệu họp"
_SUBJECT = "Tiến độ thực hiện nhiệm vụ"
_CONTENTS_NOTE = (
    "Mục lục ghi số trang của cả bộ, in ở chân trang bên phải; số ở giữa lề trên là số trang riêng "
    "của từng tài liệu."
)
_NO_SIGNERS = Letterhead("", "", "", "", "")


class _Place(NamedTuple):
    """Where a part or a sheet begins, among the held pages."""

    title: str
    form: str
    page: int


class PackWriter:
    """Draws sheets one after the other and notes where each begins; made by `open_pack`."""

    def __init__(self, document: BoundDocument) -> None:
        self._document = document
        self._chapters: list[list[_Place]] = []

    @property
    def pages(self) -> int:
        """How many pages are drawn."""
        return self._document.held

    def chapter(self, title: str) -> None:
        """Begin a part; its first sheet follows."""
        self._document.bookmark(title, 0)
        self._chapters.append([_Place(title, "", self._document.held)])

    def add(self, form: str, words: str, sheet: Sheet) -> None:
        """Draw a sheet and name it in the contents."""
        self._document.bookmark(f"{form}. {words}", 1)
        self._chapters[-1].append(_Place(words, form, self._document.held))
        draw_any(self._document, sheet)

    def finish(self, cover: PackCover) -> int:
        """Draw cover and contents, put them in front, and return how many pages there are."""
        front = self._document.held
        self._document.bookmark("Bìa", 0)
        _draw_cover(self._document, cover)
        contents = _Contents(self._document, cover, self._chapters)
        self._document.bookmark("Mục lục", 0)
        contents.draw(1 + contents.page_count)
        total = self._document.held
        self._document.bind(front)
        return total

    def finish_plain(self) -> int:
        """Bind the pages without cover and contents; return how many there are."""
        total = self._document.held
        self._document.bind(total)
        return total


@contextmanager
def open_pack(out: BinaryIO, info: DocumentInfo) -> Iterator[PackWriter]:
    """Open a pack that is written to ``out`` when the block ends without an error."""
    with open_bound(out, info) as document:
        yield PackWriter(document)


# ---- Cover


def _draw_cover(document: BoundDocument, cover: PackCover) -> None:
    measures, paper = document.layout.cover, document.layout.paper
    document.begin_page(paper.short, paper.long)
    left = paper.left - measures.outset
    width = paper.short - paper.right - left
    height = paper.long - paper.top - paper.bottom
    document.box(left, paper.top, width, height, measures.outer_line)
    inner = measures.between
    document.box(
        left + inner,
        paper.top + inner,
        width - 2 * inner,
        height - 2 * inner,
        measures.inner_line,
    )
    column = _Column(document, left + width / 2, width - 60, paper.top)
    _write_office(column, cover)
    _write_subject(column, cover)
    column.move_to(measures.date)
    place = cover.letterhead.place.strip()
    printed = cover.provenance.printed_at
    month = f"tháng {printed:%m}" if printed.month <= 2 else f"tháng {printed.month}"
    words = ", ".join(filter(None, (place, f"{month} năm {printed.year}")))
    column.write(words, Style(Face.ITALIC, measures.text_size), measures.text_leading)
    column.move_to(measures.proof)
    proof = f"Vân tay số liệu {cover.provenance.fingerprint}"
    small = document.layout.frame.foot_size + 1
    column.write(proof, Style(Face.UPRIGHT, small), small * 1.2)
    document.end_page()


class _Column:
    """Centred lines under each other on the cover."""

    def __init__(self, document: BoundDocument, middle: float, width: float, top: float) -> None:
        self.document = document
        self._middle = middle
        self._width = width
        self._top = top
        self.baseline = top
        self.last_width = 0.0

    def move_to(self, under_top: float) -> None:
        """Set the next baseline, unless what was written before reaches further."""
        self.baseline = max(self.baseline, self._top + under_top)

    def write(self, words: str, style: Style, leading: float) -> None:
        """Write a paragraph from the current baseline on, and move under it."""
        setter = self.document.typesetter
        for line in clipped(setter, words, style, self._width, 3):
            self.document.centred(line, self._middle, self.baseline)
            self.baseline += leading
            self.last_width = line.width

    def rule(self, share: float, drop: float) -> None:
        """Draw a line under the last words."""
        half = self.last_width * share / 2
        y = self.baseline + drop
        self.document.rule(self._middle - half, y, self._middle + half, y, 0.6)


def _write_office(column: _Column, cover: PackCover) -> None:
    measures = column.document.layout.cover
    column.move_to(measures.superior)
    upright = Style(Face.UPRIGHT, measures.superior_size)
    bold = Style(Face.BOLD, measures.superior_size)
    leading = measures.superior_size * 1.3
    if cover.letterhead.superior.strip():
        column.write(cover.letterhead.superior.upper(), upright, leading)
    if cover.letterhead.office.strip():
        column.write(cover.letterhead.office.upper(), bold, leading)
    column.rule(0.42, 5 - leading)


def _write_subject(column: _Column, cover: PackCover) -> None:
    measures = column.document.layout.cover
    column.move_to(measures.title)
    column.write("TÀI LIỆU HỌP", Style(Face.BOLD, measures.title_size), measures.title_size * 1.35)
    subject = Style(Face.BOLD, measures.subject_size)
    column.write(_SUBJECT.upper(), subject, measures.subject_leading)
    column.write(f"NĂM {cover.provenance.as_of.year}", subject, measures.subject_leading)
    column.rule(0.9, 6 - measures.subject_leading)
    column.baseline += measures.text_leading
    text = Style(Face.UPRIGHT, measures.text_size)
    for words in meeting_words(cover):
        column.write(words, text, measures.text_leading)
    column.baseline += measures.text_leading
    bold = Style(Face.BOLD, measures.text_size)
    column.write(as_of_words(cover), bold, measures.text_leading)
    small = Style(Face.UPRIGHT, measures.small_size)
    column.write(counts_words(cover), small, measures.text_leading)
    for mark in cover.letterhead.marks:
        column.baseline += measures.text_leading
        column.write(mark, bold, measures.text_leading)


def meeting_words(cover: PackCover) -> tuple[str, ...]:
    """Return whose meeting the papers are for, and when it is."""
    if cover.meeting_on is None:
        return ("Phục vụ lãnh đạo Ủy ban nhân dân tỉnh",)
    day = formats.date_in_words(cover.meeting_on)
    return ("Phiên họp của lãnh đạo Ủy ban nhân dân tỉnh", day)


def as_of_words(cover: PackCover) -> str:
    """Return until when the figures count."""
    return f"Số liệu đến hết ngày {formats.date_in_text(cover.provenance.as_of)}"


def counts_words(cover: PackCover) -> str:
    """Return the three figures of the cover."""
    tally = cover.tally
    counts = (
        f"{formats.number(tally.total)} nhiệm vụ của {formats.number(cover.leads)} đầu mối",
        f"{formats.number(tally.completed)} hoàn thành",
        f"{formats.number(tally[Light.OVERDUE])} quá hạn",
    )
    return " · ".join(counts)


def cover_lines(cover: PackCover) -> tuple[str, ...]:
    """Return the lines of the cover under its title, for files alike."""
    return (
        f"{_SUBJECT} năm {cover.provenance.as_of.year}",
        *meeting_words(cover),
        as_of_words(cover),
        counts_words(cover),
    )


# ---- Contents


class _Contents:
    """The contents: parts and sheets with their pages, the proof of the figures, the signs."""

    def __init__(
        self, document: BoundDocument, cover: PackCover, chapters: Sequence[Sequence[_Place]]
    ) -> None:
        self._document = document
        self._measures = document.layout.contents
        self._cover = cover
        self._lines = [place for chapter in chapters for place in chapter]
        identity = SheetIdentity(_FOOT, cover.provenance, marks=cover.letterhead.marks)
        self._frame = SheetFrame(document, identity, portrait=True)
        self._proof = document.typesetter.lines(
            (Run(bind(proof_words(cover)), Style(Face.UPRIGHT, self._measures.text_size)),),
            self._frame.width,
        )
        self._closing = Closing(
            document,
            self._frame.width,
            [_CONTENTS_NOTE],
            _NO_SIGNERS,
            legend=task_legend(cover.soon_days),
        )

    @property
    def page_count(self) -> int:
        """How many pages it takes: so far are the pages of sheets pushed back."""
        return 1 + sum(broken for broken in self._breaks())

    def draw(self, shift: int) -> None:
        """Draw it; ``shift``: how many pages stand before the first sheet."""
        frame, measures = self._frame, self._measures
        frame.begin_page(numbered=False)
        y = frame.top + measures.title
        title = self._document.typesetter.line(Run("MỤC LỤC", Style(Face.BOLD, 14)))
        self._document.centred(title, frame.middle, y)
        y += measures.leading
        y = self._write_page_heading(y)
        *breaks, last = self._breaks()
        for place, broken in zip(self._lines, breaks, strict=True):
            if broken:
                y = self._next_page()
            y = self._write_line(place, y, shift)
        if last:
            y = self._next_page()
        self._write_proof(y)
        frame.end_page()

    def _breaks(self) -> list[bool]:
        """Return before which lines a page begins, and (last) whether the proof needs one."""
        frame, measures = self._frame, self._measures
        y = frame.top + measures.title + 2 * measures.leading
        found = []
        for place in self._lines:
            height = measures.leading + (measures.chapter_drop if not place.form else 0.0)
            least = height if place.form else height + measures.leading  # never a part alone
            broken = y + least > frame.bottom
            y = (frame.top + measures.leading if broken else y) + height
            found.append(broken)
        found.append(y + self._proof_height() > frame.bottom)
        return found

    def _proof_height(self) -> float:
        measures = self._measures
        lines = len(self._proof) * measures.text_leading
        return measures.leading * 2 + lines + self._closing.height

    def _next_page(self) -> float:
        self._frame.end_page()
        self._frame.begin_page()
        return self._write_page_heading(self._frame.top + self._measures.title)

    def _write_page_heading(self, baseline: float) -> float:
        style = Style(Face.ITALIC, self._measures.form_size)
        line = self._document.typesetter.line(Run("Trang", style))
        self._document.line(line, self._frame.right - line.width, baseline)
        return baseline + self._measures.leading

    def _write_line(self, place: _Place, y: float, shift: int) -> float:
        measures, frame, setter = self._measures, self._frame, self._document.typesetter
        chapter = not place.form
        y += measures.chapter_drop if chapter else 0.0
        face = Face.BOLD if chapter else Face.UPRIGHT
        left = frame.left
        if not chapter:
            left += measures.indent
            form = setter.line(Run(place.form, Style(Face.UPRIGHT, measures.form_size)))
            self._document.line(form, left, y)
            left += measures.form_width
        style = Style(face, measures.chapter_size if chapter else measures.entry_size)
        room = frame.right - left - measures.page_width - 12
        words = self._fitting(place.title, style, room)
        self._document.line(words, left, y)
        number = setter.line(Run(formats.number(place.page + shift + 1), style))
        self._document.line(number, frame.right - number.width, y)
        self._dots(left + words.width + 6, frame.right - measures.page_width, y)
        width = frame.right - frame.left
        top = y - measures.leading * 0.75
        self._document.link(Link(frame.left, top, width, measures.leading, place.page))
        return y + measures.leading

    def _fitting(self, title: str, style: Style, room: float) -> Line:
        """Return a title on one line: in smaller type where it is long, cut where that is vain."""
        setter = self._document.typesetter
        while style.size > self._measures.least_size:
            line = setter.line(Run(setter.clean(title).replace("\n", " "), style))
            if line.width <= room:
                return line
            style = Style(style.face, style.size - 1)
        return clipped(setter, title, style, room, 1)[0]

    def _dots(self, left: float, right: float, baseline: float) -> None:
        if right - left < 8:
            return
        y = self._document.height - baseline
        path = f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"
        self._document.under(f"0 G 0.6 w [0.6 2.6] 0 d {path}")

    def _write_proof(self, y: float) -> None:
        measures, frame = self._measures, self._frame
        self._document.rule(frame.left, y, frame.right, y, 0.6)
        heading = Style(Face.BOLD, measures.heading_size)
        y += measures.leading
        line = self._document.typesetter.line(Run("Đối chiếu số liệu của cả bộ", heading))
        self._document.line(line, frame.left, y)
        y += measures.text_leading
        y = _write_lines(self._document, self._proof, frame.left, y, measures.text_leading)
        self._closing.write(frame, y - measures.text_leading + 4)


def _write_lines(
    document: BoundDocument, lines: Sequence[Line], left: float, baseline: float, leading: float
) -> float:
    for line in lines:
        document.line(line, left, baseline)
        baseline += leading
    return baseline


def proof_words(cover: PackCover) -> str:
    """Return how the total is made up, and that every part of the papers gives the same."""
    parts = [
        f"{formats.number(cover.tally[light])} {LIGHT_NAMES[light].lower()}"
        for light in Light
        if cover.tally[light]
    ]
    total = formats.number(cover.tally.total)
    return (
        f"Tổng số {total} = {' + '.join(parts) or '0'}. Cộng theo cơ quan (Biểu 1, Biểu 2), theo "
        f"lãnh đạo (Biểu 2, Phiếu 4) đều bằng {total}."
    )
