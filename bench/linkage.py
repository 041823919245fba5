"""Incidents into events, on reports made up for it: seconds, memory, and how well, beside a plain loop over all pairs.

    python -m bench.linkage [--reports N ...] [--loop N]

Every size is measured in a process of its own; each report tells eight incidents. The loop looks at every pair of two
reports, and compares no more than their days, the way between their places, and their words: less than the linkage
does. Precision and recall are of the pairs within one event, against what was made up.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import combinations

from vigil.linkage.events import link_incidents
from vigil.linkage.tellings import Telling, make_tellings
from vigil.records import Figure, Given, Incident, Period, Report

SEED = 11
EACH = 8
"""Incidents that each report tells."""
_FIRST = date(2021, 1, 4)
_SPAN = 60  # days
_KINDS = (
    "airstrike", "shelling", "ground_attack", "suicide_attack", "explosive_device", "shooting", "battle", "arrest",
)  # fmt: skip
_ACTORS = ("Islamic State", "Syria", "Russia", "Turkey", "Israel", "Taliban", "al-Shabaab", "Boko Haram")
_TARGETS = ("market", "school", "checkpoint", "convoy", "hospital", "bridge", "depot", "mosque", "bakery", "barracks")
_SOUNDS = ("ba", "do", "ki", "la", "mu", "ne", "ri", "sa", "to", "vu", "ze", "gha")
_HEADS = "Kafr Tell Deir Bir Wadi Ain Qasr Jisr".split()
_TAILS = "Zaitun Ghazal Omran Sirr Banat Hamra Nasr Salam Rumman Hajar".split()


@dataclass(frozen=True, slots=True)
class _Happening:
    """What happened, as it was."""

    kind: str
    actor: str
    target: str
    place: tuple[str, float, float]
    day: date
    killed: int
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A corpus: its reports, what they tell, and which incidents are of one happening."""

    reports: tuple[Report, ...]
    incidents: tuple[Incident, ...]
    figures: tuple[Figure, ...]
    happenings: dict[str, int]


