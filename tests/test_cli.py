"""The command line: what each command prints, how it exits, and that nobody ever sees a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.ledger.making import FALL, JETS, NINETEEN, SIXTEEN, STRIKE, fill
from tests.ledger.rooms import rooms
from vigil import build as flow
from vigil import cli, printing
from vigil.ledger import Ledger
from vigil.records import Contents, Figure, Given

ROOT = Path(__file__).parent.parent
HEAVY = ("pydantic", "spacy", "sqlalchemy", "alembic", "trafilatura", "jinja2", "yaml", "rich", "numpy", "rapidfuzz")


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    out: str
    err: str
    status: int


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, with small rooms in place of the real ones."""
    monkeypatch.setattr(flow, "real_rooms", rooms)

    def command(*args: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["vigil", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return Said(out=told.out, err=told.err, status=int(ended.value.code or 0))

    return command


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Two reports and a file that is none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("3 people were killed in Rasafa. Karama fell.")
    (folder / "b.txt").write_text("1200 fighters were killed in Hariqa. The army will march north.")
    (folder / "c.txt").write_text("")
    return folder


@pytest.fixture
def ledger(run: Run, sources: Path, tmp_path: Path) -> Path:
    """A ledger built from them."""
    run("build", sources, "-o", tmp_path / "ledger")
    return tmp_path / "ledger"


def test_build_says_what_it_did(run: Run, sources: Path, tmp_path: Path) -> None:
    """A build tells what was taken in, what the ledger holds and where; problems go to standard error."""
    said = run("build", sources, "-o", tmp_path / "ledger")
    assert said.status == 0
    assert "2 reports taken in, 2 of them new" in said.out
    assert "2 figures, 1 incident, 1 forecast; 1 problem." in said.out
    assert str(tmp_path / "ledger" / "dossier.html") in said.out
    assert said.err == "V101: c.txt is empty. Fill it.\n"


@pytest.fixture
def concluded(tmp_path: Path) -> Path:
    """A ledger with a conclusion of every kind."""
    with Ledger.create_or_open(tmp_path / "concluded") as opened:
        fill(opened)
    return tmp_path / "concluded"


def test_second_build_says_that_nothing_changed(run: Run, sources: Path, ledger: Path) -> None:
    """Building again is told as what it is."""
    said = run("build", sources, "-o", ledger)
    assert (said.status, "none of them new" in said.out, "Nothing changed" in said.out) == (0, True, True)


def test_build_as_json(run: Run, sources: Path, tmp_path: Path) -> None:
    """With --json standard output is one JSON object, and nothing else."""
    said = run("build", sources, "-o", tmp_path / "ledger", "--json")
    told = json.loads(said.out)
    assert (told["taken"], told["new"], told["changed"]) == (2, 2, True)
    assert told["holds"]["figures"] == 2
    assert [problem["code"] for problem in told["problems"]] == ["V101"]


def test_build_by_a_rule_that_is_none_is_not_understood(run: Run, sources: Path, tmp_path: Path) -> None:
    """Only the four rules are rules, and the complaint names them."""
    said = run("build", sources, "-o", tmp_path / "ledger", "--rule", "median")
    assert (said.status, "acled" in said.err, (tmp_path / "ledger").exists()) == (2, True, False)
    assert run("build", sources, "-o", tmp_path / "ledger", "--rule", "hull").status == 0
    with Ledger.open(tmp_path / "ledger") as ledger:
        assert ledger.rule() == "hull"


def test_build_of_nothing_readable_is_a_failure(run: Run, tmp_path: Path) -> None:
    """Where no report could be taken in, the exit status says so."""
    (tmp_path / "blank.txt").write_text("")
    assert run("build", tmp_path / "blank.txt", "-o", tmp_path / "ledger").status == 1


def test_build_where_no_report_can_be_read_is_a_failure(run: Run, tmp_path: Path) -> None:
    """Reports that all fail in the reader are kept, and the exit status says so."""
    (tmp_path / "bad.txt").write_text("This makes readers fail.")
    said = run("build", tmp_path / "bad.txt", "-o", tmp_path / "ledger")
    assert (said.status, "V312" in said.err) == (1, True)


def test_stopped_build_says_how_to_go_on(
    run: Run, monkeypatch: pytest.MonkeyPatch, sources: Path, tmp_path: Path
) -> None:
    """Ctrl-C ends with 130, what is kept and what to do."""

    def stop(contents: Contents, path: Path) -> None:
        raise KeyboardInterrupt(contents, path)

    monkeypatch.setattr(flow, "real_rooms", lambda: replace(rooms(), write_page=stop))
    said = run("build", sources, "-o", tmp_path / "ledger")
    assert said.status == 130
    assert "2 reports" in said.err
    assert "Run the same command again" in said.err


@pytest.mark.parametrize("command", ["reports", "claims", "problems"])
def test_missing_ledger_is_told_in_one_line(run: Run, tmp_path: Path, command: str) -> None:
    """A code, a sentence, a next step, on standard error; the status is not 0."""
    said = run(command, tmp_path / "nowhere")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("V404: There is no ledger at")
    assert said.err.count("\n") == 1


def test_output_that_is_a_file(run: Run, sources: Path, tmp_path: Path) -> None:
    """A file in the way of the ledger is told, and left as it is."""
    (tmp_path / "file").write_text("x")
    said = run("build", sources, "-o", tmp_path / "file")
    assert (said.status, said.err[:5]) == (1, "V401:")
    assert (tmp_path / "file").read_text() == "x"


def test_read_prints_json_lines(run: Run, sources: Path) -> None:
    """Each report's line comes first, then its claims; every line names its report."""
    said = run("read", sources, "--jsonl")
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert [(line["report"], line["kind"]) for line in lines] == [
        ("a", "report"), ("a", "figure"), ("a", "incident"), ("b", "report"), ("b", "figure"), ("b", "forecast"),
    ]  # fmt: skip
    assert lines[4]["low"] == 1200
    assert said.err == "V101: c.txt is empty. Fill it.\n"


def test_read_prints_one_json_value(run: Run, sources: Path) -> None:
    """With --json the same lines are one list."""
    assert len(json.loads(run("read", sources, "--json").out)) == 6


def test_read_prints_a_table(run: Run, sources: Path) -> None:
    """Without a format, claims are a table to read, with the words that prove them."""
    said = run("read", sources)
    assert "killed: 1,200 fighters" in said.out
    assert "advance" in said.out
    assert "3 people were killed in Rasafa" in said.out


def test_read_takes_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` reads plain text, with the day and the outlet that the options give."""
    text = io.TextIOWrapper(io.BytesIO(b"40 people were killed in Rasafa."), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", text)
    said = run("read", "-", "--jsonl", "--published", "2019-02-12", "--outlet", "Evening Post")
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert lines[0]["given"]["published"] == "2019-02-12"
    assert lines[0]["given"]["outlet"] == "Evening Post"
    assert lines[1]["when"] == {"start": "2019-02-12", "end": "2019-02-12", "basis": "event"}


def test_read_of_nothing_readable_is_a_failure(run: Run, tmp_path: Path) -> None:
    """Where no report could be read, the exit status says so."""
    (tmp_path / "blank.txt").write_text("")
    said = run("read", tmp_path / "blank.txt", "--jsonl")
    assert (said.status, said.out) == (1, "")


def test_bad_date_is_a_usage_error(run: Run) -> None:
    """An option that cannot be understood ends with status 2, before anything is read."""
    assert run("read", "-", "--published", "yesterday").status == 2


def test_listing_commands_list(run: Run, ledger: Path) -> None:
    """Reports, claims and problems stand in tables."""
    assert all(f" {name} " in run("reports", ledger).out for name in ("a", "b"))
    assert "killed: 3 people" in run("claims", ledger).out
    assert "c.txt is empty." in run("problems", ledger).out


def test_listing_commands_give_json(run: Run, ledger: Path) -> None:
    """Each of them prints one JSON list."""
    assert [line["report"] for line in json.loads(run("reports", ledger, "--json").out)] == ["a", "b"]
    assert len(json.loads(run("claims", ledger, "--json").out)) == 4
    assert [line["code"] for line in json.loads(run("problems", ledger, "--json").out)] == ["V101"]


@pytest.mark.parametrize(("kind", "count"), [("figure", 2), ("incident", 1), ("forecast", 1)])
def test_claims_of_one_kind(run: Run, ledger: Path, kind: str, count: int) -> None:
    """--kind leaves the other kinds out."""
    found = json.loads(run("claims", ledger, "--kind", kind, "--json").out)
    assert [claim["kind"] for claim in found] == [kind] * count


def test_reports_cannot_steer_the_terminal(run: Run, sources: Path) -> None:
    """Control and direction marks in a report never reach the terminal, and markup is not taken for markup."""
    (sources / "a.txt").write_text("3 people were killed in Rasafa.")
    (sources / "[red]\x1b[31m\u202ex.txt").write_text("4 people were killed in Rasafa.")
    out = run("read", sources).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[red]" in out


def test_version(run: Run) -> None:
    """--version prints it."""
    assert run("--version").out == "vigil 0.1.0\n"


def test_unforeseen_error_goes_to_a_log(
    run: Run, monkeypatch: pytest.MonkeyPatch, sources: Path, tmp_path: Path
) -> None:
    """What nobody foresaw is one line with a code and the place of the details; no traceback is shown."""

    def fail() -> flow.Rooms:
        raise ZeroDivisionError("out of the blue")

    monkeypatch.setattr(flow, "real_rooms", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said = run("build", sources, "-o", tmp_path / "ledger")
    assert said.status == 1
    assert said.err.startswith("V999: ")
    assert "Traceback" not in said.err
    (log,) = tmp_path.glob("vigil-*.log")
    assert str(log) in said.err
    assert "out of the blue" in log.read_text()


def test_gazetteer_is_built_from_files(run: Run, tmp_path: Path) -> None:
    """`vigil gazetteer build` makes a gazetteer of one's own places, and counts them."""
    places = tmp_path / "places.csv"
    places.write_text("name,lat,lon,country\nRasafa,35.63,38.76,SY\n")
    out = tmp_path / "places.db"
    said = run("gazetteer", "build", places, "-o", out, "--json")
    assert said.status == 0
    assert json.loads(said.out)["places"] >= 1
    assert out.is_file()


def test_help_imports_nothing_heavy() -> None:
    """Help is quick because it loads no room, and none of what the rooms stand on."""
    script = f"import sys, vigil.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_closed_pipe_is_no_error(sources: Path) -> None:
    """When whoever reads the output stops reading, the command ends quietly."""
    script = (
        "import sys; from tests.ledger.rooms import rooms; from vigil import build, cli; build.real_rooms = rooms;"
        f"sys.argv = ['vigil', 'read', {str(sources)!r}, '--jsonl']; cli.main()"
    )
    for i in range(300):
        (sources / f"r{i}.txt").write_text("3 people were killed in Rasafa. " * 10)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.readline()
        command.stdout.close()
        err = command.stderr.read().decode()
    assert "Traceback" not in err
    assert "BrokenPipe" not in err


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ({"low": 16, "high": 16}, "16"),
        ({"low": 1300, "qualifier": "more_than"}, "more than 1,300"),
        ({"high": 600, "qualifier": "up_to"}, "up to 600"),
        ({"low": 200, "high": 300, "qualifier": "about"}, "about 200-300"),
        ({"low": 24, "qualifier": "vague"}, "24 or more"),
        ({"low": 0.5, "high": 0.5}, "0.5"),
    ],
)
def test_numbers_are_told_with_their_precision(bounds: dict[str, object], told: str) -> None:
    """A table never makes a number more exact than it is."""
    report = rooms().take_in_text("Some died.", name="x", given=Given()).report
    assert printing._amount(Figure.of(report, 0, 10, measure="killed", **bounds)) == told


def test_ledger_is_whole_after_the_commands(ledger: Path) -> None:
    """What the commands built can be read back."""
    with Ledger.open(ledger) as opened:
        assert opened.counts().claims == 4


COPIED = (
    "At least 1300 fighters were killed in Rasafa since the siege of the town began in the early spring, officials in "
    "the province said on the second day of talks about a truce that both sides say they want."
)


def test_lineage_shows_pairs_origins_and_changed_numbers(run: Run, tmp_path: Path) -> None:
    """Two reports with one passage are a pair; the number that differs in the copy is told."""
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "early.txt").write_text(COPIED)
    (folder / "late.txt").write_text(COPIED.replace("1300", "3100"))
    run("build", folder, "-o", tmp_path / "ledger")
    told = json.loads(run("lineage", tmp_path / "ledger", "--json").out)
    assert [pair["reports"] for pair in told["pairs"]] == [["early", "late"]]
    assert told["origins"]
    words = run("lineage", tmp_path / "ledger")
    assert words.status == 0
    assert "early" in words.out


def _words(said: Said) -> str:
    """What was printed, without the breaks of its tables."""
    return " ".join(said.out.split())


def test_show_tells_what_the_ledger_says(run: Run, concluded: Path) -> None:
    """Ranges with their rule, grade and origins; disputes with their kind; forecasts settled; possible days; events."""
    said = run("show", concluded)
    told = _words(said)
    assert said.status == 0
    for part in (
        "by the rule ucdp", "16 to 19", "Hospital", "contested", "contradiction", "exclude each other",
        "came true", "The town has fallen.", "14\u201315 February 2019", "counts more than first",
        "2 tellings, 2 origins", SIXTEEN.id, FALL.id, STRIKE.id,
    ):  # fmt: skip
        assert part in told, part


def test_show_as_json(run: Run, concluded: Path) -> None:
    """One object with every part, each naming its claims and its rule."""
    told = json.loads(run("show", concluded, "--json").out)
    (known,) = told["known"]
    assert (told["rule"], known["rule"], known["low"], known["high"]) == ("ucdp", "ucdp", 16, 19)
    assert (known["sources"], known["origins"], known["claims"]) == (["Hospital"], 2, [SIXTEEN.id])
    assert [one["kind"] for one in told["disputed"]] == ["contradiction"]
    assert [(one["id"], one["verdict"]) for one in told["forecasts"]] == [(FALL.id, "met")]
    assert [one["days"] for one in told["undated"]] == [["2019-02-14", "2019-02-15"]]
    assert [one["incidents"] for one in told["events"]] == [[STRIKE.id, JETS.id]]


def test_show_names_its_limits(run: Run, tmp_path: Path) -> None:
    """Of many quantities the main ones are shown, and it is said of how many; JSON has all."""
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(15):
        (folder / f"{n}.txt").write_text(f"Bulletin {n}: {n + 5} people were killed in Town{chr(97 + n)}.")
    run("build", folder, "-o", tmp_path / "ledger")
    assert "12 of 15 shown; --json gives all." in run("show", tmp_path / "ledger").out
    assert len(json.loads(run("show", tmp_path / "ledger", "--json").out)["known"]) == 15


def test_show_since_leaves_out_what_was_known_before(run: Run, concluded: Path) -> None:
    """A forecast settled later is news, its making is not; after the last report nothing is new."""
    told = json.loads(run("show", concluded, "--since", "2019-02-13", "--json").out)
    assert sorted(claim["id"] for claim in told["new_claims"]) == sorted([NINETEEN.id, JETS.id])
    assert [one["id"] for one in told["forecasts"]] == [FALL.id]
    assert len(told["known"]) == len(told["disputed"]) == len(told["events"]) == 1
    assert "Nothing new since 2019-03-01." in run("show", concluded, "--since", "2019-03-01").out


def test_show_source_lists_its_claims(run: Run, concluded: Path) -> None:
    """Who says what: in whatever case the name is given, with ids, and together with --since."""
    told = _words(run("show", concluded, "--source", "army"))
    assert (NINETEEN.id in told, SIXTEEN.id in told) == (True, False)
    lines = json.loads(run("show", concluded, "--source", "Hospital", "--since", "2019-02-13", "--json").out)
    assert lines == []


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        (("--since", "13.2.2019"), "V451: 13.2.2019 is no day. Write it as YYYY-MM-DD"),
        (("--source", "Hospitl"), "V452: Nobody of the name Hospitl"),
        (("--source", "Hospitl"), "Did you mean Hospital?"),
        (("--source", "Zebra"), "names all sources"),
    ],
)
def test_show_refuses_what_it_cannot_answer(
    run: Run, concluded: Path, asked: tuple[str, str], complaint: str
) -> None:
    """A day that is none and a source that nobody knows are told with what to do instead."""
    said = run("show", concluded, *asked)
    assert (said.status, said.out, complaint in said.err) == (1, "", True)


def test_show_of_a_folder_that_is_no_ledger(run: Run, tmp_path: Path) -> None:
    """Nothing is made where nothing is."""
    said = run("show", tmp_path)
    assert (said.status, said.err.startswith("V404"), list(tmp_path.iterdir())) == (1, True, [])


def test_show_says_where_conclusions_are_missing(run: Run, tmp_path: Path) -> None:
    """A ledger that no build ended in, or an older one made, tells that a build is needed."""
    with Ledger.create_or_open(tmp_path / "ledger") as opened:
        fill(opened)
        opened.seal(opened.contents().model_copy(update={"versions": (("vigil", "0"),)}))
    assert "run `vigil build` again" in run("show", tmp_path / "ledger").err


def test_explain_event_lays_its_tellings_side_by_side(run: Run, concluded: Path) -> None:
    """What they agree on, what one alone says, where they part, and the evidence that joined them."""
    told = _words(run("explain", concluded, "--event", "e1"))
    for part in (
        "airstrike: Coalition, Hajin; 11 February 2019 (e1)", f"They agree on what: airstrike ({STRIKE.id} {JETS.id})",
        f"One alone says who did it: Coalition ({JETS.id})", "0.970",
        "both are at Hajin +6.2; only one names a day -1.0", "Levant Wire",
    ):  # fmt: skip
        assert part in told, part
    line = json.loads(run("explain", concluded, "--event", "e1", "--json").out)
    assert [trait["name"] for trait in line["agreed"]] == ["what", "where"]


def test_explain_of_an_unknown_event(run: Run, concluded: Path) -> None:
    """An id that is none is told as such."""
    said = run("explain", concluded, "--event", "nowhere")
    assert (said.status, said.err.startswith("V453: There is no event nowhere")) == (1, True)
