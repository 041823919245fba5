"""What somebody speaks for, by the words of his office: a country, a ministry, a force, a party, a kind of people.

The ways of naming are tried in order (``_WAYS``); the first that knows the words decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from vigil.names.actors import actor_of, canonical, find_actors
from vigil.names.countries import Country, country_by_code, country_of, find_countries, is_adjective
from vigil.reader.offices import Holding, either, offices
from vigil.reader.phrasing import (
    BASED,
    LEADING,
    POSSESSIVE,
    Phrase,
    country_as_party,
    country_in,
    is_country_word,
    kinds_in,
    told,
)
from vigil.reader.press import by_outlet, by_state_media
from vigil.reader.sides import group_by_noun, group_told

_COMMAND = re.compile(r"(?:[A-Z][\w'-]+ )+(?:Command|Division|Brigade|Corps|Regiment|Battalion|Task Force)$")
_MONITOR = re.compile(
    r"(?:war |war-|conflict |rights |human rights )*monitor(?:ing group|ing organi[sz]ation| group)?|"
    r"(?:war-|conflict-)?monitoring (?:group|organi[sz]ation|service|body)|watchdog"
)


def name_role(phrase: Phrase) -> str:
    """The source that words without a personal name tell."""
    stripped = phrase.of(re.sub(r"\bpro-(?=opposition\b)", "", _without_likeness(LEADING.sub("", phrase.words))))
    if not stripped.words:
        return canonical(phrase.words)
    known = actor_of(stripped.words)
    if known is not None:
        return told(known, phrase.registry)
    for way in _WAYS:
        source = way(stripped)
        if source is not None:
            return canonical(source)
    return _as_written(stripped)


def _without_likeness(words: str) -> str:
    """Words without the party that another is only likened to: "Al Qaeda-linked group" is a group."""
    based = BASED.match(words)
    rest = BASED.sub("", words)
    return rest if rest and based and actor_of(words) is None and find_actors(based[0]) else words


def holding_of(words: str) -> Holding | None:
    """How the word of the holder of the office in some words is named."""
    found = _office_in(words)
    return found[1] if found else None


def _office_in(words: str) -> tuple[re.Match[str], Holding] | None:
    """The office that decides in some words: before "of", the last one that is not a mere rank or title."""
    head = re.split(r" (?:of|for|at|in|with|to|from) ", words, maxsplit=1)[0]
    everywhere = [(m, offices().holdings[m[0].lower().strip(".")]) for m in _offices(words)]
    found = [pair for pair in everywhere if pair[0].start() < len(head)] or everywhere
    ranked = [pair for pair in found if pair[1] not in ("none", "military", "police")] or found
    return ranked[-1] if ranked else None


def _offices(words: str) -> list[re.Match[str]]:
    return [m for m in offices().office_pattern.finditer(words) if m[0].lower().strip(".") in offices().holdings]


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
    if not match or not spoken_for or not _office_in(phrase.words[: match.start()]):
        return None
    return f"{offices().peoples[match[0].lower()]} officials"


def _by_official(phrase: Phrase) -> str | None:
    """ "officials", "a security source", "the authorities", with what stands before them."""
    match = either(tuple(offices().officials)).search(phrase.words)
    if not match:
        return None
    noun = offices().officials[match[0].lower()]
    before = phrase.words[: match.start()].strip()
    where = phrase.words[match.end() :]
    body = _body_before_official(phrase, before, noun)
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
    return " ".join(filter(None, (country.adjective if country else "", *kept, noun)))


def _body_before_official(phrase: Phrase, before: str, noun: str) -> str | None:
    """The body whose official speaks: an army's, a ministry's, a known party's."""
    actors = [m.actor for m in find_actors(before) if not m.actor.is_press]
    if actors:
        return told(actors[-1], phrase.registry)
    lower = before.lower()
    if lower == "ministry" or lower.endswith(" ministry"):
        return _by_body(phrase.of(before))
    if noun == "sources":
        return None
    if re.search(r"\b(?:army|military|police|navy|air force|ministry|embassy)$", lower) or " ministry" in f" {lower}":
        return _by_body(phrase.of(before))
    return None


