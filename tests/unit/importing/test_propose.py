"""Proposals: what becomes a task, an indicator, withdrawn or skipped, and that nothing is lost."""

# ruff: noqa: E501 - a paragraph of a document is one line here

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.time_limit import TimeLimitKind
from app.importing.blocks import Block, Cell, Kind, Part, Place, Repeat
from app.importing.names import AgencyName, Names, SchemeName
from app.importing.proposals import Proposals, to_json
from app.importing.propose import propose
from tests.importing.block_lists import SOURCE, blocks_of

NAMES = Names(
    (
        AgencyName("Sở Tài chính"),
        AgencyName("Sở Y tế"),
        AgencyName("Sở Xây dựng"),
        AgencyName("Sở Nội vụ"),
        AgencyName("Sở Ngoại vụ"),
        AgencyName("Các sở, ban, ngành", (), collective=True),
        AgencyName("UBND các xã, phường", (), collective=True),
        AgencyName("Ủy ban nhân dân tỉnh", ("UBND tỉnh",)),
    ),
    schemes=(SchemeName("17", "Mở rộng đối ngoại", confidential=True),),
)


def read(text: str) -> Proposals:
    return propose(SOURCE, blocks_of(text), NAMES)


def leads(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(task.locator, task.lead) for task in read(text).tasks]


# --- tasks ---------------------------------------------------------------------------------------


def test_a_heading_gives_its_work_to_an_agency() -> None:
    text = """II. NHIỆM VỤ
1. Kinh tế
a) Sở Tài chính chủ trì, phối hợp với Sở Y tế, UBND các xã, phường:
Nâng cao chất lượng dự báo ngân sách.
Tiếp tục rà soát các khoản chi.
b) Sở Xây dựng:
- Chủ trì, phối hợp với Sở Tài chính kiểm tra chất lượng công trình."""
    found = read(text).tasks
    assert [(task.locator, task.lead, task.coordinating) for task in found] == [
        ("II.1.a#1", ("Sở Tài chính",), ("Sở Y tế", "UBND các xã, phường")),
        ("II.1.a#2", ("Sở Tài chính",), ("Sở Y tế", "UBND các xã, phường")),
        ("II.1.b#1", ("Sở Xây dựng",), ("Sở Tài chính",)),
    ]
    assert found[0].source_text == "Nâng cao chất lượng dự báo ngân sách."
    assert found[2].title == "Kiểm tra chất lượng công trình"


def test_work_given_to_two_agencies_in_one_paragraph_is_two_tasks() -> None:
    text = "II. NHIỆM VỤ\n5. Đối với Bệnh viện: giao Sở Y tế làm việc với nhà thầu; giao Sở Xây dựng kiểm tra công trình, báo cáo trong quý II/2026."
    first, second = read(text).tasks
    assert (first.lead, second.lead) == (("Sở Y tế",), ("Sở Xây dựng",))
    assert (first.locator, second.locator) == ("II.5#1a", "II.5#1b")
    assert first.time_limit.due_on is None
    assert second.time_limit.kind is TimeLimitKind.PERIOD
    assert first.blocks == second.blocks


def test_who_is_addressed_at_the_beginning_takes_what_is_given_to_nobody() -> None:
    text = """Để phòng dịch, Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành thực hiện các nhiệm vụ sau:
1. Tăng cường tuyên truyền phòng dịch.
2. Sở Y tế chuẩn bị thuốc."""
    first, second = read(text).tasks
    assert first.lead == ("Các sở, ban, ngành",)
    assert [doubt.field for doubt in first.doubts] == ["lead"]
    assert second.lead == ("Sở Y tế",)


