"""A dossier's place in its group."""

from __future__ import annotations

import uuid

from django.db.models import Max

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import Draft, FilingGroup, GroupMember


def join(group: FilingGroup, dossier_id: uuid.UUID, *, label: str, part: str = "", position: int | None = None) -> None:
    """Put the dossier into the group, at ``position`` or behind the last."""
    if position is None:
        last = GroupMember.objects.filter(group=group).aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
    GroupMember.objects.create(group=group, dossier_id=dossier_id, position=position, label=label[:200], part=part)


def join_from(draft: Draft, dossier_id: uuid.UUID) -> None:
    """The dossier made of a group's draft; of a bundle's part filed again it takes over the part's name."""
    if draft.group is None:
        return
    group = FilingGroup.objects.select_for_update().get(pk=draft.group.pk)
    bundle = version_bundle(draft.version_id)
    whole = version_bundle(group.version_id) if group.version_id else None
    part = next((one for one in whole.parts if one.code == bundle.code), None) if whole else None
    join(group, dossier_id, label=part.title if part else bundle.plain_name, part=part.key if part else "")
