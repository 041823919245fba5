"""Who copied whom, on reports made up for it: recall, precision, seconds and memory, beside datasketch's MinHash LSH.

    python -m bench.lineage [--reports N ...] [--no-minhash]

Every size is measured in a process of its own. A pair counts as true where one report reuses the other, or both reuse
the same one. Recall is that of the pairs of a copy and what it reuses, by kind of reuse.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

from bench.copies import Corpus, make_corpus
from vigil.lineage import find_reuse
from vigil.lineage.index import SHINGLE
from vigil.records import Report

Pairs: TypeAlias = set[tuple[str, str]]

LSH_THRESHOLD = 0.3
"""Likeness that datasketch is asked for: low, in its favour, as edited copies are less alike than verbatim ones."""
LSH_HASHES = 128


def main() -> None:
    """Measure each size by each method, and print one line for each; then how the time grew."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, nargs="+", default=[10_000])
    options.add_argument("--no-minhash", action="store_true")
    options.add_argument("--inner", choices=tuple(_METHODS), help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.inner:
        print(json.dumps(_measure(asked.inner, asked.reports[0])))
        return
    methods = ["vigil"]
    if not asked.no_minhash:
        methods.append("minhash")
    busy = {(method, size): _run(method, size) for size in asked.reports for method in methods}
    smallest, largest = min(asked.reports), max(asked.reports)
    if smallest < largest:
        growth = busy["vigil", largest] / busy["vigil", smallest]
        print(f"{largest / smallest:.0f} times the reports kept the processor busy {growth:.1f} times as long")


def _run(method: str, size: int) -> float:
    command = [sys.executable, "-m", "bench.lineage", "--inner", method, "--reports", str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    found = json.loads(done.stdout)
    print(
        f"{method:8} {size:7,} reports {found['seconds']:8.1f} s ({found['busy']:.1f} s of the processor) "
        f"{found['memory']:6.0f} MB (the reports alone {found['before']:.0f} MB); "
        f"{found['pairs']:,} pairs, precision {found['precision']:.4f}"
    )
    for measure in ("recall", "precisions"):
        values = (f"{kind} {value:.4f}" for kind, value in found[measure].items())
        print(f"  {measure:10} " + "  ".join(values), flush=True)
    return float(found["busy"])


def _measure(method: str, size: int) -> dict[str, object]:
    corpus = make_corpus(size)
    before = _peak()
    began, began_busy = time.perf_counter(), time.process_time()
    pairs = _METHODS[method](corpus.reports)
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "busy": time.process_time() - began_busy,
        "before": before,
        "memory": _peak(),
        "pairs": len(pairs),
        "precision": _precision(pairs, corpus),
        "recall": _recall(pairs, corpus),
        "precisions": _precisions(pairs, corpus),
    }


def _peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _find_by_vigil(reports: Sequence[Report]) -> Pairs:
    return {_in_order(reuse.one, reuse.other) for reuse in find_reuse(reports)}


def _find_by_minhash(reports: Sequence[Report]) -> Pairs:
    datasketch: Any = importlib.import_module("datasketch")  # untyped, and of the bench alone
    index = datasketch.MinHashLSH(threshold=LSH_THRESHOLD, num_perm=LSH_HASHES)
    sketches: dict[str, Any] = {}
    for report in reports:
        sketch = sketches[report.name] = datasketch.MinHash(num_perm=LSH_HASHES)
        sketch.update_batch([shingle.encode() for shingle in _shingles(report.text)])
        index.insert(report.name, sketch)
    return {
        _in_order(name, other)
        for name, sketch in sketches.items()
        for other in index.query(sketch)
        if other != name and sketch.jaccard(sketches[other]) >= LSH_THRESHOLD
    }


def _shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1)}


_METHODS: dict[str, Callable[[Sequence[Report]], Pairs]] = {"vigil": _find_by_vigil, "minhash": _find_by_minhash}


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _precision(pairs: Pairs, corpus: Corpus) -> float:
    return float(np.mean([_is_true(pair, corpus) for pair in pairs])) if pairs else 0.0


def _precisions(pairs: Pairs, corpus: Corpus) -> dict[str, float]:
    """The same by kind, of the pairs that a copy of that kind is in; those of two reports of their own are ``none``."""
    verdicts: dict[str, list[bool]] = defaultdict(list)
    for pair in sorted(pairs):
        for kind in {corpus.kinds.get(name) for name in pair} - {None} or {"none"}:
            verdicts[str(kind)].append(_is_true(pair, corpus))
    return {kind: float(np.mean(found)) for kind, found in sorted(verdicts.items())}


def _is_true(pair: tuple[str, str], corpus: Corpus) -> bool:
    one, other = (corpus.sources.get(name, name) for name in pair)
    return one == other


def _recall(pairs: Pairs, corpus: Corpus) -> dict[str, float]:
    wanted, found = Counter(corpus.kinds.values()), Counter[str]()
    for name, source in corpus.sources.items():
        found[corpus.kinds[name]] += _in_order(name, source) in pairs
    return {kind: found[kind] / count for kind, count in wanted.items()}


if __name__ == "__main__":
    main()
