"""From the texts that a reader finds to blocks: cleaning, markers, kinds, lengths; one way for all.

A reader hands over a `Draft` for each paragraph; tables go through `app.importing.files.tables`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.domain.phrases import phrase
from app.importing.blocks import Block, Kind, Part, Place
from app.importing.markers import is_heading_marker, split_marker
from app.importing.unicode_forms import clean, from_legacy

LONGEST = 32_767  # letters in one block or cell: what Excel allows, and no paragraph reaches
TOO_LONG = phrase("Đoạn quá dài, đã chia thành nhiều phần")
_LETTERHEAD = 15  # blocks from the top in which two columns may stand side by side
_SIDE_BY_SIDE = re.compile(r"\t[\t ]*|\s{4,}")
_SENTENCE_END = re.compile(r"[.;!?]\s")


@dataclass(frozen=True, slots=True)
class Draft:
    """One paragraph as a reader found it; `text` may have line breaks and tabs."""

    text: str
    place: Place
    marker: str = ""  # counted by Word; what is typed is found here
    level: int = 0
    heading: bool = False
    bold: bool = False
    italic: bool = False
    centred: bool = False
    part: Part = Part.BODY
    note: bool = False
    doubts: tuple[str, ...] = ()


class BlockMaker:
    """Makes blocks and remembers which legacy letters it met."""

    def __init__(self) -> None:
        """Start a document."""
        self.legacy: set[str] = set()

    def unicode(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Return ``text`` with legacy letters put right, and the doubt to note if there were."""
        put_right = from_legacy(text)
        if not put_right.encoding:
            return text, ()
        return put_right.text, (self.legacy_doubt(put_right.encoding),)

    def legacy_doubt(self, encoding: str) -> str:
        """Remember that letters came from a legacy font, and return the doubt in words."""
        self.legacy.add(encoding)
        return phrase("Chuyển từ phông chữ cũ {encoding}, cần đối chiếu chữ", encoding=encoding)

    def blocks(self, draft: Draft, before: int) -> list[Block]:
        """Return the blocks of one paragraph (none if it is blank).

        A paragraph with line breaks inside becomes several where a line begins a point of its own.
        ``before`` is the number of blocks so far: in the letterhead tabs part two columns.
        """
        text, doubts = self.unicode(draft.text)
        draft = replace(draft, doubts=draft.doubts + doubts)
        pieces: list[str] = []
        for line in text.split("\n"):
            columns = _columns(line) if before < _LETTERHEAD else [clean(line)]
            for column in columns:
                if not column:
                    continue
                if pieces and len(columns) == 1 and _goes_on(pieces[-1], column):
                    pieces[-1] = f"{pieces[-1]} {column}"
                else:
                    pieces.append(column)
        made: list[Block] = []
        for piece in pieces:
            whole = draft if not made else replace(draft, marker="")
            parts = _in_lengths(piece)
            if len(parts) > 1:
                whole = replace(whole, doubts=(*whole.doubts, TOO_LONG))
            made += [_block(part, whole, first=n == 0) for n, part in enumerate(parts)]
        return made


def cell_text(text: str) -> tuple[str, str]:
    """Return a cell's clean text with its line breaks, and a doubt if it had to be cut."""
    lines = [clean(line) for line in text.split("\n")] if "\n" in text else [clean(text)]
    whole = "\n".join(line for line in lines if line)
    if len(whole) <= LONGEST:
        return whole, ""
    return whole[:LONGEST], phrase(
        "Ô có {whole} ký tự, chỉ đọc {longest} ký tự đầu", whole=len(whole), longest=LONGEST
    )


def _block(text: str, draft: Draft, *, first: bool) -> Block:
    marker, rest = (draft.marker, text) if draft.marker or not first else split_marker(text)
    marker = marker.rstrip(".: ") if is_heading_marker(marker) else marker
    return Block(
        _kind(draft, marker),
        rest,
        draft.place,
        marker=marker,
        level=draft.level,
        bold=draft.bold,
        italic=draft.italic,
        centred=draft.centred,
        part=draft.part,
        doubts=draft.doubts,
    )


def _kind(draft: Draft, marker: str) -> Kind:
    if draft.note or draft.part is not Part.BODY:
        return Kind.NOTE
    if draft.heading or is_heading_marker(marker):
        return Kind.HEADING
    return Kind.ITEM if marker else Kind.PARAGRAPH


def _columns(line: str) -> list[str]:
    columns = [clean(column) for column in _SIDE_BY_SIDE.split(line.strip())]
    # "1.<tab>Mục đích" and "-<tab>Sở" are one text; two columns have words on both sides.
    if len(columns) > 1 and all(len(column) > 3 for column in columns):
        return columns
    return [clean(line)]


def _goes_on(before: str, line: str) -> bool:
    """Return whether ``line`` after a line break goes on with the sentence before it."""
    if split_marker(line)[0]:
        return False
    return before.isupper() == line.isupper() or not before.isupper()


def _in_lengths(text: str) -> list[str]:
    pieces = []
    while len(text) > LONGEST:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, LONGEST // 2, LONGEST)]
        end = ends[-1] if ends else text.rfind(" ", 1, LONGEST) + 1 or LONGEST
        pieces.append(text[:end].strip())
        text = text[end:].strip()
    return [*pieces, text]
