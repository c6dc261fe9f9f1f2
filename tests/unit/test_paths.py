"""Where things lie, also where the system does not like to say it."""

from __future__ import annotations

from pathlib import Path

from app import paths


def test_a_link_is_followed(tmp_path):
    target = tmp_path / "sổ.tiendo"
    link = tmp_path / "lối tắt.tiendo"
    link.symlink_to(target)
    assert paths.resolved(link) == target


def test_a_system_that_does_not_tell_is_no_error(monkeypatch, tmp_path):
    def refuse(_self: Path, **_how: bool) -> Path:
        raise OSError(234, "more data available")

    monkeypatch.setattr(Path, "resolve", refuse)
    monkeypatch.chdir(tmp_path)
    assert paths.resolved(Path("sổ.tiendo")) == tmp_path / "sổ.tiendo"
