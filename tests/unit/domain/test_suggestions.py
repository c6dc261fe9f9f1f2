"""What a suggestion rests on is parted from what speaks against it."""

from __future__ import annotations

import pytest

from app.domain.suggestions import doubt, evidence


@pytest.mark.parametrize(
    ("source", "rests_on", "against"),
    [
        ("Phụ lục (chỉ tiêu 5)", "Phụ lục (chỉ tiêu 5)", ""),
        ("Phụ lục (chỉ tiêu 9; chỉ phối hợp)", "Phụ lục (chỉ tiêu 9)", "chỉ phối hợp"),
        ("Phụ lục (9; nhưng còn ở 24 (cột 3))", "Phụ lục (9)", "còn ở 24 (cột 3)"),
        ("Phụ lục; a; b", "Phụ lục", "a; b"),
        ("", "", ""),
    ],
)
def test_evidence_and_doubt(source, rests_on, against):
    assert (evidence(source), doubt(source)) == (rests_on, against)
