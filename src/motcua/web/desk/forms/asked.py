"""The page of one piece of the form with its condition: what that may ask, and whether what was written there fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from motcua.expressions import Kind, NameKind
from motcua.forms.rules import CASE, FormDefinition
from motcua.forms.rules.examining import readable
from motcua.forms.rules.naming import expression_names, field_names, names_of
from motcua.web.desk.conditions import Asked, asked_of, builder, built
from motcua.web.desk.forms.opened import Opened, frame
from motcua.web.desk.presenters.facts import Errors
from motcua.web.desk.procedures.boxes import Box
from motcua.web.kit.requests import Request


def piece(
    request: Request,
    found: Opened,
    what: str,
    key: str,
    boxes: Sequence[Box],
    *,
    when: str,
    before: str | None,
    errors: Errors,
    status: int,
    **more: Any,
) -> HttpResponse:
    """The page of a page, field or rule (``what``); ``key`` "" = a new one. Its condition asks what is ``before``."""
    asked = asked_before(found, before)
    context = frame(
        found=found,
        draft=found.draft,
        what=what,
        key=key,
        boxes=boxes,
        when=when,
        errors=errors,
        builder=builder(asked, request.POST),
        asked=asked,
        **more,
    )
    return render(request, "desk/forms/part.html", context, status=status)


def asked_before(found: Opened, place: str | None) -> list[Asked]:
    """The questions before ``place`` (a page's key or a question's path), in words; of the whole form for None."""
    form = found.form
    return asked_of(_names(form, place), form) if form else []


def _names(form: FormDefinition, place: str | None) -> dict[str, NameKind]:
    if place is None:
        return expression_names(form)
    names: dict[str, NameKind] = {CASE: Kind.TEXT}
    key, _dot, column = place.partition(".")
    for page in form.pages:
        if page.key == key:
            return names
        for item in page.fields:
            if item.key == key:
                earlier = [each.key for each in item.fields]
                inner = item.fields[: earlier.index(column)] if column in earlier else item.fields if column else ()
                return names | names_of(inner)
            names |= field_names(item)
    return names


def build_into(found: Opened, post: QueryDict, when: str, *, before: str | None) -> str:
    """The condition put together from the builder's boxes, joined to ``when``; ``Invalid`` at the box that is wrong."""
    return built(asked_before(found, before or None), post, when)


def fault_of(definition: Mapping[str, Any], kind: str, key: str) -> str:
    """The first thing that keeps this page, question or rule from being read; "" when nothing does."""
    problems = readable(definition)[1]
    top = key.partition(".")[0]
    return next((problem.sentence for problem in problems if problem.kind == kind and problem.key == top), "")
