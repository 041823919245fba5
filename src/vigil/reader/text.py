"""A report as sentences of tokens, every one at its offsets in the report's clean text.

1. The text is made plain: curly quotes, odd spaces and dashes become ordinary ones, one character for one, so that
   offsets never move.
2. Each paragraph that belongs to the report is parsed by itself; furniture is never parsed.
3. Sentences are cut at punctuation, with the parser's vote where an abbreviation ends in a full stop: the parser
   alone cuts inside "Gen. Raheel Sharif" and before a closing quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from vigil.reader.language import pipeline
from vigil.records import Passage, Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLAIN = str.maketrans(
    "\u2018\u2019\u201a\u201b\u00b4\u0060\u201c\u201d\u201e\u201f\u00ab\u00bb"
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n"
    "\u2010\u2011\u2012\u200b\u200e\u200f\ufeff",
    "''''''" + '""""""' + " " * 18 + "---" + "    ",
)

_FULL_STOPS = frozenset({".", "!", "?", "...", "\u2026", ".."})
_CLOSERS = frozenset({'"', "'", "''", ")", "]"})
# Words that seldom follow an abbreviation unless they begin a sentence.
_STARTERS = frozenset(
    "the a an he she it they we i in on at but and this that these those there meanwhile however his her its their "
    "earlier later another some most many if when while as after before since".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. i, head: indexes in its sentence, a root its own head. start, end: offsets in the report."""

    i: int
    start: int
    end: int
    form: str
    lower: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str

    @property
    def is_word(self) -> bool:
        """Whether the token holds a letter or a digit."""
        return self.form[0].isalnum() or self.form[-1].isalnum()


