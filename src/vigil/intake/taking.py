"""Sources to reports: every readable article once, and a problem for all that is not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vigil.errors import (
    BINARY,
    CLAIMS_FILE,
    EMPTY,
    NO_REPORTS,
    SAME_NAME,
    TOO_LARGE,
    UNREADABLE,
    IntakeError,
)  # fmt: skip
from vigil.intake.articles import Article, is_claims_file, read_lines, read_objects
from vigil.intake.day import read_day
from vigil.intake.decode import MOST_CHARACTERS, check_length, clean, decode
from vigil.intake.heading import read_heading
from vigil.intake.manifest import Manifest, fill, read_manifest
from vigil.intake.pages import read_page
from vigil.intake.passages import divide
from vigil.intake.sources import DOCUMENTS, JSON, PAGES, File, find_files, find_manifests
from vigil.records import Given, Passage, Problem, Report

_MOST_BYTES = 4 * MOST_CHARACTERS  # of a text file: more cannot be few enough characters
_MOST_MARKUP = 40_000_000  # bytes of one page
_LONGEST_NAME = 200  # characters
_MOST_JSON = 1_000_000_000  # bytes of one JSON file


@dataclass(frozen=True)
class Taken:
    """A report taken in. original: its bytes as they came, whose SHA-256 is the report's id. suffix: as ".txt"."""

    report: Report
    original: bytes
    suffix: str
    source: str


@dataclass(frozen=True)
class _Draft:
    """An article before it has its name for good."""

    name: str
    text: str
    original: bytes
    suffix: str
    source: str
    given: Given
    is_titled: bool = False
    comments_from: int | None = None


@dataclass
class _Register:
    """What was taken in so far: ids, and which source has which name."""

    ids: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)


def take_in(sources: Sequence[Path], *, manifest: Path | None = None) -> Iterator[Taken | Problem]:
    """Take in files and folders: .txt, .md, .html, .json, .jsonl. Lazy; the order is that of the names.

    manifest: CSV that tells of the files; without it, each ``manifest.csv`` beside the files is read.
    The same bytes twice are one report. Of different reports with one name, the first by SHA-256 keeps it and the
    others get ``name~<6 hex>``. Whatever cannot be read is a Problem, and nothing else is lost by it.

    Raises IntakeError where a source is not there, or the manifest named cannot be read.
    """
    files = find_files(sources)
    named = [read_manifest(manifest)] if manifest else []
    return _take(sources, files, named)


def take_in_text(text: str, *, name: str, given: Given | None = None) -> Taken:
    """Take in one report that is a text already, from standard input or a request.

    Raises IntakeError: EMPTY, BINARY or TOO_LARGE.
    """
    original = clean(text).encode()
    if not text.strip():
        raise IntakeError(EMPTY, source=name)
    if "\x00" in text:
        raise IntakeError(BINARY, source=name)
    check_length(text, source=name)
    draft = _Draft(name, clean(text), original, ".txt", name, given or Given())
    return _as_taken(draft, id=_sha(original), name=_fit_name(name))


def _take(sources: Sequence[Path], files: Sequence[File], named: list[Manifest]) -> Iterator[Taken | Problem]:
    register, is_silent = _Register(), True
    manifests, problems = (named, []) if named else _read_manifests(sources, files)
    problems += [
        _problem(fault, source=one.path)
        for one in manifests
        for fault in (*one.faults, *one.missing(file.path for file in files))
    ]
    yield from problems
    for file in files:
        for drafted in _drafts(file, _given(file, manifests)):
            for item in _settle(drafted, register) if isinstance(drafted, _Draft) else [drafted]:
                is_silent = False
                yield item
    if is_silent:
        where = ", ".join(str(source) for source in sources) or "no source"
        yield _problem(IntakeError(NO_REPORTS, source=where), source=where)


def _read_manifests(sources: Sequence[Path], files: Sequence[File]) -> tuple[list[Manifest], list[Problem]]:
    """The manifests that lie beside the files; one that cannot be read is a problem, as nobody named it."""
    manifests: list[Manifest] = []
    problems: list[Problem] = []
    for path in find_manifests(sources, files):
        try:
            manifests.append(read_manifest(path))
        except IntakeError as error:
            problems.append(_problem(error, source=path))
    return manifests, problems


def _given(file: File, manifests: Sequence[Manifest]) -> Given:
    given = Given()
    for manifest in manifests:
        given = fill(given, manifest.given_for(file.path) or Given())
    return given


