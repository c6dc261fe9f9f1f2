"""Blocks to lines in their sections: what belongs together, and where it stands in the document.

Locators are those of the catalogue: ``II.2.a#1``, ``III.6.(2)#1``, ``PL.5``, ``PL1.I.3``; a section
number that is used twice takes the initials of its title (``TCTH``). Every block is in one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.domain.text import fold, fold_words
from app.importing.blocks import Block, Kind, Part
from app.importing.phrases import OTHER, about

_ROMAN = r"[IVXL]+"
# Ranks from the outermost: a marker of a lower rank closes the sections of higher ones.
_RANKS = (
    ("part", re.compile(r"(?i)phần\b"), 0),
    ("chapter", re.compile(r"(?i)chương\b"), 1),
    ("letter", re.compile(r"[A-ZĐ][.)/]?"), 2),
    ("roman", re.compile(rf"{_ROMAN}(?:\.\d+)*[.)/]?"), 3),
    ("section", re.compile(r"(?i)(?:tiểu )?mục\b"), 3),
    ("article", re.compile(r"(?i)điều\b"), 3),
    ("number", re.compile(r"\d{1,3}[.)/]?"), 4),
    ("number2", re.compile(r"\d{1,2}\.\d{1,2}[.)]?"), 5),
    ("number3", re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}[.)]?"), 6),
    ("bracket", re.compile(r"\((?:\d{1,3}|[ivx]+)\)"), 7),
    ("point", re.compile(r"\(?[a-zđ]\d?(?:\.\d+)*[.)/]"), 8),
    ("dash", re.compile(r"[-•*]"), 9),
    ("plus", re.compile(r"\+"), 10),
)
_ALWAYS_OUTER = frozenset({"part", "chapter", "letter", "roman", "section", "article"})
_APPENDIX = re.compile(r"(?i)(?:phụ lục|phụ biểu|biểu(?: mẫu)?)\b")
_CONTINUING_SIGNS = "0123456789%(,;)–"
_SENTENCE_END = re.compile(r"[.;:!?…”\"]\**$|\./\.$")
_SUBJECT = re.compile(r"[Vv]\s*/\s*v\s+")
_TITLE_LONGEST = 420
_RECIPIENTS = re.compile(r"\W*noi nhan\b")
_SIGNED = re.compile(
    r"\W*(?:tm|t/m|kt|tl|tuq|q)\s*[./]|\W*(?:k/t|t/l)\b|(?:pho )?(?:chu tich|bi thu|bo truong|thu truong|giam doc"
    r"|chanh van phong)\W*$|(?:bo truong|thu tuong)\W*$"
)


@dataclass(slots=True)
class Section:
    """A node of the outline."""

    locator: str
    marker: str = ""
    title: str = ""
    rank: int = -1
    kind: str = ""
    parent: Section | None = None
    about: str = OTHER
    appendix: bool = False
    paragraphs: int = 0
    children: int = 0

    def path(self) -> list[Section]:
        """Return this section and those around it, innermost first."""
        found: list[Section] = []
        node: Section | None = self
        while node is not None:
            found.append(node)
            node = node.parent
        return found

    def holds(self) -> str:
        """Return what the nearest section around says that it is about."""
        return next((section.about for section in self.path() if section.about), OTHER)


@dataclass(slots=True)
class Line:
    """A paragraph (or a row), joined again where a page break had parted it."""

    blocks: list[int]
    text: str
    marker: str
    section: Section
    locator: str
    kind: Kind
    first: Block
    heading: bool = False  # gives a section its title, or introduces what follows
    zone: str = "body"  # "front", "body", "end" (recipients, signature), "note"
    doubts: tuple[str, ...] = ()
    appendix: bool = False  # begins an appendix

    @property
    def printed(self) -> str:
        """The text as printed, with its marker."""
        return f"{self.marker} {self.text}".strip()


@dataclass(slots=True)
class Outline:
    """All lines of a document in order, rows of tables included."""

    lines: list[Line] = field(default_factory=list)


def outline(blocks: Sequence[Block]) -> Outline:
    """Return the document's lines with their sections and locators."""
    lines = _joined(blocks)
    _mark_zones(lines)
    _Builder(lines).run()
    _make_unique(lines)
    return Outline(lines)


# --- joining what a page break parted --------------------------------------------------------------