def test_an_unknown_agency_is_proposed_as_printed_with_a_doubt() -> None:
    (task,) = read("II. NHIỆM VỤ\n1. Giao Vụ Pháp chế rà soát văn bản.").tasks
    assert task.lead == ("Vụ Pháp chế",)
    assert [(d.field, d.reason) for d in task.doubts] == [
        ("lead", "Chưa có trong danh mục: Vụ Pháp chế")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trên đây là Kế hoạch của UBND tỉnh, đề nghị các sở, ban, ngành triển khai thực hiện./.",
        "Trong quá trình thực hiện, nếu có vướng mắc, các sở, ban, ngành báo cáo Sở Tài chính.",
        "Thống nhất với đề xuất của Sở Tài chính tại Tờ trình số 118/TTr-STC ngày 06/5/2026.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Chánh Văn phòng, Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này./.",
        "(Chi tiết các nhiệm vụ tại Phụ lục kèm theo)",
        "Thời gian qua, các sở, ngành đã tích cực triển khai; Sở Y tế đã hoàn thành 80% kế hoạch.",
    ],
)
def test_sentences_that_give_nothing(sentence: str) -> None:
    found = read(f"II. NHIỆM VỤ\n1. Sở Y tế rà soát thuốc.\n{sentence}")
    assert [task.lead for task in found.tasks] == [("Sở Y tế",)]
    assert found.skipped[-1].reason


@pytest.mark.parametrize(
    "section",
    ["I. MỤC ĐÍCH, YÊU CẦU", "I. QUAN ĐIỂM CHỈ ĐẠO", "I. ĐÁNH GIÁ CHUNG", "I. MỤC TIÊU"],
)
def test_sections_that_give_nothing(section: str) -> None:
    found = read(f"{section}\n- Nâng cao nhận thức của cán bộ.\nII. NHIỆM VỤ\n- Mở lớp tập huấn.")
    assert [task.locator for task in found.tasks] == ["II#1"]


def test_an_instruction_that_withdraws_an_earlier_one() -> None:
    text = """1. Sở Y tế rà soát thuốc.
2. Dừng thực hiện nhiệm vụ lập Đề án đã giao Sở Xây dựng tại Thông báo số 322/TB-UBND.
3. Chỉ thị này thay thế Chỉ thị số 02/CT-UBND ngày 10/01/2024.
4. Rà soát, bãi bỏ điều kiện kinh doanh không cần thiết."""
    found = read(text)
    assert [item.locator for item in found.withdrawn] == ["2#1", "3#1"]
    assert len(found.tasks) == 2


@pytest.mark.parametrize(
    "words",
    [
        "Không thực hiện nội dung giao Sở Tư pháp tại điểm c khoản 3 Thông báo số 15/TB-UBND.",
        "Không triển khai nhiệm vụ số 5 Phụ lục II.",
        "Các nội dung tại Thông báo số 41/TB-UBND ngày 12/3/2026 giao Sở Y tế không tiếp tục thực hiện.",
        "Nhiệm vụ đã giao Sở Y tế tại Kế hoạch số 12/KH-UBND không thực hiện nữa.",
    ],
)
def test_what_is_not_carried_on_is_withdrawn(words: str) -> None:
    found = read(f"1. Sở Y tế rà soát thuốc.\n2. {words}")
    assert [item.locator for item in found.withdrawn] == ["2#1"]
    assert len(found.tasks) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Giao Sở Y tế rà soát các dự án không tiếp tục thực hiện.",
        "Sở Y tế báo cáo các nhiệm vụ giao tại Kế hoạch số 12/KH-UBND không tiếp tục thực hiện.",
    ],
)
def test_a_task_about_what_is_not_carried_on_is_a_task(words: str) -> None:
    found = read(f"1. {words}")
    assert found.withdrawn == ()
    assert len(found.tasks) == 1


