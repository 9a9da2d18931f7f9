"""The other pair of eyes: a working copy becomes the version in force, or goes back with words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.enums import AliasKind, DraftState, VersionState
from motcua.catalogue.models import Alias, Procedure, ProcedureDraft, ProcedureVersion
from motcua.catalogue.rules import check_approve_draft
from motcua.catalogue.rules.missing import blocking, problems
from motcua.catalogue.rules.working_copy import content_of_copy, stamp_of
from motcua.catalogue.selectors.bundles import forget
from motcua.catalogue.selectors.kept_index import forget_index
from motcua.catalogue.services.drafts import ground_of, locked
from motcua.catalogue.services.writing import write_drafts
from motcua.identity.askers import Asker
from motcua.identity.four_eyes import words_back
from motcua.kernel.errors import Invalid, Refused
from motcua.kernel.text import fold
from motcua.notifications.services.authors import tell_author

HERE = "/can-bo/cau-hinh/thu-tuc/"


@transaction.atomic
def publish(*, draft_id: int, asker: Asker, at: datetime, seen: str = "") -> ProcedureVersion:
    """Put the copy in force and retire the version before it; none of its writers may. ``seen`` is its stamp."""
    draft = locked(draft_id)
    check_approve_draft(asker, state=draft.state, hands=draft.hands)
    if seen and seen != stamp_of(draft.content):
        raise Refused(_("Bản nháp đã đổi sau khi anh/chị xem. Xem lại rồi duyệt."), code="changed_meanwhile")
    if missing := blocking(problems(draft.content, ground_of(draft))):
        raise Invalid(missing[0].sentence, code="incomplete")
    Procedure.objects.select_for_update().filter(code=draft.code).first()
    content = content_of_copy(draft.content)
    version = write_drafts([content], at=at, valid_from=at.date(), drafted_by=draft.drafted_by_id)[0].version
    put_in_force(version=version, asker=asker, at=at, drafted_by=draft.hands)
    _take_aliases(draft, asker, at)
    _tell(draft, "design_published", f"{HERE}{version.procedure.code}/", asker, at, number=version.number)
    draft.delete()
    return version


def put_in_force(*, version: ProcedureVersion, asker: Asker, at: datetime, drafted_by: Sequence[int]) -> None:
    """The version before it retires. Inside the transaction of the act, with the procedure's row locked."""
    ProcedureVersion.objects.filter(procedure=version.procedure, state=VersionState.PUBLISHED).update(
        state=VersionState.RETIRED, retired_at=at
    )
    version.state, version.published_at, version.approved_by_id = VersionState.PUBLISHED, at, asker.account_id
    version.save(update_fields=["state", "published_at", "approved_by"])
    record(
        asker=asker,
        action="procedure.published",
        object_kind="procedure",
        object_ref=version.procedure.code,
        details={"number": version.number, "drafted_by": list(drafted_by)},
        at=at,
    )
    transaction.on_commit(forget)
    transaction.on_commit(forget_index)


@transaction.atomic
def send_back(*, draft_id: int, asker: Asker, words: str, at: datetime) -> ProcedureDraft:
    """Return the copy to its writers, who read ``words`` above it."""
    draft = locked(draft_id)
    check_approve_draft(asker, state=draft.state, hands=draft.hands)
    said = words_back(words)
    draft.state, draft.words, draft.returned_by_id, draft.sent_at = DraftState.RETURNED, said, asker.officer_id, None
    draft.save(update_fields=["state", "words", "returned_by", "sent_at"])
    record(
        asker=asker,
        action="procedure.sent_back",
        object_kind="procedure",
        object_ref=draft.code,
        details={"words": said},
        at=at,
    )
    _tell(draft, "design_sent_back", f"{HERE}nhap/{draft.pk}/", asker, at, words=said)
    return draft


def _tell(draft: ProcedureDraft, kind: str, page: str, asker: Asker, at: datetime, **more: object) -> None:
    """Everybody who wrote some of it."""
    told = {"code": draft.code, "name": draft.content["name"], **more}
    for account_id in draft.hands:
        tell_author(account_id, kind, told, page=page, asker=asker, at=at)


def _take_aliases(draft: ProcedureDraft, asker: Asker, at: datetime) -> None:
    """The phrases of the copy are approved with it."""
    rows = [
        Alias(
            phrase=phrase,
            folded=fold(phrase),
            kind=AliasKind.SYNONYM,
            target=draft.code,
            source="staff",
            approved=True,
            drafted_by_id=draft.drafted_by_id,
            approved_by_id=asker.account_id,
            created_at=at,
        )
        for phrase in draft.content["aliases"]
    ]
    Alias.objects.bulk_create(rows, ignore_conflicts=True)
