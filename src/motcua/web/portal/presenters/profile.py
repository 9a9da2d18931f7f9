"""What we know of a person and from where, and what of it is theirs to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.forms.presenters import FieldView, page_fields
from motcua.forms.rules import Answer, FormDefinition, Page, parse
from motcua.identity.enums import Sex
from motcua.identity.models import Person
from motcua.identity.services.people import Source
from motcua.kernel.clock import today
from motcua.places.selectors import communes
from motcua.web.kit.templatetags.kit import day, short_when
from motcua.web.portal.presenters.progress import Line

CONTACT = "lien_lac"


@dataclass(frozen=True, slots=True)
class Tab:
    title: str
    name: str
    key: str


def tabs() -> list[Tab]:
    """The pages about oneself, in the order of need."""
    return [
        Tab(_("Hồ sơ"), "portal:dossiers", "dossiers"),
        Tab(_("Giấy tờ"), "portal:vault", "vault"),
        Tab(_("Hộp thư"), "portal:inbox", "inbox"),
        Tab(_("Thông tin của tôi"), "portal:profile", "profile"),
        Tab(_("Ủy quyền"), "portal:authorities", "authorities"),
        Tab(_("Đã đồng ý"), "portal:consents", "consents"),
        Tab(_("Ai đã xem"), "portal:looks", "looks"),
        Tab(_("Cách nhận tin"), "portal:wishes", "wishes"),
    ]


def facts_of(person: Person) -> list[Line]:
    """What VNeID vouched for; shown as received."""
    return [
        Line(_("Họ, chữ đệm và tên"), person.full_name),
        Line(_("Số định danh cá nhân"), person.id_number or ""),
        Line(_("Ngày sinh"), day(person.birth_date)),
        Line(_("Giới tính"), str(Sex(person.sex).label) if person.sex else ""),
    ]


def source_of(person: Person) -> str:
    """Where the facts came from, and when they were last confirmed."""
    told = {
        Source.VNEID: _("Lấy từ tài khoản VNeID của anh/chị"),
        Source.CARD: _("Cán bộ đọc từ thẻ căn cước của anh/chị"),
    }.get(Source(person.source), _("Do anh/chị khai"))
    if person.verified_at is None:
        return f"{told}."
    return _("%(source)s, xác nhận lúc %(when)s.") % {"source": told, "when": short_when(person.verified_at)}


def contact_form() -> FormDefinition:
    """Telephone, e-mail and address, checked like any answer."""
    return _contact_form(get_language() or "")


def contact_page() -> Page:
    """Its one page."""
    return contact_form().pages[0]


@cache
def _contact_form(language: str) -> FormDefinition:  # noqa: ARG001 - the labels are in that language
    fields = [
        {"key": "phone", "label": _("Số điện thoại"), "type": "phone", "autocomplete": "tel"},
        {"key": "email", "label": _("Thư điện tử"), "type": "email", "autocomplete": "email"},
        {"key": "address", "label": _("Nơi ở hiện nay"), "type": "address"},
    ]
    return parse({"pages": [{"key": CONTACT, "title": _("Liên lạc"), "fields": fields}]})


def contact_of(person: Person) -> dict[str, Answer]:
    home = {"commune": person.commune.code, "detail": person.address} if person.commune else {}
    return {"phone": person.phone, "email": person.email, "address": home}


def contact_fields(answers: Mapping[str, Answer], errors: Mapping[str, str]) -> list[FieldView]:
    places = [(unit.code, unit.name) for unit in communes(on=today())]
    return page_fields(contact_page(), answers, errors, communes=places)
