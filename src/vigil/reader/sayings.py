"""What stands around a verb of saying: whether it is one here, what is said before it and what after."""

from __future__ import annotations

from vigil.reader.phrases import form_at, phrase_end
from vigil.reader.text import Sentence, Token
from vigil.reader.voicewords import voice_words

_AFTER_PARTICIPLE = frozenset({"on", "in", "at", "by", "as", "to", "from", "with", "online"})

# What opens where, when and how a thing was said.
_CIRCUMSTANCES = frozenset({
    "on", "in", "at", "during", "by", "through", "via", "from", "to", "last", "this", "after", "before", "shortly",
})  # fmt: skip


def is_verb(sentence: Sentence, token: Token) -> bool:
    """Whether a form of a verb of saying is that verb here: no name ("Said"), noun, infinitive or denial of speech."""
    words, i = voice_words(), token.i
    cites = token.lower in ("citing", "quoting") and not any(t.is_word for t in sentence.tokens[:i])
    if token.form[0].isupper() and not cites and (i > 0 or _next_is_capital(sentence, i)):
        return False
    if (
        token.pos in ("NOUN", "ADJ", "PROPN", "ADP")
        and token.lower not in ("said", "told", "says")
        and not cites
        and not _is_reports(sentence, i)
    ):
        return False
    before = form_at(sentence, i - 1)
    if goes_on_to(sentence, i):
        return True
    if before in ("to", "the", "a", "an", "'s", "of", "their", "its", "his", "any") and token.tag != "VBG":
        return False
    back = [t.lower for t in sentence.tokens[max(0, i - 3) : i]]
    if before in words.negations or (
        len(back) > 1 and back[-2] in ("did", "does", "has", "have", "had", "do") and before in ("not", "n't")
    ):
        return False
    return not _is_passive(sentence, i)


def goes_on_to(sentence: Sentence, i: int) -> bool:
    """Whether the verb at ``i`` stands after "went on to"."""
    before = tuple(form_at(sentence, k) for k in (i - 3, i - 2, i - 1))
    return before in (("went", "on", "to"), ("goes", "on", "to"), ("going", "on", "to"))


def _is_reports(sentence: Sentence, i: int) -> bool:
    """Whether "reports" is a verb: "..., the agency reports.", "..., reports the agency", "CNN reports nine died"."""
    if sentence.tokens[i].lower != "reports":
        return False
    inverted = form_at(sentence, i - 1) in (",", '"') and _next_is_capital(sentence, i)
    if _reports_clause(sentence, i):
        return True
    named = i > 0 and sentence.tokens[i - 1].form[0].isupper() and not any(t.is_word for t in sentence.tokens[i + 1 :])
    return inverted or named


def _reports_clause(sentence: Sentence, i: int) -> bool:
    """Whether a name stands before "reports" and a clause after it: "CNN reports at least nine people died"."""
    tokens = sentence.tokens
    if i == 0 or i + 2 >= len(tokens) or not tokens[i - 1].form[0].isupper():
        return False
    after, second = tokens[i + 1], tokens[i + 2]
    opens = after.tag in ("CD", "DT", "PRP", "PRP$", "NNP", "NNPS", "NNS", "JJR", "EX") or form_at(sentence, i + 1) in (
        "that", "at", "up", "as", "nearly", "about", "some", "around", "almost")  # fmt: skip
    clause = any(_is_finite_tag(t) for t in tokens[i + 2 :]) and not any(_is_finite_tag(t) for t in tokens[: i - 1])
    date = after.lower in voice_words().time_words
    return opens and clause and not date and not (after.lower == "that" and _is_finite_tag(second))


def _is_finite_tag(token: Token) -> bool:
    return token.tag in ("VBD", "VBZ", "VBP", "MD")


def _next_is_capital(sentence: Sentence, i: int) -> bool:
    return i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].form[0].isupper()


