"""What stands on the page, made from the ledger's contents: everything that the templates print, and no markup.

Reads top-down: ``lay_out`` makes a Page out of one part per section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote, urlsplit

from vigil.dossier import words
from vigil.dossier.chart import Chart, draw_chart, draw_overview
from vigil.dossier.marking import Paragraph, mark_report
from vigil.dossier.places import Place, Unplaced, gather_places, gather_unplaced, split_by_distance
from vigil.dossier.summary import Foretold, Known, gather_forecasts, gather_known, order_disputes
from vigil.dossier.tallies import Shelf, shelve
from vigil.dossier.timeline import Day, gather_days
from vigil.dossier.voices import Voice, gather_voices, voices_by_name
from vigil.records import AnyClaim, Contents, Dating, Discrepancy, Figure, Note, Problem, Report, Rule

DRAWINGS = ((760, 560), (328, 380))
"""Width and height in px of the map beside a margin and on a telephone: no text is ever scaled down."""
MAIN = 12
"""Quantities that are shown as known; all of them stand under Figures."""
LEAST_GAP = 2
"""Days in a row without a report that are worth a hatching."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A stretch of days for the strip: how many reports (of one day), or none (of one or more)."""

    start: date
    days: int
    reports: int

    @property
    def last(self) -> date:
        """Its last day."""
        return self.start + timedelta(days=self.days - 1)


@dataclass(frozen=True, slots=True)
class Head:
    """How much was read, and how little of it is independent."""

    reports: int
    outlets: tuple[tuple[str, int], ...]
    without_outlet: int
    agencies: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None
    undated: int
    figures: int
    incidents: int
    events: int
    forecasts: int
    sources: int
    unsourced: int
    origins_known: bool
    origins: int
    cover: tuple[Cover, ...]

    @property
    def claims(self) -> int:
        """All claims."""
        return self.figures + self.incidents + self.forecasts

    @property
    def gaps(self) -> tuple[Cover, ...]:
        """The stretches without a report that are hatched."""
        return tuple(cover for cover in self.cover if not cover.reports and cover.days >= LEAST_GAP)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report as the page shows it. tag: its short name on this page. url: only where it is safe to link to.

    dating: the days it may be of, where it states none and they could be told.
    """

    tag: str
    anchor: str
    report: Report
    title: str
    outlet: str | None
    day: date | None
    day_basis: str
    dating: Dating | None
    url: str | None
    claims: tuple[AnyClaim, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """The map's drawings (wide and narrow, none without a place) and the tables that hold the same."""

    main: tuple[Chart, ...]
    overview: Chart | None
    places: tuple[Place, ...]
    far: tuple[Place, ...]
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is odd about a long series, with the figures that show it."""

    id: str
    note: Note
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Figures that cannot all be true, or that look alike and are not: what is wrong, and each side in its words.

    figures: one for each number of each side, the earliest; again: those that say the same once more.
    """

    id: str
    kind: str
    technical: str
    why: str
    settled_by: str
    figures: tuple[Figure, ...]
    again: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A quantity as it is known, with the names of the origins behind it, and where it is disputed.

    used: the figures that the estimate was made of, the latest first.
    """

    id: str
    known: Known
    used: tuple[Figure, ...]
    origins: tuple[str, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    head: Head
    rule: Rule | None
    standings: tuple[Standing, ...]
    quantities: int
    shelves: tuple[Shelf, ...]
    disputes: tuple[Dispute, ...]
    oddities: tuple[Oddity, ...]
    days: tuple[Day, ...]
    where: Where
    forecasts: tuple[Foretold, ...]
    voices: tuple[Voice, ...]
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]
    versions: tuple[tuple[str, str], ...]
    voice: Mapping[str, Voice]
    sheet: Mapping[str, Sheet]


def lay_out(contents: Contents) -> Page:
    """Everything on the page, in its order. Raises DossierError where the map's borders have not been built."""
    claims = contents.claims
    voices = gather_voices(claims)
    sheets = _sheets(contents)
    known = gather_known(contents)
    disputes = _disputes(contents)
    return Page(
        head=_head(contents),
        rule=contents.rule,
        standings=tuple(_standings(known[:MAIN], disputes, contents)),
        quantities=len(known),
        shelves=shelve(contents),
        disputes=disputes,
        oddities=tuple(_oddities(contents)),
        days=gather_days(contents),
        where=_where(claims),
        forecasts=gather_forecasts(contents),
        voices=voices,
        sheets=sheets,
        problems=contents.problems,
        versions=contents.versions,
        voice=voices_by_name(voices),
        sheet={sheet.report.name: sheet for sheet in sheets},
    )


def _disputes(contents: Contents) -> tuple[Dispute, ...]:
    """The discrepancies with their figures, those of the plainest cause first."""
    figures = [claim for claim in contents.claims if isinstance(claim, Figure)]
    found = order_disputes(contents.discrepancies)
    return tuple(_dispute(one, [figure for figure in figures if figure.id in one.claims]) for one in found)


def _oddities(contents: Contents) -> Iterator[Oddity]:
    figures = {claim.id: claim for claim in contents.claims if isinstance(claim, Figure)}
    for note in contents.notes:
        yield Oddity(f"n-{note.id}", note, tuple(figures[id_] for id_ in note.claims if id_ in figures))


