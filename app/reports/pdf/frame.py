"""What stands around the body of a sheet on every page: margins, page number, form number, foot."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import formats
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.text import Line, Run, Style
from app.reports.sheets import Provenance

_SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class SheetIdentity:
    """Number of the form ("Biểu số 1"), where its figures come from, its marks on every page."""

    form_number: int
    provenance: Provenance
    marks: tuple[str, ...] = ()


class SheetFrame:
    """The pages of one sheet, landscape: begins and ends them, and knows the area of the text.

    Attributes:
        left: left edge of the text in points.
        width: width of the text.
        top: upper edge of the text.
        bottom: lower edge of the text.
        pages: pages of this sheet begun so far; numbering begins with 1 for every sheet.
    """

    def __init__(self, document: Document, identity: SheetIdentity) -> None:
        paper = document.layout.paper
        self.document = document
        self.pages = 0
        self.left = paper.left
        self.width = paper.long - paper.left - paper.right
        self.top = paper.top
        self.bottom = paper.short - paper.bottom
        self._paper_width = paper.long
        self._paper_height = paper.short
        self._identity = identity
        self._foot: tuple[Line, ...] | None = None

    @property
    def right(self) -> float:
        """Right edge of the text."""
        return self.left + self.width

    @property
    def middle(self) -> float:
        """Middle of the text between its edges."""
        return self.left + self.width / 2

    def begin_page(self) -> None:
        """Begin the next page with what stands in its margins."""
        self.document.begin_page(self._paper_width, self._paper_height)
        self.pages += 1
        if self.pages == 1:
            self._write_form_number()
        else:
            self._write_page_number()
        self._write_marks()

    def end_page(self) -> None:
        """End the page with its foot, which is the last to be read."""
        self._write_foot()
        self.document.end_page()

    def _write_form_number(self) -> None:
        measures = self.document.layout.frame
        style = Style(Face.BOLD, measures.form_number_size)
        words = Run(f"Biểu số {self._identity.form_number}", style)
        line = self.document.typesetter.line(words)
        self.document.line(line, self.right - line.width, measures.form_number)

    def _write_marks(self) -> None:
        """Write the marks boxed in the upper margin: left of the form number, clear of the page's.

        A working paper has to be known as one on whatever page it is opened.
        """
        measures = self.document.layout.frame
        style = Style(Face.BOLD, measures.mark_size)
        x = self.left
        for mark in self._identity.marks:
            line = self.document.typesetter.line(Run(mark, style))
            width = line.width + 2 * measures.mark_pad
            height = measures.mark_size + 2 * measures.mark_pad
            top = measures.mark - measures.mark_size * 0.8 - measures.mark_pad
            self.document.box(x, top, width, height, measures.mark_line)
            self.document.line(line, x + measures.mark_pad, measures.mark)
            x += width + measures.mark_gap

    def _write_page_number(self) -> None:
        measures = self.document.layout.frame
        style = Style(Face.UPRIGHT, measures.page_number_size)
        line = self.document.typesetter.line(Run(str(self.pages), style))
        self.document.centred(line, self.middle, measures.page_number)

    def _write_foot(self) -> None:
        measures = self.document.layout.frame
        high = self._paper_height - measures.foot_line
        self.document.rule(self.left, high, self.right, high, measures.foot_line_width)
        if self._foot is None:
            self._foot = self._foot_lines()
        for place, line in enumerate(self._foot):
            baseline = self._paper_height - measures.foot_text + place * measures.foot_leading
            self.document.line(line, self.left, baseline)

    def _foot_lines(self) -> tuple[Line, ...]:
        """Return the provenance on one line, or on two broken before the fingerprint."""
        source = self._identity.provenance
        facts = (
            f"số liệu đến hết {formats.date_in_table(source.as_of)}",
            f"in lúc {formats.moment(source.printed_at)}",
        )
        proof = _SEPARATOR.join(
            (f"vân tay số liệu {source.fingerprint}", f"Biểu {self._identity.form_number}")
        )
        name = source.register_name
        whole = self._foot_line(_SEPARATOR.join((_register(name), *facts, proof)))
        if whole.width <= self.width:
            return (whole,)
        upper = self._foot_line(_SEPARATOR.join((_register(name), *facts)))
        while upper.width > self.width and name:
            name = name[:-1]
            upper = self._foot_line(_SEPARATOR.join((_register(f"{name}…"), *facts)))
        return upper, self._foot_line(proof)

    def _foot_line(self, text: str) -> Line:
        style = Style(Face.UPRIGHT, self.document.layout.frame.foot_size)
        return self.document.typesetter.line(Run(text, style))


def _register(name: str) -> str:
    return f"Sổ “{name}”"
