"""The head of page 1: agency block, quốc hiệu, place and date, title (NĐ 30/2020, Phụ lục I)."""

from __future__ import annotations

from app.domain import formats
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.frame import SheetFrame
from app.reports.pdf.text import Run, Style
from app.reports.sheets import Letterhead, Provenance

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def write_letterhead(frame: SheetFrame, letterhead: Letterhead, provenance: Provenance) -> float:
    """Write both blocks at the top of the text area and return the lower of their baselines."""
    agency = _write_agency(frame, letterhead)
    nation = _write_nation(frame, letterhead, provenance)
    return max(agency, nation)


def write_title(
    frame: SheetFrame, baseline: float, title: str, subtitle: str, provenance: Provenance
) -> float:
    """Write title, second line, short line and as-of date under ``baseline``; return the last."""
    measures = frame.document.layout.letterhead
    block = CentredBlock(frame.document, frame.middle, frame.width, baseline)
    style = Style(Face.BOLD, measures.title_size)
    block.write(title.upper(), style, measures.title_drop, measures.title_leading)
    if subtitle.strip():
        style = Style(Face.BOLD, measures.subtitle_size)
        block.write(subtitle, style, measures.subtitle_leading, measures.subtitle_leading)
    block.rule(measures.title_line_drop, measures.title_line_share, measures.line_width)
    block.baseline += measures.title_line_drop
    day = formats.date_in_text(provenance.as_of)
    style = Style(Face.ITALIC, measures.period_size)
    words = f"(Số liệu đến hết ngày {day})"
    block.write(words, style, measures.period_drop, measures.period_drop)
    return block.baseline


def _write_agency(frame: SheetFrame, letterhead: Letterhead) -> float:
    measures = frame.document.layout.letterhead
    drop = measures.agency_leading
    width = measures.agency_block_portrait if frame.portrait else measures.agency_block
    block = CentredBlock(
        frame.document,
        frame.left + width / 2,
        width,
        frame.top + measures.first_baseline - drop,
    )
    if letterhead.superior.strip():
        style = Style(Face.UPRIGHT, measures.superior_size)
        block.write(letterhead.superior.upper(), style, drop, drop)
    if letterhead.office.strip():
        style = Style(Face.BOLD, measures.office_size)
        block.write(letterhead.office.upper(), style, drop, drop)
    block.rule(measures.line_drop, measures.office_line_share, measures.line_width)
    if letterhead.number_words:
        style = Style(Face.UPRIGHT, measures.number_size)
        number_drop = measures.line_drop + measures.number_drop
        block.write(letterhead.number_words, style, number_drop, drop)
    return block.baseline


def _write_nation(frame: SheetFrame, letterhead: Letterhead, provenance: Provenance) -> float:
    measures = frame.document.layout.letterhead
    width = measures.nation_block_portrait if frame.portrait else measures.nation_block
    block = CentredBlock(
        frame.document,
        frame.right - width / 2,
        width,
        frame.top + measures.first_baseline,
    )
    drop = measures.motto_drop
    block.write(NATION, Style(Face.BOLD, measures.nation_size), 0, drop)
    block.write(MOTTO, Style(Face.BOLD, measures.motto_size), drop, drop)
    block.rule(measures.line_drop, 1, measures.line_width)
    day = formats.date_in_words(provenance.printed_at.date())
    words = ", ".join(part for part in (letterhead.place.strip(), day) if part)
    style = Style(Face.ITALIC, measures.date_size)
    block.write(words, style, measures.line_drop + measures.date_drop, drop)
    return block.baseline


class CentredBlock:
    """Lines centred under each other; ``baseline`` is that of the last one written."""

    def __init__(self, document: Document, middle: float, width: float, baseline: float) -> None:
        self.baseline = baseline
        self._document = document
        self._middle = middle
        self._width = width
        self._last_width = 0.0

    def write(self, text: str, style: Style, drop: float, leading: float) -> None:
        """Write a paragraph whose first baseline lies ``drop`` under the last one."""
        lines = self._document.typesetter.lines((Run(text, style),), self._width)
        for place, line in enumerate(lines):
            self.baseline += leading if place else drop
            self._document.centred(line, self._middle, self.baseline)
            self._last_width = line.width

    def rule(self, drop: float, share: float, width: float) -> None:
        """Draw a line under the last words, as long as this share of them."""
        half = self._last_width * share / 2
        y = self.baseline + drop
        if half:
            self._document.rule(self._middle - half, y, self._middle + half, y, width)
