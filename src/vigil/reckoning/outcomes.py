"""What became of forecasts: each falls due, and later reports settle it.

A forecast is **met** where a report of no later than its last day says that the thing came, **missed** where a report
of a later day says that it is still awaited or came only then, and **open** otherwise: not yet due, or nobody tells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TypeAlias

from vigil.reckoning.accounts import Topics
from vigil.reckoning.words import Matter, Sentence, fold_text, has_any, sentences, tokens, words
from vigil.records import AnyClaim, Dating, Forecast, Outcome, Report, Spot, Verdict


@dataclass(frozen=True)
class _Told:
    """A sentence that may settle forecasts of one matter. first, last: the days that its report may be of."""

    sentence: Sentence
    first: date
    last: date | None
    came: bool


def settle_forecasts(
    reports: Sequence[Report], claims: Sequence[AnyClaim], *, datings: Iterable[Dating] = ()
) -> tuple[Outcome, ...]:
    """The outcome of every forecast among the claims, sorted by forecast id; the order of input makes no difference.

    datings: of the reports without a day; a report that has neither settles nothing, and its forecasts stay open.
    Raises LexiconError where the word list is damaged.
    """
    spans = _spans(reports, datings)
    text = {report.name: sentences(report) for report in reports if report.name in spans}
    told = {name: _tell(matter, text, spans) for name, matter in words().matters.items()}
    topics = Topics(claims)
    known = {report.name: report for report in reports}
    forecasts = sorted({c.id: c for c in claims if isinstance(c, Forecast)}.values(), key=lambda f: f.id)
    return tuple(
        _settle(forecast, known[forecast.report], spans, told, topics)
        for forecast in forecasts
        if forecast.report in known
    )


Spans: TypeAlias = dict[str, tuple[date, date | None]]


def _spans(reports: Iterable[Report], datings: Iterable[Dating]) -> Spans:
    found: Spans = {d.report: (d.first, d.last) for d in datings if d.first}
    return found | {report.name: (report.day, report.day) for report in reports if report.day}


def _tell(matter: Matter, text: Mapping[str, Sequence[Sentence]], spans: Spans) -> list[_Told]:
    """All sentences that say that the thing came or is awaited, oldest first. text: by report."""
    found = [told for name, told_in in text.items() for told in _in_report(matter, told_in, spans[name])]
    return sorted(found, key=lambda t: (t.first, t.sentence.report, t.sentence.start))


def _in_report(matter: Matter, text: Iterable[Sentence], span: tuple[date, date | None]) -> Iterator[_Told]:
    first, last = span
    for sentence in text:
        plain = sentence.plain
        if has_any(plain, matter.came) and not has_any(plain, words().unreal):
            yield _Told(sentence, first, last, came=True)
        elif has_any(plain, matter.awaited):
            yield _Told(sentence, first, last, came=False)


def _settle(
    forecast: Forecast, report: Report, spans: Spans, told: dict[str, list[_Told]], topics: Topics
) -> Outcome:
    matter = matter_of(forecast)
    said, due = _due(forecast, report, spans)
    if matter is None or said is None or due is None:
        why = "It names no time that can be told." if matter else "No rule knows what would settle it."
        return Outcome(forecast=forecast.id, verdict="open", said=said, due=due, why=why)
    items = told[matter]
    since = islice(items, bisect_left(items, said, key=lambda t: t.first), None)
    later = (t for t in since if _may_settle(t, due) and topics.related(report.name, t.sentence.report))
    why = f"No report after {due} tells of {matter}."
    unsettled = Outcome(forecast=forecast.id, verdict="open", said=said, due=due, why=why)
    return _judge(forecast, matter, said, due, later) or unsettled


def _may_settle(item: _Told, due: date) -> bool:
    """Whether its day is one on which it can settle what is due on that day: it came in time, or is told later."""
    return item.first > due or (item.came and item.last is not None and item.last <= due)


def _judge(forecast: Forecast, matter: str, said: date, due: date, told: Iterable[_Told]) -> Outcome | None:
    """The verdict of the first sentence that settles it; None where none does."""
    for item in told:
        in_time = item.came and item.last is not None and item.last <= due and not _is_own(forecast, item)
        if not in_time and item.first <= due:
            continue
        day = item.first.isoformat() + ("" if item.first == item.last else " or later")
        verdict: Verdict = "met" if in_time else "missed"
        late = f"{matter} came after that day" if item.came else f"{matter} is still awaited"
        why = f"Due by {due}; in a report of {day}, {f'{matter} has come' if in_time else late}."
        spot = _spot(item.sentence)
        return Outcome(
            forecast=forecast.id, verdict=verdict, why=why, said=said, due=due, on=item.first, settled_by=spot
        )
    return None


def _is_own(forecast: Forecast, item: _Told) -> bool:
    """Whether the sentence is the forecast's own, which proves nothing."""
    sentence = item.sentence
    return sentence.report == forecast.report and sentence.start < forecast.end and forecast.start < sentence.end


def matter_of(forecast: Forecast) -> str | None:
    """What is foretold, as the word list names it; None where no rule knows it, or where the thing is to go on."""
    plain = fold_text(f"{forecast.what} {forecast.quote}")
    return next((name for name, matter in words().matters.items() if has_any(plain, matter.foretold)), None)


def _due(forecast: Forecast, report: Report, spans: Spans) -> tuple[date | None, date | None]:
    """The day a forecast was made, and the last day on which it can come true."""
    day = spans.get(report.name, (None, None))[1]
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
