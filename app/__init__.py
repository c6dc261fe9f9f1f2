"""Tiến Độ: a register of the tasks that a provincial People's Committee gives to its agencies."""

__version__ = "0.1.0"
