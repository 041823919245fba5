"""Things put together two by two: what is joined with one member is joined with all."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Groups(Generic[K]):
    """Groups of things, each in one group; a union-find structure. Which thing stands for its group is not fixed."""

    def __init__(self) -> None:
        self._above: dict[K, K] = {}

    def add(self, thing: K) -> None:
        """Take in a thing, as a group of its own if it is new."""
        self._above.setdefault(thing, thing)

    def join(self, one: K, other: K) -> None:
        """Make one group of the groups of two things; both are taken in if they are new."""
        top, under = self.top(one), self.top(other)
        if top != under:
            self._above[under] = top

    def top(self, thing: K) -> K:
        """The thing that stands for the group of this one, until the group grows."""
        above = self._above.setdefault(thing, thing)
        if self._above[above] == above:
            return above
        path = [thing]
        while (above := self._above[path[-1]]) != path[-1]:
            path.append(above)
        for passed in path:
            self._above[passed] = path[-1]
        return path[-1]

    def members(self) -> dict[K, list[K]]:
        """The members of every group, by the thing that stands for it; in the order in which they were taken in."""
        found: dict[K, list[K]] = {}
        for thing in self._above:
            found.setdefault(self.top(thing), []).append(thing)
        return found

    def count(self) -> int:
        """How many groups there are."""
        return sum(thing == above for thing, above in self._above.items())
