"""What a report may tell as incidents: every trigger in its sentence, with its kind in context and what holds of it.

1. Each trigger (``vigil.reader.triggers``) gets its kind by the clause, and traits: how it is told, where, whether with
   a day of its own, whether it points back at what was told. Each trait has a weight (lexicon/incidents.yaml).
2. ``choose`` takes them in the order of their weight: what repeats one already taken loses, what stays too light goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vigil.reader.text import Sentence, Text, Token
from vigil.reader.times import Time
from vigil.reader.triggers import Scale, Trigger, find_triggers, words
from vigil.reader.when import Clock, is_of_speech
from vigil.records import EventKind, Period

_LEAD, _EARLY = 2, 5  # body sentences
_LONG_AGO = 14  # days before publication: a claim so old is told for the attack
_SUM_DAYS = 25
_NEAR = 14  # tokens between a trigger and its time
_LATE = 20  # body sentences after which news has turned to background
_SHORT = 9  # tokens of a sentence that tells one thing, or none
_COUNTED = 6  # tokens between a trigger and the number of its victims


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger in its sentence, with its kind in context, and what decides whether it repeats another.

    traits: the names of what holds of it, each with a weight of its own (lexicon/incidents.yaml).
    """

    sentence: Sentence
    trigger: Trigger
    kind: EventKind
    traits: tuple[str, ...]
    own: Time | None
    period: Period | None
    side: str | None
    subject: frozenset[str]
    agents: frozenset[str]
    places: frozenset[str]
    definite: bool
    marked: bool


def find_candidates(text: Text, clock: Clock) -> Iterator[Candidate]:
    """Everything in a report that may be an incident, in the order of the text. clock: its times."""
    for place, sentence in enumerate(text.body):
        triggers = find_triggers(sentence)
        for trigger in triggers:
            yield _candidate(sentence, trigger, triggers, clock, place, text.body[place - 1] if place else None)


def _candidate(
    sentence: Sentence,
    trigger: Trigger,
    triggers: tuple[Trigger, ...],
    clock: Clock,
    place: int,
    before: Sentence | None,
) -> Candidate:
    """A trigger as a candidate. place: of its sentence in the body; before: the sentence before it, if any."""
    own = _own_time(sentence, trigger, clock)
    definite = _is_definite(sentence, trigger)
    is_sum = _is_sum(trigger, own)
    kind = _kind(sentence, trigger, triggers)
    if kind == "claim_of_responsibility" and _is_long_ago(own, clock):
        kind = _kind_of_claimed(trigger)  # what was claimed then is what is told
    violent = trigger.is_violent
    holds = (
        (trigger.how, True),
        ("lead", violent and place < _LEAD),
        ("early", violent and _LEAD <= place < _EARLY),
        ("late", place >= _LATE),
        ("opens", sentence.index > 0 and before is not None and before.paragraph != sentence.paragraph),
        ("dated", own is not None and kind != "claim_of_responsibility" and not is_sum),
        ("definite", definite),
        ("subordinate", _is_subordinate(sentence, trigger) and own is None),
        ("quoted", _is_quoted(sentence, trigger)),
        ("background", _is_background(sentence) and own is None),
        ("toll", trigger.form in words().toll and place > 0),
        ("content", _is_content(trigger, triggers) or _is_setting(sentence, trigger, triggers)),
        ("reduced", _is_reduced(sentence, trigger) and own is None),
        ("perfect", violent and own is None and _is_perfect(sentence, trigger)),
        ("named", _is_of_person(sentence, trigger)),
        ("sum", is_sum),
        ("vessel", _is_vessel(sentence, trigger, triggers)),
        ("counted", violent and _is_counted(sentence, trigger)),
        ("alone", len(triggers) == 1),
        ("short", len(sentence.tokens) < _SHORT),
    )
    traits = tuple(name for name, does in holds if does)
    return Candidate(
        sentence=sentence,
        trigger=trigger,
        kind=kind,
        traits=traits,
        own=own,
        period=own.period if own else clock.main,
        side=_side(sentence, trigger),
        subject=_subject(sentence, trigger),
        agents=frozenset(t.lower for t in _agent(sentence, trigger) if t.pos in ("NOUN", "PROPN")),
        places=frozenset(t.lower for t in sentence.tokens if t.ent == "LOC" and t.pos == "PROPN"),
        definite=definite,
        marked=any(t.lower in words().apart for t in sentence.tokens[max(0, trigger.first - 8) : trigger.last + 4]),
    )


