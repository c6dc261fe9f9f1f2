"""Text files: encodings, lines broken by hand or by a program, tables, page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from app.importing.blocks import Block, Cell, Part, Place
from app.importing.confidentiality import fragments, stamp_in
from app.importing.files import columns, furniture, markdown
from app.importing.files.making import BlockMaker, Draft
from app.importing.files.refusals import SecretDocumentError
from app.importing.files.tables import Row, join_pages, row_blocks
from app.importing.files.text_tables import aligned_rows, pieces, pipe_row, tab_rows
from app.importing.files.watch import Watch
from app.importing.markers import split_marker
from app.importing.unicode_forms import clean

_TOP = 30  # lines of the letterhead
_REPORT_EVERY = 200  # lines
_WIDEST_WRAP = 130  # letters: beyond this no page wraps, the lines are whole paragraphs
_SENTENCE_END = (".", ";", ":", "!", "?", "…", "”", '"', ")", "/")
_LONG_ENOUGH = 50  # letters that a paragraph has before a page break can cut it
_SET_IN = 2  # blanks before the first line of a paragraph
_FULL_LINE = 50  # letters of a line that the width of its page broke
_PAGE_AT_END = re.compile(r"(?<=\S)\s+Trang\s+\d{1,3}\s*/\s*\d{1,3}\s*$")
_MIDDLE = 20  # blanks before a number in the middle of a page
_GUTTER = 2  # blanks between columns
_FULL = 0.8  # of the width: a shorter line was not broken by the width
# Words after which no sentence and no heading ends.
_DANGLING = frozenset((
    "của", "và", "các", "với", "về", "trong", "cho", "để", "là", "những", "từ", "đến", "theo",
    "bằng", "do", "bởi", "như", "hoặc", "đoạn", "năm", "số", "ngày", "tháng", "quý", "khoản",
    "điểm", "điều", "tại", "thuộc", "qua", "gửi", "trình", "cùng",
))  # fmt: skip
_CITED = re.compile(r"\d+\s*[/-]\s*[^\W\d]")  # "Thông báo số" + "211/TB-UBND"
_ATTACHED = ("(Kèm theo", "(kèm theo", "(Ban hành kèm theo")  # under the title of an appendix
_CUT_WORD = re.compile(r"\w[-/]$")
_LINE_ENDS = re.compile(r"\r\n|\r|\n|\x0b|\x85|\u2028|\u2029")

_CENTRED = 15  # letters before a page number that stands in the middle, without empty lines


@dataclass(slots=True)
class Line:
    """A line of the file that is no table row; `text` is clean."""

    number: int
    page: int
    text: str
    indent: int = 0
    raw: str = ""
    bold: bool = False
    level: int = 0  # of a Markdown heading


@dataclass(slots=True)
class _Table:
    """Rows under way, and whether only blank lines stood between two pieces of the table."""

    rows: list[Row] = field(default_factory=list)
    number: int = 0


def read_text(text: str, watch: Watch) -> tuple[list[Block], set[str], int | None]:
    """Return a text's blocks, the legacy letters met, and its pages if form feeds part them."""
    reader = _Reader(text, watch)
    return reader.read(), reader.maker.legacy, reader.pages


