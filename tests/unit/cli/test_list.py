"""The command ``list``: every task once, what nobody leads last, documents of the past left out."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests import shipped
from tests.commands import done, tasks_of
from tests.registers import DATED, RESTRICTED

FEBRUARY = dt.date(2026, 2, 20)

JSON_KEYS = {
    "code": str,
    "title": str,
    "document": str,
    "sources": list,
    "lead": list,
    "leader": str | None,
    "leader_suggested": bool,
    "due_on": str | None,
    "recurrence": str | None,
    "light": str,
    "state": str,
    "days": int | None,
    "completed_on": str | None,
    "confidential": bool,
}


@pytest.mark.parametrize(
    ("by", "first", "last"),
    [
        ([], "Các sở, ban, ngành", "Chưa có cơ quan chủ trì"),
        (["--by", "agency"], "Các sở, ban, ngành", "Chưa có cơ quan chủ trì"),
        (["--by", "leader"], "Chủ tịch Nguyễn Tuấn Anh", "Chưa phân công lãnh đạo"),
        (
            ["--by", "document"],
            "Chương trình hành động 04/CTr-UBND",
            "Văn kiện Đại hội Đảng bộ tỉnh 2025-2030",
        ),
    ],
)
def test_list_groups_every_task_once_and_what_nobody_leads_last(on_register, by, first, last):
    lines = done(on_register("list", *by)).splitlines()
    heads = [line for line in lines[:-1] if re.search(r": \d+ nhiệm vụ$", line)]
    assert (heads[0].partition(":")[0], heads[-1].partition(":")[0]) == (first, last)
    counts = [int(head.rsplit(": ", 1)[1].split()[0]) for head in heads]
    assert sum(counts) == sum(line.startswith("  ") for line in lines) == shipped.count()
    assert lines[-1].startswith("Số liệu đến hết 21/11/2026. ")
    assert lines[-1].endswith(shipped.tally().proof())


def test_list_by_document_says_what_it_leaves_out(on_register):
    said = (
        "Không gồm 44 nhiệm vụ của văn bản đã kết thúc "
        "(Nghị quyết Tỉnh ủy về nhiệm vụ năm 2023, đã kết thúc ngày 31/12/2023)."
    )
    assert done(on_register("list", "--by", "document")).splitlines()[-2] == said
    for arguments in (["list"], ["list", "--by", "document", "--as-of", "2023-12-31"]):
        lines = done(on_register(*arguments)).splitlines()
        assert not any(line.startswith("Không gồm") for line in lines)


def test_a_listed_task_has_sign_code_title_limit_and_state(on_register):
    lines = done(on_register("list")).splitlines()
    line = next(line for line in lines if DATED in line)
    assert line.startswith(f"  ■ {DATED}  ")
    assert line.endswith("[06/03/2026; Quá hạn 260 ngày]")


def test_list_as_json_says_the_same_in_a_fixed_form(on_register):
    tasks = tasks_of(on_register("list", "--json"))
    assert len(tasks) == shipped.count()
    for task in tasks.values():
        assert task.keys() == JSON_KEYS.keys()
        for key, kind in JSON_KEYS.items():
            assert isinstance(task[key], kind), (task["code"], key)
        for key in ("due_on", "completed_on"):
            assert task[key] is None or dt.date.fromisoformat(str(task[key]))
    late = tasks[DATED]
    assert (late["due_on"], late["light"], late["days"]) == ("2026-03-06", "overdue", 260)
    assert late["state"] == "Quá hạn 260 ngày"
    assert late["lead"] == [
        "Các sở, ban, ngành",
        "UBND các xã, phường",
        "Các cơ quan, đơn vị liên quan",
    ]
    assert tasks[RESTRICTED]["confidential"] is True
    assert late["sources"] == [DATED]


def test_list_as_json_names_every_source_its_own_document_first(on_register):
    tasks = tasks_of(on_register("list", "--json"))
    hydro = tasks["CTr04-2026/II.4.b#2b"]
    assert hydro["sources"] == ["CTr04-2026/II.4.b#2b", "KHNQ02-2026/III.8.(3)#4a"]
    # On a day before the other document was issued, it asked for nothing yet.
    early = tasks_of(on_register("list", "--json", "--as-of", "2026-02-20"))
    assert early["CTr04-2026/II.4.b#2b"]["sources"] == ["CTr04-2026/II.4.b#2b"]


def test_a_task_is_named_by_the_code_of_any_of_its_sources(on_register):
    place = ("--on", "2026-03-10", "--product", "Báo cáo")
    done(on_register("complete", "KHNQ02-2026/III.8.(3)#4a", *place))
    task = tasks_of(on_register("list", "--json"))["CTr04-2026/II.4.b#2b"]
    assert task["completed_on"] == "2026-03-10"


def test_list_as_of_a_past_day_shows_that_day(on_register):
    done(on_register("complete", DATED, "--on", "2026-03-05", "--product", "Kế hoạch"))
    before = tasks_of(on_register("list", "--json", "--as-of", "2026-03-04"))
    after = tasks_of(on_register("list", "--json", "--as-of", "05/3/2026"))
    assert (before[DATED]["light"], before[DATED]["days"]) == ("due_soon", 2)
    assert before[DATED]["completed_on"] is None
    assert (after[DATED]["light"], after[DATED]["completed_on"]) == ("done_in_time", "2026-03-05")
    assert (
        on_register("list", "--as-of", "2026-02-20")
        .lines[-1]
        .endswith(f"= {shipped.count(FEBRUARY)}")
    )
    empty = on_register("list", "--as-of", "2020-01-01").lines
    assert len(empty) == 1
    assert empty[0].startswith("Số liệu đến hết 01/01/2020. ")
    assert empty[0].endswith(": 0 + 0 + 0 + 0 = 0")
