"""The bank of made-up attributions: how many come out right, and the rules that must not misfire."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.reader.test_voices import KENYA, SYRIA, read, voice_of
from tests.reader.voice_bank import BANK, DATELINES, Case
from vigil.reader.hedges import hedge_at
from vigil.reader.text import Text
from vigil.reader.voices import Voice, Voices

# What the reader gets right to the letter today, out of all of the bank; it may only rise. The rest are known misses.
RIGHT_AT_LEAST = 148


@lru_cache(maxsize=1)
def told() -> tuple[tuple[Case, Text, Voices], ...]:
    """Every case of the bank, read."""
    return tuple((case, *read(DATELINES[case[0]] + case[1])) for case in BANK)


def voice_in(case: Case, text: Text, voices: Voices) -> Voice:
    """The voice of a case's probe."""
    at = text.plain.index(case[2], len(DATELINES[case[0]]) - 1)
    return voices.at(at, at + len(case[2]))


def test_bank_is_mostly_right() -> None:
    """Speaker and source of the bank's sentences come out right as often as they ever did."""
    found = [(case, voice_in(case, text, voices)) for case, text, voices in told()]
    right = [case for case, voice in found if (voice.speaker, voice.source) == (case[3], case[4])]
    assert len(right) >= RIGHT_AT_LEAST


def test_bank_hedges() -> None:
    """All but one of the hedges that the bank asks for come out right."""
    asked = [(case, text, voices) for case, text, voices in told() if case[5]]
    wrong = []
    for case, text, voices in asked:
        at = text.plain.index(case[2], len(DATELINES[case[0]]) - 1)
        sentence = next(s for s in text.sentences if s.start <= at < s.end)
        said = hedge_at(sentence, at, at + len(case[2]))
        hedge = said if said != "asserted" else voice_in(case, text, voices).hedge or "asserted"
        wrong += [case] if hedge != case[5] else []
    assert len(wrong) <= 1


KEPT = [
    # a reaction keeps what it says itself
    (KENYA + "The army vowed that 400 troops would stay after the raid.", "400 troops", "Kenya Defence Forces"),
    (KENYA + "Police announced that nine men were held after a raid.", "nine men", "Kenyan police"),
    (KENYA + "Turkey called on its allies to take back 800 captured fighters.", "800 captured", "Turkey"),
    (SYRIA + "Turkey accused the army of using 30 villagers as human shields.", "30 villagers", "Turkey"),
    # a claim keeps what it boasts of
    (KENYA + "Al-Shabaab claimed to have killed 40 soldiers.", "40 soldiers", "al-Shabaab"),
    (KENYA + "Al-Shabaab claimed the attack, which it said killed 40 soldiers.", "40 soldiers", "al-Shabaab"),
    # "that" after a verb of saying opens no relative clause
    (KENYA + "Police said on Tuesday that two bombs that killed nine men came from abroad.", "nine men",
     "Kenyan police"),
    # analysts tell what they tell
    (KENYA + "Nine men died in the raid, analysts said.", "Nine men", "analysts"),
    # "by phone" names nobody, "by police" does
    (KENYA + "A resident said by phone that nine huts burned.", "nine huts", "residents"),
    (KENYA + "Nine deaths were recorded, a figure confirmed by police.", "Nine deaths", "Kenyan police"),
    # a clause that opens the sentence keeps its own
    (KENYA + "While police said four men died, residents said nine were killed.", "four men", "Kenyan police"),
    (KENYA + "As the army said it had left, gunmen killed nine herders.", "nine herders", "report"),
]


@pytest.mark.parametrize(("words", "probe", "source"), KEPT, ids=[k[0][-50:] for k in KEPT])
def test_rule_does_not_misfire(words: str, probe: str, source: str) -> None:
    """A rule that takes words from a voice leaves it what it says."""
    assert voice_of(words, probe).source == source


def test_the_verb_alone_is_its_speakers() -> None:
    """Asked for "condemned" alone, the voice is the one who condemned, and nothing is unsure about it."""
    voice = voice_of(KENYA + "Turkey condemned the raid after nine herders died.", "condemned")
    assert (voice.source, voice.hedge) == ("Turkey", None)


def test_about_decides() -> None:
    """Where the caller knows the counted phrase, it decides and not the longer clause."""
    words = KENYA + "Nine herders died in the raid near the river, but police said two men were held."
    text, voices = read(words)
    start, men = text.plain.index("Nine herders"), text.plain.index("two men")
    whole = (start, len(text.plain))
    assert voices.at(*whole, about=(men, men + len("two men"))).source == "Kenyan police"
    assert voices.at(*whole, about=(start, start + len("Nine herders"))).source == "report"


def test_office_gets_its_later_name() -> None:
    """A minister told without a name has the one that the text tells after."""
    words = KENYA + "Nine herders died, Kenya's interior minister said.\n\nAll fled, the official, Ali Otieno, said."
    voice = voice_of(words, "Nine herders")
    assert (voice.speaker, voice.source) == ("Ali Otieno", "Kenyan Interior Ministry")


def test_deputies_get_no_name() -> None:
    """Of several ambassadors, the nameless one is not the one whom the text names."""
    words = KENYA + "Nine herders died, an ambassador said.\n\nAmbassador Ali Otieno said troops went in."
    assert voice_of(words, "Nine herders").speaker is None
