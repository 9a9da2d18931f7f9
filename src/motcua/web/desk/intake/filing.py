"""From the one screen to a filed and received dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from motcua.catalogue.enums import Channel
from motcua.catalogue.selectors import VersionBundle
from motcua.documents.services.accept import accept
from motcua.dossiers.grouping.bundles import file_bundle_at_counter
from motcua.dossiers.services.filing import Filed, Filing
from motcua.dossiers.services.parties import Party
from motcua.dossiers.services.submitting import contact_of, file_at_counter, parties_of
from motcua.forms.rules import Answers, check
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid, Refused
from motcua.places.gazetteer import commune_names
from motcua.places.selectors import former_communes
from motcua.web.desk.intake.form import people_form, plain_keys
from motcua.web.desk.intake.reading import Typed


def take_files(
    *, asker: Asker, typed: Typed, files: Mapping[str, UploadedFile[Any]], at: datetime
) -> tuple[Typed, dict[str, str]]:
    """Take in each file at once, so that an error elsewhere loses none; sentences for those that are not taken."""
    papers, errors = dict(typed.papers), {}
    for key, paper in typed.papers.items():
        upload = files.get(f"file_{key}")
        if upload is None:
            continue
        try:
            stored = accept(upload=upload, asker=asker, at=at)
        except Refused as refusal:
            errors[key] = refusal.message
        else:
            papers[key] = replace(paper, file_id=stored.pk, file_name=stored.name)
    return replace(typed, papers=papers), errors


def file_now(*, asker: Asker, bundle: VersionBundle, typed: Typed, support_id: int, key: str, at: datetime) -> Filed:
    """File and receive. Raises ``Invalid`` with every wrong field of the screen at once."""
    cleaned, errors = check(people_form(), typed.people, today=at.date(), communes=commune_names())
    today = local(at).date()
    _answers, more = check(
        bundle.form,
        typed.answers,
        today=today,
        communes=commune_names(),
        case=typed.case_key,
        former=lambda text: former_communes(text, on=today),
    )
    errors |= more
    if typed.organisation_id is None:
        errors["organisation"] = _("Chọn cơ quan giải quyết.")
    if errors or typed.organisation_id is None:
        raise Invalid(_("Còn %(count)d mục cần sửa. Những gì đã nhập vẫn còn.") % {"count": len(errors)}, fields=errors)
    people = plain_keys(cleaned)
    asked = {paper.key for paper in bundle.papers_for(typed.case_key)}
    filing = Filing(
        version_id=bundle.version_id,
        organisation_id=typed.organisation_id,
        channel=Channel.DIRECT.value,
        case_key=typed.case_key,
        acting=_acting(people),
        for_whom=parties_of(people),
        contact=contact_of(people),
        answers=typed.answers,
        papers=[paper.filed() for paper_key, paper in typed.papers.items() if paper.handed_in and paper_key in asked],
        delivery=str(people.get("delivery", "counter")),
        support_id=support_id,
        typed_by=asker.account_id,
    )
    if bundle.parts:
        return file_bundle_at_counter(asker=asker, key=key, filing=filing, at=at).filed[0]
    return file_at_counter(asker=asker, key=key, filing=filing, at=at)


def _acting(people: Answers) -> Party:
    born = people.get("acting_birth_date")
    return Party(
        full_name=str(people["acting_name"]),
        id_number=str(people.get("acting_id_number") or ""),
        birth_date=date.fromisoformat(born) if isinstance(born, str) and born else None,
        phone=str(people.get("phone") or ""),
        email=str(people.get("email") or ""),
    )
