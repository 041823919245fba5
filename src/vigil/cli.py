"""The command line: one thin command per verb. Heavy rooms are imported inside the commands, so that help is quick.

What is asked for goes to standard output; progress and complaints go to standard error. The exit status is 0 when
there is something to show for it, 1 when nothing could be done, 2 for a command that is not understood, 130 when
somebody stopped it.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import os
import sys
import tempfile
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, ParamSpec, TypeAlias

import typer

from vigil.errors import UNEXPECTED, VigilError

if TYPE_CHECKING:
    from vigil.build import Outcome, Progress, Watch
    from vigil.records import AnyClaim, Figure, Problem, Report

P = ParamSpec("P")
Line: TypeAlias = dict[str, Any]
WIDTH = 160
"""Columns of a table that goes to no terminal."""
EVERY = 10.0
"""Seconds between two lines on how far a build is, where there is no terminal."""


class Kind(StrEnum):
    """The kinds of claims."""

    figure = "figure"
    incident = "incident"
    forecast = "forecast"


app = typer.Typer(
    name="vigil",
    help="Reads many reports of one conflict and keeps one attributed ledger of who said what.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
gazetteer = typer.Typer(help="The places that Vigil knows.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(gazetteer, name="gazetteer")

Sources = Annotated[
    list[Path],
    typer.Argument(metavar="SOURCES", help="Files and folders of reports: .txt, .md, .html, .json, .jsonl."),
]
Manifest = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="CSV of file, published, outlet, title, url; else manifest.csv beside them."),
]
Jobs = Annotated[int | None, typer.Option(metavar="N", min=1, help="How many processes read. By default, one a core.")]
Day = Annotated[
    datetime | None,
    typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="The day of the report on standard input."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the report on standard input.")]
Only = Annotated[Kind | None, typer.Option(metavar="KIND", help="Only this kind: figure, incident or forecast.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON value instead of words.")]
LedgerPath = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger's folder.")]


def _told(command: Callable[P, int]) -> Callable[P, None]:
    """Make a command exit with the status that it returns, and say in one line what went wrong."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
            sys.stdout.flush()
        except VigilError as error:
            _say(str(error))
            status = error.exit_code
        except KeyboardInterrupt:
            _say("Stopped.")
            status = 130
        except BrokenPipeError:  # whoever read our output has read enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 0
        except Exception as error:
            status = _give_up(error)
        raise typer.Exit(status)

    return run


def main() -> NoReturn:
    """The entry point of ``vigil``; exits with the command's status, and never with a traceback."""
    try:
        app()
    except KeyboardInterrupt:
        _say("Stopped.")
        sys.exit(130)
    except Exception as error:
        sys.exit(_give_up(error))
    sys.exit(0)


def _print_version(wanted: bool) -> None:
    if wanted:
        from vigil import __version__

        typer.echo(f"vigil {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[  # its callback does the work
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and end.")
    ] = False,
) -> None:
    pass


@app.command()
@_told
def build(
    sources: Sources,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="LEDGER", help="The ledger's folder, made if need be.")],
    manifest: Manifest = None,
    jobs: Jobs = None,
    as_json: Json = False,
) -> int:
    """Read reports into a ledger and write its dossier.

    Only what is new is read; building again changes nothing. A build that was stopped goes on where it was.
    """
    from vigil import build as flow

    with _watching() as watch:
        outcome = flow.build(sources, out=out, manifest=manifest, jobs=jobs, watch=watch)
    for problem in outcome.problems:
        _say(_complaint(problem))
    if as_json:
        _print_json(_outcome_line(outcome))
    else:
        _print_outcome(outcome)
    failed = sum(problem.stage == "reader" for problem in outcome.problems)
    return 0 if outcome.taken > failed else 1


