"""Who or what a number counts: the noun phrase after it, its class in the lexicon, and the words as written.

1. A number that is refused (an age, money, a date ...) counts nothing.
2. The noun phrase is read from the tokens after the number; the parse is not asked, since its worst errors are here.
3. A number with no noun ("79 were injured") counts somebody, whom the text names elsewhere.
4. "a", "an" and "one" count a person; things and happenings with an article are no figures.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from vigil.reader.nouns import Noun, as_person, belonging, communities, noun_at, unlisted
from vigil.reader.numbers import Area, Number, find_areas, find_numbers, refuse
from vigil.reader.text import Sentence, Token
from vigil.reader.verbs import after_words
from vigil.records import WEEKDAYS, Qualifier

_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "X"})
_OF_WORDS = frozenset("which whom the his her its their our my your these those all them".split())
_MORE = frozenset({"more", "other", "additional", "further", "separate", "different", "such"})
_TOLD_OF = frozenset("them these those whom which".split())
_AFTER_NOUN = frozenset("last this next early late every each".split())
_PARENTS = frozenset("mother father parent parents man woman couple family widow".split())
_MARKS = frozenset({'"', "'", "-", "'s", "’s"})
_ARMED_BODIES = frozenset("militia militias brigade battalion regiment unit guard patrol squad wing cell gang".split())
_TIMES = frozenset(day.lower() for day in WEEKDAYS) | {"today", "yesterday", "overnight", "tuesday's", "alone"}
_LONGEST = 9
"""Tokens of a noun phrase after its number; the longest that newspapers write."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and what it counts. first, last: token indexes of the whole phrase, both included, number to noun.

    head: index of the noun, None where the text leaves it out; noun may be known all the same, as it stood before the
    number ("the number of troops ... at 7,500"). start: offset where the number begins.
    """

    sentence: Sentence
    low: float | None
    high: float | None
    qualifier: Qualifier
    form: str
    start: int
    first: int
    last: int
    number_last: int
    head: int | None
    noun: Noun | None
    area: Area | None = None

    @property
    def is_single(self) -> bool:
        """Whether one person is told of and no number is given."""
        return self.form in ("article", "definite", "named")

    @property
    def words(self) -> tuple[Token, ...]:
        """The tokens of the counted noun phrase, without the number."""
        return self.sentence.tokens[self.number_last + 1 : self.last + 1]

    @property
    def modifiers(self) -> tuple[str, ...]:
        """The words before the noun, in lower case."""
        end = self.last + 1 if self.head is None else self.head
        return tuple(token.lower for token in self.sentence.tokens[self.number_last + 1 : end])


def find_counted(sentence: Sentence) -> tuple[Counted, ...]:
    """Every number of a sentence that counts people, things, happenings or land, left to right."""
    numbers = find_numbers(sentence)
    areas = {area.number.start: area for area in find_areas(sentence, numbers=numbers)}
    begins = {_first_token(sentence, number.start) for number in numbers}
    found = []
    for number in numbers:
        area = areas.get(number.start)
        if area is not None:
            if not area.is_gloss:
                found.append(_area(sentence, number, area))
        elif not refuse(number, sentence):
            counted = _count(sentence, number, begins)
            if counted is not None:
                found.append(counted)
    return tuple(found)


def noun_phrase(sentence: Sentence, i: int, *, begins: Set[int] = frozenset()) -> tuple[int, int] | None:
    """The noun phrase that begins at token ``i``: indexes of its last token and of its head noun; None for none.

    begins: tokens at which another number begins, where the phrase must end.
    """
    end = i
    while end < min(len(sentence.tokens), i + _LONGEST) and end not in begins and _belongs(sentence, end, i):
        end += 1
    while end > i and not _is_noun(sentence.tokens[end - 1]):
        end -= 1
    if end <= i:
        return None
    head = end - 1
    return _with_complement(sentence, head), head


def _count(sentence: Sentence, number: Number, begins: set[int]) -> Counted | None:
    """A number with its noun, or None where it counts nothing that a monitor would log."""
    if sentence.words[number.first] == "both":
        return None  # told of before, not counted here
    if number.form == "ordinal" and sentence.words[max(0, number.first - 1)] in ("a", "an"):
        number = replace(number, low=1, high=1, form="article")  # "a third man was shot" is one more
    i = _after_of(sentence, number.last + 1)
    i = _told_after(sentence, i) or i
    if i + 1 < len(sentence.tokens) and sentence.tokens[i].tag == "JJ" and _is_the_dead(sentence, i + 1, after=i):
        phrase: tuple[int, int] | None = (i + 1, i + 1)  # "seven of the Palestinian dead"
    elif _is_the_dead(sentence, i, after=i):
        phrase = (i, i)
    else:
        phrase = noun_phrase(sentence, i, begins=begins - {i})
    first = _first_token(sentence, number.start)
    if _is_attribute(sentence, first, has_noun=phrase is not None):
        return None
    if phrase is None and (those := _of_those(sentence, number.last + 1)):
        return Counted(sentence, number.low, number.high, number.qualifier, number.form, number.start,
                       first, those, number.last, None, None)  # fmt: skip
    if phrase is None:
        if number.form in ("article", "ordinal"):
            return None
        those_told = _number_of(sentence, first)
        return Counted(sentence, number.low, number.high, number.qualifier, number.form, number.start,
                       first, number.last, number.last, None, those_told)  # fmt: skip
    last, head = phrase
    noun = name_noun(sentence, head, last, after=number.last)
    if noun.kind == "casualty" and number.form == "article":
        noun = as_person(noun)
    if noun.kind == "junk" or (number.form == "ordinal" and noun.kind not in ("person", "casualty")):
        return None
    if number.form == "article" and (noun.plural or noun.kind not in ("person", "household")):
        return None
    return Counted(sentence, number.low, number.high, number.qualifier, number.form, number.start,
                   first, last, number.last, head, noun)  # fmt: skip


def _number_of(sentence: Sentence, first: int) -> Noun | None:
    """Those told before their number: "tripled the number of troops in the south to 7,500"."""
    words = sentence.words
    if first < 5 or not {"to", "at", "was", "is"} & set(words[first - 3 : first]):
        return None
    for k in range(first - 5, max(-1, first - 20), -1):
        if words[k : k + 2] == ("number", "of"):
            phrase = noun_phrase(sentence, k + 2)
            found = noun_at(words[k + 2 : phrase[1] + 1], phrase[1] - k - 2) if phrase else None
            armed = found is not None and found[0].kind == "person" and found[0].group == "combatant"
            return found[0] if found and armed else None
        if words[k] in (";", ",", "and", "but"):
            return None
    return None


def _of_those(sentence: Sentence, i: int) -> int | None:
    """The token before what became of them: "two of those killed were women", "nine of the people arrested"."""
    words = sentence.words
    if words[i : i + 1] != ("of",):
        return None
    k = i + 1
    while words[k : k + 1] in (("the",), ("those",), ("people",), ("men",)) and k < i + 4:
        k += 1
    return k - 1 if k > i + 1 and words[k : k + 1] and words[k] in after_words() else None


def _is_attribute(sentence: Sentence, first: int, *, has_noun: bool) -> bool:
    """Whether the number only describes somebody: "a mother of three", "members of one family", "under 18"."""
    words = sentence.words
    if not has_noun and first and words[first] in ("under", "over"):
        told = noun_at(words, first - 1)
        return words[first - 1] in ("were", "are", "was", "is") or bool(told and told[0].kind == "person")
    if first < 2 or words[first - 1] != "of":
        return False
    return words[first - 2] in belonging() if has_noun else words[first - 2] in _PARENTS


def name_noun(sentence: Sentence, head: int, last: int, *, after: int) -> Noun:
    """The lexicon's noun for a phrase's head; "members of the security forces" are what the forces are."""
    words = sentence.words
    found = noun_at(words[after + 1 : head + 1], head - after - 1)
    noun = found[0] if found else unlisted(sentence.tokens[head].form)
    if words[head] in belonging() and last > head:
        if words[last] in communities():
            return Noun(noun.name, "person", "civilian", plural=noun.plural)
        inner = noun_at(words, last)
        if inner and inner[0].kind == "person" and inner[0].group != "unknown":
            return Noun(noun.name, "person", inner[0].group, plural=noun.plural)
        if words[last] in _ARMED_BODIES:
            return Noun(noun.name, "person", "combatant", plural=noun.plural)
    return noun


def _area(sentence: Sentence, number: Number, area: Area) -> Counted:
    last = max((t.i for t in sentence.tokens if t.end <= area.end), default=number.last)
    return Counted(sentence, area.km2_low, area.km2_high, number.qualifier, "area", number.start,
                   _first_token(sentence, number.start), max(last, number.last), number.last, None,
                   Noun("km2", "area"), area)  # fmt: skip


def _first_token(sentence: Sentence, start: int) -> int:
    return next((token.i for token in sentence.tokens if token.end > start), 0)


def _after_of(sentence: Sentence, i: int) -> int:
    """The token after "of", "of the", "more", where the noun phrase begins."""
    tokens = sentence.tokens
    if i < len(tokens) and tokens[i].lower == "of":
        i += 1
        while i < len(tokens) and tokens[i].lower in _OF_WORDS:
            i += 1
    while i + 1 < len(tokens) and tokens[i].lower in _MORE and _belongs(sentence, i + 1, i):
        i += 1
    return i


def _is_the_dead(sentence: Sentence, i: int, *, after: int) -> bool:
    """ "six of the dead": an adjective or participle that is a noun; an article stands before token ``after``."""
    if i >= len(sentence.tokens) or sentence.words[after - 1] != "the":
        return False
    found = noun_at((sentence.words[i],), 0)
    return found is not None and found[0].kind == "casualty" and not _leads_to_noun(sentence, i)


def _told_after(sentence: Sentence, i: int) -> int | None:
    """Where the noun stands that tells who they are: "3,400 of them are suspects", "to 4,500 the number of strikes"."""
    tokens = sentence.tokens
    if sentence.words[i : i + 3] == ("the", "number", "of"):
        return i + 3
    if i < 2 or tokens[i - 1].lower not in _TOLD_OF or i + 1 >= len(tokens):
        return None
    if tokens[i].lower not in ("are", "were", "is", "was") or noun_phrase(sentence, i + 1) is None:
        return None
    return i + 1


def _belongs(sentence: Sentence, k: int, start: int) -> bool:
    """Whether token ``k`` is still inside a noun phrase that began at ``start``."""
    token = sentence.tokens[k]
    if token.lower in _AFTER_NOUN and k > start and _is_noun(sentence.tokens[k - 1]):
        return False
    if token.lower in _TIMES:
        named = k > start and noun_at((sentence.tokens[k - 1].lower,), 0) is None
        return named and token.form[0].isupper() and _leads_to_noun(sentence, k)
    if token.lower in after_words() and not _leads_to_noun(sentence, k):
        return k == start and _is_noun(token) and token.lower not in ("killed", "wounded", "injured", "dead", "missing")
    if token.tag == "VBD" and k > start:
        return False
    if token.tag in ("VBG", "VBN") and k > start and _is_listed(sentence.tokens[k - 1]):
        return False
    if token.lower in _MARKS:
        return k + 1 < len(sentence.tokens) and _leads_to_noun(sentence, k)
    if token.pos in _INSIDE or noun_at((token.lower,), 0):
        return True
    return (token.pos in ("ADV", "NUM") or token.tag in ("VBN", "VBG", "VBD")) and _leads_to_noun(sentence, k)


def _is_listed(token: Token) -> bool:
    """Whether a token is a noun that the lexicon lists, after which a verb belongs to the noun phrase no more."""
    return _is_noun(token) and (noun_at((token.lower,), 0) is not None or token.pos == "PROPN")


def _leads_to_noun(sentence: Sentence, k: int) -> bool:
    """Whether what follows token ``k`` at once is a noun, perhaps with adjectives and participles before it."""
    for token in sentence.tokens[k + 1 : k + 6]:
        if token.lower in after_words() or token.lower in _TIMES:
            return False
        if token.pos in ("NOUN", "PROPN"):
            return True
        if token.pos != "ADJ" and token.tag not in ("VBN", "VBG", "HYPH") and token.lower not in _MARKS:
            return False
    return False


def _is_noun(token: Token) -> bool:
    if token.pos in ("NOUN", "PROPN", "X"):
        return True
    found = noun_at((token.lower,), 0)
    return bool(found and found[0].kind != "junk" and token.pos != "VERB")


def _with_complement(sentence: Sentence, head: int) -> int:
    """The end of the phrase with the "of" after words of belonging: "members of the security forces"."""
    tokens = sentence.tokens
    if tokens[head].lower not in belonging() or head + 2 >= len(tokens) or tokens[head + 1].lower != "of":
        return head
    i = head + 2
    while i < len(tokens) - 1 and tokens[i].lower in _OF_WORDS | {"a", "an"}:
        i += 1
    end = i
    while end < len(tokens) and end < i + 6 and (tokens[end].pos in _INSIDE or tokens[end].lower in _MARKS):
        end += 1
    while end > i and not _is_noun(tokens[end - 1]):
        end -= 1
    return end - 1 if end > i else head
