"""The flow: what is new is read and kept, building twice changes nothing, and a stopped build goes on."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ledger.dump import dump_tables, dump_views, query
from tests.ledger.rooms import rooms
from vigil.build import BuildStoppedError, Outcome, Progress, Rooms, Taken, build, read_sources, real_rooms
from vigil.errors import BUNDLE_MISSING, SOURCE_MISSING, IntakeError, VigilError
from vigil.ledger import Ledger
from vigil.records import Contents, Problem, Reading, Report

ROOT = Path(__file__).parent.parent


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder of a few reports, two of which count the same dead, and a file that is none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for i in range(4):
        (folder / f"r{i}.txt").write_text(f"Bulletin {i}: {i + 3} people were killed in Rasafa. Karama fell.")
    (folder / "blank.txt").write_text("  \n")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the ledger goes."""
    return tmp_path / "ledger"


def _build(sources: Path, out: Path, *, using: Rooms | None = None, jobs: int = 1) -> Outcome:
    return build([sources], out=out, rooms=using or rooms(), jobs=jobs)


def _never(report: Report) -> Reading:
    """A reader that nobody should call."""
    raise AssertionError(f"{report.name} is read again")


def _page_hash(ledger: Path) -> str:
    return hashlib.sha256((ledger / "dossier.html").read_bytes()).hexdigest()


def test_build_keeps_reports_claims_originals_and_page(sources: Path, out: Path) -> None:
    """A first build keeps everything that it took in, and tells what."""
    outcome = _build(sources, out)
    assert (outcome.taken, outcome.new, outcome.changed) == (4, 4, True)
    assert (outcome.counts.reports, outcome.counts.figures, outcome.counts.incidents) == (4, 4, 4)
    original = (sources / "r0.txt").read_bytes()
    assert (out / "originals" / f"{hashlib.sha256(original).hexdigest()}.txt").read_bytes() == original
    with Ledger.open(out) as ledger:
        page = ledger.contents()
    assert all(claim.origin for claim in page.claims)
    assert page.discrepancies  # two of the reports count another number of dead
    assert sum(len(event.incidents) for event in page.events) == 4  # every incident is of one event
    assert json.loads((out / "dossier.html").read_text()) == page.model_dump(mode="json")


def test_building_twice_changes_nothing(sources: Path, out: Path) -> None:
    """A second build reads nothing and leaves every row of every table, the log of builds too, and the page alone."""
    _build(sources, out)
    before, page, database = dump_tables(out), _page_hash(out), (out / "ledger.db").read_bytes()
    again = _build(sources, out, using=replace(rooms(), read=_never))
    assert (again.new, again.changed, len(again.problems)) == (0, False, 1)
    assert dump_tables(out) == before
    assert _page_hash(out) == page
    assert (out / "ledger.db").read_bytes() == database


@pytest.mark.parametrize("order", ["backwards", "one by one"])
def test_order_of_reports_makes_no_difference(out: Path, tmp_path: Path, order: str) -> None:
    """The same reports in any order, at once or one after another, end in the same ledger, all conclusions included."""
    files = _real_reports(tmp_path)
    ours = replace(real_rooms(), take_in=_in_given_order, write_page=rooms().write_page, apart=False)
    build(files, out=out, rooms=ours, jobs=1)
    other = out.with_name("other")
    if order == "backwards":
        build(files[::-1], out=other, rooms=ours, jobs=1)
    else:
        for file in (files[1], *files[2:], files[0]):
            build([file], out=other, rooms=ours, jobs=1)
    views = dump_views(out)
    assert all(views[name] for name in ("origins", "estimates", "discrepancies", "outcomes", "datings", "dating_clues"))
    assert dump_views(other) == views
    assert _page_hash(other) == _page_hash(out)
    before = dump_tables(out)
    assert not build(files, out=out, rooms=ours, jobs=1).changed
    assert dump_tables(out) == before


def _real_reports(folder: Path) -> list[Path]:
    """Some reports of the bundled sample that copy, contradict and date one another."""
    names = ("harbour-0213", "post-0214", "review-0213", "tribune-0318", "undated-camp")
    for name in names:
        (file,) = (ROOT / "examples" / "baghouz" / "reports").glob(f"{name}.*")
        shutil.copy(file, folder / file.name)
    shutil.copy(ROOT / "examples" / "baghouz" / "reports" / "manifest.csv", folder)
    return sorted(file for file in folder.iterdir() if file.suffix != ".csv")


def _in_given_order(sources: Sequence[Path], *, manifest: Path | None = None) -> Iterator[Taken | Problem]:
    """Vigil's own intake, which would sort its sources, on one after another."""
    for source in sources:
        yield from real_rooms().take_in([source], manifest=manifest)


