"""docs/claim-format.md tells of every field and every value that a claim can have, and its examples hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from tests.quality.scoring import read_lines
from vigil import records
from vigil.records import Figure, Forecast, Given, Incident, Period, Report, Window

ROOT = Path(__file__).parents[1]
DOCS = (ROOT / "docs/claim-format.md").read_text(encoding="utf-8")
CODE = set(re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", DOCS, flags=re.M | re.S)))
EXAMPLES = [json.loads(line) for block in re.findall(r"^```json\n(.*?)^```", DOCS, flags=re.M | re.S)
            for line in block.splitlines()]  # fmt: skip

REPORT = Report(id="0" * 64, name="r", text="Nothing happened.")
FIELDS = [
    *REPORT.to_line(),
    *(name for record in (Given, Figure, Incident, Forecast, Period, Window) for name in record.model_fields),
]
VOCABULARIES = ("Measure", "Group", "Qualifier", "Unit", "Method", "Hedge", "Basis", "EventKind", "Weekday")
VALUES = [(name, value) for name in VOCABULARIES for value in get_args(getattr(records, name))]


def section(title: str) -> str:
    """The part of the document under a heading, without those after it."""
    return re.split(r"^## ", DOCS.split(f"\n## {title}\n")[1], flags=re.M)[0]


@pytest.mark.parametrize("name", sorted(set(FIELDS)))
def test_every_field_is_told(name: str) -> None:
    """Each field of a line of the format stands in the document as code."""
    assert name in CODE


@pytest.mark.parametrize(("vocabulary", "value"), VALUES, ids=lambda part: str(part))
def test_every_value_is_told(vocabulary: str, value: str) -> None:
    """Each value of each vocabulary stands in the document as code."""
    assert value in CODE, vocabulary


@pytest.mark.parametrize(("title", "record"), [("figure", Figure), ("incident", Incident), ("forecast", Forecast)])
def test_fields_stand_under_their_kind(title: str, record: type[Figure] | type[Incident] | type[Forecast]) -> None:
    """What a kind has of its own is told in its own section."""
    own = set(record.model_fields) - set(records.Claim.model_fields)
    told = section(title) if title != "incident" else section(title).replace("as of a figure", "")
    assert {name for name in own if f"`{name}`" not in told} == set()


def test_nothing_is_told_that_is_not_there() -> None:
    """A field that a table of the document names is one that the records have."""
    named = {name for row in re.findall(r"^\| (`[^|]+) \|", DOCS, flags=re.M) for name in re.findall(r"`(\w+)`", row)}
    known = set(FIELDS) | {value for _, value in VALUES}
    assert named
    assert named - known == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["kind"]))
def test_examples_are_lines_of_the_sample(example: dict[str, Any]) -> None:
    """The examples are not made up: they stand in the sample's gold, and quote its text."""
    name = EXAMPLES[0]["report"]
    gold = read_lines(ROOT / f"examples/baghouz/gold/{name}.jsonl")
    if example["kind"] == "report":
        example = example | {"given": {key: example["given"][key] for key in ("published", "outlet")}}
    assert example in gold


def test_readme_shows_a_claim_of_the_sample() -> None:
    """The claim that README shows is one of the sample's, some fields left out."""
    (block,) = re.findall(r"^```json\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M | re.S)
    shown = json.loads(block)
    gold = read_lines(ROOT / f"examples/baghouz/gold/{shown.pop('report')}.jsonl")
    assert any(shown.items() <= line.items() for line in gold)


PAGES = ["README.md", "docs/claim-format.md", "docs/extending.md", "examples/baghouz/README.md"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_link_to_pages(page: str) -> None:
    """A page's links to other pages of the project lead somewhere; what the build or a later step adds is left out."""
    text = (ROOT / page).read_text(encoding="utf-8")
    links = {link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")}
    assert {link for link in links if not ((ROOT / page).parent / link).exists()} == set()


def test_sample_readme_counts_what_is_there() -> None:
    """The numbers of claims that the sample's README gives are those of its gold."""
    kinds = [line["kind"] for path in (ROOT / "examples/baghouz/gold").glob("*.jsonl") for line in read_lines(path)]
    told = (ROOT / "examples/baghouz/README.md").read_text(encoding="utf-8").replace("\n", " ")
    for kind in ("figure", "incident", "forecast"):
        assert re.search(rf"\b{kinds.count(kind)} +{kind}s\b", told)


def test_extending_names_word_lists_that_exist() -> None:
    """Every word list and module that the page sends its reader to is there."""
    text = (ROOT / "docs/extending.md").read_text(encoding="utf-8")
    lists = set(re.findall(r"`(\w+\.yaml)`", text))
    assert "predicates.yaml" in lists
    assert {name for name in lists if not (ROOT / "src/vigil/lexicon" / name).exists()} == set()
    paths = set(re.findall(r"`((?:src|tests)/[\w./-]+)`", text))
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_party_of_the_example_would_be_taken() -> None:
    """The party shown on the page has the keys that the list of parties knows."""
    text = (ROOT / "docs/extending.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```yaml\n(.*?)^```", text, flags=re.M | re.S)
    (shown,) = yaml.safe_load(block)
    parties = yaml.safe_load((ROOT / "src/vigil/lexicon/actors.yaml").read_text(encoding="utf-8"))
    parties = parties["actors"] if isinstance(parties, dict) else parties
    assert set(shown) <= set().union(*parties)
    assert shown["kind"] in {party["kind"] for party in parties}
