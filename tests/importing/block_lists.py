"""Documents written as plain lists of blocks, one a line (see labels/README.md)."""

from __future__ import annotations

from pathlib import Path

from app.importing.blocks import Block, Cell, Kind, Place, Repeat, Source
from app.importing.markers import is_heading_marker, split_marker

SOURCE = Source("van-ban.txt", "txt", "0" * 64)


def read_block_list(path: Path) -> list[Block]:
    """Return the blocks of a file in the form of labels/README.md."""
    return blocks_of(path.read_text(encoding="utf-8"))


def blocks_of(text: str) -> list[Block]:
    """Return the blocks that a text in the form of labels/README.md describes."""
    blocks: list[Block] = []
    table = row = 0
    above: tuple[Cell, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("|"):
            if not above:
                table, row = table + 1, 0
            row += 1
            above = _cells(line, above)
            place = Place(line=number, table=table, row=row)
            own = " | ".join(
                " ".join(c.text.split()) for c in above if c.text and c.repeat is Repeat.OWN
            )
            blocks.append(Block(Kind.TABLE_ROW, own, place, cells=above, header=line[1] == "!"))
            continue
        above = ()
        if line.strip():
            blocks.append(_paragraph(line, number))
    return blocks


def _paragraph(line: str, number: int) -> Block:
    note, centred = line.startswith("~ "), line.startswith("^ ")
    text = line[2:] if note or centred else line
    bold = text.startswith("**") and text.endswith("**")
    marker, rest = split_marker(text.replace("**", "").strip())
    kind = Kind.ITEM if marker else Kind.PARAGRAPH
    if is_heading_marker(marker):
        kind = Kind.HEADING
    return Block(
        Kind.NOTE if note else kind, rest, Place(line=number), marker, bold=bold, centred=centred
    )


def _cells(line: str, above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    inner = line[1:].lstrip("!").strip().removesuffix("|")
    for n, raw in enumerate(inner.split("|")):
        text = raw.strip()
        if text == "↑":
            cells.append(Cell(above[n].text if n < len(above) else "", Repeat.ABOVE))
        elif text == "←":
            cells.append(Cell(cells[-1].text if cells else "", Repeat.LEFT))
        else:
            bold = text.startswith("**")
            cells.append(Cell(text.replace("**", "").replace(" // ", "\n"), bold=bold))
    return tuple(cells)
