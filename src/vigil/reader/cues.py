"""Where a sentence says whose word it is: a verb of saying and its subject, "according to", a document that shows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vigil.reader.phrases import form_at, parsed_subject, phrase_end, phrase_ending, subject_before, with_apposition
from vigil.reader.sayings import (
    by_means,
    ends_clause,
    goes_on,
    goes_on_to,
    has_content,
    is_verb,
    said_before,
    skip_told,
)
from vigil.reader.text import Sentence, Token
from vigil.reader.voicewords import CueKind, voice_words


@dataclass(frozen=True, slots=True)
class Cue:
    """A place that tells a voice. verb, first, last: token indexes; first to last is who speaks, both included.

    trails: what is said stands before it. main: it governs the whole sentence; else only what follows (or precedes) it.
    begin: the first token that belongs to what is said where it leads; shared: its subject is that of an earlier cue.
    """

    kind: CueKind
    verb: int
    first: int
    last: int
    trails: bool
    main: bool
    begin: int
    shared: bool = False
    both: bool = False
    denies: bool = False
    doubts: bool = False


_COUNTS = frozenset({"count", "account", "estimate", "reckoning", "tally", "admission", "estimates", "counts"})

# What follows a participle that stands after its noun: "videos posted on", "men described as".
def find_cues(sentence: Sentence) -> tuple[Cue, ...]:
    """All cues of a sentence, left to right."""
    found: list[Cue] = []
    for token in sentence.tokens:
        cue = _cue_at(sentence, token, found)
        if cue is not None:
            found.append(cue)
    return tuple(found)


def _cue_at(sentence: Sentence, token: Token, before: list[Cue]) -> Cue | None:
    if token.lower == "according" and form_at(sentence, token.i + 1) == "to":
        return _according(sentence, token)
    if token.lower in _COUNTS and (counted := _by_own_count(sentence, token)):
        return counted
    if token.lower in (*voice_words().saying_nouns, "reports") and (owned := _word_of(sentence, token)):
        return owned
    kind = voice_words().verbs.get(token.lower)
    if token.lower == "claimed" and form_at(sentence, token.i - 1) in voice_words().be:
        return _claimed_by(sentence, token)
    if (
        kind == "said"
        and token.lower.endswith("ed")
        and token.lower != "claimed"
        and form_at(sentence, token.i + 1) == "by"
        and not by_means(sentence, token.i)
    ):
        return _agent(sentence, token)
    if token.lower in voice_words().give and (given := _given_by(sentence, token)):
        return given
    if kind is None or not is_verb(sentence, token):
        return None
    if kind == "quoted":
        return _quoted(sentence, token, before)
    if kind in ("count", "shows") and any(_covers(sentence, c, token) for c in before):
        return None
    if token.lower in voice_words().think and any(c.begin <= token.i for c in before):
        return None
    if token.tag == "VBG" or (token.lower.endswith("ing") and kind in ("said", "act", "count")):
        return _participle(sentence, token, before, kind)
    return _finite(sentence, token, before, kind)


def _covers(sentence: Sentence, cue: Cue, token: Token) -> bool:
    """Whether a verb of counting stands in what an earlier voice says; not after a semicolon."""
    parted = any(t.form == ";" for t in sentence.tokens[cue.verb : token.i])
    return not cue.trails and not parted and cue.kind in ("said", "according", "quoted")


def _according(sentence: Sentence, token: Token) -> Cue | None:
    """ "according to X": X, up to the comma or clause that ends it."""
    first = token.i + 2
    last = phrase_end(sentence, first)
    if last < first:
        return None
    last = with_apposition(sentence, with_apposition(sentence, last))
    opens = token.i <= 1 or all(not t.is_word or t.pos in ("CCONJ", "ADV") for t in sentence.tokens[: token.i])
    return Cue("according", token.i, first, last, trails=not opens, main=True, begin=last + 1, both=True)


def _by_own_count(sentence: Sentence, token: Token) -> Cue | None:
    """ "by the alliance's own count", "by their commanders' account": as good as "according to the alliance"."""
    tokens, k = sentence.tokens, token.i - 1
    if form_at(sentence, k) == "own":
        k -= 1
    mark = k if form_at(sentence, k) in ("'s", "'") else None
    by = next((j for j in range(k - 1, max(k - 8, -1), -1) if form_at(sentence, j) == "by"), None) if mark else None
    if mark is None or by is None or mark - by < 2:
        return None
    first = by + 1
    opens = all(not t.is_word for t in tokens[:by])
    return Cue("according", token.i, first, mark - 1, trails=not opens, main=True, begin=token.i + 1, both=True)


def _claimed_by(sentence: Sentence, token: Token) -> Cue | None:
    """ "Responsibility was claimed on the radio by X"."""
    by = next(
        (k for k in range(token.i + 1, min(token.i + 6, len(sentence.tokens))) if form_at(sentence, k) == "by"), None
    )
    if by is None or not any(t.lower == "responsibility" for t in sentence.tokens[: token.i]):
        return None
    last = phrase_end(sentence, by + 1)
    return Cue("said", token.i, by + 1, last, trails=True, main=True, begin=last + 1) if last > by else None


def _given_by(sentence: Sentence, token: Token) -> Cue | None:
    """ "The official toll was released by X": a document and who gave it."""
    before = sentence.tokens[: token.i]
    if (
        not any(t.lower in voice_words().documents for t in before)
        or form_at(sentence, token.i - 1) not in voice_words().be
    ):
        return None
    by = next((k for k in range(token.i + 1, len(sentence.tokens)) if form_at(sentence, k) == "by"), None)
    if by is None:
        return None
    last = with_apposition(sentence, phrase_end(sentence, by + 1))
    return Cue("given", token.i, by + 1, last, trails=True, main=True, begin=last + 1) if last > by else None


def _agent(sentence: Sentence, token: Token) -> Cue | None:
    """ "announced by X", "reported by X"."""
    first = token.i + 2
    last = phrase_end(sentence, first)
    return Cue("said", token.i, first, last, trails=True, main=True, begin=last + 1) if last >= first else None


def _quoted(sentence: Sentence, token: Token, before: list[Cue]) -> Cue | None:
    """ "AFP quoted X as saying", "citing X", "X was quoted as saying"."""
    i = token.i
    if form_at(sentence, i + 1) in ("as", "by") and form_at(sentence, i - 1) in voice_words().be:
        span = subject_before(sentence, i)
        return _leading(sentence, token, span, "quoted") if span else None
    if cue := _cites_reports(sentence, token):
        return cue
    first = i + 2 if form_at(sentence, i + 1) == '"' else i + 1
    last = phrase_end(sentence, first)
    if last < first:
        return None
    if token.lower in ("citing", "quoting", "cites", "cited") and form_at(sentence, last + 1) != "as":
        if not any(t.pos in ("NOUN", "PROPN", "PRON") for t in sentence.tokens[first : last + 1]):
            return None
        return Cue("citing", i, first, last, trails=bool(before) or i > 3, main=True, begin=last + 1, both=True)
    end = last
    while form_at(sentence, end + 1) in ("as", "saying", "telling", ",", '"'):
        end += 1
    trails = not has_content(sentence, end + 1)
    return Cue("quoted", i, first, last, trails=trails, main=True, begin=end + 1)


def _cites_reports(sentence: Sentence, token: Token) -> Cue | None:
    """ "The paper cited initial reports that": what is nobody's else is the word of the one who hands it on."""
    that = next((k for k in range(token.i + 1, token.i + 5) if form_at(sentence, k) == "that"), None)
    between = sentence.words[token.i + 1 : that] if that else []
    idle = len(between) > 0 and between[-1] == "reports" and set(between[:-1]) <= set(voice_words().idle_reports)
    span = subject_before(sentence, token.i) if idle and token.tag != "VBG" else None
    if span is None or that is None:
        return None
    return replace(_leading(sentence, token, span, "said"), begin=that + 1, doubts=True)


