"""Events as they are told: what their tellings agree on, where they part, and what joined them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from vigil.dossier import words
from vigil.records import Contents, Event, Incident, Period


@dataclass(frozen=True, slots=True)
class Trait:
    """What tellings say of one thing: each answer with the ids of the incidents that give it, most given first."""

    name: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def is_agreed(self) -> bool:
        """Whether two tellings or more say it, and all who do say the same."""
        return len(self.answers) == 1 and len(self.answers[0][1]) > 1

    @property
    def is_disputed(self) -> bool:
        """Whether they do not all say the same."""
        return len(self.answers) > 1


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with its tellings, oldest report first. traits: whatever at least one telling says."""

    event: Event
    tellings: tuple[Incident, ...]
    traits: tuple[Trait, ...]
    origins: tuple[str, ...]

    @property
    def title(self) -> str:
        """What happened, in words: "airstrike: Coalition on Hajin"."""
        event = self.event
        doing = " \u2192 ".join(part for part in (event.actor, event.target) if part)
        told = ", ".join(part for part in (doing, event.place) if part)
        return f"{words.label(event.event)}: {told}" if told else words.label(event.event)

    @property
    def days(self) -> str:
        """When it was, in words; empty where no telling has a day."""
        return words.days(self.event.start, self.event.end)

    @property
    def agreed(self) -> tuple[Trait, ...]:
        """What the tellings agree on."""
        return tuple(trait for trait in self.traits if trait.is_agreed)

    @property
    def disputed(self) -> tuple[Trait, ...]:
        """Where they part."""
        return tuple(trait for trait in self.traits if trait.is_disputed)

    @property
    def told_once(self) -> tuple[Trait, ...]:
        """What one telling alone says."""
        return tuple(trait for trait in self.traits if not trait.is_agreed and not trait.is_disputed)

    def to_line(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            **self.event.model_dump(mode="json"),
            "origins": list(self.origins),
            "tellings": [telling.to_line() for telling in self.tellings],
            "agreed": [_trait_line(trait) for trait in self.agreed],
            "disputed": [_trait_line(trait) for trait in self.disputed],
            "told_once": [_trait_line(trait) for trait in self.told_once],
        }


def gather_happenings(contents: Contents) -> tuple[Happening, ...]:
    """Every event of the contents whose tellings are there, in their order."""
    incidents = {claim.id: claim for claim in contents.claims if isinstance(claim, Incident)}
    times = {timing.claim: timing.when for timing in contents.timings}
    names = {origin.id: origin.name for origin in contents.origins}
    found = []
    for event in contents.events:
        tellings = tuple(incidents[id_] for id_ in event.incidents if id_ in incidents)
        if tellings:
            origins = sorted({names.get(telling.origin, telling.origin) for telling in tellings if telling.origin})
            found.append(Happening(event, tellings, tuple(_traits(tellings, times)), tuple(origins)))
    return tuple(found)


def _traits(tellings: tuple[Incident, ...], times: dict[str, Period]) -> Iterator[Trait]:
    def days(telling: Incident) -> str | None:
        when = times.get(telling.id, telling.when)
        return words.days(when.start, when.end) or None

    asked: tuple[tuple[str, Callable[[Incident], str | None]], ...] = (
        ("what", lambda telling: words.label(telling.event)),
        ("who did it", lambda telling: telling.actor),
        ("to whom", lambda telling: telling.target),
        ("where", lambda telling: telling.place),
        ("when", days),
        ("how sure", lambda telling: words.hedge(telling) or None),
    )
    for name, answer in asked:
        said: dict[str, tuple[str, list[str]]] = {}
        for telling in tellings:
            told = answer(telling)
            if told:
                key = telling.place_id or told if name == "where" else told
                said.setdefault(key.casefold(), (told, []))[1].append(telling.id)
        if said:
            ranked = sorted(said.values(), key=lambda pair: -len(pair[1]))
            yield Trait(name, tuple((told, tuple(ids)) for told, ids in ranked))


def _trait_line(trait: Trait) -> dict[str, Any]:
    return {"name": trait.name, "answers": [{"answer": told, "claims": list(ids)} for told, ids in trait.answers]}