class _Reader:
    def __init__(self, text: str, watch: Watch) -> None:
        self.maker = BlockMaker()
        self._watch = watch
        self._markdown = markdown.is_markdown(text)
        self._lines = _without_furniture(_raw_lines(text))
        self.pages = max(line.page for line in self._lines) if "\f" in text else None
        self._pieces = [pieces(line.raw) for line in self._lines]
        self._wrap = _wrap_width(
            [line for line, parts in zip(self._lines, self._pieces, strict=True) if len(parts) == 1]
        )
        self._set_in = _begin_set_in(self._lines, self._wrap)
        self._blocks: list[Block] = []
        self._paragraph: list[Line] = []
        self._notes: list[Line] = []
        self._blank_before = False
        self._table = _Table()
        self._tables = 0

    def read(self) -> list[Block]:
        place = 0
        while place < len(self._lines):
            if place % _REPORT_EVERY == 0:
                self._watch.step(place, len(self._lines))
            place += self._take(place)
        self._end_paragraph()
        self._end_table()
        self._watch.step(1, 1)
        return self._blocks

    def _take(self, place: int) -> int:
        """Use the line at ``place``; return how many lines were used."""
        line = self._lines[place]
        if self._markdown and markdown.is_table_line(line.raw):
            return self._pipes(place)
        if rows := tab_rows(self._lines, place, top=place < _TOP):
            self._add_rows(rows[0])
            return rows[1]
        if not line.level and len(self._pieces[place]) > 1 and (used := self._aligned(place)):
            return used
        if not line.raw.strip() or (self._markdown and markdown.is_rule(line.raw)):
            self._blank_before = True
            return 1
        self._text_line(line, in_top=place < _TOP)
        return 1

    # --- tables ---

    def _pipes(self, start: int) -> int:
        rows: list[Row] = []
        place = start
        while place < len(self._lines) and markdown.is_table_line(self._lines[place].raw):
            line = self._lines[place]
            if markdown.is_separator(line.raw):
                if rows:
                    rows[-1] = replace(rows[-1], header=any(c.text for c in rows[-1].cells))
            else:
                rows.append(pipe_row(line.raw, self._place(line)))
            place += 1
        self._add_rows([row for row in rows if any(c.text for c in row.cells)])
        return place - start

    def _aligned(self, start: int) -> int:
        """Use lines whose words stand in columns; return how many (0: ordinary text)."""

        def ends(n: int) -> bool:
            return not self._pieces[n - 1]

        used, lefts = columns.run_of_columns(self._pieces, start, _GUTTER, ends)
        lines = self._lines[start : start + used]
        if not used:
            return 0
        if columns.is_table(self._pieces[start : start + used], lefts):
            self._add_rows(aligned_rows(lines, lefts))
            return used
        self._end_table()
        for column in range(len(lefts)):
            self._end_paragraph()
            for line in lines:
                text = columns.in_columns(pieces(line.raw), lefts)[column]
                if text:
                    self._text_line(replace(line, text=text, raw=text, indent=0), in_top=True)
                    self._end_paragraph()
        return used

    def _add_rows(self, rows: list[Row]) -> None:
        self._end_paragraph()
        rows = [replace(row, cells=tuple(map(self._unicode_cell, row.cells))) for row in rows]
        joined = join_pages(self._table.rows, rows)
        if joined is not None:
            self._table.rows = joined
            return
        self._end_table()
        self._table.rows = rows

    def _unicode_cell(self, cell: Cell) -> Cell:
        text, doubts = self.maker.unicode(cell.text)
        return replace(cell, text=text, doubt=cell.doubt or next(iter(doubts), ""))

    def _end_table(self) -> None:
        rows, self._table.rows = self._table.rows, []
        if not rows:
            return
        self._tables += 1
        numbered = [
            replace(row, place=self._row_place(row.place, n)) for n, row in enumerate(rows, start=1)
        ]
        blocks = row_blocks(numbered)
        if len(self._blocks) < _TOP // 2 and not any(block.header for block in blocks):
            for block in blocks:
                self._refuse_stamp([t for c in block.cells for t in c.text.split("\n")], top=True)
        self._blocks += blocks

    def _row_place(self, place: Place, row: int) -> Place:
        page = place.page if self.pages else None
        return replace(place, page=page, table=self._tables, row=row)

    # --- paragraphs ---

    def _text_line(self, line: Line, *, in_top: bool) -> None:
        self._refuse_stamp(fragments(line.raw), top=in_top)
        if self._markdown:
            if markdown.is_footnote(line.raw):
                self._notes.append(line)
                return
            line.level = markdown.heading_level(line.raw)
            text, line.bold = markdown.plain(line.raw)
            line.text = clean(text)
            if not line.text:
                return
        self._end_table()
        if self._paragraph and not self._goes_on(line):
            self._end_paragraph()
        self._paragraph.append(line)
        self._blank_before = False

    def _goes_on(self, line: Line) -> bool:
        """Return whether a line goes on with the paragraph under way."""
        before = self._paragraph[-1]
        heading = line.level or before.level or before.text.isupper() != line.text.isupper()
        if heading or line.text.startswith(_ATTACHED):
            return False
        ended = before.text.endswith(_SENTENCE_END)
        first_word = len(line.text.split(maxsplit=1)[0])
        width = before.indent + len(before.text) + first_word
        full = self._wrap > 0 and width >= _FULL * self._wrap
        marker, rest = split_marker(line.text)
        if _CITED.match(line.text) and before.text.endswith(" số"):
            return not self._blank_before
        if marker:  # "Kinh tế" at the end of a line, "- xã hội" at the beginning of the next
            hyphen = marker == "-" and rest[:1].islower()
            return hyphen and full and not ended and not self._blank_before
        in_sentence = line.text[0].islower() and not ended
        if self._blank_before:  # a page break in the middle of a sentence
            long = len(before.text) >= (_FULL * self._wrap if self._wrap else _LONG_ENOUGH)
            return long and (in_sentence or _dangles(before.text))
        if not self._wrap:
            return in_sentence
        return (full or in_sentence or _dangles(before.text)) and not self._is_set_in(line, before)

    def _is_set_in(self, line: Line, before: Line) -> bool:
        """Return whether a line stands in as first lines of paragraphs do."""
        if line.indent >= before.indent + _SET_IN and len(self._paragraph) > 1:
            return True
        ended = before.text.endswith(_SENTENCE_END)
        return self._set_in and ended and _SET_IN <= line.indent < self._wrap / 4

    def _end_paragraph(self) -> None:
        lines, self._paragraph = self._paragraph, []
        if not lines:
            return
        # Only a letterhead line keeps its gaps: they part two columns there.
        text = lines[0].raw if len(lines) == 1 and not self._markdown else _joined(lines)
        draft = Draft(
            text,
            self._place(lines[0]),
            level=lines[0].level,
            heading=lines[0].level > 0,
            bold=all(line.bold for line in lines),
        )
        self._blocks += self.maker.blocks(draft, len(self._blocks))
        for note in self._notes:
            text, _ = markdown.plain(note.raw)
            draft = Draft(text, self._place(note), part=Part.FOOTNOTE)
            self._blocks += self.maker.blocks(draft, len(self._blocks))
        self._notes = []

    def _place(self, line: Line) -> Place:
        return Place(page=line.page if self.pages else None, line=line.number)

    def _refuse_stamp(self, texts: list[str], *, top: bool) -> None:
        degree = stamp_in(texts, letterhead=top)
        if degree:
            raise SecretDocumentError(degree)


