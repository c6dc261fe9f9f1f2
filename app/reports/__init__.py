"""Sheets: plain records of what a sheet says, and the writers that put them on paper.

Knows the domain alone: no database, no Qt.
"""
