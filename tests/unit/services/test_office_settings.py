"""Settings hold from a day on: what was printed before stays as it was."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InputRefusedError
from app.domain.records import SheetScope
from app.domain.traffic_light import Light
from app.services import office_settings, reading, sheets, undo
from tests.office import office
from tests.registers import TODAY, YEARLY, changes, task_id, what_people_see

if TYPE_CHECKING:
    from app.services.register import Register

JUNE, JULY = dt.date(2026, 6, 30), dt.date(2026, 7, 1)


def signer(register: Register, day: dt.date) -> str:
    return sheets.tracking(register, SheetScope(), day).letterhead.signer_right


def light(register: Register, day: dt.date) -> Light:
    task = task_id(register, YEARLY)
    return next(ref.light for ref in reading.load_index(register, day).tasks if ref.id == task)


def test_a_sheet_is_signed_as_on_its_own_day(register: Register) -> None:
    before = what_people_see(register)
    change = office_settings.put(register, "signer_right", " Phó Chánh  Văn phòng ", JULY)
    assert change.summary == ("đặt chức danh ký bên phải “Phó Chánh Văn phòng” từ ngày 01/7/2026")
    assert change.directory
    assert (signer(register, JUNE), signer(register, JULY)) == (
        "Chánh Văn phòng",
        "Phó Chánh Văn phòng",
    )
    assert undo.undo_last(register).directory
    assert what_people_see(register) == before


def test_the_days_until_a_limit_change_the_lights_of_their_time(register: Register) -> None:
    assert light(register, TODAY) is Light.IN_TIME  # 40 days are left
    office_settings.put(register, "soon_days", "45", TODAY)
    assert light(register, TODAY) is Light.DUE_SOON
    assert light(register, TODAY - dt.timedelta(days=1)) is Light.IN_TIME
    assert reading.load_index(register, TODAY).soon_days == 45


def test_a_value_of_the_same_day_is_replaced(register: Register) -> None:
    office_settings.put(register, "place", "Yên Bái", JULY)
    office_settings.put(register, "place", "Sa Pa", JULY)
    values = [each.value for each in office(register).settings if each.key == "place"]
    assert values == ["Lào Cai", "Sa Pa"]
    undo.undo_last(register)
    values = [each.value for each in office(register).settings if each.key == "place"]
    assert values == ["Lào Cai", "Yên Bái"]


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("soon_days", "0", "1 đến 60"),
        ("soon_days", "7,5", "1 đến 60"),
        ("soon_days", "٧", "1 đến 60"),
        ("place", "  ", "Hãy ghi địa danh"),
        ("office", "x" * 121, "không vừa"),
        ("place", "Lào Cai", "đang là giá trị này"),
        ("theme", "dark", "không có thông số này"),
    ],
)
def test_a_value_is_refused_with_the_reason(
    register: Register, key: str, value: str, words: str
) -> None:
    with pytest.raises(InputRefusedError, match=words):
        office_settings.put(register, key, value, JULY)
    assert changes(register) == []


def test_a_signature_may_be_left_out(register: Register) -> None:
    change = office_settings.put(register, "signer_left", "", JULY)
    assert change.summary == "đặt chức danh ký bên trái để trống từ ngày 01/7/2026"
    assert sheets.tracking(register, SheetScope(), JULY).letterhead.signer_left == ""


def test_a_dated_value_is_taken_away_and_the_first_one_stays(register: Register) -> None:
    office_settings.put(register, "place", "Yên Bái", JULY)
    first, dated = [each for each in office(register).settings if each.key == "place"]
    change = office_settings.remove(register, dated.id)
    assert change.summary == "bỏ địa danh áp dụng từ ngày 01/7/2026"
    with pytest.raises(InputRefusedError, match="giá trị ban đầu"):
        office_settings.remove(register, first.id)
    with pytest.raises(InputRefusedError):
        office_settings.remove(register, dated.id)
    undo.undo_last(register)
    assert len([each for each in office(register).settings if each.key == "place"]) == 2
