"""Reads that return records, one file a page. Core selects only: the ORM is not imported here."""
