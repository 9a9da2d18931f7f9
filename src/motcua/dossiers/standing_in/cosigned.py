"""What was agreed to, and what voids it: the lower half of co-signing, which drafts and filing ask."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import AssistanceState, CosigningState, SignatureState
from motcua.dossiers.models import Assistance, CoSignature, Cosigning, Draft, ReuseConsent
from motcua.dossiers.standing_in.cosigners import Cosigner, cosigners_of
from motcua.dossiers.standing_in.filers import filer_of
from motcua.forms.rules import Answers, asking
from motcua.kernel.clock import local
from motcua.kernel.errors import Refused
from motcua.notifications.services.send import tell

CONTACT = ("phone", "email", "address", "delivery")  # how one is reached is nothing that others agree to
LIVE = (SignatureState.ASKED, SignatureState.AGREED)


def digest_of(draft: Draft) -> str:
    """The same for the same declared content: procedure, case, office, for whom, answers and files."""
    files = draft.files.order_by("paper_key", "file_id").values_list("paper_key", "file__sha256")
    lent = ReuseConsent.objects.filter(draft_ref=draft.pk, revoked_at=None).order_by("paper_key", "result_id")
    declared = {
        "version": draft.version_id,
        "case": draft.case_id,
        "organisation": draft.organisation_id,
        "applicant": {key: value for key, value in draft.applicant.items() if key not in CONTACT},
        "answers": draft.answers,
        "files": [list(each) for each in files],
        "results": [[key, str(result)] for key, result in lent.values_list("paper_key", "result_id")],
    }
    return digest_of_declared(declared)


def digest_of_declared(declared: Mapping[str, Any]) -> str:
    canonical = json.dumps(declared, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def needed(draft: Draft, answers: Answers | None = None, *, at: datetime) -> list[Cosigner]:
    """Who must agree before this draft is filed (with other ``answers``: as a row of it); [] when nobody must.

    Whose signed paper is attached is not asked.
    """
    bundle = version_bundle(draft.version_id)
    declared = bundle.facts.get("cosigners", ())
    filer = filer_of(draft) if declared else None
    if filer is None:
        return []
    case, today = bundle.case_key(draft.case_id), local(at).date()
    given = draft.answers if answers is None else answers
    applies = asking(bundle.form, given, today=today, case=case).keys
    asked = {key: value for key, value in given.items() if key in applies}
    found = cosigners_of(declared, asked, case_key=case, filer_number=filer.id_number, today=today)
    if not any(one.paper for one in found):
        return found
    return without_papers(found, draft.files.values_list("paper_key", flat=True))


def without_papers(found: Iterable[Cosigner], handed_in: Iterable[str]) -> list[Cosigner]:
    """Those whose signed paper is not among the papers handed in (a paper of one case is stored as ``key--case``)."""
    there = {key.partition("--")[0] for key in handed_in} - {""}
    return [one for one in found if one.paper not in there]


def is_signed(draft: Draft, *, at: datetime) -> bool:
    """Whether everybody needed agreed to exactly this content; true where nobody is."""
    wanted = needed(draft, at=at)
    return not wanted or _agreed(draft, wanted) is not None


def check_cosigned(draft: Draft, *, at: datetime) -> Cosigning | None:
    """Refuse filing until everybody needed agreed to exactly this content; None when nobody is needed."""
    wanted = needed(draft, at=at)
    if not wanted:
        return None
    agreed = _agreed(draft, wanted)
    if agreed is None:
        raise Refused(
            _("Hồ sơ này cần người cùng ký đồng ý rồi mới nộp. Mở bản khai và bấm “Gửi người cùng ký”."),
            code="cosigners",
        )
    return agreed


def _agreed(draft: Draft, wanted: list[Cosigner]) -> Cosigning | None:
    waiting = draft.cosignings.filter(state=CosigningState.WAITING, digest=digest_of(draft)).first()
    if waiting is None:
        return None
    signed = waiting.signatures.filter(state=SignatureState.AGREED)
    numbers = {number or "" for number in signed.values_list("person__id_number", flat=True)}
    return waiting if {one.id_number for one in wanted} <= numbers else None


def void_if_changed(draft: Draft, *, at: datetime) -> bool:
    """Called under the draft's lock after each change: what others agreed to or were shown is no longer this."""
    if "cosigners" not in version_bundle(draft.version_id).facts:
        return False
    waiting = draft.cosignings.filter(state=CosigningState.WAITING).first()
    if waiting is None or waiting.digest == digest_of(draft):
        return False
    words = _("Người khai đã sửa nội dung sau khi gửi ký.")
    close(waiting, CosigningState.CHANGED, reason=words, at=at)
    return True


def let_go(draft: Draft, *, at: datetime) -> None:
    """The draft is about to be thrown away: nobody shall be asked about it any more, and help with it is over."""
    helped = Assistance.objects.filter(draft=draft, state=AssistanceState.FILLING)
    helped.update(state=AssistanceState.STOPPED, ended_at=at)
    for waiting in draft.cosignings.filter(state=CosigningState.WAITING):
        close(waiting, CosigningState.CHANGED, reason=_("Người khai đã bỏ bản khai."), at=at)


def close(cosigning: Cosigning, state: CosigningState, *, reason: str, at: datetime) -> None:
    """End the waiting without filing: every live answer loses its force, and those who were asked are told."""
    cosigning.state, cosigning.closed_at = state, at
    cosigning.save(update_fields=["state", "closed_at"])
    for one in cosigning.signatures.filter(state__in=LIVE).select_related("person"):
        CoSignature.objects.filter(pk=one.pk).update(state=SignatureState.VOID)
        say(
            cosigning,
            kind="cosign_closed",
            person=one,
            more={"reason": reason},
            dedupe=f"cosign:{cosigning.pk}:closed:{one.pk}",
            at=at,
        )


def reference(cosigning: Cosigning) -> str:
    """A short name people can read out."""
    return f"CK-{cosigning.pk.hex[-6:].upper()}"


def say(
    cosigning: Cosigning, *, kind: str, person: CoSignature | None, more: dict[str, Any], dedupe: str, at: datetime
) -> None:
    """One message about the matter to a co-signer, or (``person`` None) to whom the filing is of."""
    to_first = person is None
    path = f"nop-ho-so/{cosigning.draft_id}/cung-ky" if to_first else f"cung-ky/{cosigning.pk}/"
    tell(
        person_id=cosigning.person_id if person is None else person.person_id,
        email="" if person is None else person.person.email,
        phone="" if person is None else person.person.phone or person.phone,
        kind=kind,
        context={
            "code": reference(cosigning),
            "procedure": version_bundle(cosigning.version_id).plain_name,
            "applicant_name": cosigning.person.full_name,
            "signer": "" if person is None else person.person.full_name,
            "say": "" if person is None else person.say,
            "deadline": local(cosigning.deadline).date(),
            "mine": to_first,
            **more,
        },
        link=f"{settings.PUBLIC_URL}/{path}",
        dedupe_key=dedupe,
        object_ref=str(cosigning.pk),
        at=at,
    )
