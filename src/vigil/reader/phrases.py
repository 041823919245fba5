"""Noun phrases among the tokens of a sentence: the subject before a verb, the one that begins at a token.

Words lead and the parse has one vote: it joins clauses badly, but mostly knows a subject.
"""

from __future__ import annotations

from vigil.reader.text import Sentence, Token
from vigil.reader.voicewords import voice_words


def phrase_end(sentence: Sentence, first: int) -> int:
    """The last token of the noun phrase that begins at ``first``, with its "of" and "in"; ``first - 1`` for none."""
    tokens, i = sentence.tokens, first
    while i < len(tokens):
        t = tokens[i]
        if t.form in ("'s", "'", "-", "(", ")") or t.pos in _NOMINAL or _is_capital(t):
            if t.pos == "PRON" and i > first and t.lower not in ("his", "her", "their", "its", "those"):
                break
            if t.lower in voice_words().subordinators or t.tag in ("WP", "WDT", "WRB") or t.lower == "to":
                break
        elif not (_is_link(sentence, i, first) or _is_participle(sentence, i, first)):
            break
        i += 1
    end = i - 1
    while end >= first and tokens[end].lower in (*voice_words().time_words, "-", "and") and tokens[end].pos != "ADJ":
        end -= 1
    return end


_NOMINAL = ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "PART")


def _is_link(sentence: Sentence, i: int, first: int) -> bool:
    """Whether the word at ``i`` links two parts of the noun phrase that begins at ``first``: "of", "and"."""
    links = sentence.tokens[i].lower in ("of", "for", "in", "at", "from", "with", "and", "on", "to")
    return links and i > first and _phrase_goes_on(sentence, i)


def _is_participle(sentence: Sentence, i: int, first: int) -> bool:
    """Whether the verb form at ``i`` belongs to the noun phrase from ``first`` on: "armed men", "those fleeing"."""
    tokens, t = sentence.tokens, sentence.tokens[i]
    if t.tag not in ("VBN", "VBG"):
        return False
    noun_follows = i + 1 < len(tokens) and tokens[i + 1].pos in ("NOUN", "PROPN", "ADJ")
    before_noun = noun_follows and (i == first or t.lower not in voice_words().verbs)
    return before_noun or (i > first and tokens[i - 1].lower == "those")


def _is_capital(token: Token) -> bool:
    """Whether a word is part of a name by its capital, whatever the tagger took it for ("Human Rights Watch")."""
    return token.tag[:3] == "NNP" or (
        token.i > 0 and token.form[0].isupper() and token.lower not in voice_words().subordinators
    )


def _phrase_goes_on(sentence: Sentence, i: int) -> bool:
    nxt = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if nxt is None or nxt.lower in voice_words().time_words or nxt.lower in ("condition", "a"):
        return False
    return nxt.pos in ("NOUN", "PROPN", "DET", "ADJ", "NUM") and nxt.tag not in ("WDT", "WP")


