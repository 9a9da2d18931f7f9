"""Numbered versions of forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.forms import rules
from motcua.forms.models import Form, FormVersion


@transaction.atomic
def ensure_published(
    *,
    code: str,
    name: str,
    definition: Mapping[str, Any],
    at: datetime,
    drafted_by: int | None = None,
    approved_by: int | None = None,
) -> FormVersion:
    """The published version with exactly this content: the latest one when it is the same, else a new number.

    ``drafted_by`` and ``approved_by`` are the accounts behind one made by hand.
    Raises ``Invalid`` when the definition does not parse.
    """
    schema = rules.json_schema(rules.parse(definition))
    form, _made = Form.objects.get_or_create(code=code, defaults={"name": name})
    form = Form.objects.select_for_update().get(pk=form.pk)
    latest = form.versions.order_by("-number").first()
    if latest is not None and latest.published_at is not None and latest.definition == definition:
        return latest
    number = latest.number + 1 if latest else 1
    return FormVersion.objects.create(
        form=form,
        number=number,
        definition=dict(definition),
        schema=schema,
        created_at=at,
        published_at=at,
        drafted_by_id=drafted_by,
        approved_by_id=approved_by,
    )
