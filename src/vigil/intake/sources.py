"""Which files hold reports: the files named, and those in the folders named."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vigil.errors import SOURCE_MISSING, IntakeError
from vigil.intake.decode import clean
from vigil.intake.manifest import NAME

TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
JSON = frozenset({".json", ".jsonl", ".ndjson"})
# Documents that somebody may take for reports: they are told of, and not passed over in silence.
DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub"})
# What a folder of reports says of itself.
_ABOUT = frozenset({"readme", "license", "licence", "copying", "notice", "changelog", "contributing", "authors",
                    "requirements", "robots"})  # fmt: skip


@dataclass(frozen=True)
class File:
    """A file to read. source: how to name it to people. is_named: it was given itself, not found in a folder."""

    path: Path
    source: str
    is_named: bool


def find_files(sources: Sequence[Path]) -> tuple[File, ...]:
    """The files of these sources, each once, sorted by name, whatever the order or spelling they were given in.

    Files of one name are sorted by their bytes' SHA-256, so that which of them keeps the name does not depend on
    where they lie. Raises IntakeError SOURCE_MISSING.
    """
    found = {file.path.resolve(): file for source in sources for file in _in_source(source)}
    files = list(found.values())
    shared = Counter(file.path.stem for file in files)
    return tuple(sorted(files, key=lambda file: _order(file, is_shared=shared[file.path.stem] > 1)))


def find_manifests(sources: Iterable[Path], files: Iterable[File]) -> tuple[Path, ...]:
    """The manifests that lie beside the files, or in the folders named or above the files in them, sorted."""
    folders = {source for source in sources if source.is_dir()}
    places = set(folders) | {file.path.parent for file in files}
    for file in files:
        places.update(parent for parent in file.path.parents if any(f in (parent, *parent.parents) for f in folders))
    return tuple(sorted({(place / NAME).resolve() for place in places if (place / NAME).is_file()}))


def _in_source(source: Path) -> Iterator[File]:
    if source.is_dir():
        wanted = (path for path in sorted(source.rglob("*")) if _is_wanted(path, source))
        yield from (File(path, clean(str(path)), is_named=False) for path in wanted)
    elif source.exists():
        yield File(source, clean(str(source)), is_named=True)
    else:
        raise IntakeError(SOURCE_MISSING, source=source)


def _is_wanted(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder).parts
    if any(part.startswith(".") for part in inside) or not path.is_file():
        return False
    return path.suffix.lower() in TEXT | PAGES | JSON | DOCUMENTS and path.stem.lower() not in _ABOUT


def _order(file: File, *, is_shared: bool) -> tuple[str, str, str, str]:
    return file.path.stem, file.path.suffix, _digest(file.path) if is_shared else "", str(file.path)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # told when it is read
        return ""
