"""The five documents of the shipped catalogue, imported: every text finds its tasks.

They are skipped where the documents do not lie beside the project (``shared/seeds``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain import review_acts
from app.domain.review import ItemKind, MatchKind, ReviewDraft
from app.services import importing, reading, undo
from tests.imported import TODAY, content, settle
from tests.importing.catalogue_labels import catalogue_truth
from tests.importing.quality import is_task
from tests.registers import RESTRICTED, task_id

if TYPE_CHECKING:
    from app.services.register import Register

SEEDS = Path(__file__).resolve().parents[5] / "shared" / "seeds"
CODES = ("CTr04-2026", "CTTD-2026", "NQTU-2023", "VKDH-2025", "KHNQ02-2026")
FILES = dict(zip(CODES, sorted(SEEDS.glob("*.txt")), strict=False))
_UNKNOWN = "VKDH-2025"
"""Its text says neither number nor title: a person says which document it is."""

pytestmark = pytest.mark.skipif(len(FILES) < 5, reason="the documents are not beside the project")


def opened(register: Register, code: str) -> ReviewDraft:
    draft = importing.open_review(register, FILES[code])
    if code == _UNKNOWN:
        assert draft.document_id == 0
        documents = reading.load_index(register, TODAY).directory.documents.values()
        known = next(document.id for document in documents if document.code == code)
        draft = importing.rematch(register, draft, known)
        draft = importing.save_review(register, draft)
    return draft


def wrongly_attached(register: Register, code: str, draft: ReviewDraft) -> list[str]:
    """Return the tasks of the catalogue that got the text of another paragraph."""
    found = importing.propose_file(FILES[code], register)
    proposed = {task.locator: task for task in found.tasks}
    wrong = []
    for label in catalogue_truth(code)["tasks"]:
        items = [
            item
            for item in draft.items
            if item.match.kind is MatchKind.ATTACHES
            and f"{code}/{label['at']}"
            in (item.match.code, *(each.code for each in item.match.also))
        ]
        if items and not any(is_task(label, proposed[item.locator], found) for item in items):
            wrong.append(label["at"])
    return wrong


@pytest.mark.parametrize("code", CODES)
def test_texts_are_attached_to_the_tasks_of_the_catalogue(register: Register, code: str) -> None:
    before, tasks_before = content(register), len(reading.load_details(register, None, TODAY))
    draft = opened(register, code)
    tasks = draft.of_kind(ItemKind.TASK)
    attached = [item for item in tasks if item.match.kind is MatchKind.ATTACHES]
    assert draft.document.code == code
    assert len(attached) >= 0.93 * len(tasks)
    assert wrongly_attached(register, code, draft) == []
    for item in tasks:  # what is read beyond the catalogue is not wanted here
        if item.match.kind is not MatchKind.ATTACHES:
            draft = review_acts.skip(draft, item.id)
    for item in draft.items:
        if item.kind is ItemKind.INDICATOR and item.match.kind is not MatchKind.SAME:
            draft = review_acts.skip(draft, item.id)
    importing.accept_review(register, settle(draft), TODAY)
    after = reading.load_details(register, None, TODAY)
    assert sum(bool(each.source_text) for each in after) >= 0.9 * len(attached)
    assert len(after) == tasks_before
    again = importing.open_review(register, FILES[code])
    assert all(
        item.match.kind is MatchKind.SAME
        for item in again.items
        if item.id in {each.id for each in attached}
    )
    for entry in importing.list_reviews(register):
        importing.delete_review(register, entry.id)
    undo.undo_last(register)
    assert content(register) == before


def test_a_task_under_secrecy_keeps_its_public_title_alone(register: Register) -> None:
    draft = opened(register, "CTr04-2026")
    secret = next(item for item in draft.items if item.match.code == RESTRICTED)
    others = [block for block in secret.blocks if len(draft.blocks[block].text) > 150]
    assert others == []
    importing.accept_review(register, settle(draft), TODAY)
    detail = reading.load_detail(register, task_id(register, RESTRICTED), TODAY)
    assert detail.source_text == ""
    assert detail.confidential


def test_a_further_source_gets_its_text_and_the_task_of_the_other_document_keeps_its_own(
    register: Register, tmp_path: Path
) -> None:
    importing.accept_review(register, settle(opened(register, "CTr04-2026")), TODAY)
    before = {d.code: d for d in reading.load_details(register, None, TODAY) if d.sources}
    importing.accept_review(register, settle(opened(register, "KHNQ02-2026")), TODAY)
    after = {d.code: d for d in reading.load_details(register, None, TODAY) if d.sources}
    assert len(after) >= 4
    for code, detail in after.items():
        if code.startswith("CTr04-2026"):
            assert detail.source_text == before[code].source_text
            assert [source.source_text for source in detail.sources] != [detail.source_text]
            assert all(source.source_text for source in detail.sources)
    corrected = tmp_path / "sua.txt"
    text = FILES["KHNQ02-2026"].read_text("utf-8")
    corrected.write_text(text.replace("logistics", "lo-gi-xtích"), "utf-8")
    draft = importing.open_review(register, corrected)
    assert draft.document.code == "KHNQ02-2026"
    changed = [item for item in draft.items if item.match.kind is MatchKind.CHANGED]
    assert changed
    assert not [item for item in draft.items if item.match.kind is MatchKind.GONE]
    importing.accept_review(register, settle(draft), TODAY)
    for code, detail in before.items():
        now = reading.load_detail(register, task_id(register, code), TODAY)
        assert now.source_text == detail.source_text or not code.startswith("CTr04-2026")


def test_a_paragraph_behind_two_tasks_is_corrected_for_both(
    register: Register, tmp_path: Path
) -> None:
    importing.accept_review(register, settle(opened(register, "CTr04-2026")), TODAY)
    parts = [task_id(register, f"CTr04-2026/III.1#1{letter}") for letter in "ab"]
    texts = [reading.load_detail(register, part, TODAY).source_text for part in parts]
    assert texts[0] == texts[1] != ""
    corrected = tmp_path / "sua.txt"
    first = " ".join(texts[0].split()[:6])
    whole = FILES["CTr04-2026"].read_text("utf-8")
    assert whole.count(first) == 1
    corrected.write_text(whole.replace(first, f"{first} (đính chính)"), "utf-8")
    draft = importing.open_review(register, corrected)
    assert not [item for item in draft.items if item.match.kind is MatchKind.GONE]
    importing.accept_review(register, settle(draft), TODAY)
    for part in parts:
        assert "(đính chính)" in reading.load_detail(register, part, TODAY).source_text