@pytest.mark.parametrize(
    ("words", "what", "title"),
    [
        (
            (
                "Thôi giao Sở Xây dựng chủ trì Đề án nhà ở đã giao tại Kế hoạch số 12/KH-UBND; giao Sở"
                " Y tế chủ trì thực hiện, hoàn thành trước ngày 30/9/2026."
            ),
            "2. Thôi giao Sở Xây dựng chủ trì Đề án nhà ở đã giao tại Kế hoạch số 12/KH-UBND;",
            "Thực hiện (Đề án nhà ở)",
        ),
        (
            "Bãi bỏ Kế hoạch số 12/KH-UBND ngày 01/02/2025. Giao Sở Y tế xây dựng Kế hoạch mới.",
            "2. Bãi bỏ Kế hoạch số 12/KH-UBND ngày 01/02/2025.",
            "Xây dựng Kế hoạch mới",
        ),
    ],
)
def test_a_paragraph_that_takes_from_one_and_gives_to_another(
    words: str, what: str, title: str
) -> None:
    found = read(f"1. Sở Y tế rà soát thuốc.\n2. {words}")
    assert [item.what for item in found.withdrawn] == [what]
    task = found.tasks[1]
    assert (task.lead, task.title) == (("Sở Y tế",), title)
    assert task.source_text == f"2. {words}"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (
            (
                "Đồng ý gia hạn thời gian trình Đề án y tế cơ sở; giao Sở Y tế hoàn thiện, trình UBND"
                " tỉnh trước ngày 30/9/2026."
            ),
            "Hoàn thiện, trình UBND tỉnh (Đề án y tế cơ sở)",
        ),
        (
            (
                "Điều chuyển nhiệm vụ xây dựng Đề án nhà ở đã giao Sở Xây dựng sang Sở Y tế chủ trì"
                " thực hiện."
            ),
            "Thực hiện (Đề án nhà ở)",
        ),
        ("Giao Sở Y tế thay Sở Xây dựng tham mưu Đề án nhà ở.", "Tham mưu Đề án nhà ở"),
        ("Đồng ý dự án cầu Lu; giao Sở Y tế lập hồ sơ mời thầu.", "Lập hồ sơ mời thầu"),
    ],
)
def test_the_title_says_what_the_task_is_about(words: str, title: str) -> None:
    (task,) = read(f"1. {words}").tasks
    assert (task.lead, task.title) == (("Sở Y tế",), title)


def test_a_clause_of_force_that_replaces_an_earlier_document_withdraws_it() -> None:
    found = read(
        "1. Sở Y tế rà soát.\nChỉ thị này có hiệu lực kể từ ngày ký và thay thế Chỉ thị số"
        " 03/CT-UBND ngày 15/02/2025."
    )
    assert [item.what[:24] for item in found.withdrawn] == ["Chỉ thị này có hiệu lực "]
    assert len(found.tasks) == 1


def test_who_is_to_answer_or_report_sets_no_figure_to_be_reached() -> None:
    found = read(
        "II. NHIỆM VỤ\n8. UBND các xã ven biển chịu trách nhiệm quản lý tàu cá dưới 12 mét;"
        " hằng tuần báo cáo Sở Y tế."
    )
    assert found.indicators == ()
    assert [task.lead for task in found.tasks] == [("UBND các xã ven biển",)]


LETTER = (
    "BỘ NỘI VỤ\nSố: 3155/BNV-CCVC\nV/v rà soát cán bộ\nHà Nội, ngày 09 tháng 6 năm 2026"
    "\nKính gửi: Ủy ban nhân dân các tỉnh"
    "\nBộ Nội vụ đề nghị Ủy ban nhân dân các tỉnh chỉ đạo thực hiện một số nội dung sau:"
)


def test_a_letter_gives_its_points_to_those_whom_it_asks_in_its_first_words() -> None:
    found = leads(f"{LETTER}\n1. Rà soát công chức.\n2. Giao Sở Tài chính bố trí kinh phí.")
    assert [lead for _, lead in found] == [("Ủy ban nhân dân các tỉnh",), ("Sở Tài chính",)]


def test_who_is_told_to_chair_leads_and_who_is_only_directed_does_not() -> None:
    found = leads(
        f"{LETTER}\n1. Chỉ đạo Sở Nội vụ chủ trì rà soát công chức chưa đạt chuẩn, xong trước ngày"
        " 30/6/2026.\n2. Chỉ đạo các sở, ban, ngành tăng cường kiểm tra."
    )
    assert [lead for _, lead in found] == [("Sở Nội vụ",), ("Ủy ban nhân dân các tỉnh",)]