def choose(candidates: Sequence[Candidate], scale: Scale) -> list[Candidate]:
    """The incidents among these: the weightiest first, each one taken lowers those that tell the same."""
    chosen: list[Candidate] = []
    for candidate in in_order(candidates, scale):
        likeness = repeats(candidate, chosen, scale)
        if likeness is None:
            continue
        if weigh(candidate, scale) + cost(likeness, scale) >= scale.threshold:
            chosen.append(candidate)
    return chosen


def in_order(candidates: Sequence[Candidate], scale: Scale) -> list[Candidate]:
    """Candidates in the order in which they are taken: the weightiest first, then as they stand in the text."""
    return sorted(candidates, key=lambda one: (-weigh(one, scale), one.trigger.start))


def weigh(candidate: Candidate, scale: Scale) -> float:
    """What speaks for a candidate by itself."""
    own = scale.kinds.get(candidate.kind, 0.0) + scale.forms.get(candidate.trigger.form, 0.0)
    return own + sum(scale.traits.get(name, 0.0) for name in candidate.traits)


def repeats(candidate: Candidate, chosen: Sequence[Candidate], scale: Scale) -> tuple[str, ...] | None:
    """In what a candidate repeats an incident already taken, the one that costs it most; None for the same clause."""
    found: list[tuple[str, ...]] = [()]
    second = False
    for other in chosen:
        if other.sentence.index == candidate.sentence.index:
            if not apart(candidate, other):
                return None
            second = True
        same = candidate.kind == other.kind
        family = candidate.trigger.is_violent and other.trigger.is_violent
        if not same and not family:
            continue
        if candidate.kind in words().by_speaker and not candidate.subject & other.subject:
            continue
        found.append(likeness(candidate, other, "repeated" if same else "same_family"))
    return (*min(found, key=lambda traits: cost(traits, scale)), *(("second",) if second else ()))


def cost(traits: tuple[str, ...], scale: Scale) -> float:
    """What a repetition costs, which never adds to a candidate; a second one in a sentence costs besides."""
    repeated = sum(scale.traits.get(name, 0.0) for name in traits if name != "second")
    return min(repeated, 0.0) + (scale.traits.get("second", 0.0) if "second" in traits else 0.0)


def likeness(candidate: Candidate, other: Candidate, how: str) -> tuple[str, ...]:
    """In what a candidate of the same kind or family is like another, and in what not."""
    if _another_time(candidate, other):
        return (f"{how}_then",) if candidate.definite else ()
    holds = (
        (how, True),
        ("same_day", candidate.own is not None),  # tells nothing new
        ("other_side", bool(candidate.side and other.side and candidate.side != other.side)),
        ("other_agent", _names_another(candidate.agents, other.agents) and not candidate.definite),
        ("marked", candidate.marked),
        ("other_place", bool(candidate.places - other.places) and not candidate.definite),
    )
    return tuple(name for name, does in holds if does)


def _names_another(ones: frozenset[str], others: frozenset[str]) -> bool:
    return bool(ones and others and not ones & others)


def apart(one: Candidate, other: Candidate) -> bool:
    """Whether two triggers of one sentence tell two happenings: of two families, of two times, or in two clauses."""
    if not (one.trigger.is_violent and other.trigger.is_violent):
        return one.kind != other.kind and _are_parted(one, other)
    if _another_time(one, other):
        return True
    told = one.trigger.how != "noun" and other.trigger.how != "noun"
    bordered = not _one_clause(one.sentence, one.trigger, other.trigger)
    return bordered and told and (one.side != other.side or one.kind != other.kind)