def test_only_new_reports_are_read(sources: Path, out: Path) -> None:
    """Reports added later are read, the others are not, and the result is as if all had come at once."""
    _build(sources, out)
    (sources / "r9.txt").write_text("Bulletin 9: 40 people were killed in Rasafa.")
    outcome = _build(sources, out)
    assert (outcome.taken, outcome.new) == (5, 1)
    _build(sources, out.with_name("at-once"))
    assert dump_views(out) == dump_views(out.with_name("at-once"))


def test_same_result_whatever_the_number_of_cores(sources: Path, out: Path) -> None:
    """One process or two: every view and the page are equal."""
    for i in range(10, 20):
        (sources / f"r{i}.txt").write_text(f"Bulletin {i}: {i} fighters were killed in Hariqa.")
    _build(sources, out, jobs=1)
    _build(sources, out.with_name("two"), jobs=2)
    assert dump_views(out) == dump_views(out.with_name("two"))
    assert _page_hash(out) == _page_hash(out.with_name("two"))


def test_unreadable_file_is_one_problem(sources: Path, out: Path) -> None:
    """What intake cannot take in is a row in problems; the rest is read."""
    outcome = _build(sources, out)
    assert [(p.code, p.stage) for p in outcome.problems] == [("V101", "intake")]
    assert query(out, "SELECT code, stage FROM problems") == [("V101", "intake")]


@pytest.mark.parametrize("trouble", ["fail", "die"])
def test_report_that_cannot_be_read_is_one_problem(sources: Path, out: Path, trouble: str) -> None:
    """A reader that raises or dies costs one report, which is kept, and tried again next time."""
    (sources / "bad.txt").write_text(f"This one makes readers {trouble}.")
    outcome = _build(sources, out, using=rooms(apart=True))
    assert [p.code for p in outcome.problems] == ["V101", "V312"]
    assert query(out, "SELECT name FROM reports WHERE NOT complete") == [("bad",)]
    assert outcome.counts.figures == 4
    before = dump_tables(out)
    again = _build(sources, out, using=rooms(apart=True))
    assert [p.code for p in again.problems] == ["V101", "V312"]
    assert not again.changed
    assert dump_tables(out) == before


def test_mended_file_settles_its_problem(sources: Path, out: Path) -> None:
    """A file that is well at the next build is no longer among the problems."""
    _build(sources, out)
    (sources / "blank.txt").write_text("8 people were killed in Hariqa.")
    outcome = _build(sources, out)
    assert outcome.counts.problems == 0
    assert query(out, "SELECT settled FROM problem") == [(1,)]


def test_removed_file_settles_its_problem(sources: Path, out: Path) -> None:
    """A bad file that is taken out of its folder is no longer among the problems."""
    _build(sources, out)
    (sources / "blank.txt").unlink()
    assert _build(sources, out).counts.problems == 0


def test_problem_of_another_folder_stays(sources: Path, out: Path, tmp_path: Path) -> None:
    """A build that does not look at a file says nothing new of it."""
    _build(sources, out)
    other = tmp_path / "reports-of-others"
    other.mkdir()
    (other / "x.txt").write_text("5 people were killed in Hariqa.")
    assert _build(other, out).counts.problems == 1


def test_newer_reader_supersedes_and_overwrites_nothing(sources: Path, out: Path) -> None:
    """Another version of the reader reads all anew; what the old one found stays in the tables, not in the views."""
    _build(sources, out)
    ids = query(out, "SELECT id FROM figures ORDER BY id")
    outcome = _build(sources, out, using=rooms("2"))
    assert outcome.new == 4
    assert query(out, "SELECT id FROM figures ORDER BY id") == ids
    assert query(out, "SELECT COUNT(*) FROM figure") == [(8,)]
    assert query(out, "SELECT DISTINCT reader_version FROM reports") == [("2/none",)]


def test_another_gazetteer_reads_again(sources: Path, out: Path) -> None:
    """What a reading finds depends on the places known, so another gazetteer makes other readings."""
    _build(sources, out)
    assert _build(sources, out, using=replace(rooms(), gazetteer="0123456789ab")).new == 4


def test_change_of_what_is_given_reads_again(sources: Path, out: Path, tmp_path: Path) -> None:
    """A manifest that tells something else of a report makes another edition of it."""
    manifest = tmp_path / "outlet.txt"
    for outlet in ("Gulf Ledger", "Evening Post", "Gulf Ledger"):
        manifest.write_text(outlet)
        outcome = build([sources], out=out, manifest=manifest, rooms=rooms())
        assert outcome.new == 4
        assert query(out, "SELECT DISTINCT outlet FROM reports") == [(outlet,)]
    assert query(out, "SELECT COUNT(*) FROM edition") == [(8,)]
    assert query(out, "SELECT COUNT(*) FROM figures") == [(4,)]


