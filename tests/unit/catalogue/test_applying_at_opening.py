"""A register in use gets the catalogue of a newer program when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.catalogue import apply_catalogue
from app.services.register import Register, open_register
from tests.small_catalogue import HYDRO, NEW, NOTHING, news, replace, title

if TYPE_CHECKING:
    from pathlib import Path


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
