"""Tracing: the whole of lineage in one step, as it is printed."""

from __future__ import annotations

import json
from datetime import date

from bench.copies import make_corpus

from tests.lineage.making import OWN, WIRE, make_figure, make_report
from vigil.lineage import find_reuse, trace


def test_lineage_can_be_printed_as_json() -> None:
    """Pairs name their reports, passages their offsets, claims their origins, errors their numbers."""
    wire = make_report(WIRE, name="wire", agency="Reuters", day=date(2021, 5, 8))
    copy = make_report(WIRE.replace("17", "71"), name="copy", outlet="Morning Courier", day=date(2021, 5, 9))
    own = make_report(OWN, name="own")
    lineage = trace([own, copy, wire], [make_figure(wire, "17"), make_figure(copy, "71")])
    printed = json.loads(json.dumps(lineage.to_json()))
    (pair,) = printed["pairs"]
    assert pair["reports"] == ["wire", "copy"]
    assert WIRE[pair["passages"][0]["start_one"] : pair["passages"][0]["end_one"]].startswith("Shells fell")
    assert [(origin["kind"], origin["name"]) for origin in printed["origins"]] == [("agency", "Reuters")]
    assert {claim["origin"] for claim in printed["claims"]} == {printed["origins"][0]["id"]}
    assert [(error["number_one"], error["number_other"]) for error in printed["copy_errors"]] == [("17", "71")]


def test_made_up_copies_of_every_kind_are_found() -> None:
    """The bench in small: all copies of every kind, and few pairs beside them."""
    corpus = make_corpus(210)
    pairs = {frozenset({reuse.one, reuse.other}) for reuse in find_reuse(corpus.reports)}
    missed = [corpus.kinds[name] for name, source in corpus.sources.items() if frozenset({name, source}) not in pairs]
    assert missed == []

    def root(name: str) -> str:
        return corpus.sources.get(name, name)

    wrong = [pair for pair in pairs if len({root(name) for name in pair}) > 1]
    assert len(wrong) <= len(pairs) / 10