def _word_of(sentence: Sentence, token: Token) -> Cue | None:
    """ "The minister's claim that", "reports by activists that": the one whose word the noun tells."""
    i, tokens = token.i, sentence.tokens
    if token.pos != "NOUN":
        return None
    if form_at(sentence, i + 1) in ("by", "from"):
        last = phrase_end(sentence, i + 2)
        told = last >= i + 2 and form_at(sentence, last + 1) == "that"
        return Cue("said", i, i + 2, last, trails=False, main=False, begin=last + 2) if told else None
    if form_at(sentence, i + 1) != "that":
        return None
    mark = next((k for k in range(i - 1, max(i - 7, 0), -1) if tokens[k].form in ("'s", "'")), None)
    owner = phrase_ending(sentence, mark - 1) if mark is not None else None
    if mark is None or owner is None or any(t.pos in ("VERB", "AUX", "ADP") for t in tokens[mark + 1 : i]):
        return None
    first = owner[0] + (form_at(sentence, owner[0] - 1) == "to")  # a verb that the tagger took for an adjective
    return Cue("said", i, first, owner[1], trails=False, main=False, begin=i + 2)


def _participle(sentence: Sentence, token: Token, before: list[Cue], kind: CueKind) -> Cue | None:
    """ "..., saying that", "..., adding": by the subject of the sentence, or of the voice before."""
    if form_at(sentence, token.i - 1) in voice_words().be:
        return _progressive(sentence, token, kind)
    own = [c for c in before if c.last < token.i and c.kind != "according"]
    if own:
        return Cue(
            "said", token.i, own[-1].first, own[-1].last, trails=False, main=False, begin=token.i + 1, shared=True
        )
    span = _governing_subject(sentence, token) or _opening_name(sentence)
    if span is None or span[1] >= token.i:
        return None
    return Cue("said", token.i, *span, trails=False, main=False, begin=token.i + 1)


def _progressive(sentence: Sentence, token: Token, kind: CueKind) -> Cue | None:
    """ "Activists were claiming that": by the subject of "were"."""
    if kind not in ("said", "act"):
        return None
    k = token.i - 1
    while k > 0 and form_at(sentence, k - 1) in (*voice_words().be, *voice_words().have):
        k -= 1
    span = subject_before(sentence, k) or parsed_subject(sentence, token.i)
    return _leading(sentence, token, span, kind) if span else None


