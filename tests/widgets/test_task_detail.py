"""The detail panel: what is known, in words; nothing of a restricted task; plain text only."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.domain import locator
from app.domain.periods import Recurrence
from app.domain.records import Role
from app.domain.sources import DefectRecord, LinkRecord, SourceRecord
from app.domain.task_detail import AssignmentRecord, HistoryRecord
from app.domain.traffic_light import Assessment, Light, TaskState
from app.views import theme
from app.views.pages.detail_host import READ_ONLY_PAST
from app.views.theme import DARK_THEME, LIGHT_THEME
from app.views.widgets.tag import SuggestedTag
from app.views.widgets.task_detail import (
    ALREADY_DONE,
    CONFIDENTIAL,
    NOTHING_CHOSEN,
    STOPPED,
    TaskDetailPanel,
)
from app.views.widgets.task_sources import NO_SOURCE, DocumentNotes, LinkRow
from tests.factories import PLAN, PROGRAMME, make_document, make_official
from tests.task_fakes import continuing, make_detail, make_duty, make_receipt, make_update

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

HISTORY = HistoryRecord(
    dt.datetime(2026, 11, 12, 9, 5),  # noqa: DTZ001 - local time
    "can.bo",
    "Hoàn thành nhiệm vụ II.2.a#1",
    (("Sản phẩm", "", "Báo cáo"),),
)


@pytest.fixture
def panel(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)
    asked = []

    def history(task):
        asked.append(task)
        return (HISTORY,)

    made = TaskDetailPanel(history)
    made.asked = asked  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.resize(336, 616)
    made.show()
    return made


def _texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_without_a_task_it_says_what_to_do(panel):
    assert _texts(panel) == [NOTHING_CHOSEN]
    panel.show_nothing("Nhiệm vụ này chưa có trong sổ.")
    assert _texts(panel) == ["Nhiệm vụ này chưa có trong sổ."]


def test_the_head_says_light_place_title_and_why(panel):
    panel.show_detail(make_detail(3, title="Đẩy nhanh giải ngân"), refusal="")
    texts = _texts(panel)
    assert {"II.2.a #3", "Đẩy nhanh giải ngân"} <= set(texts)
    assert "Đỏ: quá hạn 21 ngày so với 31/10/2026." in texts
    assert panel._badge.accessibleName() == "Quá hạn 21 ngày"


def test_the_facts_name_every_role_that_there_is(panel):
    roles = tuple(
        AssignmentRecord(role, number, f"Cơ quan {number}") for number, role in enumerate(Role)
    )
    panel.show_detail(make_detail(assignments=roles, scheme="Đề án 09: Chuyển đổi số"), refusal="")
    texts = _texts(panel)
    for name in ("Chủ trì", "Phối hợp", "Theo dõi", "Nhận báo cáo", "Đề án"):
        assert name in texts
    assert "09: Chuyển đổi số" in texts
    panel.show_detail(make_detail(), refusal="")
    assert "Phối hợp" not in _texts(panel)


def test_a_suggested_leader_wears_a_tag_with_the_evidence(panel):
    leader = make_official(1, "Nguyễn Tuấn Anh")
    panel.show_detail(
        make_detail(leader=leader, leader_suggested=True, leader_source="Phụ lục <1>"), refusal=""
    )
    tag = panel.findChild(SuggestedTag)
    assert tag is not None
    assert tag.toolTip() == "<span>Gợi ý từ Phụ lục &lt;1&gt;, chưa được xác nhận.</span>"
    panel.show_detail(make_detail(leader=leader), refusal="")
    assert not [tag for tag in panel.findChildren(SuggestedTag) if tag.isVisible()]


def test_the_limit_tells_how_it_was_moved(panel):
    detail = make_detail(
        extensions=1,
        extension_authority="CV 1832/VPUBND-TH",
        first_due_on=dt.date(2026, 9, 30),
    )
    panel.show_detail(detail, refusal="")
    texts = _texts(panel)
    assert "31/10/2026" in texts
    assert "gia hạn 1 lần theo CV 1832/VPUBND-TH, hạn đầu 30/9/2026" in texts


def test_a_limit_brought_forward_tells_the_first(panel):
    panel.show_detail(make_detail(extensions=0, first_due_on=dt.date(2026, 11, 30)), refusal="")
    assert "hạn đầu 30/11/2026" in _texts(panel)


def test_the_basis_names_the_place_and_keeps_one_line_for_the_sentence(panel):
    panel.show_detail(make_detail(), refusal="")
    texts = _texts(panel)
    assert "CTr04-2026, mục II.2, điểm a, đoạn 1" in texts
    assert NO_SOURCE in texts
    panel.show_detail(make_detail(source_text="Sở Tài chính chủ trì …"), refusal="")
    assert NO_SOURCE not in _texts(panel)
    assert "Sở Tài chính chủ trì …" in _texts(panel)


def test_a_heading_that_the_place_says_already_is_not_repeated(panel):
    panel.show_detail(make_detail(), refusal="")
    assert "Thúc đẩy tăng trưởng" in _texts(panel)
    detail = make_detail(locator="TCTH.2#1", section_heading="Tổ chức thực hiện")
    panel.show_detail(detail, refusal="")
    assert "CTr04-2026, Tổ chức thực hiện, mục 2, đoạn 1" in _texts(panel)
    assert "Tổ chức thực hiện" not in _texts(panel)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("II.2.a#1", "mục II.2, điểm a, đoạn 1"),
        ("III.7.(2)#1", "mục III.7, điểm (2), đoạn 1"),
        ("III.3#1", "mục III.3, đoạn 1"),
        ("II.1.đ#5a", "mục II.1, điểm đ, đoạn 5a"),
        ("TCTH.2#1", "Tổ chức thực hiện, mục 2, đoạn 1"),
        ("TCTH.2.a#1", "Tổ chức thực hiện, mục 2, điểm a, đoạn 1"),
        ("III", "mục III"),
    ],
)
def test_places_are_cited_in_words(place, words):
    assert locator.citation(place) == words


PLAN_RECORD = make_document(PLAN, "KHNQ02-2026")


def test_every_source_stands_under_the_basis_as_its_document_puts_it(panel):
    source = SourceRecord(
        document=PLAN_RECORD,
        locator="III.8.(3)#4a",
        section_heading="Doanh nghiệp",
        title="Đôn đốc 07 dự án thủy điện",
        points=("Rút ngắn thời gian tiếp cận điện",),
        time_text="trong năm 2026",
        expected_product="Báo cáo",
        note="In liền 78MW",
        source_text="",
    )
    panel.show_detail(make_detail(sources=(source,)), refusal="")
    texts = _texts(panel)
    own = texts.index("CTr04-2026, mục II.2, điểm a, đoạn 1")
    further = texts.index("KHNQ02-2026, mục III.8, điểm (3), đoạn 4a")
    assert own < further
    assert texts[further + 1 : further + 7] == [
        "Doanh nghiệp",
        "Đôn đốc 07 dự án thủy điện",
        "• Rút ngắn thời gian tiếp cận điện",
        "Thời hạn: “trong năm 2026”",
        "Sản phẩm: Báo cáo",
        "Ghi chú: In liền 78MW",
    ]


def test_a_linked_task_says_how_it_stands_and_why_and_a_press_asks_for_it(panel, qtbot):
    assert "Nhiệm vụ liên quan" not in _texts(panel)
    link = LinkRecord(
        task_id=41,
        title="Thành lập cụm công nghiệp",
        document=PLAN_RECORD,
        locator="III.8.(3)#4c",
        assessment=Assessment(Light.OVERDUE, 3),
        why="Cùng Sở Công Thương",
    )
    panel.show_detail(make_detail(links=(link,)), refusal="")
    texts = _texts(panel)
    assert {"Nhiệm vụ liên quan", "Thành lập cụm công nghiệp", "Cùng Sở Công Thương"} <= set(texts)
    assert "Quá hạn 3 ngày · III.8.(3) #4c, KHNQ02-2026" in texts
    row = panel.findChild(LinkRow)
    with qtbot.waitSignal(panel.task_asked) as asked:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert asked.args == [41]


def test_a_detail_that_is_read_anew_keeps_the_keyboard(panel, qtbot):
    link = LinkRecord(
        task_id=7,
        title="Việc khác",
        document=make_detail().document,
        locator="II.1#1",
        assessment=make_detail().assessment,
        why="cùng chỉ tiêu",
    )
    panel.show_detail(make_detail(links=(link,)), refusal="")
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.findChildren(LinkRow)[0].setFocus()
    panel.show_detail(make_detail(links=(link,)), refusal="")
    assert QApplication.focusWidget() is panel._pages[0]


def test_the_nearest_defects_are_shown_and_the_rest_when_it_is_asked_for(panel):
    own = make_document(PROGRAMME, "CTr04-2026")
    defects = (
        DefectRecord(own, "II.2.a", "thiếu số", "04/CTr-UBND", "Phụ lục ghi đủ"),
        DefectRecord(PLAN_RECORD, "III.8", "thiếu ngày", "tháng 3", "Chỗ ghi ngày để trống"),
        DefectRecord(own, "II.2.a", "kiến cố", "kiên cố", "Lỗi nhận dạng dấu"),
    )
    panel.show_detail(make_detail(source_note="Không ghi kỳ.", defects=defects), refusal="")
    texts = _texts(panel)
    assert texts.count("Ghi chú về văn bản") == 1
    assert {"Không ghi kỳ.", "thiếu số → 04/CTr-UBND", "Phụ lục ghi đủ"} <= set(texts)
    assert "KHNQ02-2026: thiếu ngày → tháng 3" in texts
    assert "kiến cố → kiên cố" not in texts
    notes = panel.findChild(DocumentNotes)
    assert notes.more.text() == "Xem cả 3 ghi chú của mục này"
    notes.more.click()
    assert "kiến cố → kiên cố" in _texts(panel)
    assert not notes.more.isVisible()


class _Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_many_defects_open_no_window_of_their_own(panel, qapp):
    own = make_document(PROGRAMME, "CTr04-2026")
    defects = tuple(DefectRecord(own, "II.2.a", f"chỗ {n}", "như in", "vì") for n in "abc")
    windows = _Windows()
    qapp.installEventFilter(windows)
    panel.show_detail(make_detail(defects=defects), refusal="")
    qapp.removeEventFilter(windows)
    assert windows.shown == []


def test_a_search_unfolds_the_defect_that_holds_its_words(panel):
    own = make_document(PROGRAMME, "CTr04-2026")
    defects = tuple(DefectRecord(own, "II.2.a", f"chỗ {n}", "như in", f"lý do {n}") for n in "abc")
    panel.mark(["ly", "do"])
    panel.show_detail(make_detail(defects=defects[:2]), refusal="")
    panel.mark(["khac"])
    panel.show_detail(make_detail(defects=defects), refusal="")
    assert panel.findChild(DocumentNotes).more.isVisible()
    panel.mark(["cho", "c"])
    assert not panel.findChild(DocumentNotes).more.isVisible()


def test_points_notes_and_the_latest_update_are_shown(panel, qtbot):
    updates = (
        make_update(2, reversed=True, result="Bấm nhầm"),
        make_update(1, percent=60, difficulties="chờ ý kiến về khung giá"),
    )
    detail = make_detail(
        points=("Đạt 13.400 doanh nghiệp",),
        source_note="Văn bản ghi thiếu số.",
        updates=updates,
        percent=60,
    )
    panel.show_detail(detail, refusal="")
    texts = _texts(panel)
    assert {"Nội dung chính", "Đạt 13.400 doanh nghiệp", "Văn bản ghi thiếu số.", "60%"} <= set(
        texts
    )
    assert "12/11/2026  Đang thực hiện, 60%" in texts
    assert "Vướng mắc: chờ ý kiến về khung giá" in texts
    assert "Bấm nhầm" not in texts  # it was taken back, so it is not the latest
    assert panel._tabs.bar.tabText(1) == "Cập nhật 2"
    panel._tabs.bar.setCurrentIndex(1)
    assert "Bấm nhầm" in _texts(panel)
    assert any(text.startswith("Đã hoàn tác.") for text in _texts(panel))


def test_history_is_read_when_its_tab_is_opened(panel):
    panel.show_detail(make_detail(4), refusal="")
    assert panel.asked == []
    panel._tabs.bar.setCurrentIndex(3)
    panel._tabs.bar.setCurrentIndex(1)
    panel._tabs.bar.setCurrentIndex(3)
    assert panel.asked == [4]
    assert "Sản phẩm: – → Báo cáo" in _texts(panel)


def test_a_reload_keeps_the_tab_and_another_task_begins_with_the_first(panel):
    panel.show_detail(make_detail(4), refusal="")
    panel._tabs.bar.setCurrentIndex(1)
    panel.show_detail(make_detail(4), refusal="")
    assert panel._tabs.bar.currentIndex() == 1
    panel.show_detail(make_detail(5), refusal="")
    assert panel._tabs.bar.currentIndex() == 0


@pytest.mark.parametrize(
    ("state", "refusal", "reason"),
    [
        (TaskState.OPEN, READ_ONLY_PAST, READ_ONLY_PAST),
        (TaskState.COMPLETED, "", ALREADY_DONE),
        (TaskState.STOPPED, "", STOPPED),
    ],
)
def test_what_cannot_be_completed_says_why(panel, state, refusal, reason):
    panel.show_detail(make_detail(state=state), refusal=refusal)
    assert not panel.complete_button.isEnabled()
    assert panel.complete_button.toolTip() == reason
    assert panel.complete_button.accessibleDescription() == reason


def test_a_continuing_task_offers_to_record_a_report(panel):
    panel.show_detail(make_detail(**continuing(make_duty())), refusal="")
    assert panel.complete_button.text() == "Ghi nhận báo cáo"
    assert panel.complete_button.toolTip() == (
        "Ghi nhận báo cáo của một kỳ và ngày đến (Ctrl+Enter)"
    )
    panel.show_detail(make_detail(), refusal="")
    assert panel.complete_button.text() == "Đánh dấu hoàn thành"
    assert panel.complete_button.toolTip() == "Ghi nhận sản phẩm và ngày (Ctrl+Enter)"


def test_reports_that_came_are_listed_newest_first(panel):
    month = make_duty(
        1,
        receipts=(
            make_receipt("2026-11", dt.date(2026, 11, 18)),
            make_receipt("2026-09", dt.date(2026, 9, 16)),
        ),
    )
    quarter = make_duty(
        2,
        title="Báo cáo quý",
        recurrence=Recurrence.QUARTERLY,
        receipts=(make_receipt("2026-Q3", dt.date(2026, 10, 2)),),
    )
    panel.show_detail(
        make_detail(**continuing(month, quarter), updates=(make_update(),)), refusal=""
    )
    texts = _texts(panel)
    assert {"Báo cáo gần nhất", "18/11/2026  Báo cáo tháng 11/2026"} <= set(texts)
    assert "02/10/2026  Báo cáo quý III/2026" not in texts
    assert panel._tabs.bar.tabText(1) == "Cập nhật 4"
    panel._tabs.bar.setCurrentIndex(1)
    lines = [text for text in _texts(panel) if "  Báo cáo" in text]
    assert lines == [
        "18/11/2026  Báo cáo tháng 11/2026",
        "02/10/2026  Báo cáo quý III/2026",
        "16/09/2026  Báo cáo tháng 9/2026",
    ]
    assert "can.bo ghi lúc 09:05 18/11/2026" in _texts(panel)


def test_the_button_asks_to_complete_and_esc_leaves(panel, qtbot):
    panel.show_detail(make_detail(), refusal="")
    with qtbot.waitSignal(panel.complete_asked):
        panel.complete_button.click()
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.closed):
        panel.close_button.click()


def test_a_restricted_task_shows_its_title_and_why_there_is_no_more(panel):
    detail = make_detail(
        confidential=True, title="Đề án 17", points=("mật",), source_text="mật", why="mật"
    )
    panel.show_detail(detail, refusal="")
    texts = _texts(panel)
    assert {"Đề án 17", CONFIDENTIAL} <= set(texts)
    assert "mật" not in texts
    panel.show_detail(make_detail(points=("rõ",)), refusal="")
    assert CONFIDENTIAL not in _texts(panel)
    assert "rõ" in _texts(panel)


def test_markup_is_shown_as_it_stands(panel):
    markup = "<b>Đậm</b> & <img src=x>"
    detail = make_detail(
        title=markup,
        points=(markup,),
        source_text=markup,
        source_note=markup,
        why=markup,
        updates=(make_update(result=markup),),
        expected_product=markup,
    )
    panel.show_detail(detail, refusal="")
    assert _texts(panel).count(markup) >= 7
    for label in panel.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_one_long_word_does_not_widen_the_panel(panel):
    panel.show_detail(make_detail(title="x" * 400, points=("y" * 400,)), refusal="")
    assert panel.minimumSizeHint().width() <= 300


@pytest.mark.parametrize("colours", [LIGHT_THEME, DARK_THEME], ids=lambda t: t.name)
def test_it_is_painted_in_both_themes(panel, qapp, colours):
    theme.apply(qapp, colours)
    panel.show_detail(make_detail(percent=40, updates=(make_update(),)), refusal="")
    assert not panel.grab().isNull()
