"""What a task brings forth, by the words that name it."""

from __future__ import annotations

import pytest

from app.importing.products import product_in


@pytest.mark.parametrize(
    ("words", "product"),
    [
        ("ban hành Kế hoạch giải ngân chi tiết theo tháng, quý", "Kế hoạch giải ngân chi tiết"),
        ("lập danh sách toàn bộ tàu cá, báo cáo UBND tỉnh", "danh sách toàn bộ tàu cá"),
        (
            "xây dựng chương trình kiểm tra, giám sát năm 2026, trình Ban Thường vụ",
            "chương trình kiểm tra, giám sát năm 2026",
        ),
        ("tham mưu UBND tỉnh ban hành quy chế phối hợp trước ngày 30/6/2026", "quy chế phối hợp"),
        ("hoàn thành Sổ tay hướng dẫn nghiệp vụ trong quý II", "Sổ tay hướng dẫn nghiệp vụ"),
        ("trình Chính phủ", ""),
        (
            "ban hành Kế hoạch đầu tư công năm 2027 trước ngày 30/11/2026",
            "Kế hoạch đầu tư công năm 2027",
        ),
        ("xây dựng Đề án xúc tiến đầu tư từ nguồn vốn mới", "Đề án xúc tiến đầu tư"),
        ("xây dựng Kế hoạch tài chính 5 năm tại tỉnh", "Kế hoạch tài chính 5 năm"),
        ("xây dựng Đề án tái cơ cấu ngành trồng trọt", "Đề án tái cơ cấu ngành trồng trọt"),
        ("xây dựng Đề án chợ đầu mối cho vùng", "Đề án chợ đầu mối"),
        ("trình dự thảo Thông tư liên quan trước quý IV/2026", "dự thảo Thông tư liên quan"),
        ("xây dựng Đề án khí tượng khi có vốn", "Đề án khí tượng"),
        (
            "ban hành Quyết định ban hành quy trình nội bộ để dùng",
            "Quyết định ban hành quy trình nội bộ",
        ),
        ("ban hành Quy định chế độ báo cáo định kỳ", "Quy định chế độ báo cáo"),
        ("lập Kế hoạch bảo đảm an toàn giao thông", "Kế hoạch bảo đảm an toàn giao thông"),
        ("xây dựng Đề án bệnh viện trình UBND tỉnh", "Đề án bệnh viện"),
    ],
)
def test_what_is_made_is_named(words: str, product: str) -> None:
    assert product_in(words) == product


@pytest.mark.parametrize(
    "words",
    [
        "tổng hợp kết quả giải ngân, báo cáo UBND tỉnh",
        "Định kỳ ngày 25 hằng tháng tổng hợp kết quả, báo cáo UBND tỉnh",
        "báo cáo UBND tỉnh tiến độ xử lý trước ngày 20 hằng tháng",
    ],
)
def test_a_report_is_the_product_where_reporting_is_the_work(words: str) -> None:
    assert product_in(words) == "Báo cáo"


@pytest.mark.parametrize(
    "words",
    [
        "theo dõi, đôn đốc, tổng hợp kết quả thực hiện, báo cáo Bộ trưởng",
        "kiểm tra chất lượng công trình, có văn bản báo cáo UBND tỉnh",
        "hướng dẫn UBND các xã, phường lập quy hoạch chung",
        "đôn đốc các chủ đầu tư xây dựng kế hoạch giải ngân",
        "tổ chức triển khai thực hiện kế hoạch",
        "tổng hợp kiến nghị của doanh nghiệp",
    ],
)
def test_what_others_make_or_what_only_ends_the_work_is_no_product(words: str) -> None:
    assert product_in(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "báo cáo UBND tỉnh chậm nhất 15 ngày kể từ ngày ban hành Kế hoạch này",
        "rà soát văn bản, thực hiện từ ngày ban hành Quyết định",
        "hoàn thiện đề án nói trên",
    ],
)
def test_the_document_itself_is_no_product(words: str) -> None:
    assert product_in(words) in ("", "Báo cáo")
