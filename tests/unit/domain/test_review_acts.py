"""What a person does in a review: nothing is lost, every act can be taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import review_acts as acts
from app.domain.errors import InputRefusedError
from app.domain.records import AgencyKind
from app.domain.review import (
    BlockText,
    Decision,
    DocumentFields,
    FieldChange,
    FieldDoubt,
    IndicatorFields,
    ItemKind,
    KnownNames,
    LookAlike,
    Match,
    MatchKind,
    NameChoice,
    ReviewDraft,
    ReviewItem,
    SkippedFields,
    TaskFields,
    UnknownAgency,
    WithdrawnFields,
)
from app.domain.review_refusals import (
    ENDS_NOTHING,
    NO_LEAD,
    draft_refusals,
    notices,
    refusal,
)

KNOWN = KnownNames(
    {"so tai chinh": "Sở Tài chính", "so y te": "Sở Y tế", "syt": "Sở Y tế"},
    {"nguyen van a": "Nguyễn Văn A"},
)
TEXT = "Rà soát quy hoạch các khu dân cư; lập danh mục dự án chậm tiến độ"


def a_draft(*, unknown: bool = True) -> ReviewDraft:
    lead = ("Ban Quản lý X",) if unknown else ("Sở Y tế",)
    items = (
        ReviewItem("s1", "MĐ#1", (0,), "KẾ HOẠCH", SkippedFields("Phần đầu văn bản")),
        ReviewItem(
            "t1",
            "I.1#1",
            (1,),
            TEXT,
            TaskFields("Rà soát quy hoạch", ("Sở Tài chính",), ("Sở Y tế",)),
            (FieldDoubt("lead", "chưa rõ"),),
        ),
        ReviewItem("t2", "I.2#1", (2,), "Báo cáo kết quả", TaskFields("Báo cáo", lead)),
        ReviewItem("i1", "I.3#1", (3,), "Tỷ lệ đạt 90%", IndicatorFields("Tỷ lệ", year=2026)),
        ReviewItem("w1", "II#1", (4,), "Bãi bỏ Công văn 1", WithdrawnFields("Bãi bỏ Công văn 1")),
        ReviewItem("s2", "II#2", (5,), "Trên đây là kế hoạch.", SkippedFields("Kết thúc")),
    )
    return ReviewDraft(
        file_name="a.docx",
        sha256="0" * 64,
        file_format="docx",
        document=DocumentFields(title="Kế hoạch", code="KH1-2026"),
        blocks=tuple(BlockText(n, "paragraph", item.source_text) for n, item in enumerate(items)),
        items=items,
        agencies=(UnknownAgency("Ban Quản lý X"),) if unknown else (),
        known=KNOWN,
    )


def test_accepting_settles_doubts_and_counts() -> None:
    draft = acts.accept(a_draft(), "t1")
    assert draft.item("t1").decision is Decision.ACCEPTED
    assert draft.item("t1").open_doubts == ()
    assert draft.counts.words == "1/4 đã đối chiếu"
    assert acts.undo(draft) == a_draft()


def test_what_gives_nothing_is_not_accepted() -> None:
    with pytest.raises(InputRefusedError, match="chuyển thành nhiệm vụ"):
        acts.accept(a_draft(), "s1")


def test_an_unknown_agency_stands_in_the_way_until_it_is_settled() -> None:
    draft = a_draft()
    with pytest.raises(InputRefusedError, match="“Ban Quản lý X” chưa có trong danh mục"):
        acts.accept(draft, "t2")
    mapped = acts.map_agency(draft, "Ban Quản lý X", "syt")
    assert mapped.agencies[0].known == "Sở Y tế"
    assert acts.accept(mapped, "t2").item("t2").decision is Decision.ACCEPTED
    made = acts.confirm_new_agency(draft, "Ban Quản lý X", "", "", AgencyKind.UNIT)
    assert (made.agencies[0].choice, made.agencies[0].name) == (NameChoice.NEW, "Ban Quản lý X")
    assert refusal(made, made.item("t2")) is None
    with pytest.raises(InputRefusedError, match="đã có trong danh mục"):
        acts.confirm_new_agency(draft, "Ban Quản lý X", "Sở Y tế")
    with pytest.raises(InputRefusedError, match="Không có cơ quan"):
        acts.map_agency(draft, "Ban Quản lý X", "Sở Z")


def test_a_name_that_a_person_types_is_unknown_too() -> None:
    draft = acts.correct(a_draft(unknown=False), "t1", "lead", ("Ban Z",))
    assert [each.printed for each in draft.agencies] == ["Ban Z"]
    assert refusal(draft, draft.item("t1")) is not None


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", " ", "tên nhiệm vụ"),
        ("lead", ("Sở Y tế",), "vừa chủ trì vừa phối hợp"),
        ("coordinating", ("Sở Y tế", "Sở y tế"), "hai lần"),
        ("leader", "Trần B", "Lãnh đạo “Trần B” chưa có"),
    ],
)
def test_what_a_task_cannot_say(field: str, value: object, words: str) -> None:
    draft = acts.correct(a_draft(), "t1", field, value)
    assert words in str(refusal(draft, draft.item("t1")))


def test_agencies_that_are_not_written_stand_in_nobody_s_way() -> None:
    draft = a_draft()
    change = FieldChange("lead", "Sở Y tế", "Ban Quản lý X", taken=False)
    match = Match(MatchKind.ATTACHES, 7, changes=(change,))
    item = replace(draft.item("t2"), match=match)
    assert refusal(draft, item) is None
    taken = replace(item, match=replace(match, changes=(replace(change, taken=True),)))
    assert "chưa có trong danh mục" in str(refusal(draft, taken))


def test_a_name_counts_as_the_agency_that_it_is_mapped_to() -> None:
    draft = acts.correct(a_draft(), "t2", "coordinating", ("Sở Y tế",))
    draft = acts.map_agency(draft, "Ban Quản lý X", "Sở Y tế")
    assert "vừa chủ trì vừa phối hợp" in str(refusal(draft, draft.item("t2")))


def test_no_lead_is_allowed_but_told() -> None:
    draft = acts.correct(a_draft(), "t1", "lead", ())
    assert refusal(draft, draft.item("t1")) is None
    assert notices(draft.item("t1")) == (NO_LEAD,)
    assert notices(draft.item("w1")) == (ENDS_NOTHING,)


def test_an_indicator_without_a_year_is_not_accepted() -> None:
    draft = acts.correct(a_draft(), "i1", "year", None)
    assert refusal(draft, draft.item("i1")) == "Hãy ghi năm của mức chỉ tiêu."


def test_correcting_a_field_settles_its_doubt() -> None:
    assert acts.correct(a_draft(), "t1", "lead", ("Sở Tài chính",)).item("t1").open_doubts == ()
    assert acts.confirm(a_draft(), "t1", "lead").item("t1").open_doubts == ()
    assert acts.confirm(a_draft(), "t1", "title").item("t1").open_doubts


def test_a_task_is_split_at_a_position() -> None:
    at = TEXT.index("lập")
    draft = acts.split(a_draft(), "t1", at)
    first, second = draft.of_kind(ItemKind.TASK)[:2]
    assert (first.locator, second.locator) == ("I.1#1a", "I.1#1b")
    assert (first.id, second.id) == ("t1", "t1b")
    assert second.source_text == "lập danh mục dự án chậm tiến độ"
    assert second.fields.title == "Lập danh mục dự án chậm tiến độ"  # type: ignore[union-attr]
    assert first.blocks == second.blocks == (1,)
    third = acts.split(draft, "t1b", 13)
    assert [item.locator for item in third.of_kind(ItemKind.TASK)][:3] == [
        "I.1#1a",
        "I.1#1b",
        "I.1#1c",
    ]
    with pytest.raises(InputRefusedError, match="giữa câu"):
        acts.split(a_draft(), "t1", 0)
    with pytest.raises(InputRefusedError, match="Chỉ tách được nhiệm vụ"):
        acts.split(a_draft(), "i1", 3)


def test_two_items_are_merged() -> None:
    draft = acts.merge(a_draft(), "t1", "t2")
    whole = draft.item("t1")
    assert whole.blocks == (1, 2)
    assert whole.source_text == f"{TEXT}\nBáo cáo kết quả"
    assert whole.fields.lead == ("Sở Tài chính", "Ban Quản lý X")  # type: ignore[union-attr]
    with pytest.raises(KeyError):
        draft.item("t2")
    with_row = acts.merge(a_draft(), "t1", "s2")
    assert with_row.item("t1").source_text.endswith("Trên đây là kế hoạch.")
    with pytest.raises(InputRefusedError, match="hai mục khác nhau"):
        acts.merge(draft, "t1", "t1")


def test_a_skipped_row_becomes_a_task_and_back() -> None:
    draft = acts.turn_into(a_draft(), "s2", ItemKind.TASK)
    item = draft.item("s2")
    assert item.kind is ItemKind.TASK
    assert {doubt.field for doubt in item.open_doubts} == {"title", "lead", "time_limit"}
    assert draft.counts.total == 5
    assert acts.turn_into(draft, "s2", ItemKind.SKIPPED).item("s2").kind is ItemKind.SKIPPED
    kept = acts.turn_into(a_draft(), "t1", ItemKind.INDICATOR).item("t1").fields
    assert kept.lead == ("Sở Tài chính",)  # type: ignore[union-attr]


def test_one_indicator_is_linked_to_one_other() -> None:
    draft = a_draft()
    alike = tuple(LookAlike(n, f"X/{n}", "Tỷ lệ", "Kế hoạch khác", 90) for n in (1, 2))
    item = replace(draft.item("i1"), look_alikes=alike)
    draft = replace(draft, items=tuple(item if i.id == "i1" else i for i in draft.items))
    draft = acts.link(acts.link(draft, "i1", 1, linked=True), "i1", 2, linked=True)
    assert [each.linked for each in draft.item("i1").look_alikes] == [False, True]


def test_accepting_what_is_certain_leaves_the_rest() -> None:
    draft = acts.accept_certain(a_draft())
    decisions = {item.id: item.decision for item in draft.items}
    assert decisions["t1"] is Decision.OPEN  # it has a doubt
    assert decisions["t2"] is Decision.OPEN  # its agency is unknown
    assert decisions["i1"] is Decision.ACCEPTED


def test_what_is_gone_is_neither_split_nor_merged_nor_turned() -> None:
    draft = a_draft()
    gone = replace(draft.item("t2"), match=Match(MatchKind.GONE, 7))
    draft = replace(draft, items=tuple(gone if i.id == "t2" else i for i in draft.items))
    for act in (
        lambda: acts.split(draft, "t2", 4),
        lambda: acts.merge(draft, "t1", "t2"),
        lambda: acts.turn_into(draft, "t2", ItemKind.SKIPPED),
    ):
        with pytest.raises(InputRefusedError):
            act()


def test_what_the_draft_lacks_is_told() -> None:
    draft = acts.correct_document(a_draft(), "title", " ")
    assert "tên (trích yếu)" in draft_refusals(draft)[0]
    assert "Còn 4 mục chưa đối chiếu." in draft_refusals(a_draft())


# --- any acts -------------------------------------------------------------------------------------

_NAMES = st.lists(st.sampled_from(["Sở Tài chính", "Sở Y tế", "Ban Z"]), max_size=2).map(tuple)
_ACTS = st.one_of(
    st.tuples(st.just("accept"), st.integers(0, 30)),
    st.tuples(st.just("skip"), st.integers(0, 30)),
    st.tuples(st.just("reopen"), st.integers(0, 30)),
    st.tuples(st.just("split"), st.integers(0, 30), st.integers(0, 60)),
    st.tuples(st.just("merge"), st.integers(0, 30), st.integers(0, 30)),
    st.tuples(st.just("turn"), st.integers(0, 30), st.sampled_from(list(ItemKind))),
    st.tuples(st.just("lead"), st.integers(0, 30), _NAMES),
    st.tuples(st.just("certain")),
)


def done(draft: ReviewDraft, act: tuple[Any, ...]) -> ReviewDraft:  # noqa: PLR0911 - one for every act
    """Do one act; one that is refused changes nothing."""
    ids = [item.id for item in draft.items]
    which = ids[act[1] % len(ids)] if len(act) > 1 else ""
    match act[0]:
        case "accept":
            return acts.accept(draft, which)
        case "skip":
            return acts.skip(draft, which)
        case "reopen":
            return acts.reopen(draft, which)
        case "split":
            return acts.split(draft, which, act[2])
        case "merge":
            return acts.merge(draft, which, ids[act[2] % len(ids)])
        case "turn":
            return acts.turn_into(draft, which, act[2])
        case "lead":
            if draft.item(which).kind in (ItemKind.TASK, ItemKind.INDICATOR):
                return acts.correct(draft, which, "lead", act[2])
            return draft
        case _:
            return acts.accept_certain(draft)


def letters(draft: ReviewDraft) -> Counter[str]:
    return Counter(c for item in draft.items for c in item.source_text if not c.isspace())


@given(st.lists(_ACTS, max_size=12))
def test_nothing_is_lost_by_any_acts(chosen: list[tuple[Any, ...]]) -> None:
    draft = a_draft()
    before = [draft]
    for act in chosen:
        try:
            made = done(draft, act)
        except InputRefusedError:
            continue
        if made is not draft:
            before.append(made)
        draft = made
        ids = [item.id for item in draft.items]
        locators = [item.locator for item in draft.items]
        assert len(set(ids)) == len(ids)
        assert len(set(locators)) == len(locators)
        assert {n for item in draft.items for n in item.blocks} == set(range(6))
        assert letters(draft) == letters(a_draft())
        counts = draft.counts
        kinds = (counts.tasks, counts.indicators, counts.withdrawn, counts.skipped)
        assert sum(kinds) == len(draft.items)
        assert sum(len(draft.of_kind(kind)) for kind in ItemKind) == len(draft.items)
    for earlier in reversed(before[:-1]):
        draft = acts.undo(draft)
        assert draft == earlier
    assert acts.undo(draft) == draft
