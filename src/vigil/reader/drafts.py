"""Figures as drafts: what is counted, what is said of it, where its clause lies and which figure it is a part of.

Nothing here asks whose word it is, when it was or who did it; that is ``vigil.reader.figures``.

1. Per sentence: numbers and single persons, and the verdict on each.
2. What is no figure goes: nothing said of it, hypothetical or denied, a person told of before.
3. The clause of each: from its own evidence to the next figure's.
4. Parts: insets point at their host; a list after "the dead included" at the report's whole.
5. The title gives a figure only where the body lacks its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vigil.names.people import last_name
from vigil.reader.clausewords import clause_words
from vigil.reader.company import introduced
from vigil.reader.counted import Counted, find_counted
from vigil.reader.predicates import judge_all
from vigil.reader.singles import find_singles
from vigil.reader.text import Sentence, Text
from vigil.reader.verdicts import Verdict
from vigil.records import Measure, Unit

_SINGLE_MEASURES: frozenset[Measure] = frozenset({"killed", "wounded", "abducted", "detained", "released", "missing"})
_ONE_MEASURES = _SINGLE_MEASURES | {"surrendered", "displaced", "deployed"}
_UNREAL = re.compile(
    r"\b(?:would|could|might|must|should|if|unless|to"
    r"|(?:threaten|vow|want|plann?|attempt|seek|hop|conspir|plot|refus|fail|offer|design|intend)(?:s|e|es|ed|ing)? to"
    r"|tr(?:y|ies|ied|ying) to|sought to|able to|in order to|plott(?:ed|ing) to|calls? (?:for|to)|called for"
    r"|(?:prevent|avoid|authori[sz])(?:s|e|es|ed|ing)?|stop(?:s|ped|ping)? from"
    r"|accus(?:e|es|ed|ing) of (?:plotting|planning))\s+(?:\w+ly\s+)?$"
)
_BELIEVED = re.compile(r"\b(?:believed|thought|said|reported|feared|known|estimated|understood) to (?:\w+ )?$")
_DENIED = re.compile(
    r"\b(?:not|n't|never|no longer|nor|whether|no (?:indications?|evidence|signs?|word|proof)(?: that)?)\b"
    r"(?:\s+\w+){0,3}\s*$"
    r"|\b(?:denied|denies|deny|denying)\b(?:\s+[\w-]+){0,8}\s*$"
)
_BEFORE_CLAUSE = frozenset({",", "and", "but", "while", ";", "or", ")"})
_AFTER_CLAUSE = frozenset({",", "and", "but", "while", "including", ";", "or", "("})
_NOBODY = frozenset({"nobody", "none", "no"})
_SURE_RULES = ("after", "before", "listed", "list", "noun", "arc.passive", "inset", "phrase-past")


@dataclass(frozen=True)
class Draft:
    """A figure in the making. start, end: the clause, as offsets of the report. host: index of its whole."""

    one: Counted
    verdict: Verdict
    start: int
    end: int
    host: int | None = None
    planned: bool = False

    @property
    def sentence(self) -> Sentence:
        """The sentence that it stands in."""
        return self.one.sentence

    @property
    def measure(self) -> Measure:
        """What is said of the counted."""
        return self.verdict.measure

    @property
    def unit(self) -> Unit:
        """The unit that the claim format gives the counted."""
        noun = self.one.noun
        if self.one.area is not None:
            return "km2"
        if noun is None or noun.kind in ("person", "casualty", "unlisted"):
            return "person"
        if noun.kind in ("event", "fired") and self.measure == "attacks":
            return "event"
        return "household" if noun.kind == "household" else "object"

    @property
    def who(self) -> str | None:
        """The counted noun phrase as the report writes it, without its number."""
        words = self.one.words
        if not words or self.one.head is None:
            return None
        skip = 0
        while skip < len(words) - 1 and words[skip].lower in ("of", "the", "these", "those", '"', "'"):
            skip += 1
        return self.sentence.text[words[skip].start - self.sentence.start : words[-1].end - self.sentence.start]


def find_drafts(text: Text) -> tuple[Draft, ...]:
    """All figures of a report as drafts, in the order of the text, the title's last."""
    told: set[tuple[str, Measure]] = set()
    drafts: list[Draft] = []
    for sentence in text.body:
        drafts += _of_sentence(sentence, told, first=len(drafts))
    drafts = _under_heads(drafts)
    bounds = {(draft.one.low, draft.one.high, draft.measure) for draft in drafts}
    for sentence in text.title:
        for draft in _of_sentence(sentence, told, first=len(drafts)):
            if (draft.one.low, draft.one.high, draft.measure) not in bounds and not _said_otherwise(draft, drafts):
                drafts.append(replace(draft, host=None))
    return tuple(drafts)


