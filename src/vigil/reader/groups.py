"""Who the counted are: civilian, combatant, child ..., from the noun and its modifiers, then from the whole text.

First pass: the noun phrase. Second pass: a whole takes the group of its parts where they add up to it, and victims of
whom a sentence says that all were civilians are civilians.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vigil.reader.counted import Counted
from vigil.reader.nouns import kin, modifier_groups, noun_at
from vigil.reader.text import Sentence, Text
from vigil.records import Group

_ACCUSED = re.compile(r"(?:accused|suspected|convicted) of (?:fighting|belonging|being|joining|membership|links)\b")
_DESCRIBED = re.compile(
    r"[^.;]{0,120}?(?:,|--|-|\u2014|\()\s*"
    r"(?P<how>mostly|mainly|most of (?:them|whom)|many of (?:them|whom)|largely|including|among them)"
    r"\s(?P<who>[^.;]{3,90})"
)
_BELONGED = re.compile(r"(?:belonged to|belong to|were (?:members of|with|from|in)|came from) (?P<body>.*)")
_IN_ACTION = re.compile(r"\bkilled in action\b")
_AGED = re.compile(r"(\d{1,2})-year-old")
_OF_AGE = 18
_INFORMERS = frozenset({"informant", "informer", "collaborator"})
"""Whom a party suspects of helping its enemy: suspected, and yet no fighters."""
_WOMEN_AND_CHILDREN = re.compile(
    r"[^.;]{0,120}?(?:,|--|-|\u2014|\()\s*(?:mostly|mainly|most of (?:them|whom)|largely)(?: were| are)?"
    r" (?:women and children|children and women)\s*(?:[.,;)\u2014-]|$)"
)
_SPECIFIC = ("aid_worker", "journalist", "official", "detainee", "child", "woman")
_ALL_WERE = re.compile(
    r"\b(?:all(?: of)? (?:the )?(?:casualties|victims|dead|those killed|killed|slain|fatalities|wounded)"
    r"(?: and wounded)?"
    r"|(?:the )?(?:dead|victims|casualties)(?= were all))\b[^.]{0,30}?\b(?:were|are|is)\b(?P<rest>[^.]{0,80})"
)


def group_of(one: Counted, *, names_armed_party: bool = False) -> Group:
    """The group by the noun phrase alone. names_armed_party: an armed party stands among its modifiers."""
    of_those = one.noun is None and one.last > one.number_last
    if of_those and (told := _told_to_be(_following(one).partition(" ")[2])):
        return told
    if one.area is not None or one.noun is None:
        return "unknown"
    if one.noun.kind == "unit":
        return "combatant"
    if one.noun.kind in ("event", "fired", "object", "area"):
        return "unknown"
    words = {token.lower for token in one.words}
    follows = _following(one)
    if one.noun.kind == "casualty" and (told := _told_to_be(follows)):
        return told
    if words & kin() and one.noun.name not in ("mother", "father", "son", "daughter", "brother", "sister"):
        return _kin_group(one, words)
    joined = _joined(one, follows)
    if joined:
        return joined
    if re.match(r"and (?:their|his|her)? ?(?:families|relatives|wives|children|family)\b", follows):
        return "mixed" if one.noun.group == "combatant" or names_armed_party else one.noun.group
    if one.noun.group == "unknown" and (_ACCUSED.match(follows) or _IN_ACTION.search(follows)):
        return "combatant"
    if one.noun.group in ("civilian", "unknown") and one.noun.kind == "person" and _is_minor(one):
        return "child"
    return _modified(one, armed=names_armed_party)


def _is_minor(one: Counted) -> bool:
    """Whether one person is told to be younger than 18: "her 3-year-old daughter"."""
    aged = [_AGED.fullmatch(word) for word in one.modifiers]
    joined = _AGED.search(" ".join(one.modifiers).replace(" - ", "-"))
    ages = [int(found[1]) for found in (*aged, joined) if found]
    return one.low == 1 and bool(ages) and ages[0] < _OF_AGE


def _modified(one: Counted, *, armed: bool) -> Group:
    """The noun's own group, unless a modifier says more."""
    assert one.noun is not None
    group = one.noun.group
    if group in _SPECIFIC or one.noun.kind == "casualty":
        return group
    said = [modifier_groups()[word] for word in one.modifiers if word in modifier_groups()]
    if one.noun.name in _INFORMERS:
        return "unknown"
    if "combatant" in said and group in ("unknown", "civilian") and not _guarded(one):
        return "combatant"
    if armed and group == "unknown":
        return "combatant"
    if said and group == "unknown":
        return said[0]
    return group


