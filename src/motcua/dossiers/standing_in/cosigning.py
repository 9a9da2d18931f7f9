"""Answers of those who must agree, and filing when the last one did. Asking them is ``cosign_asking``."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import CosigningState, SignatureState, SignedHow
from motcua.dossiers.events import GroupSigned
from motcua.dossiers.grouping.bundles import file_bundle_draft
from motcua.dossiers.models import CoSignature, Cosigning, Draft
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.services.filing import Filed
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.standing_in.cosigned import close, say, void_if_changed
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.identity.selectors import asker_of
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.kernel.events import publish

MIN_WORDS = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: ``filed`` once the last one agreed (of a bundle, its first part); ``problem`` = all
    agreed and filing was refused; ``grouped``: a job files the whole group once all of it is signed.
    """

    state: SignatureState
    filed: Filed | None = None
    problem: str = ""
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """``seen`` is the digest of the content the signer's page showed, by request."""

    agrees: bool
    seen: Mapping[uuid.UUID, str]
    words: str = ""

    @property
    def state(self) -> SignatureState:
        return SignatureState.AGREED if self.agrees else SignatureState.DECLINED


def answer(
    *, cosigning_id: uuid.UUID, asker: Asker, agrees: bool, seen: str, at: datetime, words: str = ""
) -> Answered:
    """The asker's own answer. ``seen`` is the digest of what their page showed; again nothing changes."""
    return _answer(_own(asker), asker, Reply(agrees, {cosigning_id: seen}, words.strip()), at)


def agree_together(*, seen: Mapping[uuid.UUID, str], asker: Asker, at: datetime) -> Answered:
    """The asker agrees to several filings of one group in one go: to all of them or to none."""
    return _answer(_own(asker), asker, Reply(agrees=True, seen=seen), at)


def _own(asker: Asker) -> uuid.UUID:
    if asker.kind is not AskerKind.CITIZEN or asker.person_id is None:
        raise Forbidden(_("Chỉ người được mời ký mới trả lời được. Anh/chị đăng nhập bằng VNeID."))
    return asker.person_id


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
    _check_receives(asker)
    return _answer(person_id, asker, Reply(agrees, {cosigning_id: seen}, words.strip()), at)


def agree_together_at_counter(
    *, seen: Mapping[uuid.UUID, str], person_id: uuid.UUID, asker: Asker, at: datetime
) -> Answered:
    """As ``agree_together``, before an officer."""
    _check_receives(asker)
    return _answer(person_id, asker, Reply(agrees=True, seen=seen), at)


def _check_receives(asker: Asker) -> None:
    if not asker.organisations_with(Role.RECEPTION):
        raise Forbidden(_("Chỉ cán bộ tiếp nhận ghi được lời đồng ý tại quầy."))


def _answer(person_id: uuid.UUID, asker: Asker, reply: Reply, at: datetime) -> Answered:
    if not reply.agrees and len(reply.words) < MIN_WORDS:
        raise Invalid(
            _("Ghi vì sao không đồng ý."), fields={"words": _("Ghi một câu để người khai biết phải sửa điều gì.")}
        )
    with transaction.atomic():
        rows = [_locked(pk, person_id) for pk in _in_order(reply.seen)]
        fresh = [row for row in rows if row[1].state != reply.state]
        if not fresh:  # pressed twice
            return Answered(reply.state)
        for cosigning, _signature, _draft in fresh:
            _check_open(cosigning, at)
        changed = [
            draft is None or void_if_changed(draft, at=at) or reply.seen[cosigning.pk] != cosigning.digest
            for cosigning, _signature, draft in fresh
        ]
        if not any(changed):
            return [_write(cosigning, signature, asker, reply, at) for cosigning, signature, _draft in fresh][-1]
    raise Refused(
        _("Nội dung vừa được người khai sửa. Anh/chị chờ yêu cầu ký mới rồi đọc lại trước khi đồng ý."), code="changed"
    )


def _in_order(seen: Mapping[uuid.UUID, str]) -> list[uuid.UUID]:
    """By draft, as everybody who locks several does."""
    rows = Cosigning.objects.filter(pk__in=seen).order_by("draft_id", "pk").values_list("pk", flat=True)
    found = list(rows)
    if len(found) != len(seen):
        raise NotFound(_("Không tìm thấy yêu cầu cùng ký này."))
    return found


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
    at_counter = asker.kind is AskerKind.OFFICER
    signature.counter_id = asker.officer_id if at_counter else None
    signature.how = SignedHow.PRESENT if at_counter else SignedHow.LOGIN
    signature.save()
    _record(cosigning, asker, f"cosigning.{reply.state.value}", {"key": signature.key}, at)
    name = signature.person.full_name
    if not reply.agrees:
        close(cosigning, CosigningState.DECLINED, reason=_("%(name)s không đồng ý.") % {"name": name}, at=at)
    more = {"signer": name, "agreed": reply.agrees, "reason": reply.words}
    dedupe = f"cosign:{cosigning.pk}:answer:{signature.pk}"
    say(cosigning, kind="cosign_answered", person=None, more=more, dedupe=dedupe, at=at)
    if not reply.agrees or cosigning.signatures.exclude(state=SignatureState.AGREED).exists():
        return Answered(reply.state)
    group_id = None if cosigning.draft is None else cosigning.draft.group_id
    if group_id is None:
        return _file(cosigning, at)
    publish(GroupSigned(group_id))
    return Answered(reply.state, grouped=True)


def _file(cosigning: Cosigning, at: datetime) -> Answered:
    """All agreed: filed at once, for the account that confirmed it. A refusal keeps the answers and tells who files."""
    owner = asker_of(cosigning.account, on=local(at).date())
    draft_id = cosigning.draft_id
    if draft_id is None:
        raise NotFound(_("Không tìm thấy bản khai này."))
    try:
        with transaction.atomic():
            if version_bundle(cosigning.version_id).parts:
                filed = file_bundle_draft(draft_id=draft_id, asker=owner, at=at).filed[0]
            else:
                filed = file_draft(draft_id=draft_id, asker=owner, at=at)
    except Refused as refusal:
        problem = " ".join((refusal.message, *refusal.fields.values()))
        note_problem(cosigning, problem, at)
        return Answered(SignatureState.AGREED, problem=problem)
    return Answered(SignatureState.AGREED, filed=filed)


def note_problem(cosigning: Cosigning, problem: str, at: datetime) -> None:
    """All agreed and it could not be filed: kept, and told to who files."""
    problem = problem[:500]
    Cosigning.objects.filter(pk=cosigning.pk).update(problem=problem)
    dedupe = f"cosign:{cosigning.pk}:problem"
    say(cosigning, kind="cosign_closed", person=None, more={"reason": problem}, dedupe=dedupe, at=at)


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
