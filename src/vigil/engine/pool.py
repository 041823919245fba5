"""Reading many reports on all cores of this machine, in order, so that no report can stop the run.

1. Few reports are read here, or by one worker: each worker takes seconds to load the language pipeline.
2. Else each worker is a process of its own, at the end of a pipe, with one report at a time. So when one dies, it is
   known of which report; that report becomes a problem, and a new worker takes its place.
3. A report that fails is a problem too. Readings come out in the order in which the reports went in, whatever the
   number of workers.

Workers are spawned, never forked: a fork of a process with threads may hang. A worker ends when its pipe does, so none
is left behind by a run that was killed.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeAlias

from vigil.errors import READER_FAILED, ReaderError, VigilError
from vigil.records import Problem, Reading, Report

Read: TypeAlias = Callable[[Report], Reading]
Outcome: TypeAlias = Reading | Problem

FEW = 8
"""With fewer reports than this, loading the pipeline once more costs more than a second core gives."""
AHEAD = 64
"""How many reports may be read beyond one that is still waited for, which bounds the memory."""


def count_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def read_all(
    reports: Iterable[Report], *, read: Read, jobs: int | None = None, apart: bool = False
) -> Iterator[Outcome]:
    """Read reports: one Reading, or the Problem met instead, for each, in order, lazily.

    read: a function of a module (workers import it). jobs: how many workers; by default, one a core.
    apart: read few reports in a worker too, so that one that kills its reader does not kill this process.
    """
    reports = iter(reports)
    first = list(islice(reports, FEW))
    workers = (jobs or count_cores()) if len(first) == FEW else 1
    everything = chain(first, reports)
    if first and (apart or workers > 1):
        return _read_in_workers(everything, read=read, jobs=workers)
    return (_read_one(report, read=read) for report in everything)


def _read_one(report: Report, *, read: Read) -> Outcome:
    """One report, here; any failure of the reader is a problem of this report alone."""
    try:
        return read(report)
    except VigilError as error:
        return _problem(report, error)
    except Exception as error:
        return _problem(report, ReaderError(READER_FAILED, source=report.name, why=_describe(error)))


def _describe(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def _problem(report: Report, error: VigilError) -> Problem:
    return Problem(
        code=error.code, message=error.sentence, next_step=error.next_step, source=report.name, stage="reader"
    )


def _read_in_workers(reports: Iterator[Report], *, read: Read, jobs: int) -> Iterator[Outcome]:
    """Keep every worker busy, and give out what is done as soon as everything before it is."""
    done: dict[int, Outcome] = {}
    given, numbered = 0, enumerate(reports)
    workers = [_Worker(read) for _ in range(jobs)]
    try:
        while True:
            for worker in workers:
                if worker.report is None and len(done) < AHEAD:
                    worker.take(next(numbered, None))
            busy = [worker for worker in workers if worker.report is not None]
            if not busy:
                return
            _collect(busy, done)
            while given in done:
                yield done.pop(given)
                given += 1
    finally:
        for worker in workers:
            worker.stop()


def _collect(busy: list[_Worker], done: dict[int, Outcome]) -> None:
    """Wait until at least one worker has answered or died, and note what came of its report."""
    ready = set(wait([worker.pipe for worker in busy]))
    for worker in busy:
        if worker.pipe in ready:
            done[worker.number] = worker.answer()


class _Worker:
    """One process that reads, and the report that it has, if any."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self.report: Report | None = None
        self.number = -1
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_serve, args=(theirs, self._read), daemon=True)
        with _no_interrupts():
            self._process.start()
        theirs.close()

    def take(self, item: tuple[int, Report] | None) -> None:
        """Give the worker a report to read; None leaves it idle."""
        if item is None:
            return
        self.number, self.report = item
        with suppress(OSError):  # a worker that is already dead is found out when it should answer
            self.pipe.send(self.report)

    def answer(self) -> Outcome:
        """What came of the report; where the worker died of it, that is a problem, and another worker is started."""
        report, self.report = self.report, None
        assert report is not None
        try:
            outcome: Outcome = self.pipe.recv()
        except (EOFError, OSError):
            self.stop()
            why = f"its process ended with code {self._process.exitcode}"
            self._start()
            return _problem(report, ReaderError(READER_FAILED, source=report.name, why=why))
        return outcome

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        self._process.join(timeout=0 if self.report else 1)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _serve(pipe: Connection, read: Read) -> None:
    """A worker's life: read what comes through the pipe until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where signals cannot be held back from the start
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_read_one(pipe.recv(), read=read))


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Processes started within never see Ctrl-C, which a terminal sends to all: the run decides what to do."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it lets Ctrl-C through again when it starts, so it must not start below
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
