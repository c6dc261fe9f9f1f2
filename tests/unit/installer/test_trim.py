"""What the packed program leaves out is not missed by what it imports."""

from __future__ import annotations

import ast
import subprocess
import sys

from tools.installer.places import ROOT

_IMPORTS = """
import importlib, sys

class Packed:
    def find_spec(self, name, path=None, target=None):
        if any(name == left or name.startswith(left + ".") for left in LEFT_OUT):
            raise ModuleNotFoundError(f"left out: {name}", name=name)

LEFT_OUT = sys.argv[1].split(",")
sys.meta_path.insert(0, Packed())
for module in sys.argv[2].split(","):
    importlib.import_module(module)
"""
_LATE = (
    "app.views.charts.trend,app.pictures.drawing,app.services.exporting,app.reports.pdf,"
    "app.reports.docx,app.importing.entrance,app.services.importing,docx,openpyxl,pypdfium2,"
    "reportlab.lib.utils,rapidfuzz.process,app.services.catalogue,db.migrate,app.main"
)
"""Modules that import the libraries, mostly late."""


def left_out() -> list[str]:
    """Return the modules that the specification leaves out."""
    tree = ast.parse((ROOT / "build_installer.spec").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "excludes":
            constants = [c.value for c in ast.walk(node) if isinstance(c, ast.Constant)]
            return [name for name in constants if isinstance(name, str)]
    raise AssertionError("no excludes in the specification")


def test_nothing_that_is_left_out_is_imported() -> None:
    assert "ssl" in left_out()
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _IMPORTS, ",".join(left_out()), _LATE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
