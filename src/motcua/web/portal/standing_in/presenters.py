"""Authority in words: who, until when, for what, and whether it holds today."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.models import Authorisation
from motcua.dossiers.standing_in.authorising import reference
from motcua.identity.enums import BusinessRoleKind
from motcua.identity.models import BusinessRole
from motcua.web.portal.standing_in.scopes import scope_words


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """``scope`` line by line, empty = everything; ``papers``: the principal's stored papers may be used too."""

    id: uuid.UUID
    reference: str
    name: str
    form: str
    number: str
    since: date
    until: date
    scope: list[str]
    papers: bool
    state: str
    tone: str
    may_end: bool
    paper_url: str
    words: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    id: int
    name: str
    kind: str
    title: str
    proof: str
    since: date
    until: date | None
    state: str
    tone: str
    may_end: bool


def authority_row(one: Authorisation, *, mine: bool, today: date) -> AuthorityRow:
    state, tone = _state(one.revoked_at is not None, one.valid_from, one.valid_until, today)
    return AuthorityRow(
        id=one.pk,
        reference=reference(one),
        name=(one.agent if mine else one.principal).full_name,
        form=str(one.get_form_display()),
        number=one.number,
        since=one.valid_from,
        until=one.valid_until,
        scope=scope_words(one.sectors, one.procedures),
        papers=one.papers,
        state=state,
        tone=tone,
        may_end=one.revoked_at is None and today <= one.valid_until,
        paper_url=reverse("portal:authority_paper", args=[one.pk]) if one.file_id else "",
        words=one.words,
    )


def role_row(one: BusinessRole, *, today: date) -> RoleRow:
    state, tone = _state(one.revoked_at is not None, one.valid_from, one.valid_to, today)
    return RoleRow(
        id=one.pk,
        name=one.person.full_name,
        kind=str(BusinessRoleKind(one.kind).label),
        title=one.title,
        proof=one.proof,
        since=one.valid_from,
        until=one.valid_to,
        state=state,
        tone=tone,
        may_end=one.kind == BusinessRoleKind.AUTHORISED and one.revoked_at is None,
    )


def _state(revoked: bool, since: date, until: date | None, today: date) -> tuple[str, str]:  # noqa: FBT001 - a fact
    if revoked:
        return _("Đã thu hồi"), ""
    if today < since:
        return _("Chưa tới ngày"), "warn"
    if until is not None and today > until:
        return _("Đã hết hạn"), ""
    return _("Đang có hiệu lực"), "ok"
