"""Files and folders to reports, and nothing lost by what cannot be read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.intake.making import LAST, LEAD, NEXT, codes, take, write
from vigil.errors import BINARY, EMPTY, NO_REPORTS, SAME_NAME, SOURCE_MISSING, TOO_LARGE, IntakeError
from vigil.intake import Taken, take_in, take_in_text
from vigil.records import Given


def test_a_text_is_a_report(tmp_path: Path) -> None:
    """Its id is the SHA-256 of its bytes, its text theirs with plain newlines, its passages point into it."""
    data = f"{LEAD}\r\n\r\n{NEXT}".encode()
    taken = take(write(tmp_path / "in", a__txt=data))[0][0]
    assert taken.report.id == hashlib.sha256(data).hexdigest()
    assert (taken.report.name, taken.report.text, taken.original) == ("a", f"{LEAD}\n\n{NEXT}", data)
    assert [taken.report.words(p) for p in taken.report.passages] == [LEAD, NEXT]


def test_folders_are_read_through(tmp_path: Path) -> None:
    """Texts, pages and articles below a folder are found; what the folder says of itself and hidden files are not."""
    write(tmp_path / "in", a__txt=LEAD, README__md=NEXT, LICENSE__md=NEXT, _x__png=b"\x89PNG", note__css="p {}")
    write(tmp_path / "in" / "below", b__md=NEXT)
    write(tmp_path / "in" / ".hidden", c__txt=LAST)
    taken, problems = take(tmp_path / "in")
    assert ([t.report.name for t in taken], problems) == (["a", "b"], [])


def test_a_readme_named_itself_is_read(tmp_path: Path) -> None:
    """Who names a file means it."""
    assert len(take(write(tmp_path / "in", README__md=LEAD) / "README.md")[0]) == 1


def test_the_order_is_that_of_names(tmp_path: Path) -> None:
    """Neither the order of the sources nor their folders matter."""
    one, other = write(tmp_path / "z", a__txt=LEAD, c__txt=LAST), write(tmp_path / "a", b__txt=NEXT)
    names = [[t.report.name for t in take(*sources)[0]] for sources in ((one, other), (other, one, one / "c.txt"))]
    assert names == [["a", "b", "c"]] * 2


def test_the_same_bytes_are_one_report(tmp_path: Path) -> None:
    """A copy under another name is no second report, and no problem."""
    taken, problems = take(write(tmp_path / "in", a__txt=LEAD, b__txt=LEAD))
    assert ([t.report.name for t in taken], problems) == (["a"], [])


def test_two_reports_of_one_name_are_both_kept(tmp_path: Path) -> None:
    """One is renamed and told of; which one depends on their bytes, not on where they lie."""
    here = write(tmp_path / "a", x__txt=LEAD), write(tmp_path / "b", x__txt=NEXT)
    there = write(tmp_path / "c", x__txt=NEXT), write(tmp_path / "d", x__txt=LEAD)
    one, problems = take(*here)
    other, _ = take(*there)
    renamed = max(LEAD, NEXT, key=lambda text: hashlib.sha256(text.encode()).hexdigest())
    expected = f"x~{hashlib.sha256(renamed.encode()).hexdigest()[:6]}"
    assert codes(problems) == [SAME_NAME.code]
    assert {t.report.name: t.report.text for t in one} == {t.report.name: t.report.text for t in other}
    assert next(t.report.name for t in one if t.report.text == renamed) == expected


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("x.txt", b"", EMPTY.code),
        ("x.txt", b" \n ", EMPTY.code),
        ("x.txt", bytes(range(256)), BINARY.code),
        ("x.txt", b"%PDF-1.4", BINARY.code),
        ("x.pdf", b"%PDF-1.4", BINARY.code),
        ("x.txt", b"word " * 1_000_000, TOO_LARGE.code),
        ("x.txt", b"word " * 2_000_000, TOO_LARGE.code),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """One problem with a sentence and a next step, and the other file is read."""
    folder = write(tmp_path / "in", a__txt=LEAD)
    (folder / name).write_bytes(data)
    taken, problems = take(folder)
    assert ([t.report.name for t in taken], codes(problems)) == (["a"], [code])
    assert problems[0].message
    assert problems[0].next_step
    assert problems[0].source.endswith(name)


def test_no_report_at_all_is_told(tmp_path: Path) -> None:
    """An empty folder is a problem, not silence."""
    (tmp_path / "in").mkdir()
    assert codes(take(tmp_path / "in")[1]) == [NO_REPORTS.code]


def test_a_missing_source_ends_the_run(tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(IntakeError) as caught:
        take_in([write(tmp_path / "in", a__txt=LEAD), tmp_path / "gone"])
    assert caught.value.code == SOURCE_MISSING.code


def test_reports_are_taken_in_one_by_one(tmp_path: Path) -> None:
    """A file is read only when its turn comes."""
    folder = write(tmp_path / "in", a__txt=LEAD, b__txt=NEXT)
    items = take_in([folder])
    first = next(items)
    (folder / "b.txt").unlink()
    assert isinstance(first, Taken)
    assert [type(item).__name__ for item in items] == ["Problem"]


def test_twice_gives_the_same(tmp_path: Path) -> None:
    """Taking in is a function of the files."""
    folder = write(tmp_path / "in", a__txt=f"Shells Kill 12\n\n{LEAD}\n\n{NEXT}", b__txt=LAST)
    assert list(take_in([folder])) == list(take_in([folder]))


def test_a_text_can_be_given_itself() -> None:
    """Standard input and requests give a text, a name and what is known of it."""
    taken = take_in_text(f"{LEAD}\n\n{NEXT}", name="stdin", given=Given(outlet="Ex"))
    assert (taken.report.name, taken.report.given.outlet, taken.report.weekday) == ("stdin", "Ex", "Monday")
    assert taken.report.id == hashlib.sha256(taken.original).hexdigest()


@pytest.mark.parametrize(
    ("text", "code"), [(" \n", EMPTY.code), ("Shells\x00fell", BINARY.code), ("word " * 1_000_000, TOO_LARGE.code)]
)
def test_a_text_that_is_none_is_refused(text: str, code: str) -> None:
    """Nothing, binary and too much are refused as in a file."""
    with pytest.raises(IntakeError) as caught:
        take_in_text(text, name="stdin")
    assert caught.value.code == code
