"""Reports made up for measuring who copied whom: most are written anew, the rest reuse one of those in a known way.

Sentences are drawn from a grammar with many slots, so that two of them are seldom alike; a few stock phrases recur in
every corpus ("could not be independently verified"), as they do in the news.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from vigil.records import Given, Passage, Report

COPIED = 0.4
"""Share of the reports that reuse another."""

_ONSETS = "b br d dr f g gh h j k kh l m n q r s sh t th w y z".split()
_VOWELS = "a e i o u aa ei ou".split()
_CODAS = "b d f h k l m n q r s t y".split()
_OUTLETS = ("Morning Courier", "Evening Post", "Harbour Times", "Northern Tribune", "Valley Gazette", "Lakeside Mail")
_WHO = (
    "soldiers", "fighters", "villagers", "shepherds", "bus passengers", "border guards", "students", "market traders",
    "aid workers", "policemen", "militiamen", "farmers", "miners", "displaced families", "fishermen",
    "clerks", "nurses",
)  # fmt: skip
_DID = (
    "were killed", "were wounded", "were taken hostage", "fled their homes", "gave themselves up", "went missing",
    "were buried", "were set free", "crossed the river", "were arrested at dawn", "were flown to hospital",
)  # fmt: skip
_HOW = (
    "when shells hit {a} {thing}", "after gunmen stormed {a} {thing}", "as troops entered {place}",
    "when a mine went off near {a} {thing}", "in an ambush on the road to {place}", "during a raid on {a} {thing}",
    "when a drone struck {a} {thing} in {place}", "after a truce in {place} broke down", "in clashes over {a} {thing}",
)  # fmt: skip
_THINGS = (
    "grain silo", "wool market", "pumping station", "girls' school", "customs post", "brick kiln", "dairy", "bus depot",
    "court house", "cement works", "wedding hall", "old barracks", "radio mast", "orchard", "railway siding", "bakery",
    "water tower", "flour mill", "post office", "tannery", "dockyard", "salt store", "clinic", "stadium", "seminary",
)  # fmt: skip
_ADJECTIVES = (
    "disused", "crowded", "half-built", "shuttered", "state-run", "much-fought-over", "burnt-out", "walled", "flooded",
    "neighbouring", "fortified", "remote", "well-guarded", "hilltop", "riverside", "abandoned", "newly opened",
)  # fmt: skip
_VERBS = (
    "warned", "promised", "denied", "recalled", "complained", "admitted", "insisted", "added", "boasted", "feared",
    "explained", "repeated", "conceded", "argued", "suggested", "noted",
)  # fmt: skip
_REMARKS = (
    "the {adjective} {thing} would be {fate} before {month}", "nobody had paid the {who} since {month}",
    "{who} from {place} had no {need} left", "the road past the {adjective} {thing} must stay {state}",
    "no more than {n} {who} had a {need} of their own", "{month} was the worst month that {place} had seen",
    "the {who} of {place} trusted neither {name} nor the {thing}", "{place} had lost its {adjective} {thing} for good",
)  # fmt: skip
_FATES = ("rebuilt", "handed over", "searched", "mined", "emptied", "defended", "sold", "reopened", "rationed", "razed")
_STATES = ("open", "closed", "lit", "guarded", "clear", "passable")
_NEEDS = ("bread", "rifle", "blanket", "passport", "diesel", "medicine", "radio", "shelter", "seed corn", "tent")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
_STOCK = (
    "The claims could not be independently verified.",
    "Both sides blame each other for the collapse of the truce.",
    "It was not immediately clear who was behind the attack.",
    "No group has so far claimed responsibility for the attack.",
)
_BRITISH = {"neighbouring": "neighboring", "defence": "defense", "centre": "center", "-": ""}


@dataclass(frozen=True)
class Corpus:
    """Reports, and which of them truly share text. kinds: how each copy (by name) reuses; sources: what it reuses."""

    reports: tuple[Report, ...]
    kinds: dict[str, str]
    sources: dict[str, str]


_Edit: TypeAlias = Callable[[random.Random, tuple[str, ...]], tuple[str, ...]]


def make_corpus(reports: int, *, seed: int = 11) -> Corpus:
    """As many reports as asked for, COPIED of them reusing earlier ones; the same seed gives the same ones."""
    chance = random.Random(seed)
    names = [_name(chance) for _ in range(max(500, reports // 10))]
    originals = round(reports * (1 - COPIED))
    drafts = [tuple(_paragraphs(chance, names)) for _ in range(originals)]
    made = [_report(chance, f"own-{k:06d}", text) for k, text in enumerate(drafts)]
    kinds: dict[str, str] = {}
    sources: dict[str, str] = {}
    for k in range(reports - originals):
        kind = tuple(_EDITS)[k % len(_EDITS)]
        source = chance.randrange(originals)
        text = _EDITS[kind](chance, drafts[source])
        own = tuple(_paragraphs(chance, names))
        text = text + own if kind in _MIXED else text
        report = _report(chance, f"copy-{k:06d}", text)
        made.append(report)
        kinds[report.name], sources[report.name] = kind, made[source].name
    chance.shuffle(made)
    return Corpus(tuple(made), kinds, sources)


def _report(chance: random.Random, name: str, paragraphs: tuple[str, ...]) -> Report:
    passages, at = [], 0
    for paragraph in paragraphs:
        passages.append(Passage(start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    given = Given(published=date(2021, 1, 4) + timedelta(days=chance.randrange(90)), outlet=chance.choice(_OUTLETS))
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Report(id=digest, name=name, text="\n\n".join(paragraphs), given=given, passages=tuple(passages))


def _paragraphs(chance: random.Random, names: list[str]) -> Iterator[str]:
    """Eight to fourteen paragraphs of two sentences, now and then with a stock phrase."""
    for _ in range(chance.randint(8, 14)):
        sentences = [_deed(chance, names), _remark(chance, names)]
        if chance.random() < 0.1:
            sentences.append(chance.choice(_STOCK))
        yield " ".join(sentences)


def _deed(chance: random.Random, names: list[str]) -> str:
    how = chance.choice(_HOW).format(
        a=f"the {chance.choice(_ADJECTIVES)}", thing=chance.choice(_THINGS), place=chance.choice(names)
    )
    bound = chance.choice(("", "", "at least ", "more than ", "about "))
    number = chance.choice((str(chance.randint(2, 99)), f"{chance.randint(1, 40)},{chance.randint(100, 999)}"))
    deed = f"{bound}{number} {chance.choice(_WHO)} {chance.choice(_DID)} {how}"
    return f"In {chance.choice(names)}, {deed}, {chance.choice(names)} {chance.choice(names)} said."


def _remark(chance: random.Random, names: list[str]) -> str:
    words = chance.choice(_REMARKS).format(
        adjective=chance.choice(_ADJECTIVES), thing=chance.choice(_THINGS), fate=chance.choice(_FATES),
        who=chance.choice(_WHO), month=chance.choice(_MONTHS), place=chance.choice(names), need=chance.choice(_NEEDS),
        state=chance.choice(_STATES), name=chance.choice(names), n=chance.randint(2, 99),
    )  # fmt: skip
    verb, name = chance.choice(_VERBS), chance.choice(names)
    return f"{name}, who runs the {chance.choice(_THINGS)} in {chance.choice(names)}, {verb} that {words}."


def _name(chance: random.Random) -> str:
    parts = [chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.randint(1, 3))]
    return ("".join(parts) + chance.choice(_CODAS)).capitalize()


def _keep(_: random.Random, text: tuple[str, ...]) -> tuple[str, ...]:
    return text


def _cut(chance: random.Random, text: tuple[str, ...]) -> tuple[str, ...]:
    """Half of the paragraphs, from the top and here and there."""
    kept = sorted(chance.sample(range(len(text)), len(text) // 2))
    return tuple(text[k] for k in kept)


def _restyle(_: random.Random, text: tuple[str, ...]) -> tuple[str, ...]:
    """Another house style: hyphens lost, American spelling, curly apostrophes, figures written otherwise."""
    return tuple(_replace(paragraph, _BRITISH).replace("'", "’").replace(" about ", " around ") for paragraph in text)


def _renumber(chance: random.Random, text: tuple[str, ...]) -> tuple[str, ...]:
    """Every number is another."""
    return tuple(re.sub(r"\d[\d,]*", lambda _: str(chance.randint(2, 99)), paragraph) for paragraph in text)


def _reword(chance: random.Random, text: tuple[str, ...]) -> tuple[str, ...]:
    """One word in ten is another, and one sentence in four is gone."""
    return tuple(new for paragraph in text if (new := " ".join(_reworded(chance, paragraph))))


def _reworded(chance: random.Random, paragraph: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=\.) ", paragraph):
        if chance.random() >= 1 / 4:
            yield " ".join(_other_word(chance, word) for word in sentence.split())


def _other_word(chance: random.Random, word: str) -> str:
    return chance.choice(_ADJECTIVES) if chance.random() < 0.1 else word


def _take_part(chance: random.Random, text: tuple[str, ...]) -> tuple[str, ...]:
    """Two paragraphs in a row, before a report of one's own."""
    first = chance.randrange(len(text) - 1)
    return text[first : first + 2]


def _quote(chance: random.Random, text: tuple[str, ...]) -> tuple[str, ...]:
    """One sentence in quotation marks, with its credit, before a report of one's own."""
    sentence = re.split(r"(?<=\.) ", chance.choice(text))[0]
    return (f"The {chance.choice(_OUTLETS)} wrote: “{sentence}”",)


def _replace(text: str, changes: dict[str, str]) -> str:
    for one, other in changes.items():
        text = text.replace(one, other)
    return text


_EDITS: dict[str, _Edit] = {
    "verbatim": _keep,
    "cut": _cut,
    "restyled": _restyle,
    "renumbered": _renumber,
    "reworded": _reword,
    "part": _take_part,
    "quoted": _quote,
}
_MIXED = frozenset({"part", "quoted"})
