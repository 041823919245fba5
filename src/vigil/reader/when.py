"""When a claim holds: its own time if the sentence names one, else the day of the main event, else unknown.

1. A time beside a verb of speaking is the time of speaking; it dates the claim only where nothing else does.
2. "since" and "in the past two months" make a claim cumulative; so do "already" and a war that "has killed".
3. A state (who is present, deployed, which area is held) holds as of the report's day.
4. A time of something else in the sentence dates no claim: "Monday's attack" an arrest, "flown home on Friday" a wound.
5. The main event is what the first sentences tell with a day; later sentences that name no time speak of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from vigil import lexicon
from vigil.reader.text import Sentence, Text, Token
from vigil.reader.times import AFTER, Time, find_times
from vigil.records import EventKind, Measure, Period

_LEAD = 8  # body sentences in which the main event must be told
_RECENT = timedelta(days=14)  # a main event is news, not background
_LATELY = timedelta(days=31)  # news of what became of an event of the past weeks
_STAMP = re.compile(r"\W*(?:Updated|Published|Posted|Last updated|First published|Created|By [A-Z])\b")
_CAMPAIGN = timedelta(days=120)  # fighting so short goes by many names: war, offensive, operation
_ANY = timedelta(days=36500)  # an event that the paragraph recalls, however old
_SHORT = timedelta(days=2)  # an event of a day, or of a weekend
_WEEK = timedelta(days=6)  # "this week"
_RECALL = 2  # sentences over which "since then" looks back
_BESIDE = 4  # tokens between a verb of speaking and its time
_GOVERNED = 8  # tokens between another verb and its time
_IN_ALL = re.compile(r"\b(?:in all|in total|all told)\b", re.IGNORECASE)
_BEGAN = frozenset("began begun started erupted flared resumed intensified launched launching".split())
_PUSHES = frozenset("attack assault incursion invasion push siege bombing it".split())
_RISING = frozenset("risen climbed rose climbs rises".split())
_SUBORDINATING = frozenset("where who whom which that after because since whose when while as".split())
_NEAR_DAYS = ("yesterday", "today", "overnight")  # rules of times that count from the day of speaking


class WhenWords(BaseModel):
    """The form of lexicon/when.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    speech: frozenset[str]
    happening: frozenset[str]
    ongoing: frozenset[str]
    sums: frozenset[str]
    spoken: frozenset[str]
    states: frozenset[str]
    breaks: frozenset[str]
    reporting_nouns: frozenset[str]
    background: frozenset[str]
    leaning: frozenset[str]
    aftermath: frozenset[str]
    later: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> WhenWords:
    found: WhenWords = lexicon.load("when", WhenWords)
    return found


@dataclass(frozen=True)
class Clock:
    """The times of one text: those of each sentence, by its index, and the period of the main event, if it is told.

    war: the day since which the text says that the fighting has gone on; wars: what it calls that fighting.
    """

    day: date | None
    main: Period | None
    war: date | None = None
    wars: frozenset[str] = frozenset()
    _times: dict[int, tuple[Time, ...]] = field(default_factory=dict, repr=False)
    _leaning: dict[int, Period] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, text: Text, *, day: date | None) -> Clock:
        """Read the times of a text against its day of publication (None: not known)."""
        times = _since_then(text, _times(text, day))
        war, wars = _war(text, times)
        return cls(day, _main(text, times, day), war, wars, times, _leanings(text, times, day))

    def times(self, sentence: Sentence) -> tuple[Time, ...]:
        """The expressions of time in a sentence of this text."""
        return self._times.get(sentence.index, ())

    def when(
        self, sentence: Sentence, start: int, end: int, *, measure: Measure | EventKind, at: int | None = None
    ) -> Period:
        """The time of a claim that stands at ``start:end`` (offsets in the report) in a sentence of this text.

        measure: what a figure measures, or the kind of an incident. at: where its number stands.
        """
        main = self._leaning.get(sentence.index, self.main)
        times = self.times(sentence)
        found = when_of(sentence, start, end, measure=measure, times=times, day=self.day, main=main, at=at)
        if found.basis == "since" and found.start is None and self._is_this_war(sentence):
            return found.model_copy(update={"start": self.war})
        return found

    def _is_this_war(self, sentence: Sentence) -> bool:
        """Whether a sum is of the fighting whose beginning is known: a battle of weeks is not the war of years."""
        if self.war is None or not _is_of_war(sentence):
            return False
        short = self.day is not None and self.day - self.war <= _CAMPAIGN
        called = {word for word in sentence.words if word in _words().ongoing or word in _PUSHES - {"it"}}
        return short or not called or bool(called & self.wars)

    def ahead(self, sentence: Sentence, start: int, end: int) -> Time | None:
        """The time to come that is nearest to a stretch of a sentence: the horizon of a forecast."""
        coming = [time for time in self.times(sentence) if time.is_future]
        return min(coming, key=lambda time: _gap(time, start, end), default=None)


