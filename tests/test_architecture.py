"""The import rule of the design as a test, and what must not be imported at start-up."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = {contract["id"]: contract for contract in SETTINGS["tool"]["importlinter"]["contracts"]}
LONGEST_FILE = 500

PLANTS = [
    ("layers", "app/domain/text.py", "import app.services.reading"),
    ("layers", "app/services/reading.py", "import app.background.jobs"),
    ("layers", "app/reports/sheets.py", "import db.engine"),
    ("layers", "db/engine.py", "import app.services.register"),
    ("layers", "app/paths.py", "import app.settings"),
    ("layers", "app/background/jobs.py", "def late():\n    import app.views.theme"),
    ("layers", "app/views/theme.py", "import app.cli"),
    ("records-only", "app/views/theme.py", "from db.queries import tasks"),
    ("records-only", "app/views/session.py", "def late():\n    from app.models import Task"),
    ("records-only", "app/background/jobs.py", "import app.reports.sheets"),
    ("no-qt-below", "app/services/reading.py", "from PySide6 import QtCore"),
    ("no-qt-below", "app/cli/listing.py", "import app.views.theme"),
    ("sqlalchemy", "app/views/theme.py", "import sqlalchemy"),
    ("sqlalchemy", "app/reports/sheets.py", "from sqlalchemy import select"),
    ("sqlalchemy", "app/cli/listing.py", "import alembic"),
    ("qt", "app/services/reading.py", "from PySide6 import QtCore"),
    ("charts", "app/views/theme.py", "import pyqtgraph"),
    ("reports", "app/reports/sheets.py", "from app.models import Task"),
    ("importing", "app/importing/blocks.py", "import app.settings"),
    ("importing", "app/importing/blocks.py", "def late():\n    import urllib.request"),
    ("domain", "app/domain/text.py", "from sqlalchemy import select"),
    ("domain", "app/domain/text.py", "import app.paths"),
    ("queries", "db/queries/tasks.py", "from app.models import Task"),
]


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the program in a folder, as the command ``lint-imports`` does."""
    options = [option for contract in contracts for option in ("--contract", contract)]
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(  # noqa: S603 - our own tool on our own files
        [sys.executable, "-c", command, "--no-cache", "--no-logo", *options],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_imports_point_down_only() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in result.stdout


@pytest.fixture(scope="module")
def copied_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    for package in ("app", "db"):
        for file in (ROOT / package).rglob("*.py"):
            target = folder / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return folder


@pytest.fixture
def plant(copied_tree: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Add a forbidden import to a copy of the program; give the contract that must break."""
    contract, name, line = request.param
    file = copied_tree / name
    clean = file.read_text("utf-8")
    file.write_text(f"{clean}\n{line}\n", "utf-8")
    yield contract
    file.write_text(clean, "utf-8")


@pytest.mark.parametrize(
    "plant", PLANTS, indirect=True, ids=[f"{contract}-{file}" for contract, file, _ in PLANTS]
)
def test_a_planted_violation_is_caught(copied_tree: Path, plant: str) -> None:
    result = lint(copied_tree, plant)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "0 kept, 1 broken" in result.stdout


def test_every_contract_is_proved_by_a_plant() -> None:
    assert {contract for contract, _, _ in PLANTS} == set(CONTRACTS)


def test_no_part_of_the_program_stands_outside_the_layers() -> None:
    named = {
        name.strip(" ()")
        for layer in CONTRACTS["layers"]["layers"]
        for name in layer.replace(":", "|").split("|")
    }
    parts = {
        f"app.{item.stem}"
        for item in (ROOT / "app").iterdir()
        if item.stem not in ("__init__", "__pycache__") and (item.suffix == ".py" or item.is_dir())
    }
    assert parts <= named


def imports_of(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_queries_never_name_the_orm() -> None:
    # import-linter sees "sqlalchemy" as one module.
    for file in (ROOT / "db" / "queries").glob("*.py"):
        orm = [name for name in imports_of(file) if name.startswith("sqlalchemy.orm")]
        assert not orm, file.name


def test_domain_and_lowest_layers_use_the_standard_library_alone() -> None:
    files = [*(ROOT / "app" / "domain").glob("*.py"), ROOT / "app" / "settings.py"]
    files += [ROOT / "app" / "log.py", ROOT / "app" / "paths.py"]
    for file in files:
        tops = {name.partition(".")[0] for name in imports_of(file)}
        # The data folder is asked of platformdirs, late, where no variable names one.
        beside = tops - sys.stdlib_module_names - {"app", "platformdirs"}
        assert not beside, file.name


@pytest.mark.parametrize(
    ("modules", "unwanted"),
    [
        (
            "app.services.reading, app.services.register",
            "sqlalchemy.orm alembic yaml numpy pyqtgraph reportlab pypdfium2 PySide6 app.models",
        ),
        (
            "app.services.tracking, app.services.printing, app.services.sheets",
            "sqlalchemy.orm alembic yaml numpy pyqtgraph reportlab pypdfium2 PySide6 app.models",
        ),
        (
            "app.cli",
            "PySide6 shiboken6 numpy pyqtgraph reportlab pypdfium2 alembic yaml lxml openpyxl",
        ),
        (
            "app.importing.blocks, app.importing.files",
            "lxml openpyxl pypdfium2 rapidfuzz PIL numpy ssl",
        ),
        ("app.domain.records, app.domain.reporting, app.domain.locator", "sqlalchemy app.paths"),
    ],
)
def test_nothing_slow_is_imported_at_start(modules: str, unwanted: str) -> None:
    code = (
        f"import sys, {modules}\n"
        f"print(*[name for name in {unwanted.split()!r} if name in sys.modules])"
    )
    result = subprocess.run(  # noqa: S603 - Python itself
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == ""


@pytest.mark.parametrize("package", ["app", "db", "tests"])
def test_no_file_is_too_long(package: str) -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in (ROOT / package).rglob("*.py")
        if (lines := len(file.read_text("utf-8").splitlines())) > LONGEST_FILE
        and "versions" not in file.parts
    }
    assert not long
