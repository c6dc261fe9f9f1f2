"""What Danh mục says of portfolios: on what suggestions rest, what giving an agency will do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.domain import formats
from app.domain.suggestions import doubt, evidence
from app.domain.terms import ONE_DAY
from app.views.language import tr

if TYPE_CHECKING:
    from app.domain.office import Office, PortfolioRecord, Transfer

_MOST_LINES = 5
_MOST_NAMES = 6


class Suggested(NamedTuple):
    """A suggestion in words: whose agency it would be, and on what that rests."""

    leader: str
    agency: str
    source: str


def suggestions(office: Office, portfolios: Iterable[PortfolioRecord]) -> list[Suggested]:
    """Return portfolios in words."""
    found = []
    for portfolio in portfolios:
        term, agency = office.term(portfolio.official_id), office.agency(portfolio.agency_id)
        if term is not None and agency is not None:
            found.append(Suggested(term.name, agency.name, portfolio.source))
    return found


def evidence_lines(suggested: Iterable[Suggested]) -> str:
    """Return leaders, their agencies and the evidence of each, a line for every leader.

    What all the sources have in common is said once, at the head.
    """
    items = list(suggested)
    origins = {evidence(item.source).partition(" (")[0] for item in items}
    origin = origins.pop() if len(origins) == 1 else ""
    by_leader: dict[str, list[str]] = {}
    for item in items:
        rows = evidence(item.source).removeprefix(origin).strip()
        sign = " " if origin else ": "
        by_leader.setdefault(item.leader, []).append(f"{item.agency}{sign}{rows}".rstrip(" :"))
    lines = [tr("Căn cứ: {origin}.", origin=origin)] if origin else []
    lines += [f"• {leader}: {'; '.join(found)}." for leader, found in by_leader.items()]
    return "\n".join(lines)


def doubted(suggested: Iterable[Suggested]) -> str:
    """Return the agencies against whose suggestion something speaks, "" for none."""
    names = [item.agency for item in suggested if doubt(item.source)]
    if not names:
        return ""
    return tr("Cần cân nhắc {n} phân công: {names}.", n=len(names), names="; ".join(names))


def some_names(names: Sequence[str]) -> str:
    """Return names in one sentence, the first few of many."""
    shown = "; ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return tr("{shown}; và {more} cơ quan khác", shown=shown, more=more) if more > 0 else shown


def effects(office: Office, transfers: Iterable[Transfer], taker: str, day: dt.date) -> str:
    """Return what giving agencies to a leader from a day does, a line for every agency."""
    lines = [_effect(office, change, taker, day) for change in transfers if not change.needless]
    more = len(lines) - _MOST_LINES
    if more > 0:
        lines = [*lines[: _MOST_LINES - 1], tr("Và {more} cơ quan khác cũng vậy.", more=more + 1)]
    return "\n".join(lines)


def _effect(office: Office, change: Transfer, taker: str, day: dt.date) -> str:
    agency = office.agency(change.agency_id)
    name = agency.short_name if agency else ""
    first = formats.date_in_table(day)
    giver = office.term(change.before.official_id) if change.before else None
    if giver is not None:
        last = formats.date_in_table(day - ONE_DAY)
        words = tr(
            "{name}: {giver} đến {last}, {taker} từ {first}.",
            name=name,
            giver=giver.name,
            last=last,
            taker=taker,
            first=first,
        )
    else:
        words = tr("{name}: {taker} từ {first}.", name=name, taker=taker, first=first)
    if change.replaced:
        planned = formats.date_in_table(change.replaced[0].first)
        words += tr(" Phân công từ {planned} không còn hiệu lực.", planned=planned)
    return words