def _drafts(file: File, given: Given) -> Iterator[_Draft | Problem]:
    """The articles of one file, and what cannot be read of it."""
    suffix = file.path.suffix.lower()
    try:
        if suffix in JSON:
            yield from _json_drafts(file, given)
        elif suffix in PAGES:
            yield _page_draft(file, given)
        elif suffix in DOCUMENTS:
            raise IntakeError(BINARY, source=file.source)
        else:
            yield _text_draft(file, given)
    except IntakeError as error:
        yield _problem(error, source=file.source)
    except OSError as error:
        why = error.strerror or "it is not readable"
        yield _problem(IntakeError(UNREADABLE, source=file.source, why=why), source=file.source)


def _text_draft(file: File, given: Given) -> _Draft:
    data = _read(file, most=_MOST_BYTES)
    text = decode(data, source=file.source)
    check_length(text, source=file.source)
    return _Draft(file.path.stem, text, data, file.path.suffix.lower() or ".txt", file.source, given)


def _page_draft(file: File, given: Given) -> _Draft:
    data = _read(file, most=_MOST_MARKUP)
    page = read_page(decode(data, source=file.source), source=file.source)
    return _Draft(
        file.path.stem,
        clean(page.text),
        data,
        file.path.suffix.lower(),
        file.source,
        fill(given, page.given),
        is_titled=page.is_titled,
        comments_from=page.comments_from,
    )


def _json_drafts(file: File, given: Given) -> Iterator[_Draft | Problem]:
    text = decode(_read(file, most=_MOST_JSON), source=file.source)
    is_lines = file.path.suffix.lower() != ".json"
    if is_claims_file(text):
        if file.is_named:
            raise IntakeError(CLAIMS_FILE, source=file.source)
        return
    read = read_lines(text.split("\n"), source=file.source) if is_lines else read_objects(text, source=file.source)
    for number, article in enumerate(read, start=1):
        if isinstance(article, IntakeError):
            yield _problem(article, source=file.source)
        else:
            yield from _article_drafts(article, file, given, number=number)


def _article_drafts(article: Article, file: File, given: Given, *, number: int) -> Iterator[_Draft | Problem]:
    yield from (_problem(error, source=file.source) for error in article.problems)
    name = article.name or f"{file.path.stem}-{number:04d}"
    source = f"{file.source} ({name})"
    try:
        check_length(article.text, source=source)
    except IntakeError as error:
        yield _problem(error, source=file.source)
    else:
        yield _Draft(name, article.text, article.original, ".json", source, fill(given, article.given))


def _settle(draft: _Draft, register: _Register) -> Iterator[Taken | Problem]:
    """The draft as a report under a name of its own; nothing where the same bytes were taken in before."""
    id = _sha(draft.original)
    if id in register.ids:
        return
    register.ids.add(id)
    name = _fit_name(draft.name)
    if (other := register.names.get(name)) is not None:
        name = f"{name}~{id[:6]}"
        yield _problem(IntakeError(SAME_NAME, source=draft.source, other=other, name=name), source=draft.source)
    register.names[name] = draft.source
    yield _as_taken(draft, id=id, name=name)


def _fit_name(name: str) -> str:
    """A name that can stand in a file name, an address and a table: no controls, no path, not endless."""
    return re.sub(r"[\x00-\x1f\x7f/\\]+", "-", clean(name))[:_LONGEST_NAME] or "-"


def _as_taken(draft: _Draft, *, id: str, name: str) -> Taken:
    is_titled = draft.is_titled or _begins_with_title(draft)
    passages = divide(draft.text, is_titled=is_titled, comments_from=draft.comments_from)
    report = _as_report(draft, passages, id=id, name=name)
    return Taken(report, draft.original, draft.suffix, draft.source)


def _begins_with_title(draft: _Draft) -> bool:
    """Whether the first paragraph is the title that the manifest gives, whatever its letters and marks."""
    given = re.sub(r"\W+", "", draft.given.title or "").casefold()
    first = re.sub(r"\W+", "", draft.text.lstrip().split("\n", 1)[0]).casefold()
    return bool(given) and given == first


def _as_report(draft: _Draft, passages: tuple[Passage, ...], *, id: str, name: str) -> Report:
    heading = read_heading(draft.text, passages)
    day = read_day(draft.text, passages, given=draft.given.published)
    return Report(
        id=id,
        name=name,
        text=draft.text,
        given=draft.given,
        title=heading.title,
        outlet=heading.outlet,
        agency=heading.agency,
        dateline=heading.dateline,
        published=day.published,
        weekday=day.weekday,
        passages=passages,
    )


def _read(file: File, *, most: int) -> bytes:
    size = file.path.stat().st_size
    if size > most:
        raise IntakeError(TOO_LARGE, source=file.source, size=f"about {size:,}", limit=f"{MOST_CHARACTERS:,}")
    return file.path.read_bytes()


def _problem(error: IntakeError, *, source: object) -> Problem:
    return Problem(
        code=error.code, message=error.sentence, next_step=error.next_step, source=str(source), stage="intake"
    )


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
