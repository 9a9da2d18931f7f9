"""Publishing process definitions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.rules import parse


def ensure_published(*, code: str, name: str, definition: Mapping[str, Any], at: datetime) -> ProcessVersion:
    """The published version of process ``code`` with exactly this definition, made when there is none.

    ``Invalid`` when the definition describes no process. Two callers at once get the same version.
    """
    parse(definition)
    with transaction.atomic():
        Process.objects.get_or_create(code=code, defaults={"name": name})
        process = Process.objects.select_for_update().get(code=code)
        if process.name != name:
            process.name = name
            process.save(update_fields=["name"])
        same = process.versions.filter(definition=definition, published_at__isnull=False).order_by("-number").first()
        if same is not None:
            return same
        last = process.versions.aggregate(last=Max("number"))["last"] or 0
        return process.versions.create(number=last + 1, definition=definition, created_at=at, published_at=at)
