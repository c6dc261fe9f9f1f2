"""What the specification ships, by rule."""

from __future__ import annotations

import ast
import re

import pytest

from tools.installer.places import ROOT

SPEC = (ROOT / "build_installer.spec").read_text("utf-8")


def unused() -> re.Pattern[str]:
    """Return the specification's own pattern of files that are not shipped."""
    for node in ast.parse(SPEC).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "unused":
            (pattern, _flags) = node.value.args  # type: ignore[attr-defined]
            return re.compile(ast.literal_eval(pattern), re.VERBOSE)
    raise AssertionError("no pattern of unused files in the specification")


def test_all_resources_are_shipped_but_those_of_the_setup():
    assert 'files_of(root / "resources", "resources", leave_out=("installer",))' in SPEC
    pattern = unused()
    for file in (ROOT / "resources").rglob("*"):
        path = file.relative_to(ROOT).as_posix()
        if file.is_file() and not path.startswith("resources/installer/"):
            assert not pattern.search(path), path


@pytest.mark.parametrize(
    ("path", "shipped"),
    [
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/platforms/qoffscreen.dll", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/plugins/imageformats/qjpeg.dll", True),
        ("PySide6/plugins/imageformats/qwebp.dll", False),
        ("PySide6/translations/qtbase_de.qm", False),
        ("resources/translations/en.json", True),
        ("pyqtgraph/Qt/QtCore/__init__.pyi", False),
        ("markupsafe-3.0.4.dist-info/RECORD", False),
        ("numpy/_core/_multiarray_umath.cp311-win_amd64.pyd", True),
        ("numpy/_core/_multiarray_tests.cp311-win_amd64.pyd", True),
        ("docx/parts/py.typed", True),
    ],
)
def test_what_is_not_used_is_left_out(path, shipped):
    assert (unused().search(path) is None) is shipped


def test_windows_alone_is_asked_for_what_windows_alone_has():
    heads = [node for node in ast.parse(SPEC).body if isinstance(node, ast.ImportFrom)]
    assert all("win32" not in (node.module or "") for node in heads)
