"""The labelled documents: floors under what is right, and no date that nobody wrote."""

from __future__ import annotations

import datetime as dt

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.importing import office_files
from tests.importing.quality import (
    LABELS,
    SOURCES,
    Score,
    forms_of,
    made_up_dates,
    measure,
    measure_file,
    shipped_names,
)

NAMES = shipped_names()
TUNED = sorted((LABELS / "tune").glob("*.yaml"))
MEASURED = sorted((LABELS / "measure").glob("*.yaml"))


@pytest.mark.parametrize("path", [*TUNED, *MEASURED], ids=lambda path: path.stem)
def test_no_date_is_made_up(path) -> None:
    result = measure(path, NAMES, SOURCES)
    if result is None:
        pytest.skip("the document is not beside the project")
    assert result.made_up == []


@pytest.mark.parametrize("part", ["tune", "measure"])
def test_floors(part: str) -> None:
    tasks, indicators = Score("tasks"), Score("indicators")
    for path in sorted((LABELS / part).glob("*.yaml")):
        result = measure(path, NAMES, SOURCES)
        if result is not None:
            tasks.add(result.tasks)
            indicators.add(result.indicators)
    # Without the documents beside the project a few labels weigh more than they should.
    assert tasks.recall >= (0.95 if SOURCES.exists() else 0.93)
    assert tasks.precision >= 0.95
    assert (tasks.share("lead") or 0) >= 0.95
    assert (tasks.share("time") or 0) >= 0.95
    assert indicators.recall >= 0.95
    assert (indicators.share("value") or 0) >= 0.95


@pytest.mark.parametrize("part", ["tune", "measure"])
def test_floors_from_real_files(part: str) -> None:
    """The same floors where Word, Excel, PDF and scanned text have to be read first."""
    tasks, indicators = Score("tasks"), Score("indicators")
    forms = set()
    for path in sorted((LABELS / part).glob("*.yaml")):
        for form in forms_of(path):
            result = measure_file(path, form, NAMES)
            assert result.made_up == [], path.stem
            forms.add(form)
            tasks.add(result.tasks)
            indicators.add(result.indicators)
    assert forms >= {"docx", "txt", "pdf", "xlsx"}
    assert min(tasks.recall, tasks.precision) >= 0.95
    assert min(tasks.share("lead") or 0, tasks.share("time") or 0) >= 0.95
    assert indicators.recall >= 0.95
    assert (indicators.share("value") or 0) >= 0.95


def test_files_are_as_offices_make_them(tmp_path) -> None:
    """Merged cells, Word's own counting and days of Excel are in the files that are measured."""
    rows, counted = tmp_path / "a.xlsx", tmp_path / "b.docx"
    office_files.write("xlsx", LABELS / "measure" / "bang-giao-viec-xlsx.txt", rows)
    office_files.write("docx", LABELS / "tune" / "qd-giao-nhiem-vu-bo.txt", counted)
    (sheet,) = load_workbook(rows).worksheets
    assert sheet.merged_cells.ranges
    assert any(isinstance(v, dt.datetime) for row in sheet.values for v in row)
    body = Document(str(counted)).element.xml
    assert "w:vMerge" in body
    assert "w:gridSpan" in body
    office_files.write("docx", LABELS / "tune" / "cv-don-doc.txt", counted)
    assert "w:numPr" in Document(str(counted)).element.xml


def test_a_made_up_date_would_be_seen() -> None:
    path = LABELS / "tune" / "tbkl-giai-ngan.yaml"
    from dataclasses import replace  # noqa: PLC0415

    from app.importing.propose import propose  # noqa: PLC0415
    from tests.importing.block_lists import SOURCE, read_block_list  # noqa: PLC0415

    found = propose(SOURCE, read_block_list(path.with_suffix(".txt")), NAMES)
    blocks = tuple(
        replace(block, text=block.text.replace("20/5/2026", "")) for block in found.blocks
    )
    first = replace(found.tasks[0], time_limit=replace(found.tasks[0].time_limit, text=""))
    assert made_up_dates(replace(found, blocks=blocks, tasks=(first,)))