def _joined(blocks: Sequence[Block]) -> list[Line]:
    root = Section("")
    lines: list[Line] = []
    for n, block in enumerate(blocks):
        before = next((line for line in reversed(lines) if line.kind is not Kind.NOTE), None)
        if _SUBJECT.match(block.printed):  # "V/v …" is no section V
            block = replace(block, marker="", text=_SUBJECT.sub("V/v ", block.printed))
        if before and _goes_on(before, block):
            before.blocks.append(n)
            before.text = f"{before.text} {block.printed}".strip()
            before.doubts += block.doubts
        else:
            line = Line(
                [n], block.text, block.marker, root, "", block.kind, block, doubts=block.doubts
            )
            lines.append(line)
    return lines


def _goes_on(before: Line, block: Block) -> bool:
    """Return whether ``block`` is the rest of the paragraph before it."""
    if block.kind is not Kind.PARAGRAPH or block.part is not Part.BODY or block.marker:
        return False
    if before.kind not in (Kind.PARAGRAPH, Kind.ITEM) or not before.text or block.centred:
        return False
    if len(before.text) < 40 or _SENTENCE_END.search(before.text) or not block.text:
        return False
    return (
        block.text[0].islower() or block.text[0] in _CONTINUING_SIGNS
    ) and not before.text.isupper()


# --- front, body, end ----------------------------------------------------------------------------


def _mark_zones(lines: list[Line]) -> None:
    zone = "front"
    for n, line in enumerate(lines):
        folded = fold(line.text)
        if line.kind is Kind.NOTE:
            line.zone = "note"
            continue
        if line.kind is Kind.TABLE_ROW:
            line.zone = "body"
            zone = "body" if zone == "end" or zone == "front" and n > 3 else zone
            continue
        if _is_appendix(line) or (zone == "end" and _untitled_appendix(lines, n)):
            line.appendix = True
            zone = "body"
        elif _RECIPIENTS.match(folded):
            zone = "end"
        elif zone == "front" and _begins_body(line, folded):
            zone = "body"
        elif zone == "body" and _signs(lines, n, folded):
            zone = "end"
        elif zone == "end" and _back_to_body(line):
            zone = "body"
        line.zone = zone


def _is_appendix(line: Line) -> bool:
    return bool(
        line.kind is not Kind.TABLE_ROW
        and (
            _APPENDIX.match(line.marker)
            or (_APPENDIX.match(line.text) and len(line.text) < 40 and not line.marker
                and re.fullmatch(r"(?i)(?:phụ lục|phụ biểu|biểu(?: mẫu)?)(?: số)?\s*[\dIVX]*[.:]?", line.text.strip()))
        )
    )  # fmt: skip


def _untitled_appendix(lines: list[Line], n: int) -> bool:
    """Return whether a title behind the signature begins an appendix that has no number."""
    line = lines[n]
    title = (
        not line.marker
        and 10 < len(line.text) < 300
        and (line.text.isupper() or line.first.centred)
    )
    return title and any(
        re.match(r"(?i)\(?\s*(?:ban hành )?(?:kèm|đính kèm)", x.text) for x in lines[n + 1 : n + 4]
    )


def _begins_body(line: Line, folded: str) -> bool:
    if line.marker and line.marker not in "-•*+":
        return True
    return bool(re.match(r"\W*(?:can cu|thuc hien|ngay \d+|theo|de|xet|trong|nam \d+|tren co so|nham|trien khai"
                         r"|sau khi|hien nay|thoi gian qua)\b", folded)) and len(line.text) > 30  # fmt: skip


def _signs(lines: list[Line], n: int, folded: str) -> bool:
    """Return whether the signature begins: no recipients stand before it in some documents."""
    line = lines[n]
    if line.marker or len(line.text) > 60:
        return False
    return bool(_SIGNED.match(folded)) and line.text == line.text.upper() and n > 5


def _back_to_body(line: Line) -> bool:
    """Return whether the body goes on behind a signature (no appendix heading was printed)."""
    return bool(re.match(rf"(?:{_ROMAN}|[A-Z])[.)-]?$", line.marker)) and line.text.isupper()


# --- sections ------------------------------------------------------------------------------------


