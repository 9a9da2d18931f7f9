"""The forms of the curated procedures, filled in as people would: each files, prints, and has rules that can fail.

``filled/<code>.json``: the case, answers that are right, and for each rule the change that breaks it.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
import pypdfium2
import pytest
from django.conf import settings

from motcua.documents.papers.declaration import DeclarationContent, declaration_pdf
from motcua.dossiers.declaring import declared_sections
from motcua.dossiers.smoke.play import ANSWERS, PROCEDURE
from motcua.forms.rules import Field, FieldType, FormDefinition, asking, check, json_schema, parse, warnings
from motcua.forms.rules.parsing import definition_of
from motcua.kernel.clock import VIETNAM

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)
FILLED = Path(__file__).parent / "filled"
CODES = sorted(path.stem for path in FILLED.glob("*.json"))
COMMUNES = {
    "14797": "Phường Hạc Thành, Tỉnh Thanh Hóa",
    "16000": "Xã Hoằng Lộc, Tỉnh Thanh Hóa",
    "15976": "Xã Hoằng Thanh, Tỉnh Thanh Hóa",
}


def curated(code: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((settings.BASE_DIR / "data" / "curated" / f"{code}.json").read_text("utf-8"))
    return content


def form_of(code: str) -> FormDefinition:
    return parse(definition_of(curated(code)["form"]))


def filled(code: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FILLED / f"{code}.json").read_text("utf-8"))
    return content


def test_every_form_has_an_example() -> None:
    own = {
        path.stem for path in (settings.BASE_DIR / "data" / "curated").glob("*.json") if "form" in curated(path.stem)
    }
    assert own == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_example_is_right_and_fits_the_schema(code: str) -> None:
    form, example = form_of(code), filled(code)
    clean, errors = check(form, example["answers"], today=TODAY, case=example["case"], communes=COMMUNES)
    assert errors == {}
    assert set(example["answers"]) <= set(clean)
    jsonschema_rs.validator_for(json_schema(form)).validate(clean)
    assert check(form, clean, today=TODAY, case=example["case"], communes=COMMUNES) == (clean, {})


@pytest.mark.parametrize("code", CODES)
def test_every_rule_can_fail_and_says_what_to_do(code: str) -> None:
    form, example = form_of(code), filled(code)
    assert {rule.key for rule in form.rules} == set(example["breaks"])
    for rule in form.rules:
        broken = example["breaks"][rule.key]
        changed = {**example["answers"], **broken["answers"]}
        answers = {key: value for key, value in changed.items() if value is not None}
        case = broken.get("case", example["case"])
        if rule.warns:
            told = warnings(form, answers, asking=asking(form, answers, today=TODAY, case=case), today=TODAY)
        else:
            _clean, told = check(form, answers, today=TODAY, case=case, communes=COMMUNES)
        assert rule.say in told.values(), (rule.key, told)
        assert len(rule.say) > 30, rule.key


@pytest.mark.parametrize("code", CODES)
def test_it_prints_every_answer_under_the_name_of_its_item(code: str) -> None:
    form, example = form_of(code), filled(code)
    clean, _errors = check(form, example["answers"], today=TODAY, case=example["case"], communes=COMMUNES)
    sections = declared_sections(form, clean, today=TODAY, case=example["case"], communes=COMMUNES)
    labels = [line.label for section in sections for line in section.lines]
    assert not [label for label in labels if label.endswith("?")]
    pdf = declaration_pdf(
        DeclarationContent(title=form.declaration.title, addressee="UBND phường Hạc Thành", at=AT, sections=sections)
    )
    document = pypdfium2.PdfDocument(pdf)
    printed = "".join(page.get_textpage().get_text_range() for page in document)
    assert all(_squeezed(name) in _squeezed(printed) for name in _names(form, clean))
    assert form.declaration.title.upper()[:20] in printed.replace("\r\n", " ")


@pytest.mark.parametrize("code", CODES)
def test_it_is_worded_and_sized_for_a_phone(code: str) -> None:
    form = form_of(code)
    assert form.declaration.title
    assert form.declaration.declarant
    assert all(1 <= len(page.fields) <= 8 for page in form.pages)
    for item in form.fields.values():
        assert not item.label.endswith("?") or item.short or item.type is FieldType.CALCULATED, item.key
        assert len(item.choices) <= 10, item.key


@pytest.mark.parametrize("code", CODES)
def test_its_editors_see_what_was_read_and_what_was_recalled(code: str) -> None:
    sources = curated(code)["sources"]
    assert all(line.startswith(("sourced: ", "recalled: ")) for line in sources)


def _names(form: FormDefinition, answers: dict[str, Any]) -> list[str]:
    """Every name of a person that was declared, at top or within rows and persons."""
    found: list[str] = []
    for item in form.fields.values():
        value = answers.get(item.key)
        if item.key in form.declaration.omit or value is None:
            continue
        if item.type is FieldType.NAME:
            found.append(str(value))
        for inner in value if isinstance(value, list) else [value]:
            found += [
                str(inner[part.key]) for part in _name_parts(item) if isinstance(inner, dict) and part.key in inner
            ]
    return found


def _name_parts(item: Field) -> list[Field]:
    return [part for part in item.fields if part.type is FieldType.NAME]


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


def test_the_answers_of_the_smoke_run_fit_its_form() -> None:
    _clean, errors = check(form_of(PROCEDURE), ANSWERS, today=TODAY, case="cap-moi", communes=COMMUNES)
    assert errors == {}