def test_two_reports_of_one_name_are_told_apart(sources: Path, out: Path, tmp_path: Path) -> None:
    """A report that comes later under a name already held gets a name of its own, the same on every build."""
    _build(sources, out)
    other = tmp_path / "other"
    other.mkdir()
    (other / "r0.txt").write_text("77 people were killed in Hariqa.")
    for _ in range(2):
        outcome = _build(other, out)
        assert [p.code for p in outcome.problems] == ["V115"]
    names = [str(name) for (name,) in query(out, "SELECT name FROM reports WHERE name LIKE 'r0%' ORDER BY name")]
    assert names[0] == "r0"
    assert names[1].startswith("r0~")
    assert query(out, f"SELECT low FROM figures WHERE report = '{names[1]}'") == [(77.0,)]


def test_renamed_file_keeps_its_name_in_the_ledger(sources: Path, out: Path) -> None:
    """The same bytes under another name are the same report, and links to it stay good."""
    _build(sources, out)
    before = dump_views(out)
    (sources / "r0.txt").rename(sources / "renamed.txt")
    assert not _build(sources, out).changed
    assert dump_views(out) == before


def test_ledger_among_the_sources_is_not_read(sources: Path) -> None:
    """A ledger that lies in the folder of its reports does not feed on itself."""
    out = sources / "ledger"
    _build(sources, out)
    before = dump_tables(out)
    outcome = _build(sources, out)
    assert (outcome.taken, outcome.changed) == (4, False)
    assert dump_tables(out) == before


def test_ctrl_c_keeps_what_is_read_and_the_next_build_ends_the_same(sources: Path, out: Path) -> None:
    """Stopping says what is kept and how to go on; going on reads the rest and ends like a build never stopped."""

    def stop(progress: Progress) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(BuildStoppedError) as stopped:
        build([sources], out=out, rooms=rooms(), watch=stop)
    assert stopped.value.exit_code == 130
    assert "2 reports" in stopped.value.sentence
    outcome = _build(sources, out)
    assert (outcome.taken, outcome.new) == (4, 2)
    _build(sources, out.with_name("at-once"))
    assert dump_views(out) == dump_views(out.with_name("at-once"))
    assert _page_hash(out) == _page_hash(out.with_name("at-once"))


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_ended_build_resumes_and_ends_the_same(sources: Path, out: Path, ending: signal.Signals) -> None:
    """kill -9 or Ctrl-C in the middle: what was kept stays, no worker is left, and the next build ends the same."""
    for i in range(10, 34):
        (sources / f"r{i}.txt").write_text(f"Bulletin {i}: {i} people were killed in Rasafa. It makes readers slow.")
    status, err = _end_in_the_middle(sources, out, ending)
    assert status == (130 if ending == signal.SIGINT else -ending)
    complaints = [line[:4] for line in err.splitlines() if not line.endswith("a second")]
    assert complaints == (["V407"] if ending == signal.SIGINT else [])
    with Ledger.open(out) as ledger:
        assert 0 < ledger.counts().reports < 28
    _build(sources, out)
    _build(sources, out.with_name("at-once"))
    assert dump_views(out) == dump_views(out.with_name("at-once"))


def _end_in_the_middle(sources: Path, out: Path, ending: signal.Signals) -> tuple[int, str]:
    """Start a build on two processes, and end it when it has kept some reports: its status, and what it said."""
    script = (
        "import sys; from tests.ledger.rooms import rooms; from vigil import build, cli; build.real_rooms = rooms;"
        f"sys.argv = ['vigil', 'build', {str(sources)!r}, '-o', {str(out)!r}, '--jobs', '2']; cli.main()"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, text=True) as run:
        kept = out / "originals"
        while run.poll() is None and (not kept.is_dir() or len(list(kept.iterdir())) < 8):
            time.sleep(0.02)
        # a terminal sends Ctrl-C to the workers as well; kill -9 goes to one process
        os.killpg(run.pid, ending) if ending == signal.SIGINT else os.kill(run.pid, ending)
        assert run.stderr is not None
        err = run.stderr.read()
    _wait_until_gone(run.pid)
    return run.returncode, err


def _wait_until_gone(group: int) -> None:
    """Wait until no process of the group is left; a worker that stays behind fails the test."""
    for _ in range(250):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    os.killpg(group, signal.SIGKILL)
    pytest.fail("a worker outlived the build")


def test_rule_is_kept_and_another_one_counts_anew(sources: Path, out: Path) -> None:
    """A build counts by the rule it is given, by the last one where it is given none, and says by which."""
    rules = "SELECT DISTINCT rule FROM estimates"
    _build(sources, out)
    assert query(out, rules) == [("ucdp",)]
    assert build([sources], out=out, rule="airwars", rooms=rooms()).changed
    assert query(out, rules) == [("airwars",)]
    assert not _build(sources, out).changed
    with Ledger.open(out) as ledger:
        assert (ledger.rule(), ledger.contents().rule) == ("airwars", "airwars")


