"""Liên thông: a dossier at another agency, filed for a step of this one; its outcome and result come back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.enums import Channel
from motcua.catalogue.selectors import VersionBundle, agencies_for, open_version_id, version_bundle
from motcua.dossiers.enums import LinkKind, Status
from motcua.dossiers.models import Dossier, DossierLink, DossierPaper
from motcua.dossiers.selectors.standing import standing_of
from motcua.dossiers.services.filing import FiledPaper, Filing, file
from motcua.dossiers.services.parties import Company, Parties, Party
from motcua.dossiers.services.passing import Outcome
from motcua.dossiers.standing import Standing
from motcua.dossiers.states import FINAL
from motcua.identity.askers import SYSTEM
from motcua.identity.models import Organisation, Person
from motcua.identity.offices import organisation_id
from motcua.kernel.errors import Refused
from motcua.vault.models import IssuedResult
from motcua.workflow.models import Task
from motcua.workflow.rules import Step
from motcua.workflow.rules.steps import SubDossier

ANSWERED = frozenset({Status.DECIDED, *FINAL})
RESULT_KEY = "ket-qua-lien-thong"
FILED_FOR = "sub:"  # before the id of the task that waits, as the filing key


def ask_other_agency(*, task: Task, step: Step, at: datetime) -> Outcome | None:
    """File the sub-dossier of ``step`` if that was not done yet; what it came to, or None while it is under way.

    ``Refused`` with the reason when it cannot be filed: no such agency or procedure, a paper or answer missing.
    """
    child = _child_of(task)
    if child is None:
        _file(task, step, at)
        return None
    return _outcome(child) if child.status in ANSWERED else None


def _child_of(task: Task) -> Dossier | None:
    return Dossier.objects.select_related("organisation").filter(filing_key=_key(task)).first()


def _key(task: Task) -> str:
    return f"{FILED_FOR}{task.pk}"


def _file(task: Task, step: Step, at: datetime) -> None:
    """With its link, under the parent's lock: a parent that ends meanwhile asks for nothing any more."""
    with transaction.atomic():
        standing = standing_of(task.subject_id, lock=True)
        if standing is None or task.pk not in {one.id for one in standing.tasks} or step.agency is None:
            return
        parent = Dossier.objects.select_related(
            "acting", "owner_person", "owner_business", "organisation__parent", "representative"
        ).get(pk=task.subject_id)
        filed = file(asker=SYSTEM, key=_key(task), filing=_filing(parent, step.agency, at), at=at)
        DossierLink.objects.get_or_create(
            parent=parent,
            child_id=uuid.UUID(filed.dossier_id),
            kind=LinkKind.SUB,
            defaults={"step": step.key, "created_at": at},
        )


def _filing(parent: Dossier, asked: SubDossier, at: datetime) -> Filing:
    """The same people, the answers the other form knows and the papers the other procedure asks for."""
    bundle = version_bundle(open_version_id(asked.procedure))
    case_key = _case(bundle, version_bundle(parent.version_id).case_key(parent.case_id))
    return Filing(
        version_id=bundle.version_id,
        organisation_id=_agency(bundle, asked, parent, at),
        channel=Channel.ONLINE if Channel.ONLINE in bundle.channels or not bundle.channels else bundle.channels[0],
        acting=_party(parent.acting),
        case_key=case_key,
        for_whom=_parties(parent),
        contact=parent.contact,
        answers={key: value for key, value in parent.answers.items() if key in bundle.form.fields},
        papers=_papers(parent, bundle, case_key),
    )


def _case(bundle: VersionBundle, parents: str) -> str:
    if bundle.has_case(parents):
        return parents
    return bundle.cases[0].key if len(bundle.cases) == 1 else ""


def _party(person: Person) -> Party:
    return Party(
        full_name=person.full_name, person_id=person.pk, id_number=person.id_number or "", birth_date=person.birth_date
    )


def _parties(parent: Dossier) -> Parties:
    if parent.owner_business is not None:
        return Parties(business=Company(parent.owner_business.tax_code, parent.owner_business.name))
    if parent.owner_person is None or parent.owner_person_id == parent.acting_id:
        return Parties()
    return Parties(owner=_party(parent.owner_person), ground=parent.ground)


def _papers(parent: Dossier, bundle: VersionBundle, case_key: str) -> list[FiledPaper]:
    """The parent's papers that the other procedure asks for, known by key or by name; the latest version of each."""
    handed: dict[str, list[DossierPaper]] = {}
    for paper in parent.papers.order_by("round", "id"):
        for known_as in (paper.key, paper.name):
            if handed.get(known_as) and handed[known_as][-1].round < paper.round:
                handed[known_as] = []
            handed.setdefault(known_as, []).append(paper)
    return [
        FiledPaper(wanted.key, paper.kind, paper.file_id, paper.originals, paper.copies)
        for wanted in bundle.papers_for(case_key)
        for paper in handed.get(wanted.key) or handed.get(wanted.name, [])
    ]


def _agency(bundle: VersionBundle, asked: SubDossier, parent: Dossier, at: datetime) -> int:
    """The agency by the step's rule; whether it resolves the procedure is asked at filing like of any other."""
    if asked.rule == "fixed":
        return organisation_id(asked.value)
    if asked.rule == "parent":
        if parent.organisation.parent_id is None:
            raise Refused(_("Cơ quan giải quyết không có cơ quan cấp trên."), code="no_agency")
        return parent.organisation.parent_id
    answer = parent.answers.get(asked.value)
    if asked.rule == "answer" and isinstance(answer, str) and answer:
        return organisation_id(answer)
    commune = answer.get("commune") if isinstance(answer, Mapping) else answer
    if asked.rule == "commune_of" and commune:
        return _of_commune(agencies_for(bundle, on=at.date()), str(commune))
    raise Refused(_("Hồ sơ không trả lời câu hỏi “%s” nên chưa biết cơ quan nào.") % asked.value, code="no_agency")


def _of_commune(agencies: list[Organisation], commune: str) -> int:
    found = next((one for one in agencies if one.place is not None and one.place.code == commune), None)
    if found is None:
        raise Refused(_("Không có cơ quan giải quyết thủ tục này ở xã, phường mã %s.") % commune, code="no_agency")
    return found.pk


def _outcome(child: Dossier) -> Outcome:
    status = Status(child.status)
    result = IssuedResult.objects.filter(dossier_id=child.pk, revoked_at=None).order_by("-issued_at").first()
    data: dict[str, Any] = {"child": child.code, "child_id": str(child.pk), "outcome": status.value}
    if result is None:
        return Outcome(f"{child.organisation.name} trả lời hồ sơ {child.code}: {status.label}", data)
    data |= {"symbol": result.symbol, "result": result.name, "facts": result.facts}
    given = result

    def attach(standing: Standing) -> None:
        DossierPaper.objects.create(
            dossier_id=standing.dossier_id,
            key=RESULT_KEY,
            name=f"{given.name} số {given.symbol} ({child.organisation.name})",
            file_id=given.file_id,
            kind="result",
            added_at=given.issued_at,
        )

    return Outcome(f"{child.organisation.name} đã trả kết quả: {given.name} số {given.symbol}", data, attach)
