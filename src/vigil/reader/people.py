"""The persons of a text: full name as first told, and the office they are told with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vigil.names.actors import actor_of
from vigil.names.countries import country_of, is_adjective
from vigil.names.people import same_person
from vigil.reader.offices import leads, offices
from vigil.reader.text import Sentence, Text, Token

_PARTICLES = frozenset("al el bin ibn bint abu van von de der den da di du dos del la le ben ould ul ur e -".split())
_APPOSITION = re.compile(
    r", (?!said |says |told |who |which |was |were |and )(?:(?:[A-Z]\.)+|[\w' -])*?"
    r"(?=,|\.|;| who | which | told | said | was | were | is | has | had |\"|$)"
)

_SPEAKS_FOR = re.compile(
    r", (?:\d\d, )?(?:who )?(?:speaks|spoke|speaking) for (?P<body>(?:the )?[\w' -]+?)(?=,|\.|;|$)"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a text first names them in full. role: the words of their office, where the text tells it."""

    name: str
    at: int
    role: str | None = None


def find_people(text: Text) -> tuple[Person, ...]:
    """The persons that a text names, in order; later names of one person are folded into the first full one."""
    people: list[Person] = []
    for sentence in text.sentences:
        for first, last in name_spans(sentence):
            name = text.plain[sentence.tokens[first].start : sentence.tokens[last].end]
            _enter(people, Person(name, sentence.tokens[first].start, _role(text.plain, sentence, first, last)))
    return tuple(people)


def name_spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where names of persons stand in a sentence, as token ranges, both ends included."""
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        end = _run_end(tokens, i)
        if end > i:
            span = _trim(tokens, i, end - 1)
            if span:
                yield span
            i = end
        else:
            i += 1


def _run_end(tokens: tuple[Token, ...], i: int) -> int:
    """Where a run of capitalised words that begins at ``i`` ends (exclusive); ``i`` itself for none."""
    if not _is_capital(tokens[i]):
        return i
    end = i + 1
    while end < len(tokens):
        if _is_capital(tokens[end]) or (
            tokens[end].lower in _PARTICLES and end + 1 < len(tokens) and _bridges(tokens, end)
        ):
            end += 1
        else:
            break
    return end


def _bridges(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the particle or hyphen at ``i`` leads on to another part of the name."""
    k = i
    while k < len(tokens) and tokens[k].lower in _PARTICLES:
        k += 1
    return k < len(tokens) and _is_capital(tokens[k]) and k - i <= 3


def _is_capital(token: Token) -> bool:
    return token.form[0].isupper() and token.form[-1] != "'" and any(c.isalpha() for c in token.form)


def _trim(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int] | None:
    """The part of a run of capitals that is a person's name: after offices, bodies and adjectives; None if none is."""
    led = False
    while first <= last and _leads_to_name(tokens, first, last):
        led = led or _is_title(tokens[first])
        first += 1
    while first <= last and tokens[last].lower.strip(".") in offices().not_names:
        if last > first and _is_last_name(tokens, last):
            break
        last -= 1
    if first > last:
        return None
    if last + 1 < len(tokens) and tokens[last + 1].lower in offices().place_nouns:
        return None
    part = tokens[first : last + 1]
    joined = "".join((" " if i and t.start > part[i - 1].end else "") + t.form for i, t in enumerate(part))
    if _is_something_else(joined, part):
        return None
    votes = sum(t.ent == "PER" for t in part)
    after_office = led or (first > 0 and _is_title(tokens[first - 1]))
    follows_office = len(part) > 1 and _apposed(tokens, last)
    if leads(joined) or votes * 2 >= len(part) or (after_office and len(part) < 6) or follows_office:
        return first, last
    return None


