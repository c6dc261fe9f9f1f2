"""``import``: the form of the design's section 8, reviews in the register, refusals in one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app import paths
from app.services import importing
from app.services.register import open_register
from tests.commands import done, refused
from tests.hand_made import old_office, paragraph, word_file
from tests.imported import CORRECTED, directive
from tests.registers import changes

if TYPE_CHECKING:
    from pathlib import Path

_TOP = {"format", "document", "tasks", "indicators", "withdrawn", "skipped"}
_DOCUMENT = {
    *("number", "type", "title", "issuer", "issued_on", "signer", "signer_position", "period"),
}
_TASK = {
    *("locator", "title", "source_text", "lead", "coordinating", "monitoring", "receiving"),
    *("leader", "time_limit", "product", "targets", "confidential", "doubts"),
}


def test_a_dry_run_needs_no_register_and_makes_none(office, tmp_path: Path) -> None:
    out = tmp_path / "de-xuat.json"
    said = done(office("import", directive(tmp_path), "--dry-run", "--json", out))
    assert "chi-thi-15.txt: 6 nhiệm vụ, 0 chỉ tiêu" in said
    assert not paths.default_register().exists()
    found = json.loads(out.read_text(encoding="utf-8"))
    assert set(found) == _TOP
    assert set(found["document"]) == _DOCUMENT
    assert found["document"]["number"] == "15/CT-UBND"
    task = found["tasks"][0]
    assert set(task) == _TASK
    assert task["lead"] == ["Sở Xây dựng"]
    assert task["time_limit"] == {
        "kind": "date",
        "date": "2026-11-30",
        "text": task["time_limit"]["text"],
        "recurrence": None,
    }


def test_several_files_give_an_array(office, tmp_path: Path) -> None:
    files = directive(tmp_path), directive(tmp_path, CORRECTED, "sua.txt")
    said = done(office("import", *files, "--dry-run", "--json", "-"))
    assert [each["document"]["number"] for each in json.loads(said)] == ["15/CT-UBND"] * 2


def test_without_a_dry_run_a_review_waits_in_the_register(
    on_register, register_path: Path, tmp_path: Path
) -> None:
    said = done(on_register("import", directive(tmp_path)))
    assert "0/6 đã đối chiếu" in said
    register = open_register(register_path)
    entries = importing.list_reviews(register)
    history = changes(register)
    register.close()
    assert [entry.file_name for entry in entries] == ["chi-thi-15.txt"]
    assert history == []


def test_a_dry_run_on_a_register_writes_nothing(
    on_register, register_path: Path, tmp_path: Path
) -> None:
    before = register_path.read_bytes()
    done(on_register("import", directive(tmp_path), "--dry-run"))
    assert register_path.read_bytes() == before


def test_refused_files_are_told_in_one_line_and_nothing_is_kept(
    on_register, register_path: Path, tmp_path: Path
) -> None:
    good = directive(tmp_path)
    out = tmp_path / "o.json"
    stamped = word_file(tmp_path / "x.docx", paragraph("TUYỆT MẬT") + paragraph("Nội dung kín"))
    for bad in (
        old_office(tmp_path / "cu.doc", "WordDocument"),
        tmp_path / "khong-co.docx",
        stamped,
    ):
        before = register_path.read_bytes()
        line = refused(on_register("import", good, bad, "--json", out))
        assert "Nội dung kín" not in line
        assert register_path.read_bytes() == before
        assert not out.exists()


def test_a_document_is_not_overwritten_by_its_proposals(office, tmp_path: Path) -> None:
    path = directive(tmp_path)
    before = path.read_bytes()
    assert "trùng với tệp đầu vào" in refused(office("import", path, "--dry-run", "--json", path))
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(office, tmp_path: Path) -> None:
    out = tmp_path / "khong-co" / "o.json"
    assert "Không lưu được" in refused(
        office("import", directive(tmp_path), "--dry-run", "--json", out)
    )


def test_no_file_is_wrong_usage(office) -> None:
    assert office("import", "--dry-run").code == 2
