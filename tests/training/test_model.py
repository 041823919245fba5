"""The English model that ships: what is in it, what it may be used under, and that its scores hold."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from training.check import file_problems, problems  # noqa: E402
from training.conllu import Sentence, Token, read_conllu  # noqa: E402
from training.corpora import TREEBANK, corpus_path, own_sentences  # noqa: E402
from training.docs import groups, syntax_doc  # noqa: E402
from training.evaluate import quick_syntax, syntax_scores  # noqa: E402
from training.package import LICENCE_TEXT, notice, put_in_place, size_mb  # noqa: E402
from training.sources import SOURCES, TEST_ONLY, WEIGHTS_LICENCE, WEIGHTS_LICENCE_URL  # noqa: E402

MODEL = ROOT / "src" / "vigil" / "models" / "en"
CORPORA = ROOT.parent / "shared" / "corpora"
PUD = corpus_path(CORPORA, "pud-test")
COMPONENTS = ["tok2vec", "tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"]
MAX_MB = 20
PUD_SENTENCES = 200
OWN_FLOORS = {"UPOS": 98.0, "UAS": 88.0, "LAS": 86.5, "LAS nsubj": 91.0, "LAS nummod": 98.0, "LAS ccomp": 74.0}
PUD_FLOORS = {"UPOS": 95.5, "UAS": 86.5, "LAS": 83.0, "sentences": 93.0}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(MODEL)


def test_has_its_components(nlp: Language) -> None:
    assert nlp.pipe_names == COMPONENTS
    assert set(nlp.pipe_labels["ner"]) == {"PER", "ORG", "LOC"}


def test_weighs_little() -> None:
    assert size_mb(MODEL) < MAX_MB


def test_card_names_every_source_and_licence() -> None:
    text = (MODEL / "MODEL_CARD.md").read_text(encoding="utf8")
    assert WEIGHTS_LICENCE in text
    assert WEIGHTS_LICENCE_URL in text
    for source in (*SOURCES, *TEST_ONLY):
        assert source.name in text
        assert source.licence in text


def test_papers_are_those_of_the_code() -> None:
    assert (MODEL / "LICENSE").read_text(encoding="utf8") == LICENCE_TEXT
    assert (MODEL / "NOTICE").read_text(encoding="utf8") == notice()


def test_meta_names_licence_and_sources() -> None:
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf8"))
    assert meta["license"] == WEIGHTS_LICENCE
    assert [source["name"] for source in meta["sources"]] == [source.name for source in SOURCES]


def test_card_shows_the_recorded_scores() -> None:
    scores = json.loads((MODEL / "scores.json").read_text(encoding="utf8"))["after"]
    text = (MODEL / "MODEL_CARD.md").read_text(encoding="utf8")
    for task, column in (("syntax", "LAS"), ("entities", "F")):
        for found in scores[task].values():
            assert f"| {found[column]:.1f} " in text


def test_a_finished_model_replaces_the_old_one(tmp_path: Path) -> None:
    finished, out = tmp_path / "finished", tmp_path / "en"
    for folder, name in ((finished, "new"), (out, "old")):
        folder.mkdir()
        (folder / name).touch()
    put_in_place(finished, out)
    assert [path.name for path in out.iterdir()] == ["new"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["en", "finished"]


def test_config_holds_no_build_paths() -> None:
    text = (MODEL / "config.cfg").read_text(encoding="utf8")
    assert '.spacy"' not in text
    assert "/" not in text.replace("https://", "")


def test_own_sentences_hold_their_scores(nlp: Language) -> None:
    scores = syntax_scores(nlp, own_sentences(held_out=True), relations=["nsubj", "nummod", "ccomp"])
    assert {name: scores[name] for name, floor in OWN_FLOORS.items() if scores[name] < floor} == {}


@pytest.mark.skipif(not PUD.exists(), reason="the corpora are not beside the repository")
def test_pud_holds_its_scores(nlp: Language) -> None:
    scores = quick_syntax(nlp, PUD, limit=PUD_SENTENCES)
    assert {name: scores[name] for name, floor in PUD_FLOORS.items() if scores[name] < floor} == {}


@pytest.mark.parametrize("path", sorted(TREEBANK.glob("*.conllu")), ids=lambda path: path.stem)
def test_treebank_is_well_formed(path: Path) -> None:
    assert file_problems(path) == []


def test_held_out_sentences_are_not_trained_on() -> None:
    trained = {sentence.text for sentence in own_sentences(held_out=False)}
    held_out = {sentence.text for sentence in own_sentences(held_out=True)}
    assert len(trained) > len(held_out) > 0
    assert not trained & held_out


def _token(form: str, head: int, deprel: str, *, upos: str = "NOUN", entity: str = "O") -> Token:
    return Token(
        form=form,
        lemma=form,
        upos=upos,
        xpos="NN",
        feats="",
        head=head,
        deprel=deprel,
        space_after=True,
        entity=entity,
    )


def _problems(*tokens: Token) -> str:
    text = " ".join(token.form for token in tokens)
    return "\n".join(problems(Sentence(document="d", sent_id="s", text=text, tokens=tokens)))


def test_checker_accepts_a_sound_tree() -> None:
    assert _problems(_token("one", 2, "nummod", upos="NUM"), _token("man", 0, "root")) == ""


@pytest.mark.parametrize(
    ("tokens", "complaint"),
    [
        ([_token("a", 0, "root"), _token("b", 0, "root")], "2 roots"),
        ([_token("a", 2, "obj"), _token("b", 1, "obj"), _token("c", 0, "root")], "do not form a tree"),
        ([_token("a", 9, "obj"), _token("b", 0, "root")], "do not form a tree"),
        ([_token("a", 3, "obj"), _token("b", 4, "obj"), _token("c", 4, "obj"), _token("d", 0, "root")], "cross"),
        ([_token("a", 2, "subject"), _token("b", 0, "root")], "relation 'subject'"),
        ([_token("a", 2, "punct"), _token("b", 0, "root")], "punctuation"),
        ([_token("a", 2, "obj", entity="I-ORG"), _token("b", 0, "root")], "continues nothing"),
        ([_token("a", 2, "obj"), _token("b", 3, "det"), _token("c", 0, "root")], "hangs on"),
    ],
)
def test_checker_finds_the_fault(tokens: list[Token], complaint: str) -> None:
    assert complaint in _problems(*tokens)


def test_reader_joins_multi_word_tokens(tmp_path: Path) -> None:
    path = tmp_path / "two.conllu"
    rest = "\tX\tX\t_\t{}\t{}\t_\t{}\n"
    rows = ["# sent_id = s\n# text = don't go\n1-2\tdon't" + "\t_" * 8 + "\n"]
    rows += ["1\tdo\tdo" + rest.format(3, "aux", "_"), "2\tn't\tnot" + rest.format(3, "advmod", "_")]
    rows += ["3\tgo\tgo" + rest.format(0, "root", "NE=UNK")]
    path.write_text("".join(rows), encoding="utf8")
    (sentence,) = read_conllu(path)
    assert sentence.surface() == sentence.text
    assert not sentence.has_entities


def test_documents_keep_heads_and_spacing(nlp: Language) -> None:
    own = own_sentences(held_out=True)[:3]
    doc = syntax_doc(nlp.vocab, own)
    assert doc.text.strip() == " ".join(sentence.text for sentence in own)
    assert [len(list(sentence)) for sentence in doc.sents] == [len(sentence.tokens) for sentence in own]
    assert [len(group) for group in groups(own, size=2)] == [1, 1, 1]
