"""Where a person can be reached: theirs to change. Name, number and birth come from VNeID and are not changed here."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.identity.models import Person
from motcua.kernel.errors import Forbidden, Invalid
from motcua.kernel.text import nfc
from motcua.places.selectors import commune


@transaction.atomic
def change_contact(*, asker: Asker, phone: str, email: str, commune_code: str, address: str, at: datetime) -> None:
    """Keep checked contact details of the asker; dossiers already filed keep what was declared in them.

    The trail names what changed, never the values.
    """
    if asker.person_id is None:
        raise Forbidden(_("Chỉ người dân đã đăng nhập sửa được thông tin của mình."))
    unit = commune(commune_code, on=at.date()) if commune_code else None
    if commune_code and unit is None:
        raise Invalid(_("Xã, phường này không có trong danh mục. Chọn lại."), fields={"address": _("Chọn xã, phường.")})
    person = Person.objects.select_for_update().get(pk=asker.person_id)
    given = {
        "phone": phone,
        "email": email,
        "commune_id": unit.pk if unit else None,
        "address": " ".join(nfc(address).split()),
    }
    changed = [name for name, value in given.items() if getattr(person, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(person, name, given[name])
    person.save(update_fields=changed)
    record(
        asker=asker,
        action="person.contact_changed",
        object_kind="person",
        object_ref=str(person.pk),
        details={"fields": changed},
        at=at,
    )