def when_of(
    sentence: Sentence,
    start: int,
    end: int,
    *,
    measure: Measure | EventKind,
    times: tuple[Time, ...],
    day: date | None,
    main: Period | None = None,
    at: int | None = None,
) -> Period:
    """The time of a claim at ``start:end`` of a sentence; see the module for the order of the rules.

    times: of this sentence. day: of publication. main: the period of the text's main event. at: where the claim's
    number stands, if it has one.
    """
    told = start if at is None else at
    could = [t for t in times if _dates_claims(t) and _reaches(t, sentence, told)]
    could = [t for t in could if not _is_apart(t, sentence, end, measure, main)]
    own = _own_time(sentence, start, end, could)
    spoken = own is not None and is_of_speech(own, sentence)
    if own is not None and not spoken:
        return _as_state(own.period, measure) if measure in _words().states else own.period
    if own is not None and _is_told_before(own, main):
        return own.period
    if measure in _words().states and (not _tells(sentence) or any(t.rule == "now" for t in times)):
        said = own.period.end if own else day
        return Period(start=said, end=said, basis="as_of")
    if _is_toll_of(main, sentence):
        return main or Period()
    if _is_cumulative(sentence, end):
        return Period(start=None, end=day, basis="since")
    tells_later = own is not None and measure in _words().later and measure != "other"
    if measure in _words().spoken or (tells_later and (spoken or _drops_event(sentence, times))):
        return own.period if own else Period()
    if main is not None and not _is_background(sentence) and not _is_perfect(sentence, start):
        return main
    return own.period if own else Period()


def _dates_claims(time: Time) -> bool:
    """Whether a time can be a claim's: not ahead, not "now", not what a superlative compares with."""
    return not time.is_future and time.rule != "now" and not time.rule.startswith("compared_")


def _reaches(time: Time, sentence: Sentence, start: int) -> bool:
    """Whether a time can be of a claim that starts there.

    "A day after" dates what follows it only; "already" sums up where it stands with "has"; what somebody had done
    is not of the day of the clause before it.
    """
    if time.rule == AFTER:
        return time.end <= start
    if time.clause[0] < time.clause[1]:
        return (time.clause[0] <= start < time.clause[1]) == time.is_inner
    if time.rule == "so_far" and time.end - time.start == len("already"):
        near = [t.lower for t in sentence.tokens if t.end <= time.start][-3:]
        return any(word in ("has", "have", "had", "'ve", "'d") for word in near)
    if is_of_speech(time, sentence):
        return True
    return not (time.end <= start and _is_before_past_perfect(sentence, time, start))


def _is_before_past_perfect(sentence: Sentence, time: Time, start: int) -> bool:
    """ "rallied on Thursday where two gunmen had killed 21": the time of the main clause is not of what had been."""
    between = sentence.between(time.end, start)
    borders = [t.i for t in between if t.lower in _SUBORDINATING]
    if not borders:
        return False
    clause = sentence.tokens[borders[-1] + 1 : borders[-1] + 12]
    verb = next((t for t in clause if t.tag in ("VBD", "VBZ", "VBP", "VBN")), None)
    return verb is not None and verb.lower == "had"


def _is_apart(time: Time, sentence: Sentence, end: int, measure: Measure | EventKind, main: Period | None) -> bool:
    """Whether a time belongs to something else in the sentence than a claim that ends at ``end``."""
    if measure in _words().later and _is_of_event(time, sentence):
        return True
    if measure in ("killed", "wounded") and _is_of_aftermath(time, sentence):
        return True
    return _is_of_part(time, sentence, end) or _is_of_quoted_day(time, sentence, main)


def _is_of_event(time: Time, sentence: Sentence) -> bool:
    """Whether a time only tells which event is meant: "Monday's attack", "the Monday bombing"."""
    last = max((t.i for t in sentence.tokens if t.start < time.end), default=0)
    after = [t for t in sentence.tokens[last + 1 : last + 4] if t.lower != "'s"]
    return any(t.pos in ("NOUN", "PROPN") and t.lower in _words().happening for t in after)


