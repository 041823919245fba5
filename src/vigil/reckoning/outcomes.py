"""What became of forecasts: each falls due, and later reports settle it.

A forecast is **met** where a report of no later than its last day says that the thing came, **missed** where a report
of a later day says that it is still awaited or came only then, and **open** otherwise: not yet due, or nobody tells.
Only a whole sentence in the body of another, later report settles it, if it is of the same matter and not of long ago.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import islice
from typing import TypeAlias

from vigil.reckoning.accounts import Topics
from vigil.reckoning.words import Matter, Sentence, body_sentences, fold_text, has_any, names_in, tokens, words
from vigil.records import AnyClaim, Dating, Forecast, Outcome, Report, Spot, Verdict

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class _Told:
    """A sentence that may settle forecasts of one matter. first, last: the days that its report may be of.

    at: how far into the sentence the words stand that say so; who does it is named before them.
    """

    sentence: Sentence
    first: date
    last: date | None
    came: bool
    at: int

    @cached_property
    def doers(self) -> frozenset[str]:
        """The names before the words that say so."""
        return names_in(self.sentence.text[: self.at])

    @cached_property
    def named(self) -> frozenset[str]:
        """All names but the first word, which has its capital in any case."""
        return names_in(self.sentence.text.lstrip("\"'\u201c\u2018").partition(" ")[2])


@dataclass(frozen=True)
class _Record:
    """All that is told of one matter, oldest first, and what of it says that the thing came."""

    every: Sequence[_Told]
    came: Sequence[_Told]

    def after(self, said: date, due: date) -> Iterator[_Told]:
        """Those that by their days may settle what was said and fell due then: it came in time, or due has passed."""
        in_time = islice(self.came, *(bisect_right(self.came, day, key=_first_day) for day in (said, due)))
        yield from (item for item in in_time if item.last is not None and item.last <= due)
        yield from islice(self.every, bisect_right(self.every, max(said, due), key=_first_day), None)


def _first_day(item: _Told) -> date:
    return item.first


@dataclass(frozen=True)
class _Vow:
    """A forecast with what is needed to settle it. said, due: the day it was made, and the last on which it can come.

    around: the names that a sentence on the same matter may name, if it names any.
    """

    forecast: Forecast
    matter: str
    said: date
    due: date
    around: frozenset[str]


def settle_forecasts(
    reports: Sequence[Report], claims: Sequence[AnyClaim], *, datings: Iterable[Dating] = ()
) -> tuple[Outcome, ...]:
    """The outcome of every forecast among the claims, sorted by forecast id; the order of input makes no difference.

    datings: of the reports without a day; a report that has neither settles nothing, and its forecasts stay open.
    Raises LexiconError where the word list is damaged.
    """
    spans = _spans(reports, datings)
    text = {report.name: body_sentences(report) for report in reports if report.name in spans}
    told = {name: _tell(matter, text, spans) for name, matter in words().matters.items()}
    topics = Topics(claims)
    known = {report.name: report for report in reports}
    around = cache(lambda name: names_in(known[name].text))
    forecasts = sorted({c.id: c for c in claims if isinstance(c, Forecast)}.values(), key=lambda f: f.id)
    return tuple(
        _settle(forecast, spans, told, topics, around=around)
        for forecast in forecasts
        if forecast.report in known
    )


Spans: TypeAlias = dict[str, tuple[date, date | None]]


def _spans(reports: Iterable[Report], datings: Iterable[Dating]) -> Spans:
    found: Spans = {d.report: (d.first, d.last) for d in datings if d.first}
    return found | {report.name: (report.day, report.day) for report in reports if report.day}


def _tell(matter: Matter, text: Mapping[str, Sequence[Sentence]], spans: Spans) -> _Record:
    """All sentences that say that the thing came or is awaited, oldest first. text: by report."""
    found = [told for name, told_in in text.items() for told in _in_report(matter, told_in, spans[name])]
    ordered = sorted(found, key=lambda t: (t.first, t.sentence.report, t.sentence.start))
    return _Record(ordered, [item for item in ordered if item.came])


def _in_report(matter: Matter, text: Iterable[Sentence], span: tuple[date, date | None]) -> Iterator[_Told]:
    first, last = span
    for sentence in text:
        plain = sentence.plain
        came, awaited = has_any(plain, matter.came), has_any(plain, matter.awaited)
        if came and not has_any(plain, words().unreal):
            says: str | None = came
        else:
            says = None if has_any(plain, words().gone_by) else awaited
        if says and not _is_background(plain, first):
            yield _Told(sentence, first, last, came=says == came, at=plain.index(says))


def _is_background(plain: str, day: date) -> bool:
    """Whether a sentence tells of long ago: by its words, or by a year that is not the report's. day: of the report."""
    other_year = any(int(year) != day.year for year in YEAR.findall(plain))
    return other_year or has_any(plain, words().background) is not None