def _dangles(text: str) -> bool:
    return text.rpartition(" ")[2].lower() in _DANGLING


def _joined(lines: list[Line]) -> str:
    pieces = [lines[0].text]
    for before, line in pairwise(lines):  # "Nghị quyết số 12-" + "NQ/TU" is one word
        pieces += [line.text] if _CUT_WORD.search(before.text) else [" ", line.text]
    return "".join(pieces)


def _raw_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    number = 0
    for page, part in enumerate(text.split("\f"), start=1):
        for printed in _LINE_ENDS.split(part):
            number += 1
            raw = _PAGE_AT_END.sub("", printed)
            shown = clean(raw)
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(number, page, shown, indent, raw))
    return lines


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Return the lines with page numbers, and the heads right beside them, made blank."""
    numbers = _page_number_lines(lines)
    beside = {at: [n for n in (at - 1, at + 1) if 0 <= n < len(lines)] for at in numbers}
    edges = [[lines[n].text for n in beside[at] if "\t" not in lines[n].raw] for at in numbers]
    heads = furniture.running_heads(edges)
    gone = set(numbers)
    for at in numbers:
        gone |= {n for n in beside[at] if furniture.shape(lines[n].text) in heads}
    return [replace(one, text="", raw="") if n in gone else one for n, one in enumerate(lines)]


def _page_number_lines(lines: list[Line]) -> list[int]:
    found: list[int] = []
    last = None
    for n, line in enumerate(lines):
        number = furniture.page_number(line.text)
        if number is None or "\t" in line.raw:
            continue
        alone = _is_blank(lines, n - 1) or _is_blank(lines, n + 1) or line.indent >= _CENTRED
        at_break = _page_turns(lines, n)
        follows = last is not None and last < number <= last + 2  # one may be misread
        if furniture.is_marked_page_number(line.text) or at_break or (alone and follows):
            found.append(n)
            last = number
        elif (alone or _cuts_a_sentence(lines, n)) and (
            follows or (last is None and number in {1, 2})
        ):
            last = number
            found.append(n)
    # One lone number proves nothing.
    sure = [
        n
        for n in found
        if furniture.is_marked_page_number(lines[n].text)
        or _apart(lines, n)
        or _cuts_a_sentence(lines, n)
    ]
    return found if len(found) > 1 or any(_page_turns(lines, n) for n in found) else sure


def _cuts_a_sentence(lines: list[Line], n: int) -> bool:
    """Return whether a number stands alone between a full line of a sentence and its rest."""
    before = next((one.text for one in reversed(lines[:n]) if one.text), "")
    behind = next((one.text for one in lines[n + 1 :] if one.text), "")
    unfinished = len(before) >= _FULL_LINE and before[-1] not in ".;:!?…”/"
    return unfinished and behind[:1].islower()


def _begin_set_in(lines: Sequence[Line], wrap: int) -> bool:
    """Return whether first lines of paragraphs are set in, and the lines behind them are not."""
    long = [line for line in lines if len(line.text) > wrap / 2 > 0]
    begins = [line for line in long if _SET_IN <= line.indent < wrap / 4]
    others = [line for line in long if line.indent < _SET_IN]
    if not begins or not others:
        return False
    started = sum(line.text[0].isupper() or bool(split_marker(line.text)[0]) for line in begins)
    going_on = sum(line.text[0].islower() for line in others)
    return started >= 0.8 * len(begins) and going_on >= 0.4 * len(others)


def _apart(lines: list[Line], n: int) -> bool:
    """Return whether a number stands in the middle of the page with blank lines around it."""
    around = _is_blank(lines, n - 1) and _is_blank(lines, n + 1)
    return around and lines[n].indent >= _MIDDLE and "\t" not in lines[n].raw


def _is_blank(lines: list[Line], n: int) -> bool:
    return not 0 <= n < len(lines) or not lines[n].text


def _page_turns(lines: list[Line], n: int) -> bool:
    """Return whether only blank lines part line ``n`` from the edge of its page."""
    page = lines[n].page
    for step in (-1, 1):
        other = n + step
        while 0 <= other < len(lines) and not lines[other].text and lines[other].page == page:
            other += step
        if 0 <= other < len(lines) and lines[other].page != page:
            return True
    return False


def _wrap_width(lines: list[Line]) -> int:
    """Return at which width the lines were broken, 0 if each line is a paragraph of its own."""
    lengths = sorted(
        len(line.text) + line.indent
        for line in lines
        if len(line.text) > 20 and "\t" not in line.raw
    )
    if len(lengths) < 5:
        return 0
    width = lengths[int(len(lengths) * 0.95)]
    if width > _WIDEST_WRAP:
        return 0
    full = sum(length >= 0.75 * width for length in lengths)
    return width if full >= 0.4 * len(lengths) else 0
