"""The types that travel between the rooms: reports, claims and what goes wrong with them.

Everything here is frozen. The words are those of the claim format (docs/claim-format.md); a claim that is not
grounded, one whose quote does not stand at its offsets in its report's text, cannot be made at all.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any, ClassVar, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, SkipValidation, ValidationInfo, model_validator

from vigil.errors import UNGROUNDED, GroundingError

Measure: TypeAlias = Literal[
    "killed", "wounded", "missing", "abducted", "released", "detained", "surrendered", "displaced", "returned",
    "present", "deployed", "area", "attacks", "destroyed", "other",
]  # fmt: skip
Group: TypeAlias = Literal[
    "civilian", "combatant", "detainee", "aid_worker", "journalist", "official", "child", "woman", "mixed", "unknown"
]
Qualifier: TypeAlias = Literal["exact", "at_least", "more_than", "less_than", "up_to", "about", "nearly", "vague"]
Unit: TypeAlias = Literal["person", "km2", "event", "object", "household"]
Method: TypeAlias = Literal[
    "airstrike", "shelling", "ground_attack", "suicide_attack", "explosive_device", "landmine", "shooting",
    "execution", "chemical", "other",
]  # fmt: skip
Hedge: TypeAlias = Literal["asserted", "estimated", "believed", "possible", "unverified", "denied"]
Basis: TypeAlias = Literal["event", "since", "as_of", "unknown"]
EventKind: TypeAlias = Literal[
    "battle", "advance", "attack", "airstrike", "shelling", "ground_attack", "suicide_attack", "explosive_device",
    "landmine", "shooting", "execution", "abduction", "arrest", "release", "surrender", "evacuation", "flight",
    "siege", "ceasefire", "withdrawal", "deployment", "statement", "demand", "accusation",
    "claim_of_responsibility", "talks", "visit", "protest", "aid", "other",
]  # fmt: skip
Weekday: TypeAlias = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PassageKind: TypeAlias = Literal[
    "title", "byline", "body", "caption", "menu", "read_more", "sign_up", "comment", "notice"
]
OriginKind: TypeAlias = Literal["agency", "outlet", "report", "statement"]
OriginEvidence: TypeAlias = Literal[
    "sourced", "credited", "reused", "quoted", "scattered", "tied", "own", "earliest"
]
SlipKind: TypeAlias = Literal["digits_exchanged", "digit_lost", "digit_added", "digit_wrong", "number", "qualifier"]
ClueKind: TypeAlias = Literal["weekday", "shared_event", "growth", "state", "standing"]
Rule: TypeAlias = Literal["acled", "ucdp", "airwars", "hull"]
RULES: tuple[Rule, ...] = ("acled", "ucdp", "airwars", "hull")
Grade: TypeAlias = Literal["confirmed", "fair", "weak", "contested", "discounted"]
Verdict: TypeAlias = Literal["met", "missed", "open"]
NoteKind: TypeAlias = Literal["gap", "fall", "carried", "disagreement"]
PlacePrecision: TypeAlias = Literal["site", "town", "district", "province", "country", "region"]
"""How large a named place is: its point stands for all of it."""
REPORT_VOICE = "report"
"""The source of a claim that the report makes in its own voice."""


class Record(BaseModel):
    """A frozen value that knows all of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(Record):
    """A time as an interval of days, both included; either end may be open (None).

    basis: ``event`` it happened then; ``since`` cumulative from start to end; ``as_of`` a state on that day.
    """

    start: date | None = None
    end: date | None = None
    basis: Basis = "unknown"

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")
        return self


class Window(Record):
    """The days in which a forecast falls due; either end may be open."""

    start: date | None = None
    end: date | None = None


class Given(Record):
    """What a manifest or a page's own metadata tells of a report, besides its text."""

    published: date | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None


class Passage(Record):
    """A stretch of a report's clean text, as half-open character offsets, and what it is.

    Only ``title``, ``byline`` and ``body`` belong to the report; the rest is kept and never read for claims.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    kind: PassageKind = "body"

    @property
    def is_report(self) -> bool:
        """Whether the passage is the report's own text."""
        return self.kind in ("title", "byline", "body")


