"""How alike two spellings of a name are: folding, and a consonant skeleton for names romanised in several ways.

Arabic, Persian, Pashto, Somali or Cyrillic names reach English by many roads: Baghouz, Beghouz and Al-Baghuz are
one village. ``fold`` takes away what is mere typing, ``skeleton`` also what differs between ways to romanise.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.fuzz import ratio

# Letters that do not come apart into a letter and a mark, or whose mark means another sound.
_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h",
        "ş": "sh", "š": "sh", "ș": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ğ": "gh", "ġ": "gh", "ḫ": "kh", "ẖ": "kh",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ـ": "",
    }
)  # fmt: skip
_DROPPED = re.compile(r"[\u02b0-\u02ff'’‘`´ʼ\"“”.،]")
_APART = re.compile(r"[\W_]+")

# The Arabic article as it is written before sun letters, and the French and Spanish way to write it.
ARTICLES = frozenset("al el ul il ad ed ar er as es ash esh at et an en az ez adh edh ath".split())
_ARTICLE = re.compile(rf"^(?:{'|'.join(sorted(ARTICLES, key=len, reverse=True))})[-\s](?=\w)", re.IGNORECASE)

# Ordered: longer spellings first. Upper-case letters stand for a sound that is settled.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tch|tsch|sch|sh|ch", "X"),
        (r"kh|gh|ck|qu(?=[ei])", "K"),
        (r"dzh|dj|zh|j", "J"),
        (r"ts|tz|c(?=[eiy])", "S"),
        (r"[qkgc]", "K"),
        (r"x", "KS"),
        (r"ph|f|v", "F"),
        (r"dh|d", "D"),
        (r"th|t", "T"),
        (r"s", "S"),
        (r"z", "Z"),
        (r"([A-Zbhlmnpr])\1+", r"\1"),  # doubled, before vowels go: "kaka" keeps both
        (r"^ou(?=[aeiou])|^w", "W"),
        (r"^y(?=[aeiou])", "Y"),
        (r"^[aeiouy]+", "A"),
        (r"[aeiouyw]", ""),
        (r"(?<=.)h$", ""),
    )
)
# "Deir Ezzor": the article has grown together with its noun.
_GROWN = re.compile(r"^[ae](?=(zz|rr|ss|dd|tt|nn))")


def fold(name: str) -> str:
    """A name as it is looked up: lower case, without marks, apostrophes and hyphens, words one space apart."""
    lowered = unicodedata.normalize("NFKC", name).lower().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return _APART.sub(" ", _DROPPED.sub("", bare.translate(_LETTERS))).strip()


def without_article(name: str) -> str:
    """A name without a leading "the" and without the Arabic article."""
    name = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    return _ARTICLE.sub("", name, count=1)


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The consonants of a name, by word, as a reader of Arabic would hear them; "" for a name in another script.

    Articles, vowels and doubled letters go; kh, gh, q, k, g are one sound, so are sh and ch, f, v and ph. A vowel
    that begins a word leaves one mark, a w or y there stays: "Idlib" is no "Dalib".
    """
    words = fold(re.sub(r"[-‐‑–]", " ", name)).split()
    if any(not word.isascii() for word in words):
        return ""
    kept = [word for word in words if word not in ARTICLES] or words
    grown = [word if i == 0 else _GROWN.sub("", word) for i, word in enumerate(kept)]
    return " ".join(filter(None, (_sounds(word) for word in grown)))


def same_spelling(a: str, b: str) -> float:
    """How well two spellings can be one name, 0 to 1: 1 the same when folded, from 0.8 the same consonants.

    Names of one or two consonants that differ in a vowel fall below 0.8: too many short names share a skeleton.
    """
    left, right = fold(without_article(a)), fold(without_article(b))
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    alike = ratio(left, right) / 100
    bones = skeleton(a)
    if not bones or bones != skeleton(b):
        return 0.75 * alike
    if len(bones) > 2 or alike >= 0.85:
        return 0.8 + 0.18 * alike
    return 0.5 + 0.3 * alike


def _sounds(word: str) -> str:
    """One folded word as its consonants; digits stay."""
    if word.isdigit():
        return word
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word.lower()