def test_missing_source_makes_no_ledger(out: Path, tmp_path: Path) -> None:
    """Where intake can do nothing, no folder is made."""

    def refuse(sources: Sequence[Path], *, manifest: Path | None = None) -> Iterator[Taken | Problem]:
        raise IntakeError(SOURCE_MISSING, source=[*sources, manifest][0])
        yield

    with pytest.raises(IntakeError):
        build([tmp_path / "nowhere"], out=out, rooms=replace(rooms(), take_in=refuse))
    assert not out.exists()


def test_page_that_cannot_be_made_leaves_the_ledger_whole(sources: Path, out: Path) -> None:
    """The dossier comes last: what fails there costs no claim."""

    def fail(contents: Contents, path: Path) -> None:
        raise VigilError(BUNDLE_MISSING, page=path, of=len(contents.reports))

    with pytest.raises(VigilError):
        build([sources], out=out, rooms=replace(rooms(), write_page=fail))
    with Ledger.open(out) as ledger:
        assert ledger.counts().figures == 4
    assert (_build(sources, out).new, (out / "dossier.html").exists()) == (0, True)


def test_page_is_made_again_only_where_it_would_differ(sources: Path, out: Path) -> None:
    """A build that finds nothing new draws no page; one that finds it changed, gone or of another version does."""

    def fail(contents: Contents, path: Path) -> None:
        raise VigilError(BUNDLE_MISSING, page=path, of=len(contents.reports))

    _build(sources, out)
    page, still = out / "dossier.html", replace(rooms(), write_page=fail)
    made = page.read_bytes()
    _build(sources, out, using=still)
    page.write_bytes(made + b" ")
    _build(sources, out)
    assert page.read_bytes() == made
    page.unlink()
    with pytest.raises(VigilError):
        _build(sources, out, using=still)
    _build(sources, out)
    assert page.read_bytes() == made
    (sources / "r0.txt").unlink()
    (out / ".concluded").write_bytes(b"\xff")
    with pytest.raises(VigilError):
        _build(sources, out, using=still)


def test_progress_tells_how_many_are_done(sources: Path, out: Path) -> None:
    """Every report is told of once, known or new, and the total is never below what is done."""
    steps: list[Progress] = []
    build([sources], out=out, rooms=rooms(), watch=steps.append)
    assert [(step.done, step.new, step.total) for step in steps] == [(i, i, 5) for i in range(1, 5)]
    steps.clear()
    build([sources], out=out, rooms=rooms(), watch=steps.append)
    assert [(step.done, step.new) for step in steps] == [(i, 0) for i in range(1, 5)]


def test_read_sources_without_a_ledger(sources: Path) -> None:
    """Reading alone gives readings and problems, and standard input is a report like another."""
    outcomes = list(read_sources([sources], text=b"9 people were killed in Hariqa.", rooms=rooms()))
    assert [o.report.name for o in outcomes if isinstance(o, Reading)] == ["stdin", "r0", "r1", "r2", "r3"]
    assert [o.code for o in outcomes if isinstance(o, Problem)] == ["V101"]


def test_standard_input_that_is_no_text_is_refused() -> None:
    """Bytes that no text is made of are an intake error, with its code."""
    with pytest.raises(IntakeError, match="V10"):
        list(read_sources([], text=bytes(range(256)), rooms=rooms()))


def test_same_report_twice_in_one_run_is_one(sources: Path, out: Path) -> None:
    """A report that the sources give twice is read once."""
    outcome = build([sources, sources], out=out, rooms=rooms())
    assert outcome.taken == 4


def test_real_rooms_fit_the_flow(tmp_path: Path, out: Path) -> None:
    """Vigil's own intake and reader go through the same flow: claims are found, kept, and stand in series."""
    source = tmp_path / "bulletin.txt"
    source.write_text("KARAMA - At least 16 civilians were killed in Karama on Monday, the health ministry said.\n")
    (tmp_path / "manifest.csv").write_text("file,published,outlet\nbulletin.txt,2019-02-12,Morning Courier\n")
    ours = replace(real_rooms(), write_page=rooms().write_page, apart=False)
    outcome = build([source], out=out, rooms=ours)
    assert outcome.problems == ()
    assert query(out, "SELECT measure, low, qualifier FROM figures") == [("killed", 16.0, "at_least")]
    assert query(out, "SELECT published_from, outlet FROM reports") == [("2019-02-12", "Morning Courier")]
    assert query(out, "SELECT measure, figures FROM quantities") == [("killed", 1)]
    assert not build([source], out=out, rooms=ours).changed