def _said_otherwise(title: Draft, body: Sequence[Draft]) -> bool:
    """Whether the body holds the title's number under a qualifier ("at least 14" for "14 dead")."""
    number = title.one.low if title.one.low is not None else title.one.high
    return any(number in (draft.one.low, draft.one.high) and draft.measure == title.measure for draft in body)


def _of_sentence(sentence: Sentence, told: set[tuple[str, Measure]], *, first: int) -> list[Draft]:
    numbered = tuple(one for one in find_counted(sentence) if not _is_apposed(sentence, one))
    counted = tuple(sorted((*numbered, *find_singles(sentence, numbered)), key=lambda one: one.first))
    counted = tuple(one for one in counted if not _is_told_next(sentence, one, counted))
    verdicts = tuple(_really(sentence, one, v) for one, v in zip(counted, judge_all(sentence, counted), strict=True))
    kept = [(one, verdict, k) for k, (one, verdict) in enumerate(zip(counted, verdicts, strict=True))
            if verdict is not None and _holds(sentence, one, verdict, told)]  # fmt: skip
    place = {k: first + n for n, (_, _, k) in enumerate(kept)}
    return [
        Draft(
            one,
            verdict,
            *_clause(sentence, kept, n),
            host=place.get(verdict.host) if verdict.host is not None else None,
            planned=_is_planned(sentence, verdict),
        )
        for n, (one, verdict, _) in enumerate(kept)
    ]


def _is_told_next(sentence: Sentence, one: Counted, counted: Sequence[Counted]) -> bool:
    """Whether "one of them" is told at once who it is: "one of them a girl", "one of them, a corporal, was hurt"."""
    if one.low != 1 or sentence.words[one.number_last + 1 : one.number_last + 3] != ("of", "them"):
        return False
    following = one.number_last + 3
    following += sentence.words[following : following + 1] == (",",)
    return any(other.first == following and other.form == "article" for other in counted)


def _is_apposed(sentence: Sentence, one: Counted) -> bool:
    """Whether an article only says again who was told of: "a seventh American, a civilian, was killed"."""
    tokens, words = sentence.tokens, sentence.words
    if one.form != "article" or one.first < 3 or words[one.first - 1] != "," or one.last + 2 >= len(tokens):
        return False
    closes = words[one.last + 1] == "," and (tokens[one.last + 2].pos == "AUX" or tokens[one.last + 2].tag == "VBD")
    before = tokens[one.first - 2]
    listed = any(words[k] == "and" for k in range(max(0, one.first - 8), one.first))
    return closes and before.pos in ("NOUN", "PROPN") and not listed


def _really(sentence: Sentence, one: Counted, verdict: Verdict | None) -> Verdict | None:
    """Hostages who are only threatened with death are hostages all the same."""
    noun = one.noun
    if verdict and noun and noun.kind == "casualty" and noun.measure and _is_unreal(sentence, one, verdict):
        return Verdict(noun.measure, "noun")
    return verdict


