"""Makes the weights of the linkage from the labelled tellings, and prints how well each threshold does.

    python -m training.linkage            # print
    python -m training.linkage --write    # and write src/vigil/linkage/weights.yaml

Every theatre is judged by weights made from the others.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import yaml

from training.linkage.fitting import Row, choose, compare, cross_validate, fit
from training.linkage.labels import FILE, read_labels
from vigil.linkage.weights import FILE as NAME
from vigil.linkage.weights import Weights

OUT = Path(__file__).resolve().parents[2] / "src/vigil/linkage" / NAME
HEAD = "# Made by python -m training.linkage --write from training/linkage/tellings.txt. Change that, not this.\n"


def main() -> None:
    """Cross-validate, choose the threshold, make the weights of all theatres; print and, if asked, write them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    weights, rows = make_weights()
    print("bits     pairs: linked  precision  recall     events: linked  precision  recall")
    for row in rows:
        mark = "  <- chosen" if row.threshold == weights.threshold else ""
        print(f"{row.threshold:4.1f} {_cells(row)}{mark}")
    print(f"made from {weights.source}")
    for comparison, shares in weights.shares.items():
        print(f"{comparison:8} " + ", ".join(f"{name} {share.bits:+.1f}" for name, share in shares.items()))
    if asked.write:
        OUT.write_text(written(weights), encoding="utf-8")


def make_weights() -> tuple[Weights, tuple[Row, ...]]:
    """The weights as they ship, and what cross-validation said of every threshold."""
    compared = compare(read_labels())
    rows = cross_validate(compared)
    row, weights = choose(rows), fit(compared)
    digest = hashlib.sha256(FILE.read_bytes()).hexdigest()[:12]
    judged = (
        f"cross-validated over theatres, pairs within events: precision {row.events.precision:.3f}, "
        f"recall {row.events.recall:.3f}; single pairs: {row.pairs.precision:.3f}, {row.pairs.recall:.3f}"
    )
    source = f"{weights.source}, in {len(compared)} invented theatres (tellings.txt, sha256 {digest})"
    return weights.model_copy(update={"source": source, "judged": judged, "threshold": row.threshold}), rows


def written(weights: Weights) -> str:
    """The weights as weights.yaml holds them."""
    plain = weights.model_dump()
    for shares in plain["shares"].values():
        for name, share in shares.items():
            shares[name] = _Flow(share)
    return HEAD + yaml.dump(plain, Dumper=_Dumper, sort_keys=False, width=120)


def _cells(row: Row) -> str:
    return "     ".join(
        f"{score.linked:14} {score.precision:10.3f} {score.recall:7.3f}" for score in (row.pairs, row.events)
    )


class _Flow(dict[str, float]):
    """A mapping that stands on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes one level's shares on one line."""


_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)

if __name__ == "__main__":
    main()
