"""Bodies by what they are: a state, a ministry, a force, whatever goes by the name of its place."""

from __future__ import annotations

import re

from vigil.names.actors import canonical, find_actors
from vigil.names.countries import Country, country_by_code, country_of, find_countries, is_adjective
from vigil.reader.offices import either, offices
from vigil.reader.phrasing import POSSESSIVE, Phrase, country_as_party, country_in, holding_of, is_country_word, told

# Kinds of actors that have a president or an envoy as states have; and those that are told "president of X".
_SOVEREIGN = ("armed_group", "government", "coalition", "state")
_PRESIDED = (*_SOVEREIGN, "ngo", "monitor", "un", "party")
_PROVINCIAL = re.compile(r"(?:provincial|regional)\b", re.IGNORECASE)
_CHIEF_MINISTER = re.compile(
    r"((?:[A-Z][\w-]+(?:'s)? )*?)[Cc]hief [Mm]inister(?: (?:of|for) (?:the )?((?:[A-Z][\w-]+ ?)+))?"
)


def state_of(phrase: Phrase, office: str = "") -> str:
    """The state, or the party that has its own president, whom an office-holder speaks for."""
    country = country_in(phrase.words)
    if re.match(r"(?:the )?(?:special |former )?(?:U\.?N\.?|United Nations)(?:'s)?(?=\s|$)", phrase.words):
        return "United Nations"  # "the U.N. envoy to Iraq" is not Iraq's
    led = _PRESIDED if country is None and re.match(r"(?:\w+ )?of ", phrase.words) else _SOVEREIGN
    actors = [m.actor for m in find_actors(phrase.words) if m.actor.kind in led]
    if actors:
        return actors[0].name
    if country is None and re.search(r"\bU\.?N\.?(?=\s|$)|\bUnited Nations\b", phrase.words):
        return "United Nations"
    country = country or country_by_code(offices().office_countries.get(office)) or phrase.registry.country
    if country is None:
        return as_written(phrase) or office
    return "Palestinian Authority" if country.code == "PS" else country_as_party(country)


def ministry_of(phrase: Phrase, office: str) -> str:
    """The ministry of a minister: "Turkish Health Minister" gives the Turkish Health Ministry."""
    words = phrase.words
    if (own := _of_province(phrase)) is not None:
        return own
    portfolio = either(offices().portfolios).search(words)
    region = _region_before(words, portfolio)
    country = country_in(words) or country_by_code(offices().office_countries.get(office)) or phrase.registry.country
    if portfolio is None:
        return state_of(phrase)
    return _ministry(portfolio[0], region, country)


def _of_province(phrase: Phrase) -> str | None:
    """The government of a province whose chief minister it is, or the minister "of the province" told before."""
    words = phrase.words
    chief = _CHIEF_MINISTER.match(words)
    own = next((POSSESSIVE.sub("", part.strip()) for part in chief.groups() if part), None) if chief else None
    if own and not is_country_word(own) and not _PROVINCIAL.match(own):
        return f"{own} government"
    is_provinces = re.search(r" (?:for|of|in) (?:the|this|that) (?:province|state|region)\b", words) is not None
    if not is_provinces and chief is None and not _PROVINCIAL.match(words):
        return None
    region = region_told(phrase)
    return f"{region} government" if region else None


def region_told(phrase: Phrase) -> str | None:
    """The province, state or region that the text has named last before a phrase."""
    named = re.findall(r"((?:[A-Z][\w-]+ )+)(?:[Pp]rovince|[Ss]tate|[Rr]egion)\b", phrase.registry.plain[: phrase.at])
    names = [name for words in named if (name := re.sub(r"^(?:The|This|That|In|Our) ", "", words).strip())]
    return names[-1] if names else None


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


def as_name(city: str) -> str:
    """A place of a dateline in the spelling of names: "ANKARA"."""
    return city.title() if city.isupper() and len(city) > 3 else city


