"""Parts of a bundle whose ground is there now: filed by a job, each with its own number and clock from that moment.

The law's order: who registers residence and issues the card needs the number of the birth certificate, and their time
limit runs from when they have it (docs/decisions/0014).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.catalogue.selectors import open_version_id, version_bundle
from motcua.dossiers.grouping.members import join
from motcua.dossiers.models import Dossier, GroupMember, WaitingPart
from motcua.dossiers.services.filing import Filed, FiledPaper, Filing, file
from motcua.dossiers.services.parties import Company, Parties, Party
from motcua.dossiers.telling_once.becoming import take_over_waiting
from motcua.identity.askers import SYSTEM
from motcua.identity.models import Person
from motcua.kernel.clock import local
from motcua.kernel.errors import Refused
from motcua.vault.models import IssuedResult

LONGEST_PROBLEM = 500


def file_ready_parts(*, group_id: uuid.UUID, at: datetime) -> list[Filed]:
    """File every waiting part of the group whose ground has its result. Safe to repeat; one that fails keeps why."""
    waiting = WaitingPart.objects.filter(group_id=group_id, filed_at=None).order_by("position")
    filed = [_file_one(part_id, at) for part_id in waiting.values_list("pk", flat=True)]
    return [one for one in filed if one is not None]


def groups_to_try_again() -> list[uuid.UUID]:
    """Groups with a part that could not be filed when its turn came."""
    failed = WaitingPart.objects.filter(filed_at=None).exclude(problem="")
    return list(failed.values_list("group_id", flat=True).distinct())


def _file_one(waiting_id: int, at: datetime) -> Filed | None:
    with transaction.atomic():
        rows = WaitingPart.objects.select_for_update(of=("self",)).select_related("group", "case", "version__procedure")
        waiting = rows.get(pk=waiting_id)
        ground = _ground(waiting)
        if waiting.filed_at is not None or ground is None:
            return None
        member, result = ground
        try:
            with transaction.atomic():
                key = f"{waiting.group.filing_key}:{waiting.part}"
                said = _said(waiting, result)
                filed = file(asker=SYSTEM, key=key, filing=_filing(waiting, member.dossier, said), at=at)
                take_over_waiting(waiting, uuid.UUID(filed.dossier_id), result, said)
        except Refused as refusal:
            waiting.problem = " ".join((refusal.message, *refusal.fields.values()))[:LONGEST_PROBLEM]
            waiting.save(update_fields=["problem"])
            return None
        join(
            waiting.group,
            uuid.UUID(filed.dossier_id),
            label=waiting.label,
            part=waiting.part,
            position=_place(waiting),
        )
        waiting.filed_at, waiting.problem = at, ""
        waiting.save(update_fields=["filed_at", "problem"])
        return filed


def _place(waiting: WaitingPart) -> int | None:
    """Its own place, or behind the last when a part filed again stands there."""
    taken = GroupMember.objects.filter(group_id=waiting.group_id, position=waiting.position).exists()
    return None if taken else waiting.position


def _ground(waiting: WaitingPart) -> tuple[GroupMember, IssuedResult] | None:
    """The dossier of the part waited for and its result, once there is one."""
    members = GroupMember.objects.filter(group_id=waiting.group_id, part=waiting.waits_for)
    people = ("dossier__acting", "dossier__owner_person", "dossier__owner_business")
    for member in members.select_related(*people).order_by("-position"):
        result = IssuedResult.objects.filter(dossier_id=member.dossier_id).order_by("-issued_at").first()
        if result is not None:
            return member, result
    return None


def _filing(waiting: WaitingPart, ground: Dossier, said: Mapping[str, str]) -> Filing:
    """The part under the version in force now, with what the result says; for the same people as its ground."""
    bundle = version_bundle(open_version_id(waiting.version.procedure.code))
    kept = waiting.filing
    return Filing(
        version_id=bundle.version_id,
        organisation_id=waiting.organisation_id,
        channel=kept["channel"],
        acting=_party(ground.acting),
        case_key=waiting.case.key if waiting.case and bundle.has_case(waiting.case.key) else "",
        for_whom=_parties(ground),
        contact=kept["contact"],
        answers={key: value for key, value in {**waiting.answers, **said}.items() if key in bundle.form.fields},
        papers=[
            FiledPaper(paper.key, paper.kind, paper.file_id, paper.originals, paper.copies, paper.result_id)
            for paper in waiting.papers.order_by("id")
        ],
        delivery=kept["delivery"],
        support_id=kept["support_id"],
        typed_by=kept["typed_by"],
    )


def _said(waiting: WaitingPart, result: IssuedResult) -> dict[str, str]:
    """The part's fields that come from the result (``Part.result``)."""
    whole = version_bundle(waiting.group.version_id) if waiting.group.version_id else None
    asked = next((part.result for part in whole.parts if part.key == waiting.part), {}) if whole else {}
    facts = {
        "symbol": result.symbol,
        "issued_on": local(result.issued_at).date().isoformat(),
        "agency": result.organisation.name,
    }
    return {key: facts[fact] for key, fact in asked.items()}


def _party(person: Person) -> Party:
    return Party(
        full_name=person.full_name, person_id=person.pk, id_number=person.id_number or "", birth_date=person.birth_date
    )


def _parties(ground: Dossier) -> Parties:
    if ground.owner_business is not None:
        return Parties(business=Company(ground.owner_business.tax_code, ground.owner_business.name))
    if ground.owner_person is None or ground.owner_person_id == ground.acting_id:
        return Parties()
    return Parties(owner=_party(ground.owner_person), ground=ground.ground)
