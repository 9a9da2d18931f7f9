"""Co-signing: asking others to agree before filing, their answers, and filing when the last one agreed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.dossiers.enums import CosigningState, SignatureState
from motcua.dossiers.models import CoSignature, Cosigning, Draft
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.services.checking import check_filing
from motcua.dossiers.services.filing import Filed
from motcua.dossiers.services.submitting import file_draft, filing_of
from motcua.dossiers.standing_in.cosigned import close, digest_of, needed, say, void_if_changed
from motcua.dossiers.standing_in.cosigners import Cosigner
from motcua.dossiers.standing_in.filers import Filer, filer_of
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.identity.models import Person
from motcua.identity.selectors import asker_of
from motcua.identity.services.people import find_or_create_person
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused

DAYS = 10
MIN_WORDS = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: ``filed`` once the last one agreed; ``problem`` = all agreed and filing was refused."""

    state: SignatureState
    filed: Filed | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """``seen`` is the digest of the content the signer's page showed."""

    agrees: bool
    seen: str
    words: str

    @property
    def state(self) -> SignatureState:
        return SignatureState.AGREED if self.agrees else SignatureState.DECLINED


def needs_cosigners(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> bool:
    """Whether pressing the button asks others first, instead of filing."""
    draft = own_draft(draft_id=draft_id, asker=asker)
    return draft.group_id is None and bool(needed(draft, at=at))


@transaction.atomic
def ask(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> Cosigning:
    """Ask everybody who must agree. The content is checked as for filing first: nobody agrees to what would be refused.

    Again with nothing changed gives the same one. Raises ``Invalid`` at the field of a person who cannot be named.
    """
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    void_if_changed(draft, at=at)
    waiting = draft.cosignings.filter(state=CosigningState.WAITING).first()
    if waiting is not None:
        return waiting
    filer = filer_of(draft)
    wanted = needed(draft, at=at)
    if filer is None or not wanted:
        raise Refused(_("Hồ sơ này không cần người cùng ký. Anh/chị nộp được ngay."), code="nobody_asked")
    check_filing(asker=asker, filing=filing_of(draft, asker, at), at=at)
    people = _people(wanted, filer, asker, at)
    made = Cosigning.objects.create(
        draft=draft,
        version_id=draft.version_id,
        account_id=draft.account_id,
        person_id=filer.person_id,
        digest=digest_of(draft),
        state=CosigningState.WAITING,
        asked_at=at,
        deadline=min(at + timedelta(days=DAYS), draft.expires_at),
    )
    for one, person in people:
        signature = CoSignature.objects.create(
            cosigning=made, key=one.key, say=one.say, person=person, phone=one.phone, state=SignatureState.ASKED
        )
        say(made, kind="cosign_asked", person=signature, more={}, dedupe=f"cosign:{made.pk}:{signature.pk}", at=at)
    _record(made, asker, "cosigning.asked", {"people": len(people)}, at)
    return made


def _people(wanted: list[Cosigner], filer: Filer, asker: Asker, at: datetime) -> list[tuple[Cosigner, Person]]:
    """Each as a person with a number: without it nobody could tell who signs."""
    found, errors = [], {}
    for one in wanted:
        if not one.id_number or not one.full_name:
            errors[one.at] = _("Ghi đủ họ tên và số định danh: người này phải cùng ký (%(say)s).") % {"say": one.say}
            continue
        try:
            person = find_or_create_person(
                asker=asker, full_name=one.full_name, id_number=one.id_number, birth_date=one.birth, at=at
            )
        except Invalid as refusal:
            errors[one.at] = refusal.message
            continue
        if person.pk != filer.person_id:
            found.append((one, person))
    if errors:
        raise Invalid(_("Chưa gửi được cho người cùng ký."), fields=errors)
    return found


def answer(
    *, cosigning_id: uuid.UUID, asker: Asker, agrees: bool, seen: str, at: datetime, words: str = ""
) -> Answered:
    """The asker's own answer. ``seen`` is the digest of what their page showed; again nothing changes."""
    if asker.kind is not AskerKind.CITIZEN or asker.person_id is None:
        raise Forbidden(_("Chỉ người được mời ký mới trả lời được. Anh/chị đăng nhập bằng VNeID."))
    return _answer(cosigning_id, asker.person_id, asker, Reply(agrees, seen, words.strip()), at)


def answer_at_counter(
    *,
    cosigning_id: uuid.UUID,
    person_id: uuid.UUID,
    asker: Asker,
    agrees: bool,
    seen: str,
    at: datetime,
    words: str = "",
) -> Answered:
    """The same at the counter: the officer saw the person and their identity card, and is named beside the answer."""
    if not asker.organisations_with(Role.RECEPTION):
        raise Forbidden(_("Chỉ cán bộ tiếp nhận ghi được lời đồng ý tại quầy."))
    return _answer(cosigning_id, person_id, asker, Reply(agrees, seen, words.strip()), at)


def _answer(cosigning_id: uuid.UUID, person_id: uuid.UUID, asker: Asker, reply: Reply, at: datetime) -> Answered:
    if not reply.agrees and len(reply.words) < MIN_WORDS:
        raise Invalid(
            _("Ghi vì sao không đồng ý."), fields={"words": _("Ghi một câu để người khai biết phải sửa điều gì.")}
        )
    with transaction.atomic():
        cosigning, signature, draft = _locked(cosigning_id, person_id)
        if signature.state == reply.state:  # pressed twice
            return Answered(reply.state)
        _check_open(cosigning, at)
        changed = draft is None or void_if_changed(draft, at=at) or reply.seen != cosigning.digest
        if not changed:
            return _write(cosigning, signature, asker, reply, at)
    raise Refused(
        _("Nội dung vừa được người khai sửa. Anh/chị chờ yêu cầu ký mới rồi đọc lại trước khi đồng ý."), code="changed"
    )


def _locked(cosigning_id: uuid.UUID, person_id: uuid.UUID) -> tuple[Cosigning, CoSignature, Draft | None]:
    """The draft first, as everybody who changes it does; then nothing can move between reading and signing."""
    row = Cosigning.objects.filter(pk=cosigning_id, signatures__person_id=person_id).first()
    if row is None:
        raise NotFound(_("Không tìm thấy yêu cầu cùng ký này."))
    draft = Draft.objects.select_for_update(of=("self",)).filter(cosignings=row).first()
    cosigning = Cosigning.objects.select_for_update().get(pk=cosigning_id)
    signature = cosigning.signatures.select_related("person").get(person_id=person_id)
    return cosigning, signature, draft


def _check_open(cosigning: Cosigning, at: datetime) -> None:
    if cosigning.state != CosigningState.WAITING or at > cosigning.deadline:
        state = CosigningState.EXPIRED if cosigning.state == CosigningState.WAITING else cosigning.state
        label = str(CosigningState(state).label).lower()
        raise Refused(
            _("Yêu cầu cùng ký này không còn hiệu lực: %(why)s. Cần ký thì người khai gửi lại.") % {"why": label},
            code="closed",
        )


def _write(cosigning: Cosigning, signature: CoSignature, asker: Asker, reply: Reply, at: datetime) -> Answered:
    signature.state, signature.words, signature.answered_at = reply.state, reply.words, at
    signature.counter_id = asker.officer_id if asker.kind is AskerKind.OFFICER else None
    signature.save()
    _record(cosigning, asker, f"cosigning.{reply.state.value}", {"key": signature.key}, at)
    name = signature.person.full_name
    if not reply.agrees:
        close(cosigning, CosigningState.DECLINED, reason=_("%(name)s không đồng ý.") % {"name": name}, at=at)
    more = {"signer": name, "agreed": reply.agrees, "reason": reply.words}
    dedupe = f"cosign:{cosigning.pk}:answer:{signature.pk}"
    say(cosigning, kind="cosign_answered", person=None, more=more, dedupe=dedupe, at=at)
    if reply.agrees and not cosigning.signatures.exclude(state=SignatureState.AGREED).exists():
        return _file(cosigning, at)
    return Answered(reply.state)


def _file(cosigning: Cosigning, at: datetime) -> Answered:
    """All agreed: filed at once, for the account that confirmed it. A refusal keeps the answers and tells who files."""
    owner = asker_of(cosigning.account, on=local(at).date())
    if cosigning.draft_id is None:
        raise NotFound(_("Không tìm thấy bản khai này."))
    try:
        with transaction.atomic():
            filed = file_draft(draft_id=cosigning.draft_id, asker=owner, at=at)
    except Refused as refusal:
        problem = " ".join((refusal.message, *refusal.fields.values()))[:500]
        Cosigning.objects.filter(pk=cosigning.pk).update(problem=problem)
        more: dict[str, Any] = {"reason": problem}
        dedupe = f"cosign:{cosigning.pk}:problem"
        say(cosigning, kind="cosign_closed", person=None, more=more, dedupe=dedupe, at=at)
        return Answered(SignatureState.AGREED, problem=problem)
    return Answered(SignatureState.AGREED, filed=filed)


@transaction.atomic
def take_back(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> None:
    """Who files asks no longer: the draft is theirs to change again. Nothing waiting = nothing to do."""
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    for waiting in draft.cosignings.filter(state=CosigningState.WAITING):
        close(waiting, CosigningState.CHANGED, reason=_("Người khai đã rút yêu cầu ký."), at=at)
        _record(waiting, asker, "cosigning.taken_back", {}, at)


def _record(cosigning: Cosigning, asker: Asker, action: str, details: dict[str, Any], at: datetime) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="cosigning",
        object_ref=str(cosigning.pk),
        on_behalf_of=f"person:{cosigning.person_id}",
        details=details,
        at=at,
    )