def _guarded(one: Counted) -> bool:
    """ "security guards" guard a hotel; "security" makes no fighter of them."""
    return bool(one.noun and one.noun.name.endswith(("guard", "worker", "guest", "employee")))


def _kin_group(one: Counted, words: set[str]) -> Group:
    """Children of their own are children; the families of fighters are civilians."""
    if one.noun and one.noun.group == "child" and "women" not in words and "and" not in _following(one)[:4]:
        return "child"
    if one.noun and one.noun.group in ("child", "woman"):
        return "civilian" if re.match(r"and (?:women|children)\b", _following(one)) else one.noun.group
    return "civilian"


def _joined(one: Counted, follows: str) -> Group | None:
    """ "12 soldiers and civilians" are mixed, "women and children" civilian."""
    found = re.match(r"and (?:\w+ )?(\w+)\b", follows)
    numbered = any(t.pos in ("NUM", "DET") for t in one.sentence.tokens[one.last + 2 : one.last + 4])
    if not found or one.noun is None or numbered:
        return None
    other = noun_at((found[1],), 0)
    if other is None or other[0].kind != "person" or not other[0].plural:
        return None
    pair = {one.noun.group, other[0].group}
    if pair == {"woman", "child"}:
        return "civilian"
    if pair == {"civilian", "combatant"}:
        return "mixed"
    return None


def _told_to_be(follows: str) -> Group | None:
    """ "132 of the dead were children", "four of the dead belonged to the border police"."""
    if belonged := _BELONGED.match(follows):
        words = tuple(belonged["body"].split())
        nouns = [noun[0].group for k in range(len(words)) if (noun := noun_at(words, k)) and noun[0].kind == "person"]
        return "combatant" if "combatant" in nouns else None
    found = re.match(r"(?:are|were|was) (?:all )?(\w+)\b", follows)
    noun = noun_at((found[1],), 0) if found else None
    return noun[0].group if noun and noun[0].kind == "person" and noun[0].group != "unknown" else None


def _following(one: Counted) -> str:
    tokens = one.sentence.tokens[one.last + 1 : one.last + 10]
    return " ".join(token.lower for token in tokens)


def described(one: Counted) -> set[Group]:
    """The groups that an inset says are among the counted: ", mostly wives of fighters, but also suspects"."""
    rest = one.sentence.text[one.sentence.tokens[one.last].end - one.sentence.start :]
    found = _DESCRIBED.match(rest)
    if not found:
        return set()
    is_most = found["how"].startswith(("most", "main", "many", "large"))
    words = tuple(re.findall(r"[\w-]+", found["who"].lower()))
    groups: set[Group] = {"civilian"} if set(words) & kin() else set()
    for k in range(len(words)):
        noun = noun_at(words, k)
        joined = words[k - 1 : k] in (("suspected",), ("and",))
        owned = bool(groups) and not joined  # "wives of fighters" tells of no fighter
        if noun and noun[0].kind == "person" and not (owned and noun[0].group == "combatant"):
            groups.add(noun[0].group)
    # most are civilians: then some are not
    return {"mixed"} if is_most and groups == {"civilian"} else groups - {"unknown"}


def mostly_women_and_children(one: Counted) -> bool:
    """Whether an inset says that most are women and children, and tells of nobody else: civilians, then."""
    rest = one.sentence.text[one.sentence.tokens[one.last].end - one.sentence.start :]
    return bool(_WOMEN_AND_CHILDREN.match(rest))


def all_were(text: Text) -> tuple[Group, Sentence] | None:
    """The group that the text says all of the victims had, and the sentence that says so."""
    for sentence in text.body:
        found = _ALL_WERE.search(sentence.text.lower())
        if found is None:
            continue
        words = tuple(re.findall(r"[\w-]+", found["rest"]))
        for k in range(len(words)):
            noun = noun_at(words, k)
            if noun and noun[0].kind == "person" and noun[0].group != "unknown":
                return noun[0].group, sentence
        if re.search(r"\bmembers of\b[^.]*\b(?:church|congregation|mosque|community|family)\b", found["rest"]):
            return "civilian", sentence
    return None


def whole_group(whole: float | None, parts: Sequence[tuple[Group, float | None]]) -> Group | None:
    """The group of a whole from its parts: mixed where both kinds are told of, or the one group that fills it."""
    groups = {group for group, _ in parts}
    if "mixed" in groups or ("combatant" in groups and groups & {"civilian", "child", "woman"}):
        return "mixed"
    total = sum(low or 0 for _, low in parts)
    if whole is not None and total == whole and len(groups) == 1:
        return next(iter(groups))
    return None