def test_rows_of_points_are_a_task_each() -> None:
    text = """Phụ lục
|! STT | Tên đề án, nội dung | Cơ quan chủ trì | Cơ quan phối hợp |
| 01 | Đề án 01: Đô thị. // Nội dung, tiêu chí: // - Lập quy hoạch. // - Chỉnh trang tuyến phố. | Sở Xây dựng | Phối hợp: Sở Y tế. Báo cáo định kỳ gửi Sở Nội vụ. |"""
    first, second = read(text).tasks
    assert (first.locator, second.locator) == ("PL.01#1", "PL.01#2")
    assert second.source_text == "Chỉnh trang tuyến phố."
    assert (second.lead, second.coordinating) == (("Sở Xây dựng",), ("Sở Y tế",))
    assert second.receiving == ("Sở Nội vụ",)


def test_points_of_a_row_with_its_own_time_are_steps_of_one_task() -> None:
    text = """Phụ lục
|! STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn | Sản phẩm |
| 1 | Tập huấn: // - Soạn tài liệu. // - Mở lớp. | Sở Nội vụ | 30/6/2026 | Báo cáo |"""
    (task,) = read(text).tasks
    assert (task.locator, task.product) == ("PL.1", "Báo cáo")
    assert task.time_limit.due_on is not None


def test_a_task_under_secrecy_keeps_its_public_title_alone() -> None:
    text = """Phụ lục
|! STT | Tên đề án | Cơ quan chủ trì | Cơ quan phối hợp |
| 1 | Đề án 9: Củng cố biên giới. // Nội dung chi tiết về lực lượng | Sở Ngoại vụ | Báo cáo bảo đảm đúng quy định về bảo vệ bí mật nhà nước. |"""
    (task,) = read(text).tasks
    assert task.confidential
    assert task.source_text == "Đề án 9: Củng cố biên giới."
    assert "lực lượng" not in json.dumps(to_json(read(text)), ensure_ascii=False)


def test_a_scheme_known_to_be_secret_makes_its_tasks_so() -> None:
    text = "II. NHIỆM VỤ\n1. Sở Ngoại vụ triển khai Đề án 17 với 12 nội dung cụ thể."
    (task,) = read(text).tasks
    assert (task.confidential, task.title) == (True, "Đề án 17: Mở rộng đối ngoại")
    assert "12 nội dung" not in task.source_text


def test_keeping_secrets_is_no_secret() -> None:
    text = "II. NHIỆM VỤ\n1. Sở Nội vụ tăng cường công tác bảo vệ bí mật nhà nước."
    assert not read(text).tasks[0].confidential


# --- indicators ----------------------------------------------------------------------------------


def test_goals_are_indicators_with_the_year_of_their_heading() -> None:
    text = """I. MỤC TIÊU NĂM 2026
- Tỷ lệ đô thị hóa đạt trên 38%.
- Nâng cao thứ hạng chỉ số PCI.
II. NHIỆM VỤ
- Rà soát quy hoạch, phấn đấu đạt tỷ lệ phủ kín 100%."""
    found = read(text)
    assert [(i.locator, i.value, i.year) for i in found.indicators] == [
        ("I#1", 38, 2026),
        ("I#2", None, 2026),
    ]
    assert [task.locator for task in found.tasks] == ["II#1"]
    assert found.tasks[0].targets[0].value == 100


def test_rows_of_indicators() -> None:
    text = """Phụ lục
CHỈ TIÊU NĂM 2026
|! STT | Chỉ tiêu | Đơn vị tính | Kế hoạch năm 2026 | Cơ quan chủ trì | Cơ quan phối hợp | Lãnh đạo tỉnh phụ trách |
| 1 | Thu ngân sách | Tỷ đồng | >90000 | Sở Tài chính | UBND các xã, phường | Đông chí Trần A - Chủ tịch UBND tỉnh |"""
    (indicator,) = read(text).indicators
    assert to_json(read(text))["indicators"] == [
        {
            "locator": "PL.1", "stt": "1", "group": None, "name": "Thu ngân sách",
            "unit": "Tỷ đồng", "target_text": ">90000", "operator": ">", "value": 90000,
            "upper": None, "year": 2026, "lead": ["Sở Tài chính"],
            "coordinating": ["UBND các xã, phường"], "monitoring": [], "leader": "Trần A",
            "doubts": [],
        }
    ]  # fmt: skip
    assert indicator.blocks == (3,)


