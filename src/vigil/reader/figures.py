"""Figures: drafts completed with whose word they are, when, where, whose side, by whom and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vigil.names.actors import actor_of
from vigil.reader.doers import Doing, do, is_generic, side_of
from vigil.reader.drafts import Draft, find_drafts
from vigil.reader.event import MainEvent, find_main_event
from vigil.reader.forces import is_state, own_name
from vigil.reader.groups import all_were, described, group_of, mostly_women_and_children, whole_group
from vigil.reader.naming import name_party
from vigil.reader.nouns import belonging, noun_at
from vigil.reader.scene import Scene
from vigil.reader.text import Sentence
from vigil.records import REPORT_VOICE, Figure, Group, Hedge, Period

_WORDS_OF_SIDE = 3
"""Words before a noun that say whose people they are."""
_NAMED_WITHIN = 12
"""Tokens before "17 of them" in which they are named."""

_FROM_PRISON = re.compile(r"\bfrom (?:an? |the |its |their |[\w-]+ ){0,3}(?:prison|jail|custody|detention|dungeon)s?\b")
_OWN_LOSSES = re.compile(r"\b(?:its|their|his) (?:own )?(?:losses|casualties|ranks|side)\b[^.;]{0,40}$", re.I)
_FORCE = re.compile(
    r"\b(?:army|forces?|unit|brigade|battalion|company|regiment|police|militia|rebels|fighters|troops|post|garrison"
    r"|outpost|coalition|marines|guards?|group|movement|insurgents|peacekeep\w+)\b",
    re.I,
)
_POLICE = re.compile(
    r"\b(?:police|security forces|detectives|investigators|agents|authorities|troops|soldiers)\b", re.I
)
_PROTEST = re.compile(
    r"\b(?:protest\w*|demonstrat\w+|rall(?:y|ies)|march\w*|riot\w*|unrest|uprising|crackdown)\b", re.I
)
_SERVING = frozenset({"employee", "worker", "staff", "staffer", "volunteer", "driver"})


@dataclass(frozen=True)
class _Judged:
    """A draft with what its noun phrase and the whole text tell of those counted."""

    draft: Draft
    group: Group
    side: str | None


def find_figures(scene: Scene) -> tuple[Figure, ...]:
    """Every figure of a report, in the order of the text.

    1. Drafts: what is counted and what is said of it.
    2. Groups and sides, by the noun phrase, then by the whole text.
    3. The rest of the fields, each by the room that knows it.
    """
    main = find_main_event(scene.text, scene.registry)
    judged = _by_whole_text(scene, main, [_judge(scene, draft, main) for draft in find_drafts(scene.text)])
    times = _times(scene, [one.draft for one in judged])
    figures, last = [], None
    for one, when in zip(judged, times, strict=True):
        doing = _doing(scene, one, when, main, last)
        last = (one.draft, when, doing) if doing.is_own else last
        figures.append(_figure(scene, one, judged, when, doing))
    return tuple(figures)


def _times(scene: Scene, drafts: Sequence[Draft]) -> list[Period]:
    """When each figure was; a part that names no time of its own was when its whole was."""
    times = [scene.clock.when(d.sentence, *_core(d), measure=d.measure, at=_phrase_span(d)[0]) for d in drafts]
    for k, draft in enumerate(drafts):
        if draft.host is not None and not scene.clock.times(draft.sentence) and times[draft.host].basis != "as_of":
            times[k] = times[draft.host]
    return times


def _core(draft: Draft) -> tuple[int, int]:
    """The offsets from the counted to what is said of them, whichever comes first."""
    start, end = _phrase_span(draft)
    if draft.verdict.at is None:
        return draft.start, draft.end
    said = draft.sentence.tokens[draft.verdict.at]
    return min(start, said.start), max(end, said.end)


def _doing(
    scene: Scene, one: _Judged, when: Period, main: MainEvent, last: tuple[Draft, Period, Doing] | None
) -> Doing:
    """Who did it and how; where the sentence does not say, as the paragraph said just before of the same time."""
    draft = one.draft
    doing = do(draft, group=one.group, side=one.side, when=when, main=main, main_when=scene.clock.main,
               registry=scene.registry)  # fmt: skip
    if doing.is_own or last is None or last[0].sentence.paragraph != draft.sentence.paragraph:
        return doing
    _, before, told = last
    if doing.by is None or before != when or one.side == told.by or draft.measure not in ("killed", "wounded"):
        return doing
    return replace(doing, by=told.by)


def _judge(scene: Scene, draft: Draft, main: MainEvent) -> _Judged:
    one = draft.one
    armed = any(m.actor.is_armed_group for m in scene.actors_in(*_phrase_span(draft)))
    group = group_of(one, names_armed_party=armed)
    side = None
    if one.form in ("named", "definite", "article") or (one.noun and one.noun.name in belonging()):
        side = _party_of_person(scene, draft)
        if side is not None and group == "unknown":
            group = "combatant"
    if group in ("civilian", "unknown") and _serves_aid(scene, draft):
        group = "aid_worker"
    side = side_of(draft, group, scene.registry) or (side if group == "combatant" else None)
    if main.is_unclaimed and side is not None and not armed and is_generic(draft):
        side = None
    return _Judged(draft, group, side)


def _phrase_span(draft: Draft) -> tuple[int, int]:
    """The offsets of the counted noun phrase itself."""
    tokens = draft.sentence.tokens
    return tokens[draft.one.first].start, tokens[draft.one.last].end


def _serves_aid(scene: Scene, draft: Draft) -> bool:
    """ "an employee of the International Red Cross": whoever works for an aid body is an aid worker."""
    if draft.one.noun is None or draft.one.noun.name.removesuffix("s") not in _SERVING:
        return False
    start, end = _phrase_span(draft)
    after = scene.text.plain[end : end + 60]
    near = re.match(r"\s(?:of|for|with|from|at)\s", after)
    bodies = scene.actors_in(start, end + 60 if near else end)
    return any(mention.actor.kind in ("ngo", "un") for mention in bodies)


def _party_of_person(scene: Scene, draft: Draft) -> str | None:
    """The armed party that a person told of by name or as its leader, founder or associate belongs to."""
    one = draft.one
    words = [token.form for token in draft.sentence.tokens[one.first : one.last + 1]]
    if one.form == "named":
        person = scene.registry.person(" ".join(words)) or scene.registry.person(words[-1])
        words = (person.role or "").split() if person else []
    elif one.head is not None and one.last > one.head:
        words = words[one.head - one.first + 2 :]
    elif one.noun is None or one.noun.name not in belonging():
        words = []
    elif words[0].lower() in ("its", "their", "his"):
        words = ["the", "group"]
    party = name_party(" ".join(words), scene.registry, at=draft.start) if words else None
    armed = {group.name for group in scene.registry.groups}
    return party if party in armed else None


def _by_whole_text(scene: Scene, main: MainEvent, judged: list[_Judged]) -> list[_Judged]:
    """What the noun phrase leaves open, by the rest of the text.

    1. A whole of fighters and civilians is mixed, by its parts or by the inset that describes it.
    2. "All of the dead were civilians" tells of those not yet known.
    3. "79 were injured", "520 more": those told of just before.
    4. Fighters who are a part belong to the party of their whole.
    """
    said = all_were(scene.text)
    out: list[_Judged] = []
    for k, one in enumerate(judged):
        if one.group == "unknown" and one.draft.unit == "person":
            parts = [(p.group, p.draft.one.low) for p in judged if p.draft.host == k]
            told = [(group, None) for group in described(one.draft.one)]
            one = replace(one, group=whole_group(one.draft.one.low, [*parts, *told]) or "unknown")
            if one.group == "unknown" and mostly_women_and_children(one.draft.one):
                one = replace(one, group="civilian")
        if one.group == "unknown" and said and _is_said_of(scene, one.draft, said[1]):
            one = replace(one, group=said[0])
        if one.group == "unknown" and one.draft.one.noun is None and out:
            before = out[-1]
            one = _as_before(one, out[before.draft.host] if before.draft.host is not None else before)
        if one.group == "unknown" and out and _are_others(one.draft) and _is_beside_fighters(one.draft, out[-1]):
            one = replace(one, group="combatant", side=out[-1].side)
        if one.group == "unknown" and one.draft.unit == "person" and (told_of := _of_told(scene, one.draft, out)):
            group, side = told_of
            one = replace(one, group=group, side=one.side or (side if group == "combatant" else None))
        if one.group == "unknown" and one.draft.measure == "detained" and _is_arrest(scene, main, one.draft):
            one = replace(one, group="combatant")
        if one.draft.measure == "released" and (
            one.group == "combatant"
            or (one.group == "unknown" and _FROM_PRISON.search(one.draft.sentence.text))
        ):
            one = replace(one, group="detainee")  # whoever is let go was held
        if one.group == "unknown" and _is_own_loss(one.draft):
            one = _as_own(scene, replace(one, group="combatant"))
        if one.draft.host is not None and one.group == "combatant" and is_generic(one.draft):
            one = replace(one, side=_side_of_whole(scene, judged[one.draft.host]) or one.side)
        out.append(one)
    return out


def _as_before(one: _Judged, before: _Judged) -> _Judged:
    """Whom a bare number counts: those of the same sentence, or of the one before where the text says "more"."""
    if before.draft.one.noun is None and before.group == "unknown":
        return one
    after = [token.lower for token in one.draft.sentence.tokens[one.draft.one.number_last + 1 :][:1]]
    apart = one.draft.sentence.index - before.draft.sentence.index
    if apart == 0 or (apart == 1 and after in (["more"], ["others"])):
        return replace(one, group=before.group, side=before.side)
    return one


def _are_others(draft: Draft) -> bool:
    """Whether the counted are "others" and no more is said of them: "killed 12 soldiers and wounded two others"."""
    return draft.who is not None and draft.who.lower() in ("others", "other")


def _is_beside_fighters(draft: Draft, before: _Judged) -> bool:
    """Whether the figure before, in the same sentence, is of fighters."""
    return before.group == "combatant" and before.draft.sentence.index == draft.sentence.index


def _of_told(scene: Scene, draft: Draft, before: Sequence[_Judged]) -> tuple[Group, str | None] | None:
    """Of whom "17 of them" are: of those whom the sentence has named, else of the greater number told just before.

    With the side of those who were told of, where it is known.
    """
    words, i = draft.sentence.words, draft.one.number_last + 1
    if words[i : i + 1] != ("of",) or words[i + 1 : i + 2] not in (("them",), ("whom",), ("those",), ("these",)):
        return None
    for k in range(draft.one.first - 1, max(-1, draft.one.first - _NAMED_WITHIN), -1):
        noun = noun_at(words, k)
        acts = draft.verdict.at is not None and draft.verdict.at == k + 1  # "troops killed 17 of them"
        if noun and noun[0].kind == "person" and noun[0].plural and not acts:
            if noun[0].group == "unknown":
                return None
            return noun[0].group, _side_before(scene, draft, k)
    for one in reversed(before[-3:]):
        near = draft.sentence.index - one.draft.sentence.index <= 1
        greater = (one.draft.one.low or one.draft.one.high or 0) > (draft.one.low or 0)
        if near and greater and one.draft.unit == "person":
            return None if one.group in ("mixed", "unknown") else (one.group, one.side)
    return None


def _side_before(scene: Scene, draft: Draft, noun: int) -> str | None:
    """The side of those whom the noun at a token tells of: "fired at American soldiers, killing three of them"."""
    sentence, first = draft.sentence, noun
    while first > 0 and noun - first < _WORDS_OF_SIDE and sentence.tokens[first - 1].pos in ("ADJ", "PROPN", "NOUN"):
        first -= 1
    start = sentence.tokens[first].start
    phrase = sentence.text[start - sentence.start : sentence.tokens[noun].end - sentence.start]
    return own_name(phrase, name_party(phrase, scene.registry, at=start), scene.registry, at=start)


def _is_own_loss(draft: Draft) -> bool:
    """Whether a force counts its own: "the army put its own losses at 11 dead", "the post has lost five men"."""
    sentence, one = draft.sentence, draft.one
    if draft.measure not in ("killed", "wounded") or draft.unit != "person":
        return False
    before = sentence.text[: sentence.tokens[one.first].start - sentence.start]
    if (one.noun is None or one.noun.kind == "casualty") and _OWN_LOSSES.search(before):
        return True
    lost = re.search(r"\b(?P<who>[\w' -]{2,60}?) (?:has |have |had )?(?:lost|losing|lose)$", before.rstrip())
    plain = one.noun is None or one.noun.name in ("man", "people", "member", "casualty", "dead")
    return lost is not None and plain and bool(_FORCE.search(lost["who"]))


def _as_own(scene: Scene, one: _Judged) -> _Judged:
    """A force's own dead with its side, where it is known who counts."""
    source = scene.voices.at(one.draft.start, one.draft.end, about=_phrase_span(one.draft)).source
    actor = actor_of(source)
    counts = is_state(source) or (actor is not None and actor.is_armed_group)
    return replace(one, side=one.side or (source if counts else None))


