"""Commands: what they print, what they write, their exit codes, and one line where they refuse."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from app import cli, paths
from app.services import reading
from app.services.printing import SheetKind
from db import engine
from tests import shipped
from tests.commands import done, refused, tasks_of
from tests.conftest import USER, open_as_office
from tests.paper import page_texts, text_of
from tests.registers import (
    CONTINUING,
    DATED,
    DATED_PLACE,
    RESTRICTED,
    TODAY,
    changes,
    rows_of,
    task_id,
)
from tests.spoilt import damage, held, make_newer

if TYPE_CHECKING:
    from pathlib import Path


FEBRUARY = dt.date(2026, 2, 20)
FINANCE, SCIENCE = "Sở Tài chính", "Sở Khoa học và Công nghệ"
SINH = "Nguyễn Thành Sinh"

# complete


@pytest.mark.parametrize("name", [DATED, "TCTH.1#2"])
@pytest.mark.parametrize("day", ["2026-03-05", "05/3/2026", "5.3.26"])
def test_complete_by_code_or_locator_with_any_form_of_date(on_register, register_path, name, day):
    outcome = on_register(
        "complete", name, "--on", day, "--product", "Kế hoạch", "--number", "27/KH-STC"
    )
    assert done(outcome) == (
        f"Đã ghi: hoàn thành nhiệm vụ {DATED_PLACE}. "
        "Xanh lá: hoàn thành ngày 05/3/2026, không sau thời hạn 06/3/2026.\n"
    )
    register = open_as_office(register_path)
    detail = reading.load_detail(register, task_id(register, DATED), TODAY)
    audit = changes(register)
    register.close()
    update = detail.updates[0]
    assert (update.product, update.product_number) == ("Kế hoạch", "27/KH-STC")
    assert (update.product_date, update.recorded_by) == (dt.date(2026, 3, 5), USER)
    assert len(audit) == 1


def test_a_date_without_a_year_is_of_this_year():
    arguments = cli.parser().parse_args(["complete", DATED, "--on", "5/3", "--product", "x"])
    assert arguments.on == dt.date(dt.date.today().year, 3, 5)  # noqa: DTZ011


def test_complete_tells_when_the_product_came_late(on_register):
    outcome = on_register("complete", DATED, "--on", "10/3/2026", "--product", "Kế hoạch")
    assert "sau thời hạn 06/3/2026 4 ngày" in done(outcome)


def nothing_written(path: Path) -> bool:
    register = open_as_office(path)
    written = [*changes(register), *rows_of(register, "progress_update")]
    register.close()
    return not written


def test_a_question_stops_the_command_until_it_is_answered(on_register, register_path):
    early = ("complete", DATED, "--on", "2026-02-28", "--product", "Kế hoạch")
    assert refused(on_register(*early)) == (
        "Ngày 28/02/2026 trước khi văn bản giao nhiệm vụ được ban hành (tháng 3/2026). "
        "Vẫn ghi ngày này? Thêm --yes để ghi."
    )
    assert nothing_written(register_path)
    assert "hoàn thành ngày 28/02/2026" in done(on_register(*early, "--yes"))
    assert not nothing_written(register_path)


def test_yes_answers_no_refusal(on_register, register_path):
    outcome = on_register("complete", DATED, "--on", "2026-11-22", "--product", "Kế hoạch", "--yes")
    assert "ở tương lai" in refused(outcome)
    assert nothing_written(register_path)


@pytest.mark.parametrize(
    ("task", "product", "words"),
    [
        ("CTr04-2026/IX.9#9", "Kế hoạch", "Không có nhiệm vụ nào mang mã hoặc vị trí"),
        ("III.2#1", "Kế hoạch", "Vị trí “III.2#1” có ở 3 văn bản"),
        (DATED, "  ", "Hãy ghi sản phẩm"),
        (CONTINUING, "Báo cáo", "rồi bấm “Ghi nhận báo cáo”."),
    ],
)
def test_complete_refuses_in_one_line(on_register, register_path, task, product, words):
    outcome = on_register("complete", task, "--on", "2026-03-10", "--product", product)
    assert words in refused(outcome)
    assert nothing_written(register_path)


def test_complete_refuses_what_is_completed(on_register, register_path):
    again = ("complete", DATED, "--on", "2026-03-10", "--product", "Kế hoạch")
    done(on_register(*again))
    assert refused(on_register(*again)) == "Nhiệm vụ này đã được đánh dấu hoàn thành."


# report


@pytest.mark.parametrize(
    ("scope", "only", "subtitle"),
    [
        ([], {}, "Tất cả các cơ quan, tất cả văn bản"),
        (["--agency", FINANCE], {"agency": FINANCE}, f"Cơ quan chủ trì: {FINANCE}"),
        (["--agency", "so khcn"], {"agency": SCIENCE}, f"Cơ quan chủ trì: {SCIENCE}"),
        (["--leader", "nguyen thanh sinh"], {"leader": SINH}, f"Phó Chủ tịch {SINH}"),
        (["--leader", f"Phó Chủ tịch {SINH}"], {"leader": SINH}, f"Phó Chủ tịch {SINH}"),
        (["--document", "KHNQ02-2026"], {"document": "KHNQ02-2026"}, "Kế hoạch triển khai"),
        (["--document", "04/ctr-ubnd"], {"document": "CTr04-2026"}, "Chương trình hành động"),
    ],
)
def test_report_tracking_prints_the_scope_that_was_asked_for(
    on_register, tmp_path, scope, only, subtitle
):
    count = shipped.printed(**only)
    file = tmp_path / "biểu.pdf"
    told = done(on_register("report", "tracking", "--pdf", file, *scope))
    pages = page_texts(file)
    assert told.startswith(f"Đã lưu {file}: {len(pages)} trang, {count} nhiệm vụ, ")
    assert told.count("\n") == 1
    assert "BIỂU THEO DÕI TIẾN ĐỘ" in pages[0]
    assert subtitle in pages[0]
    assert f"Tổng số {count} nhiệm vụ" in pages[0]
    assert "(Số liệu đến hết ngày 21/11/2026)" in pages[0]
    fingerprint = told.rstrip(".\n").rsplit(" ", 1)[1]
    assert all(fingerprint in text for text in pages)


@pytest.mark.parametrize(
    ("by", "title"),
    [
        ([], "THEO CƠ QUAN CHỦ TRÌ"),
        (["--by", "agency"], "THEO CƠ QUAN CHỦ TRÌ"),
        (["--by", "leader"], "THEO LÃNH ĐẠO PHỤ TRÁCH"),
    ],
)
def test_report_summary_prints_both_ways(on_register, tmp_path, by, title):
    file = tmp_path / "tổng hợp.pdf"
    told = done(on_register("report", "summary", "--pdf", file, *by))
    assert f"{shipped.printed()} nhiệm vụ" in told
    assert f"BIỂU TỔNG HỢP TIẾN ĐỘ {title}" in text_of(file)


@pytest.mark.parametrize("sheet", [SheetKind.TRACKING, SheetKind.SUMMARY])
def test_a_report_as_of_a_past_day_is_of_that_day(on_register, tmp_path, sheet):
    early, late = tmp_path / "tháng 2.pdf", tmp_path / "tháng 11.pdf"
    done(on_register("complete", DATED, "--on", "2026-03-05", "--product", "Kế hoạch"))
    assert f"{shipped.printed(FEBRUARY)} nhiệm vụ" in done(
        on_register("report", sheet, "--pdf", early, "--as-of", "2026-02-20")
    )
    done(on_register("report", sheet, "--pdf", late))
    assert "(Số liệu đến hết ngày 20/02/2026)" in text_of(early)
    assert "Hoàn thành 0 nhiệm vụ" in text_of(early)
    assert "Hoàn thành 1 nhiệm vụ" in text_of(late)


def test_restricted_tasks_stay_off_the_sheet(on_register, tmp_path):
    file = tmp_path / "biểu.pdf"
    title = str(tasks_of(on_register("list", "--json"))[RESTRICTED]["title"])
    done(on_register("report", "tracking", "--pdf", file))
    assert title not in text_of(file)


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (["--agency", "Sở Tài chinhs"], "cơ quan nào tên “Sở Tài chinhs” trong sổ. Gần giống: "),
        (["--agency", "so taichinh"], "Gần giống: Sở Tài chính;"),
        (["--agency", ""], "Không có cơ quan nào tên “”"),
        (["--leader", "Nguyễn Thành Sin"], "Gần giống: Nguyễn Thành Sinh"),
        (["--leader", ""], "Không có lãnh đạo nào tên “”"),
        (["--document", "CTr04"], "Gần giống: CTr04-2026"),
        (["--document", ""], "Không có văn bản nào tên “”"),
    ],
)
def test_a_wrong_name_is_refused_with_the_nearest_ones(on_register, tmp_path, scope, words):
    file = tmp_path / "biểu.pdf"
    assert words in refused(on_register("report", "tracking", "--pdf", file, *scope))
    assert not file.exists()


def test_a_place_that_cannot_be_written_is_refused(on_register, tmp_path):
    folder = tmp_path / "thư mục.pdf"
    folder.mkdir()
    for place in (tmp_path / "không có" / "biểu.pdf", folder):
        words = refused(on_register("report", "summary", "--pdf", place))
        assert words.startswith(f"Không lưu được “{place.name}” vào thư mục “{place.parent}”")
    assert list(folder.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"register", folder.name}


def test_a_report_replaces_the_file_of_before_whole(on_register, tmp_path):
    file = tmp_path / "biểu.pdf"
    file.write_bytes(b"x" * 1_000_000)
    done(on_register("report", "summary", "--pdf", file))
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_size < 1_000_000
    assert {path.name for path in tmp_path.iterdir()} == {"register", file.name}


# check, init, --register


def test_check_says_that_the_sums_are_right(on_register, register_path):
    assert done(on_register("check")) == (
        f"Sổ “{register_path.stem}” tốt. Số liệu khớp: {shipped.tally().proof()} nhiệm vụ. "
        "Lịch sử liền mạch: 0 thao tác.\n"
    )


def test_check_refuses_a_damaged_file_and_leaves_it_alone(on_register, register_path):
    damage(register_path)
    damaged = register_path.read_bytes()
    assert "bị hỏng" in refused(on_register("check"))
    assert register_path.read_bytes() == damaged


def test_init_makes_a_register_and_never_overwrites_one(office, tmp_path):
    path = tmp_path / "mới" / f"Sổ{paths.REGISTER_SUFFIX}"
    assert done(office("init", "--register", path)) == f"Đã tạo sổ “{path}”.\n"
    made = path.read_bytes()
    assert refused(office("init", "--register", path)) == f"Đã có sổ “{path}”, không tạo đè lên."
    assert path.read_bytes() == made
    assert done(office("--register", path, "check")).startswith("Sổ “Sổ” tốt.")
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_init_without_a_name_makes_the_default_register(office):
    done(office("init"))
    assert paths.default_register().exists()
    assert "không tạo đè lên" in refused(office("init"))


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["check"],
        ["complete", DATED, "--on", "2026-03-05", "--product", "Kế hoạch"],
        ["report", "summary", "--pdf", "tổng hợp.pdf"],
    ],
)
def test_a_named_register_that_is_missing_is_an_error(office, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    missing = tmp_path / f"không có{paths.REGISTER_SUFFIX}"
    words = refused(office(*command, "--register", missing))
    assert words.startswith(f"Không tìm thấy sổ “{missing}”.")
    assert list(tmp_path.iterdir()) == []
    assert not paths.default_register().exists()


def test_the_default_register_is_made_where_it_is_missing(office):
    assert done(office("list")).endswith(f"= {shipped.count()}\n")
    assert paths.default_register().exists()
    assert done(office("check")).startswith("Sổ “Theo dõi năm 2026” tốt.")


def test_the_default_register_that_is_damaged_is_not_made_anew(office):
    path = paths.default_register()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"Day khong phai la so" * 100)
    before = path.read_bytes()
    assert "không phải là sổ của Tiến Độ" in refused(office("list"))
    assert path.read_bytes() == before


def test_a_newer_register_is_refused_untouched(office, register_path):
    make_newer(register_path)
    before = register_path.read_bytes()
    words = refused(office("list", "--register", register_path))
    assert "phiên bản mới hơn" in words
    assert register_path.read_bytes() == before
    assert [file.name for file in register_path.parent.iterdir()] == [register_path.name]


def test_a_register_that_is_held_is_refused(on_register, register_path, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)
    with held(register_path):
        assert "đang bị chương trình khác giữ" in refused(on_register("list"))
    assert done(on_register("list")).endswith(f"= {shipped.count()}\n")


def test_the_register_may_be_named_before_the_command(office, register_path):
    shutil.copyfile(register_path, other := register_path.with_name("Sổ khác.tiendo"))
    assert done(office("--register", other, "check")).startswith("Sổ “Sổ khác” tốt.")
