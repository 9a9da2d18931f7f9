"""People and businesses as applicants: found by their number, never by name, telephone or e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.models import Business, Person
from motcua.identity.rules import check_id_number, same_name
from motcua.kernel.errors import Invalid
from motcua.kernel.text import nfc


class Source(StrEnum):
    """Where a person's data came from, weakest first."""

    DECLARED = "declared"
    CARD = "card"
    VNEID = "vneid"


@transaction.atomic(savepoint=False)
def find_or_create_person(
    *,
    asker: Asker,
    full_name: str,
    at: datetime,
    id_number: str | None = None,
    birth_date: date | None = None,
    sex: str = "",
    phone: str = "",
    email: str = "",
    commune_id: int | None = None,
    address: str = "",
    source: str = Source.DECLARED,
) -> Person:
    """The person with this number, or a new one.

    A known person's gaps are filled and nothing else is changed, save by a better source (the card in an officer's
    hand, VNeID). A number known under another name is refused: nobody may attach a matter to a stranger by a
    wrong digit. Without a number each call makes its own person: two people may share a name and a birthday.
    """
    given = {
        "full_name": " ".join(nfc(full_name).split()),
        "birth_date": birth_date,
        "sex": sex,
        "phone": phone.strip(),
        "email": email.strip(),
        "commune_id": commune_id,
        "address": nfc(address).strip(),
    }
    if not given["full_name"]:
        raise Invalid(_("Hãy ghi họ và tên."), fields={"full_name": _("Ghi họ và tên")})
    if not id_number:
        return Person.objects.create(**given, source=source, created_at=at)
    check_id_number(id_number, birth_date=birth_date, sex=sex)
    person, created = Person.objects.select_for_update().get_or_create(
        id_number=id_number,
        defaults={
            **given,
            "source": source,
            "verified_at": at if source != Source.DECLARED else None,
            "created_at": at,
        },
    )
    if not created:
        _merge(asker, person, given, source, at)
    return person


def _merge(asker: Asker, person: Person, given: Mapping[str, object], source: str, at: datetime) -> None:
    better = _rank(source) > _rank(person.source) or (source == Source.VNEID == person.source)
    if not better and not same_name(person.full_name, str(given["full_name"])):
        raise Invalid(
            _("Số định danh và họ tên không khớp với dữ liệu đã có. Anh/chị kiểm tra lại cả hai trên thẻ căn cước."),
            code="id_number",
        )
    changed = [
        name
        for name, value in given.items()
        if value and value != getattr(person, name) and (better or not getattr(person, name))
    ]
    for name in changed:
        setattr(person, name, given[name])
    if better:
        person.source, person.verified_at = source, at
    if changed or better:
        person.save(update_fields=[*(name.removesuffix("_id") for name in changed), "source", "verified_at"])
    if changed:
        record(
            asker=asker,
            action="person.updated",
            object_kind="person",
            object_ref=str(person.pk),
            details={"fields": changed, "source": source},
            at=at,
        )


def _rank(source: str) -> int:
    order = [member.value for member in Source]
    return order.index(source) if source in order else 0


@transaction.atomic
def find_or_create_business(
    *, asker: Asker, tax_code: str, name: str, at: datetime, address: str = "", phone: str = "", email: str = ""
) -> Business:
    """The business with this tax code, or a new one; a citizen never changes a known one."""
    digits = tax_code.replace("-", "").strip()
    if not digits.isdigit() or len(digits) not in (10, 12, 13):
        raise Invalid(
            _("Mã số thuế gồm 10 chữ số, hoặc 13 chữ số với đơn vị trực thuộc, hoặc 12 chữ số của cá nhân."),
            fields={"tax_code": _("Sửa mã số thuế")},
        )
    business, created = Business.objects.get_or_create(
        tax_code=f"{digits[:10]}-{digits[10:]}" if len(digits) == 13 else digits,
        defaults={
            "name": nfc(name).strip(),
            "address": nfc(address).strip(),
            "phone": phone,
            "email": email,
            "created_at": at,
        },
    )
    if not created and asker.kind is not AskerKind.CITIZEN:
        gaps = {"address": address, "phone": phone, "email": email}
        filled = [field for field, value in gaps.items() if value and not getattr(business, field)]
        for field in filled:
            setattr(business, field, gaps[field])
        if filled:
            business.save(update_fields=filled)
    return business
