"""From a card or a number to the fields of the person at the counter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.forms.rules import Answers
from motcua.identity.askers import Asker
from motcua.identity.models import Person
from motcua.identity.services.lookup import person_by_number
from motcua.places.selectors import current_of_old_address
from motcua.web.desk.idcard import CardReading, looks_scanned, read_card
from motcua.web.desk.intake.form import PREFIX
from motcua.web.desk.intake.reading import Typed

ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Identified:
    """What was found and what the clerk should look at; ``typed`` has the fields filled."""

    typed: Typed
    notes: tuple[str, ...]
    warnings: tuple[str, ...]


def identify(*, asker: Asker, typed: Typed, at: datetime) -> Identified:
    """Fill the person's fields from a scanned card or a typed number. The look-up is logged; typed values stay."""
    text = typed.scan.strip() or str(typed.people.get(PREFIX + "acting_id_number") or "")
    card = read_card(text)
    digits = "".join(text.split())
    number = card.id_number if card else digits
    if not (number.isascii() and number.isdigit() and len(number) == ID_DIGITS):
        words = (
            _("Không đọc được mã QR này. Quét lại, hoặc gõ 12 số trên thẻ.")
            if looks_scanned(text)
            else _("Cần đủ 12 số định danh. Anh/chị vừa nhập %(n)d ký tự.") % {"n": len(digits)}
        )
        return Identified(typed, (), (words,))
    person = person_by_number(asker=asker, id_number=number, purpose="counter.identify", at=at)
    people: Answers = {**typed.people, PREFIX + "acting_id_number": number}
    notes: list[str] = []
    warnings: list[str] = []
    if card:
        _from_card(people, card, person, at.date(), notes, warnings)
    if person:
        _from_known(people, person)
        notes.append(_("Đã có trong dữ liệu của tỉnh: %(name)s.") % {"name": person.full_name})
    elif not card:
        notes.append(_("Số này chưa có trong dữ liệu của tỉnh. Nhập họ tên và ngày sinh theo thẻ."))
    return Identified(replace(typed, people=people, scan=""), tuple(notes), tuple(warnings))


def _from_card(
    people: Answers, card: CardReading, person: Person | None, on: date, notes: list[str], warnings: list[str]
) -> None:
    if card.damaged and person:
        people[PREFIX + "acting_name"] = person.full_name
        warnings.append(
            _("Máy quét làm mất dấu tiếng Việt. Đã lấy lại họ tên theo số định danh, hãy đối chiếu với thẻ.")
        )
    else:
        people[PREFIX + "acting_name"] = card.full_name
        if card.damaged:
            warnings.append(_("Chữ quét được có vẻ mất dấu. Đối chiếu với thẻ và sửa lại họ tên, địa chỉ."))
    if card.birth_date:
        people[PREFIX + "acting_birth_date"] = card.birth_date.isoformat()
    if card.address:
        _address(people, card.address, on, notes)


def _address(people: Answers, text: str, on: date, notes: list[str]) -> None:
    """The address on the card beside the commune it lies in today."""
    matches = current_of_old_address(text, on=on)
    names = " / ".join(dict.fromkeys(match.unit.name for match in matches))
    notes.append(_("Địa chỉ trên thẻ: %(text)s.") % {"text": text})
    if names:
        notes.append(_("Hiện nay thuộc: %(names)s.") % {"names": names})
    sure = len(matches) == 1 and not matches[0].partly
    people[PREFIX + "address"] = {
        "commune": matches[0].unit.code if sure else "",
        "detail": text.split(",", maxsplit=1)[0].strip(),
    }


def _from_known(people: Answers, person: Person) -> None:
    """Gaps filled from what the province knows; nothing typed or scanned is overwritten."""
    known: Answers = {
        PREFIX + "acting_name": person.full_name,
        PREFIX + "acting_birth_date": person.birth_date.isoformat() if person.birth_date else "",
        PREFIX + "phone": person.phone,
        PREFIX + "email": person.email,
    }
    for key, value in known.items():
        if value and _is_empty(people.get(key)):
            people[key] = value
    if person.commune and _is_empty(people.get(PREFIX + "address")):
        people[PREFIX + "address"] = {"commune": person.commune.code, "detail": person.address}


def _is_empty(answer: object) -> bool:
    return not any(answer.values()) if isinstance(answer, dict) else not answer
