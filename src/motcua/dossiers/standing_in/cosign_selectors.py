"""Co-signing to those it concerns: who is asked, who asked, the counter. Each sees what was declared and no more."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.audit.services.access import look_up
from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.documents.models import StoredFile
from motcua.documents.selectors import stored
from motcua.dossiers.applicants import applicant_form
from motcua.dossiers.enums import CosigningState, SignatureState
from motcua.dossiers.models import CoSignature, Cosigning, DossierPaper, DraftFile
from motcua.dossiers.selectors.drafts import own_draft
from motcua.forms.rules import SummaryPage, summary
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.identity.services.lookup import person_by_number
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, NotFound
from motcua.places.gazetteer import commune_names

LATEST = 50


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file of the filing with the paper it was put at."""

    paper: str
    file: StoredFile


@dataclass(frozen=True, slots=True)
class CosigningView:
    """What a co-signer reads before answering. ``declared`` is empty once the draft is gone without a dossier."""

    cosigning: Cosigning
    mine: CoSignature
    others: list[CoSignature]
    bundle: VersionBundle
    where: str
    declared: list[SummaryPage]
    files: list[SeenFile]

    @property
    def open(self) -> bool:
        return self.cosigning.state == CosigningState.WAITING and self.mine.state == SignatureState.ASKED


def cosigning_for(asker: Asker, cosigning_id: uuid.UUID) -> CosigningView:
    """What the asker is asked to agree to; ``NotFound`` for anybody who was not asked."""
    if asker.kind is not AskerKind.CITIZEN or asker.person_id is None:
        raise NotFound(_("Không tìm thấy yêu cầu cùng ký này."))
    return _view(cosigning_id, asker.person_id)


@transaction.atomic
def cosigning_at_counter(asker: Asker, cosigning_id: uuid.UUID, person_id: uuid.UUID, *, at: datetime) -> CosigningView:
    """The same before the officer, with the person there; the look at both people is written down first."""
    if not asker.organisations_with(Role.RECEPTION):
        raise Forbidden(_("Chỉ cán bộ tiếp nhận ghi được lời đồng ý tại quầy."))
    view = _view(cosigning_id, person_id)
    for person in sorted({person_id, view.cosigning.person_id}):
        look_up(asker=asker, person_ref=str(person), purpose="cosigning.read", object_ref=str(cosigning_id), at=at)
    return view


def _view(cosigning_id: uuid.UUID, person_id: uuid.UUID) -> CosigningView:
    rows = Cosigning.objects.select_related("draft__organisation", "dossier__organisation", "person")
    cosigning = rows.filter(pk=cosigning_id, signatures__person_id=person_id).first()
    if cosigning is None:
        raise NotFound(_("Không tìm thấy yêu cầu cùng ký này."))
    signatures = list(cosigning.signatures.select_related("person").order_by("key"))
    holder = cosigning.draft or cosigning.dossier
    current = cosigning.state in {CosigningState.WAITING, CosigningState.FILED}
    return CosigningView(
        cosigning=cosigning,
        mine=next(one for one in signatures if one.person_id == person_id),
        others=[one for one in signatures if one.person_id != person_id],
        bundle=version_bundle(cosigning.version_id),
        where=holder.organisation.name if holder is not None and holder.organisation else "",
        declared=_declared(cosigning) if current else [],
        files=_files(cosigning) if current else [],
    )


def _declared(cosigning: Cosigning) -> list[SummaryPage]:
    """The form as declared, and for whom; not how the other is reached."""
    bundle, communes = version_bundle(cosigning.version_id), commune_names()
    draft, dossier = cosigning.draft, cosigning.dossier
    day = local(cosigning.asked_at).date()
    if draft is not None:
        who = summary(applicant_form(), draft.applicant, today=day, communes=communes)[:1]
        case = bundle.case_key(draft.case_id)
        return [*who, *summary(bundle.form, draft.answers, today=day, case=case, communes=communes)]
    if dossier is None:
        return []
    case = bundle.case_key(dossier.case_id)
    return summary(bundle.form, dossier.answers, today=day, case=case, communes=communes)


def _files(cosigning: Cosigning) -> list[SeenFile]:
    bundle = version_bundle(cosigning.version_id)
    names = {paper.key: paper.name for paper in bundle.papers}
    rows: Iterable[DraftFile | DossierPaper] = ()
    if cosigning.draft_id is not None:
        rows = DraftFile.objects.filter(draft_id=cosigning.draft_id).select_related("file").order_by("id")
    elif cosigning.dossier_id is not None:
        rows = DossierPaper.objects.filter(dossier_id=cosigning.dossier_id, round=0).select_related("file")
    return [
        SeenFile(names.get(row.paper_key if isinstance(row, DraftFile) else row.key, ""), row.file)
        for row in rows
        if row.file is not None
    ]


def cosigning_file(asker: Asker, cosigning_id: uuid.UUID, file_id: uuid.UUID) -> StoredFile:
    """A file of what the asker is asked to agree to."""
    view = cosigning_for(asker, cosigning_id)
    if all(one.file.pk != file_id for one in view.files):
        raise NotFound(_("Không tìm thấy tệp này."))
    return stored(file_id)


def asked_of(asker: Asker) -> list[CoSignature]:
    """What the asker is asked to agree to, then what they agreed to, the newest first; nothing that came to nothing."""
    if asker.person_id is None:
        return []
    live = Q(state=SignatureState.AGREED) | Q(state=SignatureState.ASKED, cosigning__state=CosigningState.WAITING)
    rows = CoSignature.objects.filter(live, person_id=asker.person_id).select_related("cosigning__person")
    found = list(rows.order_by("-cosigning__asked_at")[:LATEST])
    return sorted(found, key=lambda one: not waits(one))


def waits(signature: CoSignature) -> bool:
    return signature.state == SignatureState.ASKED and signature.cosigning.state == CosigningState.WAITING


def cosignings_of_draft(asker: Asker, draft_id: uuid.UUID) -> list[Cosigning]:
    """Every time the asker's draft was sent to be signed, the latest first, with its signatures."""
    own_draft(draft_id=draft_id, asker=asker)
    rows = Cosigning.objects.filter(draft_id=draft_id).order_by("-asked_at")
    return list(rows.prefetch_related("signatures__person", "signatures__counter"))


def waiting_for(asker: Asker, id_number: str, *, at: datetime) -> list[CoSignature]:
    """What the person with this card is asked to agree to; the officer's look is written down first."""
    if not asker.organisations_with(Role.RECEPTION):
        raise Forbidden(_("Chỉ cán bộ tiếp nhận ghi được lời đồng ý tại quầy."))
    person = person_by_number(asker=asker, id_number=id_number, purpose="cosigning.find", at=at)
    if person is None:
        return []
    rows = CoSignature.objects.filter(
        person=person, state=SignatureState.ASKED, cosigning__state=CosigningState.WAITING, cosigning__deadline__gte=at
    )
    return list(rows.select_related("cosigning__person").order_by("cosigning__asked_at"))


def signatures_of(dossier_id: uuid.UUID) -> list[CoSignature]:
    """Who agreed to what was filed, for callers that already may see the dossier; [] when nobody had to."""
    rows = CoSignature.objects.filter(cosigning__dossier_id=dossier_id, state=SignatureState.AGREED)
    return list(rows.select_related("person", "counter").order_by("answered_at"))
