"""Figures that no one number satisfies, and why: contradiction, revision, scope, definition, window.

Two figures are laid side by side only where they can be of one thing: the same measure, unit, people and place, at one
time or in one window, in reports of one conflict. Inside one report, a smaller number beside a larger is taken for a
part of it unless two voices give them for the same people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, product
from typing import TypeAlias

from vigil.reckoning.accounts import STATES, Account, Topics, same_doing, same_people, same_place
from vigil.reckoning.findings import Finding
from vigil.reckoning.intervals import Interval, agree, clash, fit_part
from vigil.reckoning.words import fold_text, has_any, say, vague_word, words

SINGLES = 5
"""Numbers below this are single victims or small groups: two of them are seldom of one thing."""
FUZZ = 0.2
"""By what share of its length the beginning of a window may be off: "the past two months" is no day count."""
LEAST_FUZZ = timedelta(days=10)
ROUND = 50
"""Numbers from here on are told apart enough for one number with two windows to be one count."""
YEAR_REACH = 30
"""Characters between a year and the number it is of: "the 2008 death toll of"; no other number or clause between."""
CLOSE = 0.7
"""Two counts of which one tells no beginning are of one window only where they are this close, smaller to larger."""
WIDE = frozenset({"country", "region"})
"""In a place as wide as these there is more than one happening a day; its name alone ties no two reports."""
CLASHING = ("killed", "wounded", "missing", "abducted", "released", "detained", "surrendered", "displaced", "returned",
            "present", "deployed", "area", "destroyed")  # fmt: skip


_Key: TypeAlias = tuple[str, str]
"""A word that figures of one thing have in common, with what it is of."""

_ANYWHERE, _NOWHERE = ("any", ""), ("none", "")

_Series: TypeAlias = tuple[object, ...]
"""What the steps of one series of counts have in common."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Figures that may be of one thing, in order. day: the day that they all may hold on, if they are put by days."""

    members: Sequence[Account]
    day: date | None


def find_clashes(accounts: Sequence[Account], *, topics: Topics) -> Iterator[Finding]:
    """Findings on all pairs of figures that can be of one thing and do not say the same."""
    for block in _blocks(accounts):
        for one, other in _pairs(block):
            if _can_be_one(one, other, topics):
                yield from _judge(one, other)
    yield from find_populations(accounts, topics=topics)
    yield from _windows(accounts, topics)


def is_total(account: Account) -> bool:
    """Whether a figure stands by itself: no part of another."""
    return account.whole is None


def _blocks(accounts: Sequence[Account]) -> Iterator[_Block]:
    """Figures that may be of one thing: by measure and unit; states and happenings by day, counts by their window."""
    blocks: dict[tuple[str, ...], list[Account]] = {}
    for account in accounts:
        if account.figure.measure in CLASHING and is_total(account) and account.figure.hedge != "denied":
            for key in _keys(account):
                blocks.setdefault((account.figure.measure, account.figure.unit, *key), []).append(account)
    for key in sorted(blocks):
        members = sorted(blocks[key], key=lambda a: (a.report.name, a.figure.start, a.id))
        yield _Block(members, date.fromisoformat(key[3]) if key[2] == "day" else None)


def _keys(account: Account) -> list[tuple[str, ...]]:
    if account.basis == "since":
        return [("since",)]
    if account.first is None or account.last is None:
        return [("report", account.report.name)]
    days = min((account.last - account.first).days, 6)
    return [("day", (account.last - timedelta(days=k)).isoformat()) for k in range(days + 1)]


def _pairs(block: _Block) -> Iterator[tuple[Account, Account]]:
    """The pairs of a block that are worth a look; of the blocks that a pair shares, in that of the last day alone."""
    if block.members[0].basis == "since":
        yield from _neighbours([account for account in block.members if account.last], people=_people_keys)
        return
    for one, other in _of_one_place(block.members):
        if block.day is None or block.day in (one.last, other.last):
            yield one, other


