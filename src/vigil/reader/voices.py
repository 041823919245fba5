"""Whose word each stretch of a report is.

1. Cues: every sentence is searched for the places that tell a voice (cues.py).
2. Names: who speaks gets his name and source (speakers.py, naming.py); "he", "the official", "the statement" find whom
   they mean.
3. Scopes: what each voice says, as offsets. A leading voice reaches right, a trailing one left, a quotation runs over
   sentences and paragraphs, and a sentence that leans on the one before ("That figure includes") keeps its voice.
4. ``Voices.at`` answers for any stretch: the innermost leading voice, then the nearest trailing one, else the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from vigil.names.actors import actor_of
from vigil.reader.cues import Cue, find_cues
from vigil.reader.known import known_in
from vigil.reader.naming import Named, name_voice
from vigil.reader.numbers import find_numbers
from vigil.reader.phrases import parsed_subject, subject_before
from vigil.reader.reach import CARRIED, LEADING, OFFICIAL, TRAILING, claim_ends, scopes_of
from vigil.reader.refusals import refuse
from vigil.reader.registry import Registry
from vigil.reader.speakers import Speakers, Voice
from vigil.reader.text import Sentence, Text
from vigil.reader.voicewords import voice_words
from vigil.records import REPORT_VOICE, Hedge

__all__ = ["Voice", "Voices", "find_voices"]

_DOUBT = re.compile(
    r"^\W*(?:the|these|those|that|this|its|their|neither|both) (?:\w+ )?"
    r"(?:claims?|reports?|figures?|numbers?|tolls?|accounts?|allegations?|information)\b.{0,30}(?:\bnot\b|n't|\bunable\b).{0,40}\b(?:verified|confirmed|corroborated)\b|"
    r"^\W*(?:the|these|those|that|this) (?:claims?|reports?|figures?|numbers?) (?:is|are|was|were) "
    r"(?:uncorroborated|unverified|unconfirmed)\b",
    re.IGNORECASE,
)
_LONGEST_OFFICE = 7
"""Tokens of an office that opens a sentence before its holder's name."""
_OFFICIAL_COUNT = re.compile(r"\bofficial (?:\w+ )?(?:toll|count|tally|figures?|numbers?)\b[^,;]*", re.IGNORECASE)


@dataclass(frozen=True)
class Voices:
    """All voices of a text, in its order."""

    text: Text
    scopes: tuple[Voice, ...]

    def at(self, start: int, end: int, *, about: tuple[int, int] | None = None) -> Voice:
        """Whose word the stretch ``start:end`` is: the voice that its numbers, else most of its words belong to.

        about: the part that decides (a counted phrase), as offsets, where the caller knows it. The verb of a voice
        alone ("condemned") is the voice's own; what no voice tells is the report's.
        """
        start, end = about or (start, end)
        scopes = [v for v in self.scopes if (v.start < end and start < v.end) or start <= v.anchor < end]
        sentences = [s for s in self.text.sentences if s.start < end and start < s.end]
        words = [t.start for s in sentences for t in s.tokens if t.is_word and t.start < end and start < t.end]
        said = [at for at in words if not _names_voice(scopes, at)]
        votes = Counter(_best(scopes, at) for at in self._numbers(start, end, scopes) or said or words)
        voice = votes.most_common(1)[0][0] if votes else None
        if voice is None and not said:
            voice = next((replace(v, hedge=None) for v in scopes if start <= v.anchor < end and v.phrase), None)
        if voice is not None:
            return voice
        first, last = (sentences[0].start, sentences[-1].end) if sentences else (start, end)
        return Voice(None, REPORT_VOICE, None, first, last, "report")

    def _numbers(self, start: int, end: int, scopes: list[Voice]) -> list[int]:
        """Where numbers stand in a stretch, but for those that count who speaks ("two officials")."""
        inside = [at for at in self._counted if start <= at < end]
        return [at for at in inside if not _names_voice(scopes, at) or _suffered(scopes, at)]

    @cached_property
    def _counted(self) -> tuple[int, ...]:
        return tuple(
            number.start
            for sentence in self.text.sentences
            for number in find_numbers(sentence)
            if self.text.plain[number.start : number.end].lower() not in ("a", "an")
            and refuse(number, sentence) is None
        )


def find_voices(text: Text, registry: Registry) -> Voices:
    """Find all voices of a text. registry: what the whole text names."""
    speakers = Speakers(text.plain, registry)
    found = [list(_voices_of(sentence, speakers)) for sentence in text.sentences]
    known = [voice for voices in found for voice in voices if voice.is_report]
    found = [[speakers.named_later(voice) for voice in voices if not voice.is_report] for voices in found]
    found = [_doubted(text, sentence, voices) for sentence, voices in zip(text.sentences, found, strict=True)]
    own = [voice for voices in found for voice in voices]
    scopes = (*own, *known, *_quoted_on(text, found), *_leaning(text, found, registry), *_official_counts(text, own))
    return Voices(text, tuple(scopes))


