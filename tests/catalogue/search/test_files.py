"""The data people edit by hand: every line can be read and points at something that exists."""

import re
from pathlib import Path

import pytest

from motcua.catalogue.search.files import Dictionary, expanded, read_dictionary, read_procedures

DATA = Path(__file__).parents[3] / "data"
MOST_PHRASES_OF_A_PATTERN = 1_000


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return read_dictionary(DATA / "search")


@pytest.fixture(scope="module")
def known() -> set[str]:
    return {document.code for document in read_procedures(DATA)}


def test_a_pattern_is_expanded() -> None:
    assert list(expanded("(mất|rơi) bằng(| lái); thi bằng")) == [
        "mất bằng",
        "mất bằng lái",
        "rơi bằng",
        "rơi bằng lái",
        "thi bằng",
    ]


def test_every_phrase_points_at_a_procedure_of_the_catalogue(dictionary: Dictionary, known: set[str]) -> None:
    assert {code for alias in dictionary.aliases for code in alias.codes} <= known
    assert {prior.code for prior in dictionary.priors} <= known
    assert {code for event in dictionary.life_events for code in event.codes} <= known


def test_every_alias_either_names_codes_or_rewrites(dictionary: Dictionary) -> None:
    assert all(bool(alias.codes) != bool(alias.rewrite) for alias in dictionary.aliases)


def test_the_dictionary_is_broad(dictionary: Dictionary) -> None:
    assert len({alias.phrase for alias in dictionary.aliases}) >= 1_200
    assert len({code for alias in dictionary.aliases for code in alias.codes}) >= 250


def test_no_pattern_explodes() -> None:
    for path in (DATA / "search/aliases").glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            for part in line.split("\t")[-1].split(";"):
                assert sum(1 for _ in expanded(part)) <= MOST_PHRASES_OF_A_PATTERN, part


def test_patterns_are_written_without_marks(dictionary: Dictionary) -> None:
    patterns = [pattern for _, pattern in dictionary.intents]
    patterns += [text for variant in dictionary.variants for text in (variant.names, variant.asked)]
    assert all(re.compile(pattern) and pattern.isascii() for pattern in patterns)


def test_details_of_curated_procedures_are_read() -> None:
    documents = {document.code: document for document in read_procedures(DATA)}
    assert documents["1.001193"].curated
    assert documents["1.001193"].papers
    assert documents["1.001193"].levels == {"xa"}
