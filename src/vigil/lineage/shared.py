"""What two reports have in common: the stretches, and what was changed in them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field

from vigil.records import Record

ChangeKind: TypeAlias = Literal["number", "qualifier", "words"]


class Change(Record):
    """A place where a passage differs in its two reports, as half-open offsets in each report's clean text.

    kind: another ``number``; a ``qualifier``, words that bound a number ("more than"); other ``words``.
    one, other: the words there; empty where that report has none.
    """

    kind: ChangeKind
    start_one: int = Field(ge=0)
    end_one: int = Field(ge=0)
    start_other: int = Field(ge=0)
    end_other: int = Field(ge=0)
    one: str
    other: str


class Shared(Record):
    """A passage that stands in two reports, as half-open offsets in each report's clean text.

    words: how many are the same; alike: their share of the longer side. quoted: whether both sides hold it as
    somebody's quoted words; such a passage shows that both heard him, not that one copied the other. changed: in order.
    """

    start_one: int = Field(ge=0)
    end_one: int = Field(ge=0)
    start_other: int = Field(ge=0)
    end_other: int = Field(ge=0)
    words: int = Field(ge=1)
    alike: float = Field(ge=0, le=1)
    quoted: bool = False
    changed: tuple[Change, ...] = ()


class Reuse(Record):
    """Two reports, by name, that share passages; ``one`` is the earlier. share: of the words of the shorter report."""

    one: str
    other: str
    share: float = Field(ge=0, le=1)
    passages: tuple[Shared, ...] = Field(min_length=1)
