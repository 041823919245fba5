"""Reports and figures for the lineage tests, made from a wire story that nobody ever wrote."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from vigil.records import Figure, Given, Passage, PassageKind, Period, Report

WIRE = """Shells fell on the grain market in Tell Zaitun on Friday, killing 17 civilians, the health ministry said.

A surgeon at the district hospital said that 31 wounded people had been brought in before noon, among them a baker.

The neighbouring village of Qasr Banat was emptied by its mayor, who feared that the militia-held ridge would be next.

More than 2,400 families have left the valley since the truce collapsed in March, according to the relief committee.

Drivers described a road lined with broken carts, lost shoes and sacks of flour that nobody had stopped to pick up."""

OWN = """The price of bread doubled in the capital this week, and bakers blame the closing of the only road to the port.

Union leaders called for a march on the ministry of trade, which has not answered their letters for three months.

Fishermen at the old harbour said that 6 boats were turned back by the coast guard on Thursday without a reason."""

ELSEWHERE = """A court in the northern province sentenced 4 smugglers to long terms after a trial of one morning.

Their lawyer told reporters outside that he had never been shown the papers on which the charges were built.

Rain kept most of the relatives away, and the few who came waited under the arcade across the square."""


def make_report(
    text: str,
    *,
    name: str = "report",
    outlet: str | None = None,
    agency: str | None = None,
    day: date | None = None,
    kinds: dict[int, PassageKind] | None = None,
) -> Report:
    """A report whose paragraphs are parted by empty lines; those numbered in ``kinds`` are something else than body."""
    passages, at = [], 0
    for k, paragraph in enumerate(text.split("\n\n")):
        passages.append(Passage(start=at, end=at + len(paragraph), kind=(kinds or {}).get(k, "body")))
        at += len(paragraph) + 2
    return Report(
        id=hashlib.sha256(f"{name}\n{text}".encode()).hexdigest(),
        name=name,
        text=text,
        given=Given(outlet=outlet, published=day),
        agency=agency,
        passages=tuple(passages),
    )


def make_figure(
    report: Report, number: str, *, source: str = "report", words: str | None = None, when: Period | None = None
) -> Figure:
    """A figure of killed people whose quote is the sentence that holds ``words``, by default the number itself."""
    at = report.text.index(words or number)
    start = max(report.text.rfind(". ", 0, at) + 2, report.text.rfind("\n", 0, at) + 1)
    ended = re.compile(r"[.!?][\"”]?(?=\s|$)").search(report.text, at)
    value = float(number.replace(",", ""))
    return Figure.of(
        report,
        start,
        ended.end() if ended else len(report.text),
        measure="killed",
        low=value,
        high=value,
        source=source,
        when=when or Period(),
    )
