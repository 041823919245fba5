"""Web pages to articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.intake.making import LAST, LEAD, NEXT, codes, take, write
from vigil.errors import NO_ARTICLE, TOO_DEEP, TOO_LARGE, IntakeError
from vigil.intake.pages import read_page

HEAD = (
    '<head><title>Shells kill 12 in market</title><meta property="og:site_name" content="The Daily Example">'
    '<meta property="article:published_time" content="2019-03-04T10:00:00Z"></head>'
)
PAGE = (
    f"<html>{HEAD}<body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav><article>"
    f"<h1>Shells kill 12 in market</h1><p>{LEAD}</p><p>{NEXT}</p><p>{LAST}</p></article>"
    "<div id='comments' class='comments'><p>It is a shame that 99 people should have died, says one reader of this.</p>"
    "</div></body></html>"
)


def test_a_page_gives_its_article(tmp_path: Path) -> None:
    """Title and paragraphs are the text, the comments are marked, and the menu is gone."""
    taken, problems = take(write(tmp_path / "in", a__html=PAGE))
    report = taken[0].report
    assert not problems
    assert [(p.kind, report.words(p)[:10]) for p in report.passages] == [
        ("title", "Shells kil"), ("body", LEAD[:10]), ("body", NEXT[:10]), ("body", LAST[:10]),
        ("comment", "It is a sh"),
    ]  # fmt: skip
    assert (report.title, taken[0].original) == ("Shells kill 12 in market", PAGE.encode())


def test_metadata_stand_in_given(tmp_path: Path) -> None:
    """What the page tells besides its text is given, not shown."""
    report = take(write(tmp_path / "in", a__html=PAGE))[0][0].report
    assert (report.given.outlet, report.given.published) == ("The Daily Example", date(2019, 3, 4))
    assert report.outlet is None


def test_the_manifest_comes_before_metadata(tmp_path: Path) -> None:
    """Metadata fill what the manifest leaves open, and nothing else."""
    folder = write(tmp_path / "in", a__html=PAGE, manifest__csv="file,published,outlet\na.html,2020-01-02,\n")
    given = take(folder)[0][0].report.given
    assert (given.published, given.outlet) == (date(2020, 1, 2), "The Daily Example")


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", NO_ARTICLE.code),
        ("<html><body>" + "<div>" * 100_000 + LEAD + "</div>" * 100_000 + "</body></html>", TOO_DEEP.code),
        ("<html><body>" + "<div>" * 300 + f"<p>{LEAD}</p>" + "</div>" * 300 + "</body></html>", TOO_DEEP.code),
        ("<html><body><p>" + "word " * 1_000_000 + "</p></body></html>", TOO_LARGE.code),
        ("<script " * 200_000, NO_ARTICLE.code),
    ],
)
def test_a_page_that_cannot_be_read_says_why(markup: str, code: str) -> None:
    """No article, tags nested too deeply, and too much text are told apart."""
    with pytest.raises(IntakeError) as caught:
        read_page(markup, source="a.html")
    assert caught.value.code == code


def test_open_paragraph_tags_do_not_nest() -> None:
    """Old pages that never close their paragraphs are read."""
    markup = f"<html><body><article>{'<br>' * 400}{f'<p>{LEAD}<p>{NEXT}' * 3}<p>{LAST}</article></body></html>"
    assert LAST in read_page(markup, source="a.html").text


def test_a_bad_page_costs_nothing_else(tmp_path: Path) -> None:
    """The other files are taken in."""
    taken, problems = take(write(tmp_path / "in", a__html="<html><body></body></html>", b__txt=LEAD))
    assert ([t.report.name for t in taken], codes(problems)) == (["b"], [NO_ARTICLE.code])
