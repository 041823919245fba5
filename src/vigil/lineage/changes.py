"""A passage as it is told of: where it stands in both reports, and what differs in it."""

from __future__ import annotations

from collections.abc import Iterator

from vigil.lineage.alignment import Aligned
from vigil.lineage.shared import Change, ChangeKind, Shared
from vigil.lineage.wording import NUMBER, Words, qualifiers


def describe(passage: Aligned, one: Words, other: Words) -> Shared:
    """A passage with its offsets in both reports, and its changes in order. Raises nothing."""
    region = passage.region
    return Shared(
        start_one=one.start(region.a),
        end_one=one.end(region.a_end - 1),
        start_other=other.start(region.b),
        end_other=other.end(region.b_end - 1),
        words=passage.words,
        alike=round(passage.alike, 3),
        quoted=passage.quoted,
        changed=tuple(_changes(passage, one, other)),
    )


def _changes(passage: Aligned, one: Words, other: Words) -> Iterator[Change]:
    """What differs, in order: between the runs in common, and numbers within them."""
    a, b = passage.region.a, passage.region.b
    numbers = (one.ids[passage.region.a : passage.region.a_end] == NUMBER).tolist()
    for start_a, start_b, length in passage.runs:
        if a < start_a or b < start_b:
            yield _change(_kind(one, a, start_a, other, b, start_b), (a, start_a), (b, start_b), one, other)
        for k in range(length):
            if numbers[start_a + k - passage.region.a] and one.value(start_a + k) != other.value(start_b + k):
                yield _change("number", (start_a + k, start_a + k + 1), (start_b + k, start_b + k + 1), one, other)
        a, b = start_a + length, start_b + length


def _kind(one: Words, a: int, a_end: int, other: Words, b: int, b_end: int) -> ChangeKind:
    """What sort of change lies between two runs in common, the second of which begins at a_end and b_end."""
    before_number = a_end < len(one) and one.ids[a_end] == NUMBER and b_end < len(other) and other.ids[b_end] == NUMBER
    if before_number and (_bounds_number(one, a, a_end) or _bounds_number(other, b, b_end)):
        return "qualifier"
    return "words"


def _bounds_number(words: Words, first: int, end: int) -> bool:
    """Whether these words end in a phrase such as "more than"."""
    written = tuple(words.text(k, k + 1).casefold() for k in range(first, end))
    return any(written[-length:] in qualifiers() for length in range(1, len(written) + 1))


def _change(kind: ChangeKind, a: tuple[int, int], b: tuple[int, int], one: Words, other: Words) -> Change:
    start_one, end_one = _offsets(one, *a)
    start_other, end_other = _offsets(other, *b)
    return Change(
        kind=kind,
        start_one=start_one,
        end_one=end_one,
        start_other=start_other,
        end_other=end_other,
        one=one.text(*a),
        other=other.text(*b),
    )


def _offsets(words: Words, first: int, end: int) -> tuple[int, int]:
    """The offsets of a run of words; of an empty one, those of the place where it would stand."""
    if first < end:
        return words.start(first), words.end(end - 1)
    at = words.end(first - 1) if first else words.start(first)
    return at, at
