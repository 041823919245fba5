"""What somebody speaks for, by the words of his office: a country, a ministry, a force, a party, a kind of people.

The ways of naming are tried in order (``_WAYS``); the first that knows the words decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from vigil.names.actors import actor_of, canonical, find_actors
from vigil.names.countries import country_by_code, country_of, find_countries
from vigil.reader.bodies import (
    as_name,
    as_written,
    by_body,
    by_country,
    by_place,
    force_of,
    ministry_of,
    place_name,
    region_told,
    state_of,
)
from vigil.reader.offices import either, offices
from vigil.reader.phrasing import (
    BASED,
    LEADING,
    POSSESSIVE,
    Phrase,
    country_in,
    holding_of,
    is_country_word,
    kinds_in,
    office_in,
    offices_in,
    told,
)
from vigil.reader.press import by_outlet, by_state_media
from vigil.reader.sides import group_by_noun, group_told

_COMMAND = re.compile(r"(?:[A-Z][\w'-]+ )+(?:Command|Division|Brigade|Corps|Regiment|Battalion|Task Force)$")
_MONITOR = re.compile(
    r"(?:war |war-|conflict |rights |human rights )*monitor(?:ing group|ing organi[sz]ation| group)?|"
    r"(?:war-|conflict-)?monitoring (?:group|organi[sz]ation|service|body)|watchdog"
)


_COUNCIL = re.compile(r"([A-Z][\w.]+)(?:'s)? ((?:[A-Z][\w-]+ )+(?:Council|Directorate|Commission|Agency|Committee))")
"""Bodies that keep their name behind their country's."""
_RELIEF = re.compile(r"(?:[A-Z][\w-]+ )+Red (?:Cross|Crescent)(?: Society)?")
"""Societies of many lands, each known by its own name."""


def name_role(phrase: Phrase) -> str:
    """The source that words without a personal name tell."""
    stripped = phrase.of(re.sub(r"\bpro-(?=opposition\b)", "", _without_likeness(LEADING.sub("", phrase.words))))
    if not stripped.words:
        return canonical(phrase.words)
    known = actor_of(stripped.words) or actor_of(phrase.words)
    if known is not None:
        return told(known, phrase.registry)
    if _RELIEF.fullmatch(stripped.words):
        return canonical(stripped.words)
    for way in _WAYS:
        source = way(stripped)
        if source is not None:
            return canonical(source)
    return as_written(stripped)


def _without_likeness(words: str) -> str:
    """Words without the party that another is only likened to: "Al Qaeda-linked group" is a group."""
    based = BASED.match(words)
    rest = BASED.sub("", words)
    return rest if rest and based and actor_of(words) is None and find_actors(based[0]) else words


def tells_body(words: str) -> bool:
    """Whether words name a party, a country, a force or a kind of people."""
    lower = words.lower()
    nouns = (*offices().forces, *offices().kinds, *offices().officials, *offices().ministries, *offices().places)
    return bool(find_actors(words) or find_countries(words) or either(nouns).search(lower))


def _by_short(phrase: Phrase) -> str | None:
    """A short form that the text introduces, or what a known name is called for short."""
    if full := phrase.registry.full_name(BASED.sub("", phrase.words)):
        return full
    lower = BASED.sub("", phrase.words.lower())
    if _MONITOR.fullmatch(lower):
        monitors = phrase.registry.actors_of_kind("monitor")
        return monitors[0].name if monitors else "monitors" if lower.startswith("monitor") else None
    if re.fullmatch(r"(?:\w+ )?(?:aid|relief|rights|humanitarian) (?:group|agency|charity|organi[sz]ation)", lower):
        bodies = phrase.registry.actors_of_kind("ngo", "un")
        return bodies[0].name if len(bodies) == 1 else None
    if re.fullmatch(r"(?:military )?(?:coalition|alliance)(?: forces)?", lower):
        coalitions = phrase.registry.actors_of_kind("coalition")
        return coalitions[0].name if coalitions else None
    return None