# --- the form ------------------------------------------------------------------------------------


def test_the_json_of_section_8() -> None:
    text = "UBND TỈNH A\nSố: 5/KH-UBND\nA, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nPhòng dịch năm 2026\n1. Giao Sở Y tế xây dựng phương án phòng dịch, báo cáo UBND tỉnh trước ngày 20/3/2026."
    found = to_json(read(text))
    assert set(found) == {"format", "document", "tasks", "indicators", "withdrawn", "skipped"}
    assert found["document"] == {
        "number": "5/KH-UBND", "type": "Kế hoạch", "title": "Phòng dịch năm 2026",
        "issuer": "Ủy ban nhân dân tỉnh A", "issued_on": "2026-03-02", "signer": None,
        "signer_position": None, "period": {"from": "2026-01-01", "to": "2026-12-31"},
    }  # fmt: skip
    assert found["tasks"] == [
        {
            "locator": "1#1",
            "title": "Xây dựng phương án phòng dịch, báo cáo UBND tỉnh",
            "source_text": "1. Giao Sở Y tế xây dựng phương án phòng dịch, báo cáo UBND tỉnh trước ngày 20/3/2026.",
            "lead": ["Sở Y tế"], "coordinating": [], "monitoring": [],
            "receiving": ["Ủy ban nhân dân tỉnh"], "leader": None,
            "time_limit": {"kind": "date", "date": "2026-03-20", "text": "trước ngày 20/3/2026",
                           "recurrence": None},
            "product": "phương án phòng dịch", "targets": [], "confidential": False, "doubts": [],
        }
    ]  # fmt: skip
    assert json.loads(json.dumps(found)) == found


# --- nothing is lost -----------------------------------------------------------------------------

WORDS = st.sampled_from([
    "I.", "II.", "1.", "a)", "-", "+", "(1)", "Điều 1.", "Phụ lục", "Nơi nhận:", "CHỦ TỊCH", "Giao",
    "Sở Y tế", "chủ trì", "phối hợp với", "Sở Tài chính,", "UBND các xã, phường", "rà soát",
    "trước ngày 20/5/2026", "trong quý III", "hằng tháng", "đạt 95%", "giảm 2,5-3 điểm %",
    "MỤC TIÊU", "NHIỆM VỤ", "KẾT QUẢ", "đã", "thay thế Văn bản số 12/UBND", "thường xuyên", ":",
    ";", ".", ",", "(Kèm theo)", "Kính gửi", "“", "”", "1.1.", "đ/c",
])  # fmt: skip
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)
MARKERS = st.sampled_from(
    ["", "I.", "II.", "1.", "2.", "1.1.", "a)", "đ)", "-", "+", "(1)", "Điều 1", "Phụ lục I",
     "Phần thứ nhất", "Chương II", "A.", "3-", "?"]
)  # fmt: skip
CELLS = st.lists(
    st.builds(Cell, TEXTS, st.sampled_from(list(Repeat)), st.booleans()), max_size=6
).map(tuple)
PLACES = st.builds(Place, line=st.none(), table=st.integers(1, 3), row=st.none())
BLOCKS = st.builds(
    Block,
    st.sampled_from(list(Kind)),
    TEXTS,
    PLACES,
    MARKERS,
    centred=st.booleans(),
    bold=st.booleans(),
    part=st.sampled_from(list(Part)),
    cells=CELLS,
    header=st.booleans(),
)


def accounted(found: Proposals) -> list[Counter[int]]:
    """Return for each of the four lists how often it names each block."""
    lists = (found.tasks, found.indicators, found.withdrawn, found.skipped)
    return [Counter(n for item in items for n in set(item.blocks)) for items in lists]


