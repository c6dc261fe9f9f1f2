"""A catalogue of a few entries, written as files, for tests of reading and of applying it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = "NQ-2023", "CTR-2026"
"""Codes of its two documents; the older one refers to the newer one."""

COMMON = {
    "agencies.yaml": """
agencies:
  - {key: tai-chinh, name: Sở Tài chính, kind: department, aliases: [STC]}
  - key: ke-hoach
    name: Sở Kế hoạch và Đầu tư
    kind: department
    valid_to: 2025-02-28
    successor: tai-chinh
  - {key: cong-thuong, name: Sở Công Thương, kind: department, parent: ubnd}
  - {key: ubnd, name: Ủy ban nhân dân tỉnh, short: UBND tỉnh, kind: leadership}
""",
    "officials.yaml": """
officials:
  - {key: a, name: Nguyễn Văn A, position: Chủ tịch UBND tỉnh, short_position: Chủ tịch, order: 1}
""",
    "schemes.yaml": """
schemes:
  - {number: "08", title: Phát triển công nghiệp, lead: Sở Công Thương, document: CTR-2026, at: II}
""",
    "portfolios.yaml": """
portfolios:
  - official: Nguyễn Văn A
    agency: Sở Tài chính
    from: 2026-02-03
    document: CTR-2026
    evidence: [PL.1]
""",
    "settings.yaml": """
settings:
  - {key: soon_days, value: "7"}
""",
    "links.yaml": """
links:
  - {tasks: [CTR-2026/II.1#1, NQ-2023/I.1#1], why: Cùng xây dựng khu công nghiệp}
""",
    "comparisons.yaml": """
comparisons:
  - {indicator: CTR-2026/PL.1, year: 2026, verdict: notation, note: Chỉ số 112 là tăng 12%}
""",
}

DOCUMENT = """
code: {code}
number: {number}
type: Chương trình
title: Chương trình của năm {year}
short_title: Chương trình {year}
issuer: UBND tỉnh Lào Cai
issued_on: {year}-02-03
issued_precision: day
{more}
signer: Nguyễn Văn A
signer_position: Chủ tịch
signed_for: TM. ỦY BAN NHÂN DÂN
period: {{from: {year}-01-01, to: {year}-12-31}}
notes:
  - {{at: Đầu văn bản, seen: hai ngày, taken_as: 03/02/{year}, why: Ngày ký}}
reports:
  - code: {code}/BC
    title: Báo cáo tháng
    by: [Sở Tài chính]
    to: [Ủy ban nhân dân tỉnh]
    recurrence: monthly
    text: hằng tháng
    at: II.1
"""

TASKS = {
    NEW: """
document: CTR-2026
sections:
  - {at: II, heading: Nhiệm vụ}
  - at: II.1
    heading: Công nghiệp
    blocks:
      - at: II.1
        lead: [Sở Công Thương]
        coordinating: [Sở Tài chính]
        tasks:
          - n: 1
            title: Vận hành 07 dự án thủy điện, tổng công suất 78 MW
            short: Vận hành 07 dự án thủy điện
            points: [Nậm Củm 4]
            scheme: "08"
            time: {kind: period, period: "2026", text: trong năm 2026}
          - n: 2
            title: Lập quy hoạch khu công nghiệp
            short: Lập quy hoạch khu công nghiệp
            time: {kind: date, on: 2026-06-30, text: trước 30/6/2026}
""",
    OLD: """
document: NQ-2023
sections:
  - at: I.1
    heading: Thủy điện
    blocks:
      - at: I.1
        lead: [Sở Công Thương]
        tasks:
          - n: 1
            title: Khởi công khu công nghiệp Cốc Mỳ
            short: Khởi công khu công nghiệp
            time: {kind: undetermined}
          - n: 2
            same_work: CTR-2026/II.1#1
            title: Đóng điện nhà máy Tà Lơi 2
            short: Đóng điện Tà Lơi 2
            points: [Xã Trung Lèng Hồ]
            time: {kind: period, period: "2023", text: trong năm 2023}
            note: Nhắc lại việc cũ
""",
}

INDICATORS = {
    NEW: """
document: CTR-2026
indicators:
  - at: PL.1
    stt: "1"
    name: Chỉ số sản xuất công nghiệp
    unit: "%"
    lead: [Sở Công Thương]
    targets:
      - {year: 2026, operator: "=", value: 112, text: "112"}
      - {year: 2026, operator: ">", value: 12, text: tăng trên 12%, at: II.1}
    results:
      - {year: 2025, value: 109.5, text: "109,5", at: I.2}
      - {year: 2026, year_to_date: true, value: 40, unit: "%", text: "40%"}
  - {at: PL.1.1, name: Khai khoáng, parent: PL.1}
""",
    OLD: """
document: NQ-2023
indicators:
  - at: I.9
    same_as: CTR-2026/PL.1
    unit: "%"
    targets:
      - year: 2030
        from_year: 2026
        measure: average
        operator: ">="
        value: 13
        text: bình quân trên 13%/năm
""",
}


def write(folder: Path) -> Path:
    """Write the files into a new folder, and return it."""
    folder.mkdir()
    for name, text in COMMON.items():
        (folder / name).write_text(text, "utf-8")
    for code, number, year, more in (
        (NEW, "04/CTr-UBND", 2026, ""),
        (OLD, "null", 2023, "closed_on: 2023-12-31"),
    ):
        beside = folder / code
        beside.mkdir()
        document = DOCUMENT.format(code=code, number=number, year=year, more=more)
        (beside / "document.yaml").write_text(document, "utf-8")
        (beside / "tasks.yaml").write_text(TASKS[code], "utf-8")
        (beside / "indicators.yaml").write_text(INDICATORS[code], "utf-8")
    return folder


def replace(file: Path, old: str, new: str) -> int:
    """Replace the first ``old`` in a file, and return the number of its line."""
    text = file.read_text("utf-8")
    before, found, after = text.partition(old)
    assert found, f"{old!r} is not in {file.name}"
    file.write_text(before + new + after, "utf-8")
    return before.count("\n") + 1