def _by_office(phrase: Phrase) -> str | None:
    """An office: its holder's country, ministry, body or the office's own name."""
    found = _office_in(phrase.words)
    if found is None:
        return None
    match, holding = found
    rest = phrase.of(re.sub(r"'s?\s*$", "", phrase.words[: match.start()]) + phrase.words[match.end() :])
    if holding == "state":
        return _state_of(rest, match[0].lower())
    if holding == "ministry":
        return _ministry_of(phrase, match[0].lower())
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
        return _by_body(rest) or _party_in(rest) or _force(rest.of(f"{rest.words} {holding}"), holding)
    if holding == "none":
        return name_role(rest) if rest.words else None
    rest = rest.of(_without_ranks(rest.words))
    return name_role(rest) if rest.words and _tells_something(rest) else _bare_office(phrase, match)


def _without_ranks(words: str) -> str:
    """Words without the ranks at their end: "coalition Colonel" speaks for the coalition."""
    found = [m for m in _offices(words) if offices().holdings[m[0].lower().strip(".")] in ("none", "military")]
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
    return offices().office_bodies.get(match[0].lower()) or _as_written(phrase.of(match[0].lower()))


# Kinds of actors that have a president or an envoy as states have; and those that are told "president of X".
_SOVEREIGN = ("armed_group", "government", "coalition", "state")
_PRESIDED = (*_SOVEREIGN, "ngo", "monitor", "un", "party")


def _state_of(phrase: Phrase, office: str = "") -> str:
    """The state, or the party that has its own president, whom an office-holder speaks for."""
    country = country_in(phrase.words)
    led = _PRESIDED if country is None and re.match(r"(?:\w+ )?of ", phrase.words) else _SOVEREIGN
    actors = [m.actor for m in find_actors(phrase.words) if m.actor.kind in led]
    if actors:
        return actors[0].name
    if country is None and re.search(r"\bU\.?N\.?(?=\s|$)|\bUnited Nations\b", phrase.words):
        return "United Nations"
    country = country or country_by_code(offices().office_countries.get(office)) or phrase.registry.country
    if country is None:
        return _as_written(phrase)
    return "Palestinian Authority" if country.code == "PS" else country_as_party(country)


def _ministry_of(phrase: Phrase, office: str) -> str:
    """The ministry of a minister: "Turkish Health Minister" gives the Turkish Health Ministry."""
    words = phrase.words
    portfolio = either(offices().portfolios).search(words)
    region = _region_before(words, portfolio)
    country = country_in(words) or country_by_code(offices().office_countries.get(office)) or phrase.registry.country
    if portfolio is None:
        return _state_of(phrase)
    return _ministry(portfolio[0], region, country)


def _ministry(portfolio: str, region: str | None, country: Country | None) -> str:
    """A ministry by adjective and portfolio, US departments by their own names."""
    told = offices().portfolio_names.get(portfolio.lower(), portfolio.title())
    if country and country.code == "US" and region is None:
        return canonical(f"US {told} Department")
    if country and country.code == "GB" and told == "Foreign":
        return canonical("British Foreign Office")
    adjective = region or (country.adjective if country else "")
    return canonical(f"{adjective} {told} Ministry".strip())


def _region_before(words: str, portfolio: re.Match[str] | None) -> str | None:
    """A province whose own minister it is: "Balochistan Home Minister"."""
    if portfolio is None:
        return None
    before = POSSESSIVE.sub("", words[: portfolio.start()]).strip()
    match = re.search(r"((?:[A-Z][\w-]+ ?)+)$", before)
    region = match[1].strip() if match else ""
    if region and (capital := country_of(region)) is not None and capital.capital == region:
        return None
    if not region or is_adjective(region.split()[-1]) or region.split()[-1] in ("Deputy", "Vice", "Acting", "Former"):
        return None
    country = country_of(region)
    return None if country and (country.name == region or region in country.forms) else region


def _own_office(phrase: Phrase, match: re.Match[str]) -> str:
    """An office that keeps its name, with the adjective of its country or its place: "Egyptian chief prosecutor"."""
    office = match[0].lower()
    before = POSSESSIVE.sub("", phrase.words[: match.start()]).strip()
    if before.lower() in ("regional", "provincial", "local", "state", "district"):
        before = ""
    after = re.match(r" (?:of|for|in) (?:the )?(.+)", phrase.words[match.end() :])
    place = after[1] if after else ""
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
    return f"{_as_name(city)} {office}" if city else office


