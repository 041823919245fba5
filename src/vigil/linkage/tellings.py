"""An incident as it is compared with others: its days, its place, its parties, its toll and its words.

What a claim leaves open stays open: None is compared with nothing. Only a happening without a day of its own gets one
from its report, as the week before it, and is marked as such (``stated`` is False).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from vigil.linkage.words import common, words
from vigil.names.actors import Actor, actor_of, canonical
from vigil.names.countries import country_of
from vigil.names.spelling import fold, skeleton, without_article
from vigil.records import Figure, Incident, Report

Harm: TypeAlias = Literal["killed", "wounded"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_COUNTRIES = frozenset({"country", "region"})
_OF_A_STATE = frozenset({"state", "government", "military", "police", "intelligence", "ministry", "coalition"})
DAY_CELLS, MONTH_CELLS = 14, 62
"""Spans up to so many days are looked up by their days, or by their months; longer ones by their very span."""
CELL, REACH = 1.0, 0.25
"""Degrees: the side of a square of the map, and how far from a point its squares are taken in (twice 28 km)."""
WIDE_REACH = 0.7
"""The same for a province."""
LONGEST_WORDS = 2
"""By how many of its longest words a telling is looked up, so that copies meet that name no place and nobody."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One incident, ready to be compared. Days are ordinals; lat and lon degrees; reach km; tolls at least so many.

    told: the day of its report, the last that it may be of. stated: the days are its own. country: its place is one, or
    larger. side: the country whose force the actor is. thing: the words for what was hit. own: the toll stands in the
    incident's own words. matter: the words of its quote that tell it from others.
    """

    incident: Incident
    order: tuple[date, str, int, int, str]
    families: tuple[str, ...]
    told: int | None = None
    first: int | None = None
    last: int | None = None
    stated: bool = False
    place: str | None = None
    place_words: tuple[str, ...] = ()
    wide: bool = False
    country: bool = False
    reach: float | None = None
    actor: str | None = None
    actor_words: tuple[str, ...] = ()
    side: str | None = None
    thing: tuple[str, ...] = ()
    killed: float | None = None
    wounded: float | None = None
    own: bool = False
    matter: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.incident.id

    @property
    def span(self) -> int | None:
        """How many days lie between the first and the last that it may be of."""
        return None if self.first is None or self.last is None else self.last - self.first

    @property
    def speech(self) -> bool:
        """Whether it is something said: its place is only that of what is spoken of."""
        return self.incident.event in words().speech

    @property
    def twin(self) -> str | None:
        """What another incident of the same report must share to be the same happening; None where nothing will do.

        The same day of its own, the same narrow place, and the same number of dead, told in its own words.
        """
        enough = self.own and self.killed is not None and self.killed >= words().twin_toll
        if not (enough and self.stated and self.span == 0 and self.place and not self.wide):
            return None
        return f"{self.incident.report}|{self.first}|{self.place}|{self.killed:g}"


def make_tellings(
    incidents: Iterable[Incident],
    *,
    reports: Iterable[Report],
    figures: Iterable[Figure] = (),
    days: Iterable[tuple[str, date, date]] = (),
) -> tuple[Telling, ...]:
    """The incidents as tellings, oldest report first, then as they stand in it; undated reports come last.

    figures: numbers killed and wounded, of which each telling gets those that stand closest to it. days: for undated
    reports, the first and last day that they may be of, by name.
    """
    own = {report.name: (report.day, report.day) for report in reports if report.day}
    spans = {name: (first, last) for name, first, last in days} | own
    unique = sorted({incident.id: incident for incident in incidents}.values(), key=lambda one: one.id)
    tolls = _Tolls(unique, figures)
    found = [_telling(incident, spans.get(incident.report), tolls) for incident in unique]
    return tuple(sorted(found, key=lambda telling: telling.order))


def keys_of(telling: Telling) -> tuple[str, ...]:
    """What two tellings must have one of in common to be compared: a family, a day and a mark; sorted."""
    return tuple(sorted(_keys(telling, _day_cells(telling))))


def month_keys_of(telling: Telling) -> tuple[str, ...]:
    """The same by months, for what is told of "last July"; sorted."""
    return tuple(sorted(_keys(telling, _month_cells(telling))))


def _telling(incident: Incident, report: tuple[date | None, date | None] | None, tolls: _Tolls) -> Telling:
    first, last = report or (None, None)
    start, end, stated = _days(incident, first, last)
    actor = actor_of(incident.actor) if incident.actor else None
    name = canonical(incident.actor) if incident.actor else None
    placed = incident.place_id is not None
    return Telling(
        incident=incident,
        order=(last or date.max, incident.report, incident.start, incident.end, incident.id),
        families=words().families_of(incident.event),
        told=last.toordinal() if last else None,
        first=start,
        last=end,
        stated=stated,
        place=_place_key(incident),
        place_words=_place_words(incident.place),
        wide=incident.place_precision in words().wide,
        country=incident.place_precision in _COUNTRIES,
        reach=words().reach[incident.place_precision] if incident.place_precision else None,
        actor=fold(name) if name else None,
        actor_words=_actor_words(name),
        side=_side(actor, name),
        thing=tuple(sorted({*_thing(incident.target), *(() if placed else _unmapped(incident.place))})),
        killed=tolls.of(incident, "killed"),
        wounded=tolls.of(incident, "wounded"),
        own=tolls.is_own(incident),
        matter=_matter(incident),
    )


def _days(incident: Incident, first: date | None, last: date | None) -> tuple[int | None, int | None, bool]:
    """The days that it may be of, and whether it says so itself."""
    start, end = incident.when.start, incident.when.end
    if start and end:
        return start.toordinal(), end.toordinal(), True
    if first is None or last is None:
        return None, None, False
    return first.toordinal() - words().recent_days, last.toordinal(), False


def _side(actor: Actor | None, name: str | None) -> str | None:
    """The country whose force or office it is; one that is not listed is known by its name: "Ugandan border police"."""
    if actor:
        return actor.country if actor.kind in _OF_A_STATE else None
    told = (name or "").split()
    country = country_of(told[0]) if len(told) > 1 and told[-1].lower() in words().bodies else None
    return country.code if country else None


def _actor_words(name: str | None) -> tuple[str, ...]:
    return tuple(sorted({word for word in fold(name or "").split() if word not in common().idle_words}))


def _place_key(incident: Incident) -> str | None:
    """One key for the spellings of one place; the gazetteer's, where it knows the place."""
    return f"#{incident.place_id}" if incident.place_id else " ".join(_place_words(incident.place)) or None


