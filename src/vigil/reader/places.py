"""Where a claim plays: the most specific named place that a stretch of text is about, as it is written there.

1. Every sentence is searched for names of places: runs of capitals that the parser calls a place, that a word like
   "province" or "village of" makes one, or that stand after "in" or "near" and are known. Peoples, persons,
   organisations and states that act are left out.
2. A stretch is about the most specific place within it, else the one its sentence says it happened in.
3. A stretch that names none is about the report's main place: the one its lead tells and its text comes back to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from vigil.names.gazetteer import Gazetteer
from vigil.names.placefiles import country_names
from vigil.names.places import Place, place_words, resolve
from vigil.names.spelling import ARTICLES, fold, without_article
from vigil.reader.text import Sentence, Text, Token

LEAD = 4
"""How many sentences of the body tell where the report plays."""
SPECIFIC = {"site": 5, "town": 5, "district": 4, "province": 3, "region": 2, "country": 1}
UNKNOWN = "unknown"
"""The precision of a name that no gazetteer knows; most are villages and sites."""
SPECIFIC_UNKNOWN = 4
LOOSE = 2
"""How much less narrow a place counts that no preposition ties."""
LEAD_BONUS = 3
OFTEN = 4
"""More mentions than this make a place no more the main one."""
LEANING = 2
"""How many sentences a place that was spoken of stays in mind."""
TIED = 2
"""How closely a preposition must tie a name, for the place to stand for its whole sentence."""
DATELINE = 12
"""Within how many words a dateline ends."""
OWN = 3
"""Of the report's countries, how many are its own so far that a name known there is a place without further proof."""
REACH = 5
"""How many words may stand between "in" and a name: "in the eastern port city of"."""

SPACED_ARTICLES = frozenset({"al", "el", "ez", "es"})
"""Articles that may stand by themselves within a name: "Deir al Zor"; "as" and "at" are English words."""