def _drops_event(sentence: Sentence, times: tuple[Time, ...]) -> bool:
    """Whether the sentence dates the event apart from what it tells of it."""
    return any(_is_of_event(time, sentence) for time in times)


def _is_of_aftermath(time: Time, sentence: Sentence) -> bool:
    """Whether a time is of what came after the harm: "arrived home on Friday"."""
    left = [t for t in sentence.tokens if t.end <= time.start][-_GOVERNED:]
    verb = next((t for t in reversed(left) if t.pos == "VERB"), None)
    return verb is not None and verb.lower in _words().aftermath


def _is_of_part(time: Time, sentence: Sentence, end: int) -> bool:
    """Whether a time is of a part told after the claim: "has seen 90 attacks, including two today"."""
    between = [t.lower for t in sentence.between(end, time.start)]
    return "including" in between and "," not in between[between.index("including") :]


def _is_of_quoted_day(time: Time, sentence: Sentence, main: Period | None) -> bool:
    """Whether a quotation of days ago says "last night": of an event that the text dates earlier."""
    if main is None or main.end is None or time.period.end is None:
        return False
    return _is_quoted_day(time, sentence) and time.period.end - main.end > _SHORT


def _is_quoted_day(time: Time, sentence: Sentence) -> bool:
    """Whether a time counts from the day on which somebody is quoted, which need not be the report's."""
    marks = sum(t.form in ('"', "''", "``") for t in sentence.tokens if t.start < time.start)
    return marks % 2 == 1 and time.rule.endswith(_NEAR_DAYS)


def is_of_speech(time: Time, sentence: Sentence) -> bool:
    """Whether a time tells when something was said: it stands beside a verb of speaking, in its clause."""
    if time.period.basis == "since":
        return False
    tokens = sentence.tokens
    first = next((t.i for t in tokens if t.start >= time.start), None)
    if first is None or (first > 0 and tokens[first - 1].lower in ("a", "an", "the", "its", "their", "this")):
        return False  # "claimed a March 2015 raid"
    left = _until_break(list(reversed(tokens[max(0, first - _BESIDE) : first])))
    if any(t.lower in _words().speech or t.lower in _words().reporting_nouns for t in left):
        return True
    last = max(t.i for t in tokens if t.start < time.end)
    right = tokens[last + 1 : last + 2]
    if right and right[0].lower in _words().speech:
        return True
    return first <= 2 and _opens_speech(tokens[last + 1 :])


def _opens_speech(tokens: tuple[Token, ...]) -> bool:
    """ "On Monday, the monitor said ...": the first verb of the sentence is one of speaking."""
    verb = next((t for t in tokens if t.pos in ("VERB", "AUX")), None)
    return verb is not None and verb.lower in _words().speech


def _until_break(tokens: list[Token]) -> list[Token]:
    """The tokens up to the first pause or other verb."""
    found: list[Token] = []
    for token in tokens:
        if token.form in (",", ";", ":", '"', "(", ")", "--") or token.lower in ("that", "and", "but"):
            break
        found.append(token)
        if token.tag in ("VBD", "VBN", "VBZ", "VBP") and token.lower not in _words().speech:
            break
    return found


def _is_told_before(own: Time, main: Period | None) -> bool:
    """Whether it was said before the main event, so that it cannot be of that: "On Thursday it said three had died"."""
    if main is None or main.start is None or own.period.end is None or own.period.basis != "event":
        return False
    return own.period.end < main.start


def _is_toll_of(main: Period | None, sentence: Sentence) -> bool:
    """Whether a count that has risen is the main event's: of one short event, and no word of a war."""
    if main is None or main.start is None or main.end is None or main.end - main.start > _SHORT:
        return False
    words = sentence.words
    return any(word in _RISING for word in words) and not any(word in _words().ongoing for word in words)


def _own_time(sentence: Sentence, start: int, end: int, times: list[Time]) -> Time | None:
    """The time that governs a claim: the nearest, where each clause border and each verb of speaking costs."""
    return min(times, key=lambda time: _distance(sentence, time, start, end), default=None)


def _distance(sentence: Sentence, time: Time, start: int, end: int) -> int:
    if start <= time.start and time.end <= end:
        between: tuple[Token, ...] = ()
    elif time.end <= start:
        between = sentence.between(time.end, start)
    else:
        between = sentence.between(end, time.start)
    borders = sum(t.lower in _words().breaks for t in between)
    far = 60 if is_of_speech(time, sentence) else 0
    return len(between) + 6 * borders + far - (8 if time.period.basis == "since" and time.rule != "war" else 0)


def _gap(time: Time, start: int, end: int) -> int:
    return max(0, start - time.end, time.start - end)