@dataclass(frozen=True)
class Sentence:
    """One sentence: its place in the report, and its tokens. start, end: half-open offsets in the report's text."""

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    is_title: bool = False
    _children: dict[int, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The forms of the tokens in lower case."""
        return tuple(token.lower for token in self.tokens)

    def children(self, i: int) -> tuple[Token, ...]:
        """The tokens that hang on token ``i``, left to right."""
        if not self._children:
            found: dict[int, list[int]] = {}
            for token in self.tokens:
                if token.head != token.i:
                    found.setdefault(token.head, []).append(token.i)
            self._children.update({head: tuple(items) for head, items in found.items()})
            self._children.setdefault(-1, ())
        return tuple(self.tokens[child] for child in self._children.get(i, ()))

    def subtree(self, i: int) -> tuple[Token, ...]:
        """Token ``i`` and all that hang on it, left to right."""
        seen, todo = {i}, [i]
        while todo:
            for child in self.children(todo.pop()):
                if child.i not in seen:
                    seen.add(child.i)
                    todo.append(child.i)
        return tuple(self.tokens[k] for k in sorted(seen))

    def ancestors(self, i: int) -> Iterator[Token]:
        """The heads above token ``i``, nearest first."""
        seen = {i}
        while (head := self.tokens[i].head) not in seen:
            seen.add(head)
            yield self.tokens[head]
            i = head

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie within these offsets of the report."""
        return tuple(token for token in self.tokens if token.start >= start and token.end <= end)


@dataclass(frozen=True)
class Text:
    """A report made ready for the reader. plain: the clean text with plain quotes, spaces and dashes, same length."""

    report: Report
    plain: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences outside the title."""
        return tuple(sentence for sentence in self.sentences if not sentence.is_title)

    @cached_property
    def title(self) -> tuple[Sentence, ...]:
        """The sentences of the title, where the text has one."""
        return tuple(sentence for sentence in self.sentences if sentence.is_title)

    @cached_property
    def paragraphs(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences by paragraph, in order."""
        return tuple(tuple(group) for _, group in groupby(self.sentences, key=lambda s: s.paragraph))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset of the report's text."""
        return next((s for s in self.sentences if s.start <= offset < s.end), None)


def make_plain(text: str) -> str:
    """Text of the same length with plain quotes, spaces and dashes."""
    return text.translate(_PLAIN)


_STOPS = (".", "!", "?", '"', "'", ":", ")")
_LONGEST_HEAD = 160
"""Characters of a highlight, at most."""


def parse(reports: Iterable[Report]) -> Iterator[Text]:
    """Parse reports, one Text for each, in order. The same report always gives the same Text."""
    for report in reports:
        plain = make_plain(report.text)
        wanted = [p for p in _passages(report) if p.kind in ("title", "body")]
        heads = _heads(plain, wanted)
        docs = pipeline().pipe([plain[p.start : p.end] for p in wanted])
        sentences: list[Sentence] = []
        for paragraph, (passage, doc) in enumerate(zip(wanted, docs, strict=True)):
            head = passage.kind == "title" or passage in heads
            sentences += _sentences(doc, passage=passage, paragraph=paragraph, first=len(sentences), is_title=head)
        yield Text(report=report, plain=plain, sentences=tuple(sentences))


def parse_one(report: Report) -> Text:
    """Parse one report."""
    return next(parse([report]))


def _passages(report: Report) -> tuple[Passage, ...]:
    return report.passages or (Passage(start=0, end=len(report.text)),)


def _heads(plain: str, passages: list[Passage]) -> frozenset[Passage]:
    """Highlights and other headlines that stand before the report: lines without a full stop before one that has it.

    One line alone may be a report's own beginning, and so may lines in a text that has no full stops.
    """
    ends = [plain[p.start : p.end].rstrip().endswith(_STOPS) for p in passages if p.kind == "body"]
    lines = [p for p in passages if p.kind == "body"][: ends.index(True)] if True in ends else []
    short = [p for p in lines if p.end - p.start <= _LONGEST_HEAD]
    return frozenset(short) if len(short) == len(lines) >= 2 else frozenset()


def _sentences(
    doc: Doc, *, passage: Passage, paragraph: int, first: int, is_title: bool
) -> Iterator[Sentence]:
    words = [token for token in doc if not token.is_space]
    index = first
    for left, right in _cuts(words):
        part = words[left:right]
        place = {token.i: k for k, token in enumerate(part)}
        tokens = tuple(
            Token(
                i=k,
                start=passage.start + token.idx,
                end=passage.start + token.idx + len(token.text),
                form=token.text,
                lower=token.lower_,
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_ if token.head.i in place else "root",
                head=place.get(token.head.i, k),
                ent=token.ent_type_,
            )
            for k, token in enumerate(part)
        )
        start, end = tokens[0].start, tokens[-1].end
        text = doc.text[start - passage.start : end - passage.start]
        yield Sentence(index, paragraph, start, end, text, tokens, is_title)
        index += 1


def _cuts(words: list) -> Iterator[tuple[int, int]]:  # type: ignore[type-arg]  # of spaCy tokens
    """Where sentences lie among the words of one paragraph, as half-open index ranges."""
    left = 0
    for i in range(1, len(words)):
        if _ends_before(words, i):
            yield left, i
            left = i
    if words:
        yield left, len(words)


def _ends_before(words: list, i: int) -> bool:  # type: ignore[type-arg]
    """Whether a sentence ends before word ``i``: after a full stop and what closes with it."""
    following = words[i]
    if following.text in _CLOSERS and not _opens(words, i):
        return False
    k = i - 1
    while k > 0 and words[k].text in _CLOSERS and not words[k - 1].whitespace_:
        k -= 1
    last = words[k]
    if last.text == "." and k > 0 and _abbreviates(words[k - 1].lower_, following.text):
        return False
    if last.text in _FULL_STOPS:
        return not following.text[0].islower() and not (last.text in ("...", "\u2026") and not following.is_sent_start)
    if len(last.text) > 1 and last.text.endswith(".") and last.whitespace_:
        return bool(following.is_sent_start) and following.lower_ in _STARTERS
    return False


def _abbreviates(word: str, following: str) -> bool:
    """Whether a full stop after ``word`` ends an abbreviation: "No. 2"."""
    return word in ("no", "nos") and following[0].isdigit()


def _opens(words: list, i: int) -> bool:  # type: ignore[type-arg]
    """Whether the mark at ``i`` opens a quotation: space before it and none after."""
    return bool(words[i - 1].whitespace_) and not words[i].whitespace_