def _settle(
    forecast: Forecast,
    spans: Spans,
    told: Mapping[str, _Record],
    topics: Topics,
    *,
    around: Callable[[str], frozenset[str]],
) -> Outcome:
    """around: the names in a report, by its name."""
    matter, report = matter_of(forecast), forecast.report
    said, due = _due(forecast, spans)
    if matter is None or said is None or due is None:
        why = "It names no time that can be told." if matter else "No rule knows what would settle it."
        return Outcome(forecast=forecast.id, verdict="open", said=said, due=due, why=why)
    named = _names_in(forecast) if words().matters[matter].one_party else around(report)
    vow = _Vow(forecast, matter, said, due, named)
    later = told[matter].after(said, due)
    same = (item for item in later if _may_settle(vow, item) and topics.related(report, item.sentence.report))
    why = f"No report after {due} tells of {matter}."
    unsettled = Outcome(forecast=forecast.id, verdict="open", said=said, due=due, why=why)
    return _judge(vow, same) or unsettled


def _names_in(forecast: Forecast) -> frozenset[str]:
    return names_in(f"{forecast.quote} {forecast.what} {forecast.source}")


def _may_settle(vow: _Vow, item: _Told) -> bool:
    """Whether a sentence is of another report, and of the same matter.

    One that names only what the forecast's report does not name is of another battle; one whose doer the forecast does
    not name, of another party.
    """
    if item.sentence.report == vow.forecast.report:
        return False
    if words().matters[vow.matter].one_party:
        return bool(item.doers & vow.around)
    return not item.named or bool(item.named & vow.around)


def _judge(vow: _Vow, told: Iterable[_Told]) -> Outcome | None:
    """The verdict of the first sentence that settles it; None where there is none."""
    item = next(iter(told), None)
    if item is None:
        return None
    in_time = item.came and item.last is not None and item.last <= vow.due
    day = item.first.isoformat() + ("" if item.first == item.last else " or later")
    verdict: Verdict = "met" if in_time else "missed"
    late = f"{vow.matter} came after that day" if item.came else f"{vow.matter} is still awaited"
    why = f"Due by {vow.due}; in a report of {day}, {f'{vow.matter} has come' if in_time else late}."
    spot = _spot(item.sentence)
    return Outcome(
        forecast=vow.forecast.id,
        verdict=verdict,
        why=why,
        said=vow.said,
        due=vow.due,
        on=item.first,
        settled_by=spot,
    )


def matter_of(forecast: Forecast) -> str | None:
    """What is foretold, as the word list names it; None where no rule knows it, or where the thing is to go on."""
    plain = fold_text(f"{forecast.what} {forecast.quote}").replace('"', "")
    return next((name for name, matter in words().matters.items() if _foretells(matter, plain)), None)


def _foretells(matter: Matter, plain: str) -> bool:
    return has_any(plain, matter.foretold) is not None and has_any(plain, matter.about) is not None


def _due(forecast: Forecast, spans: Spans) -> tuple[date | None, date | None]:
    """The day a forecast was made, and the last day on which it can come true."""
    day = spans.get(forecast.report, (None, None))[1]
    said = _said(forecast, day) if day else None
    if forecast.by_when.end:
        return said or forecast.by_when.start or forecast.by_when.end, forecast.by_when.end
    base = forecast.by_when.start or said
    days = _horizon(forecast)
    return said or base, base + timedelta(days=days) if base and days is not None else None


def _said(forecast: Forecast, day: date) -> date:
    """The weekday that the quote names, the last one before the report; else the report's day."""
    named = [words().weekdays[word] for word in tokens(forecast.quote) if word in words().weekdays]
    return day - timedelta(days=(day.weekday() - named[0]) % 7) if named else day


def _horizon(forecast: Forecast) -> int | None:
    """How many days the words of time give it; the longest words that fit."""
    text = fold_text(forecast.horizon or forecast.quote)
    found = has_any(text, tuple(sorted(words().horizons, key=lambda words_: (-len(words_), words_))))
    return int(words().horizons[found]) if found else None


def _spot(sentence: Sentence) -> Spot:
    return Spot(report=sentence.report, start=sentence.start, end=sentence.end, quote=sentence.text)