def _as_state(period: Period, measure: Measure | EventKind) -> Period:
    """A state's time: the day it was so; troops that act on a day and ground taken on it keep that event."""
    if period.basis == "since" or measure != "present":
        return period
    return Period(start=period.start, end=period.end, basis="as_of" if period.start == period.end else period.basis)


def _is_cumulative(sentence: Sentence, end: int) -> bool:
    """ "has already killed 300", "the war has killed 300": a sum with no beginning told."""
    verbs = [t for t in sentence.tokens if t.lower in ("has", "have", "had") and t.start < end]
    if verbs and (_during_war().search(sentence.text) or _since_war(sentence)):
        return True
    verbs = [t for t in verbs if t.lower != "had"]
    if not verbs:
        return False
    around = [t.lower for t in sentence.tokens if t.start < end + 20]
    if _IN_ALL.search(sentence.text) or _since_war(sentence):
        return True
    if "already" in around or any(word in _words().sums for word in around):
        return True
    subject = [t.lower for t in sentence.tokens if t.i < verbs[-1].i and t.i >= verbs[-1].i - 8]
    return any(word in _words().ongoing for word in subject)


@lru_cache(maxsize=1)
def _during_war() -> re.Pattern[str]:
    """ "during the fighting", "in the course of its operation", "by the time the truce came": sums of all of it."""
    ongoing = "|".join(sorted(_words().ongoing))
    return re.compile(
        rf"\b(?:during|in the course of|throughout|over the course of) (?:the |this |its |their |[\w-]+'s )?"
        rf"(?:[\w-]+ )?(?:{ongoing})\b|\bby the time (?:the|a) (?:[\w-]+ )?(?:cease-?fire|truce|armistice)\b",
        re.IGNORECASE,
    )


def _since_war(sentence: Sentence) -> bool:
    """ "since the conflict began", with no day told."""
    words = sentence.words
    for i, word in enumerate(words):
        clause = words[i + 1 : i + 6] if word == "since" else ()
        if any(w in _words().ongoing or w in _PUSHES for w in clause) and any(w in _BEGAN for w in clause):
            return True
    return False


def _is_perfect(sentence: Sentence, start: int) -> bool:
    """ "has carried out several raids": what a subject has done by now is not the event of the day."""
    before = [t for t in sentence.tokens if t.start < start][-8:]
    has = next((t for t in before if t.lower in ("has", "have")), None)
    if has is None:
        return False
    verb = next((t for t in sentence.tokens[has.i + 1 : has.i + 4] if t.tag == "VBN"), None)
    return verb is not None and verb.lower != "been"


def _is_background(sentence: Sentence) -> bool:
    words = (*sentence.words, "")
    return any(
        word in _words().background and words[i + 1] != "old" and words[i - 1] not in _words().speech
        for i, word in enumerate(words[:-1])
    )


def _war(text: Text, times: dict[int, tuple[Time, ...]]) -> tuple[date | None, frozenset[str]]:
    """Since when a text says that a war goes on, and what it calls it: "since the fighting began on July 8"."""
    for sentence in text.body:
        if not any(word in _words().ongoing for word in sentence.words):
            continue
        began = [
            time.period.start
            for time in times[sentence.index]
            if time.period.start is not None and not time.is_future and _is_wars_beginning(time, sentence)
        ]
        if began:
            return min(began), frozenset(word for word in sentence.words if word in _words().ongoing)
    return None, frozenset()


def _is_wars_beginning(time: Time, sentence: Sentence) -> bool:
    """Whether a time is told as that of the fighting: "fighting since July 8", "launched its offensive on July 8"."""
    inside = [t.lower for t in sentence.tokens if time.start <= t.start < time.end]
    before = [t.lower for t in sentence.tokens if t.end <= time.start][-8:]
    after = [t.lower for t in sentence.tokens if t.start >= time.end][:6]
    if time.period.basis == "since":
        return any(word in _words().ongoing for word in (*inside, *before, *after[:4]))
    began = any(word in _BEGAN for word in (*before, *after))
    return time.period.basis == "event" and began and any(word in _words().ongoing for word in (*before, *after))


def _is_of_war(sentence: Sentence) -> bool:
    """Whether a sum without a beginning is the war's: the sentence speaks of it, or of what was lost in all."""
    if _during_war().search(sentence.text) or _since_war(sentence):
        return True
    return any(word in _words().ongoing or word in _words().sums for word in sentence.words)


