"""An open PDF file: pages on which words, lines, greys and signs are put in points.

Positions count from the upper left corner of the page, downwards. The operators are written here
and handed to reportlab's canvas as they stand: that is several times faster than its own text
objects, because every word is encoded once. reportlab does the fonts and the file.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.domain.traffic_light import Light
from app.reports.pdf.fonts import Face, load_family
from app.reports.pdf.layout import Layout, load_layout
from app.reports.pdf.signs import sign_shape
from app.reports.pdf.text import Line, Style, Typesetter

PROGRAM_NAME = "Tiến Độ"

_ONE_AT_A_TIME = threading.Lock()
"""reportlab's open fonts keep a reading position, and its settings are global."""

_ESCAPES = {code: chr(code) for code in range(32, 127)} | {
    code: f"\\{code:03o}" for code in (*range(32), *range(127, 256), *b"()\\")
}


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a file says about itself in its properties; ``printed_at`` is local time."""

    title: str
    author: str
    subject: str
    keywords: str
    printed_at: dt.datetime


@contextmanager
def open_document(
    out: BinaryIO, info: DocumentInfo, kind: type[Document] | None = None
) -> Iterator[Document]:
    """Open a PDF that is written to ``out`` when the block ends without an error.

    The same drawing gives the same bytes: the file bears ``info.printed_at`` and no clock.

    Raises:
        FontsMissingError: no usable font on this machine.
        LayoutError: the settings file is wrong.
    """
    layout = load_layout()
    typesetter = Typesetter(load_family(), slack=layout.table.slack)
    with _ONE_AT_A_TIME, _plain_compression():
        document = (kind or Document)(out, info, layout, typesetter)
        yield document
        document.save()


@contextmanager
def _plain_compression() -> Iterator[None]:
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


class Document:
    """The pages of one file; made by `open_document`."""

    def __init__(
        self, out: BinaryIO, info: DocumentInfo, layout: Layout, typesetter: Typesetter
    ) -> None:
        self.layout = layout
        self.typesetter = typesetter
        self.page_count = 0
        self._family = typesetter.family
        self._canvas = Canvas(
            out,
            pageCompression=1,
            invariant=1,
            lang="vi-VN",
            initialFontName=self._family.fonts[Face.UPRIGHT].fontName,  # type: ignore[arg-type] # stub: float
        )
        self._describe(info)
        self._words: dict[tuple[int, str], str | None] = {}
        self._resources: dict[tuple[int, int], str] = {}
        self._height = 0.0
        self._under: list[str] = []
        self._rules: dict[float, list[str]] = {}
        self._text: list[str] = []
        self._over: list[str] = []
        self._chosen: tuple[Style, int] | None = None

    def begin_page(self, width: float, height: float) -> None:
        """Begin a page of this size in points."""
        self._canvas.setPageSize((width, height))
        self._height = height
        self.page_count += 1

    @property
    def tag_room(self) -> float:
        """Points kept free at the right of the foot of every page for what is written later."""
        return 0.0

    def end_page(self, foot: tuple[float, float] | None = None) -> None:  # noqa: ARG002
        """Put on the page what was drawn.

        ``foot``: right edge and last baseline of the foot line, for a file whose pages are
        numbered once all of them are drawn.
        """
        self._canvas.addLiteral(self._drawn())
        self._canvas.showPage()

    def _drawn(self) -> str:
        """Return what was drawn since the last page: greys, lines, words in order, then signs."""
        for width, paths in sorted(self._rules.items()):
            self._under.append(f"{width:.2f} w {' '.join(paths)} S")
        operators = [*self._under, "BT 0 g", *self._text, "ET", *self._over]
        self._clear()
        return "\n".join(operators)

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()

    def grey(self, x: float, y: float, width: float, height: float, level: float) -> None:
        """Fill a rectangle with a grey from 0 (black) to 1 (white)."""
        low = self._height - y - height
        self._under.append(f"{level:.3f} g {x:.2f} {low:.2f} {width:.2f} {height:.2f} re f")

    def rule(self, x: float, y: float, to_x: float, to_y: float, width: float) -> None:
        """Draw a straight black line."""
        high = self._height
        self._rules.setdefault(width, []).append(
            f"{x:.2f} {high - y:.2f} m {to_x:.2f} {high - to_y:.2f} l"
        )

    def box(self, x: float, y: float, width: float, height: float, line: float) -> None:
        """Draw a black frame."""
        low = self._height - y - height
        self._rules.setdefault(line, []).append(f"{x:.2f} {low:.2f} {width:.2f} {height:.2f} re")

    def sign(self, light: Light, x: float, foot: float, scale: float = 1.0) -> None:
        """Draw the sign of a light; ``foot`` is its lower edge."""
        shape = sign_shape(light, self.layout.signs, scale)
        self._over.append(f"q 1 0 0 1 {x:.2f} {self._height - foot:.2f} cm {shape} Q")

    def under(self, operators: str) -> None:
        """Put drawing operators under everything else, measured from the lower left corner."""
        self._under.append(f"q {operators} Q")

    @property
    def height(self) -> float:
        """Height of the page that is open."""
        return self._height

    def line_up(self, line: Line, x: float, foot: float) -> None:
        """Write a line that runs upwards: its baseline at ``x``, its beginning at ``foot``."""
        for piece in line.pieces:
            self._write(piece.text, piece.style, x, self._height - foot + piece.x, up=True)

    def line(self, line: Line, x: float, baseline: float) -> None:
        """Write a line of a paragraph that begins at ``x``."""
        for piece in line.pieces:
            self._write(piece.text, piece.style, x + piece.x, self._height - baseline)

    def centred(self, line: Line, middle: float, baseline: float) -> None:
        """Write a line centred on ``middle``."""
        self.line(line, middle - line.width / 2, baseline)

    def _write(self, text: str, style: Style, x: float, y: float, *, up: bool = False) -> None:
        place = f"{'0 1 -1 0' if up else '1 0 0 1'} {x:.2f} {y:.2f} Tm"
        words = [self._word(style.face, word) for word in text.split(" ")]
        if None not in words:
            self._text.append(f"{self._font(style, 0)}{place} ({' '.join(words)}) Tj")  # type: ignore[arg-type] # no None left
            return
        self._text.append(place)
        for subset, codes in self._encode(style.face, text):
            self._text.append(f"{self._font(style, subset)}({codes}) Tj")

    def _font(self, style: Style, subset: int) -> str:
        """Return the operator that chooses a font, or nothing where it is chosen already."""
        if self._chosen == (style, subset):
            return ""
        self._chosen = (style, subset)
        key = (style.face, subset)
        name = self._resources.get(key)
        if name is None:
            font = self._family.font(style.face)
            name = self._resources[key] = font.getSubsetInternalName(subset, self._pdf)
        return f"{name} {style.size:g} Tf "

    def _word(self, face: int, word: str) -> str | None:
        """Return the codes of a word, or None where it is not wholly in the font's first subset."""
        key = (face, word)
        if key not in self._words:
            parts = self._encode(face, word)
            single = all(subset == 0 for subset, _ in parts)
            self._words[key] = "".join(codes for _, codes in parts) if single else None
        return self._words[key]

    def _encode(self, face: int, text: str) -> list[tuple[int, str]]:
        parts = self._family.font(face).splitString(text, self._pdf)
        return [(subset, "".join(map(_ESCAPES.__getitem__, codes))) for subset, codes in parts]

    def _describe(self, info: DocumentInfo) -> None:
        canvas = self._canvas
        # Fonts are cut to the letters used per document, so they must be told which one.
        self._pdf = canvas._doc  # type: ignore[attr-defined] # noqa: SLF001 - no public way
        clean = self.typesetter.clean
        canvas.setTitle(clean(info.title))
        canvas.setAuthor(clean(info.author))
        canvas.setSubject(clean(info.subject))
        canvas.setKeywords(clean(info.keywords))
        canvas.setCreator(PROGRAM_NAME)
        canvas.setProducer(f"{PROGRAM_NAME} (ReportLab)")
        canvas.setDateFormatter(lambda *_clock: f"D:{info.printed_at:%Y%m%d%H%M%S}")
        canvas.setViewerPreference("DisplayDocTitle", "true")

    def _clear(self) -> None:
        self._under.clear()
        self._rules.clear()
        self._text.clear()
        self._over.clear()
        self._chosen = None
