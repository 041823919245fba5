"""Words a second: `vigil read` against the bare language pipeline, on the same text, in one run.

    python -m bench.speed [--reports N]

Both read the same paragraphs in this one process, in turns, and the best of the rounds counts; loading is left out.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.corpus import write_corpus
from vigil.intake import Taken, take_in
from vigil.reader import read
from vigil.reader.language import pipeline
from vigil.records import Report


def main() -> None:
    """Measure, and print one line each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=60)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        words = write_corpus(Path(folder), reports=asked.reports)
        reports = [item.report for item in take_in([Path(folder)]) if isinstance(item, Taken)]
    read(reports[0])  # loads all there is to load
    bare, whole = [], []
    for _ in range(asked.rounds):
        bare.append(_seconds(_parse, reports))
        whole.append(_seconds(_read, reports))
    print(f"{len(reports)} reports, {words:,} words, one process, best of {asked.rounds}")
    print(f"bare pipeline  {words / min(bare):8,.0f} words a second")
    print(f"vigil read     {words / min(whole):8,.0f} words a second")
    print(f"share          {min(bare) / min(whole):8.0%} of the bare pipeline's speed")


def _parse(reports: list[Report]) -> None:
    for report in reports:
        list(pipeline().pipe([report.words(passage) for passage in report.passages if passage.is_report]))


def _read(reports: list[Report]) -> None:
    for report in reports:
        read(report)


def _seconds(work: Callable[[list[Report]], None], reports: list[Report]) -> float:
    began = time.perf_counter()
    work(reports)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