def subject_before(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """The noun phrase before a verb that speaks it, as a token range; None where no phrase stands there."""
    tokens, j = sentence.tokens, verb - 1
    while j >= 0:
        t = tokens[j]
        if _is_passed_over(tokens, j):
            j -= 1
        elif t.form == ",":
            return _before_comma(sentence, verb, j)
        elif t.form == ")":
            j = next((k for k in range(j, -1, -1) if tokens[k].form == "("), 0) - 1
        elif _may_end_subject(t):
            return _subject_ending(sentence, verb, j)
        else:
            return parsed_subject(sentence, verb) if t.pos == "VERB" else None
    return None


def _is_passed_over(tokens: tuple[Token, ...], j: int) -> bool:
    """Whether a word between subject and verb is an auxiliary, an adverb or a time."""
    t, words = tokens[j], voice_words()
    adverb = t.tag.startswith("RB") and t.lower not in words.documents and not _is_strange_name(t)
    modal = t.lower in words.modals and t.pos != "PROPN"
    dated = t.pos == "NUM" and j > 0 and tokens[j - 1].lower in words.time_words
    return t.lower in words.have or modal or adverb or t.lower in words.time_words or dated


def _may_end_subject(t: Token) -> bool:
    """Whether a subject may end in a word."""
    nominal = t.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") or t.tag in ("NN", "NNS", "DT")
    named = _is_capital(t) or _is_strange_name(t)
    return nominal or named or t.form in ("'s", ".") or t.lower in voice_words().documents


def _is_strange_name(t: Token) -> bool:
    """Whether a word is the subject and has its capital, though the tagger does not know it for a name."""
    return t.dep == "nsubj" and t.form[0].isupper() and t.pos == "ADV"


def _subject_ending(sentence: Sentence, verb: int, j: int) -> tuple[int, int] | None:
    """The subject that ends at ``j``: a pronoun, whom a relative means, a noun phrase."""
    t = sentence.tokens[j]
    if t.tag == "PRP":
        return j, j
    if (over := _over_relative(sentence, verb, j)) is not None:
        return over
    if t.tag in ("WP", "WDT"):
        said = voice_words().verbs.get(sentence.tokens[verb].lower) == "said"
        return _antecedent(sentence, j) if said else None
    return phrase_ending(sentence, j)


def _before_comma(sentence: Sentence, verb: int, comma: int) -> tuple[int, int] | None:
    """The subject before an inset between commas ("Omar, head of the union, said"); the parse tells its first comma."""
    tokens = sentence.tokens
    age = next((k for k in range(comma - 1, max(comma - 4, 0), -1) if tokens[k].form == ","), None)
    if age is not None and all(t.pos == "NUM" or t.form == "-" for t in tokens[age + 1 : comma]):
        return phrase_ending(sentence, age - 1)
    if (counted := _one_of(sentence, comma)) is not None:
        return counted
    parsed = parsed_subject(sentence, verb)
    if parsed and parsed[0] < comma:
        end = phrase_end(sentence, parsed[0])
        return parsed[0], _inset_end(sentence, max(parsed[1], end), comma)
    opener = next((k for k in range(comma - 1, -1, -1) if tokens[k].form == ","), None)
    if opener and opener > 1 and tokens[opener - 1].pos == "NUM" and tokens[opener - 2].form == ",":
        opener -= 2
    if opener is None:
        return phrase_ending(sentence, comma - 1) if tokens[comma - 1].pos in ("NOUN", "PROPN") else None
    inset = tokens[opener + 1 : comma]
    if any(_is_finite(sentence, t) for t in inset) and inset[0].tag not in ("WP", "WDT", "WP$"):
        return None
    if tokens[opener - 1].pos not in ("NOUN", "PROPN") and tokens[opener - 1].form != ")":
        return None
    span = phrase_ending(sentence, opener - 1)
    return (span[0], comma - 1) if span and inset and inset[0].pos in ("PROPN", "DET", "NOUN", "ADJ") else span


def _one_of(sentence: Sentence, comma: int) -> tuple[int, int] | None:
    """ "One of the students, Omar Haddad, said": the counted and the name that stands beside it."""
    opener = next((k for k in range(comma - 1, 1, -1) if form_at(sentence, k) == ","), None)
    if opener is None or opener > 12 or not any(t.form[0].isupper() for t in sentence.tokens[opener + 1 : comma]):
        return None
    ones = [t.i for t in sentence.tokens[:opener] if t.lower == "one" and form_at(sentence, t.i + 1) == "of"]
    verbs = any(t.tag in ("VBD", "VBZ", "VBP") for t in sentence.tokens[ones[0] if ones else 0 : comma])
    return (ones[0], comma - 1) if ones and not verbs else None


def _is_finite(sentence: Sentence, token: Token) -> bool:
    """Whether a verb is finite, and no participle that the tagger took for one ("a group linked to")."""
    if token.tag == "VBD" and token.i and sentence.tokens[token.i - 1].pos == "NOUN":
        return form_at(sentence, token.i + 1) not in ("to", "by", "with", "in", "for", "from", "as")
    return token.tag in ("VBD", "VBZ", "VBP")


def _inset_end(sentence: Sentence, last: int, comma: int) -> int:
    """The end of a phrase with the short inset that follows it, where that inset is a name or an office."""
    inset = sentence.tokens[last + 2 : comma]
    if (
        form_at(sentence, last + 1) == ","
        and inset
        and inset[0].pos in ("PROPN", "DET", "NOUN", "ADJ")
        and len(inset) < 16
    ):
        return comma - 1 if not any(t.tag in ("VBD", "VBZ", "VBP", "WP", "WDT") for t in inset) else last
    return last


def _over_relative(sentence: Sentence, verb: int, j: int) -> tuple[int, int] | None:
    """The subject by the parse where "that" or "who" and a verb stand between it and the verb of saying."""
    parsed = parsed_subject(sentence, verb)
    if parsed is None or parsed[1] >= j:
        return None
    between = sentence.tokens[parsed[1] + 1 : j]
    opens = (bool(between) and between[0].tag in ("WDT", "WP", "WP$")) or (
        between and between[0].form == "," and len(between) > 1 and between[1].tag[:2] == "WD"
    )
    return parsed if opens and any(t.pos in ("VERB", "AUX") for t in between) else None


def _antecedent(sentence: Sentence, relative: int) -> tuple[int, int] | None:
    """Whom "who" or "which" means: the phrase before it."""
    j = relative - 1
    if j >= 0 and sentence.tokens[j].form == ",":
        j -= 1
    if j < 0 or sentence.tokens[j].pos not in ("NOUN", "PROPN"):
        return None
    return phrase_ending(sentence, j)


def parsed_subject(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """The subject by the parse, as a range of neighbouring tokens around its head."""
    for child in sentence.children(verb):
        if child.dep in ("nsubj", "nsubj:pass") and child.i < verb and child.lower not in voice_words().time_words:
            if child.tag in ("WP", "WDT"):
                return _antecedent(sentence, child.i)
            span = phrase_ending(sentence, child.i)
            end = phrase_end(sentence, span[0]) if span else child.i
            return (span[0], max(child.i, min(end, verb - 1))) if span else None
    return None


def phrase_ending(sentence: Sentence, j: int) -> tuple[int, int] | None:
    """The noun phrase that ends at ``j``."""
    tokens, i = sentence.tokens, j
    while i > 0:
        t, left = tokens[i - 1], tokens[i - 2] if i > 1 else None
        if t.lower in voice_words().subordinators and t.tag not in ("NN", "NNP"):
            break
        if (
            t.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM")
            or _is_capital(t)
            or t.form in ("'s", "'", "-", ".", "(", ")", "U.S.", "U.N.")
            or t.tag in ("PRP$", "VBN")
        ):
            if (t.pos == "PRON" and t.tag != "PRP$") or (
                t.lower in voice_words().time_words and t.pos != "ADJ" and tokens[i].pos in ("DET", "PRON")
            ):
                break
            if t.tag == "VBN" and (
                left is None or (left.pos not in ("DET", "ADJ", "PART", "ADV") and left.form != "-")
            ):
                break
            i -= 1
        elif (
            t.lower in ("of", "for", "in", "at", "from", "with", "on", "and", "to", "&")
            and left is not None
            and left.pos in ("NOUN", "PROPN")
        ):
            i -= 1
        else:
            break
    return _without_other_subject(sentence, i, j)


def _without_other_subject(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """A phrase cut at an "and" or a preposition where what stands before is another clause's."""
    tokens = sentence.tokens
    joins = [k for k in range(first + 1, last) if tokens[k].lower in ("and", "in", "at", "from", "with", "on", "to")]
    if (
        joins
        and first > 0
        and tokens[first - 1].is_word
        and tokens[first - 1].lower not in ("but", "and", *voice_words().subordinators)
    ):
        first = joins[-1] + 1
    while first <= last and (
        tokens[first].lower in voice_words().time_words or not (tokens[first].is_word or tokens[first].form == "(")
    ):
        if tokens[first].lower == "this" and first + 1 <= last:
            break
        first += 1
    return (first, last) if first <= last else None


def with_apposition(sentence: Sentence, last: int) -> int:
    """The end of a phrase after what stands beside it between commas: "a deputy minister, Omar Haddad"."""
    tokens = sentence.tokens
    if form_at(sentence, last + 1) != "," or last + 2 >= len(tokens):
        return last
    nxt = tokens[last + 2]
    if nxt.pos in ("PROPN", "NOUN", "DET", "ADJ") and nxt.lower not in voice_words().time_words:
        end = phrase_end(sentence, last + 2)
        following = form_at(sentence, end + 1)
        finite = end + 1 < len(tokens) and tokens[end + 1].pos in ("VERB", "AUX")
        return end if end > last + 1 and not finite and following != "and" else last
    return last


def form_at(sentence: Sentence, i: int) -> str:
    return sentence.tokens[i].lower if 0 <= i < len(sentence.tokens) else ""
