"""What every table declares: which columns are personal, which way it points, what goes when something is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser

import pytest
from django.apps import apps
from django.db import models
from django.db.models.fields.related import RelatedField

from motcua.kernel.privacy import Personal
from tests.shape import reasons
from tests.shape.sources import ROOT

TELLING = (models.CharField, models.TextField, models.JSONField, models.FileField, models.DateField, models.TimeField)
MODELS = [model for model in apps.get_models() if model.__module__.startswith("motcua.")]


def the_map() -> dict[str, int]:
    """Module → height on the map in ``.importlinter``, the kernel at 0."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contracts["importlinter:contract:map"]["layers"].split("\n")
    lines = [line.replace("|", ":").split(":") for line in reversed(layers) if line.strip()]
    return {module.strip(): height for height, line in enumerate(lines) for module in line}


def own_fields(model: type[models.Model]) -> Iterator[models.Field[object, object]]:
    yield from (field for field in model._meta.local_fields if isinstance(field, models.Field))


def relations() -> Iterator[tuple[str, type[models.Model], RelatedField[object, object]]]:
    for model in MODELS:
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if isinstance(field, RelatedField):
                yield f"{model._meta.label}.{field.name}", model, field


def module_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_telling_field_is_classified(model: type[models.Model]) -> None:
    personal: dict[str, Personal] = vars(model).get("PERSONAL", {})
    impersonal: tuple[str, ...] = vars(model).get("IMPERSONAL", ())
    telling = {field.name for field in own_fields(model) if isinstance(field, TELLING)}
    assert telling - {*personal, *impersonal} == set(), "name these in PERSONAL or IMPERSONAL"
    assert {*personal, *impersonal} - {field.name for field in own_fields(model)} == set(), "no such fields"
    assert set(personal) & set(impersonal) == set(), "either personal or not"
    assert all(isinstance(said, Personal) for said in personal.values())


def test_tables_point_downwards() -> None:
    height = the_map()
    upwards = [
        name
        for name, model, field in relations()
        if module_of(field.related_model) != module_of(model)
        and height[module_of(field.related_model)] >= height[module_of(model)]
    ]
    assert upwards == []


def test_nothing_is_deleted_along_without_a_reason() -> None:
    along = {
        name
        for name, _model, field in relations()
        if not field.many_to_many and field.remote_field.on_delete is not models.PROTECT
    }
    assert along == set(reasons.CASCADES)


def test_the_map_knows_every_module_with_tables() -> None:
    assert {module_of(model) for model in MODELS} <= set(the_map())
