"""JSON to articles: one object is one article with text, title, published, outlet, url; its other fields are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from vigil.errors import BAD_JSON, MANIFEST_BAD_DATE, NO_TEXT_FIELD, IntakeError
from vigil.intake.decode import clean
from vigil.intake.manifest import parse_day
from vigil.records import Given

_NEXT_OBJECT = re.compile(r"^\s*\{", re.MULTILINE)
_BLANK = re.compile(r"[\s,\[\]]*")


@dataclass(frozen=True)
class Article:
    """One article of a JSON file.

    name: its "id" or "name", else None. original: its object in canonical bytes, so that spacing and order of keys do
    not make another article. problems: what was passed over in it.
    """

    text: str
    name: str | None
    original: bytes
    given: Given
    problems: tuple[IntakeError, ...] = ()


def read_lines(lines: Iterable[str], *, source: str) -> Iterator[Article | IntakeError]:
    """The articles of JSON Lines, one a line; a line that is none gives the IntakeError that says why."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                yield IntakeError(BAD_JSON, source=source, line=number)
            else:
                yield _article(value, source=f"{source}, line {number}")


def read_objects(text: str, *, source: str) -> Iterator[Article | IntakeError]:
    """The articles of a JSON file: one object, or an array of them. What is whole in a broken file is read."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield from _salvage(text, _broken(error, text, source=source), source=source)
        return
    values = value if isinstance(value, list) else [value]
    for number, item in enumerate(values, start=1):
        yield _article(item, source=f"{source}, article {number}" if isinstance(value, list) else source)


def is_claims_file(text: str) -> bool:
    """Whether JSON Lines hold claims, not articles: the first object has a "kind" and no "text"."""
    first = next((line for line in text.split("\n", 50) if line.strip()), "")
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "kind" in value and "text" not in value


def _salvage(text: str, first: IntakeError, *, source: str) -> Iterator[Article | IntakeError]:
    """The objects that stand whole in a broken file; after a break, reading goes on at the next line with an object."""
    decoder, is_told = json.JSONDecoder(), False
    at = _past_blank(text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            is_told = True
            yield _broken(error, text, source=source)
            following = _NEXT_OBJECT.search(text, max(getattr(error, "pos", 0), at + 1))
            at = following.end() - 1 if following else len(text)
        else:
            yield _article(value, source=source)
        at = _past_blank(text, at)
    if not is_told:  # every object is whole: what is broken stands between them or at the end
        yield first


def _broken(error: Exception, text: str, *, source: str) -> IntakeError:
    line = text.count("\n", 0, getattr(error, "pos", 0)) + 1
    return IntakeError(BAD_JSON, source=source, line=line)


def _past_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _article(value: Any, *, source: str) -> Article | IntakeError:
    fields = value if isinstance(value, dict) else {}
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return IntakeError(NO_TEXT_FIELD, source=source)
    published = fields.get("published")
    day = parse_day(str(published)) if published else None
    problems: tuple[IntakeError, ...] = ()
    if published and day is None:
        problems = (IntakeError(MANIFEST_BAD_DATE, manifest=source, value=str(published)[:40], file="the article"),)
    return Article(
        text=clean(text).replace("\x00", "\ufffd"),
        name=_string(fields.get("id")) or _string(fields.get("name")),
        original=json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii"),
        given=Given(
            published=day,
            outlet=_string(fields.get("outlet")),
            title=_string(fields.get("title")),
            url=_string(fields.get("url")),
        ),
        problems=problems,
    )


def _string(value: object) -> str | None:
    """A field as words; an id may be a number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return clean(str(value)).strip() or None