def _by_group(phrase: Phrase) -> str | None:
    """Common nouns that stand for an armed party: "the militants", "a rebel commander"."""
    lower = phrase.words.lower()
    match = re.match(
        r"^(?:\w+[ -])?(" + "|".join(map(re.escape, sorted(offices().groups, key=len, reverse=True))) + r")\b", lower
    )
    if match and not find_actors(phrase.words):
        return group_told(lower, match[1], phrase.registry)
    if re.fullmatch(
        r"(?:[\w-]+ ){0,2}(?:group|organi[sz]ation|movement|faction|militia|alliance)", lower
    ) and not holding_of(lower):
        return group_by_noun("the " + lower, lower, phrase.registry)
    return None


def _by_people(phrase: Phrase) -> str | None:
    """Who speaks for a people: "a spokesman for Kurds in the town" gives Kurdish officials."""
    match = either(tuple(offices().peoples)).search(phrase.words)
    spoken_for = match and re.search(r"\b(?:for|of)(?: the)?(?: \w+)?$", phrase.words[: match.start()].strip())
    if not match or not spoken_for or not office_in(phrase.words[: match.start()]):
        return None
    return f"{offices().peoples[match[0].lower()]} officials"


_IN_HOSPITAL = re.compile(
    r"\b(?:doctors?|nurses?|medics?|surgeons?|physicians?|paramedics?|superintendent|director|head|chief|staff|workers?"
    r"|sources?|officials?|spokes(?:man|woman|person)|administrator)\b,? (?:at|of|in|from|with|for) (?P<body>.+)$",
    re.IGNORECASE,
)
_HOSPITAL = re.compile(
    r"^(?:the |a |an )?"
    r"(?P<name>(?:[\w'.-]+ ){0,5}?(?:hospital|clinic|medical (?:cent(?:er|re)|complex)|infirmary|morgue))"
    r"(?: in (?:the )?(?P<place>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?))?\b",
    re.IGNORECASE,
)


def _by_hospital(phrase: Phrase) -> str | None:
    """Those who work at a hospital that is named: "a doctor at Basra general hospital" speaks for it."""
    works = _IN_HOSPITAL.search(phrase.words)
    found = _HOSPITAL.match(works["body"]) if works else None
    if found is None:
        return None
    name = re.sub(r"^(?:[A-Z][\w-]+'s) (?=(?:[A-Z][\w.-]+ )+)", "", found["name"])
    name = re.sub(r"'s (?:(?:main|only|largest|biggest|central|general) )?(?=[a-z]+$)", " ", name)
    if found["place"] and name.islower():
        return f"{found['place']} {name}"
    return as_written(phrase.of(name)) if any(c.isupper() for c in name) else None


