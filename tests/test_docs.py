"""The documents say what the program does: every command and option, every view, table and column."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.ledger.dump import query
from vigil.cli import app
from vigil.ledger import Ledger, schema

DOCS = Path(__file__).parent.parent / "docs"


def _commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, subcommand in getattr(command, "commands", {}).items():
        yield from _commands(subcommand, f"{path} {name}")


COMMANDS = dict(_commands(typer.main.get_command(app), "vigil"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger."""
    path = tmp_path_factory.mktemp("docs") / "ledger"
    Ledger.create_or_open(path).close()
    return path


def _section(page: str, heading: str) -> str:
    """The text under a heading, up to the next of its size."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading}"
    return found[1]


def test_cli_page_is_what_the_commands_give() -> None:
    """docs/cli.md is the one that docs/make_cli.py writes now."""
    render = runpy.run_path(str(DOCS / "make_cli.py"))["render"]
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == render(), "run python docs/make_cli.py"


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_is_documented(path: str) -> None:
    """Each argument and option of a command stands in its section, with its help."""
    section = _section((DOCS / "cli.md").read_text(encoding="utf-8"), path)
    for param in COMMANDS[path].params:
        names = param.opts if param.param_type_name == "option" else [param.metavar]
        assert all(f"`{name}" in section or f"`[{name}" in section for name in names), names
        assert param.help


@pytest.mark.parametrize("view", schema.VIEWS)
def test_every_column_of_a_view_is_documented(ledger: Path, view: str) -> None:
    """The table of a view in docs/ledger.md has its columns, all of them, in their order, and no other."""
    section = _section((DOCS / "ledger.md").read_text(encoding="utf-8"), view)
    documented = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert documented == [name for (name,) in query(ledger, f"SELECT name FROM pragma_table_info('{view}')")]


def test_every_table_is_documented() -> None:
    """Each table stands in docs/ledger.md."""
    section = _section((DOCS / "ledger.md").read_text(encoding="utf-8"), "Tables")
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(schema.metadata.tables)


def test_ledger_page_shows_a_query_that_runs(ledger: Path) -> None:
    """The example in docs/ledger.md is one that the views answer."""
    page = (DOCS / "ledger.md").read_text(encoding="utf-8")
    for example in re.findall(r"```sql\n(.*?)```", page, re.DOTALL):
        assert query(ledger, example) == []