def _best(scopes: list[Voice], at: int) -> Voice | None:
    """The voice that the word at one offset belongs to."""
    here = [v for v in scopes if v.start <= at < v.end]
    if not here:
        return None
    best = max(here, key=lambda v: (v.level, -abs(v.anchor - at)))
    trailing = next((v for v in here if v.level == TRAILING), None)
    return trailing if best.level == LEADING and trailing and _passes_on(trailing, best) else best


def _passes_on(trailing: Voice, leading: Voice) -> bool:
    """Whether a trailing voice only passes on the leading one, and stands for it: hearsay, or the press."""
    return not trailing.is_press and (leading.source in voice_words().hearsay or leading.is_press)


def _names_voice(scopes: list[Voice], at: int) -> bool:
    """Whether an offset lies in the words that name a voice."""
    return any(v.phrase_at <= at < v.phrase_at + len(v.phrase) or v.anchor == at for v in scopes)


def _suffered(scopes: list[Voice], at: int) -> bool:
    """Whether who speaks is told by what befell him, and is himself counted: "two wounded soldiers said"."""
    phrases = [v.phrase.lower() for v in scopes if v.phrase_at <= at < v.phrase_at + len(v.phrase)]
    return any(set(phrase.split()) & set(voice_words().suffered) for phrase in phrases)


# The voices of one sentence


def _voices_of(sentence: Sentence, speakers: Speakers) -> Iterator[Voice]:
    """The scopes of the voices that a sentence tells."""
    told: list[tuple[Cue, Voice]] = []
    for cue in find_cues(sentence):
        voice = _name(sentence, cue, speakers)
        if voice is not None:
            told.append((cue, voice))
            speakers.hear(voice)
    costs = claim_ends(sentence, [cue for cue, _ in told])
    for cue, voice in told:
        cited = _cited(told, cue)
        if cited is not None:
            voice = replace(voice, speaker=cited.speaker, source=cited.source)
        if cue.kind != "citing" or len(told) == 1:
            scopes = scopes_of(sentence, cue, voice)
            yield from scopes if costs is None else (_relayed(scope, costs, told[0][1]) for scope in scopes)
    if told:
        yield from known_in(sentence, [cue for cue, _ in told], told[0][1], costs)


def _relayed(scope: Voice, costs: int, claimant: Voice) -> Voice:
    """The scope of who only hands on a party's claim, without what the claimed deed has cost."""
    hands_on = scope.level == TRAILING and scope.source in (*voice_words().relays, claimant.source)
    return replace(scope, end=max(scope.start, min(scope.end, costs))) if hands_on else scope


def _cited(told: list[tuple[Cue, Voice]], cue: Cue) -> Voice | None:
    """Whom the voice of a cue cites: words that are passed on are the word of the one cited."""
    for citing, cited in told:
        others = [c for c, _ in told if c.kind != "citing"]
        nearest = min(others, key=lambda c: abs(c.verb - citing.verb), default=None)
        if citing.kind == "citing" and nearest is cue and cue.first < citing.verb:
            return cited
        if citing.kind == "citing" and citing.verb < 2 and others and others[0] is cue:
            return cited
    return None


def _name(sentence: Sentence, cue: Cue, speakers: Speakers) -> Voice | None:
    """Who speaks at a cue; the parse is asked where the words before the verb are nobody's name."""
    spans = [(cue.first, cue.last), *filter(None, [None if cue.trails else parsed_subject(sentence, cue.verb)])]
    for first, last in spans:
        first = _with_office(sentence, first)
        at, end = sentence.tokens[first].start, sentence.tokens[last].end
        phrase = speakers.plain[at:end]
        named = speakers.named(phrase, at, cue.kind)
        if named is not None:
            anchor = sentence.tokens[cue.verb].start
            hedge = _hedge_of(sentence, cue)
            voice = Voice(
                named.speaker, named.source, hedge, sentence.start, sentence.end, cue.kind,
                phrase=phrase, phrase_at=at, anchor=anchor,
            )  # fmt: skip
            return None if _only_acts(sentence, cue, named) else voice
    return None


def _with_office(sentence: Sentence, first: int) -> int:
    """Where a speaker's phrase begins if his office opens the sentence: "Pentagon spokesman, Rear Adm. John Kirby"."""
    before = sentence.tokens[: first - 1] if first > 1 and sentence.tokens[first - 1].form == "," else ()
    is_noun = bool(before) and all(t.pos in ("NOUN", "PROPN", "ADJ", "DET", "PART") for t in before)
    offices_told = [t for t in before if t.lower in voice_words().persons]
    return 0 if is_noun and offices_told and len(before) <= _LONGEST_OFFICE else first


def _hedge_of(sentence: Sentence, cue: Cue) -> Hedge | None:
    """What the way of telling says of sureness: a denial, a charge that one party lays on another."""
    if cue.denies:
        return "denied"
    charges = sentence.tokens[cue.verb].lower.startswith("accus")
    return "unverified" if charges or cue.doubts else None


