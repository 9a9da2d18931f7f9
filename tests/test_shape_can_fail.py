"""The eyes of the shape tests see what they look for."""

from __future__ import annotations

import ast
from typing import ClassVar

import pytest
from django.db import models

from tests.shape.sources import imports, used_outside_annotations
from tests.test_shape import ENGLISH, IN_TEMPLATE, TRUST_IN_TEMPLATES, _clock_readings, _managers, _trusts
from tests.test_shape_of_tables import test_every_telling_field_is_classified as classified


@pytest.mark.parametrize(
    ("source", "used"),
    [
        ("def f(x: Dossier) -> list[Dossier]: ...", set()),
        ("x = cast(Dossier, y)", set()),
        ("x = Dossier.Delivery.ONLINE", set()),
        ("x = Dossier(code=1)", {"Dossier"}),
        ("x = Dossier.objects.get()", {"Dossier"}),
    ],
)
def test_a_model_used_is_told_from_a_model_named(source: str, used: set[str]) -> None:
    assert used_outside_annotations(ast.parse(source), {"Dossier"}) == used


@pytest.mark.parametrize(
    "source",
    ["datetime.now()", "datetime.datetime.now()", "date.today()", "timezone.now()", "time.time()",
     "from time import time", "from django.utils.timezone import now"],
)  # fmt: skip
def test_readings_of_the_clock_are_seen(source: str) -> None:
    assert list(_clock_readings(ast.parse(source)))


def test_our_own_clock_is_no_breach() -> None:
    assert not list(_clock_readings(ast.parse("from motcua.kernel import clock\nat = clock.now()")))


@pytest.mark.parametrize(
    "source",
    ["from django.utils.safestring import mark_safe", "x = SafeString('<b>')", "eval('1')",
     "from django.views.decorators.csrf import csrf_exempt"],
)  # fmt: skip
def test_trust_is_seen(source: str) -> None:
    assert _trusts(ast.parse(source))


def test_the_type_of_a_safe_string_is_no_trust() -> None:
    assert not _trusts(ast.parse("from django.utils.safestring import SafeString\ndef f() -> SafeString: ..."))


@pytest.mark.parametrize("text", ["{{ x|safe }}", "{{ x | safe }}", "{% autoescape off %}", "{{ xs|safeseq }}"])
def test_trust_in_templates_is_seen(text: str) -> None:
    assert TRUST_IN_TEMPLATES.search(text)


def test_managers_and_imports_are_seen() -> None:
    assert _managers(ast.parse("Dossier.objects.filter(pk=1)")) == ["Dossier.objects"]
    assert list(imports(ast.parse("from a.models import B\nimport c.d"))) == [("a.models", "B"), ("c.d", "")]


def test_english_words_are_seen() -> None:
    assert ENGLISH.search("Submit your dossier")
    assert not ENGLISH.search("Nop ho so")
    found = IN_TEMPLATE.search('{% translate "Nộp hồ sơ" %}')
    assert found is not None
    assert found[2] == "Nộp hồ sơ"


class Said(models.Model):
    """A table of this test only, never created."""

    IMPERSONAL: ClassVar = ("code",)

    code = models.CharField(max_length=1)
    words = models.TextField()

    class Meta:
        app_label = "shape"
        managed = False

    def __str__(self) -> str:
        return self.code


def test_an_unclassified_field_is_seen() -> None:
    with pytest.raises(AssertionError, match="words"):
        classified(Said)