def by_place(phrase: Phrase) -> str | None:
    """ "the mayor's office", "city hall in Luhansk", whatever else the phrase holds."""
    office = re.fullmatch(r"(.+)'s office", phrase.words)
    if office and holding_of(office[1]) == "state":
        return state_of(phrase.of(office[1]))
    if re.search(r"\b(?:\w+'s office|city hall|town hall)\b", phrase.words, re.IGNORECASE) and not find_actors(
        phrase.words
    ):
        return place_name(phrase)
    return None


def by_body(phrase: Phrase) -> str | None:
    """A force, a ministry, the government, or a body that goes by a place."""
    actors = [m.actor for m in find_actors(phrase.words) if not m.actor.is_press and m.actor.kind != "state"]
    if actors and not re.search(r"\bpolice\b", phrase.words.lower()):
        return told(actors[-1], phrase.registry)
    lower = phrase.words.lower()
    if re.search(r"\b(?:ministry|department)$", lower) and (known := _ministry_before(phrase)):
        return known
    regional = re.match(r"(?:regional|provincial) (?:government|authorities|administration)\b", lower)
    if regional and (region := region_told(phrase)):
        return f"{region} government"
    ministry = either(offices().ministries).search(lower)
    if ministry and (named := _ministry_told(phrase)):
        return named
    force = either(tuple(offices().forces)).search(lower)
    if force:
        return force_of(phrase, offices().forces[force[0].strip(".")])
    if lower.split()[-1:] and lower.split()[-1] in offices().states:
        return state_of(phrase)
    if either(offices().places).search(lower):
        return place_name(phrase)
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
        return as_written(phrase)
    return _ministry(portfolio[0], None if "inistry of" in before else _region_before(phrase.words, portfolio), country)


def _is_towns_department(words: str, before: str) -> bool:
    """Whether a department is a town's or a province's own, told under its name: "Basra health department"."""
    where = POSSESSIVE.sub("", before).strip()
    return words.endswith("department") and where[:1].isupper() and not is_country_word(where)


def force_of(phrase: Phrase, force: str) -> str:
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
        return as_written(phrase)
    named_place = place[1] if place and not is_country_word(place[1]) and (mention or force == "police") else None
    if named_place is None and after and not is_country_word(after[1]) and force == "police":
        named_place = after[1]
    if named_place and force in ("police", "security forces"):
        return f"{named_place} {force}"
    country = country or phrase.registry.country_of_body(force, phrase.at)
    return canonical(f"{country.adjective} {force}") if country else force


def place_name(phrase: Phrase) -> str:
    """A body that goes by a place: "city hall in Luhansk", "the mayor's office", "Fallujah hospital"."""
    words = phrase.words
    inner = re.match(r"^([\w' ]+?) (?:in|of) (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)*)(?:, .*)?$", words)
    if inner and inner[1][0].isalpha() and not re.search(r"[A-Z]", inner[1][1:]):
        country = country_of(inner[2])
        place = country.adjective if country and inner[2] == country.name else inner[2]
        return f"{place} {inner[1][0].lower()}{inner[1][1:]}" if not is_country_word(inner[1].split()[0]) else inner[1]
    if re.match(r"^(?:the )?(?:mayor|governor)'s office$|^city hall$|^town hall$", words, re.IGNORECASE):
        city = phrase.registry.city_before(phrase.at)
        return f"{as_name(city)} {words.lower()}" if city else words.lower()
    possessive = re.match(r"^([A-Z][\w.]+(?: [A-Z]\w+)?)'s (.+)$", words)
    if possessive and (country := country_of(possessive[1])):
        owner = country.adjective if is_country_word(possessive[1]) else possessive[1]
        return f"{owner} {possessive[2]}"
    return as_written(phrase)


def by_country(phrase: Phrase) -> str | None:
    """The country itself, by name or by its capital: "Ankara said"."""
    found = find_countries(phrase.words)
    whole = [m for m in found if m.by in ("name", "capital") and m.start == 0 and m.end >= len(phrase.words) - 2]
    return country_as_party(whole[0].country) if whole else None


def as_written(phrase: Phrase) -> str:
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
        if possessive[1].islower():
            city = phrase.registry.city_before(phrase.at)
            return f"{as_name(city)} {possessive[2]}" if city else possessive[2]
        words = possessive[1]
    return canonical(words)
