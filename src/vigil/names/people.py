"""Whether two written names are one person: spelling variants of romanised names, last names alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"\b(?:al|el|ad|an|as|ash|at|az|ul|bin|ibn|bint|abu|abou)[- ]|[^a-z ]")
# Spellings of one sound in romanised Arabic, Persian, Pashto, Russian and Turkish names.
_SOUNDS = (
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("dj", "j"),
    ("dz", "z"), ("ts", "s"), ("q", "k"), ("c", "k"), ("v", "f"), ("p", "b"),
)  # fmt: skip
_SILENT = re.compile(r"[aeiouywh]")
_PARTICLES = frozenset("al el bin ibn bint abu abou van von de der den da di du dos del la le ben ould".split())


@lru_cache(maxsize=4096)  # a report holds each new name against all that it named before
def skeleton(name: str) -> str:
    """The consonants that all spellings of a romanised name share: "Mustefa", "Mostefa" and "Mustafa" are one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("-", " ")
    plain = _ARTICLE.sub("", plain + " ").strip()
    return " ".join(filter(None, map(_bones, plain.split())))


def last_name(name: str) -> str:
    """The part by which a text names a person again, with its article: "Omar al-Haddad" gives "al-Haddad"."""
    words = name.split()
    for i in range(len(words) - 1, 0, -1):
        if words[i - 1].lower().strip(".") not in _PARTICLES:
            return " ".join(words[i:])
    return name


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same in sound, or one is the end or the beginning of the other."""
    a, b = skeleton(one).split(), skeleton(other).split()
    if not a or not b:
        return one.strip().lower() == other.strip().lower()
    short, long = sorted((a, b), key=len)
    return long[-len(short) :] == short or (len(short) > 1 and short[0] == long[0] and short[-1] == long[-1])


def _bones(word: str) -> str:
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    bones = word[0].translate(str.maketrans("eiouyw", "aaaaaa")) + _SILENT.sub("", word[1:])
    return re.sub(r"(.)\1+", r"\1", bones)
