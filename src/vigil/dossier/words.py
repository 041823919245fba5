"""How the dossier says numbers, days and kinds of claim; the only place that turns values into English.

The wordings follow the page's rule that a number keeps its own precision: "hundreds" stays a word, "more than" is
never shortened to a number, and what is not told is said to be not told.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from vigil.records import (
    REPORT_VOICE,
    Basis,
    Claim,
    DiscrepancyKind,
    Estimate,
    Figure,
    Forecast,
    Grade,
    Hedge,
    Incident,
    Measure,
    NoteKind,
    Period,
    Rule,
    Unit,
    Verdict,
    Window,
)  # fmt: skip

MEASURES: dict[Measure, str] = {
    "killed": "Killed", "wounded": "Wounded", "missing": "Missing", "abducted": "Abducted", "released": "Released",
    "detained": "Detained", "surrendered": "Surrendered", "displaced": "Left or fled", "returned": "Returned",
    "present": "Present", "deployed": "Deployed", "area": "Ground held, taken or lost", "attacks": "Attacks",
    "destroyed": "Destroyed", "other": "Other counts",
}  # fmt: skip
"""Every measure as a heading, in the order of the page."""

_DONE: dict[Measure, str] = {
    "killed": "killed", "wounded": "wounded", "missing": "missing", "abducted": "abducted", "released": "released",
    "detained": "detained", "surrendered": "surrendered", "displaced": "left or fled", "returned": "returned",
    "present": "present", "deployed": "deployed", "destroyed": "destroyed",
}  # fmt: skip
QUALIFIERS = {
    "exact": "given as", "at_least": "at least", "more_than": "more than", "less_than": "less than",
    "up_to": "up to", "about": "about", "nearly": "nearly", "vague": "in words",
}  # fmt: skip
_HEDGES: dict[Hedge, str] = {
    "asserted": "", "estimated": "an estimate", "believed": "believed, not known", "possible": "possible, not certain",
    "unverified": "unverified", "denied": "a denial",
}  # fmt: skip
# The number words of the claim format's guide, longest first, so that "tens of thousands" is not read as "thousands".
_VAGUE = re.compile(
    r"\b(hundreds of thousands|tens of thousands|dozens of thousands|thousands|several hundred|a few hundred"
    r"|several thousand|a few thousand|hundreds|several dozen|a few dozen|dozens|scores|millions|a number of|a handful"
    r"|several|a couple|a few)\b",
    re.IGNORECASE,
)
_VAGUE_LOW = {
    2: "couple", 3: "several few number handful", 24: "dozen", 40: "scores", 200: "hundreds", 300: "hundred",
    2_000: "thousands", 3_000: "thousand", 20_000: "tens", 200_000: "hundreds", 2_000_000: "millions",
}  # fmt: skip
MONTHS = (
    "January February March April May June July August September October November December"
).split()  # strftime would follow the machine's language


def amount(value: float) -> str:
    """A number with its thousands set apart and no false decimals."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def number(figure: Figure) -> str:
    """A figure's number without its qualifier: ``1,300``, ``3 to 5``, or its word in quotation marks."""
    if figure.qualifier == "vague":
        word = _vague_word(figure)
        return f"\u201c{word}\u201d" if word else f"{amount(figure.low or 0)} or more{_unit(figure)}"
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        return f"{amount(figure.low)} to {amount(figure.high)}{_unit(figure)}"
    return f"{amount(figure.low if figure.low is not None else figure.high or 0)}{_unit(figure)}"


def spread(estimate: Estimate, *, unit: Unit) -> str:
    """An estimate's low and high: ``16``, ``16 to 19``, ``16 or more``, ``up to 19``."""
    low, high = estimate.low, estimate.high
    ending = " km\u00b2" if unit == "km2" else ""
    if low is None or high is None:
        only = amount((low if low is not None else high) or 0)
        return f"{only}{ending} or more" if low is not None else f"up to {only}{ending}"
    return f"{amount(low)}{ending}" if low == high else f"{amount(low)} to {amount(high)}{ending}"


def qualifier(figure: Figure) -> str:
    """The words before the number."""
    if figure.qualifier == "exact" and figure.low != figure.high:
        return "between"
    return QUALIFIERS[figure.qualifier]


def phrase(figure: Figure) -> str:
    """A figure's number with its qualifier, as it stands in running text."""
    words = qualifier(figure)
    return number(figure) if words in ("given as", "in words", "between") else f"{words} {number(figure)}"


def done(measure: Measure) -> str:
    """The word that follows those who are counted ("killed"), empty where there is none."""
    return _DONE.get(measure, "")


def hedge(claim: Claim) -> str:
    """How sure the voice was, in words; empty for a plain assertion."""
    return _HEDGES[claim.hedge]


