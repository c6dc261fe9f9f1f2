"""A file of many sheets: its pages are held until all are drawn, then numbered and bound.

So everything is laid out once. The contents are drawn last, when the pages are known, and put in
front.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

from app.domain import formats
from app.reports.pdf.document import Document, DocumentInfo, open_document
from app.reports.pdf.fonts import Face
from app.reports.pdf.text import Run, Style


class Bookmark(NamedTuple):
    """An entry of the file's outline; level 0 is a part, level 1 a sheet in it."""

    title: str
    level: int


class Link(NamedTuple):
    """A rectangle from the upper left corner that leads to a held page."""

    x: float
    y: float
    width: float
    height: float
    target: int


@dataclass(slots=True)
class _Held:
    """A drawn page that waits; ``foot`` is where its number in the file goes."""

    width: float
    height: float
    drawn: str
    foot: tuple[float, float] | None
    bookmarks: Sequence[Bookmark]
    links: Sequence[Link]


class BoundDocument(Document):
    """The pages of one file, held until `bind`; made by `open_bound`."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._held: list[_Held] = []
        self._bookmarks: list[Bookmark] = []
        self._links: list[Link] = []
        self._width = 0.0

    @property
    def held(self) -> int:
        """How many pages are drawn."""
        return len(self._held)

    @property
    def tag_room(self) -> float:
        """Points kept free at the right of every foot line for the number in the file."""
        style = Style(Face.UPRIGHT, self.layout.frame.foot_size)
        return self.typesetter.width(_tag(9999, 9999), style) + style.size

    def begin_page(self, width: float, height: float) -> None:
        """Begin a page of this size in points."""
        super().begin_page(width, height)
        self._width = width

    def end_page(self, foot: tuple[float, float] | None = None) -> None:
        """Hold the page; see `Document.end_page`."""
        page = _Held(
            self._width,
            self.height,
            self._drawn(),
            foot,
            self._bookmarks,
            self._links,
        )
        self._held.append(page)
        self._bookmarks, self._links = [], []

    def bookmark(self, title: str, level: int) -> None:
        """Let the outline name the page that is drawn now, or the next one."""
        self._bookmarks.append(Bookmark(title, level))

    def link(self, link: Link) -> None:
        """Make a rectangle of the page that is drawn now lead to a held page."""
        self._links.append(link)

    def bind(self, front: int) -> None:
        """Put all pages into the file, those from the place ``front`` on before the others."""
        held = list(enumerate(self._held))
        order = [*held[front:], *held[:front]]
        self._held = []
        for place, (key, page) in enumerate(order, start=1):
            self._put(key, page, _tag(place, len(order)))
        self._canvas.showOutline()

    def _put(self, key: int, page: _Held, tag: str) -> None:
        canvas = self._canvas
        super().begin_page(page.width, page.height)
        if page.foot is not None:
            style = Style(Face.UPRIGHT, self.layout.frame.foot_size)
            line = self.typesetter.line(Run(tag, style))
            right, baseline = page.foot
            self.line(line, right - line.width, baseline)
        canvas.addLiteral(f"{page.drawn}\n{self._drawn()}")
        page.drawn = ""
        canvas.bookmarkPage(_name(key))
        for number, (title, level) in enumerate(page.bookmarks):
            name = f"{_name(key)}-{number}"  # reportlab keeps one entry for each name
            canvas.bookmarkPage(name)
            words = self.typesetter.clean(title).replace("\n", " ")
            canvas.addOutlineEntry(words, name, level, closed=level > 0)
        for link in page.links:
            low = page.height - link.y - link.height
            area = (link.x, low, link.x + link.width, low + link.height)
            canvas.linkAbsolute("", _name(link.target), area, thickness=0)
        canvas.showPage()


@contextmanager
def open_bound(out: BinaryIO, info: DocumentInfo) -> Iterator[BoundDocument]:
    """Open a file whose pages are bound by the caller; see `open_document`."""
    with open_document(out, info, BoundDocument) as document:
        assert isinstance(document, BoundDocument)  # noqa: S101 - asked for
        yield document


def _tag(page: int, pages: int) -> str:
    return f"Trang {formats.number(page)}/{formats.number(pages)} của bộ tài liệu"


def _name(place: int) -> str:
    return f"trang-{place}"