def _is_passive(sentence: Sentence, i: int) -> bool:
    """Whether the verb is passive: "was reported killed", "is said to be", "expected to"."""
    token = sentence.tokens[i]
    k = i - 1
    while k >= 0 and (sentence.tokens[k].tag.startswith("RB") or sentence.tokens[k].lower in ("been", "being")):
        k -= 1
    be = (
        form_at(sentence, k) in voice_words().be
        and token.tag in ("VBN", "VBD", "JJ")
        and not token.lower.endswith("ing")
    )
    if be and voice_words().verbs.get(token.lower) == "quoted" and form_at(sentence, i + 1) in ("as", "by"):
        return False
    after_noun = k == i - 1 and k >= 0 and sentence.tokens[k].pos in ("NOUN", "PROPN")
    states = any(form_at(sentence, k) == "that" for k in range(i + 2, i + 7))  # "announced on Sunday night that"
    if token.tag == "VBN" and after_noun and not states and form_at(sentence, i + 1) in _AFTER_PARTICIPLE:
        return True
    return be or (
        token.tag == "VBN"
        and form_at(sentence, i + 1) in ("to", "by")
        and not by_means(sentence, i)
        and k >= 0
        and form_at(sentence, k) not in voice_words().have
    )


def by_means(sentence: Sentence, i: int) -> bool:
    """Whether "by" after the verb at ``i`` tells how it was said: "said by phone"."""
    return form_at(sentence, i + 1) == "by" and form_at(sentence, i + 2) in voice_words().means


def skip_told(sentence: Sentence, i: int) -> int:
    """Past whom a thing is told, and when and where it was said: what follows is what is said."""
    tokens = sentence.tokens
    if form_at(sentence, i - 1) in ("told", "tells", "telling", "informed", "assured") and i < len(tokens):
        i = max(i, phrase_end(sentence, i) + 1)
    while i < len(tokens):
        t = tokens[i]
        if t.lower in ("that", ":"):
            return i + 1
        if t.lower in voice_words().time_words and t.lower not in ("in", "on", "this", "last"):
            i += 1
        elif t.lower in _CIRCUMSTANCES and i + 1 < len(tokens):
            end = phrase_end(sentence, i + 1)
            if end <= i or (end + 1 < len(tokens) and tokens[end + 1].pos in ("VERB", "AUX")):
                break
            i = end + 1
        elif t.tag in ("RB", "CD") and t.lower in voice_words().time_words:
            i += 1
        else:
            break
    return i


def has_content(sentence: Sentence, i: int) -> bool:
    """Whether something is said from ``i`` on: more than closing marks and circumstances of speaking."""
    rest = [t for t in sentence.tokens[i:] if t.is_word]
    if not rest:
        return False
    if rest[0].lower in ("speaking", "adding", "citing", "quoting", "who", "referring", "according"):
        return False
    return len(rest) > 1 or rest[0].pos in ("NOUN", "VERB", "NUM")


def said_before(sentence: Sentence, first: int) -> bool:
    """Whether a whole clause or a quotation stands before a speaker, parted by a comma or a closing quote."""
    if first < 2 or form_at(sentence, first - 1) not in (",", '"', "-", "'", "''", "\u2013", "\u2014", "?", "!"):
        return False
    part = sentence.tokens[: first - 1]
    if any(t.form == '"' for t in part[-2:]) or form_at(sentence, first - 1) == '"':
        return True
    opener = next((t for t in part if t.is_word), None)
    if opener is None or opener.lower in voice_words().subordinators or opener.lower in ("asked", "speaking"):
        commas = [t.i for t in part if t.form == ","]
        return bool(commas) and any(t.tag in ("VBD", "VBZ", "VBP") for t in part[commas[0] :])
    return any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in part) or sum(t.is_word for t in part) > 9


def ends_clause(sentence: Sentence, i: int) -> bool:
    """Whether what follows a trailing voice is a new beginning: ", and ...", a closing mark, a new quotation."""
    return i < len(sentence.tokens) and sentence.tokens[i].form in (",", ".", ";", '"', "-", "\u2014")


def goes_on(sentence: Sentence, i: int) -> bool:
    return has_content(sentence, i + 1) and ends_clause(sentence, i)
