"""Read and check CoNLL-U: syntax in columns 2-8, entities as ``NE=`` in MISC."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = 10
NO_SYNTAX = "_"
UNKNOWN_ENTITIES = "UNK"


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word; ``head`` counts from 1 and is 0 for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool
    entity: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the document it stands in."""

    document: str
    sent_id: str
    text: str
    tokens: tuple[Token, ...]

    @property
    def has_syntax(self) -> bool:
        return all(token.upos != NO_SYNTAX for token in self.tokens)

    @property
    def has_entities(self) -> bool:
        return all(token.entity != UNKNOWN_ENTITIES for token in self.tokens)

    def surface(self) -> str:
        """The running text as the spacing marks give it."""
        parts = [token.form + (" " if token.space_after else "") for token in self.tokens]
        return "".join(parts).rstrip()


@dataclass(slots=True)
class _Pending:
    """What has been read of the sentence under way."""

    document: str = ""
    sent_id: str = ""
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)
    glued: dict[int, bool] = field(default_factory=dict)

    def take_comment(self, line: str) -> None:
        key, _, value = line[1:].partition("=")
        match key.strip():
            case "newdoc id":
                self.document = value.strip()
            case "sent_id":
                self.sent_id = value.strip()
            case "text":
                self.text = value.strip()

    def take_row(self, line: str) -> None:
        row = line.split("\t")
        if len(row) != COLUMNS:
            raise ValueError(f"{self.sent_id}: {len(row)} columns in {line!r}")
        if "." in row[0]:
            return
        if "-" in row[0]:
            self._take_range(row)
            return
        self.rows.append(row)

    def _take_range(self, row: list[str]) -> None:
        """Words inside a multi-word token touch; the last one inherits its spacing."""
        first, last = (int(number) for number in row[0].split("-"))
        self.glued.update(dict.fromkeys(range(first, last), False))
        self.glued[last] = "SpaceAfter=No" not in row[9]

    def finish(self) -> Sentence:
        tokens = tuple(self._token(row) for row in self.rows)
        return Sentence(document=self.document, sent_id=self.sent_id, text=self.text, tokens=tokens)

    def _token(self, row: list[str]) -> Token:
        misc = dict(part.partition("=")[::2] for part in row[9].split("|"))
        spaced = self.glued.get(int(row[0]), misc.get("SpaceAfter") != "No")
        return Token(
            form=row[1],
            lemma=row[2],
            upos=row[3],
            xpos=row[4],
            feats="" if row[5] == "_" else row[5],
            head=int(row[6]) if row[6].isdigit() else 0,
            deprel=row[7],
            space_after=spaced,
            entity=misc.get("NE", "O"),
        )


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Every sentence of a ``.conllu`` or ``.conllu.gz`` file, in order."""
    pending = _Pending()
    for line in _lines(path):
        if line.startswith("#"):
            pending.take_comment(line)
        elif line:
            pending.take_row(line)
        elif pending.rows:
            yield pending.finish()
            pending = _Pending(document=pending.document)
    if pending.rows:
        yield pending.finish()


def _lines(path: Path) -> Iterator[str]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf8") as packed:
            yield from (line.rstrip("\n") for line in packed)
        return
    with path.open(encoding="utf8") as plain:
        yield from (line.rstrip("\n") for line in plain)
