"""Put the trained parts together into the folder that ships."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import Config

from training.sources import SOURCES, TEST_ONLY, WEIGHTS_LICENCE, WEIGHTS_LICENCE_URL, Source

NAME = "vigil_news"
VERSION = "1.0.0"
DESCRIPTION = (
    "English for news reports: tagger, morphologizer, lemmatizer, Universal Dependencies parser "
    "and PER/ORG/LOC entities, trained from scratch on openly licensed text"
)
TITLE = "The Vigil English model"

LICENCE_TEXT = f"""{TITLE}
Copyright the Vigil authors and the authors of the corpora named in NOTICE

Everything in this folder is licensed under the Creative Commons
Attribution-ShareAlike 4.0 International licence ({WEIGHTS_LICENCE}).
You may share and adapt it, for any purpose, if you give credit, say what
you changed, and pass on what you adapt under the same licence. The text
of the licence, which alone counts, is at
{WEIGHTS_LICENCE_URL}legalcode

The licence covers these weights. It does not reach the program that
loads them, which has its own licence, nor what the model says of a text.
"""


def assemble(syntax: Path, entities: Path, *, out: Path) -> None:
    """Write the syntax pipeline with the entity recognizer behind it, and its papers."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(entities))
    if out.exists():
        shutil.rmtree(out)
    nlp.to_disk(out)
    _strip_paths(out / "config.cfg")
    _write_meta(out / "meta.json", nlp)
    (out / "LICENSE").write_text(LICENCE_TEXT, encoding="utf8")
    (out / "NOTICE").write_text(notice(), encoding="utf8")


def put_in_place(finished: Path, out: Path) -> None:
    """Exchange the shipped folder for a finished one, so that nobody loads half a model."""
    new, old = out.with_name(out.name + ".new"), out.with_name(out.name + ".old")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(finished, new)
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def size_mb(folder: Path) -> float:
    """What the files of a folder weigh, in millions of bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def notice() -> str:
    """Credit for every corpus, with its terms."""
    lines = [TITLE, "", "The weights were trained on the following and on nothing else.", ""]
    for source in SOURCES:
        lines += [*_credit(source), ""]
    lines += ["Used to measure the model, never to train it:", ""]
    for source in TEST_ONLY:
        lines += [*_credit(source), ""]
    return "\n".join(lines)


def _credit(source: Source) -> list[str]:
    return [
        source.name,
        f"  by {source.author}",
        f"  {source.url} ({source.commit})",
        f"  licence: {source.licence}",
        f"  used for: {source.used_for}",
    ]


def _strip_paths(path: Path) -> None:
    """The build folder is nobody's business once the model is built."""
    config = Config().from_disk(path, interpolate=False)
    config["paths"] = dict.fromkeys(config.get("paths", {}))
    for corpus in config.get("corpora", {}).values():
        corpus["path"] = None
    config.to_disk(path)


def _write_meta(path: Path, nlp: Language) -> None:
    meta: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
    meta.update(
        name=NAME,
        version=VERSION,
        description=DESCRIPTION,
        author="the Vigil authors",
        license=WEIGHTS_LICENCE,
        sources=[_meta_source(source) for source in SOURCES],
        pipeline=list(nlp.pipe_names),
    )
    meta.pop("performance", None)
    path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf8")


def _meta_source(source: Source) -> dict[str, str]:
    return {
        "name": source.name,
        "url": source.url,
        "license": source.licence,
        "author": source.author,
        "commit": source.commit,
    }
