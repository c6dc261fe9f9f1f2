"""Two builds are compared file by file, and nothing that differs is passed over."""

from __future__ import annotations

from pathlib import Path

from tools.installer.places import Places
from tools.installer.repeat import build_twice


def places_in(folder: Path) -> Places:
    made = Places(folder / "cache", folder / "build", folder / "dist")
    made.build.mkdir()
    return made


def builder(places: Places, *results: dict[str, bytes]):
    """Return a build that makes other files each time."""
    waiting = list(results)

    def build() -> Path:
        for name, content in waiting.pop(0).items():
            file = places.dist / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return places.installer

    return build


def test_the_same_files_are_the_same(tmp_path):
    places = places_in(tmp_path)
    files = {"TienDo/TienDo.exe": b"program", "setup.exe": b"setup"}
    assert build_twice(places, builder(places, files, files)) == []
    assert (places.dist / "setup.exe").exists()
    assert not (places.build / "first").exists()


def test_every_difference_is_named_with_its_place(tmp_path):
    places = places_in(tmp_path)
    first = {"TienDo/a.dll": b"12345", "TienDo/b.dll": b"same", "TienDo/gone": b""}
    second = {"TienDo/a.dll": b"12x45", "TienDo/b.dll": b"same", "TienDo/new": b""}
    assert build_twice(places, builder(places, first, second)) == [
        "only in the first: TienDo/gone",
        "only in the second: TienDo/new",
        "differs: TienDo/a.dll (5 and 5 bytes, first at byte 2)",
    ]
    assert (places.build / "first" / "TienDo" / "gone").exists()


def test_a_file_that_is_only_longer_differs(tmp_path):
    places = places_in(tmp_path)
    (line,) = build_twice(places, builder(places, {"x": b"12"}, {"x": b"123"}))
    assert line == "differs: x (2 and 3 bytes, at the end)"
