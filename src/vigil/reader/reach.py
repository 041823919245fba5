"""How far a voice reaches in its own sentence: what stands under its word, and what the report tells beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from vigil.reader.cues import Cue
from vigil.reader.speakers import Voice
from vigil.reader.text import Sentence, Token
from vigil.reader.voicewords import voice_words

# Which scopes win: the higher level, and within one level the nearer.
KNOWN, OFFICIAL, LEADING, TRAILING, BEFORE_LEADING, CARRIED = 6, 5, 4, 3, 2, 1

_RELATIVE = ("which", "who", "whom", "that", "whose")
_OPENERS = ("as", "while", "although", "though", "after", "when", "whereas", "even")
_MARKS = (",", "-", "--", "\u2013", "\u2014", "(", ")")
_DASHES = _MARKS[1:]


def scopes_of(sentence: Sentence, cue: Cue, voice: Voice) -> Iterator[Voice]:
    """What a voice says in its own sentence, as copies of it with the offsets that it covers."""
    tokens = sentence.tokens
    after = tokens[min(cue.begin, len(tokens) - 1)].start
    if cue.trails:
        left = _left_end(sentence, cue, voice)
        yield replace(voice, start=left, end=max(left, tokens[max(cue.first, cue.verb)].start), level=TRAILING)
        if cue.both and after < sentence.end:
            start = max(after, tokens[cue.verb].end)
            stop = next((t.start for t in tokens if t.form == ";" and t.start >= start), sentence.end)
            yield replace(voice, start=start, end=max(start, stop), level=TRAILING)
        return
    start = after if cue.kind in ("according", "citing") else tokens[cue.verb].end
    opens = _inset_opens(sentence, cue)
    end = _inset_ends(sentence, cue) if opens is not None else _right_end(sentence, cue)
    start = min(start if opens is None else opens, sentence.end - 1)
    yield replace(voice, start=start, end=max(start, end), level=LEADING)
    if cue.main and cue.first > 0 and opens is None:
        parted = [t.end for t in tokens[: cue.first] if t.form in (":", ";")]
        start = parted[-1] if parted else sentence.start
        yield replace(voice, start=start, end=max(start, tokens[cue.first].start), level=BEFORE_LEADING)


def _inset_opens(sentence: Sentence, cue: Cue) -> int | None:
    """Where an inset begins that holds the cue and nothing else: ", which police say was hidden in a cart,"."""
    tokens, i = sentence.tokens, cue.first - 1
    if _opens_sentence(sentence, cue) and _closing_mark(sentence, cue) is not None:
        return tokens[cue.verb].end
    if i < 1 or tokens[i].lower not in _RELATIVE or tokens[i - 1].form not in _MARKS:
        return None
    return tokens[i].start if _closing_mark(sentence, cue) is not None else None


def _opens_sentence(sentence: Sentence, cue: Cue) -> bool:
    """Whether a cue stands in a clause that only opens the sentence: "As the army said it would look into it, ..."."""
    opener = next((t for t in sentence.tokens if t.is_word), None)
    if opener is None or opener.lower not in _OPENERS:
        return False
    between = sentence.tokens[opener.i + 1 : cue.first]
    return cue.kind != "according" and all(not t.is_word or t.pos == "DET" for t in between)


def _inset_ends(sentence: Sentence, cue: Cue) -> int:
    closing = _closing_mark(sentence, cue)
    return sentence.end if closing is None else closing.start


def _closing_mark(sentence: Sentence, cue: Cue) -> Token | None:
    """The comma or dash that closes the inset of a cue, as it was opened; None where it runs to the sentence's end."""
    opener = sentence.tokens[max(cue.first - 2, 0)].form
    marks = _DASHES if opener in _DASHES else (",",)
    return next((t for t in sentence.tokens[cue.verb + 1 :] if t.form in marks), None)


def _right_end(sentence: Sentence, cue: Cue) -> int:
    """Where a leading voice ends: before the occasion of a reaction, and before what a claimed deed has cost."""
    words, verb = voice_words(), sentence.tokens[cue.verb]
    rest = sentence.tokens[cue.verb + 1 :]
    if _claims_deed(sentence, cue):
        return _start_of(_first_relative(rest), sentence.end)
    if verb.lower not in words.reacts or _has_own_clause(rest):
        return sentence.end
    occasion = next((t for t in rest if t.lower in words.occasions and not _is_date(rest, t)), None)
    relative = None if verb.lower in words.charges else _first_relative(rest)
    return min(_start_of(occasion, sentence.end), _start_of(relative, sentence.end))