def _is_arrest(scene: Scene, main: MainEvent, draft: Draft) -> bool:
    """Suspects held for an attack count as combatants: "eight arrests were made", "police arrested nine people".

    Whoever is taken in at a protest is not.
    """
    noun = draft.one.noun
    if noun is not None and noun.name in ("arrest", "suspect", "detention"):
        return True
    lead = " ".join(s.text for s in (*scene.text.title, *scene.text.body[:3]))
    is_plain = noun is None or noun.name in ("man", "people", "person", "individual", "other", "brother")
    is_attack = main.method is not None and not _PROTEST.search(lead)
    return is_plain and is_attack and bool(_POLICE.search(draft.sentence.text))


def _side_of_whole(scene: Scene, whole: _Judged) -> str | None:
    """The party that the whole is told to belong to: "IS members and relatives ..., including 5,000 fighters"."""
    if whole.side is not None:
        return whole.side
    start, end = _phrase_span(whole.draft)
    armed = [mention for mention in scene.actors_in(start, end) if mention.actor.is_armed_group]
    return armed[0].actor.name if armed else None


def _is_said_of(scene: Scene, draft: Draft, sentence: Sentence) -> bool:
    """Whether "all of the dead were ..." speaks of this figure: of the same event, by the same voice if it has one."""
    if draft.measure not in ("killed", "wounded"):
        return False
    voice = scene.voices.at(sentence.start, sentence.end)
    if voice.source != REPORT_VOICE and voice.source != scene.voices.at(draft.start, draft.end).source:
        return False
    when = scene.clock.when(draft.sentence, draft.start, draft.end, measure=draft.measure)
    return scene.clock.main is None or when == scene.clock.main or when.start is None


