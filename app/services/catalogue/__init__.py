"""The shipped catalogue in a register: facts only, no progress, outside undo.

Three modules know what the files mean (`directory`, `documents`, `indicators`); `shelf` decides
what becomes of each row, and `stock` reads and writes the rows.
"""

from app.services.catalogue.applying import apply_catalogue, apply_entries

__all__ = ["apply_catalogue", "apply_entries"]
