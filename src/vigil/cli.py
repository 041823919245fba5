"""The command line: one thin command per verb. Heavy rooms are imported inside the commands, so that help is quick.

What is asked for goes to standard output; progress and complaints go to standard error. The exit status is 0 when
there is something to show for it, 1 when nothing could be done, 2 for a command that is not understood, 130 when
somebody stopped it.
"""

from __future__ import annotations

import dataclasses
import functools
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, ParamSpec

import typer

from vigil.errors import VigilError
from vigil.printing import (
    Line,
    clean,
    complaint,
    count,
    day_text,
    give_up,
    heading,
    outcome_line,
    print_claims,
    print_explanations,
    print_happening,
    print_json,
    print_lineage,
    print_lines,
    print_outcome,
    print_summary,
    print_table,
    say,
    watching,
)

if TYPE_CHECKING:
    from vigil.records import AnyClaim, Contents

P = ParamSpec("P")


class Kind(StrEnum):
    """The kinds of claims."""

    figure = "figure"
    incident = "incident"
    forecast = "forecast"


class CountingRule(StrEnum):
    """The rules that numbers are counted by."""

    acled = "acled"
    ucdp = "ucdp"
    airwars = "airwars"
    hull = "hull"


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
            say(str(error))
            status = error.exit_code
        except KeyboardInterrupt:
            say("Stopped.")
            status = 130
        except BrokenPipeError:  # whoever read our output has read enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 0
        except Exception as error:
            status = give_up(error)
        raise typer.Exit(status)

    return run


def main() -> NoReturn:
    """The entry point of ``vigil``; exits with the command's status, and never with a traceback."""
    try:
        app()
    except KeyboardInterrupt:
        say("Stopped.")
        sys.exit(130)
    except Exception as error:
        sys.exit(give_up(error))
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
    rule: Annotated[
        CountingRule | None,
        typer.Option(
            metavar="RULE", help="How numbers are counted: acled, ucdp, airwars or hull; else as before, at first ucdp."
        ),
    ] = None,
    jobs: Jobs = None,
    as_json: Json = False,
) -> int:
    """Read reports into a ledger and write its dossier.

    Only what is new is read; building again changes nothing. A build that was stopped goes on where it was.

    The rule makes low, best and high of each quantity. acled: the most conservative number. ucdp: the best supported
    number, between the lowest and the highest. airwars: the range of what is reported. hull: all that the words allow.
    """
    from vigil import build as flow

    with watching() as watch:
        outcome = flow.build(
            sources, out=out, manifest=manifest, rule=rule.value if rule else None, jobs=jobs, watch=watch
        )
    for problem in outcome.problems:
        say(complaint(problem))
    if as_json:
        print_json(outcome_line(outcome))
    else:
        print_outcome(outcome)
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
            say(complaint(outcome))
            continue
        found += 1
        lines = [outcome.report.to_line(), *(claim.to_line() for claim in outcome.claims)]
        if as_json:
            kept += lines
        elif jsonl:
            print_lines(lines)
        else:
            print_claims(outcome.claims, title=heading(outcome.report))
    if as_json:
        print_json(kept)
    return 0 if found else 1


@app.command()
@_told
def explain(
    report: Annotated[
        Path, typer.Argument(metavar="REPORT", help="The file of one report; with --event, the ledger's folder.")
    ],
    at: Annotated[int | None, typer.Option(metavar="OFFSET", min=0, help="A character of the report's text.")] = None,
    figure: Annotated[int | None, typer.Option(metavar="N", min=1, help="The report's Nth figure.")] = None,
    event: Annotated[
        str | None, typer.Option(metavar="ID", help="An event of a ledger: its tellings and what joined them.")
    ] = None,
    manifest: Manifest = None,
    as_json: Json = False,
) -> int:
    """Show why a claim was made or refused: tokens, parse, rule and lexicon entry; by default of every number.

    With --event, show why reports are taken to tell one event: what its tellings agree on, where they part.
    """
    if event is not None:
        return _explain_event(report, event, as_json=as_json)
    from vigil.errors import NO_FIGURE, ReaderError
    from vigil.intake import take_in
    from vigil.reader import read as read_report
    from vigil.reader.explain import explain as explain_report
    from vigil.records import Problem

    for taken in take_in([report], manifest=manifest):
        if isinstance(taken, Problem):
            say(complaint(taken))
            continue
        if figure is not None:
            found = [claim for claim in read_report(taken.report).claims if claim.kind == "figure"]
            if figure > len(found):
                raise ReaderError(NO_FIGURE, report=taken.report.name, number=figure, found=len(found))
            at = found[figure - 1].start
        told = explain_report(taken.report, at=at)
        if as_json:
            print_json([dataclasses.asdict(one) for one in told])
        else:
            print_explanations(told)
        return 0
    return 1


