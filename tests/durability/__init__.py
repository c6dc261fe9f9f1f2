"""Counted tests of safety: ``python -m tests.durability`` runs all, the suite a twentieth."""