def _times(text: Text, day: date | None) -> dict[int, tuple[Time, ...]]:
    """The times of each sentence; "that day" and "two days later" lean on what was told last, if not long before."""
    found: dict[int, tuple[Time, ...]] = {}
    last: tuple[int, date] | None = None
    for sentence in text.sentences:
        near = last is not None and sentence.index - last[0] <= _RECALL
        found[sentence.index] = find_times(sentence, day=day, told=last[1] if near and last else None)
        for time in found[sentence.index]:
            period = time.period
            is_day = period.start == period.end or time.rule.startswith("from_")
            if period.basis == "event" and period.start and is_day and not time.is_future:
                last = (sentence.index, period.start)
    return found


def _since_then(text: Text, times: dict[int, tuple[Time, ...]]) -> dict[int, tuple[Time, ...]]:
    """ "since then" begins at the time that was told last, in the same sentence or the two before."""
    last: tuple[int, date] | None = None
    told = {}
    for sentence in text.sentences:
        kept = []
        for time in times[sentence.index]:
            if time.rule == "since_then" and last is not None and sentence.index - last[0] <= _RECALL:
                time = replace(time, period=time.period.model_copy(update={"start": last[1]}))
            elif time.period.start is not None and not time.is_future and time.period.basis != "as_of":
                last = (sentence.index, time.period.start)
            kept.append(time)
        told[sentence.index] = tuple(kept)
    return told


def _main(text: Text, times: dict[int, tuple[Time, ...]], day: date | None) -> Period | None:
    """The main event's period: of the first sentences that tell a happening, the best dated one."""
    best: tuple[int, Period] | None = None
    for place, sentence in enumerate(s for s in text.body[:_LEAD] if not _STAMP.match(s.text)):
        for time in times[sentence.index]:
            if not _could_date_news(time, day, within=_LATELY, longest=_WEEK):
                continue
            merit = 10 - place + _merit(time, sentence, day)
            if best is None or merit > best[0]:
                best = (merit, time.period)
    return best[1] if best and best[0] > 0 else None


def _merit(time: Time, sentence: Sentence, day: date | None) -> int:
    """What speaks for a time as the main event's: its sentence tells a happening; neither word nor aftermath."""
    against = 6 if is_of_speech(time, sentence) else 3 if _is_of_aftermath(time, sentence) else 0
    told = [t for t in sentence.tokens if t.lower in _words().happening]
    if time.rule == AFTER:
        against -= 2
    elif told and told[0].start > time.end and not _reaches(time, sentence, told[0].start):
        against += 5
    start, end = time.period.start, time.period.end
    if _is_quoted_day(time, sentence):
        against += 4
    if start and end and (end - start > _SHORT or (day is not None and day - end > _RECENT)):
        against += 4
    return (3 if _tells(sentence) else 0) - against


def _leanings(text: Text, times: dict[int, tuple[Time, ...]], day: date | None) -> dict[int, Period]:
    """For sentences that carry on the one before ("Another 20 ...", "in that attack"): the event that it dated."""
    found: dict[int, Period] = {}
    for before, sentence in zip(text.body, text.body[1:], strict=False):
        if not (_leans(sentence) or _carries_on(before, sentence, times)):
            continue
        dated = [t for t in times[before.index] if _could_date_news(t, day, within=_ANY)]
        dated = [t for t in dated if not is_of_speech(t, before)]
        period = dated[-1].period if dated else found.get(before.index)
        if period is not None:
            found[sentence.index] = period
    return found


def _carries_on(before: Sentence, sentence: Sentence, times: dict[int, tuple[Time, ...]]) -> bool:
    """Whether a sentence of the same paragraph tells on without a time of its own."""
    return before.paragraph == sentence.paragraph and not times[sentence.index]


def _leans(sentence: Sentence) -> bool:
    first = next((t.lower for t in sentence.tokens if t.is_word), "")
    demonstrative = any(
        t.lower == "that" and k + 1 < len(sentence.tokens) and sentence.tokens[k + 1].lower in _words().happening
        for k, t in enumerate(sentence.tokens)
    )
    return demonstrative or first in _words().leaning


def _could_date_news(
    time: Time, day: date | None, *, within: timedelta = _RECENT, longest: timedelta = _SHORT
) -> bool:
    """Whether a time can be that of an event in the news: told, short, and not long ago."""
    period = time.period
    if time.is_future or period.basis != "event" or period.start is None or period.end is None:
        return False
    return period.end - period.start <= longest and (day is None or day - period.end <= within)


def _tells(sentence: Sentence) -> bool:
    return any(t.lower in _words().happening for t in sentence.tokens)
