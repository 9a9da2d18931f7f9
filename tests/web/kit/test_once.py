"""What is the same for everybody is rendered once, and never for somebody else."""

from __future__ import annotations

from django.template import Context, Template
from django.utils import translation


class Counted:
    def __init__(self) -> None:
        self.times = 0

    def __str__(self) -> str:
        self.times += 1
        return f"lần {self.times}"


def rendered(template: Template, **values: object) -> str:
    return template.render(Context(values))


def test_a_part_is_rendered_once() -> None:
    template, counted = Template("{% load once %}{% once %}{{ counted }}{% endonce %}"), Counted()
    assert [rendered(template, counted=counted) for _ in range(3)] == ["lần 1"] * 3


def test_it_is_rendered_again_for_another_value_it_varies_by() -> None:
    template = Template("{% load once %}{% once section %}[{{ section }}]{% endonce %}")
    assert [rendered(template, section=name) for name in ("a", "b", "a")] == ["[a]", "[b]", "[a]"]


def test_each_language_has_its_own() -> None:
    template = Template("{% load once i18n %}{% once %}{% get_current_language as code %}{{ code }}{% endonce %}")
    found = []
    for language in ("vi", "en", "vi"):
        with translation.override(language):
            found.append(rendered(template))
    assert found == ["vi", "en", "vi"]


def test_what_stands_inside_is_escaped() -> None:
    assert rendered(Template("{% load once %}{% once x %}{{ x }}{% endonce %}"), x="<b>") == "&lt;b&gt;"
