"""``periods`` and ``close-period``."""

from __future__ import annotations

import pytest

from tests.commands import done, refused
from tests.paper import text_of
from tests.registers import DATED, execute


def test_a_period_of_the_calendar_is_closed_and_listed(on_register):
    assert done(on_register("periods")) == "Sổ chưa có kỳ báo cáo nào.\n"
    assert done(on_register("close-period", "2026-10")) == (
        "Đã ghi: chốt số liệu kỳ “Tháng 10/2026”, tính đến hết ngày 14/10/2026.\n"
    )
    assert done(on_register("periods")) == (
        "Tháng 10/2026: số liệu đến hết 14/10/2026. Đã chốt lúc 09:00 21/11/2026.\n"
    )
    assert "đã chốt số liệu" in refused(on_register("close-period", "tháng 10/2026"))


def test_the_sheet_of_a_closed_day_is_printed_as_it_was(on_register, tmp_path):
    before, after = tmp_path / "trước.pdf", tmp_path / "sau.pdf"
    done(on_register("close-period", "2026-10"))
    done(on_register("report", "tracking", "--pdf", before, "--as-of", "2026-10-14"))
    done(on_register("complete", DATED, "--on", "2026-03-05", "--product", "Kế hoạch"))
    done(on_register("report", "tracking", "--pdf", after, "--as-of", "2026-10-14"))
    assert text_of(before) == text_of(after)
    assert before.read_bytes() == after.read_bytes()
    done(on_register("report", "tracking", "--pdf", after, "--as-of", "2026-10-15"))
    assert "Hoàn thành 1 nhiệm vụ" in text_of(after)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2026-11", "--closes-on", "2026-11-10"], "tính đến hết ngày 10/11/2026"),
        (["Họp tháng 11", "--closes-on", "2026-11-18"], "kỳ “Họp tháng 11”"),
        (["2026-Q3"], "kỳ “Quý III/2026”"),
    ],
)
def test_the_office_names_its_own_days(on_register, arguments, words):
    assert words in done(on_register("close-period", *arguments))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2026-12"], "Chốt được từ hôm sau ngày chốt"),
        (["Họp"], "Thêm kỳ riêng thì ghi cả --closes-on"),
        (["2026-W10"], "Sổ không có kỳ"),
    ],
)
def test_what_cannot_be_closed_is_refused(on_register, arguments, words):
    assert words in refused(on_register("close-period", *arguments))


def test_check_finds_figures_that_were_altered(on_register, register):
    done(on_register("close-period", "2026-10"))
    done(on_register("check"))
    execute(
        register,
        "UPDATE frozen_part SET content = "
        "(SELECT content FROM frozen_part WHERE what = 'settings') WHERE what = 'rows'",
    )
    assert "Tháng 10/2026" in refused(on_register("check"))
