"""A ledger of many reports: how long the first build and the second take, and how much memory the first one needs.

    python -m bench.ledger [--reports N] [--jobs N]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen

import psutil

from bench.corpus import write_corpus


@dataclass(frozen=True)
class Cost:
    """What a run took. memory: the most that all its processes held at once, pages they share counted once, in MB."""

    seconds: float
    memory: float
    largest: float


def main() -> None:
    """Build twice, and print what each build cost."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--jobs", type=int)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = write_corpus(folder / "reports", reports=asked.reports)
        command = [sys.executable, "-m", "vigil.cli", "build", str(folder / "reports"), "-o", str(folder / "ledger")]
        command += ["--jobs", str(asked.jobs)] if asked.jobs else []
        first, second = _run(command), _run(command)
        size = sum(file.stat().st_size for file in (folder / "ledger").rglob("*") if file.is_file()) / 1e6
        page = (folder / "ledger" / "dossier.html").stat().st_size / 1e6
    print(f"{asked.reports} reports, {words:,} words; the ledger has {size:.1f} MB, its page {page:.1f} MB of it")
    for label, cost in (("first build", first), ("second build", second)):
        memory = f"{cost.memory:6.0f} MB in all, {cost.largest:5.0f} MB the largest process"
        print(f"{label:13} {cost.seconds:7.1f} s  {memory}")
    share, speed = second.seconds / first.seconds, words / first.seconds
    print(f"second / first {share:.1%}; {speed:,.0f} words a second in the first")


def _run(command: list[str]) -> Cost:
    began = time.perf_counter()
    with Popen(command, stdout=DEVNULL) as run:
        peak = _Peak(run.pid)
        peak.start()
        status = run.wait()
    seconds = time.perf_counter() - began
    peak.join()
    if status:
        sys.exit(f"the build ended with status {status}")
    return Cost(seconds=seconds, memory=peak.memory, largest=peak.largest)


class _Peak(threading.Thread):
    """Looks at a process and its children until they end, and remembers the most memory they had."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self.memory = self.largest = 0.0

    def run(self) -> None:
        while self._process.is_running() and self._process.status() != psutil.STATUS_ZOMBIE:
            try:
                family = [self._process, *self._process.children(recursive=True)]
                sizes = [getattr(member.memory_full_info(), "pss", 0) / 1e6 for member in family]
            except psutil.Error:
                sizes = []
            self.memory, self.largest = max(self.memory, sum(sizes)), max(self.largest, *sizes, 0.0)
            time.sleep(0.5)


if __name__ == "__main__":
    main()
