"""Where work runs: this machine's cores."""

from vigil.engine.pool import count_cores, read_all

__all__ = ["count_cores", "read_all"]
