"""What the command line says: results to standard output, progress and complaints to standard error.

Nothing that stands in a report is taken for a command to the terminal.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import typer

from vigil.errors import UNEXPECTED, VigilError

if TYPE_CHECKING:
    from vigil.build import Outcome, Progress, Watch
    from vigil.dossier.happenings import Happening
    from vigil.dossier.summary import Foretold, Known, Summary
    from vigil.lineage import Lineage
    from vigil.reader.explain import Explanation
    from vigil.records import AnyClaim, Contents, Dating, Figure, Period, Problem, Report

Line: TypeAlias = dict[str, Any]
WIDTH = 160
"""Columns of a table that goes to no terminal."""
MAIN = 12
"""Quantities that are shown as known; the page has all of them under Figures."""
MOST = 40
"""Rows of any other table of a summary."""
EVERY = 10.0
"""Seconds between two lines on how far a build is, where there is no terminal."""


def say(sentence: str) -> None:
    """One line to standard error."""
    typer.echo(clean(sentence), err=True)


def complaint(problem: Problem) -> str:
    return f"{problem.code}: {problem.message} {problem.next_step}"


def give_up(error: Exception) -> int:
    """Write down what nobody foresaw, and say where it is written."""
    with tempfile.NamedTemporaryFile("w", prefix="vigil-", suffix=".log", delete=False, encoding="utf-8") as log:
        traceback.print_exception(error, file=log)
    say(str(VigilError(UNEXPECTED, why=" ".join(f"{type(error).__name__} {error}".split())[:200], log=log.name)))
    return 1


def print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_lines(lines: Iterable[Line]) -> None:
    for line in lines:
        typer.echo(json.dumps(line, ensure_ascii=False))


def outcome_line(outcome: Outcome) -> Line:
    return {
        "ledger": str(outcome.ledger),
        "dossier": str(outcome.dossier),
        "taken": outcome.taken,
        "new": outcome.new,
        "changed": outcome.changed,
        "holds": dataclasses.asdict(outcome.counts),
        "problems": [problem.model_dump(mode="json") for problem in outcome.problems],
    }


def print_outcome(outcome: Outcome) -> None:
    holds = outcome.counts
    typer.echo(f"{count(outcome.taken, 'report')} taken in, {outcome.new or 'none'} of them new.")
    typer.echo(
        f"The ledger holds {count(holds.reports, 'report')}: {count(holds.figures, 'figure')}, "
        f"{count(holds.incidents, 'incident')}, {count(holds.forecasts, 'forecast')}; "
        f"{count(holds.problems, 'problem')}{'' if outcome.changed else '. Nothing changed'}."
    )
    typer.echo(f"Ledger:  {outcome.ledger}\nDossier: {outcome.dossier}")


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def claim_ids(ids: Sequence[str], *, most: int = 6) -> str:
    """Claim ids as they stand in a line, the first ones where there are many."""
    shown = " ".join(ids[:most])
    return f"{shown} and {len(ids) - most} more" if len(ids) > most else shown


def heading(report: Report) -> str:
    parts = (report.name, day_text(report.day), report.given.outlet or report.outlet, report.agency)
    return "  ".join(part for part in parts if part)


def print_claims(claims: Iterable[AnyClaim], *, title: str | None = None, ids: bool = False) -> None:
    """Claims as a table. title: of their one report, which no line names then. ids: with each claim's id."""
    columns = ("report", "kind", "claim", "source", "when", "words", "id")
    rows = [(c.report, c.kind, _gist(c), _who(c), _time(c), c.quote, c.id) for c in claims]
    shown = slice(0 if title is None else 1, None if ids else -1)
    print_table(columns[shown], [row[shown] for row in rows], title=title)


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
        return day_text(when.start) or ""
    return f"{day_text(when.start) or ''}..{day_text(when.end) or ''}"


def day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def print_summary(summary: Summary) -> None:
    """What a ledger says in short: tables of what is known, disputed, foretold and undated, each where there is any."""
    from vigil.dossier import words

    if summary.is_empty:
        typer.echo(f"Nothing new since {summary.since}." if summary.since else "Nothing is known.")
        return
    named = words.RULES[summary.rule] if summary.rule else "no rule is known"
    _print_some(
        ("number", "best", "what", "sources", "origins", "grade", "claims"),
        [_known_row(known) for known in summary.known],
        title=f"What is known, by the rule {summary.rule} ({named})",
        most=MAIN,
    )
    disputed = [(words.label(one.kind), one.why, claim_ids(one.claims)) for one in summary.disputed]
    _print_some(("kind", "what", "claims"), disputed, title="What is disputed")
    odd = [(words.label(one.kind), " and ".join(one.source), one.why, claim_ids(one.claims)) for one in summary.notes]
    _print_some(("kind", "whose", "what", "claims"), odd, title="Long series: what is odd")
    told = [happening for happening in summary.happenings if summary.since or len(happening.tellings) > 1]
    events = [(h.event.id, h.title, h.days, _told_by(h), claim_ids(h.event.incidents)) for h in told]
    title = "What happened" if summary.since else "What happened, told more than once"
    _print_some(("event", "what", "when", "told by", "claims"), events, title=title)
    foretold = [_forecast_row(one) for one in summary.forecasts]
    columns = ("forecast", "source", "due", "became", "what", "claims")
    _print_some(columns, foretold, title="What was foretold")
    undated = [_dating_row(dating) for dating in summary.undated]
    _print_some(("report", "possible days", "what"), undated, title="Reports without a day")
    if summary.claims:
        typer.echo(f"New since {summary.since}: {count(len(summary.claims), 'claim')}, copies left out.")
        print_claims(summary.claims, ids=True)


