"""Articles in JSON and JSON Lines."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.intake.making import LEAD, NEXT, codes, take, write
from vigil.errors import BAD_JSON, CLAIMS_FILE, MANIFEST_BAD_DATE, NO_REPORTS, NO_TEXT_FIELD, TOO_LARGE
from vigil.intake.articles import Article, read_objects


def test_an_object_is_an_article(tmp_path: Path) -> None:
    """Its fields are the text, the name and what is given; its id is that of its bytes."""
    told = {"title": "Shells", "published": "2019-03-04T10:00:00Z", "outlet": "Ex", "url": "u"}
    fields = {"id": "a-1", "text": LEAD, **told}
    taken, problems = take(write(tmp_path / "in", x__json=json.dumps(fields)))
    report = taken[0].report
    assert not problems
    assert (report.name, report.text, report.given.published) == ("a-1", LEAD, date(2019, 3, 4))
    assert (report.given.title, report.given.outlet, report.given.url) == ("Shells", "Ex", "u")
    assert report.id == hashlib.sha256(taken[0].original).hexdigest()


def test_articles_without_a_name_are_numbered(tmp_path: Path) -> None:
    """The file's stem and the place in the file."""
    lines = "\n".join(json.dumps({"text": text}) for text in (LEAD, NEXT))
    assert [t.report.name for t in take(write(tmp_path / "in", x__jsonl=lines))[0]] == ["x-0001", "x-0002"]


def test_spacing_and_order_make_no_other_article(tmp_path: Path) -> None:
    """The same object, written otherwise, has the same id."""
    objects: list[dict[str, str]] = [{"text": LEAD, "id": "a"}, {"text": NEXT, "id": "b"}]
    turned = [dict(reversed(item.items())) for item in reversed(objects)]
    one = write(tmp_path / "one", x__json=json.dumps(objects))
    other = write(tmp_path / "other", y__json=json.dumps(turned, indent=2))
    assert {t.report.id for t in take(one)[0]} == {t.report.id for t in take(other)[0]}


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    """The lines around it are read, and the problem names its line."""
    lines = f'{json.dumps({"text": LEAD})}\n{{"text": "Shel\n{json.dumps({"text": NEXT})}'
    taken, problems = take(write(tmp_path / "in", x__jsonl=lines))
    assert [t.report.text for t in taken] == [LEAD, NEXT]
    assert codes(problems) == [BAD_JSON.code]
    assert "line 2" in problems[0].message


def test_an_array_that_breaks_off_gives_what_is_whole(tmp_path: Path) -> None:
    """The articles before the break are read."""
    text = json.dumps([{"text": LEAD}, {"text": NEXT}], indent=1)
    taken, problems = take(write(tmp_path / "in", x__json=text[:-20]))
    assert [t.report.text for t in taken] == [LEAD]
    assert codes(problems) == [BAD_JSON.code]


def test_an_array_without_its_end_is_told(tmp_path: Path) -> None:
    """All articles are read, and still the file is broken."""
    taken, problems = take(write(tmp_path / "in", x__json=json.dumps([{"text": LEAD}])[:-1]))
    assert (len(taken), codes(problems)) == (1, [BAD_JSON.code])


def test_json_nested_without_end_is_told(tmp_path: Path) -> None:
    """Nesting that no parser follows is bad JSON."""
    for text in ("[" * 100_000, '{"a":' * 100_000):
        assert codes(take(write(tmp_path / "in", x__json=text))[1]) == [BAD_JSON.code]


def test_an_object_without_text_is_told(tmp_path: Path) -> None:
    """No text, a text of spaces and a value that is no object are one problem each."""
    values = [{"title": "x"}, {"text": " "}, 3, {"text": LEAD}]
    taken, problems = take(write(tmp_path / "in", x__json=json.dumps(values)))
    assert (len(taken), codes(problems)) == (1, [NO_TEXT_FIELD.code] * 3)


def test_a_day_that_is_no_date_is_told(tmp_path: Path) -> None:
    """The article is read without a day."""
    taken, problems = take(write(tmp_path / "in", x__json=json.dumps({"text": LEAD, "published": "yesterday"})))
    assert (taken[0].report.given.published, codes(problems)) == (None, [MANIFEST_BAD_DATE.code])


def test_an_article_too_long_costs_only_itself(tmp_path: Path) -> None:
    """A line of five million characters is a problem; the next is read."""
    lines = f'{json.dumps({"text": "word " * 1_000_000})}\n{json.dumps({"text": LEAD})}'
    taken, problems = take(write(tmp_path / "in", x__jsonl=lines))
    assert (len(taken), codes(problems)) == (1, [TOO_LARGE.code])


def test_claims_are_no_reports(tmp_path: Path) -> None:
    """A claims file beside reports is passed over; named itself, it is a problem."""
    folder = write(tmp_path / "in", a__txt=LEAD, a__jsonl=json.dumps({"kind": "report", "report": "a"}))
    assert take(folder)[1] == []
    assert codes(take(folder / "a.jsonl")[1]) == [CLAIMS_FILE.code]


def test_an_empty_array_is_no_report(tmp_path: Path) -> None:
    """A source without any article says so."""
    assert codes(take(write(tmp_path / "in", x__json="[]"))[1]) == [NO_REPORTS.code]


def test_half_characters_and_nulls_are_replaced(tmp_path: Path) -> None:
    """Escapes that no database stores do not get through."""
    report = take(write(tmp_path / "in", x__json='{"text": "Shells \\ud800 fell \\u0000 on the town."}'))[0][0].report
    assert report.text == "Shells \ufffd fell \ufffd on the town."


def test_a_name_cannot_be_a_path(tmp_path: Path) -> None:
    """Slashes in an id do not reach the file system."""
    report = take(write(tmp_path / "in", x__json=json.dumps({"text": LEAD, "id": "../../up"})))[0][0].report
    assert "/" not in report.name


texts = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip() and "\r" not in text)


@given(st.lists(st.fixed_dictionaries({"text": texts}, optional={"id": texts, "extra": st.integers()}), max_size=5))
def test_articles_come_back_from_their_bytes(objects: list[dict[str, Any]]) -> None:
    """What was written is read, and each article's bytes give the same article again."""
    read = [item for item in read_objects(json.dumps(objects), source="x") if isinstance(item, Article)]
    assert [item.text for item in read] == [item["text"].replace("\x00", "\ufffd") for item in objects]
    assert [next(iter(read_objects(item.original.decode(), source="x"))) for item in read] == read
