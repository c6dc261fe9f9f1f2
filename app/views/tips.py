"""Tool tips that show a text as it stands, whatever it looks like."""

from __future__ import annotations

from app.views.language import told


def plain_tip(text: str) -> str:
    """Return a tool tip that shows ``text`` as it stands and wraps it; "" for no tip.

    Qt takes a tip that looks like markup for markup, and a title may look like it.
    """
    import html  # noqa: PLC0415 - brings a table of all entities, and most tips are never shown

    return f"<span>{html.escape(told(text))}</span>" if text else ""


def safe_tip(text: str) -> str:
    """Return a tool tip that shows ``text`` as it stands, lines and all, and does not wrap it."""
    if "<" not in text:  # without one Qt takes nothing for markup
        return told(text)
    return plain_tip(text).replace("\n", "<br>")