def _holds(sentence: Sentence, one: Counted, verdict: Verdict, told: set[tuple[str, Measure]]) -> bool:
    """Whether a verdict makes a figure."""
    if _speaks(sentence, one, verdict) or _acts(sentence, one, verdict) or _is_record(sentence, one):
        return False
    is_one = one.form in ("article", "definite", "named") or one.low == 1
    if is_one and not _single_holds(sentence, one, verdict, told):
        return False
    if one.form == "none" and not _none_holds(sentence, one, verdict):
        return False
    if one.form == "ordinal" and verdict.measure not in ("killed", "wounded"):
        return False
    if one.noun and one.noun.kind == "fired" and verdict.rule == "arc":
        return True
    return not _is_unreal(sentence, one, verdict)


def _speaks(sentence: Sentence, one: Counted, verdict: Verdict) -> bool:
    """Whether those counted only tell of it: "killing 31 people, a hospital official said"."""
    after = sentence.words[one.last + 1 : one.last + 2]
    told_before = verdict.at is not None and verdict.at < one.first
    return bool(after) and after[0] in clause_words().saying and told_before


def _acts(sentence: Sentence, one: Counted, verdict: Verdict) -> bool:
    """Whether one person did it: "were killed by a guard who opened fire"."""
    by = one.first > 0 and sentence.words[one.first - 1] == "by"
    return by and one.is_single and verdict.measure in _SINGLE_MEASURES


def _is_record(sentence: Sentence, one: Counted) -> bool:
    """Whether one person is told of as a record: "the highest-ranked officer killed since 1970"."""
    best = any(re.match(r"(?:highest|youngest|oldest|first|last|most|only)\b", word) for word in one.modifiers)
    return one.form == "definite" and best and "since" in sentence.words[one.last :]


def _single_holds(sentence: Sentence, one: Counted, verdict: Verdict, told: set[tuple[str, Measure]]) -> bool:
    """One person: casualties and captures only; a definite or named one at the first mention only."""
    measures = _SINGLE_MEASURES if one.is_single and one.form != "article" else _ONE_MEASURES
    if verdict.measure not in measures or (verdict.measure == "deployed" and one.form != "word"):
        return False
    if one.form not in ("definite", "named"):
        if one.head is not None:
            told.add((sentence.tokens[one.head].lower, verdict.measure))
        return True
    if not verdict.rule.startswith(_SURE_RULES) or verdict.rule == "noun":
        return False
    names = {_name_key(sentence, one), *_renamed(sentence, one)}
    if any((name, verdict.measure) in told for name in names):
        return False
    told |= {(name, verdict.measure) for name in names}
    return True


def _renamed(sentence: Sentence, one: Counted) -> Iterator[str]:
    """The last name that follows a description after a comma."""
    after = sentence.tokens[one.last + 1 : one.last + 7]
    if after and after[0].form == ",":
        names = [token for token in after[1:] if token.ent == "PER"]
        if names:
            yield _bare(names[-1].form)


def _name_key(sentence: Sentence, one: Counted) -> str:
    """What a person is told by again: the last name, or the noun."""
    head = sentence.tokens[one.head if one.head is not None else one.last]
    if one.form != "named":
        return head.lower
    return _bare(head.form)


def _bare(name: str) -> str:
    return last_name(name).lower().removeprefix("al-").removeprefix("el-")


def _none_holds(sentence: Sentence, one: Counted, verdict: Verdict) -> bool:
    """ "no civilians were hurt", "no diplomats were present", "there were no casualties": zero, said outright."""
    if one.noun is None:
        return sentence.words[one.first] in _NOBODY and verdict.measure in ("killed", "wounded", "abducted", "missing")
    if one.noun.kind not in ("person", "casualty"):
        return False
    if one.noun.kind == "casualty" and verdict.rule in ("noun", "noun.there"):
        before = {token.lower for token in sentence.tokens[max(0, one.first - 4) : one.first]}
        return bool(before & clause_words().occurring) and one.head == one.last
    if verdict.measure == "present":
        said = sentence.words[verdict.at] if verdict.at is not None else ""
        return said in ("was", "were", "are", "is", "present", "inside")
    return verdict.measure in ("killed", "wounded", "abducted", "missing", "other")


