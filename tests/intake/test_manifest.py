"""What a manifest tells, and what is wrong with one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.intake.making import LEAD, NEXT, codes, take, write
from vigil.errors import MANIFEST_BAD_DATE, MANIFEST_MISSING_FILE, MANIFEST_UNREADABLE, IntakeError
from vigil.intake import take_in
from vigil.intake.manifest import parse_day

HEAD = "file,published,outlet,title,url,note\n"


def test_a_manifest_beside_the_files_is_read(tmp_path: Path) -> None:
    """Its columns are what is given; others are passed over."""
    folder = write(tmp_path / "in", a__txt=LEAD, manifest__csv=HEAD + "a.txt,2019-03-04,The Daily Example,Shells,u,x\n")
    given = take(folder)[0][0].report.given
    assert (given.published, given.outlet) == (date(2019, 3, 4), "The Daily Example")
    assert (given.title, given.url) == ("Shells", "u")


def test_a_manifest_above_the_files_is_read(tmp_path: Path) -> None:
    """Files in a folder below are found by their path or their bare name."""
    write(tmp_path / "in" / "reports", a__txt=LEAD, b__txt=NEXT)
    write(tmp_path / "in", manifest__csv=HEAD + "a.txt,2019-03-04\nreports/b.txt,2019-03-05\n")
    taken, problems = take(tmp_path / "in")
    assert [t.report.given.published for t in taken] == [date(2019, 3, 4), date(2019, 3, 5)]
    assert not problems


def test_a_file_named_alone_has_its_manifest(tmp_path: Path) -> None:
    """The manifest beside a file is read, and its other rows are no problem."""
    rows = HEAD + "a.txt,2019-03-04\nb.txt,2019-03-05\n"
    folder = write(tmp_path / "in", a__txt=LEAD, b__txt=NEXT, manifest__csv=rows)
    taken, problems = take(folder / "b.txt")
    assert (taken[0].report.given.published, problems) == (date(2019, 3, 5), [])


def test_another_manifest_can_be_named(tmp_path: Path) -> None:
    """The one named is read in place of the one beside the files."""
    folder = write(tmp_path / "in", a__txt=LEAD, manifest__csv=HEAD + "a.txt,2019-03-04\n")
    other = write(tmp_path / "other", mine__csv=HEAD + "a.txt,2020-03-04\n") / "mine.csv"
    assert take(folder, manifest=other)[0][0].report.given.published == date(2020, 3, 4)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A row without its file is a problem; the others are read."""
    folder = write(tmp_path / "in", a__txt=LEAD, manifest__csv=HEAD + "gone.txt,2019-03-04\na.txt,2019-03-05\n")
    taken, problems = take(folder)
    assert (taken[0].report.given.published, codes(problems)) == (date(2019, 3, 5), [MANIFEST_MISSING_FILE.code])


def test_a_day_that_is_no_date_is_told(tmp_path: Path) -> None:
    """The report is read without a day, with the rest of its row."""
    folder = write(tmp_path / "in", a__txt=LEAD, manifest__csv=HEAD + "a.txt,4/3/19,Ex\n")
    taken, problems = take(folder)
    assert (taken[0].report.given.published, taken[0].report.given.outlet) == (None, "Ex")
    assert codes(problems) == [MANIFEST_BAD_DATE.code]


@pytest.mark.parametrize("content", [b"", b"name,day\na.txt,2019-03-04\n", b"%PDF-1.4", b'file\n"a.txt'])
def test_a_named_manifest_that_is_none_ends_the_run(tmp_path: Path, content: bytes) -> None:
    """Who names a manifest wants it read: nothing is taken in without it."""
    folder = write(tmp_path / "in", a__txt=LEAD)
    write(tmp_path, mine__csv=content)
    with pytest.raises(IntakeError) as caught:
        take_in([folder], manifest=tmp_path / "mine.csv")
    assert caught.value.code == MANIFEST_UNREADABLE.code


def test_a_found_manifest_that_is_none_is_told(tmp_path: Path) -> None:
    """Nobody named it, so the reports are read without it."""
    taken, problems = take(write(tmp_path / "in", a__txt=LEAD, manifest__csv=b"%PDF-1.4"))
    assert (len(taken), codes(problems)) == (1, [MANIFEST_UNREADABLE.code])


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2019-03-04", date(2019, 3, 4)),
        (" 2019-03-04 10:00 ", date(2019, 3, 4)),
        ("2019-03-04T10:00:00Z", date(2019, 3, 4)),
        ("2019-03-045", None),
        ("2019-02-30", None),
        ("March 4", None),
        ("2019", None),
    ],
)
def test_days_are_iso(value: str, day: date | None) -> None:
    """A day is written year first; anything else is no day."""
    assert parse_day(value) == day