def _as_name(city: str) -> str:
    """A place of a dateline in the spelling of names: "ANKARA"."""
    return city.title() if city.isupper() and len(city) > 3 else city


def _by_kind(phrase: Phrase) -> str | None:
    """A kind of people, in the plural, with the adjective that the phrase has."""
    head = re.split(r" (?:of|for|at|from|in|on|with|near|fleeing|leaving|living|inside|outside) ", phrase.words)[0]
    match = next((m for m in kinds_in(phrase.words) if m.end() == len(head)), None)
    if not match or any(m.end <= match.start() or m.end > match.end() for m in find_actors(head)):
        return None
    kind = offices().kinds[match[0].lower().strip(".")]
    before = phrase.words[: match.start()]
    if kind == "hospitals":
        return _place_name(phrase)
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


def _by_place(phrase: Phrase) -> str | None:
    """ "the mayor's office", "city hall in Luhansk", whatever else the phrase holds."""
    office = re.fullmatch(r"(.+)'s office", phrase.words)
    if office and holding_of(office[1]) == "state":
        return _state_of(phrase.of(office[1]))
    if re.search(r"\b(?:\w+'s office|city hall|town hall)\b", phrase.words, re.IGNORECASE) and not find_actors(
        phrase.words
    ):
        return _place_name(phrase)
    return None


def _by_body(phrase: Phrase) -> str | None:
    """A force, a ministry, the government, or a body that goes by a place."""
    actors = [m.actor for m in find_actors(phrase.words) if not m.actor.is_press and m.actor.kind != "state"]
    if actors and not re.search(r"\bpolice\b", phrase.words.lower()):
        return told(actors[-1], phrase.registry)
    lower = phrase.words.lower()
    if re.search(r"\b(?:ministry|department)$", lower) and (known := _ministry_before(phrase)):
        return known
    ministry = either(offices().ministries).search(lower)
    if ministry and (named := _ministry_told(phrase)):
        return named
    force = either(tuple(offices().forces)).search(lower)
    if force:
        return _force(phrase, offices().forces[force[0].strip(".")])
    if lower.split()[-1:] and lower.split()[-1] in offices().states:
        return _state_of(phrase)
    if either(offices().places).search(lower):
        return _place_name(phrase)
    return None


def _ministry_before(phrase: Phrase) -> str | None:
    """ "the ministry": the one that the text names, where it names one only."""
    if phrase.words.lower() != "ministry":
        return None
    names = "|".join(sorted(offices().portfolios, key=len, reverse=True))
    told = re.findall(
        rf"((?:[\w.]+'s |\b(?!The)[A-Z]\w+ )?\b(?i:{names}) (?i:ministry)|(?i:ministry of (?:the )?(?:{names}))\b)",
        phrase.registry.plain,
    )
    named = {name for words in told if (name := _ministry_told(phrase.of(words)))}
    return named.pop() if len(named) == 1 else None


def _ministry_told(phrase: Phrase) -> str | None:
    """ "the Ministry of Health", "Russia's Defense Ministry", "the interior ministry"."""
    portfolio = either(offices().portfolios).search(phrase.words)
    if portfolio is None:
        return None
    country = country_in(phrase.words) or phrase.registry.country_of_body("ministry", phrase.at)
    before = phrase.words[: portfolio.start()]
    if _is_towns_department(phrase.words, before):
        return _as_written(phrase)
    return _ministry(portfolio[0], None if "inistry of" in before else _region_before(phrase.words, portfolio), country)


def _is_towns_department(words: str, before: str) -> bool:
    """Whether a department is a town's or a province's own, told under its name: "Basra health department"."""
    where = POSSESSIVE.sub("", before).strip()
    return words.endswith("department") and where[:1].isupper() and not is_country_word(where)