def _are_parted(one: Candidate, other: Candidate) -> bool:
    """Whether words enough lie between two triggers of a sentence, or an "and" between two verbs."""
    first, last = sorted((one.trigger, other.trigger), key=lambda t: t.first)
    between = one.sentence.tokens[first.last + 1 : last.first]
    told = "noun" not in (first.how, last.how)
    return last.first - first.first > 4 or (told and any(t.lower == "and" for t in between))


def _another_time(one: Candidate, other: Candidate) -> bool:
    """Whether one has a time of its own, and it is not the other's."""
    if one.own is None:
        return False
    period = one.own.period
    if period.start is None and period.end is None:  # no day to count from: tell times apart by their words
        return other.own is None or other.own.rule != one.own.rule
    return period != other.period


def _own_time(sentence: Sentence, trigger: Trigger, clock: Clock) -> Time | None:
    """The time that the sentence gives a trigger: the nearest one that is no time of speaking, near enough."""
    times = [t for t in clock.times(sentence) if not t.is_future and t.rule not in ("now", "recent", "same", "later")]
    told = [t for t in times if not is_of_speech(t, sentence) and not t.rule.startswith("compared_")]
    near = [t for t in told if _tokens_between(sentence, t.start, t.end, trigger) <= _NEAR]
    return min(near, key=lambda t: _tokens_between(sentence, t.start, t.end, trigger), default=None)


def _tokens_between(sentence: Sentence, start: int, end: int, trigger: Trigger) -> int:
    left, right = (end, trigger.start) if end <= trigger.start else (trigger.end, start)
    return len(sentence.between(left, right))


def _kind(sentence: Sentence, trigger: Trigger, triggers: tuple[Trigger, ...]) -> EventKind:
    """The kind in context: the most telling kind of force in the clause; gunmen who kill attack on the ground."""
    own_kinds = ("battle", "advance", "siege", "execution")
    if trigger.kind in ("visit", "flight") or (trigger.kind == "deployment" and "arrived" in trigger.form):
        return _kind_of_move(sentence, trigger)
    if not trigger.is_violent or (trigger.kind in own_kinds and trigger.how != "noun"):
        return trigger.kind
    if trigger.form in words().fixed:
        return trigger.kind
    violent = [t for t in triggers if t.is_violent]
    near = [t for t in violent if _one_clause(sentence, trigger, t) or _tells_of(sentence, trigger, t)]
    kinds = {_kind_alone(sentence, t) for t in (*near, trigger)}
    kind = next(k for k in words().order if k in kinds)
    agent = {t.lower for t in _agent(sentence, trigger)}
    if kind in ("attack", "explosive_device") and agent & words().flyers and trigger.form not in words().deadly:
        return "airstrike"
    if kind != "attack" or trigger.how == "noun" or any(t.how == "noun" for t in near):
        return kind
    on_foot = words().insurgents | (words().ground if trigger.form in words().deadly else frozenset())
    return "ground_attack" if agent & on_foot else kind


def _kind_of_claimed(trigger: Trigger) -> EventKind:
    """The kind of force that a claim names: "claimed the bombing"."""
    kind, _ = words().forms.get(trigger.form.split()[-1], ("attack", "noun"))
    return kind if kind in words().violent else "attack"


def _kind_of_move(sentence: Sentence, trigger: Trigger) -> EventKind:
    """What coming or going is, by who comes or goes: troops who flee withdraw, the wounded who arrive are evacuated."""
    who = _agent(sentence, trigger)
    relative = next((t.i for t in reversed(who) if t.lower == "who"), None)
    if relative is not None:  # "soldiers questioned men who had fled": those named last before it
        who = sentence.tokens[max(0, relative - 2) : relative]
    lowers = {t.lower for t in who}
    if trigger.kind == "flight":
        armed = words().insurgents | words().ground
        is_armed = bool(lowers & armed) or any(t.form == "IS" for t in who)
        return "withdrawal" if is_armed and trigger.how == "verb" else "flight"
    if "arriv" not in trigger.form:
        return trigger.kind
    return next((kind for kind, nouns in words().arrivals.items() if lowers & nouns), trigger.kind)