def _only_acts(sentence: Sentence, cue: Cue, named: Named) -> bool:
    """Whether an armed party only declares a deed: "the front declared an offensive" is the report's word."""
    if cue.trails or named.speaker or sentence.tokens[cue.verb].lower not in voice_words().performs:
        return False
    actor = actor_of(named.source)
    says_that = any(t.lower == "that" or t.form == '"' for t in sentence.tokens[cue.verb + 1 : cue.verb + 6])
    return actor is not None and actor.is_armed_group and not says_that


# Beyond one sentence


def _doubted(text: Text, sentence: Sentence, voices: list[Voice]) -> list[Voice]:
    """The voices of a sentence, unverified where the next one says that what they tell could not be confirmed."""
    following = text.sentences[sentence.index + 1 : sentence.index + 3]
    if not any(_DOUBT.search(s.text) and s.paragraph - sentence.paragraph <= 1 for s in following):
        return voices
    return [replace(v, hedge=v.hedge or "unverified") for v in voices]


def _quoted_on(text: Text, found: list[list[Voice]]) -> Iterator[Voice]:
    """Quotations that run on over sentences, by the voice told after, before, or in the paragraph before."""
    stretches = tuple(_quotations(text))
    for sentence in text.sentences:
        if found[sentence.index]:
            continue
        end = next((b for a, b in stretches if a <= sentence.start + 1 and b >= sentence.end - 3), None)
        voice = _quoting_voice(text, found, sentence, end) if end is not None else None
        if voice is not None:
            yield _carry(voice, sentence, "quoted on")


def _quotations(text: Text) -> Iterator[tuple[int, int]]:
    """Where quotations stand, as offsets; one left open runs to the end of its paragraph."""
    for paragraph in text.paragraphs:
        start, end = paragraph[0].start, paragraph[-1].end
        marks = [start + m.start() for m in re.finditer('"', text.plain[start:end])]
        yield from zip(marks[::2], [*marks[1::2], end], strict=False)


def _quoting_voice(text: Text, found: list[list[Voice]], sentence: Sentence, end: int) -> Voice | None:
    """Who says a quotation whose own sentence names nobody."""
    later = text.sentences[sentence.index + 1 :]
    after = [v for s in later if s.start <= end + 2 for v in found[s.index]]
    if after and after[0].level == TRAILING:
        return after[0]
    for earlier in reversed(text.sentences[: sentence.index]):
        if sentence.paragraph - earlier.paragraph > 1:
            break
        if voices := found[earlier.index]:
            return next((v for v in reversed(voices) if not v.is_press), voices[-1])
    follows = later[0] if later and later[0].paragraph == sentence.paragraph else None
    return next(iter(found[follows.index]), None) if follows else None


def _leaning(text: Text, found: list[list[Voice]], registry: Registry) -> Iterator[Voice]:
    """Sentences that go on with what the voice before has said: "That figure includes"."""
    for sentence in text.sentences[1:]:
        opening = sentence.text.lower().lstrip("\" '")
        leans = opening.startswith(voice_words().leaning) or _adds_number(sentence)
        before = found[sentence.index - 1]
        leans = leans or (opening.startswith("separately, ") and _is_about(sentence, before, registry))
        if leans and before and not found[sentence.index]:
            yield _carry(before[-1], sentence, "leans")


def _is_about(sentence: Sentence, before: list[Voice], registry: Registry) -> bool:
    """Whether the subject of a sentence is the body that spoke in the one before: "Separately, its forces struck"."""
    verb = next((t for t in sentence.tokens if t.tag in ("VBD", "VBZ", "VBP")), None)
    span = subject_before(sentence, verb.i) if verb else None
    if span is None or not before:
        return False
    at = sentence.tokens[span[0]].start
    words = sentence.text[at - sentence.start : sentence.tokens[span[1]].end - sentence.start]
    return name_voice(words, registry, at=at).source == before[-1].source


def _adds_number(sentence: Sentence) -> bool:
    """ "Another 40 men were freed": a number added to one told before."""
    first, second = sentence.tokens[0], sentence.tokens[min(1, len(sentence.tokens) - 1)]
    return first.lower == "another" and second.pos == "NUM"


def _carry(voice: Voice, sentence: Sentence, rule: str) -> Voice:
    """A voice that goes on in another sentence."""
    return replace(voice, start=sentence.start, end=sentence.end, level=CARRIED, rule=rule, phrase="", phrase_at=-1)


def _official_counts(text: Text, own: list[Voice]) -> Iterator[Voice]:
    """ "The official toll" is the word of whoever the text says released it."""
    giver = next((v for v in own if v.rule == "given"), None)
    for sentence in text.sentences if giver else ():
        for match in _OFFICIAL_COUNT.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            assert giver is not None
            yield replace(
                giver, start=start, end=end, level=OFFICIAL, rule="official", phrase="", phrase_at=-1, anchor=start
            )
