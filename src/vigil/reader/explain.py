"""Why the reader made a figure, or made none: each number of a sentence with what was decided of it, and by which rule.

For an analyst who doubts a claim, and for whoever mends the reader. It runs the reader's own steps and keeps what
they said; nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

from vigil.reader.counted import Counted, find_counted
from vigil.reader.drafts import find_drafts
from vigil.reader.numbers import find_numbers, refuse
from vigil.reader.predicates import judge_all
from vigil.reader.scene import Scene
from vigil.reader.singles import find_singles
from vigil.reader.text import Sentence, Token, parse_one
from vigil.reader.verdicts import Verdict
from vigil.records import Period, Report


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one number or person of a sentence.

    words: as written. value: low, high and qualifier. noun: the lexicon's noun, its class and group. rule: which voter
    spoke; evidence: the word it spoke of. refused: why no figure came of it, None where one did.
    """

    words: str
    start: int
    end: int
    value: str
    form: str
    noun: str | None = None
    measure: str | None = None
    rule: str | None = None
    evidence: str | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence: its tokens with their arcs, whose word it is, when it was, and what was decided of its numbers."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    speaker: str | None
    source: str
    voice_rule: str
    when: Period
    decisions: tuple[Decision, ...]


def explain(report: Report, *, at: int | None = None) -> tuple[Explanation, ...]:
    """Explain the sentence that holds offset ``at`` of the report's clean text; without it, every one with a number.

    Empty where the offset lies in no sentence that is read.
    """
    scene = Scene.of(parse_one(report))
    kept = {(draft.sentence.index, draft.one.first, draft.one.last) for draft in find_drafts(scene.text)}
    wanted = [s for s in scene.text.sentences if (s.start <= at < s.end if at is not None else _has_numbers(s))]
    return tuple(_explain(scene, sentence, kept) for sentence in wanted)


def _has_numbers(sentence: Sentence) -> bool:
    return any(number.form != "article" for number in find_numbers(sentence))


def _explain(scene: Scene, sentence: Sentence, kept: set[tuple[int, int, int]]) -> Explanation:
    voice = scene.voices.at(sentence.start, sentence.end)
    return Explanation(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        tokens=sentence.tokens,
        speaker=voice.speaker,
        source=voice.source,
        voice_rule=voice.rule,
        when=scene.clock.when(sentence, sentence.start, sentence.end, measure="killed"),
        decisions=(*_refused(sentence), *_judged(sentence, kept)),
    )


def _refused(sentence: Sentence) -> list[Decision]:
    """The numbers that count nothing, each with the reason."""
    counted = {one.start for one in find_counted(sentence)}
    decisions = []
    for number in find_numbers(sentence):
        if number.start in counted or number.form == "article":
            continue
        words = sentence.text[number.start - sentence.start : number.end - sentence.start]
        why = refuse(number, sentence) or "it counts no people, things, happenings or land that the lexicon knows"
        value = _value(number.low, number.high, number.qualifier)
        decisions.append(Decision(words, number.start, number.end, value, number.form, refused=why))
    return decisions


def _judged(sentence: Sentence, kept: set[tuple[int, int, int]]) -> list[Decision]:
    """The counted phrases with their verdicts."""
    numbered = find_counted(sentence)
    counted = tuple(sorted((*numbered, *find_singles(sentence, numbered)), key=lambda one: one.first))
    pairs = zip(counted, judge_all(sentence, counted), strict=True)
    told = [_decision(sentence, one, verdict, kept) for one, verdict in pairs if verdict or not one.is_single]
    return [one for one in told if one.refused is None or one.form not in ("definite", "named")]


def _decision(
    sentence: Sentence, one: Counted, verdict: Verdict | None, kept: set[tuple[int, int, int]]
) -> Decision:
    start, end = sentence.tokens[one.first].start, sentence.tokens[one.last].end
    noun = f"{one.noun.name} ({one.noun.kind}, {one.noun.group})" if one.noun else None
    made = (sentence.index, one.first, one.last) in kept
    refused = None if made else "nothing is said of it" if verdict is None else "unreal, denied, or told before"
    return Decision(
        words=sentence.text[start - sentence.start : end - sentence.start],
        start=start,
        end=end,
        value=_value(one.low, one.high, one.qualifier),
        form=one.form,
        noun=noun,
        measure=verdict.measure if verdict else None,
        rule=verdict.rule if verdict else None,
        evidence=sentence.tokens[verdict.at].form if verdict and verdict.at is not None else None,
        refused=refused,
    )


def _value(low: float | None, high: float | None, qualifier: str) -> str:
    bounds = ("" if bound is None else f"{bound:,.10g}" for bound in (low, high))
    return f"{'..'.join(bounds)} {qualifier}"
