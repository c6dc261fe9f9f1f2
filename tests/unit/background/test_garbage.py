"""Garbage is collected on the interface thread, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from app.background.garbage import GarbageCollector


class Node:
    """Something in a cycle."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def collector(qapp):
    made = GarbageCollector()
    yield made
    made.stop()
    gc.disable()  # as the session has it


def test_nothing_is_collected_on_a_worker(collector):
    cycle = weakref.ref(Node())
    worker = threading.Thread(target=lambda: [[] for _ in range(200_000)])
    worker.start()
    worker.join()
    assert cycle() is not None


def test_what_is_due_is_collected(collector):
    cycle = weakref.ref(Node())
    kept: list[list[int]] = [[] for _ in range(2_000)]
    assert collector.collect() is not None
    assert cycle() is None
    assert len(kept) == 2_000


def test_nothing_due_costs_nothing(collector):
    gc.collect()
    assert collector.collect() is None


def test_python_takes_over_again(collector):
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
