"""The "6 rõ": which of người, việc, thời gian, trách nhiệm, sản phẩm, thẩm quyền a task lacks.

The six questions are those of the Government's working regulations; what answers each of them here
is said in `WHAT_IS_ASKED`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.phrases import joined, phrase, small


class Clear(StrEnum):
    """The six questions in their usual order."""

    WHO = "who"
    WORK = "work"
    TIME = "time"
    DUTY = "duty"
    PRODUCT = "product"
    AUTHORITY = "authority"


CLEAR_NAMES = {
    Clear.WHO: phrase("Người"),
    Clear.WORK: phrase("Việc"),
    Clear.TIME: phrase("Thời gian"),
    Clear.DUTY: phrase("Trách nhiệm"),
    Clear.PRODUCT: phrase("Sản phẩm"),
    Clear.AUTHORITY: phrase("Thẩm quyền"),
}

WHAT_IS_ASKED = {
    Clear.WHO: phrase("có cơ quan chủ trì"),
    Clear.WORK: phrase("có nội dung chính hoặc câu giao việc của văn bản"),
    Clear.TIME: phrase("có thời hạn là ngày, kỳ hoặc định kỳ"),
    Clear.DUTY: phrase(
        "một đầu mối chịu trách nhiệm: cơ quan chủ trì riêng, hoặc nơi theo dõi việc chung"
    ),
    Clear.PRODUCT: phrase("có sản phẩm phải ra"),
    Clear.AUTHORITY: phrase("có lãnh đạo phụ trách (gợi ý chưa xác nhận thì chưa tính)"),
}


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What the six questions are answered from."""

    has_lead: bool
    single_lead: bool
    has_monitor: bool
    has_content: bool
    has_limit: bool
    has_product: bool
    has_leader: bool


@dataclass(frozen=True, slots=True)
class Unclear:
    """A task with what it lacks; ``missing`` in the order of the questions.

    A task under state secret tells nothing but its title: of it only who, time, duty and
    authority are asked.
    """

    task_id: int
    document_id: int
    missing: tuple[Clear, ...]

    @property
    def words(self) -> str:
        """What is missing: ``thời gian, sản phẩm``."""
        return joined(", ", (small(CLEAR_NAMES[each]) for each in self.missing))


def missing(facts: TaskFacts, *, confidential: bool = False) -> tuple[Clear, ...]:
    """Return which of the six a task lacks."""
    answers = {
        Clear.WHO: facts.has_lead,
        Clear.WORK: facts.has_content or confidential,
        Clear.TIME: facts.has_limit,
        Clear.DUTY: facts.has_lead and (facts.single_lead or facts.has_monitor),
        Clear.PRODUCT: facts.has_product or confidential,
        Clear.AUTHORITY: facts.has_leader,
    }
    return tuple(each for each in Clear if not answers[each])


def counts(found: Iterable[Unclear]) -> dict[Clear, int]:
    """Return how many tasks lack each of the six."""
    counted = Counter(each for unclear in found for each in unclear.missing)
    return {each: counted[each] for each in Clear}


def of_documents(found: Sequence[Unclear]) -> dict[int, list[Unclear]]:
    """Return document → its tasks, in their order."""
    groups: dict[int, list[Unclear]] = {}
    for unclear in found:
        groups.setdefault(unclear.document_id, []).append(unclear)
    return groups
