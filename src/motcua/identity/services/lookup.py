"""Finding a person by number for an officer: every look is written down before it is answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.access import look_up
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.models import Person
from motcua.kernel.errors import Forbidden

MAY_LOOK = (Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER)


@transaction.atomic
def person_by_number(*, asker: Asker, id_number: str, purpose: str, at: datetime) -> Person | None:
    """The person with this 12-digit number, or None; the look is logged either way."""
    if not asker.organisations_with(*MAY_LOOK):
        raise Forbidden(_("Vị trí của anh/chị không được tra cứu thông tin cá nhân."))
    person = Person.objects.filter(id_number=id_number).select_related("commune").first()
    look_up(asker=asker, person_ref=str(person.pk) if person else "none", purpose=purpose, at=at)
    return person
