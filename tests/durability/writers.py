"""Two processes that edit one register at once: every acknowledged edit is there."""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

from app.domain.acts import Progress
from app.domain.errors import ConflictError, RegisterLockedError
from app.services import progress, task_editing
from app.services.register import create_register
from tests.durability.kills import open_tasks, opened_by_the_office
from tests.durability.trials import Figures, is_sound, rows
from tests.registers import TODAY

COUNT = 10_000
_TASKS = 4
"""So few that both are always at the same ones."""


def run(folder: Path, seed: int, share: int = 1) -> list[Figures]:
    """Count up numbers in the tasks' fields, from two processes, and record progress between."""
    figures = Figures("interleaved edits by two processes")
    path = folder / "Sổ.tiendo"
    create_register(path)
    tasks = open_tasks(path)[:_TASKS]
    each = -(-COUNT // share // 2)
    children = [_start(path, tasks, each, f"{seed} {which}") for which in range(2)]
    wanted: Counter[str] = Counter()
    for child, told in children:
        with os.fdopen(told, "rb") as lines:
            said = lines.read().decode().splitlines()
        _, status = os.waitpid(child, 0)
        if status or not said or said[-1] != "done":
            figures.failures.append(f"a writer ended early: {said[-1:]}")
        for line in said[:-1]:
            word, _, number = line.partition(" ")
            wanted[word] += int(number)
    figures.runs = wanted["edit"] + wanted["progress"]
    for word in ("edit", "progress", "conflict", "locked"):
        figures.count(_SAID[word], wanted[word])
    query = (
        "SELECT sum(CAST(expected_product AS INTEGER)) FROM task "
        "WHERE id IN (SELECT row_id FROM change_row WHERE table_name = 'task')"
    )
    (counted,) = rows(path, query)
    if counted[0] != wanted["edit"]:
        figures.failures.append(f"{counted[0]} edits are there, {wanted['edit']} acknowledged")
    (recorded,) = rows(path, "SELECT count(*) FROM progress_update")
    if recorded[0] != wanted["progress"]:
        figures.failures.append(f"{recorded[0]} updates, {wanted['progress']} acknowledged")
    figures.failures += is_sound(path)
    return [figures]


_SAID = {
    "edit": "edits of the same fields",
    "progress": "progress updates",
    "conflict": "conflicts told and done again",
    "locked": "waits told and done again",
}


def _start(path: Path, tasks: list[int], count: int, seed: str) -> tuple[int, int]:
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child:
        os.close(writing_end)
        return child, reading_end
    os.close(reading_end)
    said: Counter[str] = Counter()
    code = 1
    try:
        _write(path, tasks, count, random.Random(seed), said)
        lines = [f"{word} {number}" for word, number in said.items()]
        os.write(writing_end, "\n".join([*lines, "done"]).encode())
        code = 0
    except BaseException as error:  # noqa: BLE001 - told to the parent
        os.write(writing_end, repr(error).encode())
    os._exit(code)


def _write(
    path: Path, tasks: list[int], count: int, chance: random.Random, said: Counter[str]
) -> None:
    register = opened_by_the_office(path)
    done = 0
    while done < count:
        task = chance.choice(tasks)
        try:
            if chance.random() < 0.2:
                note = Progress(TODAY, chance.randrange(100), "kết quả")
                progress.update_progress(register, task, note, TODAY)
                said["progress"] += 1
            else:
                before = task_editing.load_editable(register, task)
                number = int(before.draft.product) if before.draft.product.isdecimal() else 0
                draft = replace(before.draft, product=str(number + 1))
                task_editing.edit_task(register, before, draft)
                said["edit"] += 1
            done += 1
        except ConflictError:
            said["conflict"] += 1
        except RegisterLockedError:
            said["locked"] += 1
    register.close()