def _print_some(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, title: str, most: int | None = None
) -> None:
    """The first rows as a table, and how many they are of; nothing where there is none."""
    shown = rows[: most or MOST]
    if shown:
        print_table(columns, shown, title=title)
    if len(rows) > len(shown):
        typer.echo(f"{len(shown)} of {len(rows):,} shown; --json gives all.\n")


def _known_row(known: Known) -> tuple[str, ...]:
    from vigil.dossier import words

    made = known.estimate
    return (
        words.spread(made, unit=known.quantity.unit),
        words.amount(made.best) if made.best is not None else "",
        f"{known.what}; {words.period(known.lead.when)}",
        ", ".join(known.sources) or "no source is named",
        str(made.origins),
        made.grade,
        claim_ids(made.claims),
    )


def _told_by(happening: Happening) -> str:
    return f"{count(len(happening.tellings), 'telling')}, {count(len(happening.origins), 'origin')}"


def _forecast_row(one: Foretold) -> tuple[str, ...]:
    from vigil.dossier import words

    due = one.outcome.due if one.outcome else one.forecast.by_when.end
    if one.outcome is None:
        became, why = "not settled", ""
    else:
        spot = one.outcome.settled_by
        became = words.VERDICTS[one.outcome.verdict]
        why = one.outcome.why + (f' {spot.report}: "{" ".join(spot.quote.split())}"' if spot else "")
    return one.forecast.what, _who(one.forecast), day_text(due) or "", became, why, one.forecast.id


def _dating_row(dating: Dating) -> tuple[str, ...]:
    from vigil.dossier import words

    says = " ".join(clue.says for clue in dating.clues) or "Nothing in it or its neighbours tells."
    return dating.report, words.days(dating.first, dating.last) or "any", says


def print_happening(happening: Happening, contents: Contents) -> None:
    """An event: who tells it, what the tellings agree on, where they part, and what joined them."""
    names = {origin.id: origin.name for origin in contents.origins}
    days = {report.name: report.day for report in contents.reports}
    title = f"{happening.title}; {happening.days or 'no day is told'}  ({happening.event.id})"
    rows = [
        (t.report, day_text(days.get(t.report)), names.get(t.origin or "", ""), _who(t), t.quote, t.id)
        for t in happening.tellings
    ]
    print_table(("report", "day", "origin", "source", "words", "id"), rows, title=title)
    said_of = {
        "They agree on": happening.agreed, "They part on": happening.disputed, "One alone says": happening.told_once,
    }  # fmt: skip
    for heading_, traits in said_of.items():
        for trait in traits:
            said = "; ".join(f"{told} ({claim_ids(ids)})" for told, ids in trait.answers)
            typer.echo(clean(f"{heading_} {trait.name}: {said}"))
    links = []
    for link in happening.event.links:
        evidence = "; ".join(f"{why} {bits:+.1f}" for why, bits in link.evidence)
        links.append((link.left, link.right, f"{link.probability:.3f}", evidence))
    if links:
        print_table(("one", "other", "probability", "what"), links, title="Why they are taken for one event")


def print_lineage(found: Lineage) -> None:
    """Pairs of reports that share text, the origins with how many claims are theirs, and numbers changed in copies."""
    rows = [
        (p.one, p.other, f"{p.share:.0%}", str(sum(s.words for s in p.passages)), str(len(p.passages)))
        for p in found.reuse
    ]
    print_table(("earlier", "later", "share", "same words", "passages"), rows)
    held = Counter(settled.origin for settled in found.origins.claims)
    origins = [(o.kind, o.name, o.first_report, str(held[o.id])) for o in found.origins.origins]
    print_table(("origin", "name", "first seen in", "claims"), origins)
    slips = [(e.kind, e.one, e.number_one, e.other, e.number_other, e.quote_other) for e in found.errors]
    if slips:
        print_table(("changed", "earlier", "number", "copy", "number there", "words"), slips)


def print_explanations(told: Iterable[Explanation]) -> None:
    """Sentences with their parse and what was decided of their numbers."""
    for one in told:
        typer.echo(clean(f"{one.start}-{one.end}  {one.text}"))
        typer.echo(clean(f"voice: {one.speaker or ''} {one.source} (by {one.voice_rule}); when: {_span(one.when)}"))
        rows = [
            (d.words, f"{d.value} ({d.form})", d.noun, d.measure, d.rule, d.evidence, d.refused) for d in one.decisions
        ]
        print_table(("words", "number", "noun", "measure", "rule", "evidence", "no figure because"), rows)
        arcs = [(str(t.i), t.form, t.pos, t.tag, t.dep, one.tokens[t.head].form, t.ent) for t in one.tokens]
        print_table(("", "token", "pos", "tag", "arc", "head", "entity"), arcs)


def _span(when: Period) -> str:
    return f"{when.basis} {day_text(when.start) or ''}..{day_text(when.end) or ''}"


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str | None]], *, title: str | None = None
) -> None:
    """A table as wide as the terminal; nothing in a report is taken for a command to it."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, title=Text(clean(title)) if title else None, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold", ratio=3 if column in ("words", "what", "title") else None)
    for row in rows:
        table.add_row(*(Text(clean(cell or "")) for cell in row))
    console = Console(file=sys.stdout, highlight=False)
    console.width = console.width if console.is_terminal else WIDTH
    console.print(table)


def clean(text: str) -> str:
    """Text that cannot steer a terminal: control and direction marks become spaces."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text)


@contextmanager
def watching() -> Iterator[Watch]:
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
            say(f"{progress.done} of {progress.total} reports, {progress.done / (now - began):.1f} a second")

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
