"""Everything that is read of a whole text before any claim: who is in it, who speaks where, when and where it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vigil.names.actors import ActorMention
from vigil.names.countries import find_countries
from vigil.names.gazetteer import Gazetteer
from vigil.reader.hedges import hedge_at
from vigil.reader.naming import name_party
from vigil.reader.places import SPECIFIC, PlaceMention, Places
from vigil.reader.registry import Registry
from vigil.reader.text import Sentence, Text
from vigil.reader.voices import Voices, find_voices
from vigil.reader.when import Clock
from vigil.records import Hedge

_OF_WAR = re.compile(r"\b(?:war|conflict|insurgency|uprising)\b", re.IGNORECASE)
_WAR_OF = re.compile(
    r"(?P<land>(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+?)(?:'s)? (?:[\w-]+ ){0,2}?(?:war|conflict|uprising|insurgency)\b"
    r"(?: in [A-Z]\w+)? (?:that|which) (?:has|had)\b"
)
"""A war told with its land, and what it has done: "the Syrian war that has killed"."""
_WAR_REACH = 60
"""Characters from the war to what it has done."""


@dataclass(frozen=True)
class Scene:
    """A text with its registry, voices, clock and places."""

    text: Text
    registry: Registry
    voices: Voices
    clock: Clock
    places: Places

    @classmethod
    def of(cls, text: Text, *, gazetteer: Gazetteer | None = None) -> Scene:
        """Read the whole text. Without a gazetteer places are named but not resolved."""
        registry = Registry.of(text)
        return cls(
            text,
            registry,
            find_voices(text, registry),
            Clock.of(text, day=text.report.day),
            Places.of(text, gazetteer=gazetteer, countries=[country.code for country in registry.countries]),
        )

    def actors_in(self, start: int, end: int) -> tuple[ActorMention, ...]:
        """The known actors named between two offsets."""
        return tuple(mention for mention in self.registry.actors if start <= mention.start < end)

    def hedge(self, sentence: Sentence, start: int, end: int) -> Hedge | None:
        """The hedge that the words around a claim give it; None where they give none."""
        said = hedge_at(sentence, start, end)
        return None if said == "asserted" else said

    def where(self, sentence: Sentence, start: int, end: int) -> dict[str, str | float | None]:
        """The place of a claim at ``start:end``, as the claim format's fields: as written, and where it is if known.

        What a war has cost is of its country, not of the town that the report is about.
        """
        land = self._land_of_war(sentence, start, end)
        found = land or self.places.at(sentence, start, end)
        if land is None and found is not None and found.sentence != sentence.index and _OF_WAR.search(sentence.text):
            found = next((m for m in self.places.mentions if m.sentence == sentence.index), None)
        if found is None:
            return {}
        place = found.place
        if place is None:
            return {"place": found.name}
        return {
            "place": found.name, "place_id": place.id, "place_precision": place.precision,
            "lat": place.lat, "lon": place.lon, "admin": place.admin,
        }  # fmt: skip

    def _land_of_war(self, sentence: Sentence, start: int, end: int) -> PlaceMention | None:
        """The country whose war did what the stretch tells: as the text names it as a place, else by its plain name."""
        told = _WAR_OF.search(sentence.text[: end - sentence.start], max(0, start - sentence.start - _WAR_REACH))
        land = next((m.country for m in find_countries(told["land"])), None) if told else None
        if land is None:
            return None
        plain = PlaceMention(land.name, start, start, sentence.index)
        return next((m for m in self.places.mentions if _is_land(m, land.code)), plain)

    def party(self, phrase: str) -> str | None:
        """The canonical name of the party that a noun phrase means."""
        return name_party(phrase, self.registry)


def _is_land(mention: PlaceMention, code: str) -> bool:
    """Whether a mention is this country as a whole."""
    return mention.place is not None and mention.specific == SPECIFIC["country"] and mention.place.country == code
