"""What every file becomes before anything in it is understood: blocks, in reading order.

The readers of `app.importing.files` make blocks; outline and proposals are built on blocks alone
and never ask which format a document came in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Progress = Callable[[int, int], None]
"""Called with (parts done, parts in all) now and then; a part is a page, a line or a byte."""

Cancelled = Callable[[], bool]
"""Asked now and then; once it says True the reading ends with `ReadingCancelledError`."""


class Kind(StrEnum):
    """What a block looks like on paper; what it means is for the outline to say."""

    PARAGRAPH = "paragraph"
    ITEM = "item"  # a paragraph with a number or a dash before it; `Block.marker` has it
    HEADING = "heading"  # said so by the file: a heading style, "#" of Markdown, Phần, Chương, Mục
    TABLE_ROW = "table_row"  # `Block.cells` has one cell for every column of its table
    NOTE = "note"  # beside the text: footnote, endnote, text box, running head, table of contents


class Part(StrEnum):
    """Where in the file a block stood."""

    BODY = "body"
    HEADER = "header"  # running head of a Word file or a worksheet (each different one once)
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text_box"


class Repeat(StrEnum):
    """Where a cell of a table has its text from."""

    OWN = ""
    ABOVE = "above"  # merged downwards: the text stands in a row above and holds for this one
    LEFT = "left"  # merged sideways: the text stands in a column to the left


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person finds a block again; a value is None where the format has no such thing.

    Pages, lines, tables and rows count from 1. `row` counts the rows of the table as read, header
    rows too; in a worksheet it is the number that Excel shows, and `sheet` is the sheet's name.
    `line` is the line of a text file, and in other formats the number of the paragraph in the file.
    """

    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    r"""One cell of a row; merged cells are resolved, so the n-th cell stands in the n-th column.

    `text` has a line break between the cell's paragraphs ("- Sở A\n- Sở B"); merged cells carry the
    text of the cell they belong to, and `repeat` says so.
    """

    text: str
    repeat: Repeat = Repeat.OWN
    bold: bool = False
    doubt: str = ""  # in Vietnamese: why the text may be wrong (a formula's stored result, a cut)
    number: bool = False  # the file holds a number: the text is our own, in Vietnamese notation
    exact: str = ""  # that number in full, where the file shows it rounded


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading, table row or note, as a person sees it printed.

    `text` is NFC, in one line, without the marker; a row's text is its own cells joined by " | ".
    `marker` is the number or sign before the text as printed, whether Word counted it or somebody
    typed it: "I.", "1.", "1.1", "(1)", "a)", "đ)", "-", "+", "Chương II", "Phụ lục I", or "".
    """

    kind: Kind
    text: str
    place: Place = Place()
    marker: str = ""
    level: int = 0  # depth of a heading style or of Word's numbering from 1; 0: not said
    bold: bool = False  # all of the text is bold (italic: likewise)
    italic: bool = False
    centred: bool = False
    part: Part = Part.BODY
    cells: tuple[Cell, ...] = ()
    header: bool = False  # a row that names the columns (said by the file, or seen to be one)
    doubts: tuple[str, ...] = ()  # in Vietnamese: what about reading this block is uncertain

    @property
    def printed(self) -> str:
        """The whole text as printed, marker and all: what is shown as the source sentence."""
        return f"{self.marker} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read, and what a person should know about the reading."""

    file_name: str
    format: str  # "docx", "pdf", "xlsx" or "txt"
    sha256: str
    encoding: str = ""  # of a text file, or of legacy letters in any file: "utf-8", "TCVN3", "VNI"
    pages: int | None = None  # None where the format has no pages
    warnings: tuple[str, ...] = ()  # in Vietnamese, one sentence each: about the file as a whole
