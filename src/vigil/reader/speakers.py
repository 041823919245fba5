"""Who is meant where a report says that somebody speaks: by name, by pronoun, by office, by a document of theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from vigil.names.actors import actor_of, canonical, find_actors
from vigil.names.countries import find_countries
from vigil.names.people import same_person
from vigil.reader.naming import Named, name_voice
from vigil.reader.offices import either, leads, offices
from vigil.reader.phrasing import BARE_NAME, NAME_WORD
from vigil.reader.registry import Registry
from vigil.reader.voicewords import CueKind, voice_words
from vigil.records import REPORT_VOICE, Hedge

_BARE_OFFICE = re.compile(
    r"(?:a|the|one|another) (?:senior )?(?:spokesman|spokeswoman|spokesperson|representative|commander)", re.IGNORECASE
)
_AGAIN = re.compile(
    r"(?:the|that|this|same) (?:same |senior |security |army |military |police |unnamed )?([\w-]+)", re.IGNORECASE
)
_OFFICE_AND_NAME = re.compile(r"\b(?:[Tt]he|[Tt]hat) (?:[a-z]+ )?([a-z]+), ([^,]+)$")
_SOCIAL = re.compile(r"\bsocial media\b|\b(?:twitter|facebook|telegram|youtube)\b", re.IGNORECASE)
_PRESS_WORD = re.compile(r"\b(?:media|news|press|newspaper)\b", re.IGNORECASE)
_REPORTERS = re.compile(r"\b(?:(?:Western|local|foreign) )?(?:reporters|journalists)\b")
_WRITTEN = re.compile(r"\b(?:statement|report|tally)\b")
_BY = re.compile(r" (?:from|by|of|released by|issued by|posted by) (?:the )?(.+)$")
_FIRST_WORDS = re.compile(
    r"^(?:(?:a|an|the|this|that|another|some|several|other|many|initial|new|latest|official|earlier|separate|final|in)"
    r"\b\s*)+", re.IGNORECASE
)
_OF_PRESS = (" media", " television", " news agency", " radio")
_CALLED = re.compile(
    r",? ?(?:(?:who (?:is |was )?|and )?(?:only |publicly )?(?:(?:identified|named|called|introduced|gave|giving)"
    r" (?:himself|herself|(?:his|her) (?:first |last |full |real )?name)|known|identified|named|nicknamed|asked to be"
    r" (?:called|named|identified)|goes by|went by)(?: only| simply)?(?: as| by)?(?: the name(?: of)?)?) "
)
"""Words between an office or a kind of people and the name its bearer is called by."""
_NAME = re.compile(rf"{NAME_WORD}(?: {NAME_WORD}){{0,3}}")
_NAMED_DOCUMENT = re.compile(r"(?:[Tt]he )?(?:[A-Z][\w'-]+ )+(?:Post|Report|Bulletin|Records?|Broadcast|Update)")
"""Outlets that are named like documents: "The Daily Post"."""
_CALLS_ITSELF = re.compile(
    r",? (?:(?:that|which|who) )?(?:calls? (?:itself|themselves)|calling (?:itself|themselves)"
    r"|(?:is |are )?known as) (?:the )?(?P<name>[A-Z][\w'-]*(?:[ -](?:of|al|ul|the|[A-Z][\w'-]*))*)"
)
_BODILESS = re.compile(
    r"(?:chief |deputy |senior |military |press |media )?(?:spokes(?:man|woman|person)"
    r"|(?:press|media) (?:secretary|officer)|director|deputy director|head|chief|leader"
    r"|commanders?|coordinator|representative|administrator|manager)"
)
"""Sources that are an office and tell no body."""
_MEDICAL = frozenset({"director", "deputy director", "head", "administrator", "chief", "manager"})
_HOSPITAL_NAME = re.compile(
    r"\b((?:(?:[A-Z][\w.'-]+|al-\w+|el-\w+|of|and) ){1,5}(?:Hospital|Clinic|Medical (?:Center|Centre|Complex)|Infirmary"
    r"|hospital|clinic|medical (?:center|centre)))\b"
)
_PRIVATE = re.compile(
    r",? ?(?:\d\d,|\d\d\.|\d\d who |a \d\d-year-old|an \d\d-year-old|who (?:lives|lived|sells|sold|owns|owned|works"
    r"|worked|was|had|saw|heard|watched|lost|survived|fled|escaped|witnessed)\b|whose )"
)
_SAW = re.compile(r"\b(?:I|he|she|He|She) (?:\w+ly )?(?:saw|heard|counted|watched|witnessed|seen|could see)\b")
_THE_FORCE = re.compile(
    r"\b[Tt]he (army|military|air force|navy|police|coalition|alliance|(?:\w+ )?(?:ministry|Ministry)|government)\b"
)
_PAPER = re.compile(
    r"[Tt]he (Times|Post|Journal|Telegraph|Herald|Tribune|Monitor|Globe|Mail|Star|News|Independent|Chronicle|Gazette)"
)
_CALL_SIGN = re.compile(r"[A-Z]{2,5}\d{0,2}")
"""Stations known by letters and figures alone."""
_CLOSE = 600
"""Characters back to the body that an office without one is of."""
_NEAR = 900
"""Characters over which "a spokesman" may still be of the body that spoke last."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a stretch of the report, at half-open offsets. rule: what told so.

    hedge: what the way of telling says of sureness ("denied"), None where it says nothing. phrase, phrase_at: the words
    that name the voice and where they stand; anchor: where its verb stands. level: which of two voices wins.
    """

    speaker: str | None
    source: str
    hedge: Hedge | None
    start: int
    end: int
    rule: str
    level: int = 0
    phrase: str = ""
    phrase_at: int = -1
    anchor: int = -1

    @property
    def is_report(self) -> bool:
        """Whether the report speaks for itself."""
        return self.source == REPORT_VOICE

    @property
    def is_press(self) -> bool:
        """Whether it is an agency, an outlet or the press at large."""
        actor = actor_of(self.source)
        named = (actor is not None and actor.is_press) or self.source.endswith(_OF_PRESS)
        return named or self.source in ("media", "reporters")


@dataclass
class Speakers:
    """Names whoever speaks, in the order of the text, and remembers who has spoken."""

    plain: str
    registry: Registry
    spoken: list[Voice] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)

    def hear(self, voice: Voice) -> None:
        """Remember a voice: later words may lean on it."""
        self.spoken.append(voice)

    def named_later(self, voice: Voice) -> Voice:
        """A voice told by its office alone, with the name that the text gives its holder further on."""
        name = self.names.get(voice.phrase_at)
        return replace(voice, speaker=name) if name and voice.speaker is None else voice

    def named(self, phrase: str, at: int, kind: CueKind) -> Named | None:
        """Who the subject of a cue is; None for nobody who could speak."""
        lower = phrase.lower()
        if lower in voice_words().pronouns:
            return self._pronoun(lower, at)
        if re.fullmatch(r"(?:his|her) office", lower):
            return self._pronoun("he", at)
        if lower in voice_words().nobodies:
            return None
        if kind == "saw":
            return _reporter(phrase)
        owner = owner_of_document(phrase)
        if owner is not None:
            return self._document(owner, at)
        if kind == "shows":
            return Named(None, "social media") if _SOCIAL.search(phrase) else self._counter(phrase, at)
        return self._named_again(phrase, at) or self._said_again(phrase) or self._described(phrase, at) or self._new(
            phrase, at, kind
        )

    def _new(self, phrase: str, at: int, kind: CueKind | None) -> Named | None:
        """One who is told by words of his own."""
        if not can_speak(phrase, self.registry, at, kind):
            return None
        named = self._bare_name(phrase, at) or self._bare_office(phrase, at) or self._kind_again(phrase)
        if called := self._called(phrase, at):
            return Named(called, name_voice(phrase, self.registry, at=at).source)
        if self_styled := _CALLS_ITSELF.match(self.plain, at + len(phrase)):
            return Named(None, canonical(self_styled["name"]))
        named = named or self._held(phrase, self._as_before(phrase, name_voice(phrase, self.registry, at=at)))
        return self._of_body(phrase, at, self._private(phrase, at, named, kind))

    def _of_body(self, phrase: str, at: int, named: Named) -> Named:
        """One whose office tells no body ("its spokesman", "press secretary X") is of the body told before."""
        if named.source in ("Dr.", "Dr"):
            return Named(named.speaker, self._hospital_before(at) or "doctors")
        if named.speaker and named.source in ("doctors", "medics") and (where := self._hospital_before(at)):
            return Named(named.speaker, where)
        owned = re.match(r"(?:its|their|whose) ", phrase, re.IGNORECASE)
        if not _BODILESS.fullmatch(named.source) or not (owned or named.speaker):
            return named
        if not owned and re.search(r"commanders?|leader|chief|head", named.source):
            return named  # of whom, nobody says
        body = (self._hospital_before(at) if named.source in _MEDICAL else None) or self._body_before(at)
        return Named(named.speaker, body) if body else named

    def _body_before(self, at: int) -> str | None:
        """The body or party that was told of or spoke last, in the same paragraph or the one before."""
        paragraph = self.plain.rfind("\n", 0, self.plain.rfind("\n", 0, at))
        start = max(paragraph, at - _CLOSE)
        told = [(m.start, m.actor.name) for m in self.registry.actors if start <= m.start < at and not m.actor.is_press]
        heard = [(v.phrase_at, v.source) for v in self.spoken[-3:] if start <= v.phrase_at < at and not v.is_press]
        bodies = [(b.at, f"{b.country.adjective} {b.noun}") for b in self.registry.bodies if start <= b.at < at]
        forces = [(start + m.start(1), m[1]) for m in _THE_FORCE.finditer(self.plain[start:at])]
        found = sorted(told + heard + bodies + forces)
        if not found:
            return None
        last, name = found[-1]
        return name_voice(name, self.registry, at=last).source if (last, name) in forces else canonical(name)

    def _hospital_before(self, at: int) -> str | None:
        """The hospital that was named last, not long before."""
        named = _HOSPITAL_NAME.findall(self.plain[max(0, at - _CLOSE) : at])
        return re.sub(r"^(?:The|At|In) ", "", named[-1]) if named else None

    def _private(self, phrase: str, at: int, named: Named, kind: CueKind | None) -> Named:
        """A private person told by the bare name, with an age or a trade: one of the witnesses, or of the residents."""
        if named.speaker is None or named.source != named.speaker:
            return named
        if " " not in named.speaker and self.registry.person(named.speaker, at) is None:
            last = next((v for v in reversed(self.spoken[-3:]) if not v.is_press and at - v.phrase_at < _NEAR), None)
            if last is not None and _is_single_office(last.phrase):
                return Named(named.speaker, last.source)  # the text has lost half of a spokesman's name
        after = self.plain[at + len(phrase) : at + len(phrase) + 60]
        if not _PRIVATE.match(after) and not _PRIVATE.search(f" {phrase}"):
            return named
        paragraph = self.plain[self.plain.rfind("\n", 0, at) + 1 :].partition("\n")[0]
        return Named(named.speaker, "witnesses" if kind == "saw" or _SAW.search(paragraph) else "residents")

    def _called(self, phrase: str, at: int) -> str | None:
        """The name of one told by his kind: "an activist, who gave his name as Omar"."""
        between = _CALLED.match(self.plain, at + len(phrase))
        name = _NAME.match(self.plain, between.end()) if between else None
        return name[0] if name and not find_actors(name[0]) and not find_countries(name[0]) else None

    def _counter(self, phrase: str, at: int) -> Named | None:
        """A body that counts, at the end of "data collected by X"."""
        known = actor_of(re.sub(r"^(?:the|The) ", "", phrase))
        counts = known is not None and known.kind in ("monitor", "ngo", "un", "agency", "ministry", "outlet")
        return name_voice(phrase, self.registry, at=at) if counts else None

    def _kind_again(self, phrase: str) -> Named | None:
        """ "Activists", where those told before were "Syrian activists"."""
        kind = offices().kinds.get(phrase.lower())
        before = [v.source for v in self.spoken if kind and v.speaker is None and v.source.endswith(f" {kind}")]
        known = [source for source in before if find_countries(source)]
        return Named(None, known[-1]) if known else None

    def _as_before(self, phrase: str, named: Named) -> Named:
        """A person told by the bare name speaks for whom he spoke for before."""
        if named.speaker is None or not BARE_NAME.match(phrase) or named.source == leads(named.speaker):
            return named
        before = (v for v in self.spoken if v.speaker and same_person(named.speaker, v.speaker))
        return next((Named(v.speaker, v.source) for v in before), named)

    def _held(self, phrase: str, named: Named) -> Named:
        """The one holder of an office that is told without a name, where the text names him elsewhere."""
        found = offices().office_pattern.findall(phrase)
        office = found[-1].lower() if found else ""
        single = offices().holdings.get(office) in ("state", "ministry") and office not in voice_words().shared_offices
        if named.speaker or not single or re.match(r"(?:a|an|former|one) ", phrase, re.IGNORECASE):
            return named
        holders = {
            person.name
            for person in self.registry.persons
            if person.role and re.search(rf"\b{office}$", person.role.lower())
            and name_voice(person.role, self.registry, at=person.at).source == named.source
        }  # fmt: skip
        if not holders and office in voice_words().led_by:
            holders = {person.name for person in self.registry.persons if leads(person.name) == named.source}
        return Named(holders.pop(), named.source) if len(holders) == 1 else named

    def _named_again(self, phrase: str, at: int) -> Named | None:
        """ "The official, Omar Haddad,": one told by his office before gets his name."""
        match = _OFFICE_AND_NAME.search(self.plain[max(0, at - 40) : at] + phrase)
        person = self.registry.person(match[2], at) if match and BARE_NAME.match(match[2]) else None
        if match is None or person is None or match[1].lower() not in voice_words().persons:
            return None
        noun = match[1].lower()
        for voice in reversed(self.spoken[-8:]):
            nameless = voice.speaker is None and _is_single_office(voice.phrase)
            if nameless and (noun == "official" or re.search(rf"\b{noun}\b", voice.phrase.lower())):
                self.names[voice.phrase_at] = person.name
                return Named(person.name, voice.source)
        told = re.findall(rf"(?:[A-Z][\w.]*(?:'s)? )?(?:[a-z]+ )?{noun}\b", self.plain[: max(0, at - 1)])
        office = next((words for words in reversed(told) if either(offices().portfolios).search(words)), None)
        return Named(person.name, name_voice(office, self.registry, at=at).source) if office else None

    def _described(self, phrase: str, at: int) -> Named | None:
        """ "The charity", "the wire service", "the Times": the last body of that kind that the text has told of."""
        if paper := _PAPER.fullmatch(phrase):
            named = [m.actor.name for m in self.registry.actors if m.start < at and m.actor.is_press]
            full = [name for name in named if name.endswith(f" {paper[1]}")]
            return Named(None, full[-1]) if full else None
        match = _described_pattern().fullmatch(phrase)
        kinds = voice_words().described.get(match["noun"].lower(), ()) if match else ()
        if not match or not kinds:
            return None
        heard = [v.source for v in self.spoken[-3:] if (a := actor_of(v.source)) and a.kind in kinds]
        named = [m.actor.name for m in self.registry.actors if m.start < at and m.actor.kind in kinds]
        titled = re.findall(rf"(?:[A-Z][\w'-]+ )+{match['noun'].capitalize()}\b", self.plain[:at])
        last = (heard or named if len(kinds) > 2 else named or heard) or titled  # a vague noun is whoever spoke last
        return Named(None, re.sub(r"^(?:The|A) ", "", last[-1])) if last else None

    def _pronoun(self, word: str, at: int) -> Named | None:
        """ "he": the last person who spoke; "it": the last body; "they": the last of many."""
        begin = self.plain.rfind("\n", 0, at) + 1
        nearer = [m for m in self.registry.actors if begin <= m.start < at and not m.actor.is_press]
        for voice in reversed(self.spoken[-6:]):
            if voice.phrase_at < at and _fits_pronoun(word, voice):
                if word in voice_words().it and voice.phrase_at < begin and nearer:
                    break  # another body was told of since, in this paragraph
                return Named(voice.speaker, voice.source)
        if word in voice_words().he:
            people = [p for p in self.registry.persons if p.at < at and p.role]
            return name_voice(people[-1].name, self.registry, at=at) if people else None
        bodies = [m for m in self.registry.actors if m.start < at]
        return Named(None, bodies[-1].actor.name) if bodies and word in voice_words().it else None

    def _document(self, owner: str, at: int) -> Named | None:
        """Whose a statement, report or tally is."""
        if not owner or owner.lower() in ("his", "her", "its", "their"):
            return self._last_writer(at)
        if _SOCIAL.search(owner):
            return Named(None, "social media")
        if _PRESS_WORD.search(owner) and not find_actors(owner):
            words = f"{owner} reports" if owner.lower() in ("media", "news", "press") else owner
            return name_voice(words, self.registry, at=at)
        return self._said_again(owner) or self._new(owner, at, None)

    def _last_writer(self, at: int) -> Named | None:
        """Who made "the statement": who spoke of one last, else the last voice that is not the press."""
        before = [v for v in self.spoken if v.phrase_at < at]
        wrote = [v for v in before[-5:] if _WRITTEN.search(self._words_of(v))] or [v for v in before if not v.is_press]
        last = next(reversed(wrote or before), None)
        return Named(last.speaker, last.source) if last else None

    def _words_of(self, voice: Voice) -> str:
        """How a voice spoke: its phrase and the words after its verb."""
        return f"{voice.phrase} {self.plain[voice.anchor : voice.anchor + 60].split('.')[0]}".lower()

    def _said_again(self, phrase: str) -> Named | None:
        """ "the official", "the ministry": one who has spoken, told again by the noun alone."""
        match = _AGAIN.fullmatch(phrase)
        noun = match[1].lower() if match else ""
        if noun not in voice_words().persons and noun not in voice_words().bodies:
            return None
        for voice in reversed(self.spoken[-8:]):
            if re.search(rf"\b{re.escape(noun)}\b", f"{voice.phrase} {voice.source} {self._role(voice)}".lower()):
                return Named(voice.speaker, voice.source)
        return None

    def _role(self, voice: Voice) -> str:
        person = self.registry.person(voice.speaker) if voice.speaker else None
        return (person.role or "") if person else ""

    def _bare_office(self, phrase: str, at: int) -> Named | None:
        """ "a spokesman" of whoever spoke last."""
        before = [v for v in self.spoken[-3:] if not v.is_press and at - v.phrase_at < _NEAR]
        return Named(None, before[-1].source) if before and _BARE_OFFICE.fullmatch(phrase) else None

    def _bare_name(self, phrase: str, at: int) -> Named | None:
        """A name without an office, after an office without a name: "the chief prosecutor ... Nabil Fahmi said"."""
        person = self.registry.person(phrase, at)
        if person is None or person.role or not self.spoken or find_actors(phrase) or not phrase[0].isupper():
            return None
        last = self.spoken[-1]
        if last.speaker is None and at - last.phrase_at < _NEAR and _is_single_office(last.phrase):
            return Named(person.name, last.source)
        return Named(last.speaker, last.source) if last.speaker and person.name == last.speaker else None


def can_speak(phrase: str, registry: Registry, at: int, kind: CueKind | None) -> bool:
    """Whether a noun phrase is one who can speak: a person, a body, a party, a kind of people, a country."""
    lower = phrase.lower()
    if re.match(r"(?:no|none|nobody|neither) ", lower):
        return False
    if _CALL_SIGN.fullmatch(phrase) and kind == "said":
        return True
    if any(c.isupper() for c in phrase) and registry.person(phrase, at) is not None:
        return True
    words = re.split(r"[\s-]+", lower)
    if find_actors(phrase) or any(w.strip(".,").removesuffix("'s") in offices().heads for w in words):
        return True
    if any(w.endswith("s") and w.removesuffix("s") in offices().heads for w in words[:3]) and kind != "shows":
        return True
    head = re.split(r" (?:of|for|in|at|from|on|with)\b|,", lower)[0].split()
    if head and (head[-1] in _bodies() or " ".join(head[-2:]) in _bodies()):
        return True
    return kind not in ("count", "saw", "shows") and (_is_country(phrase) or _is_proper_name(phrase))


def _is_country(phrase: str) -> bool:
    found = find_countries(phrase)
    return any(m.start <= 4 and m.end >= len(phrase) - 2 and m.by in ("name", "capital") for m in found)


def _is_proper_name(phrase: str) -> bool:
    return sum(word[0].isupper() for word in phrase.split()) >= 2


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    """The nouns of bodies that can speak."""
    known = offices()
    lists = (known.forces, known.kinds, known.officials, known.ministries, known.places, known.states, known.groups)
    more = (known.group_nouns, known.state_media, voice_words().speaking_bodies)
    return frozenset(word for words in (*lists, *more) for word in words)


def owner_of_document(phrase: str) -> str | None:
    """Whose statement, tally or footage a phrase tells; empty for one told without an owner, None for no document."""
    match = _document_pattern().match(phrase)
    if not match or actor_of(phrase) is not None or _NAMED_DOCUMENT.fullmatch(phrase):
        return None
    if _SOCIAL.search(phrase):
        return "social media"
    owner = match["owner"].strip()
    person = owner.removesuffix("'s")
    again = _AGAIN.fullmatch(person)
    if again and again[1].lower() in voice_words().persons:
        return person
    owner = _adjectives_of_documents().sub("", _FIRST_WORDS.sub("", owner)).strip()
    by = _BY.match(match["rest"])
    return owner if owner or not by else by[1]


@lru_cache(maxsize=1)
def _described_pattern() -> re.Pattern[str]:
    """ "the", how a body is described, and its noun."""
    nouns = "|".join(sorted(map(re.escape, voice_words().described), key=len, reverse=True))
    based = r"(?:(?:\w+ )?[\w.]+-based |international |local |independent |medical |same )*"
    return re.compile(rf"(?:the|this|that) {based}(?P<noun>{nouns})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _document_pattern() -> re.Pattern[str]:
    """A phrase whose head is a document: what stands before it, and what after."""
    nouns = "|".join(sorted(map(re.escape, voice_words().documents), key=len, reverse=True))
    after = r"from|by|of|for|on|in|posted|released|issued|shared|at|to|late|early|[A-Z]\w+day"
    return re.compile(rf"^(?P<owner>.*?)(?:'s?)?\s*\b(?:{nouns})\b(?P<rest>(?: (?:{after})\b.*)?)$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _adjectives_of_documents() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(voice_words().document_adjectives)})$")


def _reporter(phrase: str) -> Named | None:
    """A reporter of an agency or an outlet, who saw."""
    if not set(phrase.lower().replace("'s", " ").split()) & set(voice_words().reporters):
        return None
    press = [m.actor.name for m in find_actors(phrase) if m.actor.is_press]
    kind = _REPORTERS.search(phrase)
    return Named(None, press[0]) if press else Named(None, kind[0]) if kind else None


def _is_single_office(phrase: str) -> bool:
    """Whether a phrase tells one office-holder without a name."""
    many = re.search(r"s\b$", phrase) or re.match(r"(?:a|an) ", phrase)
    return bool(offices().office_pattern.search(phrase)) and not many


def _fits_pronoun(word: str, voice: Voice) -> bool:
    """Whether a pronoun may mean a voice."""
    words = set(re.split(r"[ ,]", voice.phrase.lower()))
    is_person = voice.speaker is not None or (bool(words & set(voice_words().persons)) and voice.phrase[-1:] != "s")
    if word in voice_words().he:
        return is_person
    many = voice.speaker is None and voice.source.endswith("s") and actor_of(voice.source) is None
    return many if word in voice_words().they else not is_person and not many
