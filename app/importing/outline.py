"""The outline: every line in its section, with a locator that no other line has.

Locators are those of the catalogue: ``II.2.a#1``, ``III.6.(2)#1``, ``PL.5``, ``PL1.I.3``; a section
number that is used twice takes the initials of its title (``TCTH``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from app.domain.text import fold, fold_words
from app.importing.blocks import Block, Kind
from app.importing.lines import Line, Section, Zone
from app.importing.numbering import (
    ALWAYS_OUTER,
    DASH_RANK,
    ROMAN,
    arabic,
    is_first,
    rank_of,
    restarts,
    token_of,
)
from app.importing.phrases import OTHER, PAST, PURPOSE, about
from app.importing.zones import appendix_title, is_appendix, joined, mark_zones

_SENTENCE_END = re.compile(r"[.;:!?…”\"]\**$|\./\.$")
_LAST_NUMBER = re.compile(rf"(\d+(?:\.\d+)*|{ROMAN})\W*$")
_CLOSING = re.compile(r"\W*trong qua trinh (?:\w+ ){0,3}thuc hien|\W*tren day la")
_GIVES = re.compile(r"\bso\b|ubnd|uy ban|giao")
_LONGEST_TITLE = 420
_LONGEST_CAPITALS = 200
_LONGEST_ITEM_TITLE = 160
_LOCATOR_OF_ZONE = {Zone.NOTE: "GC", Zone.FRONT: "MĐ", Zone.END: "NN"}
_POINTS = ("dash", "plus")


def outline(blocks: Sequence[Block]) -> list[Line]:
    """Return the document's lines in order, each in its section; rows get their locators later."""
    lines = joined(blocks)
    mark_zones(lines)
    _Builder(lines).run()
    _make_unique(lines)
    return lines


