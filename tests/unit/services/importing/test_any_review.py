"""Whatever a person decides: accepting and undoing leaves the register as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import review_acts
from app.domain.errors import InputRefusedError
from app.domain.review import Decision, ItemKind, MatchKind, ReviewDraft
from app.services import importing, undo
from app.services.importing import stored
from tests.imported import BODY, CORRECTED, TODAY, content, directive, settle
from tests.registers import changes

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register

ON_ONE_REGISTER = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_ACTS = st.lists(
    st.tuples(st.sampled_from(["accept", "skip", "split", "merge", "task"]), st.integers(0, 99)),
    max_size=10,
)
_LINES = [line for line in BODY.splitlines() if line]


def worked_on(draft: ReviewDraft, chosen: list[tuple[str, int]]) -> ReviewDraft:
    """Do some acts, then decide the rest."""
    for name, number in chosen:
        item = draft.items[number % len(draft.items)]
        other = draft.items[(number * 7 + 3) % len(draft.items)]
        try:
            match name:
                case "accept":
                    draft = review_acts.accept(draft, item.id)
                case "skip":
                    draft = review_acts.skip(draft, item.id)
                case "split":
                    draft = review_acts.split(draft, item.id, len(item.source_text) // 2)
                case "merge":
                    draft = review_acts.merge(draft, item.id, other.id)
                case _:
                    draft = review_acts.turn_into(draft, item.id, ItemKind.TASK)
        except InputRefusedError:
            continue
    return settle(draft)


@ON_ONE_REGISTER
@given(chosen=_ACTS)
def test_accept_and_undo_leave_what_was(
    register: Register,
    tmp_path: Path,
    chosen: list[tuple[str, int]],
) -> None:
    for entry in importing.list_reviews(register):
        importing.delete_review(register, entry.id)
    before = content(register)
    draft = worked_on(importing.open_review(register, directive(tmp_path)), chosen)
    change = importing.accept_review(register, draft, TODAY)
    if change.change_id:
        done = content(register)
        undo.undo_last(register)
        assert content(register) == before
        undo.redo_last(register)
        assert content(register) == done
        undo.undo_last(register)
    assert content(register) == before


@ON_ONE_REGISTER
@given(chosen=_ACTS)
def test_importing_twice_changes_nothing(
    register: Register, tmp_path: Path, chosen: list[tuple[str, int]]
) -> None:
    """Of what was accepted; what the person skipped is offered again, and nothing of it is made."""
    path = directive(tmp_path)
    for entry in importing.list_reviews(register):
        importing.delete_review(register, entry.id)
    draft = worked_on(importing.open_review(register, path), chosen)
    change = importing.accept_review(register, draft, TODAY)
    history = len(changes(register))
    again = importing.open_review(register, path)
    skipped = {
        block
        for item in draft.items
        if item.decision is not Decision.ACCEPTED
        for block in item.blocks
    }
    for item in again.items:
        if item.counted and item.match.kind is not MatchKind.SAME:
            assert skipped.intersection(item.blocks), item
    rest = replace(
        again,
        items=tuple(
            replace(item, decision=Decision.SKIPPED) if item.decision is Decision.OPEN else item
            for item in again.items
        ),
    )
    assert importing.accept_review(register, rest, TODAY).change_id == 0
    assert len(changes(register)) == history
    if change.change_id:
        undo.undo_last(register)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=st.sets(st.integers(0, len(_LINES) - 1)))
def test_any_part_of_a_document_is_taken_in_and_back(
    register: Register,
    tmp_path: Path,
    kept: set[int],
) -> None:
    for entry in importing.list_reviews(register):
        importing.delete_review(register, entry.id)
    before = content(register)
    steps = 0
    for body in ("\n\n".join(_LINES[n] for n in sorted(kept)), CORRECTED):
        draft = settle(importing.open_review(register, directive(tmp_path, f"\n{body}\n")))
        steps += bool(importing.accept_review(register, draft, TODAY).change_id)
    for _step in range(steps):
        undo.undo_last(register)
    assert content(register) == before


@ON_ONE_REGISTER
@given(chosen=_ACTS)
def test_a_draft_comes_back_from_json_as_it_was(
    register: Register, tmp_path: Path, chosen: list[tuple[str, int]]
) -> None:
    draft = worked_on(importing.open_review(register, directive(tmp_path)), chosen)
    again = stored.from_json(
        stored.to_json(draft), draft_id=draft.id, version=draft.version, known=draft.known
    )
    assert again == draft
