"""Reminding co-signers, and ending what was never answered."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers.enums import CosigningState, SignatureState
from motcua.dossiers.models import Cosigning
from motcua.dossiers.standing_in.cosigned import close, say
from motcua.kernel.clock import local

REMINDED = (3, 1)  # days before the deadline
WAKING = range(7, 21)  # nobody is reminded at night


def mind_deadlines(*, at: datetime) -> tuple[int, int]:
    """How many were reminded of now and how many ended; safe to run twice, each reminder is sent once."""
    ended = 0
    for pk in Cosigning.objects.filter(state=CosigningState.WAITING, deadline__lt=at).values_list("pk", flat=True):
        ended += _end(pk, at)
    if local(at).hour not in WAKING:
        return 0, ended
    soon = Cosigning.objects.filter(state=CosigningState.WAITING, deadline__lte=at + timedelta(days=REMINDED[0]))
    reminded = 0
    for pk in soon.values_list("pk", flat=True):
        reminded += _remind(pk, at)
    return reminded, ended


@transaction.atomic
def _end(pk: uuid.UUID, at: datetime) -> int:
    held = Cosigning.objects.select_for_update(of=("self",)).select_related("person").filter(pk=pk)
    cosigning = held.filter(state=CosigningState.WAITING).first()
    if cosigning is None:
        return 0
    reason = _("Đã quá hạn mà chưa đủ người ký.")
    close(cosigning, CosigningState.EXPIRED, reason=reason, at=at)
    dedupe = f"cosign:{cosigning.pk}:expired"
    say(cosigning, kind="cosign_closed", person=None, more={"reason": reason}, dedupe=dedupe, at=at)
    return 1


@transaction.atomic
def _remind(pk: uuid.UUID, at: datetime) -> int:
    held = Cosigning.objects.select_for_update(of=("self",)).select_related("person").filter(pk=pk)
    cosigning = held.filter(state=CosigningState.WAITING).first()
    if cosigning is None or local(cosigning.asked_at).date() == local(at).date():
        return 0
    left = (local(cosigning.deadline).date() - local(at).date()).days
    stage = next((days for days in sorted(REMINDED) if left <= days), None)
    if stage is None:
        return 0
    waiting = cosigning.signatures.filter(state=SignatureState.ASKED).select_related("person")
    for one in waiting:
        dedupe = f"cosign:{cosigning.pk}:{one.pk}:{stage}"
        say(cosigning, kind="cosign_reminder", person=one, more={}, dedupe=dedupe, at=at)
    return len(waiting)
