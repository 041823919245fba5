"""What is concluded from all claims together, beside the reading of the reports, in one run.

    python -m bench.conclusions [--reports N ...] [--jobs N]

Each size is a build of a new ledger in this process, with no page written: reading ends when the last report is kept;
what comes after it (who copied whom, quantities, discrepancies, datings, estimates, outcomes) is the conclusion. It
should take no longer than reading does on two cores, and grow about as the number of reports does.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.corpus import write_corpus
from vigil.build import Progress, build, real_rooms
from vigil.records import Contents


@dataclass
class _Clock:
    """When reading began and when the last report was kept, in seconds of a clock on the wall and of this process."""

    began: float = field(default_factory=time.perf_counter)
    read: float = 0.0
    busy: float = 0.0

    def note(self, _: Progress) -> None:
        """Called after every report."""
        self.read, self.busy = time.perf_counter(), time.process_time()


def main() -> None:
    """Build each size, and print what reading and concluding took; then how the conclusion grew."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, nargs="+", default=[300, 1000])
    options.add_argument("--jobs", type=int)
    asked = options.parse_args()
    busy = {size: _measure(size, jobs=asked.jobs) for size in asked.reports}
    smallest, largest = min(busy), max(busy)
    if smallest < largest:
        growth = busy[largest] / busy[smallest]
        print(f"{largest / smallest:.1f} times the reports took {growth:.1f} times as long to conclude from")


def _measure(size: int, *, jobs: int | None) -> float:
    """Seconds of the processor that the conclusion took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "reports", reports=size)
        clock = _Clock()
        rooms = replace(real_rooms(), write_page=_write_nothing)
        built = build([folder / "reports"], out=folder / "ledger", jobs=jobs, watch=clock.note, rooms=rooms)
        ended, busy = time.perf_counter(), time.process_time() - clock.busy
    reading, concluding = clock.read - clock.began, ended - clock.read
    print(
        f"{size:6,} reports, {built.counts.figures:,} figures: read in {reading:6.1f} s, concluded in "
        f"{concluding:6.1f} s ({busy:.1f} s of the processor), {concluding / reading:.0%} of reading",
        flush=True,
    )
    return busy


def _write_nothing(_: Contents, path: Path) -> None:
    """An empty page: a real one costs time of its own, which is not measured here."""
    path.write_bytes(b"")


if __name__ == "__main__":
    main()
