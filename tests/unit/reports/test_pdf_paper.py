"""As what a sheet leaves the office: formal with number and signatures, or marked and without."""

from __future__ import annotations

import dataclasses

import pytest

from app.domain.sheet_options import PAPER_MARKS, RESTRICTED_MARK, Paper

SIGNED = {
    "signer_right": "KT. Chánh Văn phòng\nPhó Chánh Văn phòng",
    "signer_name": "Trần Thị Bình",
    "symbol": "/BC-VP",
}


def printed(build, paper, **changes):
    sheet = build.tracking(build.groups(30))
    letterhead = dataclasses.replace(sheet.letterhead, paper=paper, **(SIGNED | changes))
    return build.print_tracking(dataclasses.replace(sheet, letterhead=letterhead))


def test_a_formal_sheet_has_number_form_of_signing_and_name(build):
    paper = printed(build, Paper.FORMAL)
    assert "Số:" in paper.pages[0]
    assert "/BC-VP" in paper.pages[0]
    assert "KT. CHÁNH VĂN PHÒNG" in paper.pages[-1]
    assert paper.pages[-1].index("PHÓ CHÁNH VĂN PHÒNG") < paper.pages[-1].index("Trần Thị Bình")
    assert not any(mark and mark in paper.text for mark in PAPER_MARKS.values())


@pytest.mark.parametrize("kind", [Paper.WORKING, Paper.DRAFT])
def test_a_paper_for_a_meeting_is_marked_on_every_page_and_signed_by_nobody(build, kind):
    paper = printed(build, kind)
    assert paper.count > 2
    assert all(PAPER_MARKS[kind] in page for page in paper.pages)
    for words in ("Số:", "/BC-VP", "CHÁNH VĂN PHÒNG", "NGƯỜI LẬP BIỂU", "Trần Thị Bình"):
        assert words not in paper.text


def test_restricted_tasks_are_told_on_every_page(build):
    paper = printed(build, Paper.WORKING, restricted=True)
    assert all(RESTRICTED_MARK in page for page in paper.pages)
    assert RESTRICTED_MARK not in printed(build, Paper.WORKING).text


def test_a_sheet_without_a_symbol_has_no_number(build):
    assert "Số:" not in printed(build, Paper.FORMAL, symbol="").text