class _Builder:
    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._root = Section("")
        self._stack: list[Section] = [self._root]
        self._used: dict[str, int] = {}
        self._appendices = sum(line.appendix for line in lines)
        self._counts: dict[str, int] = {}

    def run(self) -> None:
        for n, line in enumerate(self._lines):
            if line.zone == "note":
                self._plain(line, "GC")
            elif line.zone == "front":
                self._plain(line, "MĐ")
            elif line.zone == "end":
                self._plain(line, "NN")
            elif line.appendix:
                self._appendix(line)
            elif line.kind is Kind.TABLE_ROW:
                line.section = self._stack[-1]
            else:
                self._body(n, line)

    def _plain(self, line: Line, name: str) -> None:
        line.section = self._root
        self._counts[name] = self._counts.get(name, 0) + 1
        line.locator = f"{name}#{self._counts[name]}"

    def _appendix(self, line: Line) -> None:
        printed = line.marker or line.text
        number = (
            re.search(rf"(\d+(?:\.\d+)*|{_ROMAN})\W*$", printed) if _is_appendix(line) else None
        )
        name = "PL"
        if number:
            name = f"PL{number[1] if number[1][0].isdigit() else _arabic(number[1])}"
        elif self._appendices > 1:
            self._counts["PL"] = self._counts.get("PL", 0) + 1
            name = f"PL{self._counts['PL']}"
        title = line.text if line.marker or not _APPENDIX.match(line.text) else ""
        section = Section(self._unique(name, line.text), printed, title,
                          -1, "appendix", None, about(title), appendix=True)  # fmt: skip
        self._stack = [section]
        line.section, line.locator, line.heading = section, section.locator, True

    def _body(self, n: int, line: Line) -> None:
        kind, rank = _rank_of(line.marker)
        if not kind or kind in ("dash", "plus"):
            section = self._section_for(line, kind)
            line.section = section
            if self._is_title(n, line):
                line.heading = True
                line.locator = section.locator or "MĐ"
                return
            section.paragraphs += 1
            line.locator = (
                f"{section.locator}#{section.paragraphs}"
                if section.locator
                else f"MĐ.{section.paragraphs}"
            )
            return
        self._close(kind, rank, line)
        parent = self._stack[-1]
        section = Section(self._locator(parent, kind, line), line.marker, _title(line.text), rank, kind,
                          parent, about(_title(line.text)))  # fmt: skip
        parent.children += 1
        self._stack.append(section)
        line.section = section
        line.heading = self._heads(n, line, kind)
        if line.heading:
            line.locator = section.locator
        else:
            section.about = (
                parent.holds() if section.about == OTHER or len(line.text) > 120 else section.about
            )
            section.paragraphs += 1
            line.locator = f"{section.locator}#1"

    def _section_for(self, line: Line, kind: str) -> Section:
        """Return the section of a paragraph without a number: the innermost that is open."""
        if not kind and re.match(
            r"\W*trong qua trinh (?:\w+ ){0,3}thuc hien|\W*tren day la", fold(line.text)
        ):
            while len(self._stack) > 1 and self._stack[-1].rank > 3:
                self._stack.pop()
        return self._stack[-1]

    def _is_title(self, n: int, line: Line) -> bool:
        text = line.text.strip()
        if not text:
            return True
        folded = fold(text)
        section = line.section
        if section.appendix and not line.marker and section.paragraphs == 0 and len(text) < 300:
            if (
                line.first.centred
                or text.isupper()
                or text.startswith("(")
                or _table_follows(self._lines, n)
            ):
                section.title = (
                    f"{section.title} {text}".strip() if not text.startswith("(") else section.title
                )
                if about(section.title):
                    section.about = about(section.title)
                return True
        if text.isupper() and len(text) < 200:
            return True
        return bool(line.first.centred and len(text) < 200) or (
            text.endswith(":")
            and len(text) < 60
            and not line.marker
            and "giao" not in folded
            and not re.search(r"\bso\b|ubnd|uy ban", folded)
        )

    def _heads(self, n: int, line: Line, kind: str) -> bool:
        """Return whether a numbered line is the heading of what follows, not an instruction."""
        text = line.text.strip()
        following = next((x for x in self._lines[n + 1 :] if x.zone != "note"), None)
        if following is None or following.zone != "body" or following.appendix:
            return text.isupper() and bool(text)
        if not text:
            return True
        if kind in ("part", "chapter"):
            return True
        inner, rank = _rank_of(following.marker)
        nested = bool(inner) and inner != kind and (_is_first(following.marker) or rank >= 9)
        plain = not inner and following.kind is not Kind.TABLE_ROW
        if nested and rank >= 9:  # points: a sentence that ends before them may be an order itself
            return text.endswith(":") or not _SENTENCE_END.search(text) or len(text) < 160
        if nested:
            return len(text) < 2 * _TITLE_LONGEST or text.endswith(":")
        if following.kind is Kind.TABLE_ROW:
            return len(text) < _TITLE_LONGEST
        if plain and not _SENTENCE_END.search(text.rstrip(" ")) and not text.endswith("./."):
            return len(text) < _TITLE_LONGEST
        if plain and text.endswith(":"):
            return True
        return text.isupper() or (line.first.bold and len(text) < 250 and plain)

    def _close(self, kind: str, rank: int, line: Line) -> None:
        """Close the sections that end where a marker of this kind stands."""
        for depth in range(len(self._stack) - 1, 0, -1):
            if self._stack[depth].kind == kind:
                before = self._stack[depth]
                if kind == "number2" or kind == "number3" or not _restarts(before, line.marker):
                    del self._stack[depth:]
                    return
                if depth < len(self._stack) - 1 and kind not in _ALWAYS_OUTER and rank < 9:
                    break  # "a) … 1." counts anew below a point
                del self._stack[depth:]
                return
        if kind in _ALWAYS_OUTER or not _is_first(line.marker):
            while len(self._stack) > 1 and self._stack[-1].rank >= rank:
                self._stack.pop()
        else:
            while len(self._stack) > 1 and self._stack[-1].rank == rank:
                self._stack.pop()

    def _locator(self, parent: Section, kind: str, line: Line) -> str:
        token = _token(kind, line.marker)
        base = parent.locator
        if kind in ("number2", "number3") and "." in token:
            # "1.2." below "1." says the number of its parent again.
            outer = next((s for s in parent.path() if s.kind in ("number", "number2")), None)
            if (
                outer is not None
                and base
                and token.startswith(f"{_token(outer.kind, outer.marker)}.")
            ):
                token = token.removeprefix(f"{_token(outer.kind, outer.marker)}.")
        if kind == "roman" and parent.kind == "letter":
            base = parent.locator
        name = f"{base}.{token}" if base else token
        return self._unique(name, line.text, kind)

    def _unique(self, name: str, title: str, kind: str = "") -> str:
        if name not in self._used:
            self._used[name] = 1
            return name
        words = fold_words(title)
        initials = "".join(word[0] for word in words[:6] if word[0].isalpha()).upper()
        if (
            kind in ("roman", "letter", "number", "part")
            and len(words) > 1
            and initials
            and "." not in name
        ):
            if initials not in self._used:
                self._used[initials] = 1
                return initials
        self._used[name] += 1
        again = f"{name}~{self._used[name]}"
        self._used[again] = 1
        return again