class Report(Record):
    """One article, bulletin or statement, as it was published.

    id: SHA-256 of the original bytes, in hex. name: the file's stem, unique within a ledger. text: the clean text
    that all offsets count in. title, outlet, agency, published, weekday: what the text alone shows; what it was
    given besides stands in ``given``. passages: the paragraphs of the text in order, without overlap.
    """

    id: str = Field(pattern=r"^[0-9a-f]{64}$")
    name: str = Field(min_length=1)
    text: str
    given: Given = Given()
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    published: date | None = None
    weekday: Weekday | None = None
    dateline: str | None = None
    passages: tuple[Passage, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of publication: the given one, else the one that the text states."""
        return self.given.published or self.published

    @property
    def text_hash(self) -> str:
        """SHA-256 of the clean text, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def words(self, passage: Passage) -> str:
        """The text of one passage."""
        return self.text[passage.start : passage.end]

    def to_line(self) -> dict[str, Any]:
        """The report line of the claim format, ready for JSON."""
        return {
            "kind": "report",
            "report": self.name,
            "given": self.given.model_dump(mode="json"),
            "title": self.title,
            "outlet": self.outlet,
            "agency": self.agency,
            "published": self.published.isoformat() if self.published else None,
            "weekday": self.weekday,
            "not_report": [first_words(self.words(p)) for p in self.passages if not p.is_report],
        }


class Claim(Record):
    """One thing that one voice says. Made by ``Claim.of``, or validated with the report as context.

    start, end: half-open offsets of the quote in the report's clean text. rules: names of the rules that made it.
    origin: whose text it first was (settled by lineage). place_id, place_precision, lat, lon (degrees), admin: where
    the place is, if it is known.
    """

    kind: str
    id: str
    report: str
    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    speaker: str | None = None
    source: str = REPORT_VOICE
    hedge: Hedge = "asserted"
    place: str | None = None
    place_id: str | None = None
    place_precision: PlacePrecision | None = None
    lat: float | None = None
    lon: float | None = None
    admin: str | None = None
    origin: str | None = None
    rules: tuple[str, ...] = ()

    _value_fields: ClassVar[tuple[str, ...]] = ()

    @model_validator(mode="after")
    def _is_grounded(self, info: ValidationInfo) -> Self:
        report = (info.context or {}).get("report")
        if not isinstance(report, Report) or report.text[self.start : self.end] != self.quote:
            raise GroundingError(UNGROUNDED, report=self.report, quote=self.quote[:80])
        return self

    @classmethod
    def of(cls, report: Report, start: int, end: int, **fields: Any) -> Self:
        """Make a claim from the stretch ``start:end`` of a report's text.

        Raises GroundingError where that stretch is empty or outside the text.
        """
        start, end = _trim(report.text, start, end)
        if start >= end:
            raise GroundingError(UNGROUNDED, report=report.name, quote="")
        kind = str(cls.model_fields["kind"].default)
        value = [_plain(fields.get(name)) for name in cls._value_fields]
        line = {
            "kind": kind,
            "id": claim_id(report_id=report.id, kind=kind, start=start, end=end, value=value),
            "report": report.name,
            "quote": report.text[start:end],
            "start": start,
            "end": end,
            **fields,
        }
        return cls.model_validate(line, context={"report": report})

    def to_line(self) -> dict[str, Any]:
        """This claim as a line of the claim format, ready for JSON; whole numbers are written whole."""
        line = self.model_dump(mode="json")
        for bound in ("low", "high"):
            if isinstance(line.get(bound), float) and line[bound].is_integer():
                line[bound] = int(line[bound])
        return line


class Figure(Claim):
    """A number, exact or vague, of people, things or area (km2). low and high: None is an open end."""

    kind: Literal["figure"] = "figure"
    measure: Measure
    who: str | None = None
    group: Group = "unknown"
    side: str | None = None
    low: float | None = None
    high: float | None = None
    qualifier: Qualifier = "exact"
    unit: Unit = "person"
    by: str | None = None
    method: Method | None = None
    when: Period = Period()
    part_of: str | None = None

    _value_fields: ClassVar[tuple[str, ...]] = ("measure", "who", "low", "high")

    @model_validator(mode="after")
    def _has_a_number(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("a figure needs a low or a high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a figure's low ({self.low}) cannot be above its high ({self.high})")
        return self


class Incident(Claim):
    """Something that happened, that a monitor would enter in its log."""

    kind: Literal["incident"] = "incident"
    event: EventKind
    actor: str | None = None
    target: str | None = None
    when: Period = Period()

    _value_fields: ClassVar[tuple[str, ...]] = ("event", "actor", "target")


class Forecast(Claim):
    """Somebody says what will or may happen."""

    kind: Literal["forecast"] = "forecast"
    what: str
    by_when: Window = Window()
    horizon: str | None = None

    _value_fields: ClassVar[tuple[str, ...]] = ("horizon",)


AnyClaim: TypeAlias = Figure | Incident | Forecast
"""A claim passed its own door when it was made; nothing that holds it checks it again."""


class Reading(Record):
    """What one report says: the report and its claims, in the order of the text."""

    report: Report
    claims: tuple[SkipValidation[AnyClaim], ...] = ()


class Problem(Record):
    """Something that could not be read or done: a code, a sentence, the next step, and what it concerns."""

    code: str
    message: str
    next_step: str
    source: str
    stage: Literal["intake", "reader", "names", "ledger", "dossier"]


class Origin(Record):
    """Where claims first came from. name: the agency's, the outlet's, the report's, or the source's of a statement.

    first_report: the earliest report that carries a claim of this origin, by name.
    """

    id: str
    kind: OriginKind
    name: str
    first_report: str


class Settled(Record):
    """The origin of one claim. claim, origin: ids. evidence: the rule that settled it.

    holders: the reports that hold the claim's sentence, its own among them, the earliest first.
    """

    claim: str
    origin: str
    evidence: OriginEvidence
    holders: tuple[str, ...] = Field(min_length=1)

    @property
    def first_report(self) -> str:
        """The earliest report that holds the claim's sentence."""
        return self.holders[0]


class CopyError(Record):
    """A number that is not the same in a copy. one: the earlier report; other: the copy.

    claims_one, claims_other: ids of the figures that stand there; quote_one, quote_other: the sentences;
    number_one, number_other: the numbers as written, or for a ``qualifier`` the words before the number, empty if none.
    """

    kind: SlipKind
    one: str
    other: str
    number_one: str
    number_other: str
    quote_one: str
    quote_other: str
    claims_one: tuple[str, ...] = ()
    claims_other: tuple[str, ...] = ()


class Quantity(Record):
    """What figures measure in common: its figures (claim ids, oldest first) form one series."""

    id: str
    measure: Measure
    group: Group
    side: str | None
    place: str | None
    place_id: str | None
    unit: Unit
    basis: Basis
    start: date | None
    figures: tuple[str, ...]


DiscrepancyKind: TypeAlias = Literal[
    "contradiction", "revision", "swap", "unit", "definition", "window", "scope", "copy_error"
]


class Discrepancy(Record):
    """Figures that no single truth satisfies, or that look alike and are not.

    claims: the ids of the figures it rests on, sorted. why: one plain sentence. quantity: the id of the quantity that
    holds them all, if one does.
    """

    id: str
    kind: DiscrepancyKind
    claims: tuple[str, ...]
    why: str
    quantity: str | None = None


class Link(Record):
    """Why two tellings are of one event: their claim ids, sorted, and what was compared.

    probability: that both tell of one happening (0 to 1). evidence: what was compared, in words, with its weight in
    bits: above 0 speaks for one happening, below 0 against it.
    """

    left: str
    right: str
    probability: float = Field(ge=0, le=1)
    evidence: tuple[tuple[str, float], ...] = ()


class Event(Record):
    """One happening in the world, told by one or more incident claims.

    incidents: claim ids, oldest report first. event, actor, target, place: what most tellings say; the narrowest place.
    start, end: the days it may have been on, None where no telling has one. links: what joined the tellings.
    """

    id: str
    event: EventKind
    actor: str | None = None
    target: str | None = None
    place: str | None = None
    place_id: str | None = None
    start: date | None = None
    end: date | None = None
    incidents: tuple[str, ...]
    links: tuple[Link, ...] = ()


class Spot(Record):
    """A stretch of a report's clean text, in half-open offsets, with its words."""

    report: str
    start: int
    end: int
    quote: str


class Clue(Record):
    """Why a report can only be of certain days: one plain sentence, and the sentences of the reports that say so."""

    kind: ClueKind
    says: str
    spots: tuple[Spot, ...]


class Dating(Record):
    """On which days an undated report may have been written.

    first, last: None is an open end. days: all possible days, where both ends are known. clues: those that narrow
    it, each with its sentences; set_aside: those that contradict stronger ones.
    """

    report: str
    first: date | None = None
    last: date | None = None
    days: tuple[date, ...] = ()
    clues: tuple[Clue, ...] = ()
    set_aside: tuple[Clue, ...] = ()


class Timing(Record):
    """When a claim of an undated report holds, as the possible days of its report leave it. claim: its id."""

    claim: str
    when: Period


class Estimate(Record):
    """Low, best and high by one rule; None is an open end, or no best.

    quantity: the id of the quantity it is of, if it was made for one. grade: how much weight the figures bear.
    sources, origins: how many distinct ones the figures have. claims: the figures used, sorted; copies: those that
    repeat the words of one used. why: one plain sentence.
    """

    quantity: str | None = None
    rule: Rule
    low: float | None
    best: float | None
    high: float | None
    grade: Grade
    sources: int
    origins: int
    claims: tuple[str, ...]
    copies: tuple[str, ...] = ()
    why: str


class Outcome(Record):
    """What became of one forecast.

    forecast: its claim id. said: the day it was made; due: the last day on which it could come true. settled_by: the
    sentence that settles it, with its report; on: that report's day. why: one plain sentence.
    """

    forecast: str
    verdict: Verdict
    why: str
    said: date | None = None
    due: date | None = None
    on: date | None = None
    settled_by: Spot | None = None


class Note(Record):
    """What was noticed in a long series of figures of one quantity (quantity: its id).

    source: whose series; of a disagreement both, in order. first, last: its days, included. claims: the figures that
    show it, oldest first; of a gap, the two at its edges. why: one plain sentence.
    """

    id: str
    kind: NoteKind
    quantity: str | None = None
    source: tuple[str, ...]
    first: date
    last: date
    claims: tuple[str, ...]
    why: str


class Conclusions(Record):
    """What follows from all claims together, drawn anew by each build; sorted, and the same for the same claims."""

    origins: tuple[Origin, ...] = ()
    settled: tuple[SkipValidation[Settled], ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    notes: tuple[Note, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    datings: tuple[Dating, ...] = ()
    timings: tuple[Timing, ...] = ()


class Contents(Conclusions):
    """All that a ledger holds, as the dossier reads it; sorted, so that the same ledger gives the same page.

    versions: of everything that the last build was made with, the counting rule among them.
    """

    reports: tuple[Report, ...] = ()
    claims: tuple[SkipValidation[AnyClaim], ...] = ()
    problems: tuple[Problem, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()

    @property
    def rule(self) -> Rule | None:
        """The counting rule of the last build; None where no build drew conclusions yet."""
        named = dict(self.versions).get("rule")
        return next((rule for rule in RULES if rule == named), None)


def claim_id(*, report_id: str, kind: str, start: int, end: int, value: object) -> str:
    """A claim's id: the same on every run, so that decisions stay attached when the reader improves."""
    text = "\x1f".join([report_id, kind, str(start), str(end), repr(value)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def first_words(text: str, *, most: int = 12) -> str:
    """The first words of a passage, white space folded; enough to find it by."""
    return " ".join(text.split()[:most])


def _plain(value: object) -> object:
    """Numbers of one size look alike, whether whole or not."""
    return float(value) if isinstance(value, int | float) else value


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends."""
    start, end = max(0, start), min(end, len(text))
    stretch = text[start:end]
    lead = re.match(r"\s*", stretch)
    start += lead.end() if lead else 0
    return start, max(start, start + len(text[start:end].rstrip()))
