"""Fixtures that journeys share."""

from __future__ import annotations

from tests.windows import make_window, office_clock, prompts, session

__all__ = ["make_window", "office_clock", "prompts", "session"]
