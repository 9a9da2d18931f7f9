"""The job behind a spreadsheet: a row becomes a dossier, each in a transaction of its own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import GroupKind
from motcua.dossiers.grouping.members import join
from motcua.dossiers.grouping.sheets.checking import refused_row
from motcua.dossiers.grouping.sheets.columns import columns_of
from motcua.dossiers.models import FilingGroup
from motcua.dossiers.prechecks.accepting import Heed
from motcua.dossiers.services.filing import Filing, file
from motcua.dossiers.services.submitting import filing_of
from motcua.identity.askers import Asker
from motcua.identity.models import Account
from motcua.identity.selectors import asker_of
from motcua.kernel.errors import Refused

AT_ONCE = 200  # rows a job files before the next one goes on


def file_rows(*, group_id: uuid.UUID, at: datetime, most: int = AT_ONCE) -> bool:
    """File at most ``most`` rows that are no dossiers yet, each in its own transaction; whether rows are left.

    Safe to run twice: a row's key is the group's and its number.
    """
    group = FilingGroup.objects.filter(pk=group_id, kind=GroupKind.ENTERPRISE).exclude(submitted_at=None).first()
    draft = group.drafts.first() if group else None
    if group is None or draft is None:
        return False
    asker = asker_of(Account.objects.get(pk=group.account_id), on=at.date())
    shared = filing_of(draft, asker, at)
    done = set(group.members.values_list("position", flat=True)) | {line["row"] for line in group.report}
    left = [(int(number), answers) for number, answers in group.answers["rows"].items() if int(number) not in done]
    for number, answers in left[:most]:
        read = tuple(one["key"] for one in group.answers.get("warned", {}).get(str(number), ()))
        heed = Heed(accepted=read, along=f"{group.filing_key}:")
        _file_row(group, number, asker, replace(shared, answers=answers, heed=heed), at)
    if len(left) > most:
        return True
    draft.delete()
    return False


def _file_row(group: FilingGroup, number: int, asker: Asker, filing: Filing, at: datetime) -> None:
    try:
        with transaction.atomic():
            filed = file(asker=asker, key=f"{group.filing_key}:{number}", filing=filing, at=at)
            join(group, uuid.UUID(filed.dossier_id), label=_("Dòng %d") % number, position=number)
    except Refused as refusal:
        _report(group.pk, number, filing.answers, refusal)


def _report(group_id: uuid.UUID, number: int, answers: Mapping[str, Any], refusal: Refused) -> None:
    """A row that was right when it was checked and is refused now: told among the rows to mend."""
    with transaction.atomic():
        group = FilingGroup.objects.select_for_update().get(pk=group_id)
        columns = columns_of(version_bundle(group.version_id or 0).form)
        group.report.append(refused_row(number, dict(answers), columns, refusal.fields or {"": refusal.message}))
        group.save(update_fields=["report"])
