"""Reading on all cores: in order, and whatever one report does to its reader."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.ledger.rooms import read, report_of
from vigil.engine import count_cores, read_all
from vigil.engine.pool import FEW
from vigil.records import Problem, Reading, Report


def _reports(count: int, **words: str) -> list[Report]:
    """Reports of three claims each; ``words`` adds to the report of a number ("r3")."""
    return [
        report_of(f"{i + 3} people were killed in Rasafa. {words.get(f'r{i}', '')}", name=f"r{i}") for i in range(count)
    ]


def _read_pid(report: Report) -> Reading:
    """Tells which process reads, by failing with its number."""
    raise ValueError(f"{report.name} by {os.getpid()}.")


def test_same_readings_whatever_the_number_of_workers() -> None:
    """One worker, two or none: the same readings in the same order."""
    reports = _reports(12, r0="It makes readers slow.")
    alone = list(read_all(reports, read=read, jobs=1))
    together = list(read_all(reports, read=read, jobs=2))
    assert [outcome.report.name for outcome in alone if isinstance(outcome, Reading)] == [r.name for r in reports]
    assert together == alone


def test_failing_report_is_a_problem_of_its_own() -> None:
    """A reader that raises costs that report alone, and says which and why."""
    outcomes = list(read_all(_reports(3, r1="It makes readers fail."), read=read, jobs=1))
    assert [type(outcome) for outcome in outcomes] == [Reading, Problem, Reading]
    problem = outcomes[1]
    assert isinstance(problem, Problem)
    assert (problem.code, problem.source, problem.stage) == ("V312", "r1", "reader")
    assert "ValueError: no such word" in problem.message


def test_dying_worker_costs_one_report() -> None:
    """A worker that dies takes its own report with it, and no other."""
    outcomes = list(read_all(_reports(10, r2="It makes readers die."), read=read, jobs=2))
    problems = [(i, outcome) for i, outcome in enumerate(outcomes) if isinstance(outcome, Problem)]
    assert [(i, problem.code, problem.source) for i, problem in problems] == [(2, "V312", "r2")]
    assert len(outcomes) == 10


def test_report_apart_cannot_kill_the_caller() -> None:
    """With ``apart`` even a single report is read by a process of its own."""
    outcomes = list(read_all(_reports(1, r0="It makes readers die."), read=read, jobs=1, apart=True))
    assert [type(outcome) for outcome in outcomes] == [Problem]


def test_few_reports_stay_in_this_process() -> None:
    """Below the limit no worker is started; from the limit on, workers are."""
    here = f" by {os.getpid()}."
    few = list(read_all(_reports(FEW - 1), read=_read_pid, jobs=2))
    many = list(read_all(_reports(FEW), read=_read_pid, jobs=2))
    assert all(isinstance(outcome, Problem) and here in outcome.message for outcome in few)
    assert not any(isinstance(outcome, Problem) and here in outcome.message for outcome in many)


def test_nothing_to_read() -> None:
    """No reports give no readings and start no worker."""
    assert list(read_all([], read=read, jobs=2, apart=True)) == []


def test_reports_are_taken_lazily() -> None:
    """The first reading is there before the last report is asked for."""
    asked: list[int] = []

    def reports() -> Iterator[Report]:
        for i, report in enumerate(_reports(200)):
            asked.append(i)
            yield report

    outcomes = read_all(reports(), read=read, jobs=1)
    next(outcomes)
    assert len(asked) < 200


def test_count_cores_is_at_least_one() -> None:
    """There is always a core to run on, and never more than the machine has."""
    assert 1 <= count_cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize("jobs", [2, 3])
def test_slow_reports_do_not_change_the_order(jobs: int) -> None:
    """Later reports that are read sooner wait for those before them."""
    reports = _reports(9, r0="It makes readers slow.", r4="It makes readers slow.")
    outcomes = read_all(reports, read=read, jobs=jobs)
    assert [o.report.name for o in outcomes if isinstance(o, Reading)] == [f"r{i}" for i in range(9)]
