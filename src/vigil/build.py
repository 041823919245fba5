"""The flow, from sources to a dossier; the only place that knows all the rooms.

1. **intake** turns the sources into reports; what cannot be taken in is a problem, and the rest goes on.
2. **ledger** says which reports are new, or changed, or were read by an older reader; only those are read.
3. **engine** has the **reader** read them, on all cores; a report that fails is a problem of its own.
4. **ledger** keeps each report with its claims, one transaction each: what is kept survives whatever happens next.
5. **lineage** finds reuse between reports and settles where each claim first came from.
6. **linkage** groups all figures of the ledger into quantities, and puts the incidents of one happening together into
   an event, with the days that **reckoning** finds for undated reports.
7. **reckoning** dates the undated reports, names what cannot all be true, estimates each quantity, settles forecasts.
8. **ledger** keeps what was concluded, and logs the build, chained to the last one, if anything changed.
9. **dossier** writes the page.

Building twice changes nothing. A build that was stopped goes on where it was, and ends as if it had not been.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeAlias

import vigil
from vigil import engine
from vigil.errors import SAME_NAME, STOPPED, IntakeError, LedgerError
from vigil.ledger import Counts, Ledger, schema
from vigil.linkage.quantities import group_figures
from vigil.records import Conclusions, Contents, Figure, Given, Incident, Problem, Reading, Report, Rule

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".json", ".jsonl"})
"""Files that are counted, to tell beforehand how long a build will take."""

RULE: Rule = "ucdp"
"""The counting rule of a ledger that was built with none: it gives a best number and keeps the range beside it."""


class Taken(Protocol):
    """A report as intake hands it over, with the bytes that it came from."""

    @property
    def report(self) -> Report: ...
    @property
    def original(self) -> bytes: ...
    @property
    def suffix(self) -> str: ...
    @property
    def source(self) -> str: ...


class TakeIn(Protocol):
    """What intake does."""

    def __call__(self, sources: Sequence[Path], *, manifest: Path | None = None) -> Iterable[Taken | Problem]: ...


class TakeInText(Protocol):
    """What intake does with a text that comes by no file."""

    def __call__(self, text: str, *, name: str, given: Given | None = None) -> Taken: ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms that a build goes through; others can be put in their place.

    read: a function of a module. What it finds depends on reader_version and gazetteer; where one of them changes,
    everything is read anew. apart: read even a single report in another process, which it may kill.
    """

    take_in: TakeIn
    take_in_text: TakeInText
    read: Callable[[Report], Reading]
    write_page: Callable[[Contents, Path], None]
    reader_version: str
    gazetteer: str = "none"
    apart: bool = True

    @property
    def reader(self) -> str:
        """All that readings depend on, as the ledger keeps it beside each."""
        return f"{self.reader_version}/{self.gazetteer}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: reports done, of about how many, those of them that were new, and the name of the last."""

    done: int
    total: int
    new: int
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build. problems: those met now; counts: what the ledger holds; changed: whether anything did."""

    ledger: Path
    dossier: Path
    taken: int
    new: int
    problems: tuple[Problem, ...]
    counts: Counts
    changed: bool


Watch: TypeAlias = Callable[[Progress], None]


class BuildStoppedError(LedgerError):
    """Somebody stopped the build; what was read is kept."""

    exit_code = 130


def build(
    sources: Sequence[Path],
    *,
    out: Path,
    manifest: Path | None = None,
    rule: Rule | None = None,
    jobs: int | None = None,
    watch: Watch | None = None,
    rooms: Rooms | None = None,
) -> Outcome:
    """Take in, read, and keep the reports of these files and folders in the ledger ``out``, and write its dossier.

    rule: by which quantities are estimated; by default that of the last build of this ledger, at first RULE.
    jobs: how many processes read; by default, one a core. watch: called after every report.
    Raises IntakeError where nothing can be taken in, LedgerError where the ledger cannot be used, BuildStoppedError on
    Ctrl-C, DossierError where the page cannot be made (the ledger is complete then).
    """
    rooms = rooms or real_rooms()
    items = _started(rooms.take_in(sources, manifest=manifest))
    with Ledger.create_or_open(out) as ledger:
        run = _Run(ledger, rooms, watch or _unwatched, expected=_count_files(sources))
        try:
            run.read(items, jobs=jobs)
            run.note_problems(sources)
            changed = _publish(ledger, rooms, rule or ledger.rule() or RULE) or run.new > 0
            counts = ledger.counts()
        except KeyboardInterrupt as stop:
            # the database is not asked: it may have been stopped in the middle of a transaction, which closing undoes
            raise BuildStoppedError(STOPPED, path=out, kept=run.done) from stop
    return Outcome(
        ledger=out,
        dossier=ledger.dossier,
        taken=run.done,
        new=run.new,
        problems=tuple(sorted(run.problems, key=lambda p: (p.stage, p.source, p.code, p.message))),
        counts=counts,
        changed=changed,
    )


def read_sources(
    sources: Sequence[Path],
    *,
    manifest: Path | None = None,
    text: bytes | None = None,
    given: Given | None = None,
    jobs: int | None = None,
    rooms: Rooms | None = None,
) -> Iterator[Reading | Problem]:
    """Read reports without a ledger, lazily: for each its Reading, or the Problem met instead.

    text: one more report, as bytes that came by no file; given: what is known of it.
    Raises IntakeError where nothing can be taken in.
    """
    rooms = rooms or real_rooms()
    items: Iterable[Taken | Problem] = rooms.take_in(sources, manifest=manifest) if sources else ()
    if text is not None:
        items = chain([rooms.take_in_text(_decode(text), name="stdin", given=given)], items)
    problems: deque[Problem] = deque()
    for outcome in engine.read_all(_reports(items, problems), read=rooms.read, jobs=jobs):
        while problems:
            yield problems.popleft()
        yield outcome
    yield from problems


def _reports(items: Iterable[Taken | Problem], problems: deque[Problem]) -> Iterator[Report]:
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item.report


def _decode(text: bytes) -> str:
    from vigil.intake.decode import decode

    return decode(text, source="standard input")


def real_rooms() -> Rooms:
    """Vigil's own rooms."""
    from vigil.dossier.page import write_page
    from vigil.intake import take_in, take_in_text
    from vigil.names.gazetteer import default_path
    from vigil.reader import VERSION, read

    return Rooms(
        take_in=take_in,
        take_in_text=take_in_text,
        read=read,
        write_page=write_page,
        reader_version=VERSION,
        gazetteer=_hash_file(default_path()),
    )


