"""Versions as the contents they were written from, and what one procedure may borrow from another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings

from motcua.catalogue.codes import DEFAULT_PROCESS
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.reading.content import GENERIC_FORM, VersionContent
from motcua.catalogue.reading.stored import content_of
from motcua.catalogue.selectors.bundles import published_version_id, version_bundle
from motcua.forms.models import Form
from motcua.forms.rules import FormDefinition
from motcua.forms.rules import parse as parse_form
from motcua.forms.selectors import latest
from motcua.workflow.models import Process
from motcua.workflow.selectors import newest_version

type Sources = list[tuple[str, str]]


def content_of_version(version_id: int) -> VersionContent:
    """What the version says; a process that only shares out the limit is left out (``steps`` empty)."""
    version = ProcedureVersion.objects.select_related("process_version__process", "form_version").get(pk=version_id)
    own_process = not version.process_version.process.code.startswith(DEFAULT_PROCESS)
    return content_of(version, version_bundle(version_id), own_process=own_process)


def forms_to_borrow() -> Sources:
    """Published procedures with a form of their own: (code, everyday name), by name."""
    rows = ProcedureVersion.objects.filter(state=VersionState.PUBLISHED).exclude(form_version__form__code=GENERIC_FORM)
    return list(rows.order_by("plain_name").values_list("procedure__code", "plain_name"))


def designed_forms() -> Sources:
    """Published forms that are not the generic one: (code, name), by name."""
    rows = Form.objects.filter(versions__published_at__isnull=False).exclude(code=GENERIC_FORM)
    return list(rows.distinct().order_by("name", "code").values_list("code", "name"))


def designed_form(code: str) -> dict[str, Any]:
    """The form as published last; ``NotFound`` when there is none under the code."""
    return dict(latest(code).definition)


def processes_to_borrow() -> Sources:
    """Published processes somebody designed: (code, name), by name."""
    rows = Process.objects.filter(versions__published_at__isnull=False).exclude(code__startswith=DEFAULT_PROCESS)
    return list(rows.distinct().order_by("name").values_list("code", "name"))


def borrowed_form(code: str) -> dict[str, Any]:
    """The form of the procedure's version in force; ``NotFound`` for a code that is not offered."""
    versions = ProcedureVersion.objects.select_related("form_version")
    return dict(versions.get(pk=published_version_id(code)).form_version.definition)


def borrowed_steps(code: str) -> list[dict[str, Any]]:
    """The steps of the process as published last; ``NotFound`` when there is none under the code."""
    return list(newest_version(code).definition["steps"])


@cache
def generic_source() -> Mapping[str, Any]:
    """Code, name and definition of the form of procedures that have none of their own."""
    path = Path(settings.BASE_DIR) / "data" / "forms" / f"{GENERIC_FORM}.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType(read)


def generic_form() -> FormDefinition:
    return parse_form(generic_source()["definition"])