def _kind_alone(sentence: Sentence, trigger: Trigger) -> EventKind:
    """The kind of a trigger without its neighbours: a strike near aircraft, or one who has them, is from the air."""
    near = sentence.tokens[max(0, trigger.first - 16) : trigger.last + 13]
    if trigger.form in words().strikes and any(t.lower in words().flyers for t in near):
        return "airstrike"
    return trigger.kind


def _one_clause(sentence: Sentence, one: Trigger, other: Trigger) -> bool:
    """Whether no border of clauses lies between two triggers, and not too much else."""
    first, last = sorted((one, other), key=lambda t: t.first)
    between = sentence.tokens[first.last + 1 : last.first]
    return len(between) <= 16 and not any(t.lower in words().borders for t in between)


def _tells_of(sentence: Sentence, verb: Trigger, noun: Trigger) -> bool:
    """Whether a verb is in a relative clause of a noun, or goes on after one: "the bombings ... that killed"."""
    if noun.how != "noun" or verb.how == "noun" or noun.last >= verb.first:
        return False
    if any(child.i == noun.last and child.dep == "nsubj" for child in sentence.children(verb.first)):
        return True
    between = [t.lower for t in sentence.tokens[noun.last + 1 : verb.first]]
    return len(between) <= 12 and between[-1:] in (["that"], ["which"]) and not words().borders & set(between[:-1])


def _is_long_ago(own: Time | None, clock: Clock) -> bool:
    end = own.period.end if own else None
    return bool(end and clock.day and (clock.day - end).days > _LONG_AGO)


