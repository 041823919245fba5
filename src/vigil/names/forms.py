"""Finding many written forms in a text at once: the longest form wins, whole words only, as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"\w+")
# What may not stand straight before or after a form, besides letters: "IS" is no part of "IS-2", "US" none of "USS".
_JOINERS = frozenset("_@#")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A form at half-open offsets of a text, and what it stands for."""

    start: int
    end: int
    form: str
    value: T


class Forms(Generic[T]):
    """Written forms and what they stand for. The first value given for a form keeps it."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._values: dict[str, T] = {}
        for form, value in pairs:
            self._values.setdefault(form, value)
        self._starting: dict[str, list[str]] = {}
        for form in sorted(self._values, key=len, reverse=True):
            first = _WORD.search(form)
            if first and first.start() == 0:
                self._starting.setdefault(first[0], []).append(form)

    def get(self, form: str) -> T | None:
        """What exactly this form stands for."""
        return self._values.get(form)

    def find(self, text: str) -> Iterator[Found[T]]:
        """All forms in a text with plain quotes, left to right, without overlap."""
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end or not _is_free(text, word.start() - 1):
                continue
            form = next((f for f in self._starting.get(word[0], ()) if _stands(text, f, word.start())), None)
            if form is not None:
                end = word.start() + len(form)
                yield Found(word.start(), end, form, self._values[form])


def _stands(text: str, form: str, at: int) -> bool:
    """Whether a form stands at an offset as a whole."""
    end = at + len(form)
    return text.startswith(form, at) and (not form[-1].isalnum() or _is_free(text, end))


def _is_free(text: str, at: int) -> bool:
    """Whether no letter, digit or joiner stands at an offset."""
    return not 0 <= at < len(text) or not (text[at].isalnum() or text[at] in _JOINERS)
