"""What holds for every form and every answer, tried on thousands of them."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import jsonschema_rs
from django.http import QueryDict
from django.template.loader import get_template
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.forms import rules
from motcua.forms.presenters import FieldView, error_links, page_fields
from tests.forms.kinds import CHILD, COMMUNES, DEFINITION, TODAY

FORM = rules.parse(DEFINITION)
SCHEMA = jsonschema_rs.Draft202012Validator(rules.json_schema(FORM))
JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
NAMES = st.sampled_from(["Lê Văn An", "Y-Ban Niê", "H'Hen Niê", "Nguyễn Thị Ánh", "K’Brêm"])
DAYS = st.dates(min_value=TODAY.replace(year=1920), max_value=TODAY).map(lambda day: day.isoformat())
ADDRESSES = st.fixed_dictionaries(
    {"commune": st.sampled_from(sorted(COMMUNES)), "detail": st.sampled_from(["12 Lê Lợi", "Thôn 3"])}
)
PEOPLE = st.fixed_dictionaries(
    {"full_name": NAMES, "birth": DAYS},
    optional={
        "sex": st.sampled_from(["male", "female"]),
        "ethnicity": st.sampled_from(["Mông", "Kinh"]),
        "home": ADDRESSES,
    },
)
CHILDREN = st.lists(
    st.fixed_dictionaries(
        {"full_name": NAMES, "birth": DAYS, "school": st.just("Trường A")},
        optional={"cost": st.integers(0, 10**9), "home": ADDRESSES},
    ),
    min_size=1,
    max_size=3,
)
ANSWERS = st.fixed_dictionaries(
    {"father": PEOPLE, "has_children": st.sampled_from(["yes", "no"]), "agree": st.just("yes")},
    optional={
        "children": CHILDREN,
        "people": st.sampled_from(["Tày", "khác: Hà Lan"]),
        "died": DAYS | st.sampled_from(["1975", "1975-04"]),
        "home": ADDRESSES,
        "spot": st.fixed_dictionaries({"lat": st.just(19.8), "lng": st.just(105.7)}),
        "pension": st.sampled_from(["yes", "no"]),
        "budget": st.integers(0, 10**11),
    },
)


def check(answers: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    return rules.check(FORM, answers, today=TODAY, communes=COMMUNES)


@given(ANSWERS)
@settings(max_examples=150, deadline=None)
def test_what_the_check_accepts_stays_as_it_is_and_fits_the_schema(answers: dict[str, Any]) -> None:
    clean, errors = check(answers)
    if errors:
        return
    assert check(clean) == (clean, {})
    assert SCHEMA.is_valid(clean)


@given(ANSWERS)
@settings(max_examples=100, deadline=None)
def test_what_is_drawn_and_sent_back_unchanged_is_the_same(answers: dict[str, Any]) -> None:
    clean, errors = check(answers)
    if errors:
        return
    applies = rules.asking(FORM, clean, today=TODAY)
    typed: dict[str, Any] = {}
    for page in FORM.pages:
        communes = [(code, code) for code in COMMUNES]
        drawn = get_template("kit/c/fields.html").render(
            {"fields": page_fields(page, clean, {}, communes=communes, asking=applies)}
        )
        typed |= rules.read(page, _sent(drawn))
    assert check(typed) == (clean, {})


class _Controls(HTMLParser):
    """What a browser would send of a page as it is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.post = QueryDict(mutable=True)
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        ticked = given.get("type") not in ("radio", "checkbox") or "checked" in given
        if tag == "input" and ticked:
            self.post.appendlist(name, value)
        if tag == "select":
            self.select = name
        if tag == "option" and "selected" in given:
            self.post[self.select] = value


def _sent(drawn: str) -> QueryDict:
    controls = _Controls()
    controls.feed(drawn)
    return controls.post


@given(st.dictionaries(st.sampled_from([*FORM.fields, "lạ"]), JUNK, max_size=8))
@settings(max_examples=400, deadline=None)
def test_no_junk_breaks_anything(answers: dict[str, Any]) -> None:
    clean, errors = check(answers)
    assert all(isinstance(sentence, str) and sentence for sentence in errors.values())
    assert all(FORM.owner(name) or name == "lạ" for name in errors)
    applies = rules.asking(FORM, answers, today=TODAY)
    rules.summary(FORM, answers, today=TODAY)
    rules.warnings(FORM, answers, asking=applies, today=TODAY)
    rules.carry_forward(FORM, FORM, answers)
    for page in FORM.pages:
        page_fields(page, answers, errors, asking=applies)
    assert SCHEMA.is_valid(clean) or errors


CONTROLS = sorted(
    {"children-count", "children-add", "father_full_name", "father_birth_d", "home_commune", "home_former", "spot_lat"}
    | {f"children-{number}-{name}" for number in range(3) for name in ("full_name", "birth_y", "home_commune", "cost")}
    | {f"children-remove-{number}" for number in (0, 2, 7)}
    | set(FORM.fields)
)


@given(st.lists(st.tuples(st.sampled_from(CONTROLS), st.text(max_size=12)), max_size=14))
@settings(max_examples=500, deadline=None)
def test_no_post_breaks_anything_and_every_error_stands_at_a_control(pairs: list[tuple[str, str]]) -> None:
    post = QueryDict(mutable=True)
    for name, value in pairs:
        post.appendlist(name, value)
    for page in FORM.pages:
        typed = rules.read(page, post)
        _clean, errors = rules.check(FORM, typed, page=page, today=TODAY, communes=COMMUNES)
        fields = page_fields(page, typed, errors)
        assert {sentence for _id, sentence in error_links(fields)} == set(errors.values())
        assert set(_ids(fields)) >= {html_id for html_id, _sentence in error_links(fields)}
        rules.row_button(page, post)


def _ids(fields: list[FieldView] | tuple[FieldView, ...]) -> list[str]:
    """The ids in the page as it is drawn."""
    drawn = get_template("kit/c/fields.html").render({"fields": fields})
    return [part.partition('"')[0] for part in drawn.split(' id="')[1:]]


def test_no_two_elements_of_a_page_have_one_id() -> None:
    answers = {"has_children": "yes", "children": [CHILD, CHILD]}
    for page in FORM.pages:
        ids = _ids(page_fields(page, answers, {}, asking=rules.asking(FORM, answers, today=TODAY)))
        assert len(set(ids)) == len(ids)
