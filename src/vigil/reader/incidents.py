"""Incidents: each distinct happening that a report tells, once, with the clause that tells it best.

1. Per sentence the triggers (``vigil.reader.triggers``) that tell something as having happened.
2. Each gets a weight: how it is told, where, whether with a day of its own, whether it points back at what was told.
3. Taken in the order of their weight; what repeats an incident already taken loses, and so does what stays too light.
4. The clause, the parties, the voice, the time and the place make the claim.
"""

from __future__ import annotations

from dataclasses import replace

from vigil.reader.candidates import Candidate, choose, find_candidates
from vigil.reader.event import MainEvent, find_main_event, tells_another
from vigil.reader.parties import actor_of, target_of
from vigil.reader.scene import Scene
from vigil.reader.text import Sentence, Token
from vigil.reader.triggers import Trigger, words
from vigil.records import Hedge, Incident


def find_incidents(scene: Scene) -> tuple[Incident, ...]:
    """The incidents of a report, in the order of the text."""
    main = find_main_event(scene.text, scene.registry)
    taken = choose(tuple(find_candidates(scene.text, scene.clock)), words().scale)
    chosen = [_by_main_event(one, main, scene) for one in taken]
    chosen.sort(key=lambda one: one.trigger.start)
    return tuple(_claim(scene, one, *span) for one, span in zip(chosen, _spans(chosen), strict=True))


def _by_main_event(one: Candidate, main: MainEvent, scene: Scene) -> Candidate:
    """An attack whose clause does not tell its kind is of the kind of the report's main event, if it speaks of that."""
    another = one.own is not None and one.period != scene.clock.main
    if one.kind != "attack" or another or one.trigger.form in words().fixed:
        return one
    method = main.method
    if method is None or method == "chemical" or method == "other" or tells_another(one.sentence):
        return one
    return replace(one, kind=method)


def _spans(chosen: list[Candidate]) -> list[tuple[int, int]]:
    """The clause of each incident: the sentence, cut between two incidents of one sentence."""
    spans: list[tuple[int, int]] = []
    for k, one in enumerate(chosen):
        start, end = one.sentence.start, one.sentence.end
        if k and chosen[k - 1].sentence.index == one.sentence.index:
            start = _cut(one.sentence, chosen[k - 1].trigger, one.trigger)
        if k + 1 < len(chosen) and chosen[k + 1].sentence.index == one.sentence.index:
            end = _cut(one.sentence, one.trigger, chosen[k + 1].trigger)
        spans.append(_bare(one.sentence, start, end))
    return spans


def _bare(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """A clause without the marks and conjunctions that it begins and ends with."""
    inside = list(sentence.between(start, end))
    while len(inside) > 1 and ((not inside[0].is_word and inside[0].form != '"') or inside[0].lower in ("and", "but")):
        inside.pop(0)
    while len(inside) > 1 and inside[-1].form in (",", ";", "-", "--"):
        inside.pop()
    return (inside[0].start, inside[-1].end) if inside else (start, end)


def _cut(sentence: Sentence, one: Trigger, other: Trigger) -> int:
    """Where one clause ends and the next begins: at the last border between two triggers, else before the second."""
    between: tuple[Token, ...] = sentence.tokens[one.last + 1 : other.first]
    borders = [t for t in between if t.form in (",", ";") or t.lower in ("and", "but", "after", "when", "while", "as")]
    return borders[-1].start if borders else sentence.tokens[other.first].start


def _claim(scene: Scene, one: Candidate, start: int, end: int) -> Incident:
    at = (one.trigger.start, one.trigger.end)
    voice = scene.voices.at(*at)
    actor = actor_of(one.sentence, one.trigger, one.kind, scene.registry)
    return Incident.of(
        scene.text.report,
        start,
        end,
        event=one.kind,
        actor=actor,
        target=target_of(one.sentence, one.trigger, one.kind, scene.registry, actor),
        speaker=voice.speaker,
        source=actor if actor and one.kind in words().own_voice and voice.is_report else voice.source,
        hedge=_hedge(scene, one, voice.hedge),
        when=scene.clock.when(one.sentence, *at, measure=one.kind),
        rules=(f"incident.{one.trigger.kind}.{one.trigger.how}", f"voice.{voice.rule}"),
        **scene.where(one.sentence, *at),
    )


def _hedge(scene: Scene, one: Candidate, of_voice: Hedge | None) -> Hedge:
    """A denial is hedged as denied; else what the words around the trigger or the way of telling say."""
    if one.trigger.form in words().denials:
        return "denied"
    return scene.hedge(one.sentence, one.trigger.start, one.trigger.end) or of_voice or "asserted"
