"""``python -m app``: the window without a command, else the command."""

from __future__ import annotations

import gc
import sys

_REGISTER_OPTION = "--register"


def _wants_window(arguments: list[str]) -> bool:
    """Tell whether nothing but a register was named, without importing the commands."""
    return not arguments or (len(arguments) == 2 and arguments[0] == _REGISTER_OPTION)


def main() -> int:
    """Choose between window, command and self-test."""
    arguments = sys.argv[1:]
    if len(arguments) == 1 and arguments[0].startswith(f"{_REGISTER_OPTION}="):
        arguments = arguments[0].split("=", 1)
    if _wants_window(arguments):
        # Imports make objects that all stay: collecting among them costs a tenth of the start.
        # ``app.background.garbage`` takes over when the window is up.
        gc.disable()
        from app.main import run_window  # noqa: PLC0415 - commands need no Qt

        return run_window(arguments[1] if arguments else None)

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
