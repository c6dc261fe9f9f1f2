"""Who signs, and where the signature begins, whatever office it is."""

# ruff: noqa: E501 - a signature is one line here

from __future__ import annotations

import pytest

from app.importing.lines import Zone
from app.importing.names import Names
from app.importing.outline import outline
from app.importing.propose import FRONT, propose
from tests.importing.block_lists import SOURCE, blocks_of

TEXT = """BỘ Y TẾ
Số: 1/CT-BYT
Hà Nội, ngày 12 tháng 5 năm 2026
CHỈ THỊ
Về việc khám chữa bệnh
1. Giao Vụ Pháp chế rà soát trước ngày 30/6/2026.
2. Giao Cục Quản lý Dược rà soát.
3. Giao Vụ Tài chính lập dự toán.
"""


@pytest.mark.parametrize("recipients", ["", "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"])
@pytest.mark.parametrize(
    ("signature", "signer", "position"),
    [
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn An", "Trần Văn An", "Thứ trưởng"),
        ("THỨ TRƯỞNG\nTrần Văn An", "Trần Văn An", "Thứ trưởng"),
        ("KT. TỔNG CỤC TRƯỞNG\nPHÓ TỔNG CỤC TRƯỞNG\nTrần Văn An", "Trần Văn An", "Phó Tổng cục trưởng"),
        ("THỐNG ĐỐC\nTrần Thị Hồng", "Trần Thị Hồng", "Thống đốc"),
        ("VIỆN TRƯỞNG\nPGS.TS. Trần Văn An", "Trần Văn An", "Viện trưởng"),
        ("TỔNG THANH TRA\nTrần Văn An", "Trần Văn An", "Tổng Thanh tra"),
        ("CHÁNH THANH TRA TỈNH\nTrần Văn An", "Trần Văn An", "Chánh Thanh tra tỉnh"),
        ("Q. GIÁM ĐỐC\nTrần Văn An", "Trần Văn An", "Giám đốc"),
        ("CHỈ HUY TRƯỞNG\nĐại tá Trần Văn An", "Trần Văn An", "Chỉ huy trưởng"),
        ("TM. BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\nTrần Văn An", "Trần Văn An", "Phó Bí thư thường trực"),
        ("TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ PHÁP CHẾ\nTrần Văn An", "Trần Văn An", "Vụ trưởng vụ pháp chế"),
    ],
)  # fmt: skip
def test_signers(recipients: str, signature: str, signer: str, position: str) -> None:
    found = propose(SOURCE, blocks_of(TEXT + recipients + signature), Names())
    assert (found.document.signer, found.document.signer_position) == (signer, position)
    assert len(found.tasks) == 3
    assert all(
        item.reason in {FRONT, "Nơi nhận, chữ ký"} for item in found.skipped
    ), found.skipped  # fmt: skip


def test_a_heading_that_names_a_position_is_no_signature() -> None:
    text = f"{TEXT}CHỦ TỊCH UBND CÁC XÃ, PHƯỜNG\n4. Rà soát các hộ nghèo trước ngày 30/6/2026."
    found = propose(SOURCE, blocks_of(text), Names())
    assert len(found.tasks) == 4


def test_a_page_number_between_the_parts_of_a_sentence_is_a_note() -> None:
    text = (
        f"{TEXT}4. Giao Cục Phòng bệnh rà soát toàn bộ các cơ sở tiêm chủng\n3\n"
        "trên toàn quốc, xong trước ngày 30/8/2026."
    )
    found = propose(SOURCE, blocks_of(text), Names())
    assert "tiêm chủng trên toàn quốc" in found.tasks[-1].source_text
    assert [line.text for line in outline(blocks_of(text)) if line.zone is Zone.NOTE] == ["3"]
