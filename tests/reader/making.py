"""Reports made from a few sentences, for the reader's tests."""

from __future__ import annotations

import hashlib
from datetime import date

from vigil.reader.text import Text, parse_one
from vigil.records import Given, Passage, Report


def make_report(text: str, *, published: date | None = None, title: str | None = None, name: str = "report") -> Report:
    """A report whose paragraphs are parted by empty lines; the title, if any, is its first paragraph."""
    whole = f"{title}\n\n{text}" if title else text
    passages, at = [], 0
    for k, paragraph in enumerate(whole.split("\n\n")):
        kind = "title" if title and k == 0 else "body"
        passages.append(Passage(start=at, end=at + len(paragraph), kind=kind))
        at += len(paragraph) + 2
    digest = hashlib.sha256(whole.encode()).hexdigest()
    given = Given(published=published)
    return Report(id=digest, name=name, text=whole, title=title, given=given, passages=tuple(passages))


def make_text(text: str, *, published: date | None = None, title: str | None = None) -> Text:
    """The same, parsed."""
    return parse_one(make_report(text, published=published, title=title))