def _rank_of(marker: str) -> tuple[str, int]:
    marker = marker.strip()
    if not marker:
        return "", -1
    # "I." is a Roman number, "C." or "D." a letter; "I-" and "1-" are printed by Party offices.
    plain = marker.rstrip("-– ") or marker
    if re.fullmatch(rf"{_ROMAN}[.)/]?", plain) and not re.fullmatch(r"[CDLM][.)/]?", plain):
        return "roman", 3
    for kind, pattern, rank in _RANKS:
        if kind in ("part", "chapter", "section", "article"):
            if pattern.match(plain):
                return kind, rank
        elif pattern.fullmatch(plain):
            return kind, rank
    return "", -1


_WORDED = {"part": "P", "chapter": "C", "section": "M", "article": "Đ"}
_ORDINALS = {
    "nhat": "1",
    "hai": "2",
    "ba": "3",
    "tu": "4",
    "bon": "4",
    "nam": "5",
    "sau": "6",
    "bay": "7",
}


def _token(kind: str, marker: str) -> str:
    if kind in _WORDED:
        last = fold(marker).split()[-1]
        number = _ORDINALS.get(last, last)
        return f"{_WORDED[kind]}{_arabic(number.upper()) if re.fullmatch(r'[ivxl]+', number) else number}"
    if kind == "bracket":
        return marker.replace(" ", "")
    return marker.strip("()./-– ")


def _restarts(before: Section, marker: str) -> bool:
    return _is_first(marker) and not _is_first(before.marker)


def _is_first(marker: str) -> bool:
    return bool(
        re.fullmatch(
            r"\(?(?:(?:\d{1,2}\.)*0?1|I|i|a|A)[.)/-]*|(?i:(?:phần|chương|mục|điều).*\b(?:nhất|1|i))\.?",
            marker.strip(),
        )
    )


def _arabic(roman: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for letter, following in zip(roman, [*roman[1:], ""], strict=True):
        value = values.get(letter, 0)
        total += -value if values.get(following, 0) > value else value
    return total


def _title(text: str) -> str:
    head, colon, _ = text.partition(":")
    if colon and len(head) < 160:
        return head.strip()
    return text.strip()[:400]


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
