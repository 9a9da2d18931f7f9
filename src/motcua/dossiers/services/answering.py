"""Acts that finish a step by an answer: an opinion asked for, money received, the applicant's confirmation."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.documents.selectors import clean_file_ids
from motcua.dossiers.enums import Act, Stance
from motcua.dossiers.models import DossierPaper
from motcua.dossiers.services.acting import act, onward_change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.steps import onwards
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid
from motcua.kernel.money import dong
from motcua.workflow.rules import Step
from motcua.workflow.selectors import process_of

MOST_FILES = 10
MOST_MONEY = 1_000_000_000_000  # đồng; more is a slip of the finger
LONGEST_RECEIPT = 60


def answer(
    *, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, stance: str, words: str, step: str = ""
) -> Done:
    """Give the opinion a step asks for. Whatever it is, the dossier goes on: who asked weighs it."""
    faults = {} if stance in Stance.values else {"stance": _("Chọn đồng ý, không đồng ý hoặc ý kiến khác.")}
    if not words.strip():
        faults["words"] = _("Ghi ý kiến bằng lời: vì sao, cần lưu ý gì.")
    if faults:
        raise Invalid(_("Ý kiến chưa đủ."), fields=faults)

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        return onward_change(
            Act.ANSWER,
            standing,
            asker,
            at,
            onwards(standing, at),
            note=words.strip(),
            data={"stance": stance},
            public=f"Đã có ý kiến ở bước “{_step(standing).name}”",
        )

    body = {"stance": stance, "words": words}
    return act(kind=Act.ANSWER, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)


def paid(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    receipt: str,
    amount: int,
    on: date,
    note: str = "",
    step: str = "",
) -> Done:
    """Record that the money was paid: ``receipt`` its number, ``amount`` in đồng, ``on`` the day it came in."""
    receipt = receipt.strip()
    _check_money(receipt, amount)

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        if not local(standing.submitted_at).date() <= on <= local(at).date():
            raise Invalid(
                _("Ngày nộp tiền chưa đúng."),
                fields={"on": _("Chọn ngày từ khi nộp hồ sơ tới hôm nay, như ghi trên biên lai.")},
            )
        return onward_change(
            Act.PAID,
            standing,
            asker,
            at,
            onwards(standing, at),
            note=note.strip(),
            data={"receipt": receipt, "amount": amount, "on": on.isoformat()},
            public=f"Đã nhận {dong(amount)}, biên lai số {receipt} ngày {on:%d/%m/%Y}",
        )

    body = {"receipt": receipt, "amount": amount, "on": on.isoformat(), "note": note}
    return act(kind=Act.PAID, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)


def _check_money(receipt: str, amount: int) -> None:
    faults = {}
    if not receipt or len(receipt) > LONGEST_RECEIPT:
        faults["receipt"] = _("Ghi số biên lai hoặc mã giao dịch, không quá %(n)d ký tự.") % {"n": LONGEST_RECEIPT}
    if not 0 < amount <= MOST_MONEY:
        faults["amount"] = _("Ghi số tiền đã nộp bằng đồng, ví dụ 50000.")
    if faults:
        raise Invalid(_("Chưa đủ thông tin về khoản tiền."), fields=faults)


def confirm(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    words: str = "",
    files: Sequence[uuid.UUID] = (),
    step: str = "",
) -> Done:
    """The applicant's answer to what a step waits for; ``files`` only where the step takes them.

    Files become papers of the dossier under the step's key.
    """

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        present = _step(standing)
        _check_files(present, asker, files)
        _keep(dossier_id, present, files, at)
        return onward_change(
            Act.CONFIRM,
            standing,
            asker,
            at,
            onwards(standing, at),
            note=words.strip(),
            public=gettext_noop("Người nộp đã xác nhận"),
        )

    body = {"words": words, "files": [str(one) for one in files]}
    return act(kind=Act.CONFIRM, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)


def _check_files(step: Step, asker: Asker, files: Sequence[uuid.UUID]) -> None:
    if files and not step.citizen.upload:
        raise Invalid(_("Bước này không nhận thêm tệp. Bỏ tệp rồi gửi lại."), fields={"file": _("Không cần tệp.")})
    if len(files) > MOST_FILES:
        raise Invalid(_("Tối đa %(n)d tệp.") % {"n": MOST_FILES}, fields={"file": _("Bỏ bớt tệp.")})
    if clean_file_ids(asker=asker, file_ids=files) != set(files):
        raise Invalid(
            _("Có tệp chưa được kiểm tra xong hoặc không phải của anh/chị."), fields={"file": _("Tải lại tệp đó.")}
        )


def _keep(dossier_id: uuid.UUID, step: Step, files: Sequence[uuid.UUID], at: datetime) -> None:
    DossierPaper.objects.bulk_create(
        DossierPaper(dossier_id=dossier_id, key=step.key, name=step.name, file_id=one, kind="upload", added_at=at)
        for one in files
    )


def _step(standing: Standing) -> Step:
    return process_of(standing.process_version_id).step(standing.step)