def claim_ends(sentence: Sentence, cues: Iterable[Cue]) -> int | None:
    """Where a claim of responsibility ends, and what the deed has cost begins; None for no such claim."""
    claims = [cue for cue in cues if not cue.trails and _claims_deed(sentence, cue)]
    costs = [_first_relative(sentence.tokens[cue.verb + 1 :]) for cue in claims]
    return next((token.start for token in costs if token is not None), None)


def _start_of(token: Token | None, otherwise: int) -> int:
    return token.start if token else otherwise


def _has_own_clause(rest: tuple[Token, ...]) -> bool:
    """Whether a verb of reaction is followed by words of its subject: "vowed that", a quotation."""
    return any(t.lower in ("that", '"', ":") and t.tag not in ("WDT", "DT") for t in rest[:3])


def _is_date(rest: tuple[Token, ...], token: Token) -> bool:
    """Whether "after" or "as" opens no clause but only tells a time or a part: "after Monday", "as a mistake"."""
    following = [t for t in rest if token.i < t.i <= token.i + 6]
    if not following or following[0].lower in voice_words().time_words:
        return True
    return token.lower == "as" and not any(t.tag in ("VBD", "VBZ", "VBP") for t in following)


def _first_relative(rest: tuple[Token, ...]) -> Token | None:
    """The first "which", "that" or "when" that opens a clause about the thing before it."""
    for before, token, after in zip(rest, rest[1:], rest[2:], strict=False):
        if token.lower in ("which", "when", "where"):
            return before if before.lower in ("in", "during", "of") else token
        if token.lower == "that" and before.pos in ("NOUN", "PROPN", "NUM") and _is_past_verb(after):
            return token
    return None


def _is_past_verb(token: Token) -> bool:
    return token.tag in ("VBD", "VBN", "VBZ", "VBP", "MD") or token.pos in ("VERB", "AUX")


def _claims_deed(sentence: Sentence, cue: Cue) -> bool:
    """Whether a party only owns up to a deed: "claimed responsibility for", "said it was behind"."""
    verb = sentence.tokens[cue.verb]
    words = sentence.text[verb.start - sentence.start :]
    return bool(_deed_pattern().match(words))


@lru_cache(maxsize=1)
def _deed_pattern() -> re.Pattern[str]:
    words = voice_words()
    deeds, did = "|".join(words.deeds), "|".join(words.does)
    owns = r"claim(?:s|ed|ing)?|admit(?:s|ted)?|took|accept(?:ed)?|acknowledged|assumed"
    own = rf"(?:{owns}|said|says|saying|stating|adding|declared|declaring|announced|announcing)"
    return re.compile(
        rf"{own} (?:\w+ )?(?:that )?(?:(?:full |sole )?(?:responsibility|credit)\b"
        rf"|to have (?:been behind|(?:{did})\b)"
        rf"|(?:it|they|its \w+) (?:was|were|is|had been) (?:behind|responsible)\b"
        rf"|(?:it|they|its \w+) (?:had )?(?:{did}) (?:the|this|that)\b"
        rf")|(?:{owns}) (?:the|a|an|both|this|that|\w+day's) (?:[\w-]+ ){{0,3}}(?:{deeds})\b"
    )


def _left_end(sentence: Sentence, cue: Cue, voice: Voice) -> int:
    """Where a trailing voice begins: those who only judge a thing do not tell it, "The killing of X is a blow"."""
    if voice.source not in voice_words().judges:
        return sentence.start
    verb = next((t for t in sentence.tokens[: cue.first] if t.tag in ("VBZ", "VBP", "MD")), None)
    if verb is None:
        return sentence.start
    subject = sentence.tokens[: verb.i]
    tells = any(t.lower in voice_words().deeds for t in subject[:9])
    return verb.start if tells and not any(t.form in (";", '"') for t in subject) else sentence.start
