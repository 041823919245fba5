"""A report as a row of folded words, so that light edits do not hide a copy.

Folded: letter case, accents, hyphens, apostrophes, full stops in abbreviations, British and American spelling. Every
number is one and the same word, with its value kept aside. Only what belongs to the report is there; where something
else stood between two words (a caption, a sign-up line), the row has a break that no passage reaches over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from vigil import lexicon
from vigil.records import Passage, Report

Ids = NDArray[np.int32]
Hashes = NDArray[np.uint64]

NUMBER = 0
"""The id that every number has."""

_TOKEN = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_]+(?:[-'’‘.\u2010\u2011&][^\W\d_]+)*")
_FOLDED_AWAY = re.compile(r"[-'’‘.\u2010\u2011&]")
_MARK = re.compile(r"[\"“”«»„]")
_OPENING, _CLOSING = "“«„", "”»"
_SHORTEST_STEM = 3  # letters before an ending that may be folded


class _NumberWords(BaseModel):
    """What is needed here of lexicon/numbers.yaml."""

    units: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    before: dict[str, tuple[str, ...]]


class _Spellings(BaseModel):
    """The form of lexicon/spellings.yaml."""

    words: dict[str, str]
    endings: dict[str, str]
    function_words: frozenset[str]


@dataclass(frozen=True, eq=False)
class Words:
    """The folded words of one report, in order; equally long rows.

    ids: which word, by the vocabulary. starts: offsets in the report's text. lengths: in characters. stretches: the
    number of the unbroken stretch each stands in. quoted: whether it stands in quotation marks. Kept small, as all
    reports of a ledger are compared at once.
    """

    report: Report
    ids: Ids
    starts: Ids
    lengths: NDArray[np.uint16]
    stretches: NDArray[np.uint16]
    quoted: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def start(self, k: int) -> int:
        """Where the word with this index begins in the report's text."""
        return int(self.starts[k])

    def end(self, k: int) -> int:
        """Where the word with this index ends in the report's text."""
        return int(self.starts[k]) + int(self.lengths[k])

    def text(self, first: int, last: int) -> str:
        """The report's own words from index ``first`` up to, not including, ``last``; empty where there are none."""
        return self.report.text[self.start(first) : self.end(last - 1)] if first < last else ""

    def value(self, k: int) -> float | str:
        """What the number with this index is worth; its letters where that cannot be told ("17:34")."""
        written = self.text(k, k + 1)
        row = _Row(Vocabulary())
        row.read(written, 0, len(written))
        return row.values.get(0, written)


@dataclass
class Vocabulary:
    """Numbers for words, and a hash for each that is the same on every machine."""

    _ids: dict[str, int] = field(default_factory=lambda: {"#": NUMBER})
    _known: dict[str, int] = field(default_factory=dict)

    def id_of(self, raw: str) -> int:
        """The id of a word as written; words that fold alike have one id."""
        found = self._known.get(raw)
        if found is None:
            found = self._known[raw] = self._ids.setdefault(fold(raw), len(self._ids))
        return found

    def ids_of(self, folded: frozenset[str]) -> frozenset[int]:
        """The ids of those folded words that have one."""
        return frozenset(self._ids[word] for word in folded if word in self._ids)

    def hashes(self) -> Hashes:
        """A 64-bit hash of every word, by id."""
        digests = b"".join(blake2b(word.encode(), digest_size=8).digest() for word in self._ids)
        return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def split_words(report: Report, vocabulary: Vocabulary, *, leave_out: frozenset[str] = frozenset()) -> Words:
    """The words of a report's own passages, but for passages whose text is in ``leave_out``. Raises nothing."""
    row = _Row(vocabulary)
    ended = 0
    for passage in own_passages(report):
        if report.words(passage).strip() not in leave_out:
            if report.text[ended : passage.start].strip():
                row.stretch += 1
            row.read(report.text, passage.start, passage.end)
            ended = passage.end
    return Words(
        report=report,
        ids=np.array(row.ids, dtype=np.int32),
        starts=np.array(row.starts, dtype=np.int32),
        lengths=np.array([end - start for start, end in zip(row.starts, row.ends, strict=True)], dtype=np.uint16),
        stretches=np.array(row.stretches, dtype=np.uint16),
        quoted=np.array(row.quoted, dtype=np.bool_),
    )


def own_passages(report: Report) -> Iterator[Passage]:
    """The passages that belong to a report; all of its text, where it was never divided."""
    for passage in report.passages or (Passage(start=0, end=len(report.text)),):
        if passage.is_report:
            yield passage