_MODIFIERS = frozenset({"ADJ", "DET", "NUM", "ADV"})
_BETWEEN_NAMES = frozenset({"ADP", "SCONJ", "CCONJ", "VERB", "AUX", "NUM", "DET"})
_SPEAKING = frozenset({"said", "says", "told", "added", "warned", "tweeted", "wrote", "claimed", "confirmed"})
_NO_NAME = frozenset({"ADP", "DET", "PRON", "SCONJ", "CCONJ", "ADV", "ADJ", "VERB", "AUX", "NUM", "INTJ", "PART"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as the report writes it. start, end: offsets in the report. place: the known place, where it is clear.

    Between the offsets stands the name, or "Yemen's capital" for a capital that the report names elsewhere.
    tie: how surely something is said to happen there: 3 "in X", 2 "near X", 1 "from X", 0 a bare name.
    """

    name: str
    start: int
    end: int
    sentence: int
    tie: int = 0
    precision: str = UNKNOWN
    place: Place | None = None

    @property
    def specific(self) -> int:
        """How narrow the place is, from a country (1) to a site (5)."""
        return SPECIFIC.get(self.precision, SPECIFIC_UNKNOWN)


@dataclass(frozen=True)
class Places:
    """The places of one report: every mention in the order of the text, and the main one."""

    mentions: tuple[PlaceMention, ...]
    main: PlaceMention | None
    lead: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: Text, *, gazetteer: Gazetteer | None, countries: Sequence[str] = ()) -> Self:
        """Find the places of a report. countries: ISO2 codes it is about, first the foremost.

        Without a gazetteer the names are still found, and none is resolved.
        """
        found = [m for sentence in text.sentences for m in _find(sentence, gazetteer=gazetteer, countries=countries)]
        found = _capitals(text, found, gazetteer=gazetteer)
        near = [m.place for m in found if m.place]
        mentions = tuple(m if m.place else _resolved(m, gazetteer, countries=countries, near=near) for m in found)
        lead = frozenset(s.index for s in (*text.title, *text.body[:LEAD]))
        return cls(mentions=mentions, main=_main(mentions, lead), lead=lead)

    def at(self, sentence: Sentence, start: int, end: int) -> PlaceMention | None:
        """The place that the stretch ``start:end`` of a sentence is about, or None where the report names none.

        It may stand in another sentence: a stretch without a place is about the one just spoken of, else the main one.
        """
        own = [m for m in self.mentions if m.sentence == sentence.index]
        found = _narrowest([m for m in own if start <= m.start and m.end <= end and m.tie > 0])
        found = found or _narrowest([m for m in own if m.tie >= TIED])
        if found and not (sentence.index in self.lead and _holds(found, self.main)):
            return found
        return self._before(sentence) or self.main

    def _before(self, sentence: Sentence) -> PlaceMention | None:
        """The place that the sentences just before speak of, if it is as narrow as the main one and of its country."""
        least = self.main.specific if self.main else 0
        home = self.main.place.country if self.main and self.main.place else None
        near = [
            m for m in self.mentions
            if 0 < sentence.index - m.sentence <= LEANING and m.tie >= TIED
            and (home is None or (m.place is not None and m.place.country == home))
        ]  # fmt: skip
        return max((m for m in near if m.specific >= least), key=lambda m: m.start, default=None)


def _narrowest(mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The most specific place; of several alike, the first."""
    return max(mentions, key=lambda m: (m.specific - (0 if m.tie >= TIED else LOOSE), -m.start), default=None)


def _holds(broad: PlaceMention, main: PlaceMention | None) -> bool:
    """Whether a mention is only the country or region about the main place."""
    return main is not None and broad.specific <= SPECIFIC["region"] < main.specific


def _main(mentions: Sequence[PlaceMention], lead: frozenset[int]) -> PlaceMention | None:
    """The place a report is about: specific, told in its lead, and come back to."""
    often = Counter(_key(m) for m in mentions)

    def weight(m: PlaceMention) -> tuple[int, int]:
        return 3 * m.specific + min(OFTEN, often[_key(m)]) + m.tie + LEAD_BONUS * (m.sentence in lead), -m.start

    return max((m for m in mentions if m.tie >= TIED), key=weight, default=None)


def _key(mention: PlaceMention) -> str:
    return mention.place.id if mention.place else fold(without_article(mention.name))


def _find(
    sentence: Sentence, *, gazetteer: Gazetteer | None, countries: Sequence[str]
) -> Iterator[PlaceMention]:
    """The places named in one sentence."""
    for first, last in _runs(sentence):
        mention = _mention(sentence, first, last, gazetteer=gazetteer, countries=countries)
        if mention:
            yield mention


def _capitals(
    text: Text, mentions: Sequence[PlaceMention], *, gazetteer: Gazetteer | None
) -> list[PlaceMention]:
    """The mentions with "Yemen's capital" read as its capital, by the name that the report elsewhere calls it."""
    found = []
    for mention in mentions:
        sentence = text.sentences[mention.sentence]
        after = sentence.between(mention.end, sentence.end)[:3]
        is_capital = [t.lower for t in after[:2]] in (["'s", "capital"], ["\u2019s", "capital"])
        place = mention.place if is_capital and not _is_named(after) else None
        capital = gazetteer.capital(place.country) if gazetteer and place and place.kind == "country" else None
        if capital:
            written = text.report.text[mention.start : after[1].end]
            mention = _as_capital(mention, written, capital, mentions)
        found.append(mention)
    return found


def _is_named(after: Sequence[Token]) -> bool:
    """Whether the capital's name follows: "Yemen's capital, Sanaa", "Iraq's capital Baghdad"."""
    return len(after) > 2 and (after[2].form in (",", "of") or after[2].ent == "LOC")


def _as_capital(
    country: PlaceMention, written: str, capital: Place, mentions: Sequence[PlaceMention]
) -> PlaceMention:
    named = next((m.name for m in mentions if m.place and m.place.id == capital.id and not m.name.isupper()), None)
    end = country.start + len(written)
    return replace(country, name=named or written, end=end, place=capital, precision="town", tie=TIED)


def _mention(
    sentence: Sentence, first: int, last: int, *, gazetteer: Gazetteer | None, countries: Sequence[str]
) -> PlaceMention | None:
    """A run of capitals as a place, if it is one."""
    tokens, words = sentence.tokens, place_words()
    name = _written(sentence, first, last)
    area = _held_area(tokens, last)
    if area:
        return _at(sentence, first, area, tie=max(1, _tie(tokens, first)))
    if _is_other(tokens, first, last):
        return None
    is_country = fold(name) in country_names()
    tie = _tie(tokens, first)
    if is_country and not _is_where(tokens, first, last, tie=tie):
        return None
    end = _with_kind(tokens, last)
    is_site = tokens[end].lower in words.sites and end > first
    place = resolve(_with_kind_of(sentence, first, end), countries=countries, gazetteer=gazetteer)
    place = place or (None if is_site else resolve(name, countries=countries, gazetteer=gazetteer))
    is_told = (end > last or is_site or _is_kind_of(tokens, first)) and not _is_before_owner(tokens, end)
    is_called = any(token.ent == "LOC" for token in tokens[first : last + 1])
    if not (is_told or is_called) and (tie < 1 or place is None or place.country not in _own(countries)):
        return None
    begin = _with_part(tokens, first)
    if begin == first and end == last and (is_country or _is_broad(place)):
        begin = _with_direction(tokens, first)
    if not _is_dateline(sentence, last):
        tie = max(tie, TIED if is_told else 1)
    if not is_country and _is_possessive(tokens, last):
        tie = 0 if place is not None and place.kind == "capital" and tie < TIED else min(tie, 1)
    mention = _at(sentence, begin, end, tie=tie)
    precision = "country" if is_country else place.precision if place else "site" if is_site else UNKNOWN
    return replace(mention, place=place, precision="region" if begin < first else precision)


def _resolved(
    mention: PlaceMention, gazetteer: Gazetteer | None, *, countries: Sequence[str], near: Sequence[Place]
) -> PlaceMention:
    """A mention looked up once more, now that the report's other places are known."""
    place = resolve(mention.name, countries=countries, near=near, gazetteer=gazetteer)
    return replace(mention, place=place, precision=place.precision) if place else mention


def _at(sentence: Sentence, first: int, last: int, *, tie: int) -> PlaceMention:
    tokens = sentence.tokens
    name = _written(sentence, first, last)
    return PlaceMention(name, tokens[first].start, tokens[last].end, sentence.index, tie)


def _written(sentence: Sentence, first: int, last: int) -> str:
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    return " ".join(sentence.text[start - sentence.start : end - sentence.start].split())


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, with the small words that belong inside a name, as first and last index."""
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        if not _opens(tokens, i):
            i += 1
            continue
        last = _run_end(tokens, i, closed=sentence.is_title)
        first = _run_start(tokens, i, last)
        if first <= last:
            yield first, last
        i = last + 1


def _opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name can begin here: a capital, or an article joined to one ("al-Qaim")."""
    token = tokens[i]
    if token.lower in ARTICLES and not token.form[0].isupper():
        return i + 2 < len(tokens) and tokens[i + 1].form == "-" and tokens[i + 2].form[0].isupper()
    return token.form[0].isupper()


def _run_end(tokens: Sequence[Token], i: int, *, closed: bool) -> int:
    """The last word of the name that begins at ``i``; entities of another kind break it off.

    closed: a title has capitals everywhere, so that a name ends with its entity.
    """
    kind = tokens[i].ent
    last = i
    while last + 1 < len(tokens):
        step = _step(tokens, last)
        if step is None or (closed and not tokens[step].ent and tokens[step].pos in _BETWEEN_NAMES):
            break
        if kind and (tokens[step].ent or closed) and tokens[step].ent != kind:
            break
        kind = kind or tokens[step].ent
        last = step
    return last


def _step(tokens: Sequence[Token], last: int) -> int | None:
    """The next word of a name: a capital after a space, a hyphen with what follows it, or a small "al" or "e"."""
    following = tokens[last + 1]
    if following.form == "-" and last + 2 < len(tokens) and _is_glued(tokens, last + 1):
        after = tokens[last + 2]
        small = len(after.form) <= 3 and last + 3 < len(tokens) and tokens[last + 3].form == "-"
        return last + 2 if after.form[0].isupper() or small else None
    if following.lower in ARTICLES and not following.form[0].isupper():
        opened = _opens(tokens, last + 1)
        spaced = any(t.form[0].isupper() for t in tokens[last + 2 : last + 3]) and following.lower in SPACED_ARTICLES
        return last + 1 if opened or spaced else None
    return last + 1 if following.form[0].isupper() else None


def _is_glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether a mark stands between two words without a space."""
    return tokens[i - 1].end == tokens[i].start and i + 1 < len(tokens) and tokens[i].end == tokens[i + 1].start


def _is_article(tokens: Sequence[Token], i: int) -> bool:
    """Whether an article begins a name; "at", "as" and "an" do only where they are joined to it: "At-Tanf"."""
    if tokens[i].lower in ("at", "as", "an"):
        return i + 1 < len(tokens) and tokens[i + 1].form == "-"
    return tokens[i].lower in ARTICLES


def _run_start(tokens: Sequence[Token], first: int, last: int) -> int:
    """The run without leading words that are capitals only because a sentence begins."""
    while first <= last and not _is_article(tokens, first):
        token = tokens[first]
        if token.i == 0 and token.lower in place_words().where:
            first += 1
            continue
        if token.ent and token.pos != "DET":
            break
        if token.pos not in _NO_NAME and not (token.i == 0 and token.pos == "NOUN"):
            break
        if token.i != 0 and token.lower in place_words().directions:
            break
        first += 1
    return first


def _is_other(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a run is no place: a day, a people, a person, an organisation, or one before whom it stands."""
    words = place_words()
    run = tokens[first : last + 1]
    if run[-1].lower in words.never or all(token.lower in words.directions for token in run):
        return True
    name = fold(" ".join(token.form for token in run))
    if name in country_names():
        return False
    if {token.lower for token in run} & words.bodies and run[-1].lower not in words.sites:
        return True
    if len(run) == 1 and run[0].pos == "ADJ" and run[0].ent != "LOC":
        return True
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following and following.lower in _SPEAKING and tokens[first - 1 if first else 0].pos != "ADP":
        return True
    if following and (following.lower in words.owners or _is_adjectival(tokens, last)):
        return True
    return _is_person(tokens, first, last)


def _is_person(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the parser calls a run a person, and no word before it says that it is a place."""
    if not any(token.ent == "PER" for token in tokens[first : last + 1]):
        return False
    before = tokens[first - 1].lower if first else ""
    return not _is_kind_of(tokens, first) and place_words().where.get(before, 0) < 2


def _is_adjectival(tokens: Sequence[Token], last: int) -> bool:
    """Whether a name is part of a joined adjective: "Turkey-backed"."""
    return last + 2 < len(tokens) and tokens[last + 1].form == "-" and tokens[last + 2].form[0].islower()


def _held_area(tokens: Sequence[Token], last: int) -> int | None:
    """The last word of "X-held areas", or None."""
    words = place_words()
    if last + 3 < len(tokens) and tokens[last + 1].form == "-" and tokens[last + 2].lower in words.held:
        return last + 3 if tokens[last + 3].lower in words.areas else None
    return None


def _is_dateline(sentence: Sentence, last: int) -> bool:
    """Whether a name stands in a dateline: "BEIRUT (AP) - ", "Kyiv, Ukraine -- "."""
    tokens = sentence.tokens
    dash = next((t.i for t in tokens[:DATELINE] if t.form in ("-", "--", "\u2013", "\u2014") and t.i > last), None)
    if dash is None or tokens[dash - 1].end == tokens[dash].start:
        return False
    return all(t.form[0].isupper() or not t.is_word for t in tokens[:dash])


def _is_kind_of(tokens: Sequence[Token], first: int) -> bool:
    """Whether "village of" or "capital of" stands before a name."""
    kinds = place_words().kinds.keys() | place_words().parts | {"capital"}
    return first >= 2 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in kinds


def _own(countries: Sequence[str]) -> set[str]:
    """The report's countries whose places are known without further proof; not where places are called Church."""
    return set(countries[:OWN]) - place_words().latin


def _is_before_owner(tokens: Sequence[Token], last: int) -> bool:
    """Whether a name says whose somebody is: "the Ramadi hospital director"."""
    return any(token.lower in place_words().owners for token in tokens[last + 1 : last + 2])


def _is_possessive(tokens: Sequence[Token], last: int) -> bool:
    return any(token.form in ("'s", "'", "\u2019s", "\u2019") for token in tokens[last + 1 : last + 2])


def _with_part(tokens: Sequence[Token], first: int) -> int:
    """The first word of a name with the part of it that is meant: "eastern suburbs of"."""
    if first >= 2 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in place_words().about:
        return _with_direction(tokens, first - 2)
    return first


def _with_kind_of(sentence: Sentence, first: int, last: int) -> str:
    """A name as it is looked up: with "province of" where the text has that before it."""
    tokens = sentence.tokens
    named = first >= 2 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in place_words().kinds
    return _written(sentence, first - 2 if named else first, last)


def _is_broad(place: Place | None) -> bool:
    return (place is not None and place.precision in ("country", "region")) or (
        place is not None and place.kind == "territory"
    )


def _with_kind(tokens: Sequence[Token], last: int) -> int:
    """The last word of a name with the word that says what it is: "Anbar province", "Kweiris air base"."""
    words = place_words()
    following = [token.lower for token in tokens[last + 1 : last + 3]]
    if not following or following[0] in words.unwritten:
        return last
    if len(following) == 2 and " ".join(following) in words.pairs:
        return last + 2
    if following[0] in words.kinds or following[0] in words.sites:
        return last + 1
    return last


def _with_direction(tokens: Sequence[Token], first: int) -> int:
    """The first word of a name with what part of it is meant: "eastern", "central and northern"."""
    words = place_words()
    begin = first
    while begin and tokens[begin - 1].lower in words.directions:
        begin -= 1
        if begin >= 2 and tokens[begin - 1].lower == "and" and tokens[begin - 2].lower in words.directions:
            begin -= 1
    return begin


def _tie(tokens: Sequence[Token], first: int) -> int:
    """How closely the nearest preposition on the left ties a name to what happens."""
    words = place_words()
    tie = 0
    for token in reversed(tokens[max(0, first - REACH) : first]):
        if token.lower in words.where:
            tie = max(tie, words.where[token.lower])
            if token.lower != "of":
                return tie
        elif token.pos not in _MODIFIERS and token.lower not in words.kinds.keys() | words.parts | {"capital"}:
            return tie
    return tie


def _is_where(tokens: Sequence[Token], first: int, last: int, *, tie: int) -> bool:
    """Whether a country is a place here, and not a party to what happens."""
    words = place_words()
    before = [token.lower for token in tokens[max(0, first - 3) : first]]
    if before and (before[-1] in words.aside or "border" in before or "borders" in before):
        return False
    if _is_possessive(tokens, last):
        return tie >= TIED or any(token.lower in words.wars for token in tokens[last + 2 : last + 5])
    if last + 1 < len(tokens) and tokens[last + 1].pos == "NOUN":
        return False
    return tie >= 1