def label(name: str) -> str:
    """A name of the claim format as words: ``suicide_attack`` is "suicide attack"."""
    return name.replace("_", " ")


def label_of(claim: Claim) -> str:
    """A claim in the fewest words, for links: "at least 17 killed", "airstrike", "forecast"."""
    if isinstance(claim, Figure):
        return f"{phrase(claim)} {done(claim.measure) or label(claim.measure)}"
    if isinstance(claim, Incident):
        return label(claim.event)
    return claim.what if isinstance(claim, Forecast) else claim.kind


def source_name(claim: Claim) -> str | None:
    """Whose word a claim is; None where the report speaks in its own voice."""
    return None if claim.source == REPORT_VOICE else claim.source


def day(value: date, *, year: bool = True) -> str:
    """One day in words."""
    return f"{value.day} {MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def days(start: date | None, end: date | None) -> str:
    """A stretch of days in words, each part said once; empty where neither end is known."""
    if start is None or end is None:
        return f"from {day(start)}" if start else f"until {day(end)}" if end else ""
    if start == end:
        return day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}\u2013{end.year}"
    if (start.year, start.month) == (end.year, end.month) and start.day == 1 and _is_last(end):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}\u2013{day(end)}"
    return f"{day(start, year=start.year != end.year)} \u2013 {day(end)}"


def _is_last(value: date) -> bool:
    return value.month != (value + timedelta(days=1)).month


def period(when: Period) -> str:
    """When a claim holds, basis first, as it stands under every number."""
    return basis(when.basis, when.start, when.end)


def basis(kind: Basis, start: date | None, end: date | None) -> str:
    """A time with its basis in words."""
    if kind == "since":
        since = f"since {day(start)}" if start else "so far, no start given"
        return f"{since}, as of {day(end)}" if end else since
    if kind == "as_of":
        return f"as of {day(end or start)}" if (end or start) else "as of an untold day"  # type: ignore[arg-type]
    if kind == "event":
        return f"event, {days(start, end)}" if (start or end) else "event, day not told"
    return days(start, end) or "no time is given"


def window(due: Window) -> str:
    """When a forecast falls due."""
    return days(due.start, due.end) or "no time is given"


def count(n: int, one: str, many: str | None = None) -> str:
    """A number of things: ``count(2, "report")`` is "2 reports"."""
    return f"{amount(n)} {one if n == 1 else many or one + 's'}"


def _unit(figure: Figure) -> str:
    return " km\u00b2" if figure.unit == "km2" else ""


def _vague_word(figure: Figure) -> str | None:
    """The number word of the quote that stands for the figure's low; None where the quote holds none."""
    wanted = _VAGUE_LOW.get(int(figure.low or 0), "").split()
    found = [match.group().lower() for match in _VAGUE.finditer(figure.quote)]
    return next((word for word in found if any(part in word for part in wanted)), None)


DISPUTES: dict[DiscrepancyKind, tuple[str, str]] = {
    "swap": ("Numbers exchanged", "the text that the reports share, or a later count by either side"),
    "copy_error": ("One copy altered", "the text that was copied"),
    "contradiction": ("Cannot both be true", "a later count by the same sources, or a list of names"),
    "unit": ("Units do not convert", "the speaker's own words, or a map"),
    "window": ("Another window", "a count that names its first day"),
    "scope": ("Another area", "a count that names its place"),
    "definition": ("Other people counted", "a count that tells fighters from civilians"),
    "revision": ("Revised", "nothing more: the later number stands in the place of the earlier one"),
}
"""Discrepancies in plain words, and what would settle each, in the order in which the page shows them."""
NOTES: dict[NoteKind, str] = {
    "gap": "Days without a figure",
    "fall": "A count that fell",
    "carried": "Carried forward",
    "disagreement": "Two series at odds",
}
"""What is odd about long series, in plain words."""
GRADES: dict[Grade, tuple[int, str]] = {
    "confirmed": (3, "the party that did it says so"),
    "fair": (2, "two named sources or more, of origins of their own"),
    "weak": (1, "fewer than two named sources of origins of their own"),
    "contested": (0, "sources exclude one another"),
    "discounted": (0, "denied, and nobody independent upholds it"),
}
"""What an estimate rests on: of three boxes how many are full, and why, in plain words."""
RULES: dict[Rule, str] = {
    "acled": "ACLED: the most conservative of the reported numbers",
    "ucdp": "UCDP: the best supported number, between the lowest and the highest",
    "airwars": "Airwars: the range of the reported numbers",
    "hull": "hull: all that the words of the figures allow",
}
"""Counting rules by the name of whose they are, and what they do."""
VERDICTS: dict[Verdict, str] = {"met": "came true", "missed": "did not come in time", "open": "open"}
"""What became of a forecast."""