def _by_official(phrase: Phrase) -> str | None:
    """ "officials", "a security source", "the authorities", with what stands before them."""
    match = either(tuple(offices().officials)).search(phrase.words)
    if not match:
        return None
    noun = offices().officials[match[0].lower()]
    before = phrase.words[: match.start()].strip()
    where = phrase.words[match.end() :]
    body = _body_of_official(phrase, where) or _body_before_official(phrase, before, noun)
    if body is not None:
        return body
    keep, drop = offices().official_modifiers["keep"], offices().official_modifiers["drop"]
    country = country_in(before) or (country_in(where) if noun == "officials" else None)
    kept = [w for w in before.lower().split() if w in keep and not (w in drop and noun == "officials")]
    adds = noun == "officials" and (not kept or kept[-1] in offices().official_modifiers["country"])
    if (
        country is None
        and re.search(r"\b[Dd]efense$", before)
        and any(m.actor.name == "US Department of Defense" for m in phrase.registry.actors)
    ):
        country = country_by_code("US")
    if country is None and adds:
        country = phrase.registry.country_of_body(noun, phrase.at)
    own = re.match(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?(?= |$)", before)
    is_place = own is not None and all(m.by == "city" for m in find_countries(own[0]))
    if match[0].lower().startswith("official") and own and is_place and own[0].lower() not in (*keep, *drop):
        return " ".join((own[0], *kept, noun))  # a town's or a province's: "Gaza health officials"
    return " ".join(filter(None, (country.adjective if country else "", *kept, noun)))


def _body_before_official(phrase: Phrase, before: str, noun: str) -> str | None:
    """The body whose official speaks: an army's, a ministry's, a known party's."""
    actors = [m.actor for m in find_actors(before) if not m.actor.is_press]
    if actors:
        return told(actors[-1], phrase.registry)
    lower = before.lower()
    if lower == "ministry" or lower.endswith(" ministry"):
        return by_body(phrase.of(before))
    if noun == "sources":
        return None
    if re.search(r"\b(?:army|military|police|navy|air force|ministry|embassy)$", lower) or " ministry" in f" {lower}":
        return by_body(phrase.of(before))
    return None


def _body_of_official(phrase: Phrase, where: str) -> str | None:
    """The body that an official is told to be of: "an official at the Interior Ministry", "in the coalition"."""
    told_of = re.match(r" (?:at|in|of|with|from|for) (?:the )?(?P<body>.+)$", where)
    if told_of is None:
        return None
    body = told_of["body"]
    ministry = re.match(r"(?:[\w.'-]+ ){0,4}?(?:[Mm]inistry|[Dd]epartment)(?: of (?:the )?[A-Z]\w+)?(?= in |$)", body)
    if ministry:
        return by_body(phrase.of(ministry[0]))
    actors = [m.actor for m in find_actors(body) if m.start <= 4 and not m.actor.is_press and m.actor.kind != "state"]
    return told(actors[0], phrase.registry) if actors else None


def _by_office(phrase: Phrase) -> str | None:
    """An office: its holder's country, ministry, body or the office's own name."""
    found = office_in(phrase.words)
    if found is None:
        return None
    match, holding = found
    told = re.sub(r"'s?\s*$", "", phrase.words[: match.start()]) + phrase.words[match.end() :]
    rest = phrase.of(re.sub(r"^\s*(?:for|of|with|at) (?:the )?", "", told))
    if holding == "state":
        return state_of(rest, match[0].lower())
    if holding == "ministry":
        return ministry_of(phrase, match[0].lower())
    if holding == "person":
        return as_written(phrase)
    if holding == "own":
        return _own_office(phrase, match)
    if holding == "body" and re.fullmatch(r"(?:[A-Z]\w+ )+(?:regional|provincial|district|state)", rest.words):
        return f"{rest.words} government"
    if holding == "body" and not rest.words:
        return _bare_office(phrase, match)
    if holding == "police" and re.search(r"\b[A-Z]\w+ State$", rest.words):
        return f"{rest.words} police"
    if holding in ("military", "police"):
        if command := _COMMAND.search(re.sub(r"^.* of (?:the )?", "", rest.words)):
            return command[0]
        return by_body(rest) or _party_in(rest) or force_of(rest.of(f"{rest.words} {holding}"), holding)
    if holding == "none":
        return name_role(rest) if rest.words else None
    rest = rest.of(_without_ranks(rest.words))
    return name_role(rest) if rest.words and _tells_something(rest) else _bare_office(phrase, match)


def _without_ranks(words: str) -> str:
    """Words without the ranks at their end: "coalition Colonel" speaks for the coalition."""
    found = [m for m in offices_in(words) if offices().holdings[m[0].lower().strip(".")] in ("none", "military")]
    last = found[-1] if found else None
    cut = last is not None and last.end() == len(words.rstrip()) and last.start() > 0
    return _without_ranks(words[: last.start()].strip()) if last is not None and cut else words


def _tells_something(phrase: Phrase) -> bool:
    lower = phrase.words.lower()
    told = tells_body(phrase.words) or phrase.registry.full_name(phrase.words.split()[0]) is not None
    nouns = either((*offices().groups, *offices().states, *offices().group_nouns, "coalition", "monitor", "court"))
    return (
        told
        or bool(nouns.search(lower))
        or any(w[0].isupper() for w in phrase.words.split()[1:] or phrase.words.split())
    )


def _bare_office(phrase: Phrase, match: re.Match[str]) -> str | None:
    """An office told without its body: "a spokesman" is told as written."""
    return offices().office_bodies.get(match[0].lower()) or as_written(phrase.of(match[0].lower()))


def _own_office(phrase: Phrase, match: re.Match[str]) -> str:
    """An office that keeps its name, with the adjective of its country or its place: "Egyptian chief prosecutor"."""
    office = match[0].lower()
    before = POSSESSIVE.sub("", phrase.words[: match.start()]).strip()
    if before.lower() in ("regional", "provincial", "region", "province", "local", "state", "district"):
        before = region_told(phrase) or ""
    after = re.match(r" (?:of|for|in) (?:the )?(.+)", phrase.words[match.end() :])
    place = after[1] if after else ""
    if town := re.match(r"(?:[A-Z][\w-]+ )+(?:municipality|municipal council|city council)\b", place):
        return town[0]
    owner = re.match(r"(?:[\w.]+'s )?(.+)", place)
    if place and owner and not is_country_word(owner[1]):
        place = re.sub(r" (?:region|province|city|town|state|district|county)$", "", owner[1] if owner else place)
        return f"{office.capitalize()} of {place}" if office in offices().of_place else f"{place} {office}"
    country = country_in(before) or country_in(place)
    named = country_of(before)
    if country and (not before or named is None or before in (country.name, country.adjective, *country.forms)):
        extra = " ".join(w for w in before.split() if country_of(w) is None and w[0].islower())
        return " ".join(filter(None, (country.adjective, extra, office)))
    if before:
        return f"{before} {office}"
    country = phrase.registry.country
    return (
        f"{country.adjective} {office}"
        if country and office not in ("mayor", "governor")
        else _place_of(phrase, office)
    )


def _place_of(phrase: Phrase, office: str) -> str:
    city = phrase.registry.city_before(phrase.at)
    return f"{as_name(city)} {office}" if city else office


def _by_kind(phrase: Phrase) -> str | None:
    """A kind of people, in the plural, with the adjective that the phrase has."""
    head = re.split(r" (?:of|for|at|from|in|on|with|near|fleeing|leaving|living|inside|outside) ", phrase.words)[0]
    match = next((m for m in kinds_in(phrase.words) if m.end() == len(head)), None)
    if not match or any(m.end <= match.start() or m.end > match.end() for m in find_actors(head)):
        return None
    kind = offices().kinds[match[0].lower().strip(".")]
    if kind == "relatives" and re.match(r" of (?:\w+-)?(?:\w+|\d+)$", phrase.words[match.end() :]):
        return "residents"  # "a mother of six" is nobody's relative here
    before = phrase.words[: match.start()]
    if kind == "hospitals":
        return place_name(phrase)
    country = next(
        (m.country for m in find_countries(before) if m.by in ("adjective", "name") and m.end >= len(before.strip())),
        None,
    )
    modifiers = [
        w
        for w in before.lower().split()
        if w in ("local", "opposition", "foreign", "western", "kurdish", "anti-government")
    ]
    shown = [w.title() if w in ("western", "kurdish") else w for w in modifiers if w not in kind.split()]
    return " ".join(filter(None, (country.adjective if country else "", *shown, kind)))


def _by_council(phrase: Phrase) -> str | None:
    """A body of state that has a name of its own: "the Afghan National Security Council"."""
    named = _COUNCIL.fullmatch(phrase.words)
    country = country_of(named[1]) if named and is_country_word(named[1]) else None
    return f"{country.adjective} {named[2]}" if named and country else None


def _by_actor(phrase: Phrase) -> str | None:
    """A known party anywhere in the phrase: "SDF spokesman", "the Hamas-run television"."""
    return _party_in(phrase)


def _party_in(phrase: Phrase) -> str | None:
    found = [m.actor for m in find_actors(phrase.words)]
    others = [a for a in found if not a.is_press] or found
    return told(others[0], phrase.registry) if others else None


_WAYS: tuple[Callable[[Phrase], str | None], ...] = (
    _by_short, _by_council, _by_hospital, _by_people, by_outlet, by_state_media, _by_kind, _by_group, _by_official,
    by_place, _by_office, by_body, _by_actor, by_country,
)  # fmt: skip
"""The ways of naming, in the order in which they are tried."""
