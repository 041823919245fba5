"""What each paragraph of a report is: its title, its byline, its body, or furniture of the page it stood on.

A passage dropped by mistake loses claims, so a paragraph is body until something tells otherwise. In order:
1. cues: the words of furniture, and names of agencies and publishers alone on a line;
2. the head of the text: author lines and the title;
3. the tail: what follows the count of comments, or a list of other stories;
4. captions without a credit: they stand twice, or tell in the present tense what a picture shows;
5. headlines of other stories, set between paragraphs as links.
"""

from __future__ import annotations

import re
from functools import cache

from vigil.intake.credits import agency_called, outlet_called
from vigil.intake.furniture import Cue, cue_in, is_speech, words
from vigil.intake.paragraphs import find_paragraphs
from vigil.records import WEEKDAYS, Passage, PassageKind

_STOPS = re.compile(r"(?:[.!?:;,…)\]—–-]|\.\s*\[\d+\])\s?[\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.;,:…][\"'”’»)\]]*$")
_SENTENCE_BREAK = re.compile(r"(?<![A-Z])[.!?][\"'”’]*\s+[\"'“‘]?[A-Z]")
_LIST_MARK = re.compile(r"^[-–—•*·▪●◦>]|^\(?\d{1,2}[.)]\s|^(?:story )?highlights\b", re.IGNORECASE)
_NAME_WORD = re.compile(r"^(?:[A-Z][\w.'’-]*|and|&|of|in|for|with|the|de|van|von|bin|al|el)[,.]?$")
_PAST = re.compile(r"(?<!\ba )(?<!\ban )(?<!\bthe )\b[a-z]{2,}ed\b")
_DATED = re.compile(r"\b(?:[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+\.? \d{1,2}|\d{4})\b")
_PLACED = re.compile(rf"\b(?:in|at|near|outside|inside|from|of|on) (?:the )?[A-Z]|\b(?:{'|'.join(WEEKDAYS)})\b")
_FEWEST_BEFORE_COMMENTS = 60  # words: a count of comments above the article ends nothing


def divide(text: str, *, is_titled: bool = False, comments_from: int | None = None) -> tuple[Passage, ...]:
    """The paragraphs of a clean text with their kinds, in order and without overlap.

    is_titled: the first paragraph is known to be the title. comments_from: reader comments begin at this offset.
    """
    spans = find_paragraphs(text)
    page = _Page([text[span.start : span.end] for span in spans])
    known = sum(span.start < comments_from for span in spans) if comments_from is not None else len(spans)
    page.kinds[known:] = ["comment"] * (len(spans) - known)
    page.mark_head(is_titled=is_titled)
    page.mark_tail()
    page.mark_captions()
    page.mark_insets()
    return tuple(
        Passage(start=span.start, end=span.end, kind=kind) for span, kind in zip(spans, page.kinds, strict=True)
    )


class _Page:
    """The paragraphs of one text while their kinds are settled."""

    def __init__(self, paragraphs: list[str]) -> None:
        self.paragraphs = paragraphs
        self.cues: list[Cue | None] = [cue_in(paragraph) for paragraph in paragraphs]
        self.kinds: list[PassageKind] = [
            _first_look(paragraph, cue) for paragraph, cue in zip(paragraphs, self.cues, strict=True)
        ]

    def mark_head(self, *, is_titled: bool) -> None:
        """Find author lines, a dateline alone, and the title, before the first paragraph of running text."""
        if is_titled and self.paragraphs:
            self.kinds[0] = "title"
        has_title = is_titled
        for i, paragraph in enumerate(self.paragraphs):
            if self.kinds[i] != "body":
                continue
            if _is_author_line(paragraph, after_title=has_title, before_byline=self._is_byline(i + 1)):
                self.kinds[i] = "byline"
            elif not has_title and self._is_title(i):
                self.kinds[i] = "title"
                has_title = True
            else:
                return

    def mark_tail(self) -> None:
        """Find where the report ends and comments, links and forms follow to the end of the page."""
        sizes = [len(p.split()) if k == "body" else 0 for p, k in zip(self.paragraphs, self.kinds, strict=True)]
        for i, cue in enumerate(self.cues):
            if not cue or not cue.ends:
                continue
            before, after = sum(sizes[:i]), sum(sizes[i:])
            if before >= (_FEWEST_BEFORE_COMMENTS if cue.kind == "comment" else max(after, 1)):
                self._end_at(i, cue.kind)
                return

    def _end_at(self, first: int, kind: PassageKind) -> None:
        """Nothing from here on is the report; under comments, even a date is a comment's."""
        for i in range(first, len(self.kinds)):
            if kind == "comment" or self.kinds[i] in ("body", "title"):
                self.kinds[i] = kind

    def mark_captions(self) -> None:
        """Find captions without a credit. A body paragraph that stands twice is kept once."""
        body = self._body()
        for k, i in enumerate(body):
            following = body[k + 1] if k + 1 < len(body) else None
            if following == i + 1 and _same(self.paragraphs[i], self.paragraphs[following]):
                self.kinds[following] = "caption"
                if _may_be_caption(self.paragraphs[i], most=words().limits.doubled):
                    self.kinds[i] = "caption"
            elif _shows_a_picture(self.paragraphs[i]) and len(body) > 1 and self.kinds[i] == "body":
                self.kinds[i] = "caption"

    def mark_insets(self) -> None:
        """Find headlines of other stories between paragraphs, unless the report itself goes without full stops."""
        body = self._body()
        unstopped = {i for i in body if not _STOPS.search(self.paragraphs[i]) and len(self.paragraphs[i].split()) > 4}
        if len(unstopped) > max(2, words().limits.inset_share * len(body)):
            return
        before: str | None = None
        for i in body:
            if i not in unstopped:
                before = self.paragraphs[i]
            elif before and not before.endswith(":") and i < body[-1] and _is_headline(self.paragraphs[i]):
                self.kinds[i] = "read_more"

    def _body(self) -> list[int]:
        return [i for i, kind in enumerate(self.kinds) if kind == "body"]

    def _is_byline(self, i: int) -> bool:
        return i < len(self.kinds) and self.kinds[i] == "byline"

    def _is_title(self, i: int) -> bool:
        """Whether a paragraph is a headline over the text: short, without a full stop, with running text below."""
        paragraph = self.paragraphs[i]
        fewest, most = words().limits.title
        below = [self.paragraphs[k] for k in self._body() if k > i]
        if not fewest <= len(paragraph.split()) <= most or _FULL_STOP.search(paragraph) or _LIST_MARK.match(paragraph):
            return False
        stopped = [p for p in below if _STOPS.search(p)]
        return bool(below) and 2 * len(stopped) >= len(below) and not _SENTENCE_BREAK.search(paragraph)