@app.command()
@_told
def read(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILES", help="Files and folders of reports; - reads one from standard input."),
    ],
    manifest: Manifest = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print JSON Lines: each report, then its claims.")] = False,
    as_json: Json = False,
    jobs: Jobs = None,
    published: Day = None,
    outlet: Outlet = None,
) -> int:
    """Read reports and print their claims, without a ledger."""
    from vigil import build as flow
    from vigil.records import Given, Problem

    given = Given(published=published.date() if published else None, outlet=outlet)
    text = sys.stdin.buffer.read() if "-" in files else None
    sources = [Path(name) for name in files if name != "-"]
    kept: list[Line] = []
    found = 0
    for outcome in flow.read_sources(sources, manifest=manifest, text=text, given=given, jobs=jobs):
        if isinstance(outcome, Problem):
            _say(_complaint(outcome))
            continue
        found += 1
        lines = [outcome.report.to_line(), *(claim.to_line() for claim in outcome.claims)]
        if as_json:
            kept += lines
        elif jsonl:
            _print_lines(lines)
        else:
            _print_claims(outcome.claims, title=_heading(outcome.report))
    if as_json:
        _print_json(kept)
    return 0 if found else 1


@app.command()
@_told
def reports(ledger: LedgerPath, as_json: Json = False) -> int:
    """List the reports of a ledger."""
    from vigil.ledger import Ledger

    with Ledger.open(ledger) as opened:
        found = opened.reports()
    if as_json:
        _print_json([{**report.to_line(), "id": report.id} for report in found])
    else:
        rows = [(r.name, _text(r.day), r.given.outlet or r.outlet, r.agency, r.given.title or r.title) for r in found]
        _print_table(("report", "day", "outlet", "agency", "title"), rows)
    return 0


@app.command()
@_told
def claims(
    ledger: LedgerPath,
    kind: Only = None,
    as_json: Json = False,
) -> int:
    """List the claims of a ledger: who said what, when, with the words that prove it."""
    from vigil.ledger import Ledger

    with Ledger.open(ledger) as opened:
        found = [claim for claim in opened.contents().claims if kind is None or claim.kind == kind.value]
    if as_json:
        _print_json([claim.to_line() for claim in found])
    else:
        _print_claims(found)
    return 0


@app.command()
@_told
def problems(ledger: LedgerPath, as_json: Json = False) -> int:
    """List what could not be read, why, and what to do about it."""
    from vigil.ledger import Ledger

    with Ledger.open(ledger) as opened:
        found = opened.problems()
    if as_json:
        _print_json([problem.model_dump(mode="json") for problem in found])
    else:
        _print_table(("code", "what", "next step"), [(p.code, p.message, p.next_step) for p in found])
    return 0


@gazetteer.command("build")
@_told
def build_gazetteer(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SOURCES", help="GeoNames dumps, tab-separated extracts, CSV files of places."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="The file to write; else the one in use.")
    ] = None,
    with_towns: Annotated[bool, typer.Option("--with-towns", help="Add the towns that ship by default.")] = False,
    as_json: Json = False,
) -> int:
    """Build the places that Vigil knows: from files of your own, or what ships by default."""
    from vigil.names import gazetteer as places

    path = out or places.default_path()
    if sources:
        counts = places.build_gazetteer(sources, out=path, with_towns=with_towns)
    else:
        counts = places.build_default(path)
    if as_json:
        _print_json({"gazetteer": str(path), **dataclasses.asdict(counts)})
        return 0
    for source in counts.sources:
        bad = f"; {_count(source.bad, 'row')} left out, the first: {source.first_bad}" if source.bad else ""
        typer.echo(_clean(f"{source.source}: {_count(source.kept, 'row')}{bad}"))
    typer.echo(f"{_count(counts.places, 'place')} under {_count(counts.names, 'name')}: {path}")
    return 0


# Saying and printing


def _say(sentence: str) -> None:
    """One line to standard error."""
    typer.echo(_clean(sentence), err=True)


def _complaint(problem: Problem) -> str:
    return f"{problem.code}: {problem.message} {problem.next_step}"


def _give_up(error: Exception) -> int:
    """Write down what nobody foresaw, and say where it is written."""
    with tempfile.NamedTemporaryFile("w", prefix="vigil-", suffix=".log", delete=False, encoding="utf-8") as log:
        traceback.print_exception(error, file=log)
    _say(str(VigilError(UNEXPECTED, why=" ".join(f"{type(error).__name__} {error}".split())[:200], log=log.name)))
    return 1


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_lines(lines: Iterable[Line]) -> None:
    for line in lines:
        typer.echo(json.dumps(line, ensure_ascii=False))


