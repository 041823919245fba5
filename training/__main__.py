"""``python -m training``: from the corpora to the folder that ships."""

from __future__ import annotations

import argparse
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.card import card
from training.corpora import write_all
from training.evaluate import measure, write_scores
from training.package import assemble, put_in_place, size_mb
from training.train import Workshop, train_parts

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "src" / "vigil" / "models" / "en"


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora", help="the corpora folder")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "training", help="where training happens")
    parser.add_argument("--out", type=Path, default=MODEL, help="the folder that ships")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--treebank-times", type=int, default=5, help="how often our own sentences are trained on")
    parser.add_argument("--reuse", action="store_true", help="keep the parts that are already trained")
    return parser.parse_args(given)


def _first_model(corpora: Path, work: Path) -> Path | None:
    """The earlier pipeline to compare with, where the corpora bring one."""
    packed = corpora / "baseline" / "model.tgz"
    if not packed.exists():
        return None
    with tarfile.open(packed) as archive:
        archive.extractall(work / "first", filter="data")
    return next(path.parent for path in sorted((work / "first").rglob("config.cfg")))


def _measure_all(model: Path, *, corpora: Path, work: Path) -> None:
    """Leave the scores and the card in the model's folder."""
    scores: dict[str, Any] = {"after": measure(model, corpora)}
    first = _first_model(corpora, work)
    if first:
        scores["before"] = measure(first, corpora)
    write_scores(scores, model / "scores.json")
    (model / "MODEL_CARD.md").write_text(card(scores), encoding="utf8")


def main(given: Sequence[str] | None = None) -> None:
    """Prepare, train, put together, measure."""
    arguments = _arguments(given)
    shop = Workshop(root=arguments.work, seed=arguments.seed, reuse=arguments.reuse)
    if not (shop.reuse and shop.data.exists()):
        write_all(arguments.corpora, shop.data, treebank_times=arguments.treebank_times, seed=arguments.seed)
    train_parts(shop)
    finished = shop.root / "finished"
    assemble(shop.best("syntax"), shop.best("entities"), out=finished)
    _measure_all(finished, corpora=arguments.corpora, work=arguments.work)
    put_in_place(finished, arguments.out)
    print(f"{arguments.out}: {size_mb(arguments.out):.1f} MB")


if __name__ == "__main__":
    main()