def _first_look(paragraph: str, cue: Cue | None) -> PassageKind:
    if cue:
        return cue.kind
    if len(paragraph) <= 80 and (agency_called(paragraph) or outlet_called(paragraph)):
        return "byline"
    return "body"


def _is_author_line(paragraph: str, *, after_title: bool, before_byline: bool) -> bool:
    """Whether a line names the author, or the place alone: a few capitalised words at the head of the text."""
    parts = paragraph.split()
    if not parts or len(parts) > words().limits.author or _STOPS.search(paragraph) or _LIST_MARK.match(paragraph):
        return False
    if not all(_NAME_WORD.match(part) for part in parts) or not parts[0][0].isupper():
        return False
    return before_byline or (after_title and 2 <= len(parts) <= 5) or 2 <= len(parts) <= 3


def _is_headline(paragraph: str) -> bool:
    """Whether an unstopped paragraph reads as a headline: one sentence of a few words, and nobody's account."""
    fewest, most = words().limits.inset
    parts = paragraph.split()
    if not fewest <= len(parts) <= most or _LIST_MARK.match(paragraph) or _SENTENCE_BREAK.search(paragraph):
        return False
    is_running = bool(words().running & {part.strip(",").lower() for part in parts}) or paragraph[0].islower()
    is_account = parts[-1].lower() in words().said or (is_speech(paragraph) and paragraph[-1] in "\"'”’")
    return not is_running and not is_account


def _shows_a_picture(paragraph: str) -> bool:
    """Whether a paragraph tells in the present tense what a picture shows, and counts nothing."""
    parts = [part.strip(".,()").lower() for part in paragraph.split()]
    if len(parts) > words().limits.pictured or _SENTENCE_BREAK.search(paragraph) or set("\"“”") & set(paragraph):
        return False
    counts = re.search(r"\d", _DATED.sub("", paragraph)) or (words().counting | words().account) & set(parts)
    is_placed = _pictured().search(" ".join(paragraph.split()[:12])) and _PLACED.search(paragraph)
    return not counts and is_placed is not None and not _tells_of_past(paragraph, parts)


@cache
def _pictured() -> re.Pattern[str]:
    """A verb of what a picture shows, within the first words, with its object or place right behind it."""
    verbs = "|".join(sorted(words().pictured))
    return re.compile(rf"(?<!\bto )(?<!^)\b(?:{verbs}) (?:up |down |out )?(?:{'|'.join(sorted(words().placed))})\b")


def _may_be_caption(paragraph: str, *, most: int) -> bool:
    """Whether a paragraph that stands twice can be a caption: short, one sentence, no voice, nothing past."""
    parts = [part.strip(".,()").lower() for part in paragraph.split()]
    if len(parts) > most or is_speech(paragraph) or _SENTENCE_BREAK.search(paragraph) or words().said & set(parts):
        return False
    return bool(words().pictured & set(parts[1:9])) or not _tells_of_past(paragraph, parts)


def _tells_of_past(paragraph: str, parts: list[str]) -> bool:
    return bool((words().past | words().said) & set(parts) or _PAST.search(paragraph))


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