@lru_cache(maxsize=65536)
def _place_words(place: str | None) -> tuple[str, ...]:
    named = fold(without_article(place or "")).split()
    return tuple(sorted({skeleton(word) or word for word in named if word not in common().place_words}))


def _thing(target: str | None) -> tuple[str, ...]:
    """The words for what was hit."""
    told = set(_words(canonical(target) if target else ""))
    return tuple(sorted(word for word in told if word not in words().nobody))


def _unmapped(place: str | None) -> tuple[str, ...]:
    """The words of a place that is on no map, as those for what was hit: it is a building as often as a town."""
    return tuple(word for word in _thing(place) if word not in common().place_words)


def _matter(incident: Incident) -> tuple[str, ...]:
    """The words of its quote that tell it from others; who said so is none of them: one spokesman tells many things."""
    voice = set(_words(f"{incident.speaker or ''} {incident.source}")) | set(_words(canonical(incident.source)))
    return tuple(sorted(set(_words(incident.quote)) - voice - _everyday()))


@cache
def _everyday() -> frozenset[str]:
    """The words that tell no happening from another, in the form that words are compared in."""
    return frozenset(form for word in words().everyday for form in _words(word))


def _words(text: str) -> Iterator[str]:
    """The words of a text that carry matter, folded, without a plural's s."""
    for word in _WORD.findall(text):
        plain = fold(word.removesuffix("'s").removesuffix("’s"))
        if len(plain) > 1 and plain not in common().idle_words:
            yield plain.removesuffix("s") if len(plain) > 4 and not plain.endswith("ss") else plain


def _keys(telling: Telling, cells: Sequence[str]) -> Iterator[str]:
    marks = sorted(set(_marks(telling)))
    return (f"{family}|{cell}|{mark}" for family in telling.families for cell in cells for mark in marks)


def _day_cells(telling: Telling) -> tuple[str, ...]:
    """Its days and the slack after them; a long time by its very ends, as years meet only themselves."""
    if telling.first is None or telling.last is None:
        return ()
    if telling.last - telling.first > MONTH_CELLS:
        return (f"{telling.first}-{telling.last}",)
    if telling.last - telling.first > DAY_CELLS:
        return ()
    return tuple(str(day) for day in range(telling.first, telling.last + words().slack_days + 1))


