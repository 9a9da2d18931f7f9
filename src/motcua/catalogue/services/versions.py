"""Versions by hand: one member of staff drafts, another publishes; what is published never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.reading.stored import content_of
from motcua.catalogue.rules import check_draft, check_publish
from motcua.catalogue.selectors.bundles import forget, published_version_id, version_bundle
from motcua.catalogue.selectors.kept_index import forget_index
from motcua.catalogue.services.writing import DEFAULT_PROCESS, write_drafts
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, NotFound

CHANGEABLE = frozenset({
    "plain_name", "summary", "online", "hand_over", "same_day_cutoff", "cases", "papers", "terms", "results",
    "legal_bases", "facts", "form", "steps", "subjects", "name",
})  # fmt: skip


@transaction.atomic
def draft(*, code: str, asker: Asker, at: datetime, changes: Mapping[str, Any] | None = None) -> ProcedureVersion:
    """A draft of the version in force with ``changes`` (fields of ``VersionContent``) made."""
    check_draft(asker)
    strange = set(changes or {}) - CHANGEABLE
    if strange:
        raise Invalid(_("Không sửa được: %s.") % ", ".join(sorted(strange)))
    current = ProcedureVersion.objects.select_related("process_version__process", "form_version").get(
        pk=published_version_id(code)
    )
    own_process = not current.process_version.process.code.startswith(DEFAULT_PROCESS)
    content = content_of(current, version_bundle(current.pk), own_process=own_process)
    changed = replace(content, **(changes or {}))
    version = write_drafts([changed], at=at, valid_from=at.date(), drafted_by=asker.account_id)[0].version
    _record(asker, version, "procedure.drafted", at, {"fields": sorted(changes or {})})
    return version


@transaction.atomic
def publish(*, version_id: int, asker: Asker, at: datetime) -> ProcedureVersion:
    """Put a draft in force and retire the version before it. The drafter may not."""
    found = ProcedureVersion.objects.filter(pk=version_id).values_list("procedure_id", flat=True).first()
    if found is None:
        raise NotFound(_("Không tìm thấy phiên bản này."))
    Procedure.objects.select_for_update().get(pk=found)
    version = ProcedureVersion.objects.select_for_update(of=("self",)).select_related("procedure").get(pk=version_id)
    check_publish(asker, state=version.state, drafted_by=version.drafted_by_id)
    ProcedureVersion.objects.filter(procedure=found, state=VersionState.PUBLISHED).update(
        state=VersionState.RETIRED, retired_at=at
    )
    version.state, version.published_at, version.approved_by_id = VersionState.PUBLISHED, at, asker.account_id
    version.save(update_fields=["state", "published_at", "approved_by"])
    _record(asker, version, "procedure.published", at, {"number": version.number})
    transaction.on_commit(forget)
    transaction.on_commit(forget_index)
    return version


def _record(asker: Asker, version: ProcedureVersion, action: str, at: datetime, details: Mapping[str, Any]) -> None:
    record(
        asker=asker, action=action, object_kind="procedure", object_ref=version.procedure.code, details=details, at=at
    )
