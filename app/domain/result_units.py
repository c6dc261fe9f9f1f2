"""Whether figures that are pasted or imported count in the unit of their indicator."""

from __future__ import annotations

from app.domain.phrases import phrase
from app.domain.targets import unit_of
from app.domain.typed_number import Notation, read_number


def unit_doubt(printed: str, own: str, factor: float = 1.0, where: str = phrase("tệp")) -> str:
    """Say that figures count in another unit, unless they are changed accordingly; "" else.

    Args:
        printed: the unit beside them.
        own: that of the indicator.
        factor: by which the figures are multiplied on request.
        where: it is printed.
    """
    if not printed or not own:
        return ""
    (theirs, their_kind), (ours, our_kind) = unit_of(printed), unit_of(own)
    if their_kind == our_kind or (not their_kind and theirs != 1):  # "triệu" alone
        return "" if theirs / ours == factor else _told(printed, own, where)
    # Other words for the same, as a rule: nobody converts people into percent.
    return "" if factor == 1 else _told(printed, own, where)


def cell_doubt(text: str, own: str, notation: Notation, factor: float = 1.0) -> str:
    """Say that a cell itself names another unit: ``20.874.000 triệu đồng``, ``88,8%``; "" else."""
    number = read_number(text, notation)
    if number is None or number.value is None:
        return ""
    if number.percent:
        return "" if not own or "%" in own else _told("%", own, phrase("ô"))
    plain = "" if number.rest.startswith("(") else number.rest
    theirs, kind = unit_of(plain)
    known = theirs != 1 or kind == unit_of(own)[1]
    return unit_doubt(plain, own, factor, phrase("ô")) if known else ""


def _told(printed: str, own: str, where: str) -> str:
    return phrase(
        "{where} ghi đơn vị “{printed}”, sổ theo dõi “{own}”", where=where, printed=printed, own=own
    )
