"""Where defects of documents are noted, and when a task's own note says the same."""

from __future__ import annotations

import pytest

from app.domain.sources import DefectRecord, named_places, places_of
from tests.factories import PROGRAMME, make_document


def test_defects_of_a_split_paragraph_are_those_of_its_parts_paragraph_and_block():
    assert places_of("III.7.(3)#1a") == ["III.7.(3)#1a", "III.7.(3)#1", "III.7.(3)"]
    assert places_of("II.1.đ#2") == ["II.1.đ#2", "II.1.đ"]
    assert places_of("III") == ["III"]


def test_a_defect_can_name_several_places():
    assert named_places("II.1.đ, II.2.g") == ["II.1.đ", "II.2.g"]
    assert named_places("I; III.2; Phụ lục") == ["I", "III.2", "Phụ lục"]


@pytest.mark.parametrize(
    ("seen", "taken_as", "note", "told"),
    [
        ("xố số kiến thiết", "xổ số kiến thiết", 'In nhầm "xố số kiến thiết" hai chỗ.', True),
        ("Đề án 06", "Đề án 06 quốc gia", "Đề án 06 không ghi tên.", True),
        # The words stand there, but not together: something else is meant.
        ("các khu nghiệp", "các khu công nghiệp", "Khu và các cụm, nghiệp đoàn", False),
        ("chỗ lạ, chỗ khó", "cơ quan ở đầu đoạn chủ trì", "Cơ quan ở đầu đoạn là chủ trì", True),
        ("Nghị quyết số 70 ngày 20", "giữ như in", "Nghị quyết số 80 in ngày 20", False),
        ("chữ viết tắt khó hiểu", "giữ như in", "Cụm khác giữ như in", False),
        ("chữ viết tắt khó hiểu", "viết đủ", "", False),
    ],
)
def test_what_the_tasks_note_tells_is_not_said_twice(seen, taken_as, note, told):
    defect = DefectRecord(make_document(PROGRAMME, "CTr"), "II.1", seen, taken_as, "vì thế")
    assert defect.is_told_by(note) is told