def _hash_file(path: Path) -> str:
    """What tells one gazetteer from another: the start of its hash; "none" where there is none."""
    if not path.is_file():
        return "none"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def _started(items: Iterable[Taken | Problem]) -> Iterator[Taken | Problem]:
    """The same items, the first one fetched: intake complains of its sources before a ledger is made for them."""
    waiting = iter(items)
    return chain([first for first in [next(waiting, None)] if first is not None], waiting)


def _count_files(sources: Sequence[Path]) -> int:
    """About how many reports there will be: exact where each file is one report."""
    return sum(
        sum(file.suffix.lower() in SUFFIXES for file in source.rglob("*")) if source.is_dir() else 1
        for source in sources
    )


def _unwatched(_: Progress) -> None:
    """Nobody looks."""


def _publish(ledger: Ledger, rooms: Rooms, rule: Rule) -> bool:
    """Draw the conclusions, log the build and write the page, unless nothing was kept since the last time."""
    versions = _versions(rooms, rule)
    if ledger.is_concluded(versions):
        return False
    contents = _conclude(ledger, versions, rule)
    changed = ledger.seal(contents)
    rooms.write_page(contents, ledger.dossier)
    ledger.mark_concluded(versions)
    return changed


def _versions(rooms: Rooms, rule: Rule) -> dict[str, str]:
    """All that conclusions depend on, besides what is kept."""
    return {
        "gazetteer": rooms.gazetteer,
        "reader": rooms.reader_version,
        "rule": rule,
        "schema": schema.VERSION,
        "vigil": vigil.__version__,
    }