def _is_last_name(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the month at ``i`` is a last name: "Theresa May", not "President Obama May 5"."""
    dated = i + 1 < len(tokens) and tokens[i + 1].form[0].isdigit()
    first_name = tokens[i - 1].lower not in offices().not_names and not _is_title(tokens[i - 1])
    return tokens[i].lower in offices().month_names and first_name and not dated


def _leads_to_name(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """Whether the word at ``i`` belongs to an office before a name and not to the name."""
    token = tokens[i]
    known = offices()
    if _is_title(token) or token.lower.strip(".") in known.not_names | known.body_nouns or token.form == "-":
        return True
    if is_adjective(token.form) or (token.form.isupper() and len(token.form) > 1 and i < last):
        return True
    if i < last and (_is_title(tokens[i + 1]) or tokens[i + 1].lower in offices().body_nouns):
        return True
    return i == 0 and token.pos in ("ADP", "DET", "ADV", "CCONJ", "SCONJ", "PRON", "VERB", "AUX")


def _is_title(token: Token) -> bool:
    return token.lower.strip(".") in offices().titles


def _is_something_else(name: str, part: tuple[Token, ...]) -> bool:
    """Whether a run of capitals names a country, a party, a body or a day."""
    if country_of(name) or actor_of(name):
        return True
    listed = offices().body_nouns | offices().not_names
    own = part[:-1] if len(part) > 1 and part[-1].lower in offices().month_names else part
    return any(t.lower in listed for t in own) or part[0].form.isdigit()


def _apposed(tokens: tuple[Token, ...], last: int) -> bool:
    """Whether an office stands beside the name between commas: "X, head of the union,"."""
    after = tokens[last + 1 : last + 9]
    return bool(after) and after[0].form == "," and any(_is_title(t) for t in after[1:6])


def _role(plain: str, sentence: Sentence, first: int, last: int) -> str | None:
    """The office told with a name: before it, after it between commas, or by "of the ..."."""
    tokens = sentence.tokens
    before = _phrase_before(plain, tokens, first)
    after = plain[tokens[last].end : sentence.end]
    belongs = re.match(r" (?:of|from|with) (?:the )?[^,.;\"]*", after)
    apposed = _APPOSITION.match(after)
    if before and _is_office(before):
        return before + (belongs[0] if belongs and "of" in belongs[0][:4] else "")
    if apposed and _is_office(apposed[0]):
        return apposed[0].strip(", ")
    if speaks_for := _SPEAKS_FOR.match(after):
        return f"spokesperson for {speaks_for[1]}"
    if belongs and first > 0 and any(w[0].isupper() for w in belongs[0].split()[1:]):
        return ((before + " ") if before else "") + "member" + re.sub(r"^ (?:from|with)", " of", belongs[0])
    return before


def _phrase_before(plain: str, tokens: tuple[Token, ...], first: int) -> str | None:
    """The words of office before a name, with or without a comma between."""
    i = first - 1
    if i > 0 and tokens[i].form == ",":
        i -= 1
    end = i
    while i >= 0 and (tokens[i].pos in ("NOUN", "PROPN", "ADJ", "NUM", "PART") or tokens[i].form in _WITHIN_PHRASE):
        i -= 1
    phrase = plain[tokens[i + 1].start : tokens[end].end] if i < end else ""
    phrase = re.sub(r"^(?:of|for|in|and|the|a|an|-|'s)\s+", "", phrase.strip())
    return phrase if phrase and _is_office(phrase) else None


_WITHIN_PHRASE = frozenset({"of", "for", "the", "-", "'s", "'", "and", "U.S.", "U.N.", "in"})


def _is_office(phrase: str) -> bool:
    words = [w.strip(".,").lower().removesuffix("'s") for w in re.split(r"[\s-]+", phrase)]
    return any(word in offices().heads for word in words)


def _enter(people: list[Person], new: Person) -> None:
    """Add a person, or what a later mention tells of one already there."""
    for i, old in enumerate(people):
        if same_person(new.name, old.name):
            fuller = new.name if len(new.name.split()) > len(old.name.split()) else old.name
            people[i] = replace(old, name=fuller, role=old.role or new.role)
            return
    people.append(new)