def _dispute(found: Discrepancy, figures: list[Figure]) -> Dispute:
    first: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        first.setdefault((figure.low, figure.high, figure.qualifier, figure.side, figure.group), figure)
    shown = tuple(first.values())
    return Dispute(
        id=f"d-{found.id}",
        kind=words.DISPUTES[found.kind][0],
        technical=found.kind.replace("_", " "),
        why=found.why,
        settled_by=words.DISPUTES[found.kind][1],
        figures=shown,
        again=tuple(figure for figure in figures if figure not in shown),
    )


def _standings(known: Iterable[Known], disputes: Iterable[Dispute], contents: Contents) -> Iterator[Standing]:
    """The main quantities, each with what is behind it."""
    names = {origin.id: origin.name for origin in contents.origins}
    disputed = [(dispute, {figure.id for figure in (*dispute.figures, *dispute.again)}) for dispute in disputes]
    for one in known:
        used = tuple(figure for figure in reversed(one.figures) if figure.id in one.estimate.claims)
        ids = {figure.id for figure in used}
        yield Standing(
            id=f"k-{one.quantity.id}",
            known=one,
            used=used,
            origins=tuple(sorted({names.get(figure.origin, figure.origin) for figure in used if figure.origin})),
            disputes=tuple(dispute for dispute, held in disputed if held & ids),
        )


def _head(contents: Contents) -> Head:
    reports, claims = contents.reports, contents.claims
    kinds = Counter(claim.kind for claim in claims)
    days = [report.day for report in reports if report.day]
    outlets = Counter(outlet for report in reports if (outlet := _outlet(report)))
    return Head(
        reports=len(reports),
        outlets=_ranked(outlets),
        without_outlet=len(reports) - outlets.total(),
        agencies=_ranked(Counter(report.agency for report in reports if report.agency)),
        first=min(days, default=None),
        last=max(days, default=None),
        undated=len(reports) - len(days),
        figures=kinds["figure"],
        incidents=kinds["incident"],
        events=sum(len(event.incidents) > 1 for event in contents.events),
        forecasts=kinds["forecast"],
        sources=len({words.source_name(claim) for claim in claims} - {None}),
        unsourced=sum(words.source_name(claim) is None for claim in claims),
        origins_known=bool(claims) and all(claim.origin for claim in claims),
        origins=len({claim.origin for claim in claims if claim.origin}),
        cover=tuple(_cover(days)),
    )


def _cover(days: list[date]) -> list[Cover]:
    """The days from the first to the last report, those without one joined."""
    by_day = Counter(days)
    covers: list[Cover] = []
    before: date | None = None
    for day in sorted(by_day):
        if before and (silent := (day - before).days - 1):
            covers.append(Cover(before + timedelta(days=1), silent, 0))
        covers.append(Cover(day, 1, by_day[day]))
        before = day
    return covers


def _sheets(contents: Contents) -> tuple[Sheet, ...]:
    by_report: dict[str, list[AnyClaim]] = {report.name: [] for report in contents.reports}
    for claim in contents.claims:
        by_report.setdefault(claim.report, []).append(claim)
    ordered = sorted(contents.reports, key=lambda report: (report.day or date.max, report.name))
    datings = {dating.report: dating for dating in contents.datings if dating.first or dating.last}
    return tuple(
        _sheet(tag, report, by_report[report.name], datings.get(report.name))
        for tag, report in enumerate(ordered, start=1)
    )


def _sheet(tag: int, report: Report, claims: list[AnyClaim], dating: Dating | None) -> Sheet:
    return Sheet(
        tag=f"R{tag}",
        anchor=anchor(report.name),
        report=report,
        title=report.given.title or report.title or report.name,
        outlet=_outlet(report),
        day=report.day,
        day_basis="given" if report.given.published else "stated in the text" if report.published else "",
        dating=dating,
        url=safe_url(report.given.url),
        claims=tuple(sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id))),
        paragraphs=mark_report(report, claims),
    )


def _where(claims: tuple[AnyClaim, ...]) -> Where:
    places = gather_places(claims)
    near, far = split_by_distance(places)
    main = tuple(draw_chart(near, width=w, height=h) for w, h in DRAWINGS) if near else ()
    return Where(
        main=main,
        overview=draw_overview(far, main[0], width=292, height=220) if main else None,
        places=places,
        far=far,
        unplaced=gather_unplaced(claims),
    )


def anchor(name: str) -> str:
    """A report's name as part of an id: no white space, and the same every time."""
    return "report-" + quote(name, safe="")


def safe_url(url: str | None) -> str | None:
    """The address if it is one of the web, else None: a page never links to a script or to a file."""
    if not url or any(ord(letter) <= 32 for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _outlet(report: Report) -> str | None:
    return report.given.outlet or report.outlet


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def terms(claim: AnyClaim, sheet: Sheet | None) -> str:
    """Words that find a claim though its entry does not print them: its report, outlet, agency and day."""
    parts = [claim.report, sheet.outlet if sheet else None, sheet.report.agency if sheet else None]
    parts += [claim.admin, claim.hedge, claim.measure if isinstance(claim, Figure) else None]
    return " ".join(part for part in parts if part).lower()
