"""What differs when two people change one task, and what comes of a choice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import TaskDraft
from app.domain.merging import conflicts, merged
from app.domain.records import Role

WORDS = st.sampled_from(["", "một", "hai"])
DRAFTS = st.builds(
    TaskDraft,
    title=WORDS,
    short_title=WORDS,
    product=WORDS,
    scheme_id=st.integers(0, 2),
    leader_id=st.integers(0, 2),
    confidential=st.booleans(),
    roles=st.lists(st.sampled_from(Role), unique=True).map(
        lambda roles: tuple((role, (1, 2)) for role in Role if role in roles)
    ),
    links=st.sampled_from([(), ((3, "vì"),)]),
)


@given(DRAFTS, DRAFTS, DRAFTS)
def test_every_field_that_differs_is_shown_and_no_other(
    before: TaskDraft, now: TaskDraft, mine: TaskDraft
) -> None:
    found = conflicts(before, now, mine)
    assert (found == []) == (now == mine)
    for each in found:
        assert each.theirs != each.mine
        assert not (each.both and each.only_mine)


@given(DRAFTS, DRAFTS, DRAFTS)
def test_all_of_one_side_is_that_side(before: TaskDraft, now: TaskDraft, mine: TaskDraft) -> None:
    names = [each.name for each in conflicts(before, now, mine)]
    assert merged(now, mine, {}) == now
    assert merged(now, mine, dict.fromkeys(names, True)) == mine


@given(DRAFTS, DRAFTS, DRAFTS)
def test_what_only_one_side_changed_survives_the_suggestion(
    before: TaskDraft, now: TaskDraft, mine: TaskDraft
) -> None:
    found = conflicts(before, now, mine)
    outcome = merged(now, mine, {each.name: each.only_mine for each in found})
    for each in conflicts(before, now, outcome):
        assert each.only_mine
    for name in ("title", "product", "leader_id"):
        if getattr(mine, name) == getattr(before, name):
            assert getattr(outcome, name) == getattr(now, name)
        if getattr(now, name) == getattr(before, name):
            assert getattr(outcome, name) == getattr(mine, name)
