"""Building the gazetteer from files of several forms, and looking names up in it."""

from __future__ import annotations

import lzma
import os
from pathlib import Path

import pytest

from vigil.errors import GazetteerError
from vigil.names.gazetteer import VARIABLE, Gazetteer, build_gazetteer, default_path
from vigil.names.placefiles import Row, country_names, precisions, read_extra_places

GEONAMES = "\t".join(
    ["900001", "Tall Warda", "Tall Warda", "Tel Warda,tl wrdt,تل وردة", "35.50", "40.10", "P", "PPL", "SY", "", "07",
     "", "", "", "12000", "", "300", "Asia/Damascus", "2024-01-01"]
)  # fmt: skip
WHOSONFIRST = (
    "id\tgeonames_id\tname\tnames\tlat\tlon\tplacetype\tcountry\n"
    "77\t\tKafr Nuran\tKafr Nouran|كفر نوران\t36.1\t36.8\tlocality\tSY\n"
    "78\t900001\tTall Wardah\tTell Warde\t10.0\t10.0\tlocality\tSY\n"
)
OWN = 'name,lat,lon,country,kind,names,admin\nCamp Sunrise,35.2,40.3,SY,camp,"Sunrise camp",Deir ez-Zor Governorate\n'


def build(folder: Path, **files: str) -> Path:
    """A gazetteer of the given files; their names' underscores are dots."""
    sources = []
    for name, text in files.items():
        source = folder / name.replace("_", ".")
        source.write_text(text, encoding="utf-8")
        sources.append(source)
    build_gazetteer(sources, out=folder / "places.db")
    return folder / "places.db"


def test_files_of_all_forms_go_into_one_gazetteer(tmp_path: Path) -> None:
    """A GeoNames dump, a Who's On First extract and a CSV are told apart by their first line."""
    path = build(tmp_path, SY_txt=GEONAMES + "\n", wof_tsv=WHOSONFIRST, own_csv=OWN)
    with Gazetteer.open(path) as gazetteer:
        found = [gazetteer.spelled(name)[0].kind for name in ("Tel Warda", "Kafr Nouran", "Sunrise camp")]
    assert found == ["town", "village", "camp"]


def test_of_one_place_in_two_files_the_first_gives_the_position_and_both_the_names(tmp_path: Path) -> None:
    """They are one place by their GeoNames id."""
    path = build(tmp_path, SY_txt=GEONAMES, wof_tsv=WHOSONFIRST)
    with Gazetteer.open(path) as gazetteer:
        assert gazetteer.spelled("Tell Warde") == gazetteer.spelled("Tall Warda")
        assert gazetteer.spelled("Tell Warde")[0].lat == 35.5


def test_names_are_found_in_arabic_and_by_sound(tmp_path: Path) -> None:
    """Marks and case make no difference; by sound only in the countries asked for."""
    with Gazetteer.open(build(tmp_path, SY_txt=GEONAMES)) as gazetteer:
        assert gazetteer.spelled("تل وردة")[0].name == "Tall Warda"
        assert gazetteer.sounding("Tell Wardeh", ("SY",))[0][0].name == "Tall Warda"
        assert gazetteer.sounding("Tell Wardeh", ("IQ",)) == ()


def test_machine_made_transliterations_are_left_out(tmp_path: Path) -> None:
    """Lower-case Latin names are nobody's spelling."""
    with Gazetteer.open(build(tmp_path, SY_txt=GEONAMES)) as gazetteer:
        assert gazetteer.spelled("tl wrdt") == ()


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    """Built twice, a gazetteer has one hash."""
    source = tmp_path / "own.csv"
    source.write_text(OWN, encoding="utf-8")
    for name in ("a.db", "b.db"):
        build_gazetteer([source], out=tmp_path / name)
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_bad_rows_are_counted_and_the_first_is_named(tmp_path: Path) -> None:
    """A row without a position, with a latitude of 95, or with a country's full name costs only itself."""
    source = tmp_path / "own.csv"
    source.write_text(OWN + "A,,,SY\nB,95,40,SY\nC,35,40,Syria\nD,35,40,SY\n", encoding="utf-8")
    counts = build_gazetteer([source], out=tmp_path / "places.db")
    assert (counts.sources[-1].kept, counts.sources[-1].bad, counts.bad) == (2, 3, 3)
    assert counts.sources[-1].first_bad.startswith("line 3: no position")


@pytest.mark.parametrize("content", [b"", b"just a line\n", b"\xff\xfe\x00bad", b"name,lat,lon,country\n"])
def test_a_file_that_is_no_place_data_is_refused_and_what_stood_there_stays(tmp_path: Path, content: bytes) -> None:
    """The old gazetteer is replaced only by a whole one."""
    out, source = tmp_path / "places.db", tmp_path / "bad.txt"
    out.write_bytes(b"old")
    source.write_bytes(content)
    with pytest.raises(GazetteerError) as caught:
        build_gazetteer([source], out=out)
    assert caught.value.code == "V252"
    assert out.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.txt", "places.db"]


@pytest.mark.parametrize("name", ["bad.xz", "bad.gz", "missing.txt"])
def test_a_damaged_archive_or_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    """So is what only claims to be compressed."""
    if not name.startswith("missing"):
        (tmp_path / name).write_bytes(b"not compressed")
    with pytest.raises(GazetteerError, match="V252"):
        build_gazetteer([tmp_path / name], out=tmp_path / "places.db")


def test_a_compressed_file_is_opened(tmp_path: Path) -> None:
    """An .xz extract is read as it is."""
    source = tmp_path / "wof.tsv.xz"
    source.write_bytes(lzma.compress(WHOSONFIRST.encode()))
    assert build_gazetteer([source], out=tmp_path / "places.db").sources[-1].kept == 2


def test_no_gazetteer_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    """It names the command."""
    with pytest.raises(GazetteerError, match=r"V251.*vigil gazetteer build"):
        Gazetteer.open(tmp_path / "places.db")


def test_a_file_that_is_no_gazetteer_is_an_error(tmp_path: Path) -> None:
    """Whether it is no database or one of another format."""
    (tmp_path / "text.db").write_text("no database" * 200)
    (tmp_path / "empty.db").write_bytes(b"")
    for name in ("text.db", "empty.db"):
        with pytest.raises(GazetteerError, match="V252"):
            Gazetteer.open(tmp_path / name)


def test_the_environment_names_another_gazetteer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It wins over the packaged one."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine.db"))
    assert default_path() == tmp_path / "mine.db"
    monkeypatch.delenv(VARIABLE)
    assert default_path().name == "places.db"
    assert os.fspath(default_path()) != os.fspath(tmp_path / "mine.db")


def test_every_place_of_our_own_list_can_be_used() -> None:
    """Each row is whole: a position or a seat, a known kind, a country code, and no place twice."""
    rows = list(read_extra_places())
    good = [row for row in rows if isinstance(row, Row)]
    assert len(good) == len(rows) > 700
    assert len({row.id for row in good}) == len(good)
    assert {row.kind for row in good} <= precisions().keys()
    assert all(row.seat or row.lat is not None for row in good)


def test_countries_are_known_without_a_gazetteer() -> None:
    """Under each of their names."""
    assert {"syria", "us", "turkiye", "ivory coast", "cote divoire"} <= country_names()