def _explain_event(ledger: Path, wanted: str, *, as_json: bool) -> int:
    from vigil.dossier.happenings import gather_happenings
    from vigil.errors import UNKNOWN_EVENT, QuestionError
    from vigil.ledger import Ledger

    with Ledger.open(ledger) as opened:
        contents = opened.contents()
    happening = next((found for found in gather_happenings(contents) if found.event.id == wanted), None)
    if happening is None:
        raise QuestionError(UNKNOWN_EVENT, event=wanted, path=ledger)
    if as_json:
        print_json(happening.to_line())
    else:
        print_happening(happening, contents)
    return 0


@app.command()
@_told
def show(
    ledger: LedgerPath,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only what is new since that day.")] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this source or speaker says: its claims.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Show what a ledger says: what is known, what is disputed, what became of forecasts, which days are not told.

    A claim is new where its report is of that day or later, and its sentence stood in no report before.
    """
    from vigil.dossier.summary import summarise
    from vigil.ledger import Ledger

    day = _day(since) if since else None
    with Ledger.open(ledger) as opened:
        contents = opened.contents()
    if contents.claims and contents.rule is None:
        say("No build has drawn conclusions in this ledger yet: run `vigil build` again.")
    summary = summarise(contents, since=day)
    if source is not None:
        return _show_source(ledger, summary.claims if day else contents.claims, source, contents, as_json=as_json)
    if as_json:
        print_json(summary.to_line())
    else:
        print_summary(summary)
    return 0


def _day(value: str) -> date:
    from vigil.errors import BAD_DAY, QuestionError

    try:
        return datetime.strptime(value.strip(), "%Y-%m-%d").date()
    except ValueError as error:
        raise QuestionError(BAD_DAY, value=value) from error


def _show_source(
    ledger: Path, claims: Sequence[AnyClaim], name: str, contents: Contents, *, as_json: bool
) -> int:
    """Show a source's claims among these; whether there is such a source is asked of the whole ledger."""
    from vigil.dossier.summary import claims_of_source, near_names
    from vigil.errors import UNKNOWN_SOURCE, QuestionError

    if not claims_of_source(contents.claims, name):
        near = near_names(contents.claims, name)
        advice = f"Did you mean {' or '.join(near)}?" if near else f"`vigil claims {ledger}` names all sources."
        raise QuestionError(UNKNOWN_SOURCE, name=name, path=ledger, advice=advice)
    found = claims_of_source(claims, name)
    if as_json:
        print_json([claim.to_line() for claim in found])
    else:
        print_claims(found, ids=True)
    return 0


@app.command()
@_told
def reports(ledger: LedgerPath, as_json: Json = False) -> int:
    """List the reports of a ledger."""
    from vigil.ledger import Ledger

    with Ledger.open(ledger) as opened:
        found = opened.reports()
    if as_json:
        print_json([{**report.to_line(), "id": report.id} for report in found])
    else:
        rows = [
            (r.name, day_text(r.day), r.given.outlet or r.outlet, r.agency, r.given.title or r.title) for r in found
        ]
        print_table(("report", "day", "outlet", "agency", "title"), rows)
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
        print_json([claim.to_line() for claim in found])
    else:
        print_claims(found)
    return 0


@app.command()
@_told
def problems(ledger: LedgerPath, as_json: Json = False) -> int:
    """List what could not be read, why, and what to do about it."""
    from vigil.ledger import Ledger

    with Ledger.open(ledger) as opened:
        found = opened.problems()
    if as_json:
        print_json([problem.model_dump(mode="json") for problem in found])
    else:
        print_table(("code", "what", "next step"), [(p.code, p.message, p.next_step) for p in found])
    return 0


@app.command()
@_told
def lineage(ledger: LedgerPath, as_json: Json = False) -> int:
    """Show who copied whom: reports that share passages, the origins of the claims, numbers changed in copying."""
    from vigil.ledger import Ledger
    from vigil.lineage import trace

    with Ledger.open(ledger) as opened:
        contents = opened.contents()
    found = trace(contents.reports, contents.claims)
    if as_json:
        print_json(found.to_json())
    else:
        print_lineage(found)
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
        print_json({"gazetteer": str(path), **dataclasses.asdict(counts)})
        return 0
    for source in counts.sources:
        bad = f"; {count(source.bad, 'row')} left out, the first: {source.first_bad}" if source.bad else ""
        typer.echo(clean(f"{source.source}: {count(source.kept, 'row')}{bad}"))
    typer.echo(f"{count(counts.places, 'place')} under {count(counts.names, 'name')}: {path}")
    return 0


if __name__ == "__main__":
    main()
