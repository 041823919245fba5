"""What is said of those counted: the measure, by ordered voters; the first that fits the counted class wins.

1. Words directly after ("12 dead", "12 people were killed").
2. The verb or noun directly before ("killing 12", "the bodies of 12", "left 12 dead", "a toll of 12").
3. The head noun itself ("12 deaths", "three airstrikes").
4. What a list of numbers shares ("killed 12 soldiers, 3 guards and a child").
5. An inset's host ("including five children").
6. Words after an inset, a relative clause or a prepositional phrase.
7. The arcs of the parse: nsubj, nsubj:pass, obj, conj.
8. What the class of the noun allows alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from vigil.reader.arcs import arcs
from vigil.reader.clausewords import clause_words
from vigil.reader.company import Told, alone, alongside, by_noun, inset, listed, on_the_scene, shared, spelled_out
from vigil.reader.counted import Counted
from vigil.reader.following import after, beyond
from vigil.reader.preceding import before, toll
from vigil.reader.text import Sentence
from vigil.reader.verdicts import WEAK, Verdict, allows


def judge_all(sentence: Sentence, counted: Sequence[Counted]) -> tuple[Verdict | None, ...]:
    """What is said of each counted phrase of one sentence, in order; None where nothing is."""
    verdicts: list[Verdict | None] = []
    chains = _chains(sentence, counted)
    for k, one in enumerate(counted):
        chain = [counted[j] for j in chains[k]]
        verdicts.append(_judge(one, chain=chain, told=tuple(zip(counted[:k], verdicts, strict=True))))
    return _told_apart(verdicts)


def _told_apart(verdicts: list[Verdict | None]) -> tuple[Verdict | None, ...]:
    """ "casualties of 29 people, with 70 injured": where the wounded follow, casualties are the dead (ruling 24)."""
    wounded = max((k for k, v in enumerate(verdicts) if v and v.measure == "wounded"), default=-1)
    return tuple(
        replace(v, measure="killed") if v and k < wounded and v.measure == "other" and v.rule.endswith("noun") else v
        for k, v in enumerate(verdicts)
    )


def _judge(one: Counted, *, chain: Sequence[Counted], told: Told) -> Verdict | None:
    """The first verdict that fits the counted class; a weak one only where no plainer word is found."""
    voters: tuple[Callable[[], Verdict | None], ...] = (
        lambda: after(one, rule="after"),
        lambda: toll(one),
        lambda: before(one, rule="before"),
        lambda: by_noun(one),
        lambda: shared(one, chain),
        lambda: inset(one, told),
        lambda: alongside(one, told),
        lambda: on_the_scene(one),
        lambda: listed(one),
        lambda: spelled_out(one, told),
        lambda: beyond(one),
        lambda: arcs(one),
        lambda: alone(one),
    )
    weak: Verdict | None = None
    for vote in voters:
        verdict = vote()
        if verdict is None or not allows(one, verdict.measure):
            continue
        if verdict.measure not in WEAK:
            return _overruled(one, verdict)
        if weak is None or weak.measure == "other":
            weak = verdict
    return _overruled(one, weak) if weak else None


def _overruled(one: Counted, verdict: Verdict) -> Verdict:
    """Hostages who are held are abducted, not detained: a noun that is a measure is only overruled by a worse fate."""
    noun = one.noun
    is_held = verdict.measure in ("detained", *WEAK)
    if noun and noun.kind == "casualty" and is_held and noun.measure not in (None, verdict.measure):
        return replace(verdict, measure=noun.measure, rule="noun." + verdict.rule)
    if noun and noun.kind == "object" and verdict.acts and allows(one, "deployed"):
        return replace(verdict, measure="deployed")
    return verdict


def _chains(sentence: Sentence, counted: Sequence[Counted]) -> list[list[int]]:
    """For each counted phrase, the indexes of the list that it stands in ("12 men, two women and a child")."""
    group, groups = [0] if counted else [], []
    for k in range(1, len(counted)):
        between = sentence.tokens[counted[k - 1].last + 1 : counted[k].first]
        if between and len(between) <= 4 and all(token.lower in clause_words().joints for token in between):
            group.append(k)
        else:
            groups.append(group)
            group = [k]
    groups.append(group)
    return [chain for chain in groups for _ in chain]
