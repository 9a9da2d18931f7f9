"""Putting an obvious mistake right, with its trace: in what was declared until the decision, then in the result."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import Correction, Dossier, Proposal
from motcua.dossiers.rules import check_reason
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.amending import amended, write_answers
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.deciding import Paperwork, issue_result, signed_pdf
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.kernel.ids import secret
from motcua.kernel.text import nfc
from motcua.vault.models import IssuedResult
from motcua.vault.services.numbers import next_symbol
from motcua.vault.services.revoke import revoke

type Facts = Sequence[tuple[str, str]]

LONGEST_PUBLIC = 300
APPLICANT = "applicant_name"  # the name as on the slip; not a question of the form


def correct(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    answers: Mapping[str, Any],
    reason: str,
    applicant_name: str = "",
) -> Done:
    """Before the decision: answers by field, as typed, and the applicant's name on the papers; the rest stays.

    What stood there is kept in a ``Correction`` and in the event, and the applicant is told.
    """
    check_reason(reason)

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        if standing.decided:
            raise Refused(_("Hồ sơ đã có kết quả: đính chính kết quả, không sửa nội dung khai."), code="wrong_status")
        dossier = Dossier.objects.get(pk=dossier_id)
        change_ = amended(dossier, answers, at=at)
        changes = [*change_.changes, *_renamed(dossier, applicant_name)]
        if not changes:
            raise Invalid(_("Chưa sửa mục nào."), fields={"answers": _("Sửa ít nhất một mục rồi gửi.")})
        write_answers(dossier, change_, asker=asker, at=at)
        dossier.save(update_fields=[APPLICANT])
        _keep(dossier_id, asker, at, changes, reason)
        what = ", ".join(line["label"] for line in changes)
        return change(
            Act.CORRECT,
            standing,
            asker,
            at,
            status=standing.status,
            data={"reason": reason.strip(), "changes": changes},
            public=_fitting(f"Cơ quan đã sửa sai sót ở: {what}"),
        )

    body = {"answers": dict(answers), "applicant_name": applicant_name, "reason": reason}
    return act(kind=Act.CORRECT, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def correct_result(
    *, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, facts: Mapping[str, str], reason: str
) -> Done:
    """After the decision: a new result with the right ``facts`` ({label: text}), number and signatures of its own.

    The wrong one is revoked and names the new one; both stay in the owner's store. Who drafted the first may not
    sign this one either. A result already delivered has to be delivered anew.
    """
    check_reason(reason)
    stated = [(label.strip(), text.strip()) for label, text in facts.items() if label.strip() and text.strip()]
    if not stated:
        raise Invalid(_("Ghi nội dung đúng của kết quả."), fields={"facts": _("Ghi ít nhất một dòng.")})

    def decide(standing: Standing, seat: Seat | None) -> Change:
        if not standing.decided:
            raise Refused(_("Hồ sơ chưa có kết quả để đính chính."), code="wrong_status")
        wrong, draft = _wrong_result(dossier_id), _last_proposal(dossier_id)
        if draft.proposed_by_id == asker.account_id:
            raise Forbidden(_("Người trình không được tự ký kết quả. Đề nghị lãnh đạo khác ký."))
        changes = _differences(draft.stated, stated)
        if not changes:
            raise Invalid(_("Nội dung chưa khác kết quả đã cấp."), fields={"facts": _("Sửa ít nhất một dòng.")})
        symbol = _corrected(standing, asker, seat, at, wrong, _draft(draft, stated))
        revoke(result_id=wrong.pk, asker=asker, reason=f"Đính chính, thay bằng số {symbol}. {reason.strip()}", at=at)
        _keep(dossier_id, asker, at, changes, reason, file_id=_wrong_result(dossier_id).file_id)
        again = {"delivered_at": None} if standing.status is Status.RETURNED else {}
        return change(
            Act.CORRECT,
            standing,
            asker,
            at,
            status=standing.status,
            dossier=again,
            data={"reason": reason.strip(), "changes": changes, "symbol": symbol, "replaces": wrong.symbol},
            public=f"Cơ quan đính chính kết quả: số {symbol} thay số {wrong.symbol}",
        )

    body = {"facts": dict(facts), "reason": reason}
    return act(kind=Act.CORRECT, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def _corrected(
    standing: Standing, asker: Asker, seat: Seat | None, at: datetime, wrong: IssuedResult, draft: Proposal
) -> str:
    """Sign and issue the right result; its number."""
    dossier = Dossier.objects.select_related(
        "organisation__parent", "organisation__place", "owner_person", "owner_business"
    ).get(pk=standing.dossier_id)
    bundle = version_bundle(standing.version_id)
    symbol = next_symbol(organisation=dossier.organisation, kind=bundle.result_kind, year=local(at).year)
    paperwork = Paperwork(
        dossier,
        draft,
        bundle,
        symbol,
        secret(),
        note=f"(Đính chính, thay thế bản số {wrong.symbol} ngày {local(wrong.issued_at):%d/%m/%Y})",
    )
    issue_result(paperwork, signed_pdf(paperwork, asker, seat, at), at)
    return symbol


def _wrong_result(dossier_id: uuid.UUID) -> IssuedResult:
    """The result in force: the one issued last."""
    found = IssuedResult.objects.filter(dossier_id=dossier_id, revoked_at=None).order_by("-issued_at", "-id").first()
    if found is None:
        raise Refused(_("Hồ sơ này không có kết quả còn hiệu lực để đính chính."), code="no_result")
    return found


def _last_proposal(dossier_id: uuid.UUID) -> Proposal:
    return Proposal.objects.filter(dossier_id=dossier_id, outcome="signed").latest("decided_at")


def _draft(wrong: Proposal, stated: Facts) -> Proposal:
    """The wrong draft's layout with the right facts; never stored."""
    return Proposal(template=wrong.template, facts=[list(fact) for fact in stated])


def _renamed(dossier: Dossier, name: str) -> list[dict[str, str]]:
    new, old = " ".join(nfc(name).split()), dossier.applicant_name
    if not new or new == old:
        return []
    dossier.applicant_name = new
    return [{"field": APPLICANT, "label": "Họ tên người nộp", "old": old, "new": new}]


def _differences(before: Facts, after: Facts) -> list[dict[str, str]]:
    old, new = dict(before), dict(after)
    return [
        {"field": "", "label": label, "old": old.get(label, ""), "new": new.get(label, "")}
        for label in dict.fromkeys([*old, *new])
        if old.get(label) != new.get(label)
    ]


def _keep(
    dossier_id: uuid.UUID,
    asker: Asker,
    at: datetime,
    changes: list[dict[str, str]],
    reason: str,
    file_id: uuid.UUID | None = None,
) -> None:
    Correction.objects.create(
        dossier_id=dossier_id,
        changes=changes,
        reason=reason.strip(),
        file_id=file_id,
        made_by_id=asker.officer_id,
        made_at=at,
    )


def _fitting(sentence: str) -> str:
    return sentence if len(sentence) <= LONGEST_PUBLIC else sentence[: LONGEST_PUBLIC - 1] + "…"
