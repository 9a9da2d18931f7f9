"""Seeing a dossier: asked of the rules first, and written down before anything is shown to an officer or a machine."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from motcua.audit.selectors import looks_at
from motcua.audit.services.access import look_up
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import check_can_see
from motcua.dossiers.selectors.standing import standing_of
from motcua.dossiers.standing import Standing, present_task
from motcua.dossiers.standing_in.filers import BEGUN, TOLD
from motcua.dossiers.standing_in.lending import LENT
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.population.looking_up import HELPING, PURPOSE, hidden_number
from motcua.identity.selectors import own_person

ONE_LOOK = timedelta(hours=1)


def standing_for(asker: Asker, dossier_id: uuid.UUID, *, step: str = "") -> Standing:
    """Where the dossier stands, for one who may see it; else ``NotFound``. Gives no personal data, so logs nothing.

    Of several open steps the asker's own is the present one, or ``step`` when it is open.
    """
    return present_task(check_can_see(asker, standing_of(dossier_id)), asker, step=step)


def look(asker: Asker, dossier_id: uuid.UUID, *, at: datetime, step: str = "") -> Standing:
    """As ``standing_for``, and for officers and machines one access row for each person behind the dossier.

    Who stands in for somebody is written down as well: the owner sees that their representative looked.
    """
    standing = standing_for(asker, dossier_id, step=step)
    if asker.kind in {AskerKind.OFFICER, AskerKind.MACHINE}:
        for person in sorted(standing.people):
            look_up(
                asker=asker,
                person_ref=str(person),
                purpose="dossier.read",
                object_ref=str(dossier_id),
                at=at,
                once_in=ONE_LOOK,
            )
    elif standing.representative_id is not None and asker.person_id == standing.representative_id:
        for person in sorted(standing.people - {standing.representative_id}):
            look_up(
                asker=asker,
                person_ref=str(person),
                purpose="dossier.represented",
                object_ref=str(dossier_id),
                at=at,
                once_in=ONE_LOOK,
            )
    return standing


@dataclass(frozen=True, slots=True)
class SeenBy:
    """One look at the asker's data: who, when, what for, in which dossier (code and id; empty when in none)."""

    at: datetime
    name: str
    code: str
    dossier_id: uuid.UUID | None
    in_register: bool = False  # in the population register, not in ours
    helping: bool = False  # while helping the asker, or one of the family, in filing
    papers: bool = False  # at the list of the stored papers the asker lent


def looks_at_me(asker: Asker) -> list[SeenBy]:
    """Who looked at the asker's own data, the latest first. Dossiers the asker is not part of are not named."""
    if asker.person_id is None:
        return []
    number = own_person(asker).id_number
    looks = looks_at(str(asker.person_id), *([hidden_number(number)] if number else []))
    mine = Q(acting_id=asker.person_id) | Q(owner_person_id=asker.person_id) | Q(representative_id=asker.person_id)
    wanted = {look.object_ref for look in looks if look.object_ref and ":" not in look.object_ref}
    codes = {str(pk): code for pk, code in Dossier.objects.filter(mine, pk__in=wanted).values_list("pk", "code")}
    return [
        SeenBy(
            at=look.at,
            name=look.actor_name,
            code=codes.get(look.object_ref, ""),
            dossier_id=uuid.UUID(look.object_ref) if look.object_ref in codes else None,
            in_register=look.purpose in (PURPOSE, HELPING),
            helping=look.purpose in (HELPING, TOLD, BEGUN),
            papers=look.purpose == LENT,
        )
        for look in looks
    ]