def has_number(text: str) -> bool:
    """Whether a number stands in a text, in digits or in words."""
    return any(_value(match[0]) is not None for match in _TOKEN.finditer(text))


def fold(raw: str) -> str:
    """A word as it is compared: "Jihadist-held" and "jihadistheld" are one, so are "centre" and "Center"."""
    word = unicodedata.normalize("NFKD", _FOLDED_AWAY.sub("", raw).casefold())
    if not word.isascii():
        word = "".join(letter for letter in word if not unicodedata.combining(letter))
    spellings = _spellings()
    if word in spellings.words:
        return spellings.words[word]
    for ending, other in spellings.endings.items():
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_STEM:
            return word[: -len(ending)] + other
    return word


def function_words() -> frozenset[str]:
    """Words that carry little of what a sentence says."""
    return _spellings().function_words


@lru_cache(maxsize=1)
def qualifiers() -> frozenset[tuple[str, ...]]:
    """The phrases that bound the number they stand before, as folded words: ("more", "than")."""
    phrases = (phrase for forms in _numbers().before.values() for phrase in forms)
    return frozenset(tuple(fold(word) for word in phrase.split()) for phrase in phrases)


@dataclass
class _Row:
    """Words as they are read."""

    vocabulary: Vocabulary
    ids: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    stretches: list[int] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    values: dict[int, float | str] = field(default_factory=dict)
    stretch: int = 0

    def read(self, text: str, start: int, end: int) -> None:
        """Add the words of one paragraph. A quotation left open at its end is taken up again by its next mark."""
        marks = _quotations(text, start, end)
        first = len(self.ids)
        for match in _TOKEN.finditer(text, start, end):
            raw = match[0]
            value = _value(raw)
            if value is not None and self._joins(value, text, match.start()):
                self.ends[-1] = match.end()
                continue
            if value is not None:
                self.values[len(self.ids)] = value
            self.ids.append(NUMBER if value is not None else self.vocabulary.id_of(raw))
            self.starts.append(match.start())
            self.ends.append(match.end())
        added = len(self.ids) - first
        self.stretches += [self.stretch] * added
        if marks:
            self.quoted += [any(a <= k < b for a, b in marks) for k in self.starts[first:]]
        else:
            self.quoted += [False] * added

    def _joins(self, value: float | str, text: str, start: int) -> bool:
        """Whether this number goes on with the one before it ("1.5 million", "2 000"); if so, the two are joined."""
        last = len(self.ids) - 1
        before = self.values.get(last)
        if not isinstance(before, float) or not isinstance(value, float):
            return False
        between, tail = text[self.ends[last] : start], text[start : start + 4]
        if between not in (" ", "-", "\u00a0", "\u2009", "\u202f"):
            return False
        if value >= 100 and not tail[:1].isdigit():
            self.values[last] = before * value
        elif before in _TENS and value < 10 and not tail[:1].isdigit():
            self.values[last] = before + value
        elif _GROUP.fullmatch(tail) and _GROUPS.fullmatch(text[self.starts[last] : self.ends[last]]):
            self.values[last] = before * 1000 + value
        else:
            return False
        return True


_GROUP, _GROUPS = re.compile(r"\d{3}\D?"), re.compile(r"\d{1,3}(?:\s\d{3})*")
_TENS = frozenset(range(20, 100, 10))


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a paragraph that stand in double quotation marks; one left open runs to the end."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark = match[0]
        if opened is None and mark not in _CLOSING:
            opened = match.start()
        elif opened is not None and mark not in _OPENING:
            found.append((opened, match.start()))
            opened = None
    if opened is not None:
        found.append((opened, end))
    return found


@lru_cache(maxsize=65536)
def _value(raw: str) -> float | str | None:
    """What a number is worth; its letters where that cannot be told ("17:34"); None for what is no number."""
    if raw[0].isdigit():
        plain = raw.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", raw) else raw
        return float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) and plain.isascii() else raw
    word = raw.casefold()
    if "-" in word:
        tens, _, units = word.partition("-")
        high, low = _worth().get(tens, 0.0), _worth().get(units, 0.0)
        return high + low if high in _TENS and 0 < low < 10 else None
    return _worth().get(word)


@lru_cache(maxsize=1)
def _worth() -> dict[str, float]:
    numbers = _numbers()
    every = {**numbers.units, **numbers.teens, **numbers.tens, **numbers.scales}
    return {word: float(value) for word, value in every.items()}


@lru_cache(maxsize=1)
def _numbers() -> _NumberWords:
    return lexicon.load("numbers", _NumberWords)


@lru_cache(maxsize=1)
def _spellings() -> _Spellings:
    return lexicon.load("spellings", _Spellings)
