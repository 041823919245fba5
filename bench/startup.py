"""How long `vigil --help` takes, from the shell's point of view.

    python -m bench.startup [--rounds N]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path


def main() -> None:
    """Measure, and print the median and the best."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    asked = options.parse_args()
    command = str(Path(sys.executable).with_name("vigil"))
    seconds = []
    for _ in range(asked.rounds):
        began = time.perf_counter()
        subprocess.run([command, "--help"], stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - began)
    print(f"vigil --help: median {statistics.median(seconds):.3f} s, best {min(seconds):.3f} s of {asked.rounds}")


if __name__ == "__main__":
    main()
