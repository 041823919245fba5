"""Files and texts for the tests of intake."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vigil.intake import Taken, take_in
from vigil.intake.passages import divide
from vigil.records import Problem

LEAD = "Shells hit the market of Tall Warda on Monday, killing 12 people and wounding dozens more, medics said."
NEXT = "The army denied that it had fired on the town, and said that its positions had come under attack at dawn."
LAST = "Residents fled to the hills to the north, where aid groups were putting up tents for some 300 families."


def write(folder: Path, **files: str | bytes) -> Path:
    """Write files; a double underscore in a name is its dot. Gives the folder back."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def take(*sources: Path, manifest: Path | None = None) -> tuple[list[Taken], list[Problem]]:
    """What was taken in, and the problems."""
    items = list(take_in(sources, manifest=manifest))
    return [i for i in items if isinstance(i, Taken)], [i for i in items if isinstance(i, Problem)]


def codes(problems: Sequence[Problem]) -> list[str]:
    """The codes of problems, in order."""
    return [problem.code for problem in problems]


def text_of(*paragraphs: str) -> str:
    """Paragraphs parted by blank lines."""
    return "\n\n".join(paragraphs)


def kinds_of(*paragraphs: str) -> list[str]:
    """The kinds of these paragraphs, as one text."""
    return [passage.kind for passage in divide(text_of(*paragraphs))]


def kind_amid(paragraph: str) -> str:
    """The kind of a paragraph that stands between three of body."""
    return kinds_of(LEAD, NEXT, paragraph, LAST)[2]
