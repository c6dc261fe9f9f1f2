"""The workflow that builds on Windows: read by a machine here, for it runs elsewhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tools.installer.places import ROOT

FILE = ROOT / ".github" / "workflows" / "windows.yml"
ACTION = re.compile(r"actions/[a-z-]+@v\d+")


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    content = yaml.safe_load(FILE.read_text("utf-8"))
    assert isinstance(content, dict)
    return content


@pytest.fixture(scope="module")
def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_it_may_only_read_and_does_not_run_for_hours(workflow):
    assert workflow["permissions"] == {"contents": "read"}
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())
    for job in workflow["jobs"].values():
        assert job.get("needs", "fonts") in workflow["jobs"]


def test_every_step_runs_something_or_uses_a_known_action(steps):
    for step in steps:
        assert ("run" in step) is not ("uses" in step)
        if "uses" in step:
            assert ACTION.fullmatch(step["uses"]), step["uses"]


def test_what_one_job_hands_over_the_other_takes(steps):
    given = {s["with"]["name"] for s in steps if "upload-artifact" in s.get("uses", "")}
    taken = {s["with"]["name"] for s in steps if "download-artifact" in s.get("uses", "")}
    assert taken <= given
    assert "installer" in given


def test_files_and_modules_that_it_names_are_there(steps):
    said = "\n".join(step.get("run", "") for step in steps)
    for name in re.findall(r"-r (\S+)", said):
        assert (ROOT / name).is_file()
    for module in re.findall(r"-m (tools[.\w]*)", said):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


def test_it_does_what_an_office_does(steps):
    said = "\n".join(step.get("run", "") for step in steps)
    for part in ("-ArgumentList /S ", "--self-test", "/PORTABLE", "uninstall.exe", "ExitCode"):
        assert part in said
