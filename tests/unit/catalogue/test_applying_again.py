"""A corrected catalogue beside what people have entered: theirs stays, the rest follows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.catalogue_report import KeptWhy
from app.services import reading, undo
from app.services.catalogue import apply_catalogue
from app.services.register import Register, open_register, verify
from tests.registers import TODAY, changes, complete, execute, limit, task_id, write
from tests.small_catalogue import (
    HYDRO,
    INDEX,
    NEW,
    NOTHING,
    OLD,
    PARK,
    PLANNING,
    leads,
    news,
    replace,
    rows,
    title,
    value,
)

if TYPE_CHECKING:
    from pathlib import Path


# ---- again


def test_the_same_catalogue_again_does_nothing(
    small_register: Register, small_folder: Path
) -> None:
    report = apply_catalogue(small_register, small_folder)
    assert news(report) == NOTHING
    assert changes(small_register) == []


def test_a_comment_alone_changes_no_row(small_register: Register, small_folder: Path) -> None:
    replace(small_folder / "links.yaml", "links:", "# Viết lại\nlinks:")
    before = rows(small_register, "SELECT * FROM catalogue_entry WHERE kind <> 'catalogue'")
    assert news(apply_catalogue(small_register, small_folder)) == NOTHING
    assert changes(small_register) == []
    assert rows(small_register, "SELECT * FROM catalogue_entry WHERE kind <> 'catalogue'") == before


def test_a_corrected_title_reaches_the_register(
    small_register: Register, small_folder: Path
) -> None:
    replace(small_folder / NEW / "tasks.yaml", "78 MW", "87 MW")
    report = apply_catalogue(small_register, small_folder)
    assert news(report) == NOTHING | {"corrected": [("task", HYDRO, ("title",))]}
    assert title(small_register, HYDRO).endswith("87 MW")
    assert reading.search(small_register, "87 MW") == [task_id(small_register, HYDRO)]
    verify(small_register)


def test_a_title_that_people_changed_stays_theirs(
    small_register: Register, small_folder: Path
) -> None:
    execute(small_register, "UPDATE task SET title = 'Của văn phòng' WHERE code = :c", c=HYDRO)
    replace(small_folder / NEW / "tasks.yaml", "78 MW", "87 MW")
    replace(small_folder / NEW / "tasks.yaml", "Nậm Củm 4", "Nậm Củm 5")
    report = apply_catalogue(small_register, small_folder)
    assert news(report) == NOTHING | {
        "corrected": [("task", HYDRO, ("points",))],
        "kept": [("task", HYDRO, ("title",))],
    }
    assert report.kept[0].why is KeptWhy.EDITED
    assert title(small_register, HYDRO) == "Của văn phòng"


def test_what_was_kept_is_told_once(small_register: Register, small_folder: Path) -> None:
    execute(small_register, "UPDATE task SET title = 'Của văn phòng' WHERE code = :c", c=HYDRO)
    replace(small_folder / NEW / "tasks.yaml", "78 MW", "87 MW")
    assert apply_catalogue(small_register, small_folder).kept
    replace(small_folder / "settings.yaml", '"7"', '"9"')
    report = apply_catalogue(small_register, small_folder)
    assert news(report) == NOTHING | {"corrected": [("setting", "soon_days", ("value",))]}


def test_agencies_in_a_role_are_corrected_as_a_list(
    small_register: Register, small_folder: Path
) -> None:
    replace(
        small_folder / NEW / "tasks.yaml",
        "lead: [Sở Công Thương]",
        "lead: [Sở Tài chính, Sở Công Thương]",
    )
    replace(small_folder / NEW / "tasks.yaml", "coordinating: [Sở Tài chính]", "monitoring: []")
    kept = value(
        small_register,
        "SELECT assignment.id FROM assignment JOIN task ON task.id = task_id "
        "WHERE role = 'lead' AND code = :code",
        code=HYDRO,
    )
    report = apply_catalogue(small_register, small_folder)
    assert news(report)["corrected"] == [
        ("task", HYDRO, ("coordinating", "lead")),
        ("task", PLANNING, ("coordinating", "lead")),
    ]
    assert leads(small_register, HYDRO) == ["tai-chinh", "cong-thuong"]
    # The row of a lead that stays is the same one: its own state may hang on it.
    query = "SELECT ordinal FROM assignment WHERE id = :id"
    assert value(small_register, query, id=kept) == 1
    verify(small_register)


def test_a_lead_that_people_changed_stays_theirs(
    small_register: Register, small_folder: Path
) -> None:
    execute(
        small_register,
        "UPDATE assignment SET agency_id = (SELECT id FROM agency WHERE key = 'ubnd') "
        "WHERE role = 'lead' AND task_id = :task",
        task=task_id(small_register, HYDRO),
    )
    replace(small_folder / NEW / "tasks.yaml", "lead: [Sở Công Thương]", "lead: [Sở Tài chính]")
    replace(small_folder / NEW / "tasks.yaml", "coordinating: [Sở Tài chính]", "receiving: []")
    report = apply_catalogue(small_register, small_folder)
    assert ("task", HYDRO, ("lead",)) in news(report)["kept"]
    assert ("task", HYDRO, ("coordinating",)) in news(report)["corrected"]
    assert leads(small_register, HYDRO) == ["ubnd"]
    assert leads(small_register, PLANNING) == ["tai-chinh"]


def test_a_corrected_time_limit_is_no_extension(
    small_register: Register, small_folder: Path
) -> None:
    replace(small_folder / NEW / "tasks.yaml", "on: 2026-06-30", "on: 2026-07-31")
    report = apply_catalogue(small_register, small_folder)
    assert news(report)["corrected"] == [("time_limit", PLANNING, ("due_on",))]
    detail = reading.load_detail(small_register, task_id(small_register, PLANNING), TODAY)
    assert (detail.time_limit.due_on, detail.extensions) == (dt.date(2026, 7, 31), 0)


def test_an_extension_stays_beside_a_corrected_limit(
    small_register: Register, small_folder: Path
) -> None:
    task = task_id(small_register, PLANNING)
    write(small_register, limit(task, dt.date(2026, 5, 5), dt.date(2026, 9, 9), "CV 1"))
    replace(
        small_folder / NEW / "tasks.yaml",
        "{kind: date, on: 2026-06-30, text: trước 30/6/2026}",
        "{kind: undetermined}",
    )
    apply_catalogue(small_register, small_folder)
    detail = reading.load_detail(small_register, task, TODAY)
    assert (detail.time_limit.due_on, detail.extension_authority) == (dt.date(2026, 9, 9), "")
    verify(small_register)


def test_a_level_that_people_changed_stays_whole(
    small_register: Register, small_folder: Path
) -> None:
    execute(small_register, "UPDATE target SET value = 115 WHERE value = 112")
    replace(
        small_folder / NEW / "indicators.yaml",
        'operator: "=", value: 112, text: "112"',
        'operator: ">", value: 113, text: trên 113, note: Sửa lại',
    )
    report = apply_catalogue(small_register, small_folder)
    key = f"{INDEX}/{NEW}/PL.1/2026/level"
    assert ("target", key, ("operator", "text", "value")) in news(report)["kept"]
    assert ("target", key, ("note",)) in news(report)["corrected"]
    query = "SELECT operator, value, text, note FROM target WHERE place = 'PL.1'"
    assert rows(small_register, query) == [("=", 115, "112", "Sửa lại")]


def test_spellings_come_and_go_one_by_one(small_register: Register, small_folder: Path) -> None:
    finance = value(small_register, "SELECT id FROM agency WHERE key = 'tai-chinh'")
    execute(
        small_register,
        "INSERT INTO agency_alias (agency_id, text, folded) VALUES (:id, 'Sở TC', 'so tc')",
        id=finance,
    )
    execute(small_register, "DELETE FROM agency_alias WHERE text = 'Sở Tài chính'")
    replace(small_folder / "agencies.yaml", "aliases: [STC]", "aliases: [Tài chính, Sở TC]")
    report = apply_catalogue(small_register, small_folder)
    found = rows(
        small_register,
        "SELECT text FROM agency_alias WHERE agency_id = :id ORDER BY text",
        id=finance,
    )
    # "STC" is shipped no longer, "Sở Tài chính" was taken away by people.
    assert found == [("Sở TC",), ("Tài chính",)]
    assert news(report) == {
        "added": [("agency_alias", "tai-chinh/Tài chính", ())],
        "corrected": [("agency_alias", "tai-chinh/STC", ())],
        "kept": [("agency_alias", "tai-chinh/Sở TC", ())],
    }


def test_a_new_document_comes_in_with_everything(
    small_register: Register, small_folder: Path
) -> None:
    folder = small_folder / "KH-2026"
    folder.mkdir()
    for name in ("document.yaml", "tasks.yaml", "indicators.yaml"):
        words = (small_folder / OLD / name).read_text("utf-8").replace(OLD, "KH-2026")
        (folder / name).write_text(words, "utf-8")
    report = apply_catalogue(small_register, small_folder)
    assert {each.kind for each in report.added} == {
        *("document", "document_note", "report_duty", "section", "target", "task"),
        *("task_source", "time_limit"),
    }
    assert not report.kept
    assert title(small_register, "KH-2026/I.1#1") == title(small_register, PARK)
    verify(small_register)


def test_what_is_shipped_no_longer_stays_and_is_told_once(
    small_register: Register, small_folder: Path
) -> None:
    file = small_folder / NEW / "tasks.yaml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("          - n: 2")], "utf-8")
    report = apply_catalogue(small_register, small_folder)
    assert news(report) == NOTHING | {"kept": [("task", PLANNING, ())]}
    assert {each.why for each in report.kept} == {KeptWhy.WITHDRAWN}
    assert title(small_register, PLANNING)
    replace(small_folder / "settings.yaml", '"7"', '"8"')
    assert apply_catalogue(small_register, small_folder).kept == ()
    file.write_text(text.replace("Lập quy hoạch khu", "Lập lại quy hoạch khu", 1), "utf-8")
    report = apply_catalogue(small_register, small_folder)
    assert news(report)["corrected"] == [("task", PLANNING, ("title",))]


SAME = "          - n: 2\n            same_work: NQ-2023/I.1#1\n"


def test_a_task_that_becomes_a_further_source_is_no_second_task(
    small_register: Register, small_folder: Path
) -> None:
    planning = task_id(small_register, PLANNING)
    replace(small_folder / NEW / "tasks.yaml", "          - n: 2\n", SAME)
    report = apply_catalogue(small_register, small_folder)
    assert news(report) == {
        "added": [("task_source", PLANNING, ())],
        "corrected": [("task", PLANNING, ())],
        "kept": [],
    }
    query = "SELECT code FROM task ORDER BY code"
    assert rows(small_register, query) == [(HYDRO,), (PARK,)]
    assert planning not in reading.search(small_register, "quy hoach")
    assert reading.search(small_register, "quy hoach") == [task_id(small_register, PARK)]
    verify(small_register)
    replace(small_folder / "settings.yaml", '"7"', '"8"')
    assert news(apply_catalogue(small_register, small_folder))["added"] == []


@pytest.mark.parametrize("work", ["completed", "leader", "extended", "title"])
def test_a_task_with_work_on_it_stays_beside_its_other_source(
    small_register: Register, small_folder: Path, work: str
) -> None:
    task = task_id(small_register, PLANNING)
    if work == "completed":
        complete(small_register, PLANNING)
    elif work == "extended":
        write(small_register, limit(task, dt.date(2026, 5, 5), dt.date(2026, 9, 9), "CV 1"))
    elif work == "leader":
        execute(small_register, "UPDATE task SET leader_id = 1 WHERE id = :task", task=task)
    else:
        execute(small_register, "UPDATE task SET title = 'Khác' WHERE id = :task", task=task)
    replace(small_folder / NEW / "tasks.yaml", "          - n: 2\n", SAME)
    report = apply_catalogue(small_register, small_folder)
    (kept,) = report.kept
    assert (kept.kind, kept.key, kept.why) == ("task", PLANNING, KeptWhy.WORKED_ON)
    assert title(small_register, PLANNING)
    verify(small_register)
    replace(small_folder / "settings.yaml", '"7"', '"8"')
    assert apply_catalogue(small_register, small_folder).kept == ()


def test_an_indicator_that_becomes_the_same_as_another_moves(
    small_register: Register, small_folder: Path
) -> None:
    file = small_folder / OLD / "indicators.yaml"
    own = file.read_text("utf-8").replace(f"    same_as: {INDEX}\n", "    name: IIP\n")
    same = file.read_text("utf-8")
    file.write_text(own, "utf-8")
    apply_catalogue(small_register, small_folder)
    assert value(small_register, "SELECT count(*) FROM indicator") == 3
    file.write_text(f"{same}# lần nữa\n", "utf-8")
    report = apply_catalogue(small_register, small_folder)
    assert ("indicator", f"{OLD}/I.9", ()) in news(report)["corrected"]
    assert report.kept == ()
    assert value(small_register, "SELECT count(*) FROM indicator") == 2
    assert value(small_register, "SELECT count(*) FROM target") == 3
    verify(small_register)


def test_a_task_that_people_entered_first_is_never_touched(
    small_register: Register, small_folder: Path
) -> None:
    execute(
        small_register,
        "INSERT INTO task (code, document_id, section_id, locator, ordinal, title, short_title, "
        "sort_title, points, source_text, source_note, expected_product, confidential, "
        "exists_from, version) "
        "SELECT :code, document_id, section_id, 'II.1#3', 9, 'Người dùng nhập', 'Nhập', '', '', "
        "'', '', '', 0, exists_from, 1 FROM task WHERE code = :other",
        code=f"{NEW}/II.1#3",
        other=PLANNING,
    )
    file = small_folder / NEW / "tasks.yaml"
    shipped = file.read_text("utf-8")
    third = shipped[shipped.index("          - n: 2") :].replace("n: 2", "n: 3")
    file.write_text(shipped + third, "utf-8")
    report = apply_catalogue(small_register, small_folder)
    assert news(report) == NOTHING | {"kept": [("task", f"{NEW}/II.1#3", ())]}
    assert report.kept[0].why is KeptWhy.PEOPLES
    file.write_text(shipped + third.replace("Lập quy", "Lập xong quy"), "utf-8")
    assert news(apply_catalogue(small_register, small_folder)) == NOTHING
    assert title(small_register, f"{NEW}/II.1#3") == "Người dùng nhập"
    task = task_id(small_register, f"{NEW}/II.1#3")
    for table in ("assignment", "time_limit"):
        query = f"SELECT count(*) FROM {table} WHERE task_id = :task"  # noqa: S608 - ours
        assert value(small_register, query, task=task) == 0


def test_a_suggestion_that_people_took_away_stays_away(
    small_register: Register, small_folder: Path
) -> None:
    execute(small_register, "DELETE FROM portfolio")
    replace(small_folder / "portfolios.yaml", "evidence: [PL.1]", "evidence: [PL.1, PL.1.1]")
    report = apply_catalogue(small_register, small_folder)
    (kept,) = report.kept
    assert (kept.kind, kept.why) == ("portfolio", KeptWhy.REMOVED)
    assert value(small_register, "SELECT count(*) FROM portfolio") == 0


def test_one_audit_row_that_is_no_step_of_undo(
    small_register: Register, small_folder: Path
) -> None:
    complete(small_register, HYDRO)
    replace(small_folder / NEW / "tasks.yaml", "Lập quy hoạch khu", "Lập xong quy hoạch khu")
    apply_catalogue(small_register, small_folder)
    *_, audit = changes(small_register)
    assert (audit.kind, audit.recorded_by) == ("catalogue", "can.bo")
    assert audit.summary == "cập nhật danh mục kèm chương trình: 1 mục được chỉnh lý"
    before, after = rows(
        small_register,
        "SELECT json_extract(before, '$.title'), json_extract(after, '$.title') "
        "FROM change_row WHERE change_id = :id",
        id=audit.id,
    )[0]
    assert (before, after) == (
        "Lập quy hoạch khu công nghiệp",
        "Lập xong quy hoạch khu công nghiệp",
    )
    assert undo.load_state(small_register).undo == "hoàn thành nhiệm vụ II.1#1"
    undo.undo_last(small_register)
    assert undo.load_state(small_register).redo == "hoàn thành nhiệm vụ II.1#1"


def test_an_edit_under_way_notices_a_correction(
    small_register: Register, small_folder: Path
) -> None:
    query = "SELECT version FROM task WHERE code = :code"
    before = value(small_register, query, code=HYDRO)
    replace(small_folder / NEW / "tasks.yaml", "78 MW", "87 MW")
    apply_catalogue(small_register, small_folder)
    assert value(small_register, query, code=HYDRO) == before + 1


# ---- at opening


def test_opening_brings_a_newer_catalogue_in(small_register: Register, small_folder: Path) -> None:
    small_register.close()
    replace(small_folder / NEW / "tasks.yaml", "78 MW", "87 MW")
    opened = open_register(small_register.path)
    try:
        assert opened.catalogue_news is not None
        assert len(opened.catalogue_news.corrected) == 1
        assert title(opened, HYDRO).endswith("87 MW")
    finally:
        opened.close()
    again = open_register(small_register.path)
    assert again.catalogue_news is None
    again.close()


def test_an_older_program_does_not_bring_its_catalogue_back(
    small_register: Register, small_folder: Path
) -> None:
    file = small_folder / NEW / "tasks.yaml"
    older = file.read_text("utf-8")
    replace(file, "78 MW", "87 MW")
    apply_catalogue(small_register, small_folder)
    file.write_text(older, "utf-8")
    assert news(apply_catalogue(small_register, small_folder)) == NOTHING
    assert title(small_register, HYDRO).endswith("87 MW")


@pytest.mark.allow_log("app.services.upgrade")
def test_a_spoilt_catalogue_does_not_close_the_register(
    small_register: Register, small_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    small_register.close()
    replace(small_folder / NEW / "tasks.yaml", "short:", "shrt:")
    opened = open_register(small_register.path)
    assert opened.catalogue_news is None
    assert title(opened, HYDRO)
    opened.close()
    assert "tasks.yaml, dòng" in caplog.text


def test_beside_a_writer_the_register_opens_as_it_is(
    small_register: Register, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_TIMEOUT_MS", 50)
    replace(small_folder / NEW / "tasks.yaml", "78 MW", "87 MW")
    with small_register.engine.connect() as other:
        other.connection.cursor().execute("BEGIN IMMEDIATE").close()
        opened = open_register(small_register.path)
        assert opened.catalogue_news is None
        opened.close()
        other.connection.cursor().execute("ROLLBACK").close()
    opened = open_register(small_register.path)
    assert opened.catalogue_news is not None
    opened.close()
