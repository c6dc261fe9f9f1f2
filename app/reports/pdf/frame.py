"""What stands around the body of a sheet on every page: margins, page number, form number, foot."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import formats
from app.domain.phrases import capital
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.text import Line, Run, Style
from app.reports.sheets import Provenance

_SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class SheetIdentity:
    """What a sheet is called, and where its figures come from.

    Attributes:
        foot: name at the end of the foot line ("Biểu 1").
        provenance: the rest of the foot line.
        form: name at the upper edge of page 1 ("Biểu số 1"), "" for none.
        marks: what stands boxed at the top of every page.
    """

    foot: str
    provenance: Provenance
    form: str = ""
    marks: tuple[str, ...] = ()

    @classmethod
    def of_form(cls, number: int, provenance: Provenance, marks: tuple[str, ...]) -> SheetIdentity:
        """Return the identity of a numbered form."""
        return cls(f"Biểu {number}", provenance, f"Biểu số {number}", marks)


class SheetFrame:
    """The pages of one sheet: begins and ends them, and knows the area of the text.

    Attributes:
        left: left edge of the text in points.
        width: width of the text.
        top: upper edge of the text.
        bottom: lower edge of the text.
        portrait: whether the paper stands upright.
        pages: pages of this sheet begun so far; numbering begins with 1 for every sheet.
    """

    def __init__(
        self, document: Document, identity: SheetIdentity, *, portrait: bool = False
    ) -> None:
        """Begin without a page; ``portrait``: the paper stands upright."""
        paper = document.layout.paper
        self.document = document
        self.pages = 0
        self.portrait = portrait
        self._paper_width = paper.short if portrait else paper.long
        self._paper_height = paper.long if portrait else paper.short
        self.left = paper.left
        self.width = self._paper_width - paper.left - paper.right
        self.top = paper.top
        self.bottom = self._paper_height - paper.bottom
        self._identity = identity
        self._foot: tuple[Line, ...] | None = None
        self._before = 0

    def number_anew(self) -> None:
        """Let the next page be the first of an appendix, which is numbered by itself."""
        self._before = self.pages

    @property
    def _number(self) -> int:
        return self.pages - self._before

    @property
    def right(self) -> float:
        """Right edge of the text."""
        return self.left + self.width

    @property
    def middle(self) -> float:
        """Middle of the text between its edges."""
        return self.left + self.width / 2

    def begin_page(self, *, numbered: bool = False) -> None:
        """Begin the next page with what stands in its margins.

        ``numbered``: with its number even where it is the first.
        """
        self.document.begin_page(self._paper_width, self._paper_height)
        self.pages += 1
        if self._number > 1 or numbered:
            self._write_page_number()
        else:
            self._write_form_number()
        self._write_marks()

    def end_page(self) -> None:
        """End the page with its foot, which is the last to be read."""
        baseline = self._write_foot()
        self.document.end_page((self.right, baseline))

    def _write_form_number(self) -> None:
        if not self._identity.form:
            return
        measures = self.document.layout.frame
        style = Style(Face.BOLD, measures.form_number_size)
        line = self.document.typesetter.line(Run(self._identity.form, style))
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
        line = self.document.typesetter.line(Run(str(self._number), style))
        self.document.centred(line, self.middle, measures.page_number)

    def _write_foot(self) -> float:
        """Write the provenance and return its last baseline."""
        measures = self.document.layout.frame
        high = self._paper_height - measures.foot_line
        self.document.rule(self.left, high, self.right, high, measures.foot_line_width)
        if self._foot is None:
            self._foot = self._foot_lines()
        first = self._paper_height - measures.foot_text
        for place, line in enumerate(self._foot):
            self.document.line(line, self.left, first + place * measures.foot_leading)
        return first + (len(self._foot) - 1) * measures.foot_leading

    def _foot_lines(self) -> tuple[Line, ...]:
        """Return the provenance on one line, or on two broken before the fingerprint."""
        source = self._identity.provenance
        facts = (
            source.as_of_words,
            f"in lúc {formats.moment(source.printed_at)}",
        )
        proof = _SEPARATOR.join((f"vân tay số liệu {source.fingerprint}", self._identity.foot))
        name = source.register_name
        room = self.width - self.document.tag_room
        whole = self._foot_line(_SEPARATOR.join((_register(name), *facts, proof)))
        if whole.width <= room:
            return (whole,)
        upper = self._foot_line(_SEPARATOR.join((_register(name), *facts)))
        while upper.width > self.width and name:
            name = name[:-1]
            upper = self._foot_line(_SEPARATOR.join((_register(f"{name}…"), *facts)))
        return upper, self._foot_line(capital(proof))

    def _foot_line(self, text: str) -> Line:
        style = Style(Face.UPRIGHT, self.document.layout.frame.foot_size)
        return self.document.typesetter.line(Run(text, style))


def _register(name: str) -> str:
    return f"Sổ “{name}”"