def _force(phrase: Phrase, force: str) -> str:
    """A force with its country's adjective or its place: "Kirkuk police", "Pakistani military"."""
    words = POSSESSIVE.sub("", phrase.words)
    before = re.split(rf"\b{re.escape(force.split()[0])}\b", words, maxsplit=1, flags=re.IGNORECASE)[0].strip()
    place = re.search(r"\b([A-Z][\w-]+(?: [A-Z][\w-]+)?)$", before)
    after = re.search(r" (?:in|of|for) (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)?)", words)
    country = country_in(before) or country_in(words)
    mention = country_of(place[1]) if place else None
    own = re.search(r"\b((?:[A-Z][\w-]+ )+)(?:[A-Z][\w-]+ )*(?:Forces?|Police|Services?|Army|Guard)$", words)
    if (
        own
        and any(not is_country_word(w) and country_of(w) is None for w in words.split()[:-2])
        and len(words.split()) > 2
    ):
        return _as_written(phrase)
    named_place = place[1] if place and not is_country_word(place[1]) and (mention or force == "police") else None
    if named_place is None and after and not is_country_word(after[1]) and force == "police":
        named_place = after[1]
    if named_place and force in ("police", "security forces"):
        return f"{named_place} {force}"
    country = country or phrase.registry.country_of_body(force, phrase.at)
    return canonical(f"{country.adjective} {force}") if country else force


def _place_name(phrase: Phrase) -> str:
    """A body that goes by a place: "city hall in Luhansk", "the mayor's office", "Fallujah hospital"."""
    words = phrase.words
    inner = re.match(r"^([\w' ]+?) (?:in|of) (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)*)(?:, .*)?$", words)
    if inner and inner[1][0].isalpha() and not re.search(r"[A-Z]", inner[1][1:]):
        country = country_of(inner[2])
        place = country.adjective if country and inner[2] == country.name else inner[2]
        return f"{place} {inner[1][0].lower()}{inner[1][1:]}" if not is_country_word(inner[1].split()[0]) else inner[1]
    if re.match(r"^(?:the )?(?:mayor|governor)'s office$|^city hall$|^town hall$", words, re.IGNORECASE):
        city = phrase.registry.city_before(phrase.at)
        return f"{_as_name(city)} {words.lower()}" if city else words.lower()
    possessive = re.match(r"^([A-Z][\w.]+(?: [A-Z]\w+)?)'s (.+)$", words)
    if possessive and (country := country_of(possessive[1])):
        owner = country.adjective if is_country_word(possessive[1]) else possessive[1]
        return f"{owner} {possessive[2]}"
    return _as_written(phrase)


def _by_actor(phrase: Phrase) -> str | None:
    """A known party anywhere in the phrase: "SDF spokesman", "the Hamas-run television"."""
    return _party_in(phrase)


def _party_in(phrase: Phrase) -> str | None:
    found = [m.actor for m in find_actors(phrase.words)]
    others = [a for a in found if not a.is_press] or found
    return told(others[0], phrase.registry) if others else None


def _by_country(phrase: Phrase) -> str | None:
    """The country itself, by name or by its capital: "Ankara said"."""
    found = find_countries(phrase.words)
    whole = [m for m in found if m.by in ("name", "capital") and m.start == 0 and m.end >= len(phrase.words) - 2]
    return country_as_party(whole[0].country) if whole else None


def _as_written(phrase: Phrase) -> str:
    """Words that nothing is known of: without article and possessive ending, "U.S." as "US"."""
    words = re.sub(r"\bU\.S\.", "US", phrase.words)
    words = re.sub(r"\bU\.N\.", "UN", words).removesuffix("'s")
    possessive = re.match(r"^(.+?)'s (.+)$", words)
    if possessive and (country := country_of(possessive[1])) and is_country_word(possessive[1]):
        words = f"{country.adjective} {possessive[2]}"
    elif possessive and possessive[2].split()[-1].lower() in (
        "branch",
        "office",
        "wing",
        "arm",
        "chapter",
        "department",
    ):
        words = possessive[1]
    return canonical(words)


_WAYS: tuple[Callable[[Phrase], str | None], ...] = (
    _by_short, _by_people, by_outlet, by_state_media, _by_kind, _by_group, _by_official, _by_place, _by_office,
    _by_body, _by_actor, _by_country,
)  # fmt: skip
"""The ways of naming, in the order in which they are tried."""