def _figure(scene: Scene, judged: _Judged, everyone: Sequence[_Judged], when: Period, doing: Doing) -> Figure:
    draft, one = judged.draft, judged.draft.one
    voice = scene.voices.at(draft.start, draft.end, about=_phrase_span(draft))
    host = everyone[draft.host].draft if draft.host is not None else None
    text = scene.text.report.text
    return Figure.of(
        scene.text.report, draft.start, draft.end,
        measure=draft.measure, who=draft.who, group=judged.group, side=judged.side,
        low=one.low, high=one.high, qualifier=one.qualifier, unit=draft.unit,
        by=doing.by, method=doing.method, speaker=voice.speaker, source=voice.source,
        hedge=_hedge(scene, draft, voice.hedge), when=when,
        **scene.where(draft.sentence, draft.start, draft.end),
        part_of=" ".join(text[host.start : host.end].split()) if host else None,
        rules=(f"figure.{draft.verdict.rule}", f"number.{one.form}", f"voice.{voice.rule}"),
    )  # fmt: skip


def _hedge(scene: Scene, draft: Draft, of_voice: Hedge | None) -> Hedge:
    """The clause's own hedge, else that of the voice; what is only planned is possible."""
    if draft.planned:
        return "possible"
    return scene.hedge(draft.sentence, draft.start, draft.end) or of_voice or "asserted"
