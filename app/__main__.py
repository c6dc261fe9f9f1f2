"""``python -m app``: the window without a command, else the command."""

from __future__ import annotations

import gc
import sys

from app.paths import REGISTER_SUFFIX

_REGISTER_OPTION = "--register"


def _named_register(arguments: list[str]) -> str | None:
    """Return the register if nothing but one was named, without importing the commands.

    Windows starts the program with the bare path when a register is opened by a double click.
    """
    if len(arguments) == 1 and arguments[0].startswith(f"{_REGISTER_OPTION}="):
        return arguments[0].split("=", 1)[1]
    if len(arguments) == 1 and arguments[0].casefold().endswith(REGISTER_SUFFIX):
        return arguments[0]
    if len(arguments) == 2 and arguments[0] == _REGISTER_OPTION:
        return arguments[1]
    return None


def main() -> int:
    """Choose between window, command and self-test."""
    arguments = sys.argv[1:]
    register = _named_register(arguments)
    if register is not None or not arguments:
        # Imports make objects that all stay: collecting among them costs a tenth of the start.
        # ``app.background.garbage`` takes over when the window is up.
        gc.disable()
        from app.main import run_window  # noqa: PLC0415 - commands need no Qt

        return run_window(register)

    from app.console import give_streams  # noqa: PLC0415 - the window needs no console

    give_streams()
    for stream in (sys.stdout, sys.stderr):  # a Windows console is not UTF-8 by itself
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
    from app import cli  # noqa: PLC0415 - the window needs no commands

    top = cli.parser()
    parsed = top.parse_args(arguments)
    if parsed.self_test:
        from app.self_test import run_self_test  # noqa: PLC0415 - rarely wanted

        return run_self_test()
    if parsed.command is None:
        top.error("thiếu lệnh")
    return cli.run(parsed)


if __name__ == "__main__":
    sys.exit(main())