def main() -> None:
    """Measure each size, then the loop beside the linkage at a small one, and print one line for each."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, nargs="+", default=[100, 1000])
    options.add_argument("--loop", type=int, default=100)
    options.add_argument("--inner", choices=("vigil", "loop"), help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.inner:
        print(json.dumps(measure(asked.inner, asked.reports[0])))
        return
    for method, size in [*(("vigil", size) for size in asked.reports), ("loop", asked.loop)]:
        _run(method, size)


def measure(method: str, size: int) -> dict[str, float]:
    """Seconds, megabytes and scores of one method on a corpus of so many reports."""
    made = make_corpus(size)
    began = time.perf_counter()
    if method == "loop":
        pairs = plain_loop(make_tellings(made.incidents, reports=made.reports, figures=made.figures))
        return {"seconds": time.perf_counter() - began, "incidents": len(made.incidents), "pairs": pairs}
    events = link_incidents(made.incidents, reports=made.reports, figures=made.figures)
    seconds = time.perf_counter() - began
    linked = {pair for event in events for pair in combinations(sorted(event.incidents), 2)}
    right = sum(made.happenings[a] == made.happenings[b] for a, b in linked)
    told: dict[int, int] = {}
    for happening in made.happenings.values():
        told[happening] = told.get(happening, 0) + 1
    wanted = sum(math.comb(count, 2) for count in told.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": seconds, "memory": memory, "incidents": len(made.incidents), "events": len(events),
        "pairs": len(linked), "precision": right / max(1, len(linked)), "recall": right / max(1, wanted),
    }  # fmt: skip


def plain_loop(tellings: Sequence[Telling]) -> int:
    """Compare every pair in Python; how many look alike."""
    alike = 0
    for one, other in combinations(tellings, 2):
        if one.incident.report == other.incident.report or not set(one.families) & set(other.families):
            continue
        apart = max(0, (one.first or 0) - (other.last or 0), (other.first or 0) - (one.last or 0))
        near = _km(one.incident, other.incident) < 20
        words = set(one.matter) & set(other.matter)
        alike += apart == 0 and near and 2 * len(words) >= min(len(one.matter), len(other.matter))
    return alike


def make_corpus(reports: int, *, seed: int = SEED) -> Made:
    """So many reports of one war of sixty days, each telling eight of its happenings; words and numbers vary."""
    chance = random.Random(seed)
    towns = [
        (f"{head} {tail}", 33 + chance.random() * 3, 36 + chance.random() * 4) for head in _HEADS for tail in _TAILS
    ]
    happenings = [_happening(chance, towns) for _ in range(reports * EACH // 4)]
    happenings.sort(key=lambda one: one.day)
    told: list[Report] = []
    incidents: list[Incident] = []
    figures: list[Figure] = []
    of: dict[str, int] = {}
    for number in range(reports):
        day = _FIRST + timedelta(days=chance.randrange(1, _SPAN))
        recent = [i for i, one in enumerate(happenings) if 0 <= (day - one.day).days <= 2] or [0]
        chosen = sorted(chance.sample(recent, min(EACH, len(recent))))
        quotes = [_sentence(chance, happenings[i]) for i in chosen]
        report = _report(f"r{number:05d}", quotes, day)
        told.append(report)
        for i, quote in zip(chosen, quotes, strict=True):
            incident, toll = _tell(chance, report, quote, happenings[i])
            incidents.append(incident)
            figures.append(toll)
            of[incident.id] = i
    return Made(tuple(told), tuple(incidents), tuple(figures), of)


def _happening(chance: random.Random, towns: Sequence[tuple[str, float, float]]) -> _Happening:
    day = _FIRST + timedelta(days=chance.randrange(_SPAN))
    return _Happening(
        chance.choice(_KINDS), chance.choice(_ACTORS), chance.choice(_TARGETS), chance.choice(towns), day,
        1 + int(chance.expovariate(1 / 9)), tuple("".join(chance.choices(_SOUNDS, k=3)) for _ in range(7)),
    )  # fmt: skip


def _sentence(chance: random.Random, one: _Happening) -> str:
    """One of three ways to tell it, with some of the things that only this happening has: names, streets, families."""
    deed, (a, b, c, d) = one.kind.replace("_", " "), chance.sample(one.details, 4)
    place, number = one.place[0], one.killed
    return chance.choice(
        (
            f"A {deed} near {a} {b} in {place} left {number} dead, {c} among them, kin of the {d} family said",
            f"At least {number} died when {one.actor} hit the {one.target} of {a}, where {b} {c} had gone to meet {d}",
            f"{number} bodies lay by the {one.target} in {place} after the {deed} on {a} road, as {b} told {c} of {d}",
        )
    )


def _report(name: str, quotes: Sequence[str], day: date) -> Report:
    text = "\n\n".join(f"{number}. {quote}" for number, quote in enumerate(quotes, start=1))
    return Report(id=sha256(f"{name}{text}".encode()).hexdigest(), name=name, text=text, given=Given(published=day))


def _tell(chance: random.Random, report: Report, quote: str, one: _Happening) -> tuple[Incident, Figure]:
    """One in five leaves the day, the actor, the target or the place untold, or calls it just an attack."""
    start = report.text.index(f". {quote}") + 2
    name, lat, lon = one.place
    when = Period() if chance.random() < 0.2 else Period(start=one.day, end=one.day, basis="event")
    where = {"place": name, "place_id": name, "lat": lat, "lon": lon, "place_precision": "town"}
    incident = Incident.of(
        report, start, start + len(quote), when=when,
        event="attack" if one.kind not in ("battle", "arrest") and chance.random() < 0.2 else one.kind,
        actor=None if chance.random() < 0.2 else one.actor,
        target=None if chance.random() < 0.2 else one.target,
        **({} if chance.random() < 0.2 else where),
    )  # fmt: skip
    killed = one.killed + (chance.randrange(3) if chance.random() < 0.3 else 0)
    return incident, Figure.of(report, start, start + len(quote), measure="killed", low=killed, high=killed, when=when)


def _km(one: Incident, other: Incident) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    east = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return 111.2 * math.hypot(one.lat - other.lat, east)


def _run(method: str, size: int) -> None:
    command = [sys.executable, "-m", "bench.linkage", "--inner", method, "--reports", str(size)]
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    line = f"{method:6} {size:6,} reports {found['incidents']:7,} incidents {found['seconds']:8.1f} s"
    if method == "vigil":
        line += (
            f" {found['memory']:6.0f} MB  {found['events']:,} events; of {found['pairs']:,} pairs within them "
            f"{found['precision']:.3f} right, {found['recall']:.3f} of all"
        )
    print(line, flush=True)


if __name__ == "__main__":
    main()