def _conclude(ledger: Ledger, versions: dict[str, str], rule: Rule) -> Contents:
    """What follows from all claims together, kept in the ledger; and the contents as the dossier will show them."""
    from vigil import reckoning
    from vigil.lineage import trace
    from vigil.linkage.events import link_incidents

    contents = ledger.contents()
    reports = contents.reports
    lineage = trace(reports, contents.claims)
    origins = {settled.claim: settled.origin for settled in lineage.origins.claims}
    claims = tuple(claim.model_copy(update={"origin": origins.get(claim.id)}) for claim in contents.claims)
    figures = [claim for claim in claims if isinstance(claim, Figure)]
    incidents = [claim for claim in claims if isinstance(claim, Incident)]
    quantities = group_figures(figures, reports=reports)
    datings = reckoning.date_reports(reports, claims)
    days = reckoning.days_of(datings)
    accounts = reckoning.make_accounts(reports, claims, days=days)
    conclusions = Conclusions(
        origins=lineage.origins.origins,
        settled=lineage.origins.claims,
        quantities=quantities,
        discrepancies=reckoning.find_discrepancies(
            reports, claims, quantities=quantities, days=days, errors=lineage.errors
        ),
        notes=reckoning.review_all(quantities, accounts),
        events=link_incidents(incidents, reports=reports, figures=figures, days=days),
        estimates=reckoning.estimate_all(quantities, accounts, rule=rule),
        outcomes=reckoning.settle_forecasts(reports, claims, datings=datings),
        datings=datings,
        timings=reckoning.time_claims(claims, datings),
    )
    kept = ledger.set_conclusions(conclusions)
    return contents.model_copy(update={**dict(kept), "claims": claims, "versions": tuple(versions.items())})


@dataclass
class _Run:
    """One build under way: what it has done and met so far."""

    ledger: Ledger
    rooms: Rooms
    watch: Watch
    expected: int
    done: int = 0
    new: int = 0
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def read(self, items: Iterable[Taken | Problem], *, jobs: int | None) -> None:
        """Read what is new and keep it, each report as soon as it and all before it are read."""
        reading: deque[tuple[Taken, Report]] = deque()
        unread = self._unread(items, reading)
        for outcome in engine.read_all(unread, read=self.rooms.read, jobs=jobs, apart=self.rooms.apart):
            taken, report = reading.popleft()
            self._keep(taken, report, outcome)

    def note_problems(self, sources: Sequence[Path]) -> None:
        """Keep the problems met; those of old whose source was looked at again, and is well now, are settled."""
        met = set(self.problems)
        settled = [
            problem
            for problem in self.ledger.problems()
            if problem not in met and (problem.source in self.seen or _is_within(problem.source, sources))
        ]
        self.ledger.note_problems(self.problems, settled=settled)

    def _unread(
        self, items: Iterable[Taken | Problem], reading: deque[tuple[Taken, Report]]
    ) -> Iterator[Report]:
        """The reports that must be read; each is put at the end of ``reading`` when it is given out."""
        for item in items:
            if isinstance(item, Problem):
                self.problems.append(item)
                continue
            if item.report.id in self.seen or self._is_own(item):
                continue
            report = self._named(item)
            self.seen |= {report.id, report.name, item.source}
            if self.ledger.holds(report, reader=self.rooms.reader):
                self._step(report)
                continue
            reading.append((item, report))
            yield report

    def _is_own(self, taken: Taken) -> bool:
        """Whether it is one of the ledger's own files, which lie among the sources."""
        return self.ledger.path.resolve() in Path(taken.source).resolve().parents

    def _named(self, taken: Taken) -> Report:
        """The report under the name that the ledger has, or will have, for it."""
        report = taken.report
        name = self.ledger.name_of(report)
        if name == report.name:
            return report
        if name == f"{report.name}~{report.id[:6]}":
            error = IntakeError(SAME_NAME, source=taken.source, other=report.name, name=name)
            self.problems.append(_problem(error, source=taken.source))
        return report.model_copy(update={"name": name})

    def _keep(self, taken: Taken, report: Report, outcome: Reading | Problem) -> None:
        reader, original = self.rooms.reader, taken.original
        if isinstance(outcome, Problem):
            self.problems.append(outcome)
            new = self.ledger.add_unread(
                report, reader=reader, original=original, suffix=taken.suffix, source=taken.source
            )
        else:
            new = self.ledger.add(outcome, reader=reader, original=original, suffix=taken.suffix, source=taken.source)
        self.new += new
        self._step(report)

    def _step(self, report: Report) -> None:
        self.done += 1
        self.watch(Progress(done=self.done, total=max(self.expected, self.done), new=self.new, name=report.name))


def _problem(error: IntakeError, *, source: str) -> Problem:
    return Problem(
        code=error.code, message=error.sentence, next_step=error.next_step, source=source, stage="intake"
    )


def _is_within(source: str, sources: Sequence[Path]) -> bool:
    """Whether a problem's source is one of these, lies in one, or is a line of one."""
    return any(source == str(s) or source.startswith((f"{s}/", f"{s}\\", f"{s}:", f"{s} ")) for s in sources)
