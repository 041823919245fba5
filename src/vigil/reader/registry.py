"""Who and where a whole text speaks of, read before any claim: countries, armed parties, persons, short forms.

Later sentences are told by earlier ones: "the monitor", "Haddad", "the jihadists", "the military" get names here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from vigil.names.actors import Actor, ActorMention, actor_of, canonical, find_actors
from vigil.names.countries import Country, CountryMention, country_of, find_countries
from vigil.names.people import same_person
from vigil.reader.offices import offices
from vigil.reader.people import Person, find_people
from vigil.reader.text import Text

_LEAD = 700
"""Characters of the text in which the country and the party that it is about are mostly named."""

SOLDIERY = ("soldiers", "soldier", "troops", "troop", "service members", "marines")
"""Nouns of a state's soldiers: "the troops" are those whose land was told before."""

_NEAR_BODY = 600
"""Characters over which "the army" is still the one that was told of with its country."""

_DATELINE = re.compile(
    r"^\W*([A-Z][A-Z' .-]{2,30}(?:, [A-Z][\w. ]+)?)(?: \(\w[\w /]*\))? ?(?:-+|--|\u2014|\u2013) ?", re.MULTILINE
)
_SHORT = re.compile(r"((?:(?:[A-Z][\w'.-]*|of|for|the|and|al|in|de|-) ?){2,9})\(([A-Z][A-Za-z.-]{1,9})\)")
_LINKED = re.compile(r"[ -](?:linked|affiliated|aligned|inspired|allied|backed)\b")
_LINKED_TO = re.compile(
    r"\b(?:linked|tied|affiliated|allied|loyal|allegiance|close|similar|aligned|linked up) (?:to|with) (?:the )?$"
)
_CLAIMED = re.compile(r"\b(?:claim(?:ed|s|ing)|took|taken) (?:the )?responsibility\b")
_GROUP_NAME = re.compile(
    r"\b((?:[A-Z][\w'-]+ |al-|of (?:the )?){1,5}"
    r"(?:Front|Brigades?|Army|Movement|Militia|Battalions?|Liberation|Fighters|Force|Forces|Martyrs|Jihad|Mujahideen|Cartel|Gang))\b"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A force or body told with its country: "Kenyan police". noun: what it is, in lower case."""

    at: int
    noun: str
    country: Country


@dataclass(frozen=True)
class Registry:
    """What a text names. countries and groups: those most told of first. shorts: short form -> full name.

    agency: the wire whose text it is, by its canonical name.
    """

    plain: str
    countries: tuple[Country, ...]
    groups: tuple[Actor, ...]
    persons: tuple[Person, ...]
    shorts: dict[str, str]
    bodies: tuple[Body, ...]
    actors: tuple[ActorMention, ...]
    places: tuple[CountryMention, ...]
    agency: str | None = None

    @classmethod
    def of(cls, text: Text) -> Registry:
        """Read a whole text."""
        plain = text.plain
        places = _outside(find_countries(plain), text)
        actors = tuple(m for m in _outside(find_actors(plain), text) if not _only_likened(plain, m))
        return cls(
            plain=plain,
            countries=_rank_countries(text, places),
            groups=_rank_groups(text, actors),
            persons=find_people(text),
            shorts=_find_shorts(plain),
            bodies=_find_bodies(plain, places),
            actors=actors,
            places=places,
            agency=canonical(text.report.agency) if text.report.agency else None,
        )

    @property
    def country(self) -> Country | None:
        """The country that the text is about."""
        return self.countries[0] if self.countries else None

    @property
    def main_group(self) -> Actor | None:
        """The armed party that the text is about: whom "the militants" mean."""
        return self.groups[0] if self.groups else None

    def person(self, name: str, at: int | None = None) -> Person | None:
        """The person whom a name means; the last one told before ``at`` where several bear it."""
        same = [p for p in self.persons if same_person(name, p.name)]
        exact = [p for p in same if p.name.split()[-1] == name.split()[-1]] or same
        before = [p for p in exact if at is None or p.at <= at]
        return next(reversed(before or exact), None)

    def full_name(self, short: str) -> str | None:
        """The full name of a short form that the text itself introduces ("the Observatory")."""
        return self.shorts.get(short)

    def group_called(self, bents: tuple[str, ...]) -> Actor | None:
        """The armed party most told of that has one of these bents; any bent where none is asked."""
        return next((g for g in self.groups if not bents or g.bent in bents), None)

    def country_of_body(self, noun: str, at: int) -> Country | None:
        """Whose army, police or ministry is meant at an offset: as told shortly before, else the main country's.

        Where the main country's own is never told of, it is the one told before, else later.
        """
        told = [body for body in self.bodies if body.noun == noun]
        before = [body for body in told if body.at <= at]
        near = bool(before) and at - before[-1].at <= _NEAR_BODY
        own = any(body.country == self.country for body in self.bodies)
        if own and not near:
            return self.country
        return before[-1].country if before else told[0].country if told else self.country

    def actors_of_kind(self, *kinds: str) -> tuple[Actor, ...]:
        """The known actors of some kinds that the text names, those most named first."""
        return tuple(a for a, _ in self._actor_counts.most_common() if a.kind in kinds)

    def city_before(self, at: int) -> str | None:
        """The last city named before an offset, as written."""
        cities = [p for p in self.places if p.start < at and p.by in ("city", "capital")]
        return self.plain[cities[-1].start : cities[-1].end] if cities else None

    @cached_property
    def _actor_counts(self) -> Counter[Actor]:
        return Counter(mention.actor for mention in self.actors)


def body_called(noun: str) -> str:
    """What kind of body a noun tells: soldiers and troops are one."""
    return "troops" if noun in SOLDIERY else offices().forces.get(noun, noun)


def _only_likened(plain: str, mention: ActorMention) -> bool:
    """Whether a party is only told to say whom another is close to: "an al-Qaeda-linked group", "loyal to IS"."""
    return bool(
        _LINKED.match(plain, mention.end) or _LINKED_TO.search(plain, max(0, mention.start - 40), mention.start)
    )


def _outside(mentions: tuple, text: Text) -> tuple:  # type: ignore[type-arg]  # of any mention with a start
    """The mentions that stand in the report's own sentences."""
    spans = [(s.start, s.end) for s in text.sentences]
    return tuple(m for m in mentions if any(start <= m.start < end for start, end in spans))


def _rank_countries(text: Text, places: tuple[CountryMention, ...]) -> tuple[Country, ...]:
    """Countries by how much is told of them; the lead and the dateline count more, far-away powers less."""
    weight: Counter[Country] = Counter()
    begin = text.sentences[0].start if text.sentences else 0
    dateline = _DATELINE.match(text.plain, begin)
    for place in places:
        points = 2.0 if place.start < begin + _LEAD else 1.0
        if dateline and place.start < dateline.end():
            points = 3.0
        points *= {"city": 1.2, "name": 1.0, "people": 0.7, "capital": 0.8, "adjective": 0.8}[place.by]
        weight[place.country] += points * _reach(place.country)  # type: ignore[assignment]
    return tuple(country for country, _ in weight.most_common())


def _reach(country: Country) -> float:
    """How far a mention tells where a report plays: powers that act everywhere tell less."""
    return {"US": 0.45, "RU": 0.6, "GB": 0.6, "FR": 0.7, "IR": 0.8}.get(country.code, 1.0)


def _rank_groups(text: Text, actors: tuple[ActorMention, ...]) -> tuple[Actor, ...]:
    """Armed parties by how much is told of them; who claims the deed comes first."""
    weight: Counter[Actor] = Counter()
    begin = text.sentences[0].start if text.sentences else 0
    mentions = [*actors, *_unlisted_groups(text.plain, actors)]
    for mention in mentions:
        if mention.actor.is_armed_group:
            weight[mention.actor] += 2 if mention.start < begin + _LEAD else 1
    for claim in _CLAIMED.finditer(text.plain):
        sentence = text.sentence_at(claim.start())
        claimants = [
            m for m in mentions if m.actor in weight and sentence and sentence.start <= m.start < claim.start()
        ]
        if claimants:
            weight[claimants[-1].actor] += 4
    return tuple(actor for actor, _ in weight.most_common())


def _unlisted_groups(plain: str, known: tuple[ActorMention, ...]) -> Iterable[ActorMention]:
    """Armed parties on no list, known by the last word of their name: "Free Highlands Front"."""
    for match in _GROUP_NAME.finditer(plain):
        name = re.sub(r"^(?:of (?:the )?|[Tt]he )+", "", match[1])
        start = match.end(1) - len(name)
        taken = any(m.start < match.end() and start < m.end for m in known)
        if not taken and len(name.split()) > 1 and not _is_states(name):
            yield ActorMention(start, match.end(1), Actor(name=name, kind="armed_group"))


def _is_states(name: str) -> bool:
    """Whether a force is a state's: "Kenyan Air Force"."""
    words = name.split()
    return country_of(words[0]) is not None or words[0] in {
        "Air",
        "Security",
        "Special",
        "Armed",
        "Police",
        "Task",
        "Royal",
    }


def _find_shorts(plain: str) -> dict[str, str]:
    """Short forms that the text introduces: "X (ABC)", and the telling word of a known name ("the Observatory")."""
    shorts: dict[str, str] = {}
    for match in _SHORT.finditer(plain):
        full, short = match[1].strip(), match[2]
        full = _initials_of(full, short)
        if full and country_of(short) is None:
            shorts.setdefault(short, canonical(full))
    for mention in find_actors(plain):
        word = re.search(
            r"(?:^| )(Observatory|Network|Coalition|Commission|Council|Brigades?|Front)\b", mention.actor.name
        )
        if word:
            shorts.setdefault(word[1], mention.actor.name)
    return shorts


def _initials_of(full: str, short: str) -> str | None:
    """The end of ``full`` whose capitals spell ``short``, or all of it where the word before is known; else None."""
    words = full.split()
    letters = [c for c in short if c.isupper()]
    for i in range(len(words)):
        capitals = [w[0] for w in re.split(r"[ -]", " ".join(words[i:])) if w and w[0].isupper()]
        if capitals == letters or (actor_of(" ".join(words[i:])) is not None):
            return " ".join(words[i:])
    return None


def _find_bodies(plain: str, places: tuple[CountryMention, ...]) -> tuple[Body, ...]:
    """Forces and offices told with their country straight before them: "Israel's military", "Somali officials"."""
    nouns = (
        *offices().forces, *offices().officials, *offices().ministries, *offices().states, "military official",
        *SOLDIERY,
    )  # fmt: skip
    found = []
    for place in places:
        if place.by == "city":
            continue
        following = re.match(r"(?:'s?)?((?: [\w'-]+){1,4})", plain[place.end : place.end + 60])
        words = following[1].lower().split() if following else []
        noun = next(
            (" ".join(words[i : i + n]) for i in range(3) for n in (2, 1) if " ".join(words[i : i + n]) in nouns), None
        )
        if noun:
            found.append(Body(place.start, body_called(noun), place.country))
    return tuple(found)
