"""Asking the population register, after filing and outside any transaction, whether a parent is the parent."""

from __future__ import annotations

import uuid
from datetime import datetime

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Ground, Proof
from motcua.dossiers.models import Representation
from motcua.dossiers.standing_in.representing import confirm_by_register
from motcua.identity.askers import SYSTEM
from motcua.identity.population.looking_up import connected, find_person
from motcua.identity.population.port import Relation


def prove(*, dossier_id: uuid.UUID, at: datetime) -> bool:
    """Whether the register confirmed it. Raises ``gateway.errors.Unavailable`` when there is no answer now."""
    one = Representation.objects.filter(dossier_id=dossier_id, proof__in=(Proof.DECLARED, Proof.PAPER))
    found = one.select_related("dossier__owner_person", "dossier__representative").first()
    if found is None or found.dossier.ground != Ground.PARENT or not connected():
        return False
    child, parent = found.dossier.owner_person, found.dossier.representative
    if child is None or parent is None or not child.id_number or not parent.id_number:
        return False
    registered = find_person(
        asker=SYSTEM,
        id_number=child.id_number,
        full_name=child.full_name,
        birth_date=child.birth_date,
        procedure_code=version_bundle(found.dossier.version_id).code,
        object_ref=str(dossier_id),
        at=at,
    )
    if registered is None:
        return False
    for relation, word in ((Relation.FATHER, "cha"), (Relation.MOTHER, "mẹ")):
        relative = registered.relative(relation)
        if relative is not None and relative.id_number == parent.id_number:
            confirm_by_register(dossier_id=dossier_id, words=f"{parent.full_name} là {word} của {child.full_name}")
            return True
    return False
