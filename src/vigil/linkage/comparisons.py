"""What is compared between two tellings, level by level, each level in words and as SQL.

Levels are tried in order: the first that holds is the pair's. Where a side is not known the comparison says nothing
(``UNKNOWN``). What each level weighs stands in weights.yaml; see ``vigil.linkage.weights``.
"""

from __future__ import annotations

from dataclasses import dataclass

from vigil.linkage.words import words

REST = "ELSE"
"""The condition of a comparison's last level, which holds where no other does."""


@dataclass(frozen=True, slots=True)
class Level:
    """How alike two tellings are in one thing: a name, the words that explain it, the SQL condition."""

    name: str
    says: str
    sql: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared: where it cannot be (``unknown``, SQL), and its levels."""

    name: str
    unknown: str
    levels: tuple[Level, ...]

    def says(self, level: int) -> str:
        """A level in words; -1: it could not be compared."""
        return f"{self.name}: {self.levels[level].says}" if level >= 0 else f"{self.name}: not told by both"


def comparisons() -> tuple[Comparison, ...]:
    """All that is compared: time, place, kind, actor, target, killed, wounded, wording.

    Speech goes by its words: that one voice spoke twice in a day at one place says nothing.
    """
    return (
        _time(), _place(), _kind(), _actor(), _target(), _toll("killed"), _toll("wounded"),
        _wording("words", _SPEECH), _wording("speech", f"NOT ({_SPEECH})"),
    )  # fmt: skip


_SPEECH = "speech_l OR speech_r"
_BOTH_STATED = "stated_l AND stated_r"
_OVERLAP = "first_l <= last_r AND first_r <= last_l"
_GAP = "greatest(first_l - last_r, first_r - last_l)"


def _time() -> Comparison:
    same = f"{_BOTH_STATED} AND first_l = first_r AND last_l = last_r"
    short = f"greatest(last_l - first_l, last_r - first_r) <= {words().long_days}"
    next_day = f"{_GAP} <= {words().slack_days}"
    own = "CASE WHEN first_l > first_r THEN last_l = told_l ELSE last_r = told_r END"
    inside = "((first_l <= first_r AND last_l >= last_r) OR (first_r <= first_l AND last_r >= last_l))"
    return Comparison(
        "time",
        "first_l IS NULL OR first_r IS NULL",
        (
            Level("same_day", "the same day", f"{same} AND first_l = last_l"),
            Level("same_span", "the same days, month or year", same),
            Level("within", "days that lie within the other's", f"{_BOTH_STATED} AND {inside} AND {short}"),
            Level("crossing", "days that overlap", f"{_BOTH_STATED} AND {_OVERLAP} AND {short}"),
            Level("long", "long spans that overlap", f"{_BOTH_STATED} AND {_OVERLAP}"),
            Level(
                "assumed", "no day told, reports of one day or the next", f"{_OVERLAP} AND abs(told_l - told_r) <= 1"
            ),
            Level("assumed_week", "no day told, reports of one week", _OVERLAP),
            Level("next_day", "the later on its report's own day, the earlier the day before", f"{next_day} AND {own}"),
            Level("day_after", "two days next to each other", next_day),
            Level("apart", "other days", REST),
        ),
    )


_KM = (
    "2 * 6371.0 * asin(least(1.0, sqrt(power(sin(radians(lat_r - lat_l) / 2), 2)"
    " + cos(radians(lat_l)) * cos(radians(lat_r)) * power(sin(radians(lon_r - lon_l) / 2), 2))))"
)
_BETWEEN = f"({_KM} - reach_l - reach_r)"
_PLACED = "lat_l IS NOT NULL AND lat_r IS NOT NULL"


def _place() -> Comparison:
    shared = "len(list_intersect(place_words_l, place_words_r)) > 0"
    return Comparison(
        "place",
        f"place_l IS NULL OR place_r IS NULL OR {_SPEECH}",
        (
            Level("same", "the same place", "place_l = place_r AND NOT wide_l"),
            Level("wide", "one province or country, or only that told", "place_l = place_r OR country_l OR country_r"),
            Level("inside", "one may lie in the other", f"{_PLACED} AND (wide_l OR wide_r) AND {_BETWEEN} <= 0"),
            Level("beside", "next to each other", f"{_PLACED} AND {_BETWEEN} <= {words().beside_km:g}"),
            Level("around", "in one neighbourhood", f"{_PLACED} AND {_BETWEEN} <= {words().around_km:g}"),
            Level("far", "far apart", _PLACED),
            Level("alike", "names that share a word, not both on the map", shared),
            Level("other_name", "other names, not both on the map", REST),
        ),
    )


def _kind() -> Comparison:
    return Comparison(
        "kind",
        "kind_l IS NULL OR kind_r IS NULL",
        (
            Level("same_deed", "the same", "kind_l = kind_r AND deed_l"),
            Level("same_word", "the same, of a kind told every day", "kind_l = kind_r"),
            Level("general", "a general word for the other", "list_contains(general_l, kind_r)"),
            Level("close", "often told one for the other", "list_contains(close_l, kind_r)"),
            Level("other", "another", REST),
        ),
    )


def _actor() -> Comparison:
    shared = "len(list_intersect(actor_words_l, actor_words_r))"
    fewer = "least(len(actor_words_l), len(actor_words_r))"
    return Comparison(
        "actor",
        f"actor_l IS NULL OR actor_r IS NULL OR {_SPEECH}",
        (
            Level("same", "the same", "actor_l = actor_r"),
            Level("side", "of one state", "side_l = side_r"),
            Level("alike", "names alike", f"{shared} > 0.5 * greatest(1, {fewer})"),
            Level("other", "another", REST),
        ),
    )


def _target() -> Comparison:
    shared = "len(list_intersect(thing_l, thing_r))"
    return Comparison(
        "target",
        "len(thing_l) = 0 OR len(thing_r) = 0",
        (
            Level("same", "mostly the same words", f"{shared} > 0.5 * least(len(thing_l), len(thing_r))"),
            Level("some", "a word in common", f"{shared} > 0"),
            Level("other", "other words", REST),
        ),
    )


def _toll(measure: str) -> Comparison:
    left, right = f"{measure}_l", f"{measure}_r"
    apart = f"greatest({left}, {right}) - least({left}, {right})"
    ratio = f"greatest({left}, {right}) / greatest(1, least({left}, {right}))"
    return Comparison(
        measure,
        f"{left} IS NULL OR {right} IS NULL",
        (
            Level("same_many", "the same number, ten or more", f"{left} = {right} AND {left} >= 10"),
            Level("same_few", "the same number, four to nine", f"{left} = {right} AND {left} >= 4"),
            Level("small", "both three or fewer", f"greatest({left}, {right}) <= 3"),
            Level("close", "numbers close by", f"{apart} <= 2 OR {ratio} <= 1.35"),
            Level("risen", "numbers as they rise in a day", f"{ratio} <= 2.5"),
            Level("apart", "numbers far apart", REST),
        ),
    )


def _wording(name: str, unless: str) -> Comparison:
    """The share of the shorter quote's words: copies of one passage tell one happening, whatever else they lack."""
    share = "len(list_intersect(matter_l, matter_r)) / least(len(matter_l), len(matter_r))"
    return Comparison(
        name,
        f"least(len(matter_l), len(matter_r)) < 3 OR {unless}",
        (
            Level("copied", "nearly the same sentence", f"{share} >= 0.75"),
            Level("much", "half of the words in common", f"{share} >= 0.45"),
            Level("some", "some words in common", f"{share} >= 0.2"),
            Level("few", "hardly a word in common", REST),
        ),
    )