def _has_one_home(found: Proposals, n: int) -> bool:
    """Return whether a block is in one list; what gives to B instead of A ends and gives."""
    tasks, indicators, withdrawn, skipped = (n in home for home in accounted(found))
    return tasks + indicators + withdrawn + skipped == 1 or (
        tasks and withdrawn and not (indicators or skipped)
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, max_size=14))
def test_every_block_is_in_exactly_one_list(blocks: list[Block]) -> None:
    found = propose(SOURCE, blocks, NAMES)
    homes = accounted(found)
    assert all(_has_one_home(found, n) for n in range(len(blocks)))
    assert all(count == 1 for count in (homes[2] | homes[3]).values())  # said once, not twice
    lists = (found.tasks, found.indicators, found.withdrawn, found.skipped)
    locators = [item.locator for items in lists for item in items]
    assert len(set(locators)) == len(locators)
    assert all(locators)
    json.dumps(to_json(found))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_letters_at_all(texts: list[str]) -> None:
    blocks = [Block(Kind.PARAGRAPH, " ".join(text.split())) for text in texts]
    found = propose(SOURCE, blocks, Names())
    assert sum(len(item.blocks) for item in found.skipped) <= len(blocks)
    assert all(_has_one_home(found, n) for n in range(len(blocks)))


def test_a_name_with_a_colon_before_an_order_is_asked_whatever_figure_follows() -> None:
    found = read(
        "I. CÔNG VIỆC\n3. Ban Quản lý Hạ tầng Vùng cao: xây dựng phương án di dời 120 hộ dân."
    )
    assert [task.lead for task in found.tasks] == [("Ban Quản lý Hạ tầng Vùng cao",)]
    assert found.indicators == ()


@pytest.mark.parametrize("section", ["II. NHIỆM VỤ", "I. CHỈ TIÊU NĂM 2026"])
@pytest.mark.parametrize("opening", ["Giao Sở Y tế chủ trì", "Sở Y tế chủ trì", "Sở Y tế"])
def test_an_agency_that_opens_the_sentence_makes_a_figure_a_task(
    opening: str, section: str
) -> None:
    found = read(
        f"{section}\n3. {opening} nâng tỷ lệ bao phủ bảo hiểm y tế đạt 95% dân số, hoàn thành trước ngày 30/11/2026."
        "\n4. Tỷ lệ hồ sơ trực tuyến đạt 90%."
    )
    (task,) = found.tasks
    assert task.lead == ("Sở Y tế",)
    assert str(task.time_limit.due_on) == "2026-11-30"
    assert [target.value for target in task.targets] == [95]
    assert found.indicators[-1].value == 90


@pytest.mark.parametrize("section", ["II. NHIỆM VỤ", "I. CHỈ TIÊU NĂM 2026"])
@pytest.mark.parametrize(
    "when", ["Hằng năm, ", "Hàng năm ", "Định kỳ hằng quý, ", "Hằng năm, giao "]
)
def test_words_of_time_before_who_is_asked_leave_an_order_an_order(when: str, section: str) -> None:
    found = read(
        f"{section}\n3. {when}Sở Y tế bảo đảm tỷ lệ tiêm chủng đạt 95%."
        "\n4. Hằng năm, tỷ lệ hồ sơ trực tuyến đạt 90%."
    )
    assert [task.lead for task in found.tasks] == [("Sở Y tế",)]
    assert [indicator.value for indicator in found.indicators] == [90]


def test_a_day_to_be_done_by_makes_a_figure_a_task_and_a_name_of_a_figure_does_not() -> None:
    found = read(
        "II. NHIỆM VỤ\n1. Tỷ lệ bao phủ bảo hiểm y tế đạt 95%, hoàn thành trước ngày 30/11/2026."
        "\n2. Bảo hiểm xã hội tự nguyện tăng 5%."
    )
    assert [str(task.time_limit.due_on) for task in found.tasks] == ["2026-11-30"]
    assert [indicator.value for indicator in found.indicators] == [5]


def test_a_leader_who_directs_an_agency_and_the_agency_are_both_kept() -> None:
    (task,) = read(
        "II. NHIỆM VỤ\n5. Đồng chí Nguyễn Hồng Hải, Phó Chủ tịch UBND tỉnh chỉ đạo Sở Nội vụ xây dựng Đề án tinh giản biên chế, trình trong tháng 6/2026."
    ).tasks
    assert (task.leader, task.lead) == ("Nguyễn Hồng Hải", ("Sở Nội vụ",))
    assert task.time_limit.kind is TimeLimitKind.PERIOD
