"""Run the training itself: two processes side by side, each on one core."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from training.readers import tag_docs

HERE = Path(__file__).parent
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Workshop:
    """The folder that holds prepared data and the parts under training."""

    root: Path
    seed: int
    reuse: bool

    @property
    def data(self) -> Path:
        return self.root / "data"

    def best(self, part: str) -> Path:
        return self.root / "models" / part / "model-best"

    def log(self, part: str) -> Path:
        return self.root / f"{part}.log"

    def finished(self, part: str) -> Path:
        return self.root / "models" / part / "finished"


def train_parts(shop: Workshop) -> None:
    """Syntax in one process; in the other a tagger, and entities on its tags."""
    jobs: list[Callable[[Workshop], None]] = [_syntax, _entities]
    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        for running in [pool.submit(job, shop) for job in jobs]:
            running.result()


def _syntax(shop: Workshop) -> None:
    _train(shop, "syntax", train="syntax-train", dev="syntax-dev")


def _entities(shop: Workshop) -> None:
    _train(shop, "tagger", train="syntax-train", dev="syntax-dev")
    for part in ("train", "dev"):
        target = shop.data / f"entities-{part}-tagged.spacy"
        if not (shop.reuse and target.exists()):
            tag_docs(shop.best("tagger"), source=shop.data / f"entities-{part}.spacy", target=target)
    _train(shop, "entities", train="entities-train-tagged", dev="entities-dev-tagged")


def _train(shop: Workshop, part: str, *, train: str, dev: str) -> None:
    """One part by its configuration; a checkpoint is written at every evaluation."""
    if shop.reuse and shop.finished(part).exists():
        return
    shop.finished(part).unlink(missing_ok=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "spacy", "train", str(HERE / "configs" / f"{part}.cfg")]
    command += ["--output", str(shop.best(part).parent), "--code", str(HERE / "readers.py")]
    command += ["--paths.train", str(shop.data / f"{train}.spacy"), "--paths.dev", str(shop.data / f"{dev}.spacy")]
    command += ["--training.seed", str(shop.seed), "--system.seed", str(shop.seed)]
    environment = {**os.environ, **ONE_CORE, "PYTHONHASHSEED": str(shop.seed)}
    with shop.log(part).open("w", encoding="utf8") as log:
        subprocess.run(command, check=True, stdout=log, stderr=subprocess.STDOUT, env=environment)
    shop.finished(part).touch()
    print(f"{part}: {(time.monotonic() - started) / 60:.0f} minutes", flush=True)
