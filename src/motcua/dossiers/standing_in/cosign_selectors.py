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
from motcua.dossiers.models import CoSignature, Cosigning, DossierPaper, DraftFile, GroupMember, WaitingPaper
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
    """The same before the officer, with the person there; the look at both people is written down first, at each
    filing of a group that is read in the same visit.
    """
    if not asker.organisations_with(Role.RECEPTION):
        raise Forbidden(_("Chỉ cán bộ tiếp nhận ghi được lời đồng ý tại quầy."))
    view = _view(cosigning_id, person_id)
    for one in (view, *sent_with(view)):
        for person in sorted({person_id, one.cosigning.person_id}):
            read = str(one.cosigning.pk)
            look_up(asker=asker, person_ref=str(person), purpose="cosigning.read", object_ref=read, at=at)
    return view


def sent_with(view: CosigningView) -> list[CosigningView]:
    """What else of the same group waits for the same person: read and answered in the same visit."""
    draft = view.cosigning.draft
    if draft is None or draft.group_id is None or not view.open:
        return []
    rows = CoSignature.objects.filter(
        person_id=view.mine.person_id,
        state=SignatureState.ASKED,
        cosigning__state=CosigningState.WAITING,
        cosigning__draft__group_id=draft.group_id,
    ).exclude(cosigning=view.cosigning)
    ids = rows.order_by("cosigning__draft__created_at", "cosigning_id").values_list("cosigning_id", flat=True)
    return [_view(pk, view.mine.person_id) for pk in ids]


def _view(cosigning_id: uuid.UUID, person_id: uuid.UUID) -> CosigningView:
    rows = Cosigning.objects.select_related("draft__organisation", "dossier__organisation", "person", "group")
    cosigning = rows.filter(pk=cosigning_id, signatures__person_id=person_id).first()
    if cosigning is None:
        raise NotFound(_("Không tìm thấy yêu cầu cùng ký này."))
    signatures = list(cosigning.signatures.select_related("person", "counter", "file").order_by("key"))
    mine = next(one for one in signatures if one.person_id == person_id)
    holder = cosigning.draft or cosigning.dossier
    current = cosigning.state in {CosigningState.WAITING, CosigningState.FILED}
    return CosigningView(
        cosigning=cosigning,
        mine=mine,
        others=[one for one in signatures if one.person_id != person_id],
        bundle=version_bundle(cosigning.version_id),
        where=holder.organisation.name if holder is not None and holder.organisation else "",
        declared=_declared(cosigning) if current else [],
        files=[*(_files(cosigning) if current else ()), *_own_paper(mine)],
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
    if cosigning.group is not None:
        return summary(bundle.form, cosigning.group.answers, today=day, communes=communes)
    if dossier is None:
        return []
    case = bundle.case_key(dossier.case_id)
    return summary(bundle.form, dossier.answers, today=day, case=case, communes=communes)


def _files(cosigning: Cosigning) -> list[SeenFile]:
    bundle = version_bundle(cosigning.version_id)
    names = {paper.key: paper.name for paper in bundle.papers}
    rows: Iterable[DraftFile | DossierPaper | WaitingPaper] = ()
    if cosigning.draft_id is not None:
        rows = DraftFile.objects.filter(draft_id=cosigning.draft_id).select_related("file").order_by("id")
    elif cosigning.dossier_id is not None:
        rows = DossierPaper.objects.filter(dossier_id=cosigning.dossier_id, round=0).select_related("file")
    elif cosigning.group_id is not None:
        filed = DossierPaper.objects.filter(dossier__membership__group_id=cosigning.group_id, round=0)
        later = WaitingPaper.objects.filter(waiting__group_id=cosigning.group_id, waiting__filed_at=None)
        rows = [*filed.select_related("file"), *later.select_related("file")]
    found: dict[uuid.UUID, SeenFile] = {}
    for row in rows:
        if row.file is not None:
            key = row.paper_key if isinstance(row, DraftFile) else row.key
            found.setdefault(row.file.pk, SeenFile(names.get(key, ""), row.file))
    return list(found.values())


def _own_paper(mine: CoSignature) -> list[SeenFile]:
    """What they are said to have signed before it came to the counter."""
    return [SeenFile(_("Giấy có chữ ký của anh/chị"), mine.file)] if mine.file is not None else []


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
    rows = CoSignature.objects.filter(live, person_id=asker.person_id)
    rows = rows.select_related("cosigning__person", "cosigning__draft")
    found = list(rows.order_by("-cosigning__asked_at")[:LATEST])
    return sorted(found, key=lambda one: not waits(one))


def waits(signature: CoSignature) -> bool:
    return signature.state == SignatureState.ASKED and signature.cosigning.state == CosigningState.WAITING


def cosignings_of_draft(asker: Asker, draft_id: uuid.UUID) -> list[Cosigning]:
    """Every time the asker's draft was sent to be signed, the latest first, with its signatures."""
    own_draft(draft_id=draft_id, asker=asker)
    rows = Cosigning.objects.filter(draft_id=draft_id).order_by("-asked_at")
    return list(rows.prefetch_related("signatures__person", "signatures__counter"))


def waiting_in_group(asker: Asker, group_id: uuid.UUID) -> list[Cosigning]:
    """What of the asker's group waits for others, in the order the drafts were begun, with the signatures."""
    rows = Cosigning.objects.filter(
        draft__group_id=group_id, draft__account_id=asker.account_id or 0, state=CosigningState.WAITING
    )
    return list(rows.order_by("draft__created_at", "pk").prefetch_related("signatures__person", "signatures__counter"))


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
    """Who agreed to what was filed, for callers that already may see the dossier; [] when nobody had to.

    Of a bundle's part: who agreed to that part or to the whole.
    """
    member = GroupMember.objects.filter(dossier_id=dossier_id, group__cosigning__isnull=False).first()
    where = Q(cosigning__dossier_id=dossier_id)
    if member is not None:
        where |= Q(cosigning__group_id=member.group_id, part__in=("", member.part))
    rows = CoSignature.objects.filter(where, state=SignatureState.AGREED)
    return list(rows.select_related("person", "counter", "file").order_by("answered_at", "key"))
