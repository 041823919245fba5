"""Writes docs/cli.md from the commands themselves. Run it after a change of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from vigil.cli import app

PAGE = Path(__file__).parent / "cli.md"
_HEAD = """# The command line

Written by `python docs/make_cli.py` from the commands themselves; do not edit.

What is asked for goes to standard output, progress and complaints to standard error. A complaint is one line: a code,
what is wrong, what to do next. The exit status is 0 when there is something to show for it, 1 when nothing could be
done, 2 for a command that is not understood, 130 when somebody stopped it.
"""


def render() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_command(typer.main.get_command(app), "vigil")])


def _command(command: Any, path: str) -> Iterator[str]:
    """A command's section, and those of its subcommands."""
    options = [_row(param) for param in command.params if param.name != "help"]
    subcommands = getattr(command, "commands", {})
    yield f"## {path}\n"
    yield f"{_flow(command.help or '')}\n"
    arguments = [_usage(param) for param in command.params if param.param_type_name == "argument"]
    rest = ["COMMAND"] if subcommands else arguments
    yield f"```\n{' '.join([path, '[OPTIONS]' if options else '', *rest]).replace('  ', ' ')}\n```\n"
    if options:
        yield "| argument or option | what it is |\n|---|---|"
        yield from options
        yield ""
    for name, subcommand in subcommands.items():
        yield from _command(subcommand, f"{path} {name}")


def _usage(param: Any) -> str:
    name = param.metavar or param.name.upper()
    name = f"{name}..." if param.nargs == -1 else name
    return name if param.required else f"[{name}]"


def _row(param: Any) -> str:
    """One argument or option as a row of the table."""
    if param.param_type_name == "argument":
        names = f"`{_usage(param)}`"
    else:
        kind = "" if param.is_flag else f" {param.metavar}"
        names = ", ".join(f"`{name}{kind}`" for name in param.opts)
    return f"| {names} | {_flow(param.help or '')}{' Required.' if param.required else ''} |"


def _flow(text: str) -> str:
    """Help text as one paragraph each, without the breaks of the source."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
