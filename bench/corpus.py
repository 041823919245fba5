"""Reports made up from sentence templates, as many as wanted; the same seed always gives the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

_PLACES = ("Karama", "Hariqa", "Rasafa", "Tell Zaitun", "Qasr Banat", "Wadi Sirr", "Bir Ghazal", "Jisr Omran")
_VOICES = (
    "the health ministry said", "a military spokesman said", "witnesses said", "residents told reporters",
    "the Red Crescent said in a statement", "local officials said", "according to the governor's office",
)  # fmt: skip
_WHO = ("civilians", "fighters", "soldiers", "people", "police officers", "children", "aid workers")
_DEEDS = (
    "An air strike on {place} killed {n} {who} late on {day}, {voice}.",
    "At least {n} {who} were wounded when shells hit a market in {place}, {voice}.",
    "More than {big} people have fled {place} since {month}, {voice}.",
    "About {big} families are still inside the camp near {place}, {voice}.",
    "A roadside bomb near {place} killed {n} {who} and wounded {m} others, {voice}.",
    "Troops retook {place} on {day} after {m} days of fighting, {voice}.",
    "Another {n} {who} surrendered at a checkpoint outside {place}, {voice}.",
)  # fmt: skip
_REST = (
    "The road to the coast was closed for most of the week, and shops in the old town did not open.",
    "Talks between the two sides are expected to resume within days, {voice}.",
    "The army will withdraw its heavy guns from {place} next week, {voice}.",
    "Both sides blame each other for the collapse of the truce that the mediators had brokered.",
    "Hospitals in {place} are short of fuel, and the only bridge over the river was damaged in the spring.",
    "\"We heard the aircraft before dawn,\" said a baker who lives beside the mosque. \"Nobody slept after that.\"",
    "The claims could not be independently verified.",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "March", "April", "June", "September", "November")
_OUTLETS = ("Morning Courier", "Evening Post", "Harbour Times", "Northern Tribune")


def write_corpus(folder: Path, *, reports: int, seed: int = 7) -> int:
    """Write reports and their manifest into a folder; how many words they have."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    rows, words = ["file,published,outlet,title,url"], 0
    for number in range(reports):
        name, text = f"report-{number:05d}.txt", "\n\n".join(_paragraphs(chance))
        published = date(2021, 1, 4) + timedelta(days=chance.randrange(120))
        (folder / name).write_text(f"{text}\n", encoding="utf-8")
        rows.append(f"{name},{published},{chance.choice(_OUTLETS)},,")
        words += len(text.split())
    (folder / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return words


def _paragraphs(chance: random.Random) -> Iterator[str]:
    """A report of eight to sixteen short paragraphs, about as long as a wire story."""
    for _ in range(chance.randint(8, 16)):
        yield " ".join(_sentence(chance, part) for part in (_DEEDS, _REST))


def _sentence(chance: random.Random, templates: tuple[str, ...]) -> str:
    return chance.choice(templates).format(
        place=chance.choice(_PLACES),
        voice=chance.choice(_VOICES),
        who=chance.choice(_WHO),
        day=chance.choice(_DAYS),
        month=chance.choice(_MONTHS),
        n=chance.randint(2, 90),
        m=chance.randint(2, 30),
        big=f"{chance.randint(1, 60) * 1000:,}",
    )
