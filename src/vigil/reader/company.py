"""What those counted share with others: a list, a host, a heading; and what their noun says by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from vigil.reader.clausewords import clause_words, head_pattern
from vigil.reader.counted import Counted
from vigil.reader.following import after, beyond
from vigil.reader.preceding import before
from vigil.reader.verbs import after_words, verbs_at
from vigil.reader.verdicts import Verdict, allows, is_armed

_ALONG = ("along with", "as well as", "together with", "in addition to", "plus")

Told: TypeAlias = Sequence[tuple[Counted, Verdict | None]]
"""The counted phrases earlier in the sentence, with what was found to be said of them."""


def shared(one: Counted, chain: Sequence[Counted]) -> Verdict | None:
    """What the whole list shares: the verb before its first member or after its last."""
    if len(chain) < 2:
        return None
    if one is not chain[-1]:
        found = _after_list(one, chain[-1])
        if found:
            return found
    if one is not chain[0]:
        found = before(chain[0], rule="list.before")
        if found and allows(one, found.measure):
            return found
    return None


def _after_list(one: Counted, last: Counted) -> Verdict | None:
    """What stands after the last of the list, if it can be said of this member too."""
    found = after(last, rule="list.after") or beyond(last)
    if found is None or not allows(one, found.measure):
        return None
    # "12 dead and 30 wounded": a word that says what became of the last alone says nothing of the first
    own = found.at == last.last + 1 and one.sentence.words[found.at] in after_words()
    if own and (one.head is None or last.head is None):
        return None
    return found


def by_noun(one: Counted) -> Verdict | None:
    """The noun itself is what became of them, or a happening."""
    if one.noun is None:
        return None
    if one.noun.kind == "casualty":
        return Verdict(one.noun.measure or "other", "noun")
    if one.noun.kind == "event":
        return Verdict("attacks", "noun")
    for word in one.modifiers:
        for measure in after_words().get(word, ()):
            if allows(one, measure) and word not in ("inside", "remaining", "held"):
                return Verdict(measure, "modifier")
        for verb in verbs_at((word,), 0):
            if verb.role == "object" and verb.shape in ("participle", "ed") and allows(one, verb.measure):
                return Verdict(verb.measure, "modifier")
    return None


def inset(one: Counted, told: Told) -> Verdict | None:
    """ "... killed 14 people, including five children": the inset is measured as its host, and a part of it."""
    if not introduced(one) and not _of_them(one):
        return None
    for k in range(len(told) - 1, -1, -1):
        verdict = told[k][1]
        if verdict and verdict.measure not in ("attacks", "destroyed", "area"):
            hosts = verdict.host if verdict.host is not None else k
            return Verdict(verdict.measure, "inset", verdict.at, host=hosts)
    return None


def introduced(one: Counted) -> bool:
    """Whether "including", "among them", "of whom" leads to the phrase, perhaps past other members of the list."""
    left = " ".join(one.sentence.words[max(0, one.first - 22) : one.first])
    found = re.search(
        r"\b(including|includes?|included|among them|amongst them|among whom|of whom|of which|of them|comprising)\b"
        r"(?P<rest>[^.;:]*)$", left)  # fmt: skip
    return bool(found and not re.search(r"\b(killed|wounded|injured|were|was|have|had|said)\b", found["rest"]))


def _of_them(one: Counted) -> bool:
    """ "12 were hurt, two of them seriously"."""
    after_number = one.sentence.words[one.number_last + 1 : one.number_last + 3]
    return after_number in (("of", "them"), ("of", "whom"), ("of", "which"))


def alongside(one: Counted, told: Told) -> Verdict | None:
    """ "... were killed, along with 40 civilians": measured as those before, and no part of them."""
    words, k = one.sentence.words, one.first
    while k > 0 and words[k - 1] in ("a", "an", "the", "some", "another", "other"):
        k -= 1
    if not " ".join(words[max(0, k - 3) : k]).endswith(_ALONG):
        return None
    host = next((verdict for _, verdict in reversed(told) if verdict), None)
    return Verdict(host.measure, "alongside", host.at) if host else None


def on_the_scene(one: Counted) -> Verdict | None:
    """ "an attack by 30 militants", "they came in five trucks": those on the scene, and what they came in."""
    if one.is_single or one.first == 0 or one.noun is None:
        return None
    words, k = one.sentence.words, _before_fillers(one)
    leading = words[k] if k >= 0 else ""
    if leading == "by" and (is_armed(one) or _attacked(words, k)):
        return Verdict("deployed", "agent")
    if leading in ("was", "were", "are", "is") and words[max(0, k - 1)] == "there":
        return Verdict("deployed" if is_armed(one) else "present", "there")
    if one.noun.name in clause_words().conveyances and leading in ("in", "aboard", "on", "driving", "riding"):
        return Verdict("deployed", "conveyance")
    return None


def _before_fillers(one: Counted) -> int:
    """The token before the phrase that is not "a group of" and the like; -1 for none."""
    words, k = one.sentence.words, one.first - 1
    while k >= 0 and words[k] in clause_words().fillers and words[k] not in ("to", "up"):
        k -= 1
    return k


def _attacked(words: Sequence[str], by: int) -> bool:
    """Whether a verb of attacking stands before "by": whoever follows did it, however called."""
    verbs = [verb for k in range(max(0, by - 6), by) for verb in verbs_at(words, k)]
    suffered = [verb for verb in verbs if verb.role == "object" and verb.shape in ("ed", "participle")]
    return any(verb.measure in ("attacks", "killed", "area") for verb in suffered)


def listed(one: Counted) -> Verdict | None:
    """ "The dead included nine villagers ... and a guard"; "Among the wounded was a nurse"."""
    left = " ".join(one.sentence.words[: one.first])
    found = head_pattern().search(left)
    if not found:
        return None
    rest = found["rest"]
    if re.search(r"\b(?:which|who|said|says)\b", rest):
        return None
    if not re.match(r"\s*(?:also )?(?:include[sd]?|including|were|was|are|is|in|from|:|,)", rest):
        return None
    if not re.search(r"\b(?:include[sd]?|including|were|was|are|is)\b", rest):
        return None
    measure = clause_words().heads[found["noun"]] if found["noun"] else clause_words().headed[found["verb"]]
    return Verdict(measure, "listed")


def alone(one: Counted) -> Verdict | None:
    """Troops somewhere and land measured need no verb: "with 2,000 troops there", "a pocket of 4 square kilometres"."""
    if one.area is not None:
        return Verdict("area", "alone")
    if one.noun and not one.is_single and one.noun.name in ("troops", "forces", "military adviser", "peacekeeper"):
        return Verdict("deployed", "alone")
    return None
