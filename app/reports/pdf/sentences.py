"""The answer in words above a table: counts in one sentence, percentages with denominators."""

from __future__ import annotations

from typing import NamedTuple

from app.domain import formats
from app.domain.formats import NBSP
from app.domain.tally import Tally
from app.domain.traffic_light import LIGHT_NAMES, Light


class Words(NamedTuple):
    """Part of a sentence."""

    text: str
    bold: bool = False


Sentence = tuple[Words, ...]

_DONE_WORDS = {Light.DONE_IN_TIME: "đúng hạn", Light.DONE_LATE: "quá hạn"}
_OPEN_LIGHTS = (Light.IN_TIME, Light.DUE_SOON, Light.OVERDUE)


def totals(tally: Tally, stopped_words: str = LIGHT_NAMES[Light.STOPPED].lower()) -> Sentence:
    """Return the counts of a sheet in one sentence; what is zero is left out, overdue is bold.

    Args:
        tally: the counts.
        stopped_words: what the tasks with the light of the stopped ones are called.

    ``Tổng số 12 nhiệm vụ: 2 hoàn thành (1 đúng hạn, 1 quá hạn); 9 chưa hoàn thành (6 trong hạn,
    1 sắp đến hạn, 2 quá hạn); 1 chưa có thông tin.``
    """
    clauses = [
        clause
        for clause in (
            _completed(tally),
            _open(tally),
            _plain(tally[Light.UNKNOWN], LIGHT_NAMES[Light.UNKNOWN].lower()),
            _plain(tally[Light.STOPPED], stopped_words),
        )
        if clause
    ]
    sentence = [Words(f"Tổng số {counted(tally.total, 'nhiệm vụ')}", bold=True)]
    for place, clause in enumerate(clauses):
        sentence.append(Words("; " if place else ": "))
        sentence.extend(clause)
    return (*sentence, Words("."))


def shares(tally: Tally) -> Sentence:
    """Return both percentages with their denominators in words.

    ``Hoàn thành 2 nhiệm vụ: bằng 50,0% của 4 nhiệm vụ đã đến hạn, bằng 16,7% của 12 nhiệm vụ đang
    theo dõi.`` A share of nothing is said in words, never as a percentage.
    """
    stopped = f" (trừ {counted(tally.stopped, 'nhiệm vụ')} dừng)" if tally.stopped else ""
    if tally.followed == 0:
        return (Words(f"Không có nhiệm vụ nào đang theo dõi{stopped}."),)
    of_due: Sentence = (Words(": chưa có nhiệm vụ nào đến hạn; bằng "),)
    if tally.due:
        of_due = (
            Words(": bằng "),
            Words(formats.percent(tally.completed, tally.due), bold=True),
            Words(f" của {counted(tally.due, 'nhiệm vụ')} đã đến hạn, bằng "),
        )
    return (
        Words(f"Hoàn thành {counted(tally.completed, 'nhiệm vụ')}", bold=True),
        *of_due,
        Words(formats.percent(tally.completed, tally.followed), bold=True),
        Words(f" của {counted(tally.followed, 'nhiệm vụ')} đang theo dõi{stopped}."),
    )


def group_counts(tally: Tally) -> str:
    """Return what stands at the right of a group's heading: ``8 nhiệm vụ, 1 quá hạn``."""
    overdue = tally[Light.OVERDUE]
    words = counted(tally.total, "nhiệm vụ")
    return f"{words}, {counted(overdue, 'quá hạn')}" if overdue else words


def counted(value: int, words: str) -> str:
    """Return a number with what it counts, never parted by a line's end."""
    return f"{formats.number(value)}{NBSP}{words.replace(' ', NBSP)}"


def _completed(tally: Tally) -> list[Words]:
    present = [light for light in _DONE_WORDS if tally[light]]
    if len(present) < 2:
        return [Words(counted(tally[light], LIGHT_NAMES[light].lower())) for light in present]
    parts = ", ".join(counted(tally[light], _DONE_WORDS[light]) for light in present)
    return [Words(f"{counted(tally.completed, 'hoàn thành')} ({parts})")]


def _open(tally: Tally) -> list[Words]:
    present = [light for light in _OPEN_LIGHTS if tally[light]]
    if not present:
        return []
    clause = [Words(f"{counted(tally.open, 'chưa hoàn thành')} (")]
    for place, light in enumerate(present):
        name = LIGHT_NAMES[light].lower()
        if len(present) > 1:
            words = counted(tally[light], name)
        else:
            words = f"đều {name}" if tally.open > 1 else name
        if place:
            clause.append(Words(", "))
        clause.append(Words(words, bold=light is Light.OVERDUE))
    return [*clause, Words(")")]


def _plain(count: int, words: str) -> list[Words]:
    return [Words(counted(count, words))] if count else []
