"""The declared bundles: every answer comes from a question that is asked, and goes to one that is asked."""

from __future__ import annotations

import pytest

from motcua.catalogue import selectors
from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.parts import AT, NAMED, BadParts, Part, Source, parse_parts, resolve
from motcua.expressions import names_used, parse

BIRTH = {"key": "a", "code": "1.000001", "title": "A"}


@pytest.fixture
def whole(seeded: object) -> VersionBundle:
    return selectors.version_bundle(selectors.published_version_id("3.000722"))


def fields_in(source: Source) -> set[str]:
    if isinstance(source, str):
        return set() if source.startswith("=") else {source}
    return {source["by"]}.union(*(fields_in(one) for one in source["of"].values()))


def bundle_of(part: Part) -> VersionBundle:
    return selectors.version_bundle(selectors.published_version_id(part.code))


@pytest.mark.django_db
def test_each_part_takes_from_questions_asked_and_answers_questions_asked(whole: VersionBundle) -> None:
    assert [part.key for part in whole.parts] == ["khai-sinh", "thuong-tru", "the-bhyt", "can-cuoc"]
    for part in whole.parts:
        own = bundle_of(part)
        asked = set(whole.form.fields)
        assert set(part.answers) <= set(own.form.fields), part.key
        assert set().union(*(fields_in(source) for source in part.answers.values())) <= asked, part.key
        assert fields_in(part.case) <= asked
        assert set(part.result) <= set(own.form.fields), part.key
        assert set(part.papers) <= {paper.key.partition("--")[0] for paper in own.papers}, part.key
        assert set(part.papers.values()) <= {paper.key for paper in whole.papers}, part.key
        pages = [page for page in own.form.pages if not page.when]
        required = {field.key for page in pages for field in page.fields if field.required and not field.when}
        assert required <= set(part.answers) | set(part.result), part.key


@pytest.mark.django_db
def test_later_parts_have_their_own_short_limit_and_agency(whole: VersionBundle) -> None:
    for part in whole.parts[1:]:
        own = bundle_of(part)
        assert own.has_case("lien-thong"), part.key
        limit = own.term_for("online", "lien-thong")
        assert limit is not None
        assert limit.amount <= 4
        assert part.agency == NAMED or part.agency.startswith(AT)


@pytest.mark.django_db
def test_nothing_is_asked_that_no_part_needs(whole: VersionBundle) -> None:
    used: set[str] = set()
    for part in whole.parts:
        used |= set().union(*(fields_in(source) for source in part.answers.values())) | fields_in(part.case)
        used |= names_used(parse(part.when)) if part.when else set()
    assert set(whole.form.fields) <= used


def test_a_source_is_a_field_a_literal_or_a_choice_between_them() -> None:
    answers = {"who": "me", "mother": "Lê An"}
    choice = {"by": "who", "of": {"me": "mother", "cha": "=Con"}}
    assert resolve("mother", answers) == ("Lê An", "mother")
    assert resolve("=Con", answers) == ("Con", "")
    assert resolve(choice, answers) == ("Lê An", "mother")
    assert resolve(choice, {"who": "cha"}) == ("Con", "who")
    assert resolve(choice, {"who": "khac"}) == (None, "who")


@pytest.mark.parametrize(
    "parts",
    [
        [BIRTH | {"strange": 1}],
        [{"key": "a"}],
        [BIRTH | {"after": "b"}],
        [BIRTH, BIRTH],
        [BIRTH | {"agency": "somewhere"}],
        [BIRTH | {"result": {"x": "colour"}}],
    ],
)
def test_parts_that_cannot_be_followed_are_refused(parts: list[dict[str, object]]) -> None:
    with pytest.raises(BadParts):
        parse_parts(parts)
