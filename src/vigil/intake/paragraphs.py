"""Where the paragraphs of a clean text lie: blank lines part them; else its lines do, unless they are hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
# Columns that mail, wire and terminal texts are wrapped at.
_NARROWEST, _WIDEST = 45, 100


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the clean text without white space at its ends, as half-open offsets."""

    start: int
    end: int


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, in order; together they hold every character that is not white space."""
    return tuple(span for block in _blocks(text) for span in _paragraphs_of(text, block))


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of lines between blank lines."""
    block: list[Span] = []
    at = 0
    for match in _LINE.finditer(text):
        line = _trimmed(text, match.start(), match.end())
        is_apart = "\n\n" in text[at : match.start()]
        if block and (is_apart or line is None):
            yield block
            block = []
        if line:
            block.append(line)
        at = match.end()
    if block:
        yield block


def _paragraphs_of(text: str, lines: list[Span]) -> Iterator[Span]:
    if not _is_wrapped(text, lines):
        yield from lines
        return
    width = max(line.end - line.start for line in lines)
    first = lines[0]
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        ends_short = line.end - line.start < 0.75 * width and _ENDS.search(text[line.start : line.end])
        if following is None or ends_short:
            yield Span(first.start, line.end)
            if following:
                first = following


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines were broken at a column: all but the last are about as wide, and most break inside a sentence."""
    if len(lines) < 2:
        return False
    inner = [text[line.start : line.end] for line in lines[:-1]]
    broad = [line for line in inner if _NARROWEST <= len(line) <= _WIDEST]
    inside = [line for line in inner if not _ENDS.search(line)]
    carried = [line for line in lines[1:] if text[line.start].islower()]
    if any(len(line) > _WIDEST for line in inner) or len(broad) < 0.6 * len(inner):
        return False
    return len(inside) >= 0.5 * len(inner) and len(carried) >= 0.25 * len(inner)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    stretch = text[start:end]
    lead = len(stretch) - len(stretch.lstrip())
    end = start + len(stretch.rstrip())
    return Span(start + lead, end) if start + lead < end else None
