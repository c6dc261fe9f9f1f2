"""A file kept with the register is opened only after asking."""

from __future__ import annotations

import pytest

from app.domain.acts import Progress
from app.services import progress, reading
from tests.registers import DATED, TODAY, task_id
from tests.windows import be_quiet

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def kept(make_window, register_path, qtbot, tmp_path):
    """The window, and a file that was attached to the dated task."""
    window = make_window(register_path)
    file = tmp_path / "biên bản.pdf"
    file.write_bytes(b"%PDF-1.4 content")
    task = window.session.read(task_id, DATED)
    said = Progress(TODAY, 10, "Đã họp", files=(file,))
    window.session.run(progress.update_progress, task, said, TODAY, owner=window)
    be_quiet(qtbot, window.session)
    (record,) = window.session.read(reading.load_detail, task, TODAY).evidence
    return window, record


def test_a_no_opens_nothing(kept, prompts, qtbot):
    window, record = kept
    prompts.answers.append(False)
    window.page("tasks").acts.open_evidence(record)
    be_quiet(qtbot, window.session)
    (call,) = prompts.calls
    assert "biên bản.pdf" in call.text
    assert record.added_by in call.text


def test_a_yes_opens_a_copy(kept, prompts, qtbot):
    window, record = kept
    prompts.answers.extend([True, True])
    window.page("tasks").acts.open_evidence(record)
    be_quiet(qtbot, window.session)
    asked, opened = prompts.calls
    assert asked.title == "Mở minh chứng"
    assert opened.title == "open_document"
    assert opened.text.endswith("biên bản.pdf")