def _month_cells(telling: Telling) -> tuple[str, ...]:
    if telling.first is None or telling.last is None or telling.last - telling.first > MONTH_CELLS:
        return ()
    days = range(telling.first, telling.last + 1)
    return tuple(sorted({date.fromordinal(day).strftime("%Y-%m") for day in days}))


def _marks(telling: Telling) -> Iterator[str]:
    """What tells it from others of its days: place, square of the map, party, thing, rare words. No country."""
    if telling.place and not (telling.country or telling.speech):
        yield f"p{telling.place}"
        yield from (f"g{square}" for square in _squares(telling.incident, telling.wide))
    if telling.actor:
        yield f"a{telling.side or telling.actor}"
    yield from (f"t{word}" for word in telling.thing)
    longest = sorted(telling.matter, key=lambda word: (-len(word), word))
    yield from (f"w{word}" for word in longest[:LONGEST_WORDS])


def _squares(incident: Incident, wide: bool) -> Iterator[str]:
    """The squares of the map about a place, so that two places of one neighbourhood share one."""
    if incident.lat is None or incident.lon is None:
        return
    reach = WIDE_REACH if wide else REACH
    rows = range(math.floor((incident.lat - reach) / CELL), math.floor((incident.lat + reach) / CELL) + 1)
    columns = range(math.floor((incident.lon - reach) / CELL), math.floor((incident.lon + reach) / CELL) + 1)
    turn = round(360 / CELL)
    yield from (f"{row},{column % turn}" for row in rows for column in columns)


class _Tolls:
    """The numbers killed and wounded in each incident's own words, the largest; else the next ones after it."""

    def __init__(self, incidents: Sequence[Incident], figures: Iterable[Figure]) -> None:
        self._found: dict[tuple[str, str], tuple[float, float]] = {}
        told: Mapping[str, list[Incident]] = _by_report(incidents)
        for figure in sorted({f.id: f for f in figures}.values(), key=lambda f: f.id):
            if figure.measure in ("killed", "wounded") and _counts_one_happening(figure):
                self._give(figure, told.get(figure.report, []))

    def of(self, incident: Incident, measure: Harm) -> float | None:
        """At least how many; None where no number stands near."""
        found = self._found.get((incident.id, measure))
        return found[1] if found else None

    def is_own(self, incident: Incident) -> bool:
        """Whether the number of dead stands in the incident's own words."""
        return self._found.get((incident.id, "killed"), (1, 0.0))[0] == 0

    def _give(self, figure: Figure, incidents: Sequence[Incident]) -> None:
        """Give the figure to the incidents that it stands closest to."""
        away = {one.id: _characters(figure, one) for one in incidents if _may_be_of(figure, one)}
        least = min(away.values(), default=words().near_characters + 1)
        if least > words().near_characters:
            return
        number = figure.low if figure.low is not None else figure.high or 0.0
        for name in (name for name, characters in away.items() if characters == least):
            known = self._found.get((name, figure.measure))
            if known is None or (least, -number) < (known[0], -known[1]):
                self._found[name, figure.measure] = (least, number)


def _by_report(incidents: Iterable[Incident]) -> Mapping[str, list[Incident]]:
    found: defaultdict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        found[incident.report].append(incident)
    return found


def _counts_one_happening(figure: Figure) -> bool:
    """Whether it may be a happening's toll: no part of another figure, no count of weeks, no vague or open number."""
    return figure.unit == "person" and figure.part_of is None and figure.when.basis in ("event", "unknown")


def _may_be_of(figure: Figure, incident: Incident) -> bool:
    """Whether a figure and an incident of one report may be of one happening: force, no other place, no other days."""
    if "force" not in words().families_of(incident.event):
        return False
    if figure.place_id and incident.place_id and figure.place_id != incident.place_id:
        return False
    one, other = figure.when, incident.when
    if not (one.start and one.end and other.start and other.end):
        return True
    return one.start <= other.end and other.start <= one.end


def _characters(figure: Figure, incident: Incident) -> float:
    """How far down the text a figure stands from an incident: what is told before it belongs to something else."""
    return math.inf if figure.end <= incident.start else max(0, figure.start - incident.end)