class _Builder:
    """Walks through the lines with the sections that are open, outermost first."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._root = Section("")
        self._open: list[Section] = [self._root]
        self._used: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._appendices = sum(line.appendix for line in lines)

    def run(self) -> None:
        for n, line in enumerate(self._lines):
            if line.zone in _LOCATOR_OF_ZONE:
                line.section = self._root
                line.locator = self._counted(_LOCATOR_OF_ZONE[line.zone], "#")
            elif line.appendix:
                self._appendix(line)
            elif line.kind is Kind.TABLE_ROW:
                line.section = self._open[-1]
            elif rank_of(line.marker)[0] in ("", *_POINTS):
                self._paragraph(n, line)
            else:
                self._numbered(n, line)

    def _counted(self, name: str, sign: str = "") -> str:
        self._counts[name] = self._counts.get(name, 0) + 1
        return f"{name}{sign}{self._counts[name]}"

    # --- appendices -------------------------------------------------------------------------------

    def _appendix(self, line: Line) -> None:
        printed = line.marker or line.text
        number = _LAST_NUMBER.search(printed) if is_appendix(line) else None
        if number:
            name = f"PL{number[1] if number[1][0].isdigit() else arabic(number[1])}"
        else:
            name = self._counted("PL") if self._appendices > 1 else "PL"
        title = appendix_title(line)
        section = Section(
            self._unique(name, line.text), printed, title, about=about(title), appendix=True
        )
        self._open = [section]
        line.section, line.locator, line.heading = section, section.locator, True

    # --- paragraphs -------------------------------------------------------------------------------

    def _paragraph(self, n: int, line: Line) -> None:
        if not line.marker and _CLOSING.match(fold(line.text)):
            # The closing words of a document belong to its last part, not to its last point.
            while len(self._open) > 1 and self._open[-1].rank > 3:
                self._open.pop()
        section = line.section = self._open[-1]
        if self._is_title(n, line):
            line.heading = True
            line.locator = section.locator or "MĐ"
            return
        section.paragraphs += 1
        where = f"{section.locator}#" if section.locator else "MĐ."
        line.locator = f"{where}{section.paragraphs}"

    def _is_title(self, n: int, line: Line) -> bool:
        text = line.text.strip()
        if not text or (text.isupper() and len(text) < _LONGEST_CAPITALS):
            self._add_to_title(line, text)
            return True
        section = line.section
        if section.appendix and not line.marker and not section.paragraphs and len(text) < 300:
            enclosed = text.startswith("(")
            if enclosed or line.first.centred or _table_follows(self._lines, n):
                self._add_to_title(line, "" if enclosed else text)
                return True
        if line.first.centred and len(text) < _LONGEST_CAPITALS:
            return True
        introduces = text.endswith(":") and len(text) < 60 and not line.marker
        return introduces and not _GIVES.search(fold(text))

    def _add_to_title(self, line: Line, text: str) -> None:
        section = line.section
        if section.appendix and not section.paragraphs:
            section.title = f"{section.title} {text}".strip()
            section.about = about(section.title) or section.about

    # --- numbered lines ---------------------------------------------------------------------------

    def _numbered(self, n: int, line: Line) -> None:
        kind, rank = rank_of(line.marker)
        self._close(kind, rank, line.marker)
        parent = self._open[-1]
        title = _title(line.text)
        section = Section(
            self._locator(parent, kind, line), line.marker, title, rank, kind, parent, about(title)
        )
        self._open.append(section)
        line.section = section
        line.heading = self._is_heading(n, line, kind)
        if line.heading:
            line.locator = section.locator
            return
        if section.about == OTHER or len(line.text) > 120 or parent.holds() in (PAST, PURPOSE):
            section.about = parent.holds()
        section.paragraphs += 1
        line.locator = f"{section.locator}#1"

    def _is_heading(self, n: int, line: Line, kind: str) -> bool:
        """Return whether a numbered line is the heading of what follows, not an instruction."""
        text = line.text.strip()
        behind = islice(self._lines, n + 1, None)
        following = next((other for other in behind if other.zone is not Zone.NOTE), None)
        if following is None or following.zone is not Zone.BODY or following.appendix:
            return text.isupper()
        if not text or kind in ("part", "chapter") or (kind == "roman" and text.isupper()):
            return True
        inner, rank = rank_of(following.marker)
        if inner:
            return _heads_points(text, kind, inner, rank, following.marker)
        if following.kind is Kind.TABLE_ROW or not _SENTENCE_END.search(text):
            return len(text) < _LONGEST_TITLE
        bold = line.first.bold and len(text) < 250
        return text.endswith(":") or text.isupper() or bold

    def _close(self, kind: str, rank: int, marker: str) -> None:
        """Close the sections that end where a marker of this kind stands."""
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].kind != kind:
                continue
            again = restarts(self._open[depth].marker, marker)
            innermost = depth == len(self._open) - 1
            if again and not innermost and kind not in {*ALWAYS_OUTER, "number2", "number3"}:
                break  # "a) … 1." counts anew below a point
            del self._open[depth:]
            return
        outer = kind in ALWAYS_OUTER or not is_first(marker)
        while len(self._open) > 1 and (
            self._open[-1].rank >= rank if outer else self._open[-1].rank == rank
        ):
            self._open.pop()

    # --- locators ---------------------------------------------------------------------------------

    def _locator(self, parent: Section, kind: str, line: Line) -> str:
        token = token_of(kind, line.marker)
        if kind in ("number2", "number3") and parent.locator:
            # "1.2." below "1." says the number of its parent again.
            outer = next((s for s in parent.path() if s.kind in ("number", "number2")), None)
            if outer is not None:
                token = token.removeprefix(f"{token_of(outer.kind, outer.marker)}.")
        name = f"{parent.locator}.{token}" if parent.locator else token
        return self._unique(name, line.text, kind)

    def _unique(self, name: str, title: str, kind: str = "") -> str:
        if name not in self._used:
            self._used[name] = 1
            return name
        words = fold_words(title)
        initials = "".join(word[0] for word in words[:6] if word[0].isalpha()).upper()
        outermost = kind in ("roman", "letter", "number", "part") and "." not in name
        if outermost and len(words) > 1 and initials and initials not in self._used:
            self._used[initials] = 1
            return initials
        self._used[name] += 1
        again = f"{name}~{self._used[name]}"
        self._used[again] = 1
        return again


def _heads_points(text: str, kind: str, inner: str, rank: int, marker: str) -> bool:
    """Return whether a numbered line is the heading of the numbered line or point behind it."""
    if rank >= DASH_RANK:  # a sentence that ends before its points may be an order itself
        ended = bool(_SENTENCE_END.search(text)) and not text.endswith(":")
        return not ended or len(text) < _LONGEST_ITEM_TITLE
    if inner == kind or not is_first(marker):
        return False
    return len(text) < 2 * _LONGEST_TITLE or text.endswith(":")


def _title(text: str) -> str:
    head, colon, _ = text.partition(":")
    return head.strip() if colon and len(head) < 160 else text.strip()[:400]


def _table_follows(lines: list[Line], n: int) -> bool:
    return any(line.kind is Kind.TABLE_ROW for line in lines[n + 1 : n + 4])


def _make_unique(lines: list[Line]) -> None:
    """Give lines that would share a locator one of their own; rows get theirs from the tables."""
    seen: dict[str, int] = {}
    for line in lines:
        if not line.locator:
            continue
        seen[line.locator] = seen.get(line.locator, 0) + 1
        if seen[line.locator] > 1:
            line.locator = f"{line.locator}~{seen[line.locator]}"