def _outcome_line(outcome: Outcome) -> Line:
    return {
        "ledger": str(outcome.ledger),
        "dossier": str(outcome.dossier),
        "taken": outcome.taken,
        "new": outcome.new,
        "changed": outcome.changed,
        "holds": dataclasses.asdict(outcome.counts),
        "problems": [problem.model_dump(mode="json") for problem in outcome.problems],
    }


def _print_outcome(outcome: Outcome) -> None:
    holds = outcome.counts
    typer.echo(f"{_count(outcome.taken, 'report')} taken in, {outcome.new or 'none'} of them new.")
    typer.echo(
        f"The ledger holds {_count(holds.reports, 'report')}: {_count(holds.figures, 'figure')}, "
        f"{_count(holds.incidents, 'incident')}, {_count(holds.forecasts, 'forecast')}; "
        f"{_count(holds.problems, 'problem')}{'' if outcome.changed else '. Nothing changed'}."
    )
    typer.echo(f"Ledger:  {outcome.ledger}\nDossier: {outcome.dossier}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _heading(report: Report) -> str:
    parts = (report.name, _text(report.day), report.given.outlet or report.outlet, report.agency)
    return "  ".join(part for part in parts if part)


def _print_claims(claims: Iterable[AnyClaim], *, title: str | None = None) -> None:
    rows = [(c.report, c.kind, _gist(c), _who(c), _time(c), c.quote) for c in claims]
    if title is None:
        _print_table(("report", "kind", "claim", "source", "when", "words"), rows)
    else:
        _print_table(("kind", "claim", "source", "when", "words"), [row[1:] for row in rows], title=title)


def _gist(claim: AnyClaim) -> str:
    """A claim in a few words."""
    if claim.kind == "figure":
        unit = "km²" if claim.unit == "km2" else claim.who or f"{claim.unit}s"
        return f"{claim.measure}: {_amount(claim)} {unit}"
    if claim.kind == "incident":
        told = " on ".join(part for part in (claim.actor, claim.target) if part)
        return f"{claim.event}: {told}" if told else claim.event
    return claim.what


def _amount(figure: Figure) -> str:
    """A figure's number with its precision."""
    low, high = (None if bound is None else f"{bound:,.10g}" for bound in (figure.low, figure.high))
    words = figure.qualifier.replace("_", " ")
    if figure.qualifier == "vague":
        return f"{low} or so" if high else f"{low} or more"
    both = f"{low}-{high}" if low and high and low != high else str(low or high)
    return both if figure.qualifier == "exact" else f"{words} {both}"


def _who(claim: AnyClaim) -> str:
    source = f"{claim.speaker}, {claim.source}" if claim.speaker and claim.speaker != claim.source else claim.source
    return source if claim.hedge == "asserted" else f"{source} ({claim.hedge})"


def _time(claim: AnyClaim) -> str:
    when = claim.by_when if claim.kind == "forecast" else claim.when
    if when.start == when.end:
        return _text(when.start) or ""
    return f"{_text(when.start) or ''}..{_text(when.end) or ''}"


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str | None]], *, title: str | None = None
) -> None:
    """A table as wide as the terminal; nothing in a report is taken for a command to it."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, title=Text(_clean(title)) if title else None, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold", ratio=3 if column in ("words", "what", "title") else None)
    for row in rows:
        table.add_row(*(Text(_clean(cell or "")) for cell in row))
    console = Console(file=sys.stdout, highlight=False)
    console.width = console.width if console.is_terminal else WIDTH
    console.print(table)


def _clean(text: str) -> str:
    """Text that cannot steer a terminal: control and direction marks become spaces."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text)


@contextmanager
def _watching() -> Iterator[Watch]:
    """Show how far a build is: a bar on a terminal, a line now and then elsewhere."""
    if sys.stderr.isatty():
        with _bar() as watch:
            yield watch
        return
    began = said = time.monotonic()

    def tell(progress: Progress) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= EVERY:
            said = now
            _say(f"{progress.done} of {progress.total} reports, {progress.done / (now - began):.1f} a second")

    yield tell


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich import progress as bars
    from rich.console import Console

    bar = bars.Progress(
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[rate]}"),
        bars.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("Reading", total=None, rate="")

        def show(step: Progress) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.1f} a second" if speed else ""
            bar.update(task, completed=step.done, total=step.total, rate=rate)

        yield show


if __name__ == "__main__":
    main()