def _of_one_place(members: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Pairs in one report, and those of different reports that name one place; of states all."""
    if members[0].figure.measure in STATES:
        yield from combinations(members, 2)
        return
    holding: dict[tuple[str, str], list[int]] = {}
    for number, account in enumerate(members):
        keys = [("report", account.report.name), *_place_keys(account)]
        for earlier in sorted({held for key in keys for held in holding.get(key, ())}):
            yield members[earlier], account
        for key in keys:
            holding.setdefault(key, []).append(number)


def _place_keys(account: Account) -> list[_Key]:
    """Two figures whose places are both told can be of one place only where they have one of these in common."""
    words_ = [("word", word) for word in account.place]
    return [*words_, ("id", account.figure.place_id)] if account.figure.place_id else words_


def _people_keys(account: Account) -> list[_Key]:
    """Two figures can be of the same people only where they have one of these in common."""
    keys = [("counted", account.counted), ("unit", account.figure.unit)][: 2 if account.figure.unit == "km2" else 1]
    keys += [("anyone", "")] if account.counts_anyone else []
    return [*keys, ("party", account.figure.side)] if account.figure.side else keys


def _neighbours(
    members: Iterable[Account], *, people: Callable[[Account], list[_Key]]
) -> Iterator[tuple[Account, Account]]:
    """Each figure with the last of every series before it: a long series has one pair for each step.

    Figures without a day come after all others. Series that are of other people or of another place by their keys are
    passed over.
    """
    latest: dict[_Series, list[Account]] = {}
    holding: dict[tuple[_Key, _Key], dict[_Series, None]] = {}
    for account in sorted(members, key=_in_turn):
        who, where = people(account), _place_keys(account)
        asked = [*where, _NOWHERE] if account.place else [_ANYWHERE]
        for series in dict.fromkeys(held for key in product(who, asked) for held in holding.get(key, ())):
            yield from ((earlier, account) for earlier in latest[series])
        figure = account.figure
        own = (account.voice, account.population, figure.side, account.place, account.counted, account.opens)
        latest[own] = [*(held for held in latest.get(own, []) if held.last == account.last), account]
        for key in product(who, [*where, _ANYWHERE] if account.place else [*where, _ANYWHERE, _NOWHERE]):
            holding.setdefault(key, {})[own] = None


def _in_turn(account: Account) -> tuple[bool, str, str, int, str]:
    return (account.last is None, str(account.last), account.report.name, account.figure.start, account.id)


def _can_be_one(one: Account, other: Account, topics: Topics) -> bool:
    people = same_people(one, other) or _subset(one, other) is not None
    if not people or not same_place(one, other) or not same_doing(one, other) or not _same_spell(one, other):
        return False
    if max(one.stated, other.stated) < SINGLES or (_foretells(one) or _foretells(other)):
        return False
    if _is_of_another_year(one) or _is_of_another_year(other):
        return False
    if one.report.name == other.report.name:
        return _speak_of_one(one, other)
    wide = bool(WIDE & {one.figure.place_precision, other.figure.place_precision})
    shared = 2 if wide else 0 if one.place & other.place else 1
    return topics.related(one.report.name, other.report.name, shared=shared) and _one_happening(one, other)


def _foretells(account: Account) -> bool:
    """"Could still be inside" is a word on how many there are; of killed or fled it is a forecast."""
    return account.figure.hedge == "possible" and account.figure.measure not in STATES


def _is_of_another_year(account: Account) -> bool:
    """Whether a year stands just before the number that is none of the figure's own: "higher than the 2008 toll of 61".

    Such a sentence compares two years, and the figure may have been given the days of the other one.
    """
    named = _year_before(f"{account.stated:.0f}").search(account.figure.quote.replace(",", ""))
    start = account.opens or account.first
    return bool(named and start and account.last and not start.year <= int(named["year"]) <= account.last.year)


@lru_cache(maxsize=1024)
def _year_before(number: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?P<year>(?:19|20)\d\d)(?:[^\W\d]|[ '’-]){{0,{YEAR_REACH}}}\b{number}\b")


def _speak_of_one(one: Account, other: Account) -> bool:
    """Whether a report gives two numbers for one thing: by two voices, by revising one, or by a word and a number."""
    voices = one.voice != other.voice
    vague = bool(vague_word(one.figure)) != bool(vague_word(other.figure))
    alike = one.counts_anyone == other.counts_anyone
    named = one.voice is not None and other.voice is not None
    apart = one.sentence != other.sentence or (voices and named)
    return alike and apart and (voices or vague or _revises(one, other)) and _totals(one, other)


def _same_spell(one: Account, other: Account) -> bool:
    """Whether two happenings are told of one stretch of days: a month's toll is not a year's."""
    if one.basis != "event" or other.basis != "event" or not (one.first and one.last and other.first and other.last):
        return True
    lengths = (one.last - one.first, other.last - other.first)
    return max(lengths) - min(lengths) <= timedelta(days=6)


def _subset(one: Account, other: Account) -> tuple[Account, Account] | None:
    """Civilians, then people, where one counts civilians and the other all people of one thing; None otherwise."""
    pair = sorted((one, other), key=lambda a: a.population)
    counts = [account.population for account in pair] == ["civilians", "people"]
    plain = all(account.counts_anyone and not account.figure.side for account in pair)
    return (pair[0], pair[1]) if counts and plain and one.figure.unit == other.figure.unit else None


def _one_happening(one: Account, other: Account) -> bool:
    """Whether two reports can mean one happening: a place that both name, or words for the same doer."""
    if one.basis == "since":
        return one_window(one, other)
    if one.figure.measure in STATES:
        return bool(one.place and other.place) or one.figure.side is not None
    named = bool(one.place & other.place) or bool(one.figure.place_id and one.figure.place_id == other.figure.place_id)
    return named and _totals(one, other)


def _totals(one: Account, other: Account) -> bool:
    """Whether both are the largest number of their report for these people: a toll, not a part of one."""
    return (one.counts_anyone and other.counts_anyone) or one.counted == other.counted


def one_window(one: Account, other: Account) -> bool:
    """Whether two cumulative counts run from the same day, as far as their words tell it."""
    if one.opens and other.opens:
        return not opens_apart(one, other)
    named = bool(one.place and one.place == other.place) or one.figure.side is not None
    named = named and one.figure.side == other.figure.side
    low, high = sorted((one.stated, other.stated))
    voices = one.voice is not None and one.voice == other.voice
    return one.counted == other.counted and (voices or (named and low >= CLOSE * high))


def opens_apart(one: Account, other: Account) -> bool:
    """Whether two windows plainly begin on different days."""
    if one.opens is None or other.opens is None:
        return False
    ends = [account.last for account in (one, other) if account.last]
    length = (min(ends) - min(one.opens, other.opens)) if ends else timedelta(0)
    return abs(one.opens - other.opens) > max(LEAST_FUZZ, length * FUZZ)


def _judge(one: Account, other: Account) -> Iterator[Finding]:
    """What two figures of one thing are to each other, if they do not go together."""
    if _vaguely_apart(one, other):
        yield _magnitudes(*sorted((one, other), key=_by_time))
    elif _clash(one, other):
        yield _conflict(*sorted((one, other), key=_by_time))


def _clash(one: Account, other: Account) -> bool:
    subset = _subset(one, other)
    if subset and one.basis != "since":
        return fit_part(subset[0].allows, subset[1].allows)[0] is None
    if one.basis == "since":
        left, right = one.point(), other.point()
        return bool(left and right and clash(left, right, "since")) and not _near(one, other)
    if one.figure.measure in STATES and one.report.name != other.report.name:
        return one.last == other.last and not agree(one.allows, other.allows)
    return not agree(one.allows, other.allows)


def _near(one: Account, other: Account) -> bool:
    """Whether a fall is no more than what rounding words leave open."""
    loose = {"about", "nearly", "vague"}
    low, high = sorted((one.stated, other.stated))
    return bool({one.figure.qualifier, other.figure.qualifier} & loose) and low >= 0.9 * high


def _vaguely_apart(one: Account, other: Account) -> bool:
    """Whether a number lies where another vague word would have been used: "hundreds" and "up to 2,000"."""
    for worded, numbered in ((one, other), (other, one)):
        word = vague_word(worded.figure)
        if word and numbered.figure.qualifier != "vague" and worded.last == numbered.last:
            return numbered.stated >= words().magnitudes[word].ceiling
    return False


def _magnitudes(one: Account, other: Account) -> Finding:
    worded, numbered = (one, other) if vague_word(one.figure) else (other, one)
    why = f"{say(worded.figure)} and {say(numbered.figure)}: the two differ by an order of magnitude."
    return Finding("contradiction", (worded, numbered), as_sentence(why), _subject(one, other))


def _conflict(first: Account, second: Account) -> Finding:
    if first.place and second.place and first.place != second.place and _scopes(first, second):
        told = f"{tell(first)} in {first.figure.place}, {tell(second)} in {second.figure.place}"
        why = f"{told}: one place holds the other."
        return Finding("scope", (first, second), as_sentence(why), _subject(first, second))
    if _revises(first, second) or _same_voice_later(first, second):
        why = f"{tell(first)}, then {tell(second)}: the number was revised {_direction(first, second)}."
        return Finding("revision", (first, second), as_sentence(why), _subject(first, second))
    why = f"{tell(first)} and {tell(second)}: no one number satisfies both."
    return Finding("contradiction", (first, second), as_sentence(why), _subject(first, second))


def _scopes(one: Account, other: Account) -> bool:
    """Whether one place lies within the other by its kind, so that the larger may have the larger number."""
    wide = {"country": 3, "region": 3, "province": 2, "district": 1}
    left, right = (wide.get(a.figure.place_precision or "", 0) for a in (one, other))
    return left != right and (left > right) == (one.stated > other.stated)


def _revises(one: Account, other: Account) -> bool:
    """Whether a report itself says that one of two numbers took the place of the other."""
    if one.report.name != other.report.name:
        return False
    quotes = fold_text(f"{one.figure.quote} {other.figure.quote}")
    return has_any(quotes, words().revising) is not None


def _same_voice_later(first: Account, second: Account) -> bool:
    """Whether one voice gives the numbers, in reports of different days."""
    days = (first.report.day or first.last, second.report.day or second.last)
    return first.voice == second.voice and None not in days and days[0] != days[1]


def find_populations(accounts: Sequence[Account], *, topics: Topics) -> Iterator[Finding]:
    """Findings on states that look alike and count different people: fighters, civilians, all people in one place.

    Each is laid beside the last of the others before it, as a reader of the news would.
    """
    states = [a for a in accounts if a.figure.measure == "present" and a.figure.unit == "person" and is_total(a)]
    for one, other in _neighbours(states, people=lambda _: [_ANYWHERE]):
        differ = one.population != other.population and one.report.name != other.report.name
        where = same_place(one, other) and (one.place or other.place)
        apart = differ and where and not agree(_told(one), _told(other))
        if apart and topics.related(one.report.name, other.report.name):
            first, second = sorted((one, other), key=_by_time)
            why = (
                f"{tell(first)} and {tell(second)} count different populations, "
                f"{first.population} and {second.population}: not comparable."
            )
            yield Finding("definition", (first, second), as_sentence(why), "present")


def _told(account: Account) -> Interval:
    """What a figure allows, a vague word taken to end where the next begins."""
    word = vague_word(account.figure)
    if not word:
        return account.allows
    size = words().magnitudes[word]
    return Interval(size.floor, size.ceiling)


def _windows(accounts: Sequence[Account], topics: Topics) -> Iterator[Finding]:
    """Findings on one number of one voice that is counted from two different days."""
    groups: dict[tuple[str, str, float], list[Account]] = {}
    for account in accounts:
        if account.opens and account.stated >= ROUND and account.voice and account.figure.qualifier != "vague":
            groups.setdefault((account.figure.measure, account.voice, account.stated), []).append(account)
    for (measure, voice, stated), members in sorted(groups.items()):
        for one, other in _of_two_windows(members):
            if one.report.name != other.report.name and opens_apart(one, other) and topics.related(
                one.report.name, other.report.name
            ):
                first, second = sorted((one, other), key=lambda a: (a.opens or date.min, a.id))
                why = (
                    f"{tell(first)} since {first.opens} in one report and since {second.opens} in another: "
                    f"one number of {voice} with two windows."
                )
                yield Finding("window", (first, second), as_sentence(why), f"{measure}{voice}{stated}")


def _of_two_windows(members: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """The pairs that do not run from one day: a number that is repeated for years has few of them."""
    by_day: dict[date | None, list[Account]] = {}
    for account in members:
        by_day.setdefault(account.opens, []).append(account)
    for ones, others in combinations(by_day.values(), 2):
        yield from product(ones, others)


def _subject(one: Account, other: Account) -> str:
    """What findings are merged by: the measure, the people, the place, and between whom."""
    voices = sorted({one.voice or "", other.voice or ""})
    where = sorted(one.place & other.place or one.place | other.place)
    when = one.opens.isoformat() if one.opens else "" if one.basis == "since" else f"{max(_days(one, other))}"
    parts = (one.figure.measure, one.population, one.figure.side or other.figure.side or "", *where, when, *voices)
    return "\x1f".join(parts)


def _days(one: Account, other: Account) -> list[str]:
    return [account.last.isoformat() if account.last else account.report.name for account in (one, other)]


def _by_time(account: Account) -> tuple[str, str, bool, int, str]:
    """Older reports first; inside a report, first the number that it calls the earlier one."""
    day = account.report.day or account.last
    later = has_any(fold_text(account.figure.quote), words().superseded) is None
    return (day.isoformat() if day else "9999", account.report.name, later, account.figure.start, account.id)


def tell(account: Account) -> str:
    """The figure in a few words, with its voice where it has one: "40 people killed, says the ministry,"."""
    text = say(account.figure)
    return f"{text}, says {account.voice}," if account.voice else text


def _direction(first: Account, second: Account) -> str:
    return "upwards" if second.stated > first.stated else "downwards"


def as_sentence(text: str) -> str:
    """Words put together as a sentence: a capital, no comma before another mark."""
    tidy = text.replace(",:", ":").replace(",,", ",").replace(", :", ":").replace(",;", ";")
    return tidy[:1].upper() + tidy[1:]