def _is_unreal(sentence: Sentence, one: Counted, verdict: Verdict) -> bool:
    """Whether what is said is only threatened, wanted, hypothetical or denied."""
    if verdict.at is None or one.form == "none":
        return False
    before = " ".join(sentence.words[max(0, verdict.at - 10) : verdict.at]) + " "
    if _DENIED.search(before.rstrip()):
        return True
    if verdict.measure in ("deployed", "present", "area", "returned", "displaced", "released"):
        return False
    if verdict.measure in ("attacks", "destroyed") and re.search(r"\b(?:used|using|uses?)\b.*\bto $", before):
        return False
    return bool(_UNREAL.search(before))


def _is_planned(sentence: Sentence, verdict: Verdict) -> bool:
    """Whether a movement is planned or wanted (ruling 6: hedge possible)."""
    if verdict.at is None or verdict.measure not in ("deployed", "returned", "released", "displaced", "present"):
        return False
    before = " ".join(sentence.words[max(0, verdict.at - 7) : verdict.at]) + " "
    if _BELIEVED.search(before):
        return False
    return bool(_UNREAL.search(before)) or " will " in before


def _clause(sentence: Sentence, kept: Sequence[tuple[Counted, Verdict, int]], n: int) -> tuple[int, int]:
    """The stretch that proves figure ``n``: from the figure before to the one after, with its own evidence."""
    one, verdict, _ = kept[n]
    left, right = 0, len(sentence.tokens) - 1
    if n > 0 and verdict.at is not None and kept[n - 1][1].at == verdict.at:
        start, _ = _clause(sentence, kept, n - 1)  # one predicate and one qualifier for the whole list
        left = next(token.i for token in sentence.tokens if token.start >= start)
    elif n > 0:
        left = kept[n - 1][0].last + 1
        while left < one.first and sentence.words[left] in _BEFORE_CLAUSE:
            left += 1
    if n + 1 < len(kept):
        following, said, _ = kept[n + 1]
        right = min(following.first, said.at if said.at is not None and said.at > one.last else following.first) - 1
        while right > one.last and sentence.words[right] in _AFTER_CLAUSE:
            right -= 1
    evidence = one.first if verdict.at is None else verdict.at
    left, right = min(left, one.first, evidence), max(right, one.last, evidence)
    return sentence.tokens[left].start, sentence.tokens[right].end


def _under_heads(drafts: list[Draft]) -> list[Draft]:
    """Give the members of "The dead included ..." and "among them ..." the whole that the text told before."""
    return [
        replace(draft, host=_whole_before(drafts, k)) if draft.host is None and _is_part(draft) else draft
        for k, draft in enumerate(drafts)
    ]


def _is_part(draft: Draft) -> bool:
    return draft.verdict.rule in ("listed", "after.among") or (
        draft.verdict.rule != "inset" and introduced(draft.one)
    )


def _whole_before(drafts: Sequence[Draft], k: int) -> int | None:
    """The nearest figure before ``k`` that may hold it: a larger number of the same measure, or of whom it is told."""
    part = drafts[k]
    size = part.one.low or 0
    for j in range(k - 1, -1, -1):
        whole = drafts[j]
        if whole.one.is_single or whole.unit != part.unit or part.sentence.paragraph - whole.sentence.paragraph > 4:
            continue
        inset = part.sentence.index == whole.sentence.index and introduced(part.one)
        if (whole.measure == part.measure or inset) and (whole.one.low or whole.one.high or 0) > size:
            return j
    return None


def drafts_by_sentence(drafts: Sequence[Draft]) -> Iterator[tuple[Sentence, list[Draft]]]:
    """The drafts of each sentence that has any, in order."""
    seen: dict[int, list[Draft]] = {}
    for draft in drafts:
        seen.setdefault(draft.sentence.index, []).append(draft)
    for group in seen.values():
        yield group[0].sentence, group
