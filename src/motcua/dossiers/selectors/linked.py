"""Dossiers that belong to one another: asked for, merged, filed again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import LinkKind, Status
from motcua.dossiers.models import DossierLink
from motcua.dossiers.rules import can_see
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.selectors.standing import standing_of
from motcua.identity.askers import Asker


@dataclass(frozen=True, slots=True)
class LinkedDossier:
    """The other dossier of a link. ``is_child``: it was made for, or put into, the one asked about.

    ``may_open``: the asker may see it in full; else these lines are all there is.
    """

    kind: LinkKind
    is_child: bool
    dossier_id: uuid.UUID
    code: str
    name: str
    organisation: str
    status: Status
    due_at: datetime | None
    resolved_at: datetime | None
    may_open: bool


def linked_to(asker: Asker, dossier_id: uuid.UUID) -> list[LinkedDossier]:
    """The dossiers linked to one the asker may see (else ``NotFound``), in the order in which they were linked."""
    standing_for(asker, dossier_id)
    return links_of(asker, dossier_id)


def links_of(asker: Asker, dossier_id: uuid.UUID) -> list[LinkedDossier]:
    """As ``linked_to``, for one already known to be allowed to see the dossier."""
    links = DossierLink.objects.filter(Q(parent_id=dossier_id) | Q(child_id=dossier_id)).order_by("pk")
    return [
        _other(asker, link, dossier_id) for link in links.select_related("parent__organisation", "child__organisation")
    ]


def _other(asker: Asker, link: DossierLink, dossier_id: uuid.UUID) -> LinkedDossier:
    is_child = link.parent_id == dossier_id
    other = link.child if is_child else link.parent
    standing = standing_of(other.pk)
    return LinkedDossier(
        kind=LinkKind(link.kind),
        is_child=is_child,
        dossier_id=other.pk,
        code=other.code,
        name=version_bundle(other.version_id).plain_name,
        organisation=other.organisation.name,
        status=Status(other.status),
        due_at=other.due_at,
        resolved_at=link.resolved_at,
        may_open=standing is not None and can_see(asker, standing),
    )
