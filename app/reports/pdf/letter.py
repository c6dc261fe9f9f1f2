"""Công văn đôn đốc on paper, portrait: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from app.domain import formats
from app.domain.traffic_light import Light
from app.reports.letter import HEADS, NAME_LEFT_OPEN, Letter, LetterTask
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.frame import SheetFrame, SheetIdentity
from app.reports.pdf.layout import Layout
from app.reports.pdf.letterhead import MOTTO, NATION, CentredBlock
from app.reports.pdf.rows import Align, Pages, Row, make_row
from app.reports.pdf.table import HeadCell, Padding, Table
from app.reports.pdf.text import Line, Run, Style, bind, bind_all, first_baseline

END = "./."
_KEPT_LINES = 2
"""Lines of the last paragraph that go with the signature."""


def draw_letter(document: Document, letter: Letter) -> int:
    """Draw a letter and its appendix on pages of their own; return how many they took."""
    with _table_type(document):
        writer = _LetterWriter(document, letter)
        writer.write()
        return writer.pages


@contextmanager
def _table_type(document: Document) -> Iterator[None]:
    """Set tables in the type of letters meanwhile."""
    before = document.layout
    measures = before.letter
    table = replace(
        before.table,
        size=measures.table_size,
        leading=measures.table_leading,
        small_size=measures.basis_size,
    )
    document.layout = replace(before, table=table)
    try:
        yield
    finally:
        document.layout = before


class _LetterFrame(SheetFrame):
    """Pages of a letter: where its figures come from stands on drafts only."""

    def __init__(self, document: Document, letter: Letter) -> None:
        self._draft = letter.is_draft
        identity = SheetIdentity(
            "Mẫu 6, bản dự thảo", letter.provenance, marks=letter.letterhead.marks
        )
        super().__init__(document, identity, portrait=True)

    def _write_foot(self) -> float:
        if self._draft:
            return super()._write_foot()
        return self._paper_height - self.document.layout.frame.foot_text


class _LetterWriter:
    """Writes one letter from its head down; ``y`` is where the next thing begins."""

    def __init__(self, document: Document, letter: Letter) -> None:
        self._document = document
        self._letter = letter
        self._layout: Layout = document.layout
        self._frame = _LetterFrame(document, letter)
        self._y = 0.0

    @property
    def pages(self) -> int:
        """Pages begun."""
        return self._frame.pages

    def write(self) -> None:
        letter = self._letter
        self._frame.begin_page()
        self._write_head()
        self._paragraph(letter.opening)
        if not letter.in_appendix:
            self._write_table()
        self._paragraph(letter.asked)
        for request in letter.numbered_requests:
            self._paragraph(request)
        self._paragraph(f"{letter.closing}{END}", keep=self._signature_height())
        self._write_signature()
        self._write_notes()
        if letter.in_appendix:
            self._write_appendix()
        self._frame.end_page()

    # ---- Head

    def _write_head(self) -> None:
        measures, letter, frame = self._layout.letter, self._letter, self._frame
        left = self._block(frame.left + measures.agency_block / 2, measures.agency_block)
        style = Style(Face.BOLD, measures.office_size)
        for place, line in enumerate(letter.issuer):
            drop = measures.office_leading if place else 0.0
            left.write(line.upper(), style, drop, measures.office_leading)
        shared = self._layout.letterhead
        left.rule(shared.line_drop, shared.office_line_share, shared.line_width)
        drop = shared.line_drop + shared.number_drop
        left.write(letter.number_words, Style(Face.UPRIGHT, shared.number_size), drop, drop)
        about = Style(Face.UPRIGHT, measures.about_size)
        left.write(bind(letter.about), about, measures.about_drop, measures.about_leading)
        right = self._block(frame.right - measures.nation_block / 2, measures.nation_block)
        right.write(NATION, Style(Face.BOLD, shared.nation_size), 0, shared.motto_drop)
        motto = Style(Face.BOLD, shared.motto_size)
        right.write(MOTTO, motto, shared.motto_drop, shared.motto_drop)
        right.rule(shared.line_drop, 1, shared.line_width)
        date = Style(Face.ITALIC, shared.date_size)
        right.write(letter.date_words, date, shared.line_drop + shared.date_drop, 0)
        to = self._block(frame.middle, frame.width, max(left.baseline, right.baseline))
        style = Style(Face.UPRIGHT, measures.to_size)
        to.write(f"{letter.subtitle}.", style, measures.to_drop, measures.leading)
        self._y = to.baseline + measures.to_drop / 3

    def _block(self, middle: float, width: float, baseline: float | None = None) -> CentredBlock:
        if baseline is None:
            baseline = self._frame.top + self._layout.letterhead.first_baseline
        return CentredBlock(self._document, middle, width, baseline)

    # ---- Body

    def _paragraph(self, words: str, *, keep: float = 0.0) -> None:
        """Write a justified paragraph; ``keep``: points that its last lines take with them."""
        measures = self._layout.letter
        style = Style(Face.UPRIGHT, measures.size)
        lines = self._broken(bind(words), style)
        for place, line in enumerate(lines):
            left_over = len(lines) - place
            needed = measures.leading
            if keep and left_over <= _KEPT_LINES:
                needed = left_over * measures.leading + keep
            elif place == 0 and len(lines) > 1:
                needed = 2 * measures.leading  # no line alone at the foot
            if self._y + needed > self._frame.bottom and self._y > self._frame.top:
                self._next_page()
            x = self._frame.left + (measures.first_line if place == 0 else 0.0)
            baseline = self._y + first_baseline(measures.size, measures.leading)
            room = self._frame.right - x
            self._line(line, style, x, baseline, None if place == len(lines) - 1 else room)
            self._y += measures.leading
        self._y += measures.between

    def _broken(self, words: str, style: Style) -> list[list[str]]:
        """Return the words of each line, the first of which is indented."""
        setter, measures = self._document.typesetter, self._layout.letter
        space = setter.width(" ", style)
        lines: list[list[str]] = [[]]
        used, room = 0.0, self._frame.width - measures.first_line
        for word in self._words(words, style):
            width = setter.width(word, style)
            if lines[-1] and used + space + width > room:
                lines.append([])
                used, room = 0.0, self._frame.width
            used += width + (space if lines[-1] else 0.0)
            lines[-1].append(word)
        return lines

    def _words(self, words: str, style: Style) -> Iterator[str]:
        """Return words, those that are wider than any line in parts."""
        setter = self._document.typesetter
        narrow = self._frame.width - self._layout.letter.first_line
        for word in setter.clean(words).replace("\n", " ").split(" "):
            if word and setter.width(word, style) > narrow:
                for line in setter.lines((Run(word, style),), narrow):
                    yield "".join(piece.text for piece in line.pieces)
            elif word:
                yield word

    def _line(
        self, words: Sequence[str], style: Style, x: float, baseline: float, room: float | None
    ) -> None:
        """Write a line, stretched to ``room`` points unless that is None."""
        setter = self._document.typesetter
        if room is None or len(words) < 2:
            self._document.line(setter.line(Run(" ".join(words), style)), x, baseline)
            return
        widths = [setter.width(word, style) for word in words]
        gap = (room - sum(widths)) / (len(words) - 1)
        for word, width in zip(words, widths, strict=True):
            self._document.line(setter.line(Run(word, style)), x, baseline)
            x += width + gap

    def _next_page(self) -> None:
        self._frame.end_page()
        self._frame.begin_page()
        self._y = self._frame.top

    # ---- Tasks

    def _write_table(self) -> None:
        measures = self._layout.letter
        table = Table(
            self._document,
            measures.columns,
            Padding(measures.top, measures.bottom),
            [HeadCell(words, column) for column, words in enumerate(HEADS)],
        )
        rows = [self._row(table, n, task) for n, task in enumerate(self._letter.tasks, start=1)]
        room = self._frame.bottom - self._frame.top - table.head_height
        first = self._frame.bottom - self._y - table.head_height
        least = self._layout.table.least_lines
        pages = Pages(rows, first, room, table.reopened, least).pages
        for place, page in enumerate(pages):
            if place:
                self._next_page()
            if page:
                self._y = table.draw(page, self._frame.left, self._y)
        self._y += measures.between

    def _row(self, table: Table, number: int, task: LetterTask) -> Row:
        words = formats.number(number)
        runs = (
            Run(f"{bind(task.title)}\n", table.style()),
            Run(bind_all(task.basis) if len(task.basis) < 40 else bind(task.basis), table.small()),
        )
        bold = Face.BOLD if task.light is Light.OVERDUE else Face.UPRIGHT
        cells = (
            table.cell(0, words, Align.CENTRE, narrow=True),
            table.cell(1, runs),
            table.cell(2, bind(task.limit), Align.CENTRE),
            table.cell(3, bind(task.state), Align.CENTRE, face=bold),
            table.cell(4, bind(task.extensions), Align.CENTRE),
        )
        return make_row(cells, table.body, label=f"nhiệm vụ {words}")

    def _write_appendix(self) -> None:
        letter, measures = self._letter, self._layout.letterhead
        self._frame.number_anew()
        self._next_page()
        block = self._block(self._frame.middle, self._frame.width)
        title = Style(Face.BOLD, measures.title_size)
        leading = measures.title_leading
        block.write("Phụ lục", title, 0, leading)
        block.write(letter.appendix_title.upper(), title, leading, leading)
        source = Style(Face.ITALIC, measures.motto_size)
        block.write(letter.appendix_source, source, leading, leading)
        block.rule(measures.title_line_drop, measures.title_line_share, measures.line_width)
        self._y = block.baseline + leading
        self._write_table()

    # ---- Signature and Nơi nhận

    def _signature_height(self) -> float:
        measures = self._layout.letter
        lines = max(len(self._letter.signer), 1)
        signature = (
            measures.signer_drop + (lines - 1) * measures.signer_leading + measures.name_drop
        )
        listed = len(self._recipient_lines()) * measures.recipient_leading
        return max(signature, measures.signer_drop + listed) + measures.between

    def _recipient_lines(self) -> list[Line]:
        measures = self._layout.letter
        style = Style(Face.UPRIGHT, measures.recipient_size)
        room = self._frame.width * 0.46
        setter = self._document.typesetter
        return [
            line
            for words in self._letter.recipient_lines
            for line in setter.lines((Run(bind(words), style),), room)
        ]

    def _write_signature(self) -> None:
        measures, letter, frame = self._layout.letter, self._letter, self._frame
        setter = self._document.typesetter
        first = self._y + measures.signer_drop
        style = Style(Face.BOLD_ITALIC, measures.recipients_size)
        self._document.line(setter.line(Run("Nơi nhận:", style)), frame.left, first)
        baseline = first
        for line in self._recipient_lines():
            baseline += measures.recipient_leading
            self._document.line(line, frame.left, baseline)
        middle = frame.left + frame.width * measures.signer_share
        signature = first
        bold = Style(Face.BOLD, measures.signer_size)
        for place, words in enumerate(letter.signer):
            signature = first + place * measures.signer_leading
            self._document.centred(setter.line(Run(words.upper(), bold)), middle, signature)
        name = Run(letter.signer_name, bold)
        if not letter.signer_name:
            name = Run(NAME_LEFT_OPEN, Style(Face.ITALIC, measures.signer_size))
        signature += measures.name_drop
        self._document.centred(setter.line(name), middle, signature)
        self._y = max(baseline, signature) + measures.between

    def _write_notes(self) -> None:
        measures = self._layout.closing
        style = Style(Face.ITALIC, measures.notes_size)
        for note in self._letter.notes:
            for line in self._document.typesetter.lines((Run(note, style),), self._frame.width):
                self._y += measures.notes_leading
                self._document.line(line, self._frame.left, self._y)
