"""Recording a report: what is refused, what it changes for whom, and how it is taken back."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

import pytest

from app.domain.acts import ReportArrival
from app.domain.errors import InputRefusedError, TienDoError
from app.domain.traffic_light import DEFAULT_SOON_DAYS, Light
from app.services import reading, receipts, undo
from tests.conftest import open_as_office
from tests.registers import (
    CONTINUING,
    CONTINUOUS,
    DATED,
    MONTHLY_DUTY,
    TODAY,
    changes,
    duty_id,
    execute,
    report,
    rows_of,
    task_id,
    update,
    what_people_see,
    write,
)

if TYPE_CHECKING:
    from app.domain.task_detail import TaskDetail
    from app.services.receipts import ReportReview
    from app.services.register import Register

ARRIVED = dt.date(2026, 11, 18)
OTHER_OF_AGENCY = "CTr04-2026/II.2.a#3"
"""Continuing too, of the same agency and document."""
OF_OTHER_AGENCY = "CTr04-2026/II.1.đ#3"
QUARTERLY_DUTY = "CTr04-2026/BC-QUY"
ONCE = "KHNQ02-2026/III.9.(1)#2"
"""Continuing, with two duties of its document that are due once."""
HALF_YEAR_DUTY = "KHNQ02-2026/BC-6T"
OWN = "KHNQ02-2026/III.6.(4)#2"
OWN_DUTY = "KHNQ02-2026/BC-THANG"


def detail_of(register: Register, code: str, as_of: dt.date = TODAY) -> TaskDetail:
    return reading.load_detail(register, task_id(register, code), as_of)


def light_of(register: Register, code: str, as_of: dt.date = TODAY) -> Light:
    wanted = task_id(register, code)
    index = reading.load_index(register, as_of)
    return next(ref.light for ref in index.tasks if ref.id == wanted)


def reviewed(
    register: Register,
    code: str,
    period: str,
    arrived_on: dt.date = ARRIVED,
    duty: str = MONTHLY_DUTY,
) -> ReportReview:
    arrival = ReportArrival(duty_id(register, duty), period, arrived_on)
    return receipts.review_report(detail_of(register, code), arrival, TODAY, DEFAULT_SOON_DAYS)


# ---- What it does


def test_the_report_of_the_last_closed_period_turns_the_task_blue(register: Register) -> None:
    assert light_of(register, CONTINUOUS) is Light.UNKNOWN
    change = report(register, CONTINUOUS, "2026-11", ARRIVED)
    detail = detail_of(register, CONTINUOUS)
    assert light_of(register, CONTINUOUS) is detail.assessment.light is Light.IN_TIME
    assert detail.why == "Xanh dương: báo cáo tháng 11/2026 đã đến."
    assert change.task_ids == {detail.id}
    assert change.directory  # the other tasks of the duty may differ too
    (receipt,) = detail.duties[0].receipts
    assert (receipt.period, receipt.arrived_on) == ("2026-11", ARRIVED)
    assert (receipt.recorded_at, receipt.recorded_by) == (register.clock(), "can.bo")


def test_from_then_on_a_missing_report_is_yellow_then_red(register: Register) -> None:
    report(register, CONTINUOUS, "2026-11", ARRIVED)
    expected = {
        dt.date(2026, 12, 14): Light.IN_TIME,
        dt.date(2026, 12, 15): Light.DUE_SOON,
        dt.date(2026, 12, 21): Light.DUE_SOON,
        dt.date(2026, 12, 22): Light.OVERDUE,
    }
    assert {day: light_of(register, CONTINUOUS, day) for day in expected} == expected


def test_a_past_day_knows_only_the_reports_that_had_come(register: Register) -> None:
    report(register, CONTINUOUS, "2026-11", ARRIVED)
    report(register, CONTINUOUS, "2026-10", dt.date(2026, 10, 16))
    expected = {
        dt.date(2026, 10, 15): Light.UNKNOWN,
        dt.date(2026, 10, 16): Light.IN_TIME,
        dt.date(2026, 11, 14): Light.IN_TIME,
        # The duty was not switched on yet when November closed.
        dt.date(2026, 11, 17): Light.UNKNOWN,
        ARRIVED: Light.IN_TIME,
    }
    assert {day: light_of(register, CONTINUOUS, day) for day in expected} == expected
    assert len(detail_of(register, CONTINUOUS, dt.date(2026, 11, 1)).duties[0].receipts) == 1


def test_the_first_receipt_switches_the_duty_on_from_the_day_it_came(register: Register) -> None:
    report(register, CONTINUOUS, "2026-11", ARRIVED)
    report(register, CONTINUOUS, "2026-10", dt.date(2026, 10, 16))
    duties = {duty.duty.id: duty.duty for duty in detail_of(register, CONTINUOUS).duties}
    assert duties[duty_id(register, MONTHLY_DUTY)].active_from == ARRIVED
    assert duties[duty_id(register, QUARTERLY_DUTY)].active_from is None


def test_the_report_counts_for_every_task_of_the_agency_under_the_document(
    register: Register,
) -> None:
    report(register, CONTINUOUS, "2026-11", ARRIVED)
    assert light_of(register, OTHER_OF_AGENCY) is Light.IN_TIME
    assert detail_of(register, OTHER_OF_AGENCY).duties[0].receipts
    for code in (OF_OTHER_AGENCY, CONTINUING, ONCE, OWN):
        assert light_of(register, code) is Light.UNKNOWN
        assert not any(duty.receipts for duty in detail_of(register, code).duties)


def test_it_is_told_for_what_else_the_report_counts(register: Register) -> None:
    shared, first = reviewed(register, CONTINUOUS, "2026-11").reach
    assert shared == (
        "Báo cáo này tính cho mọi nhiệm vụ thường xuyên của Sở Tài chính theo "
        "Chương trình hành động 04/CTr-UBND."
    )
    assert "báo cáo đầu tiên" in first
    assert "từ ngày 18/11/2026" in first
    report(register, CONTINUOUS, "2026-11", ARRIVED)
    assert reviewed(register, OTHER_OF_AGENCY, "2026-10").reach == (shared,)
    (alone,) = reviewed(register, OWN, "2026-11", duty=OWN_DUTY).reach
    assert "báo cáo đầu tiên" in alone


def test_a_report_due_once(register: Register) -> None:
    report(register, ONCE, "2026-05-25", dt.date(2026, 5, 24), duty=HALF_YEAR_DUTY)
    assert light_of(register, ONCE) is Light.IN_TIME
    assert detail_of(register, ONCE).why == "Xanh dương: báo cáo hạn 25/5/2026 đã đến."


def test_history_names_period_agency_and_document(register: Register) -> None:
    change = report(register, CONTINUOUS, "2026-11", ARRIVED)
    assert change.summary == (
        "nhận báo cáo tháng 11/2026 của Sở Tài chính theo Chương trình hành động 04/CTr-UBND"
    )
    (line,) = reading.load_history(register, task_id(register, CONTINUOUS))
    assert line.summary == f"N{change.summary[1:]}"


# ---- Undo


def test_undo_turns_it_grey_again_and_redo_blue(register: Register) -> None:
    before = what_people_see(register)
    report(register, CONTINUOUS, "2026-11", ARRIVED)
    done = what_people_see(register)
    assert done != before
    assert undo.undo_last(register).directory
    assert what_people_see(register) == before
    assert light_of(register, CONTINUOUS) is Light.UNKNOWN
    undo.redo_last(register)
    assert what_people_see(register) == done
    rows = changes(register)
    assert [row.kind for row in rows] == ["do", "undo", "redo"]
    assert len(rows_of(register, "change_row")) == 6  # each the receipt and the duty


def test_a_report_taken_back_can_be_recorded_anew(register: Register) -> None:
    report(register, CONTINUOUS, "2026-11", ARRIVED)
    undo.undo_last(register)
    report(register, CONTINUOUS, "2026-11", TODAY)
    (receipt,) = detail_of(register, CONTINUOUS).duties[0].receipts
    assert receipt.arrived_on == TODAY


def test_only_the_first_report_takes_the_switch_back_with_it(register: Register) -> None:
    report(register, CONTINUOUS, "2026-11", ARRIVED)
    report(register, CONTINUOUS, "2026-12", TODAY)
    undo.undo_last(register)
    assert light_of(register, CONTINUOUS) is Light.IN_TIME
    assert detail_of(register, CONTINUOUS).duties[0].duty.active_from == ARRIVED
    undo.undo_last(register)
    assert detail_of(register, CONTINUOUS).duties[0].duty.active_from is None


# ---- What is told before


@pytest.mark.parametrize(
    ("code", "period", "arrived_on", "duty", "light"),
    [
        (CONTINUOUS, "2026-11", ARRIVED, MONTHLY_DUTY, Light.IN_TIME),
        # Still open: it decides once it is closed.
        (CONTINUOUS, "2026-12", TODAY, MONTHLY_DUTY, Light.UNKNOWN),
        # An older one switches the duty on, and the last one is missing since 7 days.
        (CONTINUOUS, "2026-09", dt.date(2026, 9, 16), MONTHLY_DUTY, Light.DUE_SOON),
        (CONTINUOUS, "2026-Q3", dt.date(2026, 9, 16), QUARTERLY_DUTY, Light.IN_TIME),
        (CONTINUING, "2026-11", ARRIVED, MONTHLY_DUTY, Light.IN_TIME),
        # The quarter does not judge a monthly task.
        (CONTINUING, "2026-Q3", ARRIVED, QUARTERLY_DUTY, Light.UNKNOWN),
        (OWN, "2026-11", ARRIVED, OWN_DUTY, Light.IN_TIME),
        (ONCE, "2026-05-25", ARRIVED, HALF_YEAR_DUTY, Light.IN_TIME),
    ],
)
def test_the_review_tells_the_light_that_comes(
    register: Register, *, code: str, period: str, arrived_on: dt.date, duty: str, light: Light
) -> None:
    review = reviewed(register, code, period, arrived_on, duty)
    assert (review.assessment.light, review.refusal) == (light, None)
    report(register, code, period, arrived_on, duty)
    detail = detail_of(register, code)
    assert detail.assessment == review.assessment
    assert review.why.startswith(detail.why)


def test_a_report_that_does_not_decide_says_so(register: Register) -> None:
    assert reviewed(register, CONTINUOUS, "2026-11").why.endswith("đã đến.")
    assert reviewed(register, CONTINUOUS, "2026-12").why.endswith(
        "Báo cáo tháng 12/2026 bắt đầu tính đèn sau ngày chốt 14/12/2026."
    )
    assert reviewed(register, CONTINUING, "2026-Q3", duty=QUARTERLY_DUTY).why.endswith(
        "Đèn của nhiệm vụ này tính theo báo cáo hằng tháng."
    )


@pytest.mark.parametrize(
    ("arrived_on", "asked"), [(dt.date(2026, 10, 14), True), (dt.date(2026, 10, 15), False)]
)
def test_a_report_from_before_its_period_is_asked_about(
    register: Register, arrived_on: dt.date, *, asked: bool
) -> None:
    question = reviewed(register, CONTINUOUS, "2026-11", arrived_on).question
    assert (question is not None) is asked
    if question is not None:
        assert "số liệu từ 15/10/2026 đến 14/11/2026" in question


def test_a_report_due_once_is_asked_about_only_before_its_document(register: Register) -> None:
    for day, asked in ((dt.date(2026, 2, 28), True), (dt.date(2026, 3, 1), False)):
        question = reviewed(register, ONCE, "2026-05-25", day, HALF_YEAR_DUTY).question
        assert (question is not None) is asked


# ---- What is refused


def refusal(register: Register, code: str, arrival: ReportArrival) -> str:
    """Return why a report is refused; nothing may be written, and the review must say the same."""
    before = what_people_see(register)
    written = len(changes(register))
    review = receipts.review_report(detail_of(register, code), arrival, TODAY, DEFAULT_SOON_DAYS)
    with pytest.raises(InputRefusedError) as caught:
        receipts.record_report(register, task_id(register, code), arrival, TODAY)
    assert str(caught.value) == review.refusal
    assert what_people_see(register) == before
    assert len(changes(register)) == written
    return str(caught.value)


def monthly(register: Register, period: str, on: dt.date = ARRIVED) -> ReportArrival:
    return ReportArrival(duty_id(register, MONTHLY_DUTY), period, on)


def test_a_day_in_the_future_is_refused(register: Register) -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    words = refusal(register, CONTINUOUS, monthly(register, "2026-11", tomorrow))
    assert words.startswith("Ngày đến 22/11/2026 ở tương lai.")


def test_a_period_is_recorded_once(register: Register) -> None:
    report(register, CONTINUOUS, "2026-11", ARRIVED)
    for code in (CONTINUOUS, OTHER_OF_AGENCY):
        words = refusal(register, code, monthly(register, "2026-11", TODAY))
        assert words == "Báo cáo tháng 11/2026 đã được ghi nhận, đến ngày 18/11/2026."
    report(register, OF_OTHER_AGENCY, "2026-11", ARRIVED)  # another agency sends its own


@pytest.mark.parametrize("period", ["2027-01", "2026-01", "2026-Q3", "2026-11-20", "?"])
def test_a_period_that_the_duty_does_not_have_is_refused(register: Register, period: str) -> None:
    assert "không còn trong sổ" in refusal(register, CONTINUOUS, monthly(register, period))


def test_the_duty_of_another_document_is_refused(register: Register) -> None:
    assert "không còn trong sổ" in refusal(register, ONCE, monthly(register, "2026-11"))


def test_a_dated_task_has_no_reports(register: Register) -> None:
    words = refusal(register, DATED, monthly(register, "2026-11"))
    assert words == "Chỉ ghi nhận báo cáo theo kỳ cho nhiệm vụ thường xuyên, định kỳ."


def test_without_a_duty_there_is_nothing_to_record(register: Register) -> None:
    arrival = monthly(register, "2026-11")
    other = task_id(register, DATED)
    execute(register, "UPDATE report_duty SET task_id = :task", task=other)
    assert "không đặt chế độ báo cáo" in refusal(register, CONTINUOUS, arrival)


def test_a_duty_without_a_recurrence_has_no_period(register: Register) -> None:
    own = task_id(register, CONTINUOUS)
    code = "CTr04-2026/BC-TONGHOP"
    execute(
        register, "UPDATE report_duty SET task_id = :task WHERE code = :code", task=own, code=code
    )
    words = refusal(register, CONTINUOUS, ReportArrival(duty_id(register, code), "2026-11", TODAY))
    assert words == (
        "Văn bản chỉ ghi báo cáo “theo quy định”, không nêu kỳ báo cáo, "
        "nên chưa ghi nhận theo kỳ được."
    )


def test_when_every_report_has_come_there_is_nothing_left(register: Register) -> None:
    for duty, period in ((HALF_YEAR_DUTY, "2026-05-25"), ("KHNQ02-2026/BC-NAM", "2026-11-20")):
        assert receipts.obstacle(detail_of(register, ONCE), TODAY) is None
        report(register, ONCE, period, ARRIVED, duty)
    arrival = ReportArrival(duty_id(register, HALF_YEAR_DUTY), "2026-05-25", TODAY)
    assert refusal(register, ONCE, arrival) == "Báo cáo của mọi kỳ đến nay đã được ghi nhận."


@pytest.mark.parametrize(
    ("state", "words"), [("stopped", "đã dừng, thu hồi"), ("completed", "đánh dấu hoàn thành")]
)
def test_a_task_that_has_ended_takes_no_report(register: Register, state: str, words: str) -> None:
    write(register, update(task_id(register, CONTINUOUS), dt.date(2026, 6, 1), state))
    assert words in refusal(register, CONTINUOUS, monthly(register, "2026-11"))


def test_a_task_that_nobody_leads_takes_no_report(register: Register) -> None:
    task = task_id(register, CONTINUOUS)
    execute(register, "DELETE FROM assignment WHERE task_id = :task AND role = 'lead'", task=task)
    assert "chưa có cơ quan chủ trì" in refusal(register, CONTINUOUS, monthly(register, "2026-11"))


def test_two_at_the_same_moment_record_one_report_once(register: Register) -> None:
    second = open_as_office(register.path)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def run(one: Register, code: str) -> None:
        start.wait()
        try:
            report(one, code, "2026-11", ARRIVED)
        except TienDoError as error:
            outcomes.append(type(error).__name__)
        else:
            outcomes.append("done")

    threads = [
        threading.Thread(target=run, args=(register, CONTINUOUS)),
        threading.Thread(target=run, args=(second, OTHER_OF_AGENCY)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second.close()
    assert sorted(outcomes) == ["InputRefusedError", "done"]
    assert len(rows_of(register, "report_receipt")) == 1


# ---- What reading tells of duties


def test_a_detail_names_its_duties_with_receivers_the_judging_one_first(
    register: Register,
) -> None:
    month, quarter, year = detail_of(register, CONTINUING).duties
    assert [d.text for d in (month, quarter, year)] == ["hàng tháng", "quý", "cả năm"]
    assert month.title == "Báo cáo tháng kết quả thực hiện Chương trình hành động"
    assert month.receivers == ("Ủy ban nhân dân tỉnh",)
    assert month.duty.shared
    (own,) = detail_of(register, OWN).duties
    assert not own.duty.shared
    assert detail_of(register, DATED).duties == ()


def test_periods_are_offered_with_what_came(register: Register) -> None:
    report(register, CONTINUOUS, "2026-10", dt.date(2026, 10, 16))
    detail = detail_of(register, CONTINUOUS)
    offered = receipts.choices(detail, detail.duties[0], TODAY)
    # The document is of 03/02/2026: its first month closed on 14/02.
    assert [period.key for period, _ in offered] == [f"2026-{n:02}" for n in range(12, 1, -1)]
    assert [period.key for period, receipt in offered if receipt] == ["2026-10"]