def _opening_name(sentence: Sentence) -> tuple[int, int] | None:
    """The name that a sentence begins with."""
    end = 0
    while end < len(sentence.tokens) and sentence.tokens[end].pos == "PROPN":
        end += 1
    return (0, end - 1) if end else None


def _governing_subject(sentence: Sentence, token: Token) -> tuple[int, int] | None:
    """The subject of the clause that a participle hangs on."""
    for above in sentence.ancestors(token.i):
        span = parsed_subject(sentence, above.i)
        if span:
            return span
    return None


def _finite(sentence: Sentence, token: Token, before: list[Cue], kind: CueKind) -> Cue | None:
    """ "X said ...", "..., X said", "..., said X"."""
    inverted = _inverted(sentence, token)
    if inverted:
        return Cue(
            kind,
            token.i,
            *inverted,
            trails=True,
            main=True,
            begin=inverted[1] + 1,
            both=goes_on(sentence, inverted[1] + 1),
        )
    if kind == "act" and _each_other(sentence, token.i):
        return None
    span = subject_before(sentence, token.i - 3 if goes_on_to(sentence, token.i) else token.i)
    if span is None:
        return _second_verb(sentence, token, before, kind) if kind in ("said", "act") else None
    return _leading(sentence, token, span, kind)


def _each_other(sentence: Sentence, i: int) -> bool:
    """Whether two sides say a thing of each other, so that it is nobody's word: "each accused the other"."""
    following = tuple(form_at(sentence, k) for k in (i + 1, i + 2, i + 3))
    each = any(form_at(sentence, k) in ("each", "both") for k in (i - 1, i - 2, i - 3))
    return following[:2] in (("each", "other"), ("one", "another")) or (each and following[:2] == ("the", "other"))


def _second_verb(sentence: Sentence, token: Token, before: list[Cue], kind: CueKind) -> Cue | None:
    """A verb that shares the subject of one before it: "condemned the raid and said"."""
    own = [c for c in before if not c.trails]
    if not _is_joined(sentence, token.i):
        return None
    span = (own[-1].first, own[-1].last) if own else _governing_subject(sentence, token)
    if span is None or span[1] >= token.i:
        return None
    return Cue(kind, token.i, *span, trails=False, main=False, begin=token.i + 1, shared=bool(own))


def _is_joined(sentence: Sentence, i: int) -> bool:
    """Whether the verb at ``i`` shares its subject with one before: "condemned the raid and said"."""
    return any(form_at(sentence, k) in ("and", "but") for k in (i - 1, i - 2, i - 3))


def _leading(sentence: Sentence, token: Token, span: tuple[int, int], kind: CueKind) -> Cue:
    """A cue with its subject before it: leading or trailing by what stands on either side."""
    first, last = span
    after = skip_told(sentence, token.i + 1)
    content_after = has_content(sentence, after)
    content_before = said_before(sentence, first)
    trails = content_before and not content_after
    if content_before and content_after and ends_clause(sentence, after):
        trails = True
    embedded = first > 1 and _is_embedded(sentence, first)
    joined = form_at(sentence, first - 1) in ("and", "but", "or", "so") and first > 1
    main = not embedded and not joined
    denies = token.lower.startswith("den")
    return Cue(kind, token.i, first, last, trails, main, begin=after, both=trails and content_after, denies=denies)


def _is_embedded(sentence: Sentence, first: int) -> bool:
    """Whether a speaker stands inside another's clause: after "when", or straight after a noun."""
    before = sentence.tokens[first - 1]
    if before.lower in voice_words().subordinators:
        return True
    return (
        before.pos in ("NOUN", "PROPN", "VERB")
        and before.lower not in voice_words().time_words
        and not before.form[0].isupper()
    )


def _inverted(sentence: Sentence, token: Token) -> tuple[int, int] | None:
    """The subject after a verb that ends a quotation or a clause: "..., said X"."""
    i = token.i
    if (
        i == 0
        or token.lower == "told"
        or (form_at(sentence, i - 1) == "," and token.lower not in voice_words().inverts)
        or (form_at(sentence, i - 2).isdigit() and form_at(sentence, i - 3) == ",")  # an age
        or form_at(sentence, i - 1) not in (",", '"', "'", "?", "!", "''")
    ):
        return None
    if token.lower.endswith("ing") or not said_before(sentence, i):
        return None
    if form_at(sentence, i - 1) == "," and parsed_subject(sentence, i):
        return None
    first = i + 1
    if (
        first >= len(sentence.tokens)
        or sentence.tokens[first].tag in ("IN", "WDT", "TO", "PRP", "RB", ",", ".")
        or not sentence.tokens[first].is_word
    ):
        return None
    last = phrase_end(sentence, first)
    if last < first or not any(t.pos in ("NOUN", "PROPN") for t in sentence.tokens[first : last + 1]):
        return None
    following = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    if following is not None and following.pos in ("VERB", "AUX") and not following.dep.startswith("acl"):
        return None
    return first, with_apposition(sentence, last)
