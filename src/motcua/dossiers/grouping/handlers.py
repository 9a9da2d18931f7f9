"""What a bundle does when one of its dossiers has a result, and a group when one of its drafts is signed."""

from __future__ import annotations

from motcua.dossiers.enums import Status
from motcua.dossiers.events import DossierChanged, GroupSigned
from motcua.dossiers.models import WaitingPart
from motcua.dossiers.tasks import file_signed_group, file_waiting
from motcua.kernel.events import subscribe


@subscribe(DossierChanged)
def wake_waiting_parts(event: DossierChanged) -> None:
    """A job, of the same transaction, files what waited for this result: signing never fails for a part's sake."""
    if event.status is not Status.DECIDED:
        return
    waiting = WaitingPart.objects.filter(group__members__dossier_id=event.dossier_id, filed_at=None)
    for group_id in waiting.values_list("group_id", flat=True).distinct():
        file_waiting.defer(group_id=str(group_id))


@subscribe(GroupSigned)
def file_the_group(event: GroupSigned) -> None:
    """After the signature is committed, so that two who sign at once see each other's."""
    file_signed_group.defer(group_id=str(event.group_id))