def _is_reduced(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a participle only describes those counted: "the men detained by the army", "foreigners accused of"."""
    token = sentence.tokens[trigger.first]
    if trigger.how == "noun" or token.tag not in ("VBN", "VBD"):
        return False
    if any(t.pos == "AUX" for t in sentence.tokens[max(0, token.i - 4) : token.i]):
        return False
    following = sentence.tokens[trigger.last + 1 : trigger.last + 2]
    return token.dep.startswith("acl") or any(t.lower in ("by", "of") for t in following)


def _is_perfect(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a verb tells a state reached at no known time: "has seized large parts"."""
    before = sentence.tokens[max(0, trigger.first - 3) : trigger.first]
    return trigger.how != "noun" and any(t.lower in ("has", "have", "had", "'ve") for t in before)


def _is_of_person(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a passive tells of somebody by name: "the cameraman X was shot dead"."""
    before = sentence.tokens[max(0, trigger.first - 6) : trigger.first]
    return trigger.how in ("passive", "phrase") and trigger.is_violent and any(t.ent == "PER" for t in before)


def _is_sum(trigger: Trigger, own: Time | None) -> bool:
    """Whether victims are summed over a long time: "last year 1,000 were killed"."""
    if own is None or (trigger.form not in words().deadly and trigger.kind not in ("flight", "arrest")):
        return False
    start, end = own.period.start, own.period.end
    long = start is not None and end is not None and (end - start).days > _SUM_DAYS
    return long or own.period.basis == "since"


def _agent(sentence: Sentence, trigger: Trigger) -> tuple[Token, ...]:
    """The words in which the one who acts stands: before an active verb, after the "by" of a passive or a noun."""
    tokens = sentence.tokens
    if any(t.lower == "by" for t in tokens[trigger.last : trigger.last + 2]):
        return tokens[trigger.last : trigger.last + 7]
    if trigger.how in ("passive", "noun"):
        by = next((t.i for t in tokens[trigger.last : trigger.last + 10] if t.lower == "by"), None)
        if by is not None:
            return tokens[by : by + 7]
        return () if trigger.how == "passive" else tokens[max(0, trigger.first - 4) : trigger.first]
    return tokens[max(0, trigger.first - 10) : trigger.last + 1]


def _subject(sentence: Sentence, trigger: Trigger) -> frozenset[str]:
    """The names and nouns before a trigger: whose doing it is, for telling speakers apart."""
    before = sentence.tokens[max(0, trigger.first - 8) : trigger.first]
    names = frozenset(t.lower for t in before if t.pos == "PROPN")
    return names or frozenset(t.lower for t in before if t.pos in ("NOUN", "PRON"))


def _is_definite(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun points back at what was told: "the attack", "Friday's assault"."""
    inside = {t.lower for t in sentence.tokens[trigger.first : trigger.last]}
    if trigger.how == "phrase" and trigger.is_violent and inside & {"the", "this", "that", "both"}:
        return True  # "carried out the attack"
    if trigger.how != "noun" and not trigger.form.startswith("claim of"):
        return False
    before = sentence.tokens[max(0, trigger.first - 3) : trigger.first]
    for token in reversed(before):
        if token.lower in words().definite:
            return True
        if token.pos not in ("ADJ", "NOUN", "PROPN", "NUM"):
            return False
    return False


def _is_counted(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a number stands close by: of those killed, taken or fled."""
    near = sentence.tokens[max(0, trigger.first - _COUNTED) : trigger.last + 1 + _COUNTED]
    return any(t.pos == "NUM" for t in near)


def _is_subordinate(sentence: Sentence, trigger: Trigger) -> bool:
    before = [t.lower for t in sentence.tokens[max(0, trigger.first - 8) : trigger.first]]
    return bool({"who", "which", "where", "when", "as", "because", "since", "while", "after"} & set(before))


def _is_quoted(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a trigger stands in direct speech: an odd number of quotation marks before it."""
    return sum(t.form in ('"', "''", "``") for t in sentence.tokens[: trigger.first]) % 2 == 1


def _is_background(sentence: Sentence) -> bool:
    text = f" {sentence.text.lower()} "
    return any(f" {phrase} " in text for phrase in words().background)


def _is_content(trigger: Trigger, triggers: tuple[Trigger, ...]) -> bool:
    """Whether a trigger is what a statement, accusation or demand before it in the sentence is about."""
    speaking = ("claim_of_responsibility", "accusation", "demand", "statement")
    if trigger.kind in speaking:
        return False
    told = [t for t in triggers if t.kind in speaking and t.form not in words().vessels]
    return any(0 < trigger.first - t.last <= 12 for t in told)


def _is_setting(sentence: Sentence, trigger: Trigger, triggers: tuple[Trigger, ...]) -> bool:
    """Whether a gathering is only where force was used: "a bombing at a peace rally"."""
    if trigger.kind not in ("protest", "other", "talks") or not any(t.is_violent for t in triggers):
        return False
    before = sentence.tokens[max(0, trigger.first - 4) : trigger.first]
    at = next((t.i for t in reversed(before) if t.lower in ("at", "outside", "during")), None)
    return at is not None and all(t.pos in ("DET", "ADJ", "NOUN", "PROPN") for t in before if t.i > at)


def _is_vessel(sentence: Sentence, trigger: Trigger, triggers: tuple[Trigger, ...]) -> bool:
    """Whether another trigger tells the news: what is announced, or how a truce is broken ("by shelling")."""
    following = [t for t in triggers if t.how != "noun" and 0 < t.first - trigger.last <= 12]
    if trigger.kind == "ceasefire" and following:
        return [t.lower for t in sentence.tokens[trigger.last + 1 : following[0].first]] == ["by"]
    return bool(following) and trigger.form in words().vessels


def _side(sentence: Sentence, trigger: Trigger) -> str | None:
    """Which side acts: insurgents or a state."""
    agent = {t.lower for t in _agent(sentence, trigger)}
    if agent & words().insurgents:
        return "insurgents"
    return "state" if agent & words().forces else None
