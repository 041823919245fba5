"""A web page to its article: text, reader comments, and what its metadata tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from trafilatura import bare_extraction

from vigil.errors import NO_ARTICLE, TOO_DEEP, TOO_LARGE, IntakeError
from vigil.intake.decode import MOST_CHARACTERS
from vigil.records import Given

_HIDDEN = re.compile(r"<(script|style|svg|noscript)\b|<!--", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
# Tags that hold nothing, or that the next of their kind closes: left open, they nest nothing.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option "
    "optgroup colgroup html head body".split()
)
_DEEPEST = 250  # the extractor finds nothing below, and does not say so
_FEWEST_WORDS = 8  # less than this is a menu, and no article


@dataclass(frozen=True)
class Page:
    """An article's page as clean text: title, paragraphs and comments, parted by blank lines.

    is_titled: the first paragraph is the title. comments_from: where the comments begin, if there are any.
    given: what the page's metadata tell.
    """

    text: str
    given: Given
    is_titled: bool
    comments_from: int | None


def read_page(markup: str, *, source: str) -> Page:
    """The article of a page.

    Raises IntakeError: TOO_LARGE; TOO_DEEP where tags nest deeper than can be read; NO_ARTICLE where there is none.
    """
    bare = _shown(markup)
    size = len(_TAG.sub("", bare))
    if size > MOST_CHARACTERS:
        raise IntakeError(TOO_LARGE, source=source, size=f"{size:,}", limit=f"{MOST_CHARACTERS:,}")
    is_deep = _depth(bare) > _DEEPEST
    found = None if is_deep and _depth(bare) > 4 * _DEEPEST else _extract(markup)
    paragraphs = _lines(found.text) if found else []
    if sum(len(paragraph.split()) for paragraph in paragraphs) < _FEWEST_WORDS:
        raise IntakeError(TOO_DEEP if is_deep else NO_ARTICLE, source=source)
    assert found is not None
    return _as_page(found, paragraphs)


@dataclass(frozen=True)
class _Found:
    text: str
    comments: str
    title: str | None
    outlet: str | None
    published: str | None


def _extract(markup: str) -> _Found | None:
    try:
        document = bare_extraction(
            markup,
            include_comments=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # whatever breaks a third party's parser on markup made by anybody: there is no article
        return None
    if document is None or isinstance(document, dict):
        return None
    return _Found(
        text=document.text or "",
        comments=document.comments or "",
        title=document.title,
        outlet=document.sitename,
        published=document.date,
    )


def _as_page(found: _Found, paragraphs: list[str]) -> Page:
    title = " ".join(found.title.split()) if found.title else None
    body = paragraphs[1:] if title and _same(paragraphs[0], title) else paragraphs
    text = "\n\n".join([*([title] if title else []), *body])
    comments = _lines(found.comments)
    return Page(
        text="\n\n".join([text, *comments]),
        given=Given(published=_day(found.published), outlet=found.outlet, title=title),
        is_titled=title is not None,
        comments_from=len(text) + 2 if comments else None,
    )


def _shown(markup: str) -> str:
    """The markup without scripts, styles and remarks; one that is never closed hides the rest, as in a browser."""
    parts: list[str] = []
    lower, at = markup.lower(), 0
    while opened := _HIDDEN.search(markup, at):
        closer = f"</{opened[1].lower()}" if opened[1] else "-->"
        parts.append(markup[at : opened.start()])
        closed = lower.find(closer, opened.end())
        if closed < 0:
            return " ".join(parts)
        at = closed + len(closer)
    return " ".join([*parts, markup[at:]])


def _depth(markup: str) -> int:
    """How deep the tags of a page nest."""
    depth = deepest = 0
    for closing, name, rest in _TAG.findall(markup):
        if name.lower() in _FLAT or rest.endswith("/"):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
