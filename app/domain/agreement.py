"""How the targets that documents set for one indicator and year stand to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.indicator_words import spot_words
from app.domain.indicators import Agreement, Comparison, TargetRecord
from app.domain.phrases import joined
from app.domain.records import DocumentRecord
from app.domain.targets import StatedTarget, Verdict, compare


def compared(
    targets: Sequence[TargetRecord],
    documents: Mapping[int, DocumentRecord],
    judgement: tuple[Verdict, str] | None,
) -> Comparison | None:
    """Compare targets for the same year and measure.

    Args:
        targets: two or more, the most important place first.
        documents: by id.
        judgement: what a person made of them, with a note; it goes before the figures.

    Returns:
        None where there is nothing to compare: fewer than two have a number.
    """
    numbered = [each for each in targets if each.value is not None]
    if judgement is None and len(numbered) < 2:
        return None
    found = compare([_stated(each, documents) for each in targets])
    verdict, note = judgement or (found.verdict, "")
    agreement = Agreement.SAME if verdict is None else Agreement(verdict.value)
    first = targets[0]
    if note.partition(":")[0] == found.sentence.partition(":")[0]:
        note = ""  # it only repeats what the figures say
    return Comparison(first.year, first.measure, tuple(targets), agreement, found.sentence, note)


def _stated(target: TargetRecord, documents: Mapping[int, DocumentRecord]) -> StatedTarget:
    document = documents[target.document_id]
    return StatedTarget(
        source=joined("", (document.short_title, " (", spot_words(target.place), ")")),
        operator=target.operator,
        value=target.value,
        upper=target.upper,
        unit=target.unit,
        text=target.text,
        from_year=target.from_year,
    )
