"""Single victims told of without a number: "a driver", "the group's top explosives expert", "Aslam Khan was killed".

One pass that needs no parse: the noun phrases of persons with a definite article, a possessive or a name. A definite
or named person counts at the first mention only; those of "a", "an" and "one" are found with the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from vigil.reader.clausewords import clause_words
from vigil.reader.counted import Counted, name_noun, noun_phrase
from vigil.reader.nouns import Noun, noun_at, unlisted
from vigil.reader.people import name_spans
from vigil.reader.text import Sentence, Token

_OWNERS = frozenset({"his", "her", "its", "their", "my", "our"})
_ORDINALS = frozenset("second third fourth fifth sixth".split())
_NAMED = Noun("person", "person", "unknown")


def find_singles(sentence: Sentence, counted: tuple[Counted, ...]) -> tuple[Counted, ...]:
    """Single persons of a sentence that no number counts, left to right."""
    taken = {i for one in counted for i in range(one.first, one.last + 1)}
    found: list[Counted] = []
    ends = {one.last for one in counted if one.form == "article"}
    told = (*_definite(sentence), *_named(sentence), *_another(sentence))
    for one in sorted(told, key=lambda one: (one.first, -one.last)):
        span = set(range(one.first, one.last + 1))
        if not taken & span and not _is_apposition(sentence, one, ends) and not _speaks(sentence, one):
            found.append(one)
        taken |= span
        ends.add(one.last)
    return tuple(found)


def _speaks(sentence: Sentence, one: Counted) -> bool:
    """Whether the phrase is whoever speaks: "..., President Daoud said"."""
    after = sentence.tokens[one.last + 1 : one.last + 2]
    return bool(after) and after[0].lower in clause_words().saying


def _is_apposition(sentence: Sentence, one: Counted, ends: set[int]) -> bool:
    """Whether the phrase only says again, after a comma, who was told of: "its founder, Aslam Khan"."""
    return one.first >= 2 and sentence.tokens[one.first - 1].form == "," and one.first - 2 in ends


def _definite(sentence: Sentence) -> Iterator[Counted]:
    """ "the gunman", "its founder", "Egypt's chief prosecutor": singular nouns for persons."""
    for token in sentence.tokens:
        if token.lower not in _OWNERS and token.lower != "the" and not _is_possessive(token):
            continue
        if sentence.words[max(0, token.i - 1) : token.i + 2] == ("in", token.lower, "head"):
            continue  # "shot in the head"
        phrase = noun_phrase(sentence, token.i + 1)
        if phrase is None:
            continue
        last, head = phrase
        while head > token.i + 1 and sentence.tokens[head].ent == "PER":
            head -= 1
        noun = name_noun(sentence, head, last, after=token.i)
        listed = noun_at(sentence.words, head) is not None
        if listed and noun.kind == "person" and not noun.plural:
            first = token.i if not _is_possessive(token) else _owner_start(sentence, token.i)
            yield _single(sentence, first, last, head=head, noun=noun, form="definite", number_last=token.i)


def _another(sentence: Sentence) -> Iterator[Counted]:
    """ "... was killed and another was hurt", "a third was captured"."""
    for token in sentence.tokens[:-1]:
        following = sentence.tokens[token.i + 1]
        third = token.i > 0 and token.lower in _ORDINALS and sentence.words[token.i - 1] in ("a", "an")
        last = token.i
        if third and _is_person(following):
            last = following.i
            following = sentence.tokens[min(last + 1, len(sentence.tokens) - 1)]
        if (token.lower == "another" or third) and (following.pos == "AUX" or following.tag == "VBD"):
            yield Counted(sentence, 1, 1, "exact", "article", token.start, token.i, last, last, None, None)


def _is_person(token: Token) -> bool:
    """Whether a noun is one person: listed, or one of a land's people ("a third American")."""
    found = noun_at((token.lower,), 0)
    noun = found[0] if found else unlisted(token.form)
    return noun.kind == "person" and not noun.plural


def _named(sentence: Sentence) -> Iterator[Counted]:
    """Runs of tokens that the model takes for a person's name, with what stands directly before ("cameraman X")."""
    tokens = sentence.tokens
    for begin, end in name_spans(sentence):
        if end + 1 < len(tokens) and _is_possessive(tokens[end + 1]):
            continue  # "killed Amina Saleh's two sons"
        first = begin
        while first > 0 and tokens[first - 1].pos in ("NOUN", "PROPN", "ADJ") and tokens[first - 1].ent != "PER":
            first -= 1
        noun = _role(sentence, first, begin)
        yield _single(sentence, first, end, head=end, noun=noun, form="named", number_last=first - 1)


def _role(sentence: Sentence, first: int, name: int) -> Noun:
    """What a named person is by the words before the name."""
    if name > first:
        noun = name_noun(sentence, name - 1, name - 1, after=first - 1)
        if noun.kind == "person":
            return noun
    return _NAMED


def _single(
    sentence: Sentence, first: int, last: int, *, head: int, noun: Noun, form: str, number_last: int
) -> Counted:
    start = sentence.tokens[first].start
    return Counted(sentence, 1, 1, "exact", form, start, first, last, number_last, head, noun)


def _is_possessive(token: Token) -> bool:
    return token.lower in ("'s", "'") and token.tag == "POS"


def _owner_start(sentence: Sentence, i: int) -> int:
    """Where the owner before a possessive mark begins: "the group's"."""
    k = i - 1
    while k > 0 and (
        sentence.tokens[k - 1].pos in ("PROPN", "NOUN", "ADJ", "DET") or sentence.tokens[k - 1].form == "-"
    ) and i - k < 6:
        k -= 1
    return max(k, 0)
